//! Names: no two entities of one kind may have the same one, or nobody could be sure which is meant.

use crate::knowledge::Knowledge;
use crate::knowledge::entity::{Entity, EntityId, EntityKind};
use crate::knowledge::problem::Findings;
use crate::language::names::Names;

/// Rule `names-collide`.
pub(super) fn find(knowledge: &Knowledge, names: &Names, findings: &mut Findings<'_>) {
    for holders in names.holders() {
        for (at, second) in holders.iter().enumerate() {
            for first in &holders[..at] {
                compare(knowledge, *first, *second, findings);
            }
        }
    }
}

fn compare(knowledge: &Knowledge, first: EntityId, second: EntityId, findings: &mut Findings<'_>) {
    let (first, second) = (knowledge.entity(first), knowledge.entity(second));
    if first.kind == second.kind && !told_apart(first, second) {
        let message = format!(
            "`{}` and `{}` share a name{}.",
            second.id,
            first.id,
            shared(first, second)
        );
        let remedy = "Leave it to one of them, or give both films their year or director.";
        findings.add(second.origin, &second.id, "names-collide", message, remedy);
    }
}

/// Films are told apart by year or director where both are known and differ.
fn told_apart(first: &Entity, second: &Entity) -> bool {
    let differ = |a: Option<u32>, b: Option<u32>| a.is_some() && b.is_some() && a != b;
    let director = |film: &Entity| film.director.map(|id| u32::from(id.0));
    first.kind == EntityKind::Film
        && (differ(first.year, second.year) || differ(director(first), director(second)))
}

/// The shared name as both write it, where they write it alike.
fn shared(first: &Entity, second: &Entity) -> String {
    let written = |name: &&str| {
        first
            .all_names()
            .any(|other| other.eq_ignore_ascii_case(name))
    };
    second
        .all_names()
        .find(written)
        .map(|name| format!(", “{name}”"))
        .unwrap_or_default()
}
