//! The bot on Discord: the only part that knows serenity.
//!
//! [`gateway`] connects and [`watchdog`] watches it; [`handler`] hands events to
//! [`responder`], which reads them with [`parse`], asks [`policy`], [`access`]
//! and [`throttle`], has the bot reply, and sends what [`render`] made of it
//! through [`delivery`].

pub mod access;
pub mod button;
pub mod cause;
pub mod codes;
pub mod commands;
pub mod completion;
pub mod delivery;
pub mod gateway;
pub mod handler;
pub mod leaves;
pub mod live;
pub mod markup;
pub mod membership;
pub mod mention;
pub mod message;
pub mod outcome;
pub mod parents;
pub mod parse;
pub mod place;
pub mod policy;
pub mod posting;
pub mod records;
pub mod registration;
pub mod render;
pub mod responder;
pub mod shutdown;
pub mod throttle;
pub mod trivia;
pub mod watchdog;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use metrics_exporter_prometheus::PrometheusHandle;
use secrecy::ExposeSecret;

use crate::editions::outcome::Reloaded;
use crate::settings::Settings;
use crate::store::records::Who;
use crate::telemetry::cause::with_causes;
use crate::telemetry::health::{self, Health, HealthError};
use button::Seal;
use delivery::Delivery;
use gateway::{Connection, GatewayFault, fault_of, pause};
use handler::Handler;
use live::{Live, Services};
use responder::Responder;
use shutdown::{FAREWELL, FINISH, Hangups};
use watchdog::{Finding, Watchdog};

/// How often the shards are looked at.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// How often what memory needs no longer is forgotten.
const TIDY_EVERY: Duration = Duration::from_secs(30);
/// How often what may no longer be kept is removed from the disk.
const PURGE_EVERY: Duration = Duration::from_hours(1);

/// Why the bot on Discord ended.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// There is no token.
    #[error("there is no token: set DISCORD_TOKEN to the one the developer portal shows under Bot")]
    NoToken,
    /// Discord will have nothing to do with it.
    #[error(transparent)]
    Gateway(#[from] GatewayFault),
    /// The connection cannot be brought back; whoever started the process should start it anew.
    #[error("the connection could not be brought back in {0} attempts")]
    Lost(u32),
    /// The health port cannot be opened.
    #[error(transparent)]
    Health(#[from] HealthError),
    /// The system's TLS cannot be used.
    #[error("no HTTP client: {0}")]
    Client(#[from] reqwest::Error),
    /// No key for the buttons.
    #[error("the token cannot seal buttons")]
    Seal(#[from] hmac::digest::InvalidLength),
    /// Signals cannot be waited for.
    #[error("signals cannot be waited for")]
    Signals(#[from] std::io::Error),
}

/// Answers on Discord until it is asked to end.
///
/// # Errors
/// Where Discord refuses the bot for good, or the connection cannot be brought back.
pub async fn serve(settings: Arc<Settings>, live: Live) -> Result<(), ServeError> {
    if !settings.discord.has_token() {
        return Err(ServeError::NoToken);
    }
    // One that comes before the services are open is taken up once they are.
    let hangups = Hangups::taken()?;
    let metrics = health::start_metrics();
    let patience = settings.watchdog.heartbeat();
    let health = Arc::new(Health::new(patience));
    if let Some(address) = settings.telemetry.address() {
        let bound = health::serve(address, Arc::clone(&health), metrics.clone()).await?;
        tracing::info!(address = %bound, "health");
    }
    let responder = Arc::new(build_responder(&settings, live.clone())?);
    tokio::spawn({
        let (health, live) = (Arc::clone(&health), live.clone());
        async move {
            if let Some(services) = live.services().await {
                health.opened(services.store.clone());
                reload_on_hangups(hangups, &services).await;
            }
        }
    });
    tokio::spawn(keep_house(Arc::clone(&responder), metrics));
    let mut connection = None;
    let ended = tokio::select! {
        asked = shutdown::asked_for() => asked.map_err(ServeError::from),
        lost = stay_connected(&settings, &responder, &health, &mut connection) => Err(lost),
    };
    health.connected(false);
    if let Some(connection) = connection {
        connection.close(FAREWELL).await;
    }
    let left = responder.in_flight.finished(FINISH).await;
    if left > 0 {
        tracing::warn!(left, "not everything was finished in time");
    }
    if let Some(services) = live.now()
        && let Err(error) = services.store.close().await
    {
        tracing::error!(%error, "the store did not close");
    }
    ended
}

/// SIGHUP reloads the knowledge, as `/knowledge reload` does.
async fn reload_on_hangups(mut hangups: Hangups, services: &Services) {
    loop {
        hangups.next().await;
        unstoppable("a reload", reload(services).boxed()).await;
    }
}

async fn reload(services: &Services) {
    match services.editions.reload(false, Who::Operator).await {
        Ok(Reloaded::Swapped(swapped)) => {
            tracing::info!(
                edition = swapped.after,
                change = swapped.change.summary(),
                "reloaded"
            );
        }
        Ok(Reloaded::Unchanged { label }) => {
            tracing::info!(edition = label, "the folder has not changed");
        }
        Err(error) => {
            let error = with_causes(&error);
            tracing::error!(error, "nothing was reloaded");
        }
    }
}

/// What is done again and again for as long as the process lives.
async fn keep_house(responder: Arc<Responder>, metrics: Option<PrometheusHandle>) {
    // First at the start: a bot that never runs for long must forget too.
    loop {
        let purging = async {
            responder.purge().await;
            responder.register().await;
        };
        unstoppable("purging", purging.boxed()).await;
        let purged = Instant::now();
        while purged.elapsed() < PURGE_EVERY {
            tokio::time::sleep(TIDY_EVERY).await;
            let tidying = async {
                responder.forget_idle();
                if let Some(metrics) = &metrics {
                    metrics.run_upkeep();
                }
            };
            unstoppable("tidying", tidying.boxed()).await;
        }
    }
}

/// Does one turn of what never ends: a panic in it, whose place is in the log, does not keep the next from its turn.
async fn unstoppable(what: &'static str, turn: BoxFuture<'_, ()>) {
    if AssertUnwindSafe(turn).catch_unwind().await.is_err() {
        tracing::error!(what, "what is done in the background panicked");
    }
}

fn build_responder(settings: &Arc<Settings>, live: Live) -> Result<Responder, ServeError> {
    let token = settings.discord.token.expose_secret();
    let api_url = settings.discord.api_url();
    let client = gateway::http_client()?;
    let delivery = Delivery::new(client.clone(), &settings.discord.token, api_url);
    let http = gateway::http(client, token, api_url);
    let seal = Seal::new(token)?;
    Ok(Responder::new(
        Arc::clone(settings),
        live,
        seal,
        delivery,
        http,
    ))
}

/// Connects, watches, and connects anew, until there is no hope.
async fn stay_connected(
    settings: &Settings,
    responder: &Arc<Responder>,
    health: &Health,
    slot: &mut Option<Connection>,
) -> ServeError {
    let token = settings.discord.token.expose_secret();
    let api_url = settings.discord.api_url();
    // Connections in a row that came to nothing, and attempts in a row to open one: while Discord's REST
    // cannot be reached there is no connection to judge, and a new process would fare no better.
    let mut fruitless = 0;
    let mut attempts = 0;
    loop {
        let handler = Arc::new(Handler::new(Arc::clone(responder)));
        let intents = gateway::intents(settings.trivia.channel_answers);
        match Connection::open(token, api_url, intents, handler).await {
            Ok(connection) => {
                attempts = 0;
                let connection = slot.insert(connection);
                let (fault, was_connected) = watch(connection, settings, health).await;
                connection.discard();
                if fault.is_final() {
                    return fault.into();
                }
                fruitless = if was_connected { 1 } else { fruitless + 1 };
                tracing::error!(%fault, fruitless, "the connection is built anew");
                metrics::counter!("gateway_revivals_total").increment(1);
                if fruitless > settings.watchdog.revivals {
                    return ServeError::Lost(fruitless);
                }
            }
            Err(fault) if fault.is_final() => return fault.into(),
            Err(fault) => tracing::warn!(%fault, attempts, "no connection"),
        }
        *slot = None;
        health.connected(false);
        tokio::time::sleep(pause(attempts)).await;
        attempts += 1;
    }
}

/// Watches a connection until it is lost; says whether it ever was one.
async fn watch(
    connection: &mut Connection,
    settings: &Settings,
    health: &Health,
) -> (GatewayFault, bool) {
    let bounds = &settings.watchdog;
    let mut watchdog = Watchdog::new(
        connection.count,
        bounds.connect(),
        bounds.heartbeat(),
        Instant::now(),
    );
    let mut was_connected = false;
    loop {
        tokio::select! {
            ended = &mut connection.ended => {
                let ended = ended.unwrap_or(Ok(()));
                return (fault_of(ended), was_connected);
            }
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
        let lost = |why: &str| GatewayFault::Unreachable(why.to_owned());
        match watchdog.look(Instant::now(), &connection.vitals().await) {
            Finding::Well { heard } => {
                was_connected = true;
                health.connected(true);
                if heard {
                    health.heard();
                }
            }
            Finding::Connecting => health.connected(false),
            Finding::NotConnected => return (lost("it takes too long to connect"), was_connected),
            Finding::Silent => return (lost("heartbeats are not answered"), was_connected),
        }
    }
}
