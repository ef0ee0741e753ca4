//! Permission bits, and who has which (docs.discord.com: Topics, Permissions).

use super::state::{Channel, Id, State};

/// Everything; the owner has it without a role.
pub(crate) const ADMINISTRATOR: u64 = 1 << 3;
/// May change the server's settings.
pub(crate) const MANAGE_GUILD: u64 = 1 << 5;
/// Sees the channel.
pub(crate) const VIEW_CHANNEL: u64 = 1 << 10;
/// Writes in it.
pub(crate) const SEND_MESSAGES: u64 = 1 << 11;
/// Deletes the messages of others.
pub(crate) const MANAGE_MESSAGES: u64 = 1 << 13;
/// Has its embeds shown.
pub(crate) const EMBED_LINKS: u64 = 1 << 14;
/// Sends files.
pub(crate) const ATTACH_FILES: u64 = 1 << 15;
/// Reads what was written before; needed to reply.
pub(crate) const READ_MESSAGE_HISTORY: u64 = 1 << 16;
/// Uses slash commands and context menus.
pub(crate) const USE_APPLICATION_COMMANDS: u64 = 1 << 31;
/// Writes in threads.
pub(crate) const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

/// What @everyone of a new server may do here.
pub(crate) const EVERYONE: u64 = VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | USE_APPLICATION_COMMANDS
    | SEND_MESSAGES_IN_THREADS;

/// Every bit that Discord gives out.
const ALL: u64 = (1 << 53) - 1;

impl State {
    /// What a member may do in a server, without a channel's overwrites.
    pub(super) fn guild_permissions(&self, guild: Id, user: Id) -> u64 {
        let guild = &self.guilds[&guild];
        let Some(member) = guild.members.get(&user) else {
            return 0;
        };
        let of_roles = member
            .roles
            .iter()
            .chain([&guild.id])
            .fold(0, |bits, role| bits | guild.roles[role].permissions);
        if guild.owner == user || of_roles & ADMINISTRATOR != 0 {
            ALL
        } else {
            of_roles
        }
    }

    /// What a user or the bot may do in a channel.
    pub(super) fn channel_permissions(&self, channel: &Channel, user: Id) -> u64 {
        let Some(guild) = channel.guild else {
            return EVERYONE;
        };
        let bits = self.guild_permissions(guild, user);
        // A thread has no overwrites of its own (Topics, Threads: Permissions).
        let of = channel
            .parent
            .map_or(channel, |parent| &self.channels[&parent]);
        let denied = of.denied.get(&user).copied().unwrap_or(0);
        if bits & ADMINISTRATOR != 0 {
            bits
        } else {
            bits & !denied
        }
    }

    /// What it takes to write in a channel: in threads "Send Messages" counts for nothing
    /// (Topics, Threads: Permissions).
    pub(super) fn to_write(channel: &Channel) -> u64 {
        if channel.parent.is_some() {
            SEND_MESSAGES_IN_THREADS
        } else {
            SEND_MESSAGES
        }
    }
}
