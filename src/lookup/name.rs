//! What a look-up is of: a name as somebody typed it, or a key that a button carries.

use rustc_hash::FxHashMap;

use crate::answer::limits::Limits;
use crate::chance::hash;
use crate::completion::picked;
use crate::edition::Edition;
use crate::knowledge::entity::{Entity, EntityId, EntityKind};
use crate::knowledge::source::SourceId;
use crate::language::repair::distance;
use crate::language::tokens;

/// Most names offered for one that is none.
const NEAREST: usize = 3;
/// Longest name compared, in tokens.
const MAX_NAME_TOKENS: usize = 16;

/// Stands for an entity or a source by its id, short enough for a button: the same in every edition that has the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key(pub u64);

impl Key {
    /// Of an id.
    pub fn of(id: &str) -> Self {
        Self(hash(id))
    }
}

/// What a look-up is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// As typed: any name in any spelling, or an id.
    Typed(String),
    /// As a button carries it.
    Key(Key),
}

/// Why a name leads to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfound {
    /// Nothing is called so.
    Typed {
        /// What was typed.
        typed: String,
        /// Names near it.
        nearest: Vec<String>,
    },
    /// The knowledge no longer has what a button meant.
    Gone,
}

impl Name {
    /// What a name of one of these kinds stands for.
    ///
    /// # Errors
    /// Where it stands for nothing.
    pub fn find(
        &self,
        kinds: &[EntityKind],
        edition: &Edition,
        limits: &Limits,
    ) -> Result<EntityId, Unfound> {
        match self {
            Self::Key(key) => entity_of(*key, edition)
                .filter(|id| kinds.contains(&edition.knowledge.entity(*id).kind))
                .ok_or(Unfound::Gone),
            Self::Typed(typed) => {
                typed_name(typed, kinds, edition, limits).ok_or_else(|| Unfound::Typed {
                    typed: typed.clone(),
                    nearest: nearest_names(typed, kinds, edition),
                })
            }
        }
    }
}

/// The entity of a key.
pub fn entity_of(key: Key, edition: &Edition) -> Option<EntityId> {
    let mut all = edition.knowledge.numbered_entities();
    all.find(|(_, entity)| Key::of(&entity.id) == key)
        .map(|(id, _)| id)
}

/// The source of a key.
pub fn source_of(key: Key, edition: &Edition) -> Option<SourceId> {
    (0u16..)
        .zip(&edition.knowledge.sources)
        .find(|(_, source)| Key::of(&source.id) == key)
        .map(|(at, _)| SourceId(at))
}

/// Every entity by each of its names, folded; reading all names again takes longer than a whole card.
#[derive(Debug, Default)]
pub struct Called(FxHashMap<Vec<String>, Vec<EntityId>>);

impl Called {
    /// Reads all names of an edition.
    pub fn of(edition: &Edition) -> Self {
        let mut called: FxHashMap<_, Vec<EntityId>> = FxHashMap::default();
        for (id, entity) in edition.knowledge.numbered_entities() {
            for name in entity.all_names() {
                let same = called.entry(tokens(name, MAX_NAME_TOKENS)).or_default();
                if same.last() != Some(&id) {
                    same.push(id);
                }
            }
        }
        Self(called)
    }

    /// The entities called exactly so, in the order of the knowledge.
    fn so(&self, name: &str) -> &[EntityId] {
        let found = self.0.get(&tokens(name, MAX_NAME_TOKENS));
        found.map_or(&[], Vec::as_slice)
    }
}

/// What was picked from those offered is meant before all, or an id; then the one thing that is called exactly so; then what a question with that name
/// would be about.
fn typed_name(
    typed: &str,
    kinds: &[EntityKind],
    edition: &Edition,
    limits: &Limits,
) -> Option<EntityId> {
    let picked = |kind: &EntityKind| picked(typed, *kind, &edition.knowledge);
    if let Some(id) = kinds.iter().find_map(picked) {
        return Some(id);
    }
    let of_kind = || {
        edition
            .knowledge
            .numbered_entities()
            .filter(|(_, entity)| kinds.contains(&entity.kind))
    };
    if let Some((id, _)) = of_kind().find(|(_, entity)| entity.id == typed) {
        return Some(id);
    }
    let called = edition.called().so(typed).iter().copied();
    let mut exact = called.filter(|id| kinds.contains(&edition.knowledge.entity(*id).kind));
    if let (Some(only), None) = (exact.next(), exact.next()) {
        return Some(only);
    }
    let read = edition.read(typed, limits);
    if read.torn.is_some() {
        return None;
    }
    read.terms
        .iter()
        .flat_map(|term| &term.entities)
        .copied()
        .find(|id| kinds.contains(&edition.knowledge.entity(*id).kind))
}

/// First what has the typed words in a name, then films of the typed year, then what is written most alike; of what
/// the sources say nothing of, only the first.
fn nearest_names(typed: &str, kinds: &[EntityKind], edition: &Edition) -> Vec<String> {
    let typed = typed.to_lowercase();
    let words = tokens(&typed, MAX_NAME_TOKENS);
    let year: Option<u32> = typed.trim().parse().ok();
    let kin = |entity: &Entity| {
        let has = |name: &str| {
            !words.is_empty()
                && tokens(name, MAX_NAME_TOKENS)
                    .windows(words.len())
                    .any(|part| part == words)
        };
        if entity.all_names().any(has) {
            0
        } else if year.is_some() && entity.year == year {
            1
        } else {
            2
        }
    };
    let mut near: Vec<_> = edition
        .knowledge
        .numbered_entities()
        .filter(|(_, entity)| kinds.contains(&entity.kind))
        .map(|(_, entity)| {
            let far = distance(&typed, &entity.name.to_lowercase());
            (kin(entity), !entity.mentioned, far, entity.full_name())
        })
        .collect();
    near.retain(|(kin, silent, ..)| *kin == 0 || !silent);
    near.sort();
    near.into_iter()
        .take(NEAREST)
        .map(|(.., name)| name)
        .collect()
}
