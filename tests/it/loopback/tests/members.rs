//! Members can do what their client offers, and nothing else.

use serde_json::{Value, json};

use super::client::{Bot, answer, text};
use crate::loopback::permissions::{MANAGE_GUILD, USE_APPLICATION_COMMANDS, VIEW_CHANNEL};
use crate::loopback::{Channel, Discord, Guild};

fn commands() -> Value {
    json!([
        { "name": "ask", "description": "Asks", "contexts": [0, 1, 2], "integration_types": [0, 1],
          "options": [
            { "type": 3, "name": "question", "description": "What", "required": true, "max_length": 20 },
            { "type": 3, "name": "film", "description": "Film", "autocomplete": true },
            { "type": 4, "name": "year", "description": "Year", "min_value": 1960, "max_value": 1986 },
            { "type": 3, "name": "kind", "description": "Kind",
              "choices": [{ "name": "Fact", "value": "fact" }] },
        ]},
        { "name": "knowledge", "description": "For moderators", "contexts": [0],
          "default_member_permissions": MANAGE_GUILD.to_string(), "options": [
            { "type": 1, "name": "reload", "description": "Reloads" },
        ]},
        { "name": "shutdown", "description": "For administrators", "default_member_permissions": "0" },
        { "name": "Ask about this", "type": 3 },
    ])
}

async fn club() -> (Discord, Bot, Guild, Channel) {
    let discord = Discord::start().await;
    let guild = discord.guild("film club");
    let channel = guild.channel("general");
    let bot = Bot::start(&discord).await;
    bot.rest.register(&commands()).await;
    discord.ready().await;
    (discord, bot, guild, channel)
}

/// What a test expects to fail says why.
async fn refusal(deed: impl Future<Output = ()> + Send + 'static) -> String {
    let failed = tokio::spawn(deed).await.expect_err("no client would do it");
    let panic = failed.into_panic();
    panic.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[tokio::test]
async fn commands_are_offered_to_those_who_may_use_them() {
    let (_discord, _bot, guild, general) = club().await;
    let everybody = ["Ask about this", "ask"];
    let moderators = ["Ask about this", "ask", "knowledge"];
    let all = ["Ask about this", "ask", "knowledge", "shutdown"];
    let alice = guild.member("alice");
    assert_eq!(alice.commands_in(&general), everybody);
    assert_eq!(guild.owner().commands_in(&general), all);
    assert_eq!(guild.admin("root").commands_in(&general), all);
    let role = guild.role("moderator", MANAGE_GUILD);
    assert_eq!(
        guild.member("mod").with_role(&role).commands_in(&general),
        moderators
    );

    guild.grants(&alice, "knowledge");
    assert_eq!(alice.commands_in(&general), moderators);
    let friends = guild.role("friends", 0);
    guild.grants_role(&friends, "shutdown");
    let friend = guild.member("friend").with_role(&friends);
    assert_eq!(
        friend.commands_in(&general),
        ["Ask about this", "ask", "shutdown"]
    );
    guild.forbids(&friend, "shutdown");
    assert_eq!(
        friend.commands_in(&general),
        everybody,
        "a member counts before a role"
    );

    general.may_not(&alice, USE_APPLICATION_COMMANDS);
    assert!(alice.commands_in(&general).is_empty());
}

#[tokio::test]
async fn a_stranger_is_offered_nothing() {
    let (discord, _bot, guild, general) = club().await;
    let stranger = discord.person("stranger");
    assert!(stranger.commands_in(&general).is_empty());
    guild.removes_bot();
    assert!(
        guild.owner().commands_in(&general).is_empty(),
        "the bot is gone"
    );
}

#[tokio::test]
async fn a_bot_of_ones_own_comes_along() {
    let (discord, mut bot, _guild, _general) = club().await;
    let elsewhere = discord.guild_without_bot("elsewhere");
    let lounge = elsewhere.channel("lounge");
    let alice = elsewhere.member("alice");
    assert!(alice.commands_in(&lounge).is_empty());
    let alice = alice.installs_bot();
    assert_eq!(alice.commands_in(&lounge), ["ask"]);
    assert_eq!(
        alice.commands_in(&alice.direct()),
        ["Ask about this", "ask", "shutdown"]
    );
    let _sent = alice
        .command("ask")
        .option("question", "why?")
        .sent_in(&lounge);
    let event = bot.interaction().await;
    let owners = json!({ "1": alice.id().to_string() });
    assert_eq!(event["authorizing_integration_owners"], owners);
    assert_eq!(
        (&event["context"], &event["guild_id"]),
        (&json!(0), &json!(elsewhere.id().to_string()))
    );
}

#[tokio::test]
async fn options_are_of_their_kind_or_the_client_does_not_send_them() {
    let (_discord, _bot, guild, general) = club().await;
    let alice = guild.member("alice");
    let ask = || alice.command("ask");
    let cases = [
        (alice.command("nothing"), "there is no such command"),
        (alice.command("shutdown"), "it is for administrators"),
        (
            alice.command("knowledge reload"),
            "it asks for the permissions",
        ),
        (
            guild.owner().command("knowledge"),
            "a subcommand must be chosen",
        ),
        (
            guild.owner().command("knowledge burn"),
            "there is no subcommand \"burn\"",
        ),
        (ask(), "option \"question\" is required"),
        (ask().option("query", "x"), "there is no option \"query\""),
        (
            ask().option("question", 7),
            "is not what option \"question\" of type 3 takes",
        ),
        (
            ask().option("question", "x".repeat(21)),
            "characters, not 21",
        ),
        (
            ask().option("question", "x").option("year", 1959),
            ", not 1959",
        ),
        (
            ask().option("question", "x").option("kind", "rumour"),
            "is none of the choices",
        ),
    ];
    for (command, why) in cases {
        let general = general.clone();
        let told = refusal(async move {
            let _sent = command.sent_in(&general);
        });
        let told = told.await;
        assert!(told.contains(why), "{why:?} is not in {told:?}");
    }
}

#[tokio::test]
async fn a_command_arrives_as_it_was_typed() {
    let (_discord, mut bot, guild, general) = club().await;
    let owner = guild.owner();
    let _sent = owner.command("knowledge reload").sent_in(&general);
    let event = bot.interaction().await;
    assert_eq!(event["type"], 2);
    let reload = json!([{ "name": "reload", "type": 1, "options": [] }]);
    assert_eq!(event["data"]["options"], reload);
    assert_eq!(event["member"]["user"]["id"], json!(owner.id().to_string()));
    assert_eq!(event["channel_id"], json!(general.id().to_string()));

    let ask = owner.command("ask");
    let (general, rest) = (general.clone(), bot.rest.clone());
    let typed = tokio::spawn(async move { ask.offers("film", "sta", &general).await });
    let event = bot.interaction().await;
    assert_eq!(event["type"], 4);
    let focused = json!([{ "name": "film", "type": 3, "value": "sta", "focused": true }]);
    assert_eq!(event["data"]["options"], focused);
    let choices = json!([{ "name": "Stalker (1979)", "value": "stalker" }]);
    rest.answer(
        &event,
        &json!({ "type": 8, "data": { "choices": choices } }),
    )
    .await;
    assert_eq!(typed.await.expect("it is offered"), ["Stalker (1979)"]);
}

fn with_components(flags: u64) -> Value {
    let mut answer = answer("said");
    answer["data"]["flags"] = json!(flags);
    answer["data"]["components"] = json!([
        { "type": 1, "components": [
            { "type": 2, "style": 1, "label": "More", "custom_id": "more" },
            { "type": 2, "style": 1, "label": "Grey", "custom_id": "grey", "disabled": true },
            { "type": 2, "style": 5, "label": "Read", "url": "https://example.org" },
        ]},
        { "type": 1, "components": [{ "type": 3, "custom_id": "reason", "options": [
            { "label": "Wrong fact", "value": "fact" },
        ]}]},
    ]);
    answer
}

#[tokio::test]
async fn only_what_is_on_a_message_one_sees_can_be_pressed() {
    let (_discord, mut bot, guild, general) = club().await;
    let (alice, bob) = (guild.member("alice"), guild.member("bob"));
    let sent = alice
        .command("ask")
        .option("question", "why?")
        .sent_in(&general);
    let event = bot.interaction().await;
    bot.rest.answer(&event, &with_components(64)).await;
    let reply = sent.reply().await;
    assert!(reply.is_ephemeral());
    assert_eq!(
        (alice.sees(&general).len(), bob.sees(&general).len()),
        (1, 0)
    );
    assert!(general.messages().is_empty());
    let cases = [
        (bob, "More", "bob sees no message"),
        (alice.clone(), "Less", "there is none on"),
        (alice.clone(), "Grey", "it is grey"),
        (alice.clone(), "Read", "it is a link"),
    ];
    for (member, label, why) in cases {
        let message = reply.message.clone();
        let told = refusal(async move {
            let _pressed = member.presses(&message, label);
        });
        let told = told.await;
        assert!(told.contains(why), "{why:?} is not in {told:?}");
    }

    let pressed = alice.presses(&reply, "More");
    let event = bot.interaction().await;
    assert_eq!(
        (&event["type"], &event["data"]["custom_id"]),
        (&json!(3), &json!("more"))
    );
    assert_eq!(event["message"]["id"], json!(reply.id.to_string()));
    bot.rest
        .answer(&event, &json!({ "type": 7, "data": text("more") }))
        .await;
    let now = pressed.reply().await;
    assert_eq!(
        (now.id, now.content.as_str(), now.edits),
        (reply.id, "more", 1)
    );

    let chosen = alice.selects(&now, "Wrong fact");
    let event = bot.interaction().await;
    assert_eq!(event["data"]["values"], json!(["fact"]));
    bot.rest.answer(&event, &json!({ "type": 6 })).await;
    assert_eq!(chosen.acknowledged().await, 6);
}

#[tokio::test]
async fn a_form_is_submitted_by_the_one_it_was_opened_for() {
    let (_discord, mut bot, guild, general) = club().await;
    let alice = guild.member("alice");
    let sent = alice
        .command("ask")
        .option("question", "why?")
        .sent_in(&general);
    let event = bot.interaction().await;
    let field = json!({
        "type": 4, "custom_id": "why", "style": 1, "label": "Why?", "max_length": 5,
    });
    let form = json!({ "custom_id": "m", "title": "Wrong", "components": [
        { "type": 1, "components": [field] },
        { "type": 18, "label": "Where?", "component":
            { "type": 4, "custom_id": "where", "style": 1, "required": false } },
    ]});
    bot.rest
        .answer(&event, &json!({ "type": 9, "data": form }))
        .await;
    let modal = sent.modal().await;
    assert_eq!(modal.title(), "Wrong");
    let cases: [(_, &[(&str, &str)], _); 4] = [
        (guild.member("bob"), &[("Why?", "so")], "opened for another"),
        (alice.clone(), &[], "takes 1 to 5 characters, not 0"),
        (
            alice.clone(),
            &[("Why?", "because")],
            "takes 1 to 5 characters, not 7",
        ),
        (alice.clone(), &[("Who?", "me")], "there is no field"),
    ];
    for (member, fields, why) in cases {
        let (modal, fields) = (modal.clone(), fields.to_vec());
        let told = refusal(async move {
            let _submitted = member.submits(&modal, &fields);
        });
        let told = told.await;
        assert!(told.contains(why), "{why:?} is not in {told:?}");
    }
    let submitted = alice.submits(&modal, &[("Why?", "so"), ("where", "p. 3")]);
    let event = bot.interaction().await;
    assert_eq!(
        (&event["type"], &event["data"]["custom_id"]),
        (&json!(5), &json!("m"))
    );
    assert_eq!(
        event["data"]["components"][0]["components"][0]["value"],
        "so"
    );
    assert_eq!(event["data"]["components"][1]["component"]["value"], "p. 3");
    bot.rest.answer(&event, &answer("thanks")).await;
    assert_eq!(submitted.reply().await.content, "thanks");
}

#[tokio::test]
async fn a_forged_interaction_is_sent_as_it_is() {
    let (_discord, mut bot, guild, general) = club().await;
    let data = json!({ "component_type": 2, "custom_id": "v1:delete:1" });
    let forged = guild
        .member("mallory")
        .forges(3, &general, None, data.clone());
    let event = bot.interaction().await;
    assert_eq!((&event["data"], &event["message"]), (&data, &Value::Null));
    bot.rest.answer(&event, &answer("no")).await;
    let reply = forged.reply().await;
    assert_eq!(reply.content, "no");
}

#[tokio::test]
async fn a_message_command_brings_the_message_along() {
    let (_discord, mut bot, guild, general) = club().await;
    let said = guild.member("bob").says(&general, "what is the Zone?");
    let _picked = guild.member("alice").picks("Ask about this", &said);
    let event = bot.interaction().await;
    let id = said.id.to_string();
    assert_eq!(event["data"]["target_id"], json!(id));
    let resolved = &event["data"]["resolved"]["messages"][&id];
    assert_eq!(
        resolved["content"], "what is the Zone?",
        "without any intent"
    );
}

#[tokio::test]
async fn nobody_writes_where_they_see_nothing() {
    let (_discord, _bot, guild, general) = club().await;
    let alice = guild.member("alice");
    let said = alice.says(&general, "mine");
    let bob = guild.member("bob");
    let (theirs, channel) = (said.message.clone(), general.clone());
    let other = bob.clone();
    let told = refusal(async move { other.deletes(&theirs) }).await;
    assert!(
        told.contains("bob may not delete the messages of others"),
        "{told}"
    );
    alice.deletes(&said);
    assert!(bob.sees(&general).is_empty());
    general.may_not(&bob, VIEW_CHANNEL);
    let told = refusal(async move {
        let _said = bob.says(&channel, "hello");
    });
    let told = told.await;
    assert!(told.contains("bob may not write"), "{told}");
}
