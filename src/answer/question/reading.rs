//! Reading a message: folded tokens to terms, names first, then Russian, then English words.

use super::focus;
use super::kind::is_small_talk;
use super::kind::{asks_for_list, asks_for_speaker, kind};
use super::{Kind, Question, QuestionTerm, SYNONYM, Turns};
use crate::answer::limits::{Limits, MAX_TERMS};
use crate::answer::naming::asks_for_name;
use crate::knowledge::Knowledge;
use crate::knowledge::entity::{EntityId, EntityKind};
use crate::language::is_cyrillic;
use crate::language::lexicon::Lexicon;
use crate::language::names::Names;
use crate::language::repair::Repair;
use crate::language::stem::{Stems, name_stem};
use crate::language::stopwords::is_stop_word;
use crate::language::vocabulary::{TermId, Vocabulary};

/// Weight of a match through the glossary or a repaired typing error.
const TRANSLATED: f32 = 0.9;

/// Weight of a film where its name, after an article, is that of a character.
const BESIDE_TOPIC: f32 = 0.75;

/// Weight of the question word.
const KIND_WEIGHT: f32 = 0.12;
/// Words of fewer characters are dropped where hardly any claim uses them; unknown ones of as many too.
pub(super) const SHORT: usize = 3;
/// Weight above which a word of fewer than [`SHORT`] characters is hardly used.
const SLIP_WEIGHT: f32 = 0.7;

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

impl Reader<'_> {
    /// Reads a question within the limits.
    pub fn read(&self, text: &str, limits: &Limits) -> Question {
        let cut: String = text.chars().take(limits.question_chars).collect();
        let cut = without_marks(&cut);
        let (mut words, shares) = focus::words(&cut, limits.terms.min(MAX_TERMS) * 2);
        let letters = words
            .iter()
            .filter(|w| w.chars().any(char::is_alphabetic))
            .count();
        let cyrillic = words.iter().filter(|w| w.chars().any(is_cyrillic)).count();
        let mended = self.mend(&cut, &mut words);
        let stemmed: Vec<String> = words.iter().map(|w| self.stems.stem(w)).collect();
        let named: Vec<String> = words
            .iter()
            .zip(&stemmed)
            .map(|(w, s)| name_stem(w, s))
            .collect();
        let mut question = Question {
            terms: Vec::new(),
            kind: Kind::Unmarked,
            repaired: mended.repaired,
            torn: mended.torn,
            who_said: false,
            turns: Turns::of(words.iter().map(String::as_str)),
            wants_name: asks_for_name(&words),
            small_talk: is_small_talk(&words),
            list: false,
            russian: cyrillic * 2 > letters,
        };
        // By the words that ask: of "where he lies in the water. did they …" the question is whether they did.
        let mut english = Vec::with_capacity(words.len());
        let mut starts = Vec::with_capacity(words.len());
        let mut at = 0;
        let mut topics: Vec<EntityId> = Vec::new();
        let mut topic_end = 0;
        while at < words.len() && question.terms.len() < limits.terms {
            if let Some(topic) = self.names.topic_at_start(&named[at..])
                && at + topic.tokens > topic_end
            {
                topics = topic.entities.to_vec();
                topic_end = at + topic.tokens;
            }
            let before = question.terms.len();
            let asks = shares[at] >= 1.0;
            if let Some(mention) = self.names.at_start(&named[at..]) {
                let end = at + mention.tokens;
                let mut term = self.name_term(
                    words[at..end].join(" "),
                    named[at..end].join(" "),
                    mention.entities,
                );
                if end == topic_end && at > 0 && words[at - 1] == "the" {
                    self.prefer_topics(&mut term, &topics);
                } else if at < topic_end {
                    self.add_topics(Some(&mut term), &topics);
                }
                question.terms.push(term);
                starts.push(shares[at]);
                english.extend(asks.then(|| "@".to_owned()));
                at = end;
                continue;
            }
            let word = &words[at];
            if let Some(meanings) = self
                .lexicon
                .english(word, &stemmed[at])
                .filter(|_| word.chars().any(is_cyrillic))
            {
                english.extend(meanings.iter().filter(|_| asks).cloned());
                let matter: Vec<&String> = meanings.iter().filter(|m| !is_stop_word(m)).collect();
                if !matter.is_empty() {
                    question
                        .terms
                        .push(self.translated_term(word, &matter, limits));
                }
            } else {
                english.extend(asks.then(|| word.clone()));
                if !is_stop_word(word) {
                    let term = self.word_term(word, &stemmed[at], limits);
                    if !is_slip(word, &term, !question.repaired.is_empty()) {
                        question.terms.push(term);
                    }
                }
            }
            if at < topic_end && !is_stop_word(word) {
                self.add_topics(question.terms.last_mut(), &topics);
            }
            starts.resize(starts.len() + question.terms.len() - before, shares[at]);
            at += 1;
        }
        focus::weigh(question.terms.iter_mut().zip(starts));
        for term in question.terms.iter_mut().filter(|t| t.entities.is_empty()) {
            term.matches.truncate(limits.expansions);
        }
        self.tell_films_apart(&cut, &mut question);
        question.kind = kind(english.iter().map(String::as_str));
        question.who_said = question.kind == Kind::Who && asks_for_speaker(&english);
        question.list = asks_for_list(&english);
        merge_repeated(&mut question.terms);
        if question.terms.len() < limits.terms {
            question.terms.extend(self.kind_term(question.kind));
        }
        question
    }

    fn name_term(&self, word: String, stem: String, entities: &[EntityId]) -> QuestionTerm {
        let matches: Vec<_> = entities
            .iter()
            .map(|e| (Vocabulary::entity(*e), 1.0))
            .collect();
        let held = matches
            .iter()
            .map(|(t, _)| self.vocabulary.weight(*t))
            .fold(f32::INFINITY, f32::min);
        let pins_down = |id: &EntityId| {
            matches!(
                self.knowledge.entity(*id).kind,
                EntityKind::Film | EntityKind::Person
            )
        };
        QuestionTerm {
            word,
            matches,
            weight: held.clamp(0.1, 1.0),
            is_film_or_person: entities.iter().any(pins_down),
            entities: entities.to_vec(),
            stem,
        }
    }

    /// The question word as a term: where little else is asked, it tells "where was it shot" from "who shot it".
    fn kind_term(&self, kind: Kind) -> Option<QuestionTerm> {
        let mark = kind.mark()?;
        Some(QuestionTerm {
            word: mark.to_owned(),
            matches: vec![(self.known(mark)?, 1.0)],
            weight: KIND_WEIGHT,
            entities: Vec::new(),
            is_film_or_person: false,
            stem: String::new(),
        })
    }

    /// A word inside a topic's name also stands for the topic.
    fn add_topics(&self, term: Option<&mut QuestionTerm>, topics: &[EntityId]) {
        let Some(term) = term else { return };
        let unknown = term.is_unknown();
        for topic in topics
            .iter()
            .map(|e| Vocabulary::entity(*e))
            .filter(|t| self.vocabulary.frequency(*t) > 0)
        {
            term.matches.push((topic, 1.0));
            if unknown {
                term.weight = self.vocabulary.weight(topic).clamp(0.1, 1.0);
            }
        }
    }

    /// "the Stalker" is the character rather than the film of that name.
    fn prefer_topics(&self, term: &mut QuestionTerm, topics: &[EntityId]) {
        for (_, strength) in &mut term.matches {
            *strength = BESIDE_TOPIC;
        }
        let topics = topics.iter().map(|e| (Vocabulary::entity(*e), 1.0));
        term.matches.splice(
            0..0,
            topics.filter(|(t, _)| self.vocabulary.frequency(*t) > 0),
        );
    }

    fn word_term(&self, word: &str, stem: &str, limits: &Limits) -> QuestionTerm {
        let mut matches = Vec::new();
        let own = self.known(stem);
        matches.extend(own.map(|term| (term, 1.0)));
        self.add_synonyms(stem, 1.0, &mut matches, limits);
        if word.len() == 2
            && word.bytes().all(|b| b.is_ascii_digit())
            && let Some(year) = self.known(&format!("19{word}"))
        {
            matches.push((year, SYNONYM));
        }
        if let Ok(year) = word.parse::<u32>() {
            // A year may stand for the film of that year: "the 1979 one".
            let films = (0u16..)
                .zip(&self.knowledge.entities)
                .filter(|(_, film)| film.year == Some(year) && film.mentioned);
            matches.extend(films.map(|(at, _)| (Vocabulary::entity(EntityId(at)), SYNONYM)));
        }
        let weight = match own {
            Some(term) => self.vocabulary.weight(term),
            // No translation is no evidence that the sources are silent.
            None if matches.is_empty() && word.chars().any(is_cyrillic) => 0.4,
            // A word no claim uses is as narrow as the rarest of its synonyms, or as anything can be.
            None => matches
                .iter()
                .map(|(t, _)| self.vocabulary.weight(*t))
                .reduce(f32::min)
                .unwrap_or(1.0),
        };
        QuestionTerm::of_word(word, stem.to_owned(), matches, weight)
    }

    fn translated_term(&self, word: &str, meanings: &[&String], limits: &Limits) -> QuestionTerm {
        let mut matches = Vec::new();
        let mut weight: f32 = 0.0;
        // Some asks are written in Russian.
        if let Some(term) = self.known(&self.stems.stem(word)) {
            matches.push((term, 1.0));
        }
        for meaning in meanings {
            let stem = self.stems.stem(meaning);
            if let Some(term) = self.known(&stem) {
                matches.push((term, TRANSLATED));
                weight = weight.max(self.vocabulary.weight(term));
            }
            self.add_synonyms(&stem, TRANSLATED, &mut matches, limits);
        }
        let weight = if matches.is_empty() { 1.0 } else { weight };
        let stem = meanings
            .first()
            .map(|m| self.stems.stem(m))
            .unwrap_or_default();
        QuestionTerm::of_word(word, stem, matches, weight)
    }

    pub(super) fn known(&self, stem: &str) -> Option<TermId> {
        self.vocabulary
            .get(stem)
            .filter(|term| self.vocabulary.frequency(*term) > 0)
    }

    fn add_synonyms(
        &self,
        stem: &str,
        times: f32,
        matches: &mut Vec<(TermId, f32)>,
        limits: &Limits,
    ) {
        for other in self.lexicon.synonyms(stem) {
            if matches.len() >= limits.expansions {
                break;
            }
            if let Some(term) = self.known(other)
                && !matches.iter().any(|(m, _)| *m == term)
            {
                matches.push((term, SYNONYM * times));
            }
        }
    }
}

/// What is this short, hardly used by any claim and without a synonym is a slip of the finger, not a thing; a word of three
/// letters only in a message with other slips (`careless`).
fn is_slip(word: &str, term: &QuestionTerm, careless: bool) -> bool {
    let letters = word.chars().all(char::is_alphabetic);
    let length = word.chars().count();
    letters
        && (length < SHORT && term.weight > SLIP_WEIGHT && term.matches.len() < 2
            || length == SHORT && careless && term.is_unknown())
}

/// Joins terms that match the same things, so that a repeated word weighs once.
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
