//! What nobody states: a question that is nothing but an attribute and a name, where no claim
//! states that attribute of what is named. A neighbour is then no answer, however near it is.

use crate::edition::Edition;
use crate::knowledge::attribute::AttributeId;
use crate::knowledge::entity::EntityId;

use super::candidates::{Candidate, Weighed};
use super::document::Subject;
use super::limits::Limits;
use super::question::{Kind, Question};

/// The ways to ask for an attribute, by what stands in them beside the name.
#[derive(Debug, Default)]
pub struct Templates(Vec<(Asked, AttributeId)>);

/// Least share of a question in the nearest ask of a claim that answers it though it states no attribute.
const EXPLAINED: f32 = 0.9;

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
    /// Reads the templates of all attributes.
    pub fn of(edition: &Edition) -> Self {
        let attributes = edition.knowledge.numbered_attributes();
        let asks = attributes.flat_map(|(id, a)| a.asks.iter().map(move |ask| (id, ask)));
        let mut templates: Vec<_> = asks
            .map(|(id, template)| {
                let words = template.replace("{}", " ");
                (Asked::of(&edition.read(&words, &Limits::default())), id)
            })
            .collect();
        // What is all stop words asks for anything.
        templates.retain(|(asked, _)| !asked.stems.is_empty());
        Self(templates)
    }

    /// The attributes a question asks for and nothing else.
    fn attributes<'a>(&'a self, asked: &'a Asked) -> impl Iterator<Item = AttributeId> + 'a {
        let fits = self.0.iter().filter(move |(template, _)| template == asked);
        fits.map(|(_, attribute)| *attribute)
    }
}

/// The one film or person a question names, where it asks for an attribute that nothing states of it,
/// and no claim, dispute or overview was written for just this question, or, being the nearest about it, holds
/// nearly all of it in one ask.
pub(super) fn unstated(weighed: &Weighed, edition: &Edition) -> Option<EntityId> {
    let question = &weighed.question;
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
    let document = |at: usize| &edition.documents.list[at];
    let is_no_gap = |at: usize| !matches!(document(at).subject, Subject::Gap(_));
    let is_about = |at: usize| is_no_gap(at) && document(at).about.contains(&entity);
    let mut near = weighed
        .candidates
        .iter()
        .filter(|c| is_about(c.document))
        .peekable();
    let explains = |c: &Candidate| c.score.recall >= EXPLAINED;
    // The templates come last: reading them all takes longer than a whole answer.
    if !name.is_film_or_person || near.peek().is_some_and(|c| explains(c)) {
        return None;
    }
    let templates = edition.templates();
    let asked = Asked::of(question);
    let mut attributes: Vec<_> = templates.attributes(&asked).collect();
    if attributes.is_empty() {
        return None;
    }
    let instead = |id: &AttributeId| &edition.knowledge.attribute(*id).instead;
    attributes.extend(attributes.clone().iter().flat_map(instead));
    // What is stated of another thing may tell of this one too, as a film's camera does of its cameraman.
    let states = |c: &Candidate| match document(c.document).subject {
        Subject::Claim(id) => {
            let stated = edition.knowledge.claim(id).statement.as_ref();
            stated.is_some_and(|stated| attributes.contains(&stated.attribute))
        }
        _ => false,
    };
    let is_stated = |id: &AttributeId| !edition.stated(entity, *id).is_empty();
    if attributes.iter().any(is_stated) || near.any(states) {
        return None;
    }
    let is_written = |c: &Candidate| c.score.exact && is_no_gap(c.document);
    let mut written = edition.documents.asked.documents(question.surest());
    (!written.any(is_about) && !weighed.candidates.iter().any(is_written)).then_some(entity)
}

/// The documents about an entity, those among the candidates first.
pub(super) fn about(entity: EntityId, weighed: &Weighed, edition: &Edition) -> Vec<usize> {
    let near = weighed
        .candidates
        .iter()
        .map(|candidate| candidate.document);
    let is_about = |at: &usize| edition.documents.list[*at].about.contains(&entity);
    let mut found: Vec<usize> = near.filter(is_about).collect();
    let others = (0..edition.documents.list.len()).filter(is_about);
    let others: Vec<_> = others.filter(|at| !found.contains(at)).collect();
    found.extend(others);
    found
}
