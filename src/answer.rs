//! How an answer is made: question, candidates, decision, composition.
//!
//! Pure functions over one edition. Nothing here knows of Discord, tokio,
//! storage or the index's library; the index is met through [`Searching`].

pub mod asked;
mod bringing;
pub mod candidates;
pub mod capitals;
pub mod compose;
pub mod decide;
pub mod document;
pub mod documents;
pub mod evidence;
pub mod explain;
pub mod limits;
pub mod namesake;
pub mod parts;
pub mod passage;
pub mod plan;
pub mod question;
pub mod rank;
pub mod reason;
mod selection;
pub mod silence;
pub mod suggest;
mod verdict;
pub mod weights;

use crate::edition::Edition;
use crate::language::vocabulary::TermId;
use evidence::{Cited, Unknown};
use limits::Limits;

/// What the index found: a position and a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Position of the document or passage.
    pub at: usize,
    /// BM25 over the fields, weighted.
    pub score: f32,
}

/// A term of a question, as the documents are searched for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AskedTerm<'a> {
    /// The term.
    pub id: TermId,
    /// Its written form in the vocabulary.
    pub text: &'a str,
    /// How much it counts, from 0 to 1.
    pub weight: f32,
}

/// What an answer needs of an index.
pub trait Searching {
    /// The best documents for weighted terms, best first.
    fn documents(&self, terms: &[AskedTerm<'_>], limit: usize) -> Vec<Hit>;
    /// The best passages of the library for weighted terms, best first.
    fn passages(&self, terms: &[(&str, f32)], limit: usize) -> Vec<Hit>;
}

/// What a question comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The sources say it.
    Answered(Cited),
    /// The sources say it in ways that cannot all be true.
    Disagreement(Cited),
    /// The sources do not say it.
    Unknown(Unknown),
}

/// Answers one message, the whole pipeline in one screen, and says by which steps.
pub fn answer(text: &str, edition: &Edition, limits: &Limits) -> (Answer, Vec<decide::Trace>) {
    let parts = trace(text, edition, limits);
    (compose::compose(&parts, edition), parts)
}

/// Reads, plans, ranks and decides, keeping every step for [`explain`].
pub fn trace(text: &str, edition: &Edition, limits: &Limits) -> Vec<decide::Trace> {
    let whole = decide::decide(text, edition, limits);
    for parts in parts::parts(text, edition) {
        let questions = &parts.questions;
        let trace = |at: usize| match parts::unnamed(questions, at, edition, limits) {
            Some(name) => decide::decide(&format!("{} {name}", questions[at]), edition, limits),
            None => decide::decide(&questions[at], edition, limits),
        };
        let traces: Vec<decide::Trace> = (0..questions.len()).map(trace).collect();
        if parts::are_better(&whole, &traces, parts.surely) {
            return traces;
        }
    }
    vec![whole]
}
