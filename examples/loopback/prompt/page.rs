//! A message as text: what it says, its cards, and what can be pressed and chosen, numbered.

use serde_json::{Value, json};

use super::club::Club;
use super::markup::plain;
use crate::loopback::{Message, components};

/// A button, or an entry of a menu.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) label: String,
    /// None for a link.
    pub(crate) custom_id: Option<String>,
    /// What is sent when it is chosen; none for a button.
    pub(crate) value: Option<Value>,
}

/// What can be pressed and chosen on a message, in the order in which it is shown.
pub(crate) fn parts(message: &Message) -> Vec<Part> {
    let mut parts = Vec::new();
    for component in components(&message.components) {
        let custom_id = || component["custom_id"].as_str().map(ToOwned::to_owned);
        match component["type"].as_u64() {
            Some(2) => parts.push(Part {
                label: label(component),
                custom_id: custom_id(),
                value: None,
            }),
            Some(3) => parts.extend(entries(component).map(|entry| Part {
                label: label(entry),
                custom_id: custom_id(),
                value: Some(entry["value"].clone()),
            })),
            _ => {}
        }
    }
    parts
}

/// The message for the person who acts.
pub(crate) fn page(message: &Message, club: &Club, is_new: bool) -> String {
    let mut head = club.name_of(message.author);
    if message.only_for.is_some() {
        head.push_str(" (only you see this)");
    } else if message.channel != club.channel.id() {
        head.push_str(" (direct message)");
    }
    if !is_new {
        head.push_str(" (changed)");
    }
    let mut lines = vec![format!("{head}:")];
    let mut say = |indent: &str, text: &str| {
        let text = plain(text, &|id| club.name_of(id));
        lines.extend(
            text.lines()
                .map(|line| format!("{indent}{line}").trim_end().to_owned()),
        );
    };
    say("  ", &message.content);
    for embed in &message.embeds {
        let mut text = |value: &Value| say("  | ", value.as_str().unwrap_or_default());
        text(&embed["author"]["name"]);
        text(&embed["title"]);
        text(&embed["url"]);
        text(&embed["description"]);
        for field in embed["fields"].as_array().into_iter().flatten() {
            text(&field["name"]);
            text(&field["value"]);
        }
        text(&embed["footer"]["text"]);
    }
    for file in &message.attachments {
        say(
            "  ",
            &format!("[file {}]", file["filename"].as_str().unwrap_or_default()),
        );
    }
    let mut number = 0;
    for row in &message.components {
        lines.extend(row_lines(row, &mut number));
    }
    lines.join("\n")
}

/// A row: buttons in one line, a menu's entries in a line each.
fn row_lines(row: &Value, number: &mut usize) -> Vec<String> {
    let mut buttons = Vec::new();
    let mut lines = Vec::new();
    for component in components(std::slice::from_ref(row)) {
        let grey = if component["disabled"] == json!(true) {
            ", grey"
        } else {
            ""
        };
        match component["type"].as_u64() {
            Some(2) => {
                *number += 1;
                let link = component["url"].as_str().map(|url| format!(": {url}"));
                let link = link.unwrap_or_default();
                buttons.push(format!("[{number} {}{link}{grey}]", label(component)));
            }
            Some(3) => {
                let asks = component["placeholder"].as_str().unwrap_or("Choose");
                lines.push(format!("  {asks}{grey}"));
                for entry in entries(component) {
                    *number += 1;
                    let chosen = if entry["default"] == json!(true) {
                        " (chosen)"
                    } else {
                        ""
                    };
                    let more = entry["description"]
                        .as_str()
                        .map(|more| format!(" - {more}"));
                    let more = more.unwrap_or_default();
                    lines.push(format!("    {number} {}{more}{chosen}", label(entry)));
                }
            }
            Some(10) => lines.push(component["content"].as_str().unwrap_or_default().to_owned()),
            _ => {}
        }
    }
    if !buttons.is_empty() {
        lines.push(format!("  {}", buttons.join(" ")));
    }
    lines
}

fn entries(menu: &Value) -> impl Iterator<Item = &Value> {
    menu["options"].as_array().into_iter().flatten()
}

fn label(component: &Value) -> String {
    let text = component["label"]
        .as_str()
        .or(component["emoji"]["name"].as_str());
    text.unwrap_or_default().to_owned()
}
