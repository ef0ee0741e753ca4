//! What a member typed, read: which terms, which entities, which kind of answer.
//!
//! Names are recognised first, in any spelling and script; the other words
//! become stems with their synonyms; Russian words go through the glossary;
//! what is no word at all is taken for a typing error of a known one.

pub mod address;
mod apart;
mod focus;
pub mod kind;
mod mending;
pub mod reading;
pub mod replacing;
mod term;
pub mod turns;
pub mod wanted;

pub use kind::Kind;
pub use reading::Reader;
pub use turns::Turns;
pub use wanted::Wanted;

use crate::answer::limits::MAX_TERMS;
use crate::knowledge::entity::EntityId;
use crate::language::stopwords::is_light_word;
use crate::language::vocabulary::TermId;

/// Weight of a match through a synonym, against 1 for the word itself.
const SYNONYM: f32 = 0.7;

/// Weight of a word of conversation: so little that a question with one is still the question without it.
const LIGHT: f32 = 0.01;

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
    /// A word that is no name; one of conversation weighs next to nothing, whatever it matches.
    fn of_word(word: &str, stem: String, matches: Vec<(TermId, f32)>, weight: f32) -> Self {
        let weight = if is_light_word(word) {
            LIGHT
        } else {
            weight.clamp(0.1, 1.0)
        };
        Self {
            word: word.to_owned(),
            matches,
            weight,
            entities: Vec::new(),
            is_film_or_person: false,
            stem,
        }
    }

    /// True where nothing in the edition matches it.
    pub fn is_unknown(&self) -> bool {
        self.matches.is_empty()
    }
}

/// A name that is as near to one thing as to another: the question is answered for neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Torn {
    /// What was typed.
    pub typed: String,
    /// The names of what it may be.
    pub names: Vec<String>,
    /// The question with each of these names in its place.
    pub questions: Vec<String>,
}

impl Torn {
    /// Of a text, in which the words that fold to `wanted` may be each of these names.
    fn between(
        text: &str,
        wanted: &[&str],
        repaired: &[(String, String)],
        names: Vec<String>,
    ) -> Self {
        let mut typed = wanted.join(" ");
        let mut questions = Vec::new();
        for name in &names {
            if let Some(put) = replacing::replace(text, wanted, repaired, name) {
                typed = put.typed;
                questions.push(put.text);
            }
        }
        Self {
            typed,
            names,
            questions,
        }
    }
}

/// A question, read.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a thing a message may ask for besides any other"
)]
pub struct Question {
    /// The terms, in their order, at most [`Limits::terms`](crate::answer::limits::Limits::terms).
    pub terms: Vec<QuestionTerm>,
    /// The kind of answer asked for.
    pub kind: Kind,
    /// Misspelt words and what they were read as.
    pub repaired: Vec<(String, String)>,
    /// A name that may be one of several.
    pub torn: Option<Torn>,
    /// What in it may turn a yes into a no.
    pub turns: Turns,
    /// What an answer must bring.
    pub wants: Option<Wanted>,
    /// True where it speaks to somebody.
    pub addresses: bool,
    /// True where it speaks to the bot and asks nothing of the films.
    pub small_talk: bool,
    /// True where several things are asked for.
    pub list: bool,
    /// True where it asks who said, thinks or claims something.
    pub who_said: bool,
    /// True where most of it is in Cyrillic letters.
    pub russian: bool,
}

impl Question {
    /// How many things it asks for, the question word left out.
    pub fn things(&self) -> usize {
        self.terms
            .iter()
            .filter(|term| !term.stem.is_empty())
            .count()
    }

    /// The stems of its words with what each weighs, as passages of the library are searched for: a name of two
    /// words is two.
    pub fn stems(&self) -> Vec<(&str, f32)> {
        let words = self.terms.iter().filter(|term| !term.stem.is_empty());
        let stems = words.flat_map(|term| term.stem.split(' ').map(|stem| (stem, term.weight)));
        stems.take(MAX_TERMS).collect()
    }

    /// The terms it surely names, synonyms left out: what an ask of the same words holds.
    pub fn surest(&self) -> Vec<TermId> {
        let matches = self.terms.iter().flat_map(|term| &term.matches);
        let sure = matches.filter(|(_, strength)| *strength > SYNONYM);
        sure.map(|(term, _)| *term).collect()
    }

    /// Sum of the weights of all terms.
    pub fn total_weight(&self) -> f32 {
        self.terms.iter().map(|term| term.weight).sum()
    }
}
