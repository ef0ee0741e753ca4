//! The console: the same requests and replies at a prompt, without a token.
//!
//! On a terminal it edits lines, completes names, keeps a history and wraps
//! text; otherwise it reads lines and answers each, so that it can stand in a
//! pipe. What a line means is decided in `session`, the same for both.

mod completion;
mod history;
mod play;
mod prompt;
mod session;
mod wrapping;

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::Context;
use rustyline::error::ReadlineError;
use rustyline::history::DefaultHistory;
use rustyline::{ColorMode, CompletionType, Config, Editor};

use crate::cli::lines::read_line;
use crate::edition::Edition;
use crate::settings::Settings;
use completion::Completer;
use history::History;
use prompt::Prompt;
use session::{Session, Turn};
use wrapping::wrap;

/// What stands before the typed line.
const PROMPT: &str = "> ";
/// Width of text where the terminal does not tell its own.
const DEFAULT_COLUMNS: usize = 80;
/// Widest text: longer lines are hard to read, however wide the window.
const MAX_COLUMNS: usize = 100;
/// Longest line that is read from a pipe, in bytes; a question is cut far shorter anyway.
const MAX_LINE_BYTES: usize = 64 * 1024;

/// Runs the console until the input ends or /quit.
///
/// # Errors
/// Where the terminal cannot be read or written.
pub fn run(edition: &Edition, settings: &Settings) -> anyhow::Result<()> {
    let session = Session::new(edition, &settings.limits);
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        at_prompt(session, edition, settings)
    } else {
        Ok(answer_lines(
            session,
            io::stdin().lock(),
            &mut io::stdout().lock(),
        )?)
    }
}

/// Reads lines with editing; text is wrapped to the terminal.
fn at_prompt(
    mut session: Session<'_>,
    edition: &Edition,
    settings: &Settings,
) -> anyhow::Result<()> {
    let colour = if std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) {
        ColorMode::Disabled
    } else {
        ColorMode::Enabled
    };
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .color_mode(colour)
        // History is kept by what was asked, not by what was typed: see `History::add`.
        .auto_add_history(false)
        .build();
    let mut editor: Editor<Prompt<'_>, DefaultHistory> =
        Editor::with_config(config).context("the terminal cannot be used for editing lines")?;
    editor.set_helper(Some(Prompt::new(Completer::new(
        edition.completions(),
        &edition.knowledge,
    ))));
    let mut history = History::open(&settings.data.dir, &mut editor);
    say(&greeting(&edition.label()), &mut editor)?;
    loop {
        if let Some(prompt) = editor.helper_mut() {
            prompt.in_round(session.plays());
        }
        let typed = match editor.readline(PROMPT) {
            Ok(typed) => typed,
            // Ctrl-C drops the line; a window of another size or a return from the background begins it anew.
            Err(ReadlineError::Interrupted | ReadlineError::Signal(_)) => continue,
            Err(ReadlineError::Eof) => break,
            Err(ReadlineError::Io(error)) if error.kind() == io::ErrorKind::InvalidData => {
                say("That line is not UTF-8 text.", &mut editor)?;
                continue;
            }
            Err(error) => return Err(error).context("the terminal cannot be read"),
        };
        // Pasted text may hold several lines: each is a question of its own.
        for line in typed.lines().chain(typed.is_empty().then_some("")) {
            let (chosen, turn) = session.turn(line);
            history.add(chosen.as_deref().unwrap_or(line), &mut editor);
            if let Some(question) = chosen {
                say(&format!("{PROMPT}{question}"), &mut editor)?;
            }
            match turn {
                Turn::Say(text) => say(&format!("{text}\n"), &mut editor)?,
                Turn::Leave => return Ok(()),
            }
        }
    }
    Ok(())
}

/// Prints text wrapped to the terminal as wide as it is now.
fn say(text: &str, editor: &mut Editor<Prompt<'_>, DefaultHistory>) -> io::Result<()> {
    let columns = editor
        .dimensions()
        .map_or(DEFAULT_COLUMNS, |(columns, _)| usize::from(columns));
    let mut out = io::stdout().lock();
    writeln!(out, "{}", wrap(text, columns.min(MAX_COLUMNS)))?;
    out.flush()
}

/// The first two lines on a terminal.
fn greeting(edition: &str) -> String {
    format!(
        "tarkovsky-bot {}, edition {edition}: questions on Tarkovsky's films\n\
         /help lists the commands, Tab completes names, Ctrl-D or /quit leaves",
        env!("CARGO_PKG_VERSION")
    )
}

/// Answers every line that is not blank, a blank line between two answers, until the input ends.
fn answer_lines(
    mut session: Session<'_>,
    mut input: impl BufRead,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut line = Vec::new();
    let mut first = true;
    while let Some(whole) = read_line(&mut input, &mut line, MAX_LINE_BYTES)? {
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_start_matches('\u{feff}').trim();
        let said = match (whole, text) {
            (true, "") => continue,
            (false, _) => format!("That line is longer than {MAX_LINE_BYTES} bytes."),
            (true, text) => match session.turn(text).1 {
                Turn::Say(said) => said,
                Turn::Leave => break,
            },
        };
        let between = if std::mem::replace(&mut first, false) {
            ""
        } else {
            "\n"
        };
        writeln!(out, "{between}{said}")?;
        // Whoever writes one question and waits for its answer must get it.
        out.flush()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::limits::Limits;
    use crate::console::session::tests::edition;

    fn answers(input: &[u8]) -> String {
        let edition = edition();
        let limits = Limits::default();
        let mut out = Vec::new();
        answer_lines(Session::new(&edition, &limits), input, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_greeting_is_two_lines_with_the_edition_and_the_way_out() {
        let lines = greeting("1-abc");
        assert_eq!(lines.lines().count(), 2);
        assert!(
            lines.contains("edition 1-abc") && lines.contains("/quit"),
            "{lines}"
        );
    }

    #[test]
    fn every_line_of_a_pipe_is_answered_until_quit() {
        let out = answers("\u{feff}/nothing\n\n  \r\n/film\n/quit now\n/help\n".as_bytes());
        assert_eq!(
            out,
            "There is no command /nothing. /help lists them.\n\n/film needs the title of a film after it, as in: /film mirror\n"
        );
    }

    #[test]
    fn broken_bytes_and_endless_lines_do_not_end_it() {
        let mut input = b"how long is \xff\xfe stalker\n".to_vec();
        input.extend(std::iter::repeat_n(b'x', MAX_LINE_BYTES + 1));
        input.extend(b"\n/dance");
        let out = answers(&input);
        assert!(out.contains("[1]"), "{out}");
        assert!(
            out.contains("That line is longer than 65536 bytes.\n"),
            "{out}"
        );
        assert!(
            out.ends_with("\n\nThere is no command /dance. /help lists them.\n"),
            "{out}"
        );
    }
}
