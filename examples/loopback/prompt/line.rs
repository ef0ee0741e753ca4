//! What a typed line is: something a member does, or a word for the prompt itself.

/// The words of the prompt itself, each with what it takes and what it does; `help` shows them.
pub(crate) const WORDS: &[(&str, &str, &str)] = &[
    ("/", "COMMAND …", "use a command: /ask how long is stalker?"),
    ("@bot", "TEXT", "write a message that mentions the bot"),
    ("say", "TEXT", "write a message; so does any other line"),
    ("reply", "TEXT", "reply to the bot's last message"),
    ("press", "BUTTON", "press a button, by its number or label"),
    ("choose", "ENTRY", "choose an entry of a menu, likewise"),
    (
        "pick",
        "COMMAND",
        "use a command of a message on the last one here",
    ),
    (
        "type",
        "/COMMAND …",
        "see what is offered while a name is typed: type /film mir",
    ),
    ("fill", "TEXT", "fill in the next field of an open form"),
    ("cancel", "", "close the form"),
    ("look", "", "see the last messages as they are now"),
    (
        "wait",
        "SECONDS",
        "wait for something new, a minute at most if you give no number",
    ),
    ("as", "NAME", "go on as somebody else"),
    (
        "in",
        "PLACE",
        "go to the channel (cinema) or to your direct messages (dm)",
    ),
    (
        "restart",
        "",
        "end the bot and start it again; Discord stays",
    ),
    ("help", "", "see this list, and the bot's commands"),
    ("quit", "", "end the bot and Discord; so does Ctrl-D"),
];

/// One line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line<'l> {
    /// Nothing but blanks: something new may be there.
    Blank,
    /// A command, without its slash.
    Command(&'l str),
    /// A command while its last option is typed, without its slash.
    Typing(&'l str),
    /// A message.
    Say(&'l str),
    /// A reply to the bot's last message.
    Reply(&'l str),
    /// A button or an entry, by its number or label.
    Use(&'l str),
    /// A command of the menu of a message.
    Pick(&'l str),
    /// What goes into the next field of a form.
    Fill(&'l str),
    /// No form any more.
    Cancel,
    /// The last messages again.
    Look,
    /// Waiting for something new, so many seconds.
    Wait(&'l str),
    /// Somebody else acts.
    As(&'l str),
    /// Somewhere else.
    In(&'l str),
    /// The bot again.
    Restart,
    /// What can be typed.
    Help,
    /// The end.
    Quit,
}

impl<'l> Line<'l> {
    /// Reads a line.
    pub(crate) fn read(line: &'l str) -> Self {
        let line = line.trim();
        if let Some(command) = line.strip_prefix('/') {
            return match command.trim() {
                "quit" => Self::Quit,
                command => Self::Command(command),
            };
        }
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        match (word, rest) {
            ("", _) => Self::Blank,
            ("say", text) if !text.is_empty() => Self::Say(text),
            ("type", typed) if typed.starts_with('/') => Self::Typing(typed[1..].trim_start()),
            ("reply", text) => Self::Reply(text),
            ("press" | "choose", what) => Self::Use(what),
            ("pick", command) => Self::Pick(command),
            ("fill", text) => Self::Fill(text),
            ("as", name) => Self::As(name),
            ("in", place) if !place.contains(' ') => Self::In(place),
            ("wait", time) if time.parse::<u64>().is_ok() || time.is_empty() => Self::Wait(time),
            ("cancel", "") => Self::Cancel,
            ("look", "") => Self::Look,
            ("restart", "") => Self::Restart,
            ("help" | "?", "") => Self::Help,
            ("quit" | "exit", "") => Self::Quit,
            _ => Self::Say(line),
        }
    }

    /// True if it comes to nothing without the bot.
    pub(crate) fn needs_bot(self) -> bool {
        !matches!(
            self,
            Self::Blank
                | Self::Cancel
                | Self::Look
                | Self::As(_)
                | Self::In(_)
                | Self::Restart
                | Self::Help
                | Self::Quit
        )
    }
}
