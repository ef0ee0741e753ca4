//! The one writer: takes the writes that wait, commits them together, and only
//! then acknowledges each.
//!
//! A commit waits for the disk. Committing what has gathered meanwhile in one
//! transaction keeps that wait from being paid for every write, and one writer
//! never finds the database busy.
//!
//! What nobody waits for is held back a moment, so that more is committed with it:
//! a commit costs more than what it commits. A write that somebody waits for is
//! never held back, and takes with it what came before.

use std::path::PathBuf;
use std::time::Duration;

use sqlx::{Connection, SqliteConnection};
use tokio::sync::{mpsc, oneshot};

use super::StoreError;
use super::lock::FolderLock;
use super::records::{Counts, Durability};
use super::schema::{self, remove_copies};
use super::writes::{Write, apply_answers};

/// Most writes of one transaction.
const BATCH: usize = 256;
/// How long what nobody waits for is held back.
const GATHER: Duration = Duration::from_millis(50);

/// What the writer is asked for.
#[derive(Debug)]
pub(super) enum Job {
    /// Write, and say when it is committed.
    Write(Write, oneshot::Sender<Result<Counts, StoreError>>),
    /// The same, and nobody waits for it.
    WriteSoon(Write, oneshot::Sender<Result<Counts, StoreError>>),
    /// Say how safely writes are kept.
    Durability(oneshot::Sender<Result<Durability, StoreError>>),
    /// Commit what was asked before, and close the database.
    Close(oneshot::Sender<Result<(), StoreError>>),
}

/// A batch that was not committed.
struct Failed {
    error: sqlx::Error,
    /// True where a statement failed: the others of the batch may be right.
    in_statement: bool,
}

/// Writes until nobody can ask any more; the folder is held as long as anything may be written.
pub(super) async fn run(
    mut connection: SqliteConnection,
    path: PathBuf,
    mut jobs: mpsc::UnboundedReceiver<Job>,
    lock: FolderLock,
) {
    let mut waiting = Vec::with_capacity(BATCH);
    while jobs.recv_many(&mut waiting, BATCH).await > 0 {
        gather(&mut jobs, &mut waiting).await;
        let mut writes = Vec::with_capacity(waiting.len());
        let mut closing = None;
        for job in waiting.drain(..) {
            match job {
                Job::Write(write, done) | Job::WriteSoon(write, done) => {
                    match remove_copies(&path, write.outdates_copies()) {
                        Ok(()) => writes.push((write, done)),
                        Err(error) => drop(done.send(Err(error))),
                    }
                }
                Job::Durability(done) => {
                    drop(done.send(durability(&mut connection).await));
                }
                Job::Close(done) => closing = Some(done),
            }
        }
        serve(&mut connection, writes).await;
        if let Some(done) = closing {
            let closed = connection.close().await;
            drop(lock);
            drop(done.send(closed.map_err(StoreError::doing("close the database"))));
            return;
        }
    }
    // Nobody is left to be told.
    drop(connection.close().await);
}

/// Waits for more, as long as nobody waits for what is there.
async fn gather(jobs: &mut mpsc::UnboundedReceiver<Job>, waiting: &mut Vec<Job>) {
    let until = tokio::time::Instant::now() + GATHER;
    let can_wait = |job: &Job| matches!(job, Job::WriteSoon(..));
    while waiting.len() < BATCH && waiting.iter().all(can_wait) {
        let room = BATCH - waiting.len();
        let more = tokio::time::timeout_at(until, jobs.recv_many(waiting, room)).await;
        if !matches!(more, Ok(more) if more > 0) {
            return;
        }
    }
}

type PendingWrite = (Write, oneshot::Sender<Result<Counts, StoreError>>);

/// Commits and acknowledges; where one write of several is at fault, each for itself.
async fn serve(connection: &mut SqliteConnection, writes: Vec<PendingWrite>) {
    if writes.is_empty() {
        return;
    }
    let forgets = writes.iter().any(|(write, _)| write.forgets());
    let batch: Vec<&Write> = writes.iter().map(|(write, _)| write).collect();
    match commit(connection, &batch).await {
        Ok(counts) => {
            if forgets {
                overwrite_log(connection).await;
            }
            for ((_, done), counts) in writes.into_iter().zip(counts) {
                // Whoever asked may have stopped waiting; it is written all the same.
                drop(done.send(Ok(counts)));
            }
        }
        Err(failed) if failed.in_statement && writes.len() > 1 => {
            for (write, done) in writes {
                let written = commit(connection, &[&write]).await;
                if written.is_ok() && write.forgets() {
                    overwrite_log(connection).await;
                }
                let counts = written
                    .map(|counts| counts.first().copied().unwrap_or_default())
                    .map_err(|failed| StoreError::doing("write")(failed.error));
                drop(done.send(counts));
            }
        }
        Err(failed) => {
            let said = failed.error.to_string();
            let mut whole = Some(failed.error);
            for (_, done) in writes {
                // The first hears the error itself, the others its words.
                let error = whole
                    .take()
                    .unwrap_or_else(|| sqlx::Error::Protocol(said.clone()));
                drop(done.send(Err(StoreError::doing("write")(error))));
            }
        }
    }
}

async fn commit(
    connection: &mut SqliteConnection,
    writes: &[&Write],
) -> Result<Vec<Counts>, Failed> {
    let committed = transaction(connection, writes).await;
    if committed.is_err() {
        // SQLite may have undone it already, as where the disk is full; then this is refused, and all is well.
        drop(sqlx::query("ROLLBACK").execute(connection).await);
    }
    committed
}

/// By hand, not with sqlx's transactions: those count their begins and ends themselves, and where
/// SQLite has undone one of itself, they take the connection to be inside it ever after.
async fn transaction(
    connection: &mut SqliteConnection,
    writes: &[&Write],
) -> Result<Vec<Counts>, Failed> {
    let failed = |in_statement| {
        move |error| Failed {
            error,
            in_statement,
        }
    };
    sqlx::query("BEGIN IMMEDIATE")
        .execute(&mut *connection)
        .await
        .map_err(failed(false))?;
    let mut counts = Vec::with_capacity(writes.len());
    let one = Counts {
        answers: 1,
        ..Counts::default()
    };
    let mut rest = writes;
    while let Some((first, others)) = rest.split_first() {
        let together = apply_answers(rest, connection).await;
        let together = together.map_err(failed(true))?;
        counts.extend(std::iter::repeat_n(one, together));
        rest = &rest[together..];
        if together == 0 {
            counts.push(first.apply(connection).await.map_err(failed(true))?);
            rest = others;
        }
    }
    sqlx::query("COMMIT")
        .execute(connection)
        .await
        .map_err(failed(false))?;
    Ok(counts)
}

/// Takes the write-ahead log into the database and empties it, so that what was forgotten is
/// nowhere on disk. A reader in the middle of a query can keep it from that; the next one does it.
async fn overwrite_log(connection: &mut SqliteConnection) {
    let done = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(connection);
    drop(done.await);
}

async fn durability(connection: &mut SqliteConnection) -> Result<Durability, StoreError> {
    let failed = || StoreError::doing("read how the database is kept");
    let journal_mode = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(&mut *connection)
        .await
        .map_err(failed())?;
    let synchronous = sqlx::query_scalar("PRAGMA synchronous")
        .fetch_one(&mut *connection)
        .await
        .map_err(failed())?;
    let foreign_keys = sqlx::query_scalar("PRAGMA foreign_keys")
        .fetch_one(&mut *connection)
        .await
        .map_err(failed())?;
    Ok(Durability {
        journal_mode,
        synchronous,
        foreign_keys,
        schema: schema::version(connection).await?,
    })
}
