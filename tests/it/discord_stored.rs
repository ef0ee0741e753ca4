//! What stays over a restart, and what goes with a server, or with time.

use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::{Connection, SqliteConnection};

use crate::discord_ask::ask;
use crate::discord_knowledge::registered;
use crate::editions::grounds::Grounds;
use crate::loopback::{Discord, Member};
use crate::world::{Bot, Folder};

const QUESTION: &str = "how long is stalker?";
/// How soon what is told to go must be gone.
const SOON: Duration = Duration::from_secs(10);

/// What is stored of a person, as they are told.
async fn stored(person: &Member) -> String {
    let shown = person.command("my-data show").in_(&person.direct()).await;
    shown.content.clone()
}

/// Waits until that is so.
async fn stored_becomes(person: &Member, words: &str) {
    let begun = Instant::now();
    loop {
        let told = stored(person).await;
        if told.contains(words) {
            return;
        }
        assert!(begun.elapsed() < SOON, "{told}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn bot(discord: &Discord, data: &Path) -> Bot {
    Bot::of(discord)
        .with("data.dir", &data.display().to_string())
        .with("cooldown.question_seconds", "0")
        .with("cooldown.button_seconds", "0")
}

#[tokio::test]
async fn what_the_store_refuses_is_told_under_the_number_that_the_log_has() {
    let (discord, data) = (Discord::start().await, Folder::new());
    let server = discord.guild("Zona film club");
    let (cinema, anna) = (server.channel("cinema"), server.member("anna"));
    let running = bot(&discord, data.path()).start(&discord).await;
    let answer = ask(&anna, &cinema, QUESTION).await;
    let path = data.path().join("store.db").display().to_string();
    let mut store = SqliteConnection::connect(&path).await.unwrap();
    sqlx::query("ALTER TABLE feedback RENAME TO lost")
        .execute(&mut store)
        .await
        .unwrap();
    let rated = anna.press(&answer, "Helpful").await;
    let own = anna.command("my-data show").in_(&anna.direct()).await;
    for told in [rated, own] {
        let number = told.content.split('`').nth(1).expect("a number");
        assert_eq!(number.len(), 10, "{}", told.content);
        running.says(number).await;
    }
    discord.expect_no_violations();
}

#[tokio::test]
async fn a_record_that_cannot_be_read_is_forgotten_to_who_asks_and_named_in_the_log() {
    let (discord, data) = (Discord::start().await, Folder::new());
    let server = discord.guild("Zona film club");
    let (cinema, anna) = (server.channel("cinema"), server.member("anna"));
    let mut first = bot(&discord, data.path()).start(&discord).await;
    let answer = ask(&anna, &cinema, QUESTION).await;
    first.terminate();
    assert_eq!(first.ended(SOON).await.0, Some(0), "{}", first.tail());
    let path = data.path().join("store.db").display().to_string();
    let mut database = SqliteConnection::connect(&path).await.unwrap();
    let torn = sqlx::query("UPDATE answers SET plan = '{'").execute(&mut database);
    assert_eq!(torn.await.unwrap().rows_affected(), 1);
    database.close().await.unwrap();
    let before = discord.sessions();
    let second = bot(&discord, data.path()).launch();
    discord.connected_again(before, SOON).await;
    let told = anna.press(&answer, "Sources").await;
    assert!(told.content.contains("no longer"), "{}", told.content);
    second.says("a record cannot be read").await;
    discord.expect_no_violations();
}

#[tokio::test]
async fn what_was_asked_in_a_server_goes_when_the_bot_leaves_it() {
    let (discord, data) = (Discord::start().await, Folder::new());
    let (server, other) = (discord.guild("Zona film club"), discord.guild("another"));
    let (cinema, lobby) = (server.channel("cinema"), other.channel("lobby"));
    let anna = server.member("anna");
    other.joins(&anna);
    let _bot = bot(&discord, data.path()).start(&discord).await;
    for at in [&cinema, &lobby] {
        let answer = ask(&anna, at, QUESTION).await;
        let noted = anna.press(&answer, "Helpful").await;
        assert!(noted.content.starts_with("Noted"), "{}", noted.content);
    }
    stored_becomes(&anna, "2 answers, 2 verdicts,").await;
    server.removes_bot();
    stored_becomes(&anna, "1 answer, 1 verdict, 0 questions").await;
    other.removes_bot();
    stored_becomes(&anna, "Nothing is stored of you.").await;
    discord.expect_no_violations();
}

#[tokio::test]
async fn what_was_asked_in_a_server_goes_too_where_the_bot_was_thrown_out_while_it_was_away() {
    let (discord, data) = (Discord::start().await, Folder::new());
    let (server, other) = (discord.guild("Zona film club"), discord.guild("another"));
    let (cinema, lobby) = (server.channel("cinema"), other.channel("lobby"));
    let anna = server.member("anna");
    other.joins(&anna);
    let mut first = bot(&discord, data.path()).start(&discord).await;
    for at in [&cinema, &lobby] {
        let _ = ask(&anna, at, QUESTION).await;
    }
    stored_becomes(&anna, "2 answers,").await;
    first.terminate();
    assert_eq!(first.ended(SOON).await.0, Some(0), "{}", first.tail());
    server.removes_bot();
    let before = discord.sessions();
    let _second = bot(&discord, data.path()).launch();
    discord.connected_again(before, SOON).await;
    stored_becomes(&anna, "1 answer,").await;
    discord.expect_no_violations();
}

#[tokio::test]
async fn what_is_older_than_the_days_it_is_kept_goes_at_the_next_start() {
    let (discord, data) = (Discord::start().await, Folder::new());
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let (anna, boris) = (server.member("anna"), server.member("boris"));
    let mut first = bot(&discord, data.path()).start(&discord).await;
    let old = ask(&anna, &cinema, QUESTION).await;
    let _ = anna.press(&old, "Helpful").await;
    first.terminate();
    assert_eq!(first.ended(SOON).await.0, Some(0), "{}", first.tail());
    // Two days go by.
    let path = data.path().join("store.db").display().to_string();
    let mut database = SqliteConnection::connect(&path).await.expect("it is there");
    for statement in [
        "UPDATE answers SET at = at - 172800",
        "UPDATE feedback SET at = at - 172800",
    ] {
        let aged = sqlx::query(statement).execute(&mut database).await;
        assert_eq!(aged.expect("the table is there").rows_affected(), 1);
    }
    database.close().await.expect("it can be closed");

    let before = discord.sessions();
    let _second = bot(&discord, data.path())
        .with("data.keep_days", "1")
        .launch();
    discord.connected_again(before, SOON).await;
    let _ = ask(&boris, &cinema, QUESTION).await;
    stored_becomes(&anna, "Nothing is stored of you.").await;
    stored_becomes(&boris, "1 answer,").await;
    let sources = boris.press(&old, "Sources").await;
    assert!(
        sources.content.contains("no longer keep"),
        "{}",
        sources.content
    );
    discord.expect_no_violations();
}

#[tokio::test]
async fn a_rollback_of_the_shipped_knowledge_is_quick_and_survives_a_restart() {
    let (discord, grounds) = (Discord::start().await, Grounds::of_shipped_knowledge());
    let server = discord.guild("Zona film club");
    let (cinema, owner) = (server.channel("cinema"), server.owner());
    let with = |bot: Bot| {
        bot.arg("--knowledge")
            .arg(grounds.knowledge())
            .with("discord.home_servers", &server.id().to_string())
    };
    let mut first = with(bot(&discord, &grounds.data())).start(&discord).await;
    registered(&discord, "knowledge").await;
    first.says("knowledge edition=").await;
    // Another edition that says the same: what takes the time is the same, too.
    grounds.write("further.toml", "# Nothing more.\n");
    let reload = owner.command("knowledge reload").in_(&cinema).await;
    assert!(
        reload.content.starts_with("**Edition 2-"),
        "{}",
        reload.content
    );

    let begun = Instant::now();
    let rollback = owner.command("knowledge rollback").option("edition", 1);
    let rolled = rollback.in_(&cinema).await;
    let took = begun.elapsed();
    assert!(
        rolled.content.contains("is live again"),
        "{}",
        rolled.content
    );
    println!("rollback of the shipped knowledge, until it is told: {took:?}");
    // A second is what it may take as it is shipped; this build is slower, and so may the machine be.
    let bound = if cfg!(debug_assertions) { 5 } else { 1 };
    assert!(took < Duration::from_secs(bound), "{took:?}");

    first.terminate();
    assert_eq!(first.ended(SOON).await.0, Some(0), "{}", first.tail());
    let before = discord.sessions();
    let _second = with(bot(&discord, &grounds.data())).launch();
    discord.connected_again(before, SOON).await;
    let status = owner.command("knowledge status").in_(&cinema).await;
    assert!(
        status.content.starts_with("**Edition 1-") && status.content.contains("rolled back to"),
        "{}",
        status.content
    );
    let answer = ask(&owner, &cinema, QUESTION).await;
    assert!(answer.content.contains("163 minutes"), "{}", answer.content);
    discord.expect_no_violations();
}
