//! Settings of the Discord edge: whom it talks to, where, and how patient it is.

use std::fmt;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};

use crate::knowledge::claim::Spoiler;

/// Whom the bot answers, and where.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiscordSettings {
    /// The bot's token; empty means none is set.
    pub token: SecretString,
    /// What replaces `https://discord.com`; empty means nothing does.
    pub api_url: String,
    /// Servers whose moderators may use `/knowledge`.
    pub home_servers: Ids,
    /// People who are moderators there.
    pub moderator_users: Ids,
    /// Roles that make a member a moderator there.
    pub moderator_roles: Ids,
    /// Channels the bot answers in; empty means all.
    pub allowed_channels: Ids,
    /// Channels it does not answer in.
    pub denied_channels: Ids,
    /// People it does not answer.
    pub blocked_users: Ids,
    /// Whether mentions and replies are questions.
    pub mentions: bool,
    /// How much of a story is shown openly to all; what gives away more is masked.
    #[serde(deserialize_with = "spoilers")]
    pub spoilers: Spoiler,
    /// Servers in which the wording of questions is kept with their answers.
    pub keep_wording_in: Ids,
}

impl DiscordSettings {
    /// True where there is a token.
    pub fn has_token(&self) -> bool {
        !self.token.expose_secret().trim().is_empty()
    }

    /// The address that replaces Discord's, without a slash at its end.
    pub fn api_url(&self) -> Option<&str> {
        Some(self.api_url.trim().trim_end_matches('/')).filter(|url| !url.is_empty())
    }
}

fn spoilers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Spoiler, D::Error> {
    let word = String::deserialize(deserializer)?;
    Spoiler::of_word(word.trim()).ok_or_else(|| {
        let words = Spoiler::ALL.map(|(word, _)| word).join(", ");
        de::Error::custom(format!("{word:?} is none of {words}"))
    })
}

/// How often one person may ask.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CooldownSettings {
    /// Questions in a row.
    pub question_burst: u32,
    /// Seconds after which one more is allowed.
    pub question_seconds: u64,
    /// Presses in a row.
    pub button_burst: u32,
    /// Seconds after which one more is allowed.
    pub button_seconds: u64,
}

/// When a connection counts as lost.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchdogSettings {
    /// Seconds without a connection.
    pub connect_seconds: u64,
    /// Seconds without an answered heartbeat.
    pub heartbeat_seconds: u64,
    /// Fruitless revivals in a row before the process ends.
    pub revivals: u32,
}

impl WatchdogSettings {
    /// How long a connection may take.
    pub fn connect(&self) -> Duration {
        Duration::from_secs(self.connect_seconds)
    }

    /// How long a heartbeat may stay unanswered.
    pub fn heartbeat(&self) -> Duration {
        Duration::from_secs(self.heartbeat_seconds)
    }
}

/// Ids of Discord, written as numbers, as texts, or as one text with commas, as the environment has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ids(Vec<u64>);

impl Ids {
    /// True where nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True where this id is listed.
    pub fn contains(&self, id: u64) -> bool {
        self.0.contains(&id)
    }

    /// The ids in the order written.
    pub fn iter(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.iter().copied()
    }
}

impl FromIterator<u64> for Ids {
    fn from_iter<I: IntoIterator<Item = u64>>(ids: I) -> Self {
        Self(ids.into_iter().collect())
    }
}

impl<'de> Deserialize<'de> for Ids {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IdsVisitor).map(Self)
    }
}

/// Discord's ids are positive and fit 63 bits (<https://docs.discord.com/developers/reference#snowflakes>).
fn id<E: de::Error>(text: &str) -> Result<u64, E> {
    match text.trim().parse() {
        Ok(id) if id > 0 => Ok(id),
        _ => Err(E::custom(format!("{text:?} is no id of Discord"))),
    }
}

struct IdsVisitor;

impl<'de> Visitor<'de> for IdsVisitor {
    type Value = Vec<u64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of ids of Discord")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<u64>, E> {
        // As a list is written in a file, too: the environment has text only.
        let around = [',', ' ', '[', ']', '"'];
        let parts = text.split(around).filter(|part| !part.is_empty());
        parts.map(id).collect()
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Vec<u64>, E> {
        id(&number.to_string()).map(|id| vec![id])
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Vec<u64>, E> {
        id(&number.to_string()).map(|id| vec![id])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<u64>, A::Error> {
        let mut ids = Vec::new();
        while let Some(part) = seq.next_element::<Ids>()? {
            ids.extend(part.0);
        }
        Ok(ids)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_in_every_form_people_write_them() {
        let read = |text: &str| serde_json::from_str::<Ids>(text).map(|ids| ids.0).ok();
        assert_eq!(read("[]"), Some(vec![]));
        assert_eq!(read("\"\""), Some(vec![]));
        assert_eq!(read("12"), Some(vec![12]));
        assert_eq!(read("\"1, 2,3\""), Some(vec![1, 2, 3]));
        assert_eq!(read("[1, \"2\"]"), Some(vec![1, 2]));
        assert_eq!(read("\"[\\\"1\\\", \\\"2\\\"]\""), Some(vec![1, 2]));
        assert_eq!(read("\"[]\""), Some(vec![]));
        for bad in ["\"a\"", "0", "-4", "[true]", "1.5"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
