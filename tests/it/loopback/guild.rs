//! Servers, their roles and channels, as tests set them up.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use super::hub::Hub;
use super::member::Member;
use super::permissions::{ADMINISTRATOR, EVERYONE};
use super::state::{self, Id, Membership, Message, State};

/// A server the bot is in.
#[derive(Clone, Debug)]
pub(crate) struct Guild {
    shared: Arc<Hub>,
    id: Id,
}

/// A role of a server.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(super) guild: Id,
    pub(super) id: Id,
}

/// A channel, or direct messages.
#[derive(Clone, Debug)]
pub(crate) struct Channel {
    pub(super) shared: Arc<Hub>,
    pub(super) id: Id,
}

impl Guild {
    pub(super) fn found(shared: Arc<Hub>, name: &str, with_bot: bool) -> Self {
        let id = shared.change(|state| {
            let owner = state.user(&format!("owner of {name}"), false);
            let id = state.id();
            let everyone = state::Role {
                name: "@everyone".into(),
                permissions: EVERYONE,
            };
            let bot = with_bot.then_some(state.bot);
            let members = [owner]
                .into_iter()
                .chain(bot)
                .map(|who| (who, Membership::default()));
            let guild = state::Guild {
                id,
                name: name.to_owned(),
                owner,
                roles: BTreeMap::from([(id, everyone)]),
                members: members.collect(),
                overrides: HashMap::new(),
            };
            state.guilds.insert(id, guild);
            if with_bot {
                let event = state.guild_json(&state.guilds[&id]);
                state.dispatch_to_guild(id, "GUILD_CREATE", &event);
            }
            id
        });
        Self { shared, id }
    }

    /// Its id.
    pub(crate) fn id(&self) -> Id {
        self.id
    }

    /// Who may do everything.
    pub(crate) fn owner(&self) -> Member {
        let owner = self.shared.look(|state| state.guilds[&self.id].owner);
        Member::new(Arc::clone(&self.shared), owner)
    }

    /// A new member, without a role.
    pub(crate) fn member(&self, name: &str) -> Member {
        let user = self.shared.change(|state| {
            let user = state.user(name, false);
            self.members_of(state).insert(user, Membership::default());
            user
        });
        Member::new(Arc::clone(&self.shared), user)
    }

    /// Takes somebody in who is there already, elsewhere.
    pub(crate) fn joins(&self, member: &Member) {
        self.shared.change(|state| {
            let members = self.members_of(state);
            members.entry(member.id()).or_default();
        });
    }

    /// A new member with a role that may do everything.
    pub(crate) fn admin(&self, name: &str) -> Member {
        let role = self.role("admin", ADMINISTRATOR);
        self.member(name).with_role(&role)
    }

    fn members_of<'a>(&self, state: &'a mut State) -> &'a mut BTreeMap<Id, Membership> {
        &mut state
            .guilds
            .get_mut(&self.id)
            .expect("the server exists")
            .members
    }

    /// A new role.
    pub(crate) fn role(&self, name: &str, permissions: u64) -> Role {
        let id = self.shared.change(|state| {
            let id = state.id();
            let role = state::Role {
                name: name.to_owned(),
                permissions,
            };
            let guild = state.guilds.get_mut(&self.id).expect("the server exists");
            guild.roles.insert(id, role);
            id
        });
        Role { guild: self.id, id }
    }

    /// A new text channel.
    pub(crate) fn channel(&self, name: &str) -> Channel {
        let id = self.shared.change(|state| {
            let id = state.id();
            let (name, guild) = (name.to_owned(), Some(self.id));
            let denied = HashMap::new();
            state.channels.insert(
                id,
                state::Channel {
                    id,
                    name,
                    guild,
                    parent: None,
                    recipient: None,
                    denied,
                    archived: false,
                },
            );
            let event = state.channel_json(&state.channels[&id]);
            state.dispatch_to_guild(self.id, "CHANNEL_CREATE", &event);
            id
        });
        Channel {
            shared: Arc::clone(&self.shared),
            id,
        }
    }

    /// Server Settings, Integrations: a member may use a command, whatever it asks for.
    pub(crate) fn grants(&self, member: &Member, command: &str) {
        self.overrides(command, member.id(), true);
    }

    /// Server Settings, Integrations: a member may not use a command.
    pub(crate) fn forbids(&self, member: &Member, command: &str) {
        self.overrides(command, member.id(), false);
    }

    /// Server Settings, Integrations: a role may use a command.
    pub(crate) fn grants_role(&self, role: &Role, command: &str) {
        self.overrides(command, role.id, true);
    }

    fn overrides(&self, command: &str, whose: Id, allowed: bool) {
        self.shared.change(|state| {
            let guild = state.guilds.get_mut(&self.id).expect("the server exists");
            guild.overrides.insert((command.to_owned(), whose), allowed);
        });
    }

    /// A member leaves.
    pub(crate) fn loses(&self, member: &Member) {
        self.shared
            .change(|state| self.members_of(state).remove(&member.id()));
    }

    /// Lets the bot in.
    pub(crate) fn adds_bot(&self) {
        self.shared.change(|state| {
            let bot = state.bot;
            self.members_of(state).insert(bot, Membership::default());
            let event = state.guild_json(&state.guilds[&self.id]);
            state.dispatch_to_guild(self.id, "GUILD_CREATE", &event);
        });
    }

    /// Throws the bot out.
    pub(crate) fn removes_bot(&self) {
        self.shared.change(|state| {
            let bot = state.bot;
            let event = json!({ "id": self.id.to_string() });
            state.dispatch_to_guild(self.id, "GUILD_DELETE", &event);
            self.members_of(state).remove(&bot);
        });
    }
}

impl Role {
    /// Its id.
    pub(crate) fn id(&self) -> Id {
        self.id
    }
}

impl Channel {
    /// Its id.
    pub(crate) fn id(&self) -> Id {
        self.id
    }

    /// A new public thread in this channel.
    pub(crate) fn thread(&self, name: &str) -> Self {
        let id = self.shared.change(|state| {
            let id = state.id();
            let guild = state.channels[&self.id].guild;
            let thread = state::Channel {
                archived: false,
                id,
                name: name.to_owned(),
                guild,
                parent: Some(self.id),
                recipient: None,
                denied: HashMap::new(),
            };
            let event = state.channel_json(&thread);
            state.channels.insert(id, thread);
            let guild = guild.expect("threads are in servers");
            state.dispatch_to_guild(guild, "THREAD_CREATE", &event);
            id
        });
        let shared = Arc::clone(&self.shared);
        Self { shared, id }
    }

    /// Takes permissions away from the bot here.
    pub(crate) fn bot_may_not(&self, bits: u64) {
        let bot = self.shared.look(|state| state.bot);
        self.deny(bot, bits);
    }

    /// Is deleted.
    pub(crate) fn is_deleted(&self) {
        self.shared.change(|state| state.channels.remove(&self.id));
    }

    /// Is archived, as a thread can be.
    pub(crate) fn is_archived(&self) {
        self.shared.change(|state| {
            let channel = state.channels.get_mut(&self.id);
            channel.expect("the channel exists").archived = true;
        });
    }

    /// Takes permissions away from a member here.
    pub(crate) fn may_not(&self, member: &Member, bits: u64) {
        self.deny(member.id(), bits);
    }

    fn deny(&self, user: Id, bits: u64) {
        self.shared.change(|state| {
            let channel = state
                .channels
                .get_mut(&self.id)
                .expect("the channel exists");
            *channel.denied.entry(user).or_default() |= bits;
        });
    }

    /// Waits for a message everybody here sees that is as it should be; fails if none comes.
    pub(crate) async fn shows(
        &self,
        what: &str,
        within: Duration,
        is_it: impl Fn(&Message) -> bool,
    ) -> Message {
        let shown = self.shared.wait_for(within, |state| {
            let here = state.messages.values().filter(|m| m.channel == self.id);
            here.filter(|m| m.only_for.is_none())
                .rfind(|m| is_it(m))
                .cloned()
        });
        match shown.await {
            Some(message) => message,
            None => panic!(
                "no {what} within {within:?}; there are {:#?}",
                self.messages()
                    .iter()
                    .map(|m| &m.content)
                    .collect::<Vec<_>>()
            ),
        }
    }

    /// The messages everybody here sees, oldest first.
    pub(crate) fn messages(&self) -> Vec<Message> {
        self.shared.look(|state| {
            let here = state.messages.values().filter(|m| m.channel == self.id);
            here.filter(|m| m.only_for.is_none()).cloned().collect()
        })
    }
}
