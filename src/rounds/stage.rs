//! Where rounds are played: what can be shown there, and what can go wrong.

use std::fmt::Debug;

use futures_util::future::BoxFuture;

use crate::store::records::AnswerId;
use crate::trivia::round::Round;
use crate::trivia::round::event::Ending;

/// What is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// A question, for the first time; its time is expected to end then (milliseconds since 1970).
    Question {
        /// Which.
        number: usize,
        /// When its time will be over.
        until: i64,
    },
    /// The same question in the same message, because its time is another or stands still.
    Again {
        /// Which.
        number: usize,
        /// When its time will be over; none while it stands still.
        until: Option<i64>,
    },
    /// How a question came out, in its message.
    Reveal(usize),
    /// How the round came out.
    End,
    /// That a question was withdrawn, and what that changes.
    Withdrawn(usize),
}

/// Why something could not be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It never will: the round must end so.
    Final(Ending),
    /// The message is gone; the round can go on.
    MessageGone,
    /// It may work later.
    Passing(String),
}

/// A place where rounds are played.
pub trait Stage: Debug + Send + Sync {
    /// Shows a scene of a round and gives the message it is in. What was shown before may be shown
    /// again: the first showing counts.
    fn show<'a>(
        &'a self,
        id: AnswerId,
        round: &'a Round,
        scene: Scene,
    ) -> BoxFuture<'a, Result<u64, Trouble>>;
}
