//! One question of a round, and what became of it.

use std::collections::BTreeMap;

use super::super::question::Question;
use super::super::wish::Mode;
use super::deed::TRIES;
use super::event::{Closing, Given};

/// One question of a round, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedQuestion {
    /// The message it stands in, once it is posted.
    pub message: Option<u64>,
    /// When its time began, in milliseconds since 1970.
    pub posted: i64,
    pub(super) clock: Clock,
    /// The earliest right answer in the channel, as Discord orders it.
    pub(super) told: Option<u64>,
    /// What people did, by person.
    pub entries: BTreeMap<u64, Entry>,
    /// Why it was closed, once it was.
    pub closed: Option<Closing>,
    /// Whether everybody has seen how it came out.
    pub revealed: bool,
    /// Whether it counts for nobody, because it was wrong.
    pub withdrawn: bool,
}

/// What one person did with one question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// The answer that counts.
    pub given: Option<Given>,
    /// When it was given, as Discord orders it.
    pub order: u64,
    /// Time the question had been open by then, in milliseconds.
    pub elapsed: i64,
    /// How often they answered.
    pub tries: usize,
    /// Hints they took before.
    pub hints: usize,
    /// Whether the answer that counts was said in the channel.
    pub(super) aloud: bool,
}

/// How long a question has been open, without the pauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) before: i64,
    pub(super) since: Option<i64>,
    pub(super) limit: i64,
}

impl Clock {
    pub(super) fn elapsed(&self, at: i64) -> i64 {
        let running = self.since.map_or(0, |since| (at - since).max(0));
        self.before + running
    }

    pub(super) fn stop(&mut self, at: i64) {
        self.before = self.elapsed(at);
        self.since = None;
    }

    pub(super) fn start(&mut self, at: i64) {
        self.since = self.since.or(Some(at));
    }
}

impl AskedQuestion {
    /// A right answer was said in the channel: it ends the question, and of several only the one that
    /// Discord puts first counts. Nobody was told yet that theirs did.
    pub(super) fn hear(&mut self, user: u64, order: u64, at: i64) {
        self.clock.limit = self.clock.limit.min(self.clock.elapsed(at));
        self.told = Some(self.told.map_or(order, |told| told.min(order)));
        if let Some(entry) = self.entries.get_mut(&user) {
            entry.aloud = true;
        }
        for entry in self.entries.values_mut() {
            if entry.aloud && self.told.is_some_and(|told| told < entry.order) {
                entry.aloud = false;
                entry.given = None;
            }
        }
    }

    /// How many have answered.
    pub fn answered(&self) -> usize {
        let entries = self.entries.values();
        entries.filter(|entry| entry.given.is_some()).count()
    }

    pub(super) fn has_answered(&self, user: u64) -> bool {
        let entry = self.entries.get(&user);
        entry.is_some_and(|entry| entry.given.is_some())
    }

    /// Whether the time was over at this moment.
    pub(super) fn is_over(&self, at: i64) -> bool {
        self.clock.elapsed(at) > self.clock.limit
    }

    /// Whether it gives points.
    pub fn counts(&self) -> bool {
        self.closed == Some(Closing::Time) && !self.withdrawn
    }

    /// Those who answered rightly, the first one first.
    pub fn right(&self, question: &Question) -> Vec<u64> {
        let mut right: Vec<(u64, u64)> = self
            .entries
            .iter()
            .filter(|(_, entry)| entry.is_right(question))
            .map(|(user, entry)| (entry.order, *user))
            .collect();
        right.sort_unstable();
        right.into_iter().map(|(_, user)| user).collect()
    }
}

impl Entry {
    /// Whether the answer that counts is right.
    pub fn is_right(&self, question: &Question) -> bool {
        match self.given {
            Some(Given::Option(at)) => at == question.right,
            Some(Given::Right) => true,
            Some(Given::Wrong) | None => false,
        }
    }

    /// Whether the person has nothing left to say, or has at least answered where that is all there is.
    pub(super) fn is_done(&self, mode: Mode) -> bool {
        match self.given {
            Some(Given::Wrong) if mode == Mode::Typed => self.tries >= TRIES,
            given => given.is_some(),
        }
    }
}
