//! What a member did, on its way to the bot as an interaction
//! (`Interactions, Receiving and Responding: Interaction Structure`).

use std::sync::Arc;
use std::time::Instant;

use serde_json::{Value, json};

use super::hub::{Hub, INTERACTION_TOKEN};
use super::reply::Pending;
use super::state::{Id, Interaction, State};

/// An interaction before it is sent.
pub(super) struct Deed {
    pub(super) kind: u64,
    pub(super) words: String,
    pub(super) user: Id,
    pub(super) channel: Id,
    pub(super) message: Option<Id>,
    pub(super) data: Value,
}

impl Deed {
    pub(super) fn dispatch(self, shared: &Arc<Hub>) -> Pending {
        let (id, edits) = shared.change(|state| {
            let id = state.moment();
            let token = format!("{INTERACTION_TOKEN}{id}");
            let event = self.event(state, id, &token);
            let edits = self
                .message
                .and_then(|m| state.messages.get(&m))
                .map_or(0, |m| m.edits);
            state.add_interaction(Interaction {
                id,
                token,
                kind: self.kind,
                deed: self.words,
                user: self.user,
                channel: self.channel,
                message: self.message,
                dispatched: Instant::now(),
                callback: None,
                original: None,
                follow_ups: Vec::new(),
            });
            let guild = state.channels[&self.channel].guild;
            state.dispatch(guild, "INTERACTION_CREATE", &event);
            (id, edits)
        });
        Pending {
            shared: Arc::clone(shared),
            id,
            edits,
        }
    }

    fn event(&self, state: &State, id: Id, token: &str) -> Value {
        let channel = &state.channels[&self.channel];
        let mut event = json!({
            "id": id.to_string(), "application_id": state.application.to_string(),
            "type": self.kind, "token": token, "version": 1, "data": self.data,
            "channel_id": channel.id.to_string(), "channel": state.channel_json(channel),
            "app_permissions": state.app_permissions(channel), "locale": "en-US",
            "entitlements": [], "attachment_size_limit": 10_485_760,
            "authorizing_integration_owners": owners(state, channel.guild, self.user),
            "context": channel.guild.map_or(if channel.recipient.is_some() { 1 } else { 2 }, |_| 0),
        });
        if let Some(guild) = channel.guild {
            event["guild_id"] = json!(guild.to_string());
            event["guild_locale"] = json!("en-US");
            event["guild"] = json!({"id": guild.to_string(), "locale": "en-US", "features": []});
            event["member"] = state.interaction_member_json(guild, channel, self.user);
        } else {
            event["user"] = state.user_json(self.user);
        }
        if let Some(message) = self.message.and_then(|id| state.messages.get(&id)) {
            event["message"] = state.message_json(message);
        }
        event
    }
}

/// Who added the bot here: the server, the user, or both.
fn owners(state: &State, guild: Option<Id>, user: Id) -> Value {
    let mut owners = json!({});
    match guild {
        Some(guild) if state.has_bot(guild) => owners["0"] = json!(guild.to_string()),
        None => owners["0"] = json!("0"),
        Some(_) => {}
    }
    if state.users[&user].installed {
        owners["1"] = json!(user.to_string());
    }
    owners
}

impl State {
    /// True if the bot is in the server.
    pub(super) fn has_bot(&self, guild: Id) -> bool {
        self.guilds[&guild].members.contains_key(&self.bot)
    }
}
