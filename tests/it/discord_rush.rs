//! Many players press within one second in one channel: all are confirmed in time, and their
//! order is Discord's.
//!
//! `RUSH_PLAYERS` sets how many.

use std::time::{Duration, Instant};

use tarkovsky_bot::store::Store;
use tarkovsky_bot::trivia::round::Round;

use crate::discord_trivia::table::{Table, options};
use crate::loopback::{Discord, Options};
use crate::world::{Folder, number_from_environment};

/// What a confirmation may take.
const BOUND: Duration = Duration::from_secs(3);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_who_press_within_a_second_are_confirmed_in_three_and_in_order() {
    let players = number_from_environment("RUSH_PLAYERS", 1_000);
    let folder = Folder::new();
    let options_ = Options {
        remembered: 50_000,
        ..Options::default()
    };
    let keys = [
        ("trivia.seconds", "8"),
        ("trivia.rest_seconds", "0"),
        ("data.dir", folder.path().to_str().unwrap()),
    ];
    let table = Table::on(Discord::with(options_).await, &keys);
    let crowd: Vec<_> = (0..players)
        .map(|n| table.member(&format!("player-{n}")))
        .collect();
    let bot = table.bot().await;
    table.starts(&table.server.owner(), 1).await;
    let question = table.question(1).await;
    let labels = options(&question);

    let begun = Instant::now();
    let mut pressed = Vec::new();
    for (n, player) in crowd.iter().enumerate() {
        // Evenly over nine tenths of a second.
        let at = Duration::from_millis(900) * u32::try_from(n).unwrap() / players;
        tokio::time::sleep_until((begun + at).into()).await;
        pressed.push(player.presses(&question, &labels[n % labels.len()]));
    }
    let took = begun.elapsed();
    let mut times = Vec::new();
    for (n, press) in pressed.iter().enumerate() {
        let reply = press.reply().await;
        let letter = ["A", "B", "C", "D"][n % labels.len()];
        assert!(
            reply
                .content
                .starts_with(&format!("You answered **{letter}**")),
            "{}",
            reply.content
        );
        times.push(reply.after);
    }
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!(
        "{players} presses in {took:?}: median {:?}, 99th percentile {:?}, longest {:?}",
        at(50),
        at(99),
        at(100)
    );
    assert!(at(100) < BOUND, "the longest took {:?}", at(100));

    table.end().await;
    drop(bot);
    let store = Store::open(folder.path()).await.unwrap();
    let round = store
        .rounds_of(crowd[0].id(), table.server.id(), 1)
        .await
        .unwrap()[0]
        .round;
    let events = store.round_events(round).await.unwrap();
    let round = Round::replay(events.iter().map(|(_, event)| event)).unwrap();
    let question = round.question(0).unwrap();
    let right = question.right;
    let expected: Vec<u64> = crowd
        .iter()
        .enumerate()
        .filter(|(n, _)| n % labels.len() == right)
        .map(|(_, player)| player.id())
        .collect();
    assert_eq!(round.asked[0].right(question), expected);
    assert_eq!(round.asked[0].answered(), crowd.len());
    table.discord.expect_no_violations();
}
