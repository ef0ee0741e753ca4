//! One search over a shelf: what it has found, what it may still cost, and the tiers it goes through.

use super::folding::sound;
use super::lettering::{Lettering, article_of, is_article};
use super::shelf::{Hit, Shelf, Tier};
use super::starts::{Walk, Work};

/// Most typed words that are compared.
const MAX_WORDS: usize = 8;

/// A search that goes on.
pub(super) struct Search<'a, F> {
    pub(super) shelf: &'a Shelf,
    /// What fits, best first.
    pub(super) hits: Vec<Hit>,
    /// Most of them.
    pub(super) most: usize,
    pub(super) work: Work,
    /// Which entries may be offered.
    pub(super) allowed: F,
    /// What hits count as, where not as what they are.
    pub(super) instead: Option<Tier>,
}

impl<F: Fn(usize) -> bool> Search<'_, F> {
    fn is_full(&self) -> bool {
        self.hits.len() >= self.most
    }

    /// True for what may be offered and is not yet.
    fn wants(&self, entry: usize) -> bool {
        (self.allowed)(entry) && self.hits.iter().all(|hit| hit.entry != entry)
    }

    fn take(&mut self, entry: usize, name: Option<usize>, tier: Tier) {
        if !self.is_full() && self.wants(entry) {
            let tier = self.instead.unwrap_or(tier);
            self.hits.push(Hit { entry, name, tier });
        }
    }

    /// Takes the entries whose names a walk comes to.
    fn take_all(&mut self, mut walk: Walk<'_>, tier: Tier) {
        while !self.is_full()
            && let Some(text) = walk.next(&mut self.work)
        {
            let (entry, name) = self.shelf.owner(text);
            self.take(entry, name, tier);
        }
    }

    /// The best known.
    pub(super) fn best_known(&mut self) {
        for entry in 0..self.shelf.len() {
            if self.is_full() || !self.work.look() {
                break;
            }
            self.take(entry, Some(0), Tier::Begins);
        }
    }

    /// All tiers, in each first what is written so, then what sounds so.
    pub(super) fn all_tiers(&mut self, folded: &str) {
        if folded.is_empty() {
            return;
        }
        let names = self.shelf;
        let mut heard = sound(folded);
        // “qqqq” sounds like k, which is not what is meant.
        if heard.chars().count() * 2 < folded.chars().count() {
            heard.clear();
        }
        let both = [(&names.written, folded), (&names.heard, heard.as_str())];
        for tier in [Tier::Exact, Tier::Begins] {
            for (lettering, typed) in both {
                self.of_names(lettering, typed, tier);
            }
        }
        for (lettering, typed) in both {
            self.of_words(lettering, typed);
        }
        self.of_letters(folded);
        for (lettering, typed) in both {
            self.of_facts(lettering, typed);
        }
    }

    /// Names that are it or begin so, whether an article stands before them or not.
    pub(super) fn of_names(&mut self, lettering: &Lettering, typed: &str, tier: Tier) {
        let without = article_of(typed).map(|at| &typed[at..]);
        for typed in [Some(typed), without].into_iter().flatten() {
            if typed.is_empty() || self.is_full() {
                return;
            }
            let mut range = lettering.names.beginning(typed, &lettering.texts);
            if tier == Tier::Exact {
                range = lettering.names.whole(&range, typed, &lettering.texts);
            }
            self.take_all(lettering.names.walk(range), tier);
        }
    }

    /// Names of which each typed word begins a word: those of the rarest are gone through.
    fn of_words(&mut self, lettering: &Lettering, typed: &str) {
        let words = words(typed);
        let starts = &lettering.words;
        let ranges = words
            .iter()
            .map(|word| starts.beginning(word, &lettering.texts));
        let Some(rarest) = ranges.min_by_key(ExactSizeIterator::len) else {
            return;
        };
        let mut walk = starts.walk(rarest);
        while !self.is_full()
            && let Some(text) = walk.next(&mut self.work)
        {
            let (entry, name) = self.shelf.owner(text);
            if self.wants(entry)
                && self.work.look()
                && each_begins_one(&words, lettering.texts.text(text).split(' ').collect())
            {
                self.take(entry, name, Tier::Words);
            }
        }
    }

    /// Names it is the initial letters of, then names it stands in.
    fn of_letters(&mut self, typed: &str) {
        let names = self.shelf;
        if typed.chars().nth(1).is_some() && !typed.contains(' ') {
            let (letters, initials) = &names.initials;
            self.take_all(
                initials.walk(initials.beginning(typed, letters)),
                Tier::Content,
            );
        }
        let inside = names.inside.beginning(typed, &names.written.texts);
        self.take_all(names.inside.walk(inside), Tier::Content);
    }

    /// Entries of whose names and facts together each typed word begins a word.
    fn of_facts(&mut self, lettering: &Lettering, typed: &str) {
        let words = words(typed);
        let both = words.iter().map(|word| {
            let all = [&lettering.words, &lettering.facts];
            all.map(|starts| starts.walk_beginning(word, &lettering.texts))
        });
        let Some(rarest) = both.min_by_key(|both| both.iter().map(|(_, many)| many).sum::<usize>())
        else {
            return;
        };
        for (mut walk, _) in rarest {
            let mut before = None;
            while !self.is_full()
                && let Some(text) = walk.next(&mut self.work)
            {
                let (entry, _) = self.shelf.owner(text);
                if before.replace(entry) != Some(entry)
                    && self.wants(entry)
                    && self.knows_all(entry, &words, lettering)
                {
                    self.take(entry, None, Tier::Content);
                }
            }
        }
    }

    fn knows_all(&mut self, entry: usize, words: &[&str], lettering: &Lettering) -> bool {
        let mut known: Vec<&str> = Vec::new();
        for text in self.shelf.texts_of(entry) {
            if !self.work.look() {
                return false;
            }
            known.extend(lettering.texts.text(text).split(' '));
        }
        known.sort_unstable();
        known.dedup();
        each_begins_one(words, known)
    }
}

/// What is typed word by word, the longest first: what a short one begins, a longer one may need.
fn words(typed: &str) -> Vec<&str> {
    let all = typed.split(' ').filter(|word| !word.is_empty());
    let mut words: Vec<&str> = all.take(MAX_WORDS).collect();
    if words.len() > 1 {
        words.retain(|word| !is_article(word));
    }
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

/// True where each of the words, longest first, begins a known one of its own.
fn each_begins_one(words: &[&str], mut known: Vec<&str>) -> bool {
    words.iter().all(|word| {
        let at = known.iter().position(|known| known.starts_with(word));
        at.map(|at| known.swap_remove(at)).is_some()
    })
}
