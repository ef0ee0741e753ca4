//! Who may do what: a pure function of the caller, the place and the settings.
//!
//! Discord's own `default_member_permissions` only hides a command; an override can give it to
//! anyone (<https://docs.discord.com/developers/interactions/application-commands#permissions>),
//! so that each step is decided here again.

use serenity::all::Permissions;

use super::place::{Caller, Place};
use crate::settings::DiscordSettings;

/// What not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Look at and change the knowledge.
    Knowledge,
    /// Take away an answer this person asked for.
    Delete {
        /// Who asked.
        asker: u64,
        /// The server it was asked in.
        guild: Option<u64>,
    },
    /// Stop and skip in any round of the channel, and decide about its questions.
    Moderate,
    /// Show a private answer to all.
    Share {
        /// Who asked.
        asker: u64,
    },
}

/// Whether a person may do it here.
pub fn may(deed: Right, caller: &Caller, place: &Place, settings: &DiscordSettings) -> bool {
    match deed {
        Right::Knowledge => is_moderator(caller, place, settings),
        Right::Delete { asker, guild } => {
            caller.person == asker || (place.guild == guild && manages_messages(caller, place))
        }
        Right::Moderate => manages_messages(caller, place),
        Right::Share { asker } => caller.person == asker,
    }
}

/// Whether there are moderators here at all: in a server the operator named, with the bot in it.
pub fn has_moderators(place: &Place, settings: &DiscordSettings) -> bool {
    let named = |guild| settings.home_servers.contains(guild);
    place.installed && place.guild.is_some_and(named)
}

fn manages_messages(caller: &Caller, place: &Place) -> bool {
    place.guild.is_some() && place.installed && holds(caller, Permissions::MANAGE_MESSAGES)
}

/// Moderators are those the operator named, and who may manage a home server as a whole; elsewhere nobody is.
fn is_moderator(caller: &Caller, place: &Place, settings: &DiscordSettings) -> bool {
    has_moderators(place, settings)
        && (settings.moderator_users.contains(caller.person)
            || caller
                .roles
                .iter()
                .any(|role| settings.moderator_roles.contains(*role))
            || holds(caller, Permissions::ADMINISTRATOR))
}

/// Discord gives the owner and administrators all permissions in the payload
/// (<https://docs.discord.com/developers/topics/permissions#implicit-permissions>).
fn holds(caller: &Caller, permission: Permissions) -> bool {
    caller
        .permissions
        .is_some_and(|held| held.intersects(permission | Permissions::ADMINISTRATOR))
}
