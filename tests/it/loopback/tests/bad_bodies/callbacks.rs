//! Answers to interactions, forms among them.

use serde_json::{Value, json};

use super::{Bad, button, long, message};
use crate::loopback::rules::Form;

const CALLBACK: Form = Form::Callback {
    to: 2,
    on_message: false,
};
const ON_BUTTON: Form = Form::Callback {
    to: 3,
    on_message: true,
};
const ON_TYPING: Form = Form::Callback {
    to: 4,
    on_message: false,
};
const ON_FORM: Form = Form::Callback {
    to: 5,
    on_message: false,
};

fn modal(title: &str, components: Value) -> Value {
    json!({ "type": 9, "data": { "custom_id": "m", "title": title, "components": components } })
}

fn input(id: &str, more: Value) -> Value {
    let mut one = json!({ "type": 4, "custom_id": id, "style": 1, "label": "Why" });
    for (key, value) in more.as_object().expect("an object") {
        one[key] = value.clone();
    }
    json!({ "type": 1, "components": [one] })
}

pub(super) fn all() -> Vec<Bad> {
    let said = message(json!({}));
    let choice = json!({ "name": "n", "value": "v" });
    let six: Vec<Value> = (0..6).map(|n| input(&n.to_string(), json!({}))).collect();
    vec![
        (
            CALLBACK,
            json!({ "data": said }),
            "type: BASE_TYPE_REQUIRED",
        ),
        (CALLBACK, json!({ "type": 4 }), "data: BASE_TYPE_REQUIRED"),
        (
            CALLBACK,
            json!({ "type": 6 }),
            "type: INTERACTION_CALLBACK_TYPE",
        ),
        (
            CALLBACK,
            json!({ "type": 7, "data": said }),
            "type: INTERACTION_CALLBACK_TYPE",
        ),
        (
            CALLBACK,
            json!({ "type": 8, "data": { "choices": [] } }),
            "type: INTERACTION_CALLBACK_TYPE",
        ),
        (
            CALLBACK,
            json!({ "type": 4, "data": said, "more": 1 }),
            "more: UNKNOWN_KEY",
        ),
        (
            CALLBACK,
            json!({ "type": 4, "data": { "content": "x" } }),
            "data.allowed_mentions: POLICY_NO_MENTIONS",
        ),
        (
            CALLBACK,
            json!({ "type": 4, "data": message(json!({ "content": long(2001) })) }),
            "data.content: BASE_TYPE_BAD_LENGTH",
        ),
        (
            CALLBACK,
            json!({ "type": 5, "data": { "content": "x" } }),
            "data.content: UNKNOWN_KEY",
        ),
        (
            CALLBACK,
            json!({ "type": 5, "data": { "flags": 4 } }),
            "data.flags: FLAGS_INVALID",
        ),
        (
            ON_BUTTON,
            json!({ "type": 8, "data": { "choices": [] } }),
            "type: INTERACTION_CALLBACK_TYPE",
        ),
        (
            ON_FORM,
            json!({ "type": 9, "data": {} }),
            "type: INTERACTION_CALLBACK_TYPE",
        ),
        (
            ON_FORM,
            json!({ "type": 7, "data": said }),
            "type: INTERACTION_CALLBACK_TYPE",
        ),
        (
            ON_TYPING,
            json!({ "type": 4, "data": said }),
            "type: INTERACTION_CALLBACK_TYPE",
        ),
        (
            ON_TYPING,
            json!({ "type": 8, "data": {} }),
            "data.choices: BASE_TYPE_REQUIRED",
        ),
        (
            ON_TYPING,
            json!({ "type": 8, "data": { "choices": vec![choice; 26] } }),
            "data.choices: BASE_TYPE_BAD_LENGTH",
        ),
        (
            ON_TYPING,
            json!({ "type": 8, "data": { "choices": [{ "name": long(101), "value": 1 }] } }),
            "data.choices.0.name: BASE_TYPE_BAD_LENGTH",
        ),
        (
            CALLBACK,
            modal(&long(46), json!([input("a", json!({}))])),
            "data.title: BASE_TYPE_BAD_LENGTH",
        ),
        (
            CALLBACK,
            modal("m", json!([])),
            "data.components: BASE_TYPE_BAD_LENGTH",
        ),
        (
            CALLBACK,
            modal("m", json!(six)),
            "data.components: BASE_TYPE_BAD_LENGTH",
        ),
        (
            CALLBACK,
            modal("m", json!([input("a", json!({})), input("a", json!({}))])),
            "data.components.1.components.0.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        (
            CALLBACK,
            modal("m", json!([input("a", json!({ "label": long(46) }))])),
            "data.components.0.components.0.label: BASE_TYPE_BAD_LENGTH",
        ),
        (
            CALLBACK,
            modal("m", json!([input("a", json!({ "max_length": 4001 }))])),
            "data.components.0.components.0.max_length: NUMBER_TYPE_RANGE",
        ),
        (
            CALLBACK,
            modal("m", json!([{ "type": 1, "components": [button("a")] }])),
            "data.components.0.components.0.type: UNION_TYPE_CHOICES",
        ),
        (
            CALLBACK,
            modal("m", json!([button("a")])),
            "data.components.0.type: UNION_TYPE_CHOICES",
        ),
    ]
}
