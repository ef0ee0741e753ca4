//! What a host wishes for: the mode of a round, and which questions it takes.

use serde::{Deserialize, Serialize};

use super::question::Difficulty;

/// How a round is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// One option is chosen by a button.
    Choice,
    /// The answer is typed.
    Typed,
    /// The passage that proves a statement is chosen.
    CiteIt,
    /// An order in time is chosen.
    Chronology,
    /// Short questions, little time.
    Lightning,
    /// One question a day for a whole server.
    Daily,
}

impl Mode {
    /// The modes a host can choose, with their words.
    pub const ALL: [(&str, Self); 5] = [
        ("choice", Self::Choice),
        ("typed", Self::Typed),
        ("cite-it", Self::CiteIt),
        ("chronology", Self::Chronology),
        ("lightning", Self::Lightning),
    ];
}

/// Which questions a host wishes for, and how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// How the round is played.
    pub mode: Mode,
    /// How many questions.
    pub number: usize,
    /// Only this topic, by its word.
    pub topic: Option<String>,
    /// Only this film, by its id.
    pub film: Option<String>,
    /// Only this difficulty.
    pub difficulty: Option<Difficulty>,
}

impl Wish {
    /// Any questions of a mode.
    pub fn of(mode: Mode, number: usize) -> Self {
        Self {
            mode,
            number,
            topic: None,
            film: None,
            difficulty: None,
        }
    }
}
