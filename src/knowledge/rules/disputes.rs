//! Disputes: none missed, none that repeats itself, no claim in two.

use std::collections::{HashMap, HashSet};

use super::values::agree;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::ClaimId;
use crate::knowledge::problem::Findings;

/// Rules `dispute-missed`, `repeated-claim` and `two-disputes`.
pub(super) fn find(knowledge: &Knowledge, findings: &mut Findings<'_>) {
    let mut dispute_of: HashMap<ClaimId, usize> = HashMap::new();
    for (at, dispute) in knowledge.disputes.iter().enumerate() {
        let claims: Vec<ClaimId> = dispute
            .sides
            .iter()
            .flat_map(|side| side.claims.iter().copied())
            .collect();
        for id in repeated(&claims) {
            let message = format!(
                "The dispute names `{}` more than once.",
                knowledge.claim(id).id
            );
            findings.add(
                dispute.origin,
                &dispute.id,
                "repeated-claim",
                message,
                "Leave it on the side it belongs to.",
            );
        }
        for id in claims {
            let other = *dispute_of.entry(id).or_insert(at);
            if other != at {
                let message = format!(
                    "`{}` stands in the dispute `{}` already.",
                    knowledge.claim(id).id,
                    knowledge.disputes[other].id
                );
                findings.add(
                    dispute.origin,
                    &dispute.id,
                    "two-disputes",
                    message,
                    "Leave it in one of them, or make one dispute of both.",
                );
            }
        }
    }
    for overview in &knowledge.overviews {
        for id in repeated(&overview.claims) {
            let message = format!(
                "The overview names `{}` more than once.",
                knowledge.claim(id).id
            );
            findings.add(
                overview.origin,
                &overview.id,
                "repeated-claim",
                message,
                "Name it once.",
            );
        }
    }
    missed(knowledge, &dispute_of, findings);
}

fn repeated(claims: &[ClaimId]) -> Vec<ClaimId> {
    let mut seen = HashSet::new();
    claims
        .iter()
        .copied()
        .filter(|id| !seen.insert(*id))
        .collect()
}

/// Two values of what can have only one, that stand in no common dispute.
fn missed(
    knowledge: &Knowledge,
    dispute_of: &HashMap<ClaimId, usize>,
    findings: &mut Findings<'_>,
) {
    let mut stated: HashMap<_, Vec<ClaimId>> = HashMap::new();
    for (at, claim) in (0u32..).zip(&knowledge.claims) {
        let Some(statement) = &claim.statement else {
            continue;
        };
        let attribute = &knowledge.attributes[usize::from(statement.attribute.0)];
        if attribute.many {
            continue;
        }
        let others = stated
            .entry((claim.about[0], statement.attribute))
            .or_default();
        for other in others.iter() {
            let first = knowledge.claim(*other);
            let agreed = first
                .statement
                .as_ref()
                .is_none_or(|value| agree(value, statement, attribute.value));
            let common = dispute_of
                .get(other)
                .is_some_and(|dispute| dispute_of.get(&ClaimId(at)) == Some(dispute));
            if !agreed && !common {
                let message = format!(
                    "`{}` gives another {} of {}.",
                    first.id,
                    attribute.id,
                    knowledge.entity(claim.about[0]).name
                );
                findings.add(
                    claim.origin,
                    &claim.id,
                    "dispute-missed",
                    message,
                    "Put both claims in one dispute, or mend the value.",
                );
            }
        }
        others.push(ClaimId(at));
    }
}
