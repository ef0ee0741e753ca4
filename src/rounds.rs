//! The rounds that go on: started, driven, found again after a restart.
//!
//! A round is told by its events; `live` adds to them, `driver` does what is
//! due, and a [`stage`] shows it. One round a channel, and one person plays in one
//! round of a server at a time.

pub mod clock;
mod driver;
mod live;
mod secrets;
pub mod stage;

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::join_all;

use crate::store::records::AnswerId;
use crate::store::rounds::records::RoundAddition;
use crate::store::{Store, StoreError};
use crate::telemetry::cause::with_causes;
use crate::trivia::round::Round;
use crate::trivia::round::deed::{Deed, Doer, Said};
use crate::trivia::round::event::{Ending, Event, Happening, Setup};
use clock::Clock;
use live::{LiveRound, to_its_end};
pub use secrets::Secrets;
use stage::{Scene, Stage};

/// How long it is waited until a question has arrived: Discord gives three seconds for an answer to what people do.
const ARRIVAL: Duration = Duration::from_millis(1_500);

/// The rounds of one process.
#[derive(Debug)]
pub struct Rounds {
    store: Store,
    stage: Arc<dyn Stage>,
    clock: Clock,
    going: Mutex<HashMap<AnswerId, Arc<LiveRound>>>,
    /// Held while a deed is decided, so that nobody gets into two rounds at once.
    deciding: Mutex<()>,
}

/// Why a round cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There is one in the channel.
    #[error("a round goes on in the channel")]
    Busy,
    /// It could not be stored.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A driver panicked; what it met is in the log.
#[derive(Debug)]
struct Panicked;

/// What a deed came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeedOutcome {
    /// What the person is told.
    Said(Said),
    /// They play in a round of this channel.
    Elsewhere(u64),
    /// There is no such round any more.
    NoRound,
}

impl Rounds {
    /// For this store and stage; nothing goes on yet.
    pub fn new(store: Store, stage: Arc<dyn Stage>) -> Arc<Self> {
        Arc::new(Self {
            store,
            stage,
            clock: Clock::start(),
            going: Mutex::default(),
            deciding: Mutex::default(),
        })
    }

    fn going(&self) -> MutexGuard<'_, HashMap<AnswerId, Arc<LiveRound>>> {
        self.going.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Finds the rounds again that were going on when the last process ended, and goes on with them.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub async fn wake(self: &Arc<Self>) -> Result<usize, StoreError> {
        let mut found = Vec::new();
        for id in self.store.rounds_going_on().await? {
            match self.found(id).await {
                Ok(Some(live)) => found.push(Arc::new(live)),
                // What can never be read may not keep its channel for ever.
                Ok(None) | Err(StoreError::Damaged { .. }) => {
                    if let Err(error) = self.write_off(id).await {
                        tracing::error!(round = %id, %error, "a round cannot be given up");
                    }
                }
                // A disk that hiccups says nothing of the round.
                Err(error) => {
                    let error = with_causes(&error);
                    tracing::error!(round = %id, error, "a round stands still until the next start");
                }
            }
        }
        // Only now, so that nothing is driven twice where this is called again; and all at once, so that
        // they are committed together.
        let now = self.clock.now();
        let waking = found.iter().map(async |live| {
            if let Err(error) = live.happen(live.round().wake(now)).await {
                let error = with_causes(&error);
                tracing::error!(round = %live.id, error, "a round goes on as if nobody had been away");
            }
        });
        join_all(waking).await;
        let woken = found.len();
        for live in found {
            self.drive(live);
        }
        Ok(woken)
    }

    async fn found(&self, id: AnswerId) -> Result<Option<LiveRound>, StoreError> {
        let Some(place) = self.store.round_place(id).await? else {
            return Ok(None);
        };
        let log = self.store.round_events(id).await?;
        Ok(LiveRound::of_log(id, place, log, self.store.clone()))
    }

    async fn write_off(&self, id: AnswerId) -> Result<(), StoreError> {
        tracing::error!(round = %id, "a round cannot be read, and is given up");
        let Some(place) = self.store.round_place(id).await? else {
            return Ok(());
        };
        let addition = RoundAddition {
            round: id,
            place,
            events: Vec::new(),
            asked: Vec::new(),
            withdrawn: Vec::new(),
            over: true,
            scores: None,
        };
        self.store.add_to_round(addition).await
    }

    fn drive(self: &Arc<Self>, live: Arc<LiveRound>) {
        let id = live.id;
        self.going().insert(id, Arc::clone(&live));
        let rounds = Arc::clone(self);
        tokio::spawn(async move {
            if rounds.drive_to_its_end(&live).await.is_err() {
                rounds.end_after_panic(&live).await;
            }
            rounds.going().remove(&id);
        });
    }

    async fn drive_to_its_end(&self, live: &LiveRound) -> Result<(), Panicked> {
        let driving = driver::drive(live, &*self.stage, self.clock);
        let driven = AssertUnwindSafe(driving).catch_unwind().await;
        live.posts(None);
        driven.map_err(|_| {
            tracing::error!(round = %live.id, "a round's driver panicked");
            Panicked
        })
    }

    /// A round that cannot be driven must not keep its channel: it ends, and its scores are shown if that works.
    async fn end_after_panic(&self, live: &LiveRound) {
        let cause = Ending::Unreachable;
        let ended = self.note(live, Happening::Ended { cause }).await;
        if ended && self.drive_to_its_end(live).await.is_err() {
            self.note(live, Happening::Announced).await;
        }
    }

    /// Notes down what nobody did; false if it could not be written.
    async fn note(&self, live: &LiveRound, what: Happening) -> bool {
        let at = self.clock.now().max(live.look(|round| round.last));
        let event = Event { at, user: 0, what };
        let noted = live.happen(vec![event]).await;
        if let Err(error) = &noted {
            tracing::error!(round = %live.id, %error, "a round cannot be written");
        }
        noted.is_ok()
    }

    /// Begins a round; it is on disk when this returns.
    ///
    /// # Errors
    /// Where one goes on in the channel, or it cannot be stored.
    pub async fn start(
        self: &Arc<Self>,
        id: AnswerId,
        host: u64,
        setup: Setup,
    ) -> Result<(), StartError> {
        let at = self.clock.now();
        let (live, stored) = {
            let mut going = self.going();
            if going.values().any(|live| live.is_in(setup.channel)) {
                return Err(StartError::Busy);
            }
            let (live, stored) = LiveRound::begin(id, setup, host, at, self.store.clone());
            let live = Arc::new(live);
            // The channel is taken from here on, whatever the disk says later.
            going.insert(id, Arc::clone(&live));
            (live, stored)
        };
        if let Err(error) = stored.await {
            self.going().remove(&id);
            return Err(error.into());
        }
        self.drive(live);
        Ok(())
    }

    /// The round that goes on in a channel.
    pub fn in_channel(&self, channel: u64) -> Option<AnswerId> {
        let going = self.going();
        let live = going.values().find(|live| live.is_in(channel))?;
        Some(live.id)
    }

    /// The id of a question of a round that goes on; of the one that is on, where no number is given.
    pub fn question_id(&self, round: AnswerId, number: Option<usize>) -> Option<String> {
        let live = self.going().get(&round).map(Arc::clone)?;
        live.look(|round| {
            let number = number.or_else(|| Some(round.current()?.0))?;
            Some(round.question(number)?.id.clone())
        })
    }

    /// The round of a channel in which what is said may be an answer just now.
    pub fn listening_in(&self, channel: u64) -> Option<AnswerId> {
        let going = self.going();
        let live = going.values().find(|live| live.is_in(channel))?;
        live.look(Round::listens).then_some(live.id)
    }

    /// Waits while a question is on its way: people may see it before the bot hears that it is there. Whoever
    /// presses proves it; what else they do must not come too early. Not for ever: Discord may be out of reach.
    async fn posted(&self, round: AnswerId) {
        let live = self.going().get(&round).map(Arc::clone);
        if let Some(live) = live {
            // Arrived or not, what the person does is decided now.
            let _ = tokio::time::timeout(ARRIVAL, live.posted()).await;
        }
    }

    /// A person does something in a round, in a channel; what comes of it is on disk when this returns.
    ///
    /// # Errors
    /// Where it could not be committed; then it did not happen.
    pub async fn deed(
        &self,
        round: AnswerId,
        channel: u64,
        doer: Doer,
        deed: Deed<'_>,
    ) -> Result<DeedOutcome, StoreError> {
        if !matches!(deed, Deed::Press { .. } | Deed::Type { .. }) {
            self.posted(round).await;
        }
        let answering = matches!(
            deed,
            Deed::Press { .. } | Deed::Type { .. } | Deed::Say { .. }
        );
        let decided = {
            let deciding = self.deciding.lock();
            let _one_at_a_time = deciding.unwrap_or_else(PoisonError::into_inner);
            let (live, others) = {
                let going = self.going();
                let live = going
                    .get(&round)
                    .filter(|live| live.place.channel == channel);
                let Some(live) = live.map(Arc::clone) else {
                    return Ok(DeedOutcome::NoRound);
                };
                let guild = live.place.guild;
                let others = going
                    .values()
                    .filter(|other| answering && other.place.guild == guild && other.id != round);
                (live, others.map(Arc::clone).collect::<Vec<_>>())
            };
            if let Some(other) = others.iter().find(|other| other.is_playing(doer.user)) {
                return Ok(DeedOutcome::Elsewhere(other.place.channel));
            }
            live.decide(doer, deed, self.clock.now())
        };
        let said = decided.committed().await?;
        Ok(DeedOutcome::Said(said))
    }

    /// A round by its id, whether it goes on or is over.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub async fn find(&self, round: AnswerId) -> Result<Option<Round>, StoreError> {
        if let Some(live) = self.going().get(&round) {
            return Ok(Some(live.round()));
        }
        Ok(self.found(round).await?.map(|live| live.round()))
    }

    /// A question is withdrawn: the round and the boards are counted anew, and the channel is told.
    /// False where there is no such question.
    ///
    /// # Errors
    /// Where it could not be committed.
    pub async fn withdraw(&self, round: AnswerId, number: usize) -> Result<bool, StoreError> {
        let going = self.going().get(&round).map(Arc::clone);
        let live = match going {
            Some(live) => live,
            None => match self.found(round).await? {
                Some(live) => Arc::new(live),
                None => return Ok(false),
            },
        };
        let known = live.look(|round| Some((round.asked.get(number)?.withdrawn, round.last)));
        match known {
            None => return Ok(false),
            // It is told once more: the process may have ended before the channel heard of it.
            Some((true, _)) => {}
            Some((false, last)) => {
                let event = Event {
                    at: self.clock.now().max(last),
                    user: 0,
                    what: Happening::Withdrawn { number },
                };
                let live = Arc::clone(&live);
                to_its_end(async move { live.happen(vec![event]).await }).await?;
            }
        }
        let scene = Scene::Withdrawn(number);
        if let Err(trouble) = self.stage.show(round, &live.round(), scene).await {
            tracing::warn!(?trouble, "a channel cannot be told of a withdrawn question");
        }
        Ok(true)
    }

    /// What may not be told to a person just now, in a server where they ask in one: what would give away
    /// a question that is on there, or in a round they play in anywhere.
    pub fn secrets_before(&self, user: u64, guild: Option<u64>) -> Secrets {
        let lives: Vec<_> = self.going().values().map(Arc::clone).collect();
        let before = lives
            .iter()
            .filter(|live| guild == Some(live.place.guild) || live.is_playing(user));
        let mut secrets = Secrets::default();
        for live in before {
            live.secrets(&mut secrets);
        }
        secrets
    }

    /// Ids of the questions that rounds of a server are about to put.
    pub fn about_to_ask(&self, guild: u64) -> Vec<String> {
        let lives: Vec<_> = self.going().values().map(Arc::clone).collect();
        let of_guild = lives.iter().filter(|live| live.place.guild == guild);
        let ids = |round: &Round| -> Vec<String> {
            let questions = round.setup.questions.iter();
            questions.map(|question| question.id.clone()).collect()
        };
        of_guild.flat_map(|live| live.look(ids)).collect()
    }

    /// The bot has left a server: its rounds are dropped where they are.
    pub fn leave(&self, guild: u64) {
        let mut going = self.going();
        going.retain(|_, live| {
            let stays = live.place.guild != guild;
            if !stays {
                live.drop_it();
            }
            stays
        });
    }

    /// A person was forgotten: in what goes on they are nobody from now on.
    pub fn forget(&self, user: u64) {
        let lives: Vec<_> = self.going().values().map(Arc::clone).collect();
        for live in lives {
            live.forget(user);
        }
    }
}
