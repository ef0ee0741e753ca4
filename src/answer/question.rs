//! What a member typed, read: which terms, which entities, which kind of answer.
//!
//! Names are recognised first, in any spelling and script; the other words
//! become stems with their synonyms; Russian words go through the glossary;
//! what is no word at all is taken for a typing error of a known one.

use crate::knowledge::entity::{EntityId, EntityKind};
use crate::knowledge::Knowledge;
use crate::language::lexicon::Lexicon;
use crate::language::names::Names;
use crate::language::repair::{distance, Repair};
use crate::language::stem::{name_stem, Stems};
use crate::language::stopwords::is_stop_word;
use crate::language::vocabulary::{TermId, Vocabulary};
use crate::language::{is_cyrillic, tokens, MEASURES};

use super::limits::Limits;

/// Weight of a match through a synonym, against 1 for the word itself.
const SYNONYM: f32 = 0.7;
/// Weight of a match through the glossary or a repaired typing error.
const TRANSLATED: f32 = 0.9;

/// Words of fewer characters are dropped where hardly any claim uses them; unknown ones of as many too.
const SHORT: usize = 3;
/// Weight above which a word of fewer than [`SHORT`] characters is hardly used.
const SLIP_WEIGHT: f32 = 0.7;

/// What kind of thing is asked for, by the question word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A person.
    Who,
    /// A time.
    When,
    /// A place.
    Where,
    /// A reason.
    Why,
    /// A manner.
    How,
    /// A number or measure.
    HowMuch,
    /// Anything else with a question word.
    What,
    /// Yes or no.
    YesNo,
    /// No question word.
    Unmarked,
}

/// One thing the question names, with every term it may match.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionTerm {
    /// The words as read, folded.
    pub word: String,
    /// Terms of the edition it matches, with how well (0 to 1).
    pub matches: Vec<(TermId, f32)>,
    /// How much it narrows the question down (0 to 1).
    pub weight: f32,
    /// The entities, where it is a name.
    pub entities: Vec<EntityId>,
    /// True where it names a film or a person: an answer about another one is none.
    pub is_film_or_person: bool,
    /// Stem, for searching the library's passages.
    pub stem: String,
}

impl QuestionTerm {
    /// True where nothing in the edition matches it.
    pub fn is_unknown(&self) -> bool {
        self.matches.is_empty()
    }
}

/// A question, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The terms, in their order, at most [`Limits::terms`].
    pub terms: Vec<QuestionTerm>,
    /// The kind of answer asked for.
    pub kind: Kind,
    /// Misspelt words and what they were read as.
    pub repaired: Vec<(String, String)>,
    /// True where several things are asked for.
    pub list: bool,
    /// True where it asks who said, thinks or claims something.
    pub who_said: bool,
    /// True where most of it is in Cyrillic letters.
    pub russian: bool,
}

impl Question {
    /// Sum of the weights of all terms.
    pub fn total_weight(&self) -> f32 {
        self.terms.iter().map(|term| term.weight).sum()
    }
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
        let mut words = tokens(&cut, limits.terms.min(super::limits::MAX_TERMS) * 2);
        let letters = words.iter().filter(|w| w.chars().any(char::is_alphabetic)).count();
        let cyrillic = words.iter().filter(|w| w.chars().any(is_cyrillic)).count();
        let repaired = self.mend(&mut words);
        let stemmed: Vec<String> = words.iter().map(|w| self.stems.stem(w)).collect();
        let named: Vec<String> = words.iter().zip(&stemmed).map(|(w, s)| name_stem(w, s)).collect();
        let mut question = Question {
            terms: Vec::new(),
            kind: Kind::Unmarked,
            repaired,
            who_said: false,
            list: false,
            russian: cyrillic * 2 > letters,
        };
        let mut english = Vec::with_capacity(words.len());
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
            if let Some(mention) = self.names.at_start(&named[at..]) {
                let end = at + mention.tokens;
                question.terms.push(self.name_term(words[at..end].join(" "), named[at..end].join(" "), mention.entities));
                if at < topic_end {
                    self.add_topics(question.terms.last_mut(), &topics);
                }
                english.push("@".to_owned());
                at = end;
                continue;
            }
            let word = &words[at];
            match self.lexicon.english(word, &stemmed[at]).filter(|_| word.chars().any(is_cyrillic)) {
                Some(meanings) => {
                    english.extend(meanings.iter().cloned());
                    let matter: Vec<&String> = meanings.iter().filter(|m| !is_stop_word(m)).collect();
                    if !matter.is_empty() {
                        question.terms.push(self.translated_term(word, &matter, limits));
                    }
                }
                None => {
                    english.push(word.clone());
                    if !is_stop_word(word) {
                        let term = self.word_term(word, &stemmed[at], limits);
                        if !is_slip(word, &term, !question.repaired.is_empty()) {
                            question.terms.push(term);
                        }
                    }
                }
            }
            if at < topic_end && !is_stop_word(word) {
                self.add_topics(question.terms.last_mut(), &topics);
            }
            at += 1;
        }
        self.tell_films_apart(&mut question.terms);
        question.kind = kind(english.iter().map(String::as_str));
        question.who_said = question.kind == Kind::Who && asks_for_speaker(&english);
        question.list = asks_for_list(&english);
        merge_repeated(&mut question.terms);
        question
    }

    fn name_term(&self, word: String, stem: String, entities: &[EntityId]) -> QuestionTerm {
        let matches: Vec<_> = entities.iter().map(|e| (Vocabulary::entity(*e), 1.0)).collect();
        let held = matches.iter().map(|(t, _)| self.vocabulary.weight(*t)).fold(f32::INFINITY, f32::min);
        let pins_down = |id: &EntityId| matches!(self.knowledge.entity(*id).kind, EntityKind::Film | EntityKind::Person);
        QuestionTerm {
            word,
            matches,
            weight: held.clamp(0.1, 1.0),
            is_film_or_person: entities.iter().any(pins_down),
            entities: entities.to_vec(),
            stem,
        }
    }

    /// A word inside a topic's name also stands for the topic.
    fn add_topics(&self, term: Option<&mut QuestionTerm>, topics: &[EntityId]) {
        let Some(term) = term else { return };
        let unknown = term.is_unknown();
        for topic in topics.iter().map(|e| Vocabulary::entity(*e)).filter(|t| self.vocabulary.frequency(*t) > 0) {
            term.matches.push((topic, 1.0));
            if unknown {
                term.weight = self.vocabulary.weight(topic).clamp(0.1, 1.0);
            }
        }
    }

    /// Where a film's name is also that of another whose year or director the question gives, the other is meant.
    fn tell_films_apart(&self, terms: &mut [QuestionTerm]) {
        let people: Vec<EntityId> = terms.iter().flat_map(|t| &t.entities).copied().collect();
        let years: Vec<u32> = terms.iter().filter_map(|t| t.word.parse().ok()).collect();
        for term in terms.iter_mut() {
            let Some(named) = term.entities.iter().map(|e| self.knowledge.entity(*e)).find(|e| e.kind == EntityKind::Film) else {
                continue;
            };
            let given = |film: &crate::knowledge::entity::Entity| {
                film.year.is_some_and(|y| years.contains(&y)) || film.director.is_some_and(|d| people.contains(&d))
            };
            if given(named) {
                continue;
            }
            let bears_name = |name: &str| {
                let stems: Vec<_> = tokens(name, 12).iter().map(|t| name_stem(t, &self.stems.stem(t))).collect();
                stems.join(" ").ends_with(&term.stem)
            };
            let other = (0u16..).zip(&self.knowledge.entities).find(|(_, film)| {
                film.kind == EntityKind::Film && film.id != named.id && given(film) && film.all_names().any(bears_name)
            });
            if let Some((at, _)) = other {
                term.entities = vec![EntityId(at)];
                term.matches = vec![(Vocabulary::entity(EntityId(at)), 1.0)];
            }
        }
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
            let films = (0u16..).zip(&self.knowledge.entities).filter(|(_, film)| film.year == Some(year) && film.mentioned);
            matches.extend(films.map(|(at, _)| (Vocabulary::entity(EntityId(at)), SYNONYM)));
        }
        let weight = match own {
            Some(term) => self.vocabulary.weight(term),
            // No translation is no evidence that the sources are silent.
            None if matches.is_empty() && word.chars().any(is_cyrillic) => 0.4,
            // A word no claim uses is as narrow as the rarest of its synonyms, or as anything can be.
            None => matches.iter().map(|(t, _)| self.vocabulary.weight(*t)).reduce(f32::min).unwrap_or(1.0),
        };
        QuestionTerm { word: word.to_owned(), matches, weight: weight.clamp(0.1, 1.0), entities: Vec::new(), is_film_or_person: false, stem: stem.to_owned() }
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
        let stem = meanings.first().map(|m| self.stems.stem(m)).unwrap_or_default();
        QuestionTerm { word: word.to_owned(), matches, weight: weight.clamp(0.1, 1.0), entities: Vec::new(), is_film_or_person: false, stem }
    }

    fn known(&self, stem: &str) -> Option<TermId> {
        self.vocabulary.get(stem).filter(|term| self.vocabulary.frequency(*term) > 0)
    }

    fn add_synonyms(&self, stem: &str, times: f32, matches: &mut Vec<(TermId, f32)>, limits: &Limits) {
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

    /// Replaces words that are none by the known word they stand for.
    fn mend(&self, words: &mut [String]) -> Vec<(String, String)> {
        let mut repaired = Vec::new();
        for at in 0..words.len() {
            let word = &words[at];
            let given = at.checked_sub(1).map(|before| self.names.after(&words[before])).unwrap_or_default();
            let is_word = self.is_word(word);
            // A surname after its given name may be garbled into another name, but never into a real word.
            let is_other_word = is_stop_word(word) || self.lexicon.is_english(word) || self.known(&self.stems.stem(word)).is_some();
            let family = given
                .iter()
                .filter(|_| !is_other_word)
                .filter(|family| word.chars().count() >= SHORT && family.chars().count() > SHORT)
                .map(|family| (distance(word, family), family))
                .filter(|(d, _)| (1..=2).contains(d))
                .min()
                .map(|(_, family)| family.clone());
            let found = family.or_else(|| if is_word { None } else { self.nearest(word) });
            if let Some(found) = found {
                repaired.push((word.clone(), found.clone()));
                words[at] = found;
            }
        }
        repaired
    }

    fn is_word(&self, word: &str) -> bool {
        if is_stop_word(word) || !word.chars().all(char::is_alphabetic) {
            return true;
        }
        let stem = self.stems.stem(word);
        self.vocabulary.get(&stem).is_some()
            || self.lexicon.english(word, &stem).is_some()
            || self.names.begins(&name_stem(word, &stem))
            || self.lexicon.synonyms(&stem).next().is_some()
            || self.lexicon.is_english(word)
    }

    fn nearest(&self, word: &str) -> Option<String> {
        let repair = (self.repair)();
        let used = |text: &str| self.known(&self.stems.stem(text)).map_or_else(
            || if self.names.begins(text) { u32::MAX } else { 0 },
            |term| self.vocabulary.frequency(term),
        );
        let found = repair.nearest(word, used).into_iter().next().map(|(text, _)| text);
        if found.is_some() || !word.chars().any(is_cyrillic) {
            return found;
        }
        // A Cyrillic name nobody wrote down may still be known in Latin letters.
        let latin = any_ascii::any_ascii(word).to_lowercase();
        repair.nearest(&latin, used).into_iter().next().map(|(text, _)| text)
    }
}

/// What is this short and hardly used by any claim is a slip of the finger, not a thing; a word of three
/// letters only in a message with other slips (`careless`).
fn is_slip(word: &str, term: &QuestionTerm, careless: bool) -> bool {
    let letters = word.chars().all(char::is_alphabetic);
    let length = word.chars().count();
    letters && (length < SHORT && term.weight > SLIP_WEIGHT || length == SHORT && careless && term.is_unknown())
}

/// Joins terms that match the same things, so that a repeated word weighs once.
fn merge_repeated(terms: &mut Vec<QuestionTerm>) {
    let mut at = 0;
    while at < terms.len() {
        let repeated = !terms[at].matches.is_empty()
            && terms[..at].iter().any(|earlier| earlier.matches.first() == terms[at].matches.first());
        if repeated {
            terms.remove(at);
        } else {
            at += 1;
        }
    }
}

/// The kind of answer the first question word asks for.
pub fn kind<'w>(words: impl Iterator<Item = &'w str>) -> Kind {
    let words: Vec<&str> = words.collect();
    const TIMES: &[&str] = &["year", "date", "month", "day", "decade", "season"];
    const PLACES: &[&str] = &["city", "country", "place", "location", "town", "studio", "street", "cemetery"];
    const PEOPLE: &[&str] = &[
        "actor", "actress", "director", "person", "guy", "man", "woman", "author", "poet", "painter", "member",
        "critic", "writer", "cinematographer", "cameraman", "filmmaker", "composer", "photographer", "people",
    ];
    let next_in = |at: usize, list: &[&str]| words.iter().skip(at + 1).take(2).any(|w| list.contains(w));
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.starts_with(['w', 'h'])) {
        let found = match *word {
            "who" | "whom" | "whose" | "whos" | "whod" => Kind::Who,
            "when" | "whens" => Kind::When,
            "where" | "wheres" => Kind::Where,
            "why" | "whys" => Kind::Why,
            measure if measure.strip_prefix("how").is_some_and(|m| MEASURES.contains(&m)) => Kind::HowMuch,
            "how" if words.get(at + 1) == Some(&"come") => Kind::Why,
            "how" | "hows" => Kind::How,
            "what" | "which" | "whats" | "wat" | "wats" if next_in(at, TIMES) => Kind::When,
            "which" | "what" if next_in(at, PLACES) => Kind::Where,
            "which" | "what" if next_in(at, PEOPLE) => Kind::Who,
            "what" | "which" | "whats" | "wat" | "wats" => Kind::What,
            _ => continue,
        };
        return found;
    }
    const AUXILIARIES: &[&str] = &[
        "is", "are", "was", "were", "did", "does", "do", "has", "have", "had", "can", "could", "would", "will",
        "should", "isnt", "wasnt", "didnt", "doesnt",
    ];
    match words.first() {
        Some(first) if AUXILIARIES.contains(first) => Kind::YesNo,
        _ => Kind::Unmarked,
    }
}

/// True for "who said …" and its like: a verb of speech or thought soon after the question word.
fn asks_for_speaker(words: &[String]) -> bool {
    const VERBS: &[&str] = &[
        "said", "says", "say", "thinks", "think", "thought", "believes", "believe", "believed", "claims", "claim",
        "claimed", "reckons", "reckon", "joked", "jokes", "argued", "argues", "called", "calls", "describes",
        "described", "mentions", "mentioned", "recalls", "recalled", "remembers", "remembered", "compares",
        "compared", "suggests", "suggested", "wrote", "writes", "stated", "states", "suspects", "suspected",
        "complains", "complained", "insists", "insisted", "admits", "admitted", "told", "tells", "talks", "asks",
        "asked", "notes", "noted", "considers", "considered", "doubts", "doubted", "finds", "found", "blames", "blamed",
        "swears", "swore", "feels", "felt", "sees", "saw", "regards", "praises", "praised", "criticises", "criticizes",
        "warns", "warned", "hints", "hinted", "denies", "denied", "accuses", "accused", "quipped", "quips", "moans",
        "moaned", "guesses", "guessed", "wonders", "wondered", "holds", "held", "recommends", "recommended", "rates",
        "reports", "reported", "puts", "attributes", "credits", "explains", "explained", "coined", "phrase", "words",
        "quote", "line", "view", "opinion",
    ];
    words.iter().skip_while(|w| !w.starts_with("who") && *w != "which").skip(1).take(5).any(|w| VERBS.contains(&w.as_str()))
}

/// True where several things are asked for: "list …", "all the …", "which films …".
fn asks_for_list(words: &[String]) -> bool {
    const CUES: &[&str] = &["list", "all", "every", "everyone", "everybody", "names", "cast"];
    let plural = |word: &String| word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !is_stop_word(word);
    let after_question = |at: usize| words[at].starts_with("wh") && words.get(at + 1).is_some_and(plural);
    words.first().is_some_and(|w| w == "name")
        || words.iter().any(|w| CUES.contains(&w.as_str()))
        || (0..words.len()).any(after_question)
}
