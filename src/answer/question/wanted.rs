//! What must be in an answer, whatever it is about: "what colour was …" wants a colour, "how many …" a number.

use super::Kind;

/// Words before which "name", "title" asks for one.
const NAME_ASKED_BY: &[&str] = &["what", "whats", "which"];
/// Words that ask for a name together with one of those.
const CALLED: &[&str] = &["called", "named", "titled"];
/// Nouns for a name.
const NAME_NOUNS: &[&str] = &["name", "names", "title", "titles"];
/// Words that ask for a colour after "what" and its like.
#[rustfmt::skip]
const COLOURS: &[&str] = &[
    "colour", "color", "colours", "colors", "shade", "hue", "tint",
];
/// Words that open a question for a thing of a kind.
const WHICH: &[&str] = &["what", "whats", "which", "wat", "wats"];
/// Words between those and the kind: "what exact colour".
const BETWEEN: usize = 2;

/// A kind of thing that is asked for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// What something is called.
    Name,
    /// A colour.
    Colour,
    /// How many there are.
    Count,
    /// A year.
    Year,
}

impl Wanted {
    /// What is wanted by the words of a message, those of them that ask in English, and their kind; none where
    /// anything may be.
    pub(super) fn of(words: &[String], asking: &[String], kind: Kind) -> Option<Self> {
        let soon = |list: &[&str]| {
            asking.iter().enumerate().any(|(at, word)| {
                let next = asking.iter().skip(at + 1).take(BETWEEN);
                WHICH.contains(&word.as_str())
                    && next.into_iter().any(|w| list.contains(&w.as_str()))
            })
        };
        if asks_for_name(words) {
            return Some(Self::Name);
        }
        if soon(COLOURS) {
            return Some(Self::Colour);
        }
        if soon(&["year"]) {
            return Some(Self::Year);
        }
        let counts = kind == Kind::HowMuch && asking.iter().any(|word| word == "howmany");
        counts.then_some(Self::Count)
    }
}

/// True where these words, in their order, ask what something is called: "name of …", "what is its title",
/// "what was the river called".
fn asks_for_name(words: &[String]) -> bool {
    let is = |word: &String, list: &[&str]| list.contains(&word.as_str());
    let Some(at) = words
        .iter()
        .position(|w| is(w, NAME_NOUNS) || is(w, CALLED))
    else {
        return false;
    };
    let before = &words[..at];
    let asks = before.iter().any(|word| is(word, NAME_ASKED_BY));
    if is(&words[at], NAME_NOUNS) {
        let of = words.get(at + 1).is_some_and(|word| word == "of");
        return of && before.len() <= 1 || asks && before.len() <= 4;
    }
    let be = |word: &String| is(word, &["is", "was", "were", "are", "whats"]);
    asks && before.iter().any(be)
}

#[cfg(test)]
mod tests {
    use super::asks_for_name;
    use crate::language::tokens;

    #[test]
    fn what_something_is_called_is_asked_for_in_many_ways() {
        let asks = |text: &str| asks_for_name(&tokens(text, 32));
        for text in [
            "name of the hotel where they drank",
            "what's the name of the other mechanic",
            "what was the river called",
            "what is its other title",
            "the name of the dog",
        ] {
            assert!(asks(text), "{text}");
        }
        for text in [
            "what does he feel called to do",
            "whose name stands there",
            "who called it a bible",
            "is the title of the sacrifice meaningful",
            "what did the mechanic do once the director called action",
        ] {
            assert!(!asks(text), "{text}");
        }
    }
}
