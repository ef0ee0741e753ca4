//! Long lists for moderators, a leaf at a time; the last ones are kept in memory.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::store::records::AnswerId;

/// Most lists kept.
const KEPT: usize = 20;

/// The lists shown lately.
#[derive(Debug, Default)]
pub struct Leaves(Mutex<VecDeque<(AnswerId, Vec<String>)>>);

impl Leaves {
    /// Keeps a list of more than one leaf.
    pub fn keep(&self, id: AnswerId, leaves: Vec<String>) {
        if leaves.len() < 2 {
            return;
        }
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lists.push_back((id, leaves));
        if lists.len() > KEPT {
            lists.pop_front();
        }
    }

    /// One leaf of a list, and how many it has.
    pub fn find(&self, id: AnswerId, at: usize) -> Option<(String, usize)> {
        let lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, leaves) = lists.iter().find(|(of, _)| *of == id)?;
        Some((leaves.get(at)?.clone(), leaves.len()))
    }
}
