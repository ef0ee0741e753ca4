//! Numbers as options: other numbers written the same way, on both sides of the
//! right one and as round as it, so that neither place nor look tells it.

use super::draft::Choice;
use crate::chance::Chance;

/// How many numbers are made on each side.
const EACH_SIDE: usize = 4;
/// Furthest a year is moved: who knows the films knows the decade.
const YEARS_AWAY: u64 = 5;
/// Furthest another number is moved, in tenths of it.
const TENTHS_AWAY: u64 = 3;

/// A text with one number in it.
struct Figure<'t> {
    before: &'t str,
    after: &'t str,
    /// The digits without separators.
    value: u64,
    /// How many of the digits stand behind the point.
    decimals: usize,
    grouped: bool,
}

impl<'t> Figure<'t> {
    /// Reads a text with exactly one number.
    fn read(text: &'t str) -> Option<Self> {
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let inside = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
        let length = text[start..]
            .find(|c| !inside(c))
            .unwrap_or(text.len() - start);
        let number = text[start..start + length].trim_end_matches([',', '.']);
        let after = &text[start + number.len()..];
        if after.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let decimals = number.rsplit_once('.').map_or(0, |(_, tail)| tail.len());
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        Some(Self {
            before: &text[..start],
            after,
            value: digits.parse().ok()?,
            decimals,
            grouped: number.contains(','),
        })
    }

    fn is_year(&self) -> bool {
        self.decimals == 0 && !self.grouped && (1000..=2100).contains(&self.value)
    }

    fn write(&self, value: u64) -> String {
        let digits = format!("{value:0width$}", width = self.decimals + 1);
        let (whole, tail) = digits.split_at(digits.len() - self.decimals);
        let mut number = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if self.grouped && at > 0 && (whole.len() - at).is_multiple_of(3) {
                number.push(',');
            }
            number.push(digit);
        }
        if !tail.is_empty() {
            number.push('.');
            number.push_str(tail);
        }
        format!("{}{number}{}", self.before, self.after)
    }
}

/// The zeros a number ends with.
fn zeros(value: u64) -> u32 {
    let (mut value, mut count) = (value, 0);
    while value > 0 && value.is_multiple_of(10) {
        value /= 10;
        count += 1;
    }
    count
}

/// The number in a text as a choice; `None` where it has none or several.
pub(super) fn choice(text: &str) -> Option<Choice> {
    let figure = Figure::read(text)?;
    Some(Choice {
        text: text.to_owned(),
        passage: None,
        measure: i64::try_from(figure.value).unwrap_or(i64::MAX),
    })
}

/// Other numbers in the place of the one in a text, none of which `taken` knows; empty where it has none or several.
pub(super) fn others(text: &str, chance: &mut Chance, taken: impl Fn(&str) -> bool) -> Vec<Choice> {
    let Some(figure) = Figure::read(text) else {
        return Vec::new();
    };
    let unit = 10u64.pow(zeros(figure.value).min(18));
    let steps = figure.value / unit;
    // Far enough to differ, near enough to be believed.
    let reach = if figure.is_year() {
        YEARS_AWAY
    } else {
        (steps * TENTHS_AWAY / 10).max(6)
    };
    let mut found = Vec::new();
    for up in [false, true] {
        let mut values: Vec<u64> = (1..=reach)
            .filter_map(|step| {
                let moved = if up {
                    steps.checked_add(step)
                } else {
                    steps.checked_sub(step)
                };
                moved?.checked_mul(unit)
            })
            .filter(|value| *value > 0 && zeros(*value) == zeros(figure.value))
            .filter(|value| digits(*value) == digits(figure.value) || steps < 20)
            // “1 minutes” would be told by its grammar.
            .filter(|value| *value > 1 || figure.after.trim().is_empty())
            .collect();
        chance.shuffle(&mut values);
        let written = values.into_iter().map(|value| (value, figure.write(value)));
        let free = written.filter(|(_, text)| !taken(text)).take(EACH_SIDE);
        found.extend(free.map(|(value, text)| Choice {
            text,
            passage: None,
            measure: i64::try_from(value).unwrap_or(i64::MAX),
        }));
    }
    found
}

fn digits(value: u64) -> u32 {
    value.checked_ilog10().unwrap_or(0)
}
