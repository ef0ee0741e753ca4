//! Answers to interactions, as values.

use serde::{Serialize, Serializer};
use serde_json::json;

use super::super::markup::{plain, shortened};
use super::{EPHEMERAL, Message, NoMentions, WithoutAudience};

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
    /// A form to be filled in; callback type 9.
    Ask(Form),
}

/// A form with one line to be typed (<https://docs.discord.com/developers/components/reference#text-input>).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Its id, which comes back with what was typed.
    pub custom_id: String,
    /// The heading.
    pub title: String,
    /// What is to be typed.
    pub label: String,
    /// Most characters.
    pub max_length: u16,
}

/// Longest heading and label of a form.
const MAX_FORM_TEXT: usize = 45;

impl Serialize for Form {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let label = shortened(&plain(&self.label), MAX_FORM_TEXT);
        let input = json!({
            "type": 4, "style": 1, "custom_id": "text", "label": label, "required": true,
            "min_length": 1, "max_length": self.max_length,
        });
        json!({
            "custom_id": self.custom_id,
            "title": shortened(&plain(&self.title), MAX_FORM_TEXT),
            // serenity reads rows only, not the newer labels.
            "components": [{ "type": 1, "components": [input] }],
        })
        .serialize(serializer)
    }
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
                data: Some(WithoutAudience(message)),
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
                    allowed_mentions: NoMentions::NONE,
                }),
            }
            .serialize(serializer),
            Self::Ask(form) => CallbackBody {
                kind: 9,
                data: Some(form),
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
