//! What an interaction is answered with.

use serde::{Serialize, Serializer};

use super::{EPHEMERAL, Edited, Message, NoMentions};

/// An answer to an interaction (<https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type>).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Callback {
    /// A message; callback type 4.
    Say(Message),
    /// The message a button is on becomes this; callback type 7.
    Become(Message),
    /// The message a button is on stays, for now; callback type 6.
    Keep,
    /// Work goes on, one person or all see that; callback type 5.
    Wait {
        /// Whether only one person sees it.
        private: bool,
    },
    /// What may be meant by what is being typed; callback type 8.
    Complete(Vec<Choice>),
}

/// One completion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What is shown.
    pub name: String,
    /// What is sent.
    pub value: String,
}

#[derive(Serialize)]
struct CallbackBody<D> {
    #[serde(rename = "type")]
    kind: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<D>,
}

#[derive(Serialize)]
struct Flags {
    flags: u64,
    allowed_mentions: NoMentions,
}

#[derive(Serialize)]
struct Choices<'a> {
    choices: &'a [Choice],
}

impl Serialize for Callback {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Say(message) => CallbackBody {
                kind: 4,
                data: Some(message),
            }
            .serialize(serializer),
            Self::Become(message) => CallbackBody {
                kind: 7,
                data: Some(Edited(message)),
            }
            .serialize(serializer),
            Self::Keep => CallbackBody::<()> {
                kind: 6,
                data: None,
            }
            .serialize(serializer),
            Self::Wait { private } => CallbackBody {
                kind: 5,
                data: Some(Flags {
                    flags: if *private { EPHEMERAL } else { 0 },
                    allowed_mentions: NoMentions {
                        parse: [],
                        replied_user: false,
                    },
                }),
            }
            .serialize(serializer),
            Self::Complete(choices) => CallbackBody {
                kind: 8,
                data: Some(Choices { choices }),
            }
            .serialize(serializer),
        }
    }
}
