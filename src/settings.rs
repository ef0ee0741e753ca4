//! Settings: defaults in the binary, then `config/local.toml`, then the
//! environment, then options; validated once and never changed.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use config::{Config, Environment, File, FileFormat};
use serde::Deserialize;

use crate::answer::limits::{Limits, MAX_TERMS};

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
        value: usize,
        /// The least allowed.
        min: usize,
        /// The most allowed.
        max: usize,
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
    let settings: Settings = builder
        .add_source(environment)
        .build()
        .and_then(Config::try_deserialize)
        .map_err(|source| SettingsError::Invalid { read, source })?;
    let limits = &settings.limits;
    for (key, value, min, max) in [
        (
            "knowledge.max_shrink_percent",
            settings.knowledge.max_shrink_percent,
            1,
            100,
        ),
        ("limits.question_chars", limits.question_chars, 16, 6_000),
        ("limits.terms", limits.terms, 1, MAX_TERMS),
        ("limits.expansions", limits.expansions, 1, 64),
        ("limits.candidates", limits.candidates, 1, 512),
        ("limits.passages", limits.passages, 1, 64),
        ("data.keep_days", settings.data.keep_days, 1, 3_650),
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
    Ok(settings)
}
