//! REST: answers to interactions, their limits of time, faults, and what is recorded.

use std::time::Duration;

use serde_json::{Value, json};

use super::client::{Bot, Rest, answer, text};
use crate::loopback::{Channel, Discord, Options, Pending, RestFault, Route};

struct Asked {
    discord: Discord,
    bot: Bot,
    sent: Pending,
    event: Value,
    general: Channel,
}

/// A command that was sent and waits for its answer.
async fn asked(options: Options) -> Asked {
    let discord = Discord::with(options).await;
    let guild = discord.guild("film club");
    let general = guild.channel("general");
    let mut bot = Bot::start(&discord).await;
    bot.rest
        .register(&json!([{ "name": "ask", "description": "Asks" }]))
        .await;
    let sent = guild.member("alice").command("ask").sent_in(&general);
    let event = bot.interaction().await;
    Asked {
        discord,
        bot,
        sent,
        event,
        general,
    }
}

#[tokio::test]
async fn an_interaction_is_answered_once() {
    let Asked {
        discord,
        bot,
        sent,
        event,
        ..
    } = asked(Options::default()).await;
    let (status, response) = bot.rest.answer(&event, &answer("first")).await;
    assert_eq!(
        (status, &response["resource"]["message"]["content"]),
        (200, &json!("first"))
    );
    let (status, response) = bot.rest.answer(&event, &answer("second")).await;
    assert_eq!((status, &response["code"]), (400, &json!(40060)));
    assert_eq!(sent.reply().await.content, "first");
    let requests = discord.requests();
    let callbacks: Vec<_> = requests
        .iter()
        .filter(|r| r.route == Route::Callback)
        .collect();
    assert_eq!(callbacks.len(), 2);
    assert_eq!(callbacks[0].body, answer("first"));
    assert_eq!(callbacks[0].interaction.map(|(id, _)| id), Some(sent.id()));
    assert_eq!(callbacks[1].status, Some(400));
}

#[tokio::test]
async fn an_answer_after_the_window_is_too_late() {
    let callback_window = Duration::from_millis(50);
    let late = asked(Options {
        callback_window,
        ..Options::default()
    })
    .await;
    tokio::time::sleep(Duration::from_millis(80)).await;
    let (status, response) = late.bot.rest.answer(&late.event, &answer("late")).await;
    assert_eq!((status, &response["code"]), (404, &json!(10062)));
    late.sent.unanswered().await;
}

#[tokio::test]
async fn thinking_is_edited_into_an_answer() {
    let Asked {
        bot, sent, event, ..
    } = asked(Options::default()).await;
    let early = bot
        .rest
        .webhook(&event, "PATCH", "/messages/@original", &text("early"))
        .await;
    assert_eq!((early.0, &early.1["code"]), (404, &json!(10015)));
    bot.rest
        .answer(&event, &json!({ "type": 5, "data": { "flags": 64 } }))
        .await;
    bot.rest
        .webhook(&event, "PATCH", "/messages/@original", &text("thought"))
        .await;
    let reply = sent.reply().await;
    assert_eq!((reply.content.as_str(), reply.callback), ("thought", 5));
    assert!(reply.is_ephemeral());
    let (_, again) = bot
        .rest
        .webhook(&event, "GET", "/messages/@original", &Value::Null)
        .await;
    assert_eq!(again["content"], "thought");
    let gone = bot
        .rest
        .webhook(&event, "DELETE", "/messages/@original", &Value::Null)
        .await;
    assert_eq!(gone.0, 204);
}

#[tokio::test]
async fn further_messages_can_be_edited_and_deleted() {
    let Asked {
        bot, sent, event, ..
    } = asked(Options::default()).await;
    bot.rest.answer(&event, &answer("first")).await;
    let (status, further) = bot.rest.webhook(&event, "POST", "", &text("further")).await;
    assert_eq!(status, 200);
    assert_eq!(sent.follow_ups()[0].content, "further");
    let path = format!("/messages/{}", further["id"].as_str().expect("an id"));
    bot.rest
        .webhook(&event, "PATCH", &path, &text("changed"))
        .await;
    assert_eq!(sent.follow_ups()[0].content, "changed");
    let (status, _) = bot
        .rest
        .webhook(&event, "DELETE", &path, &Value::Null)
        .await;
    assert_eq!((status, sent.follow_ups().len()), (204, 0));
}

#[tokio::test]
async fn a_token_lives_for_its_time() {
    let token_life = Duration::from_millis(100);
    let Asked { bot, event, .. } = asked(Options {
        token_life,
        ..Options::default()
    })
    .await;
    bot.rest.answer(&event, &answer("first")).await;
    tokio::time::sleep(token_life).await;
    let late = bot.rest.webhook(&event, "POST", "", &text("further")).await;
    assert_eq!((late.0, &late.1["code"]), (401, &json!(50027)));
}

#[tokio::test]
async fn faults_happen_as_often_as_asked_and_only_where_asked() {
    let Asked {
        discord,
        bot,
        sent,
        event,
        general,
    } = asked(Options::default()).await;
    discord.rest_fault(Route::Callback, RestFault::Status(502), 1);
    discord.rest_fault(Route::Callback, RestFault::Status(500), 1);
    discord.rest_fault(
        Route::Callback,
        RestFault::RateLimited(Duration::from_millis(500)),
        1,
    );
    discord.rest_fault(
        Route::Callback,
        RestFault::Delay(Duration::from_millis(100)),
        1,
    );
    assert_eq!(bot.rest.answer(&event, &answer("x")).await.0, 502);
    assert_eq!(bot.rest.answer(&event, &answer("x")).await.0, 500);
    let (status, limited) = bot.rest.answer(&event, &answer("x")).await;
    assert_eq!((status, &limited["retry_after"]), (429, &json!(0.5)));
    assert_eq!(bot.rest.answer(&event, &answer("there")).await.0, 200);
    assert_eq!(sent.reply().await.content, "there");

    let path = format!("/channels/{}/messages", general.id());
    discord.rest_fault(Route::Any, RestFault::Cut, 1);
    assert_eq!(bot.rest.send("POST", &path, &text("one")).await, None);
    discord.rest_fault(Route::Message, RestFault::CutAnswer, 1);
    assert_eq!(bot.rest.send("POST", &path, &text("two")).await, None);
    let shown: Vec<String> = general.messages().into_iter().map(|m| m.content).collect();
    assert_eq!(shown, ["there", "two"], "only the cut before is not done");
    let last = discord.requests().pop().expect("a request");
    assert_eq!((last.status, last.body), (None, text("two")));
    discord.expect_no_violations();
}

#[tokio::test]
async fn too_many_messages_are_limited() {
    let Asked { bot, general, .. } = asked(Options::default()).await;
    let path = format!("/channels/{}/messages", general.id());
    for _ in 0..5 {
        let (status, _) = bot
            .rest
            .send("POST", &path, &text("x"))
            .await
            .expect("answered");
        assert_eq!(status, 200);
    }
    let (status, limited) = bot
        .rest
        .send("POST", &path, &text("x"))
        .await
        .expect("answered");
    assert_eq!(status, 429);
    assert!(
        limited["retry_after"]
            .as_f64()
            .is_some_and(|wait| wait > 3.0),
        "{limited}"
    );
}

#[tokio::test]
async fn a_bad_body_is_refused_and_remembered() {
    let Asked {
        discord,
        bot,
        event,
        ..
    } = asked(Options::default()).await;
    let (status, refusal) = bot.rest.answer(&event, &answer(&"x".repeat(2001))).await;
    assert_eq!((status, &refusal["code"]), (400, &json!(50035)));
    let error = &refusal["errors"]["data"]["content"]["_errors"][0]["code"];
    assert_eq!(error, "BASE_TYPE_BAD_LENGTH");
    let (_, refusal) = bot.rest.answer(&event, &answer("")).await;
    assert_eq!(refusal["code"], 50006);
    let violations = discord.violations();
    assert_eq!(violations.len(), 2);
    assert!(
        violations[0]
            .broken
            .iter()
            .any(|broken| broken.at == "data.content")
    );
    assert!(
        violations[0]
            .to_string()
            .contains("data.content: Must be between 0 and 2000")
    );
}

#[tokio::test]
async fn files_come_with_their_message() {
    let Asked {
        discord,
        bot,
        general,
        ..
    } = asked(Options::default()).await;
    let path = format!("/channels/{}/messages", general.id());
    assert_eq!(
        bot.rest
            .upload(&path, &text(""), ("a.bib", "@book{}"))
            .await,
        200
    );
    let request = discord.requests().pop().expect("a request");
    assert_eq!(request.files[0].name, "a.bib");
    assert_eq!(request.files[0].content, b"@book{}");
    assert_eq!(general.messages()[0].attachments[0]["filename"], "a.bib");
}

#[tokio::test]
async fn the_form_of_a_request_matters() {
    let Asked {
        discord,
        mut bot,
        general,
        ..
    } = asked(Options::default()).await;
    let url = format!(
        "{}/api/v10/channels/{}/messages",
        discord.address(),
        general.id()
    );
    let odd = reqwest::Client::new()
        .post(url)
        .header("authorization", &bot.rest.token)
        .header("content-type", "application/json; charset=utf-8")
        .body(text("x").to_string());
    assert_eq!(odd.send().await.expect("answered").status().as_u16(), 400);
    assert_eq!(discord.violations()[0].broken[0].code, "CONTENT_TYPE");
    let (status, _) = bot
        .rest
        .send("GET", "/nowhere", &Value::Null)
        .await
        .expect("answered");
    assert_eq!(status, 404);
    bot.rest.token = "Bot of another".into();
    let (status, _) = bot
        .rest
        .send("GET", "/users/@me", &Value::Null)
        .await
        .expect("answered");
    assert_eq!(status, 401);
}

#[tokio::test]
async fn commands_keep_their_ids_while_they_keep_their_names() {
    let discord = Discord::start().await;
    let guild = discord.guild("film club");
    let rest = Rest::of(&discord);
    rest.register(&json!([{ "name": "ask", "description": "Asks" }]))
        .await;
    let before = discord.commands();
    let more = json!([
        { "name": "ask", "description": "Asks again" }, { "name": "help", "description": "Helps" },
    ]);
    rest.register(&more).await;
    let after = rest.get("/applications/1/commands").await;
    assert_eq!(after[0]["id"], before[0]["id"]);
    assert_eq!(
        (&after[0]["description"], &after[1]["name"]),
        (&json!("Asks again"), &json!("help"))
    );
    let of_guild = format!("/applications/1/guilds/{}/commands", guild.id());
    let knowledge = json!({ "name": "knowledge", "description": "Reloads" });
    let (status, made) = rest
        .send("POST", &of_guild, &knowledge)
        .await
        .expect("answered");
    assert_eq!(
        (status, &made["guild_id"]),
        (201, &json!(guild.id().to_string()))
    );
    let one = format!("{of_guild}/{}", made["id"].as_str().expect("an id"));
    let (_, changed) = rest
        .send("PATCH", &one, &json!({ "description": "d" }))
        .await
        .expect("answered");
    assert_eq!(changed["description"], "d");
    assert_eq!(
        rest.send("DELETE", &one, &Value::Null)
            .await
            .expect("answered")
            .0,
        204
    );
    assert_eq!(rest.get(&of_guild).await, json!([]));
    rest.register(&json!([])).await;
    assert!(discord.commands().is_empty());
    assert_eq!(rest.get("/applications/@me").await["name"], "tarkovsky");
    assert_eq!(rest.get("/users/@me").await["bot"], json!(true));
}
