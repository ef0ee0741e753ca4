//! What is kept of answers, by the id their buttons carry.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use crate::bot::recorded::Recorded;

/// Most answers kept in memory.
const KEPT: usize = 2_000;

/// An answer that was given.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Who asked.
    pub asker: u64,
    /// Whether only the asker saw it.
    pub private: bool,
    /// Whether it has been shown to all since.
    pub shared: bool,
    /// How it came out.
    pub recorded: Arc<Recorded>,
}

/// The answers that were given lately.
#[derive(Debug, Default)]
pub struct Records(Mutex<Shelf>);

#[derive(Debug, Default)]
struct Shelf {
    kept: HashMap<u64, Kept>,
    order: VecDeque<u64>,
}

impl Records {
    /// Keeps an answer.
    pub fn keep(&self, id: u64, kept: Kept) {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.kept.insert(id, kept).is_none() {
            shelf.order.push_back(id);
        }
        while shelf.order.len() > KEPT {
            if let Some(oldest) = shelf.order.pop_front() {
                shelf.kept.remove(&oldest);
            }
        }
    }

    /// Forgets an answer.
    pub fn forget(&self, id: u64) {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.kept.remove(&id);
    }

    /// True the first time it is called of an answer.
    pub fn share(&self, id: u64) -> bool {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shelf
            .kept
            .get_mut(&id)
            .is_some_and(|kept| !std::mem::replace(&mut kept.shared, true))
    }

    /// The answer of this id.
    pub fn find(&self, id: u64) -> Option<Kept> {
        let shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.kept.get(&id).cloned()
    }
}
