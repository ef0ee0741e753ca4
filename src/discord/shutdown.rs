//! Ending well: nothing new is begun, what has begun is finished, within bounds.

use std::time::Duration;

use tokio::sync::watch;

/// How long leaving the gateway may take.
pub const FAREWELL: Duration = Duration::from_millis(800);
/// How long what has begun may take; with the farewell it stays below five seconds.
pub const FINISH: Duration = Duration::from_millis(3_500);

/// Counts what has begun and not ended.
#[derive(Debug, Clone)]
pub struct InFlight(watch::Sender<usize>);

/// One thing that has begun; it ends when this is dropped.
#[derive(Debug)]
pub struct Begun(watch::Sender<usize>);

impl Default for InFlight {
    fn default() -> Self {
        Self(watch::Sender::new(0))
    }
}

impl InFlight {
    /// Begins one.
    pub fn begin(&self) -> Begun {
        self.0.send_modify(|count| *count += 1);
        Begun(self.0.clone())
    }

    /// Waits until all have ended, or for so long; says how many have not.
    pub async fn finished(&self, patience: Duration) -> usize {
        let mut count = self.0.subscribe();
        drop(tokio::time::timeout(patience, count.wait_for(|count| *count == 0)).await);
        *self.0.borrow()
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count = count.saturating_sub(1));
    }
}

/// The SIGHUPs that come; until this is there, one ends the process.
#[derive(Debug)]
pub struct Hangups {
    #[cfg(unix)]
    signal: tokio::signal::unix::Signal,
}

impl Hangups {
    /// Takes them from here on.
    ///
    /// # Errors
    /// If the system lets nobody wait for them.
    pub fn taken() -> std::io::Result<Self> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            let signal = signal(SignalKind::hangup())?;
            Ok(Self { signal })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    /// Waits for the next one, which may have come since the last was waited for; there are none but on Unix.
    pub async fn next(&mut self) {
        #[cfg(unix)]
        if self.signal.recv().await.is_some() {
            return;
        }
        std::future::pending::<()>().await;
    }
}

/// Waits for SIGTERM or SIGINT.
///
/// # Errors
/// Where the system lets nobody wait for them.
pub async fn asked_for() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        Ok(())
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_has_begun_is_waited_for() {
        let in_flight = InFlight::default();
        assert_eq!(in_flight.finished(Duration::from_secs(9)).await, 0);
        let (one, other) = (in_flight.begin(), in_flight.begin());
        drop(one);
        assert_eq!(in_flight.finished(Duration::from_millis(10)).await, 1);
        let waiting = tokio::spawn({
            let in_flight = in_flight.clone();
            async move { in_flight.finished(Duration::from_secs(9)).await }
        });
        drop(other);
        assert_eq!(waiting.await.expect("it does not panic"), 0);
    }
}
