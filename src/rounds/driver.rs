//! Drives one round: does what is due, waits, and lets nothing keep it for ever.

use std::time::Duration;

use super::clock::Clock;
use super::live::Live;
use super::stage::{Scene, Stage, Trouble};
use crate::store::StoreError;
use crate::trivia::round::Due;
use crate::trivia::round::event::{Closing, Ending, Event, What};

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
pub(super) async fn drive(live: &Live, stage: &dyn Stage, clock: Clock) {
    let mut painted = None;
    let mut failures = Failures::default();
    while !live.is_dropped() {
        let now = clock.now();
        let due = live.look(|round| round.due(now));
        if let Due::Wait(until) = due {
            repaint(live, stage, &mut painted).await;
            tokio::select! {
                () = tokio::time::sleep(clock.until(until)) => {}
                () = live.changed.notified() => {}
            }
            continue;
        }
        let round = live.round();
        let what = match due {
            Due::Nothing | Due::Wait(_) => return,
            Due::Post(number) => {
                let until = now + i64::from(round.setup.seconds) * 1_000;
                live.posts(Some(number));
                let shown = stage.show(live.id, &round, Scene::Question { number, until });
                match shown.await {
                    Ok(message) => {
                        painted = Some(Painted {
                            number,
                            until: Some(until),
                        });
                        What::Posted { number, message }
                    }
                    Err(Trouble::Final(cause)) => What::Ended { cause },
                    Err(_) if failures.too_many(clock.now()) => What::Ended {
                        cause: Ending::Unreachable,
                    },
                    Err(trouble) => {
                        wait(&trouble, &failures, live).await;
                        continue;
                    }
                }
            }
            Due::Close(number) => What::Closed {
                number,
                why: Closing::Time,
            },
            Due::Reveal(number) => match stage.show(live.id, &round, Scene::Reveal(number)).await {
                Err(Trouble::Final(cause)) if round.ended.is_none() => What::Ended { cause },
                Err(Trouble::Passing(said)) if !failures.too_many(clock.now()) => {
                    wait(&Trouble::Passing(said), &failures, live).await;
                    continue;
                }
                // Shown, or never to be: the round goes on.
                Ok(_) | Err(_) => What::Revealed { number },
            },
            Due::End(cause) => What::Ended { cause },
            Due::Announce => match stage.show(live.id, &round, Scene::End).await {
                Err(Trouble::Passing(said)) if !failures.too_many(clock.now()) => {
                    wait(&Trouble::Passing(said), &failures, live).await;
                    continue;
                }
                _ => What::Announced,
            },
        };
        failures.none();
        let event = Event {
            at: clock.now().max(round.last),
            user: 0,
            what,
        };
        let happened = live.happen(vec![event]).await;
        live.posts(None);
        match happened {
            Ok(()) => {}
            // The process ends; the next one goes on.
            Err(StoreError::Closed) => return,
            Err(error) => {
                tracing::error!(round = %live.id, %error, "a round cannot be written");
                tokio::time::sleep(LONGEST_PAUSE).await;
            }
        }
    }
}

async fn wait(trouble: &Trouble, failures: &Failures, live: &Live) {
    tracing::warn!(round = %live.id, ?trouble, "a round cannot be shown, for now");
    tokio::time::sleep(failures.pause()).await;
}

/// Tells anew when the time of the question is over, where what was told is no longer so. Whether that works
/// or not, the round goes on; the stamp is for the eye only.
async fn repaint(live: &Live, stage: &dyn Stage, painted: &mut Option<Painted>) {
    let told = live.look(|round| Some((round.current()?.0, round.announced_deadline())));
    let Some((number, until)) = told else {
        return;
    };
    let fits = painted.is_some_and(|painted| {
        painted.number == number
            && match (painted.until, until) {
                (Some(told), Some(true_end)) => (told - true_end).abs() <= INEXACT,
                (told, is) => told == is,
            }
    });
    if fits {
        return;
    }
    *painted = Some(Painted { number, until });
    let scene = Scene::Again { number, until };
    if let Err(trouble) = stage.show(live.id, &live.round(), scene).await {
        tracing::warn!(round = %live.id, ?trouble, "the time of a question cannot be told anew");
    }
}
