//! One look at everything that is wrong with content files and a library, for
//! whoever asks: the command line prints it, a reload refuses because of it.

use std::path::Path;

use crate::answer::limits::Limits;
use crate::content::{self, ContentFile};
use crate::edition::{self, Edition};
use crate::knowledge::coverage::{Coverage, coverage};
use crate::knowledge::library::{Library, LibraryFile};
use crate::knowledge::load::load;
use crate::knowledge::problem::{Problem, Problems};
use crate::knowledge::support::support;
use crate::knowledge::{Knowledge, UnknownSource, rules};
use crate::search::IndexError;

use super::asks::{self, Effort};
use super::report::Report;

/// What is looked at.
#[derive(Debug)]
pub struct Subject<'a> {
    /// Content files, as path and text.
    pub files: &'a [ContentFile],
    /// The folder of the library and its texts, where there is one.
    pub library: Option<(&'a Path, Vec<LibraryFile>)>,
    /// Limits what is counted, asked and built to these sources; rules look at everything.
    pub only_sources: &'a [String],
    /// Number of the edition that is built.
    pub number: u32,
}

/// What was found.
#[derive(Debug)]
pub struct Inspection {
    /// Problems, counts and notes.
    pub report: Report,
    /// The edition, where every entry can be read.
    pub edition: Option<Edition>,
}

/// Why nothing could be looked at.
#[derive(Debug, thiserror::Error)]
pub enum InspectError {
    /// Sources that were named are not there.
    #[error(transparent)]
    UnknownSource(#[from] UnknownSource),
    /// The index cannot be built.
    #[error(transparent)]
    Index(#[from] IndexError),
}

/// Loads, applies every rule, compares with the library, and puts pins and asks to the edition.
///
/// # Errors
/// Where a source is unknown or the index cannot be built; what is wrong with the files is no error.
pub fn inspect(
    subject: Subject<'_>,
    limits: &Limits,
    effort: Effort,
) -> Result<Inspection, InspectError> {
    let (knowledge, mut problems) = load(subject.files);
    let readable = problems.is_empty();
    problems.extend(rules::problems(&knowledge, subject.files));
    let (mut notes, mut sources) = (Vec::new(), Vec::new());
    let library = match subject.library {
        Some((dir, texts)) => {
            let count = texts.len();
            let library = Library::new(texts, &knowledge.sources);
            if library.is_empty() && count > 0 {
                problems.push(unmatched(dir, count));
            }
            notes.extend(absent(&knowledge, &library));
            let (covered, open) = coverage(&knowledge, &library);
            sources = chosen(covered, subject.only_sources);
            problems.extend(open);
            problems.extend(support(&knowledge, &library));
            library
        }
        None => Library::default(),
    };
    let knowledge = knowledge.only_sources(subject.only_sources)?;
    let mut report = Report::new(&knowledge, sources);
    let mut edition = None;
    if readable {
        let hash = edition::hash(subject.files);
        let built = Edition::new(subject.number, hash, knowledge, library)?;
        problems.extend(asks::pins(&built, limits));
        let led = asks::lead(&built, limits, effort);
        problems.extend(led.problems);
        report.home = Some((led.home, led.asks));
        edition = Some(built);
    } else {
        notes.push("Pins and asks are looked at once every entry can be read.".to_owned());
    }
    report.notes = notes;
    report.problems = Problems::sorted(problems);
    Ok(Inspection { report, edition })
}

/// Rule `library`: of the texts that were to be checked, one at least belongs to a source.
fn unmatched(dir: &Path, texts: usize) -> Problem {
    Problem {
        file: dir.display().to_string(),
        line: 0,
        entry: "library".into(),
        rule: "library",
        message: content::no_text_matches(dir, texts),
        remedy:
            "Name the folder of the source texts, or give each source the `sha256` of its text."
                .into(),
    }
}

/// Texts without a source and sources without a text: worth knowing, no problem.
fn absent(knowledge: &Knowledge, library: &Library) -> Vec<String> {
    let strangers = library
        .strangers
        .iter()
        .map(|(name, hash)| format!("{name} (SHA-256 {hash}) belongs to no source."));
    let here: Vec<_> = library
        .texts()
        .into_iter()
        .map(|(id, _)| knowledge.source(id).id.as_str())
        .collect();
    let missing = knowledge
        .sources
        .iter()
        .filter(|source| !here.contains(&source.id.as_str()));
    strangers
        .chain(missing.map(|source| {
            format!(
                "The library has no text of {} ({}).",
                source.id, source.file
            )
        }))
        .collect()
}

fn chosen(mut sources: Vec<Coverage>, only: &[String]) -> Vec<Coverage> {
    sources.retain(|source| only.is_empty() || only.contains(&source.id));
    sources
}
