//! The lock of the data folder: one process writes there, and a second one is told so.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use super::StoreError;

/// Name of the lock file; it is empty and stays behind.
const FILE: &str = "lock";

/// Holds the data folder; the system lets go of it with the process, however that ends.
#[derive(Debug)]
pub(super) struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// Makes the folder where it is not there, and takes it.
    ///
    /// # Errors
    /// Where another process holds it, or it cannot be written.
    pub(super) fn take(folder: &Path) -> Result<Self, StoreError> {
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
