//! Typing errors in names that are not typed to their end: a Levenshtein automaton for the typed
//! beginning walks the transducer of all words, and every node it comes to is counted.

use fst::Set;
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};

use super::starts::Work;

/// Shortest word, in characters, that is mended; shorter ones begin too many others.
const MIN_CHARS: usize = 4;

/// The words of all names.
pub(super) struct Mending {
    words: Set<Vec<u8>>,
    one: LevenshteinAutomatonBuilder,
}

impl std::fmt::Debug for Mending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Mending({} words)", self.words.len())
    }
}

impl Mending {
    /// The words of these texts.
    pub(super) fn over<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut words: Vec<&str> = texts.flat_map(|text| text.split(' ')).collect();
        words.retain(|word| !word.is_empty());
        words.sort_unstable();
        words.dedup();
        Self {
            // Sorted and without repetition, which is all that the builder can object to.
            words: Set::from_iter(words).unwrap_or_default(),
            one: LevenshteinAutomatonBuilder::new(1, true),
        }
    }

    /// What is typed with each word that begins none replaced by the nearest word one error away from
    /// beginning so; none where a word has no such neighbour, or all words are known.
    pub(super) fn mend(&self, folded: &str, budget: &mut Work) -> Option<String> {
        let mut mended: Vec<String> = Vec::new();
        let mut changed = false;
        for word in folded.split(' ') {
            if self.begins(word) {
                mended.push(word.to_owned());
                continue;
            }
            if word.chars().count() < MIN_CHARS {
                return None;
            }
            mended.push(self.nearest(word, budget)?);
            changed = true;
        }
        changed.then(|| mended.join(" "))
    }

    fn begins(&self, word: &str) -> bool {
        let fst = self.words.as_fst();
        let mut node = fst.root();
        word.bytes().all(|byte| {
            let below = node.find_input(byte);
            below
                .map(|at| node = fst.node(node.transition_addr(at)))
                .is_some()
        })
    }

    /// The beginning of a known word that is one error away, as far as the typed word reaches; one
    /// with the same first letter before others.
    fn nearest(&self, word: &str, budget: &mut Work) -> Option<String> {
        let dfa = self.one.build_dfa(word);
        let fst = self.words.as_fst();
        let mut open = vec![(fst.root().addr(), dfa.initial_state(), Vec::new())];
        let mut found: Option<(bool, String)> = None;
        while let Some((at, state, spelt)) = open.pop() {
            if !budget.look() {
                break;
            }
            if reached(&dfa, state)
                && let Ok(text) = std::str::from_utf8(&spelt)
            {
                let other = text.chars().next() != word.chars().next();
                if found.as_ref().is_none_or(|(worse, _)| *worse && !other) {
                    found = Some((other, text.to_owned()));
                }
                if !other {
                    break;
                }
            }
            let node = fst.node(at);
            // The last pushed is looked at first: keeps the order of the words.
            for transition in node.transitions().collect::<Vec<_>>().into_iter().rev() {
                let next = dfa.transition(state, transition.inp);
                if next != SINK_STATE {
                    let mut longer = spelt.clone();
                    longer.push(transition.inp);
                    open.push((transition.addr, next, longer));
                }
            }
        }
        found.map(|(_, text)| text)
    }
}

/// True where what was read is within one error of the whole typed word.
fn reached(dfa: &DFA, state: u32) -> bool {
    matches!(dfa.distance(state), Distance::Exact(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(typed: &str) -> Option<String> {
        let texts = [
            "andrei tarkovsky",
            "anatoly solonitsyn",
            "зеркало",
            "stalker",
        ];
        Mending::over(texts.into_iter()).mend(typed, &mut Work::of(1_000))
    }

    #[test]
    fn a_slip_in_a_name_that_is_still_being_typed_is_mended() {
        let begins = |typed: &str, name: &str| {
            let mended = mended(typed).unwrap_or_default();
            assert!(
                !mended.is_empty() && name.starts_with(&mended),
                "{typed} became {mended:?}"
            );
        };
        begins("tarkvo", "tarkovsky");
        begins("solonytsin"[..7].trim(), "solonitsyn");
        begins("зекрал", "зеркало");
        begins("stlaker", "stalker");
        begins("andrei tarkowsky", "andrei tarkovsky");
        assert_eq!(mended("avocado"), None);
        assert_eq!(mended("stalk"), None, "nothing is wrong with it");
        assert_eq!(mended("xq"), None);
    }
}
