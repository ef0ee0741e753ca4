//! Settings: defaults in the binary, then `config/local.toml`, then the
//! environment, then options; validated once and never changed.

mod discord;
mod shape;
mod token;
mod trivia;

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use config::{Config, Environment, File, FileFormat, Value};
use serde::Deserialize;

use crate::answer::limits::Limits;

pub use discord::{CooldownSettings, DiscordSettings, Ids, WatchdogSettings};
pub use shape::Written;
pub use trivia::TriviaSettings;

/// The commented defaults, the same file the repository shows.
const DEFAULTS: &str = include_str!("../config/default.toml");
/// Prefix of environment variables.
const PREFIX: &str = "TARKOVSKY";

/// All settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where the knowledge comes from.
    pub knowledge: KnowledgeSettings,
    /// Bounds on one answer.
    pub limits: Limits,
    /// What the bot writes.
    pub data: DataSettings,
    /// Whom the bot answers on Discord, and where.
    pub discord: DiscordSettings,
    /// How rounds of trivia are.
    pub trivia: TriviaSettings,
    /// How often one person may ask.
    pub cooldown: CooldownSettings,
    /// When the connection counts as lost.
    pub watchdog: WatchdogSettings,
    /// What the bot tells of itself.
    pub telemetry: TelemetrySettings,
}

/// What the bot tells of itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TelemetrySettings {
    /// Address of health and metrics; empty means there is none.
    address: String,
    /// Least severe level that is logged.
    pub log: String,
    /// Whether the log is JSON.
    pub log_json: bool,
}

impl TelemetrySettings {
    /// Where health and metrics are served, where they are.
    pub fn address(&self) -> Option<SocketAddr> {
        self.address.trim().parse().ok()
    }
}

/// Where the knowledge comes from; an empty path means none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnowledgeSettings {
    dir: PathBuf,
    library: PathBuf,
    /// Share of the claims, in per cent, that a reload may take away without being forced.
    pub max_shrink_percent: usize,
}

/// Where the bot writes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataSettings {
    /// The folder.
    pub dir: PathBuf,
    /// Days for which answers and reports are kept.
    pub keep_days: usize,
}

/// Why the settings are refused.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Some source of settings cannot be read.
    #[error("the configuration cannot be read")]
    Invalid(#[from] config::ConfigError),
    /// The file cannot be read.
    #[error("{} cannot be read", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A folder stands where the file should.
    #[error("{} is a folder; it must be a TOML file, or not be there at all", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// The file is not UTF-8.
    #[error("{}:{line}: this is not UTF-8 text; save the file as UTF-8", path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
        /// The first line that is not, from 1.
        line: usize,
    },
    /// The file is not TOML. The line itself is not shown: a token may stand in it.
    #[error("{}:{line}: this is not TOML: {message}", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// There is no such key.
    #[error("there is no key {key}, which {origin} sets; at this place there are {known}")]
    UnknownKey {
        /// The key.
        key: String,
        /// Where it is set.
        origin: String,
        /// The keys there are beside it.
        known: String,
    },
    /// The file that is to hold the token cannot be read.
    #[error("DISCORD_TOKEN_FILE names {path}, which cannot be read")]
    TokenFile {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file that is to hold the token holds nothing.
    #[error("DISCORD_TOKEN_FILE names {path}, which is empty; write the token into it")]
    EmptyTokenFile {
        /// The file.
        path: PathBuf,
    },
    /// A value is none of those that are understood.
    #[error("{key} is {value}; it must be {must} (set by {origin})")]
    Value {
        /// The key.
        key: String,
        /// Its value.
        value: Written,
        /// What is understood.
        must: String,
        /// Where it is set.
        origin: String,
    },
}

impl KnowledgeSettings {
    /// The knowledge folder, where one is set.
    pub fn dir(&self) -> Option<&Path> {
        Some(self.dir.as_path()).filter(|path| !path.as_os_str().is_empty())
    }

    /// The library folder, where one is set.
    pub fn library(&self) -> Option<&Path> {
        Some(self.library.as_path()).filter(|path| !path.as_os_str().is_empty())
    }
}

/// Reads defaults, `local` where it exists, and the environment.
///
/// # Errors
/// Where a key is unknown, a value of the wrong type or out of its range; with the key and where it is set.
pub fn load(local: &Path) -> Result<Settings, SettingsError> {
    let defaults = File::from_str(DEFAULTS, FileFormat::Toml);
    let mut builder = Config::builder().add_source(defaults.clone());
    if local.exists() {
        look_at(local)?;
        builder = builder.add_source(File::from(local).format(FileFormat::Toml));
    }
    let environment = Environment::with_prefix(PREFIX)
        .prefix_separator("__")
        .separator("__")
        .try_parsing(true);
    let config = builder.add_source(environment).build()?;
    let defaults = Config::builder().add_source(defaults).build()?;
    shape::check(&defaults.cache, &config.cache)?;
    let set = config.cache.clone();
    let mut settings: Settings = config.try_deserialize()?;
    if let Some(token) = token::from_environment()? {
        settings.discord.token = token;
    }
    values(&settings, &set)?;
    Ok(settings)
}

/// A file that can be read and is TOML; what the `config` crate says of one that is not shows its lines.
fn look_at(local: &Path) -> Result<(), SettingsError> {
    let path = || local.to_owned();
    if local.is_dir() {
        return Err(SettingsError::Folder { path: path() });
    }
    let bytes = fs::read(local).map_err(|source| SettingsError::Io {
        path: path(),
        source,
    })?;
    let line = |offset: usize| {
        let before = &bytes[..offset.min(bytes.len())];
        before.split(|byte| *byte == b'\n').count()
    };
    let text = std::str::from_utf8(&bytes).map_err(|error| SettingsError::Encoding {
        path: path(),
        line: line(error.valid_up_to()),
    })?;
    match toml::from_str::<toml::Table>(text) {
        Ok(_) => Ok(()),
        Err(error) => Err(SettingsError::Toml {
            path: path(),
            line: line(error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        }),
    }
}

/// Texts are of the forms that are understood.
fn values(settings: &Settings, set: &Value) -> Result<(), SettingsError> {
    let wrong = |part: &str, name: &str, must: &str| {
        let value = shape::find(set, part, name).unwrap_or(set);
        shape::wrong(&format!("{part}.{name}"), value, must.to_owned())
    };
    if let Some(url) = settings.discord.api_url()
        && !is_origin(url)
    {
        return wrong(
            "discord",
            "api_url",
            "http:// or https://, a host and perhaps a port, without a path",
        );
    }
    let telemetry = &settings.telemetry;
    if !telemetry.address.trim().is_empty() && telemetry.address().is_none() {
        return wrong(
            "telemetry",
            "address",
            "an IP address and a port, such as 127.0.0.1:9464, or empty",
        );
    }
    if !["off", "error", "warn", "info", "debug", "trace"].contains(&telemetry.log.as_str()) {
        return wrong("telemetry", "log", "off, error, warn, info, debug or trace");
    }
    Ok(())
}

/// True for scheme, host and port alone.
fn is_origin(url: &str) -> bool {
    let rest = url
        .strip_prefix("http://")
        .or_else(|| url.strip_prefix("https://"));
    rest.is_some_and(|host| {
        !host.is_empty()
            && !host.contains(['/', '?', '#', '@', ' '])
            && !host.chars().any(char::is_control)
    })
}
