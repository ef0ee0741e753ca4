//! A session: what was sent in it, so that it can be resumed (`Events, Gateway: Resuming`).

use std::collections::VecDeque;

use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::super::state::Id;
use super::Order;

/// Where a session's events go now, and what was asked for.
#[derive(Debug)]
pub(crate) struct Wire {
    pub(super) connection: Option<(u64, mpsc::UnboundedSender<Order>)>,
    pub(crate) intents: u64,
}

impl Wire {
    pub(crate) fn is_connected(&self) -> bool {
        self.connection.is_some()
    }

    /// True if all of these intents were asked for.
    pub(crate) fn has(&self, intents: u64) -> bool {
        self.intents & intents == intents
    }
}

#[derive(Debug)]
pub(crate) struct Session {
    pub(super) id: String,
    /// Which shard of how many.
    pub(super) shard: (u64, u64),
    pub(crate) wire: Wire,
    pub(super) sequence: u64,
    /// Events with their sequence numbers, the last ones.
    events: VecDeque<(u64, String)>,
}

impl Session {
    pub(super) fn new(id: String, shard: (u64, u64), wire: Wire) -> Self {
        Self {
            id,
            shard,
            wire,
            sequence: 0,
            events: VecDeque::new(),
        }
    }

    /// True if the events of this server (of direct messages, if none) belong here
    /// (`Events, Gateway: Sharding`).
    pub(crate) fn is_for(&self, guild: Option<Id>) -> bool {
        let (shard, of) = self.shard;
        guild.map_or(0, |guild| (guild >> 22) % of) == shard
    }

    /// Numbers an event, keeps it for a RESUME, and sends it if anybody hears.
    pub(crate) fn dispatch(&mut self, event: &str, data: &Value, remembered: usize) {
        self.sequence += 1;
        let text = json!({"op": 0, "t": event, "s": self.sequence, "d": data}).to_string();
        self.send(text.clone());
        self.events.push_back((self.sequence, text));
        if self.events.len() > remembered {
            self.events.pop_front();
        }
    }

    /// Sends what came after this number once more.
    pub(super) fn replay(&self, after: u64) {
        for (number, text) in &self.events {
            if *number > after {
                self.send(text.clone());
            }
        }
    }

    fn send(&self, text: String) {
        if let Some((_, connection)) = &self.wire.connection {
            // If it has just ended, the event waits for a RESUME.
            let _ = connection.send(Order::Send(text));
        }
    }
}
