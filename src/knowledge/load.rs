//! Content files to [`Knowledge`]: the one place where written ids become
//! positions and every entry is checked against its schema.
//!
//! Any TOML file may hold any kind of entry (`[[source]]`, `[[film]]`,
//! `[[claim]]` …); `knowledge/README.md` describes each. Loading goes on to the
//! end whatever it meets and returns all problems with what could be read.

use std::collections::HashMap;

use toml::de::DeTable;

use super::attribute::{Attribute, AttributeId, ValueType};
use super::citation::{Citation, Place};
use super::claim::{Ask, Claim, ClaimId, ListExtent, Reply, Spoiler, Statement};
use super::dispute::{Dispute, Gap, Overview, Side};
use super::entity::{Entity, EntityId, EntityKind};
use super::problem::Problem;
use super::source::{Part, Reliability, Source, SourceId};
use super::table::{File, Table};
use super::{Exception, Knowledge, Pin, Waiver};

/// Largest content file read, in bytes.
pub const MAX_FILE_BYTES: usize = 8 << 20;

/// The kinds of entry a file may hold.
const KINDS: &[&str] = &[
    "source", "film", "person", "place", "topic", "attribute", "claim", "waiver", "dispute", "overview", "gap", "pin", "exception",
];

/// Reads content files, given as path and text, into knowledge and everything wrong with them.
pub fn load(files: &[(String, String)]) -> (Knowledge, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut knowledge = Knowledge { files: files.iter().map(|(path, _)| path.clone()).collect(), ..Knowledge::default() };
    let mut parsed = Vec::new();
    for (index, (path, text)) in files.iter().enumerate() {
        let file = File::new(path, u16::try_from(index).unwrap_or(u16::MAX), text);
        if path.ends_with(".txt") {
            knowledge.words.english = text.replace('\r', "");
        } else if path.ends_with(".toml") {
            let (table, errors) = DeTable::parse_recoverable(text);
            for error in errors {
                let line = error.span().map_or(1, |span| file.line(span.start));
                problems.push(Problem {
                    file: path.clone(),
                    line,
                    entry: "file".into(),
                    rule: "toml",
                    message: format!("This is not TOML: {}.", error.message().trim_end_matches('.')),
                    remedy: "Mend the syntax at this line.".into(),
                });
            }
            parsed.push((file, table.into_inner()));
        }
    }
    let mut loader = Loader { knowledge, problems, ..Loader::default() };
    for (file, table) in &parsed {
        loader.check_top_level(file, table);
    }
    // Ids first, so that an entry may refer to one in a later file.
    for stage in [Stage::Names, Stage::Entities, Stage::Claims, Stage::Rest] {
        for (file, table) in &parsed {
            loader.file(stage, file, table);
        }
    }
    (loader.knowledge, loader.problems)
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

#[derive(Default)]
struct Loader {
    knowledge: Knowledge,
    problems: Vec<Problem>,
    entities: HashMap<String, EntityId>,
    sources: HashMap<String, SourceId>,
    attributes: HashMap<String, AttributeId>,
    claims: HashMap<String, ClaimId>,
    others: HashMap<String, ()>,
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
        let default_source = table.get("source").and_then(|v| v.get_ref().as_str()).unwrap_or_default();
        if stage == Stage::Rest {
            self.word_lists(file, table);
        }
        for kind in KINDS {
            let Some(entries) = table.get(*kind).and_then(|v| v.get_ref().as_array()) else { continue };
            for entry in entries.iter() {
                let Some(fields) = entry.get_ref().as_table() else { continue };
                let mut problems = std::mem::take(&mut self.problems);
                let t = Table::new(file, fields, entry.span(), kind, &mut problems);
                match (stage, *kind) {
                    (Stage::Names, "film" | "person" | "place" | "topic") => self.entity_id(t),
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
                    _ => {}
                }
                self.problems = problems;
            }
        }
    }

    fn entity_id(&mut self, mut t: Table<'_>) {
        let id = self.new_id(&mut t);
        let next = EntityId(u16::try_from(self.entities.len()).unwrap_or(u16::MAX));
        self.entities.entry(id).or_insert(next);
    }

    /// Reads an id and complains where it is malformed or taken.
    fn new_id(&mut self, t: &mut Table<'_>) -> String {
        let id = t.text("id");
        let sound = id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !sound {
            t.complain("id", "id", format!("`{id}` is not an id."), "Use lower-case letters, digits and hyphens.");
        }
        if !id.is_empty() && self.others.insert(id.clone(), ()).is_some() {
            t.complain("id", "duplicate-id", format!("The id `{id}` is taken."), "Give this entry an id of its own.");
        }
        id
    }

    fn entity(&mut self, mut t: Table<'_>, kind: EntityKind) {
        let id = t.text("id");
        let film = kind == EntityKind::Film;
        let entity = Entity {
            kind,
            name: t.text("name"),
            names: t.texts("names"),
            year: if film { t.optional_number("year") } else { None },
            director: if film { self.optional_entity(&mut t, "director") } else { None },
            occupation: if kind == EntityKind::Person { t.optional_text("occupation") } else { None },
            mentioned: t.flag("mentioned", true),
            origin: t.origin(),
            id,
        };
        t.finish();
        // A second entry of the same id is reported already and must not shift the positions.
        if self.entities.get(&entity.id).is_some_and(|id| usize::from(id.0) == self.knowledge.entities.len()) {
            self.knowledge.entities.push(entity);
        }
    }

    fn attribute(&mut self, mut t: Table<'_>) {
        let id = self.new_id(&mut t);
        let types = [
            ("person", ValueType::Person), ("film", ValueType::Film), ("place", ValueType::Place),
            ("date", ValueType::Date), ("number", ValueType::Number), ("text", ValueType::Text),
        ];
        let attribute = Attribute {
            value: t.choice("value", &types).unwrap_or(ValueType::Text),
            many: t.flag("many", false),
            asks: t.some_texts("asks"),
            origin: t.origin(),
            id: id.clone(),
        };
        t.finish();
        let next = AttributeId(u16::try_from(self.knowledge.attributes.len()).unwrap_or(u16::MAX));
        if self.attributes.insert(id, next).is_none() {
            self.knowledge.attributes.push(attribute);
        }
    }

    fn source(&mut self, mut t: Table<'_>) {
        let id = self.new_id(&mut t);
        let trust = [("high", Reliability::High), ("medium", Reliability::Medium), ("low", Reliability::Low)];
        let words: Vec<u32> = t.text("words").split_whitespace().filter_map(|n| n.parse().ok()).collect();
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
            parts: Vec::new(),
            origin: t.origin(),
            id: id.clone(),
        };
        if source.sha256.len() != 64 || !source.sha256.bytes().all(|b| b.is_ascii_hexdigit()) {
            t.complain("sha256", "sha256", "`sha256` is not a SHA-256.".into(), "Give the 64 hexadecimal digits of the text.");
        }
        if source.url.as_ref().is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
            t.complain("url", "url", "`url` is not a web address.".into(), "Begin it with https:// or leave it out.");
        }
        let parts = t.nested("part", |loader_table| Part {
            title: loader_table.text("title"),
            author: self.optional_entity(loader_table, "author"),
            interviewers: self.entities_of(loader_table, "interviewers"),
            date: loader_table.optional_text("date"),
            stretches: stretches(loader_table, source.paragraphs),
        });
        source.parts = parts;
        t.finish();
        let next = SourceId(u16::try_from(self.knowledge.sources.len()).unwrap_or(u16::MAX));
        if self.sources.insert(id, next).is_none() {
            self.knowledge.sources.push(source);
        }
    }

    fn claim(&mut self, mut t: Table<'_>, default_source: &str) {
        let id = self.new_id(&mut t);
        let spoilers = [("none", Spoiler::None), ("plot", Spoiler::Plot), ("ending", Spoiler::Ending)];
        let extents = [("whole", ListExtent::Whole), ("partial", ListExtent::Partial)];
        let about = self.entities_of(&mut t, "about");
        if about.is_empty() {
            t.complain("about", "missing-key", "`about` names no entity.".into(), "Name what the claim is about.");
        }
        let citations = self.citations(&mut t, "cite", default_source);
        if citations.is_empty() {
            t.complain("cite", "no-citation", "The claim has no citation.".into(), "Add `cite = [\"paragraph:from-to\"]`.");
        }
        let mut asks = Vec::new();
        for (key, reply) in [("asks", Reply::Plain), ("yes", Reply::Yes), ("no", Reply::No), ("denies", Reply::Denies)] {
            asks.extend(t.texts(key).into_iter().map(|text| Ask { text, reply }));
        }
        let claim = Claim {
            statement: self.statement(&mut t),
            text: t.text("text"),
            speaker: self.optional_entity(&mut t, "by").or_else(|| {
                citations.first().and_then(|c| self.knowledge.source(c.source).speaker(c.paragraph))
            }),
            spoiler: t.choice("spoiler", &spoilers).unwrap_or(Spoiler::None),
            list: t.choice("list", &extents),
            derived: t.optional_text("derived"),
            origin: t.origin(),
            about,
            citations,
            asks,
            id: id.clone(),
        };
        t.finish();
        let next = ClaimId(u32::try_from(self.knowledge.claims.len()).unwrap_or(u32::MAX));
        if !claim.about.is_empty() && !claim.citations.is_empty() && self.claims.insert(id, next).is_none() {
            self.knowledge.claims.push(claim);
        }
    }

    fn statement(&mut self, t: &mut Table<'_>) -> Option<Statement> {
        let attribute = t.optional_text("attribute");
        let value = t.optional_text("value");
        let (attribute, value) = match (attribute, value) {
            (Some(attribute), Some(value)) => (attribute, value),
            (None, None) => return None,
            (Some(_), None) => {
                t.complain("attribute", "missing-key", "`attribute` has no `value`.".into(), "Add the value or remove the attribute.");
                return None;
            }
            (None, Some(_)) => {
                t.complain("value", "missing-key", "`value` has no `attribute`.".into(), "Add the attribute or remove the value.");
                return None;
            }
        };
        let Some(id) = self.attributes.get(&attribute).copied() else {
            t.complain("attribute", "dangling", format!("There is no attribute `{attribute}`."), "Use one of attributes.toml.");
            return None;
        };
        let entity = self.entities.get(&value).copied();
        Some(Statement { attribute: id, value, entity })
    }

    fn waiver(&mut self, mut t: Table<'_>, default_source: &str) {
        let places = self.citations(&mut t, "place", default_source);
        let reason = t.text("reason");
        t.finish();
        self.knowledge.waivers.extend(places.into_iter().map(|place| Waiver {
            source: place.source,
            paragraph: place.paragraph,
            words: place.words,
            reason: reason.clone(),
        }));
    }

    fn dispute(&mut self, mut t: Table<'_>) {
        let id = self.new_id(&mut t);
        let sides = t.nested("side", |side| Side { claims: self.claims_of(side, "claims") });
        let dispute =
            Dispute { matter: t.text("matter"), asks: t.some_texts("asks"), origin: t.origin(), sides, id };
        if dispute.sides.len() < 2 || dispute.sides.iter().any(|side| side.claims.is_empty()) {
            t.complain("side", "dispute-sides", "The dispute has fewer than two sides with claims.".into(), "Give each side its claims.");
            t.finish();
            return;
        }
        t.finish();
        self.knowledge.disputes.push(dispute);
    }

    fn overview(&mut self, mut t: Table<'_>) {
        let id = self.new_id(&mut t);
        let claims = self.claims_of(&mut t, "claims");
        let overview = Overview { claims, asks: t.some_texts("asks"), origin: t.origin(), id };
        if overview.claims.len() < 2 {
            t.complain("claims", "overview-claims", "The overview has fewer than two claims.".into(), "Name the claims it is made of.");
        } else {
            self.knowledge.overviews.push(overview);
        }
        t.finish();
    }

    fn gap(&mut self, mut t: Table<'_>) {
        let id = self.new_id(&mut t);
        let gap = Gap {
            about: self.entities_of(&mut t, "about"),
            text: t.text("text"),
            citations: self.citations(&mut t, "cite", ""),
            asks: t.some_texts("asks"),
            origin: t.origin(),
            id,
        };
        t.finish();
        self.knowledge.gaps.push(gap);
    }

    fn pin(&mut self, mut t: Table<'_>) {
        let pin = Pin { question: t.text("question"), claims: t.texts("claims"), origin: t.origin() };
        for claim in &pin.claims {
            if !self.others.contains_key(claim) {
                t.complain("claims", "dangling", format!("There is no claim or dispute `{claim}`."), "Mend or remove the id.");
            }
        }
        t.finish();
        self.knowledge.pins.push(pin);
    }

    fn exception(&mut self, mut t: Table<'_>) {
        let exception =
            Exception { claim: t.text("claim"), words: t.some_texts("words"), reason: t.text("reason"), origin: t.origin() };
        if !self.claims.contains_key(&exception.claim) {
            t.complain("claim", "dangling", format!("There is no claim `{}`.", exception.claim), "Mend or remove the exception.");
        }
        t.finish();
        self.knowledge.exceptions.push(exception);
    }

    fn word_lists(&mut self, file: &File<'_>, table: &DeTable<'_>) {
        let mut t = Table::new(file, table, 0..0, "word lists", &mut self.problems);
        self.knowledge.words.synonyms.extend(t.word_groups("synonyms"));
        self.knowledge.words.glossary.extend(t.word_map("glossary"));
    }

    fn optional_entity(&self, t: &mut Table<'_>, key: &'static str) -> Option<EntityId> {
        let id = t.optional_text(key)?;
        let found = self.entities.get(&id).copied();
        if found.is_none() {
            t.complain(key, "dangling", format!("There is no entity `{id}`."), "Mend the id, or add the entity with its names.");
        }
        found
    }

    fn entities_of(&self, t: &mut Table<'_>, key: &'static str) -> Vec<EntityId> {
        resolve(t, key, "entity", &self.entities)
    }

    fn claims_of(&self, t: &mut Table<'_>, key: &'static str) -> Vec<ClaimId> {
        resolve(t, key, "claim", &self.claims)
    }

    fn citations(&self, t: &mut Table<'_>, key: &'static str, default_source: &str) -> Vec<Citation> {
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
            citations.push(Citation { source, paragraph: place.paragraph, words: place.words });
        }
        citations
    }
}

fn resolve<T: Copy>(t: &mut Table<'_>, key: &'static str, noun: &str, known: &HashMap<String, T>) -> Vec<T> {
    let mut found = Vec::new();
    for id in t.texts(key) {
        match known.get(&id) {
            Some(value) => found.push(*value),
            None => t.complain(key, "dangling", format!("There is no {noun} `{id}`."), "Mend the id, or add the entry."),
        }
    }
    found
}

/// Stretches of paragraphs, written `3` or `4-16`.
fn stretches(t: &mut Table<'_>, paragraphs: u32) -> Vec<(u32, u32)> {
    let mut stretches = Vec::new();
    for text in t.some_texts("paragraphs") {
        let (from, to) = text.split_once('-').unwrap_or((&text, &text));
        match (from.parse::<u32>(), to.parse::<u32>()) {
            (Ok(from), Ok(to)) if 0 < from && from <= to && to <= paragraphs => stretches.push((from, to)),
            _ => t.complain("paragraphs", "place", format!("`{text}` is not a stretch of this source's paragraphs."), "Write `3` or `4-16`."),
        }
    }
    stretches
}
