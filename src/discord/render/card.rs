//! Films and people as cards.

use std::fmt::Write;

use super::super::markup::{escape, plain, shortened};
use super::super::message::{Embed, MAX_DESCRIPTION, Message};
use super::{Setting, length, with_rows};
use crate::reply::Card;

/// Room kept for the line that says what is left out.
const LEFT_OUT: usize = 60;

/// A card, with the questions it offers as buttons.
pub fn card_message(card: &Card, setting: Setting<'_>) -> Message {
    let mut text = String::new();
    if !card.names.is_empty() {
        let names: Vec<_> = card.names.iter().map(|name| escape(name)).collect();
        let _ = writeln!(text, "-# Also: {}", names.join(", "));
    }
    let mut left_out = card.more;
    let mut full = false;
    for line in &card.lines {
        let row = format!(
            "\n**{}** {} ({})",
            escape(&line.label),
            escape(&line.value),
            escape(&line.places.join("; "))
        );
        full |= length(&text) + length(&row) + LEFT_OUT > MAX_DESCRIPTION;
        if full {
            left_out += 1;
        } else {
            text.push_str(&row);
        }
    }
    if left_out > 0 {
        let _ = write!(text, "\n-# … and {left_out} more; ask for them");
    }
    if card.lines.is_empty() {
        text.push_str("\nThe sources state nothing of it in so many words; ask about it.");
    }
    let message = Message {
        embed: Some(Embed {
            title: escape(&card.title),
            description: text.trim().to_owned(),
            footer: None,
        }),
        private: setting.private,
        ..Message::default()
    };
    with_rows(message, vec![setting.offers(&card.questions)])
}

/// To a name that is none.
pub fn nearest_message(noun: &str, typed: &str, nearest: &[String]) -> Message {
    let typed = shortened(&plain(typed), 80);
    let names: Vec<_> = nearest.iter().map(|name| escape(name)).collect();
    Message::private(format!(
        "I know no {noun} called {}. Nearest: {}.",
        escape(&format!("“{typed}”")),
        names.join(", ")
    ))
}
