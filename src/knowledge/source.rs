//! Texts that can be cited, and the parts in them that have a speaker of their own.

use super::entity::EntityId;
use super::problem::Origin;
use super::section::Section;

/// Position of a source in [`Knowledge::sources`](super::Knowledge::sources).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u16);

/// How far a source is to be trusted where sources differ; the order is that of trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reliability {
    /// First-hand, or an archive or edited publication.
    High,
    /// A signed secondary text or a curated data base.
    Medium,
    /// Unsigned or promotional.
    Low,
}

/// A text that can be cited.
#[derive(Debug, Clone)]
pub struct Source {
    /// Stable id, kebab-case.
    pub id: String,
    /// Title as printed.
    pub title: String,
    /// Who wrote the text as a whole; `None` where it is unsigned.
    pub author: Option<EntityId>,
    /// Who published it, where the text or its record tells.
    pub publisher: Option<String>,
    /// Date as printed, where there is one.
    pub date: Option<String>,
    /// Link, where one is known.
    pub url: Option<String>,
    /// Language, as a BCP 47 tag.
    pub language: String,
    /// How far it is to be trusted.
    pub reliability: Reliability,
    /// File name of the library text it was read from.
    pub file: String,
    /// SHA-256 of that text, in lower-case hexadecimal.
    pub sha256: String,
    /// Number of paragraphs of that text.
    pub paragraphs: u32,
    /// Number of words of each paragraph of that text, so that ranges are checked without it.
    pub words: Vec<u32>,
    /// The sections of cards that claims from stretches of its paragraphs stand in, where the claims do not tell.
    pub sections: Vec<(Section, Vec<(u32, u32)>)>,
    /// Parts with an author or speaker of their own, in the order given.
    pub parts: Vec<Part>,
    /// Where it is declared.
    pub origin: Origin,
}

/// A stretch of a source with an author or speaker of its own.
#[derive(Debug, Clone)]
pub struct Part {
    /// Title, such as that of an interview inside an article.
    pub title: String,
    /// Who writes or speaks; `None` where it is unsigned.
    pub author: Option<EntityId>,
    /// Who asks, in an interview.
    pub interviewers: Vec<EntityId>,
    /// When it was said or written, where the source tells.
    pub date: Option<String>,
    /// Stretches of paragraphs, both ends included.
    pub stretches: Vec<(u32, u32)>,
}

impl Source {
    /// The part a paragraph belongs to: the last one that holds it, so that a quotation may stand inside an essay.
    pub fn part(&self, paragraph: u32) -> Option<&Part> {
        self.parts.iter().rev().find(|part| {
            part.stretches
                .iter()
                .any(|(from, to)| (*from..=*to).contains(&paragraph))
        })
    }

    /// The section of a card that a paragraph tells of, where that is declared.
    pub fn section(&self, paragraph: u32) -> Option<Section> {
        let holds = |stretches: &[(u32, u32)]| {
            stretches
                .iter()
                .any(|(from, to)| (*from..=*to).contains(&paragraph))
        };
        let of = self.sections.iter().find(|(_, held)| holds(held))?;
        Some(of.0)
    }

    /// Who speaks in a paragraph, as far as the source tells.
    pub fn speaker(&self, paragraph: u32) -> Option<EntityId> {
        match self.part(paragraph) {
            Some(part) => part.author,
            None => self.author,
        }
    }
}
