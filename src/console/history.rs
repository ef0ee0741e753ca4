//! The console's history, in a file of the data folder. It is a comfort: where
//! it cannot be read or written there is one warning, and the console goes on.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustyline::error::ReadlineError;
use rustyline::history::DefaultHistory;
use rustyline::{Editor, Helper};

/// File name inside the data folder.
const FILE: &str = "console-history";
/// Longest line that is kept, in characters: a pasted page is nothing to come back to.
const MAX_CHARS: usize = 1_000;

/// Where the history is kept.
#[derive(Debug)]
pub(super) struct History {
    /// `None` after a failure, so that the warning comes once.
    file: Option<PathBuf>,
}

impl History {
    /// Reads what earlier consoles kept; the folder is made with the first line.
    pub(super) fn open<H: Helper>(dir: &Path, editor: &mut Editor<H, DefaultHistory>) -> Self {
        let file = dir.join(FILE);
        match editor.load_history(&file) {
            Err(ReadlineError::Io(error)) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Self::warned(&file, "read", &error),
            Ok(()) => {}
        }
        Self { file: Some(file) }
    }

    /// Keeps a line, at once: a closed window must not lose it.
    pub(super) fn add<H: Helper>(&mut self, line: &str, editor: &mut Editor<H, DefaultHistory>) {
        if line.trim().is_empty() || line.chars().count() > MAX_CHARS {
            return;
        }
        let added = editor.add_history_entry(line.trim());
        let Some(file) = &self.file else { return };
        let kept = added.and_then(|new| {
            if new {
                if let Some(dir) = file.parent() {
                    fs::create_dir_all(dir)?;
                }
                editor.append_history(file)?;
            }
            Ok(())
        });
        if let Err(error) = kept {
            *self = Self::warned(file, "written", &error);
        }
    }

    fn warned(file: &Path, what: &str, error: &ReadlineError) -> Self {
        eprintln!(
            "warning: the history {} cannot be {what}: {error}",
            file.display()
        );
        Self { file: None }
    }
}
