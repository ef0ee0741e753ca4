//! What the rounds that go on keep secret meanwhile.

use std::collections::HashSet;

/// What may not be told just now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Secrets {
    /// Ids of claims.
    pub claims: HashSet<String>,
    /// Paragraphs of sources.
    pub places: HashSet<(String, u32)>,
}

impl Secrets {
    /// Whether what these claims say gives one away.
    pub fn are_told_by(&self, claims: &[String]) -> bool {
        claims.iter().any(|claim| self.claims.contains(claim))
    }

    /// Whether one stands in this paragraph.
    pub fn stand_in(&self, source: &str, paragraph: u32) -> bool {
        self.places.contains(&(source.to_owned(), paragraph))
    }
}
