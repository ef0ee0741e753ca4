//! Turns at drawing questions: one at a time in a server, so that no two of its rounds are drawn the same.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Mutex as Turn, OwnedMutexGuard};

/// Whose turn it is to draw, by server.
#[derive(Debug, Default)]
pub struct Drawing(Mutex<HashMap<u64, Arc<Turn<()>>>>);

impl Drawing {
    /// Waits for a turn in a server; it lasts until what is returned is dropped, when what was drawn is known to be on.
    pub async fn turn(&self, guild: u64) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            // Whoever has or awaits a turn holds it too.
            turns.retain(|_, turn| Arc::strong_count(turn) > 1);
            Arc::clone(turns.entry(guild).or_default())
        };
        turn.lock_owned().await
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn one_draws_at_a_time_in_a_server_and_servers_do_not_wait_for_one_another() {
        let drawing = Drawing::default();
        let first = drawing.turn(1).await;
        assert!(drawing.turn(1).now_or_never().is_none());
        assert!(drawing.turn(2).now_or_never().is_some());
        drop(first);
        assert!(drawing.turn(1).now_or_never().is_some());
    }
}
