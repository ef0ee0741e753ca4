//! The built binary as a child process, and folders for it to work in.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use serde_json::Value;

/// A number an environment variable sets, or the default.
pub(crate) fn number_from_environment(name: &str, default: u32) -> u32 {
    match std::env::var(name) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{name} is {text:?}, not a number")),
        Err(_) => default,
    }
}

/// A run of the binary, not yet started; nobody's own settings reach it.
#[must_use = "run it"]
#[derive(Debug)]
pub(crate) struct Binary {
    args: Vec<OsString>,
    stdin: Vec<u8>,
    environment: Vec<(String, String)>,
    folder: Folder,
}

impl Binary {
    /// With these arguments.
    pub(crate) fn new<A: AsRef<OsStr>>(args: &[A]) -> Self {
        let args = args.iter().map(|arg| arg.as_ref().to_owned()).collect();
        Self {
            args,
            stdin: Vec::new(),
            environment: Vec::new(),
            folder: Folder::new(),
        }
    }

    /// One more argument.
    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    /// With these bytes as standard input.
    pub(crate) fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    /// With an environment variable.
    pub(crate) fn env(mut self, key: &str, value: &str) -> Self {
        self.environment.push((key.to_owned(), value.to_owned()));
        self
    }

    /// With a file in the folder it works in.
    pub(crate) fn file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        self.folder.write(name, text);
        self
    }

    /// Starts it with all three streams as pipes.
    pub(crate) fn spawn(&self) -> Child {
        self.command().spawn().expect("cargo has built the binary")
    }

    /// Runs it to its end with standard output going elsewhere.
    pub(crate) fn run_into(self, stdout: impl Into<Stdio>) -> Output {
        self.command()
            .stdout(stdout)
            .output()
            .expect("cargo has built the binary")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tarkovsky-bot"));
        for (key, _) in
            std::env::vars_os().filter(|(key, _)| key.to_string_lossy().starts_with("TARKOVSKY__"))
        {
            command.env_remove(key);
        }
        command
            .args(&self.args)
            .env_remove("RUST_LOG")
            .env_remove("DISCORD_TOKEN")
            .env_remove("DISCORD_TOKEN_FILE")
            .envs(self.environment.iter().map(|(key, value)| (key, value)))
            .current_dir(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs it to its end.
    pub(crate) fn run(self) -> Ran {
        let mut child = self.spawn();
        let mut stdin = child.stdin.take().expect("stdin is piped");
        let input = self.stdin.clone();
        // It may end without reading all of its input.
        let writer = thread::spawn(move || drop(stdin.write_all(&input)));
        let mut errors = child.stderr.take().expect("stderr is piped");
        let reader = thread::spawn(move || {
            let mut text = String::new();
            errors.read_to_string(&mut text).map(|_| text)
        });
        let mut output = Vec::new();
        child
            .stdout
            .take()
            .expect("stdout is piped")
            .read_to_end(&mut output)
            .expect("stdout is read");
        let code = child.wait().expect("the child ends").code();
        writer.join().expect("the writer does not panic");
        let stderr = reader
            .join()
            .expect("the reader does not panic")
            .expect("stderr is UTF-8");
        Ran {
            args: self.args,
            code,
            stdout: String::from_utf8(output).expect("stdout is UTF-8"),
            stderr,
        }
    }
}

/// A run that has ended.
#[must_use = "say what is expected of the run"]
#[derive(Debug)]
pub(crate) struct Ran {
    args: Vec<OsString>,
    code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// Ended with this code.
    pub(crate) fn expect_code(&self, code: i32) -> &Self {
        self.require(self.code == Some(code), &format!("the code is not {code}"))
    }

    /// Refused: code 2, nothing on standard output, and every one of these words on standard error.
    pub(crate) fn expect_refused(&self, words: &[&str]) -> &Self {
        self.expect_code(2).require(
            self.stdout.is_empty(),
            "a refusal prints to standard output",
        );
        self.require(!self.stderr.contains("panicked"), "it panicked");
        words.iter().fold(self, |ran, word| {
            ran.require(self.stderr.contains(word), &format!("{word:?} is not told"))
        })
    }

    /// Prints this somewhere.
    pub(crate) fn expect_stdout(&self, words: &str) -> &Self {
        self.require(
            self.stdout.contains(words),
            &format!("{words:?} is not printed"),
        )
    }

    /// Standard output as JSON lines.
    pub(crate) fn json_lines(&self) -> Vec<Value> {
        let read =
            |line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e} in the line {line}"));
        self.stdout.lines().map(read).collect()
    }

    fn require(&self, holds: bool, complaint: &str) -> &Self {
        assert!(holds, "{complaint}, of {:?}: {self:#?}", self.args);
        self
    }
}

/// A folder of one test, removed with the value.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A new, empty one.
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "it-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).expect("cargo's folder for tests can be written");
        Self(path)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file into it.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).expect("the folder can be written");
        }
        fs::write(&path, bytes).expect("the folder can be written");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left behind is in cargo's own folder.
        drop(fs::remove_dir_all(&self.0));
    }
}
