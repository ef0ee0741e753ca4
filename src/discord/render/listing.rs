//! Lists: the commands, the sources, what is stored.

use std::fmt::Write;

use super::super::markup::escape;
use super::super::message::{Embed, MAX_DESCRIPTION, Message};
use super::length;
use crate::reply::SourceLine;
use crate::request::command::{Audience, COMMANDS, Command, Parameter, Shape};
use crate::words::reply;

/// Options that most commands have: told once.
const OFTEN: [&str; 2] = ["private", "spoilers"];

/// The commands, from the one table of them.
pub fn help_message(moderator: bool) -> Message {
    let mut text = format!("{}\n", reply().say("help.before"));
    let shown = |command: &&Command| command.audience == Audience::Everyone || moderator;
    for command in COMMANDS.iter().filter(shown) {
        match command.shape {
            Shape::OnMessage => {
                let _ = write!(
                    text,
                    "\n**{}** {}: {}",
                    command.name,
                    reply().say("help.on-message"),
                    command.description()
                );
            }
            Shape::Options(parameters) => {
                let _ = write!(text, "\n**/{}**", command.name);
                let own = |parameter: &&Parameter| !OFTEN.contains(&parameter.name);
                for parameter in parameters.iter().filter(own) {
                    let (open, close) = if parameter.required {
                        ('\u{2039}', '\u{203a}')
                    } else {
                        ('(', ')')
                    };
                    let _ = write!(text, " {open}{}{close}", parameter.name);
                }
                let _ = write!(text, ": {}", command.description());
            }
            Shape::Actions(actions) => {
                let names: Vec<_> = actions.iter().map(|action| action.name).collect();
                let _ = write!(
                    text,
                    "\n**/{}** {}: {}",
                    command.name,
                    names.join(", "),
                    command.description()
                );
            }
        }
    }
    let _ = write!(text, "\n\n{}", reply().say("help.after"));
    Message::private(text)
}

/// The bibliography.
pub fn sources_message(sources: &[SourceLine], private: bool) -> Message {
    let mut text = String::new();
    let mut left_out = 0;
    for source in sources {
        let library = if source.in_library {
            reply().say("sources.in-library")
        } else {
            ""
        };
        let told = reply().count(
            "sources.line",
            source.claims as u64,
            &[
                ("reference", &escape(&source.reference)),
                ("library", &library),
            ],
        );
        let line = format!("**{}** {told}\n", escape(&source.id));
        if length(&text) + length(&line) + 60 > MAX_DESCRIPTION {
            left_out += 1;
        } else {
            text.push_str(&line);
        }
    }
    if left_out > 0 {
        let more = reply().fill("sources.more", &[("n", &left_out)]);
        let _ = write!(text, "-# {more}");
    }
    Message {
        embed: Some(Embed {
            title: reply().say("sources.title").to_owned(),
            description: text.trim_end().to_owned(),
            footer: None,
        }),
        private,
        ..Message::default()
    }
}

/// What is kept of answers.
#[derive(Debug, Clone, Copy)]
pub struct Keeping {
    /// For how many days.
    pub days: usize,
    /// Whether the wording of questions asked here is kept.
    pub wording_here: bool,
    /// Whether it is in some server.
    pub wording_elsewhere: bool,
    /// Whether what is said in a channel is read while a round with typed answers is on there.
    pub listens: bool,
}

/// What is stored, and for how long.
pub fn privacy_message(keeping: Keeping) -> Message {
    let wording = match (keeping.wording_here, keeping.wording_elsewhere) {
        (true, _) => "privacy.wording-here",
        (false, true) => "privacy.wording-elsewhere",
        (false, false) => "privacy.wording-nowhere",
    };
    let wording = reply().say(wording);
    let text = reply().fill(
        "privacy.text",
        &[("wording", &wording), ("days", &keeping.days)],
    );
    let mut text = format!("{text}\n{}", reply().say("privacy.messages"));
    if keeping.listens {
        text.push(' ');
        text.push_str(reply().say("privacy.listening"));
    }
    Message::private(text)
}
