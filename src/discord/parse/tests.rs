//! Discord's own JSON, read (<https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-structure>).

use serde_json::{Value, json};
use serenity::all::{Interaction, Permissions};

use super::*;

fn user() -> Value {
    json!({"id": "1", "username": "anna", "discriminator": "0", "global_name": "Anna", "avatar": null, "public_flags": 0})
}

/// A command in a thread of a server, as the gateway brings it.
fn interaction(data: &Value, change: impl FnOnce(&mut Value)) -> Interaction {
    let mut body = json!({
        "id": "100", "application_id": "9", "type": 2, "token": "aW50ZXJhY3Rpb24", "version": 1,
        "guild_id": "3", "channel_id": "5", "locale": "ru", "guild_locale": "en-US",
        "channel": {"id": "5", "type": 11, "name": "thread", "parent_id": "4", "permissions": "1024",
            "thread_metadata": {"archived": false, "auto_archive_duration": 60, "archive_timestamp": "2026-11-21T00:00:00Z", "locked": false}},
        "member": {"user": user(), "roles": ["8", "7"], "permissions": "8192", "joined_at": "2026-01-01T00:00:00Z",
            "deaf": false, "mute": false, "flags": 0, "nick": null, "avatar": null, "premium_since": null, "pending": false},
        "app_permissions": "1024", "entitlements": [], "attachment_size_limit": 10_485_760, "context": 0,
        "authorizing_integration_owners": {"0": "3"},
        "data": data,
    });
    change(&mut body);
    serde_json::from_value(body).expect("Discord writes it so")
}

fn ask() -> Value {
    json!({"id": "50", "name": "ask", "type": 1, "options": [
        {"name": "question", "type": 3, "value": "  how long is Stalker? "},
        {"name": "private", "type": 5, "value": true},
    ]})
}

#[test]
fn a_command_tells_who_asks_what_and_where() {
    let incoming = parse(&interaction(&ask(), |_| {})).expect("it is understood");
    assert_eq!(incoming.ticket.id, 100);
    assert_eq!(incoming.caller.person, 1);
    assert_eq!(incoming.caller.roles, [8, 7]);
    assert_eq!(
        incoming.caller.permissions,
        Some(Permissions::MANAGE_MESSAGES)
    );
    let place = &incoming.place;
    assert_eq!(
        (place.guild, place.channel, place.parent),
        (Some(3), 5, Some(4))
    );
    assert!(place.thread && place.installed);
    assert_eq!(place.missing(), Some("deed.send-in-threads"));
    let wish = Requested::Respond {
        request: Request::Ask("how long is Stalker?".into()),
        private: true,
        spoilers: None,
    };
    assert_eq!(incoming.wish, wish);
}

#[test]
fn a_server_that_only_a_person_brought_the_bot_to_has_not_installed_it() {
    let brought = interaction(&ask(), |body| {
        body["authorizing_integration_owners"] = json!({"1": "1"});
    });
    assert!(!parse(&brought).expect("it is understood").place.installed);
}

#[test]
fn a_direct_message_has_no_server() {
    let direct = interaction(&ask(), |body| {
        let body = body.as_object_mut().expect("it is an object");
        body.remove("guild_id");
        body.remove("member");
        body.remove("guild_locale");
        body.insert("user".into(), user());
        body.insert("context".into(), json!(1));
        body.insert("channel".into(), json!({"id": "5", "type": 1}));
    });
    let incoming = parse(&direct).expect("it is understood");
    assert_eq!(incoming.place.guild, None);
    assert_eq!(incoming.place.missing(), None);
    assert_eq!(incoming.caller.permissions, None);
}

#[test]
fn what_is_missing_or_unknown_is_an_error_and_no_panic() {
    let error = |data: Value| parse(&interaction(&data, |_| {})).expect_err("it is refused");
    assert_eq!(
        error(json!({"id": "50", "name": "ask", "type": 1})),
        ParseError::MissingOption("question")
    );
    assert_eq!(
        error(
            json!({"id": "50", "name": "ask", "type": 1, "options": [{"name": "question", "type": 3, "value": "   "}]})
        ),
        ParseError::MissingOption("question")
    );
    assert_eq!(
        error(json!({"id": "50", "name": "dance", "type": 1})),
        ParseError::UnknownCommand("dance".into())
    );
}

#[test]
fn a_message_command_asks_with_the_text_of_the_message() {
    let message = json!({
        "id": "70", "channel_id": "5", "type": 0, "content": " when was Mirror shot? ", "author": user(),
        "timestamp": "2026-11-21T00:00:00.000000+00:00", "edited_timestamp": null, "tts": false, "mention_everyone": false,
        "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": false,
    });
    let data = |message: Value| json!({"id": "51", "name": "Ask about this", "type": 3, "target_id": "70", "resolved": {"messages": {"70": message}}});
    let incoming = parse(&interaction(&data(message.clone()), |_| {})).expect("it is understood");
    let wish = Requested::Respond {
        request: Request::Ask("when was Mirror shot?".into()),
        private: false,
        spoilers: None,
    };
    assert_eq!(incoming.wish, wish);
    let mut silent = message;
    silent["content"] = json!("");
    let error = parse(&interaction(&data(silent), |_| {})).expect_err("there is nothing to ask");
    assert_eq!(error, ParseError::NoText);
}

#[test]
fn a_name_being_typed_is_completed() {
    let data = json!({"id": "52", "name": "film", "type": 1, "options": [{"name": "title", "type": 3, "value": "mir", "focused": true}]});
    let typing = interaction(&data, |body| body["type"] = json!(4));
    let wish = Requested::Complete {
        kind: Some(ParameterKind::Film),
        typed: "mir".into(),
        beside: None,
    };
    assert_eq!(parse(&typing).expect("it is understood").wish, wish);
}

#[test]
fn the_token_of_an_interaction_is_not_shown() {
    let ticket = ticket(&interaction(&ask(), |_| {})).expect("it is one to be answered");
    assert_eq!(format!("{ticket:?}"), "Ticket(100)");
}

#[test]
fn a_form_tells_what_was_typed_and_the_message_it_was_opened_from() {
    let data = json!({"custom_id": "x", "components": [{"type": 1, "components": [
        {"type": 4, "custom_id": "text", "value": "Solonitsyn"},
    ]}]});
    let form = |message: Option<Value>| {
        parse(&interaction(&data, |body| {
            body["type"] = json!(5);
            if let Some(message) = message {
                body["message"] = message;
            }
        }))
    };
    let message = json!({
        "id": "70", "channel_id": "5", "type": 0, "content": "", "author": user(),
        "timestamp": "2026-11-21T00:00:00.000000+00:00", "edited_timestamp": null, "tts": false, "mention_everyone": false,
        "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": false,
    });
    let wish = Requested::Submit {
        id: "x".into(),
        message: 70,
        text: "Solonitsyn".into(),
    };
    assert_eq!(form(Some(message)).expect("it is understood").wish, wish);
    assert_eq!(form(None), Err(ParseError::NoMessage));
}
