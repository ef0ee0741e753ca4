//! Messages and answers to interactions (`Resources, Message: Create Message`;
//! `Interactions, Receiving and Responding: Interaction Response Object`).

use serde_json::{Value, json};

use super::object::{Findings, Object, inside};
use super::{EMPTY_MESSAGE, Form, component, embed, modal};

const SUPPRESS_EMBEDS: u64 = 1 << 2;
const EPHEMERAL: u64 = 1 << 6;
const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;
/// The message is made of components alone.
const COMPONENTS_V2: u64 = 1 << 15;

/// Keys of every body of a message.
const KEYS: [&str; 6] = [
    "content",
    "embeds",
    "flags",
    "allowed_mentions",
    "components",
    "attachments",
];

/// The first answer to an interaction.
pub(super) fn callback(findings: &Findings, body: &Value, files: usize, to: u64, on_message: bool) {
    let Some(answer) = findings.object(body, "", &["type", "data"]) else {
        return;
    };
    answer.required("type");
    let Some(kind) = answer.integer("type", 1..=12) else {
        return;
    };
    let fits = match kind {
        4 | 5 => to != 4,
        6 | 7 => to == 3 || (to == 5 && on_message),
        8 => to == 4,
        9 => to == 2 || to == 3,
        _ => false,
    };
    if !fits {
        let message = format!("Callback type {kind} does not answer an interaction of type {to}");
        answer.tell("type", "INTERACTION_CALLBACK_TYPE", message);
        return;
    }
    let Some(data) = body.get("data").filter(|data| !data.is_null()) else {
        if matches!(kind, 4 | 7 | 8 | 9) {
            answer.required("data");
        }
        return;
    };
    match kind {
        5 => deferred(findings, data),
        6 => answer.forbidden("data", "There is nothing to say yet"),
        8 => choices(findings, data),
        9 => modal::modal(findings, data, "data"),
        _ => {
            let form = Form::Callback {
                to: kind,
                on_message,
            };
            message(findings, data, "data", files, form);
        }
    }
}

/// Of "is thinking" only the flags can be said.
fn deferred(findings: &Findings, data: &Value) {
    let keys = ["flags", "allowed_mentions", "tts"];
    if let Some(data) = findings.object(data, "data", &keys) {
        flags(&data, EPHEMERAL);
    }
}

fn choices(findings: &Findings, data: &Value) {
    let Some(data) = findings.object(data, "data", &["choices"]) else {
        return;
    };
    data.required("choices");
    for (number, choice) in data.list("choices", 0..=25).iter().enumerate() {
        super::command::choice(findings, choice, &inside("data.choices", number), None);
    }
}

fn flags(message: &Object<'_>, allowed: u64) -> u64 {
    let flags = message.integer("flags", 0..=u64::MAX).unwrap_or(0);
    if flags & !allowed != 0 {
        message.tell(
            "flags",
            "FLAGS_INVALID",
            format!("Of {flags} only {allowed} can be set here"),
        );
    }
    flags
}

/// A message or an edit of one.
pub(super) fn message(findings: &Findings, body: &Value, at: &str, files: usize, form: Form) {
    // An answer of type 7 and all edits may leave everything as it is.
    let edits = matches!(
        form,
        Form::WebhookEdit | Form::MessageEdit | Form::Callback { to: 7, .. }
    );
    let (more, settable): (&[&str], u64) = match form {
        Form::Message => (
            &[
                "nonce",
                "tts",
                "message_reference",
                "sticker_ids",
                "enforce_nonce",
                "poll",
            ],
            SUPPRESS_NOTIFICATIONS,
        ),
        Form::MessageEdit | Form::WebhookEdit => (&[], 0),
        _ => (&["tts", "poll"], SUPPRESS_NOTIFICATIONS | EPHEMERAL),
    };
    let keys: Vec<&str> = KEYS.iter().chain(more).copied().collect();
    let Some(message) = findings.object(body, at, &keys) else {
        return;
    };
    let v2 = flags(&message, settable | SUPPRESS_EMBEDS | COMPONENTS_V2) & COMPONENTS_V2 != 0;
    let content = message.text("content", 0..=2000).unwrap_or_default();
    let embeds = message.list("embeds", 0..=10);
    let components = message.list("components", 0..=if v2 { 40 } else { 5 });
    message.boolean("tts");
    message.boolean("enforce_nonce");
    embed::embeds(findings, embeds, &inside(at, "embeds"));
    component::of_message(findings, components, &inside(at, "components"), v2);
    attachments(findings, &message, files);
    mentions(findings, &message);
    reference(findings, &message);
    if v2 {
        for key in ["content", "embeds", "poll", "sticker_ids"] {
            let said = message
                .get(key)
                .is_some_and(|v| *v != json!("") && *v != json!([]));
            if said {
                let why = "Cannot be used with the flag IS_COMPONENTS_V2";
                message.tell(
                    key,
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    why,
                );
            }
        }
    }
    let stickers = message.list("sticker_ids", 0..=3);
    let lists = [embeds, components, stickers];
    let shows = !content.trim().is_empty()
        || lists.iter().any(|list| !list.is_empty())
        || files > 0
        || message.get("poll").is_some();
    if !edits && !shows {
        message.tell("", EMPTY_MESSAGE, "Cannot send an empty message");
    }
}

fn attachments(findings: &Findings, message: &Object<'_>, files: usize) {
    let keys = [
        "id",
        "filename",
        "title",
        "description",
        "duration_secs",
        "waveform",
        "is_spoiler",
        "size",
        "url",
        "proxy_url",
        "content_type",
        "ephemeral",
        "flags",
    ];
    let at = inside(&message.at, "attachments");
    for (number, one) in message.list("attachments", 0..=10).iter().enumerate() {
        if let Some(one) = findings.object(one, &inside(&at, number), &keys) {
            one.required("id");
            one.snowflake("id");
            one.text("filename", 1..=1024);
            one.text("description", 0..=1024);
        }
    }
    if files > 10 {
        message.tell(
            "attachments",
            "BASE_TYPE_MAX_LENGTH",
            "Must be 10 or fewer in length.",
        );
    }
}

/// `Resources, Message: Allowed Mentions Object`, and our own policy.
fn mentions(findings: &Findings, message: &Object<'_>) {
    let at = inside(&message.at, "allowed_mentions");
    let Some(value) = message.get("allowed_mentions") else {
        if findings.no_mentions {
            message.tell(
                "allowed_mentions",
                "POLICY_NO_MENTIONS",
                "The policy asks for it, with an empty `parse`",
            );
        }
        return;
    };
    let keys = ["parse", "roles", "users", "replied_user"];
    let Some(allowed) = findings.object(value, &at, &keys) else {
        return;
    };
    let parse = allowed.list("parse", 0..=3);
    for one in parse {
        if ![json!("roles"), json!("users"), json!("everyone")].contains(one) {
            allowed.tell(
                "parse",
                "BASE_TYPE_CHOICES",
                format!("Value {one} is no kind of mention"),
            );
        }
    }
    for key in ["users", "roles"] {
        let listed = allowed.list(key, 0..=100);
        if !listed.is_empty() && parse.contains(&json!(key)) {
            let why = format!("parse:[\"{key}\"] and {key}: [ids...] are mutually exclusive");
            allowed.tell("", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", why);
        }
        if findings.no_mentions && !listed.is_empty() {
            allowed.tell(key, "POLICY_NO_MENTIONS", "The policy is to mention nobody");
        }
    }
    allowed.boolean("replied_user");
    // Left out, `parse` means that everything is allowed that is not listed.
    if findings.no_mentions && (!parse.is_empty() || allowed.get("parse").is_none()) {
        allowed.tell(
            "parse",
            "POLICY_NO_MENTIONS",
            "The policy is an empty `parse`",
        );
    }
}

fn reference(findings: &Findings, message: &Object<'_>) {
    let keys = [
        "type",
        "message_id",
        "channel_id",
        "guild_id",
        "fail_if_not_exists",
    ];
    let at = inside(&message.at, "message_reference");
    if let Some(reference) = message.get("message_reference")
        && let Some(reference) = findings.object(reference, &at, &keys)
    {
        reference.required("message_id");
        for key in ["message_id", "channel_id", "guild_id"] {
            reference.snowflake(key);
        }
        reference.boolean("fail_if_not_exists");
        reference.integer("type", 0..=1);
    }
}
