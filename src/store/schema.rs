//! The schema and its migrations, which are part of the binary.
//!
//! SQLite keeps the version in the file (`user_version`); a migration sets it
//! in the transaction that changes the tables, so that both happen or neither.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use sqlx::{Connection, SqliteConnection};

use super::StoreError;

/// Every migration in order; the first leads to version 1.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001-first.sql"),
    include_str!("migrations/0002-lists.sql"),
    include_str!("migrations/0003-trivia.sql"),
    include_str!("migrations/0004-withdrawn.sql"),
];

/// Version of the schema in the file; 0 where there are no tables yet.
pub(super) async fn version(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(connection)
        .await
        .map_err(StoreError::doing("read the version of the database"))
}

/// Brings the database to the newest version; an existing one is copied first.
///
/// # Errors
/// Where the schema is newer than `migrations`, or the database refuses.
pub(super) async fn migrate(
    connection: &mut SqliteConnection,
    path: &Path,
    migrations: &[&'static str],
) -> Result<(), StoreError> {
    let newest = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    let found = version(connection).await?;
    if found > newest {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known: newest,
        });
    }
    if found > 0 && found < newest {
        copy(connection, path, found).await?;
    }
    let failed = || StoreError::doing("migrate the database");
    for (to, sql) in (1..).zip(migrations).skip_while(|(to, _)| *to <= found) {
        let mut transaction = connection
            .begin_with("BEGIN IMMEDIATE")
            .await
            .map_err(failed())?;
        sqlx::raw_sql(*sql)
            .execute(&mut *transaction)
            .await
            .map_err(failed())?;
        let reached = version(&mut transaction).await?;
        if reached != to {
            return Err(StoreError::Migration { to, reached });
        }
        transaction.commit().await.map_err(failed())?;
    }
    Ok(())
}

/// Where the copy of a database of this version goes.
pub(super) fn copy_path(path: &Path, version: i64) -> PathBuf {
    path.with_extension(format!("version-{version}.db"))
}

/// Some of the copies made before migrations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Copies {
    /// None of them.
    None,
    /// Those made before a time, in seconds since 1970.
    Before(i64),
    /// All of them.
    All,
}

/// Removes copies of the database: what is forgotten may not stay in them.
///
/// # Errors
/// Where one cannot be removed.
pub(super) fn remove_copies(path: &Path, which: Copies) -> Result<(), StoreError> {
    if which == Copies::None {
        return Ok(());
    }
    for version in 1..=MIGRATIONS.len() {
        let copy = copy_path(path, i64::try_from(version).unwrap_or(i64::MAX));
        // One that was begun and never finished holds as much.
        for copy in [begun_path(&copy), copy] {
            let failed = |source| StoreError::Folder {
                path: copy.clone(),
                source,
            };
            let made = match fs::metadata(&copy).and_then(|file| file.modified()) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                made => made.map_err(failed)?,
            };
            let made = made.duration_since(UNIX_EPOCH).unwrap_or_default();
            let is_old = |at| i128::from(made.as_secs()) < i128::from(at);
            if which == Copies::All || matches!(which, Copies::Before(at) if is_old(at)) {
                fs::remove_file(&copy).map_err(failed)?;
                tracing::info!(copy = %copy.display(), "a copy of the database was removed");
            }
        }
    }
    Ok(())
}

/// Where a copy is until it is whole.
fn begun_path(copy: &Path) -> PathBuf {
    copy.with_extension("begun")
}

/// Copies the database beside itself, whole or not at all.
async fn copy(
    connection: &mut SqliteConnection,
    path: &Path,
    version: i64,
) -> Result<(), StoreError> {
    let copy = copy_path(path, version);
    let begun = begun_path(&copy);
    let failed = |source| StoreError::Folder {
        path: copy.clone(),
        source,
    };
    match fs::remove_file(&begun) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    sqlx::query("VACUUM INTO ?")
        .bind(begun.to_string_lossy().into_owned())
        .execute(connection)
        .await
        .map_err(StoreError::doing("copy the database before its migration"))?;
    File::open(&begun)
        .and_then(|file| file.sync_all())
        .and_then(|()| fs::rename(&begun, &copy))
        .map_err(failed)
}
