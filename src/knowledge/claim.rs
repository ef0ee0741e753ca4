//! The unit of knowledge: one thing a source says, in our own words.

use super::attribute::AttributeId;
use super::citation::Citation;
use super::entity::EntityId;
use super::problem::Origin;
use super::when::When;

/// Position of a claim in [`Knowledge::claims`](super::Knowledge::claims).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub u32);

/// How a claim answers one of the questions recorded with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// The claim's text is the answer.
    Plain,
    /// The answer is yes; the text says more.
    Yes,
    /// The answer is no; the text says more.
    No,
    /// The question takes something for granted that the claim shows to be false.
    Denies,
}

/// One way people ask for a claim.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The question as people type it.
    pub text: String,
    /// How the claim answers it.
    pub reply: Reply,
}

/// How much of a story a claim gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spoiler {
    /// Nothing.
    None,
    /// Part of the plot.
    Plot,
    /// The ending.
    Ending,
}

impl Spoiler {
    /// Every level with its word, the least first.
    pub const ALL: [(&'static str, Self); 3] = [
        ("none", Self::None),
        ("plot", Self::Plot),
        ("ending", Self::Ending),
    ];

    /// The level of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        let (_, level) = Self::ALL.iter().find(|(known, _)| *known == word)?;
        Some(*level)
    }
}

/// Whether a list is all the source gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListExtent {
    /// The source gives the list whole.
    Whole,
    /// The source gives examples or says there are more.
    Partial,
}

/// What a claim states of its first entity.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The attribute.
    pub attribute: AttributeId,
    /// The value as written: an entity's id, or text.
    pub value: String,
    /// The value as an entity, where it is one.
    pub entity: Option<EntityId>,
}

/// One thing a source says.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Stable id, kebab-case.
    pub id: String,
    /// What it is about, most important first; empty only where loading found a problem with it.
    pub about: Vec<EntityId>,
    /// Attribute and value, where there is one.
    pub statement: Option<Statement>,
    /// The claim in our own words, self-contained; at most [`MAX_TEXT_CHARS`] characters.
    pub text: String,
    /// Who says it; `None` where the source is unsigned.
    pub speaker: Option<EntityId>,
    /// Where the source says it; empty only where loading found a problem with it.
    pub citations: Vec<Citation>,
    /// Ways people ask for it; at least [`MIN_ASKS`] plain ones.
    pub asks: Vec<Ask>,
    /// How much of a story it gives away.
    pub spoiler: Spoiler,
    /// For lists: whether it is whole.
    pub list: Option<ListExtent>,
    /// When what it tells happened, where it tells of something dated.
    pub when: Option<When>,
    /// For claims computed from several places: how.
    pub derived: Option<String>,
    /// Where it is declared.
    pub origin: Origin,
}

/// Longest text of a claim, in characters: two fit an answer of 700 with their marks.
pub const MAX_TEXT_CHARS: usize = 420;

/// Fewest plain asks of a claim.
pub const MIN_ASKS: usize = 3;
