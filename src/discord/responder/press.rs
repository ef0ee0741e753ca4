//! Buttons: what a press on an answer's button brings.

use std::sync::Arc;

use super::super::button::{Action, Press};
use super::super::message::{Callback, Message};
use super::super::parse::Incoming;
use super::super::records::Kept;
use super::super::render::{self, Setting, notice};
use super::super::throttle::Effort;
use super::{Outcome, Responder};
use crate::bot::page;
use crate::edition::Edition;

impl Responder {
    /// Believes a button's id only where its seal fits, and then does what it says.
    pub(super) async fn press(
        &self,
        id: &str,
        incoming: &Incoming,
        edition: &Arc<Edition>,
    ) -> (Callback, Outcome) {
        let press = match self.seal.press(id) {
            Ok(press) => press,
            Err(error) => {
                tracing::warn!(%error, "a strange button");
                return (Callback::Say(notice::strange_button()), "refused");
            }
        };
        let Some(kept) = self.records.find(press.answer) else {
            return (Callback::Say(notice::forgotten_answer()), "forgotten");
        };
        match press.action {
            Action::Sources => {
                let citations = page::citations(&kept.recorded, edition);
                let note = other_edition(&kept, edition);
                let message = render::references_message(
                    &citations,
                    note.as_deref(),
                    self.setting(press.answer, true),
                );
                (Callback::Say(message), "told")
            }
            Action::Page => self.page(press, &kept, edition),
            Action::Reference => self.reference(press, &kept, edition),
            Action::Offer => self.offer(press, &kept, incoming, edition),
            Action::More
            | Action::Helpful
            | Action::Wrong
            | Action::Reason
            | Action::Share
            | Action::Delete
            | Action::Tell => (Callback::Say(notice::strange_button()), "refused"),
        }
    }

    fn setting(&self, answer: u64, private: bool) -> Setting<'_> {
        Setting {
            seal: &self.seal,
            answer,
            private,
        }
    }

    /// A page opens beside the sources, and its own buttons turn it.
    fn page(&self, press: Press, kept: &Kept, edition: &Edition) -> (Callback, Outcome) {
        let Some(page) = page::page(&kept.recorded, press.at.into(), press.step, edition) else {
            return (Callback::Say(notice::forgotten_answer()), "forgotten");
        };
        let note = other_edition(kept, edition);
        let setting = self.setting(press.answer, true);
        let message = render::page_message(&page, note.as_deref(), press, setting);
        if press.step == 0 {
            (Callback::Say(message), "told")
        } else {
            (Callback::Become(message), "told")
        }
    }

    fn reference(&self, press: Press, kept: &Kept, edition: &Edition) -> (Callback, Outcome) {
        let page = page::page(&kept.recorded, press.at.into(), press.step, edition);
        match page {
            Some(page) => (
                Callback::Say(render::reference_message(&page.reference, &page.bibtex)),
                "told",
            ),
            None => (Callback::Say(notice::forgotten_answer()), "forgotten"),
        }
    }

    /// An offered question is asked like any other: in public where the answer was.
    fn offer(
        &self,
        press: Press,
        kept: &Kept,
        incoming: &Incoming,
        edition: &Edition,
    ) -> (Callback, Outcome) {
        let Some(question) = kept.recorded.offers.get(usize::from(press.at)) else {
            return (Callback::Say(notice::strange_button()), "refused");
        };
        if let Err(wait) = self
            .throttle
            .check(incoming.caller.person, Effort::Question)
        {
            return (Callback::Say(notice::too_fast(wait)), "throttled");
        }
        let request = crate::request::Request::Ask(question.clone());
        let (message, outcome): (Message, _) =
            self.respond(&request, kept.private, incoming, edition);
        (Callback::Say(message), outcome)
    }
}

/// What is said where the answer was made over another edition than today's.
fn other_edition(kept: &Kept, edition: &Edition) -> Option<String> {
    (kept.recorded.edition != edition.label()).then(|| {
        format!(
            "Answered over edition {}; this is shown from today's, {}.",
            kept.recorded.edition,
            edition.label()
        )
    })
}
