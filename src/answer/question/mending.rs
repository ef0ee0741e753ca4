//! Typing errors: which words of a message are none, and what they stand for.

use super::reading::{Reader, SHORT};
use crate::language::is_cyrillic;
use crate::language::repair::distance;
use crate::language::stem::name_stem;
use crate::language::stopwords::is_stop_word;

impl Reader<'_> {
    /// Replaces words that are none by the known word they stand for.
    pub(super) fn mend(&self, words: &mut [String]) -> Vec<(String, String)> {
        let mut repaired = Vec::new();
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
            let family = given
                .iter()
                .filter(|_| !is_other_word && !given.contains(word))
                .filter(|family| word.chars().count() >= SHORT && family.chars().count() > SHORT)
                .map(|family| (distance(word, family), family))
                .filter(|(d, _)| (1..=2).contains(d))
                .min()
                .map(|(_, family)| family.clone());
            let found = family.or_else(|| if is_word { None } else { self.nearest(word) });
            if let Some(found) = found {
                repaired.push((word.clone(), found.clone()));
                words[at] = found;
            }
        }
        repaired
    }

    fn is_word(&self, word: &str) -> bool {
        if is_stop_word(word) || !word.chars().all(char::is_alphabetic) {
            return true;
        }
        let stem = self.stems.stem(word);
        self.vocabulary.get(&stem).is_some()
            || self.lexicon.english(word, &stem).is_some()
            || self.names.begins(&name_stem(word, &stem))
            || self.lexicon.synonyms(&stem).next().is_some()
            || self.lexicon.is_english(word)
    }

    fn nearest(&self, word: &str) -> Option<String> {
        let repair = (self.repair)();
        let used = |text: &str| {
            self.known(&self.stems.stem(text)).map_or_else(
                || if self.names.begins(text) { u32::MAX } else { 0 },
                |term| self.vocabulary.frequency(term),
            )
        };
        // So short a word is near too many others: only "waht" and its like are certain.
        let certain = |text: &String| word.chars().count() > SHORT + 1 || is_stop_word(text);
        let found = repair
            .nearest(word, used)
            .into_iter()
            .map(|(text, _)| text)
            .find(certain);
        if found.is_some() || !word.chars().any(is_cyrillic) {
            return found;
        }
        // A Cyrillic name nobody wrote down may still be known in Latin letters.
        let latin = any_ascii::any_ascii(word).to_lowercase();
        repair
            .nearest(&latin, used)
            .into_iter()
            .next()
            .map(|(text, _)| text)
    }
}
