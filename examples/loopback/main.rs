//! The bot on a Discord of its own, on loopback, with a prompt to be a member at: no token, no account.
//!
//! `cargo run --example loopback` builds the bot and starts it; what follows `--` are options of
//! `tarkovsky-bot run`. `help` at the prompt lists what can be typed. What the bot keeps, and its log, is in
//! `loopback` in cargo's target folder, emptied at each start, or in the folder that `TARKOVSKY__DATA__DIR` names.

#![allow(
    clippy::expect_used,
    reason = "the Discord of the tests fails by panicking where it is used wrongly, which the prompt rules out"
)]

#[path = "../../tests/it"]
#[allow(dead_code, unused_imports, reason = "the tests use more of it")]
mod it {
    pub(crate) mod loopback;
}

mod process;
mod prompt;
mod terminal;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
// Where the tests have it.
use it::loopback;

use process::{Bot, Launcher};
use prompt::{Club, Prompt, Turn};
use terminal::Terminal;

fn main() -> ExitCode {
    let run = || {
        let launcher = Launcher::new(env::args_os().skip(1).collect())?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .context("no runtime")?;
        let ended = runtime.block_on(serve(&launcher));
        // A line may still be waited for.
        runtime.shutdown_background();
        ended
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Opens Discord, starts the bot and reads lines until the end.
async fn serve(launcher: &Launcher) -> anyhow::Result<()> {
    let mut prompt = Prompt::new(Club::open().await);
    let mut bot = launcher.start(&prompt.club).await?;
    let mut terminal = Terminal::open();
    terminal.say(&greeting(launcher))?;
    let ended = tokio::select! {
        ended = converse(&mut prompt, &mut bot, &mut terminal, launcher) => ended,
        () = interrupted() => Ok(()),
    };
    bot.end().await;
    for told in prompt.news() {
        terminal.say(&told)?;
    }
    ended
}

async fn converse(
    prompt: &mut Prompt,
    bot: &mut Bot,
    terminal: &mut Terminal,
    launcher: &Launcher,
) -> anyhow::Result<()> {
    let mut changes = prompt.club.discord.changes();
    loop {
        let label = prompt.label();
        terminal.ask(&label);
        let line = loop {
            tokio::select! {
                line = terminal.line() => break line,
                _ = changes.changed() => {
                    let news = prompt.news();
                    if !news.is_empty() {
                        terminal.interject(&news.join("\n\n"))?;
                    }
                }
                told = bot.death(), if prompt.has_bot() => {
                    prompt.bot_runs(false);
                    terminal.interject(&told)?;
                }
            }
        };
        let Some(line) = line else { return Ok(()) };
        terminal.echo(&label, &line)?;
        if prompt.has_bot()
            && let Some(told) = bot.has_ended()
        {
            prompt.bot_runs(false);
            terminal.say(&told)?;
        }
        match prompt.take(&line).await {
            Turn::Quit => return Ok(()),
            Turn::Say(text) if text.is_empty() => {}
            Turn::Say(text) => terminal.say(&text)?,
            Turn::Restart => {
                bot.end().await;
                match launcher.start(&prompt.club).await {
                    Ok(started) => {
                        *bot = started;
                        prompt.bot_runs(true);
                        terminal.say("The bot runs again.")?;
                    }
                    Err(error) => terminal.say(&format!("{error:#}"))?,
                }
            }
        }
    }
}

/// Waits for a signal that asks for the end.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (term, hangup) = (
            signal(SignalKind::terminate()),
            signal(SignalKind::hangup()),
        );
        if let (Ok(mut term), Ok(mut hangup)) = (term, hangup) {
            tokio::select! {
                _ = term.recv() => {}
                _ = hangup.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    // Where signals cannot be heard, they end the process.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// The first lines.
fn greeting(launcher: &Launcher) -> String {
    format!(
        "The bot runs on a Discord of its own, which is only on this machine.\n\
         You are the owner of the server “{}”, in #{}. help lists what you can type; quit ends it.\n\
         Try: /ask who played the forensic doctor in mirror?\n\
         The bot's log: {}\nWhat it keeps is in: {}",
        Club::NAME,
        Club::CHANNEL,
        from_here(&launcher.log()),
        from_here(launcher.folder()),
    )
}

/// A path as seen from the current folder, if it is in it.
fn from_here(path: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    path.strip_prefix(here)
        .unwrap_or(path)
        .display()
        .to_string()
}
