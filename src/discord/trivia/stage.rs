//! Discord as a place where rounds are played.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use reqwest::StatusCode;
use serenity::http::Http;

use super::super::button::Seal;
use super::super::codes::{
    MISSING_ACCESS, MISSING_PERMISSIONS, THREAD_IS_ARCHIVED, THREAD_IS_LOCKED, UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
};
use super::super::delivery::{Delivery, DeliveryError};
use super::super::message::ChannelMessage;
use super::scene;
use crate::rounds::stage::{Scene, Stage, Trouble};
use crate::store::records::AnswerId;
use crate::trivia::round::Round;
use crate::trivia::round::event::Ending;

/// Shows rounds in Discord's channels.
#[derive(Debug)]
pub struct Channels {
    delivery: Delivery,
    http: Arc<Http>,
    seal: Seal,
}

impl Channels {
    /// With the ways to Discord.
    pub fn new(delivery: Delivery, http: Arc<Http>, seal: Seal) -> Self {
        Self {
            delivery,
            http,
            seal,
        }
    }

    async fn shown(&self, id: AnswerId, round: &Round, scene: Scene) -> Result<u64, Trouble> {
        let message = scene::message(id, round, scene, &self.seal);
        let channel = round.setup.channel;
        let in_place = match scene {
            Scene::Again { number, .. } | Scene::Reveal(number) => {
                round.asked.get(number).and_then(|asked| asked.message)
            }
            Scene::Question { .. } | Scene::End | Scene::Withdrawn(_) => None,
        };
        let shown = if let Some(at) = in_place {
            self.delivery
                .change(&self.http, channel, at, &message)
                .await
        } else {
            let body = ChannelMessage::new(&message, nonce(id, scene));
            self.delivery.post(&self.http, channel, &body).await
        };
        match shown.map_err(|error| trouble(&error)) {
            // Somebody deleted the question; how it came out is told all the same.
            Err(Trouble::MessageGone) if matches!(scene, Scene::Reveal(_)) => {
                let body = ChannelMessage::new(&message, nonce(id, scene));
                let posted = self.delivery.post(&self.http, channel, &body).await;
                posted.map_err(|error| trouble(&error))
            }
            other => other,
        }
    }
}

impl Stage for Channels {
    fn show<'a>(
        &'a self,
        id: AnswerId,
        round: &'a Round,
        scene: Scene,
    ) -> BoxFuture<'a, Result<u64, Trouble>> {
        Box::pin(self.shown(id, round, scene))
    }
}

/// The same for the same scene, also after a restart: Discord shows it once.
fn nonce(id: AnswerId, scene: Scene) -> String {
    match scene {
        Scene::Question { number, .. } | Scene::Again { number, .. } => format!("{id}q{number}"),
        Scene::Reveal(number) => format!("{id}r{number}"),
        Scene::End => format!("{id}end"),
        Scene::Withdrawn(number) => format!("{id}w{number}"),
    }
}

fn trouble(error: &DeliveryError) -> Trouble {
    let DeliveryError::Refused { status, code, .. } = error else {
        return Trouble::Passing(error.to_string());
    };
    match *code {
        UNKNOWN_MESSAGE => Trouble::MessageGone,
        UNKNOWN_CHANNEL => Trouble::Final(Ending::ChannelGone),
        THREAD_IS_ARCHIVED | THREAD_IS_LOCKED => Trouble::Final(Ending::ThreadArchived),
        MISSING_ACCESS | MISSING_PERMISSIONS => Trouble::Final(Ending::PermissionLost),
        _ if *status == StatusCode::FORBIDDEN => Trouble::Final(Ending::PermissionLost),
        _ if *status == StatusCode::NOT_FOUND => Trouble::Final(Ending::ChannelGone),
        _ => Trouble::Passing(error.to_string()),
    }
}
