//! What is stated of an entity, attribute by attribute, equal values told once.

use crate::edition::Edition;
use crate::knowledge::Knowledge;
use crate::knowledge::attribute::AttributeId;
use crate::knowledge::claim::{Claim, ClaimId};
use crate::knowledge::entity::{EntityId, EntityKind};
use crate::language::tokens;

/// The attribute whose values are parts, told with who plays them.
const CAST: &str = "cast";

/// A value of an attribute.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    /// The attribute.
    pub(super) attribute: AttributeId,
    /// True where it is stated of something else with this as its value: who directed, of a director.
    pub(super) turned: bool,
    /// The value, in words.
    pub(super) value: String,
    /// The entity that is the value, or that it is stated of where it is turned.
    pub(super) other: Option<EntityId>,
    /// The claims that state it.
    pub(super) claims: Vec<ClaimId>,
}

impl Stated {
    /// The attribute in words.
    pub(super) fn label(&self, knowledge: &Knowledge) -> String {
        let id = &knowledge.attribute(self.attribute).id;
        let words = id.replace('-', " ");
        match (self.turned, id.as_str()) {
            (false, _) => words,
            (true, CAST) => "plays in".to_owned(),
            (true, "stars") => "stars in".to_owned(),
            (true, _) => format!("{words} of"),
        }
    }
}

/// All that is stated of an entity, in the order of the attributes; what is stated of others with it as the value
/// comes last.
pub(super) fn statements(id: EntityId, edition: &Edition) -> Vec<Stated> {
    let knowledge = &edition.knowledge;
    let mut found: Vec<Stated> = Vec::new();
    for (claim_id, claim) in knowledge.numbered_claims() {
        let Some(new) = stated(claim, id, knowledge) else {
            continue;
        };
        let same = |old: &&mut Stated| {
            old.attribute == new.attribute
                && old.turned == new.turned
                && alike(&old.value, &new.value)
        };
        match found.iter_mut().find(same) {
            Some(old) => old.claims.push(claim_id),
            None => found.push(Stated {
                claims: vec![claim_id],
                ..new
            }),
        }
    }
    found.sort_by_key(|stated| (stated.turned, stated.attribute));
    found
}

fn stated(claim: &Claim, id: EntityId, knowledge: &Knowledge) -> Option<Stated> {
    let statement = claim.statement.as_ref()?;
    let of = claim.about[0];
    let is_cast = knowledge.attribute(statement.attribute).id == CAST;
    let player = claim.about.get(1).copied().filter(|other| {
        is_cast && statement.entity.is_none() && knowledge.entity(*other).kind == EntityKind::Person
    });
    let written = || match statement.entity {
        // Of a list the value is the first thing only.
        _ if claim.list.is_some() => claim.text.clone(),
        Some(value) => knowledge.entity(value).full_name(),
        None => statement.value.clone(),
    };
    let (turned, value, other) = if of == id {
        // A role is told with who plays it.
        let value = match player {
            Some(player) => format!("{} as {}", knowledge.entity(player).name, written()),
            None => written(),
        };
        (false, value, player.or(statement.entity))
    } else if player == Some(id) {
        let film = knowledge.entity(of).full_name();
        (true, format!("{film}, as {}", statement.value), Some(of))
    } else if statement.entity == Some(id) {
        (true, knowledge.entity(of).full_name(), Some(of))
    } else {
        return None;
    };
    Some(Stated {
        attribute: statement.attribute,
        turned,
        value,
        other,
        claims: Vec::new(),
    })
}

/// True where two values are the same words, whatever their case, accents and signs.
fn alike(first: &str, second: &str) -> bool {
    let folded = |value: &str| tokens(value, usize::MAX);
    first == second || folded(first) == folded(second)
}
