//! The pretend world as data: users, servers, channels, messages, commands, interactions.
//!
//! Everything lies behind one lock and nothing here waits; whoever changes it
//! tells [`Hub`](super::hub::Hub), which wakes those who wait for it.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use super::gateway::{GUILDS, Gateway, Wire};
use super::record::{Request, Violation};
use super::rest::faults::PlannedFault;
use super::rest::limits::Buckets;

/// What Discord counts milliseconds from.
const DISCORD_EPOCH: u64 = 1_420_070_400_000;

/// A snowflake.
pub(crate) type Id = u64;

/// Says that only the asker sees the message.
pub(crate) const EPHEMERAL: u64 = 1 << 6;
/// Says that a message is still being thought about.
pub(crate) const LOADING: u64 = 1 << 7;

#[derive(Debug)]
pub(super) struct State {
    next: Id,
    last: Id,
    pub(super) bot: Id,
    pub(super) application: Id,
    pub(super) users: HashMap<Id, User>,
    pub(super) guilds: BTreeMap<Id, Guild>,
    pub(super) channels: HashMap<Id, Channel>,
    pub(super) messages: BTreeMap<Id, Message>,
    pub(super) commands: Vec<Command>,
    pub(super) interactions: BTreeMap<Id, Interaction>,
    pub(super) tokens: HashMap<String, Id>,
    pub(super) requests: VecDeque<Request>,
    pub(super) violations: Vec<Violation>,
    /// The first request with a token where none belongs.
    pub(super) told_secret: Option<String>,
    pub(super) faults: Vec<PlannedFault>,
    /// The messages sent with a nonce that is to be used once (`Resources, Message, Create Message`).
    pub(super) nonces: HashMap<(Id, String), Id>,
    pub(super) buckets: Buckets,
    pub(super) gateway: Gateway,
    /// How many requests, messages, interactions and events are remembered.
    remembered: usize,
}

#[derive(Debug)]
pub(super) struct User {
    pub(super) id: Id,
    pub(super) name: String,
    pub(super) bot: bool,
    /// The user has added the bot to their own account.
    pub(super) installed: bool,
}

#[derive(Debug)]
pub(super) struct Guild {
    pub(super) id: Id,
    pub(super) name: String,
    pub(super) owner: Id,
    pub(super) roles: BTreeMap<Id, Role>,
    pub(super) members: BTreeMap<Id, Membership>,
    /// Who was granted or refused a command in the server's settings.
    pub(super) overrides: HashMap<(String, Id), bool>,
}

#[derive(Debug)]
pub(super) struct Role {
    pub(super) name: String,
    pub(super) permissions: u64,
}

#[derive(Debug, Default)]
pub(super) struct Membership {
    pub(super) roles: Vec<Id>,
}

#[derive(Clone, Debug)]
pub(super) struct Channel {
    pub(super) id: Id,
    pub(super) name: String,
    /// Where it is; a direct message is nowhere.
    pub(super) guild: Option<Id>,
    /// The channel a thread is in.
    pub(super) parent: Option<Id>,
    /// The person on the other side of a direct message.
    pub(super) recipient: Option<Id>,
    /// Bits taken away from a user in this channel.
    pub(super) denied: HashMap<Id, u64>,
    /// As an archived thread: nothing is written there any more.
    pub(super) archived: bool,
}

/// A message as it is shown now.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Message {
    pub(crate) id: Id,
    pub(crate) channel: Id,
    pub(crate) author: Id,
    pub(crate) content: String,
    pub(crate) embeds: Vec<Value>,
    pub(crate) components: Vec<Value>,
    pub(crate) attachments: Vec<Value>,
    pub(crate) flags: u64,
    /// The only one who sees it.
    pub(crate) only_for: Option<Id>,
    /// The message this is a reply to.
    pub(crate) reply_to: Option<Id>,
    /// Who is mentioned, by text or by the ping of a reply.
    pub(crate) mentions: Vec<Id>,
    /// The interaction it came from.
    pub(crate) interaction: Option<Id>,
    /// How often it was edited.
    pub(crate) edits: u32,
}

impl Message {
    /// True for a message only its asker sees.
    pub(crate) fn is_ephemeral(&self) -> bool {
        self.flags & EPHEMERAL != 0
    }

    /// True while it only says that the bot is thinking.
    pub(crate) fn is_loading(&self) -> bool {
        self.flags & LOADING != 0
    }
}

/// A registered command; without a server it is registered everywhere.
#[derive(Clone, Debug)]
pub(super) struct Command {
    pub(super) id: Id,
    pub(super) guild: Option<Id>,
    pub(super) body: Value,
}

#[derive(Debug)]
pub(super) struct Interaction {
    pub(super) id: Id,
    pub(super) token: String,
    /// 2 command, 3 component, 4 autocomplete, 5 modal.
    pub(super) kind: u64,
    /// What was done, in words for the messages of failed tests.
    pub(super) deed: String,
    pub(super) user: Id,
    pub(super) channel: Id,
    /// The message whose component was used.
    pub(super) message: Option<Id>,
    pub(super) dispatched: Instant,
    pub(super) callback: Option<Callback>,
    /// What @original means.
    pub(super) original: Option<Id>,
    pub(super) follow_ups: Vec<Id>,
}

#[derive(Clone, Debug)]
pub(super) struct Callback {
    pub(super) kind: u64,
    pub(super) at: Instant,
    pub(super) data: Value,
}

impl State {
    pub(super) fn new(remembered: usize) -> Self {
        let mut state = Self {
            // Ids of Discord's own size: they do not fit into what a float holds exactly.
            next: 1_200_000_000_000_000_000,
            last: 0,
            bot: 0,
            application: 0,
            users: HashMap::new(),
            guilds: BTreeMap::new(),
            channels: HashMap::new(),
            messages: BTreeMap::new(),
            commands: Vec::new(),
            interactions: BTreeMap::new(),
            tokens: HashMap::new(),
            requests: VecDeque::new(),
            violations: Vec::new(),
            told_secret: None,
            faults: Vec::new(),
            nonces: HashMap::new(),
            buckets: Buckets::default(),
            gateway: Gateway::default(),
            remembered,
        };
        // Two ids: bots made before 2016 have them apart, and mixing them up must show.
        state.application = state.id();
        state.bot = state.user("tarkovsky", true);
        state
    }

    /// A new snowflake; bits 22 and up count on, so that servers fall on different shards.
    pub(super) fn id(&mut self) -> Id {
        self.next += (1 << 22) + 1;
        self.next
    }

    /// A new snowflake for what happens: it tells when, as Discord's own do
    /// (`Reference: Snowflakes`), and a later one is greater.
    pub(super) fn moment(&mut self) -> Id {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = since.map_or(0, |since| {
            since.as_secs() * 1_000 + u64::from(since.subsec_millis())
        });
        self.last = (self.last + 1).max(now.saturating_sub(DISCORD_EPOCH) << 22);
        self.last
    }

    pub(super) fn user(&mut self, name: &str, bot: bool) -> Id {
        let id = self.id();
        let name = name.to_owned();
        let installed = false;
        let user = User {
            id,
            name,
            bot,
            installed,
        };
        self.users.insert(id, user);
        id
    }

    /// The channel of direct messages between a person and the bot.
    pub(super) fn direct_channel(&mut self, user: Id) -> Id {
        let open = self.channels.values().find(|c| c.recipient == Some(user));
        if let Some(channel) = open {
            return channel.id;
        }
        let id = self.id();
        let name = format!("direct messages of {}", self.users[&user].name);
        let channel = Channel {
            id,
            name,
            guild: None,
            parent: None,
            recipient: Some(user),
            denied: HashMap::new(),
            archived: false,
        };
        self.channels.insert(id, channel);
        id
    }

    pub(super) fn add_message(&mut self, message: Message) {
        self.messages.insert(message.id, message);
        if self.messages.len() > self.remembered {
            self.messages.pop_first();
        }
    }

    pub(super) fn add_interaction(&mut self, interaction: Interaction) {
        self.tokens
            .insert(interaction.token.clone(), interaction.id);
        self.interactions.insert(interaction.id, interaction);
        if self.interactions.len() > self.remembered
            && let Some((_, oldest)) = self.interactions.pop_first()
        {
            self.tokens.remove(&oldest.token);
        }
    }

    pub(super) fn add_request(&mut self, request: Request) {
        self.requests.push_back(request);
        if self.requests.len() > self.remembered {
            self.requests.pop_front();
        }
    }

    /// Sends an event to the shard of a server; direct messages belong to shard 0.
    pub(super) fn dispatch(&mut self, guild: Option<Id>, event: &str, data: &Value) {
        self.dispatch_if(guild, event, data, |_| true);
    }

    /// Sends an event of a server's life, for which one has to ask.
    pub(super) fn dispatch_to_guild(&mut self, guild: Id, event: &str, data: &Value) {
        self.dispatch_if(Some(guild), event, data, |wire| wire.has(GUILDS));
    }

    /// Sends an event to those sessions of a server's shard that asked for it.
    pub(super) fn dispatch_if(
        &mut self,
        guild: Option<Id>,
        event: &str,
        data: &Value,
        wanted: impl Fn(&Wire) -> bool,
    ) {
        let remembered = self.remembered;
        for session in &mut self.gateway.sessions {
            if session.is_for(guild) && wanted(&session.wire) {
                session.dispatch(event, data, remembered);
            }
        }
    }
}
