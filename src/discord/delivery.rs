//! Gets an answer to Discord once, whatever happens on the way.
//!
//! serenity retries nothing but 429, has no time-outs, and its limiter holds
//! bursts of edits back for seconds; so the endpoints of interactions, which do
//! not count towards the bot's limits, are called here directly. Sending again
//! is safe: Discord answers a second callback with 40060, an edit says the same
//! twice, and a nonce keeps a channel message single.

use std::time::{Duration, Instant};

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER, USER_AGENT};
use reqwest::{Method, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use serenity::http::Http;

use super::codes::{ALREADY_ACKNOWLEDGED, UNKNOWN_INTERACTION, UNKNOWN_MESSAGE};
use super::message::{Callback, ChannelMessage, Message, WithoutAudience};
use super::parse::Ticket;

/// Discord itself.
pub const DISCORD: &str = "https://discord.com";
/// An interaction must be answered within three seconds; a tenth is left for the way
/// (<https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction>).
const CALLBACK_WINDOW: Duration = Duration::from_millis(2_900);
/// Its token is good for fifteen minutes; nobody waits so long for an edit.
pub(super) const EDIT_WINDOW: Duration = Duration::from_mins(2);
/// One attempt; a slow Discord takes less, a dead one must leave time for another.
const ATTEMPT: Duration = Duration::from_millis(1_400);
/// One attempt of an edit.
const EDIT_ATTEMPT: Duration = Duration::from_secs(10);
/// The pause before the second attempt; it doubles.
pub(super) const FIRST_PAUSE: Duration = Duration::from_millis(40);
/// The longest pause.
pub(super) const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Why something did not get there.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// The time for it is over.
    #[error("there was no success within {} ms; the last thing seen was: {last}", waited.as_millis())]
    TooLate {
        /// How long it was tried.
        waited: Duration,
        /// What was seen last.
        last: String,
    },
    /// Discord no longer knows what was to be answered.
    #[error("Discord no longer knows it (code {0})")]
    Gone(u32),
    /// Discord refuses it, and would again.
    #[error("Discord refuses it: {status}, code {code}: {message}")]
    Refused {
        /// HTTP's code.
        status: StatusCode,
        /// Discord's code.
        code: u32,
        /// Discord's words.
        message: String,
    },
    /// It cannot be put into words.
    #[error("the body cannot be written")]
    Body(#[from] serde_json::Error),
}

/// How it got there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    /// Discord took it.
    Taken,
    /// Discord had it already, from an attempt whose answer was lost.
    Already,
}

/// The way to Discord for interactions.
#[derive(Debug, Clone)]
pub struct Delivery {
    client: reqwest::Client,
    base: String,
    /// The bot's token, where serenity's limiter is off and channels are written to from here.
    token: Option<SecretString>,
}

/// What Discord says of an error (<https://docs.discord.com/developers/reference#error-messages>).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Complaint {
    code: u32,
    message: String,
    retry_after: f64,
}

/// How long and how often something is tried.
#[derive(Debug, Clone, Copy)]
struct Tries {
    until: Instant,
    /// How long one attempt may take.
    attempt: Duration,
    /// Whether it is sent again where nobody knows if it was taken.
    again_after_cut: bool,
}

/// What is asked of Discord.
#[derive(Debug)]
struct Call {
    method: Method,
    url: String,
    body: Option<Vec<u8>>,
    /// Whether it takes the bot's token; interactions have tokens of their own.
    as_bot: bool,
}

enum Attempt {
    Done,
    Complaint(StatusCode, Complaint),
    /// It was not taken, and may be after this time, where one is told.
    Again(Option<Duration>, String),
    /// It was sent, and nobody knows whether it was taken.
    Cut(String),
}

impl Tries {
    /// For what has minutes, and can be said twice.
    fn patient() -> Self {
        Self {
            until: Instant::now() + EDIT_WINDOW,
            attempt: EDIT_ATTEMPT,
            again_after_cut: true,
        }
    }
}

impl Call {
    fn new(method: Method, url: String, body: Option<Vec<u8>>) -> Self {
        Self {
            method,
            url,
            body,
            as_bot: false,
        }
    }
}

impl Delivery {
    /// Over this client, to this address or to Discord.
    pub fn new(client: reqwest::Client, token: &SecretString, api_url: Option<&str>) -> Self {
        Self {
            client,
            base: api_url.unwrap_or(DISCORD).to_owned(),
            token: api_url.map(|_| token.clone()),
        }
    }

    /// Answers an interaction that came in at `since`.
    ///
    /// # Errors
    /// Where it could not be answered in time.
    pub async fn answer(
        &self,
        ticket: &Ticket,
        callback: &Callback,
        since: Instant,
    ) -> Result<Delivered, DeliveryError> {
        let url = format!(
            "{}/api/v10/interactions/{}/{}/callback",
            self.base, ticket.id, ticket.token
        );
        let body = serde_json::to_vec(callback)?;
        let tries = Tries {
            until: since + CALLBACK_WINDOW,
            attempt: ATTEMPT,
            again_after_cut: true,
        };
        self.deliver(Call::new(Method::POST, url, Some(body)), tries)
            .await
    }

    /// Changes what an interaction was answered with.
    ///
    /// # Errors
    /// Where it could not be changed.
    pub async fn edit(
        &self,
        application: u64,
        ticket: &Ticket,
        message: &Message,
    ) -> Result<Delivered, DeliveryError> {
        let url = self.original(application, ticket);
        let body = serde_json::to_vec(&WithoutAudience(message))?;
        let call = Call::new(Method::PATCH, url, Some(body));
        self.deliver(call, Tries::patient()).await
    }

    /// Takes away what an interaction was answered with, or the message the button was on.
    ///
    /// # Errors
    /// Where it could not be taken away.
    pub async fn delete(
        &self,
        application: u64,
        ticket: &Ticket,
    ) -> Result<Delivered, DeliveryError> {
        let url = self.original(application, ticket);
        let call = Call::new(Method::DELETE, url, None);
        match self.deliver(call, Tries::patient()).await {
            // It is as it should be: taken away by an attempt whose answer was lost, or by somebody else.
            Err(DeliveryError::Gone(UNKNOWN_MESSAGE)) => Ok(Delivered::Already),
            delivered => delivered,
        }
    }

    /// Says something more after the answer to an interaction; it is not sent again where it may have
    /// been taken, because Discord would show it twice.
    ///
    /// # Errors
    /// Where it could not be said.
    pub async fn follow_up(
        &self,
        application: u64,
        ticket: &Ticket,
        message: &Message,
    ) -> Result<Delivered, DeliveryError> {
        let url = format!(
            "{}/api/v10/webhooks/{application}/{}",
            self.base, ticket.token
        );
        let body = serde_json::to_vec(message)?;
        let once = Tries {
            again_after_cut: false,
            ..Tries::patient()
        };
        self.deliver(Call::new(Method::POST, url, Some(body)), once)
            .await
    }

    /// Sends a message into a channel: with the bot's token, through serenity's limiter where it has
    /// one, and otherwise waiting for as long as a 429 asks; serenity does not tell how long that is.
    ///
    /// # Errors
    /// Where it cannot be sent.
    pub async fn send(
        &self,
        http: &Http,
        channel: u64,
        message: &ChannelMessage<'_>,
    ) -> Result<Delivered, DeliveryError> {
        if self.token.is_none() {
            let posted = self.post(http, channel, message).await;
            return posted.map(|_| Delivered::Taken);
        }
        let body = serde_json::to_vec(message)?;
        let url = format!("{}/api/v10/channels/{channel}/messages", self.base);
        let call = Call {
            as_bot: true,
            ..Call::new(Method::POST, url, Some(body))
        };
        self.deliver(call, Tries::patient()).await
    }

    fn original(&self, application: u64, ticket: &Ticket) -> String {
        format!(
            "{}/api/v10/webhooks/{application}/{}/messages/@original",
            self.base, ticket.token
        )
    }

    async fn deliver(&self, call: Call, tries: Tries) -> Result<Delivered, DeliveryError> {
        let begun = Instant::now();
        let mut pause = FIRST_PAUSE;
        let mut attempts = 0_u32;
        loop {
            let left = tries.until.saturating_duration_since(Instant::now());
            let outcome = self.attempt(&call, left.min(tries.attempt)).await;
            attempts += 1;
            let (wait, last) = match outcome {
                Attempt::Done if attempts > 1 => {
                    metrics::counter!("discord_retries_total").increment(u64::from(attempts - 1));
                    return Ok(Delivered::Taken);
                }
                Attempt::Done => return Ok(Delivered::Taken),
                Attempt::Complaint(_, complaint) if complaint.code == ALREADY_ACKNOWLEDGED => {
                    return Ok(Delivered::Already);
                }
                Attempt::Complaint(_, complaint) if complaint.code == UNKNOWN_INTERACTION => {
                    return Err(DeliveryError::Gone(complaint.code));
                }
                Attempt::Complaint(status, Complaint { code, message, .. }) => {
                    return Err(if status == StatusCode::NOT_FOUND {
                        DeliveryError::Gone(code)
                    } else {
                        DeliveryError::Refused {
                            status,
                            code,
                            message,
                        }
                    });
                }
                Attempt::Cut(last) if !tries.again_after_cut => {
                    let waited = begun.elapsed();
                    return Err(DeliveryError::TooLate { waited, last });
                }
                Attempt::Again(wait, last) => (wait.unwrap_or(pause), last),
                Attempt::Cut(last) => (pause, last),
            };
            pause = (pause * 2).min(LONGEST_PAUSE);
            if Instant::now() + wait >= tries.until {
                let waited = begun.elapsed();
                return Err(DeliveryError::TooLate { waited, last });
            }
            tokio::time::sleep(wait).await;
        }
    }

    async fn attempt(&self, call: &Call, time: Duration) -> Attempt {
        let mut request = self
            .client
            .request(call.method.clone(), &call.url)
            .header(USER_AGENT, serenity::constants::USER_AGENT)
            .timeout(time);
        if let Some(token) = self.token.as_ref().filter(|_| call.as_bot) {
            request = request.header(AUTHORIZATION, format!("Bot {}", token.expose_secret()));
        }
        if let Some(body) = &call.body {
            request = request
                .header(CONTENT_TYPE, "application/json")
                .body(body.clone());
        }
        let response = match request.send().await {
            Ok(response) => response,
            Err(error) => {
                let unsent = error.is_connect();
                // Without the address: it holds the interaction's token.
                let said = error.without_url().to_string();
                return if unsent {
                    Attempt::Again(None, said)
                } else {
                    Attempt::Cut(said)
                };
            }
        };
        let status = response.status();
        if status.is_success() {
            return Attempt::Done;
        }
        let header = response
            .headers()
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok()?.parse::<f64>().ok());
        let bytes = response.bytes().await.unwrap_or_default();
        let complaint: Complaint = serde_json::from_slice(&bytes).unwrap_or_default();
        if status == StatusCode::TOO_MANY_REQUESTS {
            // The body is finer than the header, which is in whole seconds.
            let seconds = if complaint.retry_after > 0.0 {
                complaint.retry_after
            } else {
                header.unwrap_or(1.0)
            };
            let wait = Duration::try_from_secs_f64(seconds).unwrap_or(LONGEST_PAUSE);
            return Attempt::Again(Some(wait), "429".to_owned());
        }
        if status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT {
            return Attempt::Again(None, status.to_string());
        }
        Attempt::Complaint(status, complaint)
    }
}
