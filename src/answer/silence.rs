//! What nobody states: a question that is nothing but an attribute and a name, where no claim
//! states that attribute of what is named. A neighbour is then no answer, however near it is.

use crate::edition::Edition;
use crate::knowledge::attribute::{Attribute, ValueType};
use crate::knowledge::entity::EntityId;

use super::decide::Trace;
use super::document::Subject;
use super::limits::Limits;
use super::question::{Kind, Question};

/// The ways to ask for an attribute, by what stands in them beside the name.
#[derive(Debug, Default)]
pub struct Templates(Vec<Asked>);

/// What a question asks for beside the names in it: its stems in order, and its question word.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    stems: Vec<String>,
    kind: Kind,
}

impl Asked {
    fn of(question: &Question) -> Self {
        let terms = question.terms.iter();
        let words = terms.filter(|term| term.entities.is_empty() && !term.stem.is_empty());
        let mut stems: Vec<_> = words.map(|term| term.stem.clone()).collect();
        stems.sort();
        Self {
            stems,
            kind: question.kind,
        }
    }
}

impl Templates {
    /// Reads the templates of all attributes but those told in words, such as a plot or a trade:
    /// these any claim may tell.
    pub fn of(edition: &Edition) -> Self {
        let attributes = &edition.knowledge.attributes;
        let read = |in_words: bool| -> Vec<Asked> {
            let of_kind = |a: &&Attribute| (a.value == ValueType::Text) == in_words;
            let asks = attributes.iter().filter(of_kind).flat_map(|a| &a.asks);
            let read = asks.map(|template| {
                let words = template.replace("{}", " ");
                Asked::of(&edition.read(&words, &Limits::default()))
            });
            read.collect()
        };
        let in_words = read(true);
        let mut templates = read(false);
        // What is all stop words asks for anything.
        templates.retain(|asked| !asked.stems.is_empty() && !in_words.contains(asked));
        Self(templates)
    }
}

/// The one film or person a question names, where it asks for an attribute, nothing states any
/// attribute of it, and no claim, dispute or overview about it was written for just this question.
///
/// Of what has attributes, claims that state none may answer as well ("which actors appear in
/// Stalker"); there the ranking decides.
pub(super) fn unstated(trace: &Trace, edition: &Edition) -> Option<EntityId> {
    let question = &trace.question;
    let mut named = question
        .terms
        .iter()
        .filter(|term| !term.entities.is_empty());
    let (Some(name), None) = (named.next(), named.next()) else {
        return None;
    };
    let [entity] = name.entities[..] else {
        return None;
    };
    // The templates come last: reading them all takes longer than a whole answer.
    if !name.is_film_or_person || edition.states_anything_of(entity) {
        return None;
    }
    let templates = edition.templates(|| Templates::of(edition));
    if !templates.0.contains(&Asked::of(question)) {
        return None;
    }
    let written = |at: usize| {
        let document = &edition.documents.list[at];
        !matches!(document.subject, Subject::Gap(_)) && document.about.contains(&entity)
    };
    let mut exact = edition.documents.asked.documents(question.surest());
    (!exact.any(written)).then_some(entity)
}

/// The documents about an entity, those among the candidates first.
pub(super) fn about(entity: EntityId, trace: &Trace, edition: &Edition) -> Vec<usize> {
    let near = trace.candidates.iter().map(|candidate| candidate.document);
    let is_about = |at: &usize| edition.documents.list[*at].about.contains(&entity);
    let mut found: Vec<usize> = near.filter(is_about).collect();
    let others = (0..edition.documents.list.len()).filter(is_about);
    let others: Vec<_> = others.filter(|at| !found.contains(at)).collect();
    found.extend(others);
    found
}
