//! The gateway: its sessions, which outlive connections, and the connections (`Events, Gateway`).
//!
//! A listener of its own, below any HTTP library, because sockets must be reset,
//! refused and left hanging here.

mod connection;
pub(crate) mod fault;
mod handshake;
mod listener;
mod session;

use std::collections::HashMap;

use tokio::sync::mpsc;

pub(super) use listener::{Ear, listen};
pub(super) use session::{Session, Wire};

/// The intent without which servers are not told of.
pub(super) const GUILDS: u64 = 1;
/// Messages in servers are sent only to those who asked.
pub(super) const GUILD_MESSAGES: u64 = 1 << 9;
/// Direct messages likewise.
pub(super) const DIRECT_MESSAGES: u64 = 1 << 12;
/// The privileged intent to read all messages.
pub(super) const MESSAGE_CONTENT: u64 = 1 << 15;
/// Members, presences, message content: to be allowed in the portal first.
const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | MESSAGE_CONTENT;

/// What a connection is told to do.
#[derive(Debug)]
pub(super) enum Order {
    Send(String),
    /// Close with a code.
    Close(u16),
    /// End the TCP stream without a close frame.
    Fin,
    /// Reset the TCP connection.
    Rst,
    /// Stay open, hear nothing, say nothing.
    Deaf,
}

/// The gateway's part of the world.
#[derive(Debug, Default)]
pub(super) struct Gateway {
    pub(super) sessions: Vec<Session>,
    /// Open connections, identified or not.
    pub(super) connections: HashMap<u64, mpsc::UnboundedSender<Order>>,
    pub(super) identifies: Vec<Identify>,
    pub(super) resumes: usize,
    pub(super) heartbeats: usize,
    /// Connections that were accepted since the start, stalled ones too.
    pub(super) accepted: u64,
    /// So many of the next upgrades are never answered.
    stalls: u32,
    /// So many of the next IDENTIFYs and RESUMEs are never answered.
    stalled_sessions: u32,
    /// Whether heartbeats on their connections are.
    stalled_acks: bool,
    /// Codes the next IDENTIFYs are closed with.
    refusals: Vec<u16>,
}

/// An IDENTIFY of the bot.
#[derive(Clone, Debug)]
pub(crate) struct Identify {
    pub(crate) intents: u64,
    pub(crate) shard: (u64, u64),
    /// The close code it was refused with.
    pub(crate) refused: Option<u16>,
}

impl Gateway {
    /// Tells every open connection.
    pub(super) fn order_all(&self, order: impl Fn() -> Order) {
        for connection in self.connections.values() {
            // One that has ended meanwhile needs no order.
            let _ = connection.send(order());
        }
    }

    /// How many sessions were begun or resumed.
    pub(super) fn begun(&self) -> usize {
        let taken = self.identifies.iter().filter(|one| one.refused.is_none());
        taken.count() + self.resumes
    }

    /// True if a session hears events now.
    pub(super) fn is_heard(&self) -> bool {
        self.sessions
            .iter()
            .any(|session| session.wire.is_connected())
    }
}
