//! Menus: one of several things is chosen (<https://docs.discord.com/developers/components/reference#string-select>).

use serde::Serialize;

use super::super::markup::{plain, shortened};
use super::{Component, Message, Row};

/// Most entries of a menu.
const MAX_ENTRIES: usize = 25;
/// Most UTF-16 units of an entry's label and of its note.
const MAX_TEXT: usize = 100;

/// A menu, which fills its row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Menu {
    #[serde(rename = "type")]
    kind: u8,
    custom_id: String,
    placeholder: String,
    options: Vec<Entry>,
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    label: String,
    /// What comes back when it is chosen.
    value: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    default: bool,
}

impl Entry {
    /// With a label, a note below it and the id that is chosen with it.
    pub fn new(label: &str, note: &str, value: String) -> Self {
        let short = |text: &str| shortened(&plain(text), MAX_TEXT);
        Self {
            label: short(label),
            value,
            description: short(note),
            default: false,
        }
    }

    /// The same, shown as what is chosen now where this holds.
    #[must_use]
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.default = chosen;
        self
    }
}

impl Message {
    /// The same with a menu below; unchanged where there is nothing to choose.
    #[must_use]
    pub fn menu(mut self, custom_id: &str, placeholder: &str, entries: Vec<Entry>) -> Self {
        let mut options: Vec<Entry> = Vec::new();
        for entry in entries {
            let known = options.iter().any(|known| known.value == entry.value);
            if !known && options.len() < MAX_ENTRIES {
                options.push(entry);
            }
        }
        if !options.is_empty() && self.rows.len() < super::MAX_ROWS {
            self.rows.push(Row {
                kind: 1,
                components: vec![Component::Menu(Menu {
                    kind: 3,
                    custom_id: custom_id.to_owned(),
                    placeholder: placeholder.to_owned(),
                    options,
                })],
            });
        }
        self
    }
}
