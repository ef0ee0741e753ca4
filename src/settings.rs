//! Settings: defaults in the binary, then `config/local.toml`, then the
//! environment, then options; validated once and never changed.

mod discord;
mod token;
mod trivia;

use std::fmt::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use config::{Config, Environment, File, FileFormat, Value, ValueKind};
use serde::Deserialize;

use crate::answer::limits::{Limits, MAX_TERMS};

pub use discord::{CooldownSettings, DiscordSettings, Ids, WatchdogSettings};
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
    /// Some source of settings cannot be read or holds a wrong key or value.
    #[error("the configuration ({read}) is not right")]
    Invalid {
        /// The sources read.
        read: String,
        /// What is wrong.
        source: config::ConfigError,
    },
    /// A bound is out of its range.
    #[error("{key} is {value}; it must be from {min} to {max}")]
    Bound {
        /// The key.
        key: &'static str,
        /// Its value.
        value: u64,
        /// The least allowed.
        min: u64,
        /// The most allowed.
        max: u64,
    },
    /// A number is not whole, or no number.
    #[error("{key} is {value}; it must be a whole number, such as {default}")]
    Whole {
        /// The key.
        key: String,
        /// Its value.
        value: String,
        /// What it is where nothing is set.
        default: String,
    },
    /// The file that is to hold the token cannot be read.
    #[error("DISCORD_TOKEN_FILE names {path}, which cannot be read")]
    TokenFile {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A value is none of those that are understood.
    #[error("{key} is {value:?}; it must be {must}")]
    Value {
        /// The key.
        key: &'static str,
        /// Its value.
        value: String,
        /// What is understood.
        must: &'static str,
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
/// Where a key is unknown, a value of the wrong type or out of its range.
pub fn load(local: &Path) -> Result<Settings, SettingsError> {
    let mut read = String::from("defaults, ");
    let mut builder = Config::builder().add_source(File::from_str(DEFAULTS, FileFormat::Toml));
    if local.exists() {
        let _ = write!(read, "{}, ", local.display());
        builder = builder.add_source(File::from(local).format(FileFormat::Toml));
    }
    read.push_str("environment");
    let environment = Environment::with_prefix(PREFIX)
        .prefix_separator("__")
        .separator("__")
        .try_parsing(true);
    let invalid = |source| SettingsError::Invalid {
        read: read.clone(),
        source,
    };
    let config = builder.add_source(environment).build().map_err(invalid)?;
    let defaults = Config::builder()
        .add_source(File::from_str(DEFAULTS, FileFormat::Toml))
        .build()
        .map_err(invalid)?;
    whole(&defaults.cache, &config.cache, "")?;
    let mut settings: Settings = config.try_deserialize().map_err(invalid)?;
    if let Some(token) = token::from_environment()? {
        settings.discord.token = token;
    }
    bounds(&settings)?;
    values(&settings)?;
    Ok(settings)
}

/// Where the default is a whole number, what is set is one: the `config` crate would cut a fraction off.
fn whole(default: &Value, set: &Value, key: &str) -> Result<(), SettingsError> {
    match (&default.kind, &set.kind) {
        (ValueKind::Table(defaults), ValueKind::Table(all)) => {
            defaults.iter().try_for_each(|(name, default)| {
                let dot = if key.is_empty() { "" } else { "." };
                let key = format!("{key}{dot}{name}");
                all.get(name)
                    .map_or(Ok(()), |set| whole(default, set, &key))
            })
        }
        (
            ValueKind::I64(_),
            ValueKind::I64(_) | ValueKind::U64(_) | ValueKind::I128(_) | ValueKind::U128(_),
        ) => Ok(()),
        (ValueKind::I64(default), other) => Err(SettingsError::Whole {
            key: key.to_owned(),
            value: match other {
                ValueKind::String(text) => format!("{text:?}"),
                other => other.to_string(),
            },
            default: default.to_string(),
        }),
        _ => Ok(()),
    }
}

/// Numbers are within their ranges.
fn bounds(settings: &Settings) -> Result<(), SettingsError> {
    let limits = &settings.limits;
    let (cooldown, watchdog) = (&settings.cooldown, &settings.watchdog);
    for (key, value, min, max) in [
        (
            "knowledge.max_shrink_percent",
            settings.knowledge.max_shrink_percent as u64,
            1,
            100,
        ),
        (
            "limits.question_chars",
            limits.question_chars as u64,
            16,
            6_000,
        ),
        ("limits.terms", limits.terms as u64, 1, MAX_TERMS as u64),
        ("limits.expansions", limits.expansions as u64, 1, 64),
        ("limits.candidates", limits.candidates as u64, 1, 512),
        ("limits.passages", limits.passages as u64, 1, 64),
        (
            "cooldown.question_burst",
            cooldown.question_burst.into(),
            1,
            1_000,
        ),
        (
            "cooldown.question_seconds",
            cooldown.question_seconds,
            0,
            3_600,
        ),
        (
            "cooldown.button_burst",
            cooldown.button_burst.into(),
            1,
            1_000,
        ),
        ("cooldown.button_seconds", cooldown.button_seconds, 0, 3_600),
        (
            "watchdog.connect_seconds",
            watchdog.connect_seconds,
            1,
            3_600,
        ),
        (
            "watchdog.heartbeat_seconds",
            watchdog.heartbeat_seconds,
            1,
            3_600,
        ),
        ("watchdog.revivals", watchdog.revivals.into(), 0, 1_000),
        ("trivia.seconds", settings.trivia.seconds.into(), 2, 600),
        (
            "trivia.rest_seconds",
            settings.trivia.rest_seconds.into(),
            0,
            600,
        ),
        ("data.keep_days", settings.data.keep_days as u64, 1, 3_650),
    ] {
        if !(min..=max).contains(&value) {
            return Err(SettingsError::Bound {
                key,
                value,
                min,
                max,
            });
        }
    }
    Ok(())
}

/// Texts are of the forms that are understood.
fn values(settings: &Settings) -> Result<(), SettingsError> {
    let wrong = |key, value: &str, must| {
        Err(SettingsError::Value {
            key,
            value: value.to_owned(),
            must,
        })
    };
    if let Some(url) = settings.discord.api_url()
        && !is_origin(url)
    {
        return wrong(
            "discord.api_url",
            url,
            "http:// or https://, a host and perhaps a port, without a path",
        );
    }
    let telemetry = &settings.telemetry;
    if !telemetry.address.trim().is_empty() && telemetry.address().is_none() {
        return wrong(
            "telemetry.address",
            &telemetry.address,
            "an IP address and a port, such as 127.0.0.1:9464, or empty",
        );
    }
    if !["off", "error", "warn", "info", "debug", "trace"].contains(&telemetry.log.as_str()) {
        return wrong(
            "telemetry.log",
            &telemetry.log,
            "off, error, warn, info, debug or trace",
        );
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
