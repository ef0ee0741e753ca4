//! All there are of something: films, people, parts, places, topics, and what
//! the sources disagree on or leave open.

use super::page::page_of;
use super::statements::{Stated, statements};
use super::{Listed, LookUp, LookupKind, film, key};
use crate::edition::Edition;
use crate::knowledge::attribute::ValueType;
use crate::knowledge::claim::{ClaimId, ListExtent};
use crate::knowledge::entity::{EntityId, EntityKind};
use crate::reply::caption::{Relation, Title};
use crate::reply::note::Note;
use crate::reply::sheet::{Line, Part, Related, Said, Sheet, Words};

/// Attributes of parts and of who is seen, not of who made a film.
const PLAYERS: [&str; 2] = ["cast", "stars"];

/// What is said of things that are told of in one claim, and of which nothing more is stated.
const TOGETHER: &str = "told of together";

/// An entry of a list, and whose card it leads to.
type Entry = (Line, Option<EntityId>);

/// What has a part in it first, then by year, then by name.
type Order<'a> = (bool, Option<u32>, &'a str);

/// One page of a list.
pub(super) fn list(
    what: Listed,
    of: Option<EntityId>,
    wanted: usize,
    edition: &Edition,
) -> Result<Sheet, Note> {
    let knowledge = &edition.knowledge;
    let entries = match (what, of) {
        (Listed::Films, _) => of_kind(EntityKind::Film, of, edition),
        (Listed::People, _) => of_kind(EntityKind::Person, of, edition),
        (Listed::Places, _) => of_kind(EntityKind::Place, of, edition),
        (Listed::Topics, _) => of_kind(EntityKind::Topic, of, edition),
        (Listed::Cast, Some(of)) => stated(of, true, edition),
        (Listed::Crew, Some(of)) => stated(of, false, edition),
        (Listed::Cast | Listed::Crew, None) => return Err(Note::ListOfWhat(what.word())),
        (Listed::Disputes, _) => disputes(of, edition),
        (Listed::Unanswered, _) => unanswered(of, edition),
    };
    let name = of.map(|id| knowledge.entity(id).full_name());
    let notes = match (entries.is_empty(), of) {
        (true, _) => vec![Note::NothingListed],
        (false, of) => extent(what, of, &entries, edition).into_iter().collect(),
    };
    let (entries, page, pages) = page_of(entries, wanted, |(line, _)| line);
    let mut related: Vec<Related> = Vec::new();
    for (line, id) in &entries {
        let Some(id) = id else { continue };
        let look_up = LookUp::card(*id, None, edition);
        if !related.iter().any(|known| known.look_up == look_up) {
            related.push(Related {
                label: knowledge.entity(*id).full_name(),
                note: Relation::Stated(line.label.clone()),
                look_up,
            });
        }
    }
    Ok(Sheet {
        title: Title::List(what, name),
        names: Vec::new(),
        lines: entries.into_iter().map(|(line, _)| line).collect(),
        page,
        pages,
        notes,
        look_up: LookUp {
            what: LookupKind::List {
                what,
                of: of.map(|id| key(id, edition)),
            },
            page,
        },
        sections: Vec::new(),
        related,
        questions: Vec::new(),
        film: of.and_then(|id| film(id, edition)),
    })
}

/// Everything of a kind that is told of, with the first claim that tells of it; together with `of`, where it is given.
fn of_kind(kind: EntityKind, of: Option<EntityId>, edition: &Edition) -> Vec<Entry> {
    let knowledge = &edition.knowledge;
    let roles = of.map(|of| statements(of, edition)).unwrap_or_default();
    let mut found: Vec<(Order<'_>, Entry)> = Vec::new();
    for (id, entity) in edition
        .knowledge
        .numbered_entities()
        .filter(|(id, entity)| entity.kind == kind && Some(*id) != of)
    {
        let stated: Vec<&Stated> = roles.iter().filter(|s| s.other == Some(id)).collect();
        let claims: Vec<ClaimId> = if stated.is_empty() {
            let together =
                |about: &[EntityId]| about.contains(&id) && of.is_none_or(|of| about.contains(&of));
            let at = knowledge.claims.iter().position(|c| together(&c.about));
            at.and_then(|at| u32::try_from(at).ok())
                .map(ClaimId)
                .into_iter()
                .collect()
        } else {
            stated
                .iter()
                .flat_map(|s| s.claims.iter().copied())
                .collect()
        };
        let mut labels: Vec<String> = stated.iter().map(|s| s.label(knowledge)).collect();
        labels.dedup();
        if labels.is_empty() && of.is_some() {
            labels.push(TOGETHER.to_owned());
        }
        let text = match (&entity.occupation, of) {
            (Some(occupation), None) => format!("{}, {occupation}", entity.name),
            _ => entity.full_name(),
        };
        if let Some(said) = Said::of_claims(text, &claims, edition) {
            let order = (stated.is_empty(), entity.year, entity.name.as_str());
            found.push((order, (Line::of(labels.join(", "), said), Some(id))));
        }
    }
    found.sort_by_key(|(order, _)| *order);
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// What is stated of who plays in a film, or else of who made it; of a person, what they played or made.
fn stated(of: EntityId, players: bool, edition: &Edition) -> Vec<Entry> {
    let knowledge = &edition.knowledge;
    let wanted = |stated: &Stated| {
        let attribute = knowledge.attribute(stated.attribute);
        let is_player = PLAYERS.contains(&attribute.id.as_str());
        is_player == players && (is_player || attribute.value == ValueType::Person)
    };
    let found = statements(of, edition).into_iter().filter(wanted);
    found
        .filter_map(|stated| {
            let said = Said::of_claims(stated.value.clone(), &stated.claims, edition)?;
            Some((Line::of(stated.label(knowledge), said), stated.other))
        })
        .collect()
}

fn disputes(of: Option<EntityId>, edition: &Edition) -> Vec<Entry> {
    let knowledge = &edition.knowledge;
    let concerns = |claims: &[ClaimId]| {
        let about = |id: &ClaimId| &knowledge.claim(*id).about;
        of.is_none_or(|of| claims.iter().any(|id| about(id).contains(&of)))
    };
    let disputes = knowledge.disputes.iter().filter_map(|dispute| {
        let all: Vec<ClaimId> = dispute
            .sides
            .iter()
            .flat_map(|s| s.claims.iter().copied())
            .collect();
        let first: Vec<ClaimId> = dispute
            .sides
            .iter()
            .filter_map(|s| s.claims.first().copied())
            .collect();
        let said = Said::of_claims(capitalised(&dispute.matter), &first, edition)?;
        concerns(&all).then(|| (Line::of("", said), None))
    });
    disputes.collect()
}

fn unanswered(of: Option<EntityId>, edition: &Edition) -> Vec<Entry> {
    let gaps = edition.knowledge.gaps.iter();
    gaps.filter(|gap| of.is_none_or(|of| gap.about.contains(&of)))
        .map(|gap| {
            let part = Part {
                of: None,
                said: Words::Silent(gap.text.clone()),
            };
            let line = Line {
                label: String::new(),
                parts: vec![part],
            };
            (line, None)
        })
        .collect()
}

/// Whether a list is all there is, as far as the sources tell.
fn extent(
    what: Listed,
    of: Option<EntityId>,
    entries: &[Entry],
    edition: &Edition,
) -> Option<Note> {
    let of = match (what, of) {
        (Listed::Disputes | Listed::Unanswered, _) => return None,
        (Listed::Cast | Listed::Crew, Some(of)) => of,
        _ => {
            return Some(Note::ToldOf);
        }
    };
    let claims = entries
        .iter()
        .flat_map(|(line, _)| line.said())
        .flat_map(Said::claims);
    let claims = claims.filter_map(|id| edition.knowledge.claims.iter().find(|c| c.id == *id));
    let own = claims.filter(|claim| claim.about[0] == of);
    let extents: Vec<ListExtent> = own.filter_map(|claim| claim.list).collect();
    let told = if extents.contains(&ListExtent::Partial) {
        Note::ListPart
    } else if extents.contains(&ListExtent::Whole) {
        Note::ListWhole
    } else {
        Note::ListNamed
    };
    Some(told)
}

/// A noun phrase as a line of its own.
fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    match signs.next() {
        Some(first) => first.to_uppercase().chain(signs).collect(),
        None => String::new(),
    }
}
