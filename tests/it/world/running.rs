//! The built bot on a Discord on loopback.

use std::io::{BufRead, BufReader, Read};
use std::process::Child;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::Binary;
use crate::loopback::{Discord, Options, SECRETS};

/// Lines of the log that a failed test shows; more would bury what failed.
const SHOWN: usize = 60;
/// How long something that is to be logged is waited for.
const SAID: Duration = Duration::from_secs(20);

/// The bot, not yet started.
#[must_use = "start it"]
#[derive(Debug)]
pub(crate) struct Bot {
    binary: Binary,
    /// Whether anybody reads what it logs.
    heard: bool,
}

/// The bot, running; it is killed when this is dropped.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    // Its folder goes when this does.
    _binary: Binary,
    log: Lines,
    readers: Vec<JoinHandle<()>>,
}

/// What it has said, line by line.
type Lines = Arc<Mutex<Vec<String>>>;

/// Reads lines until there are no more.
fn read(from: impl Read + Send + 'static, into: Lines) -> JoinHandle<()> {
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            into.lock().expect("no reader panics").push(line);
        }
    })
}

impl Bot {
    /// For this Discord, as it comes.
    pub(crate) fn of(discord: &Discord) -> Self {
        let binary = Binary::new(&["run"])
            .env("DISCORD_TOKEN", &Options::default().token)
            .env("TARKOVSKY__DISCORD__API_URL", &discord.address())
            .env("TARKOVSKY__TELEMETRY__LOG", "debug");
        let heard = true;
        Self { binary, heard }
    }

    /// With the token in a file instead of the environment.
    pub(crate) fn with_token_in(mut self, file: &std::path::Path) -> Self {
        std::fs::write(file, format!("{}\n", Options::default().token)).expect("it can be written");
        self.binary = self
            .binary
            .env("DISCORD_TOKEN", "")
            .env("DISCORD_TOKEN_FILE", &file.display().to_string());
        self
    }

    /// With a key of the configuration, such as `discord.mentions`.
    pub(crate) fn with(mut self, key: &str, value: &str) -> Self {
        let name = format!("TARKOVSKY__{}", key.replace('.', "__").to_uppercase());
        self.binary = self.binary.env(&name, value);
        self
    }

    /// With one more argument.
    pub(crate) fn arg(mut self, arg: impl AsRef<std::ffi::OsStr>) -> Self {
        self.binary = self.binary.arg(arg);
        self
    }

    /// With nobody to read its log: whatever it writes there fails.
    pub(crate) fn unheard(mut self) -> Self {
        self.heard = false;
        self
    }

    /// Starts it and waits until Discord hears it.
    pub(crate) async fn start(self, discord: &Discord) -> Running {
        let running = self.launch();
        discord.ready().await;
        running
    }

    /// Starts it and does not wait.
    pub(crate) fn launch(self) -> Running {
        let mut child = self.binary.spawn();
        let log = Arc::new(Mutex::new(Vec::new()));
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let mut readers = vec![read(stdout.expect("stdout is piped"), Arc::clone(&log))];
        if self.heard {
            readers.push(read(stderr.expect("stderr is piped"), Arc::clone(&log)));
        }
        Running {
            child,
            _binary: self.binary,
            log,
            readers,
        }
    }
}

impl Running {
    /// Asks it to end, as a supervisor does.
    pub(crate) fn terminate(&self) {
        self.signal("TERM");
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, name: &str) {
        let sent = std::process::Command::new("kill")
            .args([format!("-{name}"), self.child.id().to_string()])
            .status();
        assert!(sent.expect("kill can be run").success(), "no SIG{name}");
    }

    /// Waits for its end; its exit code, and how long it took.
    pub(crate) async fn ended(&mut self, patience: Duration) -> (Option<i32>, Duration) {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("it can be waited for") {
                self.hear_out();
                return (status.code(), begun.elapsed());
            }
            assert!(
                begun.elapsed() < patience,
                "it did not end in {patience:?}:\n{}",
                self.tail()
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until these words are in its log.
    pub(crate) async fn says(&self, words: &str) {
        let begun = Instant::now();
        while !self.log().contains(words) {
            assert!(
                begun.elapsed() < SAID,
                "{words:?} is not said:\n{}",
                self.tail()
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// What it has logged so far, and printed.
    pub(crate) fn log(&self) -> String {
        self.log.lock().expect("no reader panics").join("\n")
    }

    /// The last of it, for failed tests.
    pub(crate) fn tail(&self) -> String {
        let log = self.log.lock().expect("no reader panics");
        log[log.len().saturating_sub(SHOWN)..].join("\n")
    }

    /// Reads what is left, once it has ended.
    fn hear_out(&mut self) {
        for reader in self.readers.drain(..) {
            reader.join().expect("the reader does not panic");
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
        self.hear_out();
        if std::thread::panicking() {
            println!("the end of the bot's log:\n{}", self.tail());
            return;
        }
        // Whatever a test is about: no token is ever said aloud.
        let log = self.log.lock().expect("no reader panics");
        let told = log
            .iter()
            .find(|line| SECRETS.iter().any(|secret| line.contains(secret)));
        assert!(told.is_none(), "a token is in the log: {told:?}");
    }
}
