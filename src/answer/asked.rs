//! Which documents were written for exactly these terms. The index ranks by how
//! rare terms are; a recorded ask made of common words alone must still lead home.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::document::Document;
use crate::language::vocabulary::TermId;

/// Documents by the terms of each of their asks.
#[derive(Debug)]
pub struct Asked {
    /// Hashes of the terms in order, with the document's position; sorted.
    by_terms: Vec<(u64, u32)>,
}

impl Asked {
    /// Notes every ask of every document.
    pub fn new(documents: &[Document]) -> Self {
        let mut by_terms: Vec<_> = (0u32..)
            .zip(documents)
            .flat_map(|(at, document)| {
                let asks = document.asks.iter();
                asks.map(move |ask| (key(ask.terms.clone()), at))
            })
            .collect();
        by_terms.sort_unstable();
        by_terms.dedup();
        Self { by_terms }
    }

    /// Positions of the documents one of whose asks has these terms and no others, in any order.
    pub fn documents(&self, terms: Vec<TermId>) -> impl Iterator<Item = usize> {
        let key = key(terms);
        let from = self.by_terms.partition_point(|(other, _)| *other < key);
        self.by_terms[from..]
            .iter()
            .take_while(move |(other, _)| *other == key)
            .map(|(_, at)| *at as usize)
    }
}

fn key(mut terms: Vec<TermId>) -> u64 {
    terms.sort_unstable();
    terms.dedup();
    let mut hasher = FxHasher::default();
    terms.hash(&mut hasher);
    hasher.finish()
}
