//! Coverage: every sentence of a text must be cited by a claim or waived with a reason.
//!
//! Pure functions over the knowledge and a library. Whether the library's texts
//! are those the sources describe is looked at here too, because ranges of
//! another text would mean other words.

use super::Knowledge;
use super::citation::WordRange;
use super::library::Library;
use super::problem::{Findings, Problem};
use super::sentence::{sentences, words_of};
use super::source::SourceId;

/// Words of an open sentence that its problem shows.
const SHOWN_WORDS: u32 = 6;

/// How much of one source is covered.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Coverage {
    /// Id of the source.
    pub id: String,
    /// Its sentences that hold a letter or digit.
    pub sentences: usize,
    /// Those whose words are all cited by claims.
    pub covered: usize,
    /// Those that need a waiver for some of their words.
    pub waived: usize,
    /// Those left.
    pub open: usize,
}

/// What stands over a word of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Open,
    Waived,
    Covered,
}

/// Coverage of every source whose text is there, with rules `open-sentence` and `text-differs`.
pub fn coverage(knowledge: &Knowledge, library: &Library) -> (Vec<Coverage>, Vec<Problem>) {
    let mut findings = Findings::new(knowledge);
    let mut all = Vec::new();
    for (id, paragraphs) in library.texts() {
        differing(knowledge, id, paragraphs, &mut findings);
        all.push(of_source(knowledge, id, paragraphs, &mut findings));
    }
    (all, findings.into_problems())
}

fn differing(
    knowledge: &Knowledge,
    id: SourceId,
    paragraphs: &[String],
    findings: &mut Findings<'_>,
) {
    let source = knowledge.source(id);
    let counts: Vec<u32> = paragraphs.iter().map(|p| count(p)).collect();
    if counts == source.words {
        return;
    }
    let at = counts
        .iter()
        .zip(&source.words)
        .take_while(|(a, b)| a == b)
        .count();
    let says = |words: Option<&u32>| match words {
        Some(1) => "1 word".to_owned(),
        Some(words) => format!("{words} words"),
        None => "no such paragraph".to_owned(),
    };
    let message = format!(
        "The text has {} paragraphs, `words` has {}; they differ first at ¶ {}: {} in the text, {} in `words`.",
        counts.len(),
        source.words.len(),
        at + 1,
        says(counts.get(at)),
        says(source.words.get(at)),
    );
    let counted: Vec<String> = counts.iter().map(u32::to_string).collect();
    let remedy = format!(
        "Where the text is the right one, write `words = \"{}\"`.",
        counted.join(" ")
    );
    findings.add(source.origin, &source.id, "text-differs", message, &remedy);
}

fn of_source(
    knowledge: &Knowledge,
    id: SourceId,
    paragraphs: &[String],
    findings: &mut Findings<'_>,
) -> Coverage {
    let source = knowledge.source(id);
    let marks = marks(knowledge, id, paragraphs);
    let mut coverage = Coverage {
        id: source.id.clone(),
        sentences: 0,
        covered: 0,
        waived: 0,
        open: 0,
    };
    for (number, (paragraph, marks)) in (1u32..).zip(paragraphs.iter().zip(&marks)) {
        for sentence in sentences(paragraph) {
            let words = words_of(paragraph, sentence);
            if !words.contains(char::is_alphanumeric) {
                continue;
            }
            coverage.sentences += 1;
            let of_sentence = marks
                .iter()
                .skip(sentence.from as usize - 1)
                .take((sentence.to + 1 - sentence.from) as usize);
            match of_sentence.min() {
                Some(Mark::Covered) => coverage.covered += 1,
                Some(Mark::Waived) => coverage.waived += 1,
                Some(Mark::Open) | None => {
                    coverage.open += 1;
                    let entry = format!(
                        "{} ¶ {number} words {}-{}",
                        source.id, sentence.from, sentence.to
                    );
                    let to = sentence.to.min(sentence.from + SHOWN_WORDS - 1);
                    let begins = words_of(
                        paragraph,
                        WordRange {
                            from: sentence.from,
                            to,
                        },
                    );
                    let message =
                        format!("No claim and no waiver holds the whole sentence “{begins} …”.");
                    findings.add(
                        source.origin,
                        &entry,
                        "open-sentence",
                        message,
                        "Write a claim for it, widen a citation, or waive it with a reason.",
                    );
                }
            }
        }
    }
    coverage
}

/// For each word of each paragraph, what stands over it.
fn marks(knowledge: &Knowledge, id: SourceId, paragraphs: &[String]) -> Vec<Vec<Mark>> {
    let mut marks: Vec<Vec<Mark>> = paragraphs
        .iter()
        .map(|p| vec![Mark::Open; count(p) as usize])
        .collect();
    let mut put = |paragraph: u32, range: Option<WordRange>, mark: Mark| {
        let Some(words) = (paragraph as usize)
            .checked_sub(1)
            .and_then(|at| marks.get_mut(at))
        else {
            return;
        };
        let (skip, take) = match range {
            Some(range) => (
                range.from.saturating_sub(1) as usize,
                (range.to + 1).saturating_sub(range.from) as usize,
            ),
            None => (0, words.len()),
        };
        for word in words.iter_mut().skip(skip).take(take) {
            *word = mark.max(*word);
        }
    };
    for waiver in knowledge
        .waivers
        .iter()
        .filter(|waiver| waiver.source == id)
    {
        put(waiver.paragraph, waiver.words, Mark::Waived);
    }
    for citation in knowledge
        .claims
        .iter()
        .flat_map(|claim| &claim.citations)
        .filter(|c| c.source == id)
    {
        put(citation.paragraph, citation.words, Mark::Covered);
    }
    marks
}

fn count(paragraph: &str) -> u32 {
    u32::try_from(paragraph.split_whitespace().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
