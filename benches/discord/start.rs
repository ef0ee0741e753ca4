//! From the start of the process to its session with the gateway.

use std::time::{Duration, Instant};

use crate::crowd::Crowd;
use crate::figures::Times;
use crate::process::{Data, Kind};

/// Starts of each kind.
const STARTS: usize = 20;

#[derive(Default)]
struct Starts {
    ready: Times,
    answered: Times,
}

impl Starts {
    async fn one(&mut self, kind: Kind, data: &Data) {
        let mut crowd = Crowd::of(1).await;
        let begun = Instant::now();
        let _bot = kind.start(&crowd.discord, data);
        let milliseconds = || begun.elapsed().as_secs_f64() * 1e3;
        while crowd.discord.sessions() == 0 {
            tokio::time::sleep(Duration::from_micros(500)).await;
        }
        self.ready.add([milliseconds()]);
        crowd.discord.ready().await;
        drop(crowd.ask().reply().await);
        self.answered.add([milliseconds()]);
    }

    fn row(&self, what: &str) {
        println!(
            "{what:>30} {:>9.0} {:>9.0} {:>16.0}",
            self.ready.median(),
            self.ready.at(1.0),
            self.answered.median()
        );
    }
}

/// Starts in turn: the empty bot, ours in a new folder, ours where it ran before.
pub(crate) async fn measure() {
    println!("# From the start of the process, {STARTS} times each; aim: READY within 300 ms");
    let (mut empty, mut first, mut again) =
        (Starts::default(), Starts::default(), Starts::default());
    let kept = Data::new();
    Starts::default().one(Kind::Ours, &kept).await;
    for _ in 0..STARTS {
        let fresh = Data::new();
        empty.one(Kind::Empty, &fresh).await;
        first.one(Kind::Ours, &fresh).await;
        again.one(Kind::Ours, &kept).await;
    }
    println!(
        "{:>30} {:>9} {:>9} {:>16}",
        "", "READY ms", "slowest", "first answer ms"
    );
    empty.row("empty_bot");
    first.row("tarkovsky-bot, new folder");
    again.row("tarkovsky-bot, kept folder");
    println!();
}
