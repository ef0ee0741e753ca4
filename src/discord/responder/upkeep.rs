//! What the bot does of its own accord: says who it is, finds its rounds again, and forgets what it may not keep.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::super::live::{Services, Snapshot, SnapshotError};
use super::super::trivia::stage::Channels;
use super::Responder;
use crate::clock;
use crate::rounds::Rounds;
use crate::store::StoreError;
use crate::telemetry::cause::with_causes;

/// Seconds of a day.
const DAY: i64 = 24 * 60 * 60;

impl Responder {
    /// Discord knows the bot: from now on it can register commands and say who it is. `shard` is which
    /// of how many says so, and `servers` are those of that shard.
    pub async fn ready(&self, application: u64, user: u64, shard: (u32, u32), servers: &[u64]) {
        self.application.store(application, Ordering::Relaxed);
        self.user.store(user, Ordering::Relaxed);
        let whole = self.membership.told(shard.0, shard.1, servers);
        if let Some(servers) = &whole {
            for home in self.settings.discord.home_servers.iter() {
                if !servers.contains(&home) {
                    tracing::warn!(guild = home, "the bot is not a member of this home server");
                }
            }
        }
        // Neither waits for the other: Discord may be slow, and so may the disk.
        tokio::join!(self.register(), self.compare_servers(whole));
    }

    /// Registers the commands that are not; called now and then, since Discord may have been out of reach.
    pub async fn register(&self) {
        let application = self.application.load(Ordering::Relaxed);
        if application == 0 {
            return;
        }
        let home = &self.settings.discord.home_servers;
        let member_of = self.membership.so_far();
        self.registration
            .bring_up_to_date(&self.http, application, home, &member_of)
            .await;
    }

    /// The bot is in a server.
    pub async fn joined(&self, guild: u64) {
        if let Some(servers) = self.membership.joined(guild) {
            self.register().await;
            self.remember_servers(&servers).await;
        }
    }

    /// Forgets the servers the bot was thrown out of while it was not there to hear of it.
    async fn compare_servers(&self, servers: Option<BTreeSet<u64>>) {
        let (Some(servers), Some(services)) = (servers, self.live.services().await) else {
            return;
        };
        match services.store.servers().await {
            Ok(before) => {
                for guild in before.difference(&servers) {
                    self.forget_server(*guild).await;
                }
                self.remember_servers(&servers).await;
            }
            Err(error) => {
                let error = with_causes(&error);
                tracing::error!(error, "which servers were left is not known");
            }
        }
    }

    async fn remember_servers(&self, servers: &BTreeSet<u64>) {
        let Some(services) = self.live.services().await else {
            return;
        };
        if let Err(error) = services.store.remember_servers(servers).await {
            let error = with_causes(&error);
            tracing::error!(error, "the servers of the bot cannot be noted down");
        }
    }

    /// What a request is answered over from now on.
    pub(super) async fn snapshot(&self) -> Result<Snapshot, SnapshotError> {
        let services = self.live.services().await;
        let services = services.ok_or(SnapshotError::NotOpened)?;
        let rounds = Arc::clone(self.rounds(&services).await?);
        let edition = services.editions.live();
        Ok(Snapshot {
            services,
            edition,
            rounds,
        })
    }

    /// The rounds; those that were going on when the last process ended go on from here.
    ///
    /// # Errors
    /// Where the store cannot be read; the next call tries again.
    pub async fn rounds(&self, services: &Services) -> Result<&Arc<Rounds>, StoreError> {
        let found = self.rounds.get_or_try_init(|| async {
            let channels = Channels::new(
                self.delivery.clone(),
                Arc::clone(&self.http),
                self.seal.clone(),
            );
            let rounds = Rounds::new(services.store.clone(), Arc::new(channels));
            let woken = rounds.wake().await?;
            tracing::info!(woken, "rounds");
            Ok(rounds)
        });
        found.await
    }

    /// Goes on with the rounds; called once somebody can be heard.
    pub async fn wake_rounds(&self) {
        let Some(services) = self.live.services().await else {
            return;
        };
        if let Err(error) = self.rounds(&services).await {
            let error = with_causes(&error);
            tracing::error!(error, "the rounds cannot be found again");
        }
        // Better now than with a host waiting.
        self.pools.of(&services.editions.live()).await;
    }

    /// The bot has left a server: what was asked there goes.
    pub async fn left(&self, guild: u64) {
        self.registration.left(guild).await;
        self.forget_server(guild).await;
        if let Some(servers) = self.membership.left(guild) {
            self.remember_servers(&servers).await;
        }
    }

    async fn forget_server(&self, guild: u64) {
        self.records.forget_where(|kept| kept.guild == Some(guild));
        let Some(services) = self.live.services().await else {
            return;
        };
        match self.rounds(&services).await {
            Ok(rounds) => rounds.leave(guild),
            Err(error) => {
                let error = with_causes(&error);
                tracing::error!(guild, error, "the rounds of a server that was left go on");
            }
        }
        match services.store.forget_guild(guild).await {
            Ok(gone) => tracing::info!(guild, rows = gone.total(), "left a server"),
            Err(error) => tracing::error!(guild, %error, "what was asked there cannot be removed"),
        }
    }

    /// Forgets who has not been heard of for a while; called now and then.
    pub fn forget_idle(&self) {
        self.throttle.forget_idle();
    }

    /// Removes what may no longer be kept; called at the start, and then once in a while.
    pub async fn purge(&self) {
        let Some(services) = self.live.services().await else {
            return;
        };
        let days = i64::try_from(self.settings.data.keep_days).unwrap_or(i64::MAX / DAY);
        let before = clock::seconds() - days * DAY;
        self.records.forget_where(|kept| kept.at < before);
        if let Err(error) = services.store.purge_before(before).await {
            tracing::error!(%error, "old answers cannot be removed");
        }
        // A server may have been struck off the list since.
        let allowed = self.settings.discord.keep_wording_in.iter().collect();
        match services.store.forget_wording_outside(allowed).await {
            Ok(0) => {}
            Ok(gone) => tracing::info!(gone, "the wording of questions was removed"),
            Err(error) => tracing::error!(%error, "the wording of questions cannot be removed"),
        }
    }
}
