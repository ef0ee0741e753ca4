//! Typing errors: the nearest known word, found by a Levenshtein automaton that
//! walks the dictionary's transducer instead of comparing word by word.

use fst::automaton::Automaton;
use fst::{IntoStreamer, Set, Streamer};
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};

/// Most words looked at for one word. Of a distance they come in the order of the alphabet, so that it must be more than
/// stand within two errors of a word of [`TWO_ERRORS_FROM`] characters.
const MAX_EXPANSIONS: usize = 400;

/// Shortest word, in characters, that is repaired at all; shorter ones fit too many others.
const MIN_CHARS: usize = 4;

/// From this length on two errors are repaired, below it one; in Cyrillic, where endings vary, always one.
const TWO_ERRORS_FROM: usize = 7;

/// Known words, and the automata that find those near a misspelt one.
pub struct Repair {
    words: Set<Vec<u8>>,
    one: LevenshteinAutomatonBuilder,
    two: LevenshteinAutomatonBuilder,
}

impl std::fmt::Debug for Repair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Repair({} words)", self.words.len())
    }
}

struct Walk<'a>(&'a DFA);

impl Automaton for Walk<'_> {
    type State = u32;
    fn start(&self) -> u32 {
        self.0.initial_state()
    }
    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }
    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }
    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}

impl Repair {
    /// A dictionary of folded words; blank and repeated ones are dropped.
    pub fn new(mut words: Vec<&str>) -> Self {
        words.retain(|word| !word.is_empty());
        words.sort_unstable();
        words.dedup();
        Self {
            // Sorted and without repetition, which is all that the builder can object to.
            words: Set::from_iter(words).unwrap_or_default(),
            one: LevenshteinAutomatonBuilder::new(1, true),
            two: LevenshteinAutomatonBuilder::new(2, true),
        }
    }

    /// Known words near `word` with their distance, nearest first, those two errors away only where none is one away;
    /// among equally near ones those with
    /// the same first letter, then those that hold all its letters (letters are swapped or left out
    /// more often than mistaken), then those `used` more often.
    pub fn nearest(&self, word: &str, used: impl Fn(&str) -> u32) -> Vec<(String, u8)> {
        let length = word.chars().count();
        if length < MIN_CHARS {
            return Vec::new();
        }
        let mut found = self.within(&self.one, word);
        if found.is_empty() && length >= TWO_ERRORS_FROM && !word.chars().any(super::is_cyrillic) {
            found = self.within(&self.two, word);
        }
        found.sort_by_cached_key(|(text, distance)| {
            (
                nearness(text, *distance, word),
                std::cmp::Reverse(used(text)),
                text.clone(),
            )
        });
        found
    }

    fn within(&self, builder: &LevenshteinAutomatonBuilder, word: &str) -> Vec<(String, u8)> {
        let dfa = builder.build_dfa(word);
        let mut stream = self.words.search(Walk(&dfa)).into_stream();
        let mut found = Vec::new();
        while let Some(key) = stream.next() {
            if found.len() >= MAX_EXPANSIONS {
                break;
            }
            if let (Ok(text), Distance::Exact(distance)) = (std::str::from_utf8(key), dfa.eval(key))
            {
                found.push((text.to_owned(), distance));
            }
        }
        found
    }
}

/// How near a text of this distance is to a word, smaller is nearer: by the distance, then by the
/// first letter, then by whether it holds all letters.
pub fn nearness(text: &str, distance: u8, word: &str) -> (u8, bool, bool) {
    (
        distance,
        text.chars().next() != word.chars().next(),
        !holds_letters(text, word),
    )
}

/// True where every letter of `word` stands in `text`, as often as there, in whatever order.
fn holds_letters(text: &str, word: &str) -> bool {
    let mut left: Vec<char> = text.chars().collect();
    word.chars().all(|letter| {
        let at = left.iter().position(|c| *c == letter);
        at.map(|at| left.swap_remove(at)).is_some()
    })
}

/// Edits between two short words, for choosing among a handful of candidates.
pub fn distance(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_repaired() {
        let repair = Repair::new(vec![
            "tarkovsky",
            "stalker",
            "solaris",
            "mirror",
            "interview",
            "тарковский",
        ]);
        let best = |word| {
            repair
                .nearest(word, |_| 0)
                .into_iter()
                .next()
                .map(|(w, _)| w)
        };
        for (typed, meant) in [
            ("tarkvosky", "tarkovsky"),
            ("stalkr", "stalker"),
            ("solarys", "solaris"),
            ("miror", "mirror"),
            ("interveiw", "interview"),
            ("тарковски", "тарковский"),
        ] {
            assert_eq!(best(typed).as_deref(), Some(meant), "{typed}");
        }
        let near = Repair::new(vec!["where", "when", "should", "shout", "sergei", "sergio"]);
        for (typed, meant) in [("wher", "where"), ("shoud", "should"), ("sergie", "sergei")] {
            let found = near.nearest(typed, |_| 0);
            assert_eq!(found[0].0, meant, "{typed}");
        }
        assert_eq!(best("avocado"), None);
        assert_eq!(best("mi"), None);
    }
}
