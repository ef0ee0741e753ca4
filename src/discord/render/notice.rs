//! Short lines for one person: why something was not done. What they say stands in [`crate::words`].

use std::time::Duration;

use super::super::markup::{escape, plain, shortened};
use super::super::message::Message;
use crate::request::RequestError;
use crate::store::records::AnswerId;
use crate::words::reply;

/// A sentence that stands for itself, by its key.
pub fn said(key: &str) -> Message {
    Message::private(reply().say(key))
}

/// Something broke; whoever says so has logged the same reference.
pub fn broken(reference: AnswerId) -> Message {
    Message::private(reply().fill("notice.broken", &[("reference", &reference)]))
}

/// Too many questions.
pub fn too_fast(wait: Duration) -> Message {
    Message::private(reply().count("notice.too-fast", wait.as_secs() + 1, &[]))
}

/// The person is blocked.
pub fn blocked() -> Message {
    said("notice.blocked")
}

/// The channel is not one the bot answers in.
pub fn not_here() -> Message {
    said("notice.not-here")
}

/// The person may not do it; `deed` is the key of what that is.
pub fn may_not(deed: &str) -> Message {
    let deed = reply().say(deed);
    Message::private(reply().fill("notice.may-not", &[("deed", &deed)]))
}

/// A command that is gone.
pub fn unknown_command() -> Message {
    said("notice.unknown-command")
}

/// An option without which the command means nothing.
pub fn empty_option(option: &str) -> Message {
    Message::private(reply().fill("notice.empty-option", &[("option", &option)]))
}

/// A look-up that lacks something, or holds a word it does not take.
pub fn misread(error: &RequestError) -> Message {
    Message::private(escape(&error.to_string()))
}

/// A message without text.
pub fn no_text() -> Message {
    said("notice.no-text")
}

/// A button of another form or another maker.
pub fn strange_button() -> Message {
    said("notice.strange-button")
}

/// A button whose answer is no longer kept.
pub fn forgotten_answer() -> Message {
    said("notice.forgotten-answer")
}

/// Begins the line that says why only the person sees an answer.
pub fn only_you() -> String {
    format!("\n-# {}", reply().say("notice.only-you"))
}

/// The bot may not speak to all here, so that only the person sees the answer; `deed` is the key of what it
/// would have to do.
pub fn cannot_speak(deed: &str) -> String {
    let why = reply().fill("notice.cannot-speak", &[("deed", &reply().say(deed))]);
    format!("{} {why}", only_you())
}

/// Sources lost their links with the card they stood in.
pub fn cannot_embed() -> String {
    format!("\n-# {}", reply().say("notice.cannot-embed"))
}

/// What was asked in a channel the bot may not speak in is answered to the person alone.
pub fn answered_here() -> String {
    format!("-# {}\n", reply().say("notice.answered-here"))
}

/// The person's verdict is stored.
pub fn noted() -> Message {
    said("notice.noted")
}

/// No answer of this id that the person may see.
pub fn no_such_answer() -> Message {
    said("notice.no-such-answer")
}

/// A person's data is gone.
pub fn forgotten_person(rows: u64) -> Message {
    match rows {
        0 => said("notice.nothing-stored"),
        _ => Message::private(reply().count("notice.forgotten-person", rows, &[])),
    }
}

/// The wording is no longer known.
pub fn forgotten_question() -> Message {
    said("notice.forgotten-question")
}

/// A question was passed on to the moderators.
pub fn passed_on() -> Message {
    said("notice.passed-on")
}

/// What is passed on is read in home servers only.
pub fn nobody_to_tell() -> Message {
    said("notice.nobody-to-tell")
}

/// It was passed on before.
pub fn passed_on_already() -> Message {
    said("notice.passed-on-already")
}

/// Another operation on the editions runs; `what` is the key of its name.
pub fn already_running(what: &str) -> Message {
    let what = reply().say(what);
    Message::private(reply().fill("notice.already-running", &[("what", &what)]))
}

/// A list is no longer kept.
pub fn forgotten_list() -> Message {
    said("notice.forgotten-list")
}

/// There is no further evidence.
pub fn no_more() -> Message {
    said("notice.no-more")
}

/// A private answer that has been shown, or was never private.
pub fn shared_already() -> Message {
    said("notice.shared-already")
}

/// The bot may not speak to all here; `deed` is the key of what it would have to do.
pub fn cannot_share(deed: &str) -> Message {
    Message::private(reply().fill("notice.cannot-share", &[("deed", &reply().say(deed))]))
}

/// The bot may not speak in the channel a round is to be in; `deed` is the key of what it would have to do.
pub fn cannot_play(deed: &str) -> Message {
    Message::private(reply().fill("round.cannot-play", &[("deed", &reply().say(deed))]))
}

/// No film is called so.
pub fn no_such_film(typed: &str) -> Message {
    let typed = shortened(&plain(typed), 80);
    let name = escape(&format!("“{typed}”"));
    Message::private(reply().fill("round.no-such-film", &[("name", &name)]))
}

/// The answer gives away a story and cannot be masked.
pub fn cannot_mask() -> Message {
    said("notice.cannot-mask")
}

/// The answer would give away the question of a round.
pub fn gives_away() -> Message {
    said("notice.gives-away")
}

/// Rounds are played in servers only.
pub fn no_rounds_here() -> Message {
    said("notice.no-rounds-here")
}

/// There is no round in the channel.
pub fn no_round() -> Message {
    said("notice.no-round")
}

/// There is one already.
pub fn round_goes_on() -> Message {
    said("notice.round-goes-on")
}

/// No question is as the host wishes.
pub fn no_questions() -> Message {
    said("notice.no-questions")
}
