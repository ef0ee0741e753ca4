//! Reading a message: folded tokens to terms, names first, then Russian, then English words.

use super::address::{addresses, is_small_talk};
use super::focus;
use super::kind::{asks_for_list, asks_for_speaker, kind};
use super::{Kind, Question, QuestionTerm, Turns, Wanted};
use crate::answer::limits::{Limits, MAX_TERMS};
use crate::knowledge::Knowledge;
use crate::knowledge::entity::EntityId;
use crate::language::is_cyrillic;
use crate::language::lexicon::Lexicon;
use crate::language::names::Names;
use crate::language::repair::Repair;
use crate::language::stem::{Stems, name_stem};
use crate::language::vocabulary::Vocabulary;

/// What begins a mention or an emoji as a chat writes it
/// (<https://docs.discord.com/developers/reference#message-formatting>).
const MENTIONS: &[&str] = &["<@", "<#", "<:", "<a:"];

/// What reading needs of an edition.
pub struct Reader<'e> {
    /// Stemmers.
    pub stems: &'e Stems,
    /// Names of entities.
    pub names: &'e Names,
    /// Synonyms, glossary, English words.
    pub lexicon: &'e Lexicon,
    /// Terms of the edition.
    pub vocabulary: &'e Vocabulary,
    /// Films with their years and directors, for telling same-named ones apart.
    pub knowledge: &'e Knowledge,
    /// Typing errors.
    pub repair: &'e dyn Fn() -> &'e Repair,
}

/// The terms of a message, as far as it has been walked through.
#[derive(Default)]
struct Walk {
    terms: Vec<QuestionTerm>,
    /// What each term weighs by where it stands.
    shares: Vec<f32>,
    /// The English words that ask, a name as `@`: of "where he lies in the water. did they …" the question is
    /// whether they did.
    asking: Vec<String>,
}

impl Reader<'_> {
    /// Reads a question within the limits.
    pub fn read(&self, text: &str, limits: &Limits) -> Question {
        let cut: String = text.chars().take(limits.question_chars).collect();
        let cut = without_marks(&without_mentions(&cut));
        let (mut words, shares) = focus::words(&cut, limits.terms.min(MAX_TERMS) * 2);
        let russian = mostly_cyrillic(&words);
        let mended = self.mend(&cut, &mut words);
        let mut walk = self.walk(&words, &shares, !mended.repaired.is_empty(), limits);
        focus::weigh(walk.terms.iter_mut().zip(walk.shares));
        for term in walk.terms.iter_mut().filter(|t| t.entities.is_empty()) {
            term.matches.truncate(limits.expansions);
        }
        let kind = kind(walk.asking.iter().map(String::as_str));
        let mut question = Question {
            terms: walk.terms,
            kind,
            repaired: mended.repaired,
            torn: mended.torn,
            who_said: kind == Kind::Who && asks_for_speaker(&walk.asking),
            turns: Turns::of(words.iter().map(String::as_str)),
            wants: Wanted::of(&words, &walk.asking, kind),
            addresses: addresses(words.iter().map(String::as_str)),
            small_talk: is_small_talk(&words),
            list: asks_for_list(&walk.asking),
            russian,
        };
        self.tell_films_apart(&cut, &mut question);
        merge_repeated(&mut question.terms);
        if question.terms.len() < limits.terms {
            question.terms.extend(self.kind_term(kind));
        }
        question
    }

    fn walk(&self, words: &[String], shares: &[f32], careless: bool, limits: &Limits) -> Walk {
        let stems: Vec<String> = words.iter().map(|w| self.stems.stem(w)).collect();
        let named = words.iter().zip(&stems);
        let named: Vec<String> = named.map(|(w, s)| name_stem(w, s)).collect();
        let mut walk = Walk::default();
        let mut topics: &[EntityId] = &[];
        let mut topic_end = 0;
        let mut end = 0;
        while end < words.len() && walk.terms.len() < limits.terms {
            let at = end;
            if let Some(topic) = self.names.topic_at_start(&named[at..])
                && at + topic.tokens > topic_end
            {
                topics = topic.entities;
                topic_end = at + topic.tokens;
            }
            let mut asking = Vec::new();
            let term = if let Some(mention) = self.names.at_start(&named[at..]) {
                end += mention.tokens;
                asking.push("@".to_owned());
                let (word, stem) = (words[at..end].join(" "), named[at..end].join(" "));
                Some(self.name_term(word, stem, mention.entities))
            } else {
                end += 1;
                self.plain_term(&words[at], &stems[at], careless, limits, &mut asking)
            };
            if shares[at] >= 1.0 {
                walk.asking.extend(asking);
            }
            let Some(mut term) = term else { continue };
            let is_name = !term.entities.is_empty();
            if is_name && end == topic_end && at > 0 && words[at - 1] == "the" {
                self.prefer_topics(&mut term, topics);
            } else if at < topic_end {
                self.add_topics(&mut term, topics);
            }
            walk.terms.push(term);
            walk.shares.push(shares[at]);
        }
        walk
    }
}

/// True where most words that hold letters are in Cyrillic ones.
fn mostly_cyrillic(words: &[String]) -> bool {
    let with = |is: fn(char) -> bool| words.iter().filter(|word| word.chars().any(is)).count();
    with(is_cyrillic) * 2 > with(char::is_alphabetic)
}

/// A text without what calls somebody or stands for a picture in a chat: `@anna`, `<@123>`, `<:name:123>`.
fn without_mentions(text: &str) -> String {
    let calls = |word: &&str| {
        let word = word.trim_start();
        word.starts_with('@') || MENTIONS.iter().any(|start| word.starts_with(start))
    };
    let words = text.split_inclusive(char::is_whitespace);
    words.filter(|word| !calls(word)).collect()
}

/// A text without the marks of citations and the number of a list that are copied with it: a copied `[1]` asks for nothing.
fn without_marks(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let numbered = text.trim_start();
    let after = numbered.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_list = after.len() < numbered.len() && after.starts_with(". ");
    let mut rest = if is_list { &after[1..] } else { text };
    while let Some(at) = rest.find('[') {
        let (before, bracket) = rest.split_at(at);
        kept.push_str(before);
        let inside = bracket[1..].trim_start_matches(|c: char| c.is_ascii_digit());
        let is_mark = inside.len() + 1 < bracket.len() && inside.starts_with(']');
        rest = if is_mark { &inside[1..] } else { &bracket[1..] };
        kept.push(' ');
    }
    kept.push_str(rest);
    kept
}

/// Drops a term whose best match is that of an earlier one, so that a repeated word weighs once.
fn merge_repeated(terms: &mut Vec<QuestionTerm>) {
    let mut at = 0;
    while at < terms.len() {
        let repeated = !terms[at].matches.is_empty()
            && terms[..at]
                .iter()
                .any(|earlier| earlier.matches.first() == terms[at].matches.first());
        if repeated {
            terms.remove(at);
        } else {
            at += 1;
        }
    }
}
