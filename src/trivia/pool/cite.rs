//! Cite it: which passage answers a question. The passages are what sources say,
//! in our words; of the wrong ones none holds what makes the right one the answer.

use std::collections::BTreeSet;

use super::attribute::MIN_WRONG;
use super::draft::{Body, Choice, Draft, Ends, opaque_id};
use super::ground::{Ground, folded};
use crate::knowledge::claim::ClaimId;
use crate::knowledge::trivia::Written;
use crate::trivia::question::{Kind, MAX_TEXT_CHARS};

/// How many passages that are nearer to the question than the right one, and how many that are less near, are kept.
const EACH_SIDE: usize = 5;
/// Fewest passages nearer to the question than the right one.
const MIN_NEARER: usize = 2;
/// Longest passage, in characters: four fit one message.
const MAX_PASSAGE_CHARS: usize = 300;
/// How far the wrong passages may differ in length from the right one, in hundredths of it.
const LENGTH_PERCENT: std::ops::RangeInclusive<usize> = 60..=140;

/// A draft for every written question that one of its claims answers word for word.
pub(super) fn drafts(ground: &Ground<'_>) -> Vec<Draft> {
    let written = ground.knowledge.trivia.written.iter();
    written
        .filter_map(|written| draft(written, ground))
        .collect()
}

fn draft(written: &Written, ground: &Ground<'_>) -> Option<Draft> {
    let claims = super::written::resting_on(&written.claims, ground)?;
    let proof = claims[0];
    let asked = ground.content(&written.text);
    // What the answer adds to the question: a passage without it cannot be the one.
    let answer: BTreeSet<String> = ground
        .content(&written.right)
        .difference(&asked)
        .cloned()
        .collect();
    let proving = ground.content_of(proof);
    if answer.is_empty() || !answer.is_subset(proving) {
        return None;
    }
    let asked = words(&written.text);
    let right = passage(proof, &asked, ground);
    let about = &ground.claim(proof).about;
    let length = ground.claim(proof).text.chars().count();
    let alike = |other: usize| {
        other <= MAX_PASSAGE_CHARS && LENGTH_PERCENT.contains(&(other * 100 / length.max(1)))
    };
    let mut others: Vec<Choice> = ground
        .claims()
        .filter(|(id, claim)| {
            claim.about.iter().any(|id| about.contains(id))
                && !claims.contains(id)
                && ground.is_sound(*id)
                && alike(claim.text.chars().count())
                && answer.is_disjoint(ground.content_of(*id))
        })
        .map(|(id, _)| passage(id, &asked, ground))
        .collect();
    others.sort_by_key(|choice| -choice.measure);
    let (nearer, less): (Vec<Choice>, Vec<Choice>) = others
        .into_iter()
        .partition(|choice| choice.measure > right.measure);
    // Where the right passage is the nearest of all, being nearest would tell it.
    if nearer.len() < MIN_NEARER || less.len() < MIN_WRONG {
        return None;
    }
    let wrong = nearer
        .into_iter()
        .rev()
        .take(EACH_SIDE)
        .chain(less.into_iter().take(EACH_SIDE));
    let text = format!("Which passage answers this? {}", written.text);
    let key = format!("{} passage", written.id);
    (text.chars().count() <= MAX_TEXT_CHARS).then(|| Draft {
        id: opaque_id(&key),
        key,
        kind: Kind::CiteIt,
        topic: written.topic.clone(),
        films: ground.films(&claims),
        difficulty: written.difficulty,
        text,
        body: Body::Options {
            right,
            wrong: wrong.collect(),
        },
        typed: None,
        hints: Vec::new(),
        why: ground.reason(proof),
        proofs: ground.proofs(&claims[..1]),
        claims,
        ends: Ends::default(),
    })
}

/// A claim as a passage, measured by how many words it has in common with the question, whatever they mean.
fn passage(id: ClaimId, asked: &BTreeSet<String>, ground: &Ground<'_>) -> Choice {
    let text = ground.reason(id);
    let common = words(&text).intersection(asked).count();
    Choice {
        text: String::new(),
        passage: Some(text),
        measure: i64::try_from(common).unwrap_or(i64::MAX),
    }
}

fn words(text: &str) -> BTreeSet<String> {
    folded(text).split_whitespace().map(str::to_owned).collect()
}
