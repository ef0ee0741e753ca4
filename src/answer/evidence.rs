//! Evidence and what is made of it. A [`Cited`] answer cannot exist without
//! evidence, and evidence cannot exist without a citation: the fields are
//! private and the constructors ask for them.

use std::fmt::Write;
use std::ops::Range;

use crate::knowledge::Knowledge;
use crate::knowledge::citation::Citation;
use crate::knowledge::claim::{ClaimId, Spoiler};

use super::limits::{MAX_ANSWER_CHARS, MAX_CITATIONS, MAX_PARAGRAPHS};

/// A sentence to say and the places that support it; never without a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    text: String,
    citations: Vec<Citation>,
    claim: Option<ClaimId>,
    spoiler: Spoiler,
}

impl Evidence {
    /// A claim's text, said with `lead` before it ("No." and the like).
    pub fn claim(knowledge: &Knowledge, id: ClaimId, lead: &str) -> Self {
        let claim = knowledge.claim(id);
        let text = if lead.is_empty() {
            claim.text.clone()
        } else {
            format!("{lead} {}", claim.text)
        };
        Self {
            text,
            citations: claim.citations.clone(),
            claim: Some(id),
            spoiler: claim.spoiler,
        }
    }

    /// A quotation of the library, which gives away what is drawn from its place.
    pub fn quotation(
        quote: &str,
        introduction: &str,
        citation: Citation,
        spoiler: Spoiler,
    ) -> Self {
        Self {
            text: format!("{introduction} “{quote}”"),
            citations: vec![citation],
            claim: None,
            spoiler,
        }
    }

    /// The claim it was made from, where it was.
    pub fn claim_id(&self) -> Option<ClaimId> {
        self.claim
    }

    /// The places that support it; never empty.
    pub fn citations(&self) -> &[Citation] {
        &self.citations
    }
}

/// What an answer is put together from, in its order.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// What is said about the evidence after it: that it disagrees, what of two values is the greater, what is open.
    Aside {
        /// The sentence.
        text: String,
        /// How much of a story it gives away.
        spoiler: Spoiler,
    },
    /// What is said, with its marks.
    Evidence(Evidence),
}

impl From<Evidence> for Piece {
    fn from(evidence: Evidence) -> Self {
        Self::Evidence(evidence)
    }
}

/// One source of an answer with the paragraphs cited from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The places, all of one source; never empty, at most [`MAX_PARAGRAPHS`] paragraphs.
    pub places: Vec<Citation>,
}

impl Reference {
    /// The paragraphs, ascending, each once.
    pub fn paragraphs(&self) -> Vec<u32> {
        let mut paragraphs: Vec<_> = self.places.iter().map(|p| p.paragraph).collect();
        paragraphs.sort_unstable();
        paragraphs.dedup();
        paragraphs
    }
}

/// A text with `[n]` marks and the references they stand for; never without a reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Cited {
    text: String,
    references: Vec<Reference>,
    claims: Vec<ClaimId>,
    stretches: Vec<Stretch>,
}

/// What one piece takes up of an answer's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its bytes, without the marks after it.
    pub bytes: Range<usize>,
    /// The numbers of its marks; none of an aside.
    pub marks: Vec<usize>,
    /// How much of a story it gives away.
    pub spoiler: Spoiler,
}

impl Cited {
    /// Joins pieces; from the first on that no longer fits the longest answer or the citations allowed, they are
    /// left out.
    ///
    /// `None` where no evidence is among those that fit.
    pub fn new(pieces: &[Piece]) -> Option<Self> {
        let mut cited = Self {
            text: String::new(),
            references: Vec::new(),
            claims: Vec::new(),
            stretches: Vec::new(),
        };
        for piece in pieces {
            let fits = match piece {
                Piece::Aside { text, spoiler } => cited.say(text, "", *spoiler, Vec::new()),
                Piece::Evidence(evidence) => cited.add(evidence),
            };
            if !fits {
                break;
            }
        }
        (!cited.references.is_empty()).then_some(cited)
    }

    /// Adds a sentence and its marks, where they fit.
    fn say(&mut self, text: &str, marks: &str, spoiler: Spoiler, numbers: Vec<usize>) -> bool {
        let blank = if self.text.is_empty() { "" } else { " " };
        let said = without_marks(text);
        let before = if marks.is_empty() { "" } else { " " };
        let text = format!("{}{blank}{said}{before}{marks}", self.text);
        if text.chars().count() > MAX_ANSWER_CHARS {
            return false;
        }
        let begin = self.text.len() + blank.len();
        self.stretches.push(Stretch {
            bytes: begin..begin + said.len(),
            marks: numbers,
            spoiler,
        });
        self.text = text;
        true
    }

    fn add(&mut self, piece: &Evidence) -> bool {
        let mut references = self.references.clone();
        let mut marks = String::new();
        let mut numbers: Vec<usize> = Vec::new();
        for citation in &piece.citations {
            let number = place(&mut references, *citation, &numbers);
            if !numbers.contains(&number) {
                numbers.push(number);
                let _ = write!(marks, "[{number}]");
            }
        }
        if references.len() > MAX_CITATIONS
            || references
                .iter()
                .any(|r| r.paragraphs().len() > MAX_PARAGRAPHS)
        {
            return false;
        }
        if !self.say(&piece.text, &marks, piece.spoiler, numbers) {
            return false;
        }
        self.references = references;
        self.claims.extend(piece.claim);
        true
    }

    /// The text with its marks.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The references, in the order of their marks; never empty.
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// Which piece takes up what of the text, in its order.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// The claims the text was made from.
    pub fn claims(&self) -> &[ClaimId] {
        &self.claims
    }
}

/// The number, from 1, under which a place is cited: an equal paragraph's, one this piece has already begun for the source, or a new one.
fn place(references: &mut Vec<Reference>, citation: Citation, own: &[usize]) -> usize {
    let same_paragraph = |r: &Reference| r.places.iter().any(|p| p.same_paragraph(&citation));
    if let Some(at) = references.iter().position(same_paragraph) {
        if !references[at].places.contains(&citation) {
            references[at].places.push(citation);
        }
        return at + 1;
    }
    if let Some(number) = own.iter().find(|n| {
        let reference = &references[**n - 1];
        reference.places[0].source == citation.source
            && reference.paragraphs().len() < MAX_PARAGRAPHS
    }) {
        references[*number - 1].places.push(citation);
        return *number;
    }
    references.push(Reference {
        places: vec![citation],
    });
    references.len()
}

/// The first thing in a text that reads like a mark: figures in square brackets.
pub fn first_mark(text: &str) -> Option<&str> {
    let figures = |inner: &str| {
        inner.contains(char::is_numeric)
            && inner
                .chars()
                .all(|c| c.is_numeric() || c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–'))
    };
    text.match_indices('[').find_map(|(start, _)| {
        let end = start + text[start..].find(']')?;
        figures(&text[start + 1..end]).then(|| &text[start..=end])
    })
}

/// The text with round brackets in the place of marks: a quoted note's number must not pose as a citation.
fn without_marks(text: &str) -> String {
    let mut text = text.to_owned();
    while let Some(mark) = first_mark(&text) {
        let round = format!("({})", &mark[1..mark.len() - 1]);
        text = text.replace(mark, &round);
    }
    text
}

/// What is not known, and questions that can be answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Unknown {
    /// Why nothing is said.
    pub silence: Silence,
    /// Questions the bot does answer, nearest first.
    pub suggestions: Vec<String>,
}

/// Why nothing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Silence {
    /// The sources leave it open, as the knowledge says in this sentence.
    Gap(String),
    /// A name is as near to one thing as to another.
    Torn {
        /// As it was typed.
        typed: String,
        /// What it may be.
        names: Vec<String>,
    },
    /// Nothing of the films is asked.
    NothingAsked,
    /// Nothing fits.
    Nothing,
}
