//! What the bot says, as values: every caller renders these in its own way.

pub mod because;
pub mod caption;
pub mod ending;
pub mod note;
pub mod sheet;

use std::ops::Range;

use crate::knowledge::claim::Spoiler;
use crate::knowledge::entity::EntityKind;
use crate::lookup::name::Unfound;
use crate::words::reply;
use note::Note;
use sheet::Sheet;

/// Whether something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The sources say it.
    Answered,
    /// The sources say it in ways that cannot all be true.
    Disagreement,
    /// The sources do not say it.
    Unknown,
}

/// One cited source of an answer.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CitationReply {
    /// The mark in the answer.
    pub n: usize,
    /// Id of the source.
    pub source: String,
    /// Title of the source, or of its part.
    pub title: String,
    /// Author or speaker, as far as the source tells.
    pub author: Option<String>,
    /// File name of the founding or library text.
    pub file: String,
    /// The paragraphs, ascending.
    pub paragraphs: Vec<u32>,
    /// The cited words, cut from the library.
    pub quote: Option<String>,
    /// The whole cited paragraphs, from the library.
    pub text: Option<String>,
    /// Link.
    pub url: Option<String>,
}

/// A stretch of an answer that gives away something of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoiling {
    /// Its bytes; the marks after it are not among them.
    pub bytes: Range<usize>,
    /// The numbers of its citations.
    pub marks: Vec<usize>,
    /// How much it gives away.
    pub level: Spoiler,
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct AnswerReply {
    /// Whether it is known.
    pub status: Status,
    /// What the person reads, with its `[n]` marks.
    pub answer: String,
    /// The sources, in the order of their marks.
    pub citations: Vec<CitationReply>,
    /// Questions that are answered, where this one is not.
    pub suggestions: Vec<String>,
    /// The edition it was made over.
    pub edition: String,
    /// How the question was read where it was not exact, in sentences.
    #[serde(skip)]
    pub readings: Vec<String>,
    /// What of the answer gives away a story, in its order.
    #[serde(skip)]
    pub spoilers: Vec<Spoiling>,
    /// Further questions that are answered, for callers that offer them with an answer.
    #[serde(skip)]
    pub related: Vec<String>,
}

/// One source of the bibliography.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLine {
    /// Id.
    pub id: String,
    /// Title, author, publisher and date, as far as known.
    pub reference: String,
    /// Claims drawn from it.
    pub claims: usize,
    /// Whether its text is in the library.
    pub in_library: bool,
}

/// What the bot says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// To a question.
    Answer(AnswerReply),
    /// To a look-up.
    Sheet(Sheet),
    /// To a look-up of a name that leads to nothing.
    NoSuchName {
        /// What kinds it could have been of.
        kinds: &'static [EntityKind],
        /// Why.
        why: Unfound,
    },
    /// To a look-up that has nothing to show.
    Note(Note),
    /// The bibliography.
    Sources(Vec<SourceLine>),
    /// The commands.
    Help,
}

/// Paragraph numbers with runs joined: `3, 5–7`.
pub fn paragraphs_text(paragraphs: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in paragraphs {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let texts: Vec<_> = runs
        .iter()
        .map(|(from, to)| {
            if from == to {
                from.to_string()
            } else {
                format!("{from}–{to}")
            }
        })
        .collect();
    texts.join(", ")
}

/// What something of these kinds is called.
pub fn noun(kinds: &[EntityKind]) -> &'static str {
    reply().say(match kinds {
        [EntityKind::Film] => "sheet.kind.film",
        [EntityKind::Person] => "sheet.kind.person",
        [EntityKind::Place] => "sheet.kind.place",
        [EntityKind::Topic] => "sheet.kind.topic",
        _ => "sheet.kind.any",
    })
}
