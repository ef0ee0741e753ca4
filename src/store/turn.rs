//! Handing work to the writer, and waiting until it is committed.

use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::oneshot;

use super::records::Counts;
use super::writer::Job;
use super::writes::Write;
use super::{Store, StoreError};

impl Store {
    pub(super) async fn write(&self, write: Write) -> Result<Counts, StoreError> {
        self.asked(|done| Job::Write(write, done)).await
    }

    pub(super) async fn asked<T>(
        &self,
        job: impl FnOnce(oneshot::Sender<Result<T, StoreError>>) -> Job,
    ) -> Result<T, StoreError> {
        let (done, answer) = oneshot::channel();
        self.jobs
            .send(job(done))
            .await
            .map_err(|_| StoreError::Closed)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }

    /// Takes a write at once, in the order of the calls; what is returned waits for the commit.
    pub(super) fn write_in_turn(
        &self,
        write: Write,
    ) -> impl Future<Output = Result<Counts, StoreError>> + Send + use<> {
        let (done, written) = oneshot::channel();
        self.in_turn(Job::Write(write, done), written)
    }

    pub(super) fn in_turn(
        &self,
        job: Job,
        written: oneshot::Receiver<Result<Counts, StoreError>>,
    ) -> impl Future<Output = Result<Counts, StoreError>> + Send + use<> {
        let refused = self.jobs.try_send(job);
        let jobs = self.jobs.clone();
        async move {
            match refused {
                Ok(()) => {}
                Err(TrySendError::Full(job)) => {
                    jobs.send(job).await.map_err(|_| StoreError::Closed)?;
                }
                Err(TrySendError::Closed(_)) => return Err(StoreError::Closed),
            }
            // Nobody's wait may keep the store from ending.
            drop(jobs);
            written.await.map_err(|_| StoreError::Closed)?
        }
    }
}
