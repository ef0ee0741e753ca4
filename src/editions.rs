//! The editions: which one answers, and how the next takes its place.
//!
//! Questions take the live edition with [`Editions::live`], which never waits,
//! and keep it until they are answered, so that no answer mixes two. A reload
//! builds the next one beside it on a thread of its own, finds everything that
//! `check` finds, and only then, in this order: brings it to the disk, stores
//! that it is live together with a line of the history, and swaps. A crash at
//! any point leaves either the old state or the new one. Whatever goes wrong,
//! the live edition goes on answering.
//!
//! An operation that was begun goes on to its end even if whoever asked for it
//! stops waiting.

pub mod archive;
pub mod change;
pub mod ground;
mod keys;
mod live;
pub mod outcome;
mod sentences;
mod start;
mod state;

use std::sync::{Arc, Mutex};

use arc_swap::ArcSwap;

use crate::clock;
use crate::edition::Edition;
use crate::store::Store;
use crate::store::records::{HistoryEvent, HistoryLine, Who};
use crate::words::reply;
use archive::{Archive, ArchiveError};
use ground::Ground;
use live::{Inner, Prepared, aside, locked};
use outcome::{
    Checked, Compared, EditionsError, KeptEdition, Opened, Operation, Reloaded, Status, Swapped,
};
use start::from_archive;
use state::State;

/// The editions of one process; clones share them.
#[derive(Debug, Clone)]
pub struct Editions {
    inner: Arc<Inner>,
}

/// Runs an operation to its end, whoever stops waiting for it.
async fn to_its_end<T: Send + 'static>(
    work: impl Future<Output = Result<T, EditionsError>> + Send + 'static,
) -> Result<T, EditionsError> {
    tokio::spawn(work)
        .await
        .unwrap_or(Err(EditionsError::BrokenOff))
}

/// One operation that runs; dropped at its end.
struct Running(Arc<Inner>);

impl Running {
    fn inner(&self) -> &Arc<Inner> {
        &self.0
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        *locked(&self.0.running) = None;
    }
}

impl Editions {
    /// Takes up the first edition: the one that was rolled back to; else that of the folder or the
    /// binary; else, where the folder cannot be used, the last one that was live.
    ///
    /// A folder that a reload would refuse is not taken up here either.
    ///
    /// # Errors
    /// Where there is no edition that can be used, or archive or store refuse.
    pub async fn open(ground: Ground, store: Store) -> Result<(Self, Opened), EditionsError> {
        let before = State::load(&store).await?;
        let archive = Archive::new(ground.archive.clone());
        let (started, ground, archive) = aside(move || {
            start::start(&ground, &archive, before.as_ref())
                .map(|started| (started, ground, archive))
        })
        .await??;
        let label = started.edition.label();
        let opened = Opened {
            label: label.clone(),
            from: started.origin,
            refused: started.refused,
            lost: started.lost,
        };
        let claims = started.edition.knowledge.claims.len() as u64;
        let line = HistoryLine {
            at: clock::seconds(),
            who: Who::Operator,
            what: HistoryEvent::Started,
            number: started.state.live.number,
            hash: started.state.live.hash.clone(),
            summary: match &opened.refused {
                Some(_) => reply().count("history.folder-refused", claims, &[]),
                None => reply().count("history.claims", claims, &[]),
            },
        };
        let entry = started.state.entry()?;
        store.append_history_and_meta(line, vec![entry]).await?;
        let inner = Inner {
            ground,
            archive,
            store,
            live: ArcSwap::from_pointee(started.edition),
            state: Mutex::new(started.state),
            running: Mutex::new(None),
            older: tokio::sync::Mutex::default(),
        };
        let inner = Arc::new(inner);
        inner.prune().await?;
        Ok((Self { inner }, opened))
    }

    /// The edition that answers now.
    pub fn live(&self) -> Arc<Edition> {
        self.inner.live.load_full()
    }

    /// Builds the next edition from folder and library, validates it, and takes it up where it is valid.
    ///
    /// # Errors
    /// Where another operation runs, there is no folder, anything is wrong with the knowledge, too
    /// many claims would go and it is not forced, or files or store refuse. Nothing changed then; a
    /// refusal of the knowledge stands in the history.
    pub async fn reload(&self, force: bool, who: Who) -> Result<Reloaded, EditionsError> {
        let running = self.begin(Operation::Reload)?;
        to_its_end(async move { running.inner().reload(force, who).await }).await
    }

    /// Validates the folder as a reload would, and changes nothing.
    ///
    /// # Errors
    /// Where another operation runs, there is no folder, or it cannot be read.
    pub async fn check(&self) -> Result<Checked, EditionsError> {
        let running = self.begin(Operation::Check)?;
        running.inner().has_folder()?;
        aside(move || {
            let ground = &running.inner().ground;
            let material = ground.material().map_err(EditionsError::Content)?;
            let inspection = ground.inspect(0, &material)?;
            Ok(Checked {
                claims: inspection.report.claims(),
                problems: inspection.report.problems,
                notes: inspection.report.notes,
            })
        })
        .await?
    }

    /// What a reload would mean, without doing it.
    ///
    /// # Errors
    /// Where another operation runs, there is no folder, or its knowledge is not valid.
    pub async fn diff(&self) -> Result<Compared, EditionsError> {
        let running = self.begin(Operation::Diff)?;
        running.inner().has_folder()?;
        aside(move || {
            let live = running.inner().live.load_full().label();
            Ok(match running.inner().prepare(0)? {
                Prepared::Unchanged => Compared {
                    live,
                    change: None,
                    shrinks: false,
                },
                Prepared::Next(next) => Compared {
                    live,
                    shrinks: running.inner().refuses(&next.change),
                    change: Some(next.change),
                },
            })
        })
        .await?
    }

    /// Takes up a kept edition again. It stays over restarts until the next reload.
    ///
    /// # Errors
    /// Where another operation runs, the edition is live, not kept or damaged, or files or store refuse.
    pub async fn rollback(&self, number: u32, who: Who) -> Result<Swapped, EditionsError> {
        let running = self.begin(Operation::Rollback)?;
        to_its_end(async move { running.inner().rollback(number, who).await }).await
    }

    /// The edition of a label: the live one, or an older one while it is kept and whole.
    pub async fn edition(&self, label: &str) -> Option<Arc<Edition>> {
        let live = self.live();
        if live.label() == label {
            return Some(live);
        }
        let mut older = self.inner.older.lock().await;
        if let Some(at) = older.iter().position(|edition| edition.label() == label) {
            let edition = older.remove(at)?;
            older.push_front(Arc::clone(&edition));
            return Some(edition);
        }
        let number = archive::number_of(label)?;
        let inner = Arc::clone(&self.inner);
        let (edition, manifest) =
            aside(move || from_archive(&inner.ground, &inner.archive, number))
                .await
                .ok()?
                .ok()?;
        if manifest.label() != label {
            return None;
        }
        let edition = Arc::new(edition);
        live::keep_ready(&mut older, Arc::clone(&edition));
        Some(edition)
    }

    /// The editions that are kept, the newest first, each compared with its hash.
    ///
    /// # Errors
    /// Where the archive cannot be read at all.
    pub async fn kept(&self) -> Result<Vec<KeptEdition>, EditionsError> {
        let live = locked(&self.inner.state).live.number;
        let archive = self.inner.archive.clone();
        let kept = aside(move || -> Result<_, ArchiveError> {
            let kept = archive
                .list()?
                .into_iter()
                .map(|(number, label)| KeptEdition {
                    manifest: archive.read(number).map(|(manifest, _)| manifest),
                    live: number == live,
                    number,
                    label,
                });
            Ok(kept.collect())
        });
        Ok(kept.await??)
    }

    /// How the editions stand.
    pub fn status(&self) -> Status {
        let state = locked(&self.inner.state).clone();
        Status {
            label: state.live.label(),
            manifest: state.live,
            rolled_back: state.rolled_back,
            has_folder: self.inner.ground.knowledge.is_some(),
            running: *locked(&self.inner.running),
        }
    }

    fn begin(&self, operation: Operation) -> Result<Running, EditionsError> {
        let mut running = locked(&self.inner.running);
        if let Some(other) = *running {
            return Err(EditionsError::AlreadyRunning(other));
        }
        *running = Some(operation);
        Ok(Running(Arc::clone(&self.inner)))
    }
}
