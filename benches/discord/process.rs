//! The two bots as child processes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::it::loopback::{Discord, Options};

/// Which bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The one this repository is about.
    Ours,
    /// The least a bot can be.
    Empty,
}

/// A bot while it runs; killed when it is dropped.
pub(crate) struct Bot {
    child: Child,
}

/// A folder for what a bot writes; removed when it is dropped.
pub(crate) struct Data(PathBuf);

impl Data {
    /// Its path only; who uses it makes it.
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("bench-{}-{next}", std::process::id());
        Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name))
    }
}

impl Data {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Data {
    fn drop(&mut self) {
        // What is left behind is in cargo's own folder.
        drop(fs::remove_dir_all(&self.0));
    }
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ours => "tarkovsky-bot",
            Self::Empty => "empty_bot",
        }
    }

    /// Starts it against this Discord.
    pub(crate) fn start(self, discord: &Discord, data: &Data) -> Bot {
        let ours = Path::new(env!("CARGO_BIN_EXE_tarkovsky-bot"));
        // Another build of the bot, to compare with.
        let named = std::env::var_os("BIN").map_or_else(|| ours.to_owned(), PathBuf::from);
        let mut command = match self {
            Self::Ours => {
                let mut command = Command::new(named);
                command
                    .arg("run")
                    .env("TARKOVSKY__DISCORD__API_URL", discord.address())
                    .env("TARKOVSKY__TRIVIA__REST_SECONDS", "0")
                    .env("TARKOVSKY__DATA__DIR", &data.0);
                command
            }
            Self::Empty => {
                let built = || ours.with_file_name("examples/empty_bot");
                let named = std::env::var_os("EMPTY").map_or_else(built, PathBuf::from);
                let mut command = Command::new(named);
                command.env("DISCORD_PROXY", discord.address());
                command
            }
        };
        let errors = if std::env::var_os("SHOW_LOG").is_some() {
            Stdio::inherit()
        } else {
            Stdio::null()
        };
        let child = command
            .env("DISCORD_TOKEN", Options::default().token)
            .env_remove("RUST_LOG")
            .stdout(Stdio::null())
            .stderr(errors)
            .spawn()
            .expect("the bot is built");
        Bot { child }
    }
}

impl Bot {
    /// A line of `/proc/…/status`, in MiB; none where there is no such file.
    pub(crate) fn mebibytes(&self, key: &str) -> Option<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(key))?;
        let kibibytes: f64 = line.trim_matches([':', ' ', '\t', 'k', 'B']).parse().ok()?;
        Some(kibibytes / 1024.0)
    }
}

impl Bot {
    /// Processor time it has used, in microseconds; none where `/proc` does not tell.
    pub(crate) fn processor_time(&self) -> Option<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        // After the name, which may hold blanks: state is the third field, user and system time the 14th and 15th.
        let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
        let mut ticks = || fields.next()?.parse::<f64>().ok();
        // The kernel counts a hundred ticks a second, whatever it is built with.
        Some((ticks()? + ticks()?) * 1e4)
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
