//! Names while they are being typed, for every caller: what fits in tiers, best known first, in any
//! spelling, script or keyboard layout. Pure, over the knowledge; built once an edition.

mod folding;
mod label;
mod lettering;
mod mending;
mod search;
mod shelf;
mod starts;

use crate::knowledge::Knowledge;
use crate::knowledge::entity::{Entity, EntityId, EntityKind};
use crate::knowledge::source::SourceId;

pub use folding::fold;
pub use label::Label;
pub use shelf::{Entry, Hit, MAX_LOOKS, Offers, Shelf, Tier};

/// The names of an edition.
#[derive(Debug)]
pub struct Completions {
    kinds: [Names; 4],
    sources: Shelf,
}

/// The names of one kind of entity.
#[derive(Debug)]
struct Names {
    shelf: Shelf,
    /// The entity of each entry, and how many claims speak of it.
    entities: Vec<(EntityId, usize)>,
    /// So many of them, the first, are spoken of; the others are only recognised.
    spoken_of: usize,
}

/// An entity that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Completion {
    /// Which.
    pub entity: EntityId,
    /// Position of the name that fits among all its names; none where it was found by something else.
    pub name: Option<usize>,
    /// How it fits.
    pub tier: Tier,
}

impl Completions {
    /// The names of this knowledge.
    pub fn of(knowledge: &Knowledge) -> Self {
        let mut claims = vec![0; knowledge.entities.len()];
        for claim in &knowledge.claims {
            let stated = claim
                .statement
                .as_ref()
                .and_then(|statement| statement.entity);
            for id in claim.about.iter().copied().chain(stated) {
                claims[usize::from(id.0)] += 1;
            }
        }
        Self {
            kinds: ALL.map(|kind| Names::of(kind, knowledge, &claims)),
            sources: Shelf::new(knowledge.sources.iter().map(|source| {
                Entry {
                    names: vec![&source.title, &source.id],
                    facts: source
                        .author
                        .map(|author| knowledge.entity(author).name.clone())
                        .unwrap_or_default(),
                }
            })),
        }
    }

    /// Entities of these kinds that fit, at most so many, best first. Those that are only recognised come
    /// where no other does.
    pub fn offers(&self, kinds: &[EntityKind], typed: &str, most: usize) -> Vec<Completion> {
        self.offers_among(kinds, typed, most, |_| true)
    }

    /// [`Completions::offers`] of those that are `allowed`.
    pub fn offers_among(
        &self,
        kinds: &[EntityKind],
        typed: &str,
        most: usize,
        allowed: impl Fn(EntityId) -> bool,
    ) -> Vec<Completion> {
        let spoken_of = self.search(kinds, typed, most, &allowed, true);
        let best = |found: &[Completion]| found.first().map(|first| first.tier);
        if best(&spoken_of).is_some_and(|tier| tier < Tier::OtherLayout) {
            return spoken_of;
        }
        let recognised = self.search(kinds, typed, most, &allowed, false);
        match (best(&spoken_of), best(&recognised)) {
            (None, _) => recognised,
            (Some(first), Some(second)) if second < first => recognised,
            _ => spoken_of,
        }
    }

    fn search(
        &self,
        kinds: &[EntityKind],
        typed: &str,
        most: usize,
        allowed: &impl Fn(EntityId) -> bool,
        spoken_of: bool,
    ) -> Vec<Completion> {
        let mut found: Vec<(usize, Completion)> = Vec::new();
        for names in kinds.iter().map(|kind| self.names(*kind)) {
            let may = |entry: usize| {
                (entry < names.spoken_of) == spoken_of && allowed(names.entities[entry].0)
            };
            for hit in names.shelf.offers(typed, most, may).hits {
                let (entity, claims) = names.entities[hit.entry];
                let completion = Completion {
                    entity,
                    name: hit.name,
                    tier: hit.tier,
                };
                found.push((claims, completion));
            }
        }
        // One kind comes in its order already.
        if kinds.len() > 1 {
            found.sort_by_key(|(claims, completion)| (completion.tier, std::cmp::Reverse(*claims)));
            found.truncate(most);
        }
        found
            .into_iter()
            .map(|(_, completion)| completion)
            .collect()
    }

    /// Sources that fit, at most so many, best first.
    pub fn sources(&self, typed: &str, most: usize) -> Vec<SourceId> {
        let hits = self.sources.offers(typed, most, |_| true).hits.into_iter();
        hits.filter_map(|hit| u16::try_from(hit.entry).ok().map(SourceId))
            .collect()
    }

    /// The entities of a kind that are named so, best known first.
    pub fn named(&self, kind: EntityKind, name: &str) -> Vec<EntityId> {
        let names = self.names(kind);
        let found = names.shelf.exactly(name).into_iter();
        found.map(|entry| names.entities[entry].0).collect()
    }

    fn names(&self, kind: EntityKind) -> &Names {
        let at = ALL.iter().position(|known| *known == kind).unwrap_or(0);
        &self.kinds[at]
    }
}

/// Every kind, in the order of [`Completions`].
const ALL: [EntityKind; 4] = [
    EntityKind::Film,
    EntityKind::Person,
    EntityKind::Place,
    EntityKind::Topic,
];

impl Names {
    fn of(kind: EntityKind, knowledge: &Knowledge, claims: &[usize]) -> Self {
        let numbered = knowledge.numbered_entities();
        let mut of_kind: Vec<(EntityId, &Entity)> =
            numbered.filter(|(_, entity)| entity.kind == kind).collect();
        of_kind.sort_by_cached_key(|(id, entity)| {
            let known = std::cmp::Reverse(claims[usize::from(id.0)]);
            let year = (entity.year.is_none(), entity.year);
            (!entity.mentioned, known, year, entity.name.clone())
        });
        let spoken_of = of_kind
            .iter()
            .filter(|(_, entity)| entity.mentioned)
            .count();
        let entries = of_kind.iter().map(|(_, entity)| Entry {
            names: entity.all_names().collect(),
            facts: facts(entity, knowledge),
        });
        let shelf = Shelf::new(entries);
        let entities = of_kind
            .iter()
            .map(|(id, _)| (*id, claims[usize::from(id.0)]));
        Self {
            shelf,
            entities: entities.collect(),
            spoken_of,
        }
    }
}

/// What tells an entity from its namesakes: the year of a film or who made it, what a person did.
pub fn note(entity: &Entity, knowledge: &Knowledge) -> Option<String> {
    match (entity.kind, entity.year, entity.director) {
        (EntityKind::Film, Some(year), _) => Some(year.to_string()),
        (EntityKind::Film, None, Some(director)) => Some(knowledge.entity(director).name.clone()),
        _ => entity.occupation.clone(),
    }
}

fn facts(entity: &Entity, knowledge: &Knowledge) -> String {
    let year = entity.year.map(|year| year.to_string());
    let director = entity.director.map(|id| knowledge.entity(id).name.clone());
    let all = [year, director, entity.occupation.clone()];
    all.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What stands for an entity where its name could be another's: its kind and its id.
pub fn value_of(entity: &Entity) -> String {
    format!("{}:{}", word_of(entity.kind), entity.id)
}

/// The entity of a kind that a value stands for; none for the text of a person.
pub fn picked(value: &str, kind: EntityKind, knowledge: &Knowledge) -> Option<EntityId> {
    let id = value
        .trim()
        .strip_prefix(word_of(kind))?
        .strip_prefix(':')?;
    let mut numbered = knowledge.numbered_entities();
    let found = numbered.find(|(_, entity)| entity.kind == kind && entity.id == id)?;
    Some(found.0)
}

fn word_of(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Film => "film",
        EntityKind::Person => "person",
        EntityKind::Place => "place",
        EntityKind::Topic => "topic",
    }
}

#[cfg(test)]
mod tests;
