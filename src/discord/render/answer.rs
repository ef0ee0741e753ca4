//! An answer as a message: the answer first, then a line for each source.

use std::fmt::Write;

use super::super::button::{Action, Press};
use super::super::markup::{escape, plain, shortened, unmasked};
use super::super::message::{Button, Embed, MAX_CONTENT, Message, Style};
use super::notice::only_you;
use super::said::{Giveaways, answer_text, cut, quote_line, remasked, said};
use super::{Setting, length, with_rows};
use crate::bot::recorded::Recorded;
use crate::reply::{AnswerReply, CitationReply, Status, paragraphs_text};
use crate::store::records::WrongReason;
use crate::words;

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
        .find_map(|citation| quote_line(citation, reply, setting.open))
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
    let mut body = answer_text(reply, setting.open);
    if length(&body) + length(&quote) <= room {
        body.push_str(&quote);
    }
    let body = cut(&body, room);
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
        let body = cut(&answer_text(reply, setting.open), room);
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
            let veiled = reply.spoilers.iter().any(|s| s.level > setting.open);
            let unmask = setting.plain_button(words::reply().say("answer.unmask"), Action::Unmask);
            let unmask = veiled.then_some(unmask).into_iter().collect();
            vec![answer_row(setting), unmask, setting.offers(&reply.related)]
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
        setting.plain_button(words::reply().say("answer.sources"), Action::Sources),
        setting.plain_button(words::reply().say("answer.more"), Action::More),
        setting.plain_button(words::reply().say("answer.helpful"), Action::Helpful),
        setting.plain_button(words::reply().say("answer.wrong"), Action::Wrong),
    ];
    row.push(if setting.private {
        setting.plain_button(words::reply().say("answer.share"), Action::Share)
    } else {
        delete_button(setting)
    });
    row
}

/// What can be done where nothing is known.
fn unknown_row(can_be_told: bool, setting: Setting<'_>) -> Vec<Button> {
    let mut row = Vec::new();
    if can_be_told {
        row.push(setting.plain_button(words::reply().say("answer.tell"), Action::Tell));
    }
    if !setting.private {
        row.push(delete_button(setting));
    }
    row
}

fn delete_button(setting: Setting<'_>) -> Button {
    let press = Press::new(Action::Delete, setting.answer);
    setting.button(Style::Danger, words::reply().say("answer.delete"), press)
}

/// A private answer's text and card, which are the bot's own already, for all; what of it gives away too much is
/// masked. None where something of that is not found in it.
pub fn shared_message(
    content: &str,
    card: Option<&str>,
    recorded: &Recorded,
    spoilers: &Giveaways<'_>,
    setting: Setting<'_>,
) -> Option<Message> {
    // It was said to one person that only they see it; now it is not so.
    let content = content.split(&only_you()).next().unwrap_or_default();
    // What the asker had masked themselves is masked as all else is.
    let content = remasked(&unmasked(content), spoilers)?;
    let embed = card.map(|description| Embed {
        description: description.to_owned(),
        ..Embed::default()
    });
    let veiled = !spoilers.is_empty();
    let unmask = setting.plain_button(words::reply().say("answer.unmask"), Action::Unmask);
    let rows = match recorded.status {
        Status::Unknown => vec![
            setting.offers(&recorded.offers),
            unknown_row(false, setting),
        ],
        Status::Answered | Status::Disagreement => {
            vec![
                answer_row(setting),
                veiled.then_some(unmask).into_iter().collect(),
                setting.offers(&recorded.offers),
            ]
        }
    };
    let message = Message {
        embed,
        ..Message::text(content)
    };
    Some(with_rows(message, rows))
}

/// An answer's text and card for one person, with nothing masked.
pub fn unmasked_message(content: &str, card: Option<&str>) -> Message {
    Message {
        embed: card.map(|description| Embed {
            description: unmasked(description),
            ..Embed::default()
        }),
        ..Message::private(unmasked(content))
    }
}

/// The reasons an answer can be wrong for, each with the key of its label; buttons hold their places.
pub const REASONS: [(WrongReason, &str); 3] = [
    (WrongReason::WrongFact, "answer.wrong-fact"),
    (WrongReason::WrongCitation, "answer.wrong-citation"),
    (WrongReason::NotWhatIAsked, "answer.not-asked"),
];

/// Asks for the reason an answer is wrong.
pub fn reasons_message(setting: Setting<'_>) -> Message {
    let buttons = (0..).zip(REASONS).map(|(at, (_, reason))| {
        let press = Press::new(Action::Reason, setting.answer).at(at);
        setting.button(Style::Secondary, words::reply().say(reason), press)
    });
    Message::private(words::reply().say("answer.what-is-wrong"))
        .buttons(&buttons.collect::<Vec<_>>())
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
            message.buttons(&[setting.button(
                Style::Secondary,
                words::reply().say("answer.more"),
                press,
            )])
        }
        None => message,
    }
}
