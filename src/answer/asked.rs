//! Which documents were written for exactly these terms. The index ranks by how
//! rare terms are; a recorded ask made of common words alone must still lead home.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::document::Document;
use crate::language::vocabulary::TermId;

/// Documents by the terms of each of their asks.
#[derive(Debug)]
pub struct AskIndex {
    /// Hashes of the terms, with the document's position; sorted.
    by_terms: Vec<(u64, u32)>,
}

impl AskIndex {
    /// Notes every ask of every document.
    pub fn new(documents: &[Document]) -> Self {
        let mut by_terms: Vec<_> = (0u32..)
            .zip(documents)
            .flat_map(|(at, document)| {
                let asks = document.asks.iter();
                asks.map(move |ask| (key(document.terms_of(ask)), at))
            })
            .collect();
        by_terms.sort_unstable();
        by_terms.dedup();
        Self { by_terms }
    }

    /// Positions of the documents one of whose asks has these terms and no others, in any order.
    pub fn documents(&self, mut terms: Vec<TermId>) -> impl Iterator<Item = usize> {
        terms.sort_unstable();
        terms.dedup();
        let key = key(&terms);
        let from = self.by_terms.partition_point(|(other, _)| *other < key);
        self.by_terms[from..]
            .iter()
            .take_while(move |(other, _)| *other == key)
            .map(|(_, at)| *at as usize)
    }
}

/// The sum of the terms' hashes: the same in any order.
fn key(terms: &[TermId]) -> u64 {
    let hash = |term| FxBuildHasher.hash_one(term);
    terms.iter().map(hash).fold(0, u64::wrapping_add)
}
