//! The pool of the live edition, made when it is first needed.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tokio::sync::Mutex;

use super::themes::Themes;
use crate::edition::Edition;
use crate::trivia::pool::{Left, Pool};
use crate::trivia::question::Question;
use crate::trivia::wish::Wish;

/// Keeps the pool of one edition.
#[derive(Debug, Default)]
pub struct Pools(Mutex<Option<Kept>>);

/// A pool, and what can be chosen among its questions.
#[derive(Debug)]
struct Kept {
    /// Of the edition.
    label: String,
    pool: Arc<Pool>,
    themes: Arc<Themes>,
}

/// How often each question was asked in a server, by its id.
pub type AskedTimes = HashMap<String, u32>;

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
    /// The pool of an edition.
    pub async fn of(&self, edition: &Arc<Edition>) -> Arc<Pool> {
        let label = edition.label();
        // Held while it is made, so that it is made once.
        let mut kept = self.0.lock().await;
        if let Some(kept) = kept.as_ref().filter(|kept| kept.label == label) {
            return Arc::clone(&kept.pool);
        }
        let made = {
            let edition = Arc::clone(edition);
            tokio::task::spawn_blocking(move || Pool::of(&edition.knowledge)).await
        };
        let pool = Arc::new(made.unwrap_or_else(|_| Pool::of(&edition.knowledge)));
        *kept = Some(Kept {
            label,
            themes: Arc::new(Themes::of(&pool)),
            pool: Arc::clone(&pool),
        });
        pool
    }

    /// What can be chosen, without waiting for a pool that is not made: a keystroke cannot.
    pub fn themes(&self, edition: &Edition) -> Arc<Themes> {
        let kept = self.0.try_lock().ok();
        let kept = kept.as_ref().and_then(|kept| kept.as_ref());
        match kept.filter(|kept| kept.label == edition.label()) {
            Some(kept) => Arc::clone(&kept.themes),
            None => Arc::new(Themes::uncounted()),
        }
    }
}

/// Draws questions the server has been asked least often; those of rounds that go on are left out as
/// if they had been asked.
pub fn draw(pool: &Pool, wish: &Wish, times: &AskedTimes, going_on: &[String], seed: u64) -> Draw {
    let most = times.values().copied().max().unwrap_or(0);
    for often in 0..=most {
        let asked: HashSet<String> = times
            .iter()
            .filter(|(_, times)| **times > often)
            .map(|(question, _)| question)
            .chain(going_on)
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
        questions: pool.choose(wish, &HashSet::new(), seed),
        left: pool.left(wish, &HashSet::new()),
        again: true,
    }
}
