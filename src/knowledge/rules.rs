//! Rules over the content files alone, each named in the problems it yields.
//!
//! Pure functions over [`Knowledge`]: no library is needed and nothing is
//! answered. What needs the texts stands in [`super::coverage`] and
//! [`super::support`], what needs an index in [`crate::check`].

mod asks;
mod citations;
mod disputes;
mod names;
mod texts;
mod values;

#[cfg(test)]
mod tests;

use super::Knowledge;
use super::claim::{MIN_ASKS, Reply};
use super::problem::{Findings, Problem};
use super::spot::Spot;
use crate::language::names::Names;
use crate::language::stem::Stems;

/// Most exceptions, in hundredths of the claims.
const MAX_EXCEPTIONS_PERCENT: usize = 2;

/// Everything wrong with the knowledge that shows without the texts, unsorted.
///
/// The files are those the knowledge was read from: problems name the line of the value that is wrong.
pub fn problems<T: AsRef<str>>(knowledge: &Knowledge, files: &[(String, T)]) -> Vec<Problem> {
    let stems = Stems::default();
    let names = Names::new(&knowledge.entities, &stems);
    let mut findings = Findings::new(knowledge);
    asks_in_number(knowledge, &mut findings);
    texts::find(knowledge, &mut findings);
    exceptions(knowledge, &mut findings);
    citations::find(knowledge, &mut findings);
    asks::find(knowledge, &names, &stems, &mut findings);
    names::find(knowledge, &names, &mut findings);
    disputes::find(knowledge, &mut findings);
    values::find(knowledge, &mut findings);
    crate::trivia::pool::rules::find(knowledge, &mut findings);
    findings.into_problems_of(files)
}

/// Rule `too-few-asks`.
fn asks_in_number(knowledge: &Knowledge, findings: &mut Findings<'_>) {
    for claim in &knowledge.claims {
        let plain = claim
            .asks
            .iter()
            .filter(|ask| ask.reply == Reply::Plain)
            .count();
        if plain < MIN_ASKS {
            let message = format!("The claim has {plain} of at least {MIN_ASKS} plain asks.");
            findings.add_at(
                Spot::Key("asks"),
                claim.origin,
                &claim.id,
                "too-few-asks",
                message,
                "Add the ways people ask for it to `asks`.",
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
