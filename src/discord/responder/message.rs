//! Messages that are questions: answered like `/ask`, as a reply.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;

use futures_util::FutureExt;
use serenity::all::{Message as Received, UserId};
use tokio::runtime::Handle;
use tracing::Instrument;

use super::super::button::answer_id;
use super::super::delivery::DeliveryError;
use super::super::mention::{Asked, asked};
use super::super::message::{ChannelMessage, Message};
use super::super::policy;
use super::super::render::{self, notice};
use super::super::throttle::Effort;
use super::{Asking, Outcome, Responder};
use crate::bot::recorded::about;
use crate::edition::Edition;
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
        let span = tracing::info_span!(
            "interaction",
            command = "message",
            outcome = tracing::field::Empty,
            ms = tracing::field::Empty,
        );
        let work = async move {
            let handling = AssertUnwindSafe(responder.hear(&asked));
            let outcome = match handling.catch_unwind().await {
                Ok(outcome) => outcome,
                Err(_) => {
                    let reference = answer_id(asked.message);
                    tracing::error!(reference, "a handler panicked");
                    let message = Message {
                        private: false,
                        ..notice::broken(&reference)
                    };
                    let _ = responder.reply(&asked, &message).await;
                    "panicked"
                }
            };
            let took = since.elapsed();
            let span = tracing::Span::current();
            span.record("outcome", outcome);
            span.record("ms", took.as_millis());
            metrics::counter!("interactions_total", "command" => "message", "outcome" => outcome)
                .increment(1);
            metrics::histogram!("interaction_seconds", "command" => "message").record(took);
            tracing::info!("done");
            drop(begun);
        };
        runtime.spawn(work.instrument(span));
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
        let Some(edition) = self.live.edition().await else {
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
            let question = self.with_film(asked, &edition);
            let asking = Asking {
                id: asked.message,
                caller,
                place,
            };
            self.respond(&Request::Ask(question), false, asking, &edition)
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
    fn with_film(&self, asked: &Asked, edition: &Edition) -> String {
        let film = asked
            .replied_to
            .iter()
            .filter_map(|id| self.seal.press(id).ok())
            .find_map(|press| self.records.find(press.answer))
            .and_then(|kept| kept.recorded.film.clone());
        let question = &asked.question;
        film.and_then(|film| about(question, &film, edition, &self.settings.limits))
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
        let nonce = format!("f{}", answer_id(asked.message));
        let body = ChannelMessage::new(&message, nonce);
        if let Err(error) = self.delivery.send(&self.http, channel, &body).await {
            tracing::warn!(%error, "the one who asked cannot be told");
        }
    }
}
