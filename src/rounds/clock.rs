//! The time of rounds: the machine's at the start, and from then on one that
//! nobody can set.

use std::time::Duration;

use tokio::time::Instant;

use crate::clock;

/// A clock that only goes forward.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    wall: i64,
    since: Instant,
}

impl Clock {
    /// From the machine's time.
    pub fn start() -> Self {
        Self {
            wall: clock::millis(),
            since: Instant::now(),
        }
    }

    /// Milliseconds since 1970.
    pub fn now(&self) -> i64 {
        self.wall.saturating_add(millis(self.since.elapsed()))
    }

    /// How long it is until then.
    pub fn until(&self, at: i64) -> Duration {
        let left = at.saturating_sub(self.now()).max(0);
        Duration::from_millis(left.cast_unsigned())
    }
}

fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}
