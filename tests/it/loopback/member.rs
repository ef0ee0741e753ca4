//! Members: people who can do what Discord's own client lets them do, and nothing else.
//!
//! What a client would not offer fails the test; what only a forged request can do
//! is [`Member::forges`].

use std::sync::Arc;

use serde_json::{Value, json};

use super::command::{Invocation, choosable};
use super::deed::Deed;
use super::guild::{Channel, Role};
use super::hub::Hub;
use super::modal::Modal;
use super::permissions::{
    MANAGE_MESSAGES, READ_MESSAGE_HISTORY, USE_APPLICATION_COMMANDS, VIEW_CHANNEL,
};
use super::reply::{Pending, Reply};
use super::said::Said;
use super::state::{Id, Message, State};

/// A person.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(super) shared: Arc<Hub>,
    id: Id,
}

impl Member {
    pub(super) fn new(shared: Arc<Hub>, id: Id) -> Self {
        Self { shared, id }
    }

    /// Their id.
    pub(crate) fn id(&self) -> Id {
        self.id
    }

    /// Their name.
    pub(crate) fn name(&self) -> String {
        self.shared.look(|state| state.users[&self.id].name.clone())
    }

    /// Gives them a role.
    pub(crate) fn with_role(self, role: &Role) -> Self {
        self.shared.change(|state| {
            let guild = state
                .guilds
                .get_mut(&role.guild)
                .expect("the server exists");
            let member = guild.members.get_mut(&self.id);
            member
                .expect("a role is given to a member of its server")
                .roles
                .push(role.id);
        });
        self
    }

    /// Adds the bot to their own account.
    pub(crate) fn installs_bot(self) -> Self {
        self.shared.change(|state| {
            state.users.get_mut(&self.id).expect("they exist").installed = true;
        });
        self
    }

    /// Their direct messages with the bot.
    pub(crate) fn direct(&self) -> Channel {
        // Nobody waits for an empty channel, and who looks into theirs changes nothing.
        let id = self.shared.look(|state| state.direct_channel(self.id));
        Channel {
            shared: Arc::clone(&self.shared),
            id,
        }
    }

    /// Types a slash command; subcommands are separated by spaces.
    pub(crate) fn command(&self, name: &str) -> Invocation {
        Invocation::new(self.clone(), name)
    }

    /// The commands their client offers in a channel, in the order of their names.
    pub(crate) fn commands_in(&self, channel: &Channel) -> Vec<String> {
        self.shared.look(|state| {
            let offered = state.commands.iter().filter(|command| {
                state
                    .why_hidden(command, self.id, &state.channels[&channel.id])
                    .is_none()
            });
            let mut names: Vec<String> = offered
                .map(|c| c.body["name"].as_str().unwrap_or_default().to_owned())
                .collect();
            names.sort();
            names
        })
    }

    /// Presses a button, by its label.
    pub(crate) async fn press(&self, message: &Message, label: &str) -> Reply {
        self.presses(message, label).reply().await
    }

    /// Presses a button, by its label, and does not wait.
    pub(crate) fn presses(&self, message: &Message, label: &str) -> Pending {
        self.uses(message, 2, label, &json!(null))
    }

    /// Presses a button where it is still there by now, and does not wait.
    pub(crate) fn would_press(&self, message: &Message, label: &str) -> Option<Pending> {
        let shown = self
            .shared
            .look(|state| state.messages.get(&message.id).cloned())?;
        let there = components(&shown.components)
            .into_iter()
            .any(|component| component["label"] == json!(label));
        there.then(|| self.presses(message, label))
    }

    /// Chooses an option of the only select of a message that has it, by its label.
    pub(crate) fn selects(&self, message: &Message, label: &str) -> Pending {
        self.uses(message, 3, label, &json!(label))
    }

    fn uses(&self, message: &Message, kind: u64, label: &str, option: &Value) -> Pending {
        let shown = self.seen(message.id);
        let component = components(&shown.components).into_iter().find(|component| {
            component["type"] == json!(kind)
                && (component["label"] == json!(label) || choosable(component, option).is_some())
        });
        let name = self.name();
        let Some(component) = component else {
            panic!("{name} cannot use {label:?}: there is none on {shown:#?}");
        };
        assert_ne!(
            component["disabled"],
            json!(true),
            "{name} cannot use {label:?}: it is grey"
        );
        let Some(custom_id) = component["custom_id"].as_str() else {
            panic!("{name} cannot use {label:?}: it is a link or has no id: {component}");
        };
        let used = self.would_use(shown.id, custom_id, choosable(component, option));
        used.unwrap_or_else(|why| panic!("{name} cannot use {label:?}: {why}"))
    }

    /// Presses the button of this id, or chooses a value of the menu of this id, and does not wait; or why no
    /// client would.
    pub(crate) fn would_use(
        &self,
        message: Id,
        custom_id: &str,
        value: Option<Value>,
    ) -> Result<Pending, String> {
        let shown = self.would_see(message).ok_or("the message is gone")?;
        let component = components(&shown.components)
            .into_iter()
            .find(|component| component["custom_id"] == json!(custom_id))
            .ok_or("it is no longer on the message")?;
        if component["disabled"] == json!(true) {
            return Err("it is grey".into());
        }
        let mut data =
            json!({ "component_type": component["type"], "custom_id": custom_id, "id": 1 });
        if let Some(value) = value {
            data["values"] = json!([value]);
        }
        let label = component.get("label").unwrap_or(&data["values"]);
        let words = format!("{} used {label} of message {message}", self.name());
        Ok(self.act(3, words, shown.channel, Some(message), data))
    }

    /// Sends an interaction that no client would: any type, any data, on any message or none.
    pub(crate) fn forges(
        &self,
        kind: u64,
        channel: &Channel,
        message: Option<&Message>,
        data: Value,
    ) -> Pending {
        let words = format!("{} forged {data}", self.name());
        self.act(
            kind,
            words,
            channel.id,
            message.map(|message| message.id),
            data,
        )
    }

    pub(super) fn act(
        &self,
        kind: u64,
        words: String,
        channel: Id,
        message: Option<Id>,
        data: Value,
    ) -> Pending {
        let deed = Deed {
            kind,
            words,
            user: self.id,
            channel,
            message,
            data,
        };
        deed.dispatch(&self.shared)
    }

    /// Uses a command from the menu of a message.
    pub(crate) fn picks(&self, command: &str, message: &Message) -> Pending {
        let picked = self.would_pick(command, message.id);
        picked.unwrap_or_else(|why| panic!("{} cannot pick {command:?}: {why}", self.name()))
    }

    /// Uses a command from the menu of a message; or why no client would.
    pub(crate) fn would_pick(&self, command: &str, message: Id) -> Result<Pending, String> {
        let shown = self.would_see(message).ok_or("the message is gone")?;
        let data = self.shared.look(|state| {
            let command = state.offered(command, 3, self.id, shown.channel)?;
            let target = shown.id.to_string();
            Ok::<_, String>(json!({
                "id": command.id.to_string(), "type": 3, "name": command.body["name"],
                "target_id": target,
                "resolved": { "messages": { target.clone(): state.message_json(&shown) } },
            }))
        })?;
        let words = format!("{} picked {command:?} on message {message}", self.name());
        Ok(self.act(2, words, shown.channel, None, data))
    }

    /// Fills a form in and submits it; fields go by their label or id.
    pub(crate) fn submits(&self, modal: &Modal, fields: &[(&str, &str)]) -> Pending {
        let submitted = self.would_submit(modal, fields);
        submitted.unwrap_or_else(|why| panic!("{} cannot submit: {why}", self.name()))
    }

    /// Fills a form in and submits it; or why no client would.
    pub(crate) fn would_submit(
        &self,
        modal: &Modal,
        fields: &[(&str, &str)],
    ) -> Result<Pending, String> {
        if modal.user != self.id {
            return Err("the form was opened for another".into());
        }
        let data = modal.filled(fields)?;
        let words = format!("{} submitted {:?}", self.name(), modal.title());
        Ok(self.act(5, words, modal.channel, modal.message, data))
    }

    /// Writes in a channel; `@bot` becomes a mention of the bot.
    pub(crate) fn says(&self, channel: &Channel, text: &str) -> Said {
        self.writes(channel.id, text, None, false)
    }

    /// Replies to a message, with its author pinged or not.
    pub(crate) fn replies(&self, to: &Message, text: &str, ping: bool) -> Said {
        self.require(self.seen(to.id).channel, READ_MESSAGE_HISTORY, "reply");
        self.would_reply(to, text, ping)
            .expect("the message was seen just now")
    }

    /// Replies to a message, with its author pinged or not; none if it is gone.
    pub(crate) fn would_reply(&self, to: &Message, text: &str, ping: bool) -> Option<Said> {
        let shown = self.would_see(to.id)?;
        Some(self.writes(shown.channel, text, Some(shown), ping))
    }

    fn writes(&self, channel: Id, text: &str, to: Option<Message>, ping: bool) -> Said {
        let to_write = self
            .shared
            .look(|state| State::to_write(&state.channels[&channel]));
        self.require(channel, VIEW_CHANNEL | to_write, "write");
        let message = self.shared.change(|state| {
            let content = text.replace("@bot", &format!("<@{}>", state.bot));
            let mut mentions = super::author::mentioned(&content);
            mentions.retain(|id| state.users.contains_key(id));
            mentions.extend(to.as_ref().filter(|_| ping).map(|to| to.author));
            let reply_to = to.map(|to| to.id);
            let (id, author) = (state.moment(), self.id);
            let message = Message {
                id,
                channel,
                author,
                content,
                reply_to,
                mentions,
                ..Message::default()
            };
            state.show(message.clone());
            message
        });
        Said {
            shared: Arc::clone(&self.shared),
            message,
        }
    }

    /// Deletes a message: their own, or any with Manage Messages.
    pub(crate) fn deletes(&self, message: &Message) {
        let shown = self.seen(message.id);
        if shown.author != self.id {
            self.require(
                shown.channel,
                MANAGE_MESSAGES,
                "delete the messages of others",
            );
        }
        self.shared
            .change(|state| state.messages.remove(&message.id));
    }

    /// The messages they see in a channel, oldest first.
    pub(crate) fn sees(&self, channel: &Channel) -> Vec<Message> {
        self.shared.look(|state| {
            let here = state.messages.values().filter(|m| m.channel == channel.id);
            here.filter(|m| state.is_seen(m, self.id))
                .cloned()
                .collect()
        })
    }

    /// A message as they see it now.
    fn seen(&self, id: Id) -> Message {
        self.would_see(id)
            .unwrap_or_else(|| panic!("{} sees no message {id}", self.name()))
    }

    /// A message as they see it now, if they do.
    fn would_see(&self, id: Id) -> Option<Message> {
        self.shared.look(|state| {
            let message = state.messages.get(&id)?;
            state.is_seen(message, self.id).then(|| message.clone())
        })
    }

    pub(super) fn require(&self, channel: Id, bits: u64, deed: &str) {
        let has = self.shared.look(|state| {
            state.is_in(&state.channels[&channel], self.id)
                && state.channel_permissions(&state.channels[&channel], self.id) & bits == bits
        });
        assert!(has, "{} may not {deed} in channel {channel}", self.name());
    }
}

impl State {
    fn is_seen(&self, message: &Message, user: Id) -> bool {
        let channel = &self.channels[&message.channel];
        message.only_for.is_none_or(|only| only == user)
            && self.is_in(channel, user)
            && self.channel_permissions(channel, user) & VIEW_CHANNEL != 0
    }

    /// True for members of the server, or those who talk in the channel.
    pub(super) fn is_in(&self, channel: &super::state::Channel, user: Id) -> bool {
        match (channel.guild, channel.recipient) {
            (Some(guild), _) => self.guilds[&guild].members.contains_key(&user),
            (None, Some(recipient)) => recipient == user,
            (None, None) => true,
        }
    }

    /// True if they may use commands in the channel at all.
    pub(super) fn may_command(&self, channel: &super::state::Channel, user: Id) -> bool {
        let bits = VIEW_CHANNEL | USE_APPLICATION_COMMANDS;
        self.is_in(channel, user) && self.channel_permissions(channel, user) & bits == bits
    }
}

/// All components of a message, those inside others too.
pub(crate) fn components(top: &[Value]) -> Vec<&Value> {
    let mut found = Vec::new();
    for component in top {
        found.push(component);
        for inner in ["components", "component", "accessory"] {
            match &component[inner] {
                Value::Array(inside) => found.extend(components(inside)),
                inside @ Value::Object(_) => found.extend(components(std::slice::from_ref(inside))),
                _ => {}
            }
        }
    }
    found
}
