//! Which endpoint a path names, and what holds for it.

use super::super::rules::Form;
use super::super::state::{Id, State};
use super::route::Route;

/// The token of an interaction.
pub(super) type Token = String;

/// A message of an interaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// `@original`.
    Original,
    Numbered(Id),
}

/// What a path names; a server's commands have its id.
#[derive(Debug, PartialEq)]
pub(super) enum Endpoint {
    Gateway {
        bot: bool,
    },
    Me,
    Application,
    DirectMessages,
    Commands(Option<Id>),
    Command(Option<Id>, Id),
    Callback(Id, Token),
    /// Without a message: further ones.
    Webhook(Token, Option<Which>),
    Channel(Id),
    Typing(Id),
    /// Without a message: new ones.
    Message(Id, Option<Id>),
}

impl Endpoint {
    /// The endpoint of a path below `/api/v10`.
    pub(super) fn of(path: &str) -> Option<Self> {
        let path = path.split('?').next()?.strip_prefix('/')?;
        let parts: Vec<&str> = path.split('/').collect();
        let id = |text: &str| text.parse::<Id>().ok();
        Some(match *parts.as_slice() {
            ["gateway"] => Self::Gateway { bot: false },
            ["gateway", "bot"] => Self::Gateway { bot: true },
            ["users", "@me"] => Self::Me,
            ["applications", "@me"] | ["oauth2", "applications", "@me"] => Self::Application,
            ["users", "@me", "channels"] => Self::DirectMessages,
            ["applications", _, "commands"] => Self::Commands(None),
            ["applications", _, "commands", command] => Self::Command(None, id(command)?),
            ["applications", _, "guilds", guild, "commands"] => Self::Commands(Some(id(guild)?)),
            ["applications", _, "guilds", guild, "commands", command] => {
                Self::Command(Some(id(guild)?), id(command)?)
            }
            ["interactions", interaction, token, "callback"] => {
                Self::Callback(id(interaction)?, token.to_owned())
            }
            ["webhooks", _, token] => Self::Webhook(token.to_owned(), None),
            ["webhooks", _, token, "messages", "@original"] => {
                Self::Webhook(token.to_owned(), Some(Which::Original))
            }
            ["webhooks", _, token, "messages", message] => {
                Self::Webhook(token.to_owned(), Some(Which::Numbered(id(message)?)))
            }
            ["channels", channel] => Self::Channel(id(channel)?),
            ["channels", channel, "typing"] => Self::Typing(id(channel)?),
            ["channels", channel, "messages"] => Self::Message(id(channel)?, None),
            ["channels", channel, "messages", message] => {
                Self::Message(id(channel)?, Some(id(message)?))
            }
            _ => return None,
        })
    }

    pub(super) fn route(&self) -> Route {
        match self {
            Self::Callback(..) => Route::Callback,
            Self::Webhook(_, Some(_)) => Route::Edit,
            Self::Webhook(_, None) => Route::FollowUp,
            Self::Message(..) => Route::Message,
            Self::Commands(_) | Self::Command(..) => Route::Registration,
            _ => Route::Other,
        }
    }

    /// The token of the interaction it belongs to.
    pub(super) fn token(&self) -> Option<&Token> {
        match self {
            Self::Callback(_, token) | Self::Webhook(token, _) => Some(token),
            _ => None,
        }
    }

    /// Interactions are answered with their own token, everything else with the bot's.
    pub(super) fn needs_token(&self) -> bool {
        self.token().is_none() && *self != Self::Gateway { bot: false }
    }

    /// What the body of a request must be.
    pub(super) fn form(&self, method: &str, state: &State) -> Option<Form> {
        Some(match (method, self) {
            ("POST", Self::Callback(id, _)) => {
                let interaction = state.interactions.get(id)?;
                Form::Callback {
                    to: interaction.kind,
                    on_message: interaction.message.is_some(),
                }
            }
            ("POST", Self::Webhook(_, None)) => Form::FollowUp,
            ("PATCH", Self::Webhook(_, Some(_))) => Form::WebhookEdit,
            ("POST", Self::Message(_, None)) => Form::Message,
            ("PATCH", Self::Message(_, Some(_))) => Form::MessageEdit,
            ("PUT", Self::Commands(_)) => Form::Commands,
            ("POST", Self::Commands(_)) => Form::Command,
            ("PATCH", Self::Command(..)) => Form::CommandEdit,
            ("POST", Self::DirectMessages) => Form::DirectMessage,
            _ => return None,
        })
    }

    /// The bucket a request is counted in: requests per seconds. The numbers are assumed, and no
    /// statement about Discord: it documents none (`Topics, Rate Limits` says to read the headers)
    /// and changes them at will. They are low enough that a bot which relies on more shows.
    pub(super) fn bucket(&self, method: &str) -> Option<(String, u32, u64)> {
        match self {
            Self::Webhook(token, _) => Some((format!("webhook {token}"), 5, 2)),
            Self::Message(channel, None) if method == "POST" => {
                Some((format!("messages {channel}"), 5, 5))
            }
            Self::Message(channel, Some(_)) => Some((format!("{method} {channel}"), 5, 5)),
            Self::Commands(_) => Some((format!("{method} commands"), 100, 20)),
            _ => None,
        }
    }
}
