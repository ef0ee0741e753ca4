//! What is asked for, as data: printed by `--explain` and compared in tests.

use crate::knowledge::Knowledge;
use crate::knowledge::attribute::AttributeId;
use crate::knowledge::entity::{EntityId, EntityKind};

use super::question::{Kind, Question};

/// What a question asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// The same attribute of two or more entities.
    Comparison {
        /// Of what.
        entities: Vec<EntityId>,
        /// What.
        attribute: AttributeId,
    },
    /// Who said, thinks or claims something.
    WhoSaid,
    /// Yes or no.
    YesNo,
    /// A reason or a manner.
    Explanation,
    /// Anything else the claims may answer.
    Fact,
}

/// What a question asks for, by its kind and its names; attributes are found in [`super::decide`], where their asks are compared.
pub fn plan(question: &Question) -> Plan {
    match question.kind {
        Kind::Who if question.who_said => Plan::WhoSaid,
        Kind::YesNo => Plan::YesNo,
        Kind::Why | Kind::How => Plan::Explanation,
        _ => Plan::Fact,
    }
}

/// Films the question names: each name's first film.
pub fn films(question: &Question, knowledge: &Knowledge) -> Vec<EntityId> {
    let mut films = Vec::new();
    for term in &question.terms {
        let film = term
            .entities
            .iter()
            .find(|e| knowledge.entity(**e).kind == EntityKind::Film);
        films.extend(
            film.filter(|f| !films.contains(*f))
                .copied()
                .into_iter()
                .collect::<Vec<_>>(),
        );
    }
    films
}
