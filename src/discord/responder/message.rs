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
use super::super::mention::{AddressedMessage, Spoken, asked};
use super::super::message::{ChannelMessage, Message};
use super::super::policy;
use super::super::render::{self, notice};
use super::super::throttle::Effort;
use super::answer::Asking;
use super::{Outcome, Responder, count_outcome, span};
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
    /// Takes a message; where it is an answer in a round, or a question, it is taken in a task of its own.
    pub fn take_message(self: &Arc<Self>, runtime: &Handle, received: &Received) {
        let asked = asked(received, self.user(), self.settings.discord.mentions);
        let spoken = self.spoken(received);
        if asked.is_none() && spoken.is_none() {
            return;
        }
        let (since, message) = (Instant::now(), received.id.get());
        let begun = self.in_flight.begin();
        let responder = Arc::clone(self);
        let work = async move {
            let handling = AssertUnwindSafe(responder.take_in(asked.as_ref(), spoken.as_ref()));
            let outcome = if let Ok(outcome) = handling.catch_unwind().await {
                outcome
            } else {
                responder.apologise_to(asked.as_ref(), message).await
            };
            if let Some(outcome) = outcome {
                count_outcome("message", outcome, since);
            }
            drop(begun);
        };
        runtime.spawn(work.instrument(span("message")));
    }

    /// In a round that listens, what is said is an answer first; nothing where there was no question in it.
    async fn take_in(
        &self,
        asked: Option<&AddressedMessage>,
        spoken: Option<&Spoken>,
    ) -> Option<Outcome> {
        let replied_to = asked.map_or(&[][..], |asked| &asked.replied_to);
        if let Some(spoken) = spoken
            && self.is_answer(spoken, replied_to).await
        {
            return None;
        }
        Some(self.hear(asked?).await)
    }

    /// A panic is told to whoever has asked something.
    async fn apologise_to(
        &self,
        asked: Option<&AddressedMessage>,
        message: u64,
    ) -> Option<Outcome> {
        let reference = self.seal.answer_id(message);
        tracing::error!(%reference, "a handler panicked");
        let _ = self.reply(asked?, &notice::broken(reference)).await;
        Some(Outcome::Panicked)
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
        let snapshot = match self.snapshot().await {
            Ok(snapshot) => snapshot,
            Err(error) => {
                let error = with_causes(&error);
                tracing::error!(error, "a message cannot be answered");
                return Outcome::Failed;
            }
        };
        let (message, outcome) = if asked.question.is_empty() {
            (render::help_message(false), Outcome::Told)
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
