//! The sections of a card: under which heading a claim stands.
//!
//! It is written into the content files: attributes, topics and stretches of
//! sources each name a section, and a claim takes that of the first of these
//! that it has.

use super::Knowledge;
use super::claim::Claim;

/// A section of a card, in the order they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Who made it, who plays in it, and its figures.
    Credits,
    /// How it came about.
    Making,
    /// What it means.
    Meaning,
    /// What became of it.
    Reception,
    /// Anecdotes and the rest.
    Trivia,
}

impl Section {
    /// Every section with its word, in the order they are shown.
    pub const ALL: [(&'static str, Self); 5] = [
        ("credits", Self::Credits),
        ("making", Self::Making),
        ("meaning", Self::Meaning),
        ("reception", Self::Reception),
        ("trivia", Self::Trivia),
    ];

    /// The section of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        let (_, section) = Self::ALL.iter().find(|(known, _)| *known == word)?;
        Some(*section)
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, section)| *section == self)
            .map_or("", |(word, _)| word)
    }
}

impl Knowledge {
    /// The section of a claim: that of its attribute, else of the first topic that has one, else of the
    /// stretch of its source.
    pub fn section_of(&self, claim: &Claim) -> Section {
        let attribute = claim
            .statement
            .as_ref()
            .and_then(|statement| self.attribute(statement.attribute).section);
        let topic = || claim.about.iter().find_map(|id| self.entity(*id).section);
        let place = || {
            let first = claim.citations.first()?;
            self.source(first.source).section(first.paragraph)
        };
        attribute
            .or_else(topic)
            .or_else(place)
            .unwrap_or(Section::Trivia)
    }
}
