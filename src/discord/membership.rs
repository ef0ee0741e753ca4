//! The servers the bot is in, as each shard tells of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The servers the bot is in.
#[derive(Debug, Default)]
pub struct Membership(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    shards: u32,
    servers: BTreeMap<u32, BTreeSet<u64>>,
}

impl Known {
    /// All servers, once every shard has told of its own.
    fn whole(&self) -> Option<BTreeSet<u64>> {
        let told = self.servers.len() >= self.shards as usize && self.shards > 0;
        told.then(|| self.servers.values().flatten().copied().collect())
    }
}

impl Membership {
    fn known(&self) -> MutexGuard<'_, Known> {
        // Whole sets are put in; a panic elsewhere left none half told.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A shard of so many tells its servers; all servers, once every shard has.
    pub fn told(&self, shard: u32, shards: u32, servers: &[u64]) -> Option<BTreeSet<u64>> {
        let mut known = self.known();
        if known.shards != shards {
            *known = Known {
                shards,
                servers: BTreeMap::new(),
            };
        }
        let servers = servers.iter().copied().collect();
        known.servers.insert(shard, servers);
        known.whole()
    }

    /// The bot is in this server; all servers where that is news, and every shard has told.
    pub fn joined(&self, server: u64) -> Option<BTreeSet<u64>> {
        let mut known = self.known();
        if known.shards == 0 || known.servers.values().any(|of| of.contains(&server)) {
            return None;
        }
        // <https://docs.discord.com/developers/events/gateway#sharding-sharding-formula>
        let shard = (server >> 22) % u64::from(known.shards);
        let shard = u32::try_from(shard).unwrap_or_default();
        known.servers.get_mut(&shard)?.insert(server);
        known.whole()
    }

    /// The bot is no longer in this server; all that are left, where every shard has told.
    pub fn left(&self, server: u64) -> Option<BTreeSet<u64>> {
        let mut known = self.known();
        for servers in known.servers.values_mut() {
            servers.remove(&server);
        }
        known.whole()
    }

    /// The servers told of so far.
    pub fn so_far(&self) -> BTreeSet<u64> {
        self.known().servers.values().flatten().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ON_SHARD_1: u64 = (1 << 22) + 5;

    #[test]
    fn nobody_is_taken_to_have_left_before_every_shard_has_told() {
        let membership = Membership::default();
        assert_eq!(membership.joined(7), None);
        assert_eq!(membership.told(0, 2, &[7, 8]), None);
        assert_eq!(membership.so_far(), BTreeSet::from([7, 8]));
        assert_eq!(membership.told(1, 2, &[]), Some(BTreeSet::from([7, 8])));
        let three = Some(BTreeSet::from([7, 8, ON_SHARD_1]));
        assert_eq!(membership.joined(ON_SHARD_1), three);
        assert_eq!(membership.joined(ON_SHARD_1), None, "it is no news");
        assert_eq!(membership.told(1, 2, &[ON_SHARD_1]), three);
        let rest = Some(BTreeSet::from([8, ON_SHARD_1]));
        assert_eq!(membership.left(7), rest);
        assert_eq!(membership.told(0, 4, &[8]), None, "the shards are others");
    }
}
