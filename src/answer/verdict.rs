//! Which of several values is the greatest or the least: the sentence before a comparison.

use crate::knowledge::Knowledge;
use crate::knowledge::attribute::{AttributeId, ValueType};
use crate::knowledge::claim::ClaimId;
use crate::knowledge::entity::EntityId;
use crate::knowledge::when::When;

use super::question::Question;

/// A value that can be set beside others.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Measure {
    Number(f64),
    Date(When),
}

impl Measure {
    /// Reads a value; `None` where it is no single number or no date.
    fn of(value: &str, kind: ValueType) -> Option<Self> {
        match kind {
            ValueType::Number => number(value).map(Self::Number),
            ValueType::Date => When::of_words(value).map(Self::Date),
            _ => None,
        }
    }

    /// True where it is certainly more, or later.
    fn exceeds(self, other: Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one > other,
            (Self::Date(one), Self::Date(other)) => other.before(one),
            _ => false,
        }
    }
}

/// The one number of a value such as `163 min`, `$22,168` or `8.1/10`; none where it holds several, as `1 h 48 min`.
fn number(value: &str) -> Option<f64> {
    let has_figure = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
    let mut figures = value.split_whitespace().filter(has_figure);
    let (Some(figure), None) = (figures.next(), figures.next()) else {
        return None;
    };
    let figure = figure.split('/').next().unwrap_or(figure);
    if figure.contains(':') {
        return None;
    }
    let digits = |c: &char| c.is_ascii_digit() || *c == '.';
    figure
        .chars()
        .filter(digits)
        .collect::<String>()
        .parse()
        .ok()
}

/// A value as it is shown.
fn shown(value: &str, measure: Measure) -> String {
    match measure {
        Measure::Date(when) => when.to_string(),
        Measure::Number(_) => {
            let figure = value
                .split(['/', ' '])
                .find(|w| w.contains(|c: char| c.is_ascii_digit()));
            figure.unwrap_or(value).to_owned()
        }
    }
}

/// Which of several has the greatest value, or the least where the question asks for that; none where that is not
/// certain.
pub(super) fn verdict(
    attribute: AttributeId,
    sides: &[(EntityId, ClaimId)],
    question: &Question,
    knowledge: &Knowledge,
) -> Option<String> {
    let attribute = knowledge.attribute(attribute);
    let [more, less] = &attribute.compares;
    let asked = |list: &[String]| question.terms.iter().any(|term| list.contains(&term.word));
    let downwards = asked(less);
    let mut values = Vec::with_capacity(sides.len());
    for (entity, id) in sides {
        let value = &knowledge.claim(*id).statement.as_ref()?.value;
        let measure = Measure::of(value, attribute.value)?;
        values.push((*entity, measure, shown(value, measure)));
    }
    let (_, first, shown) = values.first()?;
    if values.iter().all(|(_, measure, _)| measure == first) {
        return (values.len() > 1).then(|| format!("They are level at {shown}."));
    }
    let beats = |one: Measure, other: Measure| {
        if downwards {
            other.exceeds(one)
        } else {
            one.exceeds(other)
        }
    };
    let (winner, _, shown) = values.iter().find(|(winner, measure, _)| {
        let others = values.iter().filter(|(entity, ..)| entity != winner);
        others
            .into_iter()
            .all(|(_, other, _)| beats(*measure, *other))
    })?;
    let others = values.iter().filter(|(entity, ..)| entity != winner);
    let others: Vec<&str> = others.map(|(.., shown)| shown.as_str()).collect();
    let word = if downwards { less } else { more };
    let is = word.first().map_or("ahead", String::as_str);
    let name = &knowledge.entity(*winner).name;
    Some(format!(
        "{name} is {is}, {shown} against {}.",
        others.join(" and ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_compared_only_where_it_is_one_number_or_a_date() {
        for (value, read) in [
            ("163 min", Some(163.0)),
            ("8.1/10", Some(8.1)),
            ("$22,168", Some(22_168.0)),
            ("RUR622,000 (estimated)", Some(622_000.0)),
            ("1 h 48 min", None),
            ("2:43", None),
            ("long", None),
        ] {
            assert_eq!(number(value), read, "{value}");
        }
        let date = |value: &str| Measure::of(value, ValueType::Date).unwrap();
        assert!(date("18 January 1978 (France)").exceeds(date("1960")));
        assert!(!date("18 January 1978").exceeds(date("1978")));
    }
}
