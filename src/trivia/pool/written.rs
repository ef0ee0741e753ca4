//! Questions written by hand, and the statements made from them.

use super::attribute::MIN_WRONG;
use super::draft::{Body, Choice, Draft, Ends, opaque_id};
use super::figure;
use super::ground::{Ground, folded};
use crate::chance::Chance;
use crate::knowledge::claim::ClaimId;
use crate::knowledge::trivia::Written;
use crate::trivia::question::Kind;

/// What is asked of a statement.
const IS_IT_TRUE: &str = "True or false?";

/// A draft for every written question that rests on sound claims, and one for its statement where it has one.
pub(super) fn drafts(ground: &Ground<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for written in &ground.knowledge.trivia.written {
        let Some(draft) = draft(written, ground) else {
            continue;
        };
        drafts.extend(
            written
                .says
                .clone()
                .and_then(|says| true_or_false(&draft, says)),
        );
        drafts.push(draft);
    }
    drafts
}

/// The claims of these ids, where all are there, none is disputed or gives a story away, and the first is sound.
pub(super) fn resting_on(ids: &[String], ground: &Ground<'_>) -> Option<Vec<ClaimId>> {
    let claims: Vec<ClaimId> = ids
        .iter()
        .map(|id| ground.claim_id(id))
        .collect::<Option<_>>()?;
    let clean = claims.iter().all(|id| !ground.is_disputed(*id));
    (clean && ground.is_sound(*claims.first()?)).then_some(claims)
}

/// The right option and the wrong ones of a written question; numbers are measured by their value.
pub(super) fn choices(written: &Written) -> (Choice, Vec<Choice>) {
    let numbers: Option<Vec<Choice>> = written
        .wrong
        .iter()
        .map(|text| figure::choice(text))
        .collect();
    match (figure::choice(&written.right), numbers) {
        (Some(right), Some(wrong)) if wrong.is_empty() => {
            let mut chance = Chance::named(0, &written.id);
            let wrong = figure::others(&written.right, &mut chance, |other| {
                folded(other) == folded(&written.right)
            });
            (right, wrong)
        }
        (Some(right), Some(wrong)) => (right, wrong),
        _ => (
            Choice::text(&written.right),
            written.wrong.iter().map(Choice::text).collect(),
        ),
    }
}

fn draft(written: &Written, ground: &Ground<'_>) -> Option<Draft> {
    let claims = resting_on(&written.claims, ground)?;
    let (right, wrong) = choices(written);
    if wrong.len() < MIN_WRONG {
        return None;
    }
    let typed = written
        .typed
        .then(|| ground.typed(&written.text, &right.text, &written.accept, &wrong));
    let why = written.why.clone();
    Some(Draft {
        id: opaque_id(&written.id),
        key: written.id.clone(),
        kind: written.kind,
        topic: written.topic.clone(),
        films: ground.films(&claims),
        difficulty: written.difficulty,
        text: written.text.clone(),
        body: Body::Options { right, wrong },
        typed,
        hints: written.hints.clone(),
        why: why.unwrap_or_else(|| ground.reason(claims[0])),
        proofs: ground.proofs(&claims),
        claims,
        ends: Ends::default(),
    })
}

/// True where an article before `{}` fits every option: “an Mitchell” would be told by its grammar.
pub(super) fn article_fits(says: &str, right: &str, wrong: &[String]) -> bool {
    let vowel = |option: &str| option.starts_with(|c: char| "AEIOUaeiou".contains(c));
    let mut options = std::iter::once(right).chain(wrong.iter().map(String::as_str));
    if says.contains(" a {}") {
        !options.any(vowel)
    } else if says.contains(" an {}") {
        options.all(vowel)
    } else {
        true
    }
}

/// The statement of a question with one right option; `says` has `{}` where the option stands.
pub(super) fn true_or_false(draft: &Draft, says: String) -> Option<Draft> {
    let Body::Options { right, wrong } = &draft.body else {
        return None;
    };
    let key = format!("{} statement", draft.key);
    Some(Draft {
        id: opaque_id(&key),
        key,
        kind: Kind::TrueOrFalse,
        text: IS_IT_TRUE.to_owned(),
        body: Body::Statement {
            says,
            right: right.text.clone(),
            wrong: wrong.clone(),
        },
        typed: None,
        hints: Vec::new(),
        ..draft.clone()
    })
}
