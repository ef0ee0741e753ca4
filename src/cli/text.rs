//! Replies as plain text: what Discord shows, without its decoration.

use std::fmt::Write;

use super::sheet::sheet_text;
use crate::knowledge::entity::EntityKind;
use crate::lookup::name::Unfound;
use crate::reply::{AnswerReply, CitationReply, Reply, SourceLine, noun, paragraphs_text};
use crate::request::console_commands;

/// Any reply as text.
pub fn reply_text(reply: &Reply) -> String {
    match reply {
        Reply::Answer(answer) => answer_text(answer),
        Reply::Sheet(sheet) => sheet_text(sheet),
        Reply::NoSuchName {
            kinds,
            why: Unfound::Typed { nearest, .. },
        } => {
            let all = match kinds {
                [EntityKind::Film] => " /list films lists them all.",
                [EntityKind::Person] => " /list people lists them all.",
                _ => "",
            };
            let near = if nearest.is_empty() {
                String::new()
            } else {
                format!(" Nearest: {}.", nearest.join(", "))
            };
            format!("I know no {} of that name.{near}{all}", noun(kinds))
        }
        Reply::NoSuchName {
            why: Unfound::Gone, ..
        } => "The knowledge no longer has that.".to_owned(),
        Reply::Note(note) => note.to_string(),
        Reply::Sources(sources) => sources
            .iter()
            .map(source_text)
            .collect::<Vec<_>>()
            .join("\n"),
        Reply::Help => help_text(),
    }
}

/// The same with the questions it offers numbered from 1, for callers that take the number.
pub fn numbered_text(reply: &Reply) -> String {
    match reply {
        Reply::Answer(answer) => answer_with(answer, |n| format!("{n}. ")),
        _ => reply_text(reply),
    }
}

/// An answer, then a line for each source; or suggestions where nothing is known.
pub fn answer_text(reply: &AnswerReply) -> String {
    answer_with(reply, |_| "- ".into())
}

fn answer_with(reply: &AnswerReply, mark: impl Fn(usize) -> String) -> String {
    let mut out = String::new();
    for reading in &reply.readings {
        let _ = writeln!(out, "({reading})");
    }
    out.push_str(&reply.answer);
    if !reply.citations.is_empty() {
        out.push('\n');
    }
    for citation in &reply.citations {
        let _ = write!(out, "\n{}", citation_text(citation));
    }
    offer(&reply.suggestions, mark, &mut out);
    out
}

/// Questions below a text, each behind its mark.
fn offer(questions: &[String], mark: impl Fn(usize) -> String, out: &mut String) {
    if !questions.is_empty() {
        out.push_str("\n\nWhat I can answer:");
    }
    for (n, question) in (1..).zip(questions) {
        let _ = write!(out, "\n{}{question}", mark(n));
    }
}

fn citation_text(citation: &CitationReply) -> String {
    let mut line = format!("[{}] ", citation.n);
    if let Some(author) = &citation.author {
        let _ = write!(line, "{author}. ");
    }
    let _ = write!(
        line,
        "{} ({}, ¶ {})",
        citation.title,
        citation.source,
        paragraphs_text(&citation.paragraphs)
    );
    if let Some(url) = &citation.url {
        let _ = write!(line, " <{url}>");
    }
    if let Some(quote) = &citation.quote {
        let _ = write!(line, "\n    “{quote}”");
    }
    line
}

fn source_text(source: &SourceLine) -> String {
    let library = if source.in_library {
        ", in the library"
    } else {
        ""
    };
    let claims = if source.claims == 1 {
        "claim"
    } else {
        "claims"
    };
    format!(
        "{}: {} ({} {claims}{library})",
        source.id, source.reference, source.claims
    )
}

fn help_text() -> String {
    let mut out = String::from("Type a question, or:");
    for command in console_commands() {
        let argument = if command.argument.is_empty() {
            String::new()
        } else {
            format!(" <{}>", command.argument)
        };
        let _ = write!(
            out,
            "\n  /{}{argument}  {}",
            command.name,
            command.description()
        );
    }
    out
}
