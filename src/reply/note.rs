//! Why there is nothing to show, in a sentence that says what to do next.

use std::fmt;

/// Why there is nothing to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Two things that cannot be compared.
    Incomparable {
        /// What the first is: its name and kind.
        first: String,
        /// What the second is.
        second: String,
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
    /// There are texts, and nothing in them is drawn on for this.
    NothingToQuote(String),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Incomparable { first, second } => write!(
                f,
                "I compare films with films and people with people; {first}, {second}. Choose two of a kind."
            ),
            Self::Same(name) => {
                write!(f, "That is {name} twice. Name another one to compare it with.")
            }
            Self::NothingStated { first, second } => write!(
                f,
                "The sources state nothing of {first} or {second} that could be compared. Look at their cards, or ask a question."
            ),
            Self::ListOfWhat(word) => write!(
                f,
                "A list of {word} is that of one film or person. Say of which."
            ),
            Self::NoSuchSource => f.write_str("I have no source of that id. /sources lists them."),
            Self::NothingFound => f.write_str(
                "I find nothing with these words. Try fewer or other words, or ask a question.",
            ),
            Self::NoLibrary => f.write_str(
                "I have no texts to quote from: they are copyrighted and no part of me. Whoever runs me can keep them in a folder and name it with knowledge.library or --library. Until then, ask: I tell what they say in my own words.",
            ),
            Self::NothingToQuote(name) => write!(
                f,
                "I have nothing to quote by or about {name}. Look at the card, or ask a question."
            ),
        }
    }
}
