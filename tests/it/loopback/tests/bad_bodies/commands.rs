//! Commands, their options and choices.

use serde_json::{Value, json};

use super::{Bad, long};
use crate::loopback::rules::Form;

fn command(more: Value) -> Value {
    let mut body = json!({ "name": "ask", "description": "Asks" });
    for (key, value) in more.as_object().expect("an object") {
        body[key] = value.clone();
    }
    body
}

fn with_option(more: Value) -> Value {
    let mut one = json!({ "type": 3, "name": "question", "description": "What" });
    for (key, value) in more.as_object().expect("an object") {
        one[key] = value.clone();
    }
    command(json!({ "options": [one] }))
}

pub(super) fn all() -> Vec<Bad> {
    let (one, all) = (Form::Command, Form::Commands);
    let choice = json!({ "name": "n", "value": "v" });
    let numbered = |n: usize| command(json!({ "name": format!("c{n}") }));
    let long_option = |n: usize| {
        let choice = |c: usize| json!({ "name": format!("{c}{}", long(95)), "value": long(100) });
        let choices: Vec<Value> = (0..25).map(choice).collect();
        json!({ "type": 3, "name": format!("o{n}"), "description": "d", "choices": choices })
    };
    let menus: Vec<Value> = (0..16)
        .map(|n| json!({ "type": 3, "name": n.to_string() }))
        .collect();
    let subcommand = json!({ "type": 1, "name": "sub", "description": "d" });
    let text = json!({ "type": 3, "name": "text", "description": "d" });
    let required = json!({ "type": 3, "name": "needed", "description": "d", "required": true });
    let group =
        |inner: &Value| json!({ "type": 2, "name": "g", "description": "d", "options": [inner] });
    vec![
        (all, json!({}), "the body: LIST_TYPE_CONVERT"),
        (
            all,
            json!((0..101).map(numbered).collect::<Vec<_>>()),
            "the body: APPLICATION_COMMAND_TOO_MANY",
        ),
        (all, json!(menus), "the body: APPLICATION_COMMAND_TOO_MANY"),
        (
            all,
            json!([numbered(1), numbered(1)]),
            "1.name: APPLICATION_COMMANDS_DUPLICATE_NAME",
        ),
        (
            one,
            json!({ "description": "d" }),
            "name: BASE_TYPE_REQUIRED",
        ),
        (
            one,
            json!({ "name": "ask" }),
            "description: BASE_TYPE_REQUIRED",
        ),
        (
            one,
            command(json!({ "name": "Ask" })),
            "name: APPLICATION_COMMAND_INVALID_NAME",
        ),
        (
            one,
            command(json!({ "name": "ask me" })),
            "name: APPLICATION_COMMAND_INVALID_NAME",
        ),
        (
            one,
            command(json!({ "name": long(33) })),
            "name: BASE_TYPE_BAD_LENGTH",
        ),
        (
            one,
            command(json!({ "description": long(101) })),
            "description: BASE_TYPE_BAD_LENGTH",
        ),
        (
            one,
            command(json!({ "description": "" })),
            "description: BASE_TYPE_BAD_LENGTH",
        ),
        (
            one,
            command(json!({ "type": 3 })),
            "description: BASE_TYPE_BAD_LENGTH",
        ),
        (
            one,
            command(json!({ "type": 9 })),
            "type: NUMBER_TYPE_RANGE",
        ),
        (
            one,
            command(json!({ "contexts": [3] })),
            "contexts: BASE_TYPE_CHOICES",
        ),
        (
            one,
            command(json!({ "contexts": [] })),
            "contexts: BASE_TYPE_BAD_LENGTH",
        ),
        (
            one,
            command(json!({ "integration_types": [2] })),
            "integration_types: BASE_TYPE_CHOICES",
        ),
        (
            one,
            command(json!({ "default_member_permissions": "all" })),
            "default_member_permissions: NUMBER_TYPE_COERCE",
        ),
        (
            one,
            command(json!({ "guild_only": true })),
            "guild_only: UNKNOWN_KEY",
        ),
        (
            one,
            command(json!({ "options": vec![text.clone(); 26] })),
            "options: BASE_TYPE_BAD_LENGTH",
        ),
        (
            one,
            command(json!({ "options": [text, text] })),
            "options.1.name: APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
        ),
        (
            one,
            command(json!({ "options": [text, required] })),
            "options.1: APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        (
            one,
            command(json!({ "options": [subcommand, text] })),
            "options: APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        ),
        (
            one,
            command(json!({ "options": [group(&group(&subcommand))] })),
            "options.0.options.0.type: APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        ),
        (
            one,
            with_option(json!({ "name": "Question" })),
            "options.0.name: APPLICATION_COMMAND_INVALID_NAME",
        ),
        (
            one,
            with_option(json!({ "name_localizations": { "ru": "Вопрос" } })),
            "options.0.name_localizations.ru: APPLICATION_COMMAND_INVALID_NAME",
        ),
        (
            one,
            command(json!({ "description_localizations": { "ru": "д".repeat(101) } })),
            "description_localizations.ru: BASE_TYPE_BAD_LENGTH",
        ),
        (
            one,
            command(json!({ "name_localizations": { "russian": "спросить" } })),
            "name_localizations.russian: UNKNOWN_KEY",
        ),
        (
            one,
            with_option(json!({ "description": null })),
            "options.0.description: BASE_TYPE_REQUIRED",
        ),
        (
            one,
            with_option(json!({ "choices": vec![choice.clone(); 26] })),
            "options.0.choices: BASE_TYPE_BAD_LENGTH",
        ),
        (
            one,
            with_option(json!({ "choices": [choice], "autocomplete": true })),
            "options.0: APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES",
        ),
        (
            one,
            with_option(json!({ "choices": [{ "name": "n", "value": 1 }] })),
            "options.0.choices.0.value: BASE_TYPE_CHOICES",
        ),
        (
            one,
            with_option(json!({ "type": 5, "autocomplete": true })),
            "options.0.autocomplete: BASE_TYPE_FORBIDDEN",
        ),
        (
            one,
            with_option(json!({ "min_value": 1 })),
            "options.0.min_value: BASE_TYPE_FORBIDDEN",
        ),
        (
            one,
            with_option(json!({ "max_length": 6001 })),
            "options.0.max_length: NUMBER_TYPE_RANGE",
        ),
        (
            one,
            with_option(json!({ "min_length": 5, "max_length": 4 })),
            "options.0.min_length: NUMBER_TYPE_RANGE",
        ),
        (
            one,
            command(json!({ "options": [long_option(1), long_option(2)] })),
            "the body: APPLICATION_COMMAND_TOO_LARGE",
        ),
    ]
}
