//! Reloads while members ask: every question is answered in time, and over one edition.
//!
//! `FIRE_QUESTIONS` and `FIRE_RELOADS` set how much.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use tarkovsky_bot::store::Store;
use tarkovsky_bot::store::records::AnswerId;

use crate::discord_ask::ask;
use crate::editions::grounds::{Grounds, QUESTION};
use crate::loopback::{Channel, Discord, Member};
use crate::world::{Bot, number_from_environment};

/// Members who ask one question after the other.
const PEOPLE: usize = 6;
/// When an answer is late.
const LATE: Duration = Duration::from_secs(3);

/// An answer as a member saw it.
struct Seen {
    id: AnswerId,
    days: u32,
    after: Duration,
}

/// Asks until enough has been asked and all reloads are done.
async fn asks(
    person: Member,
    cinema: Channel,
    left: Arc<AtomicU32>,
    reloading: Arc<AtomicBool>,
) -> Vec<Seen> {
    let mut seen = Vec::new();
    while reloading.load(Ordering::Relaxed) || left.load(Ordering::Relaxed) > 0 {
        left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            Some(left.saturating_sub(1))
        })
        .expect("it always gives a number");
        let answer = ask(&person, &cinema, QUESTION).await;
        let words = answer.content.rsplit(' ').next().unwrap_or_default();
        let days = answer.content.strip_prefix("The Ferry was shot in ");
        let days = days.and_then(|rest| rest.split(' ').next()?.parse().ok());
        seen.push(Seen {
            id: AnswerId::parse(words).expect("an answer ends with its id"),
            days: days.unwrap_or_else(|| panic!("no answer: {}", answer.content)),
            after: answer.after,
        });
    }
    seen
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reloads_under_fire_fail_no_question_and_mix_no_editions() {
    let (discord, grounds) = (Discord::start().await, Grounds::new());
    let server = discord.guild("Zona film club");
    let (cinema, owner) = (server.channel("cinema"), server.owner());
    let mut bot = Bot::of(&discord)
        .arg("--knowledge")
        .arg(grounds.knowledge())
        .with("data.dir", &grounds.data().display().to_string())
        .with("discord.home_servers", &server.id().to_string())
        .with("telemetry.log", "info")
        .with("cooldown.question_seconds", "0")
        .with("cooldown.button_seconds", "0")
        .start(&discord)
        .await;
    while discord.commands().iter().all(|c| c["name"] != "knowledge") {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let questions = number_from_environment("FIRE_QUESTIONS", 600);
    let reloads = number_from_environment("FIRE_RELOADS", 9);
    let left = Arc::new(AtomicU32::new(questions));
    let reloading = Arc::new(AtomicBool::new(true));
    let askers: Vec<_> = (0..PEOPLE)
        .map(|n| {
            let person = server.member(&format!("member-{n}"));
            let (left, reloading) = (Arc::clone(&left), Arc::clone(&reloading));
            tokio::spawn(asks(person, cinema.clone(), left, reloading))
        })
        .collect();

    let start = Instant::now();
    let (mut valid, mut broken) = (HashMap::from([(11, 1)]), 0);
    for reload in 1..=reloads {
        // Spread over the whole run.
        let due = questions - questions * reload / (reloads + 1);
        while left.load(Ordering::Relaxed) > due {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let days = 100 + reload;
        grounds.write_days(days);
        let is_broken = reload % 3 == 0;
        grounds.write("broken.toml", if is_broken { "[[claim]\n" } else { "" });
        let told = owner.command("knowledge reload").in_(&cinema).await;
        if is_broken {
            assert!(told.content.contains("broken.toml:"), "{}", told.content);
            broken += 1;
        } else {
            let number = told.content.strip_prefix("**Edition ");
            let number = number.and_then(|rest| rest.split('-').next()?.parse::<u32>().ok());
            let number = number.unwrap_or_else(|| panic!("not reloaded: {}", told.content));
            valid.insert(days, number);
        }
    }
    reloading.store(false, Ordering::Relaxed);
    let mut seen = Vec::new();
    for asker in askers {
        seen.extend(asker.await.expect("every question is answered"));
    }
    let took = start.elapsed();
    let longest = seen.iter().map(|seen| seen.after).max().unwrap_or_default();
    println!(
        "{} questions and {reloads} reloads, {broken} of them broken, in {took:?}; \
         the longest wait was {longest:?}",
        seen.len()
    );
    assert!(longest < LATE, "{longest:?}");
    assert!(seen.len() >= questions as usize, "{}", seen.len());

    bot.terminate();
    assert_eq!(
        bot.ended(Duration::from_secs(10)).await.0,
        Some(0),
        "{}",
        bot.tail()
    );
    let store = Store::open(&grounds.data()).await.expect("it opens");
    for seen in seen {
        let kept = store.answer(&seen.id).await.expect("it can be read");
        let kept = kept.expect("every answer is kept");
        let number = valid.get(&seen.days).copied();
        let label = number.map(|number| format!("{number}-"));
        assert!(
            label.is_some_and(|label| kept.edition.starts_with(&label)),
            "{} days, over {}",
            seen.days,
            kept.edition
        );
    }
    store.close().await.expect("it closes");
    discord.expect_no_violations();
}
