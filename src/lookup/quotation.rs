//! Words of a source as they stand there, with who says them; drawn by chance from a seed.

use super::passages::cut;
use super::{LookUp, LookupKind, film, key};
use crate::chance::Chance;
use crate::edition::Edition;
use crate::knowledge::citation::Citation;
use crate::knowledge::claim::Claim;
use crate::knowledge::entity::{EntityId, EntityKind};
use crate::reply::caption::{Relation, Title};
use crate::reply::note::Note;
use crate::reply::sheet::{Line, Related, Said, Sheet};

/// Shortest quotation worth reading, in characters.
const LEAST: usize = 40;
/// Longest, cut between words.
const MOST: usize = 900;

/// One quotation.
pub(super) fn quote(of: Option<EntityId>, seed: u64, edition: &Edition) -> Result<Sheet, Note> {
    let knowledge = &edition.knowledge;
    if edition.library.is_empty() {
        return Err(Note::NoLibrary);
    }
    let name = of.map(|id| knowledge.entity(id).full_name());
    let found = places(of, edition);
    let at = Chance::new(seed).below(found.len());
    let Some((place, quote)) = found.get(at) else {
        return Err(Note::NothingToQuote(name));
    };
    let source = knowledge.source(place.source);
    let who = source
        .speaker(place.paragraph)
        .map_or(source.title.as_str(), |id| {
            knowledge.entity(id).name.as_str()
        });
    let text = format!("“{}”", cut(quote, MOST));
    let lines = vec![Line::of(who, Said::quoted(text, *place, edition))];
    Ok(Sheet {
        title: Title::Words(name.clone()),
        names: Vec::new(),
        lines,
        page: 0,
        pages: 1,
        notes: Vec::new(),
        look_up: LookUp::of(LookupKind::Quote {
            of: of.map(|id| key(id, edition)),
            seed,
        }),
        sections: Vec::new(),
        related: of
            .zip(name)
            .map(|(id, label)| Related {
                label,
                note: Relation::Card,
                look_up: LookUp::card(id, None, edition),
            })
            .into_iter()
            .collect(),
        questions: Vec::new(),
        film: of.and_then(|id| film(id, edition)),
    })
}

/// Cited places that the library has, each once; of a person those where they speak, if there are any.
fn places(of: Option<EntityId>, edition: &Edition) -> Vec<(Citation, String)> {
    let knowledge = &edition.knowledge;
    let person = of.filter(|id| knowledge.entity(*id).kind == EntityKind::Person);
    if let Some(person) = person {
        let spoken = |place: &Citation, _: &Claim| {
            knowledge.source(place.source).speaker(place.paragraph) == Some(person)
        };
        let found = quotable(edition, spoken);
        if !found.is_empty() {
            return found;
        }
    }
    quotable(edition, |_, claim| {
        of.is_none_or(|of| claim.about.contains(&of))
    })
}

fn quotable(
    edition: &Edition,
    wanted: impl Fn(&Citation, &Claim) -> bool,
) -> Vec<(Citation, String)> {
    let mut found: Vec<(Citation, String)> = Vec::new();
    for claim in &edition.knowledge.claims {
        for place in claim.citations.iter().filter(|place| wanted(place, claim)) {
            if let Some(quote) = edition.library.quote(*place)
                && quote.chars().count() >= LEAST
                && !found.iter().any(|(_, known)| *known == quote)
            {
                found.push((*place, quote));
            }
        }
    }
    found
}
