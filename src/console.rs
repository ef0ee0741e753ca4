//! The console: the same requests and replies at a prompt, without a token.
use crate::edition::Edition;
use crate::settings::Settings;
/// stub
pub fn run(_e: &Edition, _s: &Settings) -> anyhow::Result<()> { Ok(()) }
