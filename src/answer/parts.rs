//! A message that asks several things: the questions it may be divided into.
//!
//! "who shot stalker and how long is it" holds two in full. What one part leaves out, it shares with the others:
//! "who directed stalker and when", "when and where was it shot", "who played the stalker and the writer".

use std::ops::Range;

use crate::edition::Edition;
use crate::language::names::Names;
use crate::language::stem::name_stem;
use crate::language::tokens;

use super::decide::{Decision, Trace};
use super::limits::Limits;

/// Fewest words of a part that is a question of its own.
const OWN: usize = 3;
/// Fewest words of a part whose names the other part brings.
const SHORTEST: usize = 2;
/// Most words of a name.
const NAME: usize = 5;
/// Most names in a row of which each is asked about.
const NAMES: usize = 4;
/// Words that begin the second question of a message.
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

/// The questions a message may be taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// In the order they are asked; two or more.
    pub questions: Vec<String>,
    /// True where the words between them show that each is asked; a sentence before a question may only lead to it.
    pub surely: bool,
}

impl Parts {
    fn apart(first: &str, second: &str) -> Self {
        Self {
            questions: vec![first.to_owned(), second.to_owned()],
            surely: false,
        }
    }

    fn surely(questions: Vec<String>) -> Self {
        Self {
            questions,
            surely: true,
        }
    }
}

/// What a message may be taken for besides one question, the likeliest first.
pub fn parts(text: &str, edition: &Edition) -> Vec<Parts> {
    let text = text.trim().trim_end_matches(['?', '!', '.', ' ']);
    if let Some((first, second)) = text.split_once(['?', '\n']) {
        let words = |part: &str| part.split_whitespace().count();
        let both = words(first) >= OWN && words(second) >= OWN;
        let apart = || Parts::apart(first.trim(), second.trim());
        return both.then(apart).into_iter().collect();
    }
    let message = Words::of(text);
    let found = [
        message.of_bare_openers(),
        message.of_two_questions(),
        message.of_names(edition),
    ];
    found.into_iter().flatten().collect()
}

/// How much better than the whole the sentences of a message must fit.
const APART: f32 = 0.05;
/// How much less well than the whole those may fit that are surely asked: the whole holds the words of each.
const LESS: f32 = 0.15;
/// The least fit of those.
const LEAST: f32 = 0.7;

/// True where the parts of a message are answered, by different claims, and better than the whole; of one it may be
/// known that the sources leave it open. `surely` where each is surely asked.
pub fn are_better(whole: &Trace, parts: &[Trace], surely: bool) -> bool {
    let said = |part: &Trace| part.is_answered() || matches!(part.decision, Decision::Gap(_));
    let asks_enough = |part: &Trace| part.weighed.question.things() > 1;
    let is_new = |at: usize| parts[..at].iter().all(|p| p.decision != parts[at].decision);
    if !parts.iter().all(|part| asks_enough(part) && said(part))
        || parts.iter().filter(|part| !part.is_answered()).count() > 1
        || !(0..parts.len()).all(is_new)
    {
        return false;
    }
    let fit = parts
        .iter()
        .map(|part| part.weighed.best())
        .fold(f32::INFINITY, f32::min);
    if surely {
        return fit >= LEAST && fit > whole.weighed.best() - LESS;
    }
    let is_open = matches!(whole.decision, Decision::Gap(_));
    !whole.is_answered() && !is_open || fit > whole.weighed.best() + APART
}

/// The film or person of the part next to this one, where this one names none: "… and when did it come out".
pub fn unnamed<'e>(
    questions: &[String],
    at: usize,
    edition: &'e Edition,
    limits: &Limits,
) -> Option<&'e str> {
    let named = |question: &String| {
        let read = edition.read(question, limits);
        let term = read.terms.into_iter().find(|term| term.is_film_or_person);
        term.and_then(|term| term.entities.first().copied())
    };
    if named(&questions[at]).is_some() {
        return None;
    }
    let beside = at.checked_sub(1).unwrap_or(1);
    named(questions.get(beside)?).map(|id| edition.knowledge.entity(id).name.as_str())
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

    /// "who shot stalker and how long is it"; "who wrote and who directed stalker".
    fn of_two_questions(&self) -> Option<Parts> {
        let end = self.typed.len();
        let at = self.joints().find(|at| self.is(at + 1, OPENERS))?;
        let words = &self.typed;
        let is_own = at >= SHORTEST && end - at > OWN;
        is_own.then(|| Parts::surely(vec![words[..at].join(" "), words[at + 1..].join(" ")]))
    }

    /// "when and where was stalker shot"; "who directed stalker and when".
    fn of_bare_openers(&self) -> Option<Parts> {
        let words = &self.typed;
        let end = words.len();
        let at = self.joints().find(|at| self.is(at + 1, BARE))?;
        let before = self.is(at.checked_sub(1)?, BARE);
        if before && end - at > OWN {
            let first = joined(&[&words[..at], &words[at + 2..]]);
            let second = joined(&[&words[..at - 1], &words[at + 1..]]);
            return Some(Parts::surely(vec![first, second]));
        }
        let opener = (0..at).find(|at| self.is(*at, OPENERS))?;
        let is_last = at + 2 == end && at - opener >= OWN;
        is_last.then(|| {
            let second = joined(&[&words[at + 1..], &words[opener + 1..at]]);
            Parts::surely(vec![words[..at].join(" "), second])
        })
    }

    /// "who played the stalker, the professor and the writer".
    fn of_names(&self, edition: &Edition) -> Option<Parts> {
        let words = &self.typed;
        let mut joints = self.joints();
        let (Some(joint), None) = (joints.next(), joints.next()) else {
            return None;
        };
        if (0..words.len()).any(|at| self.is(at, TOGETHER)) {
            return None;
        }
        let names = NamesHeld::of(&self.folded, edition);
        let article = |at: usize| usize::from(self.is(at, &["the", "a", "an"]));
        let second = joint + 1 + article(joint + 1);
        let last = joint + 1..second + names.length_at(second)?;
        let mut row = vec![last.clone()];
        let mut lead = joint;
        while row.len() == 1 || lead > 0 && words[lead - 1].ends_with(',') {
            let start = names.start_of_one_ending_at(lead)?;
            let with_article = start - usize::from(start > 0 && article(start - 1) > 0);
            row.insert(0, with_article..lead);
            lead = with_article;
        }
        // A yes to all is not a yes to each.
        let asks = (0..lead).any(|at| self.is(at, ASKING));
        (asks && row.len() <= NAMES).then(|| {
            let question =
                |name: Range<usize>| joined(&[&words[..lead], &words[name], &words[last.end..]]);
            Parts::surely(row.into_iter().map(question).collect())
        })
    }
}

/// Where in a message names stand.
struct NamesHeld<'e> {
    names: &'e Names,
    stems: Vec<String>,
}

impl<'e> NamesHeld<'e> {
    fn of(words: &[String], edition: &'e Edition) -> Self {
        let stem = |word: &String| name_stem(word, &edition.stems().stem(word));
        Self {
            names: edition.names(),
            stems: words.iter().map(stem).collect(),
        }
    }

    /// How many words the longest name has that begins here.
    fn length_at(&self, at: usize) -> Option<usize> {
        let rest = self.stems.get(at..)?;
        let proper = self.names.at_start(rest).map(|mention| mention.tokens);
        let topic = self
            .names
            .topic_at_start(rest)
            .map(|mention| mention.tokens);
        proper.max(topic)
    }

    /// Where the longest name begins that ends before this word; none where one goes on beyond it.
    fn start_of_one_ending_at(&self, end: usize) -> Option<usize> {
        let mut starts = end.saturating_sub(NAME)..end;
        let start = starts.find(|at| self.length_at(*at) >= Some(end - at))?;
        (self.length_at(start) == Some(end - start)).then_some(start)
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
        let two = |a: &str, b: &str| Some(Parts::surely(vec![a.to_owned(), b.to_owned()]));
        assert_eq!(
            divided("who shot stalker and how long is it"),
            two("who shot stalker", "how long is it")
        );
        assert_eq!(divided("who shot stalker"), None);
        assert_eq!(
            divided("who wrote and who directed stalker"),
            two("who wrote", "who directed stalker")
        );
        assert_eq!(divided("rock and how"), None);
        assert_eq!(
            divided("Ünïcödé и как это and why ßß though so"),
            two("Ünïcödé и как это", "why ßß though so")
        );
    }

    #[test]
    fn a_question_word_alone_shares_the_other_words() {
        let divided = |text: &str| Words::of(text).of_bare_openers();
        let two = |a: &str, b: &str| Some(Parts::surely(vec![a.to_owned(), b.to_owned()]));
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
