//! What a word or a name of a message may match, and what it weighs.

use super::reading::Reader;
use super::{Kind, QuestionTerm, SYNONYM};
use crate::answer::limits::Limits;
use crate::knowledge::entity::{EntityId, EntityKind};
use crate::language::is_cyrillic;
use crate::language::stopwords::{is_stop_word, stop_words};
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

impl Reader<'_> {
    pub(super) fn name_term(
        &self,
        word: String,
        stem: String,
        entities: &[EntityId],
    ) -> QuestionTerm {
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
    pub(super) fn kind_term(&self, kind: Kind) -> Option<QuestionTerm> {
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
    pub(super) fn add_topics(&self, term: &mut QuestionTerm, topics: &[EntityId]) {
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
    pub(super) fn prefer_topics(&self, term: &mut QuestionTerm, topics: &[EntityId]) {
        for (_, strength) in &mut term.matches {
            *strength = BESIDE_TOPIC;
        }
        let topics = topics.iter().map(|e| (Vocabulary::entity(*e), 1.0));
        term.matches.splice(
            0..0,
            topics.filter(|(t, _)| self.vocabulary.frequency(*t) > 0),
        );
    }

    /// A word that is no name, Russian through the glossary; its English goes to `asking`. `None` for a stop word
    /// and for a slip of the finger, of which a `careless` message has more.
    pub(super) fn plain_term(
        &self,
        word: &str,
        stem: &str,
        careless: bool,
        limits: &Limits,
        asking: &mut Vec<String>,
    ) -> Option<QuestionTerm> {
        if word.chars().any(is_cyrillic)
            && let Some(meanings) = self.lexicon.english(word, stem)
        {
            asking.extend(meanings.iter().cloned());
            let matter: Vec<&String> = meanings.iter().filter(|m| !is_stop_word(m)).collect();
            return (!matter.is_empty()).then(|| self.translated_term(word, &matter, limits));
        }
        asking.push(word.to_owned());
        if is_stop_word(word) {
            return None;
        }
        let term = self.word_term(word, stem, limits);
        (!is_slip(word, &term, careless)).then_some(term)
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
            let entities = self.knowledge.numbered_entities();
            let films = entities.filter(|(_, film)| film.year == Some(year) && film.mentioned);
            matches.extend(films.map(|(id, _)| (Vocabulary::entity(id), SYNONYM)));
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

/// True for the letters of a stop word in another order: "teh", "adn", "yuo".
fn is_swapped(word: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let letters = sorted(word);
    stop_words().any(|stop| stop.len() == word.len() && sorted(stop) == letters)
}

/// What is this short, hardly used by any claim and without a synonym is a slip of the finger, not a thing; a word of three
/// letters only in a message with other slips (`careless`).
fn is_slip(word: &str, term: &QuestionTerm, careless: bool) -> bool {
    let letters = word.chars().all(char::is_alphabetic);
    let length = word.chars().count();
    if length == SHORT && term.is_unknown() && is_swapped(word) {
        return true;
    }
    letters
        && (length < SHORT && term.weight > SLIP_WEIGHT && term.matches.len() < 2
            || length == SHORT && careless && term.is_unknown())
}
