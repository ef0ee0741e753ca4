//! Messages: what the bot gets to read, what it may write, and where.

use std::time::Duration;

use serde_json::{Value, json};

use super::client::{Bot, INTENTS, text};
use crate::loopback::permissions::{
    EMBED_LINKS, MANAGE_MESSAGES, READ_MESSAGE_HISTORY, SEND_MESSAGES, VIEW_CHANNEL,
};
use crate::loopback::{Channel, Discord, Guild, Options};

async fn club() -> (Discord, Bot, Guild, Channel) {
    let discord = Discord::start().await;
    let guild = discord.guild("film club");
    let channel = guild.channel("general");
    let bot = Bot::start(&discord).await;
    (discord, bot, guild, channel)
}

fn path(channel: &Channel) -> String {
    format!("/channels/{}/messages", channel.id())
}

fn replying(to: u64, content: &str) -> Value {
    let mut body = text(content);
    body["message_reference"] = json!({ "message_id": to.to_string() });
    body
}

#[tokio::test]
async fn without_the_privileged_intent_only_what_concerns_the_bot_has_a_text() {
    let (discord, mut bot, guild, general) = club().await;
    let alice = guild.member("alice");
    let _said = alice.says(&general, "how long is Stalker");
    assert_eq!(bot.event("MESSAGE_CREATE").await["content"], "");
    let _said = alice.says(&general, "@bot how long is Stalker");
    let heard = bot.event("MESSAGE_CREATE").await;
    assert_eq!(
        heard["content"],
        format!("<@{}> how long is Stalker", discord.bot())
    );
    assert_eq!(heard["mentions"][0]["id"], json!(discord.bot().to_string()));
    let _said = alice.says(&alice.direct(), "how long is Mirror");
    let heard = bot.event("MESSAGE_CREATE").await;
    assert_eq!(
        (&heard["content"], &heard["guild_id"]),
        (&json!("how long is Mirror"), &Value::Null)
    );
}

#[tokio::test]
async fn a_reply_has_a_text_if_it_pings_the_bot() {
    let (_discord, mut bot, guild, general) = club().await;
    let alice = guild.member("alice");
    let question = alice.says(&general, "@bot how long is Stalker");
    let answer = replying(question.id, "161 minutes");
    let (status, _) = bot
        .rest
        .send("POST", &path(&general), &answer)
        .await
        .expect("answered");
    assert_eq!(status, 200);
    let reply = question.reply().await;
    assert_eq!(
        (reply.content.as_str(), reply.reply_to),
        ("161 minutes", Some(question.id))
    );
    assert!(reply.mentions.is_empty(), "`allowed_mentions` was empty");
    let own = loop {
        let heard = bot.event("MESSAGE_CREATE").await;
        if heard["author"]["bot"] == json!(true) {
            break heard;
        }
    };
    assert_eq!(own["content"], "161 minutes", "a bot hears itself");

    let silent = alice.replies(&reply, "who shot it?", false);
    let heard = bot.event("MESSAGE_CREATE").await;
    assert_eq!(
        (&heard["content"], &heard["type"]),
        (&json!(""), &json!(19))
    );
    assert_eq!(heard["referenced_message"]["content"], "161 minutes");
    silent.stays_unanswered(Duration::from_millis(100)).await;
    let _pinging = alice.replies(&reply, "who shot it?", true);
    assert_eq!(bot.event("MESSAGE_CREATE").await["content"], "who shot it?");
}

#[tokio::test]
async fn the_privileged_intent_is_refused_unless_the_portal_allows_it() {
    let discord = Discord::with(Options {
        message_content: true,
        ..Options::default()
    })
    .await;
    let guild = discord.guild("film club");
    let general = guild.channel("general");
    let mut bot = Bot::with_intents(&discord, INTENTS | 1 << 15).await;
    let _said = guild.member("alice").says(&general, "to nobody");
    assert_eq!(bot.event("MESSAGE_CREATE").await["content"], "to nobody");
}

#[tokio::test]
async fn without_intents_no_message_is_heard() {
    let discord = Discord::start().await;
    let guild = discord.guild("film club");
    let general = guild.channel("general");
    let mut bot = Bot::with_intents(&discord, 0).await;
    let _said = guild.member("alice").says(&general, "@bot hello");
    assert!(bot.hears_nothing().await);
}

#[tokio::test]
async fn what_the_bot_may_not_do_in_a_channel_it_cannot() {
    let (_discord, bot, guild, general) = club().await;
    let question = guild.member("alice").says(&general, "@bot hello");
    let mut embed = text("");
    embed["embeds"] = json!([{ "title": "t" }]);
    let send = |body: Value| {
        let (rest, path) = (bot.rest.clone(), path(&general));
        async move {
            let (status, answer) = rest.send("POST", &path, &body).await.expect("answered");
            (status, answer["code"].as_u64())
        }
    };
    general.bot_may_not(EMBED_LINKS);
    assert_eq!(send(embed).await, (403, Some(50013)));
    assert_eq!(send(replying(question.id, "hello")).await, (200, None));
    general.bot_may_not(READ_MESSAGE_HISTORY);
    assert_eq!(
        send(replying(question.id, "hello")).await,
        (400, Some(160_002))
    );
    general.bot_may_not(SEND_MESSAGES);
    assert_eq!(send(text("hello")).await, (403, Some(50013)));
    general.bot_may_not(VIEW_CHANNEL);
    assert_eq!(send(text("hello")).await, (403, Some(50001)));
}

#[tokio::test]
async fn messages_are_edited_and_deleted_by_those_who_may() {
    let (discord, bot, guild, general) = club().await;
    let of = |id: &Value| format!("{}/{}", path(&general), id.as_str().expect("an id"));
    let send = async |method, path: &str, body: Value| {
        bot.rest.send(method, path, &body).await.expect("answered")
    };
    let (_, own) = send("POST", &path(&general), text("one")).await;
    let own = of(&own["id"]);
    let (_, edited) = send("PATCH", &own, text("two")).await;
    assert_eq!(edited["content"], "two");
    assert_eq!(send("PATCH", &own, text("")).await.1["code"], 50006);
    assert_eq!(send("GET", &own, Value::Null).await.1["content"], "two");
    assert_eq!(send("DELETE", &own, Value::Null).await.0, 204);
    assert_eq!(send("GET", &own, Value::Null).await.1["code"], 10008);

    let theirs = guild.member("alice").says(&general, "theirs");
    let path = of(&json!(theirs.id.to_string()));
    assert_eq!(send("GET", &path, Value::Null).await.1["content"], "");
    assert_eq!(send("PATCH", &path, text("mine")).await.1["code"], 50005);
    assert_eq!(send("DELETE", &path, Value::Null).await.1["code"], 50013);
    let moderator = guild.role("moderator", MANAGE_MESSAGES);
    guild.member("mod").with_role(&moderator).deletes(&theirs);
    assert_eq!(discord.message(theirs.id), None);
}

#[tokio::test]
async fn a_reply_to_nothing_is_refused() {
    let (_discord, bot, _guild, general) = club().await;
    let send = bot
        .rest
        .send("POST", &path(&general), &replying(1, "hello"))
        .await;
    let (status, answer) = send.expect("answered");
    let code = &answer["errors"]["message_reference"]["_errors"][0]["code"];
    assert_eq!(
        (status, code),
        (400, &json!("MESSAGE_REFERENCE_UNKNOWN_MESSAGE"))
    );
}

#[tokio::test]
async fn the_bot_writes_to_a_person_directly() {
    let (discord, bot, _guild, _general) = club().await;
    let alice = discord.person("alice");
    let body = json!({ "recipient_id": alice.id().to_string() });
    let (_, channel) = bot
        .rest
        .send("POST", "/users/@me/channels", &body)
        .await
        .expect("answered");
    assert_eq!(channel["id"], json!(alice.direct().id().to_string()));
    let typing = format!("/channels/{}/typing", alice.direct().id());
    assert_eq!(
        bot.rest
            .send("POST", &typing, &Value::Null)
            .await
            .expect("answered")
            .0,
        204
    );
    bot.rest
        .send("POST", &path(&alice.direct()), &text("hello"))
        .await
        .expect("answered");
    assert_eq!(alice.sees(&alice.direct())[0].content, "hello");
    assert!(discord.person("bob").sees(&alice.direct()).is_empty());
    let channel = bot
        .rest
        .get(&format!("/channels/{}", alice.direct().id()))
        .await;
    assert_eq!(channel["type"], 1);
}
