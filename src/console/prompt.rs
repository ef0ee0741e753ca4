//! What rustyline asks of the console while a line is typed: completions, the
//! grey hint after the cursor, colours. All of it is decided in [`super::completion`].

use std::borrow::Cow;

use rustyline::completion::{Completer, Pair};
use rustyline::highlight::Highlighter;
use rustyline::hint::{Hint, Hinter};
use rustyline::validate::Validator;
use rustyline::{Context, Helper};

use super::completion::{Completer as Names, argument};

/// Grey, for what is not typed yet.
const FAINT: &str = "\u{1b}[2m";
/// Bold, for the prompt.
const BOLD: &str = "\u{1b}[1m";
/// Ends a colour.
const PLAIN: &str = "\u{1b}[0m";
/// What an empty line shows.
const INVITATION: &str = "a question, or /help";
/// What it shows while a round is on.
const IN_ROUND: &str = "an answer, /hint, /skip or /stop";

/// The helper of the line editor.
pub(super) struct Prompt<'a> {
    names: Names<'a>,
    in_round: bool,
}

/// Grey text after the cursor.
pub(super) struct FaintText {
    text: String,
    /// False for a remark, which the right arrow must not insert.
    insertable: bool,
}

impl<'a> Prompt<'a> {
    pub(super) fn new(names: Names<'a>) -> Self {
        Self {
            names,
            in_round: false,
        }
    }

    /// Says whether lines are answers of a round.
    pub(super) fn in_round(&mut self, is_on: bool) {
        self.in_round = is_on;
    }
}

impl Helper for Prompt<'_> {}

impl Validator for Prompt<'_> {}

impl Completer for Prompt<'_> {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        at: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let (start, candidates) = self.names.complete(line.get(..at).unwrap_or(line));
        let pair = |c: super::completion::Candidate| Pair {
            display: c.display,
            replacement: c.replacement,
        };
        Ok((start, candidates.into_iter().map(pair).collect()))
    }
}

impl Hinter for Prompt<'_> {
    type Hint = FaintText;

    fn hint(&self, line: &str, at: usize, _: &Context<'_>) -> Option<FaintText> {
        if line.is_empty() {
            return Some(FaintText {
                text: if self.in_round { IN_ROUND } else { INVITATION }.into(),
                insertable: false,
            });
        }
        if self.in_round {
            return None;
        }
        if at < line.len() {
            return None;
        }
        if let Some(text) = self.names.rest(line) {
            return Some(FaintText {
                text,
                insertable: true,
            });
        }
        argument(line).map(|text| FaintText {
            text,
            insertable: false,
        })
    }
}

impl Hint for FaintText {
    fn display(&self) -> &str {
        &self.text
    }

    fn completion(&self) -> Option<&str> {
        self.insertable.then_some(self.text.as_str())
    }
}

impl Highlighter for Prompt<'_> {
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        Cow::Owned(format!("{BOLD}{prompt}{PLAIN}"))
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(format!("{FAINT}{hint}{PLAIN}"))
    }
}
