//! What can happen in a round: the only facts there are; everything else follows from them.

use serde::{Deserialize, Serialize};

use super::super::question::Question;
use super::super::wish::Wish;

/// One thing that happened, never changed afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// By whom; 0 where nobody did it. It is stored beside the rest, so that a person can be forgotten.
    #[serde(skip)]
    pub user: u64,
    /// What.
    pub what: Happening,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Happening {
    /// The round began; the user is its host.
    Began(Box<Setup>),
    /// Discord confirmed a question; its time runs.
    Posted {
        /// Which question, from 0.
        number: usize,
        /// The message it stands in.
        message: u64,
    },
    /// A person answered, or changed their answer.
    Answered {
        /// Which question.
        number: usize,
        /// What they said.
        given: Given,
        /// The interaction's id: its time orders the players.
        order: u64,
        /// The message it was said on: proof that the question was posted.
        message: u64,
        /// Whether it was said in the channel, where everybody reads it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        aloud: bool,
    },
    /// A person took the next hint.
    Hinted {
        /// Which question.
        number: usize,
    },
    /// A person who may not decide alone wants something.
    Voted {
        /// Which question was on.
        number: usize,
        /// What they want.
        vote: Vote,
    },
    /// No answer counts any more.
    Closed {
        /// Which question.
        number: usize,
        /// Why.
        why: Closing,
    },
    /// Everybody has seen how it came out.
    Revealed {
        /// Which question.
        number: usize,
    },
    /// The clock stands still.
    Paused,
    /// The clock goes on, in the same message.
    Resumed,
    /// A question turned out to be wrong: it counts for nobody.
    Withdrawn {
        /// Which question.
        number: usize,
    },
    /// No further question is put.
    Ended {
        /// Why.
        cause: Ending,
    },
    /// The channel knows how the round came out, as far as it can be told.
    Announced,
}

/// How a round is to be, and all it is made of: from here on it needs no edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// The server.
    pub guild: u64,
    /// The channel.
    pub channel: u64,
    /// What the host wished for.
    pub wish: Wish,
    /// Time for a question, in seconds.
    pub seconds: u32,
    /// Time before each question, in seconds: after the start, and after the reveal of the one before.
    pub rest: u32,
    /// Whether there are hints.
    pub hints: bool,
    /// What the questions and the places of their options were drawn with.
    pub seed: u64,
    /// Whether the host has seen the questions, and so cannot play.
    pub previewed: bool,
    /// Whether what is said in the channel answers a question to be typed, too.
    #[serde(default)]
    pub aloud: bool,
    /// The questions as they are put.
    pub questions: Vec<Question>,
    /// For each question, ids of the claims that would give it away.
    #[serde(default)]
    pub secrets: Vec<Vec<String>>,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// The option at this place.
    Option(usize),
    /// Typed, and right.
    Right,
    /// Typed, and wrong; the wording is not kept.
    Wrong,
}

/// What players can decide together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vote {
    /// Leave out the question.
    Skip,
    /// End the round.
    Stop,
}

/// Why a question was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closing {
    /// Its time was over, or all who play had answered.
    Time,
    /// It was skipped: it counts for nobody.
    Skipped,
}

/// Why a round ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// Every question was put.
    Done,
    /// Two questions in a row met silence.
    Silence,
    /// Somebody who may do it, or the players together, stopped it.
    Stopped,
    /// It was paused, or the bot was away, for too long.
    Abandoned,
    /// The channel is no longer there.
    ChannelGone,
    /// The thread was archived or locked.
    ThreadArchived,
    /// The bot may no longer speak in the channel.
    PermissionLost,
    /// A question could not be posted for too long.
    Unreachable,
}
