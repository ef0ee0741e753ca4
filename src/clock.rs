//! The machine's time, for whoever stands outside the domain.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Seconds since 1970; 0 before that.
pub fn seconds() -> i64 {
    since_1970(|time| time.as_secs().into())
}

/// Milliseconds since 1970; 0 before that.
pub fn millis() -> i64 {
    since_1970(|time| time.as_millis())
}

fn since_1970(count: fn(Duration) -> u128) -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |time| i64::try_from(count(time)).unwrap_or(i64::MAX))
}
