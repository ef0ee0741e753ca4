//! The command line: `run`, `ask`, `check`, `console`, `knowledge write`, and what an installation needs.

mod ask;
mod check;
mod completions;
pub(crate) mod lines;
mod manual;
mod ready;
mod run;
mod sheet;
mod text;
mod trivia;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueHint};
use clap_complete::Shell;

use crate::edition::{self, Edition};
use crate::knowledge::rules;
use crate::settings::{self, Settings};
use crate::{console, content};

pub use sheet::onward;
pub use text::{answer_text, numbered_text, reply_text};

/// The name of the binary.
const NAME: &str = "tarkovsky-bot";
/// Where local settings stand.
const LOCAL_SETTINGS: &str = "config/local.toml";

/// Answers questions about Andrei Tarkovsky's films, every answer cited to the paragraph.
#[derive(Debug, Parser)]
#[command(
    name = NAME,
    disable_version_flag = true,
    arg_required_else_help = true
)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Print the commit, the edition's number and its hash.
    #[arg(long)]
    version: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer on Discord, with the token the environment gives.
    Run(EditionArgs),
    /// Answer one question, or a file of them.
    Ask(ask::AskArgs),
    /// Ask at a prompt: plain text is a question, /help lists the commands.
    Console(EditionArgs),
    /// Validate config/ and the knowledge; with --library every citation too.
    Check {
        #[command(flatten)]
        edition: EditionArgs,
        /// One JSON object instead of text.
        #[arg(long)]
        json: bool,
    },
    /// Work with the trivia questions.
    Trivia {
        #[command(subcommand)]
        command: trivia::TriviaCommand,
    },
    /// Work with the knowledge the binary carries.
    Knowledge {
        #[command(subcommand)]
        command: KnowledgeCommand,
    },
    /// Tell whether the bot that runs here is ready; for health checks.
    Ready,
    /// Print the script that completes commands and options in a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page.
    Man,
}

#[derive(Debug, Subcommand)]
enum KnowledgeCommand {
    /// Unpack it into a new folder, to be edited and used with --knowledge.
    Write {
        /// The folder, which must be empty or not exist yet.
        #[arg(value_hint = ValueHint::DirPath)]
        dir: PathBuf,
    },
}

/// Options that choose the edition; they go with every command that answers.
#[derive(Debug, Args, Clone, Default)]
pub struct EditionArgs {
    /// Use the content files of this folder instead of the embedded ones.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub knowledge: Option<PathBuf>,
    /// Quote from the source texts of this folder.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub library: Option<PathBuf>,
    /// Answer from this source only; may be repeated.
    #[arg(long = "only-source", value_name = "ID")]
    pub only_sources: Vec<String>,
}

/// Runs the command line of the process; help and wrong use are told here too.
///
/// # Errors
/// Whatever makes the command impossible, as a chain of sentences.
pub fn main() -> anyhow::Result<ExitCode> {
    match Cli::try_parse() {
        Ok(cli) => run(cli),
        // Clap's own way out would not see that help cannot be printed.
        Err(told) => {
            told.print()?;
            Ok(ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2)))
        }
    }
}

/// Runs the command line.
///
/// # Errors
/// Whatever makes the command impossible, as a chain of sentences.
fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    // What needs no settings must not fail for wrong ones.
    let settings = || settings::load(Path::new(LOCAL_SETTINGS));
    if cli.version {
        let hash = edition::hash(&content::embedded());
        writeln!(
            io::stdout(),
            "tarkovsky-bot {} (commit {})",
            env!("CARGO_PKG_VERSION"),
            env!("GIT_COMMIT")
        )?;
        writeln!(io::stdout(), "knowledge edition 1, {hash}")?;
        return Ok(ExitCode::SUCCESS);
    }
    match cli.command {
        Some(Command::Run(args)) => run::run(&args, settings()?),
        Some(Command::Ask(args)) => ask::run(&args, &settings()?),
        Some(Command::Console(args)) => {
            let settings = settings()?;
            let edition = open(&args, &settings)?;
            console::run(&edition, &settings).context("the console stopped")?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Check { edition, json }) => check::run(&edition, &settings()?, json),
        Some(Command::Trivia { command }) => trivia::run(&command, &settings()?),
        Some(Command::Knowledge {
            command: KnowledgeCommand::Write { dir },
        }) => {
            let count = content::write_embedded(&dir)?;
            writeln!(
                io::stdout(),
                "{count} files written to {}. Edit them, then: tarkovsky-bot check --knowledge {}",
                dir.display(),
                dir.display()
            )?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Ready) => ready::run(&settings()?),
        Some(Command::Completions { shell }) => print(&completions::script(shell, Cli::command())),
        Some(Command::Man) => print(&manual::page(Cli::command())?),
        None => Ok(ExitCode::from(2)),
    }
}

/// Prints what was made in memory.
fn print(bytes: &[u8]) -> anyhow::Result<ExitCode> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Content files of the edition the options choose.
///
/// # Errors
/// Where they cannot be read.
pub fn content_files(
    args: &EditionArgs,
    settings: &Settings,
) -> anyhow::Result<Vec<content::ContentFile>> {
    Ok(
        match args.knowledge.as_deref().or(settings.knowledge.dir()) {
            Some(dir) => content::folder(dir)?,
            None => content::embedded(),
        },
    )
}

/// Builds the edition the options choose; a library of which no text matches is told on standard error.
///
/// # Errors
/// Where files cannot be read, a source is unknown, or an entry is malformed.
pub fn open(args: &EditionArgs, settings: &Settings) -> anyhow::Result<Edition> {
    let ground = run::ground(args, settings);
    let material = ground.material()?;
    let knowledge = material.knowledge()?;
    if ground.knowledge.is_some() && !rules::problems(&knowledge, &material.files).is_empty() {
        writeln!(
            io::stderr(),
            "tarkovsky-bot: `check` finds problems in this knowledge, and `run` would not take it up"
        )?;
    }
    let edition = ground.index(1, &material, knowledge)?;
    if let (Some(dir), Some(texts)) = (&ground.library, &material.library)
        && edition.library.is_empty()
    {
        let complaint = content::no_text_matches(dir, texts.len());
        writeln!(io::stderr(), "tarkovsky-bot: {complaint}")?;
    }
    Ok(edition)
}

/// True where the reader of the output went away, which is no failure.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use super::{Cli, CommandFactory};

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
