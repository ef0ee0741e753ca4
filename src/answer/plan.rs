//! What is asked for, as data: printed by `--explain` and compared in tests.

use crate::knowledge::Knowledge;
use crate::knowledge::attribute::AttributeId;
use crate::knowledge::entity::{EntityId, EntityKind};

use super::limits::Limits;
use super::question::{Kind, Question};
use crate::edition::Edition;

/// What a question asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// The same attribute of two or more entities.
    Comparison {
        /// Of what.
        entities: Vec<EntityId>,
        /// What.
        attribute: AttributeId,
    },
    /// Who said, thinks or claims something.
    WhoSaid,
    /// Yes or no.
    YesNo,
    /// A reason or a manner.
    Explanation,
    /// Anything else the claims may answer.
    Fact,
}

/// What a question asks for, by its kind and its names; attributes are found in [`super::decide`], where their asks are compared.
pub fn plan(question: &Question) -> Plan {
    match question.kind {
        Kind::Who if question.who_said => Plan::WhoSaid,
        Kind::YesNo => Plan::YesNo,
        Kind::Why | Kind::How => Plan::Explanation,
        _ => Plan::Fact,
    }
}

/// Films the question names: each name's first film.
pub fn films(question: &Question, knowledge: &Knowledge) -> Vec<EntityId> {
    let mut films = Vec::new();
    for term in &question.terms {
        let film = term
            .entities
            .iter()
            .find(|e| knowledge.entity(**e).kind == EntityKind::Film);
        films.extend(
            film.filter(|f| !films.contains(*f))
                .copied()
                .into_iter()
                .collect::<Vec<_>>(),
        );
    }
    films
}

/// The film or person the first half of a message names, where the second half names none.
pub fn unnamed<'e>(
    first: &Question,
    second: &str,
    edition: &'e Edition,
    limits: &Limits,
) -> Option<&'e str> {
    let names = |question: &Question| {
        let named = question.terms.iter().find(|term| term.is_film_or_person);
        named.and_then(|term| term.entities.first().copied())
    };
    if names(&edition.read(second, limits)).is_some() {
        return None;
    }
    names(first).map(|id| edition.knowledge.entity(id).name.as_str())
}

/// Splits a message of two short questions at the question mark, or before a second question word.
pub fn split(text: &str) -> Option<(&str, &str)> {
    const SECOND: &[&str] = &[
        " and who ",
        " and when ",
        " and where ",
        " and why ",
        " and how ",
        " and what ",
        " and which ",
        " and did ",
        " and was ",
        " and is ",
    ];
    let trimmed = text.trim().trim_end_matches(['?', '!', '.', ' ']);
    if let Some((first, second)) = trimmed.split_once(['?', '\n']) {
        return both(first, second);
    }
    let lower = trimmed.to_ascii_lowercase();
    let at = SECOND.iter().filter_map(|joint| lower.find(joint)).min()?;
    // ASCII lower-casing keeps every byte where it was.
    both(trimmed.get(..at)?, trimmed.get(at + 5..)?)
}

fn both<'a>(first: &'a str, second: &'a str) -> Option<(&'a str, &'a str)> {
    let long_enough = |part: &str| part.split_whitespace().count() >= 3;
    (long_enough(first) && long_enough(second)).then_some((first.trim(), second.trim()))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn two_questions_in_one_message_are_told_apart() {
        assert_eq!(
            split("who shot stalker? how long is it?"),
            Some(("who shot stalker", "how long is it"))
        );
        assert_eq!(
            split("who shot stalker and how long is it"),
            Some(("who shot stalker", "how long is it"))
        );
        assert_eq!(split("who shot stalker?"), None);
        assert_eq!(split("rock and how"), None);
        assert_eq!(
            split("Ünïcödé и как это and why ßß though so"),
            Some(("Ünïcödé и как это", "why ßß though so"))
        );
    }
}
