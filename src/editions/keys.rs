//! What an entry of the knowledge is told by when two editions are compared: its id, and all of it that people read
//! or that decides what they read. Positions and lines mean nothing.

use crate::knowledge::Knowledge;
use crate::knowledge::attribute::AttributeId;
use crate::knowledge::citation::{Citation, WordRange};
use crate::knowledge::claim::ClaimId;
use crate::knowledge::entity::EntityId;
use crate::knowledge::problem::Origin;
use crate::knowledge::trivia::{Event, Group, Template, Written};

/// Places by the ids of their sources.
pub(super) fn places<'k>(
    citations: &[Citation],
    knowledge: &'k Knowledge,
) -> Vec<(&'k str, u32, Option<WordRange>)> {
    let source = |place: &Citation| knowledge.source(place.source).id.as_str();
    let places = citations.iter();
    places
        .map(|place| (source(place), place.paragraph, place.words))
        .collect()
}

pub(super) fn entity_ids(ids: &[EntityId], knowledge: &Knowledge) -> Vec<String> {
    let id = |id: &EntityId| knowledge.entity(*id).id.clone();
    ids.iter().map(id).collect()
}

fn claim_ids<'k>(ids: &[ClaimId], knowledge: &'k Knowledge) -> Vec<&'k str> {
    ids.iter()
        .map(|id| knowledge.claim(*id).id.as_str())
        .collect()
}

/// Whether a claim differs is told by its parts.
pub(super) fn claim_keys(knowledge: &Knowledge) -> impl Iterator<Item = (&str, ())> {
    knowledge.claims.iter().map(|claim| (claim.id.as_str(), ()))
}

pub(super) fn entity_keys(knowledge: &Knowledge) -> impl Iterator<Item = (&str, impl PartialEq)> {
    knowledge.entities.iter().map(|entity| {
        let director = entity.director.map(|id| knowledge.entity(id).id.as_str());
        let key = (
            entity.kind,
            &entity.names,
            entity.year,
            director,
            &entity.occupation,
            entity.mentioned,
        );
        (entity.id.as_str(), key)
    })
}

pub(super) fn dispute_keys(knowledge: &Knowledge) -> impl Iterator<Item = (&str, impl PartialEq)> {
    knowledge.disputes.iter().map(|dispute| {
        let sides = dispute
            .sides
            .iter()
            .map(|side| claim_ids(&side.claims, knowledge));
        let key = (&dispute.matter, sides.collect::<Vec<_>>(), &dispute.asks);
        (dispute.id.as_str(), key)
    })
}

pub(super) fn overview_keys(knowledge: &Knowledge) -> impl Iterator<Item = (&str, impl PartialEq)> {
    // Those made of an attribute follow from the claims.
    let written = knowledge
        .overviews
        .iter()
        .filter(|overview| overview.made_of.is_none());
    written.map(|overview| {
        let key = (claim_ids(&overview.claims, knowledge), &overview.asks);
        (overview.id.as_str(), key)
    })
}

pub(super) fn gap_keys(knowledge: &Knowledge) -> impl Iterator<Item = (&str, impl PartialEq)> {
    knowledge.gaps.iter().map(|gap| {
        let key = (
            entity_ids(&gap.about, knowledge),
            &gap.text,
            places(&gap.citations, knowledge),
            &gap.asks,
        );
        (gap.id.as_str(), key)
    })
}

pub(super) fn source_keys(knowledge: &Knowledge) -> impl Iterator<Item = (&str, impl PartialEq)> {
    knowledge.sources.iter().map(|source| {
        let author = source.author.map(|id| knowledge.entity(id).id.as_str());
        let key = (
            &source.title,
            author,
            &source.publisher,
            &source.date,
            &source.url,
            &source.sha256,
            source.reliability,
        );
        (source.id.as_str(), key)
    })
}

pub(super) fn attribute_keys(
    knowledge: &Knowledge,
) -> impl Iterator<Item = (&str, impl PartialEq)> {
    knowledge.attributes.iter().map(|attribute| {
        let id = |id: &AttributeId| knowledge.attribute(*id).id.as_str();
        let instead: Vec<&str> = attribute.instead.iter().map(id).collect();
        let key = (
            attribute.value,
            attribute.many,
            &attribute.asks,
            instead,
            &attribute.compares,
            attribute.section,
        );
        (attribute.id.as_str(), key)
    })
}

/// What trivia is made from besides the claims, each with its kind in its id; what it says as its debugging text,
/// without the line it stands at.
pub(super) fn trivia_keys(knowledge: &Knowledge) -> impl Iterator<Item = (String, String)> {
    let material = &knowledge.trivia;
    let origin = Origin::default();
    let written = material.written.iter().map(move |entry| {
        let same = Written {
            origin,
            ..entry.clone()
        };
        (entry.id.clone(), format!("{same:?}"))
    });
    let templates = material.templates.iter().map(move |entry| {
        let attribute = &knowledge.attribute(entry.attribute).id;
        let same = Template {
            origin,
            attribute: AttributeId(0),
            ..entry.clone()
        };
        (format!("template {attribute}"), format!("{same:?}"))
    });
    let groups = material.groups.iter().map(move |entry| {
        let same = Group {
            origin,
            ..entry.clone()
        };
        (entry.id.clone(), format!("{same:?}"))
    });
    let events = material.events.iter().map(move |entry| {
        let same = Event {
            origin,
            ..entry.clone()
        };
        (entry.id.clone(), format!("{same:?}"))
    });
    written.chain(templates).chain(groups).chain(events)
}
