//! The question of the day: which day it is in a server, and how long a person has been right.

use std::collections::BTreeSet;

/// Minutes of a day.
const DAY: i64 = 24 * 60;
/// Farthest zones from UTC, in minutes.
const FARTHEST: (i32, i32) = (-12 * 60, 14 * 60);

/// The day it is, counted from 1970, at a time in seconds since 1970 and a zone in minutes east of UTC.
pub fn day_of(now: i64, zone: i32) -> i64 {
    (now.div_euclid(60) + i64::from(zone)).div_euclid(DAY)
}

/// When a day ends, in seconds since 1970.
pub fn end_of(day: i64, zone: i32) -> i64 {
    ((day + 1) * DAY - i64::from(zone)) * 60
}

/// The days a streak is counted from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DailyDays {
    /// Days on which the person was right.
    pub right: BTreeSet<i64>,
    /// Days whose question was withdrawn: they count for nobody.
    pub void: BTreeSet<i64>,
}

/// Days in a row on which a person was right, up to this one; days that count for nobody are passed over.
pub fn streak(days: &DailyDays, upto: i64) -> usize {
    let counts = |day: &i64| days.right.contains(day) || days.void.contains(day);
    let is_right = |day: &i64| days.right.contains(day) && !days.void.contains(day);
    let back = (0_i64..).map(|back| upto.saturating_sub(back));
    back.take_while(counts).filter(is_right).count()
}

/// A zone as people write it: `UTC`, `UTC+3`, `-8`, `+05:30`; none where it is none.
pub fn zone_of(text: &str) -> Option<i32> {
    let text = text.trim().to_ascii_uppercase().replace('−', "-");
    let rest = text
        .strip_prefix("UTC")
        .or_else(|| text.strip_prefix("GMT"))
        .unwrap_or(&text)
        .trim();
    if rest.is_empty() {
        return (!text.is_empty()).then_some(0);
    }
    let (sign, digits) = match rest.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "0"));
    let number = |text: &str| -> Option<i32> {
        let plain = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let zone = sign * (hours * 60 + minutes);
    (minutes < 60 && (FARTHEST.0..=FARTHEST.1).contains(&zone)).then_some(zone)
}

/// A zone in words.
pub fn zone_name(zone: i32) -> String {
    match (zone, zone.abs() % 60) {
        (0, _) => "UTC".to_owned(),
        (_, 0) => format!("UTC{:+}", zone / 60),
        (_, minutes) => {
            let sign = if zone < 0 { '-' } else { '+' };
            format!("UTC{sign}{}:{minutes:02}", zone.abs() / 60)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_of_the_zone() {
        assert_eq!(day_of(0, 0), 0);
        assert_eq!(day_of(86_399, 0), 0);
        assert_eq!(day_of(86_399, 1), 1);
        assert_eq!(day_of(0, -1), -1);
        for zone in [-720, -90, 0, 330, 840] {
            let end = end_of(20_000, zone);
            assert_eq!((day_of(end - 1, zone), day_of(end, zone)), (20_000, 20_001));
        }
    }

    #[test]
    fn a_streak_is_days_in_a_row_and_what_counts_for_nobody_does_not_break_it() {
        let of = |right: &[i64], void: &[i64], upto| {
            let (right, void) = (right.iter().copied(), void.iter().copied());
            let days = DailyDays {
                right: right.collect(),
                void: void.collect(),
            };
            streak(&days, upto)
        };
        assert_eq!(of(&[10, 9, 8, 6], &[], 10), 3);
        assert_eq!(of(&[10, 9, 8, 6], &[], 11), 0, "a wrong day ends it");
        assert_eq!(of(&[10, 9, 8, 6], &[7], 10), 4);
        assert_eq!(
            of(&[10, 9, 8], &[9], 10),
            2,
            "a withdrawn day brings nothing"
        );
        assert_eq!(of(&[10, 9], &[11], 11), 2);
        assert_eq!(of(&[], &[], 3), 0);
    }

    #[test]
    fn zones_are_read_as_people_write_them() {
        for (text, zone) in [
            ("utc", 0),
            ("UTC+3", 180),
            ("-8", -480),
            ("+05:30", 330),
            ("gmt -3:30", -210),
        ] {
            assert_eq!(zone_of(text), Some(zone), "{text}");
        }
        for text in [
            "",
            "3",
            "UTC+",
            "+15",
            "-13",
            "+3:77",
            "+1:2:3",
            "Europe/Berlin",
            "+٣",
        ] {
            assert_eq!(zone_of(text), None, "{text}");
        }
        for zone in [-210, -480, 0, 60, 330] {
            assert_eq!(zone_of(&zone_name(zone)), Some(zone));
        }
    }
}
