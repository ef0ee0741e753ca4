//! Windows of the library's paragraphs: what is quoted where no claim answers.

use crate::answer::limits::Limits;
use crate::answer::question::Question;
use crate::edition::Edition;
use crate::knowledge::Knowledge;
use crate::knowledge::citation::{Citation, WordRange};
use crate::knowledge::library::Library;
use crate::knowledge::sentence::{sentences, words_of};
use crate::language::stem::Stems;
use crate::language::stopwords::is_stop_word;
use crate::language::tokens;

/// Words a window aims at: a few sentences, as much as an answer quotes.
const WINDOW_WORDS: u32 = 60;
/// Sentences shorter than this are headings, labels and menus: context, never answers.
const SENTENCE_WORDS: u32 = 6;
/// Least share of a question that a window must hold to be quoted.
const HELD: f32 = 0.9;
/// Most tokens read of one window.
const MAX_TOKENS: usize = 200;

/// A window of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub citation: Citation,
    /// Stems of its words, joined by blanks.
    pub terms: String,
    /// Stems of the heading above it and of its speaker's names.
    pub context: String,
}

/// All windows of a library, in the order of sources and paragraphs.
pub fn passages(knowledge: &Knowledge, library: &Library, stems: &Stems) -> Vec<Passage> {
    let mut passages = Vec::new();
    for (source, paragraphs) in library.texts() {
        let record = knowledge.source(source);
        let mut heading = String::new();
        for (number, paragraph) in (1u32..).zip(paragraphs) {
            let sentences = sentences(paragraph);
            let words = sentences.last().map_or(0, |s| s.to);
            if words < SENTENCE_WORDS {
                heading = stemmed(paragraph, stems);
                continue;
            }
            let speaker = record
                .speaker(number)
                .map(|id| stemmed(&knowledge.entity(id).name, stems))
                .unwrap_or_default();
            let context = format!("{heading} {speaker}");
            for range in windows(&sentences) {
                passages.push(Passage {
                    citation: Citation {
                        source,
                        paragraph: number,
                        words: Some(range),
                    },
                    terms: stemmed(&words_of(paragraph, range), stems),
                    context: context.clone(),
                });
            }
        }
    }
    passages
}

/// Runs of whole sentences of about [`WINDOW_WORDS`] words, each begun at another sentence.
fn windows(sentences: &[WordRange]) -> Vec<WordRange> {
    let mut windows: Vec<WordRange> = Vec::new();
    for (at, first) in sentences.iter().enumerate() {
        let last = sentences[at..]
            .iter()
            .take_while(|s| s.to - first.from < WINDOW_WORDS)
            .last()
            .unwrap_or(first);
        if windows.last().is_none_or(|before| before.to < last.to) {
            windows.push(WordRange {
                from: first.from,
                to: last.to,
            });
        }
    }
    windows
}

fn stemmed(text: &str, stems: &Stems) -> String {
    let mut out = String::new();
    for token in tokens(text, MAX_TOKENS) {
        if !is_stop_word(&token) {
            out.push_str(&stems.stem(&token));
            out.push(' ');
        }
    }
    out
}

/// The best passage of the library, where it holds nearly all that the question names.
pub fn best(question: &Question, edition: &Edition, limits: &Limits) -> Option<usize> {
    let terms = question.stems();
    if terms.len() < 2 || edition.passages.is_empty() {
        return None;
    }
    let hits = edition.index().passages(&terms, limits.passages);
    let held = |at: usize| {
        let passage = &edition.passages[at];
        let has = |stem: &str| {
            passage
                .terms
                .split(' ')
                .chain(passage.context.split(' '))
                .any(|t| t == stem)
        };
        let all: f32 = terms.iter().map(|(_, w)| w).sum();
        terms
            .iter()
            .filter(|(stem, _)| has(stem))
            .map(|(_, w)| w)
            .sum::<f32>()
            / all.max(f32::EPSILON)
    };
    hits.into_iter()
        .map(|hit| hit.at)
        .find(|at| held(*at) >= HELD)
}
