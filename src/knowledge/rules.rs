//! Rules over the content files alone, each named in the problems it yields.
//!
//! Pure functions over [`Knowledge`]: no library is needed and nothing is
//! answered. What needs the texts stands in [`super::coverage`] and
//! [`super::support`], what needs an index in [`crate::check`].

mod asks;
mod citations;
mod disputes;
mod names;
mod values;

#[cfg(test)]
mod tests;

use super::Knowledge;
use super::claim::{MAX_TEXT_CHARS, MIN_ASKS, Reply};
use super::problem::{Findings, Problem};
use crate::answer::limits::MAX_ANSWER_CHARS;
use crate::language::names::Names;
use crate::language::stem::Stems;

/// Most exceptions, in hundredths of the claims.
const MAX_EXCEPTIONS_PERCENT: usize = 2;

/// Everything wrong with the knowledge that shows without the texts, unsorted.
pub fn problems(knowledge: &Knowledge) -> Vec<Problem> {
    let stems = Stems::default();
    let names = Names::new(&knowledge.entities, &stems);
    let mut findings = Findings::new(knowledge);
    lengths(knowledge, &mut findings);
    exceptions(knowledge, &mut findings);
    citations::find(knowledge, &mut findings);
    asks::find(knowledge, &names, &stems, &mut findings);
    names::find(knowledge, &names, &mut findings);
    disputes::find(knowledge, &mut findings);
    values::find(knowledge, &mut findings);
    findings.into_problems()
}

/// Rules `too-few-asks` and `text-too-long`.
fn lengths(knowledge: &Knowledge, findings: &mut Findings<'_>) {
    for claim in &knowledge.claims {
        let plain = claim
            .asks
            .iter()
            .filter(|ask| ask.reply == Reply::Plain)
            .count();
        if plain < MIN_ASKS {
            let message = format!("The claim has {plain} of at least {MIN_ASKS} plain asks.");
            findings.add(
                claim.origin,
                &claim.id,
                "too-few-asks",
                message,
                "Add the ways people ask for it to `asks`.",
            );
        }
        let chars = claim.text.chars().count();
        if chars > MAX_TEXT_CHARS {
            let message = format!("The text has {chars} characters, more than {MAX_TEXT_CHARS}.");
            findings.add(
                claim.origin,
                &claim.id,
                "text-too-long",
                message,
                "Say it shorter, or make two claims of it.",
            );
        }
    }
    for gap in &knowledge.gaps {
        let chars = gap.text.chars().count();
        if chars > MAX_ANSWER_CHARS {
            let message = format!("The text has {chars} characters, more than {MAX_ANSWER_CHARS}.");
            findings.add(
                gap.origin,
                &gap.id,
                "text-too-long",
                message,
                "Say it shorter.",
            );
        }
    }
}

/// Rule `too-many-exceptions`: they are for single cases, not a way round the rules.
fn exceptions(knowledge: &Knowledge, findings: &mut Findings<'_>) {
    let most = (knowledge.claims.len() * MAX_EXCEPTIONS_PERCENT).div_ceil(100);
    let count = knowledge.exceptions.len();
    for exception in knowledge.exceptions.iter().skip(most) {
        let message = format!(
            "There are {count} exceptions; {most} are allowed for {} claims.",
            knowledge.claims.len()
        );
        findings.add(
            exception.origin,
            &exception.claim,
            "too-many-exceptions",
            message,
            "Mend the claim or its citation instead.",
        );
    }
}
