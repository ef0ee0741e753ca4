//! The built bot on a Discord on loopback.

use std::io::{BufRead, BufReader};
use std::process::Child;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::Binary;
use crate::loopback::{Discord, Options};

/// The bot, not yet started.
#[must_use = "start it"]
#[derive(Debug)]
pub(crate) struct Bot {
    binary: Binary,
}

/// The bot, running; it is killed when this is dropped.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    // Its folder goes when this does.
    _binary: Binary,
    log: Arc<Mutex<Vec<String>>>,
    reader: Option<JoinHandle<()>>,
}

impl Bot {
    /// For this Discord, as it comes.
    pub(crate) fn of(discord: &Discord) -> Self {
        let binary = Binary::new(&["run"])
            .env("DISCORD_TOKEN", &Options::default().token)
            .env("TARKOVSKY__DISCORD__API_URL", &discord.address())
            .env("TARKOVSKY__TELEMETRY__LOG", "debug");
        Self { binary }
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
        let stderr = child.stderr.take().expect("stderr is piped");
        let lines = Arc::clone(&log);
        let reader = std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                lines.lock().expect("no reader panics").push(line);
            }
        });
        Running {
            child,
            _binary: self.binary,
            log,
            reader: Some(reader),
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
                if let Some(reader) = self.reader.take() {
                    reader.join().expect("the reader does not panic");
                }
                return (status.code(), begun.elapsed());
            }
            assert!(
                begun.elapsed() < patience,
                "it did not end in {patience:?}:\n{}",
                self.log()
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// What it has logged so far.
    pub(crate) fn log(&self) -> String {
        self.log.lock().expect("no reader panics").join("\n")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
        if std::thread::panicking() {
            println!("the bot's log:\n{}", self.log());
        }
    }
}
