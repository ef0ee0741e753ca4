//! Discord's interactions and messages as requests: pure, tested from Discord's own JSON
//! (<https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object>).

mod options;

use serenity::all::{
    ActionRow, ActionRowComponent, CommandInteraction, ComponentInteractionData,
    ComponentInteractionDataKind, Interaction, InteractionContext, Member, PartialChannel, User,
};
use serenity::model::application::AuthorizingIntegrationOwner;

use super::completion::completing;
use super::place::{Caller, Place};
use super::trivia::command::TriviaDeed;
use crate::knowledge::claim::Spoiler;
use crate::request::command::ParameterKind;
use crate::request::{Request, RequestError};
use options::command_wish;
pub(super) use options::{flag, text};

/// How an interaction is answered: its id and the token of its callback.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket {
    /// The interaction.
    pub id: u64,
    /// Its token, a secret of fifteen minutes.
    pub token: String,
}

impl std::fmt::Debug for Ticket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ticket({})", self.id)
    }
}

/// An interaction, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// How it is answered.
    pub ticket: Ticket,
    /// Who asks.
    pub caller: Caller,
    /// Where.
    pub place: Place,
    /// What for.
    pub wish: Requested,
}

/// What an interaction asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Requested {
    /// What the bot answers itself.
    Respond {
        /// The request.
        request: Request,
        /// Whether the person wants the answer alone.
        private: bool,
        /// How much of a story may be seen openly, where the person says so.
        spoilers: Option<Spoiler>,
    },
    /// What is stored of everybody.
    Privacy,
    /// Why an answer came out as it did.
    Why {
        /// Its id, as typed.
        id: String,
    },
    /// What is stored of the person.
    MyData {
        /// Whether it is to be removed.
        delete: bool,
    },
    /// What moderators do.
    Knowledge(KnowledgeDeed),
    /// What people do about rounds by command.
    Trivia(TriviaDeed),
    /// A form was filled in.
    Submit {
        /// Its id, not yet believed.
        id: String,
        /// The message it was opened from.
        message: u64,
        /// What was typed.
        text: String,
    },
    /// A button was pressed.
    Press {
        /// Its id, not yet believed.
        id: String,
        /// The message it is on.
        message: u64,
        /// That message's text, which is the bot's own.
        content: String,
        /// The text of its card, where it has one.
        card: Option<String>,
    },
    /// A name is being typed.
    Complete {
        /// What the option holds; none where the bot no longer has that option.
        kind: Option<ParameterKind>,
        /// What is typed so far.
        typed: String,
        /// What the first of the other options holds, where one is filled in.
        beside: Option<String>,
    },
}

/// What moderators do to the knowledge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnowledgeDeed {
    /// Take up what the folder holds.
    Reload {
        /// Even where much would go.
        force: bool,
    },
    /// Tell how the editions stand.
    Status,
    /// Validate the folder.
    Check,
    /// Tell what a reload would mean.
    Diff,
    /// Tell who did what.
    History,
    /// Take up a kept edition.
    Rollback {
        /// Its number.
        number: u32,
    },
}

/// Why an interaction is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// A command the bot does not have, or no longer.
    #[error("there is no command {0:?}")]
    UnknownCommand(String),
    /// An option is missing or of another type.
    #[error("the option {0:?} is missing")]
    MissingOption(&'static str),
    /// A look-up that lacks what it is of, or holds a word that is none of those it takes.
    #[error("a look-up is not understood: {0}")]
    LookUp(#[from] RequestError),
    /// The message has no text.
    #[error("the message has no text")]
    NoText,
    /// A form without the message its button was on; the bot opens none from anywhere else.
    #[error("the form was opened from no message")]
    NoMessage,
    /// A kind of interaction the bot never asks for.
    #[error("this kind of interaction is not used")]
    Kind,
}

/// The ticket of an interaction, by which even one that is not understood is answered.
/// None where it is of a kind nobody knows, which is answered by nothing.
pub fn ticket(interaction: &Interaction) -> Option<Ticket> {
    let (id, token) = match interaction {
        Interaction::Ping(i) => (i.id, &i.token),
        Interaction::Command(i) | Interaction::Autocomplete(i) => (i.id, &i.token),
        Interaction::Component(i) => (i.id, &i.token),
        Interaction::Modal(i) => (i.id, &i.token),
        _ => return None,
    };
    Some(Ticket {
        id: id.get(),
        token: token.clone(),
    })
}

/// Reads an interaction.
///
/// # Errors
/// Where it is none the bot asks for, or lacks something.
pub fn parse(interaction: &Interaction) -> Result<Incoming, ParseError> {
    let ticket = ticket(interaction).ok_or(ParseError::Kind)?;
    match interaction {
        Interaction::Command(command) => Ok(Incoming {
            ticket,
            caller: caller(&command.user, command.member.as_deref()),
            place: command_place(command),
            wish: command_wish(command)?,
        }),
        Interaction::Autocomplete(command) => Ok(Incoming {
            ticket,
            caller: caller(&command.user, command.member.as_deref()),
            place: command_place(command),
            wish: completing(&command.data),
        }),
        Interaction::Component(press) => Ok(Incoming {
            ticket,
            caller: caller(&press.user, press.member.as_ref()),
            place: Place {
                guild: press.guild_id.map(Into::into),
                installed: installed(&press.authorizing_integration_owners.0),
                channel: press.channel_id.get(),
                app_permissions: press.app_permissions,
                ..within(press.channel.as_ref())
            },
            wish: Requested::Press {
                id: pressed(&press.data),
                message: press.message.id.get(),
                content: press.message.content.clone(),
                card: press
                    .message
                    .embeds
                    .first()
                    .and_then(|embed| embed.description.clone()),
            },
        }),
        Interaction::Modal(form) => Ok(Incoming {
            ticket,
            caller: caller(&form.user, form.member.as_ref()),
            place: Place {
                guild: form.guild_id.map(Into::into),
                // Discord says it with the press that opened the form, and not again.
                installed: form.guild_id.is_some(),
                channel: form.channel_id.get(),
                app_permissions: form.app_permissions,
                ..within(form.channel.as_ref())
            },
            wish: Requested::Submit {
                id: form.data.custom_id.clone(),
                message: form
                    .message
                    .as_ref()
                    .map(|message| message.id.get())
                    .ok_or(ParseError::NoMessage)?,
                text: typed_text(&form.data.components).ok_or(ParseError::NoText)?,
            },
        }),
        _ => Err(ParseError::Kind),
    }
}

/// The id of a button, or what was chosen in a menu: it is the id of a button too.
fn pressed(data: &ComponentInteractionData) -> String {
    match &data.kind {
        ComponentInteractionDataKind::StringSelect { values } => {
            values.first().cloned().unwrap_or_default()
        }
        _ => data.custom_id.clone(),
    }
}

fn caller(user: &User, member: Option<&Member>) -> Caller {
    Caller {
        person: user.id.get(),
        roles: member.map_or_else(Vec::new, |member| {
            member.roles.iter().map(|role| role.get()).collect()
        }),
        permissions: member.and_then(|member| member.permissions),
    }
}

/// What a place has from the channel as Discord describes it.
fn within(channel: Option<&PartialChannel>) -> Place {
    Place {
        parent: channel.and_then(|c| c.parent_id).map(Into::into),
        thread: channel.is_some_and(|c| c.thread_metadata.is_some()),
        ..Place::default()
    }
}

/// What was typed into the line of a form.
fn typed_text(rows: &[ActionRow]) -> Option<String> {
    let mut parts = rows.iter().flat_map(|row| &row.components);
    parts.find_map(|part| match part {
        ActionRowComponent::InputText(input) => input.value.clone(),
        _ => None,
    })
}

fn command_place(command: &CommandInteraction) -> Place {
    Place {
        guild: match command.context {
            Some(InteractionContext::BotDm | InteractionContext::PrivateChannel) => None,
            _ => command.guild_id.map(Into::into),
        },
        installed: installed(&command.authorizing_integration_owners.0),
        channel: command.channel_id.get(),
        app_permissions: command.app_permissions,
        ..within(command.channel.as_ref())
    }
}

/// True where the server has installed the bot, and not only the person who uses it there.
fn installed(owners: &[AuthorizingIntegrationOwner]) -> bool {
    owners
        .iter()
        .any(|owner| matches!(owner, AuthorizingIntegrationOwner::GuildInstall(Some(_))))
}

#[cfg(test)]
mod tests;
