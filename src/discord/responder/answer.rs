//! Requests of the bot: questions, cards and lists, answered over today's edition.

use std::sync::Arc;

use super::super::access::{self, Right};
use super::super::live::Snapshot;
use super::super::message::Message;
use super::super::parse::Incoming;
use super::super::place::{Caller, Place};
use super::super::policy;
use super::super::records::{self, KeptAnswer};
use super::super::render::{self, Setting, notice};
use super::play::{secrets, tells};
use super::{Outcome, Responder};
use crate::bot;
use crate::bot::recorded::{Recorded, tell};
use crate::clock;
use crate::knowledge::claim::Spoiler;
use crate::reply::{Reply, Status};
use crate::request::Request;
use crate::store::records::AnswerId;

/// A question on its way: by whom, where, and what its answer's id is drawn from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asking<'a> {
    pub(super) id: u64,
    pub(super) caller: &'a Caller,
    pub(super) place: &'a Place,
}

impl<'a> Asking<'a> {
    pub(super) fn of(incoming: &'a Incoming) -> Self {
        Self {
            id: incoming.ticket.id,
            caller: &incoming.caller,
            place: &incoming.place,
        }
    }
}

impl Responder {
    pub(super) fn setting(&self, answer: AnswerId, private: bool) -> Setting<'_> {
        Setting {
            seal: &self.seal,
            answer,
            private,
            open: if private {
                Spoiler::Ending
            } else {
                self.settings.discord.spoilers
            },
        }
    }

    pub(super) fn may(&self, deed: Right, asking: Asking<'_>) -> bool {
        access::may(deed, asking.caller, asking.place, &self.settings.discord)
    }

    pub(super) fn has_moderators(&self, asking: Asking<'_>) -> bool {
        access::has_moderators(asking.place, &self.settings.discord)
    }

    /// The bot's reply to a request, as a message.
    pub(super) fn respond(
        &self,
        request: &Request,
        private: bool,
        spoilers: Option<Spoiler>,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> (Message, Outcome) {
        let missing = asking.place.missing();
        let private = private || missing.is_some();
        let usual = self.setting(self.seal.answer_id(asking.id), private);
        let setting = Setting {
            open: spoilers.unwrap_or(usual.open),
            ..usual
        };
        let (edition, limits) = (&snapshot.edition, &self.settings.limits);
        let (mut message, outcome) = match request {
            Request::Ask(question) => self.answer(question, setting, asking, snapshot),
            Request::LookUp(look_up) => self.shown(look_up, setting, asking, snapshot),
            Request::Sources | Request::Help => {
                if let Reply::Sources(sources) = bot::respond(request, edition, limits) {
                    (render::sources_message(&sources, private), Outcome::Told)
                } else {
                    let moderates = self.may(Right::Knowledge, asking);
                    (render::help_message(moderates), Outcome::Told)
                }
            }
        };
        if let Some(missing) = missing {
            message.content.push_str(&notice::cannot_speak(missing));
        }
        (message, outcome)
    }

    /// Answers a question and keeps what its buttons need.
    fn answer(
        &self,
        question: &str,
        setting: Setting<'_>,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> (Message, Outcome) {
        tracing::debug!(question, "asked");
        let told = tell(question, &snapshot.edition, &self.settings.limits);
        let outcome = match told.reply.status {
            Status::Answered => Outcome::Answered,
            Status::Disagreement => Outcome::Disagreement,
            Status::Unknown => Outcome::Unknown,
        };
        if tells(&secrets(asking, snapshot), &told.recorded) {
            return (notice::gives_away(), Outcome::Withheld);
        }
        self.keep(setting, told.recorded, Some(question), asking, snapshot);
        let can_tell = self.has_moderators(asking);
        let message = render::asked_message(&told.reply, question, can_tell, setting);
        (message, outcome)
    }

    /// Keeps an answer: in memory at once, in the store while the answer is on its way.
    pub(super) fn keep(
        &self,
        setting: Setting<'_>,
        recorded: Recorded,
        question: Option<&str>,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) {
        let kept = KeptAnswer {
            asker: asking.caller.person,
            guild: asking.place.guild,
            channel: asking.place.channel,
            private: setting.private,
            question: question.map(Arc::from),
            keeps_wording: policy::keeps_wording(&self.settings.discord, asking.place),
            at: clock::seconds(),
            recorded: Arc::new(recorded),
        };
        let id = setting.answer;
        // Handed over before the answer is sent, so that no press on it comes to the store first.
        let stored = records::store(id, &kept, &snapshot.services.store);
        self.records.keep(id, kept);
        let begun = self.in_flight.begin();
        tokio::spawn(async move {
            if let Err(error) = stored.await {
                tracing::error!(%id, %error, "an answer cannot be kept");
            }
            drop(begun);
        });
    }
}
