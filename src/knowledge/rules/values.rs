//! Values of attributes, and how two of them compare.

use std::collections::BTreeSet;

use crate::knowledge::Knowledge;
use crate::knowledge::attribute::ValueType;
use crate::knowledge::claim::Statement;
use crate::knowledge::entity::EntityKind;
use crate::knowledge::problem::Findings;
use crate::knowledge::spot::Spot;
use crate::knowledge::when::When;
use crate::language::tokens;

/// Longest value compared, in tokens.
const MAX_VALUE_TOKENS: usize = 64;

/// Rules `value-type` and `when-unsaid`.
pub(super) fn find(knowledge: &Knowledge, findings: &mut Findings<'_>) {
    for claim in &knowledge.claims {
        if let Some(when) = claim.when
            && !tokens(&claim.text, usize::MAX).contains(&when.year.to_string())
        {
            findings.add_at(
                Spot::Key("when"),
                claim.origin,
                &claim.id,
                "when-unsaid",
                format!(
                    "The claim is dated {}, and its text does not say so.",
                    when.year
                ),
                "Say the year in `text`, or leave `when` out.",
            );
        }
        let Some(statement) = &claim.statement else {
            continue;
        };
        let attribute = knowledge.attribute(statement.attribute);
        let kind = statement.entity.map(|id| knowledge.entity(id).kind);
        let (sound, wanted) = match attribute.value {
            ValueType::Person => (kind == Some(EntityKind::Person), "the id of a person"),
            ValueType::Film => (kind == Some(EntityKind::Film), "the id of a film"),
            ValueType::Place => (kind == Some(EntityKind::Place), "the id of a place"),
            ValueType::Number => (!figures(&statement.value).is_empty(), "a number"),
            ValueType::Date => (When::of_words(&statement.value).is_some(), "a date"),
            ValueType::Text => (true, ""),
        };
        if !sound {
            let message = format!("`{}` of {} is not {wanted}.", statement.value, attribute.id);
            findings.add_at(
                Spot::Key("value"),
                claim.origin,
                &claim.id,
                "value-type",
                message,
                &format!("Make the value {wanted}; add an entity where there is none."),
            );
        }
    }
}

/// True where two statements of one attribute can both be true of one entity.
pub(super) fn agree(first: &Statement, second: &Statement, value: ValueType) -> bool {
    if let (Some(first), Some(second)) = (first.entity, second.entity) {
        return first == second;
    }
    let (one, other) = (folded(&first.value), folded(&second.value));
    match value {
        // "163 min" and "163" are the same number.
        ValueType::Number => figures(&first.value) == figures(&second.value),
        // "1979" is "May 1979" told less exactly.
        ValueType::Date => one.is_subset(&other) || other.is_subset(&one),
        _ => one == other,
    }
}

fn folded(value: &str) -> BTreeSet<String> {
    tokens(value, MAX_VALUE_TOKENS).into_iter().collect()
}

fn figures(value: &str) -> Vec<String> {
    tokens(value, MAX_VALUE_TOKENS)
        .into_iter()
        .filter(|t| t.starts_with(|c: char| c.is_ascii_digit()))
        .collect()
}
