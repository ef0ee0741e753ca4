//! Embeds: the length of everything in them.

use serde_json::{Value, json};

use super::{Bad, long, message};
use crate::loopback::rules::Form;

fn embed(embed: Value) -> Value {
    message(json!({ "embeds": [embed] }))
}

pub(super) fn all() -> Vec<Bad> {
    let said = Form::Message;
    let description = json!({ "description": long(3001) });
    let field = json!({ "name": "n", "value": "v" });
    vec![
        (
            said,
            message(json!({ "embeds": vec![json!({ "title": "t" }); 11] })),
            "embeds: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            embed(json!({ "title": long(257) })),
            "embeds.0.title: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            embed(json!({ "description": long(4097) })),
            "embeds.0.description: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            embed(json!({ "fields": vec![field; 26] })),
            "embeds.0.fields: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            embed(json!({ "fields": [{ "name": long(257), "value": "v" }] })),
            "embeds.0.fields.0.name: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            embed(json!({ "fields": [{ "name": "n", "value": long(1025) }] })),
            "embeds.0.fields.0.value: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            embed(json!({ "fields": [{ "name": "n" }] })),
            "embeds.0.fields.0.value: BASE_TYPE_REQUIRED",
        ),
        (
            said,
            embed(json!({ "footer": { "text": long(2049) } })),
            "embeds.0.footer.text: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            embed(json!({ "author": { "name": long(257) } })),
            "embeds.0.author.name: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            embed(json!({ "title": "t", "color": 0x0100_0000 })),
            "embeds.0.color: NUMBER_TYPE_RANGE",
        ),
        (
            said,
            embed(json!({ "title": "t", "url": "javascript:" })),
            "embeds.0.url: URL_TYPE_INVALID_URL",
        ),
        (said, embed(json!({})), "embeds.0: EMBED_EMPTY"),
        (
            said,
            embed(json!({ "title": "t", "colour": 1 })),
            "embeds.0.colour: UNKNOWN_KEY",
        ),
        (
            said,
            message(json!({ "embeds": [description, description] })),
            "embeds: MAX_EMBED_SIZE_EXCEEDED",
        ),
    ]
}
