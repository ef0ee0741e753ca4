//! The world behind its lock, its options, and waiting for something to be so.

use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

use super::gateway::Ear;
use super::state::State;

/// The token the bot logs in with, unless a test wants another one.
const TOKEN: &str = "loopback.token.0";
/// What the tokens of interactions begin with, as Discord's do.
pub(super) const INTERACTION_TOKEN: &str = "aW50ZXJhY3Rpb246";
/// What only the bot and Discord may know: to be found in no log, no body and on no page.
pub(crate) const SECRETS: [&str; 2] = [TOKEN, INTERACTION_TOKEN];

/// How this Discord behaves.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// What the bot logs in with.
    pub(crate) token: String,
    /// How often HELLO asks for a heartbeat; Discord's own is 41.25 s.
    pub(crate) heartbeat: Duration,
    /// How many shards the bot is told to use.
    pub(crate) shards: u64,
    /// The privileged intent is switched on in the portal.
    pub(crate) message_content: bool,
    /// How long an interaction can be acknowledged.
    pub(crate) callback_window: Duration,
    /// How long the token of an interaction works.
    pub(crate) token_life: Duration,
    /// Too many edits or messages are answered with 429.
    pub(crate) rate_limits: bool,
    /// Our own rule: every message body says that nobody is mentioned.
    pub(crate) no_mentions: bool,
    /// How long a test waits for what it expects beyond Discord's own time limits.
    pub(crate) patience: Duration,
    /// How many requests, messages, interactions and events are remembered.
    pub(crate) remembered: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            token: TOKEN.into(),
            heartbeat: Duration::from_millis(41_250),
            shards: 1,
            message_content: false,
            callback_window: Duration::from_secs(3),
            token_life: Duration::from_mins(15),
            rate_limits: true,
            no_mentions: true,
            patience: Duration::from_secs(10),
            remembered: 20_000,
        }
    }
}

/// What all parts of one Discord have in common.
#[derive(Debug)]
pub(super) struct Hub {
    pub(super) options: Options,
    pub(super) rest: SocketAddr,
    pub(super) gateway: SocketAddr,
    pub(super) ear: Ear,
    state: Mutex<State>,
    changed: watch::Sender<()>,
}

impl Hub {
    pub(super) fn new(options: Options, rest: SocketAddr, gateway: SocketAddr, ear: Ear) -> Self {
        let state = Mutex::new(State::new(options.remembered));
        let changed = watch::Sender::new(());
        Self {
            options,
            rest,
            gateway,
            ear,
            state,
            changed,
        }
    }

    pub(super) fn gateway_url(&self) -> String {
        format!("ws://{}", self.gateway)
    }

    /// Looks at the world.
    pub(super) fn look<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        // A test that panicked while it looked has left nothing half done.
        look(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the world, and wakes those who wait.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let result = self.look(change);
        self.changed.send_replace(());
        result
    }

    /// Tells of every change from now on.
    pub(super) fn changes(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }

    /// Waits until there is something to see; none if there is not in time.
    pub(super) async fn wait_for<T>(
        &self,
        time: Duration,
        mut see: impl FnMut(&mut State) -> Option<T>,
    ) -> Option<T> {
        let mut changes = self.changed.subscribe();
        let seen = timeout(time, async {
            loop {
                changes.borrow_and_update();
                if let Some(seen) = self.look(&mut see) {
                    return seen;
                }
                // The sender lives as long as `self`.
                let _ = changes.changed().await;
            }
        });
        seen.await.ok()
    }
}
