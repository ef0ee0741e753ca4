//! The archive: the last editions on disk, so that one can be rolled back to.
//!
//! An edition is a folder `<number>-<first digits of its hash>` with its content
//! files and a manifest. It is written beside its place, brought to the disk and
//! then renamed, so that a folder in its place is whole; whoever reads it checks
//! the hash all the same. Library texts are not copied, only named by hash.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::content::{self, ContentError};
use crate::edition;

/// Editions that are kept.
pub const KEPT: usize = 5;
/// Name of the manifest; no content file has this ending.
const MANIFEST: &str = "edition.json";
/// Begins the name of a folder that is not whole yet.
const BEGUN: &str = "begun-";
/// Digits of the hash in a label.
const HASH_DIGITS: usize = 12;

/// A text of the library an edition quotes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LibraryText {
    /// Id of its source.
    pub source: String,
    /// SHA-256 of the text, in hexadecimal.
    pub sha256: String,
}

/// What an archived edition is, beside its content files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Its number.
    pub number: u32,
    /// SHA-256 over its content files, in hexadecimal.
    pub hash: String,
    /// When it was built, in seconds since 1970.
    pub at: i64,
    /// How many claims it has.
    pub claims: usize,
    /// The texts it quoted from, sorted.
    pub texts: Vec<LibraryText>,
}

impl Manifest {
    /// Number and first digits of the hash, as answers carry them.
    pub fn label(&self) -> String {
        label(self.number, &self.hash)
    }
}

fn label(number: u32, hash: &str) -> String {
    format!("{number}-{}", hash.get(..HASH_DIGITS).unwrap_or(hash))
}

/// Why an archived edition cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// It was never there, or is not kept any more.
    #[error("edition {0} is not kept")]
    NotKept(u32),
    /// Its files are not those that were written.
    #[error("the kept edition {label} is damaged: {damage}")]
    Damaged {
        /// Name of its folder.
        label: String,
        /// What is wrong.
        damage: Damage,
    },
    /// The operating system refused.
    #[error("{} cannot be used", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What is wrong with an archived edition.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    /// The manifest cannot be read.
    #[error("its manifest cannot be read ({0})")]
    Manifest(String),
    /// The manifest is that of another edition.
    #[error("its manifest is that of edition {0}")]
    Misplaced(String),
    /// The content files cannot be read.
    #[error("its content files cannot be read ({0})")]
    Unreadable(ContentError),
    /// The content files have another hash than they had.
    #[error("its content files were changed; their hash is {0}")]
    Changed(String),
}

type Files = Vec<(String, String)>;

/// The folder of the kept editions.
#[derive(Debug, Clone)]
pub(super) struct Archive {
    root: PathBuf,
}

impl Archive {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// Labels of the kept editions with their numbers, the newest first.
    pub(super) fn list(&self) -> Result<Vec<(u32, String)>, ArchiveError> {
        let failed = at(&self.root);
        let entries = match fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
        };
        let mut kept = Vec::new();
        for entry in entries {
            let name = entry.map_err(at(&self.root))?.file_name();
            let name = name.to_string_lossy().into_owned();
            if let Some(number) = number_of(&name) {
                kept.push((number, name));
            }
        }
        kept.sort_unstable_by(|a, b| b.cmp(a));
        Ok(kept)
    }

    /// True where a folder of this label is there.
    pub(super) fn has(&self, label: &str) -> bool {
        number_of(label).is_some() && self.root.join(label).join(MANIFEST).is_file()
    }

    /// Writes an edition, whole or not at all; it is on disk when this returns.
    pub(super) fn write(&self, manifest: &Manifest, files: &Files) -> Result<(), ArchiveError> {
        let label = manifest.label();
        // What a crash left under this number never went live.
        for (number, other) in self.list()? {
            if number == manifest.number {
                self.remove(&other)?;
            }
        }
        let begun = self.root.join(format!("{BEGUN}{label}"));
        remove_folder(&begun)?;
        fs::create_dir_all(&begun).map_err(at(&begun))?;
        let mut folders = vec![begun.clone()];
        let mut written = Vec::with_capacity(files.len() + 1);
        let json = serde_json::to_vec_pretty(manifest).map_err(|e| at(&begun)(e.into()))?;
        let texts = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_bytes()));
        for (name, bytes) in texts.chain([(MANIFEST, json.as_slice())]) {
            let path = begun.join(name);
            if let Some(parent) = path
                .parent()
                .filter(|parent| !folders.contains(&parent.to_path_buf()))
            {
                fs::create_dir_all(parent).map_err(at(parent))?;
                folders.push(parent.to_owned());
            }
            let file = File::create_new(&path).and_then(|mut file| {
                file.write_all(bytes)?;
                Ok(file)
            });
            written.push((file.map_err(at(&path))?, path));
        }
        // All are handed to the system first: it then brings them to the disk together.
        for (file, path) in &written {
            file.sync_all().map_err(at(path))?;
        }
        for folder in folders.iter().rev() {
            sync_folder(folder)?;
        }
        let place = self.root.join(&label);
        fs::rename(&begun, &place).map_err(at(&place))?;
        sync_folder(&self.root)
    }

    /// Reads an edition's manifest, without looking at its files.
    pub(super) fn manifest(&self, label: &str) -> Result<Manifest, ArchiveError> {
        let damaged = |damage| ArchiveError::Damaged {
            label: label.to_owned(),
            damage,
        };
        let path = self.root.join(label).join(MANIFEST);
        let manifest: Manifest = fs::read(&path)
            .map_err(|error| error.to_string())
            .and_then(|json| serde_json::from_slice(&json).map_err(|error| error.to_string()))
            .map_err(|error| damaged(Damage::Manifest(error)))?;
        if manifest.label() != label {
            return Err(damaged(Damage::Misplaced(manifest.label())));
        }
        Ok(manifest)
    }

    /// Reads an edition and compares its files with the hash they had.
    pub(super) fn read(&self, number: u32) -> Result<(Manifest, Files), ArchiveError> {
        let kept = self.list()?;
        let Some((_, label)) = kept.into_iter().find(|(kept, _)| *kept == number) else {
            return Err(ArchiveError::NotKept(number));
        };
        let manifest = self.manifest(&label)?;
        let damaged = |damage| ArchiveError::Damaged {
            label: label.clone(),
            damage,
        };
        let files = content::folder(&self.root.join(&label))
            .map_err(|error| damaged(Damage::Unreadable(error)))?;
        let hash = edition::hash(&files);
        if hash != manifest.hash {
            return Err(damaged(Damage::Changed(hash)));
        }
        Ok((manifest, files))
    }

    /// Removes all but the newest [`KEPT`]; never the one of this number.
    pub(super) fn prune(&self, live: u32) -> Result<(), ArchiveError> {
        for (number, label) in self.list()?.into_iter().skip(KEPT) {
            if number != live {
                self.remove(&label)?;
            }
        }
        Ok(())
    }

    /// Removes what a crash left: folders that are not whole, and editions with a number above
    /// the last one that went live.
    pub(super) fn clean(&self, last: Option<u32>) -> Result<(), ArchiveError> {
        for (number, label) in self.list()? {
            if last.is_some_and(|last| number > last) {
                self.remove(&label)?;
            }
        }
        let Ok(entries) = fs::read_dir(&self.root) else {
            return Ok(());
        };
        for entry in entries {
            let path = entry.map_err(at(&self.root))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with(BEGUN) {
                remove_folder(&path)?;
            }
        }
        Ok(())
    }

    /// Out of its place first, so that what is being removed is never taken for whole.
    fn remove(&self, label: &str) -> Result<(), ArchiveError> {
        let place = self.root.join(label);
        let aside = self.root.join(format!("{BEGUN}{label}-removed"));
        remove_folder(&aside)?;
        fs::rename(&place, &aside).map_err(at(&place))?;
        remove_folder(&aside)
    }
}

/// The number in a label; `None` for names that are none, such as `..`.
pub(super) fn number_of(label: &str) -> Option<u32> {
    let (number, hash) = label.split_once('-')?;
    let digits = hash.len() == HASH_DIGITS && hash.bytes().all(|b| b.is_ascii_hexdigit());
    let plain = number.bytes().all(|b| b.is_ascii_digit()) && !number.starts_with('0');
    if digits && plain {
        number.parse().ok()
    } else {
        None
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> ArchiveError {
    let path = path.to_owned();
    move |source| ArchiveError::Io { path, source }
}

fn remove_folder(path: &Path) -> Result<(), ArchiveError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path)(error)),
        _ => Ok(()),
    }
}

/// Brings a folder's names to the disk; Windows does that with the files.
fn sync_folder(path: &Path) -> Result<(), ArchiveError> {
    if cfg!(unix) {
        File::open(path)
            .and_then(|folder| folder.sync_all())
            .map_err(at(path))?;
    }
    Ok(())
}
