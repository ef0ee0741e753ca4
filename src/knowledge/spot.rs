//! Where in an entry a finding stands: its key, or one value of a list.
//!
//! What is read keeps the line of its entry only. The line of a value is looked
//! up in the file once more, and only where something is wrong with it.

use std::collections::{BTreeMap, HashMap};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::citation::{Place, WordRange};
use super::problem::{Origin, Problem};
use super::table::File;

/// The part of an entry a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The whole entry: its first line.
    Entry,
    /// The value of this key.
    Key(&'static str),
    /// This text, in the list of this key.
    Text(&'static str, String),
    /// The place that is written under this key.
    Place {
        /// The key.
        key: &'static str,
        /// Id of the source.
        source: String,
        /// The paragraph, from 1.
        paragraph: u32,
        /// The words, where a range of them is written.
        words: Option<WordRange>,
    },
}

/// A finding with what is needed to name its line.
pub type Located = (Problem, Origin, Spot);

/// The problems, each with the line of its spot where that is in the files.
pub fn lines<T: AsRef<str>>(files: &[(String, T)], found: Vec<Located>) -> Vec<Problem> {
    let mut by_file: BTreeMap<u16, Vec<Located>> = BTreeMap::new();
    for one in found {
        by_file.entry(one.1.file).or_default().push(one);
    }
    let mut problems = Vec::new();
    for (index, found) in by_file {
        match files.get(usize::from(index)) {
            Some((path, text)) => {
                let text = text.as_ref();
                let file = File::new(path, index, text);
                let (table, _) = DeTable::parse_recoverable(text);
                let entries = entries(&file, table.get_ref());
                problems.extend(found.into_iter().map(|(mut problem, origin, spot)| {
                    let mut at = entries.get(&origin.line).into_iter().flatten();
                    let offset = at.find_map(|entry| spot.offset(entry));
                    problem.line = offset.map_or(origin.line, |offset| file.line(offset));
                    problem
                }));
            }
            None => problems.extend(found.into_iter().map(|(problem, ..)| problem)),
        }
    }
    problems
}

/// The entries of a file by the line they begin on.
fn entries<'t>(file: &File<'_>, table: &'t DeTable<'t>) -> HashMap<u32, Vec<&'t DeTable<'t>>> {
    let mut entries: HashMap<u32, Vec<_>> = HashMap::new();
    let lists = table
        .values()
        .filter_map(|value| value.get_ref().as_array());
    for entry in lists.flatten() {
        if let Some(fields) = entry.get_ref().as_table() {
            let line = file.line(entry.span().start);
            entries.entry(line).or_default().push(fields);
        }
    }
    entries
}

impl Spot {
    /// Where in the file it begins, in bytes; `None` where the entry has it not.
    fn offset(&self, entry: &DeTable<'_>) -> Option<usize> {
        match self {
            Self::Entry => None,
            Self::Key(key) => entry.get(*key).map(start),
            Self::Text(key, text) => {
                let holds = |value: &DeValue<'_>| value.as_str().is_some_and(|s| s.trim() == text);
                find(entry.get(*key)?, holds)
            }
            Self::Place {
                key,
                source,
                paragraph,
                words,
            } => {
                let value = entry.get(*key)?;
                let holds = |value: &DeValue<'_>| {
                    let place = value.as_str().and_then(Place::parse);
                    place.is_some_and(|place| {
                        (place.paragraph, &place.words) == (*paragraph, words)
                            && place.source.is_none_or(|named| named == *source)
                    })
                };
                find(value, holds).or_else(|| Some(start(value)))
            }
        }
    }
}

/// Where the value begins, or the first of its items, for which this holds.
fn find(value: &Spanned<DeValue<'_>>, holds: impl Fn(&DeValue<'_>) -> bool) -> Option<usize> {
    match value.get_ref().as_array() {
        Some(items) => items.iter().find(|item| holds(item.get_ref())).map(start),
        None => holds(value.get_ref()).then(|| start(value)),
    }
}

fn start(value: &Spanned<DeValue<'_>>) -> usize {
    value.span().start
}
