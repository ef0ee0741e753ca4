//! The pool: every question the knowledge gives, and the choice among them.
//!
//! Drafts are made from claims by templates and from what is written by hand;
//! each rests on sound claims, and its wrong options are proved wrong. Everything
//! here follows from the knowledge and a seed alone.

mod attribute;
mod balance;
mod cite;
mod draft;
mod figure;
mod ground;
mod group;
pub mod lint;
pub mod rules;
mod time;
mod written;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::chance::Chance;
use crate::knowledge::Knowledge;
use crate::trivia::question::{Kind, Question};
use crate::trivia::wish::{Mode, Wish};
use draft::Draft;
use ground::Ground;

/// All good questions of a knowledge.
#[derive(Debug)]
pub struct Pool {
    drafts: Vec<Draft>,
}

/// How many questions fit a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// All that fit.
    pub all: usize,
    /// Those of them that were not asked yet.
    pub left: usize,
}

impl Pool {
    /// All good questions of a knowledge; the same knowledge gives the same pool.
    pub fn of(knowledge: &Knowledge) -> Self {
        let ground = Ground::new(knowledge);
        let mut drafts = written::drafts(&ground);
        drafts.extend(attribute::drafts(&ground, &drafts));
        drafts.extend(group::drafts(&ground));
        drafts.extend(time::drafts(&ground));
        drafts.extend(cite::drafts(&ground));
        let mut seen = HashSet::new();
        drafts.retain(|draft| seen.insert(draft.id.clone()));
        balance::balance(&mut drafts);
        Self { drafts }
    }

    /// How many questions there are.
    pub fn len(&self) -> usize {
        self.drafts.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.drafts.is_empty()
    }

    /// How many fit a wish, and how many of these are not among the ids `asked`.
    pub fn left(&self, wish: &Wish, asked: &HashSet<String>) -> Left {
        let mut left = Left { all: 0, left: 0 };
        for draft in self.drafts.iter().filter(|draft| fits(draft, wish)) {
            left.all += 1;
            left.left += usize::from(!asked.contains(&draft.id));
        }
        left
    }

    /// Every topic with how many questions it has, in the order of the words.
    pub fn topics(&self) -> Vec<(String, usize)> {
        let mut topics: BTreeMap<&str, usize> = BTreeMap::new();
        for draft in &self.drafts {
            *topics.entry(&draft.topic).or_default() += 1;
        }
        let counted = topics.into_iter();
        counted
            .map(|(topic, count)| (topic.to_owned(), count))
            .collect()
    }

    /// Every film that questions are about, by its id, with how many.
    pub fn films(&self) -> HashMap<String, usize> {
        let mut films = HashMap::new();
        for film in self.drafts.iter().flat_map(|draft| &draft.films) {
            *films.entry(film.clone()).or_default() += 1;
        }
        films
    }

    /// Up to `wish.number` questions not among the ids `asked`, no two resting on one claim, of mixed kinds and
    /// topics; which they are and how their options stand follows from the seed.
    pub fn choose(&self, wish: &Wish, asked: &HashSet<String>, seed: u64) -> Vec<Question> {
        let mut chance = Chance::new(seed);
        let fitting = self.drafts.iter().filter(|draft| fits(draft, wish));
        let mut free: Vec<&Draft> = fitting.filter(|d| !asked.contains(&d.id)).collect();
        chance.shuffle(&mut free);
        let mut used = HashSet::new();
        let mut chosen: Vec<&Draft> = Vec::new();
        for kind in kinds(&free, wish.number, &mut chance) {
            let topics = |draft: &Draft| chosen.iter().filter(|c| c.topic == draft.topic).count();
            let apart = |draft: &&Draft| draft.claims.iter().all(|claim| !used.contains(claim));
            let next = free
                .iter()
                .copied()
                .filter(|draft| !chosen.iter().any(|c| c.id == draft.id))
                .filter(apart)
                // Where a kind gives nothing more, another stands in.
                .min_by_key(|draft| (draft.kind != kind, topics(draft)));
            let Some(draft) = next else { break };
            used.extend(draft.claims.iter().copied());
            chosen.push(draft);
        }
        chosen.into_iter().map(|draft| draft.put(seed)).collect()
    }
}

/// Whether a draft is what a host wishes for.
fn fits(draft: &Draft, wish: &Wish) -> bool {
    let mode = match wish.mode {
        Mode::Typed => draft.typed.is_some(),
        Mode::CiteIt => draft.kind == Kind::CiteIt,
        Mode::Chronology => draft.kind == Kind::Chronology,
        // Four passages take longer to read than lightning lasts.
        Mode::Lightning => draft.kind != Kind::CiteIt,
        Mode::Choice | Mode::Daily => true,
    };
    mode && wish
        .topic
        .as_ref()
        .is_none_or(|topic| draft.topic == *topic)
        && wish
            .film
            .as_ref()
            .is_none_or(|film| draft.films.contains(film))
        && wish
            .difficulty
            .is_none_or(|difficulty| draft.difficulty == difficulty)
}

/// Kinds for `number` questions, in a mixed order: each as often as the root of its number among those that are
/// free asks for, so that a kind of which there are many leaves room for the others.
fn kinds(free: &[&Draft], number: usize, chance: &mut Chance) -> Vec<Kind> {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for draft in free {
        *counts.entry(draft.kind).or_default() += 1;
    }
    let weight = |count: usize| (count as f64).sqrt();
    let total: f64 = counts.values().map(|count| weight(*count)).sum();
    let start = chance.share();
    let mut kinds = Vec::new();
    for at in 0..number.min(free.len()) {
        let mut mark = (at as f64 + start) / number as f64 * total;
        let kind = counts.iter().find(|(_, count)| {
            mark -= weight(**count);
            mark < 0.0
        });
        let last = counts.last_key_value();
        kinds.extend(kind.or(last).map(|(kind, _)| *kind));
    }
    chance.shuffle(&mut kinds);
    kinds
}
