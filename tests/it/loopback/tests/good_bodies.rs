//! Bodies that Discord takes: neither our rules nor its own description object.

#![expect(clippy::too_many_lines, reason = "a table")]

use serde_json::{Value, json};

use crate::loopback::openapi;
use crate::loopback::rules::{Form, check};

fn good() -> Vec<(Form, Value)> {
    let command = Form::Callback {
        to: 2,
        on_message: false,
    };
    let button = Form::Callback {
        to: 3,
        on_message: true,
    };
    let typing = Form::Callback {
        to: 4,
        on_message: false,
    };
    let none = json!({ "parse": [] });
    let row = json!({ "type": 1, "components": [
        { "type": 2, "style": 2, "label": "Sources", "custom_id": "v1:sources:42" },
        { "type": 2, "style": 5, "label": "Read", "url": "https://example.org/a" },
        { "type": 2, "style": 4, "emoji": { "name": "🗑️" }, "custom_id": "delete", "disabled": true },
    ]});
    let select = json!({ "type": 1, "components": [{
        "type": 3, "custom_id": "reason", "placeholder": "What is wrong?", "min_values": 1,
        "max_values": 1, "options": [{ "label": "Wrong fact", "value": "fact" }],
    }]});
    let embed = json!({
        "title": "x".repeat(256), "description": "ж".repeat(4096), "color": 0x00AA_BBCC,
        "url": "https://example.org", "timestamp": "2026-01-01T00:00:00Z",
        "fields": [{ "name": "n", "value": "v", "inline": true }], "footer": { "text": "f" },
        "author": { "name": "a" },
    });
    let input = json!({
        "type": 4, "custom_id": "why", "style": 2, "label": "Why?", "min_length": 1,
        "max_length": 500, "required": true,
    });
    let labelled = json!({ "type": 18, "label": "Why?", "component": {
        "type": 4, "custom_id": "how", "style": 1, "required": false,
    }});
    vec![
        (
            command,
            json!({ "type": 4, "data": {
                "content": "x".repeat(2000), "embeds": [embed], "components": [row, select],
                "flags": 64, "allowed_mentions": none, "tts": false, "attachments": [],
            }}),
        ),
        (command, json!({ "type": 5 })),
        (command, json!({ "type": 5, "data": { "flags": 64 } })),
        (
            command,
            json!({ "type": 9, "data": {
                "custom_id": "m", "title": "t",
                "components": [{ "type": 1, "components": [input] }, labelled],
            }}),
        ),
        (button, json!({ "type": 6 })),
        (
            button,
            json!({ "type": 7, "data": { "components": [], "allowed_mentions": none } }),
        ),
        (
            typing,
            json!({ "type": 8, "data": { "choices": [
                { "name": "Mirror (1975)", "value": "mirror" }, { "name": "nine", "value": "9" },
            ]}}),
        ),
        (typing, json!({ "type": 8, "data": { "choices": [] } })),
        (
            Form::FollowUp,
            json!({ "content": "more", "flags": 64, "allowed_mentions": none }),
        ),
        (
            Form::WebhookEdit,
            json!({ "content": "done", "embeds": [], "allowed_mentions": none }),
        ),
        (
            Form::WebhookEdit,
            json!({ "components": [], "allowed_mentions": none }),
        ),
        (
            Form::Message,
            json!({
                "content": "reply", "allowed_mentions": { "parse": [], "replied_user": false },
                "message_reference": { "message_id": "1200000000000000001", "fail_if_not_exists": false },
            }),
        ),
        (
            Form::Message,
            json!({ "flags": 1 << 15, "allowed_mentions": none, "components": [
                { "type": 17, "accent_color": 255, "components": [
                    { "type": 10, "content": "# Stalker" }, { "type": 14, "divider": true },
                    { "type": 9, "components": [{ "type": 10, "content": "t" }],
                      "accessory": { "type": 2, "style": 1, "label": "l", "custom_id": "c" } },
                    row,
                ]},
            ]}),
        ),
        (
            Form::MessageEdit,
            json!({ "content": null, "embeds": [{ "title": "t" }], "allowed_mentions": none }),
        ),
        (
            Form::DirectMessage,
            json!({ "recipient_id": "1200000000000000001" }),
        ),
        (Form::Commands, json!([])),
        (
            Form::Commands,
            json!([
                { "name": "ask", "type": 1, "description": "Asks", "default_member_permissions": "32",
                  "contexts": [0, 1, 2], "integration_types": [0, 1], "options": [
                    { "type": 3, "name": "question", "description": "What", "required": true,
                      "min_length": 1, "max_length": 300 },
                    { "type": 5, "name": "private", "description": "Only for me", "required": false },
                ]},
                { "name": "my-data", "description": "Yours", "options": [
                    { "type": 1, "name": "show", "description": "Shows it" },
                    { "type": 2, "name": "more", "description": "More", "options": [
                        { "type": 1, "name": "delete", "description": "Deletes it", "options": [
                            { "type": 4, "name": "days", "description": "Days", "min_value": 1 },
                            { "type": 3, "name": "film", "description": "Film", "autocomplete": true },
                        ]},
                    ]},
                ]},
                { "name": "Ask about this", "type": 3 },
                { "name": "सहायता", "description": "Help in Hindi" },
            ]),
        ),
        (Form::CommandEdit, json!({ "description": "Asks again" })),
    ]
}

#[test]
fn good_bodies_are_taken() {
    for (form, body) in good() {
        let broken = check(form, &body, 0, true);
        assert!(broken.is_empty(), "{form:?}: {broken:#?}\n{body:#}");
        let broken = openapi::check(form, &body);
        assert!(
            broken.is_empty(),
            "{form:?}, by Discord's description: {broken:#?}\n{body:#}"
        );
    }
}

#[test]
fn a_file_alone_is_a_message() {
    let body = json!({ "allowed_mentions": { "parse": [] } });
    assert!(check(Form::FollowUp, &body, 1, true).is_empty());
    assert_eq!(check(Form::FollowUp, &body, 11, true).len(), 1);
}

#[test]
fn without_the_policy_mentions_are_the_bots_own_affair() {
    let body = json!({ "content": "said" });
    assert!(check(Form::Message, &body, 0, false).is_empty());
}
