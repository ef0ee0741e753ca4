//! What is asked for, as data: what the steps of a decision go by, and what `--explain` prints.

use crate::knowledge::Knowledge;
use crate::knowledge::attribute::AttributeId;
use crate::knowledge::entity::{EntityId, EntityKind};

use super::question::{Kind, Question, Wanted};

/// Most words beside the films and the comparing word of a plain comparison ("which film came first").
const BESIDE_COMPARED: usize = 2;

/// What a question asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// Which of two or more films is longer, older and the like.
    Comparison {
        /// The films.
        films: Vec<EntityId>,
        /// In what.
        attribute: AttributeId,
    },
    /// Several things.
    List,
    /// Who said, thinks or claims something.
    WhoSaid,
    /// Yes or no.
    YesNo,
    /// A reason or a manner.
    Explanation,
    /// A thing of a kind, by its name.
    Thing(Wanted),
    /// Anything else the claims may answer.
    Fact,
}

impl Plan {
    /// What a question asks for, by its words alone.
    pub fn of(question: &Question, knowledge: &Knowledge) -> Self {
        if let Some((films, attribute)) = compared(question, knowledge) {
            return Self::Comparison { films, attribute };
        }
        match question.kind {
            _ if question.list => Self::List,
            Kind::Who if question.who_said => Self::WhoSaid,
            Kind::YesNo => Self::YesNo,
            Kind::Why | Kind::How => Self::Explanation,
            _ => question.wants.map_or(Self::Fact, Self::Thing),
        }
    }
}

/// The films a question names and the attribute its comparing word ("longer", "older") is for.
fn compared(question: &Question, knowledge: &Knowledge) -> Option<(Vec<EntityId>, AttributeId)> {
    let films = films(question, knowledge);
    if films.len() < 2 {
        return None;
    }
    let terms = || question.terms.iter();
    let compares =
        |list: &[Vec<String>; 2], word: &String| list.iter().flatten().any(|w| w == word);
    let (id, attribute) = knowledge
        .numbered_attributes()
        .find(|(_, attribute)| terms().any(|term| compares(&attribute.compares, &term.word)))?;
    let others = terms().filter(|term| {
        term.entities.is_empty()
            && !term.stem.is_empty()
            && !compares(&attribute.compares, &term.word)
    });
    (others.count() <= BESIDE_COMPARED).then_some((films, id))
}

/// Films the question names: each name's first film.
pub fn films(question: &Question, knowledge: &Knowledge) -> Vec<EntityId> {
    let mut films = Vec::new();
    for term in &question.terms {
        let film = term
            .entities
            .iter()
            .find(|e| knowledge.entity(**e).kind == EntityKind::Film);
        if let Some(film) = film
            && !films.contains(film)
        {
            films.push(*film);
        }
    }
    films
}
