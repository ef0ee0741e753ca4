//! Lists: the commands, the sources, what is stored.

use std::fmt::Write;

use super::super::markup::escape;
use super::super::message::{Embed, MAX_DESCRIPTION, Message};
use super::length;
use crate::reply::SourceLine;
use crate::request::command::{Audience, COMMANDS, Command, Parameter, Shape};

/// Options that most commands have: told once.
const OFTEN: [&str; 2] = ["private", "spoilers"];

/// The commands, from the one table of them.
pub fn help_message(moderator: bool) -> Message {
    let mut text = String::from(
        "Ask about Andrei Tarkovsky's films, in English or Russian. Every answer cites the paragraph it is from; what the sources do not say, I do not know.\n",
    );
    let shown = |command: &&Command| command.audience == Audience::Everyone || moderator;
    for command in COMMANDS.iter().filter(shown) {
        match command.shape {
            Shape::OnMessage => {
                let _ = write!(
                    text,
                    "\n**{}** (a message's menu, under Apps): {}",
                    command.name, command.description
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
                let _ = write!(text, ": {}", command.description);
            }
            Shape::Actions(actions) => {
                let names: Vec<_> = actions.iter().map(|action| action.name).collect();
                let _ = write!(
                    text,
                    "\n**/{}** {}: {}",
                    command.name,
                    names.join(", "),
                    command.description
                );
            }
        }
    }
    text.push_str(
        "\n\nMost take `private` (only you see it) and `spoilers` (what is not masked) too. Or mention me with a question, reply to one of my answers, or write to me directly.",
    );
    Message::private(text)
}

/// The bibliography.
pub fn sources_message(sources: &[SourceLine], private: bool) -> Message {
    let mut text = String::new();
    let mut left_out = 0;
    for source in sources {
        let library = if source.in_library {
            ", quoted from the library"
        } else {
            ""
        };
        let line = format!(
            "**{}** {} ({} claims{library})\n",
            escape(&source.id),
            escape(&source.reference),
            source.claims
        );
        if length(&text) + length(&line) + 60 > MAX_DESCRIPTION {
            left_out += 1;
        } else {
            text.push_str(&line);
        }
    }
    if left_out > 0 {
        let _ = write!(text, "-# … and {left_out} more");
    }
    Message {
        embed: Some(Embed {
            title: "Sources".to_owned(),
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
}

/// What is stored, and for how long.
pub fn privacy_message(keeping: Keeping) -> Message {
    let wording = match keeping {
        Keeping {
            wording_here: true, ..
        } => {
            "In this server the wording of your question is kept with it, because whoever runs me has set it so: `/why` shows it to whoever may see the answer. Elsewhere the wording is not kept, unless `/privacy` there says so or you press *Tell the moderators*."
        }
        Keeping {
            wording_elsewhere: true,
            ..
        } => {
            "The wording of your question is not kept here, unless you press *Tell the moderators*. In some servers it is: `/privacy` there says so."
        }
        _ => "The wording of your question is not kept, unless you press *Tell the moderators*.",
    };
    let days = keeping.days;
    Message::private(format!(
        "Of an answer I keep: its id, who asked and where, which edition of the knowledge it was made over, how it was decided, which claims it used, and when. {wording} If you press *Helpful* or *Wrong*, that is kept too. Of a round of trivia I keep who answered what and when, and the points; what you typed is not kept. After {days} days all of it is removed, but for the points of ranked rounds and the answers to questions of the day, of which leaderboards and streaks are made; when I leave a server, what was asked there is removed. `/my-data show` shows what is kept of you, `/my-data delete` removes it.\nI read messages only where you mention me, reply to me, or write to me directly.",
    ))
}
