//! What answers are made over and kept in. It is opened while the bot connects,
//! so that neither waits for the other.

use std::sync::Arc;

use tokio::sync::watch;

use crate::edition::Edition;
use crate::editions::Editions;
use crate::rounds::Rounds;
use crate::store::{Store, StoreError};

/// The editions and the store, open.
#[derive(Debug, Clone)]
pub struct Services {
    /// The live edition and the older ones.
    pub editions: Editions,
    /// What is kept of answers.
    pub store: Store,
}

/// The services, once they are open.
#[derive(Debug, Clone)]
pub struct Live(watch::Receiver<Option<Services>>);

/// What one request is answered over, whatever is taken up meanwhile. There is none before the rounds of the last
/// process are awake: until then nobody knows what may not be told.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The services.
    pub services: Services,
    /// The edition.
    pub edition: Arc<Edition>,
    /// The rounds that go on.
    pub rounds: Arc<Rounds>,
}

/// Why a request cannot be answered at all.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The process ends before anything was opened.
    #[error("nothing was opened")]
    NotOpened,
    /// The rounds of the last process cannot be found again.
    #[error("the rounds cannot be found again")]
    Rounds(#[from] StoreError),
}

impl Live {
    /// Not open yet; what is sent is.
    pub fn new() -> (watch::Sender<Option<Services>>, Self) {
        let (sender, receiver) = watch::channel(None);
        (sender, Self(receiver))
    }

    /// The services, as soon as they are open; none where they never will be.
    pub async fn services(&self) -> Option<Services> {
        let mut receiver = self.0.clone();
        let there = receiver.wait_for(Option::is_some).await.ok()?;
        there.clone()
    }

    /// The services, where they are open by now.
    pub fn now(&self) -> Option<Services> {
        self.0.borrow().clone()
    }
}
