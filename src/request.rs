//! What can be asked of the bot, whoever asks: Discord, the console, the tests.

pub mod command;
pub mod look_up;

use crate::lookup::LookUp;
use command::Shape;

pub use command::{COMMANDS, Command, console_commands};

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Answer a question.
    Ask(String),
    /// Look something up.
    LookUp(LookUp),
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
    #[error("{}", missing(name))]
    MissingArgument {
        /// The command.
        name: &'static str,
        /// What is missing.
        argument: &'static str,
    },
    /// An option that takes one of a few words holds none of them.
    #[error("“{option}” takes one of these words: {}.", .words.join(", "))]
    NoneOf {
        /// The option.
        option: &'static str,
        /// The words.
        words: &'static [&'static str],
    },
    /// What stands after `page:` is no number of a page.
    #[error("“page” takes a number from 1, as in: page:2")]
    Page,
}

/// What a command needs after it, with an example that works.
fn missing(name: &str) -> String {
    let needed = match name {
        "ask" => "a question after it, as in: /ask how long is Stalker",
        "film" => "the title of a film after it, as in: /film mirror",
        "person" => "the name of a person after it, as in: /person Tonino Guerra",
        "compare" => {
            "two films or two people after it, with a comma between, as in: /compare mirror, stalker"
        }
        "list" => {
            let words = command::lookups::LISTED.join(", ");
            return format!("/list needs to be told what to list: {words}. As in: /list films");
        }
        "search" => "the words to look for after it, as in: /search water",
        _ => "more after it; /help tells what",
    };
    format!("/{name} needs {needed}")
}

/// The option that turns to a page, from 1; it is nobody's but a typed line's.
const PAGE: &str = "page";

impl Request {
    /// Reads a typed line: a command after a slash, or a question. Options come after the argument, as in
    /// `/film mirror section:making`. A quotation is drawn with the seed.
    ///
    /// # Errors
    /// Where the line is blank, names no command or lacks its argument.
    pub fn parse(line: &str, seed: u64) -> Result<Self, RequestError> {
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
        let options = options(known, argument);
        let option = |name: &'static str| {
            let given = |(known, value): &&(&str, String)| *known == name && !value.is_empty();
            options.iter().find(given).map(|(_, value)| value.clone())
        };
        if let Some(look_up) = look_up::look_up(known.name, option, seed) {
            let page =
                option(PAGE).map(|page| page.parse::<usize>().map_err(|_| RequestError::Page));
            let page = page.transpose()?.unwrap_or(1);
            return Ok(Self::LookUp(LookUp {
                page: page.checked_sub(1).ok_or(RequestError::Page)?,
                ..look_up?
            }));
        }
        Ok(match known.name {
            "ask" => Self::Ask(argument.to_owned()),
            "sources" => Self::Sources,
            "help" => Self::Help,
            // It is in the table, and nobody has written what it does.
            other => return Err(RequestError::UnknownCommand(other.to_owned())),
        })
    }
}

/// The options of a typed line: what stands before the first `name:` is the first option, or two of them where a
/// comma parts it and the command needs two.
fn options(command: &Command, argument: &str) -> Vec<(&'static str, String)> {
    let Shape::Options(parameters) = command.shape else {
        return Vec::new();
    };
    let known = || {
        parameters
            .iter()
            .map(|parameter| parameter.name)
            .chain([PAGE])
    };
    let first = parameters.first().map_or("", |parameter| parameter.name);
    let mut options: Vec<(&'static str, String)> = vec![(first, String::new())];
    for word in argument.split_whitespace() {
        let named = word.split_once(':').and_then(|(name, value)| {
            let known = known().find(|known| *known == name)?;
            Some((known, value))
        });
        match (named, options.last_mut()) {
            (Some((name, value)), _) => options.push((name, value.to_owned())),
            (None, Some((_, value))) => {
                if !value.is_empty() {
                    value.push(' ');
                }
                value.push_str(word);
            }
            (None, None) => {}
        }
    }
    if let [_, second, ..] = parameters
        && second.required
        && !options.iter().any(|(name, _)| *name == second.name)
        && let Some((one, other)) = options[0].1.split_once(',')
    {
        let (one, other) = (one.trim().to_owned(), other.trim().to_owned());
        options[0].1 = one;
        options.push((second.name, other));
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::entity::EntityKind;
    use crate::knowledge::section::Section;
    use crate::lookup::LookupKind;
    use crate::lookup::name::Name;

    #[test]
    fn lines_become_requests() {
        assert_eq!(
            Request::parse(" how long is it ", 0),
            Ok(Request::Ask("how long is it".into()))
        );
        let read = |line| Request::parse(line, 7);
        let typed = |name: &str| Name::Typed(name.to_owned());
        let card = |section, page| {
            let what = LookupKind::Card {
                name: typed("Andrei Rublev"),
                kinds: &[EntityKind::Film],
                section,
            };
            Ok(Request::LookUp(LookUp { what, page }))
        };
        assert_eq!(read("/film  Andrei  Rublev "), card(None, 0));
        assert_eq!(
            read("/film Andrei Rublev section:making page:3"),
            card(Some(Section::Making), 2)
        );
        let comparison = Ok(Request::LookUp(LookUp::of(LookupKind::Comparison {
            first: typed("mirror"),
            second: typed("the sacrifice"),
        })));
        assert_eq!(read("/compare mirror, the sacrifice"), comparison);
        assert_eq!(read("/compare mirror second:the sacrifice"), comparison);
        let quote = |of| {
            Ok(Request::LookUp(LookUp::of(LookupKind::Quote {
                of,
                seed: 7,
            })))
        };
        assert_eq!(
            read("/quote of:Tonino Guerra"),
            quote(Some(typed("Tonino Guerra")))
        );
        assert_eq!(read("/quote"), quote(None));
        let nothing = read("/list nothing");
        assert!(matches!(
            nothing,
            Err(RequestError::NoneOf { option: "what", .. })
        ));
        for line in [
            "/film mirror page:0",
            "/timeline page:x",
            "/list films page:-1",
        ] {
            assert_eq!(read(line), Err(RequestError::Page), "{line}");
        }
        assert_eq!(read("/help"), Ok(Request::Help));
        assert_eq!(read("  "), Err(RequestError::Blank));
        for (line, name, argument) in [
            ("/film", "film", "title"),
            ("/compare mirror", "compare", "second"),
            ("/search of:mirror", "search", "words"),
        ] {
            assert_eq!(
                read(line),
                Err(RequestError::MissingArgument { name, argument })
            );
        }
        assert_eq!(
            read("/dance"),
            Err(RequestError::UnknownCommand("dance".into()))
        );
    }

    #[test]
    fn what_is_missing_is_told_with_an_example_that_is_understood() {
        for command in console_commands().filter(|command| !command.argument.is_empty()) {
            let told = Request::parse(&format!("/{}", command.name), 0)
                .unwrap_err()
                .to_string();
            let (_, example) = told.to_lowercase().split_once("as in: ").map_or_else(
                || panic!("{told}"),
                |(before, example)| (before.to_owned(), example.to_owned()),
            );
            assert!(
                example.starts_with(&format!("/{} ", command.name)),
                "{told}"
            );
            assert!(Request::parse(&example, 0).is_ok(), "{told}");
        }
    }

    #[test]
    fn every_command_of_the_table_is_understood() {
        for command in console_commands() {
            let argument = if command.name == "list" {
                "films"
            } else {
                "x, y"
            };
            assert!(
                Request::parse(&format!("/{} {argument}", command.name), 0).is_ok(),
                "{}",
                command.name
            );
        }
    }
}
