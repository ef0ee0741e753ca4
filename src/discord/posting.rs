//! Messages in channels, with the bot's token: sent, and changed later.

use std::time::{Duration, Instant};

use reqwest::StatusCode;
use serde::Deserialize;
use serenity::all::{ChannelId, MessageId};
use serenity::http::{Http, HttpError, LightMethod, Request, Route};

use super::delivery::{Delivery, DeliveryError, EDIT_WINDOW, FIRST_PAUSE, LONGEST_PAUSE};
use super::message::{ChannelMessage, Message, WithoutAudience};

/// A message as Discord gives it back.
#[derive(Deserialize)]
struct Sent {
    id: MessageId,
}

impl Delivery {
    /// Sends a message into a channel, through serenity's limiter where it has one; says which message it is.
    ///
    /// # Errors
    /// Where it cannot be sent.
    pub async fn post(
        &self,
        http: &Http,
        channel: u64,
        message: &ChannelMessage<'_>,
    ) -> Result<u64, DeliveryError> {
        let route = Route::ChannelMessages {
            channel_id: ChannelId::new(channel),
        };
        let body = serde_json::to_vec(message)?;
        in_channel(http, route, LightMethod::Post, body).await
    }

    /// Changes a message of the bot's.
    ///
    /// # Errors
    /// Where it cannot be changed.
    pub async fn change(
        &self,
        http: &Http,
        channel: u64,
        message: u64,
        to: &Message,
    ) -> Result<u64, DeliveryError> {
        let route = Route::ChannelMessage {
            channel_id: ChannelId::new(channel),
            message_id: MessageId::new(message),
        };
        let body = serde_json::to_vec(&WithoutAudience(to))?;
        in_channel(http, route, LightMethod::Patch, body).await
    }
}

/// Sends until it is taken or refused; sending again is safe, by the nonce of what is new.
async fn in_channel(
    http: &Http,
    route: Route<'_>,
    method: LightMethod,
    body: Vec<u8>,
) -> Result<u64, DeliveryError> {
    let begun = Instant::now();
    let mut pause = FIRST_PAUSE;
    loop {
        let request = Request::new(route, method).body(Some(body.clone()));
        let last = match http.fire::<Sent>(request).await {
            Ok(sent) => return Ok(sent.id.get()),
            Err(serenity::Error::Http(HttpError::UnsuccessfulRequest(response)))
                if !response.status_code.is_server_error()
                    && response.status_code != StatusCode::TOO_MANY_REQUESTS =>
            {
                return Err(DeliveryError::Refused {
                    status: response.status_code,
                    code: u32::try_from(response.error.code).unwrap_or_default(),
                    message: response.error.message,
                });
            }
            Err(error) => error.to_string(),
        };
        if begun.elapsed() + pause >= EDIT_WINDOW {
            let waited = begun.elapsed();
            return Err(DeliveryError::TooLate { waited, last });
        }
        tokio::time::sleep(pause).await;
        // Without a limiter nobody has heard how long a 429 asks to wait; a second is what it mostly is.
        pause = (pause * 2).clamp(Duration::from_millis(250), LONGEST_PAUSE);
    }
}
