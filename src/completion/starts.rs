//! Places where one may begin to type a text, sorted by what follows them: what begins as typed
//! lies side by side, and a tree of the least numbers over it gives the first of them without
//! looking at the others.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::ops::Range;

/// Texts one behind the other, numbered; the least number is the best known.
#[derive(Debug, Default)]
pub(super) struct Texts {
    all: String,
    /// Where each ends.
    ends: Vec<u32>,
}

/// Some of the places within texts.
#[derive(Debug, Default)]
pub(super) struct Starts {
    /// Byte and text of each place, sorted by the rest of the text from there.
    places: Vec<(u32, u32)>,
    /// Least number of a text among the places below a node; node `n + i` is place `i` of `n`, and
    /// node `i` stands above `2 i` and `2 i + 1`.
    least: Vec<u32>,
}

/// What one search may still cost, and what it has cost.
#[derive(Debug)]
pub(super) struct Work {
    left: usize,
    /// Nodes and texts looked at.
    pub(super) looked_at: usize,
}

impl Work {
    pub(super) fn of(most: usize) -> Self {
        Self {
            left: most,
            looked_at: 0,
        }
    }

    /// Counts one look; false where there is none left.
    pub(super) fn look(&mut self) -> bool {
        let Some(left) = self.left.checked_sub(1) else {
            return false;
        };
        self.left = left;
        self.looked_at += 1;
        true
    }
}

impl Texts {
    pub(super) fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends
            .push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
    }

    fn start(&self, number: u32) -> usize {
        number
            .checked_sub(1)
            .map_or(0, |before| self.ends[before as usize] as usize)
    }

    pub(super) fn text(&self, number: u32) -> &str {
        &self.all[self.start(number)..self.ends[number as usize] as usize]
    }

    fn rest(&self, (at, number): (u32, u32)) -> &str {
        &self.all[at as usize..self.ends[number as usize] as usize]
    }

    /// The places of every text that `choose` names, by their bytes; of the same words in two texts
    /// of one owner only the first.
    pub(super) fn starts(
        &self,
        owner: impl Fn(u32) -> u32,
        choose: impl Fn(u32, &str, &mut Vec<usize>),
    ) -> Starts {
        let mut places = Vec::new();
        let mut seen: HashSet<&str> = HashSet::new();
        let mut seen_of = None;
        let mut chosen = Vec::new();
        for number in (0u32..).take(self.ends.len()) {
            if seen_of.replace(owner(number)) != Some(owner(number)) {
                seen.clear();
            }
            let text = self.text(number);
            chosen.clear();
            choose(number, text, &mut chosen);
            for at in &chosen {
                if seen.insert(&text[*at..]) {
                    let at = u32::try_from(self.start(number) + at).unwrap_or(u32::MAX);
                    places.push((at, number));
                }
            }
        }
        places.sort_by(|a, b| self.rest(*a).cmp(self.rest(*b)).then(a.1.cmp(&b.1)));
        Starts::over(places)
    }
}

impl Starts {
    fn over(places: Vec<(u32, u32)>) -> Self {
        let n = places.len();
        let mut least = vec![u32::MAX; n];
        least.extend(places.iter().map(|(_, number)| *number));
        for node in (1..n).rev() {
            least[node] = least[2 * node].min(least[2 * node + 1]);
        }
        Self { places, least }
    }

    /// The places that begin as typed.
    pub(super) fn beginning(&self, typed: &str, texts: &Texts) -> Range<usize> {
        let first = self
            .places
            .partition_point(|place| texts.rest(*place) < typed);
        let many =
            self.places[first..].partition_point(|place| texts.rest(*place).starts_with(typed));
        first..first + many
    }

    /// Of the places that begin as typed, those where nothing follows.
    pub(super) fn whole(
        &self,
        beginning: &Range<usize>,
        typed: &str,
        texts: &Texts,
    ) -> Range<usize> {
        let among = &self.places[beginning.clone()];
        let many = among.partition_point(|place| texts.rest(*place).len() == typed.len());
        beginning.start..beginning.start + many
    }

    /// The texts that begin as typed, and how many places that are.
    pub(super) fn walk_beginning(&self, typed: &str, texts: &Texts) -> (Walk<'_>, usize) {
        let range = self.beginning(typed, texts);
        let many = range.len();
        (self.walk(range), many)
    }

    /// Numbers of the texts of a range, least first.
    pub(super) fn walk(&self, range: Range<usize>) -> Walk<'_> {
        let n = self.places.len();
        let mut open = BinaryHeap::new();
        let (mut low, mut high) = (range.start + n, range.end + n);
        while low < high {
            for (node, taken) in [(low, low % 2 == 1), (high.wrapping_sub(1), high % 2 == 1)] {
                if taken {
                    open.push(Reverse((self.least[node], node)));
                }
            }
            low = low.div_ceil(2);
            high /= 2;
        }
        Walk { starts: self, open }
    }
}

/// Goes through a range, least number first.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    starts: &'a Starts,
    open: BinaryHeap<Reverse<(u32, usize)>>,
}

impl Walk<'_> {
    /// The next number; none where there is no other, or no more work is allowed.
    pub(super) fn next(&mut self, work: &mut Work) -> Option<u32> {
        loop {
            let Reverse((number, node)) = self.open.pop()?;
            if !work.look() {
                return None;
            }
            if node >= self.starts.places.len() {
                return Some(number);
            }
            for below in [2 * node, 2 * node + 1] {
                self.open.push(Reverse((self.starts.least[below], below)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_gives_every_text_of_a_range_in_order() {
        let mut texts = Texts::default();
        let words = [
            "solaris",
            "stalker",
            "solar wind",
            "mirror",
            "so",
            "stalk",
            "nostalghia",
        ];
        for word in words {
            texts.push(word);
        }
        let starts = texts.starts(|number| number, |_, _, at| at.push(0));
        for typed in ["", "s", "so", "sol", "st", "stalker", "x", "mirror", "zz"] {
            let range = starts.beginning(typed, &texts);
            let mut work = Work::of(1_000);
            let mut walk = starts.walk(range.clone());
            let found: Vec<u32> = std::iter::from_fn(|| walk.next(&mut work)).collect();
            let expected: Vec<u32> = (0u32..)
                .zip(words)
                .filter(|(_, word)| word.starts_with(typed))
                .map(|(number, _)| number)
                .collect();
            assert_eq!(found, expected, "{typed}");
            let whole = starts.whole(&range, typed, &texts).len();
            assert_eq!(whole, words.iter().filter(|word| **word == typed).count());
        }
    }

    #[test]
    fn the_first_of_many_costs_little() {
        let mut texts = Texts::default();
        for number in 0..10_000 {
            texts.push(&format!("name {number}"));
        }
        let starts = texts.starts(|number| number, |_, _, at| at.push(0));
        let mut work = Work::of(usize::MAX);
        let mut walk = starts.walk(starts.beginning("name", &texts));
        for expected in 0..25 {
            assert_eq!(walk.next(&mut work), Some(expected));
        }
        assert!(work.looked_at < 600, "{}", work.looked_at);
    }
}
