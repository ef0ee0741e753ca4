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
