//! `man`: the manual page. Commands and options come from the definition the
//! help comes from; what clap does not know of stands here.

use std::io::{self, Write};

use clap::{Arg, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, italic, roman};

use super::NAME;

/// What clap does not know: sections of terms and what they mean.
const SECTIONS: &[(&str, &[(&str, &str)])] = &[
    (
        "EXIT STATUS",
        &[
            (
                "0",
                "Any honest answer, that nothing is known included; a run that was asked to end.",
            ),
            (
                "1",
                "check finds a problem; ready finds the bot missing or not ready.",
            ),
            (
                "2",
                "Wrong use; files that cannot be used; output that cannot be written; a token or intents that Discord refuses.",
            ),
            (
                "75",
                "run lost Discord and could not get it back: a supervisor should start it anew.",
            ),
        ],
    ),
    (
        "ENVIRONMENT",
        &[
            ("DISCORD_TOKEN", "The bot's token, for run."),
            (
                "DISCORD_TOKEN_FILE",
                "A file that holds the token and nothing else; read where DISCORD_TOKEN is not set.",
            ),
            (
                "TARKOVSKY__SECTION__KEY",
                "Any key of the configuration, as in TARKOVSKY__DATA__DIR.",
            ),
            ("NO_COLOR", "Where it is set, the console has no colours."),
        ],
    ),
    (
        "FILES",
        &[
            (
                "config/local.toml",
                "Looked for in the working folder; overrides the defaults, and the environment overrides it.",
            ),
            (
                "data/",
                "What the bot writes: its database, the last five editions, the console's history. data.dir moves it.",
            ),
        ],
    ),
    (
        "SIGNALS",
        &[
            ("SIGTERM, SIGINT", "run finishes what it began and ends."),
            (
                "SIGHUP",
                "run reloads the knowledge folder; bad knowledge changes nothing.",
            ),
        ],
    ),
];

/// The page, in roff.
///
/// # Errors
/// None that memory does not give.
pub(super) fn page(mut command: Command) -> io::Result<Vec<u8>> {
    command.build();
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    // Roff leaves an empty argument out, and the title has one: there is no date of the text.
    let (title, version) = (NAME.to_uppercase(), env!("CARGO_PKG_VERSION"));
    writeln!(
        page,
        ".TH {title} 1 \"\" \"{NAME} {version}\" \"User Commands\""
    )?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    commands(&mut roff, &mut command);
    roff.to_writer(&mut page)?;
    man.render_options_section(&mut page)?;
    let mut roff = Roff::new();
    for (heading, terms) in SECTIONS {
        roff.control("SH", [*heading]);
        for (term, meaning) in *terms {
            roff.control("TP", []);
            roff.text([bold(*term)]);
            roff.text([roman(*meaning)]);
        }
    }
    roff.to_writer(&mut page)?;
    Ok(page)
}

/// Each command that does something: how it is used, what it does, its options.
fn commands(roff: &mut Roff, command: &mut Command) {
    let own = |sub: &&mut Command| sub.get_name() != "help";
    for sub in command.get_subcommands_mut().filter(own) {
        if sub.has_subcommands() {
            commands(roff, sub);
            continue;
        }
        let usage = sub.render_usage().to_string();
        roff.control("SS", [usage.trim_start_matches("Usage: ")]);
        if let Some(about) = sub.get_about() {
            roff.text([roman(format!("{about}."))]);
        }
        for argument in sub.get_arguments().filter(|a| a.get_id() != "help") {
            option(roff, argument);
        }
    }
}

/// An option or an argument.
fn option(roff: &mut Roff, argument: &Arg) {
    roff.control("TP", []);
    let mut term = Vec::new();
    if let Some(long) = argument.get_long() {
        term.push(bold(format!("--{long}")));
    }
    if argument.get_action().takes_values()
        && let Some(name) = argument.get_value_names().and_then(<[_]>::first)
    {
        let blank = if term.is_empty() { "" } else { " " };
        term.push(roman(blank));
        term.push(italic(name.as_str()));
    }
    roff.text(term);
    let mut help = argument
        .get_help()
        .map(|help| format!("{help}."))
        .unwrap_or_default();
    let values: Vec<_> = argument
        .get_possible_values()
        .iter()
        .filter(|_| argument.get_action().takes_values())
        .map(|value| value.get_name().to_owned())
        .collect();
    if !values.is_empty() {
        help = format!("{help} One of {}.", values.join(", "));
    }
    roff.text([roman(help)]);
}
