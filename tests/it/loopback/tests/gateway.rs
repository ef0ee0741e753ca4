//! The gateway: sessions, shards and every fault of it.

use std::time::Duration;

use serde_json::json;

use super::client::{Bot, End, INTENTS, answer};
use crate::loopback::{Discord, Fault, Options};

fn ask() -> serde_json::Value {
    json!([{ "name": "ask", "description": "Asks" }])
}

#[tokio::test]
async fn a_session_begins_with_ready_and_the_servers() {
    let discord = Discord::start().await;
    let guild = discord.guild("film club");
    let mut bot = Bot::start(&discord).await;
    let told = bot.event("GUILD_CREATE").await;
    assert_eq!(
        (&told["id"], &told["name"]),
        (&json!(guild.id().to_string()), &json!("film club"))
    );
    let later = discord.guild("another");
    assert_eq!(
        bot.event("GUILD_CREATE").await["id"],
        json!(later.id().to_string())
    );
    later.channel("general");
    assert_eq!(bot.event("CHANNEL_CREATE").await["name"], "general");
    later.removes_bot();
    assert_eq!(
        bot.event("GUILD_DELETE").await["id"],
        json!(later.id().to_string())
    );
    bot.send(json!({ "op": 1, "d": bot.sequence })).await;
    assert_eq!(bot.packet().await.expect("an ACK")["op"], 11);
    let identify = &discord.identifies()[0];
    assert_eq!(
        (identify.intents, identify.shard, identify.refused),
        (INTENTS, (0, 1), None)
    );
}

#[tokio::test]
async fn what_was_missed_is_replayed() {
    let discord = Discord::start().await;
    let guild = discord.guild("film club");
    let general = guild.channel("general");
    for (cut, end) in [
        (Fault::Fin, End::Fin),
        (Fault::Rst, End::Reset),
        (Fault::Close(4000), End::Closed(4000)),
    ] {
        let mut bot = Bot::start(&discord).await;
        bot.rest.register(&ask()).await;
        bot.event("GUILD_CREATE").await;
        let sequence = bot.sequence;
        discord.fault(cut);
        assert_eq!(bot.packet().await, Err(end));
        let sent = guild.member("alice").command("ask").sent_in(&general);
        let mut again = Bot::connect(&discord).await;
        again.resume(&bot.session, sequence).await;
        let missed = again.interaction().await;
        again.event("RESUMED").await;
        again.rest.answer(&missed, &answer("late but there")).await;
        assert_eq!(sent.reply().await.content, "late but there");
    }
    assert_eq!(discord.resumes(), 3);
}

#[tokio::test]
async fn op_7_and_op_9_are_said() {
    let discord = Discord::start().await;
    let mut bot = Bot::start(&discord).await;
    discord.fault(Fault::Reconnect);
    assert_eq!(bot.packet().await.expect("op 7")["op"], 7);
    discord.fault(Fault::InvalidSession { resumable: true });
    assert_eq!(bot.packet().await.expect("op 9")["d"], json!(true));
    discord.fault(Fault::InvalidSession { resumable: false });
    assert_eq!(bot.packet().await.expect("op 9")["d"], json!(false));
    let mut again = Bot::connect(&discord).await;
    again.resume(&bot.session, bot.sequence).await;
    let refused = again.packet().await.expect("op 9");
    assert_eq!((&refused["op"], &refused["d"]), (&json!(9), &json!(false)));
}

#[tokio::test]
async fn an_expired_session_cannot_be_resumed() {
    let discord = Discord::start().await;
    for (gone, end) in [
        (Fault::Expire, End::Reset),
        (Fault::Close(4009), End::Closed(4009)),
    ] {
        let mut bot = Bot::start(&discord).await;
        discord.fault(gone);
        assert_eq!(bot.packet().await, Err(end));
        let mut again = Bot::connect(&discord).await;
        again.resume(&bot.session, bot.sequence).await;
        assert_eq!(again.packet().await.expect("op 9")["op"], 9);
    }
}

#[tokio::test]
async fn a_zombie_neither_hears_nor_speaks() {
    let discord = Discord::start().await;
    let mut bot = Bot::start(&discord).await;
    discord.fault(Fault::Zombie);
    bot.send(json!({ "op": 1, "d": null })).await;
    assert!(bot.hears_nothing().await);
}

#[tokio::test]
async fn a_refusing_gateway_refuses_on_its_port_and_comes_back() {
    let discord = Discord::start().await;
    let time = Duration::from_millis(300);
    let refusals = [
        (Fault::Refuse(time), End::Fin),
        (Fault::ResetAndRefuse(time), End::Reset),
    ];
    for (refusal, end) in refusals {
        let mut bot = Bot::start(&discord).await;
        let url = bot.rest.get("/gateway").await["url"].clone();
        let address = url
            .as_str()
            .expect("an address")
            .trim_start_matches("ws://");
        discord.fault(refusal);
        assert_eq!(bot.packet().await, Err(end));
        let refused = tokio::net::TcpStream::connect(address)
            .await
            .expect_err("it refuses");
        assert_eq!(refused.kind(), std::io::ErrorKind::ConnectionRefused);
        tokio::time::sleep(2 * time).await;
        let before = discord.sessions();
        let mut again = Bot::connect(&discord).await;
        again.resume(&bot.session, bot.sequence).await;
        again.event("RESUMED").await;
        discord
            .connected_again(before, Duration::from_secs(1))
            .await;
    }
}

#[tokio::test]
async fn a_stalled_upgrade_is_never_answered() {
    let discord = Discord::start().await;
    let mut bot = Bot::start(&discord).await;
    discord.fault(Fault::StallUpgrades(1));
    assert_eq!(bot.packet().await, Err(End::Reset));
    let stalled = tokio::time::timeout(Duration::from_millis(300), Bot::connect(&discord)).await;
    assert!(stalled.is_err(), "the upgrade was answered");
    let mut again = Bot::connect(&discord).await;
    again.resume(&bot.session, bot.sequence).await;
    again.event("RESUMED").await;
}

#[tokio::test]
async fn a_bad_identify_is_closed_with_its_code() {
    let discord = Discord::start().await;
    let properties = json!({ "os": "linux", "browser": "raw", "device": "raw" });
    let token = Options::default().token;
    let cases = [
        (
            json!({ "op": 2, "d": { "token": "x", "intents": 1, "properties": properties } }),
            4004,
        ),
        (
            json!({ "op": 2, "d": { "token": token, "intents": 1 << 15, "properties": properties } }),
            4014,
        ),
        (
            json!({ "op": 2, "d": { "token": token, "intents": 1 << 18, "properties": properties } }),
            4013,
        ),
        (
            json!({ "op": 2, "d": { "token": token, "intents": 1, "shard": [2, 2], "properties": properties } }),
            4010,
        ),
        (
            json!({ "op": 2, "d": { "token": token, "intents": 1 } }),
            4002,
        ),
        (json!({ "op": 3, "d": {} }), 4003),
        (json!({ "op": 99 }), 4001),
    ];
    for (packet, code) in cases {
        let mut bot = Bot::connect(&discord).await;
        bot.send(packet).await;
        assert_eq!(bot.packet().await, Err(End::Closed(code)));
    }
    discord.fault(Fault::RefuseIdentify(4004));
    let mut bot = Bot::connect(&discord).await;
    bot.identify(INTENTS, json!([0, 1])).await;
    assert_eq!(bot.packet().await, Err(End::Closed(4004)));
    assert_eq!(discord.sessions(), 0);
}

#[tokio::test]
async fn each_shard_hears_of_its_own_servers() {
    let discord = Discord::with(Options {
        shards: 2,
        ..Options::default()
    })
    .await;
    let guilds = [discord.guild("one"), discord.guild("two")];
    let rest = Bot::connect(&discord).await.rest;
    assert_eq!(rest.get("/gateway/bot").await["shards"], 2);
    let mut heard = Vec::new();
    for shard in 0..2 {
        let mut bot = Bot::connect(&discord).await;
        bot.identify(INTENTS, json!([shard, 2])).await;
        bot.event("READY").await;
        while !bot.hears_nothing().await {
            // Counted below, by the ids of the servers.
        }
        heard.push(bot);
    }
    for guild in &guilds {
        guild.channel("general");
        let shard = usize::try_from((guild.id() >> 22) % 2).expect("0 or 1");
        let told = heard[shard].event("CHANNEL_CREATE").await;
        assert_eq!(told["guild_id"], json!(guild.id().to_string()));
        assert!(heard[1 - shard].hears_nothing().await);
    }
}
