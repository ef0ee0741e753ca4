//! One round that goes on: its events in memory and on disk, in the same order.
//!
//! An event is taken in at once and handed to the store in the same breath, so
//! that presses do not wait for one another; nobody is told before it is on disk.
//! What could not be written is taken back, by folding the others again.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures_util::future::BoxFuture;
use tokio::sync::{Notify, watch};

use super::Secrets;
use crate::store::records::AnswerId;
use crate::store::rounds::records::{RoundAddition, RoundPlace, WithdrawnQuestion};
use crate::store::{Store, StoreError};
use crate::trivia::round::Round;
use crate::trivia::round::deed::{Deed, Doer, Said};
use crate::trivia::round::event::{Event, Happening, Setup};
use crate::trivia::score::{is_ranked, table};

/// A round that goes on.
#[derive(Debug)]
pub(super) struct LiveRound {
    pub(super) id: AnswerId,
    pub(super) place: RoundPlace,
    store: Store,
    inner: Mutex<Inner>,
    /// Told whenever something happened.
    pub(super) changed: Notify,
    dropped: AtomicBool,
    /// The question that is on its way to the channel, which may be there already.
    posting: watch::Sender<Option<usize>>,
}

#[derive(Debug)]
struct Inner {
    round: Round,
    log: Vec<(u32, Event)>,
    next: u32,
}

/// Waits until something is on disk.
type Stored = BoxFuture<'static, Result<(), StoreError>>;

/// A deed that is decided and not yet known to be on disk.
#[must_use = "nobody may be told before it is committed"]
pub(super) struct Decided {
    said: Said,
    taken: Option<(std::sync::Arc<LiveRound>, Vec<u32>, Stored)>,
}

impl Decided {
    /// What is said, once it is committed.
    pub(super) async fn committed(self) -> Result<Said, StoreError> {
        if let Some((live, numbers, stored)) = self.taken {
            to_its_end(async move { live.settle(&numbers, stored.await) }).await?;
        }
        Ok(self.said)
    }
}

/// What is taken in is settled, whether or not somebody still waits for it: else memory and disk would tell
/// two rounds apart.
pub(super) async fn to_its_end(
    settling: impl Future<Output = Result<(), StoreError>> + Send + 'static,
) -> Result<(), StoreError> {
    // It ends early only with the process.
    let settled = tokio::spawn(settling).await;
    settled.map_err(|_| StoreError::Closed)?
}

impl LiveRound {
    /// A round that `host` begins at `at`, and what waits until its beginning is on disk.
    pub(super) fn begin(
        id: AnswerId,
        setup: Setup,
        host: u64,
        at: i64,
        store: Store,
    ) -> (Self, Stored) {
        let place = RoundPlace {
            guild: setup.guild,
            channel: setup.channel,
            began: at / 1_000,
        };
        let round = Round::begun(setup.clone(), host, at);
        let began = Event {
            at,
            user: host,
            what: Happening::Began(Box::new(setup)),
        };
        let live = Self::of(id, place, round, vec![(0, began.clone())], store);
        let addition = RoundAddition {
            round: id,
            place,
            events: vec![(0, began)],
            asked: Vec::new(),
            withdrawn: Vec::new(),
            over: false,
            scores: None,
        };
        let stored = Box::pin(live.store.add_to_round(addition));
        (live, stored)
    }

    /// The round of these events.
    pub(super) fn of_log(
        id: AnswerId,
        place: RoundPlace,
        log: Vec<(u32, Event)>,
        store: Store,
    ) -> Option<Self> {
        let round = Round::replay(log.iter().map(|(_, event)| event))?;
        Some(Self::of(id, place, round, log, store))
    }

    /// With what these events came to.
    fn of(
        id: AnswerId,
        place: RoundPlace,
        round: Round,
        log: Vec<(u32, Event)>,
        store: Store,
    ) -> Self {
        let next = log.last().map_or(0, |(number, _)| number + 1);
        Self {
            id,
            place,
            store,
            inner: Mutex::new(Inner { round, log, next }),
            changed: Notify::new(),
            dropped: AtomicBool::new(false),
            posting: watch::Sender::default(),
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // Events are taken in whole; a panic elsewhere left none half taken.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state as it is now.
    pub(super) fn round(&self) -> Round {
        self.inner().round.clone()
    }

    /// Looks at the state.
    pub(super) fn look<T>(&self, look: impl FnOnce(&Round) -> T) -> T {
        look(&self.inner().round)
    }

    /// Whether it is played in this channel; one that has ended keeps nobody from the next.
    pub(super) fn is_in(&self, channel: u64) -> bool {
        self.place.channel == channel && self.look(|round| round.ended.is_none())
    }

    pub(super) fn is_playing(&self, user: u64) -> bool {
        self.look(|round| round.is_playing(user))
    }

    /// This question is about to be shown; none is any more.
    pub(super) fn posts(&self, number: Option<usize>) {
        self.posting.send_replace(number);
    }

    /// Waits while a question is on its way, and may be seen already.
    pub(super) async fn posted(&self) {
        // The sender is this round's own: there is nothing else to hear of than that it is there.
        let _ = self.posting.subscribe().wait_for(Option::is_none).await;
    }

    /// What may not be told meanwhile: of the question that is on, or that may be seen already.
    pub(super) fn secrets(&self, into: &mut Secrets) {
        let posting = *self.posting.borrow();
        let inner = self.inner();
        let on = inner.round.current().map(|(number, _)| number);
        for number in on.into_iter().chain(posting) {
            let told = inner.round.setup.secrets.get(number);
            into.claims.extend(told.into_iter().flatten().cloned());
            let proofs = inner
                .round
                .question(number)
                .into_iter()
                .flat_map(|q| &q.proofs);
            for proof in proofs {
                into.claims.insert(proof.claim.clone());
                let paragraphs = proof.paragraphs.iter();
                into.places
                    .extend(paragraphs.map(|paragraph| (proof.source.clone(), *paragraph)));
            }
        }
    }

    /// Nothing more is done with it.
    pub(super) fn drop_it(&self) {
        self.dropped.store(true, Ordering::Relaxed);
        self.changed.notify_one();
    }

    pub(super) fn is_dropped(&self) -> bool {
        self.dropped.load(Ordering::Relaxed)
    }

    /// Decides a deed and takes in what it means.
    pub(super) fn decide(
        self: std::sync::Arc<Self>,
        doer: Doer,
        deed: Deed<'_>,
        now: i64,
    ) -> Decided {
        let mut inner = self.inner();
        let decision = inner.round.decide(doer, deed, now);
        if decision.events.is_empty() || self.is_dropped() {
            return Decided {
                said: decision.said,
                taken: None,
            };
        }
        let (numbers, stored) = self.take(&mut inner, decision.events);
        drop(inner);
        self.changed.notify_one();
        Decided {
            said: decision.said,
            taken: Some((self, numbers, stored)),
        }
    }

    /// Takes in what happened, and waits until it is on disk.
    pub(super) async fn happen(&self, events: Vec<Event>) -> Result<(), StoreError> {
        if events.is_empty() || self.is_dropped() {
            return Ok(());
        }
        let (numbers, stored) = self.take(&mut self.inner(), events);
        self.changed.notify_one();
        self.settle(&numbers, stored.await)
    }

    /// Takes events in and hands them to the store, in one order for both.
    fn take(&self, inner: &mut Inner, events: Vec<Event>) -> (Vec<u32>, Stored) {
        let known = inner.round.asked.len();
        let (mut recount, mut over) = (false, false);
        let mut numbered = Vec::with_capacity(events.len());
        let mut withdrawn = Vec::new();
        for event in events {
            if let Happening::Withdrawn { number } = event.what {
                let question = inner.round.question(number);
                withdrawn.extend(question.map(WithdrawnQuestion::of));
            }
            inner.round.apply(&event);
            recount |= matches!(
                event.what,
                Happening::Ended { .. } | Happening::Withdrawn { .. }
            );
            over |= event.what == Happening::Announced;
            numbered.push((inner.next, event));
            inner.next += 1;
        }
        inner.log.extend(numbered.iter().cloned());
        let round = &inner.round;
        let asked = round.setup.questions.iter().take(round.asked.len());
        let scores = (recount && round.ended.is_some()).then(|| {
            let mut scores = if is_ranked(round) {
                table(round)
            } else {
                Vec::new()
            };
            scores.retain(|score| is_person(score.user));
            scores
        });
        let numbers = numbered.iter().map(|(number, _)| *number).collect();
        let addition = RoundAddition {
            round: self.id,
            place: self.place,
            asked: asked
                .skip(known)
                .map(|question| question.id.clone())
                .collect(),
            events: numbered,
            withdrawn,
            over,
            scores,
        };
        (numbers, Box::pin(self.store.add_to_round(addition)))
    }

    /// Takes back what could not be written.
    fn settle(&self, numbers: &[u32], written: Result<(), StoreError>) -> Result<(), StoreError> {
        if written.is_err() {
            let mut inner = self.inner();
            inner.log.retain(|(number, _)| !numbers.contains(number));
            if let Some(round) = Round::replay(inner.log.iter().map(|(_, event)| event)) {
                inner.round = round;
            }
            drop(inner);
            self.changed.notify_one();
        }
        written
    }

    /// A person becomes nobody, whom the others stay apart from.
    pub(super) fn forget(&self, user: u64) {
        let mut inner = self.inner();
        if !inner.log.iter().any(|(_, event)| event.user == user) {
            return;
        }
        let others = inner.log.iter().map(|(_, event)| event.user);
        let lowest = others.filter(|user| !is_person(*user) && *user != 0).min();
        let nobody = lowest.unwrap_or(0).wrapping_sub(1);
        for (_, event) in inner.log.iter_mut().filter(|(_, event)| event.user == user) {
            event.user = nobody;
        }
        if let Some(round) = Round::replay(inner.log.iter().map(|(_, event)| event)) {
            inner.round = round;
        }
    }
}

/// Whether a number is somebody's: Discord's ids fit 63 bits, those of forgotten people do not, and
/// 0 is nobody.
pub(super) fn is_person(user: u64) -> bool {
    user != 0 && i64::try_from(user).is_ok()
}
