//! The terminal: reads lines while what is new is printed above them; or a pipe, which is echoed.

use std::io::{self, BufRead, IsTerminal, Write};
use std::sync::mpsc as blocking;
use std::thread;

use rustyline::error::ReadlineError;
use rustyline::{DefaultEditor, ExternalPrinter};
use tokio::sync::mpsc;

/// Longest line that is read from a pipe, in bytes; Discord takes less anyway.
const LONGEST: u64 = 64 * 1024;

/// Prints above the line that is being typed.
type Printer = Box<dyn FnMut(String) -> bool + Send>;

/// Where lines come from and text goes.
pub(crate) struct Terminal {
    prompts: blocking::Sender<String>,
    lines: mpsc::UnboundedReceiver<String>,
    printer: Option<Printer>,
    is_pipe: bool,
    out: io::Stdout,
}

impl Terminal {
    /// Standard input and output.
    pub(crate) fn open() -> Self {
        let (prompts, asked) = blocking::channel();
        let (typed, lines) = mpsc::unbounded_channel();
        let is_pipe = !(io::stdin().is_terminal() && io::stdout().is_terminal());
        let editor = if is_pipe {
            None
        } else {
            DefaultEditor::new().ok()
        };
        let mut printer: Option<Printer> = None;
        if let Some(mut editor) = editor {
            if let Ok(mut above) = editor.create_external_printer() {
                printer = Some(Box::new(move |text| above.print(text).is_ok()));
            }
            thread::spawn(move || edit(&mut editor, &asked, &typed));
        } else {
            thread::spawn(move || read(&asked, &typed));
        }
        Self {
            prompts,
            lines,
            printer,
            is_pipe,
            out: io::stdout(),
        }
    }

    /// Asks for the next line.
    pub(crate) fn ask(&self, prompt: &str) {
        // Where nobody reads any more, no line comes, which ends it.
        let _ = self.prompts.send(prompt.to_owned());
    }

    /// Waits for the line that was asked for; none at the end.
    pub(crate) async fn line(&mut self) -> Option<String> {
        self.lines.recv().await
    }

    /// Shows a line from a pipe as if it had been typed.
    pub(crate) fn echo(&mut self, prompt: &str, line: &str) -> io::Result<()> {
        if self.is_pipe {
            writeln!(self.out, "{prompt}{}", line.trim_end())?;
        }
        Ok(())
    }

    /// Prints text and a blank line, while no line is being typed.
    pub(crate) fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}\n")?;
        self.out.flush()
    }

    /// Prints the same while a line may be typed.
    pub(crate) fn interject(&mut self, text: &str) -> io::Result<()> {
        if let Some(print) = &mut self.printer
            && print(format!("{text}\n\n"))
        {
            return Ok(());
        }
        self.say(text)
    }
}

/// Reads with editing and a history.
fn edit(
    editor: &mut DefaultEditor,
    asked: &blocking::Receiver<String>,
    typed: &mpsc::UnboundedSender<String>,
) {
    while let Ok(prompt) = asked.recv() {
        let line = loop {
            match editor.readline(&prompt) {
                Ok(line) => break line,
                // Ctrl-C drops the line; a window of another size or a return from the background begins it anew.
                Err(ReadlineError::Interrupted | ReadlineError::Signal(_)) => {}
                Err(ReadlineError::Io(error)) if error.kind() == io::ErrorKind::InvalidData => {}
                Err(_) => return,
            }
        };
        // A line that is not kept is only not offered again.
        let _ = editor.add_history_entry(&line);
        if typed.send(line).is_err() {
            return;
        }
    }
}

/// Reads without.
fn read(asked: &blocking::Receiver<String>, typed: &mpsc::UnboundedSender<String>) {
    let mut input = io::stdin().lock();
    while asked.recv().is_ok() {
        let mut line = Vec::new();
        let taken = io::Read::take(&mut input, LONGEST).read_until(b'\n', &mut line);
        if !taken.is_ok_and(|bytes| bytes > 0) {
            return;
        }
        let line = String::from_utf8_lossy(&line).into_owned();
        if typed.send(line).is_err() {
            return;
        }
    }
}
