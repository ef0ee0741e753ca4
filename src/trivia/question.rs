//! A trivia question: what is put, which option is right, and the citation that proves it.

use serde::{Deserialize, Serialize};

/// Most options of a question: they are lettered A to D.
pub const MAX_OPTIONS: usize = 4;

/// Longest text of an option, in characters: what a Discord button shows with its letter (80).
pub const MAX_OPTION_CHARS: usize = 70;

/// Longest text of a question, in characters.
pub const MAX_TEXT_CHARS: usize = 300;

/// How a question came to be, which is also what is asked of the player.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The value of an attribute of an entity.
    Attribute,
    /// Who said or wrote something.
    WhoSaid,
    /// Which film something is true of.
    WhichFilm,
    /// Which of several came first.
    WhichFirst,
    /// Which of several does not belong.
    OddOneOut,
    /// Which film or person an anecdote is about.
    Anecdote,
    /// Whether a statement is true.
    TrueOrFalse,
    /// Which passage proves a statement.
    CiteIt,
    /// Which order in time is right; every option is a whole order.
    Chronology,
    /// Written by hand in the knowledge.
    Written,
}

/// How hard a question is; its points follow from it ([`super::score::points`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Difficulty {
    /// The base of the points.
    Easy,
    /// Twice as many.
    Medium,
    /// Three times as many.
    Hard,
}

impl Difficulty {
    /// All of them with their words, easiest first.
    pub const ALL: [(&str, Self); 3] = [
        ("easy", Self::Easy),
        ("medium", Self::Medium),
        ("hard", Self::Hard),
    ];
}

/// The letters of options, in their order; a question has no more options than these.
pub const LETTERS: [char; 4] = ['A', 'B', 'C', 'D'];

/// The letter of the option at this place; `?` if no question has so many.
pub fn letter(option: usize) -> char {
    LETTERS.get(option).copied().unwrap_or('?')
}

/// A place that proves the right option, kept as it reads so that a round needs no edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Id of the claim.
    pub claim: String,
    /// Id of the source.
    pub source: String,
    /// Title of the source, or of its part.
    pub title: String,
    /// Author or speaker, as far as the source tells.
    pub author: Option<String>,
    /// The paragraphs, ascending; never empty.
    pub paragraphs: Vec<u32>,
    /// Link to the source.
    pub url: Option<String>,
}

/// What may be typed instead of choosing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// Every accepted answer: the right one in each spelling and script; never empty.
    pub accepted: Vec<String>,
    /// Names of other real entities of the same kind: a guess near one of these is never taken for a slip of the right one.
    pub rivals: Vec<String>,
}

/// A question as it is put: its options stand in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Stable across editions for as long as what it is made from stays; no server is asked the same id twice in a pool.
    pub id: String,
    /// How it was made.
    pub kind: Kind,
    /// What it is about, in a word people can choose by ("music", "locations").
    pub topic: String,
    /// Ids of the films it is about; empty where it is about none.
    pub films: Vec<String>,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// The question, self-contained; at most [`MAX_TEXT_CHARS`] characters.
    pub text: String,
    /// The options; 2 to [`MAX_OPTIONS`], each at most [`MAX_OPTION_CHARS`] characters, all different.
    pub options: Vec<String>,
    /// Position of the right option.
    pub right: usize,
    /// Longer texts the options stand for, one each (passages of **cite it**); empty where the options say all.
    pub passages: Vec<String>,
    /// What may be typed; `None` where a typed answer makes no sense.
    pub typed: Option<Typed>,
    /// Up to two hints, weakest first; none of them gives the answer away.
    pub hints: Vec<String>,
    /// Why the right option is right, in one or two sentences.
    pub why: String,
    /// What proves it; never empty.
    pub proofs: Vec<Proof>,
}
