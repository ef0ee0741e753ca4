//! Content files on disk or in the binary: read, never interpreted, here.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::edition::hexadecimal;
use crate::knowledge::library::LibraryFile;
use crate::knowledge::load::{MAX_FILE_BYTES, has_ending};

/// The knowledge the binary carries.
static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/knowledge");

/// Files of these endings are content.
const ENDINGS: &[&str] = &["toml", "txt"];

/// Deepest folder looked into.
const MAX_DEPTH: usize = 4;

/// Why content files could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// The operating system refused.
    #[error("{} cannot be read", path.display())]
    Io {
        /// What was to be read.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file is larger than any content file may be.
    #[error("{} is larger than {} MiB; split it", path.display(), MAX_FILE_BYTES >> 20)]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// A link leads out of the folder.
    #[error("{} is a link out of the folder, to {}; put the file itself there", path.display(), target.display())]
    Outside {
        /// The link.
        path: PathBuf,
        /// Where it leads.
        target: PathBuf,
    },
    /// A folder, a pipe or the like bears the name of a content file.
    #[error("{} is named like a file of the knowledge and is none; rename it or put the file there", path.display())]
    NoFile {
        /// What it is.
        path: PathBuf,
    },
    /// A link leads to a folder.
    #[error("{} is a link to a folder; links are followed to files only, so put the folder itself there", path.display())]
    LinkedFolder {
        /// The link.
        path: PathBuf,
    },
    /// A link leads nowhere, or round in a circle.
    #[error("{} is a link that leads nowhere; mend it or remove it", path.display())]
    DeadLink {
        /// The link.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A folder without a single content file.
    #[error("{} holds no .toml file; `tarkovsky-bot knowledge write {}` fills it", path.display(), path.display())]
    Empty {
        /// The folder.
        path: PathBuf,
    },
    /// Unpacking would overwrite something.
    #[error("{} exists already and is no empty folder; name one that is empty, or does not exist", path.display())]
    Exists {
        /// The file or folder.
        path: PathBuf,
    },
}

/// Path and text of a content file; what the binary carries is not copied.
pub type ContentFile = (String, Cow<'static, str>);

/// The embedded content files, sorted by path.
pub fn embedded() -> Vec<ContentFile> {
    let mut files = Vec::new();
    collect_embedded(&EMBEDDED, &mut files);
    files.sort();
    files
}

fn collect_embedded(dir: &'static Dir<'_>, files: &mut Vec<ContentFile>) {
    for file in dir.files().filter(|file| is_content(file.path())) {
        if let Some(text) = file.contents_utf8() {
            files.push((
                file.path().to_string_lossy().replace('\\', "/"),
                Cow::Borrowed(text),
            ));
        }
    }
    for sub in dir.dirs() {
        collect_embedded(sub, files);
    }
}

/// The content files of a folder, sorted by path.
///
/// Names that begin with a dot are left out: editors, version control and mounted `ConfigMap`s keep such beside the files.
/// A link to a file of the folder is read as that file, under the link's name.
///
/// # Errors
/// Where a file cannot be read, is too large, or none is there; where a link leads out of the folder, to a folder or
/// nowhere, because what is meant to be there would be missing unseen. Broken UTF-8 is replaced, and loading tells it.
pub fn folder(root: &Path) -> Result<Vec<ContentFile>, ContentError> {
    let mut files = Vec::new();
    let inside = fs::canonicalize(root).map_err(|source| ContentError::Io {
        path: root.to_owned(),
        source,
    })?;
    walk((root, &inside), root, 0, &mut files)?;
    if !files.iter().any(|(path, _)| has_ending(path, "toml")) {
        return Err(ContentError::Empty {
            path: root.to_owned(),
        });
    }
    files.sort();
    Ok(files)
}

/// Reads a folder below `root`, whose path without links is `inside`.
fn walk(
    (root, inside): (&Path, &Path),
    dir: &Path,
    depth: usize,
    files: &mut Vec<ContentFile>,
) -> Result<(), ContentError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| ContentError::Io { path, source }
    };
    for entry in fs::read_dir(dir).map_err(failed(dir))? {
        let entry = entry.map_err(failed(dir))?;
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let mut kind = entry.file_type().map_err(failed(&path))?;
        if kind.is_symlink() {
            match linked(&path, inside)? {
                Some(target) => kind = target,
                None => continue,
            }
        }
        if is_content(&path) && !kind.is_file() {
            return Err(ContentError::NoFile { path });
        }
        if kind.is_dir() && depth < MAX_DEPTH {
            walk((root, inside), &path, depth + 1, files)?;
        } else if is_content(&path) {
            let bytes = read_limited(&path)?;
            let name = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            files.push((name, String::from_utf8_lossy(&bytes).into_owned().into()));
        }
    }
    Ok(())
}

/// What a link leads to, where that is content; none where it is nothing that would be read.
fn linked(path: &Path, inside: &Path) -> Result<Option<fs::FileType>, ContentError> {
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(_) if !is_content(path) => return Ok(None),
        Err(source) => {
            let path = path.to_owned();
            return Err(ContentError::DeadLink { path, source });
        }
    };
    let path = path.to_owned();
    let kind = fs::metadata(&target).map_err(|source| ContentError::Io {
        path: path.clone(),
        source,
    })?;
    if kind.is_dir() {
        return Err(ContentError::LinkedFolder { path });
    }
    if is_content(&path) && !target.starts_with(inside) {
        return Err(ContentError::Outside { path, target });
    }
    Ok(Some(kind.file_type()))
}

fn is_content(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ENDINGS.iter().any(|e| ending.eq_ignore_ascii_case(e)))
}

fn read_limited(path: &Path) -> Result<Vec<u8>, ContentError> {
    let failed = |source| ContentError::Io {
        path: path.to_owned(),
        source,
    };
    let size = fs::metadata(path).map_err(failed)?.len();
    if usize::try_from(size).map_or(true, |size| size > MAX_FILE_BYTES) {
        return Err(ContentError::TooLarge {
            path: path.to_owned(),
        });
    }
    fs::read(path).map_err(failed)
}

/// The texts of a library folder with their hashes, sorted by name.
///
/// Links are followed wherever they lead: which text it is, its hash says.
///
/// # Errors
/// Where the folder or a text cannot be read, or a link to a text leads nowhere.
pub fn library(root: &Path) -> Result<Vec<LibraryFile>, ContentError> {
    let failed = |source| ContentError::Io {
        path: root.to_owned(),
        source,
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(root).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        if path.is_symlink() {
            fs::metadata(&path).map_err(|source| ContentError::DeadLink {
                path: path.clone(),
                source,
            })?;
        }
        if !path.is_file() {
            continue;
        }
        let bytes = read_limited(&path)?;
        files.push(LibraryFile {
            name: path
                .file_name()
                .map(|n| n.to_string_lossy().into_owned())
                .unwrap_or_default(),
            sha256: hexadecimal(&Sha256::digest(&bytes)),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// What is wrong where no text of a library belongs to a source: nothing can be quoted or compared.
pub fn no_text_matches(dir: &Path, texts: usize) -> String {
    let texts = match texts {
        1 => "1 text was".to_owned(),
        n => format!("{n} texts were"),
    };
    format!(
        "{texts} read in {}, and 0 matched: none has the SHA-256 of a source.",
        dir.display()
    )
}

/// How many files a folder and those in it hold.
fn count(dir: &Dir<'_>) -> usize {
    dir.files().count() + dir.dirs().map(count).sum::<usize>()
}

/// Unpacks the embedded knowledge into a folder that is empty, or does not exist yet.
///
/// # Errors
/// Where something is there already, or the folder cannot be written.
pub fn write_embedded(root: &Path) -> Result<usize, ContentError> {
    let failed = |source| ContentError::Io {
        path: root.to_owned(),
        source,
    };
    let is_empty = || Ok(root.is_dir() && fs::read_dir(root)?.next().is_none());
    if root.exists() && !is_empty().map_err(failed)? {
        return Err(ContentError::Exists {
            path: root.to_owned(),
        });
    }
    fs::create_dir_all(root).map_err(failed)?;
    EMBEDDED.extract(root).map_err(failed)?;
    Ok(count(&EMBEDDED))
}
