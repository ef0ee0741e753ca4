//! The token where the environment gives it: itself, or in a file it names, as
//! systemd's credentials and containers' secrets do.

use std::path::PathBuf;
use std::{env, fs};

use secrecy::SecretString;

use super::SettingsError;

/// The variable everybody knows for a bot's token.
const VARIABLE: &str = "DISCORD_TOKEN";
/// The variable that names a file: unlike the environment, it is handed on to no child and shown in no listing.
const FILE_VARIABLE: &str = "DISCORD_TOKEN_FILE";

/// The token; none where neither variable is set.
///
/// # Errors
/// Where the file that is named cannot be read, or is empty.
pub(super) fn from_environment() -> Result<Option<SecretString>, SettingsError> {
    let set = |name| env::var(name).ok().filter(|text| !text.trim().is_empty());
    if let Some(token) = set(VARIABLE) {
        return Ok(Some(token.trim().into()));
    }
    let Some(path) = set(FILE_VARIABLE).map(PathBuf::from) else {
        return Ok(None);
    };
    match fs::read_to_string(&path) {
        Ok(token) if token.trim().is_empty() => Err(SettingsError::EmptyTokenFile { path }),
        Ok(token) => Ok(Some(token.trim().into())),
        Err(source) => Err(SettingsError::TokenFile { path, source }),
    }
}
