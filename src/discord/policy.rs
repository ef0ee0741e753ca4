//! Whom the bot answers and where, as the operator set it: a pure function.

use super::place::{Caller, Place};
use crate::settings::DiscordSettings;

/// Why a person is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The person is blocked.
    Blocked,
    /// The bot does not answer in this channel.
    Channel,
}

/// Nothing where the person is answered here, or why not; a thread follows its channel.
pub fn refusal(settings: &DiscordSettings, caller: &Caller, place: &Place) -> Option<Refusal> {
    if settings.blocked_users.contains(caller.person) {
        return Some(Refusal::Blocked);
    }
    place.guild?;
    let listed = |ids: &crate::settings::Ids| {
        ids.contains(place.channel) || place.parent.is_some_and(|parent| ids.contains(parent))
    };
    let allowed = settings.allowed_channels.is_empty() || listed(&settings.allowed_channels);
    (!allowed || listed(&settings.denied_channels)).then_some(Refusal::Channel)
}

/// Whether it takes the channel above this one to decide whether the bot answers here.
pub fn asks_for_parent(settings: &DiscordSettings, place: &Place) -> bool {
    let DiscordSettings {
        allowed_channels: allowed,
        denied_channels: denied,
        ..
    } = settings;
    // A thread that is allowed itself is refused all the same where its channel is denied.
    let settled = denied.contains(place.channel)
        || (denied.is_empty() && (allowed.is_empty() || allowed.contains(place.channel)));
    !settled && place.guild.is_some() && place.parent.is_none()
}

/// Whether the wording of a question asked here may be kept: in the servers the operator lists, where the bot is a member.
pub fn keeps_wording(settings: &DiscordSettings, place: &Place) -> bool {
    let listed = |guild| settings.keep_wording_in.contains(guild);
    place.installed && place.guild.is_some_and(listed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(allowed: &[u64], denied: &[u64]) -> DiscordSettings {
        DiscordSettings {
            token: String::new().into(),
            api_url: String::new(),
            home_servers: [].into_iter().collect(),
            moderator_users: [].into_iter().collect(),
            moderator_roles: [].into_iter().collect(),
            allowed_channels: allowed.iter().copied().collect(),
            denied_channels: denied.iter().copied().collect(),
            blocked_users: [66].into_iter().collect(),
            mentions: true,
            spoilers: crate::knowledge::claim::Spoiler::None,
            keep_wording_in: [7].into_iter().collect(),
        }
    }

    fn refused(
        allowed: &[u64],
        denied: &[u64],
        person: u64,
        guild: Option<u64>,
        parent: Option<u64>,
    ) -> Option<Refusal> {
        let caller = Caller {
            person,
            ..Caller::default()
        };
        let place = Place {
            guild,
            channel: 5,
            parent,
            ..Place::default()
        };
        refusal(&settings(allowed, denied), &caller, &place)
    }

    #[test]
    fn people_and_channels_are_refused_as_set() {
        let channel = Some(Refusal::Channel);
        assert_eq!(refused(&[], &[], 1, Some(1), None), None);
        assert_eq!(refused(&[], &[], 66, Some(1), None), Some(Refusal::Blocked));
        assert_eq!(refused(&[], &[], 66, None, None), Some(Refusal::Blocked));
        assert_eq!(refused(&[5], &[], 1, Some(1), None), None);
        assert_eq!(refused(&[6], &[], 1, Some(1), None), channel);
        assert_eq!(refused(&[6], &[], 1, Some(1), Some(6)), None);
        assert_eq!(refused(&[], &[5], 1, Some(1), None), channel);
        assert_eq!(refused(&[], &[6], 1, Some(1), Some(6)), channel);
        assert_eq!(refused(&[5], &[5], 1, Some(1), None), channel);
        assert_eq!(refused(&[5], &[6], 1, Some(1), Some(6)), channel);
        assert_eq!(refused(&[6], &[5], 1, None, None), None);
    }

    #[test]
    fn the_channel_of_a_thread_is_asked_for_wherever_it_could_decide() {
        let place = Place {
            guild: Some(1),
            channel: 5,
            ..Place::default()
        };
        let asks = |allowed: &[u64], denied: &[u64], place: &Place| {
            asks_for_parent(&settings(allowed, denied), place)
        };
        assert!(!asks(&[], &[], &place));
        assert!(!asks(&[5], &[], &place));
        assert!(!asks(&[], &[5], &place));
        assert!(!asks(&[5], &[5], &place));
        assert!(asks(&[6], &[], &place));
        assert!(asks(&[], &[6], &place));
        assert!(
            asks(&[5], &[6], &place),
            "its channel may be the denied one"
        );
        let known = Place {
            parent: Some(6),
            ..place.clone()
        };
        assert!(!asks(&[5], &[6], &known));
        assert!(!asks(
            &[6],
            &[],
            &Place {
                guild: None,
                ..place
            }
        ));
    }

    #[test]
    fn the_wording_is_kept_in_listed_servers_of_the_bot_alone() {
        let keeps = |guild, installed| {
            let place = Place {
                guild,
                installed,
                ..Place::default()
            };
            keeps_wording(&settings(&[], &[]), &place)
        };
        assert!(keeps(Some(7), true));
        assert!(!keeps(Some(7), false));
        assert!(!keeps(Some(8), true));
        assert!(!keeps(None, true));
    }
}
