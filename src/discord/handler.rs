//! serenity's events, handed on to the bot's own runtime: the gateway's may be
//! thrown away at any time, and what has begun must be finished.

use std::sync::Arc;

use serenity::all::{Context, EventHandler, Guild, Interaction, Message, Ready, UnavailableGuild};
use serenity::async_trait;
use tokio::runtime::Handle;

use super::responder::Responder;

/// Takes what the gateway brings.
#[derive(Debug)]
pub struct Handler {
    responder: Arc<Responder>,
    runtime: Handle,
}

impl Handler {
    /// For the runtime this is called in.
    pub fn new(responder: Arc<Responder>) -> Self {
        Self {
            responder,
            runtime: Handle::current(),
        }
    }
}

#[async_trait]
impl EventHandler for Handler {
    async fn ready(&self, _: Context, ready: Ready) {
        let shard = ready
            .shard
            .map_or((0, 1), |shard| (shard.id.0, shard.total));
        tracing::info!(shard = shard.0, guilds = ready.guilds.len(), "ready");
        let servers: Vec<u64> = ready.guilds.iter().map(|guild| guild.id.get()).collect();
        let (application, user) = (ready.application.id.get(), ready.user.id.get());
        let responder = Arc::clone(&self.responder);
        self.runtime.spawn(async move {
            responder.ready(application, user, shard, &servers).await;
        });
        let responder = Arc::clone(&self.responder);
        self.runtime
            .spawn(async move { responder.wake_rounds().await });
    }

    async fn guild_create(&self, _: Context, guild: Guild, _: Option<bool>) {
        let responder = Arc::clone(&self.responder);
        let guild = guild.id.get();
        self.runtime
            .spawn(async move { responder.joined(guild).await });
    }

    async fn guild_delete(&self, _: Context, left: UnavailableGuild, _: Option<Guild>) {
        // Discord also sends this where a server is out of reach for a while.
        if !left.unavailable {
            let responder = Arc::clone(&self.responder);
            let guild = left.id.get();
            self.runtime
                .spawn(async move { responder.left(guild).await });
        }
    }

    async fn message(&self, _: Context, message: Message) {
        self.responder.take_message(&self.runtime, &message);
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        self.responder.take(&self.runtime, interaction);
    }
}
