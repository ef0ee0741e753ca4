//! Recognising entities by any of their names, in any spelling and script.

use rustc_hash::FxHashMap;

use super::stem::{Stems, name_stem};
use super::tokens;
use crate::knowledge::entity::{Entity, EntityId, EntityKind};

/// Longest name, in tokens.
const MAX_NAME_TOKENS: usize = 12;

/// Number of a stem that some name holds: comparing names is then comparing numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NameStem(u32);

impl NameStem {
    /// Stands for every stem that no name holds.
    const UNKNOWN: Self = Self(u32::MAX);
}

/// Every name of every entity, keyed by the stems of its tokens.
///
/// Names of topics are made of ordinary words ("the Writer", "the Room") and
/// kept apart: they add to what a text says, while a film's, person's or
/// place's name stands for itself and its words mean nothing else.
#[derive(Debug, Default)]
pub struct Names {
    stems: FxHashMap<String, NameStem>,
    proper: Table,
    topics: Table,
    /// Tokens of names of two or more words by their first token, for completing a garbled surname.
    following: FxHashMap<String, Vec<String>>,
}

#[derive(Debug, Default)]
struct Table {
    by_stems: FxHashMap<Box<[NameStem]>, Vec<EntityId>>,
    /// For each stem by its number: the longest name that begins with it, in tokens.
    longest: Vec<usize>,
}

/// One name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<'n> {
    /// Every entity that has this name, in the order of the content files.
    pub entities: &'n [EntityId],
    /// How many tokens it takes up.
    pub tokens: usize,
}

impl Names {
    /// Builds the table of all names.
    pub fn new(entities: &[Entity], stems: &Stems) -> Self {
        let mut names = Self::default();
        let mut bare = Vec::new();
        for (at, entity) in entities.iter().enumerate() {
            let id = EntityId(u16::try_from(at).unwrap_or(u16::MAX));
            for name in entity.all_names() {
                let words = tokens(name, MAX_NAME_TOKENS);
                if let ([given, family], true) =
                    (words.as_slice(), entity.kind == EntityKind::Person)
                {
                    names
                        .following
                        .entry(given.clone())
                        .or_default()
                        .push(family.clone());
                }
                let stemmed: Vec<NameStem> = words
                    .iter()
                    .map(|word| names.intern(name_stem(word, &stems.stem(word))))
                    .collect();
                let table = if entity.kind == EntityKind::Topic {
                    &mut names.topics
                } else {
                    &mut names.proper
                };
                table.add(&stemmed, id);
                if words.len() > 1 && matches!(words[0].as_str(), "the" | "a") {
                    if entity.kind == EntityKind::Topic {
                        bare.push((stemmed[1..].to_vec(), id));
                    } else {
                        table.add(&stemmed[1..], id);
                    }
                }
            }
        }
        // Without its article "the Stalker" is the film.
        for (stemmed, id) in bare {
            if !names.proper.by_stems.contains_key(stemmed.as_slice()) {
                names.topics.add(&stemmed, id);
            }
        }
        names
    }

    fn intern(&mut self, stem: String) -> NameStem {
        let next = NameStem(u32::try_from(self.stems.len()).unwrap_or(u32::MAX));
        *self.stems.entry(stem).or_insert(next)
    }

    /// The number of a stem, one and the same for all that no name holds.
    pub fn number(&self, stem: &str) -> NameStem {
        self.stems.get(stem).copied().unwrap_or(NameStem::UNKNOWN)
    }

    /// The longest name of a film, person or place that begins at the first of `stemmed`.
    pub fn at_start<S: AsRef<str>>(&self, stemmed: &[S]) -> Option<Mention<'_>> {
        self.proper.at_start(&self.numbers(stemmed))
    }

    /// The longest name of a topic that begins at the first of `stemmed`.
    pub fn topic_at_start<S: AsRef<str>>(&self, stemmed: &[S]) -> Option<Mention<'_>> {
        self.topics.at_start(&self.numbers(stemmed))
    }

    /// [`Names::at_start`] of stems that have been numbered before.
    pub fn at_start_of_numbers(&self, stemmed: &[NameStem]) -> Option<Mention<'_>> {
        self.proper.at_start(stemmed)
    }

    /// [`Names::topic_at_start`] of stems that have been numbered before.
    pub fn topic_at_start_of_numbers(&self, stemmed: &[NameStem]) -> Option<Mention<'_>> {
        self.topics.at_start(stemmed)
    }

    /// Numbers of as many stems as some name could take up: up to the first that no name holds.
    fn numbers<S: AsRef<str>>(&self, stemmed: &[S]) -> Vec<NameStem> {
        let known = |stem: &S| self.stems.get(stem.as_ref()).copied();
        let longest = stemmed.iter().take(MAX_NAME_TOKENS);
        longest.map_while(known).collect()
    }

    /// True where a stem begins a name of any kind.
    pub fn begins(&self, stem: &str) -> bool {
        self.begins_with(self.number(stem))
    }

    /// [`Names::begins`] of a stem that has been numbered before.
    pub fn begins_with(&self, stem: NameStem) -> bool {
        self.proper.longest_from(stem) + self.topics.longest_from(stem) > 0
    }

    /// Second tokens of two-word names that begin with `given`.
    pub fn after(&self, given: &str) -> &[String] {
        self.following.get(given).map_or(&[], Vec::as_slice)
    }

    /// The holders of every name, for finding colliding names.
    pub fn holders(&self) -> impl Iterator<Item = &[EntityId]> {
        let all = self.proper.by_stems.values();
        all.chain(self.topics.by_stems.values()).map(Vec::as_slice)
    }
}

impl Table {
    fn add(&mut self, stemmed: &[NameStem], id: EntityId) {
        let Some(first) = stemmed.first() else { return };
        let first = first.0 as usize;
        if self.longest.len() <= first {
            self.longest.resize(first + 1, 0);
        }
        self.longest[first] = self.longest[first].max(stemmed.len());
        let holders = self.by_stems.entry(stemmed.into()).or_default();
        if !holders.contains(&id) {
            holders.push(id);
        }
    }

    /// The longest name that begins with a stem, in tokens.
    fn longest_from(&self, stem: NameStem) -> usize {
        self.longest.get(stem.0 as usize).copied().unwrap_or(0)
    }

    fn at_start(&self, stemmed: &[NameStem]) -> Option<Mention<'_>> {
        let longest = self.longest_from(*stemmed.first()?);
        (1..=longest.min(stemmed.len())).rev().find_map(|tokens| {
            let entities = self.by_stems.get(&stemmed[..tokens])?;
            Some(Mention { entities, tokens })
        })
    }
}
