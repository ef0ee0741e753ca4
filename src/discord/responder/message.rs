//! Messages that are questions: answered like `/ask`, as a reply.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;

use futures_util::FutureExt;
use serenity::all::{Message as Received, UserId};
use tokio::runtime::Handle;
use tracing::Instrument;

use super::super::cause::with_causes;
use super::super::codes::{
    MISSING_ACCESS, MISSING_PERMISSIONS, NO_HISTORY, THREAD_IS_ARCHIVED, THREAD_IS_LOCKED,
};
use super::super::delivery::DeliveryError;
use super::super::live::Snapshot;
use super::super::mention::{AddressedMessage, asked};
use super::super::message::{ChannelMessage, Message};
use super::super::policy;
use super::super::render::{self, notice};
use super::super::throttle::Effort;
use super::answer::Asking;
use super::{Outcome, Responder, span, told};
use crate::bot::recorded::about;
use crate::request::Request;

/// Why what was to be said in a channel cannot be said there.
const MISSING: &[u32] = &[
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    THREAD_IS_ARCHIVED,
    THREAD_IS_LOCKED,
];

impl Responder {
    /// Takes a message; where it is a question, it is answered in a task of its own.
    pub fn take_message(self: &Arc<Self>, runtime: &Handle, received: &Received) {
        let Some(asked) = asked(received, self.user(), self.settings.discord.mentions) else {
            self.take_answer(runtime, received);
            return;
        };
        let since = Instant::now();
        let begun = self.in_flight.begin();
        let responder = Arc::clone(self);
        let work = async move {
            let handling = AssertUnwindSafe(responder.hear(&asked));
            let outcome = if let Ok(outcome) = handling.catch_unwind().await {
                outcome
            } else {
                let reference = responder.seal.answer_id(asked.message);
                tracing::error!(%reference, "a handler panicked");
                let message = Message {
                    private: false,
                    ..notice::broken(reference)
                };
                let _ = responder.reply(&asked, &message).await;
                Outcome::Panicked
            };
            told("message", outcome, since);
            drop(begun);
        };
        runtime.spawn(work.instrument(span("message")));
    }

    async fn hear(&self, asked: &AddressedMessage) -> Outcome {
        let AddressedMessage { caller, place, .. } = asked;
        let mut place = place.clone();
        if policy::asks_for_parent(&self.settings.discord, &place) {
            match self.parents.of(place.channel, &self.http).await {
                Ok(parent) => place.parent = parent,
                Err(error) => {
                    let error = with_causes(&error);
                    tracing::warn!(error, "whether the bot answers in a channel is not known");
                    return Outcome::Refused;
                }
            }
        }
        let place = &place;
        if policy::refusal(&self.settings.discord, caller, place).is_some() {
            // In a channel there is no saying it to one person alone.
            return Outcome::Refused;
        }
        if self
            .throttle
            .check(caller.person, Effort::Question)
            .is_err()
        {
            return Outcome::Throttled;
        }
        let Some(snapshot) = self.live.snapshot().await else {
            return Outcome::Failed;
        };
        let (message, outcome) = if asked.question.is_empty() {
            let help = render::help_message(false);
            (
                Message {
                    private: false,
                    ..help
                },
                Outcome::Told,
            )
        } else {
            let question = self.with_film(asked, &snapshot).await;
            let asking = Asking {
                id: asked.message,
                caller,
                place,
            };
            self.respond(&Request::Ask(question), false, None, asking, &snapshot)
        };
        match self.reply(asked, &message).await {
            Ok(()) => outcome,
            Err(DeliveryError::Refused { code, .. }) if MISSING.contains(&code) => {
                self.tell_privately(asked, message).await
            }
            Err(error) => {
                tracing::error!(%error, "the reply was not delivered");
                Outcome::Undelivered
            }
        }
    }

    /// A reply that names no film is about the film of the answer it replies to.
    async fn with_film(&self, asked: &AddressedMessage, snapshot: &Snapshot) -> String {
        let store = &snapshot.services.store;
        let mut pressed = asked
            .replied_to
            .iter()
            .filter_map(|id| self.seal.press(id).ok());
        let kept = match pressed.next() {
            Some(press) => self.records.find(press.answer, store).await,
            None => None,
        };
        let question = &asked.question;
        let limits = &self.settings.limits;
        kept.and_then(|kept| kept.recorded.film.clone())
            .and_then(|film| about(question, &film, &snapshot.edition, limits))
            .unwrap_or_else(|| question.clone())
    }

    /// Replies as fully as the channel allows: without the card where the bot may not embed, and as a
    /// message of its own where it may not read what it would reply to.
    async fn reply(
        &self,
        asked: &AddressedMessage,
        message: &Message,
    ) -> Result<(), DeliveryError> {
        let mut text = None;
        let mut refers = true;
        loop {
            let shown = text.as_ref().unwrap_or(message);
            let body = if refers {
                ChannelMessage::reply(shown, asked.message)
            } else {
                ChannelMessage::new(shown, asked.message.to_string())
            };
            let sent = self
                .delivery
                .send(&self.http, asked.place.channel, &body)
                .await;
            match (sent, message.without_card()) {
                (
                    Err(DeliveryError::Refused {
                        code: MISSING_PERMISSIONS,
                        ..
                    }),
                    Some(mut bare),
                ) if text.is_none() => {
                    bare.content.push_str(&notice::cannot_embed());
                    text = Some(bare);
                }
                (
                    Err(DeliveryError::Refused {
                        code: NO_HISTORY, ..
                    }),
                    _,
                ) if refers => refers = false,
                (sent, _) => return sent.map(drop),
            }
        }
    }

    /// What cannot be said in a channel is said where only the one who asked reads it.
    async fn tell_privately(&self, asked: &AddressedMessage, message: Message) -> Outcome {
        let to = UserId::new(asked.caller.person);
        let channel = match to.create_dm_channel(&self.http).await {
            Ok(channel) => channel.id.get(),
            Err(error) => {
                let error = with_causes(&error);
                tracing::warn!(error, "no direct messages with the one who asked");
                return Outcome::Forbidden;
            }
        };
        let message = Message {
            content: format!("{}{}", notice::answered_here(), message.content),
            ..message
        };
        let nonce = format!("f{}", asked.message);
        let body = ChannelMessage::new(&message, nonce);
        match self.delivery.send(&self.http, channel, &body).await {
            Ok(_) => Outcome::ToldPrivately,
            Err(error) => {
                tracing::warn!(%error, "the one who asked cannot be told");
                Outcome::Forbidden
            }
        }
    }
}
