//! What can be asked of the bot, whoever asks: Discord, the console, the tests.

pub mod command;

pub use command::{COMMANDS, Command, console_commands};

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Answer a question.
    Ask(String),
    /// Show the card of a film.
    Film(String),
    /// Show the card of a person.
    Person(String),
    /// List the sources.
    Sources,
    /// List the commands.
    Help,
}

/// Why a line is no request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// The line is blank.
    #[error("Type a question, or /help.")]
    Blank,
    /// No such command.
    #[error("There is no command /{0}. /help lists them.")]
    UnknownCommand(String),
    /// The command needs an argument.
    #[error("/{name} needs a {argument} after it.")]
    MissingArgument {
        /// The command.
        name: &'static str,
        /// What is missing.
        argument: &'static str,
    },
}

impl Request {
    /// Reads a typed line: a command after a slash, or a question.
    ///
    /// # Errors
    /// Where the line is blank, names no command or lacks its argument.
    pub fn parse(line: &str) -> Result<Self, RequestError> {
        let line = line.trim();
        if line.is_empty() {
            return Err(RequestError::Blank);
        }
        let Some(command) = line.strip_prefix('/') else {
            return Ok(Self::Ask(line.to_owned()));
        };
        let (name, argument) = command
            .split_once(char::is_whitespace)
            .unwrap_or((command, ""));
        let argument = argument.trim();
        let Some(known) = console_commands().find(|c| c.name == name) else {
            return Err(RequestError::UnknownCommand(
                name.chars()
                    .take(32)
                    .filter(|c| c.is_alphanumeric())
                    .collect(),
            ));
        };
        if argument.is_empty() && !known.argument.is_empty() {
            return Err(RequestError::MissingArgument {
                name: known.name,
                argument: known.argument,
            });
        }
        Ok(match known.name {
            "ask" => Self::Ask(argument.to_owned()),
            "film" => Self::Film(argument.to_owned()),
            "person" => Self::Person(argument.to_owned()),
            "sources" => Self::Sources,
            _ => Self::Help,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_requests() {
        assert_eq!(
            Request::parse(" how long is it "),
            Ok(Request::Ask("how long is it".into()))
        );
        assert_eq!(
            Request::parse("/film  Mirror "),
            Ok(Request::Film("Mirror".into()))
        );
        assert_eq!(Request::parse("/help"), Ok(Request::Help));
        assert_eq!(Request::parse("  "), Err(RequestError::Blank));
        assert_eq!(
            Request::parse("/film"),
            Err(RequestError::MissingArgument {
                name: "film",
                argument: "title"
            })
        );
        assert_eq!(
            Request::parse("/dance"),
            Err(RequestError::UnknownCommand("dance".into()))
        );
    }

    #[test]
    fn every_command_of_the_table_is_understood() {
        for command in console_commands() {
            assert!(
                Request::parse(&format!("/{} x", command.name)).is_ok(),
                "{}",
                command.name
            );
        }
    }
}
