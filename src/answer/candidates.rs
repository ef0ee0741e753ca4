//! The documents nearest to a question, scored.

use crate::edition::Edition;
use crate::knowledge::source::Reliability;

use super::AskedTerm;
use super::document::Subject;
use super::limits::Limits;
use super::plan::Plan;
use super::question::Question;
use super::rank::{Comparison, Score};
use super::weights::Weights;

/// A document with its score.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its position in the edition's documents.
    pub document: usize,
    /// How well it fits.
    pub score: Score,
}

/// A question, what it asks for and what is near it: all that a decision rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// The question, read.
    pub question: Question,
    /// What it asks for.
    pub plan: Plan,
    /// Documents compared, best first.
    pub candidates: Vec<Candidate>,
}

impl Weighed {
    /// Reads a question and compares it with the edition.
    pub fn new(text: &str, edition: &Edition, limits: &Limits) -> Self {
        let question = edition.read(text, limits);
        Self {
            plan: Plan::of(&question, &edition.knowledge),
            candidates: candidates(&question, edition, limits),
            question,
        }
    }

    /// How well the best candidate fits; 0 where there is none.
    pub fn best(&self) -> f32 {
        self.candidates.first().map_or(0.0, |c| c.score.total)
    }
}

impl Candidate {
    /// What it stands for.
    pub fn subject(&self, edition: &Edition) -> Subject {
        edition.documents.list[self.document].subject
    }

    /// True where it is what the sources leave open.
    pub fn is_gap(&self, edition: &Edition) -> bool {
        matches!(self.subject(edition), Subject::Gap(_))
    }

    /// True where it explains enough of the question to answer it.
    pub fn answers(&self, question: &Question, by: &Weights) -> bool {
        let score = &self.score;
        // Of one or two things asked, none may stay unexplained; a long message says much that nobody wrote down.
        let explained = score.whole * question.total_weight();
        let (total, whole) = if question.things() <= 2 {
            (by.enough, by.enough_whole_of_few)
        } else if explained >= by.much {
            (by.enough_of_many, by.enough_whole_of_many)
        } else {
            (by.enough, by.enough_whole)
        };
        score.total >= total
            && score.whole >= whole
            && score.ask >= by.enough_ask
            && score.precision >= by.enough_precision
            && score.ask + score.text >= by.enough_said
            && score.names >= by.enough_names
    }
}

/// The nearest documents by the index, scored and sorted.
fn candidates(question: &Question, edition: &Edition, limits: &Limits) -> Vec<Candidate> {
    let vocabulary = &edition.documents.vocabulary;
    let terms: Vec<AskedTerm<'_>> = question
        .terms
        .iter()
        .flat_map(|term| &term.matches)
        .map(|(id, strength)| AskedTerm {
            id: *id,
            text: vocabulary.text(*id),
            weight: strength * strength,
        })
        .collect();
    if terms.is_empty() {
        return Vec::new();
    }
    let hits = edition.index().documents(&terms, limits.candidates);
    let best = hits.first().map_or(1.0, |hit| hit.score.max(f32::EPSILON));
    let mut found: Vec<(usize, f32)> = hits.iter().map(|hit| (hit.at, hit.score / best)).collect();
    let exact: Vec<usize> = edition
        .documents
        .asked
        .documents(question.surest())
        .filter(|at| !found.iter().any(|(found, _)| found == at))
        .take(limits.candidates / 2)
        .collect();
    found.truncate(limits.candidates - exact.len());
    found.extend(exact.into_iter().map(|at| (at, 0.0)));
    let comparison = Comparison::new(question, vocabulary);
    let mut candidates: Vec<_> = found
        .into_iter()
        .map(|(document, index)| Candidate {
            document,
            score: comparison.score(
                &edition.documents.list[document],
                vocabulary,
                index,
                &edition.weights,
            ),
        })
        .collect();
    for candidate in &mut candidates {
        candidate.score.total += reliability(edition, candidate.document);
    }
    // Places are sorted and not candidates, which are large to move about.
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&candidates[*a], &candidates[*b]);
        b.score
            .total
            .total_cmp(&a.score.total)
            .then(a.document.cmp(&b.document))
    });
    order.into_iter().map(|at| candidates[at].clone()).collect()
}

/// What tips the scale between equal claims: how far their source is to be trusted.
fn reliability(edition: &Edition, document: usize) -> f32 {
    let Subject::Claim(id) = edition.documents.list[document].subject else {
        return 0.0;
    };
    match edition
        .knowledge
        .source(edition.knowledge.claim(id).citations[0].source)
        .reliability
    {
        Reliability::High | Reliability::Medium => edition.weights.reliability,
        Reliability::Low => 0.0,
    }
}
