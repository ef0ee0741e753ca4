//! Rounds where they are played wrongly: what a bug in showing them may not do.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use tarkovsky_bot::rounds::Rounds;
use tarkovsky_bot::rounds::stage::{Scene, Stage, Trouble};
use tarkovsky_bot::store::Store;
use tarkovsky_bot::store::records::AnswerId;
use tarkovsky_bot::trivia::round::Round;
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
