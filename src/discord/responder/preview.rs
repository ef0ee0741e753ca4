//! Previews of rounds: what may still be begun, and who has seen which questions.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::super::trivia::pools::Known;
use crate::store::records::AnswerId;
use crate::trivia::round::event::Setup;

/// Previews kept in memory.
const PREVIEWS: usize = 50;
/// Questions of which it is remembered who has seen them.
const SEEN: usize = 10_000;

/// A round that was previewed and not begun.
#[derive(Debug, Clone)]
pub(super) struct Preview {
    pub(super) id: AnswerId,
    pub(super) host: u64,
    pub(super) setup: Setup,
    /// What the server knew when it was drawn.
    pub(super) known: Known,
}

/// Somebody has seen a question with its answer.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    guild: u64,
    user: u64,
    question: String,
}

/// Rounds that were previewed and not begun, newest last.
#[derive(Debug, Default)]
pub(super) struct Previews(Mutex<Shown>);

#[derive(Debug, Default)]
struct Shown {
    kept: VecDeque<Preview>,
    seen: VecDeque<Seen>,
}

impl Previews {
    fn shown(&self) -> MutexGuard<'_, Shown> {
        // Only whole values are put in, so that a panic elsewhere left none half written.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a preview; its host has seen the questions from now on, whether or not they begin it.
    pub(super) fn keep(&self, preview: Preview) {
        let mut shown = self.shown();
        let (guild, user) = (preview.setup.guild, preview.host);
        for question in &preview.setup.questions {
            let question = question.id.clone();
            shown.seen.push_back(Seen {
                guild,
                user,
                question,
            });
        }
        let many = shown.seen.len().saturating_sub(SEEN);
        shown.seen.drain(..many);
        shown.kept.push_back(preview);
        if shown.kept.len() > PREVIEWS {
            shown.kept.pop_front();
        }
    }

    /// The preview of this id, where this person has made it for this channel.
    pub(super) fn find(&self, id: AnswerId, host: u64, channel: u64) -> Option<Preview> {
        let is_it =
            |kept: &&Preview| kept.id == id && kept.host == host && kept.setup.channel == channel;
        self.shown().kept.iter().find(is_it).cloned()
    }

    /// Whether a person was shown a question with its answer in a server, since the process began.
    pub(super) fn has_seen(&self, user: u64, guild: u64, question: &str) -> bool {
        let is_it =
            |seen: &Seen| seen.user == user && seen.guild == guild && seen.question == question;
        self.shown().seen.iter().any(is_it)
    }
}
