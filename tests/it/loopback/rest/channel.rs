//! Channels and the messages in them (`Resources, Channel`; `Resources, Message`).

use serde_json::{Value, json};

use super::super::gateway::MESSAGE_CONTENT;
use super::super::permissions::{EMBED_LINKS, MANAGE_MESSAGES, READ_MESSAGE_HISTORY, VIEW_CHANNEL};
use super::super::record::Broken;
use super::super::state::{Id, State};
use super::Call;
use super::answer::Answer;

pub(super) fn get(state: &State, channel: Id) -> Answer {
    match state.channels.get(&channel) {
        Some(channel) => Answer::ok(state.channel_json(channel)),
        None => Answer::error(404, 10003, "Unknown Channel"),
    }
}

/// Opens direct messages with a person, or finds them open.
pub(super) fn open_direct(state: &mut State, body: &Value) -> Answer {
    let person = body["recipient_id"]
        .as_str()
        .and_then(|id| id.parse::<Id>().ok());
    match person.filter(|id| state.users.contains_key(id)) {
        Some(person) => {
            let channel = state.direct_channel(person);
            Answer::ok(state.channel_json(&state.channels[&channel]))
        }
        None => Answer::error(404, 10013, "Unknown User"),
    }
}

pub(super) fn message(state: &mut State, call: &Call, channel: Id, message: Option<Id>) -> Answer {
    let Some(found) = state.channels.get(&channel) else {
        return Answer::error(404, 10003, "Unknown Channel");
    };
    let may = state.channel_permissions(found, state.bot);
    if may & VIEW_CHANNEL == 0 {
        return Answer::error(403, 50001, "Missing Access");
    }
    if found.archived && call.method != "GET" {
        return Answer::error(400, 50_083, "Thread is archived");
    }
    let Some(id) = message else {
        return if call.method == "POST" {
            create(state, call, channel, may)
        } else {
            Answer::error(405, 0, "405: Method Not Allowed")
        };
    };
    // Nobody but its asker, and the token of its interaction, reaches an ephemeral message.
    let found = state
        .messages
        .get(&id)
        .filter(|m| m.channel == channel && !m.is_ephemeral());
    let Some(found) = found else {
        return Answer::error(404, 10008, "Unknown Message");
    };
    let own = found.author == state.bot;
    let in_server = state.channels[&channel].guild.is_some();
    match call.method.as_str() {
        "GET" => {
            let reads_all = state
                .gateway
                .sessions
                .iter()
                .any(|s| s.wire.has(MESSAGE_CONTENT));
            Answer::ok(state.message_for_bot(found, reads_all))
        }
        "PATCH" if !own => {
            Answer::error(403, 50005, "Cannot edit a message authored by another user")
        }
        "PATCH" if state.would_be_empty(id, &call.payload.json, &call.payload.files) => {
            Answer::error(400, 50006, "Cannot send an empty message")
        }
        "PATCH" => {
            state.edit(id, &call.payload.json, &call.payload.files);
            Answer::ok(state.message_json(&state.messages[&id]))
        }
        "DELETE" if !own && (!in_server || may & MANAGE_MESSAGES == 0) => missing(),
        "DELETE" => {
            state.messages.remove(&id);
            Answer::nothing()
        }
        _ => Answer::error(405, 0, "405: Method Not Allowed"),
    }
}

fn missing() -> Answer {
    Answer::error(403, 50013, "Missing Permissions")
}

fn create(state: &mut State, call: &Call, channel: Id, may: u64) -> Answer {
    let body = &call.payload.json;
    let embeds = body["embeds"]
        .as_array()
        .is_some_and(|embeds| !embeds.is_empty());
    if may & State::to_write(&state.channels[&channel]) == 0 || (embeds && may & EMBED_LINKS == 0) {
        return missing();
    }
    // A nonce that is enforced is remembered for some minutes; the same once more makes no message.
    let nonce = (body["enforce_nonce"] == json!(true) && !body["nonce"].is_null())
        .then(|| (channel, body["nonce"].to_string()));
    let sent = nonce.as_ref().and_then(|nonce| state.nonces.get(nonce));
    if let Some(sent) = sent.and_then(|id| state.messages.get(id)) {
        return Answer::ok(state.message_json(sent));
    }
    let reply_to = match reference(state, body, channel) {
        Ok(reply_to) => reply_to,
        Err(answer) => return answer,
    };
    if reply_to.is_some() && may & READ_MESSAGE_HISTORY == 0 {
        let message = "Cannot reply without permission to read message history";
        return Answer::error(400, 160_002, message);
    }
    let mut message = state.compose(channel, body, &call.payload.files);
    message.reply_to = reply_to;
    state.write(&mut message, body, &[]);
    let id = state.show(message);
    if let Some(nonce) = nonce {
        state.nonces.insert(nonce, id);
    }
    Answer::ok(state.message_json(&state.messages[&id]))
}

/// The message a body replies to.
fn reference(state: &State, body: &Value, channel: Id) -> Result<Option<Id>, Answer> {
    let reference = &body["message_reference"];
    if reference.is_null() {
        return Ok(None);
    }
    let id = match &reference["message_id"] {
        Value::String(id) => id.parse::<Id>().ok(),
        id => id.as_u64(),
    };
    let known = id.filter(|id| {
        state
            .messages
            .get(id)
            .is_some_and(|m| m.channel == channel && !m.is_ephemeral())
    });
    if known.is_none() && reference["fail_if_not_exists"] != json!(false) {
        return Err(Answer::invalid(&[Broken {
            at: "message_reference".into(),
            code: "MESSAGE_REFERENCE_UNKNOWN_MESSAGE",
            message: "Unknown message".into(),
        }]));
    }
    Ok(known)
}
