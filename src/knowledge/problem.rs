//! What is wrong with a content file: one [`Problem`] a finding, always with
//! file, line, entry, rule and what to do about it.
//!
//! Loading never stops at the first problem; everything found is sorted and
//! shown at once, in an order that does not depend on how it was found.

use std::fmt;

use super::Knowledge;
use super::spot::{self, Located, Spot};

/// Where an entry stands in the content files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// Index of the file in the order the files were given.
    pub file: u16,
    /// Line of the entry's first key, from 1.
    pub line: u32,
}

/// One thing wrong with a content file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Problem {
    /// File, relative to the knowledge folder (or the library text's name).
    pub file: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// Id of the entry, or its kind where it has none.
    pub entry: String,
    /// Name of the broken rule, stable, for searching.
    pub rule: &'static str,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do about it, in a sentence.
    pub remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: [{}] {}: {} {}",
            self.file, self.line, self.rule, self.entry, self.message, self.remedy
        )
    }
}

/// Everything wrong with a set of content files, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Sorts by file, line, rule and text, and drops exact repetitions.
    pub fn sorted(mut list: Vec<Problem>) -> Self {
        list.sort();
        list.dedup();
        Self(list)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.0 {
            writeln!(f, "{problem}")?;
        }
        let count = self.0.len();
        let noun = if count == 1 { "problem" } else { "problems" };
        write!(f, "{count} {noun}")
    }
}

impl std::error::Error for Problems {}

/// Problems of entries that have been read, while they are being found.
#[derive(Debug)]
pub struct Findings<'k> {
    knowledge: &'k Knowledge,
    list: Vec<Located>,
}

impl<'k> Findings<'k> {
    /// Nothing found yet.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self {
            knowledge,
            list: Vec::new(),
        }
    }

    /// Records that the entry at `origin` breaks `rule`.
    pub fn add(
        &mut self,
        origin: Origin,
        entry: &str,
        rule: &'static str,
        message: String,
        remedy: &str,
    ) {
        self.add_at(Spot::Entry, origin, entry, rule, message, remedy);
    }

    /// Records that a part of the entry at `origin` breaks `rule`.
    pub fn add_at(
        &mut self,
        spot: Spot,
        origin: Origin,
        entry: &str,
        rule: &'static str,
        message: String,
        remedy: &str,
    ) {
        let problem = Problem {
            file: self.knowledge.path(origin).to_owned(),
            line: origin.line,
            entry: entry.to_owned(),
            rule,
            message,
            remedy: remedy.to_owned(),
        };
        self.list.push((problem, origin, spot));
    }

    /// What was found, each at the first line of its entry.
    pub fn into_problems(self) -> Vec<Problem> {
        self.list.into_iter().map(|(problem, ..)| problem).collect()
    }

    /// What was found, each at the line of the value that is wrong, as the files have it.
    pub fn into_problems_of<T: AsRef<str>>(self, files: &[(String, T)]) -> Vec<Problem> {
        spot::lines(files, self.list)
    }
}
