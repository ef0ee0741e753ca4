//! What must be known at the next start: which edition is live, which numbers
//! were given, and whether it was rolled back to. One value in the store, set in
//! the transaction that writes the history.

use serde::{Deserialize, Serialize};

use crate::store::Store;

use super::archive::Manifest;
use super::outcome::EditionsError;

/// The key of the value.
const KEY: &str = "edition";

/// Which edition is live, and what to count on from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    /// The live edition.
    pub(super) live: Manifest,
    /// The highest number given to an edition that went live.
    pub(super) last: u32,
    /// True where it was rolled back to: the folder is not read until the next reload.
    pub(super) rolled_back: bool,
}

impl State {
    /// What was stored, where anything was.
    pub(super) async fn load(store: &Store) -> Result<Option<Self>, EditionsError> {
        match store.meta(KEY).await? {
            Some(json) => serde_json::from_str(&json)
                .map(Some)
                .map_err(|error| EditionsError::State(error.to_string())),
            None => Ok(None),
        }
    }

    /// The value under its key.
    pub(super) fn entry(&self) -> Result<(String, String), EditionsError> {
        let json =
            serde_json::to_string(self).map_err(|error| EditionsError::State(error.to_string()))?;
        Ok((KEY.to_owned(), json))
    }
}
