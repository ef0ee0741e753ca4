//! A thousand players press within a second in one channel, beside a bot that only answers.

use std::time::Duration;

use serde_json::{Value, json};

use crate::crowd::Crowd;
use crate::figures::Times;
use crate::it::loopback::Message;
use crate::process::{Bot, Data, Kind};

/// How many press.
const PLAYERS: usize = 1_000;
/// Within which time.
const TIME: Duration = Duration::from_millis(900);
/// How long a question may take to be posted.
const PATIENCE: Duration = Duration::from_secs(20);

struct Side {
    kind: Kind,
    crowd: Crowd,
    times: Times,
    _bot: Bot,
    _data: Data,
}

impl Side {
    async fn of(kind: Kind) -> Self {
        let (crowd, data) = (Crowd::of(PLAYERS).await, Data::new());
        let bot = kind.start(&crowd.discord, &data);
        crowd.discord.ready().await;
        Self {
            kind,
            crowd,
            times: Times::default(),
            _bot: bot,
            _data: data,
        }
    }

    /// A message with something to press, and what a client sends for each press.
    async fn message(&mut self) -> (Message, Vec<Value>) {
        if self.kind == Kind::Empty {
            let reply = self.crowd.ask().reply().await;
            let data = json!({ "component_type": 2, "custom_id": "press", "id": 1 });
            return (reply.message, vec![data]);
        }
        let start = self.crowd.owner().command("trivia start");
        let start = start.option("number", 1).option("seconds", 60);
        drop(start.in_(&self.crowd.channel).await);
        let is_it = |m: &Message| m.content.contains("ends <t:");
        let question = self.crowd.channel.shows("question", PATIENCE, is_it).await;
        let buttons = question.components[0]["components"].as_array().cloned();
        let data = buttons.unwrap_or_default().into_iter().map(
            |button| json!({ "component_type": 2, "custom_id": button["custom_id"], "id": 1 }),
        );
        let data = data.collect();
        (question, data)
    }

    async fn turn(&mut self) -> Vec<f64> {
        let (message, data) = self.message().await;
        let times = self.crowd.rush(&message, &data, TIME).await;
        if self.kind == Kind::Ours {
            let stop = self.crowd.owner().command("trivia stop");
            drop(stop.in_(&self.crowd.channel).await);
            let ends = |m: &Message| m.id == message.id && !m.content.contains("ends <t:");
            self.crowd.channel.shows("reveal", PATIENCE, ends).await;
        }
        times
    }
}

/// Runs so many turns of each.
pub(crate) async fn measure(turns: usize) {
    println!("# {PLAYERS} presses within {TIME:?} in one channel, from dispatch to callback");
    let mut sides = [Side::of(Kind::Empty).await, Side::of(Kind::Ours).await];
    for turn in 0..=turns {
        for side in &mut sides {
            let times = side.turn().await;
            // The first turn opens connections on both sides.
            if turn > 0 {
                side.times.add(times);
            }
        }
    }
    println!(
        "{:>14} {:>8} {:>9} {:>9} {:>9}",
        "", "presses", "p50 ms", "p99 ms", "max ms"
    );
    for side in &sides {
        println!(
            "{:>14} {:>8} {:>9.2} {:>9.2} {:>9.2}",
            side.kind.name(),
            side.times.count(),
            side.times.median(),
            side.times.at(0.99),
            side.times.at(1.0),
        );
        side.crowd.discord.expect_no_violations();
    }
    let [empty, ours] = &sides;
    println!(
        "{:>14} {:>8} {:>8.2}× {:>8.2}×   aim: all of ours within 3 s\n",
        "ratio",
        "",
        ours.times.median() / empty.times.median(),
        ours.times.at(0.99) / empty.times.at(0.99),
    );
}
