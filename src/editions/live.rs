//! The live edition and everything that may take its place: the steps of a reload
//! and of a rollback, in the order that leaves one whole state at any point.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use arc_swap::ArcSwap;

use crate::clock;
use crate::edition::Edition;
use crate::store::Store;
use crate::store::records::{HistoryEvent, HistoryLine, Who};
use crate::words::reply;

use super::archive::{Archive, Manifest};
use super::change::{Change, change};
use super::ground::{Ground, Material};
use super::outcome::{EditionsError, Operation, Reloaded, Swapped};
use super::start::from_archive;
use super::state::State;

/// Editions kept ready for buttons of older answers, beside the live one.
const READY: usize = 2;
/// How long an edition that is let go of may still be in use by an answer.
const LAST_USE: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub(super) struct Inner {
    pub(super) ground: Ground,
    pub(super) archive: Archive,
    pub(super) store: Store,
    pub(super) live: ArcSwap<Edition>,
    pub(super) state: Mutex<State>,
    pub(super) running: Mutex<Option<Operation>>,
    /// Older editions, the last used first.
    pub(super) older: tokio::sync::Mutex<VecDeque<Arc<Edition>>>,
}

/// True where more of the claims would go than may.
pub(super) fn shrinks((before, after): (usize, usize), allowed_percent: usize) -> bool {
    before.saturating_sub(after) * 100 > before * allowed_percent
}

pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Only whole values are put in, so that a panic elsewhere left none half written.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs blocking work off the threads that answer.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, EditionsError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| EditionsError::BrokenOff)
}

/// Lets go of an edition here and not on the thread of the answer that uses it last.
fn let_go(edition: Arc<Edition>) {
    tokio::task::spawn_blocking(move || {
        let tries = 100;
        for _ in 0..tries {
            if Arc::strong_count(&edition) == 1 {
                break;
            }
            std::thread::sleep(LAST_USE / tries);
        }
        drop(edition);
    });
}

/// Puts an edition first among those kept ready, and lets go of those beyond [`READY`].
pub(super) fn keep_ready(older: &mut VecDeque<Arc<Edition>>, edition: Arc<Edition>) {
    older.push_front(edition);
    let beyond = older.split_off(READY.min(older.len()));
    beyond.into_iter().for_each(let_go);
}

/// What reading and validating the folder came to.
pub(super) enum Prepared {
    Unchanged,
    Next(Box<Next>),
}

pub(super) struct Next {
    pub(super) edition: Edition,
    pub(super) manifest: Manifest,
    pub(super) material: Material,
    pub(super) change: Change,
    pub(super) notes: Vec<String>,
}

impl Inner {
    pub(super) fn has_folder(&self) -> Result<(), EditionsError> {
        match self.ground.knowledge {
            Some(_) => Ok(()),
            None => Err(EditionsError::NoFolder),
        }
    }

    pub(super) fn refuses(&self, change: &Change) -> bool {
        shrinks(change.claims_count, self.ground.max_shrink_percent)
    }

    /// Reads, validates and builds; blocking.
    pub(super) fn prepare(&self, number: u32) -> Result<Prepared, EditionsError> {
        let live = self.live.load_full();
        let material = self.ground.material().map_err(EditionsError::Content)?;
        let texts = |edition: &Edition| material.texts(&edition.knowledge.sources);
        if material.hash == live.hash && texts(&live) == locked(&self.state).live.texts {
            return Ok(Prepared::Unchanged);
        }
        let inspection = self.ground.inspect(number, &material)?;
        let problems = inspection.report.problems;
        let edition = match inspection.edition {
            Some(edition) if problems.0.is_empty() => edition,
            _ => return Err(EditionsError::Invalid(problems)),
        };
        let change = change(&live, &edition, &self.ground.limits);
        let manifest = Manifest {
            number,
            hash: material.hash.clone(),
            at: clock::seconds(),
            claims: edition.knowledge.claims.len(),
            texts: texts(&edition),
        };
        Ok(Prepared::Next(Box::new(Next {
            edition,
            manifest,
            material,
            change,
            notes: inspection.report.notes,
        })))
    }

    pub(super) async fn reload(
        self: &Arc<Self>,
        force: bool,
        who: Who,
    ) -> Result<Reloaded, EditionsError> {
        self.has_folder()?;
        let before = locked(&self.state).clone();
        let inner = Arc::clone(self);
        let prepared = aside(move || inner.prepare_and_archive(before.last + 1, force)).await?;
        let next = match prepared {
            Ok(Prepared::Next(next)) => *next,
            Ok(Prepared::Unchanged) => return self.unchanged().await,
            Err(error) => {
                // Why it was refused matters more than that this could not be recorded.
                drop(self.record_refusal(&error, who).await);
                return Err(error);
            }
        };
        let state = State {
            last: next.manifest.number,
            live: next.manifest,
            rolled_back: false,
        };
        let before = self.live.load().label();
        let swapped = Swapped {
            before,
            after: state.live.label(),
            change: next.change,
            missing_texts: Vec::new(),
            notes: next.notes,
        };
        let summary = swapped.change.summary();
        self.take_up(
            Arc::new(next.edition),
            state,
            HistoryEvent::Reloaded,
            who,
            summary,
        )
        .await?;
        // It is live; what is left over of older ones goes at the next start or reload.
        drop(self.prune().await);
        Ok(Reloaded::Swapped(Box::new(swapped)))
    }

    /// What is refused is not archived; what is archived can go live.
    pub(super) fn prepare_and_archive(
        &self,
        number: u32,
        force: bool,
    ) -> Result<Prepared, EditionsError> {
        let prepared = self.prepare(number)?;
        if let Prepared::Next(next) = &prepared {
            if self.refuses(&next.change) && !force {
                return Err(EditionsError::Shrinks {
                    change: Box::new(next.change.clone()),
                    allowed_percent: self.ground.max_shrink_percent,
                });
            }
            self.archive.write(&next.manifest, &next.material.files)?;
            next.edition.warm_up();
        }
        Ok(prepared)
    }

    /// The folder is that of the live edition: one rolled back to is no longer held against it.
    pub(super) async fn unchanged(&self) -> Result<Reloaded, EditionsError> {
        let mut state = locked(&self.state).clone();
        if state.rolled_back {
            state.rolled_back = false;
            let (key, value) = state.entry()?;
            self.store.set_meta(&key, &value).await?;
            locked(&self.state).rolled_back = false;
        }
        Ok(Reloaded::Unchanged {
            label: state.live.label(),
        })
    }

    pub(super) async fn rollback(
        self: &Arc<Self>,
        number: u32,
        who: Who,
    ) -> Result<Swapped, EditionsError> {
        let before = locked(&self.state).clone();
        if before.live.number == number {
            return Err(EditionsError::AlreadyLive(before.live.label()));
        }
        let inner = Arc::clone(self);
        let (edition, manifest) =
            aside(move || from_archive(&inner.ground, &inner.archive, number)).await??;
        let (old, new) = (self.live.load_full(), Arc::new(edition));
        let state = State {
            live: manifest,
            // Above it stands what was archived and could not be stored as live.
            last: before.last.max(number),
            rolled_back: true,
        };
        let missing_texts = state
            .live
            .texts
            .iter()
            .filter(|text| !has_text(&new, &text.source))
            .cloned()
            .collect();
        let (before, after) = (old.label(), new.label());
        let summary = reply().fill("history.from", &[("edition", &before)]);
        self.take_up(
            Arc::clone(&new),
            state,
            HistoryEvent::RolledBack,
            who,
            summary,
        )
        .await?;
        let inner = Arc::clone(self);
        Ok(Swapped {
            before,
            after,
            // Pinned questions are asked once the edition answers already.
            change: aside(move || {
                let change = change(&old, &new, &inner.ground.limits);
                // It must answer within a second, and so is not made ready before.
                tokio::task::spawn_blocking(move || new.warm_up());
                change
            })
            .await?,
            missing_texts,
            notes: Vec::new(),
        })
    }

    /// Stores that an edition is live, and swaps; what was live is kept ready.
    pub(super) async fn take_up(
        self: &Arc<Self>,
        edition: Arc<Edition>,
        state: State,
        what: HistoryEvent,
        who: Who,
        summary: String,
    ) -> Result<(), EditionsError> {
        let line = HistoryLine {
            at: clock::seconds(),
            who,
            what,
            number: state.live.number,
            hash: state.live.hash.clone(),
            summary,
        };
        let entry = state.entry()?;
        self.store
            .append_history_and_meta(line, vec![entry])
            .await?;
        *locked(&self.state) = state;
        let label = edition.label();
        let old = self.live.swap(edition);
        let mut older = self.older.lock().await;
        older.retain(|edition| edition.label() != label);
        keep_ready(&mut older, old);
        Ok(())
    }

    pub(super) async fn record_refusal(
        &self,
        error: &EditionsError,
        who: Who,
    ) -> Result<(), EditionsError> {
        let summary = match error {
            EditionsError::Invalid(problems) => {
                let count = problems.0.len() as u64;
                match problems.0.first() {
                    Some(first) => reply().count(
                        "history.problems-first",
                        count,
                        &[("file", &first.file), ("line", &first.line)],
                    ),
                    None => reply().count("history.problems", count, &[]),
                }
            }
            EditionsError::Shrinks { change, .. } => {
                let (before, after) = change.claims_count;
                reply().count(
                    "history.would-go",
                    before as u64,
                    &[("gone", &(before - after))],
                )
            }
            EditionsError::Content(error) => format!("{error}."),
            _ => return Ok(()),
        };
        let state = locked(&self.state).clone();
        let line = HistoryLine {
            at: clock::seconds(),
            who,
            what: HistoryEvent::Refused,
            number: state.live.number,
            hash: state.live.hash,
            summary,
        };
        Ok(self.store.append_history(line).await?)
    }

    pub(super) async fn prune(self: &Arc<Self>) -> Result<(), EditionsError> {
        let live = locked(&self.state).live.number;
        let archive = self.archive.clone();
        Ok(aside(move || archive.prune(live)).await??)
    }
}

/// True where the library has the text of a source.
pub(super) fn has_text(edition: &Edition, source: &str) -> bool {
    let texts = edition.library.texts();
    texts
        .iter()
        .any(|(id, _)| edition.knowledge.source(*id).id == source)
}
