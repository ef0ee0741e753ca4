//! Buttons: what a press on an answer's button brings.

use std::sync::Arc;

use super::super::access::{self, Deed};
use super::super::button::{Action, Press};
use super::super::message::Callback;
use super::super::parse::{Incoming, Wish};
use super::super::records::Kept;
use super::super::render::{self, Setting, notice};
use super::super::throttle::Effort;
use super::{Asking, DELETED, Outcome, Responder};
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
            Action::More => Self::more(press, &kept, self.setting(press.answer, true), edition),
            Action::Helpful => (Callback::Say(notice::thanks()), "rated"),
            Action::Wrong => (
                Callback::Say(render::reasons_message(self.setting(press.answer, true))),
                "told",
            ),
            Action::Reason => (Callback::Become(notice::noted()), "rated"),
            Action::Share => self.share(press, &kept, incoming),
            Action::Delete => self.take_away(press, &kept, incoming),
            Action::Tell => (Callback::Say(notice::strange_button()), "refused"),
        }
    }

    /// The next best evidence, for the one who presses.
    fn more(
        press: Press,
        kept: &Kept,
        setting: Setting<'_>,
        edition: &Edition,
    ) -> (Callback, Outcome) {
        let from = usize::from(press.at);
        match page::further(&kept.recorded, from, edition) {
            Some((text, citations, next)) => {
                let more = (next < kept.recorded.further.len()).then_some(next);
                let message = render::more_message(&text, &citations, more, setting);
                let callback = if from == 0 {
                    Callback::Say(message)
                } else {
                    Callback::Become(message)
                };
                (callback, "told")
            }
            None => (Callback::Say(notice::no_more()), "told"),
        }
    }

    /// A private answer, shown to all: once, by the one who asked.
    fn share(&self, press: Press, kept: &Kept, incoming: &Incoming) -> (Callback, Outcome) {
        let deed = Deed::Share { asker: kept.asker };
        if !self.permitted(deed, incoming) {
            return (
                Callback::Say(notice::may_not("show an answer of somebody else")),
                "refused",
            );
        }
        if let Some(missing) = incoming.place.missing() {
            return (Callback::Say(notice::cannot_share(missing)), "refused");
        }
        let Wish::Press { content, .. } = &incoming.wish else {
            return (Callback::Say(notice::strange_button()), "refused");
        };
        if !kept.private || content.is_empty() || !self.records.share(press.answer) {
            return (Callback::Say(notice::shared_already()), "refused");
        }
        let setting = self.setting(press.answer, false);
        let message = render::shared_message(content, &kept.recorded, setting);
        (Callback::Say(message), "shared")
    }

    /// An answer goes, with all that hangs on it, where the asker or a moderator of the channel wants it.
    fn take_away(&self, press: Press, kept: &Kept, incoming: &Incoming) -> (Callback, Outcome) {
        let deed = Deed::Delete { asker: kept.asker };
        if !self.permitted(deed, incoming) {
            return (
                Callback::Say(notice::may_not(
                    "take away this answer: it takes the one who asked, or Manage Messages here",
                )),
                "refused",
            );
        }
        self.records.forget(press.answer);
        (Callback::Keep, DELETED)
    }

    fn permitted(&self, deed: Deed, incoming: &Incoming) -> bool {
        access::may(
            deed,
            &incoming.caller,
            &incoming.place,
            &self.settings.discord,
        )
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
        let asking = Asking {
            id: incoming.ticket.id,
            caller: &incoming.caller,
            place: &incoming.place,
        };
        let (message, outcome) = self.respond(&request, kept.private, asking, edition);
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
