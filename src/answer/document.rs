//! What a question is compared with: a claim, dispute, overview or gap as terms.

use std::ops::Range;

use crate::knowledge::claim::{ClaimId, Reply};
use crate::knowledge::entity::EntityId;
use crate::language::vocabulary::{TermId, Vocabulary};

use super::question::{Kind, Turns};

/// What a document stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A claim.
    Claim(ClaimId),
    /// A dispute, by its position.
    Dispute(usize),
    /// An overview, by its position.
    Overview(usize),
    /// A gap, by its position.
    Gap(usize),
}

/// One ask; its terms are [`Document::terms_of`] it.
#[derive(Debug, Clone)]
pub struct AskTerms {
    /// Where its terms stand among those of its document's asks.
    pub(super) range: Range<u32>,
    /// Sum of the weights of its terms.
    pub weight: f32,
    /// The kind of its question word.
    pub kind: Kind,
    /// How the claim answers it.
    pub reply: Reply,
    /// What in it may turn a yes into a no.
    pub turns: Turns,
    /// True where it speaks to somebody.
    pub addresses: bool,
}

/// A claim, dispute, overview or gap as terms.
#[derive(Debug, Clone)]
pub struct Document {
    /// What it stands for.
    pub subject: Subject,
    /// Its asks, those made from an attribute's templates after its own.
    pub asks: Vec<AskTerms>,
    /// Terms of the asks, one ask after the other, each once in an ask.
    pub ask_terms: Vec<TermId>,
    /// Terms of its text, each once.
    pub text: Vec<TermId>,
    /// Terms of what it is about, its speaker and its value.
    pub context: Vec<TermId>,
    /// Entities it is about.
    pub about: Vec<EntityId>,
    /// True where it gives a list.
    pub is_list: bool,
}

impl Document {
    /// The terms of one of its asks: each once, the mark of the question word last.
    pub fn terms_of(&self, ask: &AskTerms) -> &[TermId] {
        &self.ask_terms[ask.range.start as usize..ask.range.end as usize]
    }

    /// Sums up the weights of each ask's terms.
    pub(super) fn weigh(&mut self, vocabulary: &Vocabulary) {
        let mut asks = std::mem::take(&mut self.asks);
        for ask in &mut asks {
            let terms = self.terms_of(ask).iter();
            ask.weight = terms.map(|term| vocabulary.weight_of(*term)).sum();
        }
        self.asks = asks;
    }

    /// The same with every term replaced by the one at its position in `terms`.
    pub(super) fn renumbered(mut self, terms: &[TermId]) -> Self {
        for list in [&mut self.ask_terms, &mut self.text, &mut self.context] {
            for term in list.iter_mut() {
                *term = terms[term.0 as usize];
            }
        }
        self
    }
}
