//! `kill -9` of the built bot under load: whatever Discord was told is on disk, and it
//! starts clean.
//!
//! People ask, press **Helpful** and **Wrong**, and a moderator reloads, until it is
//! killed at a moment nobody chose. `CRASHES` sets how often.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tarkovsky_bot::store::Store;
use tarkovsky_bot::store::records::{AnswerId, Verdicts};

use crate::discord_ask::ask;
use crate::editions::grounds::{Grounds, QUESTION};
use crate::loopback::{Channel, Discord, Member, Options};
use crate::world::{Bot, Running, number_from_environment};

/// People who ask and press at the same time.
const PEOPLE: usize = 8;
/// How long anything may take on a machine that does much else, and whose disk stalls: what is
/// asked here is whether anything is lost, not how long it takes.
const PATIENCE: Duration = Duration::from_mins(1);
/// What the bot logs where Discord did not hear it in time; then nothing was acknowledged.
const LATE: [&str; 2] = ["was not delivered", "was not brought to its end"];

/// What Discord was told, and so must be found.
#[derive(Debug, Default)]
struct Told {
    /// Answers with the verdict on each, of one person each.
    verdicts: Vec<(AnswerId, Verdicts)>,
    /// Editions that were announced, with the days their answer tells.
    editions: HashMap<String, u32>,
}

/// The home server, and what is kept from one life of the bot to the next.
struct Scene {
    discord: Discord,
    cinema: Channel,
    people: Vec<Member>,
    owner: Member,
    home: String,
    grounds: Grounds,
    told: Arc<Mutex<Told>>,
}

impl Scene {
    async fn opens() -> Self {
        let options = Options {
            remembered: 10_000,
            callback_window: PATIENCE,
            patience: PATIENCE,
            ..Options::default()
        };
        let discord = Discord::with(options).await;
        let server = discord.guild("Zona film club");
        let people = (0..PEOPLE).map(|n| server.member(&format!("member-{n}")));
        Self {
            cinema: server.channel("cinema"),
            people: people.collect(),
            owner: server.owner(),
            home: server.id().to_string(),
            discord,
            grounds: Grounds::new(),
            told: Arc::default(),
        }
    }

    /// Starts the bot, and waits until it hears and has all commands.
    async fn bot(&self) -> Running {
        let before = self.discord.sessions();
        let bot = Bot::of(&self.discord)
            .arg("--knowledge")
            .arg(self.grounds.knowledge())
            .with("data.dir", &self.grounds.data().display().to_string())
            .with("discord.home_servers", &self.home)
            .with("telemetry.log", "info")
            .with("cooldown.question_seconds", "0")
            .with("cooldown.button_seconds", "0")
            .launch();
        self.discord.connected_again(before, PATIENCE).await;
        let begun = Instant::now();
        // What it reads at its start must not be changed under its hands.
        let there = || {
            let commands = self.discord.commands();
            commands.iter().any(|c| c["name"] == "knowledge")
                && bot.log().contains("knowledge edition=")
        };
        while !there() {
            assert!(begun.elapsed() < PATIENCE, "{}", bot.tail());
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        bot
    }

    /// Asks and presses until it is stopped; notes down what was acknowledged.
    async fn asks_and_presses(person: Member, cinema: Channel, told: Arc<Mutex<Told>>) {
        for turn in 0.. {
            let answer = ask(&person, &cinema, QUESTION).await;
            let words = answer.content.rsplit(' ').next().unwrap_or_default();
            let id = AnswerId::parse(words).expect("an answer ends with its id");
            let mut verdicts = Verdicts::default();
            let noted = if turn % 2 == 0 {
                verdicts.helpful = 1;
                person.press(&answer, "Helpful").await
            } else {
                verdicts.wrong_fact = 1;
                let reasons = person.press(&answer, "Wrong").await;
                person.press(&reasons, "A wrong fact").await
            };
            assert!(noted.content.starts_with("Noted"), "{}", noted.content);
            told.lock().unwrap().verdicts.push((id, verdicts));
        }
    }

    /// Changes the folder and reloads until it is stopped.
    async fn reloads(
        owner: Member,
        cinema: Channel,
        folder: std::path::PathBuf,
        days: u32,
        told: Arc<Mutex<Told>>,
    ) {
        let grounds = Grounds::in_place(&folder);
        for days in days.. {
            grounds.write_days(days);
            let reloaded = owner.command("knowledge reload").in_(&cinema).await;
            let label = label(&reloaded.content);
            told.lock().unwrap().editions.insert(label, days);
        }
    }

    /// The bot under load, for a while; then the kill.
    async fn crash(&self, bot: &mut Running, life: u32, after: Duration) {
        let mut load: Vec<_> = self
            .people
            .iter()
            .map(|person| {
                let (cinema, told) = (self.cinema.clone(), Arc::clone(&self.told));
                tokio::spawn(Self::asks_and_presses(person.clone(), cinema, told))
            })
            .collect();
        let folder = self
            .grounds
            .data()
            .parent()
            .expect("it is a child")
            .to_owned();
        load.push(tokio::spawn(Self::reloads(
            self.owner.clone(),
            self.cinema.clone(),
            folder,
            life * 1_000,
            Arc::clone(&self.told),
        )));
        tokio::time::sleep(after).await;
        bot.signal("KILL");
        for task in load {
            task.abort();
            // What it was doing, such as writing a file, is at its end once this returns.
            if let Err(ended) = task.await
                && ended.is_panic()
            {
                std::panic::resume_unwind(ended.into_panic());
            }
        }
        bot.ended(PATIENCE).await;
    }

    /// Looks for all that was told since the last look.
    async fn expect_all_there(&self, life: u32) {
        let told = std::mem::take(&mut self.told.lock().unwrap().verdicts);
        let store = Store::open(&self.grounds.data())
            .await
            .expect("it opens clean after a kill");
        for (id, verdicts) in told {
            let kept = store.verdicts(&id).await.expect("it can be read");
            assert_eq!(kept, verdicts, "of answer {id}, told in life {life}");
        }
        let history = store.history(10_000).await.expect("it can be read");
        let editions = self.told.lock().unwrap().editions.clone();
        for label in editions.keys() {
            let told = history
                .iter()
                .any(|entry| *label == format!("{}-{}", entry.number, &entry.hash[..12]));
            assert!(told, "{label} was announced and is not in the history");
        }
        store.close().await.expect("it closes");
        // A file the kill cut off is no fault of the bot's.
        self.grounds.write_days(life * 1_000 + 999);
        let (opened, first) = self.grounds.open_telling().await;
        assert!(first.refused.is_none() && first.lost.is_none(), "{first:?}");
        let newest = editions
            .keys()
            .map(|label| number(label))
            .max()
            .unwrap_or(0);
        for kept in opened.kept().await.expect("the archive can be read") {
            assert!(kept.manifest.is_ok(), "{kept:?}");
            if let Some(days) = editions.get(&kept.label) {
                let edition = opened.edition(&kept.label).await.expect("it is whole");
                let answer = self.grounds.answer_of(&edition);
                assert!(answer.contains(&format!("in {days} days")), "{answer}");
            }
        }
        assert!(number(&first.label) > newest, "{first:?} after {newest}");
        self.grounds.close(opened).await;
    }
}

/// The edition that is announced as live.
fn label(content: &str) -> String {
    let rest = content.strip_prefix("**Edition ");
    let rest = rest.unwrap_or_else(|| panic!("nothing was reloaded: {content}"));
    rest.split(|c: char| c != '-' && !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn number(label: &str) -> u32 {
    label.split('-').next().unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_discord_was_told_survives_a_kill_of_the_bot() {
    let scene = Scene::opens().await;
    let crashes = number_from_environment("CRASHES", 4);
    let (mut verdicts, start) = (0, Instant::now());
    for life in 1..=crashes {
        let mut bot = scene.bot().await;
        let after = Duration::from_millis(u64::from(150 + life * 179 % 450));
        scene.crash(&mut bot, life, after).await;
        let log = bot.log();
        let mut errors = log.lines().filter(|line| line.contains("ERROR"));
        let error = errors.find(|line| !LATE.iter().any(|late| line.contains(late)));
        assert_eq!(error, None, "{}", bot.tail());
        verdicts += scene.told.lock().unwrap().verdicts.len();
        scene.expect_all_there(life).await;
    }
    let editions = scene.told.lock().unwrap().editions.len();
    println!(
        "{crashes} kills in {:?}: {verdicts} verdicts and {editions} reloads acknowledged, none lost",
        start.elapsed()
    );
    assert!(verdicts > 0, "nobody came to press anything");
    scene.discord.expect_no_violations();
}
