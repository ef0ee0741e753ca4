//! Chaos: rounds in many channels, players who press without rest, and `kill -9` at moments
//! nobody chose, with faults of REST and of the gateway mixed in. Every acknowledged answer
//! counts, once; every round ends; no channel is stuck.
//!
//! `CHAOS_ROUNDS`, `CHAOS_PLAYERS` and `CHAOS_KILLS` set how much of it.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tarkovsky_bot::store::Store;
use tarkovsky_bot::trivia::round::Round;
use tarkovsky_bot::trivia::round::event::{Event, Given, Happening};
use tarkovsky_bot::trivia::score::{is_ranked, table};

use crate::discord_trivia::table::{Table, options};
use crate::loopback::{Channel, Discord, Fault, Member, Options, RestFault, Route};
use crate::world::{Folder, Running, number_from_environment};

/// How long a player waits for a confirmation.
const PATIENCE: Duration = Duration::from_millis(3_600);
/// How long rounds may take to end once nothing is killed any more.
const TO_THE_END: Duration = Duration::from_mins(5);
/// From the start of the process until rounds go on.
const GOES_ON: Duration = Duration::from_secs(2);

/// What one player did with one question, by its message.
#[derive(Debug, Default, Clone)]
struct Tries {
    /// The last option that was acknowledged.
    acknowledged: Option<usize>,
    /// Options pressed since without an acknowledgement: they may count or not.
    unknown: Vec<usize>,
    presses: usize,
}

type Notes = Arc<Mutex<HashMap<(u64, u64), Tries>>>;

/// Numbers that look like chance and are the same each time.
#[derive(Clone)]
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

/// Presses whatever is to be pressed until it is stopped.
async fn plays(player: Member, channel: Channel, notes: Notes, mut chance: Chance) {
    loop {
        let pause = Duration::from_millis(50 + chance.below(400));
        tokio::time::sleep(pause).await;
        let shown = channel.messages();
        let open = shown.iter().rfind(|m| m.content.contains("ends <t:"));
        let Some(question) = open else { continue };
        let labels = options(question);
        let option = usize::try_from(chance.below(labels.len() as u64)).unwrap();
        let key = (question.id, player.id());
        {
            let mut notes = notes.lock().unwrap();
            let tries = notes.entry(key).or_default();
            tries.presses += 1;
            tries.unknown.push(option);
        }
        let Some(press) = player.would_press(question, &labels[option]) else {
            continue;
        };
        let twice = chance.below(4) == 0;
        let again = twice
            .then(|| player.would_press(question, &labels[option]))
            .flatten();
        if let Some(reply) = press.heard(PATIENCE).await {
            let stands = ["A", "B", "C", "D"]
                .iter()
                .position(|letter| reply.content.contains(&format!("**{letter}**")));
            if let Some(stands) = stands {
                let mut notes = notes.lock().unwrap();
                let tries = notes.entry(key).or_default();
                tries.acknowledged = Some(stands);
                tries.unknown.clear();
            }
        }
        if let Some(again) = again {
            again.heard(PATIENCE).await;
        }
    }
}

/// A fault of some kind, or none.
fn strikes(discord: &Discord, chance: &mut Chance) {
    match chance.below(7) {
        0 => discord.rest_fault(Route::Message, RestFault::Status(500), 3),
        1 => discord.rest_fault(Route::Message, RestFault::CutAnswer, 2),
        2 => discord.rest_fault(Route::Callback, RestFault::CutAnswer, 4),
        3 => discord.rest_fault(Route::Callback, RestFault::Status(502), 3),
        4 => discord.rest_fault(
            Route::Message,
            RestFault::RateLimited(Duration::from_millis(300)),
            2,
        ),
        5 => discord.fault(Fault::Reconnect),
        _ => {}
    }
}

/// Starts the bot and says how long it took until the rounds went on.
async fn starts(table: &Table) -> (Running, Duration) {
    let begun = Instant::now();
    let bot = table.bot_again().await;
    while !bot.log().contains("rounds woken=") {
        assert!(begun.elapsed() < Duration::from_secs(20), "{}", bot.log());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    (bot, begun.elapsed())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_answer_counts_once_whatever_is_killed() {
    let rounds = number_from_environment("CHAOS_ROUNDS", 4);
    let players = number_from_environment("CHAOS_PLAYERS", 24);
    let kills = number_from_environment("CHAOS_KILLS", 5);
    let folder = Folder::new();
    let keys = [
        ("trivia.seconds", "4"),
        ("trivia.rest_seconds", "0"),
        ("data.dir", folder.path().to_str().unwrap()),
    ];
    let discord = Discord::with(Options {
        remembered: 400_000,
        ..Options::default()
    })
    .await;
    let table = Table::on(discord, &keys);
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let (mut bot, _) = starts(&table).await;
    let channels: Vec<Channel> = (0..rounds)
        .map(|n| table.server.channel(&format!("round-{n}")))
        .collect();
    let host = table.server.owner();
    let questions = u64::from(3 + kills / 4).min(30);
    for channel in &channels {
        let start = host.command("trivia start").option("number", questions);
        let begun = start.in_(channel).await;
        assert!(
            begun.content.starts_with("**A round of trivia**"),
            "{}",
            begun.content
        );
    }
    let notes = Notes::default();
    let load: Vec<_> = (0..players)
        .map(|n| {
            let player = table.member(&format!("player-{n}"));
            let channel = channels[(n % rounds) as usize].clone();
            let chance = Chance(0x1234_5678_9abc ^ (u64::from(n) << 33 | 1));
            tokio::spawn(plays(player, channel, Arc::clone(&notes), chance))
        })
        .collect();
    let mut waits = Vec::new();
    for _ in 0..kills {
        strikes(&table.discord, &mut chance);
        tokio::time::sleep(Duration::from_millis(200 + chance.below(1_400))).await;
        bot.signal("KILL");
        bot.ended(Duration::from_secs(5)).await;
        let (again, took) = starts(&table).await;
        bot = again;
        waits.push(took);
    }
    for channel in &channels {
        let is_end = |m: &crate::loopback::Message| m.content.starts_with("**The round is over.**");
        channel.shows("end", TO_THE_END, is_end).await;
        assert_eq!(channel.messages().iter().filter(|m| is_end(m)).count(), 1);
    }
    for player in load {
        assert!(!player.is_finished(), "a player failed: {:?}", player.await);
        player.abort();
    }
    // No channel is stuck.
    let start = host.command("trivia start").option("number", 1);
    let begun = start.in_(&channels[0]).await;
    assert!(
        begun.content.starts_with("**A round of trivia**"),
        "{}",
        begun.content
    );
    host.command("trivia stop").in_(&channels[0]).await;
    let over = Instant::now();
    let ends = || {
        let shown = channels[0].messages();
        shown
            .iter()
            .filter(|m| m.content.starts_with("**The round is over.**"))
            .count()
    };
    while ends() < 2 {
        assert!(over.elapsed() < Duration::from_secs(20), "it does not end");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    bot.signal("TERM");
    bot.ended(Duration::from_secs(10)).await;
    let counted = expect_all_counted(&folder, table.server.id(), &notes).await;
    waits.sort_unstable();
    let longest = waits.last().copied().unwrap_or_default();
    println!(
        "{rounds} rounds, {players} players, {kills} kills: {counted} acknowledged answers, all counted once; \
         rounds went on after {:?} (median), {longest:?} (longest)",
        waits[waits.len() / 2]
    );
    assert!(counted > 0, "nobody came to play");
    assert!(waits[waits.len() / 2] < GOES_ON, "{waits:?}");
    table.discord.expect_no_violations();
}

/// Reads the log that is left: every acknowledged answer is in it once, and the boards are its sums.
async fn expect_all_counted(folder: &Folder, guild: u64, notes: &Notes) -> usize {
    let store = Store::open(folder.path()).await.expect("it opens clean");
    assert_eq!(
        store.rounds_going_on().await.unwrap(),
        [],
        "a round never ended"
    );
    let mut logs: HashMap<u64, (Round, usize)> = HashMap::new();
    let mut sums: BTreeMap<u64, u64> = BTreeMap::new();
    for id in store.rounds_in(guild).await.unwrap() {
        let events = store.round_events(id).await.unwrap();
        let round = Round::replay(events.iter().map(|(_, event)| event)).unwrap();
        expect_single(events.iter().map(|(_, event)| event));
        if is_ranked(&round) {
            for score in table(&round) {
                *sums.entry(score.user).or_default() += u64::from(score.points);
            }
        }
        for (number, asked) in round.asked.iter().enumerate() {
            logs.insert(asked.message.unwrap(), (round.clone(), number));
        }
    }
    let mut counted = 0;
    for ((message, user), tries) in notes.lock().unwrap().iter() {
        let Some(acknowledged) = tries.acknowledged else {
            continue;
        };
        let (round, number) = logs
            .get(message)
            .unwrap_or_else(|| panic!("question {message} was answered and is in no log"));
        let entry = round.asked[*number].entries.get(user);
        let given = entry.and_then(|entry| entry.given);
        let may_be = |option: usize| option == acknowledged || tries.unknown.contains(&option);
        assert!(
            matches!(given, Some(Given::Option(option)) if may_be(option)),
            "{user} was told {acknowledged}, and then tried {:?}; the log says {given:?}",
            tries.unknown
        );
        counted += 1;
    }
    for (user, points) in sums {
        let wish = tarkovsky_bot::store::rounds::records::BoardWish {
            guild,
            channel: None,
            since: 0,
            offset: 0,
            limit: 1,
            viewer: user,
        };
        let own = store.board(wish).await.unwrap().own.unwrap();
        assert_eq!(own.points, points, "of {user}");
    }
    store.close().await.unwrap();
    counted
}

/// No interaction is in a log twice, and nobody answered more often than one may.
fn expect_single<'e>(events: impl Iterator<Item = &'e Event>) {
    let mut orders = std::collections::HashSet::new();
    let mut answers: HashMap<(usize, u64), usize> = HashMap::new();
    for event in events {
        if let Happening::Answered { number, order, .. } = event.what {
            assert!(orders.insert(order), "interaction {order} is there twice");
            let count = answers.entry((number, event.user)).or_default();
            *count += 1;
            assert!(*count <= 2, "{} answered {count} times", event.user);
        }
    }
}
