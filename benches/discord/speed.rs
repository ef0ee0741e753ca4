//! From dispatch to callback at a steady rate, and how many at most.

use std::time::Duration;

use crate::crowd::Crowd;
use crate::figures::Times;
use crate::process::{Bot, Data, Kind};

/// Commands a second.
const RATE: u32 = 200;
/// Length of one turn.
const TURN: Duration = Duration::from_secs(5);
/// Commands of one closed loop.
const COUNT: usize = 1_500;
/// How many of them are under way at once.
const AT_ONCE: usize = 64;

struct Side {
    kind: Kind,
    crowd: Crowd,
    times: Times,
    rates: Times,
    /// Microseconds of processor time for one answer of the closed loop.
    costs: Times,
    bot: Bot,
    _data: Data,
}

impl Side {
    async fn of(kind: Kind) -> Self {
        let (crowd, data) = (Crowd::of(3_000).await, Data::new());
        let bot = kind.start(&crowd.discord, &data);
        crowd.discord.ready().await;
        Self {
            kind,
            crowd,
            times: Times::default(),
            rates: Times::default(),
            costs: Times::default(),
            bot,
            _data: data,
        }
    }

    fn row(&self) {
        println!(
            "{:>14} {:>8} {:>9.2} {:>9.2} {:>9.2} {:>12.0} {:>10.0}",
            self.kind.name(),
            self.times.count(),
            self.times.median(),
            self.times.at(0.99),
            self.times.at(1.0),
            self.rates.median(),
            self.costs.median(),
        );
    }
}

/// Runs so many turns of each.
pub(crate) async fn measure(turns: usize) {
    println!("# {RATE} commands a second from dispatch to callback; {AT_ONCE} under way at once");
    let mut sides = [Side::of(Kind::Empty).await, Side::of(Kind::Ours).await];
    for turn in 0..=turns {
        for side in &mut sides {
            let times = side.crowd.open_loop(RATE, TURN).await;
            // The first turn opens connections on both sides.
            if turn > 0 {
                side.times.add(times);
            }
        }
        for side in &mut sides {
            // People who asked a moment ago may ask again only after a while.
            tokio::time::sleep(Duration::from_millis(200)).await;
            let before = side.bot.processor_time();
            let (a_second, _) = side.crowd.closed_loop(COUNT, AT_ONCE).await;
            if turn > 0 {
                side.rates.add([a_second]);
                let used = side.bot.processor_time().zip(before);
                side.costs
                    .add(used.map(|(now, before)| (now - before) / COUNT as f64));
            }
        }
    }
    println!(
        "{:>14} {:>8} {:>9} {:>9} {:>9} {:>12} {:>10}",
        "", "answers", "p50 ms", "p99 ms", "max ms", "answers/s", "CPU µs"
    );
    for side in &sides {
        side.row();
        side.crowd.discord.expect_no_violations();
    }
    let [empty, ours] = &sides;
    println!(
        "{:>14} {:>8} {:>8.2}× {:>8.2}× {:>9} {:>11.2}× {:>9.2}×   aims: ≤ 2×, ≤ 3×, ≥ 0.6×\n",
        "ratio",
        "",
        ours.times.median() / empty.times.median(),
        ours.times.at(0.99) / empty.times.at(0.99),
        "",
        ours.rates.median() / empty.rates.median(),
        ours.costs.median() / empty.costs.median(),
    );
}
