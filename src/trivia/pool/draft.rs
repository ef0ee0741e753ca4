//! A question before it is put: what is right, what is proved wrong, and how
//! chance alone makes the shown options of it.

use super::chance::{Chance, hash};
use crate::knowledge::claim::ClaimId;
use crate::trivia::question::{Difficulty, Kind, MAX_OPTIONS, Proof, Question, Typed};

/// An option before it has a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// What the option reads.
    pub text: String,
    /// The longer text it stands for, where it does.
    pub passage: Option<String>,
    /// What options of one question are ordered by, so that the right one stands anywhere among them:
    /// the number it names, or its length.
    pub measure: i64,
}

impl Choice {
    /// A text, measured by its length.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            measure: i64::try_from(text.chars().count()).unwrap_or(i64::MAX),
            passage: None,
            text,
        }
    }
}

/// How the options of a draft come about.
#[derive(Debug, Clone)]
pub(super) enum Body {
    /// One is right; of the others, all proved wrong, as many are taken as there is room for.
    Options { right: Choice, wrong: Vec<Choice> },
}

/// A question before it is put.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Stands for the draft and tells nothing.
    pub id: String,
    /// What it is made from, for reports: it may tell the answer.
    pub key: String,
    pub kind: Kind,
    pub topic: String,
    pub films: Vec<String>,
    pub difficulty: Difficulty,
    pub text: String,
    pub body: Body,
    pub typed: Option<Typed>,
    pub hints: Vec<String>,
    pub why: String,
    /// What it rests on, the most important first.
    pub claims: Vec<ClaimId>,
    pub proofs: Vec<Proof>,
}

/// The id of what is made from `key`: sixteen hexadecimal digits.
pub(super) fn opaque_id(key: &str) -> String {
    format!("{:016x}", hash(key))
}

impl Draft {
    /// The question as it is put with a seed.
    pub(super) fn put(&self, seed: u64) -> Question {
        let mut chance = Chance::named(seed, &self.id);
        let Body::Options { right, wrong } = &self.body;
        let mut options = among(right, wrong, &mut chance);
        options.push(right);
        chance.shuffle(&mut options);
        let place = options.iter().position(|option| *option == right);
        Question {
            id: self.id.clone(),
            kind: self.kind,
            topic: self.topic.clone(),
            films: self.films.clone(),
            difficulty: self.difficulty,
            text: self.text.clone(),
            right: place.unwrap_or_default(),
            passages: options.iter().filter_map(|o| o.passage.clone()).collect(),
            options: options.into_iter().map(|o| o.text.clone()).collect(),
            typed: self.typed.clone(),
            hints: self.hints.clone(),
            why: self.why.clone(),
            proofs: self.proofs.clone(),
        }
    }
}

/// Wrong options for the right one, such that it is as likely to be the least as the greatest of them,
/// or any between, as far as there are enough of both.
fn among<'d>(right: &Choice, wrong: &'d [Choice], chance: &mut Chance) -> Vec<&'d Choice> {
    let taken = wrong.len().min(MAX_OPTIONS - 1);
    let mut mixed: Vec<&Choice> = wrong.iter().collect();
    chance.shuffle(&mut mixed);
    // Of equal measure counts for either side, by lot.
    let (mut less, mut more): (Vec<&Choice>, Vec<&Choice>) = (Vec::new(), Vec::new());
    for choice in mixed {
        let is_less = match choice.measure.cmp(&right.measure) {
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Greater => false,
            std::cmp::Ordering::Equal => chance.below(2) == 0,
        };
        if is_less {
            less.push(choice);
        } else {
            more.push(choice);
        }
    }
    let (fewest, most) = (taken.saturating_sub(more.len()), taken.min(less.len()));
    let below = fewest + chance.below(most + 1 - fewest);
    less.truncate(below);
    more.truncate(taken - below);
    less.append(&mut more);
    less
}
