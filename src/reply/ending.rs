//! Why a round of trivia ended, as players and operators read it. What it says stands in [`crate::words`].

use crate::trivia::round::event::Ending;
use crate::words::reply;

/// Why, in a sentence.
pub fn sentence(ending: Ending) -> &'static str {
    reply().say(match ending {
        Ending::Done => "out.because.done",
        Ending::Silence => "out.because.silence",
        Ending::Stopped => "out.because.stopped",
        Ending::Abandoned => "out.because.abandoned",
        Ending::ChannelGone => "out.because.channel-gone",
        Ending::ThreadArchived => "out.because.thread-archived",
        Ending::PermissionLost => "out.because.permission-lost",
        Ending::Unreachable => "out.because.unreachable",
    })
}
