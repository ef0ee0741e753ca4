//! Which of these does not belong: members of a group that its source gives
//! whole, and one thing of the same kind that is not in it.

use super::attribute::MIN_WRONG;
use super::draft::{Body, Choice, Draft, opaque_id};
use super::ground::Ground;
use super::written::resting_on;
use crate::knowledge::claim::ListExtent;
use crate::trivia::question::Kind;

/// A draft for every outsider of every group.
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
        for outsider in &group.outsiders {
            let key = format!("{} {outsider}", group.id);
            let right = Choice::text(outsider);
            drafts.push(Draft {
                id: opaque_id(&key),
                key,
                kind: Kind::OddOneOut,
                topic: group.topic.clone(),
                films: ground.films(&claims),
                difficulty: group.difficulty,
                text: group.text.clone(),
                body: Body::Options {
                    right,
                    wrong: group.members.iter().map(Choice::text).collect(),
                },
                typed: None,
                hints: Vec::new(),
                why: group.why.replace("{}", outsider),
                proofs: ground.proofs(&claims),
                claims: claims.clone(),
            });
        }
    }
    drafts
}
