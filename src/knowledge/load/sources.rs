//! Entries that describe the texts, and the places in them that others cite.

use super::Loader;
use crate::knowledge::citation::{Citation, Place};
use crate::knowledge::section::Section;
use crate::knowledge::source::{Part, Reliability, Source, SourceId};
use crate::knowledge::table::Table;

impl Loader {
    pub(super) fn source(&mut self, mut t: Table<'_>) {
        let id = self.new_id(&mut t);
        let trust = [
            ("high", Reliability::High),
            ("medium", Reliability::Medium),
            ("low", Reliability::Low),
        ];
        let words = word_counts(&mut t);
        let mut source = Source {
            title: t.text("title"),
            author: self.optional_entity(&mut t, "author"),
            publisher: t.optional_text("publisher"),
            date: t.optional_text("date"),
            url: t.optional_text("url"),
            language: t.text("language"),
            reliability: t.choice("reliability", &trust).unwrap_or(Reliability::Low),
            file: t.text("file"),
            sha256: t.text("sha256").to_lowercase(),
            paragraphs: u32::try_from(words.len()).unwrap_or(u32::MAX),
            words,
            sections: Vec::new(),
            parts: Vec::new(),
            origin: t.origin(),
            id: id.clone(),
        };
        if source.sha256.len() != 64 || !source.sha256.bytes().all(|b| b.is_ascii_hexdigit()) {
            t.complain(
                "sha256",
                "sha256",
                "`sha256` is not a SHA-256.".into(),
                "Give the 64 hexadecimal digits of the text.",
            );
        }
        if source
            .url
            .as_ref()
            .is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://"))
        {
            t.complain(
                "url",
                "url",
                "`url` is not a web address.".into(),
                "Begin it with https:// or leave it out.",
            );
        }
        let parts = t.nested("part", |loader_table| Part {
            title: loader_table.text("title"),
            author: self.optional_entity(loader_table, "author"),
            interviewers: self.entities_of(loader_table, "interviewers"),
            date: loader_table.optional_text("date"),
            stretches: stretches(loader_table, source.paragraphs),
        });
        source.parts = parts;
        let sections = t.nested("section", |inner| {
            // A missing word is a problem of its own.
            inner.text("of");
            let of = inner.choice("of", &Section::ALL);
            (of, stretches(inner, source.paragraphs))
        });
        let told = |(of, stretches): (Option<Section>, _)| Some((of?, stretches));
        source.sections = sections.into_iter().filter_map(told).collect();
        let has_room = Self::has_room(&mut t, self.knowledge.sources.len());
        t.finish();
        if !has_room {
            return;
        }
        let next = SourceId(u16::try_from(self.knowledge.sources.len()).unwrap_or(u16::MAX));
        if let std::collections::hash_map::Entry::Vacant(e) = self.sources.entry(id) {
            e.insert(next);
            self.knowledge.sources.push(source);
        }
    }

    pub(super) fn citations(
        &self,
        t: &mut Table<'_>,
        key: &'static str,
        default_source: &str,
    ) -> Vec<Citation> {
        let mut citations = Vec::new();
        for text in t.text_or_texts(key) {
            let Some(place) = Place::parse(&text) else {
                t.complain(key, "place", format!("`{text}` is not a place."), "Write `paragraph` or `paragraph:from-to`, after a source id where the file names none.");
                continue;
            };
            let name = place.source.as_deref().unwrap_or(default_source);
            let Some(source) = self.sources.get(name).copied() else {
                t.complain(key, "dangling", format!("There is no source `{name}`."), "Write the source's id before the place, or `source = \"…\"` at the top of the file.");
                continue;
            };
            citations.push(Citation {
                source,
                paragraph: place.paragraph,
                words: place.words,
            });
        }
        citations
    }
}

/// The number of words of each paragraph, as figures between blanks.
fn word_counts(t: &mut Table<'_>) -> Vec<u32> {
    let text = t.text("words");
    let counts: Option<Vec<u32>> = text
        .split_whitespace()
        .map(|n| n.parse().ok().filter(|n| *n > 0))
        .collect();
    counts.unwrap_or_else(|| {
        t.complain(
            "words",
            "words",
            "`words` is not a row of word counts.".into(),
            "Give the words of each paragraph, as figures between blanks.",
        );
        Vec::new()
    })
}

/// Stretches of paragraphs, written `3` or `4-16`.
fn stretches(t: &mut Table<'_>, paragraphs: u32) -> Vec<(u32, u32)> {
    let mut stretches = Vec::new();
    for text in t.some_texts("paragraphs") {
        let (from, to) = text.split_once('-').unwrap_or((&text, &text));
        match (from.parse::<u32>(), to.parse::<u32>()) {
            (Ok(from), Ok(to)) if 0 < from && from <= to && to <= paragraphs => {
                stretches.push((from, to));
            }
            _ => t.complain(
                "paragraphs",
                "place",
                format!("`{text}` is not a stretch of this source's paragraphs."),
                "Write `3` or `4-16`.",
            ),
        }
    }
    stretches
}
