//! What Discord documents about the bodies of requests, checked by rules of our own.
//!
//! Nothing here knows the world: a body and its form are enough.

mod command;
mod component;
mod embed;
mod message;
mod modal;
mod object;

use serde_json::Value;

use super::record::Broken;
use object::Findings;

/// Discord's answer to it has a code of its own.
pub(super) const EMPTY_MESSAGE: &str = "EMPTY_MESSAGE";

/// What a body must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Form {
    /// The first answer to an interaction of a type, perhaps one that came from a message.
    Callback { to: u64, on_message: bool },
    /// A further message of an interaction.
    FollowUp,
    /// An edit of an interaction's message.
    WebhookEdit,
    /// A message in a channel.
    Message,
    /// An edit of it.
    MessageEdit,
    /// All commands at once.
    Commands,
    /// One command.
    Command,
    /// An edit of it.
    CommandEdit,
    /// The opening of direct messages.
    DirectMessage,
}

/// Every rule a body breaks. The policy is our own: messages say that nobody is mentioned.
pub(crate) fn check(form: Form, body: &Value, files: usize, no_mentions: bool) -> Vec<Broken> {
    let findings = Findings::new(no_mentions);
    match form {
        Form::Callback { to, on_message } => {
            message::callback(&findings, body, files, to, on_message);
        }
        Form::FollowUp | Form::WebhookEdit | Form::Message | Form::MessageEdit => {
            message::message(&findings, body, "", files, form);
        }
        Form::Commands => command::all(&findings, body),
        Form::Command | Form::CommandEdit => command::one(&findings, body, form),
        Form::DirectMessage => {
            if let Some(body) = findings.object(body, "", &["recipient_id"]) {
                body.required("recipient_id");
            }
        }
    }
    findings.into_broken()
}
