//! An answer as a message: the answer first, then a line for each source.

use std::fmt::Write;

use super::super::button::{Action, Press};
use super::super::markup::{escape, plain, shortened};
use super::super::message::{Button, Embed, MAX_CONTENT, Message, Style};
use super::notice::only_you;
use super::{Setting, length, with_rows};
use crate::bot::recorded::Recorded;
use crate::reply::{AnswerReply, CitationReply, Status, paragraphs_text};

/// Longest quote that is shown with an answer; the reader shows it whole.
const QUOTE: usize = 240;
/// Longest author, title and link of a source's line; the reader shows them whole.
const AUTHOR: usize = 60;
const TITLE: usize = 100;
const LINK: usize = 200;
/// Longest question that is repeated.
const QUESTION: usize = 120;
/// What stays of an answer, however much room its sources take.
const LEAST_BODY: usize = 400;
/// Room for the id and the short notes that may follow.
const AFTERWARDS: usize = 140;

/// An answer with its sources and buttons. `asked` is repeated in small letters below it.
pub fn answer_message(reply: &AnswerReply, asked: Option<&str>, setting: Setting<'_>) -> Message {
    let readings: String = reply.readings.iter().fold(String::new(), |mut out, line| {
        let _ = write!(out, "\n-# {}", escape(line));
        out
    });
    let mut foot = String::new();
    if let Some(asked) = asked {
        let asked = shortened(&plain(asked), QUESTION);
        let _ = write!(foot, "\n-# {}", escape(&format!("“{asked}”")));
    }
    let sources = reply
        .citations
        .iter()
        .map(source_line)
        .collect::<Vec<_>>()
        .join("\n");
    let quote = reply
        .citations
        .iter()
        .find_map(quote_line)
        .unwrap_or_default();
    let fixed = length(&readings) + length(&foot) + AFTERWARDS;
    let mut message = Message {
        private: setting.private,
        ..Message::default()
    };
    // Where even the shortest body would cost a source, the sources get a card of their own.
    let in_card = fixed + length(&sources) + LEAST_BODY > MAX_CONTENT;
    let below = if in_card || sources.is_empty() {
        String::new()
    } else {
        format!("\n\n{sources}")
    };
    let room = MAX_CONTENT.saturating_sub(fixed + length(&below));
    let mut body = said(&reply.answer);
    if length(&body) + length(&quote) <= room {
        body.push_str(&quote);
    }
    let body = shortened(&body, room);
    message.content = format!("{body}{readings}{below}{foot}");
    if in_card {
        message.embed = Some(Embed {
            description: sources,
            ..Embed::default()
        });
        // Links are most of such a list, and the reader behind the button has them.
        let names = reply.citations.iter().map(source_name);
        let names = names.collect::<Vec<_>>().join("\n");
        let room = MAX_CONTENT.saturating_sub(fixed + length(&names) + 2);
        let body = shortened(&said(&reply.answer), room);
        message.plain = Some(format!("{body}{readings}\n\n{names}{foot}"));
    }
    with_rows(message, buttons(reply, setting))
}

/// The answer to a question of a person; where there is none, moderators who `can_be_told` can be told.
pub fn asked_message(
    reply: &AnswerReply,
    question: &str,
    can_be_told: bool,
    setting: Setting<'_>,
) -> Message {
    let mut message = answer_message(reply, Some(question), setting);
    let id = setting.answer;
    // For `/why`; it stays where the answer is copied elsewhere.
    for text in std::iter::once(&mut message.content).chain(&mut message.plain) {
        let _ = write!(text, " · {id}");
    }
    let rows = match reply.status {
        Status::Answered | Status::Disagreement => return message,
        Status::Unknown => vec![
            setting.offers(&reply.suggestions),
            unknown_row(can_be_told, setting),
        ],
    };
    message.rows.clear();
    with_rows(message, rows)
}

fn buttons(reply: &AnswerReply, setting: Setting<'_>) -> Vec<Vec<Button>> {
    match reply.status {
        Status::Answered | Status::Disagreement => {
            vec![answer_row(setting), setting.offers(&reply.related)]
        }
        Status::Unknown => vec![
            setting.offers(&reply.suggestions),
            unknown_row(false, setting),
        ],
    }
}

/// What can be done with an answer.
fn answer_row(setting: Setting<'_>) -> Vec<Button> {
    let mut row = vec![
        setting.plain_button("Sources", Action::Sources),
        setting.plain_button("More", Action::More),
        setting.plain_button("Helpful", Action::Helpful),
        setting.plain_button("Wrong", Action::Wrong),
    ];
    row.push(if setting.private {
        setting.plain_button("Share", Action::Share)
    } else {
        delete_button(setting)
    });
    row
}

/// What can be done where nothing is known.
fn unknown_row(can_be_told: bool, setting: Setting<'_>) -> Vec<Button> {
    let mut row = Vec::new();
    if can_be_told {
        row.push(setting.plain_button("Tell the moderators", Action::Tell));
    }
    if !setting.private {
        row.push(delete_button(setting));
    }
    row
}

fn delete_button(setting: Setting<'_>) -> Button {
    let press = Press::new(Action::Delete, setting.answer);
    setting.button(Style::Danger, "Delete", press)
}

/// A private answer's text and card, which are the bot's own already, for all.
pub fn shared_message(
    content: &str,
    card: Option<&str>,
    recorded: &Recorded,
    setting: Setting<'_>,
) -> Message {
    // It was said to one person that only they see it; now it is not so.
    let content = content.split(&only_you()).next().unwrap_or_default();
    let embed = card.map(|description| Embed {
        description: description.to_owned(),
        ..Embed::default()
    });
    let rows = match recorded.status {
        Status::Unknown => vec![
            setting.offers(&recorded.offers),
            unknown_row(false, setting),
        ],
        Status::Answered | Status::Disagreement => {
            vec![answer_row(setting), setting.offers(&recorded.offers)]
        }
    };
    let message = Message {
        embed,
        ..Message::text(content)
    };
    with_rows(message, rows)
}

/// Asks for the reason an answer is wrong.
pub fn reasons_message(setting: Setting<'_>) -> Message {
    let reasons = ["A wrong fact", "A wrong citation", "Not what I asked"];
    let buttons = (0..).zip(reasons).map(|(at, reason)| {
        let press = Press::new(Action::Reason, setting.answer).at(at);
        setting.button(Style::Secondary, reason, press)
    });
    Message::private("What is wrong with it?").buttons(&buttons.collect::<Vec<_>>())
}

/// The answer with its marks; everything but the marks is escaped.
fn said(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    // A mark is the bot's own where it is a number in brackets; the knowledge has none of these.
    while let Some(at) = rest.find('[') {
        let inside = &rest[at + 1..];
        let digits = inside
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(inside.len());
        let is_mark = (1..=2).contains(&digits)
            && inside[digits..].starts_with(']')
            && !inside[digits + 1..].starts_with('(');
        let end = if is_mark { at } else { at + 1 };
        append(&mut out, &rest[..end]);
        if is_mark {
            let _ = write!(out, "[{}]", &inside[..digits]);
            rest = &inside[digits + 1..];
        } else {
            rest = inside;
        }
    }
    append(&mut out, rest);
    out
}

/// Escapes a piece of a line and keeps the blanks at its ends, which escaping takes off.
fn append(out: &mut String, piece: &str) {
    let escaped = escape(piece);
    let blank = |text: &str| text.starts_with(char::is_whitespace);
    if blank(piece) && !out.is_empty() {
        out.push(' ');
    }
    out.push_str(&escaped);
    if !escaped.is_empty() && piece.ends_with(char::is_whitespace) {
        out.push(' ');
    }
}

fn quote_line(citation: &CitationReply) -> Option<String> {
    let quote = plain(citation.quote.as_deref()?);
    let short = shortened(&quote, QUOTE);
    Some(format!(
        "\n> {} [{}]",
        escape(&format!("“{short}”")),
        citation.n
    ))
}

/// `[1] Author. Title, ¶ 3 · <link>`; the link is the source's own and nobody else's.
pub(super) fn source_line(citation: &CitationReply) -> String {
    let mut line = source_name(citation);
    if let Some(link) = citation.url.as_deref().and_then(link) {
        let _ = write!(line, " · {link}");
    }
    line
}

/// `[1] Author. Title, ¶ 3`.
fn source_name(citation: &CitationReply) -> String {
    let mut named = String::new();
    if let Some(author) = &citation.author {
        let _ = write!(named, "{}. ", shortened(&plain(author), AUTHOR));
    }
    let _ = write!(
        named,
        "{}, ¶ {}",
        shortened(&plain(&citation.title), TITLE),
        paragraphs_text(&citation.paragraphs)
    );
    format!("[{}] {}", citation.n, escape(&named))
}

/// An address in angle brackets, so that it gets no preview; none where it is no plain address.
pub(super) fn link(url: &str) -> Option<String> {
    let sound = (url.starts_with("https://") || url.starts_with("http://"))
        && url.len() <= LINK
        && url.bytes().all(|b| b.is_ascii_graphic())
        && !url.contains(['<', '>', '`', '|', '\\']);
    sound.then(|| format!("<{url}>"))
}

/// Further evidence, for one person; `more` is where the next begins.
pub fn more_message(
    text: &str,
    citations: &[CitationReply],
    more: Option<usize>,
    setting: Setting<'_>,
) -> Message {
    let sources = citations
        .iter()
        .map(source_line)
        .collect::<Vec<_>>()
        .join("\n");
    let room = MAX_CONTENT.saturating_sub(length(&sources) + 2);
    let body = shortened(&said(text), room);
    let message = Message::private(format!("{body}\n\n{sources}"));
    match more {
        Some(next) => {
            let press = Press::new(Action::More, setting.answer).at(next);
            message.buttons(&[setting.button(Style::Secondary, "More", press)])
        }
        None => message,
    }
}
