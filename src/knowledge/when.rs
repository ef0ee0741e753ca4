//! Times as exactly as they are known: what happened when, and what is certain of the order.

use std::fmt;

/// A time as exactly as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct When {
    /// The year.
    pub year: u32,
    /// The month, from 1.
    pub month: Option<u32>,
    /// The day, from 1.
    pub day: Option<u32>,
}

impl When {
    /// Reads the written form; `None` where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
        let year = parts.next()??;
        let month = parts.next().map_or(Some(None), |m| m.map(Some))?;
        let day = parts.next().map_or(Some(None), |d| d.map(Some))?;
        let sound = (1000..=2999).contains(&year)
            && month.is_none_or(|m| (1..=12).contains(&m))
            && day.is_none_or(|d| (1..=31).contains(&d))
            && parts.next().is_none();
        sound.then_some(Self { year, month, day })
    }

    /// The time that a value of words begins with, such as `18 January 1978 (France)` or `1979`.
    pub fn of_words(text: &str) -> Option<Self> {
        let mut when = Self {
            year: 0,
            month: None,
            day: None,
        };
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            let number = word.parse::<u32>().ok();
            let month = MONTHS
                .iter()
                .position(|month| month.eq_ignore_ascii_case(word));
            match (number, month) {
                (Some(year), _) if (1000..=2999).contains(&year) => {
                    when.year = year;
                    break;
                }
                (Some(day), _) if (1..=31).contains(&day) => when.day = Some(day),
                (_, Some(at)) => when.month = u32::try_from(at + 1).ok(),
                _ => {}
            }
        }
        // A figure without a month is no day.
        if when.month.is_none() {
            when.day = None;
        }
        (when.year > 0).then_some(when)
    }

    /// True where it is certain that this was before `other`: what is known only to the year is before
    /// nothing of the same year.
    pub fn before(self, other: Self) -> bool {
        if self.year != other.year {
            return self.year < other.year;
        }
        match (self.month, other.month) {
            (Some(one), Some(two)) if one != two => one < two,
            (Some(_), Some(_)) => {
                matches!((self.day, other.day), (Some(one), Some(two)) if one < two)
            }
            _ => false,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.day, self.month.and_then(month)) {
            (Some(day), Some(month)) => write!(f, "{day} {month} {}", self.year),
            (None, Some(month)) => write!(f, "{month} {}", self.year),
            (_, None) => write!(f, "{}", self.year),
        }
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month(number: u32) -> Option<&'static str> {
    MONTHS
        .get(usize::try_from(number.checked_sub(1)?).ok()?)
        .copied()
}

#[cfg(test)]
mod tests {
    use super::When;

    #[test]
    fn a_time_is_read_from_words_and_told_as_exactly_as_it_is_known() {
        for (words, told) in [
            ("18 January 1978 (France)", "18 January 1978"),
            ("1979", "1979"),
            ("may 1979", "May 1979"),
            ("12 (films) 1979", "1979"),
        ] {
            let when = When::of_words(words).unwrap();
            assert_eq!(when.to_string(), told, "{words}");
        }
        for none in ["", "soon", "31 May", "Jury Prize"] {
            assert_eq!(When::of_words(none), None, "{none}");
        }
    }

    #[test]
    fn a_time_is_before_another_only_where_that_is_certain() {
        let when = |text: &str| When::parse(text).unwrap();
        let before = |one: &str, two: &str| when(one).before(when(two));
        assert!(before("1962", "1966"));
        assert!(before("1977-05", "1977-08"));
        assert!(before("1977-05-01", "1977-05-02"));
        for (one, two) in [
            ("1977", "1977-08"),
            ("1977-05", "1977"),
            ("1977", "1977"),
            ("1977-05", "1977-05-02"),
            ("1978", "1977"),
        ] {
            assert!(!before(one, two), "{one} {two}");
        }
        for bad in [
            "",
            "77",
            "1977-13",
            "1977-05-32",
            "1977-05-01-1",
            "1977-",
            "May 1977",
        ] {
            assert_eq!(When::parse(bad), None, "{bad}");
        }
    }
}
