//! The pool of the live edition, made when it is first needed.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tokio::sync::Mutex;

use super::themes::Themes;
use crate::edition::Edition;
use crate::rounds::Rounds;
use crate::store::{Store, StoreError};
use crate::trivia::pool::{Left, Pool};
use crate::trivia::question::Question;
use crate::trivia::secret::SecretIndex;
use crate::trivia::wish::Wish;

/// Keeps the pool of one edition.
#[derive(Debug, Default)]
pub struct Pools(Mutex<Option<(String, Arc<Questions>)>>);

/// All questions of an edition, and what would give each away.
#[derive(Debug)]
pub struct Questions {
    /// The questions.
    pub pool: Pool,
    /// What would give them away.
    pub secrets: SecretIndex,
    /// What can be chosen among them.
    themes: Arc<Themes>,
}

impl Questions {
    fn of(edition: &Edition) -> Self {
        let pool = Pool::of(&edition.knowledge);
        Self {
            themes: Arc::new(Themes::of(&pool)),
            pool,
            secrets: SecretIndex::of(&edition.knowledge),
        }
    }
}

/// What a server knows already, and may not or need not be asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// How often each question was asked there, by its id.
    pub times: HashMap<String, u32>,
    /// Questions of rounds that go on there.
    pub going_on: HashSet<String>,
    /// Questions that were withdrawn there, with what else rests on their claims.
    pub withdrawn: HashSet<String>,
}

impl Known {
    /// By a server, as things stand.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub async fn by(
        guild: u64,
        pool: &Pool,
        store: &Store,
        rounds: &Rounds,
    ) -> Result<Self, StoreError> {
        let times = store.asked_in(guild).await?;
        let wrong = store.withdrawn_in(guild).await?;
        let claims: HashSet<String> = wrong.iter().filter_map(|w| w.claim.clone()).collect();
        let resting = pool
            .resting_on(&claims)
            .map(str::to_owned)
            .collect::<Vec<_>>();
        Ok(Self {
            times,
            going_on: rounds.about_to_ask(guild).into_iter().collect(),
            withdrawn: wrong
                .into_iter()
                .map(|w| w.question)
                .chain(resting)
                .collect(),
        })
    }

    /// Whether one of these questions may no longer be asked, because of what happened since `before`.
    pub fn overtakes<'q>(
        &self,
        before: &Self,
        questions: impl IntoIterator<Item = &'q Question>,
    ) -> bool {
        let times = |known: &Self, id: &str| known.times.get(id).copied().unwrap_or(0);
        questions.into_iter().any(|Question { id, .. }| {
            self.withdrawn.contains(id)
                || self.going_on.contains(id)
                || times(self, id) > times(before, id)
        })
    }
}

/// Questions for a round, and how the pool stands for them.
#[derive(Debug)]
pub struct Draw {
    /// The questions.
    pub questions: Vec<Question>,
    /// How many fit, and how many of these are new to the server.
    pub left: Left,
    /// Whether every fitting question has been asked, so that they come again.
    pub again: bool,
}

impl Pools {
    /// The questions of an edition.
    pub async fn of(&self, edition: &Arc<Edition>) -> Arc<Questions> {
        let label = edition.label();
        // Held while it is made, so that it is made once.
        let mut kept = self.0.lock().await;
        if let Some((_, questions)) = kept.as_ref().filter(|(of, _)| *of == label) {
            return Arc::clone(questions);
        }
        let made = {
            let edition = Arc::clone(edition);
            tokio::task::spawn_blocking(move || Questions::of(&edition)).await
        };
        let questions = Arc::new(made.unwrap_or_else(|_| Questions::of(edition)));
        *kept = Some((label, Arc::clone(&questions)));
        questions
    }

    /// What can be chosen, without waiting for a pool that is not made: a keystroke cannot.
    pub fn themes(&self, edition: &Edition) -> Arc<Themes> {
        let kept = self.0.try_lock().ok();
        let kept = kept.as_ref().and_then(|kept| kept.as_ref());
        match kept.filter(|(of, _)| *of == edition.label()) {
            Some((_, questions)) => Arc::clone(&questions.themes),
            None => Arc::new(Themes::uncounted()),
        }
    }
}

/// Draws questions the server has been asked least often; those of rounds that go on are left out as
/// if they had been asked, and those that were withdrawn always.
pub fn draw(pool: &Pool, wish: &Wish, known: &Known, seed: u64) -> Draw {
    let most = known.times.values().copied().max().unwrap_or(0);
    for often in 0..=most {
        let asked: HashSet<String> = known
            .times
            .iter()
            .filter(|(_, times)| **times > often)
            .map(|(question, _)| question)
            .chain(&known.going_on)
            .chain(&known.withdrawn)
            .cloned()
            .collect();
        let left = pool.left(wish, &asked);
        if left.left > 0 {
            return Draw {
                questions: pool.choose(wish, &asked, seed),
                left,
                again: often > 0,
            };
        }
    }
    // All that fit are on in other rounds, or nothing fits.
    Draw {
        questions: pool.choose(wish, &known.withdrawn, seed),
        left: pool.left(wish, &known.withdrawn),
        again: true,
    }
}
