//! The connection to Discord's gateway, in a runtime of its own: where it
//! stalls in a way serenity cannot get out of, the whole runtime is thrown away.

use std::sync::Arc;
use std::time::Duration;

use serenity::all::{
    Client, ClientBuilder, EventHandler, GatewayIntents, HttpBuilder, ShardManager,
};
use serenity::gateway::{ConnectionStage, GatewayError};
use serenity::http::HttpError;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use super::cause::with_causes;
use super::delivery::DISCORD;
use super::watchdog::Vitals;

/// What is listened to; only the text of all messages is privileged
/// (<https://docs.discord.com/developers/events/gateway#privileged-intents>), and only asked for
/// where the operator wants it.
pub fn intents(all_text: bool) -> GatewayIntents {
    let unprivileged = GatewayIntents::GUILDS
        .union(GatewayIntents::GUILD_MESSAGES)
        .union(GatewayIntents::DIRECT_MESSAGES);
    if all_text {
        unprivileged.union(GatewayIntents::MESSAGE_CONTENT)
    } else {
        unprivileged
    }
}

/// How long one question about the gateway's address may take.
const ASK: Duration = Duration::from_secs(5);
/// How long a look at the shards may take before it counts as nothing seen.
const LOOK: Duration = Duration::from_secs(2);

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub enum GatewayFault {
    /// Discord does not know the token.
    #[error(
        "Discord refuses the token; take a fresh one from the developer portal, under Bot, and set DISCORD_TOKEN"
    )]
    Token,
    /// Discord does not allow what is asked to be listened to.
    #[error(
        "Discord refuses the intents (code 4013 or 4014). If trivia.channel_answers is set, turn on Message Content Intent in the developer portal, under Bot. Otherwise none has to be on: check which application the token belongs to"
    )]
    Intents,
    /// The address of the gateway is not where it may be.
    #[error(
        "the gateway's address {0:?} is not one the bot may connect to; with discord.api_url set it must not be Discord's own"
    )]
    Address(String),
    /// It did not work this time, and may the next.
    #[error("the gateway cannot be reached: {0}")]
    Unreachable(String),
    /// The operating system refused.
    #[error("no runtime for the gateway")]
    Runtime(#[from] std::io::Error),
}

impl GatewayFault {
    /// True where trying again cannot help.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Token | Self::Intents | Self::Address(_))
    }
}

/// One connection with all its shards.
#[derive(Debug)]
pub struct Connection {
    runtime: RuntimeGuard,
    shards: Arc<ShardManager>,
    /// Says how the connection ended, once it has.
    pub ended: oneshot::Receiver<Result<(), serenity::Error>>,
    /// How many shards it has.
    pub count: u32,
}

impl Connection {
    /// Connects; what comes in goes to the handler.
    ///
    /// # Errors
    /// Where the gateway's address cannot be had, or is not one to connect to.
    pub async fn open<H: EventHandler + 'static>(
        token: &str,
        api_url: Option<&str>,
        intents: GatewayIntents,
        handler: Arc<H>,
    ) -> Result<Self, GatewayFault> {
        // A client of its own: the connections it keeps end with the runtime.
        let client = http_client().map_err(|e| GatewayFault::Unreachable(with_causes(&e)))?;
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("gateway")
            .enable_all()
            .build()?;
        let (shards_out, shards_in) = oneshot::channel();
        let (ended_out, ended) = oneshot::channel();
        let (token, api_url) = (token.to_owned(), api_url.map(str::to_owned));
        runtime.spawn(async move {
            let prepared = prepare(client, &token, api_url.as_deref(), intents, handler).await;
            match prepared {
                Ok((mut client, count)) => {
                    let shards = Arc::clone(&client.shard_manager);
                    if shards_out.send(Ok((shards, count))).is_ok() {
                        drop(ended_out.send(client.start_shards(count).await));
                    }
                }
                Err(fault) => drop(shards_out.send(Err(fault))),
            }
        });
        let runtime = RuntimeGuard(Some(runtime));
        let lost = || GatewayFault::Unreachable("the connection's runtime ended".to_owned());
        let (shards, count) = shards_in.await.map_err(|_| lost())??;
        Ok(Self {
            runtime,
            shards,
            ended,
            count,
        })
    }

    /// How the shards look.
    pub async fn vitals(&self) -> Vec<(u32, Vitals)> {
        let look = tokio::time::timeout(LOOK, self.shards.runners.lock()).await;
        let Ok(runners) = look else {
            return Vec::new();
        };
        runners
            .iter()
            .map(|(id, runner)| {
                let vitals = Vitals {
                    connected: runner.stage == ConnectionStage::Connected,
                    latency: runner.latency,
                };
                (id.0, vitals)
            })
            .collect()
    }

    /// Takes leave of Discord, for so long at most, then throws everything away.
    pub async fn close(mut self, patience: Duration) {
        drop(tokio::time::timeout(patience, self.shards.shutdown_all()).await);
        self.discard();
    }

    /// Throws everything away, whatever state it is in.
    pub fn discard(&mut self) {
        self.runtime.let_go();
    }
}

/// A runtime must not be dropped where others wait; this one is let go of in the background.
#[derive(Debug)]
struct RuntimeGuard(Option<Runtime>);

impl RuntimeGuard {
    fn let_go(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl Drop for RuntimeGuard {
    fn drop(&mut self) {
        self.let_go();
    }
}

/// A client for HTTP that does not wait for ever; serenity's own would.
///
/// # Errors
/// Where the system's TLS cannot be used.
pub fn http_client() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(5))
        .timeout(Duration::from_secs(15))
        .pool_idle_timeout(Duration::from_mins(1))
        .tcp_nodelay(true)
        .build()
}

/// serenity's client for REST: through the other address where one is set, and then without its
/// limiter, which would go round that address.
pub fn http(client: reqwest::Client, token: &str, api_url: Option<&str>) -> serenity::http::Http {
    let builder = HttpBuilder::new(token).client(client);
    match api_url {
        Some(url) => builder.proxy(url).ratelimiter_disabled(true).build(),
        None => builder.build(),
    }
}

async fn prepare<H: EventHandler + 'static>(
    client: reqwest::Client,
    token: &str,
    api_url: Option<&str>,
    intents: GatewayIntents,
    handler: Arc<H>,
) -> Result<(Client, u32), GatewayFault> {
    let http = http(client, token, api_url);
    // Asked here first: where serenity's own asking fails, it goes to Discord's gateway all the same.
    let url = timed(http.get_gateway()).await?.url;
    if !may_connect(&url, api_url) {
        return Err(GatewayFault::Address(url));
    }
    let count = timed(http.get_bot_gateway()).await?.shards.max(1);
    let client = ClientBuilder::new_with_http(http, intents)
        .event_handler_arc(handler)
        .await
        .map_err(|error| GatewayFault::Unreachable(with_causes(&error)))?;
    *client.ws_url.lock().await = url;
    Ok((client, count))
}

async fn timed<T>(
    asking: impl Future<Output = Result<T, serenity::Error>>,
) -> Result<T, GatewayFault> {
    match tokio::time::timeout(ASK, asking).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(serenity::Error::Http(HttpError::UnsuccessfulRequest(response))))
            if response.status_code.as_u16() == 401 =>
        {
            Err(GatewayFault::Token)
        }
        Ok(Err(error)) => Err(GatewayFault::Unreachable(with_causes(&error))),
        Err(_) => Err(GatewayFault::Unreachable("no answer in time".to_owned())),
    }
}

/// What the end of a connection means.
pub fn fault_of(ended: Result<(), serenity::Error>) -> GatewayFault {
    match ended {
        Err(serenity::Error::Gateway(GatewayError::InvalidAuthentication)) => GatewayFault::Token,
        Err(serenity::Error::Gateway(
            GatewayError::DisallowedGatewayIntents | GatewayError::InvalidGatewayIntents,
        )) => GatewayFault::Intents,
        Err(error) => GatewayFault::Unreachable(with_causes(&error)),
        Ok(()) => GatewayFault::Unreachable("it ended by itself".to_owned()),
    }
}

/// True for an address the bot may connect to: Discord's, encrypted; or, where another address
/// stands in for Discord, any but Discord's.
fn may_connect(url: &str, api_url: Option<&str>) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else {
        return false;
    };
    let host = rest
        .split(['/', '?', '#'])
        .next()
        .unwrap_or_default()
        .rsplit('@')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let host = host.rsplit_once(':').map_or(host.as_str(), |(name, port)| {
        if port.bytes().all(|b| b.is_ascii_digit()) {
            name
        } else {
            host.as_str()
        }
    });
    let discords = [
        "discord.gg",
        "discord.com",
        "discordapp.com",
        "discord.media",
    ]
    .iter()
    .any(|own| {
        let host = host.trim_end_matches('.');
        host == *own || host.strip_suffix(own).is_some_and(|sub| sub.ends_with('.'))
    });
    match api_url {
        Some(DISCORD) | None => scheme == "wss" && discords,
        Some(_) => ["ws", "wss"].contains(&scheme) && !discords && !host.is_empty(),
    }
}

/// The pause before the next attempt: it doubles from a fifth of a second to half a minute.
pub fn pause(attempt: u32) -> Duration {
    let milliseconds = 200_u64.saturating_mul(1 << attempt.min(10));
    Duration::from_millis(milliseconds.min(30_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_another_address_discords_own_gateway_is_never_connected_to() {
        let other = Some("http://127.0.0.1:8573");
        for url in [
            "ws://127.0.0.1:9000",
            "wss://proxy.example/?v=10",
            "ws://localhost",
        ] {
            assert!(may_connect(url, other), "{url}");
            assert!(!may_connect(url, None), "{url}");
        }
        for url in [
            "wss://gateway.discord.gg",
            "wss://gateway-us-east1-b.discord.gg/?v=10",
            "wss://GATEWAY.DISCORD.GG:443/",
            "wss://x@gateway.discord.gg.",
        ] {
            assert!(!may_connect(url, other), "{url}");
        }
        assert!(may_connect("wss://gateway.discord.gg", None));
        assert!(!may_connect("ws://gateway.discord.gg", None));
        assert!(!may_connect("wss://notdiscord.gg", None));
        assert!(!may_connect("nonsense", other));
    }

    #[test]
    fn pauses_grow_and_stay_bounded() {
        assert_eq!(pause(0), Duration::from_millis(200));
        assert_eq!(pause(3), Duration::from_millis(1_600));
        assert_eq!(pause(u32::MAX), Duration::from_secs(30));
    }
}
