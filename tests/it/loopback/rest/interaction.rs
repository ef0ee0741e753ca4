//! Answers to interactions (`Interactions, Receiving and Responding`).

use std::time::Duration;

use serde_json::{Value, json};

use super::super::state::{Callback, EPHEMERAL, Id, Interaction, LOADING, Message, State};
use super::Call;
use super::answer::Answer;
use super::endpoint::Which;

/// What the callback types mean.
const NEW_MESSAGE: u64 = 4;
const DEFERRED_MESSAGE: u64 = 5;
const DEFERRED_UPDATE: u64 = 6;
const UPDATE: u64 = 7;

/// The first answer: once, and within the window.
pub(super) fn callback(
    state: &mut State,
    call: &Call,
    (id, token): (Id, &str),
    window: Duration,
) -> Answer {
    let unknown = || Answer::error(404, 10062, "Unknown interaction");
    let Some(interaction) = state.interactions.get(&id) else {
        return unknown();
    };
    if interaction.token != token || call.arrived > interaction.dispatched + window {
        return unknown();
    }
    if interaction.callback.is_some() {
        return Answer::error(400, 40060, "Interaction has already been acknowledged.");
    }
    let (kind, data) = (
        call.payload.json["type"].as_u64().unwrap_or(0),
        &call.payload.json["data"],
    );
    let (channel, user, source) = (interaction.channel, interaction.user, interaction.message);
    let original = match kind {
        NEW_MESSAGE | DEFERRED_MESSAGE => {
            let mut message = state.compose(channel, data, &call.payload.files);
            message.interaction = Some(id);
            if message.is_ephemeral() {
                message.only_for = Some(user);
            }
            if kind == DEFERRED_MESSAGE {
                message.flags |= LOADING;
            }
            Some(state.show(message))
        }
        DEFERRED_UPDATE => source,
        UPDATE => {
            let Some(message) = source else {
                return unknown();
            };
            if state.would_be_empty(message, data, &call.payload.files) {
                return empty();
            }
            state.edit(message, data, &call.payload.files);
            source
        }
        _ => None,
    };
    let interaction = state.interactions.get_mut(&id).expect("it was there above");
    interaction.callback = Some(Callback {
        kind,
        at: call.arrived,
        data: data.clone(),
    });
    interaction.original = original;
    if call.path.contains("with_response=true") || call.path.contains("with_response=1") {
        Answer::ok(with_response(state, id, kind, original))
    } else {
        Answer::nothing()
    }
}

fn empty() -> Answer {
    Answer::error(400, 50006, "Cannot send an empty message")
}

fn with_response(state: &State, id: Id, kind: u64, original: Option<Id>) -> Value {
    let interaction = &state.interactions[&id];
    let message = original.and_then(|id| state.messages.get(&id));
    let mut resource = json!({ "type": kind });
    if let Some(message) = message {
        resource["message"] = state.message_json(message);
    }
    json!({
        "interaction": {
            "id": id.to_string(), "type": interaction.kind,
            "response_message_id": original.map(|id| id.to_string()),
            "response_message_loading": kind == DEFERRED_MESSAGE,
            "response_message_ephemeral": message.is_some_and(|m| m.flags & EPHEMERAL != 0),
        },
        "resource": resource,
    })
}

/// Follow-ups, and reading, editing and deleting what was answered.
pub(super) fn webhook(
    state: &mut State,
    call: &Call,
    token: &str,
    which: Option<Which>,
    life: Duration,
) -> Answer {
    let known = state
        .tokens
        .get(token)
        .and_then(|id| state.interactions.get(id));
    let Some(interaction) = known.filter(|of| call.arrived < of.dispatched + life) else {
        return Answer::error(401, 50027, "Invalid Webhook Token");
    };
    if interaction.callback.is_none() {
        return Answer::error(404, 10015, "Unknown Webhook");
    }
    let Some(which) = which else {
        let id = interaction.id;
        return follow_up(state, call, id);
    };
    let Some(message) = meant(interaction, which).filter(|id| state.messages.contains_key(id))
    else {
        return Answer::error(404, 10008, "Unknown Message");
    };
    let body = &call.payload.json;
    match call.method.as_str() {
        "GET" => Answer::ok(state.message_json(&state.messages[&message])),
        "PATCH" if state.would_be_empty(message, body, &call.payload.files) => empty(),
        "PATCH" => {
            state.edit(message, body, &call.payload.files);
            Answer::ok(state.message_json(&state.messages[&message]))
        }
        "DELETE" => {
            state.messages.remove(&message);
            Answer::nothing()
        }
        _ => Answer::error(405, 0, "405: Method Not Allowed"),
    }
}

fn meant(interaction: &Interaction, which: Which) -> Option<Id> {
    match which {
        Which::Original => interaction.original,
        Which::Numbered(id) => {
            let own = interaction.original == Some(id) || interaction.follow_ups.contains(&id);
            own.then_some(id)
        }
    }
}

/// A further message; the first one after "is thinking" takes its place.
fn follow_up(state: &mut State, call: &Call, id: Id) -> Answer {
    let interaction = &state.interactions[&id];
    let (channel, user, original) = (interaction.channel, interaction.user, interaction.original);
    let body = &call.payload.json;
    let waiting = original.filter(|id| state.messages.get(id).is_some_and(Message::is_loading));
    let message = if let Some(waiting) = waiting {
        state.edit(waiting, body, &call.payload.files);
        waiting
    } else {
        let mut message = state.compose(channel, body, &call.payload.files);
        message.interaction = Some(id);
        if message.is_ephemeral() {
            message.only_for = Some(user);
        }
        let message = state.show(message);
        let interaction = state.interactions.get_mut(&id).expect("it was there above");
        interaction.follow_ups.push(message);
        message
    };
    Answer::ok(state.message_json(&state.messages[&message]))
}
