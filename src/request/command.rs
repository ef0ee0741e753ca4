//! The one table of commands: registration with Discord, help, the console's
//! completion and README's lists are made from it.

/// A command as every caller knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    /// Name without the slash; what the menu shows for [`Shape::OnMessage`].
    pub name: &'static str,
    /// What it takes, for help; empty where it takes nothing.
    pub argument: &'static str,
    /// What it does, in a sentence.
    pub description: &'static str,
    /// How it is called.
    pub shape: Shape,
    /// Who may use it.
    pub audience: Audience,
    /// Whether the console has it too.
    pub in_console: bool,
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
    /// What it does.
    pub description: &'static str,
    /// What it takes.
    pub parameters: &'static [Parameter],
}

/// One option of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
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
    description: "Show the answer to you alone",
    kind: ParameterKind::Flag,
    required: false,
};

const fn text(name: &'static str, description: &'static str, chars: u16) -> Parameter {
    Parameter {
        name,
        description,
        kind: ParameterKind::Text(chars),
        required: true,
    }
}

/// An option that may be left out.
const fn may(name: &'static str, description: &'static str, kind: ParameterKind) -> Parameter {
    Parameter {
        name,
        description,
        kind,
        required: false,
    }
}

/// The words of the modes a round can have.
pub const MODES: &[&str] = &["choice", "typed", "cite-it", "chronology", "lightning"];
/// The words of the difficulties.
pub const DIFFICULTIES: &[&str] = &["easy", "medium", "hard"];
/// Which rounds a board counts.
pub const SCOPES: &[&str] = &["server", "channel"];
/// Which time a board covers.
pub const PERIODS: &[&str] = &["all", "month", "week", "day"];
/// Most questions of a round.
pub const MAX_QUESTIONS: u16 = 30;
/// Least and most seconds a host may give for a question.
pub const SECONDS: (u16, u16) = (5, 120);

const MODE: Parameter = may(
    "mode",
    "How the questions are put and answered",
    ParameterKind::OneOf(MODES),
);
const NUMBER: Parameter = may(
    "number",
    "How many questions; 10 unless you say otherwise",
    ParameterKind::Between(1, MAX_QUESTIONS),
);
const TOPIC: Parameter = may("topic", "Only of this topic", ParameterKind::Topic);
const FILM: Parameter = may("film", "Only about this film", ParameterKind::AskedFilm);
const DIFFICULTY: Parameter = may(
    "difficulty",
    "Only so hard",
    ParameterKind::OneOf(DIFFICULTIES),
);
const TIME: Parameter = may(
    "seconds",
    "Seconds for a question",
    ParameterKind::Between(SECONDS.0, SECONDS.1),
);
const HINTS: Parameter = may(
    "hints",
    "Whether there are hints, each for a quarter of the points",
    ParameterKind::Flag,
);

/// All commands.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "ask",
        argument: "question",
        description: "Answer a question, with its sources.",
        shape: Shape::Options(&[
            text(
                "question",
                "What you want to know, in English or Russian",
                QUESTION_CHARS,
            ),
            PRIVATE,
        ]),
        audience: Audience::Everyone,
        in_console: true,
    },
    Command {
        name: "film",
        argument: "title",
        description: "Show what the sources say of a film.",
        shape: Shape::Options(&[
            Parameter {
                name: "title",
                description: "Any of its titles",
                kind: ParameterKind::Film,
                required: true,
            },
            PRIVATE,
        ]),
        audience: Audience::Everyone,
        in_console: true,
    },
    Command {
        name: "person",
        argument: "name",
        description: "Show what the sources say of a person.",
        shape: Shape::Options(&[
            Parameter {
                name: "name",
                description: "Any spelling of the name",
                kind: ParameterKind::Person,
                required: true,
            },
            PRIVATE,
        ]),
        audience: Audience::Everyone,
        in_console: true,
    },
    Command {
        name: "sources",
        argument: "",
        description: "List the sources and how much is drawn from each.",
        shape: Shape::Options(&[]),
        audience: Audience::Everyone,
        in_console: true,
    },
    Command {
        name: "help",
        argument: "",
        description: "List these commands.",
        shape: Shape::Options(&[]),
        audience: Audience::Everyone,
        in_console: true,
    },
    Command {
        name: "trivia",
        argument: "",
        description: "Play a round of trivia about Tarkovsky's films.",
        shape: Shape::Actions(&[
            Action {
                name: "start",
                description: "Start a round in this channel",
                parameters: &[MODE, NUMBER, TOPIC, FILM, DIFFICULTY, TIME, HINTS],
            },
            Action {
                name: "preview",
                description: "See the questions alone before you start; you cannot play then",
                parameters: &[MODE, NUMBER, TOPIC, FILM, DIFFICULTY, TIME, HINTS],
            },
            Action {
                name: "stop",
                description: "End the round, or vote for it",
                parameters: &[],
            },
            Action {
                name: "skip",
                description: "Leave out the question, or vote for it",
                parameters: &[],
            },
            Action {
                name: "pause",
                description: "Let the clock stand still",
                parameters: &[],
            },
            Action {
                name: "resume",
                description: "Let the clock go on",
                parameters: &[],
            },
            Action {
                name: "leaderboard",
                description: "Show who has most points",
                parameters: &[
                    may("where", "Which rounds count", ParameterKind::OneOf(SCOPES)),
                    may("period", "Since when", ParameterKind::OneOf(PERIODS)),
                ],
            },
            Action {
                name: "me",
                description: "Show your place and your last rounds",
                parameters: &[],
            },
            Action {
                name: "daily",
                description: "Answer this server's question of the day",
                parameters: &[may(
                    "zone",
                    "For moderators: hours from UTC at which the day begins, such as UTC+3",
                    ParameterKind::Text(10),
                )],
            },
            Action {
                name: "challenges",
                description: "Decide about questions that players hold to be wrong",
                parameters: &[],
            },
        ]),
        audience: Audience::Everyone,
        in_console: false,
    },
    Command {
        name: "privacy",
        argument: "",
        description: "Tell what is stored, and for how long.",
        shape: Shape::Options(&[]),
        audience: Audience::Everyone,
        in_console: false,
    },
    Command {
        name: "why",
        argument: "id",
        description: "Tell why an answer came out as it did.",
        shape: Shape::Options(&[text("id", "The ten characters below the answer", 40)]),
        audience: Audience::Everyone,
        in_console: false,
    },
    Command {
        name: "my-data",
        argument: "",
        description: "Show or remove what is stored of you.",
        shape: Shape::Actions(&[
            Action {
                name: "show",
                description: "Show what is stored of you",
                parameters: &[],
            },
            Action {
                name: "delete",
                description: "Remove everything that is stored of you",
                parameters: &[],
            },
        ]),
        audience: Audience::Everyone,
        in_console: false,
    },
    Command {
        name: "knowledge",
        argument: "",
        description: "Look at the knowledge and change what is live.",
        shape: Shape::Actions(&[
            Action {
                name: "reload",
                description: "Take up what the knowledge folder holds",
                parameters: &[Parameter {
                    name: "force",
                    description: "Even where many claims would go",
                    kind: ParameterKind::Flag,
                    required: false,
                }],
            },
            Action {
                name: "status",
                description: "Tell which edition is live, and what members passed on",
                parameters: &[],
            },
            Action {
                name: "check",
                description: "Validate the folder and list every problem",
                parameters: &[],
            },
            Action {
                name: "diff",
                description: "Tell what a reload would mean",
                parameters: &[],
            },
            Action {
                name: "history",
                description: "Tell who changed what, and when",
                parameters: &[],
            },
            Action {
                name: "rollback",
                description: "Take up a kept edition again",
                parameters: &[Parameter {
                    name: "edition",
                    description: "Its number, as history shows it",
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
        description: "Take a message as a question.",
        shape: Shape::OnMessage,
        audience: Audience::Everyone,
        in_console: false,
    },
];

/// The commands the console has.
pub fn console_commands() -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().filter(|command| command.in_console)
}
