//! Components: rows, buttons, selects, and messages made of them.

use serde_json::{Value, json};

use super::{Bad, button, long, message};
use crate::loopback::rules::Form;

fn row(components: Value) -> Value {
    message(json!({ "components": [{ "type": 1, "components": components }] }))
}

fn button_with(more: Value) -> Value {
    let mut one = button("a");
    for (key, value) in more.as_object().expect("an object") {
        one[key] = value.clone();
    }
    row(json!([one]))
}

fn select(options: Value) -> Value {
    row(json!([{ "type": 3, "custom_id": "s", "options": options }]))
}

fn option(value: &str) -> Value {
    json!({ "label": "l", "value": value })
}

fn v2(components: Value) -> Value {
    json!({ "flags": 1 << 15, "components": components, "allowed_mentions": { "parse": [] } })
}

pub(super) fn all() -> Vec<Bad> {
    let said = Form::Message;
    let rows: Vec<Value> = (0..6)
        .map(|n| json!({ "type": 1, "components": [button(&n.to_string())] }))
        .collect();
    let six: Vec<Value> = (0..6).map(|n| button(&n.to_string())).collect();
    let many: Vec<Value> = (0..26).map(|n| option(&n.to_string())).collect();
    let link = json!({ "style": 5, "url": "https://example.org" });
    let text = json!({ "type": 10, "content": "t" });
    vec![
        (
            said,
            message(json!({ "components": rows })),
            "components: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            message(json!({ "components": [button("a")] })),
            "components.0.type: UNION_TYPE_CHOICES",
        ),
        (
            said,
            row(json!([])),
            "components.0.components: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            row(json!(six)),
            "components.0.components: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            row(json!([button("a"), button("a")])),
            "components.0.components.1.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        (
            said,
            row(json!([{ "type": 4, "custom_id": "a", "style": 1 }])),
            "components.0.components.0.type: UNION_TYPE_CHOICES",
        ),
        (
            said,
            button_with(json!({ "custom_id": "" })),
            "components.0.components.0.custom_id: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            button_with(json!({ "custom_id": long(101) })),
            "components.0.components.0.custom_id: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            button_with(json!({ "custom_id": null })),
            "components.0.components.0.custom_id: BASE_TYPE_REQUIRED",
        ),
        (
            said,
            button_with(json!({ "label": long(81) })),
            "components.0.components.0.label: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            button_with(json!({ "label": null })),
            "components.0.components.0: BUTTON_COMPONENT_INVALID",
        ),
        (
            said,
            button_with(json!({ "style": 9 })),
            "components.0.components.0.style: NUMBER_TYPE_RANGE",
        ),
        (
            said,
            button_with(json!({ "style": null })),
            "components.0.components.0.style: BASE_TYPE_REQUIRED",
        ),
        (
            said,
            button_with(json!({ "disabled": 1 })),
            "components.0.components.0.disabled: BOOLEAN_TYPE_CONVERT",
        ),
        (
            said,
            button_with(json!({ "url": "https://example.org" })),
            "components.0.components.0.url: BASE_TYPE_FORBIDDEN",
        ),
        (
            said,
            button_with(link),
            "components.0.components.0.custom_id: BASE_TYPE_FORBIDDEN",
        ),
        (
            said,
            button_with(json!({ "style": 5, "custom_id": null })),
            "components.0.components.0.url: BASE_TYPE_REQUIRED",
        ),
        (
            said,
            select(json!([])),
            "components.0.components.0.options: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            select(json!(many)),
            "components.0.components.0.options: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            select(json!([option("a"), option("a")])),
            "components.0.components.0.options.1.value: SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        ),
        (
            said,
            select(json!([{ "label": long(101), "value": "v" }])),
            "components.0.components.0.options.0.label: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            row(
                json!([{ "type": 3, "custom_id": "s", "options": [option("a")], "max_values": 2 }]),
            ),
            "components.0.components.0.max_values: NUMBER_TYPE_RANGE",
        ),
        (
            said,
            row(json!([button("a"), { "type": 5, "custom_id": "s" }])),
            "components.0.components: COMPONENT_LAYOUT_WIDTH_EXCEEDED",
        ),
        (
            said,
            message(json!({ "flags": 1 << 15, "components": [text] })),
            "content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        ),
        (
            said,
            message(json!({ "components": [text] })),
            "components.0.type: UNION_TYPE_CHOICES",
        ),
        (said, v2(json!([])), "the body: EMPTY_MESSAGE"),
        (
            said,
            v2(json!(vec![text.clone(); 41])),
            "components: COMPONENT_MAX_TOTAL_COMPONENTS",
        ),
        (
            said,
            v2(
                json!([{ "type": 10, "content": long(2500) }, { "type": 10, "content": long(2500) }]),
            ),
            "components: COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        ),
        (
            said,
            v2(json!([{ "type": 9, "components": [text] }])),
            "components.0.accessory: BASE_TYPE_REQUIRED",
        ),
        (
            said,
            v2(json!([{ "type": 17, "components": [{ "type": 17, "components": [text] }] }])),
            "components.0.components.0.type: UNION_TYPE_CHOICES",
        ),
    ]
}
