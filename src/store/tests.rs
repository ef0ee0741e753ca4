//! What only the inside can show: acknowledgement follows commit, a batch is not
//! spoilt by one write, and migrations copy first.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use super::records::{HistoryEvent, Who};
use super::schema::{MIGRATIONS, copy_path};
use super::*;

/// A folder of one test, removed with the value.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "tarkovsky-store-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

fn line(number: u32) -> HistoryLine {
    HistoryLine {
        at: 1,
        who: Who::Operator,
        what: HistoryEvent::Started,
        number,
        hash: "ab".into(),
        summary: String::new(),
    }
}

/// A store whose every commit asks `allow` first; `false` makes SQLite undo it instead.
async fn with_commits_that_ask(
    folder: &Folder,
    allow: impl FnMut() -> bool + Send + 'static,
) -> Store {
    Store::open(&folder.0).await.unwrap().close().await.unwrap();
    let path = folder.0.join(FILE);
    let mut connection = options(&path).connect().await.unwrap();
    let mut handle = connection.lock_handle().await.unwrap();
    handle.set_commit_hook(allow);
    drop(handle);
    Store::serve(
        connection,
        &path,
        FolderLock::take(&folder.0).await.unwrap(),
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_acknowledged_before_it_is_committed() {
    let folder = Folder::new();
    let committed = Arc::new(AtomicBool::new(false));
    let (open_gate, gate) = mpsc::channel::<()>();
    let seen = Arc::clone(&committed);
    let store = with_commits_that_ask(&folder, move || {
        // The commit waits here for as long as the test likes.
        let _ = gate.recv();
        seen.store(true, Ordering::SeqCst);
        true
    })
    .await;
    let mut write = Box::pin(store.set_meta("edition", "7"));
    let early = tokio::time::timeout(Duration::from_millis(300), &mut write).await;
    assert!(early.is_err(), "acknowledged while the commit waits");
    assert!(!committed.load(Ordering::SeqCst));
    drop(open_gate);
    write.await.unwrap();
    assert!(committed.load(Ordering::SeqCst));
    assert_eq!(store.meta("edition").await.unwrap().as_deref(), Some("7"));
}

#[tokio::test]
async fn a_commit_that_fails_is_told_and_leaves_nothing() {
    let folder = Folder::new();
    let mut left = 2;
    let store = with_commits_that_ask(&folder, move || {
        left -= 1;
        left < 0
    })
    .await;
    for _ in 0..2 {
        let told = store.append_history(line(1)).await;
        assert!(matches!(told, Err(StoreError::Database { .. })), "{told:?}");
        assert_eq!(store.history(9).await.unwrap(), []);
    }
    store.append_history(line(2)).await.unwrap();
    let kept = store.history(9).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0], line(2));
}

#[tokio::test]
async fn a_failing_commit_is_told_to_everybody_of_its_batch() {
    let folder = Folder::new();
    let store = with_commits_that_ask(&folder, || false).await;
    let writes: Vec<_> = (0..8)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move { store.append_history(line(number)).await })
        })
        .collect();
    for write in writes {
        assert!(write.await.unwrap().is_err());
    }
    assert_eq!(store.history(9).await.unwrap(), []);
}

#[tokio::test]
async fn one_write_that_fails_does_not_spoil_those_it_is_committed_with() {
    let folder = Folder::new();
    let store = Store::open(&folder.0).await.unwrap();
    store.close().await.unwrap();
    let path = folder.0.join(FILE);
    let mut connection = options(&path).connect().await.unwrap();
    sqlx::raw_sql(
        "CREATE TRIGGER refuse BEFORE INSERT ON history WHEN new.number = 3 \
         BEGIN SELECT RAISE(ROLLBACK, 'not three'); END",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    let lock = FolderLock::take(&folder.0).await.unwrap();
    let store = Store::serve(connection, &path, lock);
    let writes: Vec<_> = (0..6)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move { store.append_history(line(number)).await })
        })
        .collect();
    let mut failed = Vec::new();
    for (number, write) in writes.into_iter().enumerate() {
        if write.await.unwrap().is_err() {
            failed.push(number);
        }
    }
    assert_eq!(failed, [3]);
    let kept = store.history(9).await.unwrap();
    let mut numbers: Vec<_> = kept.iter().map(|entry| entry.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [0, 1, 2, 4, 5]);
}

#[tokio::test]
async fn a_newer_schema_is_refused_and_an_older_one_copied_before_its_migration() {
    const LATER: &str = "CREATE TABLE later (id INTEGER) STRICT; PRAGMA user_version = 2;";
    let folder = Folder::new();
    let path = folder.0.join(FILE);
    let store = Store::open_with(&folder.0, &MIGRATIONS[..1]).await.unwrap();
    store.append_history(line(1)).await.unwrap();
    store.close().await.unwrap();
    assert!(!copy_path(&path, 1).exists());

    let store = Store::open_with(&folder.0, &[&MIGRATIONS[..1], &[LATER]].concat())
        .await
        .unwrap();
    assert_eq!(store.durability().await.unwrap().schema, 2);
    assert_eq!(store.history(9).await.unwrap().len(), 1);
    store.close().await.unwrap();
    let copy = copy_path(&path, 1);
    let mut connection = options(&copy).connect().await.unwrap();
    assert_eq!(schema::version(&mut connection).await.unwrap(), 1);
    let lines: i64 = sqlx::query_scalar("SELECT count(*) FROM history")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(lines, 1);

    let refused = Store::open_with(&folder.0, &MIGRATIONS[..1])
        .await
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("schema 2") && refused.contains("up to 1"),
        "{refused}"
    );
}

#[tokio::test]
async fn a_copy_made_before_a_migration_goes_with_what_is_forgotten_and_with_time() {
    let folder = Folder::new();
    let path = folder.0.join(FILE);
    let store = Store::open_with(&folder.0, &MIGRATIONS[..1]).await.unwrap();
    store.close().await.unwrap();
    let copy = copy_path(&path, 1);
    let begun = copy.with_extension("begun");
    let store = Store::open(&folder.0).await.unwrap();
    let kept = std::fs::read(&copy).unwrap();
    std::fs::write(&begun, &kept).unwrap();
    store.purge_before(1).await.unwrap();
    assert!(copy.exists(), "it is not that old");
    store.purge_before(i64::MAX).await.unwrap();
    assert!(!copy.exists() && !begun.exists());
    std::fs::write(&copy, &kept).unwrap();
    store.set_meta("edition", "7").await.unwrap();
    assert!(copy.exists(), "nothing was forgotten");
    store.forget_user(1).await.unwrap();
    assert!(!copy.exists());
    std::fs::write(&copy, &kept).unwrap();
    store.forget_guild(1).await.unwrap();
    assert!(!copy.exists());
    // Where it cannot go, nobody is told that they are forgotten.
    std::fs::create_dir(&copy).unwrap();
    let refused = store.forget_user(1).await;
    assert!(
        matches!(refused, Err(StoreError::Folder { .. })),
        "{refused:?}"
    );
    store.set_meta("others", "are written").await.unwrap();
}

#[tokio::test]
async fn looking_into_an_older_store_says_how_it_is_brought_up_to_date() {
    let folder = Folder::new();
    let store = Store::open_with(&folder.0, &MIGRATIONS[..1]).await.unwrap();
    store.close().await.unwrap();
    let refused = Store::look_into(&folder.0).await.unwrap_err().to_string();
    assert!(
        refused.contains("start the bot once") && !refused.contains("later"),
        "{refused}"
    );
    let store = Store::open(&folder.0).await.unwrap();
    store.close().await.unwrap();
    Store::look_into(&folder.0).await.unwrap();
}

#[tokio::test]
async fn a_migration_that_fails_changes_nothing() {
    let folder = Folder::new();
    let store = Store::open_with(&folder.0, &MIGRATIONS[..1]).await.unwrap();
    store.close().await.unwrap();
    for broken in [
        "CREATE TABLE later (id INTEGER); PRAGMA user_version = 2; SELECT broken;",
        "CREATE TABLE later (id INTEGER); PRAGMA user_version = 3;",
    ] {
        let refused = Store::open_with(&folder.0, &[&MIGRATIONS[..1], &[broken]].concat()).await;
        assert!(refused.is_err(), "{refused:?}");
    }
    let store = Store::open_with(&folder.0, &MIGRATIONS[..1]).await.unwrap();
    assert_eq!(store.durability().await.unwrap().schema, 1);
}

#[tokio::test]
async fn every_migration_keeps_what_was_stored_before_it() {
    let folder = Folder::new();
    for version in 1..=MIGRATIONS.len() {
        let store = Store::open_with(&folder.0, &MIGRATIONS[..version])
            .await
            .unwrap();
        let reached = store.durability().await.unwrap().schema;
        assert_eq!(usize::try_from(reached).unwrap(), version);
        let number = u32::try_from(version).unwrap();
        store.append_history(line(number)).await.unwrap();
        assert_eq!(store.history(9).await.unwrap().len(), version);
        store.close().await.unwrap();
    }
}
