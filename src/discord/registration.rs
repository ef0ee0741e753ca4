//! Registers the commands, only where they differ from what is registered:
//! Discord allows 200 new ones a day
//! (<https://docs.discord.com/developers/interactions/application-commands#registering-a-command>).

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::Value;
use serenity::all::{ApplicationId, GuildId};
use serenity::http::{Http, LightMethod, Request, Route};
use tokio::sync::Mutex;

use super::cause::with_causes;
use super::commands::{self, canonical};
use super::gateway::pause;
use crate::settings::Ids;

/// Attempts before it is left for later.
const ATTEMPTS: u32 = 6;

/// What is registered by now.
#[derive(Debug, Default)]
pub struct Registration(Mutex<Registered>);

#[derive(Debug, Default)]
struct Registered {
    everywhere: bool,
    home_servers: BTreeSet<u64>,
}

impl Registration {
    /// Brings what is not yet up to date to it: the commands of all, and those of moderators in the home servers the
    /// bot is in. What fails is left for the next call.
    pub async fn bring_up_to_date(
        &self,
        http: &Http,
        application: u64,
        home_servers: &Ids,
        member_of: &BTreeSet<u64>,
    ) {
        let application_id = ApplicationId::new(application);
        let mut registered = self.0.lock().await;
        if !registered.everywhere {
            let everywhere = Route::Commands { application_id };
            match up_to_date(http, everywhere, &commands::global()).await {
                Ok(changed) => {
                    tracing::info!(changed, "commands");
                    registered.everywhere = true;
                }
                Err(error) => {
                    let error = with_causes(&error);
                    tracing::error!(error, "the commands cannot be registered");
                }
            }
        }
        for guild in home_servers.iter() {
            if registered.home_servers.contains(&guild) || !member_of.contains(&guild) {
                continue;
            }
            let route = Route::GuildCommands {
                application_id,
                guild_id: GuildId::new(guild),
            };
            match up_to_date(http, route, &commands::of_home_servers()).await {
                Ok(changed) => {
                    tracing::info!(guild, changed, "the moderators' commands");
                    registered.home_servers.insert(guild);
                }
                Err(error) => {
                    let error = with_causes(&error);
                    tracing::error!(
                        guild,
                        error,
                        "the moderators' commands cannot be registered"
                    );
                }
            }
        }
    }

    /// The bot is no longer in a server: its commands went with it.
    pub async fn left(&self, guild: u64) {
        self.0.lock().await.home_servers.remove(&guild);
    }
}

/// True where something had to be changed.
async fn up_to_date(
    http: &Http,
    route: Route<'_>,
    wanted: &Value,
) -> Result<bool, serenity::Error> {
    // Without it Discord leaves the other languages out, and they would seem to differ at every start.
    let whole = vec![("with_localizations", "true".to_owned())];
    let registered: Value =
        persist(|| http.fire(Request::new(route, LightMethod::Get).params(Some(whole.clone()))))
            .await?;
    if canonical(&registered) == canonical(wanted) {
        return Ok(false);
    }
    let body = serde_json::to_vec(wanted)?;
    // The whole list is replaced, so that sending it again does no harm.
    let _: Value =
        persist(|| http.fire(Request::new(route, LightMethod::Put).body(Some(body.clone()))))
            .await?;
    Ok(true)
}

async fn persist<T, F>(mut attempt: impl FnMut() -> F) -> Result<T, serenity::Error>
where
    F: Future<Output = Result<T, serenity::Error>>,
{
    let mut attempts = 0;
    loop {
        let error = match attempt().await {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        attempts += 1;
        if attempts == ATTEMPTS || is_refusal(&error) {
            return Err(error);
        }
        tokio::time::sleep(pause(attempts).max(Duration::from_millis(500))).await;
    }
}

/// True where Discord understood and refused; the same again would be refused again.
fn is_refusal(error: &serenity::Error) -> bool {
    let serenity::Error::Http(error) = error else {
        return false;
    };
    error
        .status_code()
        .is_some_and(|status| status.is_client_error() && status.as_u16() != 429)
}
