//! Short sentences of look-ups: why there is nothing to show, or what is to be known of what is shown. What they
//! say stands in [`crate::words`].

use std::fmt;

use crate::knowledge::entity::EntityKind;
use crate::words::reply;

/// A sentence of a look-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Two things that cannot be compared.
    Incomparable {
        /// What the first is: its name and kind.
        first: (String, EntityKind),
        /// What the second is.
        second: (String, EntityKind),
    },
    /// One thing was to be compared with itself.
    Same(String),
    /// Nothing is stated of either.
    NothingStated {
        /// The first.
        first: String,
        /// The second.
        second: String,
    },
    /// This list is of one film or person.
    ListOfWhat(&'static str),
    /// There is no such source.
    NoSuchSource,
    /// Nothing holds the words.
    NothingFound,
    /// There are no texts to quote.
    NoLibrary,
    /// There are texts, and nothing in them is drawn on for this, or for anything.
    NothingToQuote(Option<String>),
    /// The sources only name it.
    NameOnly,
    /// They do not even do that.
    NameKnown,
    /// A section holds nothing.
    NothingUnder {
        /// The section.
        section: &'static str,
        /// Those that hold something.
        others: String,
    },
    /// Nothing is dated.
    NothingDated,
    /// What a sign before a time means.
    Alike(char),
    /// A list is empty.
    NothingListed,
    /// A list is of what the sources tell of.
    ToldOf,
    /// A list is a part, by its own source.
    ListPart,
    /// A part of a list is whole, by its own source.
    ListWhole,
    /// The sources do not say whether there are more.
    ListNamed,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = reply();
        f.write_str(&match self {
            Self::Incomparable { first, second } => words.fill(
                "sheet.note.incomparable",
                &[
                    ("first", &what_it_is(first)),
                    ("second", &what_it_is(second)),
                ],
            ),
            Self::Same(name) => words.fill("sheet.note.same", &[("name", name)]),
            Self::NothingStated { first, second } => words.fill(
                "sheet.note.nothing-stated",
                &[("first", first), ("second", second)],
            ),
            Self::ListOfWhat(word) => words.fill("sheet.note.list-of-what", &[("word", word)]),
            Self::NothingToQuote(Some(name)) => {
                words.fill("sheet.note.nothing-to-quote", &[("name", name)])
            }
            Self::NothingUnder { section, others } => words.fill(
                "sheet.note.nothing-under",
                &[("section", section), ("others", others)],
            ),
            Self::Alike(mark) => words.fill("sheet.note.alike", &[("mark", mark)]),
            plain => return f.write_str(words.say(plain.key())),
        })
    }
}

impl Note {
    /// The key of a sentence that stands for itself.
    fn key(&self) -> &'static str {
        match self {
            Self::NoSuchSource => "sheet.note.no-such-source",
            Self::NothingFound => "sheet.note.nothing-found",
            Self::NothingToQuote(_) => "sheet.note.nothing-to-quote-at-all",
            Self::NoLibrary => "sheet.note.no-library",
            Self::NameOnly => "sheet.note.name-only",
            Self::NameKnown => "sheet.note.name-known",
            Self::NothingDated => "sheet.note.nothing-dated",
            Self::NothingListed => "sheet.note.nothing-listed",
            Self::ToldOf => "sheet.note.told-of",
            Self::ListPart => "sheet.note.list-part",
            Self::ListWhole => "sheet.note.list-whole",
            Self::ListNamed => "sheet.note.list-named",
            _ => "",
        }
    }
}

/// A name, and what it is the name of.
fn what_it_is((name, kind): &(String, EntityKind)) -> String {
    let key = match kind {
        EntityKind::Film => "sheet.is.film",
        EntityKind::Person => "sheet.is.person",
        EntityKind::Place => "sheet.is.place",
        EntityKind::Topic => "sheet.is.neither",
    };
    reply().fill(key, &[("name", name)])
}
