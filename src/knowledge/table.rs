//! Strict reading of one table of a content file.
//!
//! A [`Table`] hands out the values a loader asks for and remembers which keys
//! were asked for; [`Table::finish`] reports every other key. A wrong type, a
//! missing key and an unknown key each become a [`Problem`] with the line of
//! the key; nothing stops the reading of the next entry.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Origin, Problem};
use super::signs::first_sign;

/// Room for the keys of an entry.
const MOST_KEYS: usize = 16;
/// Rules that find nothing where something belongs: no news where what is there was refused.
const ABSENCES: &[&str] = &["missing-key", "no-citation", "overview-claims"];

/// One content file: its name, its text and where its lines begin.
#[derive(Debug)]
pub struct File<'a> {
    /// Path relative to the knowledge folder, with forward slashes.
    pub path: &'a str,
    /// Position in the list of files, for [`Origin`].
    pub index: u16,
    line_starts: Vec<usize>,
}

impl<'a> File<'a> {
    /// Notes where each line of `text` begins.
    pub fn new(path: &'a str, index: u16, text: &str) -> Self {
        let mut line_starts = vec![0];
        line_starts.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'\n')
                .map(|(i, _)| i + 1),
        );
        Self {
            path,
            index,
            line_starts,
        }
    }

    /// The line, from 1, of a byte offset.
    pub fn line(&self, offset: usize) -> u32 {
        u32::try_from(self.line_starts.partition_point(|start| *start <= offset))
            .unwrap_or(u32::MAX)
    }
}

/// One table of a content file while it is being read.
pub struct Table<'a> {
    file: &'a File<'a>,
    fields: &'a DeTable<'a>,
    line: u32,
    entry: String,
    /// Keys that were asked for, a dozen or so; some twice.
    asked: Vec<&'static str>,
    /// Keys that were complained of, and by which rule.
    complained: Vec<(String, &'static str)>,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Table<'a> {
    /// Starts reading a table that begins at byte `span.start`; `kind` names it until its `id` is known.
    pub fn new(
        file: &'a File<'a>,
        table: &'a DeTable<'a>,
        span: Range<usize>,
        kind: &str,
        problems: &'a mut Vec<Problem>,
    ) -> Self {
        let entry = match table.get("id").map(|v| v.get_ref().as_str()) {
            Some(Some(id)) if !id.is_empty() => id.to_owned(),
            _ => kind.to_owned(),
        };
        Self {
            file,
            fields: table,
            line: file.line(span.start),
            entry,
            asked: Vec::with_capacity(MOST_KEYS),
            complained: Vec::new(),
            problems,
        }
    }

    /// Where this table stands.
    pub fn origin(&self) -> Origin {
        Origin {
            file: self.file.index,
            line: self.line,
        }
    }

    /// Records a problem at the line of `key`, or of the table where the key is absent. What only
    /// follows from one recorded of this key before is left out.
    pub fn complain(&mut self, key: &str, rule: &'static str, message: String, remedy: &str) {
        let told = || self.complained.iter().filter(|(of, _)| of == key);
        let follows = ABSENCES.contains(&rule) && told().next().is_some();
        if follows || told().any(|(_, rule)| *rule == "missing-key") {
            return;
        }
        self.complained.push((key.to_owned(), rule));
        let line = self
            .fields
            .get(key)
            .map_or(self.line, |v| self.file.line(v.span().start));
        self.report(line, rule, message, remedy);
    }

    /// True where something under one of these keys was complained of.
    pub fn refused(&self, keys: &[&str]) -> bool {
        self.complained
            .iter()
            .any(|(of, _)| keys.contains(&of.as_str()))
    }

    fn report(&mut self, line: u32, rule: &'static str, message: String, remedy: &str) {
        self.problems.push(Problem {
            file: self.file.path.to_owned(),
            line,
            entry: self.entry.clone(),
            rule,
            message,
            remedy: remedy.to_owned(),
        });
    }

    fn value(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.push(key);
        self.fields.get(key)
    }

    fn wrong_type(&mut self, key: &'static str, wanted: &str, found: &str) {
        self.complain(
            key,
            "type",
            format!("`{key}` is of type {found}."),
            &format!("Make it {wanted}."),
        );
    }

    fn missing(&mut self, key: &'static str) {
        self.complain(
            key,
            "missing-key",
            format!("`{key}` is missing."),
            &format!("Add `{key} = …`."),
        );
    }

    /// Complains of signs no text may hold.
    fn look_for_signs(&mut self, key: &'static str, text: &str, offset: usize) {
        if let Some(sign) = first_sign(text) {
            let (rule, message, remedy) = sign.complaint(key);
            let line = self.file.line(offset);
            self.report(line, rule, message, remedy);
        }
    }

    /// An optional text; blank text counts as a problem.
    pub fn optional_text(&mut self, key: &'static str) -> Option<String> {
        let value = self.value(key)?;
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => {
                self.look_for_signs(key, text, value.span().start);
                Some(text.trim().to_owned())
            }
            Some(_) => {
                self.complain(
                    key,
                    "blank",
                    format!("`{key}` is blank."),
                    "Fill it in or remove the key.",
                );
                None
            }
            None => {
                self.wrong_type(key, "a text in quotes", value.get_ref().type_str());
                None
            }
        }
    }

    /// A text that must be there; the empty text stands in where it is not.
    pub fn text(&mut self, key: &'static str) -> String {
        if self.value(key).is_none() {
            self.missing(key);
        }
        self.optional_text(key).unwrap_or_default()
    }

    /// A list of texts, empty where the key is absent.
    pub fn texts(&mut self, key: &'static str) -> Vec<String> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, "a list of texts", value.get_ref().type_str());
            return Vec::new();
        };
        let mut texts = Vec::with_capacity(array.len());
        for item in array {
            match item.get_ref().as_str() {
                Some(text) if !text.trim().is_empty() => {
                    self.look_for_signs(key, text, item.span().start);
                    texts.push(text.trim().to_owned());
                }
                Some(_) => {
                    self.complain(
                        key,
                        "blank",
                        format!("`{key}` holds a blank text."),
                        "Remove it.",
                    );
                }
                None => self.wrong_type(key, "a list of texts", item.get_ref().type_str()),
            }
        }
        texts
    }

    /// A list of texts that must hold at least one.
    pub fn some_texts(&mut self, key: &'static str) -> Vec<String> {
        let texts = self.texts(key);
        if texts.is_empty() {
            self.missing(key);
        }
        texts
    }

    /// An optional whole number from 0 to `u32::MAX`.
    pub fn optional_number(&mut self, key: &'static str) -> Option<u32> {
        let value = self.value(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|n| u32::from_str_radix(&n.as_str().replace('_', ""), n.radix()).ok());
        if number.is_none() {
            self.wrong_type(
                key,
                "a whole number, zero or more",
                value.get_ref().type_str(),
            );
        }
        number
    }

    /// An optional truth value.
    pub fn flag(&mut self, key: &'static str, default: bool) -> bool {
        let Some(value) = self.value(key) else {
            return default;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(key, "true or false", value.get_ref().type_str());
            default
        })
    }

    /// The sub-tables of a list of tables, with their spans.
    pub fn tables(&mut self, key: &'static str) -> Vec<(&'a DeTable<'a>, Range<usize>)> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, "a list of tables", value.get_ref().type_str());
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(array.len());
        for item in array {
            match item.get_ref().as_table() {
                Some(table) => tables.push((table, item.span())),
                None => self.wrong_type(key, "a list of tables", item.get_ref().type_str()),
            }
        }
        tables
    }

    /// Reads each sub-table of a list with `read`, strictly.
    pub fn nested<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Table<'_>) -> T,
    ) -> Vec<T> {
        let mut values = Vec::new();
        for (table, span) in self.tables(key) {
            let mut sub = Table::new(self.file, table, span, &self.entry, self.problems);
            values.push(read(&mut sub));
            if let Some((_, rule)) = sub.complained.first() {
                self.complained.push((key.to_owned(), rule));
            }
            sub.finish();
        }
        values
    }

    /// One text or a list of texts.
    pub fn text_or_texts(&mut self, key: &'static str) -> Vec<String> {
        match self.fields.get(key) {
            Some(value) if value.get_ref().is_str() => {
                self.optional_text(key).into_iter().collect()
            }
            _ => self.texts(key),
        }
    }

    /// A list of lists of words.
    pub fn word_groups(&mut self, key: &'static str) -> Vec<Vec<String>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let groups: Option<Vec<Vec<String>>> = value
            .get_ref()
            .as_array()
            .and_then(|groups| groups.iter().map(|group| words(group.get_ref())).collect());
        groups.unwrap_or_else(|| {
            self.wrong_type(key, "a list of lists of words", value.get_ref().type_str());
            Vec::new()
        })
    }

    /// A table from a word to a list of words.
    pub fn word_map(&mut self, key: &'static str) -> Vec<(String, Vec<String>)> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let map: Option<Vec<(String, Vec<String>)>> =
            value.get_ref().as_table().and_then(|table| {
                table
                    .iter()
                    .map(|(word, list)| Some((word.get_ref().to_string(), words(list.get_ref())?)))
                    .collect()
            });
        map.unwrap_or_else(|| {
            self.wrong_type(key, "a table of lists of words", value.get_ref().type_str());
            Vec::new()
        })
    }

    /// Takes a key for known without reading it.
    pub fn ignore(&mut self, key: &'static str) {
        self.asked.push(key);
    }

    /// A choice from a closed list of words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let text = self.optional_text(key)?;
        let found = words
            .iter()
            .find(|(word, _)| *word == text)
            .map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
            self.complain(
                key,
                "choice",
                format!("`{key}` is `{text}`."),
                &format!("Use one of {}.", known.join(", ")),
            );
        }
        found
    }

    /// Reports every key nobody asked for.
    pub fn finish(mut self) {
        let table = self.fields;
        let unknown: Vec<_> = table
            .keys()
            .filter(|key| !self.asked.contains(&key.get_ref().as_ref()))
            .collect();
        if !unknown.is_empty() {
            self.asked.sort_unstable();
            self.asked.dedup();
            let known = self.asked.join(", ");
            for key in unknown {
                let name = key.get_ref().clone();
                self.complain(
                    &name,
                    "unknown-key",
                    format!("`{name}` is not a key of this entry."),
                    &format!("Remove it or use one of: {known}."),
                );
            }
        }
    }
}

/// The texts of a list that holds nothing else.
fn words(value: &DeValue<'_>) -> Option<Vec<String>> {
    value
        .as_array()?
        .iter()
        .map(|word| word.get_ref().as_str().map(str::to_owned))
        .collect()
}
