//! Which channel a thread belongs to. Discord says it with interactions and not with messages, and is asked once.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serenity::all::{Channel, ChannelId};
use serenity::http::Http;

/// Most channels that are remembered; then it begins anew.
const REMEMBERED: usize = 1_000;

/// What Discord has told of channels.
#[derive(Debug, Default)]
pub struct Parents(Mutex<HashMap<u64, Option<u64>>>);

impl Parents {
    /// The channel of a thread, or the category of a channel; none where it is in neither.
    ///
    /// # Errors
    /// Where Discord does not tell.
    pub async fn of(&self, channel: u64, http: &Http) -> serenity::Result<Option<u64>> {
        if let Some(parent) = self.channels().get(&channel) {
            return Ok(*parent);
        }
        let parent = match http.get_channel(ChannelId::new(channel)).await? {
            Channel::Guild(channel) => channel.parent_id.map(Into::into),
            _ => None,
        };
        let mut told = self.channels();
        if told.len() >= REMEMBERED {
            told.clear();
        }
        told.insert(channel, parent);
        Ok(parent)
    }

    fn channels(&self) -> MutexGuard<'_, HashMap<u64, Option<u64>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
