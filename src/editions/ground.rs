//! What editions are built from, and the building: blocking work, to be run off
//! the threads that answer.

use std::path::PathBuf;

use crate::answer::limits::Limits;
use crate::check::asks::Effort;
use crate::check::inspection::{InspectError, Inspection, Subject, inspect};
use crate::content::{self, ContentError, ContentFile};
use crate::edition::{self, Edition};
use crate::knowledge::library::{Library, LibraryFile};
use crate::knowledge::load::load;
use crate::knowledge::problem::Problems;
use crate::knowledge::source::Source;
use crate::knowledge::{Knowledge, UnknownSource};
use crate::search::IndexError;

use super::archive::LibraryText;

/// Where editions come from, and what is done with them.
#[derive(Debug, Clone, Default)]
pub struct Ground {
    /// The knowledge folder; without one, the embedded knowledge is used and cannot be reloaded.
    pub knowledge: Option<PathBuf>,
    /// The library folder, where there is one.
    pub library: Option<PathBuf>,
    /// Answers come from these sources only; empty means all.
    pub only_sources: Vec<String>,
    /// The folder in which editions are archived.
    pub archive: PathBuf,
    /// Bounds on one answer, for pins and asks.
    pub limits: Limits,
    /// Share of the claims, in per cent, that may go without force.
    pub max_shrink_percent: usize,
}

/// Why an edition cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// Files or folders cannot be read.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// Something is wrong with the knowledge.
    #[error("the knowledge is not valid:\n{0}")]
    Invalid(Problems),
    /// Sources that were chosen are not there.
    #[error(transparent)]
    UnknownSource(#[from] UnknownSource),
    /// The index cannot be built.
    #[error(transparent)]
    Index(#[from] IndexError),
}

impl From<InspectError> for BuildError {
    fn from(error: InspectError) -> Self {
        match error {
            InspectError::UnknownSource(ids) => Self::UnknownSource(ids),
            InspectError::Index(error) => Self::Index(error),
        }
    }
}

/// Content files and library texts, as they stood when they were read.
#[derive(Debug)]
pub(crate) struct Material {
    pub(crate) files: Vec<ContentFile>,
    pub(crate) hash: String,
    pub(crate) library: Option<Vec<LibraryFile>>,
}

impl Ground {
    /// The content files of the folder, or the embedded ones.
    pub(crate) fn material(&self) -> Result<Material, ContentError> {
        let files = match &self.knowledge {
            Some(folder) => content::folder(folder)?,
            None => content::embedded(),
        };
        self.material_of(files)
    }

    /// These content files with the library as it is now.
    pub(super) fn material_of(&self, files: Vec<ContentFile>) -> Result<Material, ContentError> {
        Ok(Material {
            hash: edition::hash(&files),
            library: self.library.as_deref().map(content::library).transpose()?,
            files,
        })
    }

    /// Builds without asking whether the knowledge is good, only whether it can be read.
    pub(crate) fn build(&self, number: u32, material: &Material) -> Result<Edition, BuildError> {
        self.index(number, material, material.knowledge()?)
    }

    /// Makes an edition of what was read.
    pub(crate) fn index(
        &self,
        number: u32,
        material: &Material,
        knowledge: Knowledge,
    ) -> Result<Edition, BuildError> {
        let texts = material.library.clone().unwrap_or_default();
        let library = Library::new(texts, &knowledge.sources);
        let knowledge = knowledge.only_sources(&self.only_sources)?;
        Ok(Edition::new(
            number,
            material.hash.clone(),
            knowledge,
            library,
        )?)
    }

    /// Builds what nobody has looked at yet: refused as a reload would refuse it, but for what the library may
    /// show, which is no reason not to answer. The rules look at all sources and no library, so that what they
    /// look at is built beside what answers; a start does this only where the folder changed meanwhile.
    pub(super) fn build_sound(
        &self,
        number: u32,
        material: &Material,
    ) -> Result<Edition, BuildError> {
        let edition = self.build(number, material)?;
        let subject = Subject {
            files: &material.files,
            library: None,
            only_sources: &[],
            number,
        };
        let report = inspect(subject, &self.limits, Effort::BesideAnswers)?.report;
        if !report.problems.0.is_empty() {
            return Err(BuildError::Invalid(report.problems));
        }
        Ok(edition)
    }

    /// Builds and finds everything that `check` finds, without taking all cores.
    pub(super) fn inspect(
        &self,
        number: u32,
        material: &Material,
    ) -> Result<Inspection, BuildError> {
        let subject = Subject {
            files: &material.files,
            library: self.library.as_deref().zip(material.library.clone()),
            only_sources: &self.only_sources,
            number,
        };
        Ok(inspect(subject, &self.limits, Effort::BesideAnswers)?)
    }
}

impl Material {
    /// The knowledge, where every entry can be read.
    pub(crate) fn knowledge(&self) -> Result<Knowledge, BuildError> {
        let (knowledge, problems) = load(&self.files);
        if problems.is_empty() {
            Ok(knowledge)
        } else {
            Err(BuildError::Invalid(Problems::sorted(problems)))
        }
    }

    /// The texts of the library that belong to a source, sorted.
    pub(super) fn texts(&self, sources: &[Source]) -> Vec<LibraryText> {
        let files = self.library.as_deref().unwrap_or_default();
        let mut texts: Vec<_> = sources
            .iter()
            .filter(|source| files.iter().any(|file| file.sha256 == source.sha256))
            .map(|source| LibraryText {
                source: source.id.clone(),
                sha256: source.sha256.clone(),
            })
            .collect();
        texts.sort_unstable();
        texts
    }
}
