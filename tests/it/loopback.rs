//! A Discord on loopback: REST, gateway and members, for tests that run the built bot.
//!
//! It knows nothing of the bot: what is asked of it comes over HTTP and websocket,
//! what it refuses is what Discord documents that it refuses. Rules name the page of
//! docs.discord.com they are from. Not modelled: voice, private and archived threads, reactions, entitlements.

mod author;
mod command;
mod deed;
mod gateway;
mod guild;
mod hub;
mod member;
mod modal;
mod objects;
mod openapi;
mod outcome;
pub(crate) mod permissions;
mod record;
mod reply;
mod rest;
pub(crate) mod rules;
mod said;
mod state;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

pub(crate) use command::Invocation;
pub(crate) use gateway::Identify;
pub(crate) use gateway::fault::Fault;
pub(crate) use guild::{Channel, Guild};
use hub::Hub;
pub(crate) use hub::{Options, SECRETS};
pub(crate) use member::{Member, components};
pub(crate) use modal::Modal;
pub(crate) use outcome::Outcome;
pub(crate) use record::{Request, Violation};
pub(crate) use reply::Pending;
pub(crate) use reply::Reply;
pub(crate) use rest::faults::RestFault;
pub(crate) use rest::route::Route;
pub(crate) use state::{Id, Message};

/// One Discord, on two ports of its own; it ends when it is dropped.
#[derive(Debug)]
pub(crate) struct Discord {
    shared: Arc<Hub>,
    tasks: Vec<JoinHandle<()>>,
}

impl Drop for Discord {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
        self.shared
            .look(|state| state.gateway.order_all(|| gateway::Order::Fin));
        if !std::thread::panicking() {
            let told = self.told_secret();
            assert!(told.is_none(), "a token is in what the bot sent: {told:?}");
        }
    }
}

impl Discord {
    /// A Discord as it is.
    pub(crate) async fn start() -> Self {
        Self::with(Options::default()).await
    }

    /// A Discord that behaves otherwise in something.
    pub(crate) async fn with(options: Options) -> Self {
        let rest = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("loopback has a free port");
        let gateway = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("loopback has a free port");
        let address = |listener: &TcpListener| listener.local_addr().expect("it is bound");
        let (ear, refusals) = mpsc::unbounded_channel();
        let shared = Hub::new(options, address(&rest), address(&gateway), ear);
        let shared = Arc::new(shared);
        let listening = gateway::listen(Arc::clone(&shared), gateway, refusals);
        let tasks = vec![
            tokio::spawn(rest::serve(Arc::clone(&shared), rest)),
            tokio::spawn(async { listening.await.expect("the gateway listens") }),
        ];
        Self { shared, tasks }
    }

    /// What stands for `https://discord.com`.
    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.shared.rest)
    }

    /// The bot's own user.
    pub(crate) fn bot(&self) -> Id {
        self.shared.look(|state| state.bot)
    }

    /// Waits until every shard of the bot hears events and commands are registered.
    pub(crate) async fn ready(&self) {
        let patience = self.shared.options.patience;
        assert!(
            self.is_ready_within(patience).await,
            "the bot is not there after {patience:?}; {}",
            self.story()
        );
    }

    /// True as soon as every shard of the bot hears events and commands are registered; false if that takes longer.
    pub(crate) async fn is_ready_within(&self, time: Duration) -> bool {
        let ready = self.shared.wait_for(time, |state| {
            (state.gateway.is_heard() && !state.commands.is_empty()).then_some(())
        });
        ready.await.is_some()
    }

    /// Tells of every change from now on.
    pub(crate) fn changes(&self) -> watch::Receiver<()> {
        self.shared.changes()
    }

    /// The request that told a token where none belongs, if there was one; it is told once.
    pub(crate) fn told_secret(&self) -> Option<String> {
        self.shared.look(|state| state.told_secret.take())
    }

    /// How often the bot has begun or resumed a session.
    pub(crate) fn sessions(&self) -> usize {
        self.shared.look(|state| state.gateway.begun())
    }

    /// Waits until it has done so more often than that, and hears events.
    pub(crate) async fn connected_again(&self, before: usize, within: Duration) {
        let again = self.shared.wait_for(within, |state| {
            let gateway = &state.gateway;
            (gateway.begun() > before && gateway.is_heard()).then_some(())
        });
        assert!(
            again.await.is_some(),
            "no new session after {within:?}; {}",
            self.story()
        );
    }

    /// Lets a fault of the gateway happen.
    pub(crate) fn fault(&self, fault: Fault) {
        self.shared.strike(fault);
    }

    /// Lets the next requests of a kind fail.
    pub(crate) fn rest_fault(&self, route: Route, fault: RestFault, times: u32) {
        self.shared
            .look(|state| state.plan_fault(route, fault, times));
    }

    /// Every request, oldest first.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.shared
            .look(|state| state.requests.iter().cloned().collect())
    }

    /// Every rule that was broken.
    pub(crate) fn violations(&self) -> Vec<Violation> {
        self.shared.look(|state| state.violations.clone())
    }

    /// Fails if a rule was broken.
    pub(crate) fn expect_no_violations(&self) {
        let broken = self.violations();
        let told: Vec<String> = broken.iter().map(ToString::to_string).collect();
        assert!(
            broken.is_empty(),
            "the bot broke rules of Discord:\n{}",
            told.join("\n")
        );
    }

    /// Every IDENTIFY, oldest first.
    pub(crate) fn identifies(&self) -> Vec<Identify> {
        self.shared.look(|state| state.gateway.identifies.clone())
    }

    /// How many sessions were resumed.
    pub(crate) fn resumes(&self) -> usize {
        self.shared.look(|state| state.gateway.resumes)
    }

    /// The registered commands, as Discord gives them out.
    pub(crate) fn commands(&self) -> Vec<Value> {
        self.shared.look(|state| {
            state
                .commands
                .iter()
                .map(|c| state.command_json(c))
                .collect()
        })
    }

    /// A message as it is now; none if it was deleted.
    pub(crate) fn message(&self, id: Id) -> Option<Message> {
        self.shared.look(|state| state.messages.get(&id).cloned())
    }

    /// A person who shares no server with the bot yet.
    pub(crate) fn person(&self, name: &str) -> Member {
        let user = self.shared.change(|state| state.user(name, false));
        Member::new(Arc::clone(&self.shared), user)
    }

    /// A server the bot is in, with an owner and no channel.
    pub(crate) fn guild(&self, name: &str) -> Guild {
        Guild::found(Arc::clone(&self.shared), name, true)
    }

    /// A server without the bot; its members can have it in their own account.
    pub(crate) fn guild_without_bot(&self, name: &str) -> Guild {
        Guild::found(Arc::clone(&self.shared), name, false)
    }

    /// What a failed test wants to know.
    fn story(&self) -> String {
        self.shared.look(|state| state.story())
    }
}
