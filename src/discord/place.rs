//! Who asks, and where: what every rule about permission is decided on.

use serenity::all::Permissions;

/// A person who asks, as Discord describes them with each request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caller {
    /// The person.
    pub person: u64,
    /// Their roles in the server.
    pub roles: Vec<u64>,
    /// What they may do in the channel; none outside a server.
    pub permissions: Option<Permissions>,
}

/// Where they ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The server; none in direct messages.
    pub guild: Option<u64>,
    /// Whether the bot is a member of that server, not only brought along by a person.
    pub installed: bool,
    /// The channel.
    pub channel: u64,
    /// The channel a thread belongs to.
    pub parent: Option<u64>,
    /// Whether the channel is a thread.
    pub thread: bool,
    /// What the bot may do there, as far as Discord says.
    pub app_permissions: Option<Permissions>,
}

impl Place {
    /// What the bot would need to speak to all here and may not, as a key of [`crate::words`]; none where
    /// nothing is missing.
    ///
    /// Discord lets every interaction be answered, with cards too, whatever the bot may do in the
    /// channel (<https://docs.discord.com/developers/change-log#calculated-permissions-in-interaction-payloads>);
    /// a channel in which it may not speak is respected all the same. Where only a person has brought
    /// it along, Discord itself decides who sees the answer.
    pub fn missing(&self) -> Option<&'static str> {
        let held = self.app_permissions.filter(|_| self.installed)?;
        let speak = if self.thread {
            Permissions::SEND_MESSAGES_IN_THREADS
        } else {
            Permissions::SEND_MESSAGES
        };
        if held.contains(Permissions::ADMINISTRATOR) || self.guild.is_none() {
            None
        } else if !held.contains(Permissions::VIEW_CHANNEL) {
            Some("deed.see-channel")
        } else if held.contains(speak) {
            None
        } else if self.thread {
            Some("deed.send-in-threads")
        } else {
            Some("deed.send-here")
        }
    }
}
