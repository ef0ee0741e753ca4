//! The one table of commands: registration with Discord, help, the console's
//! completion and README's lists are made from it. What they are called in other
//! languages, and what they do in words, stands in [`crate::words`].

use crate::trivia::question::Difficulty;
use crate::trivia::wish::Mode;
use crate::words;

pub mod lookups;

/// A command as every caller knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    /// Name without the slash; what the menu shows for [`Shape::OnMessage`].
    pub name: &'static str,
    /// What it takes, for help; empty where it takes nothing.
    pub argument: &'static str,
    /// How it is called.
    pub shape: Shape,
    /// Who may use it.
    pub audience: Audience,
    /// Whether the console has it too.
    pub in_console: bool,
}

impl Command {
    /// What it does, in a sentence.
    pub fn description(&self) -> &'static str {
        words::reply().command(self)
    }
}

/// How a command is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// With options.
    Options(&'static [Parameter]),
    /// With a word that says what to do, each with options of its own.
    Actions(&'static [Action]),
    /// From the menu of a message.
    OnMessage,
}

/// One thing a command of [`Shape::Actions`] does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Action {
    /// The word.
    pub name: &'static str,
    /// What it takes.
    pub parameters: &'static [Parameter],
}

/// One option of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: ParameterKind,
    /// Whether it must be given.
    pub required: bool,
}

/// What an option holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// Text of at most so many characters.
    Text(u16),
    /// The name of a film, completed while it is typed.
    Film,
    /// The name of a person, completed while it is typed.
    Person,
    /// Yes or no.
    Flag,
    /// A number from 1.
    Number,
    /// A number from the first to the second.
    Between(u16, u16),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// The word of a topic of trivia, completed while it is typed.
    Topic,
    /// The name of a film, person, place or topic, completed while it is typed.
    Entity,
    /// The id of a source, completed while it is typed.
    Source,
    /// The word of a section of what another option names, completed while it is typed.
    Section,
    /// The name of a film of which there are trivia questions, completed while it is typed.
    AskedFilm,
}

/// Who may use a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    Everyone,
    /// Moderators of the home servers.
    Moderators,
}

/// Longest question Discord lets a person type.
const QUESTION_CHARS: u16 = 300;

const PRIVATE: Parameter = Parameter {
    name: "private",
    kind: ParameterKind::Flag,
    required: false,
};

const fn text(name: &'static str, chars: u16) -> Parameter {
    Parameter {
        name,
        kind: ParameterKind::Text(chars),
        required: true,
    }
}

/// An option that may be left out.
const fn may(name: &'static str, kind: ParameterKind) -> Parameter {
    Parameter {
        name,
        kind,
        required: false,
    }
}

/// The words of a table of words and values.
const fn words_of<const N: usize, T: Copy>(table: [(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = table[at].0;
        at += 1;
    }
    words
}

/// Which time a board covers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Period {
    /// All of it.
    #[default]
    All,
    /// The last thirty days.
    Month,
    /// The last seven days.
    Week,
    /// The last day.
    Day,
}

impl Period {
    /// All of them with their words.
    pub const ALL: [(&str, Self); 4] = [
        ("all", Self::All),
        ("month", Self::Month),
        ("week", Self::Week),
        ("day", Self::Day),
    ];

    /// How many seconds it reaches back; `None` if it is all of the time.
    pub fn seconds(self) -> Option<i64> {
        const DAY: i64 = 24 * 60 * 60;
        match self {
            Self::All => None,
            Self::Month => Some(30 * DAY),
            Self::Week => Some(7 * DAY),
            Self::Day => Some(DAY),
        }
    }
}

/// The words of the modes a round can have.
pub const MODES: &[&str] = &words_of(Mode::ALL);
/// The words of the difficulties.
pub const DIFFICULTIES: &[&str] = &words_of(Difficulty::ALL);
/// Which rounds a board counts.
pub const SCOPES: &[&str] = &["server", "channel"];
/// Which time a board covers.
pub const PERIODS: &[&str] = &words_of(Period::ALL);
/// Most questions of a round.
pub const MAX_QUESTIONS: u16 = 30;
/// Least and most seconds a host may give for a question.
pub const SECONDS: (u16, u16) = (5, 120);

const MODE: Parameter = may("mode", ParameterKind::OneOf(MODES));
const NUMBER: Parameter = may("number", ParameterKind::Between(1, MAX_QUESTIONS));
const TOPIC: Parameter = may("topic", ParameterKind::Topic);
const FILM: Parameter = may("film", ParameterKind::AskedFilm);
const DIFFICULTY: Parameter = may("difficulty", ParameterKind::OneOf(DIFFICULTIES));
const TIME: Parameter = may("seconds", ParameterKind::Between(SECONDS.0, SECONDS.1));
const HINTS: Parameter = may("hints", ParameterKind::Flag);

/// All commands.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "ask",
        argument: "question",
        shape: Shape::Options(&[text("question", QUESTION_CHARS), lookups::SPOILING, PRIVATE]),
        audience: Audience::Everyone,
        in_console: true,
    },
    lookups::FILM,
    lookups::PERSON,
    lookups::COMPARE,
    lookups::TIME_LINE,
    lookups::LIST,
    lookups::SEARCH,
    lookups::QUOTE,
    Command {
        name: "sources",
        argument: "",
        shape: Shape::Options(&[]),
        audience: Audience::Everyone,
        in_console: true,
    },
    Command {
        name: "help",
        argument: "",
        shape: Shape::Options(&[]),
        audience: Audience::Everyone,
        in_console: true,
    },
    Command {
        name: "trivia",
        argument: "",
        shape: Shape::Actions(&[
            Action {
                name: "start",
                parameters: &[MODE, NUMBER, TOPIC, FILM, DIFFICULTY, TIME, HINTS],
            },
            Action {
                name: "preview",
                parameters: &[MODE, NUMBER, TOPIC, FILM, DIFFICULTY, TIME, HINTS],
            },
            Action {
                name: "stop",
                parameters: &[],
            },
            Action {
                name: "skip",
                parameters: &[],
            },
            Action {
                name: "pause",
                parameters: &[],
            },
            Action {
                name: "resume",
                parameters: &[],
            },
            Action {
                name: "leaderboard",
                parameters: &[
                    may("where", ParameterKind::OneOf(SCOPES)),
                    may("period", ParameterKind::OneOf(PERIODS)),
                ],
            },
            Action {
                name: "me",
                parameters: &[],
            },
            Action {
                name: "daily",
                parameters: &[may("zone", ParameterKind::Text(10))],
            },
            Action {
                name: "challenges",
                parameters: &[],
            },
        ]),
        audience: Audience::Everyone,
        in_console: false,
    },
    Command {
        name: "privacy",
        argument: "",
        shape: Shape::Options(&[]),
        audience: Audience::Everyone,
        in_console: false,
    },
    Command {
        name: "why",
        argument: "id",
        shape: Shape::Options(&[text("id", 40)]),
        audience: Audience::Everyone,
        in_console: false,
    },
    Command {
        name: "my-data",
        argument: "",
        shape: Shape::Actions(&[
            Action {
                name: "show",
                parameters: &[],
            },
            Action {
                name: "delete",
                parameters: &[],
            },
        ]),
        audience: Audience::Everyone,
        in_console: false,
    },
    Command {
        name: "knowledge",
        argument: "",
        shape: Shape::Actions(&[
            Action {
                name: "reload",
                parameters: &[Parameter {
                    name: "force",
                    kind: ParameterKind::Flag,
                    required: false,
                }],
            },
            Action {
                name: "status",
                parameters: &[],
            },
            Action {
                name: "check",
                parameters: &[],
            },
            Action {
                name: "diff",
                parameters: &[],
            },
            Action {
                name: "history",
                parameters: &[],
            },
            Action {
                name: "rollback",
                parameters: &[Parameter {
                    name: "edition",
                    kind: ParameterKind::Number,
                    required: true,
                }],
            },
        ]),
        audience: Audience::Moderators,
        in_console: false,
    },
    Command {
        name: "Ask about this",
        argument: "",
        shape: Shape::OnMessage,
        audience: Audience::Everyone,
        in_console: false,
    },
];

/// The commands the console has.
pub fn console_commands() -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().filter(|command| command.in_console)
}
