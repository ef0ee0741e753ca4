//! Disputes: none missed, none that repeats itself, no claim in two.

use std::collections::{HashMap, HashSet};

use super::values::agree;
use crate::answer::compose::{heading, sides};
use crate::answer::evidence::{Cited, Evidence, Piece};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{ClaimId, Spoiler};
use crate::knowledge::dispute::Dispute;
use crate::knowledge::problem::{Findings, Origin};

/// Rules `dispute-missed`, `dispute-too-long`, `repeated-claim` and `two-disputes`.
pub(super) fn find(knowledge: &Knowledge, findings: &mut Findings<'_>) {
    let mut dispute_of: HashMap<ClaimId, usize> = HashMap::new();
    for (at, dispute) in knowledge.disputes.iter().enumerate() {
        let claims: Vec<ClaimId> = dispute
            .sides
            .iter()
            .flat_map(|side| side.claims.iter().copied())
            .collect();
        let (origin, id) = (dispute.origin, dispute.id.as_str());
        let remedy = "Leave it on the side it belongs to.";
        repeated(origin, id, "dispute", &claims, remedy, knowledge, findings);
        if !fits(dispute, knowledge) {
            let message = "Not all of its sides fit into one answer.";
            let remedy = "Add a short claim to the longest sides, with the same citation: the shortest of a side is said.";
            findings.add(origin, id, "dispute-too-long", message.to_owned(), remedy);
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
        let (origin, id) = (overview.origin, overview.id.as_str());
        let claims = &overview.claims;
        repeated(
            origin,
            id,
            "overview",
            claims,
            "Name it once.",
            knowledge,
            findings,
        );
    }
    missed(knowledge, &dispute_of, findings);
}

/// True where the shortest claims of all sides make up one answer.
fn fits(dispute: &Dispute, knowledge: &Knowledge) -> bool {
    let sides = sides(dispute, knowledge, 0);
    let mut pieces = vec![Piece::Aside {
        text: heading(dispute),
        spoiler: Spoiler::None,
    }];
    let evidence = sides.iter().map(|id| Evidence::claim(knowledge, *id, ""));
    pieces.extend(evidence.map(Piece::from));
    Cited::new(&pieces).is_some_and(|cited| cited.claims().len() == sides.len())
}

fn repeated(
    origin: Origin,
    entry: &str,
    noun: &str,
    claims: &[ClaimId],
    remedy: &str,
    knowledge: &Knowledge,
    findings: &mut Findings<'_>,
) {
    let mut seen = HashSet::new();
    for id in claims.iter().filter(|id| !seen.insert(**id)) {
        let claim = &knowledge.claim(*id).id;
        let message = format!("The {noun} names `{claim}` more than once.");
        findings.add(origin, entry, "repeated-claim", message, remedy);
    }
}

/// Two values of what can have only one, that stand in no common dispute.
fn missed(
    knowledge: &Knowledge,
    dispute_of: &HashMap<ClaimId, usize>,
    findings: &mut Findings<'_>,
) {
    let mut stated: HashMap<_, Vec<ClaimId>> = HashMap::new();
    for (id, claim) in knowledge.numbered_claims() {
        let Some(statement) = &claim.statement else {
            continue;
        };
        if knowledge.partial.contains(&id) {
            continue;
        }
        let attribute = knowledge.attribute(statement.attribute);
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
                .is_some_and(|dispute| dispute_of.get(&id) == Some(dispute));
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
        others.push(id);
    }
}
