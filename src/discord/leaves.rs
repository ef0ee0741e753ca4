//! Long lists for moderators, a leaf at a time; they are kept in the store, so that
//! their pages are turned after a restart too.

use crate::clock;
use crate::store::records::{AnswerId, ListRecord};
use crate::store::{Store, StoreError};

/// A list for moderators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaves {
    /// It stays as it was made.
    Fixed(Vec<String>),
    /// It holds what people wrote and may remove, so that it is made anew for every look at it.
    Fresh(Vec<String>),
}

impl Leaves {
    /// What there is to show.
    pub fn list(&self) -> &[String] {
        match self {
            Self::Fixed(leaves) | Self::Fresh(leaves) => leaves,
        }
    }

    /// Keeps a list of more than one leaf for the moderators of a server.
    ///
    /// # Errors
    /// Where the store refuses.
    pub async fn keep(
        &self,
        id: AnswerId,
        guild: Option<u64>,
        store: &Store,
    ) -> Result<(), StoreError> {
        if self.list().len() < 2 {
            return Ok(());
        }
        let leaves = match self {
            Self::Fixed(leaves) => Some(leaves.clone()),
            Self::Fresh(_) => None,
        };
        let at = clock::seconds();
        store
            .keep_list(ListRecord {
                id,
                guild,
                leaves,
                at,
            })
            .await
    }
}
