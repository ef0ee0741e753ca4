//! Names of one kind, best known first, and what of them fits what is typed: in tiers, each of
//! which costs little however many names there are.

use super::folding::{fold, other_layout, sound};
use super::mending::Mending;
use super::starts::{Starts, Texts, Work};

/// Most looks at nodes and names for one keystroke; what is not found by then is not offered.
pub const MAX_LOOKS: usize = 8_192;
/// Most typed words that are compared.
const MAX_WORDS: usize = 8;
/// English articles, with which a title may be typed or not.
const ARTICLES: [&str; 3] = ["the ", "a ", "an "];

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
    /// Entry of each text, and the position of its name; the texts of an entry stand together.
    texts: Vec<(u32, Option<u32>)>,
    /// First text of each entry, and the end.
    firsts: Vec<u32>,
    written: Lettering,
    heard: Lettering,
    inside: Starts,
    initials: (Texts, Starts),
    mending: Mending,
}

/// The names in one form, and where one begins to type them.
#[derive(Debug)]
struct Lettering {
    texts: Texts,
    names: Starts,
    words: Starts,
}

/// A search that goes on.
struct Search<'a, F> {
    hits: Vec<Hit>,
    most: usize,
    work: Work,
    allowed: &'a F,
}

impl Shelf {
    /// With these entries, the best known first.
    pub fn new<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Self {
        let mut texts = Vec::new();
        let mut firsts = vec![0];
        let (mut written, mut heard, mut initials) =
            (Texts::default(), Texts::default(), Texts::default());
        for (at, entry) in (0u32..).zip(entries) {
            let names = entry.names.iter().zip((0u32..).map(Some));
            let facts = std::iter::once((&*entry.facts, None));
            for (text, name) in names.map(|(text, name)| (*text, name)).chain(facts) {
                let folded = fold(text);
                heard.push(&sound(&folded));
                let first_letters = folded.split(' ').filter_map(|word| word.chars().next());
                initials.push(&first_letters.filter(|_| name.is_some()).collect::<String>());
                written.push(&folded);
                texts.push((at, name));
            }
            firsts.push(u32::try_from(texts.len()).unwrap_or(u32::MAX));
        }
        let owner = |text: u32| texts[text as usize].0;
        let is_name = |text: u32| texts[text as usize].1.is_some();
        let inside = written.starts(owner, |number, text, at| {
            let within = |at: &usize| {
                *at > 0 && !text[..*at].ends_with(' ') && !text[*at..].starts_with(' ')
            };
            if is_name(number) {
                at.extend(text.char_indices().map(|(at, _)| at).filter(within));
            }
        });
        let of_initials = initials.starts(owner, |_, text, at| {
            at.extend((text.chars().count() > 1).then_some(0));
        });
        let mending = Mending::over((0u32..).zip(&texts).map(|(number, _)| written.text(number)));
        let lettering = |forms: Texts| {
            let names = forms.starts(owner, |number, text, at| {
                if is_name(number) && !text.is_empty() {
                    at.push(0);
                    at.extend(article_of(text));
                }
            });
            let words = forms.starts(owner, |_, text, at| at.extend(word_starts(text)));
            Lettering {
                texts: forms,
                names,
                words,
            }
        };
        let (written, heard) = (lettering(written), lettering(heard));
        Self {
            texts,
            firsts,
            written,
            heard,
            inside,
            initials: (initials, of_initials),
            mending,
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
        let mut search = Search {
            hits: Vec::new(),
            most,
            work: Work::of(MAX_LOOKS),
            allowed: &allowed,
        };
        let folded = fold(typed);
        if folded.is_empty() && typed.trim().is_empty() {
            self.best_known(&mut search);
        } else {
            self.tiers(&folded, None, &mut search);
            if search.hits.iter().all(|hit| hit.tier >= Tier::Content)
                && let Some(other) = other_layout(typed)
            {
                self.tiers(&fold(&other), Some(Tier::OtherLayout), &mut search);
            }
            if search.hits.is_empty()
                && let Some(mended) = self.mending.mend(&folded, &mut search.work)
            {
                self.tiers(&mended, Some(Tier::Mended), &mut search);
            }
        }
        Offers {
            hits: search.hits,
            looked_at: search.work.looked_at,
        }
    }

    /// What is named exactly so, letter by letter or as it sounds.
    pub fn exactly(&self, typed: &str) -> Vec<usize> {
        let mut search = Search {
            hits: Vec::new(),
            most: usize::MAX,
            work: Work::of(MAX_LOOKS),
            allowed: &|_| true,
        };
        let folded = fold(typed);
        self.of_names(&self.written, &folded, Tier::Exact, None, &mut search);
        if search.hits.is_empty() {
            self.of_names(&self.heard, &sound(&folded), Tier::Exact, None, &mut search);
        }
        search.hits.iter().map(|hit| hit.entry).collect()
    }

    fn best_known<F: Fn(usize) -> bool>(&self, search: &mut Search<'_, F>) {
        for entry in 0..self.len() {
            if search.is_full() || !search.work.look() {
                break;
            }
            search.take(Hit {
                entry,
                name: Some(0),
                tier: Tier::Begins,
            });
        }
    }

    /// All tiers, first of what is written so, then of what sounds so; counted as `instead`, where given.
    fn tiers<F: Fn(usize) -> bool>(
        &self,
        folded: &str,
        instead: Option<Tier>,
        search: &mut Search<'_, F>,
    ) {
        if folded.is_empty() {
            return;
        }
        let heard = sound(folded);
        let both = [(&self.written, folded), (&self.heard, heard.as_str())];
        for tier in [Tier::Exact, Tier::Begins] {
            for (lettering, typed) in both {
                self.of_names(lettering, typed, tier, instead, search);
            }
        }
        for (lettering, typed) in both {
            self.of_words(lettering, typed, false, instead, search);
        }
        self.of_content(folded, instead, search);
        for (lettering, typed) in both {
            self.of_words(lettering, typed, true, instead, search);
        }
    }

    /// Names that are it or begin so, whether an article stands before them or not.
    fn of_names<F: Fn(usize) -> bool>(
        &self,
        lettering: &Lettering,
        typed: &str,
        tier: Tier,
        instead: Option<Tier>,
        search: &mut Search<'_, F>,
    ) {
        let without = article_of(typed).map(|at| &typed[at..]);
        for typed in [Some(typed), without].into_iter().flatten() {
            if typed.is_empty() || search.is_full() {
                return;
            }
            let mut range = lettering.names.beginning(typed, &lettering.texts);
            if tier == Tier::Exact {
                range = lettering.names.whole(&range, typed, &lettering.texts);
            }
            let mut walk = lettering.names.walk(range);
            while !search.is_full()
                && let Some(text) = walk.next(&mut search.work)
            {
                search.take(self.hit(text, instead.unwrap_or(tier)));
            }
        }
    }

    /// Names of which each typed word begins a word; `with_facts`, entries whose names and facts together do.
    fn of_words<F: Fn(usize) -> bool>(
        &self,
        lettering: &Lettering,
        typed: &str,
        with_facts: bool,
        instead: Option<Tier>,
        search: &mut Search<'_, F>,
    ) {
        let mut words: Vec<&str> = typed
            .split(' ')
            .filter(|word| !word.is_empty())
            .take(MAX_WORDS)
            .collect();
        if words.len() > 1 {
            words.retain(|word| !ARTICLES.iter().any(|article| article.trim_end() == *word));
        }
        let ranges = words
            .iter()
            .map(|word| lettering.words.beginning(word, &lettering.texts));
        let Some(rarest) = ranges.min_by_key(ExactSizeIterator::len) else {
            return;
        };
        // The longest first: what a short one begins, a longer one may need.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let tier = instead.unwrap_or(if with_facts {
            Tier::Content
        } else {
            Tier::Words
        });
        let mut walk = lettering.words.walk(rarest);
        let mut asked = None;
        while !search.is_full()
            && let Some(text) = walk.next(&mut search.work)
        {
            let (entry, name) = self.texts[text as usize];
            if with_facts {
                if asked.replace(entry) == Some(entry) || !search.wants(entry as usize) {
                    continue;
                }
                let own = self.firsts[entry as usize]..self.firsts[entry as usize + 1];
                let mut known: Vec<&str> = Vec::new();
                for text in own {
                    if !search.work.look() {
                        return;
                    }
                    known.extend(lettering.texts.text(text).split(' '));
                }
                known.sort_unstable();
                known.dedup();
                if each_begins_one(&words, known) {
                    search.take(Hit {
                        entry: entry as usize,
                        name: None,
                        tier,
                    });
                }
            } else if name.is_some()
                && search.wants(entry as usize)
                && search.work.look()
                && each_begins_one(&words, lettering.texts.text(text).split(' ').collect())
            {
                search.take(self.hit(text, tier));
            }
        }
    }

    /// Names it is the initial letters of, then names it stands in.
    fn of_content<F: Fn(usize) -> bool>(
        &self,
        typed: &str,
        instead: Option<Tier>,
        search: &mut Search<'_, F>,
    ) {
        let tier = instead.unwrap_or(Tier::Content);
        let (letters, initials) = &self.initials;
        let short = typed.chars().nth(1).is_some() && !typed.contains(' ');
        let of_initials = initials.walk(if short {
            initials.beginning(typed, letters)
        } else {
            0..0
        });
        let inside = self
            .inside
            .walk(self.inside.beginning(typed, &self.written.texts));
        for mut walk in [of_initials, inside] {
            while !search.is_full()
                && let Some(text) = walk.next(&mut search.work)
            {
                search.take(self.hit(text, tier));
            }
        }
    }

    fn hit(&self, text: u32, tier: Tier) -> Hit {
        let (entry, name) = self.texts[text as usize];
        Hit {
            entry: entry as usize,
            name: name.map(|name| name as usize),
            tier,
        }
    }
}

impl<F: Fn(usize) -> bool> Search<'_, F> {
    fn is_full(&self) -> bool {
        self.hits.len() >= self.most
    }

    /// True for what may be offered and is not yet.
    fn wants(&self, entry: usize) -> bool {
        (self.allowed)(entry) && self.hits.iter().all(|hit| hit.entry != entry)
    }

    fn take(&mut self, hit: Hit) {
        if !self.is_full() && self.wants(hit.entry) {
            self.hits.push(hit);
        }
    }
}

/// Where a text goes on after its article, if it does.
fn article_of(text: &str) -> Option<usize> {
    let article = ARTICLES
        .iter()
        .find(|article| text.starts_with(**article))?;
    (text.len() > article.len()).then_some(article.len())
}

fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let first = (!text.is_empty()).then_some(0);
    first
        .into_iter()
        .chain(text.match_indices(' ').map(|(at, _)| at + 1))
}

/// True where each of the words, longest first, begins a known one of its own.
fn each_begins_one(words: &[&str], mut known: Vec<&str>) -> bool {
    words.iter().all(|word| {
        let at = known.iter().position(|known| known.starts_with(word));
        at.map(|at| known.swap_remove(at)).is_some()
    })
}
