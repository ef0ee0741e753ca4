//! Cite it: which passage answers a question. The passages are what sources say,
//! in our words; the wrong ones speak of the same matter, and none of them holds
//! what makes the right one the answer.

use std::collections::BTreeSet;

use super::attribute::MIN_WRONG;
use super::draft::{Body, Choice, Draft, Ends, opaque_id};
use super::ground::{Ground, folded};
use crate::knowledge::claim::ClaimId;
use crate::knowledge::trivia::Written;
use crate::trivia::question::{Kind, MAX_TEXT_CHARS};

/// How many passages, of those nearest in matter, are kept.
const KEPT: usize = 8;
/// Fewest passages nearer in words to the question than the right one.
const MIN_NEARER: usize = 1;
/// How much the telling words weigh that a passage must have in common with the question, unless it stands beside the
/// right one: more than a single word does.
const SAME_MATTER: f64 = 7.5;
/// A word is telling from this weight on: one claim in twelve has it, or fewer.
const TELLING: f64 = 2.5;
/// What a passage read from the paragraph of the right one has in common with it, whatever its words.
const SAME_PARAGRAPH: f64 = 6.0;
/// Part of what the answer says from which on a passage may be taken to give it.
const GIVES_ANSWER: f64 = 0.3;
/// Longest passage, in characters: four fit one message.
const MAX_PASSAGE_CHARS: usize = 300;
/// How far the wrong passages may differ in length from the right one, in hundredths of it.
const LENGTH_PERCENT: std::ops::RangeInclusive<usize> = 60..=150;

/// A draft for every written question that its first claim answers word for word.
pub(super) fn drafts(ground: &Ground<'_>) -> Vec<Draft> {
    let written = ground.knowledge.trivia.written.iter();
    written
        .filter_map(|written| draft(written, ground))
        .collect()
}

fn draft(written: &Written, ground: &Ground<'_>) -> Option<Draft> {
    let claims = super::written::resting_on(&written.claims, ground)?;
    // Further claims bear the first out; the question is about what the first says.
    let proof = claims[0];
    let matter = ground.content(&written.text);
    // What the answer adds to the question: a passage without it cannot be the one.
    let answer: BTreeSet<String> = ground
        .content(&written.right)
        .difference(&matter)
        .cloned()
        .collect();
    if answer.is_empty() || !answer.is_subset(ground.content_of(proof)) {
        return None;
    }
    let asked = words(&written.text);
    let right = passage(proof, &asked, ground);
    let about = &ground.claim(proof).about;
    let length = length(&right);
    let alike = |choice: &Choice| {
        let other = self::length(choice);
        other <= MAX_PASSAGE_CHARS && LENGTH_PERCENT.contains(&(other * 100 / length.max(1)))
    };
    let gives_answer = |id: ClaimId| {
        let common = answer.intersection(ground.content_of(id));
        ground.weight(common) >= ground.weight(answer.iter()) * GIVES_ANSWER
    };
    let mut others: Vec<(f64, Choice)> = ground
        .claims()
        .filter(|(id, claim)| {
            claim.about.iter().any(|id| about.contains(id))
                && !claims.contains(id)
                && ground.is_sound(*id)
                && !gives_answer(*id)
        })
        .filter_map(|(id, _)| {
            let nearness = nearness(id, proof, &matter, ground)?;
            Some((nearness, passage(id, &asked, ground)))
        })
        .filter(|(_, choice)| alike(choice))
        .collect();
    others.sort_by(|(one, _), (two, _)| two.total_cmp(one));
    others.truncate(KEPT);
    let wrong: Vec<Choice> = others.into_iter().map(|(_, choice)| choice).collect();
    let nearer = wrong.iter().filter(|other| other.measure > right.measure);
    // Where the right passage is the nearest of all, being nearest would tell it.
    if wrong.len() < MIN_WRONG || nearer.count() < MIN_NEARER {
        return None;
    }
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
        body: Body::Options { right, wrong },
        typed: None,
        hints: Vec::new(),
        // The passage itself is shown; what is to be found in it is not.
        why: format!("It alone gives the answer: {}", sentence(&written.right)),
        proofs: ground.proofs(&claims[..1]),
        claims,
        ends: Ends::default(),
    })
}

/// How near a claim is to a question and its proof, where it speaks of the same matter: by the words of the question
/// that it holds, each the more the fewer claims have it, and by where it was read.
fn nearness(
    id: ClaimId,
    proof: ClaimId,
    matter: &BTreeSet<String>,
    ground: &Ground<'_>,
) -> Option<f64> {
    let common = || matter.intersection(ground.content_of(id));
    let telling = common().filter(|stem| ground.weight(std::iter::once(*stem)) >= TELLING);
    let same_matter = ground.weight(telling) >= SAME_MATTER;
    let place = |id: ClaimId| {
        let citations = &ground.claim(id).citations;
        citations.iter().map(|c| (c.source, c.paragraph))
    };
    let beside = place(id).any(|here| place(proof).any(|there| here == there));
    let place = if beside { SAME_PARAGRAPH } else { 0.0 };
    (beside || same_matter).then(|| ground.weight(common()) + place)
}

/// A right option as the end of a sentence.
fn sentence(right: &str) -> String {
    let stop = if right.ends_with(['.', '!', '?', '”']) {
        ""
    } else {
        "."
    };
    format!("{right}{stop}")
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

/// The characters of a passage.
fn length(choice: &Choice) -> usize {
    choice
        .passage
        .as_ref()
        .map_or(0, |text| text.chars().count())
}

fn words(text: &str) -> BTreeSet<String> {
    folded(text).split_whitespace().map(str::to_owned).collect()
}
