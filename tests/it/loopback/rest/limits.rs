//! Rate limits: buckets and what their headers say (`Topics, Rate Limits`).

use std::collections::HashMap;
use std::time::{Duration, Instant};

/// All buckets that were used.
#[derive(Debug, Default)]
pub(crate) struct Buckets {
    used: HashMap<String, (Instant, u32)>,
}

/// What is left in a bucket after a request.
#[derive(Debug)]
pub(crate) struct Allowance {
    pub(super) limit: u32,
    used: u32,
    pub(super) reset_after: Duration,
    pub(super) bucket: String,
}

/// Buckets that are kept before those of the past are thrown away.
const KEPT: usize = 4096;

impl Buckets {
    pub(super) fn take(
        &mut self,
        bucket: String,
        limit: u32,
        window: Duration,
        now: Instant,
    ) -> Allowance {
        if self.used.len() > KEPT {
            self.used
                .retain(|_, (since, _)| now.saturating_duration_since(*since) < window);
        }
        let (since, used) = self.used.entry(bucket.clone()).or_insert((now, 0));
        if now.saturating_duration_since(*since) >= window {
            (*since, *used) = (now, 0);
        }
        *used += 1;
        let reset_after = window.saturating_sub(now.saturating_duration_since(*since));
        Allowance {
            limit,
            used: *used,
            reset_after,
            bucket,
        }
    }
}

impl Allowance {
    pub(super) fn is_used_up(&self) -> bool {
        self.used > self.limit
    }

    pub(super) fn remaining(&self) -> u32 {
        self.limit.saturating_sub(self.used)
    }
}
