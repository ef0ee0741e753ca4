//! What answers are made over and kept in. It is opened while the bot connects,
//! so that neither waits for the other.

use std::sync::Arc;

use tokio::sync::watch;

use crate::edition::Edition;
use crate::editions::Editions;
use crate::store::Store;

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

/// The services and the edition one request is answered over, whatever is taken up meanwhile.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The services.
    pub services: Services,
    /// The edition.
    pub edition: Arc<Edition>,
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

    /// The services with the edition that is live now.
    pub async fn snapshot(&self) -> Option<Snapshot> {
        let services = self.services().await?;
        let edition = services.editions.live();
        Some(Snapshot { services, edition })
    }

    /// The services, where they are open by now.
    pub fn now(&self) -> Option<Services> {
        self.0.borrow().clone()
    }
}
