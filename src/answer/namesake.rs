//! The other film of the same name: where a question names a film by a name that another one
//! bears too, the bot's own subject is taken, the reply says so, and offers the other one.

use std::collections::HashMap;

use crate::edition::Edition;
use crate::knowledge::Knowledge;
use crate::knowledge::entity::{Entity, EntityId, EntityKind};
use crate::language::tokens;

use super::answer;
use super::capitals::as_question;
use super::decide::Trace;
use super::limits::Limits;
use super::question::replacing::{parted, replace};
use super::{Answer, evidence::Cited};

/// Most tokens of a name.
const MAX_TOKENS: usize = 12;
/// What a name may begin with, and be the same name.
const ARTICLES: &[&str] = &["the", "a", "an"];
/// What stands between a title and its director.
const BY: &str = "by";

/// Films by the names they share, without articles, years and directors, in Latin letters.
#[derive(Debug, Default)]
pub struct Namesakes(HashMap<String, Vec<EntityId>>);

impl Namesakes {
    /// Reads the names of all films.
    pub fn of(knowledge: &Knowledge) -> Self {
        let mut films: HashMap<String, Vec<EntityId>> = HashMap::new();
        for (id, film) in knowledge.numbered_entities() {
            if film.kind != EntityKind::Film {
                continue;
            }
            let director = director_tokens(film, knowledge);
            for name in film.all_names() {
                let mut words = tokens(name, MAX_TOKENS);
                words.retain(|word| !director.contains(word) && !is_year(word, film));
                if words.last().is_some_and(|word| word == BY) {
                    words.pop();
                }
                let bearers = films.entry(bare(&words)).or_default();
                if !bearers.contains(&id) {
                    bearers.push(id);
                }
            }
        }
        films.retain(|name, bearers| !name.is_empty() && bearers.len() > 1);
        Self(films)
    }
}

fn director_tokens(film: &Entity, knowledge: &Knowledge) -> Vec<String> {
    let names = film
        .director
        .into_iter()
        .flat_map(|id| knowledge.entity(id).all_names());
    names.flat_map(|name| tokens(name, MAX_TOKENS)).collect()
}

fn is_year(word: &str, film: &Entity) -> bool {
    film.year.is_some_and(|year| word == year.to_string())
}

/// A name without its article, in Latin letters: *Зеркало* and *Zerkalo* are one.
fn bare(words: &[String]) -> String {
    let article = words
        .first()
        .is_some_and(|word| words.len() > 1 && ARTICLES.contains(&word.as_str()));
    let words = &words[usize::from(article)..];
    any_ascii::any_ascii(&words.join(" ")).to_lowercase()
}

/// A film as people tell it from others of its name: `The Mirror (1997)`.
fn titled(film: &Entity, knowledge: &Knowledge) -> String {
    let director = director_tokens(film, knowledge);
    let is_director = |word: &&str| {
        let (_, core, _) = parted(word);
        let words = tokens(core, MAX_TOKENS);
        !words.is_empty() && words.iter().all(|word| director.contains(word))
    };
    let words: Vec<&str> = film.name.split_whitespace().collect();
    let own = words.iter().take_while(|word| is_director(word)).count();
    let title = if own < words.len() {
        words[own..].join(" ")
    } else {
        film.name.clone()
    };
    match (film.year, film.director) {
        (Some(year), _) => format!("{title} ({year})"),
        (None, Some(id)) => format!("{title} by {}", knowledge.entity(id).name),
        (None, None) => film.name.clone(),
    }
}

/// The same, with its director: `The Mirror (1997) by Jafar Panahi`.
fn introduced(film: &Entity, knowledge: &Knowledge) -> String {
    let titled = titled(film, knowledge);
    match (film.year, film.director) {
        (Some(_), Some(id)) => format!("{titled} by {}", knowledge.entity(id).name),
        _ => titled,
    }
}

/// A film that was taken for what a question names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The name, as folded.
    name: String,
    /// The film.
    film: EntityId,
    /// Others that bear the name.
    others: Vec<EntityId>,
}

/// Films a question names by a name that is not quite theirs, or theirs and another film's.
pub fn taken(trace: &Trace, edition: &Edition) -> Vec<Taken> {
    let knowledge = &edition.knowledge;
    let namesakes = edition.namesakes();
    let terms = &trace.weighed.question.terms;
    let named: Vec<EntityId> = terms.iter().flat_map(|t| &t.entities).copied().collect();
    let films = terms.iter().filter_map(|term| match term.entities[..] {
        [id] if knowledge.entity(id).kind == EntityKind::Film => Some((term, id)),
        _ => None,
    });
    films
        .filter_map(|(term, id)| {
            let film = knowledge.entity(id);
            let words: Vec<String> = term.word.split(' ').map(str::to_owned).collect();
            let bearers = namesakes.0.get(&bare(&words));
            // With its year or director, or beside the other one, it is told apart.
            let told_apart = film
                .director
                .is_some_and(|director| named.contains(&director))
                || terms.iter().any(|term| is_year(&term.word, film));
            let others: Vec<_> = bearers
                .into_iter()
                .flatten()
                .filter(|other| **other != id && !told_apart && !named.contains(other))
                .copied()
                .collect();
            let own = tokens(&film.name, MAX_TOKENS);
            let exact = words
                .iter()
                .all(|word| own.contains(word) || ARTICLES.contains(&word.as_str()));
            (!others.is_empty() || !exact).then(|| Taken {
                name: term.word.clone(),
                film: id,
                others,
            })
        })
        .collect()
}

/// How a name was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// As it was typed.
    pub typed: String,
    /// The film it was taken for.
    pub film: String,
    /// Films of the same name of which the question is answered too.
    pub others: Vec<String>,
}

/// What is said of the films taken, and the same question of another film where that is answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notice {
    /// How names were read.
    pub readings: Vec<Reading>,
    /// Questions of films of the same name, each of which is answered.
    pub offers: Vec<String>,
}

/// Says which films were taken. The same question is put of their namesakes where it is `offering`.
pub fn notice(text: &str, parts: &[Trace], edition: &Edition, offering: bool) -> Notice {
    let knowledge = &edition.knowledge;
    let mut notice = Notice::default();
    for part in parts {
        for taken in taken(part, edition) {
            let wanted: Vec<&str> = taken.name.split(' ').collect();
            let put = |name: &str| replace(text, &wanted, &part.weighed.question.repaired, name);
            let typed = put("").map_or(taken.name.clone(), |replaced| replaced.typed);
            let film = knowledge.entity(taken.film);
            let mut reading = Reading {
                typed,
                film: film.full_name(),
                others: Vec::new(),
            };
            // Of two questions in one, neither is the question of the other film.
            let others = taken.others.iter().filter(|_| offering && parts.len() == 1);
            for other in others {
                let other_film = knowledge.entity(*other);
                let question = put(&titled(other_film, knowledge))
                    .map(|replaced| as_question(&replaced.text, &[*other], edition))
                    .filter(|question| is_answered_of(question, *other, part, edition));
                if let Some(question) = question {
                    reading.others.push(introduced(other_film, knowledge));
                    notice.offers.push(question);
                }
            }
            if !notice.readings.contains(&reading) {
                notice.readings.push(reading);
            }
        }
    }
    notice
}

/// True where a question is read as being of this film, and is answered otherwise than before.
fn is_answered_of(question: &str, film: EntityId, before: &Trace, edition: &Edition) -> bool {
    let (answer, parts) = answer(question, edition, &Limits::default());
    let [part] = &parts[..] else { return false };
    let terms = part.weighed.question.terms.iter();
    let named = terms.flat_map(|term| &term.entities).any(|id| *id == film);
    let about = |cited: &Cited| {
        let mut claims = cited.claims().iter();
        claims.any(|id| edition.knowledge.claim(*id).about.contains(&film))
    };
    let answered = match &answer {
        Answer::Answered(cited) | Answer::Disagreement(cited) => about(cited),
        Answer::Unknown(_) => false,
    };
    named && answered && part.decision != before.decision
}
