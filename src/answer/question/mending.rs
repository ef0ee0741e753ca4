//! Typing errors: which words of a message are none, and what they stand for.

use super::Torn;
use super::reading::Reader;
use super::term::SHORT;
use crate::knowledge::entity::EntityId;
use crate::language::is_cyrillic;
use crate::language::repair::{distance, nearness};
use crate::language::stem::name_stem;
use crate::language::stopwords::{is_light_word, is_stop_word};

/// Most words before a misspelt one that may belong to its name.
const BEFORE: usize = 3;

/// What became of the words that are none.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// Misspelt words and what they were read as.
    pub(super) repaired: Vec<(String, String)>,
    /// The first that is as near to one name as to another.
    pub(super) torn: Option<Torn>,
}

impl Reader<'_> {
    /// Replaces words that are none by the known word they stand for.
    pub(super) fn mend(&self, text: &str, words: &mut [String]) -> Mended {
        let mut mended = Mended::default();
        for at in 0..words.len() {
            let word = &words[at];
            let given = at
                .checked_sub(1)
                .map(|before| self.names.after(&words[before]))
                .unwrap_or_default();
            let is_word = self.is_word(word);
            // A surname after its given name may be garbled into another name, but never into a real word.
            let is_other_word = is_stop_word(word)
                || self.lexicon.is_english(word)
                || self.known(&self.stems.stem(word)).is_some();
            let mut families: Vec<_> = given
                .iter()
                .filter(|_| !is_other_word && !given.contains(word))
                .filter(|family| word.chars().count() >= SHORT && family.chars().count() > SHORT)
                .map(|family| (distance(word, family), family.clone()))
                .filter(|(d, _)| (1..=2).contains(d))
                .collect();
            families.sort();
            families.dedup();
            let nearest = families.first().map(|(distance, _)| *distance);
            families.retain(|(distance, _)| Some(*distance) == nearest);
            let found: Vec<String> = if families.is_empty() && !is_word {
                self.nearest(word)
            } else {
                families.into_iter().map(|(_, family)| family).collect()
            };
            let Some(best) = found.first().cloned() else {
                continue;
            };
            let torn = self.torn(text, words, at, &found, &mended.repaired);
            if torn.is_none() {
                mended.repaired.push((words[at].clone(), best.clone()));
            }
            mended.torn = mended.torn.or(torn);
            words[at] = best;
        }
        mended
    }

    /// Where the equally near words at this place make names of different things, what it may be.
    fn torn(
        &self,
        text: &str,
        words: &[String],
        at: usize,
        found: &[String],
        repaired: &[(String, String)],
    ) -> Option<Torn> {
        if found.len() < 2 {
            return None;
        }
        let mut meant: Vec<(usize, usize, &[EntityId])> = Vec::new();
        for (rank, candidate) in found.iter().enumerate() {
            let mut stems: Vec<String> = words
                .iter()
                .map(|word| name_stem(word, &self.stems.stem(word)))
                .collect();
            stems[at] = name_stem(candidate, &self.stems.stem(candidate));
            let longest = (at.saturating_sub(BEFORE)..=at)
                .filter_map(|start| Some((start, self.names.at_start(&stems[start..])?)))
                .filter(|(start, mention)| start + mention.tokens > at)
                .max_by_key(|(_, mention)| mention.tokens);
            match longest {
                Some((start, mention)) => meant.push((start, mention.tokens, mention.entities)),
                // What would be taken is no name, or one only together with what is not there.
                None if rank == 0 => return None,
                None => {}
            }
        }
        let (start, length, first) = *meant.first()?;
        meant.retain(|(_, tokens, _)| *tokens >= length);
        if meant.iter().any(|(_, tokens, _)| *tokens > length) {
            return None;
        }
        let mut things: Vec<EntityId> = first.iter().take(1).copied().collect();
        for (_, _, entities) in &meant[1..] {
            if !entities
                .iter()
                .any(|id| things.contains(id) || first.contains(id))
            {
                things.extend(entities.first());
            }
        }
        if things.len() < 2 {
            return None;
        }
        let name = |id: &EntityId| self.knowledge.entity(*id).full_name();
        let typed: Vec<&str> = words[start..start + length]
            .iter()
            .map(String::as_str)
            .collect();
        Some(Torn::between(
            text,
            &typed,
            repaired,
            things.iter().map(name).collect(),
        ))
    }

    fn is_word(&self, word: &str) -> bool {
        if is_stop_word(word) || is_light_word(word) || !word.chars().all(char::is_alphabetic) {
            return true;
        }
        let stem = self.stems.stem(word);
        self.vocabulary.get(&stem).is_some()
            || self.lexicon.english(word, &stem).is_some()
            || self.names.begins(&name_stem(word, &stem))
            || self.lexicon.synonyms(&stem).next().is_some()
            || self.lexicon.is_english(word)
    }

    /// The nearest known words, those equally near to the first with it.
    fn nearest(&self, word: &str) -> Vec<String> {
        let repair = (self.repair)();
        let used = |text: &str| {
            if is_stop_word(text) {
                return u32::MAX;
            }
            self.known(&self.stems.stem(text)).map_or_else(
                || if self.names.begins(text) { u32::MAX } else { 0 },
                |term| self.vocabulary.frequency(term),
            )
        };
        let mut found = repair.nearest(word, used);
        if word.chars().count() <= SHORT + 1 {
            // So short a word is near too many others: certain are only those that begin like it and hold all
            // its letters, as "sond" and "sound", "waht" and "what".
            found.retain(|(text, distance)| {
                nearness(text, *distance, word) == (*distance, false, false)
            });
        }
        let mut typed = word.to_owned();
        if found.is_empty() && word.chars().any(is_cyrillic) {
            // A Cyrillic name nobody wrote down may still be known in Latin letters.
            typed = any_ascii::any_ascii(word).to_lowercase();
            found = repair.nearest(&typed, used);
        }
        let Some(first) = found.first().cloned() else {
            return Vec::new();
        };
        let as_near = |(text, distance): &(String, u8)| {
            nearness(text, *distance, &typed) == nearness(&first.0, first.1, &typed)
        };
        found
            .into_iter()
            .filter(as_near)
            .map(|(text, _)| text)
            .collect()
    }
}
