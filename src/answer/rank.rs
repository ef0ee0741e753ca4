//! How well a document fits a question: a number from 0 to 1, with its parts.
//!
//! Nearest ask first: a document is as good as the recorded ask that says most
//! of what the question says and little else. The whole document (all asks,
//! text, names) then confirms or withholds: a term that nothing in it explains
//! counts against it, the more the rarer the term is.

use crate::knowledge::claim::Reply;
use crate::language::vocabulary::{TermId, Vocabulary};

use super::document::Document;
use super::limits::MAX_TERMS;
use super::question::{Kind, Question, Turns};
use super::weights::Weights;

/// Recall and precision above which an ask is the question itself, in other order.
const EXACT: f32 = 0.97;

/// The parts of a document's score, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// The weighted whole.
    pub total: f32,
    /// The same without what an ask adds that is the question itself.
    pub inexact: f32,
    /// True where the nearest ask is the question itself, in any order of its words.
    pub exact: bool,
    /// Fit of the nearest ask.
    pub ask: f32,
    /// Share of the question found in that ask.
    pub recall: f32,
    /// Share of that ask found in the question.
    pub precision: f32,
    /// How many of the asks hold each term of the question, dampened by a root.
    pub others: f32,
    /// Share of the best score the index gave.
    pub index: f32,
    /// Position of that ask in the document.
    pub nearest: usize,
    /// How the claim answers that ask.
    pub reply: Reply,
    /// True where nothing stands in only one of the two that may turn a yes into a no.
    pub turned_alike: bool,
    /// True where that ask speaks to somebody, and the question does not.
    pub to_another: bool,
    /// Share of the question explained by the whole document.
    pub whole: f32,
    /// Share of the question found in the text.
    pub text: f32,
    /// Share of the weight of the question's names that the document explains; 1 where it names nothing.
    pub names: f32,
    /// How well each term of the question is explained.
    pub explained: [f32; MAX_TERMS],
}

impl Score {
    /// How the claim answers, where the nearest ask is nearly the question; a yes to another one is none.
    pub fn sure_reply(&self, by: &Weights) -> Reply {
        let is_sure = self.recall >= by.sure_recall && self.precision >= by.sure_precision;
        if is_sure && self.turned_alike {
            self.reply
        } else {
            Reply::Plain
        }
    }

    /// Share of the question that this document explains better than what is `explained` already.
    pub fn gain(&self, explained: &[f32; MAX_TERMS], question: &Question) -> f32 {
        let (mut all, mut gained) = (0.0, 0.0);
        for (at, term) in question.terms.iter().take(MAX_TERMS).enumerate() {
            all += term.weight;
            gained += term.weight * (self.explained[at] - explained[at]).max(0.0);
        }
        gained / all.max(f32::EPSILON)
    }
}

/// The ask of a document that is nearest so far.
#[derive(Default)]
struct Nearest {
    at: usize,
    fit: f32,
    recall: f32,
    precision: f32,
    same_kind: bool,
}

/// The question laid out for fast comparison.
#[derive(Debug)]
pub struct Comparison {
    /// For each term of the vocabulary: position in `matches` from 1, or 0. Small, so that it stays in the
    /// processor's nearest cache.
    slots: Vec<u16>,
    /// Which question term is matched, and how well.
    matches: Vec<(u8, f32)>,
    weights: [f32; MAX_TERMS],
    is_name: [bool; MAX_TERMS],
    count: usize,
    total: f32,
    kind: Kind,
    turns: Turns,
    addresses: bool,
    list: bool,
}

impl Comparison {
    /// Lays a question out against a vocabulary.
    pub fn new(question: &Question, vocabulary: &Vocabulary) -> Self {
        let mut slots = vec![0; vocabulary.len()];
        let mut matches: Vec<(u8, f32)> = Vec::new();
        let mut weights = [0.0; MAX_TERMS];
        let mut is_name = [false; MAX_TERMS];
        let count = question.terms.len().min(MAX_TERMS);
        for (at, term) in (0u8..).zip(question.terms.iter().take(count)) {
            weights[usize::from(at)] = term.weight;
            is_name[usize::from(at)] = term.is_film_or_person;
            for (id, strength) in &term.matches {
                let Some(slot) = slots.get_mut(id.0 as usize) else {
                    continue;
                };
                match usize::from(*slot)
                    .checked_sub(1)
                    .map(|held| &mut matches[held])
                {
                    Some(held) if *strength > held.1 => *held = (at, *strength),
                    Some(_) => {}
                    None => {
                        matches.push((at, *strength));
                        *slot = u16::try_from(matches.len()).unwrap_or(0);
                    }
                }
            }
        }
        let total = weights.iter().sum::<f32>().max(f32::EPSILON);
        Self {
            slots,
            matches,
            weights,
            is_name,
            count,
            total,
            kind: question.kind,
            turns: question.turns,
            addresses: question.addresses,
            list: question.list,
        }
    }

    /// Scores one document; `index` is its share of the best score the index gave.
    pub fn score(
        &self,
        document: &Document,
        vocabulary: &Vocabulary,
        index: f32,
        by: &Weights,
    ) -> Score {
        let mut whole = [0.0f32; MAX_TERMS];
        let mut text = [0.0f32; MAX_TERMS];
        self.found(&document.text, &mut text);
        whole.copy_from_slice(&text);
        self.found(&document.context, &mut whole);
        let mut best = Nearest::default();
        let mut times = [0.0f32; MAX_TERMS];
        let mut same_kind = 0usize;
        for (at, ask) in document.asks.iter().enumerate() {
            same_kind += usize::from(self.kind == ask.kind);
            let terms = document.terms_of(ask);
            if terms.iter().all(|term| self.slots[term.0 as usize] == 0) {
                // It says nothing of the question, and cannot be the nearest.
                continue;
            }
            let mut here = [0.0f32; MAX_TERMS];
            let matched = self.found_weighed(terms, vocabulary, &mut here);
            let recall = self.share(&here);
            // Where every claim has all of an ask's terms, as in a very small knowledge, none weighs anything.
            let precision = if ask.weight > 0.0 {
                matched / ask.weight
            } else {
                recall
            };
            let mut fit = by.recall * recall + (1.0 - by.recall) * precision;
            if ask.reply != Reply::Plain && self.kind != Kind::YesNo {
                fit -= by.other_reply;
            }
            let agreement = agreement(self.kind, ask.kind);
            fit -= by.other_kind * (1.0 - agreement);
            if fit > best.fit {
                best = Nearest {
                    at,
                    fit,
                    recall,
                    precision,
                    same_kind: agreement >= 1.0,
                };
            }
            for at in 0..self.count {
                times[at] += here[at];
                whole[at] = whole[at].max(here[at]);
            }
        }
        let asks = document.asks.len().max(1) as f32;
        for time in &mut times {
            *time = (*time / asks).sqrt();
        }
        let others = self.share(&times);
        let whole_share = self.share(&whole);
        let text_share = self.share(&text);
        let exact = best.same_kind && best.recall.min(best.precision) > EXACT;
        let inexact = by.nearest_ask * best.fit
            + by.whole * whole_share
            + by.text * text_share
            + by.other_asks * others
            + by.index * index
            - if same_kind == 0 && !is_open(self.kind) {
                by.no_such_kind
            } else {
                0.0
            }
            + if self.list && document.is_list {
                by.list
            } else {
                0.0
            };
        let nearest = document.asks.get(best.at);
        Score {
            total: inexact + if exact { by.exact } else { 0.0 },
            inexact,
            exact,
            ask: best.fit,
            recall: best.recall,
            precision: best.precision,
            others,
            index,
            nearest: best.at,
            reply: nearest.map_or(Reply::Plain, |ask| ask.reply),
            turned_alike: nearest.is_some_and(|ask| ask.turns == self.turns),
            to_another: nearest.is_some_and(|ask| ask.addresses && !self.addresses),
            whole: whole_share,
            text: text_share,
            names: self.name_share(&whole),
            explained: whole,
        }
    }

    fn found(&self, terms: &[TermId], into: &mut [f32; MAX_TERMS]) {
        for term in terms {
            if let Some((at, strength)) = self.matched(*term)
                && strength > into[at]
            {
                into[at] = strength;
            }
        }
    }

    /// Like `found`; returns the weight of the terms that matched.
    fn found_weighed(
        &self,
        terms: &[TermId],
        vocabulary: &Vocabulary,
        into: &mut [f32; MAX_TERMS],
    ) -> f32 {
        let mut matched = 0.0;
        for term in terms {
            if let Some((at, strength)) = self.matched(*term) {
                matched += vocabulary.weight_of(*term) * strength;
                if strength > into[at] {
                    into[at] = strength;
                }
            }
        }
        matched
    }

    /// The question term a term of a document matches, and how well.
    fn matched(&self, term: TermId) -> Option<(usize, f32)> {
        let held = usize::from(self.slots[term.0 as usize]).checked_sub(1)?;
        let (at, strength) = self.matches[held];
        Some((usize::from(at), strength))
    }

    /// Only over the terms there are: this runs for every ask of every candidate.
    fn share(&self, found: &[f32; MAX_TERMS]) -> f32 {
        found[..self.count]
            .iter()
            .zip(&self.weights)
            .map(|(f, w)| f * w)
            .sum::<f32>()
            / self.total
    }

    fn name_share(&self, found: &[f32; MAX_TERMS]) -> f32 {
        let (mut all, mut got) = (0.0, 0.0);
        let terms = self
            .weights
            .iter()
            .zip(found)
            .zip(&self.is_name)
            .take(self.count);
        for ((weight, found), _) in terms.filter(|(_, is_name)| **is_name) {
            all += weight;
            got += weight * found;
        }
        if all > 0.0 { got / all } else { 1.0 }
    }
}

/// How well two question words agree, from 0 to 1: "what" may stand for another word, no question word for any.
fn agreement(question: Kind, ask: Kind) -> f32 {
    match (question, ask) {
        (a, b) if a == b => 1.0,
        (Kind::Unmarked, _) | (_, Kind::Unmarked) => 1.0,
        (Kind::What | Kind::YesNo, _) | (_, Kind::What | Kind::YesNo) => 0.5,
        _ => 0.0,
    }
}

/// True for kinds that take any answer.
fn is_open(kind: Kind) -> bool {
    matches!(kind, Kind::Unmarked | Kind::What | Kind::YesNo)
}
