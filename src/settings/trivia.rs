//! Settings of trivia: who may start a round, and how fast it goes.

use serde::Deserialize;

use super::Ids;

/// How rounds are, unless their host says otherwise.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriviaSettings {
    /// Time for a question, in seconds.
    pub seconds: u32,
    /// Time between a reveal and the next question, in seconds.
    pub rest_seconds: u32,
    /// Whether a message in the channel is an answer too, where answers are typed: it takes the
    /// message content intent.
    pub channel_answers: bool,
    /// Roles whose members may start a round; empty means everybody may.
    pub starter_roles: Ids,
}
