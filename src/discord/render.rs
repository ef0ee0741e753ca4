//! Replies as Discord's messages: pure; text of people and of the knowledge goes through
//! [`markup`](super::markup) and nothing else.

mod answer;
mod knowledge;
mod listing;
pub mod notice;
mod said;
mod sheet;
mod source;
mod why;

use super::button::{Action, Press, Seal};
use super::message::{Button, Message, Style};

use crate::knowledge::claim::Spoiler;
use crate::store::records::AnswerId;

pub use answer::{
    REASONS, answer_message, asked_message, more_message, reasons_message, shared_message,
    unmasked_message,
};
pub use knowledge::{
    changed_leaves, checked_leaves, compared_leaves, history_leaves, leaf_message, problem_leaves,
    rolled_back_leaves, status_leaves,
};
pub use listing::{Keeping, help_message, privacy_message, sources_message};
pub use said::Giveaways;
pub use sheet::{nearest_message, note_message, sheet_message};
pub use source::{page_message, reference_message, references_message};
pub use why::{data_message, why_message};

/// What the renderers need beside the reply.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// Makes the ids of buttons.
    pub seal: &'a Seal,
    /// Id of the answer the buttons belong to.
    pub answer: AnswerId,
    /// Whether only one person sees it.
    pub private: bool,
    /// How much of a story is shown openly.
    pub open: Spoiler,
}

impl Setting<'_> {
    fn button(&self, style: Style, label: &str, press: Press) -> Button {
        Button::new(style, label, self.seal.id(press))
    }

    fn plain_button(&self, label: &str, action: Action) -> Button {
        self.button(Style::Secondary, label, Press::new(action, self.answer))
    }

    fn offers(&self, questions: &[String]) -> Vec<Button> {
        (0..)
            .zip(questions)
            .map(|(at, question)| {
                let press = Press::new(Action::Offer, self.answer).at(at);
                self.button(Style::Primary, question, press)
            })
            .collect()
    }
}

/// A row of buttons for each list that has any.
fn with_rows(message: Message, rows: Vec<Vec<Button>>) -> Message {
    rows.into_iter()
        .filter(|row| !row.is_empty())
        .fold(message, |message, row| message.buttons(&row))
}

/// Length as Discord's clients count it.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests;
