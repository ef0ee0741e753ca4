//! What is weak about a question that breaks no rule, for a human who reads it.

use std::collections::BTreeSet;

use super::Pool;
use super::draft::{Body, Draft};
use super::ground::folded;
use crate::chance::Chance;
use crate::trivia::question::{Kind, Question};

/// A question's text is long from this many characters on.
const LONG_CHARS: usize = 160;
/// Options of a question that leave chance little choice.
const FEW_WRONG: usize = 3;
/// How much longer or shorter than every other option the right one may be, in hundredths of it.
const STANDS_OUT_PERCENT: usize = 60;
/// Options are near-equal from this similarity on.
const NEAR: f64 = 0.85;

/// A question as a player sees it, with what it is made from and what is weak about it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Linted {
    /// What it is made from; it may tell the answer.
    pub made_from: String,
    /// The question, as a seed puts it.
    #[serde(flatten)]
    pub question: Question,
    /// What is weak about it.
    pub weak: Vec<String>,
}

impl Pool {
    /// Questions of a kind, or of all, as a seed puts them: `sample` of each kind, or all; each with what is weak.
    pub fn lint(&self, kind: Option<Kind>, sample: Option<usize>, seed: u64) -> Vec<Linted> {
        let mut chance = Chance::new(seed);
        let mut drafts: Vec<&Draft> = self
            .drafts
            .iter()
            .filter(|draft| kind.is_none_or(|kind| draft.kind == kind))
            .collect();
        chance.shuffle(&mut drafts);
        // The sort is stable: within a kind, chance has made the order.
        drafts.sort_by_key(|draft| draft.kind);
        let mut linted: Vec<Linted> = Vec::new();
        for draft in drafts {
            let of_kind = linted
                .iter()
                .filter(|l| l.question.kind == draft.kind)
                .count();
            if sample.is_none_or(|most| of_kind < most) {
                let question = draft.put(seed);
                linted.push(Linted {
                    made_from: draft.key.clone(),
                    weak: weak(draft, &question),
                    question,
                });
            }
        }
        linted
    }
}

fn weak(draft: &Draft, question: &Question) -> Vec<String> {
    let mut weak = Vec::new();
    if question.text.chars().count() > LONG_CHARS {
        weak.push(format!(
            "long: {} characters",
            question.text.chars().count()
        ));
    }
    let choice = match &draft.body {
        Body::Options { wrong, .. } if draft.kind != Kind::WhichFirst => wrong.len(),
        Body::Odd { members, outsiders } => members.len() + outsiders.len() - 1,
        _ => usize::MAX,
    };
    if choice <= FEW_WRONG {
        weak.push(format!("few distractors: {choice}"));
    }
    let sources: BTreeSet<&str> = question.proofs.iter().map(|p| p.source.as_str()).collect();
    if sources.len() == 1 && question.proofs.len() == 1 {
        weak.push("one source, one place".to_owned());
    }
    if matches!(draft.kind, Kind::TrueOrFalse | Kind::Chronology) {
        return weak;
    }
    for (at, option) in question.options.iter().enumerate() {
        for other in &question.options[..at] {
            let digits = option.contains(|c: char| c.is_ascii_digit());
            if !digits && strsim::jaro_winkler(&folded(option), &folded(other)) > NEAR {
                weak.push(format!("near-equal options: {other} / {option}"));
            }
        }
    }
    weak.extend(guessable(question));
    weak
}

/// What tells the right option to someone who knows nothing.
fn guessable(question: &Question) -> Vec<String> {
    let mut told = Vec::new();
    let Some(right) = question.options.get(question.right) else {
        return told;
    };
    let length = |option: &String| option.chars().count() * 100;
    let others: Vec<&String> = question.options.iter().filter(|o| *o != right).collect();
    let own = right.chars().count();
    if others.iter().all(|o| length(o) < own * STANDS_OUT_PERCENT) {
        told.push("guessable: the right option is much the longest".to_owned());
    }
    if others
        .iter()
        .all(|o| o.chars().count() * STANDS_OUT_PERCENT > own * 100)
    {
        told.push("guessable: the right option is much the shortest".to_owned());
    }
    let words = |text: &str| -> BTreeSet<String> {
        let long = |word: &&str| word.chars().count() > 3;
        folded(text)
            .split_whitespace()
            .filter(long)
            .map(str::to_owned)
            .collect()
    };
    let asked = words(&question.text);
    let shares = |option: &str| !words(option).is_disjoint(&asked);
    if question.kind != Kind::CiteIt && shares(right) && !others.iter().any(|o| shares(o)) {
        told.push("guessable: only the right option shares a word with the question".to_owned());
    }
    told
}
