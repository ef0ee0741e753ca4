//! The sources of an answer, for one person: a line each, with buttons that open them.

use std::fmt::Write;

use super::super::button::{Action, Press};
use super::super::markup::{escape, fenced, shortened};
use super::super::message::{MAX_CONTENT, Message, Style};
use super::answer::{link, source_line};
use super::{Setting, length};
use crate::bot::page::{Page, Shown};
use crate::reply::CitationReply;
use crate::words::reply;

/// Longest claim or paragraph that is shown in one page.
const SHOWN: usize = 1_400;

/// All sources of an answer, each with a button that opens it.
pub fn references_message(
    citations: &[CitationReply],
    note: Option<&str>,
    setting: Setting<'_>,
) -> Message {
    let mut text = String::new();
    for citation in citations {
        let line = source_line(citation);
        let quote = citation.quote.as_deref().map(|quote| {
            let share = SHOWN / citations.len().max(1);
            format!("\n> {}", escape(&format!("“{}”", shortened(quote, share))))
        });
        let _ = writeln!(text, "{line}{}", quote.unwrap_or_default());
    }
    if let Some(note) = note {
        let _ = write!(text, "-# {}", escape(note));
    }
    let buttons = citations.iter().map(|citation| {
        let press = Press::new(Action::Open, setting.answer).at(citation.n);
        let label = reply().fill("reader.open", &[("n", &citation.n)]);
        setting.button(Style::Secondary, &label, press)
    });
    Message::private(shortened(text.trim_end(), MAX_CONTENT)).buttons(&buttons.collect::<Vec<_>>())
}

/// One paragraph of a source, with the cited words marked where the library has it.
pub fn page_message(
    page: &Page,
    note: Option<&str>,
    press: Press,
    setting: Setting<'_>,
) -> Message {
    let mut head = format!("**{}**", escape(&page.title));
    if let Some(speaker) = &page.speaker {
        let speaks = reply().fill("reader.speaks", &[("speaker", &escape(speaker))]);
        let _ = write!(head, " · {speaks}");
    }
    if let Some(date) = &page.date {
        let _ = write!(head, " · {}", escape(date));
    }
    let place = reply().fill(
        "reader.place",
        &[
            ("source", &escape(&page.source)),
            ("paragraph", &page.paragraph),
            ("paragraphs", &page.paragraphs),
        ],
    );
    let _ = write!(head, "\n-# {place}");
    if let Some(link) = page.url.as_deref().and_then(link) {
        let _ = write!(head, " · {link}");
    }
    let mut foot = String::new();
    if let Some(note) = note {
        let _ = write!(foot, "\n-# {}", escape(note));
    }
    let room = MAX_CONTENT.saturating_sub(length(&head) + length(&foot) + 4);
    let body = shortened(&shown_text(&page.shown), room.min(SHOWN + 400));
    let page_at = |step: i16| Press {
        action: Action::Page,
        step,
        ..press
    };
    let step = |by: i16| page_at(press.step.saturating_add(by));
    let buttons = vec![
        setting
            .button(Style::Secondary, reply().say("reader.previous"), step(-1))
            .disabled(page.paragraph <= 1),
        setting
            .button(Style::Secondary, reply().say("reader.next"), step(1))
            .disabled(page.paragraph >= page.paragraphs),
        setting.button(
            Style::Secondary,
            reply().say("reader.reference"),
            Press {
                action: Action::Reference,
                ..press
            },
        ),
    ];
    Message::private(format!("{head}\n\n{body}{foot}")).buttons(&buttons)
}

fn shown_text(shown: &Shown) -> String {
    match shown {
        Shown::Paragraph {
            before,
            cited,
            after,
        } => {
            let mut text = String::from("> ");
            for (part, marked) in [(before, false), (cited, true), (after, false)] {
                let part = escape(part);
                if part.is_empty() {
                    continue;
                }
                if !text.ends_with("> ") {
                    text.push(' ');
                }
                if marked {
                    let _ = write!(text, "**{}**", shortened(&part, SHOWN));
                } else {
                    text.push_str(&shortened(&part, SHOWN / 3));
                }
            }
            text
        }
        Shown::Claims(claims) if claims.is_empty() => {
            reply().say("reader.nothing-drawn").to_owned()
        }
        Shown::Claims(claims) => {
            let lines: Vec<_> = claims
                .iter()
                .map(|claim| format!("- {}", escape(claim)))
                .collect();
            format!("{}\n{}", reply().say("reader.drawn"), lines.join("\n"))
        }
    }
}

/// A reference that can be copied, as text and as BibTeX.
pub fn reference_message(text: &str, bibtex: &str) -> Message {
    Message::private(shortened(
        &format!(
            "```\n{}\n```\n```bibtex\n{}\n```",
            fenced(text),
            fenced(bibtex)
        ),
        MAX_CONTENT,
    ))
}
