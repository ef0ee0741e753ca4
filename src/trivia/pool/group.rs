//! Which of these does not belong: members of a group that its source gives
//! whole, and one thing of the same kind that is not in it, taken by chance.

use super::attribute::MIN_WRONG;
use super::draft::{Body, Choice, Draft, Ends, opaque_id};
use super::ground::Ground;
use super::written::resting_on;
use crate::knowledge::claim::ListExtent;
use crate::trivia::question::Kind;

/// A draft for every group.
pub(super) fn drafts(ground: &Ground<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for group in &ground.knowledge.trivia.groups {
        let Some(claims) = resting_on(&group.claims, ground) else {
            continue;
        };
        let whole = claims
            .iter()
            .any(|id| ground.claim(*id).list == Some(ListExtent::Whole));
        if !whole || group.members.len() < MIN_WRONG {
            continue;
        }
        let choices = |names: &[String]| names.iter().map(Choice::text).collect();
        drafts.push(Draft {
            id: opaque_id(&group.id),
            key: group.id.clone(),
            kind: Kind::OddOneOut,
            topic: group.topic.clone(),
            films: ground.films(&claims),
            difficulty: group.difficulty,
            text: group.text.clone(),
            body: Body::Odd {
                members: choices(&group.members),
                outsiders: choices(&group.outsiders),
            },
            typed: None,
            hints: Vec::new(),
            why: group.why.clone(),
            proofs: ground.proofs(&claims),
            claims,
            ends: Ends::default(),
        });
    }
    drafts
}
