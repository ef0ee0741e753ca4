//! Drives one round: does what is due, waits, and lets nothing keep it for ever.

use std::ops::ControlFlow;
use std::time::Duration;

use super::clock::Clock;
use super::live::LiveRound;
use super::stage::{Scene, Stage, Trouble};
use crate::store::StoreError;
use crate::trivia::round::event::{Closing, Ending, Event, Happening};
use crate::trivia::round::{Due, Round};

/// How long something is tried to be shown.
const PATIENCE: i64 = 2 * 60 * 1_000;
/// The pause after the first failure; it doubles.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// What is told of the end of the time may be wrong by so much, in milliseconds.
const INEXACT: i64 = 1_500;

/// What everybody is told of the time of the question that is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Painted {
    number: usize,
    until: Option<i64>,
}

/// Failures in a row at the same thing.
#[derive(Debug, Default)]
struct Failures {
    since: Option<i64>,
    count: u32,
}

impl Failures {
    /// Counts one; true once it has been too long.
    fn too_many(&mut self, now: i64) -> bool {
        self.count += 1;
        now - *self.since.get_or_insert(now) > PATIENCE
    }

    fn pause(&self) -> Duration {
        (FIRST_PAUSE * 2_u32.saturating_pow(self.count.saturating_sub(1))).min(LONGEST_PAUSE)
    }

    fn none(&mut self) {
        *self = Self::default();
    }
}

/// Drives a round to its end.
pub(super) async fn drive(live: &LiveRound, stage: &dyn Stage, clock: Clock) {
    let mut driver = Driver {
        live,
        stage,
        clock,
        painted: None,
        failures: Failures::default(),
    };
    while !live.is_dropped() {
        let (due, last) = live.look(|round| (round.due(clock.now()), round.last));
        let what = match due {
            Due::Nothing => return,
            Due::Wait(until) => {
                driver.repaint().await;
                tokio::select! {
                    () = tokio::time::sleep(clock.until(until)) => {}
                    () = live.changed.notified() => {}
                }
                None
            }
            Due::Post(number) => driver.post(&live.round(), number).await,
            Due::Close(number) => Some(Happening::Closed {
                number,
                why: Closing::Time,
            }),
            Due::Reveal(number) => driver.reveal(&live.round(), number).await,
            Due::End(cause) => Some(Happening::Ended { cause }),
            Due::Announce => driver.announce(&live.round()).await,
        };
        if let Some(what) = what
            && driver.note(last, what).await.is_break()
        {
            return;
        }
    }
}

/// What one round is driven with. Where a step gives nothing, it is tried again.
struct Driver<'r> {
    live: &'r LiveRound,
    stage: &'r dyn Stage,
    clock: Clock,
    painted: Option<Painted>,
    failures: Failures,
}

impl Driver<'_> {
    /// Shows a question.
    async fn post(&mut self, round: &Round, number: usize) -> Option<Happening> {
        let until = self.clock.now() + i64::from(round.setup.seconds) * 1_000;
        self.live.posts(Some(number));
        match self.show(round, Scene::Question { number, until }).await {
            Ok(message) => {
                self.painted = Some(Painted {
                    number,
                    until: Some(until),
                });
                Some(Happening::Posted { number, message })
            }
            Err(Trouble::Final(cause)) => Some(Happening::Ended { cause }),
            Err(_) if self.failures.too_many(self.clock.now()) => Some(Happening::Ended {
                cause: Ending::Unreachable,
            }),
            Err(trouble) => self.later(&trouble).await,
        }
    }

    /// Shows how a question came out; shown, or never to be, the round goes on.
    async fn reveal(&mut self, round: &Round, number: usize) -> Option<Happening> {
        match self.show(round, Scene::Reveal(number)).await {
            Err(Trouble::Final(cause)) if round.ended.is_none() => Some(Happening::Ended { cause }),
            Err(trouble @ Trouble::Passing(_)) if !self.failures.too_many(self.clock.now()) => {
                self.later(&trouble).await
            }
            Ok(_) | Err(_) => Some(Happening::Revealed { number }),
        }
    }

    /// Shows how the round came out; shown or not, it is over.
    async fn announce(&mut self, round: &Round) -> Option<Happening> {
        match self.show(round, Scene::End).await {
            Err(trouble @ Trouble::Passing(_)) if !self.failures.too_many(self.clock.now()) => {
                self.later(&trouble).await
            }
            Ok(_) | Err(_) => Some(Happening::Announced),
        }
    }

    async fn show(&self, round: &Round, scene: Scene) -> Result<u64, Trouble> {
        self.stage.show(self.live.id, round, scene).await
    }

    /// Waits until it may be tried again.
    async fn later(&self, trouble: &Trouble) -> Option<Happening> {
        tracing::warn!(round = %self.live.id, ?trouble, "a round cannot be shown, for now");
        tokio::time::sleep(self.failures.pause()).await;
        None
    }

    /// Notes down what happened; breaks off where the process ends, and the next one goes on.
    async fn note(&mut self, last: i64, what: Happening) -> ControlFlow<()> {
        let event = Event {
            at: self.clock.now().max(last),
            user: 0,
            what,
        };
        let happened = self.live.happen(vec![event]).await;
        self.live.posts(None);
        match happened {
            Ok(()) => self.failures.none(),
            Err(StoreError::Closed) => return ControlFlow::Break(()),
            // What cannot be written down would be shown again and again.
            Err(error) if self.failures.too_many(self.clock.now()) => {
                tracing::error!(round = %self.live.id, %error, "a round stands still until the next start");
                return ControlFlow::Break(());
            }
            Err(error) => {
                tracing::error!(round = %self.live.id, %error, "a round cannot be written");
                tokio::time::sleep(LONGEST_PAUSE).await;
            }
        }
        ControlFlow::Continue(())
    }

    /// Tells anew when the time of the question is over, where what was told is no longer so. Whether that works
    /// or not, the round goes on; the stamp is for the eye only.
    async fn repaint(&mut self) {
        let told = self
            .live
            .look(|round| Some((round.current()?.0, round.announced_deadline())));
        let Some((number, until)) = told else {
            return;
        };
        let fits = self.painted.is_some_and(|painted| {
            painted.number == number
                && match (painted.until, until) {
                    (Some(told), Some(true_end)) => (told - true_end).abs() <= INEXACT,
                    (told, is) => told == is,
                }
        });
        if fits {
            return;
        }
        self.painted = Some(Painted { number, until });
        let scene = Scene::Again { number, until };
        if let Err(trouble) = self.show(&self.live.round(), scene).await {
            tracing::warn!(round = %self.live.id, ?trouble, "the time of a question cannot be told anew");
        }
    }
}
