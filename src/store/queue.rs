//! Handing work to the writer in the order of the calls, and waiting until it is committed.
//!
//! The queue has no bound. Each job in it is somebody's who waits for it, so that a bound would only keep
//! jobs in the futures of those who wait: out of their order, and lost with whoever waits no longer.

use tokio::sync::oneshot;

use super::records::Counts;
use super::writer::Job;
use super::writes::Write;
use super::{Store, StoreError};

impl Store {
    /// Takes a write at once, in the order of the calls; what is returned waits for the commit.
    pub(super) fn write(
        &self,
        write: Write,
    ) -> impl Future<Output = Result<Counts, StoreError>> + Send + use<> {
        let (done, written) = oneshot::channel();
        self.hand_over(Job::Write(write, done), written)
    }

    /// Hands a job over at once; what is returned waits until it is done.
    pub(super) fn hand_over<T: Send>(
        &self,
        job: Job,
        done: oneshot::Receiver<Result<T, StoreError>>,
    ) -> impl Future<Output = Result<T, StoreError>> + Send + use<T> {
        let handed_over = self.jobs.send(job);
        async move {
            handed_over.map_err(|_| StoreError::Closed)?;
            done.await.map_err(|_| StoreError::Closed)?
        }
    }
}
