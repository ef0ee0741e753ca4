//! What trivia questions are made from besides the claims themselves: questions
//! written by hand, wordings for attributes, groups, and dated events.
//!
//! Claims are named by their ids, since [`Knowledge::without_claims`] gives them
//! new positions; what rests on a claim that is gone makes no question.
//!
//! [`Knowledge::without_claims`]: super::Knowledge::without_claims

use super::attribute::AttributeId;
use super::problem::Origin;
use crate::trivia::question::{Difficulty, Kind};

/// A question written by hand.
#[derive(Debug, Clone)]
pub struct Written {
    /// Stable id, kebab-case.
    pub id: String,
    /// What is asked of the player.
    pub kind: Kind,
    /// A word of [`TOPICS`](crate::trivia::topic::TOPICS).
    pub topic: String,
    /// How hard it is.
    pub difficulty: Difficulty,
    /// The question, self-contained.
    pub text: String,
    /// The right option.
    pub right: String,
    /// Wrong options, three or more, so that chance has a choice; none where the right one holds a number, from
    /// which others are made.
    pub wrong: Vec<String>,
    /// Why the wrong options are wrong, for whoever reads the file.
    pub because: String,
    /// Ids of the claims that prove the right option, the most important first; never empty.
    pub claims: Vec<String>,
    /// Ids of claims that name a wrong option without making it right.
    pub against: Vec<String>,
    /// Why the right option is right; the first claim's text where it is left out.
    pub why: Option<String>,
    /// What may be typed, besides the right option and the names of what it names.
    pub accept: Vec<String>,
    /// Whether it can be answered by typing.
    pub typed: bool,
    /// Up to two hints, weakest first.
    pub hints: Vec<String>,
    /// The answer as a sentence with `{}` where the option stands: true with the right one, false with the others.
    pub says: Option<String>,
    /// Where it is declared.
    pub origin: Origin,
}

/// How a question about an attribute is worded.
#[derive(Debug, Clone)]
pub struct Template {
    /// The attribute.
    pub attribute: AttributeId,
    /// A word of [`TOPICS`](crate::trivia::topic::TOPICS).
    pub topic: String,
    /// Ids of entities of which it asks nothing.
    pub except: Vec<String>,
    /// How hard its questions are.
    pub difficulty: Difficulty,
    /// The question, with `{}` where the entity's name stands.
    pub text: String,
    /// The answer as a sentence, with `{}` for the entity and `{value}` for the value.
    pub says: Option<String>,
    /// Where it is declared.
    pub origin: Origin,
}

/// Things that have something in common, and things of the same kind that have not.
#[derive(Debug, Clone)]
pub struct Group {
    /// Stable id, kebab-case.
    pub id: String,
    /// A word of [`TOPICS`](crate::trivia::topic::TOPICS).
    pub topic: String,
    /// How hard its questions are.
    pub difficulty: Difficulty,
    /// The question: which of them is not of the group.
    pub text: String,
    /// What belongs to it; at least three.
    pub members: Vec<String>,
    /// What does not; at least one.
    pub outsiders: Vec<String>,
    /// Why the outsiders are none of it, for whoever reads the file.
    pub because: String,
    /// Ids of the claims that prove the members, the most important first.
    pub claims: Vec<String>,
    /// Ids of claims that name an outsider without making it one of the group.
    pub against: Vec<String>,
    /// Why the outsider is none of it, with `{}` for its name.
    pub why: String,
    /// Where it is declared.
    pub origin: Origin,
}

/// Something that happened at a known time.
#[derive(Debug, Clone)]
pub struct Event {
    /// Stable id, kebab-case.
    pub id: String,
    /// What happened, short enough for an option.
    pub text: String,
    /// When: `1977`, `1977-05` or `1977-05-14`.
    pub when: When,
    /// The id of the claim that dates it.
    pub claim: String,
    /// Events of one line only are put in order together.
    pub line: String,
    /// A word of [`TOPICS`](crate::trivia::topic::TOPICS).
    pub topic: String,
    /// How hard its questions are.
    pub difficulty: Difficulty,
    /// Where it is declared.
    pub origin: Origin,
}

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

/// Everything trivia is made from besides the claims.
#[derive(Debug, Clone, Default)]
pub struct Material {
    /// Questions written by hand.
    pub written: Vec<Written>,
    /// Wordings for attributes.
    pub templates: Vec<Template>,
    /// Groups with outsiders.
    pub groups: Vec<Group>,
    /// Dated events.
    pub events: Vec<Event>,
}

#[cfg(test)]
mod tests {
    use super::When;

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
