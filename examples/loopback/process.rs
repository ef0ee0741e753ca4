//! The bot as a child process: built, started over the pretend Discord, ended.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context, bail};

use crate::loopback::Options;
use crate::prompt::Club;

/// How long the bot may take until it answers on Discord, on a busy machine too.
const START: Duration = Duration::from_mins(1);
/// How long it may take to end once it is asked to; it takes five seconds at most.
const END: Duration = Duration::from_secs(8);
/// How often something is looked for that nobody tells of.
const LOOK: Duration = Duration::from_millis(50);
/// The file in the bot's folder that says it is in use.
const LOCK: &str = "loopback.lock";
/// How much of the log is shown if the bot ends by itself, in lines.
const TAIL: usize = 6;

/// How to start the bot, as often as wanted.
#[derive(Debug)]
pub(crate) struct Launcher {
    binary: PathBuf,
    args: Vec<OsString>,
    folder: PathBuf,
    /// Held as long as the folder is used.
    _lock: File,
}

/// The bot while it runs; killed when this is dropped.
#[derive(Debug)]
pub(crate) struct Bot {
    child: Child,
    log: PathBuf,
}

/// The binary beside this example, built if need be; `BIN` names another one.
fn built(profile: &Path) -> anyhow::Result<PathBuf> {
    if let Some(named) = env::var_os("BIN") {
        return Ok(named.into());
    }
    let (Some(target), Some(folder)) = (
        profile.parent(),
        profile.file_name().and_then(OsStr::to_str),
    ) else {
        bail!("this example is not in cargo's folder; name the bot's binary with BIN");
    };
    // The folder of the profile `dev` is `debug`.
    let name = if folder == "debug" { "dev" } else { folder };
    let status = Command::new(env!("CARGO"))
        .args(["build", "--locked", "--bin", "tarkovsky-bot"])
        .args(["--profile", name, "--manifest-path"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .arg("--target-dir")
        .arg(target)
        // The build script's word to this process, which cargo would take for a change.
        .env_remove("GIT_COMMIT")
        .status()
        .context("cargo cannot be run")?;
    if !status.success() {
        bail!("the bot could not be built; what cargo says is above");
    }
    Ok(profile.join(format!("tarkovsky-bot{}", env::consts::EXE_SUFFIX)))
}

/// Takes a folder for this process alone, and makes it first if need be.
fn locked(folder: &Path) -> anyhow::Result<File> {
    let cannot = || format!("{} cannot be used", folder.display());
    fs::create_dir_all(folder).with_context(cannot)?;
    let lock = File::create(folder.join(LOCK)).with_context(cannot)?;
    if lock.try_lock().is_err() {
        bail!(
            "{} is in use by another of these; name another folder with TARKOVSKY__DATA__DIR",
            folder.display()
        );
    }
    Ok(lock)
}

/// Removes what an earlier Discord left to the bot: its messages are gone, so that rounds would go on unseen.
fn empty(folder: &Path) -> anyhow::Result<()> {
    let cannot = || format!("{} cannot be emptied", folder.display());
    for entry in fs::read_dir(folder).with_context(cannot)? {
        let path = entry.with_context(cannot)?.path();
        if path.ends_with(LOCK) {
            continue;
        }
        if path.is_dir() {
            fs::remove_dir_all(&path).with_context(cannot)?;
        } else {
            fs::remove_file(&path).with_context(cannot)?;
        }
    }
    Ok(())
}

impl Launcher {
    /// Builds the bot; `args` are its own.
    pub(crate) fn new(args: Vec<OsString>) -> anyhow::Result<Self> {
        let example = env::current_exe().context("this example cannot be found")?;
        // target/PROFILE/examples/loopback
        let profile = example.parent().and_then(Path::parent);
        let profile = profile.context("this example has no folder")?;
        let binary = built(profile)?;
        let named = env::var_os("TARKOVSKY__DATA__DIR").map(PathBuf::from);
        let own = || profile.parent().unwrap_or(profile).join("loopback");
        let folder = named.clone().unwrap_or_else(own);
        let lock = locked(&folder)?;
        if named.is_none() {
            empty(&folder)?;
        }
        Ok(Self {
            binary,
            args,
            folder,
            _lock: lock,
        })
    }

    /// The folder of what the bot keeps.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where its log is written.
    pub(crate) fn log(&self) -> PathBuf {
        self.folder.join("bot.log")
    }

    /// Starts it and waits until it answers.
    pub(crate) async fn start(&self, club: &Club) -> anyhow::Result<Bot> {
        let sessions = club.discord.sessions();
        let log = self.log();
        let file =
            File::create(&log).with_context(|| format!("{} cannot be written", log.display()))?;
        let errors = file.try_clone().context("its log cannot be shared")?;
        let child = Command::new(&self.binary)
            .arg("run")
            .args(&self.args)
            .env("DISCORD_TOKEN", Options::default().token)
            .env_remove("DISCORD_TOKEN_FILE")
            .env("TARKOVSKY__DISCORD__API_URL", club.discord.address())
            .env(
                "TARKOVSKY__DISCORD__HOME_SERVERS",
                club.server.id().to_string(),
            )
            .env("TARKOVSKY__DATA__DIR", &self.folder)
            // Another bot of this folder's configuration may have the port.
            .env("TARKOVSKY__TELEMETRY__ADDRESS", "")
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(errors)
            .spawn()
            .with_context(|| format!("{} cannot be started", self.binary.display()))?;
        let mut bot = Bot { child, log };
        bot.is_there(club, sessions).await?;
        Ok(bot)
    }
}

impl Bot {
    /// Waits until it has begun a session after so many, and all its commands are there.
    async fn is_there(&mut self, club: &Club, sessions: usize) -> anyhow::Result<()> {
        let there = async {
            loop {
                let commands = club.discord.commands();
                let is_home = commands
                    .iter()
                    .any(|command| !command["guild_id"].is_null());
                let is_new = club.discord.sessions() > sessions;
                if is_home && is_new && club.discord.is_ready_within(LOOK).await {
                    return;
                }
                tokio::time::sleep(LOOK).await;
            }
        };
        tokio::select! {
            () = there => Ok(()),
            told = self.death() => bail!(told),
            () = tokio::time::sleep(START) => bail!(
                "the bot does not answer after {START:?}; the end of its log:\n{}",
                self.tail()
            ),
        }
    }

    /// Waits until it has ended, and says so.
    pub(crate) async fn death(&mut self) -> String {
        loop {
            if let Some(told) = self.has_ended() {
                return told;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// How it ended, if it did.
    pub(crate) fn has_ended(&mut self) -> Option<String> {
        let status: ExitStatus = self.child.try_wait().ok()??;
        let tail = self.tail();
        Some(format!(
            "The bot has ended ({status}). The end of its log:\n{tail}"
        ))
    }

    fn tail(&self) -> String {
        let log = fs::read(&self.log).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(TAIL)..].join("\n")
    }

    /// Asks it to end, and waits until it has.
    pub(crate) async fn end(&mut self) {
        if self.has_ended().is_none() && self.is_asked_to_end() {
            // What takes longer is killed.
            let _ = tokio::time::timeout(END, self.death()).await;
        }
    }

    /// Sends it what a supervisor sends; false where that cannot be done.
    fn is_asked_to_end(&self) -> bool {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status();
        sent.is_ok_and(|status| status.success())
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
