//! The options of a command as what it wishes for.

use serenity::all::{CommandDataOption, CommandDataOptionValue, CommandInteraction, CommandType};

use super::super::trivia::command::trivia;
use super::{KnowledgeDeed, ParseError, Requested};
use crate::knowledge::claim::Spoiler;
use crate::request::Request;
use crate::request::look_up::look_up;

pub(super) fn command_wish(command: &CommandInteraction) -> Result<Requested, ParseError> {
    let options = &command.data.options;
    if command.data.kind == CommandType::Message {
        let text = command
            .data
            .resolved
            .messages
            .values()
            .next()
            .map(|message| message.content.trim().to_owned())
            .filter(|text| !text.is_empty());
        return Ok(Requested::Respond {
            request: Request::Ask(text.ok_or(ParseError::NoText)?),
            private: false,
            spoilers: None,
        });
    }
    let text = |name| text(options, name).ok_or(ParseError::MissingOption(name));
    let request = match command.data.name.as_str() {
        "ask" => Request::Ask(text("question")?),
        "sources" => Request::Sources,
        "help" => Request::Help,
        "privacy" => return Ok(Requested::Privacy),
        "why" => return Ok(Requested::Why { id: text("id")? }),
        "my-data" => {
            let (action, _) = action(options)?;
            return Ok(Requested::MyData {
                delete: action == "delete",
            });
        }
        "knowledge" => return knowledge(options),
        "trivia" => {
            let (action, inner) = action(options)?;
            return trivia(action, inner).map(Requested::Trivia);
        }
        other => {
            let option = |name: &'static str| self::text(options, name);
            // The interaction's own number is chance enough for a quotation.
            let found = look_up(other, option, command.id.get());
            let found = found.ok_or_else(|| ParseError::UnknownCommand(other.to_owned()))?;
            Request::LookUp(found?)
        }
    };
    Ok(Requested::Respond {
        spoilers: self::text(options, "spoilers").and_then(|word| Spoiler::of_word(&word)),
        private: flag(options, "private").unwrap_or(matches!(request, Request::Help)),
        request,
    })
}

/// The word that says what to do, and its options.
fn action(options: &[CommandDataOption]) -> Result<(&str, &[CommandDataOption]), ParseError> {
    options
        .iter()
        .find_map(|option| match &option.value {
            CommandDataOptionValue::SubCommand(inner) => {
                Some((option.name.as_str(), inner.as_slice()))
            }
            _ => None,
        })
        .ok_or(ParseError::MissingOption("action"))
}

fn knowledge(options: &[CommandDataOption]) -> Result<Requested, ParseError> {
    let (action, inner) = action(options)?;
    let deed = match action {
        "reload" => KnowledgeDeed::Reload {
            force: flag(inner, "force").unwrap_or(false),
        },
        "status" => KnowledgeDeed::Status,
        "check" => KnowledgeDeed::Check,
        "diff" => KnowledgeDeed::Diff,
        "history" => KnowledgeDeed::History,
        "rollback" => {
            let number = inner
                .iter()
                .find(|option| option.name == "edition")
                .and_then(|option| option.value.as_i64())
                .and_then(|number| u32::try_from(number).ok());
            KnowledgeDeed::Rollback {
                number: number.ok_or(ParseError::MissingOption("edition"))?,
            }
        }
        other => return Err(ParseError::UnknownCommand(format!("knowledge {other}"))),
    };
    Ok(Requested::Knowledge(deed))
}

pub(in crate::discord) fn text(options: &[CommandDataOption], name: &str) -> Option<String> {
    let option = options.iter().find(|option| option.name == name)?;
    option
        .value
        .as_str()
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
}

pub(in crate::discord) fn flag(options: &[CommandDataOption], name: &str) -> Option<bool> {
    options
        .iter()
        .find(|option| option.name == name)?
        .value
        .as_bool()
}
