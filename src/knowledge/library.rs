//! The library: source texts an operator keeps beside the bot, matched to
//! their sources by SHA-256. Reading the files is the caller's.

use std::collections::HashMap;

use super::citation::Citation;
use super::sentence::{to_sentence_ends, words_of};
use super::source::{Source, SourceId};

/// Paragraphs of the texts that are there.
#[derive(Debug, Clone, Default)]
pub struct Library {
    texts: HashMap<SourceId, Vec<String>>,
    /// Names and hashes of files that belong to no source.
    pub strangers: Vec<(String, String)>,
}

/// A file of the library folder.
#[derive(Debug, Clone)]
pub struct LibraryFile {
    /// File name.
    pub name: String,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
    /// The text, broken UTF-8 replaced.
    pub text: String,
}

impl Library {
    /// Gives each file to the source that has its hash.
    pub fn new(files: Vec<LibraryFile>, sources: &[Source]) -> Self {
        let mut library = Self::default();
        for file in files {
            match (0u16..)
                .zip(sources)
                .find(|(_, source)| source.sha256 == file.sha256)
            {
                Some((at, _)) => {
                    library.texts.insert(SourceId(at), paragraphs(&file.text));
                }
                None => library.strangers.push((file.name, file.sha256)),
            }
        }
        library.strangers.sort();
        library
    }

    /// True where no text was matched.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The paragraphs of a source, where its text is there.
    pub fn paragraphs(&self, source: SourceId) -> Option<&[String]> {
        self.texts.get(&source).map(Vec::as_slice)
    }

    /// The paragraph a citation names.
    pub fn paragraph(&self, citation: Citation) -> Option<&str> {
        let at = (citation.paragraph as usize).checked_sub(1)?;
        self.texts
            .get(&citation.source)?
            .get(at)
            .map(String::as_str)
    }

    /// The cited words, out to sentence ends.
    pub fn quote(&self, citation: Citation) -> Option<String> {
        let paragraph = self.paragraph(citation)?;
        Some(match citation.words {
            Some(range) => words_of(paragraph, to_sentence_ends(paragraph, range)),
            None => paragraph.to_owned(),
        })
    }

    /// Every text with its source, in the order of the sources.
    pub fn texts(&self) -> Vec<(SourceId, &[String])> {
        let mut texts: Vec<_> = self
            .texts
            .iter()
            .map(|(id, p)| (*id, p.as_slice()))
            .collect();
        texts.sort_by_key(|(id, _)| *id);
        texts
    }
}

/// The non-blank lines of a text, trimmed.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.trim_start_matches('\u{feff}')
        .split(['\n', '\r'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}
