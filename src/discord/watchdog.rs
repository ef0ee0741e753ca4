//! Tells a connection that works from one that only looks as if it did.
//!
//! serenity never gives up on a connection whose upgrade is not answered, and
//! leaves its queue of shards blocked. What can be seen from outside is the
//! stage of each shard, and its latency, which changes with every answered
//! heartbeat. serenity tells of a RESUME only once a heartbeat is answered; where
//! RESUME is not, that adds one interval (41 s on Discord) to the bound on
//! connecting, and where heartbeats are not either, their own bound finds it.
//! The decision is pure; [`super::gateway`] acts on it.

use std::collections::HashMap;
use std::time::{Duration, Instant};

/// How a shard looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vitals {
    /// Whether it says it is connected.
    pub connected: bool,
    /// Its latency, as of its last heartbeat.
    pub latency: Option<Duration>,
}

/// What is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// All shards are connected, and some answered since the last look or not.
    Well {
        /// Whether something was heard of since the last look.
        heard: bool,
    },
    /// Some shard is on its way, and may be.
    Connecting,
    /// Some shard takes too long to connect.
    NotConnected,
    /// Some shard's heartbeats are not answered.
    Silent,
}

/// Watches the shards of one connection.
#[derive(Debug)]
pub struct Watchdog {
    connect: Duration,
    heartbeat: Duration,
    shards: u32,
    not_connected_since: Option<Instant>,
    last: HashMap<u32, (Vitals, Instant)>,
}

impl Watchdog {
    /// Over so many shards, from now on.
    pub fn new(shards: u32, connect: Duration, heartbeat: Duration, now: Instant) -> Self {
        Self {
            connect,
            heartbeat,
            shards,
            not_connected_since: Some(now),
            last: HashMap::new(),
        }
    }

    /// Looks at all shards that are there.
    pub fn look(&mut self, now: Instant, vitals: &[(u32, Vitals)]) -> Finding {
        let mut heard = false;
        for (shard, seen) in vitals {
            let entry = self.last.entry(*shard).or_insert((*seen, now));
            if entry.0 != *seen {
                heard |= entry.0.latency != seen.latency;
                *entry = (*seen, now);
            }
        }
        let connected = vitals.iter().filter(|(_, v)| v.connected).count();
        if connected < self.shards as usize {
            let since = *self.not_connected_since.get_or_insert(now);
            return if now.duration_since(since) >= self.connect {
                Finding::NotConnected
            } else {
                Finding::Connecting
            };
        }
        if self.not_connected_since.take().is_some() {
            // A new session begins to count here.
            for (_, since) in self.last.values_mut() {
                *since = now;
            }
            return Finding::Well { heard: true };
        }
        let silent = self
            .last
            .values()
            .any(|(_, since)| now.duration_since(*since) >= self.heartbeat);
        if silent {
            Finding::Silent
        } else {
            Finding::Well { heard }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn vitals(connected: bool, latency: u64) -> [(u32, Vitals); 1] {
        [(
            0,
            Vitals {
                connected,
                latency: (latency > 0).then(|| Duration::from_nanos(latency)),
            },
        )]
    }

    #[test]
    fn a_stalled_connection_and_a_silent_one_are_found() {
        let begin = Instant::now();
        let mut watchdog = Watchdog::new(1, 10 * SECOND, 20 * SECOND, begin);
        assert_eq!(watchdog.look(begin, &[]), Finding::Connecting);
        assert_eq!(
            watchdog.look(begin + 9 * SECOND, &vitals(false, 0)),
            Finding::Connecting
        );
        assert_eq!(
            watchdog.look(begin + 10 * SECOND, &[]),
            Finding::NotConnected
        );
        let connected = begin + 11 * SECOND;
        assert_eq!(
            watchdog.look(connected, &vitals(true, 0)),
            Finding::Well { heard: true }
        );
        assert_eq!(
            watchdog.look(connected + 19 * SECOND, &vitals(true, 0)),
            Finding::Well { heard: false }
        );
        assert_eq!(
            watchdog.look(connected + 20 * SECOND, &vitals(true, 0)),
            Finding::Silent
        );
        assert_eq!(
            watchdog.look(connected + 20 * SECOND, &vitals(true, 7)),
            Finding::Well { heard: true }
        );
        assert_eq!(
            watchdog.look(connected + 39 * SECOND, &vitals(true, 7)),
            Finding::Well { heard: false }
        );
        assert_eq!(
            watchdog.look(connected + 40 * SECOND, &vitals(true, 7)),
            Finding::Silent
        );
    }

    #[test]
    fn a_reconnect_counts_from_its_own_beginning() {
        let begin = Instant::now();
        let mut watchdog = Watchdog::new(1, 10 * SECOND, 20 * SECOND, begin);
        let _ = watchdog.look(begin + SECOND, &vitals(true, 5));
        assert_eq!(
            watchdog.look(begin + 15 * SECOND, &vitals(false, 5)),
            Finding::Connecting
        );
        assert_eq!(watchdog.look(begin + 24 * SECOND, &[]), Finding::Connecting);
        assert_eq!(
            watchdog.look(begin + 24 * SECOND, &vitals(true, 5)),
            Finding::Well { heard: true }
        );
        assert_eq!(
            watchdog.look(begin + 43 * SECOND, &vitals(true, 5)),
            Finding::Well { heard: false }
        );
    }

    #[test]
    fn one_missing_shard_of_two_is_a_fault() {
        let begin = Instant::now();
        let mut watchdog = Watchdog::new(2, 10 * SECOND, 20 * SECOND, begin);
        assert_eq!(
            watchdog.look(begin + 10 * SECOND, &vitals(true, 5)),
            Finding::NotConnected
        );
    }
}
