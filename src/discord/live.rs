//! The edition that answers are made over. It is built while the bot connects,
//! so that neither waits for the other.

use std::sync::Arc;

use tokio::sync::watch;

use crate::edition::Edition;

/// The live edition, once it is there.
#[derive(Debug, Clone)]
pub struct Live(watch::Receiver<Option<Arc<Edition>>>);

impl Live {
    /// None yet; what is sent goes live.
    pub fn new() -> (watch::Sender<Option<Arc<Edition>>>, Self) {
        let (sender, receiver) = watch::channel(None);
        (sender, Self(receiver))
    }

    /// The edition, as soon as there is one; none where there never will be.
    pub async fn edition(&self) -> Option<Arc<Edition>> {
        let mut receiver = self.0.clone();
        let there = receiver.wait_for(Option::is_some).await.ok()?;
        there.clone()
    }
}
