//! Why the store cannot be opened, or did not do what it was asked for.

use std::io;
use std::path::PathBuf;

use super::records::AnswerId;

/// Why the store cannot be opened, or did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process has the data folder.
    #[error(
        "another tarkovsky-bot is running on {}; stop it, or set data.dir to a folder of its own",
        folder.display()
    )]
    Locked {
        /// The folder.
        folder: PathBuf,
    },
    /// The database cannot be opened at all.
    #[error(
        "the database {} cannot be read; put a copy of it back, or move it away to begin with an empty one",
        path.display()
    )]
    Unreadable {
        /// The database.
        path: PathBuf,
        /// What it said.
        source: sqlx::Error,
    },
    /// The database comes from a later release.
    #[error(
        "{} has schema {found}, and this release knows schemas up to {known}; \
         use the release that wrote it, or a later one", path.display()
    )]
    Newer {
        /// The database.
        path: PathBuf,
        /// Version of its schema.
        found: i64,
        /// Newest version this binary knows.
        known: i64,
    },
    /// The database is one of an earlier release, and is only read here.
    #[error(
        "{} has schema {found}, and this release reads schema {known}; \
         start the bot once with this release, which brings it up to date", path.display()
    )]
    Older {
        /// The database.
        path: PathBuf,
        /// Version of its schema.
        found: i64,
        /// The version this binary reads.
        known: i64,
    },
    /// A migration did not lead where it should; nothing of it was kept.
    #[error("the migration to schema {to} led to {reached}; this release is broken")]
    Migration {
        /// Where it should lead.
        to: i64,
        /// Where it led.
        reached: i64,
    },
    /// The operating system refused a file or folder.
    #[error("{} cannot be used", path.display())]
    Folder {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The database refused.
    #[error("the database could not {doing}")]
    Database {
        /// What it was asked for, as a verb phrase.
        doing: &'static str,
        /// What it said.
        source: sqlx::Error,
    },
    /// What is stored is nothing this release can have written.
    #[error("the database holds what cannot be understood, so that it could not {doing}")]
    Damaged {
        /// What it was asked for, as a verb phrase.
        doing: &'static str,
        /// What is wrong with it.
        source: sqlx::Error,
    },
    /// An answer with this id is stored already; choose another one.
    #[error("the answer id {0} is taken")]
    Taken(AnswerId),
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
}

impl StoreError {
    pub(super) fn doing(doing: &'static str) -> impl FnOnce(sqlx::Error) -> Self {
        move |source| match source {
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => {
                Self::Damaged { doing, source }
            }
            _ => Self::Database { doing, source },
        }
    }
}
