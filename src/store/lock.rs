//! The lock of the data folder: one process writes there, and a second one is told so.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use super::StoreError;

/// Name of the lock file; it is empty and stays behind.
const FILE: &str = "lock";
/// How long a process that is just ending may hold the folder: a supervisor starts the next one
/// at once, and a program that is being started keeps a copy of its starter's files for a moment.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often it is tried meanwhile.
const AGAIN: Duration = Duration::from_millis(20);

/// Holds the data folder; the system lets go of it with the process, however that ends.
#[derive(Debug)]
pub(super) struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// Makes the folder where it is not there, and takes it.
    ///
    /// # Errors
    /// Where another process holds it for longer than [`PATIENCE`], or it cannot be written.
    pub(super) async fn take(folder: &Path) -> Result<Self, StoreError> {
        let begun = Instant::now();
        loop {
            match Self::try_take(folder) {
                Err(StoreError::Locked { .. }) if begun.elapsed() < PATIENCE => {
                    tokio::time::sleep(AGAIN).await;
                }
                taken => return taken,
            }
        }
    }

    fn try_take(folder: &Path) -> Result<Self, StoreError> {
        let failed = |source| StoreError::Folder {
            path: folder.to_owned(),
            source,
        };
        fs::create_dir_all(folder).map_err(failed)?;
        // Opened for writing without truncation: whoever holds it must not be disturbed.
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join(FILE))
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Locked {
                folder: folder.to_owned(),
            }),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}
