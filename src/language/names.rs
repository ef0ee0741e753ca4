//! Recognising entities by any of their names, in any spelling and script.

use rustc_hash::FxHashMap;

use super::stem::{Stems, name_stem};
use super::tokens;
use crate::knowledge::entity::{Entity, EntityId, EntityKind};

/// Longest name, in tokens.
const MAX_NAME_TOKENS: usize = 12;

/// Every name of every entity, keyed by the stems of its tokens.
///
/// Names of topics are made of ordinary words ("the Writer", "the Room") and
/// kept apart: they add to what a text says, while a film's, person's or
/// place's name stands for itself and its words mean nothing else.
#[derive(Debug, Default)]
pub struct Names {
    proper: Table,
    topics: Table,
    /// Tokens of names of two or more words by their first token, for completing a garbled surname.
    following: FxHashMap<String, Vec<String>>,
}

#[derive(Debug, Default)]
struct Table {
    by_stems: FxHashMap<String, Vec<EntityId>>,
    /// For each first stem: the longest name that begins with it, in tokens.
    longest: FxHashMap<String, usize>,
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
                let table = if entity.kind == EntityKind::Topic {
                    &mut names.topics
                } else {
                    &mut names.proper
                };
                table.add(&words, id, stems);
                if words.len() > 1 && matches!(words[0].as_str(), "the" | "a") {
                    if entity.kind == EntityKind::Topic {
                        bare.push((words[1..].to_vec(), id));
                    } else {
                        table.add(&words[1..], id, stems);
                    }
                }
            }
        }
        // Without its article "the Stalker" is the film.
        for (words, id) in bare {
            if names.proper.holders(&words, stems).is_none() {
                names.topics.add(&words, id, stems);
            }
        }
        names
    }

    /// The longest name of a film, person or place that begins at the first of `stemmed`.
    pub fn at_start<S: AsRef<str>>(&self, stemmed: &[S]) -> Option<Mention<'_>> {
        self.proper.at_start(stemmed)
    }

    /// The longest name of a topic that begins at the first of `stemmed`.
    pub fn topic_at_start<S: AsRef<str>>(&self, stemmed: &[S]) -> Option<Mention<'_>> {
        self.topics.at_start(stemmed)
    }

    /// True where a stem begins a name of any kind.
    pub fn begins(&self, stem: &str) -> bool {
        self.proper.longest.contains_key(stem) || self.topics.longest.contains_key(stem)
    }

    /// Second tokens of two-word names that begin with `given`.
    pub fn after(&self, given: &str) -> &[String] {
        self.following.get(given).map_or(&[], Vec::as_slice)
    }

    /// Every name with its holders, for finding colliding names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[EntityId])> {
        let all = self.proper.by_stems.iter().chain(&self.topics.by_stems);
        all.map(|(key, ids)| (key.as_str(), ids.as_slice()))
    }
}

impl Table {
    fn add(&mut self, words: &[String], id: EntityId, stems: &Stems) {
        let stemmed: Vec<_> = words.iter().map(|w| name_stem(w, &stems.stem(w))).collect();
        let Some(first) = stemmed.first() else { return };
        let longest = self.longest.entry(first.clone()).or_default();
        *longest = (*longest).max(stemmed.len());
        let holders = self.by_stems.entry(stemmed.join(" ")).or_default();
        if !holders.contains(&id) {
            holders.push(id);
        }
    }

    fn holders(&self, words: &[String], stems: &Stems) -> Option<&Vec<EntityId>> {
        let stemmed: Vec<_> = words.iter().map(|w| name_stem(w, &stems.stem(w))).collect();
        self.by_stems.get(&stemmed.join(" "))
    }

    fn at_start<S: AsRef<str>>(&self, stemmed: &[S]) -> Option<Mention<'_>> {
        let longest = *self.longest.get(stemmed.first()?.as_ref())?;
        let mut key = String::new();
        let mut ends = Vec::with_capacity(longest);
        for stem in stemmed.iter().take(longest) {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(stem.as_ref());
            ends.push(key.len());
        }
        ends.iter().enumerate().rev().find_map(|(at, end)| {
            let entities = self.by_stems.get(&key[..*end])?;
            Some(Mention {
                entities,
                tokens: at + 1,
            })
        })
    }
}
