//! Names of one kind, best known first, and what of them fits what is typed: in tiers, each of
//! which costs little however many names there are.

use super::folding::{fold, other_layout, sound};
use super::lettering::{Lettering, Owner};
use super::mending::Mending;
use super::search::Search;
use super::starts::{Starts, Texts, Work};

/// Most looks at nodes and names for one keystroke; what is not found by then is not offered.
pub const MAX_LOOKS: usize = 8_192;
/// One thing to choose.
#[derive(Debug, Clone, Default)]
pub struct Entry<'a> {
    /// Its names, the usual one first.
    pub names: Vec<&'a str>,
    /// Words by which it is found too, last of all: a year, a role.
    pub facts: String,
}

/// How what is typed fits a name, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// It is the name.
    Exact,
    /// The name begins so.
    Begins,
    /// Each typed word begins a word of the name.
    Words,
    /// It stands inside the name, is its initial letters, or needs the facts.
    Content,
    /// It does, typed on the other keyboard layout.
    OtherLayout,
    /// It would, were it typed without errors.
    Mended,
}

/// What fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Position of the entry.
    pub entry: usize,
    /// Position of the name that fits, where a name does.
    pub name: Option<usize>,
    /// How it fits.
    pub tier: Tier,
}

/// What fits best, and what it cost to find out.
#[derive(Debug)]
pub struct Offers {
    /// Best first, each entry once.
    pub hits: Vec<Hit>,
    /// Nodes and names looked at, at most [`MAX_LOOKS`].
    pub looked_at: usize,
}

/// Names of one kind.
#[derive(Debug)]
pub struct Shelf {
    /// Whose each text is; the texts of an entry stand together.
    owners: Vec<Owner>,
    /// First text of each entry, and the end.
    firsts: Vec<u32>,
    pub(super) written: Lettering,
    pub(super) heard: Lettering,
    /// Written names from within their words.
    pub(super) inside: Starts,
    /// Initial letters of the written names.
    pub(super) initials: (Texts, Starts),
    mending: Mending,
}

impl Shelf {
    /// With these entries, the best known first.
    pub fn new<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Self {
        let mut owners: Vec<Owner> = Vec::new();
        let mut firsts = vec![0];
        let [mut written, mut heard, mut letters] = std::array::from_fn(|_| Texts::default());
        for (at, entry) in (0u32..).zip(entries) {
            let names = (0u32..)
                .zip(&entry.names)
                .map(|(nth, name)| (Some(nth), *name));
            for (name, text) in names.chain([(None, entry.facts.as_str())]) {
                let folded = fold(text);
                let first_letters = folded.split(' ').filter_map(|word| word.chars().next());
                letters.push(&first_letters.filter(|_| name.is_some()).collect::<String>());
                heard.push(&sound(&folded));
                written.push(&folded);
                owners.push((at, name));
            }
            firsts.push(u32::try_from(owners.len()).unwrap_or(u32::MAX));
        }
        let entry = |text: u32| owners[text as usize].0;
        let inside = written.starts(entry, |number, text, at| {
            let within = |at: &usize| {
                *at > 0 && !text[..*at].ends_with(' ') && !text[*at..].starts_with(' ')
            };
            if owners[number as usize].1.is_some() {
                at.extend(text.char_indices().map(|(at, _)| at).filter(within));
            }
        });
        let initials = letters.starts(entry, |_, text, at| {
            at.extend((text.chars().count() > 1).then_some(0));
        });
        Self {
            inside,
            initials: (letters, initials),
            mending: Mending::over(
                (0u32..)
                    .zip(&owners)
                    .map(|(number, _)| written.text(number)),
            ),
            written: Lettering::over(written, &owners),
            heard: Lettering::over(heard, &owners),
            owners,
            firsts,
        }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.firsts.len() - 1
    }

    /// True where there is nothing to choose.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What fits what is typed, at most so many of those that are allowed; the best known where nothing is typed.
    pub fn offers(&self, typed: &str, most: usize, allowed: impl Fn(usize) -> bool) -> Offers {
        let mut search = self.search(most, allowed);
        let folded = fold(typed);
        if typed.trim().is_empty() {
            search.best_known();
        } else {
            search.all_tiers(&folded);
            if search.hits.iter().all(|hit| hit.tier >= Tier::Content)
                && let Some(other) = other_layout(typed)
            {
                search.instead = Some(Tier::OtherLayout);
                search.all_tiers(&fold(&other));
            }
            if search.hits.is_empty()
                && let Some(mended) = self.mending.mend(&folded, &mut search.work)
            {
                search.instead = Some(Tier::Mended);
                search.all_tiers(&mended);
            }
        }
        Offers {
            hits: search.hits,
            looked_at: search.work.looked_at,
        }
    }

    /// What is named exactly so, letter by letter or else as it sounds; best known first.
    pub fn exactly(&self, typed: &str) -> Vec<usize> {
        let mut search = self.search(usize::MAX, |_| true);
        let folded = fold(typed);
        search.of_names(&self.written, &folded, Tier::Exact);
        if search.hits.is_empty() {
            search.of_names(&self.heard, &sound(&folded), Tier::Exact);
        }
        search.hits.iter().map(|hit| hit.entry).collect()
    }

    fn search<F>(&self, most: usize, allowed: F) -> Search<'_, F> {
        Search {
            shelf: self,
            hits: Vec::new(),
            most,
            work: Work::of(MAX_LOOKS),
            allowed,
            instead: None,
        }
    }

    /// Entry of a text, and the position of its name.
    pub(super) fn owner(&self, text: u32) -> (usize, Option<usize>) {
        let (entry, name) = self.owners[text as usize];
        (entry as usize, name.map(|name| name as usize))
    }

    pub(super) fn texts_of(&self, entry: usize) -> std::ops::Range<u32> {
        self.firsts[entry]..self.firsts[entry + 1]
    }
}
