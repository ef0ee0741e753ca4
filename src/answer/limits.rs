//! Bounds on the work one question may cause, whatever it says.

/// Bounds on one answer; configuration may lower them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Characters of a question that are read; the rest is ignored.
    pub question_chars: usize,
    /// Terms of a question that are matched.
    pub terms: usize,
    /// Synonyms and readings of one term.
    pub expansions: usize,
    /// Claims that are compared with the question.
    pub candidates: usize,
    /// Passages of the library that are compared with the question.
    pub passages: usize,
}

/// Most terms of a question, whatever the configuration says.
pub const MAX_TERMS: usize = 32;

/// Longest answer, in characters: what one Discord embed shows before it gets long.
pub const MAX_ANSWER_CHARS: usize = 700;

/// Most citations of an answer.
pub const MAX_CITATIONS: usize = 5;

/// Most paragraphs of a citation.
pub const MAX_PARAGRAPHS: usize = 5;

impl Default for Limits {
    fn default() -> Self {
        Self {
            question_chars: 512,
            terms: 32,
            expansions: 24,
            candidates: 48,
            passages: 8,
        }
    }
}
