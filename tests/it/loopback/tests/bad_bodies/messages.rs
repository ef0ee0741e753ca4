//! Messages: their own keys, and who is mentioned.

use serde_json::json;

use super::{Bad, long, message};
use crate::loopback::rules::Form;

pub(super) fn all() -> Vec<Bad> {
    let said = Form::Message;
    vec![
        (said, json!([]), "the body: DICT_TYPE_CONVERT"),
        (
            said,
            message(json!({ "contents": "x" })),
            "contents: UNKNOWN_KEY",
        ),
        (
            said,
            message(json!({ "content": long(2001) })),
            "content: BASE_TYPE_BAD_LENGTH",
        ),
        (
            said,
            message(json!({ "content": 7 })),
            "content: STRING_TYPE_CONVERT",
        ),
        (
            said,
            message(json!({ "content": "" })),
            "the body: EMPTY_MESSAGE",
        ),
        (
            said,
            message(json!({ "content": " \n" })),
            "the body: EMPTY_MESSAGE",
        ),
        (
            said,
            message(json!({ "content": null })),
            "the body: EMPTY_MESSAGE",
        ),
        (
            said,
            message(json!({ "tts": "no" })),
            "tts: BOOLEAN_TYPE_CONVERT",
        ),
        (
            said,
            message(json!({ "flags": 64 })),
            "flags: FLAGS_INVALID",
        ),
        (
            said,
            message(json!({ "flags": "64" })),
            "flags: NUMBER_TYPE_COERCE",
        ),
        (
            said,
            message(json!({ "embeds": {} })),
            "embeds: LIST_TYPE_CONVERT",
        ),
        (
            said,
            message(json!({ "message_reference": {} })),
            "message_reference.message_id: BASE_TYPE_REQUIRED",
        ),
        (
            said,
            message(json!({ "message_reference": { "message_id": "x" } })),
            "message_reference.message_id: NUMBER_TYPE_COERCE",
        ),
        (
            said,
            message(json!({ "attachments": [{ "filename": "a" }] })),
            "attachments.0.id: BASE_TYPE_REQUIRED",
        ),
        (
            said,
            json!({ "content": "said" }),
            "allowed_mentions: POLICY_NO_MENTIONS",
        ),
        (
            said,
            message(json!({ "allowed_mentions": {} })),
            "allowed_mentions.parse: POLICY_NO_MENTIONS",
        ),
        (
            said,
            message(json!({ "allowed_mentions": { "parse": ["users"] } })),
            "allowed_mentions.parse: POLICY_NO_MENTIONS",
        ),
        (
            said,
            message(json!({ "allowed_mentions": { "parse": [], "users": ["1"] } })),
            "allowed_mentions.users: POLICY_NO_MENTIONS",
        ),
        (
            said,
            message(json!({ "allowed_mentions": { "parse": ["all"] } })),
            "allowed_mentions.parse: BASE_TYPE_CHOICES",
        ),
        (
            said,
            message(json!({ "allowed_mentions": { "parse": ["users"], "users": ["1"] } })),
            "allowed_mentions: MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        ),
        (
            Form::FollowUp,
            json!({ "flags": 64, "allowed_mentions": { "parse": [] } }),
            "the body: EMPTY_MESSAGE",
        ),
        (
            Form::WebhookEdit,
            message(json!({ "flags": 64 })),
            "flags: FLAGS_INVALID",
        ),
        (
            Form::WebhookEdit,
            message(json!({ "tts": true })),
            "tts: UNKNOWN_KEY",
        ),
        (
            Form::MessageEdit,
            message(json!({ "message_reference": { "message_id": "1" } })),
            "message_reference: UNKNOWN_KEY",
        ),
        (
            Form::DirectMessage,
            json!({}),
            "recipient_id: BASE_TYPE_REQUIRED",
        ),
    ]
}
