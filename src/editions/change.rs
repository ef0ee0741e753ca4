//! What a new edition means beside the old one: claims, entities and disputes by
//! id, and pinned questions by the answer they get.
//!
//! Positions and lines differ between editions without meaning anything, so
//! that everything is compared by the ids it was written with.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use super::keys::{
    attribute_keys, claim_keys, dispute_keys, entity_ids, entity_keys, gap_keys, overview_keys,
    places, source_keys, trivia_keys,
};
use crate::answer::limits::Limits;
use crate::bot::ask;
use crate::edition::Edition;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::Claim;

/// Ids that came, changed and went, each list sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// In the new edition only.
    pub added: Vec<String>,
    /// In both, and not the same.
    pub changed: Vec<String>,
    /// In the old edition only.
    pub removed: Vec<String>,
}

impl Difference {
    /// True where nothing differs.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    fn sort(mut self) -> Self {
        for list in [&mut self.added, &mut self.changed, &mut self.removed] {
            list.sort_unstable();
            list.dedup();
        }
        self
    }
}

/// A part of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// What it says.
    Text,
    /// What it is about.
    About,
    /// Attribute and value.
    Value,
    /// Who says it.
    Speaker,
    /// Where it is said.
    Citations,
    /// The ways people ask for it.
    Asks,
    /// How much of a story it gives away.
    Spoiler,
    /// When what it tells happened.
    When,
    /// Whether it is a list, and how it was computed.
    Kind,
}

/// A claim that is in both editions and not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimChange {
    /// Its id.
    pub id: String,
    /// What differs.
    pub parts: Vec<Part>,
    /// What it said.
    pub before: String,
    /// What it says.
    pub after: String,
}

/// An entity whose replies use another name now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// Its id.
    pub id: String,
    /// The name it had.
    pub before: String,
    /// The name it has.
    pub after: String,
}

/// A pinned question that is answered otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinChange {
    /// The question.
    pub question: String,
    /// What was answered.
    pub before: String,
    /// What is answered.
    pub after: String,
}

/// What a new edition means beside the old one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Claims of the old and of the new edition.
    pub claims_count: (usize, usize),
    /// Claims; those changed stand in `claim_changes` too.
    pub claims: Difference,
    /// How claims changed, sorted by id.
    pub claim_changes: Vec<ClaimChange>,
    /// Films, people, places and topics; changed means other than the name.
    pub entities: Difference,
    /// Entities with another name, sorted by id.
    pub renamed: Vec<Renamed>,
    /// Disputes.
    pub disputes: Difference,
    /// Overviews written by hand.
    pub overviews: Difference,
    /// Gaps.
    pub gaps: Difference,
    /// Sources.
    pub sources: Difference,
    /// Attributes.
    pub attributes: Difference,
    /// What trivia is made from besides the claims.
    pub trivia: Difference,
    /// Pinned questions of either edition whose answers differ, sorted.
    pub pins: Vec<PinChange>,
}

impl Change {
    /// Per cent of the old claims that are lost, rounded up; 0 where there are as many or more.
    pub fn shrink_percent(&self) -> usize {
        let (before, after) = self.claims_count;
        (before.saturating_sub(after) * 100).div_ceil(before.max(1))
    }

    /// True where nothing that is compared differs: only comments, word lists, waivers, exceptions or the order did.
    pub fn is_empty(&self) -> bool {
        let lists = [
            &self.claims,
            &self.entities,
            &self.disputes,
            &self.overviews,
            &self.gaps,
            &self.sources,
            &self.attributes,
            &self.trivia,
        ];
        lists.iter().all(|list| list.is_empty()) && self.renamed.is_empty() && self.pins.is_empty()
    }
}

/// Compares two editions, and asks both the questions either has pinned.
pub fn change(old: &Edition, new: &Edition, limits: &Limits) -> Change {
    let (before, after) = (&old.knowledge, &new.knowledge);
    let claim_changes = claim_changes(before, after);
    let mut claims = difference(claim_keys(before), claim_keys(after));
    claims.changed = claim_changes
        .iter()
        .map(|change| change.id.clone())
        .collect();
    let renamed = renamed(before, after);
    Change {
        claims_count: (before.claims.len(), after.claims.len()),
        claims: claims.sort(),
        claim_changes,
        entities: difference(entity_keys(before), entity_keys(after)),
        renamed,
        disputes: difference(dispute_keys(before), dispute_keys(after)),
        overviews: difference(overview_keys(before), overview_keys(after)),
        gaps: difference(gap_keys(before), gap_keys(after)),
        sources: difference(source_keys(before), source_keys(after)),
        attributes: difference(attribute_keys(before), attribute_keys(after)),
        trivia: difference(trivia_keys(before), trivia_keys(after)),
        pins: pins(old, new, limits),
    }
}

fn difference<I: Eq + Hash + Into<String>, K: PartialEq>(
    old: impl Iterator<Item = (I, K)>,
    new: impl Iterator<Item = (I, K)>,
) -> Difference {
    let mut old: HashMap<I, K> = old.collect();
    let mut found = Difference::default();
    for (id, after) in new {
        match old.remove(&id) {
            None => found.added.push(id.into()),
            Some(before) if before != after => found.changed.push(id.into()),
            Some(_) => {}
        }
    }
    found.removed = old.into_keys().map(Into::into).collect();
    found.sort()
}

fn claim_changes(before: &Knowledge, after: &Knowledge) -> Vec<ClaimChange> {
    let old: HashMap<&str, &Claim> = before.claims.iter().map(|c| (c.id.as_str(), c)).collect();
    let mut changes = Vec::new();
    for claim in &after.claims {
        let Some(was) = old.get(claim.id.as_str()) else {
            continue;
        };
        let parts = changed_parts((was, before), (claim, after));
        if !parts.is_empty() {
            changes.push(ClaimChange {
                id: claim.id.clone(),
                parts,
                before: was.text.clone(),
                after: claim.text.clone(),
            });
        }
    }
    changes.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    changes
}

fn changed_parts(old: (&Claim, &Knowledge), new: (&Claim, &Knowledge)) -> Vec<Part> {
    fn speaker<'k>((claim, knowledge): (&Claim, &'k Knowledge)) -> Option<&'k str> {
        claim.speaker.map(|id| knowledge.entity(id).id.as_str())
    }
    fn value<'k>((claim, knowledge): (&'k Claim, &'k Knowledge)) -> Option<(&'k str, &'k str)> {
        let statement = claim.statement.as_ref()?;
        let attribute = knowledge.attribute(statement.attribute);
        Some((&attribute.id, &statement.value))
    }
    let asks = |(claim, _): (&Claim, &Knowledge)| -> Vec<_> {
        let ask = |ask: &crate::knowledge::claim::Ask| (ask.text.clone(), ask.reply);
        claim.asks.iter().map(ask).collect()
    };
    let about = |(claim, knowledge): (&Claim, &Knowledge)| entity_ids(&claim.about, knowledge);
    let parts = [
        (Part::Text, old.0.text != new.0.text),
        (Part::About, about(old) != about(new)),
        (Part::Value, value(old) != value(new)),
        (Part::Speaker, speaker(old) != speaker(new)),
        (
            Part::Citations,
            places(&old.0.citations, old.1) != places(&new.0.citations, new.1),
        ),
        (Part::Asks, asks(old) != asks(new)),
        (Part::Spoiler, old.0.spoiler != new.0.spoiler),
        (Part::When, old.0.when != new.0.when),
        (
            Part::Kind,
            (old.0.list, &old.0.derived) != (new.0.list, &new.0.derived),
        ),
    ];
    let differing = parts.into_iter().filter(|(_, differs)| *differs);
    differing.map(|(part, _)| part).collect()
}

fn renamed(before: &Knowledge, after: &Knowledge) -> Vec<Renamed> {
    let old: HashMap<&str, String> = before
        .entities
        .iter()
        .map(|entity| (entity.id.as_str(), entity.full_name()))
        .collect();
    let mut renamed: Vec<_> = after
        .entities
        .iter()
        .filter_map(|entity| {
            let was = old.get(entity.id.as_str())?;
            let now = entity.full_name();
            (*was != now).then(|| Renamed {
                id: entity.id.clone(),
                before: was.clone(),
                after: now,
            })
        })
        .collect();
    renamed.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    renamed
}

fn pins(old: &Edition, new: &Edition, limits: &Limits) -> Vec<PinChange> {
    let pinned = old.knowledge.pins.iter().chain(&new.knowledge.pins);
    let questions: BTreeSet<&str> = pinned.map(|pin| pin.question.as_str()).collect();
    let mut changes = Vec::new();
    for question in questions {
        let before = ask(question, old, limits).answer;
        let after = ask(question, new, limits).answer;
        if before != after {
            changes.push(PinChange {
                question: question.to_owned(),
                before,
                after,
            });
        }
    }
    changes
}
