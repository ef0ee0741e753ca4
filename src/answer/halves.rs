//! A message that asks two things: the two questions it may be divided into.
//!
//! "who shot stalker and how long is it" holds both in full. What one half leaves out, it shares with the other:
//! "who directed stalker and when", "when and where was it shot", "who played the stalker and the writer".

use crate::edition::Edition;
use crate::language::stem::name_stem;
use crate::language::tokens;

use super::limits::Limits;
use super::question::Question;

/// Fewest words of a half that is a question of its own.
const OWN: usize = 3;
/// Most words of a name.
const NAME: usize = 5;
/// Words before which the second half of a message begins.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "who", "when", "where", "why", "how", "what", "which", "did", "was", "is",
];
/// Question words that may stand alone for a question whose other words are shared.
const BARE: &[&str] = &["who", "when", "where", "why"];
/// Words that ask for something other than yes or no.
#[rustfmt::skip]
const ASKING: &[&str] = &[
    "who", "whos", "when", "where", "why", "how", "what", "whats", "which",
];
/// Words that ask of two things together what cannot be asked of each.
#[rustfmt::skip]
const TOGETHER: &[&str] = &[
    "each", "between", "both", "together", "compare", "compared", "difference", "differ", "common", "same", "relationship",
];

/// Two questions a message may be taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halves {
    /// The one asked first.
    pub first: String,
    /// The other.
    pub second: String,
    /// True where each holds words that stand in the message once, for both.
    pub shared: bool,
}

impl Halves {
    fn apart(first: &str, second: &str) -> Self {
        let (first, second) = (first.to_owned(), second.to_owned());
        Self {
            first,
            second,
            shared: false,
        }
    }

    fn shared(first: String, second: String) -> Self {
        Self {
            first,
            second,
            shared: true,
        }
    }
}

/// What a message may be taken for, the likeliest first.
pub fn halves(text: &str, edition: &Edition) -> Vec<Halves> {
    let text = text.trim().trim_end_matches(['?', '!', '.', ' ']);
    if let Some((first, second)) = text.split_once(['?', '\n']) {
        let words = |half: &str| half.split_whitespace().count();
        let both = words(first) >= OWN && words(second) >= OWN;
        let apart = || Halves::apart(first.trim(), second.trim());
        return both.then(apart).into_iter().collect();
    }
    let message = Words::of(text);
    let found = [
        message.of_bare_openers(),
        message.of_two_questions(),
        message.of_two_names(edition),
    ];
    found.into_iter().flatten().collect()
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

/// The words of a message, as typed and folded.
struct Words<'t> {
    typed: Vec<&'t str>,
    folded: Vec<String>,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        let typed: Vec<&str> = text.split_whitespace().collect();
        // A word that folds to several is part of no joint and no name that is looked for here.
        let fold = |word: &&str| tokens(word, 2).join(" ");
        let folded = typed.iter().map(fold).collect();
        Self { typed, folded }
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        self.folded
            .get(at)
            .is_some_and(|word| list.contains(&word.as_str()))
    }

    /// The places of each "and".
    fn joints(&self) -> impl Iterator<Item = usize> {
        (0..self.folded.len()).filter(|at| self.is(*at, &["and"]))
    }

    /// "who shot stalker and how long is it".
    fn of_two_questions(&self) -> Option<Halves> {
        let end = self.typed.len();
        let at = self.joints().find(|at| self.is(at + 1, OPENERS))?;
        let words = &self.typed;
        let apart = || Halves::apart(&words[..at].join(" "), &words[at + 1..].join(" "));
        (at >= OWN && end - at > OWN).then(apart)
    }

    /// "when and where was stalker shot"; "who directed stalker and when".
    fn of_bare_openers(&self) -> Option<Halves> {
        let words = &self.typed;
        let end = words.len();
        let at = self.joints().find(|at| self.is(at + 1, BARE))?;
        let before = self.is(at.checked_sub(1)?, BARE);
        if before && end - at > OWN {
            let first = joined(&[&words[..at], &words[at + 2..]]);
            let second = joined(&[&words[..at - 1], &words[at + 1..]]);
            return Some(Halves::shared(first, second));
        }
        let opener = (0..at).find(|at| self.is(*at, OPENERS))?;
        let is_last = at + 2 == end && at - opener >= OWN;
        is_last.then(|| {
            let second = joined(&[&words[at + 1..], &words[opener + 1..at]]);
            Halves::shared(words[..at].join(" "), second)
        })
    }

    /// "who played the stalker and the writer".
    fn of_two_names(&self, edition: &Edition) -> Option<Halves> {
        let end = self.typed.len();
        if (0..end).any(|at| self.is(at, TOGETHER)) {
            return None;
        }
        let stems: Vec<String> = self
            .folded
            .iter()
            .map(|word| name_stem(word, &edition.stems().stem(word)))
            .collect();
        let name_at = |at: usize| {
            let names = edition.names();
            let rest = stems.get(at..)?;
            let proper = names.at_start(rest).map(|mention| mention.tokens);
            let topic = names.topic_at_start(rest).map(|mention| mention.tokens);
            proper.max(topic)
        };
        let mut joints = self.joints();
        let (at, None) = (joints.next()?, joints.next()) else {
            return None;
        };
        // The first name of those that end there is the longest; one that goes on beyond is a name of both.
        let start = (at.saturating_sub(NAME)..at).find(|from| name_at(*from) >= Some(at - from))?;
        if name_at(start) != Some(at - start) {
            return None;
        }
        let is_article = |at: usize| self.is(at, &["the", "a", "an"]);
        let second = (at + 1..=at + 2).find(|from| name_at(*from).is_some())?;
        if second == at + 2 && !is_article(at + 1) {
            return None;
        }
        let after = second + name_at(second)?;
        let lead = start - usize::from(start > 0 && is_article(start - 1));
        // Of three in a row each would have to be asked; a yes to both is not a yes to each.
        let in_a_row = lead > 0 && self.typed[lead - 1].ends_with(',');
        if in_a_row || !(0..lead).any(|at| self.is(at, ASKING)) {
            return None;
        }
        let words = &self.typed;
        let first = joined(&[&words[..at], &words[after..]]);
        let second = joined(&[&words[..lead], &words[at + 1..]]);
        Some(Halves::shared(first, second))
    }
}

/// Stretches of a message, one after the other.
fn joined(stretches: &[&[&str]]) -> String {
    stretches.concat().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_questions_in_one_message_are_told_apart() {
        let divided = |text: &str| Words::of(text).of_two_questions();
        assert_eq!(
            divided("who shot stalker and how long is it"),
            Some(Halves::apart("who shot stalker", "how long is it"))
        );
        assert_eq!(divided("who shot stalker"), None);
        assert_eq!(divided("rock and how"), None);
        assert_eq!(
            divided("Ünïcödé и как это and why ßß though so"),
            Some(Halves::apart("Ünïcödé и как это", "why ßß though so"))
        );
    }

    #[test]
    fn a_question_word_alone_shares_the_other_words() {
        let divided = |text: &str| Words::of(text).of_bare_openers();
        let two = |a: &str, b: &str| Some(Halves::shared(a.to_owned(), b.to_owned()));
        assert_eq!(
            divided("who directed Stalker and when"),
            two("who directed Stalker", "when directed Stalker")
        );
        assert_eq!(
            divided("so when and where was Stalker shot"),
            two("so when was Stalker shot", "so where was Stalker shot")
        );
        assert_eq!(divided("when and where"), None);
        assert_eq!(divided("and why"), None);
        assert_eq!(divided("they came and when did they go"), None);
    }
}
