//! Messages that are questions: answered like `/ask`, as a reply.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;

use futures_util::FutureExt;
use serenity::all::{Message as Received, UserId};
use tokio::runtime::Handle;
use tracing::Instrument;

use super::super::delivery::DeliveryError;
use super::super::live::Today;
use super::super::mention::{Asked, asked};
use super::super::message::{ChannelMessage, Message};
use super::super::policy;
use super::super::render::{self, notice};
use super::super::throttle::Effort;
use super::answer::Asking;
use super::{Outcome, Responder, span, told};
use crate::bot::recorded::about;
use crate::request::Request;

/// Discord's codes for what a bot may not do in a channel
/// (<https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>).
const MISSING: &[u32] = &[50_001, 50_013, 160_002];

impl Responder {
    /// Takes a message; where it is a question, it is answered in a task of its own.
    pub fn take_message(self: &Arc<Self>, runtime: &Handle, received: &Received) {
        let Some(asked) = asked(received, self.user(), self.settings.discord.mentions) else {
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
                    ..notice::broken(reference.as_str())
                };
                let _ = responder.reply(&asked, &message).await;
                "panicked"
            };
            told("message", outcome, since);
            drop(begun);
        };
        runtime.spawn(work.instrument(span("message")));
    }

    async fn hear(&self, asked: &Asked) -> Outcome {
        let Asked { caller, place, .. } = asked;
        if policy::refusal(&self.settings.discord, caller, place).is_some() {
            // In a channel there is no saying it to one person alone.
            return "refused";
        }
        if self
            .throttle
            .check(caller.person, Effort::Question)
            .is_err()
        {
            return "throttled";
        }
        let Some(today) = self.live.today().await else {
            return "failed";
        };
        let (message, outcome) = if asked.question.is_empty() {
            let help = render::help_message(false);
            (
                Message {
                    private: false,
                    ..help
                },
                "told",
            )
        } else {
            let question = self.with_film(asked, &today).await;
            let asking = Asking {
                id: asked.message,
                caller,
                place,
            };
            self.respond(&Request::Ask(question), false, asking, &today)
        };
        match self.reply(asked, &message).await {
            Ok(()) => outcome,
            Err(DeliveryError::Refused { code, .. }) if MISSING.contains(&code) => {
                self.tell_privately(asked).await;
                "forbidden"
            }
            Err(error) => {
                tracing::error!(%error, "the reply was not delivered");
                "undelivered"
            }
        }
    }

    /// A reply that names no film is about the film of the answer it replies to.
    async fn with_film(&self, asked: &Asked, today: &Today) -> String {
        let store = &today.services.store;
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
            .and_then(|film| about(question, &film, &today.edition, limits))
            .unwrap_or_else(|| question.clone())
    }

    async fn reply(&self, asked: &Asked, message: &Message) -> Result<(), DeliveryError> {
        let body = ChannelMessage::reply(message, asked.message);
        let channel = asked.place.channel;
        self.delivery
            .send(&self.http, channel, &body)
            .await
            .map(drop)
    }

    /// What the bot may not do in a channel is said where only the one who asked reads it.
    async fn tell_privately(&self, asked: &Asked) {
        let to = UserId::new(asked.caller.person);
        let channel = match to.create_dm_channel(&self.http).await {
            Ok(channel) => channel.id.get(),
            Err(error) => {
                tracing::warn!(%error, "no direct messages with the one who asked");
                return;
            }
        };
        let message = Message::text(
            "You asked me in a channel where I may not send messages, so I cannot answer there. Ask me here, or with `/ask`.",
        );
        let nonce = format!("f{}", asked.message);
        let body = ChannelMessage::new(&message, nonce);
        if let Err(error) = self.delivery.send(&self.http, channel, &body).await {
            tracing::warn!(%error, "the one who asked cannot be told");
        }
    }
}
