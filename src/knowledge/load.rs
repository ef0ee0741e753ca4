//! Content files to [`Knowledge`]: the one place where written ids become
//! positions and every entry is checked against its schema.
//!
//! Any TOML file may hold any kind of entry (`[[source]]`, `[[film]]`,
//! `[[claim]]` …); `knowledge/README.md` describes each. Loading goes on to the
//! end whatever it meets and returns all problems with what could be read.

mod checks;
mod claims;
mod entities;
mod groups;
mod sources;
mod trivia;
mod words;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;

use toml::de::DeTable;

use super::Knowledge;
use super::attribute::AttributeId;
use super::claim::ClaimId;
use super::entity::{EntityId, EntityKind};
use super::problem::{Origin, Problem};
use super::source::SourceId;
use super::table::{File, Table};
use super::when::When;

/// Largest content file read, in bytes.
pub const MAX_FILE_BYTES: usize = 8 << 20;

/// Most entities, attributes or sources: each is numbered in 16 bits, and so is the place after the last.
const MAX_ENTRIES: usize = u16::MAX as usize - 1;

/// The kinds of entry a file may hold.
const KINDS: &[&str] = &[
    "source",
    "film",
    "person",
    "place",
    "topic",
    "attribute",
    "claim",
    "waiver",
    "dispute",
    "overview",
    "gap",
    "pin",
    "exception",
    "trivia",
    "trivia-template",
    "trivia-group",
    "trivia-event",
];

/// A content file with its entries; what is broken in them is left out.
type Parsed<'f> = (File<'f>, DeTable<'f>);

/// Reads content files, given as path and text, into knowledge and everything wrong with them.
pub fn load<T: AsRef<str> + Sync>(files: &[(String, T)]) -> (Knowledge, Vec<Problem>) {
    let mut knowledge = Knowledge {
        files: files.iter().map(|(path, _)| path.clone()).collect(),
        ..Knowledge::default()
    };
    let (parsed, mut problems) = parse_side_by_side(files);
    for (path, text) in files.iter().filter(|(path, _)| has_ending(path, "txt")) {
        match words::english(path, text.as_ref()) {
            Ok(words) => knowledge.words.english = words,
            Err(problem) => problems.push(problem),
        }
    }
    let mut loader = Loader {
        knowledge,
        problems,
        ..Loader::default()
    };
    for (file, table) in &parsed {
        loader.check_top_level(file, table);
    }
    // Ids first, so that an entry may refer to one in a later file.
    for stage in [Stage::Names, Stage::Entities, Stage::Claims, Stage::Rest] {
        for (file, table) in &parsed {
            loader.file(stage, file, table);
        }
    }
    // First, so that of what else is wrong with the line this is told.
    let mut problems: Vec<_> = files.iter().filter_map(encoding).collect();
    problems.extend(loader.problems);
    drop_echoes(&mut problems);
    (loader.knowledge, problems)
}

/// Rule `encoding`: whoever read the bytes has put U+FFFD where they are no UTF-8; before the first, nothing has moved.
fn encoding<T: AsRef<str>>((path, text): &(String, T)) -> Option<Problem> {
    let offset = text.as_ref().find(char::REPLACEMENT_CHARACTER)?;
    Some(Problem {
        file: path.clone(),
        line: File::new(path, 0, text.as_ref()).line(offset),
        entry: "file".into(),
        rule: "encoding",
        message: format!(
            "This is not UTF-8 text: the first sign that is none stands at byte {}.",
            offset + 1
        ),
        remedy: "Save the file as UTF-8.".into(),
    })
}

/// A line that is not TOML is one problem, whatever else follows from what was made of it.
fn drop_echoes(problems: &mut Vec<Problem>) {
    let mut broken: HashMap<(String, u32), bool> = HashMap::new();
    let unreadable = |problem: &&Problem| matches!(problem.rule, "toml" | "encoding");
    for problem in problems.iter().filter(unreadable) {
        broken.insert((problem.file.clone(), problem.line), false);
    }
    if broken.is_empty() {
        return;
    }
    problems.retain(|problem| {
        let told = broken.get_mut(&(problem.file.clone(), problem.line));
        told.is_none_or(|told| !std::mem::replace(told, true))
    });
}

/// Parses the files, those of each half of all bytes on a thread of their own.
fn parse_side_by_side<T: AsRef<str> + Sync>(
    files: &[(String, T)],
) -> (Vec<Parsed<'_>>, Vec<Problem>) {
    let all: usize = files.iter().map(|(_, text)| text.as_ref().len()).sum();
    let mut bytes = 0;
    let first_half = |(_, text): &&(String, T)| {
        bytes += text.as_ref().len();
        bytes * 2 <= all
    };
    let half = files.iter().take_while(first_half).count();
    let (first, second) = files.split_at(half);
    let (first, second) = std::thread::scope(|scope| {
        let second = scope.spawn(|| parse(second, half));
        (parse(first, 0), second.join())
    });
    let second = second.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    let (mut parsed, mut problems) = first;
    parsed.extend(second.0);
    problems.extend(second.1);
    (parsed, problems)
}

/// Parses the files of which the first stands at position `at` of all.
fn parse<T: AsRef<str>>(files: &[(String, T)], at: usize) -> (Vec<Parsed<'_>>, Vec<Problem>) {
    let mut parsed = Vec::new();
    let mut problems = Vec::new();
    let toml = (at..)
        .zip(files)
        .filter(|(_, (path, _))| has_ending(path, "toml"));
    for (index, (path, text)) in toml {
        let index = u16::try_from(index).unwrap_or(u16::MAX);
        let file = File::new(path, index, text.as_ref());
        let (table, errors) = DeTable::parse_recoverable(text.as_ref());
        for error in errors {
            let line = error.span().map_or(1, |span| file.line(span.start));
            problems.push(Problem {
                file: path.clone(),
                line,
                entry: "file".into(),
                rule: "toml",
                message: format!(
                    "This is not TOML: {}.",
                    error.message().trim_end_matches('.')
                ),
                remedy: "Mend the syntax at this line.".into(),
            });
        }
        parsed.push((file, table.into_inner()));
    }
    (parsed, problems)
}

/// True for a file name with this ending, in any case.
pub fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case(ending))
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    /// Ids of entities.
    Names,
    /// Entities, attributes and sources, which refer to entities.
    Entities,
    /// Claims, which refer to all of these.
    Claims,
    /// What refers to claims.
    Rest,
}

impl Stage {
    /// True where entries of a kind are read in this stage.
    fn reads(self, kind: &str) -> bool {
        match kind {
            "film" | "person" | "place" | "topic" | "attribute" => {
                matches!(self, Self::Names | Self::Entities)
            }
            "source" => self == Self::Entities,
            "claim" => self == Self::Claims,
            _ => self == Self::Rest,
        }
    }
}

#[derive(Default)]
struct Loader {
    knowledge: Knowledge,
    problems: Vec<Problem>,
    entities: HashMap<String, EntityId>,
    sources: HashMap<String, SourceId>,
    attributes: HashMap<String, AttributeId>,
    claims: HashMap<String, ClaimId>,
    others: HashMap<String, Origin>,
}

impl Loader {
    fn check_top_level(&mut self, file: &File<'_>, table: &DeTable<'_>) {
        let mut top = Table::new(file, table, 0..0, "file", &mut self.problems);
        for kind in KINDS {
            // `source` is also the file's default source, written as a text.
            if *kind == "source" && table.get("source").is_some_and(|v| v.get_ref().is_str()) {
                top.optional_text("source");
            } else {
                top.tables(kind);
            }
        }
        for list in ["synonyms", "glossary"] {
            top.ignore(list);
        }
        top.finish();
    }

    fn file(&mut self, stage: Stage, file: &File<'_>, table: &DeTable<'_>) {
        let default_source = table
            .get("source")
            .and_then(|v| v.get_ref().as_str())
            .unwrap_or_default();
        if stage == Stage::Rest {
            self.word_lists(file, table);
        }
        for kind in KINDS.iter().filter(|kind| stage.reads(kind)) {
            let Some(entries) = table.get(*kind).and_then(|v| v.get_ref().as_array()) else {
                continue;
            };
            for entry in entries {
                let Some(fields) = entry.get_ref().as_table() else {
                    continue;
                };
                let mut problems = std::mem::take(&mut self.problems);
                let t = Table::new(file, fields, entry.span(), kind, &mut problems);
                match (stage, *kind) {
                    (Stage::Names, "film" | "person" | "place" | "topic") => self.entity_id(t),
                    (Stage::Names, "attribute") => self.attribute_id(t),
                    (Stage::Entities, "film") => self.entity(t, EntityKind::Film),
                    (Stage::Entities, "person") => self.entity(t, EntityKind::Person),
                    (Stage::Entities, "place") => self.entity(t, EntityKind::Place),
                    (Stage::Entities, "topic") => self.entity(t, EntityKind::Topic),
                    (Stage::Entities, "attribute") => self.attribute(t),
                    (Stage::Entities, "source") => self.source(t),
                    (Stage::Claims, "claim") => self.claim(t, default_source),
                    (Stage::Rest, "waiver") => self.waiver(t, default_source),
                    (Stage::Rest, "dispute") => self.dispute(t),
                    (Stage::Rest, "overview") => self.overview(t),
                    (Stage::Rest, "gap") => self.gap(t),
                    (Stage::Rest, "pin") => self.pin(t),
                    (Stage::Rest, "exception") => self.exception(t),
                    (Stage::Rest, "trivia") => self.written(t),
                    (Stage::Rest, "trivia-template") => self.trivia_template(t),
                    (Stage::Rest, "trivia-group") => self.trivia_group(t),
                    (Stage::Rest, "trivia-event") => self.trivia_event(t),
                    _ => {}
                }
                self.problems = problems;
            }
        }
    }

    /// True if there is a number left for one more entry of a kind of which there are `count`; else complains.
    fn has_room(t: &mut Table<'_>, count: usize) -> bool {
        let has_room = count < MAX_ENTRIES;
        if !has_room {
            t.complain(
                "id",
                "too-many-entries",
                format!("There are more than {MAX_ENTRIES} entries of this kind."),
                "Leave this entry out, or join it with another.",
            );
        }
        has_room
    }

    /// Reads an id and complains where it is malformed or taken.
    fn new_id(&mut self, t: &mut Table<'_>) -> String {
        let id = t.text("id");
        let sound = id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !sound {
            t.complain(
                "id",
                "id",
                format!("`{id}` is not an id."),
                "Use lower-case letters, digits and hyphens.",
            );
        }
        if !id.is_empty() {
            match self.others.entry(id.clone()) {
                Entry::Vacant(free) => {
                    free.insert(t.origin());
                }
                Entry::Occupied(first) => {
                    let (path, line) = (self.knowledge.path(*first.get()), first.get().line);
                    t.complain(
                        "id",
                        "duplicate-id",
                        format!("The id `{id}` is taken by the entry at {path}:{line}."),
                        "Give one of the two an id of its own.",
                    );
                }
            }
        }
        id
    }

    fn word_lists(&mut self, file: &File<'_>, table: &DeTable<'_>) {
        let mut t = Table::new(file, table, 0..0, "word lists", &mut self.problems);
        self.knowledge
            .words
            .synonyms
            .extend(t.word_groups("synonyms"));
        self.knowledge.words.glossary.extend(t.word_map("glossary"));
    }
}

/// A written time; what is none is a problem.
fn time(t: &mut Table<'_>, written: &str) -> Option<When> {
    let when = When::parse(written);
    if when.is_none() && !written.is_empty() {
        t.complain(
            "when",
            "when",
            format!("`{written}` is no time."),
            "Write it as \"1977\", \"1977-05\" or \"1977-05-14\".",
        );
    }
    when
}

/// What the ids of a list stand for; each unknown one is a problem.
fn resolve<T: Copy>(
    t: &mut Table<'_>,
    key: &'static str,
    noun: &str,
    known: &HashMap<String, T>,
) -> Vec<T> {
    let mut found = Vec::new();
    for id in t.texts(key) {
        match known.get(&id) {
            Some(value) => found.push(*value),
            None => t.complain(
                key,
                "dangling",
                format!("There is no {noun} `{id}`."),
                "Mend the id, or add the entry.",
            ),
        }
    }
    found
}

#[cfg(test)]
mod tests;
