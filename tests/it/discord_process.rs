//! How the bot begins and ends: tokens, addresses, registration, signals, health.

use std::time::{Duration, Instant};

use crate::discord_ask::ask;
use crate::loopback::{Discord, Fault, Guild, Options, RestFault, Route, SECRETS};
use crate::world::{Binary, Bot, Folder};

#[test]
fn without_a_token_it_says_where_one_is_to_be_had() {
    let ran = Binary::new(&["run"]).run();
    ran.expect_refused(&["DISCORD_TOKEN", "developer portal"]);
}

#[tokio::test]
async fn the_token_may_stand_in_a_file_that_the_environment_names() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let _ = server.channel("cinema");
    let folder = Folder::new();
    let _bot = Bot::of(&discord)
        .with_token_in(&folder.path().join("token"))
        .start(&discord)
        .await;
    assert_eq!(discord.identifies().len(), 1);
    Binary::new(&["run"])
        .env("DISCORD_TOKEN_FILE", "no-such-file")
        .run()
        .expect_refused(&["DISCORD_TOKEN_FILE", "no-such-file"]);
    let empty = folder.path().join("empty");
    std::fs::write(&empty, "\n").expect("it can be written");
    Binary::new(&["run"])
        .env("DISCORD_TOKEN_FILE", &empty.display().to_string())
        .env("TARKOVSKY__DISCORD__TOKEN", "another")
        .run()
        .expect_refused(&["DISCORD_TOKEN_FILE", "is empty"]);
}

#[tokio::test]
async fn a_refused_token_and_refused_intents_end_it_with_a_sentence() {
    for (close, words) in [(4004, "refuses the token"), (4014, "refuses the intents")] {
        let discord = Discord::start().await;
        discord.fault(Fault::RefuseIdentify(close));
        let mut bot = Bot::of(&discord).launch();
        let (code, _) = bot.ended(Duration::from_secs(10)).await;
        assert_eq!(code, Some(2), "{}", bot.tail());
        assert!(bot.log().contains(words), "{}", bot.tail());
    }
    let discord = Discord::start().await;
    discord.rest_fault(Route::Other, RestFault::Status(401), 5);
    let mut bot = Bot::of(&discord).launch();
    assert_eq!(bot.ended(Duration::from_secs(10)).await.0, Some(2));
    assert!(bot.log().contains("refuses the token"), "{}", bot.tail());
}

#[tokio::test]
async fn where_the_gateways_address_cannot_be_had_at_first_it_asks_again() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let _ = server.channel("cinema");
    discord.rest_fault(Route::Other, RestFault::Status(500), 3);
    let _bot = Bot::of(&discord).start(&discord).await;
    assert_eq!(discord.identifies().len(), 1);
}

#[tokio::test]
async fn why_discord_cannot_be_reached_is_told_with_its_cause() {
    let discord = Discord::start().await;
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let nowhere = free.local_addr().expect("it has an address");
    drop(free);
    let bot = Bot::of(&discord)
        .with("discord.api_url", &format!("http://{nowhere}"))
        .launch();
    bot.says("no connection").await;
    let log = bot.log();
    let line = log
        .lines()
        .find(|line| line.contains("the gateway cannot be reached"));
    let line = line.unwrap_or_else(|| panic!("{log}"));
    assert!(line.contains("Connection refused"), "{line}");
}

#[tokio::test]
async fn commands_are_registered_once() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let written = |discord: &Discord| {
        let requests = discord.requests();
        let of_registration = requests.iter().filter(|r| r.route == Route::Registration);
        of_registration.filter(|r| r.method != "GET").count()
    };
    for _ in 0..2 {
        let mut bot = Bot::of(&discord).start(&discord).await;
        let answer = ask(&anna, &cinema, "how long is stalker?").await;
        assert!(answer.content.contains("163 minutes"));
        tokio::time::sleep(Duration::from_millis(500)).await;
        bot.terminate();
        assert_eq!(
            bot.ended(Duration::from_secs(5)).await.0,
            Some(0),
            "{}",
            bot.tail()
        );
    }
    assert_eq!(written(&discord), 1);
    discord.expect_no_violations();
}

#[tokio::test]
async fn moderators_have_their_commands_on_every_shard_and_where_the_bot_comes_later() {
    let options = Options {
        shards: 2,
        ..Options::default()
    };
    let discord = Discord::with(options).await;
    let one = discord.guild("one");
    let shard = |home: &Guild| (home.id() >> 22) % 2;
    // Each takes as many ids as the last; one that is taken between them moves the next to the other shard.
    let mut others = (0..2).map(|n| {
        one.member(&format!("member {n}"));
        discord.guild(&format!("other {n}"))
    });
    let other = others.find(|other| shard(other) != shard(&one));
    let other = other.expect("servers fall on both shards");
    let later = discord.guild_without_bot("later");
    let homes = format!("{},{},{}", one.id(), other.id(), later.id());
    let _bot = Bot::of(&discord)
        .with("discord.home_servers", &homes)
        .start(&discord)
        .await;
    knowledge_in(2, &discord).await;
    later.adds_bot();
    knowledge_in(3, &discord).await;
    discord.expect_no_violations();
}

/// Waits until so many servers have the moderators' command.
async fn knowledge_in(servers: usize, discord: &Discord) {
    for _ in 0..1_000 {
        let commands = discord.commands();
        let known = commands
            .iter()
            .filter(|command| command["name"] == "knowledge");
        if known.count() == servers {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("fewer than {servers} servers have it");
}

#[tokio::test]
async fn it_finishes_what_it_began_and_ends_within_five_seconds() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let mut bot = Bot::of(&discord).start(&discord).await;
    discord.rest_fault(
        Route::Callback,
        RestFault::Delay(Duration::from_millis(900)),
        1,
    );
    let command = anna
        .command("ask")
        .option("question", "how long is stalker?");
    let pending = command.sent_in(&cinema);
    tokio::time::sleep(Duration::from_millis(150)).await;
    let asked = Instant::now();
    bot.terminate();
    assert!(pending.reply().await.content.contains("163 minutes"));
    let (code, _) = bot.ended(Duration::from_secs(5)).await;
    assert_eq!(code, Some(0), "{}", bot.tail());
    assert!(asked.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_log_that_nobody_reads_keeps_it_from_nothing() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let mut bot = Bot::of(&discord).unheard().start(&discord).await;
    let answer = ask(&anna, &cinema, "how long is stalker?").await;
    assert!(answer.content.contains("163 minutes"), "{}", answer.content);
    bot.terminate();
    assert_eq!(bot.ended(Duration::from_secs(5)).await.0, Some(0));
}

#[tokio::test]
async fn health_tells_whether_it_can_answer() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let _ = server.channel("cinema");
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("loopback has a free port")
        .port();
    let address = format!("127.0.0.1:{port}");
    let _bot = Bot::of(&discord)
        .with("telemetry.address", &address)
        .start(&discord)
        .await;
    let get = async |path: &str| {
        let response = reqwest::get(format!("http://{address}{path}"))
            .await
            .expect("it is served");
        (
            response.status().as_u16(),
            response.text().await.expect("it is text"),
        )
    };
    assert_eq!(get("/livez").await.0, 200);
    let mut ready = get("/readyz").await;
    for _ in 0..40 {
        if ready.0 == 200 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        ready = get("/readyz").await;
    }
    assert_eq!(ready.0, 200, "{}", ready.1);
    Binary::new(&["ready"])
        .env("TARKOVSKY__TELEMETRY__ADDRESS", &address)
        .run()
        .expect_code(0)
        .expect_stdout("ready");
    let anna = server.member("anna");
    let cinema = server.channel("lobby");
    let _ = ask(&anna, &cinema, "how long is stalker?").await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    let metrics = get("/metrics").await.1;
    assert!(
        metrics.contains("interactions_total{command=\"ask\",outcome=\"answered\"} 1"),
        "{metrics}"
    );
    assert!(metrics.contains("interaction_seconds_bucket"), "{metrics}");
    for page in [metrics, get("/readyz").await.1, get("/livez").await.1] {
        let secret = SECRETS.iter().find(|secret| page.contains(**secret));
        assert_eq!(secret, None, "{page}");
    }
}
