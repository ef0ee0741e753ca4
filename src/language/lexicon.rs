//! Words beyond the claims: what English words mean nearly the same, what a
//! Russian word is in English, and which words are English at all.
//!
//! The content stands in `knowledge/language/`; this is its shape in memory.

use rustc_hash::FxHashMap;

use super::stem::Stems;
use super::tokens;
use crate::knowledge::WordLists;

/// The three word lists of one edition.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Stems of words that mean nearly the same, by the stem of each.
    synonyms: FxHashMap<String, Vec<u16>>,
    groups: Vec<Vec<String>>,
    /// English words for a Russian word or stem, folded, not stemmed.
    glossary: FxHashMap<String, Vec<String>>,
    /// Sorted English words, one a line.
    english: String,
}

impl Lexicon {
    /// Builds the lists from the content files'.
    pub fn new(words: WordLists, stems: &Stems) -> Self {
        let mut lexicon = Self {
            english: words.english,
            ..Self::default()
        };
        for group in &words.synonyms {
            let at = u16::try_from(lexicon.groups.len()).unwrap_or(u16::MAX);
            let mut members: Vec<String> = group
                .iter()
                .flat_map(|word| tokens(word, 4))
                .map(|word| stems.stem(&word))
                .collect();
            members.sort();
            members.dedup();
            for member in &members {
                lexicon.synonyms.entry(member.clone()).or_default().push(at);
            }
            lexicon.groups.push(members);
        }
        for (russian, english) in &words.glossary {
            let words = tokens(russian, 2);
            // Phrases would answer for their first word alone.
            let [word] = words.as_slice() else { continue };
            let meanings: Vec<String> = english.iter().flat_map(|text| tokens(text, 4)).collect();
            let stem = stems.stem(word);
            for form in [stem, word.clone()] {
                let known = lexicon.glossary.entry(form).or_default();
                known.extend(
                    meanings
                        .iter()
                        .filter(|m| !known.contains(m))
                        .cloned()
                        .collect::<Vec<_>>(),
                );
            }
        }
        lexicon
    }

    /// Stems that mean nearly the same as `stem`, itself left out.
    pub fn synonyms<'a>(&'a self, stem: &'a str) -> impl Iterator<Item = &'a str> {
        let groups = self.synonyms.get(stem).map_or(&[][..], Vec::as_slice);
        groups
            .iter()
            .flat_map(|at| self.groups[usize::from(*at)].iter())
            .map(String::as_str)
            .filter(move |other| *other != stem)
    }

    /// English words for a Russian word: by its exact form, since many stems belong to two words, then by its stem.
    pub fn english(&self, word: &str, stem: &str) -> Option<&[String]> {
        self.glossary
            .get(word)
            .or_else(|| self.glossary.get(stem))
            .map(Vec::as_slice)
    }

    /// True for a correctly spelt English word: never taken for a typing error.
    pub fn is_english(&self, word: &str) -> bool {
        let text = self.english.as_bytes();
        let (mut low, mut high) = (0, text.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = text[..middle]
                .iter()
                .rposition(|b| *b == b'\n')
                .map_or(0, |at| at + 1);
            let end = text[middle..]
                .iter()
                .position(|b| *b == b'\n')
                .map_or(text.len(), |at| middle + at);
            match text[start..end].cmp(word.as_bytes()) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => low = end + 1,
                std::cmp::Ordering::Greater => high = start,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_found_and_no_other() {
        let lexicon = Lexicon {
            english: "apple\nbanana\ncherry\nplum".into(),
            ..Lexicon::default()
        };
        for word in ["apple", "banana", "cherry", "plum"] {
            assert!(lexicon.is_english(word), "{word}");
        }
        for word in ["", "appl", "applf", "zebra", "a", "plumb"] {
            assert!(!lexicon.is_english(word), "{word}");
        }
    }
}
