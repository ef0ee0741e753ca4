//! Replies as plain text: what Discord shows, without its decoration.

use std::fmt::Write;

use crate::reply::{AnswerReply, Card, CitationReply, Reply, SourceLine, paragraphs_text};
use crate::request::console_commands;

/// Any reply as text.
pub fn reply_text(reply: &Reply) -> String {
    match reply {
        Reply::Answer(answer) => answer_text(answer),
        Reply::Card(card) => card_text(card),
        Reply::NoSuchName { noun, nearest } => {
            format!(
                "I know no {noun} of that name. Nearest: {}.",
                nearest.join(", ")
            )
        }
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
        Reply::Card(card) => card_with(card, |n| format!("{n}. ")),
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

fn card_text(card: &Card) -> String {
    card_with(card, |_| "- ".into())
}

fn card_with(card: &Card, mark: impl Fn(usize) -> String) -> String {
    let mut out = card.title.clone();
    if !card.names.is_empty() {
        let _ = write!(out, "\nAlso: {}", card.names.join(", "));
    }
    for line in &card.lines {
        let _ = write!(
            out,
            "\n  {}: {} ({})",
            line.label,
            line.value,
            line.places_text()
        );
    }
    if card.more > 0 {
        let _ = write!(out, "\n  … and {} more", card.more);
    }
    offer(&card.questions, mark, &mut out);
    out
}

fn source_text(source: &SourceLine) -> String {
    let library = if source.in_library {
        ", in the library"
    } else {
        ""
    };
    format!(
        "{}: {} ({} claims{library})",
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
