//! What a host wishes for: which questions, how many, and how they are answered.

use serde::{Deserialize, Serialize};

use super::question::Difficulty;

/// How the questions of a round are put and answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Lettered options.
    Choice,
    /// The answer is typed; only questions that can be answered so.
    Typed,
    /// Which passage proves a statement.
    CiteIt,
    /// Which order in time is right.
    Chronology,
    /// Lettered options and little time.
    Lightning,
    /// One question a day.
    Daily,
}

/// What a host wishes for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// How questions are put.
    pub mode: Mode,
    /// How many.
    pub number: usize,
    /// Only of this topic.
    pub topic: Option<String>,
    /// Only about the film of this id.
    pub film: Option<String>,
    /// Only so hard.
    pub difficulty: Option<Difficulty>,
}
