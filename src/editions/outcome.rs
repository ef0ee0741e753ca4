//! What came of an operation on the editions, as values an edge renders.

use crate::content::ContentError;
use crate::knowledge::UnknownSource;
use crate::knowledge::problem::{Problem, Problems};
use crate::search::IndexError;
use crate::store::StoreError;
use crate::telemetry::cause::with_causes;
use crate::words::reply;

use super::archive::{ArchiveError, LibraryText, Manifest};
use super::change::Change;
use super::ground::BuildError;

/// What is done to the editions; one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// The folder is read, validated and taken up.
    Reload,
    /// The folder is validated.
    Check,
    /// The folder is compared with the live edition.
    Diff,
    /// A kept edition is taken up.
    Rollback,
}

/// Where the live edition came from at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The binary.
    Embedded,
    /// The knowledge folder.
    Folder,
    /// The archive: it was rolled back to, or the folder could not be used.
    Archive,
}

/// What the start came to.
#[derive(Debug)]
pub struct Opened {
    /// Label of the live edition.
    pub label: String,
    /// Where it came from.
    pub from: Origin,
    /// Why the knowledge folder was not used although it should have been.
    pub refused: Option<StartRefusal>,
    /// Why the edition that was rolled back to could not be used.
    pub lost: Option<EditionsError>,
}

/// Why the start kept to the last edition; in one line, for the log.
#[derive(Debug, thiserror::Error)]
pub enum StartRefusal {
    /// The folder cannot be read, or something is wrong with it.
    #[error("{}", in_a_line(.0))]
    Build(BuildError),
    /// Too many claims would go.
    #[error(
        "it has {after} claims, and the last edition has {before}; complete the folder, or reload with force"
    )]
    Shrinks {
        /// Claims of the last edition.
        before: usize,
        /// Claims of the folder.
        after: usize,
    },
}

/// What a reload came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Reloaded {
    /// Folder and library are those of the live edition.
    Unchanged {
        /// Its label.
        label: String,
    },
    /// The next edition is live.
    Swapped(Box<Swapped>),
}

/// One edition took the place of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Swapped {
    /// Label of the edition that was live.
    pub before: String,
    /// Label of the edition that is.
    pub after: String,
    /// What that means.
    pub change: Change,
    /// Texts it once quoted from that the library does not have now; rolled back editions only.
    pub missing_texts: Vec<LibraryText>,
    /// What is worth knowing and no problem.
    pub notes: Vec<String>,
}

/// What the folder would come to, were it reloaded.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Label of the live edition.
    pub live: String,
    /// What a reload would mean; `None` where nothing differs.
    pub change: Option<Change>,
    /// True where the reload would have to be forced.
    pub shrinks: bool,
}

/// What validation of the folder found.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Everything wrong, sorted.
    pub problems: Problems,
    /// What is worth knowing and no problem.
    pub notes: Vec<String>,
    /// How many claims there are.
    pub claims: usize,
}

/// Why an operation did nothing; the live edition is the one it was.
#[derive(Debug, thiserror::Error)]
pub enum EditionsError {
    /// Another operation has not ended.
    #[error("{}", reply().say("refused.running"))]
    AlreadyRunning(Operation),
    /// The bot answers from the embedded knowledge.
    #[error("{}", reply().say("refused.no-folder"))]
    NoFolder,
    /// Files or folders cannot be read.
    #[error(transparent)]
    Content(ContentError),
    /// Something is wrong with the knowledge; all of it is listed.
    #[error("the knowledge is not valid:\n{0}")]
    Invalid(Problems),
    /// Sources that were chosen are not there.
    #[error(transparent)]
    UnknownSource(UnknownSource),
    /// Too many claims would go.
    #[error("{}", too_small(change, *allowed_percent))]
    Shrinks {
        /// What it would mean.
        change: Box<Change>,
        /// Per cent of the claims that may go.
        allowed_percent: usize,
    },
    /// The edition to roll back to is live.
    #[error("{}", reply().fill("refused.live-already", &[("edition", .0)]))]
    AlreadyLive(String),
    /// The archive refused.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was written to the store before cannot be read back.
    #[error("the stored state of the editions cannot be read ({0})")]
    State(String),
    /// The index cannot be built.
    #[error(transparent)]
    Index(IndexError),
    /// The work ended in a panic, or the process is ending.
    #[error("{}", reply().say("refused.broken-off"))]
    BrokenOff,
}

/// The problems are for `check` to list; here are their number and the first.
fn in_a_line(error: &BuildError) -> String {
    let BuildError::Invalid(Problems(problems)) = error else {
        return with_causes(error);
    };
    let first = problems
        .first()
        .map_or_else(String::new, Problem::to_string);
    match problems.len() {
        1 => format!("it has a problem: {first}"),
        count => format!("it has {count} problems, which `check` lists; the first: {first}"),
    }
}

fn too_small(change: &Change, allowed: usize) -> String {
    let percent = change.shrink_percent();
    reply().fill(
        "refused.shrinks",
        &[("percent", &percent), ("allowed", &allowed)],
    )
}

impl From<BuildError> for EditionsError {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::Content(error) => Self::Content(error),
            BuildError::Invalid(problems) => Self::Invalid(problems),
            BuildError::UnknownSource(ids) => Self::UnknownSource(ids),
            BuildError::Index(error) => Self::Index(error),
        }
    }
}

/// One kept edition.
#[derive(Debug)]
pub struct KeptEdition {
    /// Its number.
    pub number: u32,
    /// Its label.
    pub label: String,
    /// True for the one that answers.
    pub live: bool,
    /// What it is, or why it cannot be used.
    pub manifest: Result<Manifest, ArchiveError>,
}

/// How the editions stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Label of the live edition.
    pub label: String,
    /// What it is.
    pub manifest: Manifest,
    /// True where it was rolled back to, and stays over restarts until the next reload.
    pub rolled_back: bool,
    /// True where there is a folder to reload from.
    pub has_folder: bool,
    /// What is being done.
    pub running: Option<Operation>,
}
