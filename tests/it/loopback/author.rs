//! The bot as an author: messages from the bodies it sends, and the edits of them.

use serde_json::{Value, json};

use super::gateway::{DIRECT_MESSAGES, GUILD_MESSAGES, MESSAGE_CONTENT};
use super::record::File;
use super::state::{Id, LOADING, Message, State};

/// The ids of users mentioned in a text.
pub(super) fn mentioned(text: &str) -> Vec<Id> {
    let rest = text.split("<@").skip(1);
    rest.filter_map(|rest| rest.split_once('>')?.0.trim_start_matches('!').parse().ok())
        .collect()
}

impl State {
    /// A message of the bot from a body; it is not shown yet.
    pub(super) fn compose(&mut self, channel: Id, body: &Value, files: &[File]) -> Message {
        let (id, author) = (self.moment(), self.bot);
        let mut message = Message {
            id,
            channel,
            author,
            ..Message::default()
        };
        message.flags = body["flags"].as_u64().unwrap_or(0);
        self.write(&mut message, body, files);
        message
    }

    /// Puts what the body has into the message; what it has not stays as it is
    /// (`Resources, Message: Edit Message`).
    pub(super) fn write(&mut self, message: &mut Message, body: &Value, files: &[File]) {
        if let Some(content) = body.get("content") {
            content
                .as_str()
                .unwrap_or_default()
                .trim()
                .clone_into(&mut message.content);
        }
        let list = |key: &str| {
            body.get(key)
                .map(|it| it.as_array().cloned().unwrap_or_default())
        };
        if let Some(embeds) = list("embeds") {
            message.embeds = embeds;
        }
        if let Some(components) = list("components") {
            message.components = components;
        }
        if let Some(kept) = list("attachments") {
            let is_kept = |old: &Value| kept.iter().any(|kept| kept["id"] == old["id"]);
            message.attachments.retain(is_kept);
        }
        for file in files {
            let id = self.id().to_string();
            let url = format!("https://cdn.discordapp.com/attachments/{id}/{}", file.name);
            message.attachments.push(json!({
                "id": id, "filename": file.name, "size": file.content.len(),
                "url": url, "proxy_url": url,
            }));
        }
        message.mentions = self.pinged(message, &body["allowed_mentions"]);
    }

    /// Who is pinged, if that is allowed (`Resources, Message: Allowed Mentions`).
    fn pinged(&self, message: &Message, allowed: &Value) -> Vec<Id> {
        let named = |id: &Id| {
            let listed = |list: &Value, what: &Value| {
                list.as_array().is_some_and(|list| list.contains(what))
            };
            allowed.is_null()
                || listed(&allowed["parse"], &json!("users"))
                || listed(&allowed["users"], &json!(id.to_string()))
        };
        let mut pinged = mentioned(&message.content);
        pinged.retain(|id| self.users.contains_key(id) && named(id));
        let answered = message.reply_to.and_then(|id| self.messages.get(&id));
        if let Some(answered) = answered
            && (allowed.is_null() || allowed["replied_user"] == json!(true))
        {
            pinged.push(answered.author);
        }
        pinged
    }

    /// Shows a message, and tells the bot of it if it asked for messages.
    pub(super) fn show(&mut self, message: Message) -> Id {
        let id = message.id;
        let guild = self.channels[&message.channel].guild;
        self.add_message(message);
        let message = &self.messages[&id];
        // Only its asker's client hears of an ephemeral message.
        if !message.is_ephemeral() && !message.is_loading() {
            let wanted = if guild.is_some() {
                GUILD_MESSAGES
            } else {
                DIRECT_MESSAGES
            };
            for reads_all in [false, true] {
                let event = self.message_event(&self.messages[&id], reads_all);
                self.dispatch_if(guild, "MESSAGE_CREATE", &event, |wire| {
                    wire.has(wanted) && wire.has(MESSAGE_CONTENT) == reads_all
                });
            }
        }
        id
    }

    /// Edits a message that is shown; false if there is none.
    pub(super) fn edit(&mut self, id: Id, body: &Value, files: &[File]) -> bool {
        let Some(mut message) = self.messages.remove(&id) else {
            return false;
        };
        self.write(&mut message, body, files);
        message.flags &= !LOADING;
        message.edits += 1;
        self.messages.insert(id, message);
        true
    }

    /// True if nothing would be left to see after an edit.
    pub(super) fn would_be_empty(&mut self, id: Id, body: &Value, files: &[File]) -> bool {
        let Some(mut message) = self.messages.get(&id).cloned() else {
            return false;
        };
        self.write(&mut message, body, files);
        message.content.is_empty()
            && message.embeds.is_empty()
            && message.components.is_empty()
            && message.attachments.is_empty()
    }
}
