//! Cooldowns: how often one person may ask and press.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::settings::CooldownSettings;

/// What is asked for, as far as cooldowns tell it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// A question: many see the answer.
    Question,
    /// A button, a form, or a command that asks nothing: one person sees what comes.
    Press,
}

/// Counts what people ask for.
#[derive(Debug)]
pub struct Throttle {
    questions: Option<DefaultKeyedRateLimiter<u64>>,
    presses: Option<DefaultKeyedRateLimiter<u64>>,
}

impl Throttle {
    /// With these bounds; no seconds mean no bound.
    pub fn new(settings: CooldownSettings) -> Self {
        Self {
            questions: limiter(settings.question_burst, settings.question_seconds),
            presses: limiter(settings.button_burst, settings.button_seconds),
        }
    }

    /// Counts one of a person.
    ///
    /// # Errors
    /// The time after which it is allowed, where it is not yet.
    pub fn check(&self, person: u64, effort: Effort) -> Result<(), Duration> {
        let limiter = match effort {
            Effort::Question => &self.questions,
            Effort::Press => &self.presses,
        };
        let Some(limiter) = limiter else {
            return Ok(());
        };
        limiter
            .check_key(&person)
            .map_err(|not_until| not_until.wait_time_from(DefaultClock::default().now()))
    }

    /// Forgets people who have not asked for a while; without it the counts would grow for ever.
    pub fn forget_idle(&self) {
        for limiter in [&self.questions, &self.presses].into_iter().flatten() {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

fn limiter(burst: u32, seconds: u64) -> Option<DefaultKeyedRateLimiter<u64>> {
    let quota = Quota::with_period(Duration::from_secs(seconds))?;
    let burst = NonZeroU32::new(burst)?;
    Some(RateLimiter::keyed(quota.allow_burst(burst)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_who_asks_too_fast_is_told_how_long_to_wait() {
        let throttle = Throttle::new(CooldownSettings {
            question_burst: 2,
            question_seconds: 10,
            button_burst: 1,
            button_seconds: 0,
        });
        assert_eq!(throttle.check(1, Effort::Question), Ok(()));
        assert_eq!(throttle.check(1, Effort::Question), Ok(()));
        let wait = throttle
            .check(1, Effort::Question)
            .expect_err("two are allowed");
        assert!(wait <= Duration::from_secs(10) && wait > Duration::from_secs(8));
        assert_eq!(throttle.check(2, Effort::Question), Ok(()));
        for _ in 0..100 {
            assert_eq!(throttle.check(1, Effort::Press), Ok(()));
        }
        throttle.forget_idle();
        assert!(throttle.check(1, Effort::Question).is_err());
    }
}
