//! Rounds where something is wrong: a bug in showing them, a disk that does not write, a log that cannot be read.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use sqlx::{Connection, SqliteConnection};
use tarkovsky_bot::rounds::Rounds;
use tarkovsky_bot::rounds::stage::{Scene, Stage, Trouble};
use tarkovsky_bot::store::Store;
use tarkovsky_bot::store::records::AnswerId;
use tarkovsky_bot::trivia::round::Round;
use tarkovsky_bot::trivia::round::deed::{Deed, Doer};
use tarkovsky_bot::trivia::round::event::{Ending, Setup};
use tarkovsky_bot::trivia::wish::{Mode, Wish};

use crate::trivia_round::sample::question;
use crate::world::Folder;

/// How soon a round that cannot be shown must be over.
const SOON: Duration = Duration::from_secs(10);

/// Nothing can be shown on it.
#[derive(Debug)]
struct Rotten;

impl Stage for Rotten {
    fn show<'a>(
        &'a self,
        _: AnswerId,
        _: &'a Round,
        scene: Scene,
    ) -> BoxFuture<'a, Result<u64, Trouble>> {
        panic!("a bug that met {scene:?}");
    }
}

fn setup() -> Setup {
    Setup {
        guild: 10,
        channel: 11,
        wish: Wish::of(Mode::Choice, 1),
        seconds: 30,
        rest: 0,
        hints: false,
        seed: 7,
        previewed: false,
        aloud: false,
        questions: vec![question(0)],
        secrets: Vec::new(),
    }
}

#[tokio::test]
async fn a_round_that_panics_is_over_and_keeps_neither_its_channel_nor_its_players() {
    let folder = Folder::new();
    let store = Store::open(folder.path()).await.unwrap();
    let rounds = Rounds::new(store.clone(), Arc::new(Rotten));
    for id in [1, 2].map(AnswerId::from_bits) {
        rounds.start(id, 1, setup()).await.unwrap();
        let begun = Instant::now();
        while rounds.in_channel(11).is_some() || !store.rounds_going_on().await.unwrap().is_empty()
        {
            assert!(begun.elapsed() < SOON, "the channel is still taken");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let over = rounds.find(id).await.unwrap().unwrap();
        assert_eq!(
            over.ended.map(|(cause, _)| cause),
            Some(Ending::Unreachable)
        );
    }
    store.close().await.unwrap();
}

/// Everything can be shown on it.
#[derive(Debug)]
struct Quiet;

impl Stage for Quiet {
    fn show<'a>(
        &'a self,
        _: AnswerId,
        _: &'a Round,
        _: Scene,
    ) -> BoxFuture<'a, Result<u64, Trouble>> {
        Box::pin(async { Ok(1) })
    }
}

async fn database(folder: &Folder) -> SqliteConnection {
    let path = folder.path().join("store.db").display().to_string();
    SqliteConnection::connect(&path).await.unwrap()
}

/// Waits until that holds of a round.
async fn becomes(rounds: &Rounds, id: AnswerId, holds: impl Fn(&Round) -> bool) {
    let begun = Instant::now();
    while !holds(&rounds.find(id).await.unwrap().unwrap()) {
        assert!(begun.elapsed() < SOON, "{:?}", rounds.find(id).await);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn what_could_not_be_written_is_taken_back_though_nobody_waits_for_it_any_more() {
    let folder = Folder::new();
    let store = Store::open(folder.path()).await.unwrap();
    let rounds = Rounds::new(store.clone(), Arc::new(Quiet));
    let id = AnswerId::from_bits(1);
    rounds.start(id, 1, setup()).await.unwrap();
    becomes(&rounds, id, |round| round.current().is_some()).await;
    let mut other = database(&folder).await;
    let begin = sqlx::query("BEGIN IMMEDIATE").execute(&mut other);
    begin.await.unwrap();
    let doer = Doer {
        user: 2,
        moderates: false,
    };
    let press = Deed::Press {
        number: 0,
        option: 0,
        order: u64::MAX >> 1,
        message: 1,
    };
    let pressed = rounds.deed(id, 11, doer, press);
    let waited = tokio::time::timeout(Duration::from_millis(200), pressed).await;
    assert!(waited.is_err(), "the disk does not write");
    becomes(&rounds, id, |round| !round.players().is_empty()).await;
    // The store gives up after five seconds.
    becomes(&rounds, id, |round| round.players().is_empty()).await;
    other.close().await.unwrap();
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_log_that_cannot_be_read_is_given_up_and_the_others_go_on() {
    let folder = Folder::new();
    let store = Store::open(folder.path()).await.unwrap();
    let ids = [1, 2, 3].map(AnswerId::from_bits);
    let before = Rounds::new(store.clone(), Arc::new(Quiet));
    for (id, channel) in ids.iter().zip(11..) {
        let setup = Setup { channel, ..setup() };
        before.start(*id, 1, setup).await.unwrap();
        becomes(&before, *id, |round| round.current().is_some()).await;
    }
    store.close().await.unwrap();
    let mut other = database(&folder).await;
    let torn = sqlx::query("UPDATE round_events SET body = '{' WHERE round = ?")
        .bind(ids[1].as_str())
        .execute(&mut other);
    assert!(torn.await.unwrap().rows_affected() > 0);
    other.close().await.unwrap();

    let store = Store::open(folder.path()).await.unwrap();
    let rounds = Rounds::new(store.clone(), Arc::new(Quiet));
    assert_eq!(rounds.wake().await.unwrap(), 2);
    assert_eq!(rounds.in_channel(11), Some(ids[0]));
    assert_eq!(rounds.in_channel(12), None);
    assert_eq!(rounds.in_channel(13), Some(ids[2]));
    let going_on = store.rounds_going_on().await.unwrap();
    assert_eq!(going_on, [ids[0], ids[2]]);
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_database_that_refuses_costs_no_round_and_wakes_none_twice() {
    let folder = Folder::new();
    let store = Store::open(folder.path()).await.unwrap();
    let ids = [1, 2].map(AnswerId::from_bits);
    let before = Rounds::new(store.clone(), Arc::new(Quiet));
    for (id, channel) in ids.iter().zip(11..) {
        let setup = Setup { channel, ..setup() };
        before.start(*id, 1, setup).await.unwrap();
        becomes(&before, *id, |round| round.current().is_some()).await;
    }
    store.close().await.unwrap();

    let store = Store::open(folder.path()).await.unwrap();
    let mut other = database(&folder).await;
    let lost = sqlx::query("ALTER TABLE round_events RENAME TO lost").execute(&mut other);
    lost.await.unwrap();
    let rounds = Rounds::new(store.clone(), Arc::new(Quiet));
    assert_eq!(rounds.wake().await.unwrap(), 0);
    let found = sqlx::query("ALTER TABLE lost RENAME TO round_events").execute(&mut other);
    found.await.unwrap();
    other.close().await.unwrap();
    assert_eq!(
        store.rounds_going_on().await.unwrap(),
        ids,
        "none is given up"
    );
    assert_eq!(rounds.wake().await.unwrap(), 2);
    store.close().await.unwrap();
}
