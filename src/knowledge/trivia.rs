//! What trivia questions are made from besides the claims themselves: questions
//! written by hand, wordings for attributes, groups, and dated events.
//!
//! Claims are named by their ids, since [`Knowledge::without_claims`] gives them
//! new positions; what rests on a claim that is gone makes no question.
//!
//! [`Knowledge::without_claims`]: super::Knowledge::without_claims

use super::attribute::AttributeId;
use super::problem::Origin;
use super::when::When;
use crate::trivia::question::{Difficulty, Kind};

/// A question written by hand.
#[derive(Debug, Clone)]
pub struct Written {
    /// Stable id, kebab-case.
    pub id: String,
    /// What is asked of the player.
    pub kind: Kind,
    /// A word of [`TOPICS`](crate::trivia::topic::TOPICS).
    pub topic: String,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// The question, self-contained.
    pub text: String,
    /// The right option.
    pub right: String,
    /// Wrong options, three or more, so that chance has a choice; none where the right one holds a number, from
    /// which others are made.
    pub wrong: Vec<String>,
    /// Why the wrong options are wrong, for whoever reads the file.
    pub because: String,
    /// Ids of the claims that prove the right option, the most important first; never empty.
    pub claims: Vec<String>,
    /// Ids of claims that name a wrong option without making it right.
    pub against: Vec<String>,
    /// Why the right option is right; the first claim's text where it is left out.
    pub why: Option<String>,
    /// What may be typed, besides the right option and the names of what it names.
    pub accept: Vec<String>,
    /// Whether it can be answered by typing.
    pub typed: bool,
    /// Up to two hints, weakest first.
    pub hints: Vec<String>,
    /// The answer as a sentence with `{}` where the option stands: true with the right one, false with the others.
    pub says: Option<String>,
    /// Where it is declared.
    pub origin: Origin,
}

/// How a question about an attribute is worded.
#[derive(Debug, Clone)]
pub struct Template {
    /// The attribute.
    pub attribute: AttributeId,
    /// A word of [`TOPICS`](crate::trivia::topic::TOPICS).
    pub topic: String,
    /// Ids of entities of which it asks nothing.
    pub except: Vec<String>,
    /// How hard its questions are.
    pub difficulty: Difficulty,
    /// The question, with `{}` where the entity's name stands.
    pub text: String,
    /// The answer as a sentence, with `{}` for the entity and `{value}` for the value.
    pub says: Option<String>,
    /// Where it is declared.
    pub origin: Origin,
}

/// Things that have something in common, and things of the same kind that have not.
#[derive(Debug, Clone)]
pub struct Group {
    /// Stable id, kebab-case.
    pub id: String,
    /// A word of [`TOPICS`](crate::trivia::topic::TOPICS).
    pub topic: String,
    /// How hard its questions are.
    pub difficulty: Difficulty,
    /// The question: which of them is not of the group.
    pub text: String,
    /// What belongs to it; at least three.
    pub members: Vec<String>,
    /// What does not; at least one.
    pub outsiders: Vec<String>,
    /// Why the outsiders are none of it, for whoever reads the file.
    pub because: String,
    /// Ids of the claims that prove the members, the most important first.
    pub claims: Vec<String>,
    /// Ids of claims that name an outsider without making it one of the group.
    pub against: Vec<String>,
    /// Why the outsider is none of it, with `{}` for its name.
    pub why: String,
    /// Where it is declared.
    pub origin: Origin,
}

/// Something that happened at a known time.
#[derive(Debug, Clone)]
pub struct Event {
    /// Stable id, kebab-case.
    pub id: String,
    /// What happened, short enough for an option.
    pub text: String,
    /// When: `1977`, `1977-05` or `1977-05-14`.
    pub when: When,
    /// The id of the claim that dates it.
    pub claim: String,
    /// Events of one line only are put in order together.
    pub line: String,
    /// A word of [`TOPICS`](crate::trivia::topic::TOPICS).
    pub topic: String,
    /// How hard its questions are.
    pub difficulty: Difficulty,
    /// Where it is declared.
    pub origin: Origin,
}

/// Everything trivia is made from besides the claims.
#[derive(Debug, Clone, Default)]
pub struct Material {
    /// Questions written by hand.
    pub written: Vec<Written>,
    /// Wordings for attributes.
    pub templates: Vec<Template>,
    /// Groups with outsiders.
    pub groups: Vec<Group>,
    /// Dated events.
    pub events: Vec<Event>,
}
