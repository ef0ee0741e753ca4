//! Changes in sentences: for the history, and for whoever asks what a reload means.

use std::fmt::Write;

use super::change::{Change, Difference, Part};

impl Change {
    /// One sentence a kind of change; empty where nothing that is compared differs.
    pub fn sentences(&self) -> Vec<String> {
        let kinds = [
            (&self.claims, "claim"),
            (&self.entities, "name"),
            (&self.disputes, "dispute"),
            (&self.overviews, "overview"),
            (&self.gaps, "gap"),
            (&self.sources, "source"),
        ];
        let mut sentences: Vec<String> = kinds
            .iter()
            .filter_map(|(difference, noun)| difference.sentence(noun))
            .collect();
        if !self.renamed.is_empty() {
            sentences.push(format!("{} renamed.", counted(self.renamed.len(), "name")));
        }
        if !self.pins.is_empty() {
            let pins = counted(self.pins.len(), "pinned question");
            sentences.push(format!("{pins} answered otherwise."));
        }
        sentences
    }

    /// All of it in one line.
    pub fn summary(&self) -> String {
        if self.is_empty() {
            return "Nothing that people read changed.".to_owned();
        }
        self.sentences().join(" ")
    }
}

impl Difference {
    /// `3 claims added, 1 changed, 2 removed.`; `None` where nothing differs.
    fn sentence(&self, noun: &str) -> Option<String> {
        let parts = [
            (self.added.len(), "added"),
            (self.changed.len(), "changed"),
            (self.removed.len(), "removed"),
        ];
        let mut parts = parts.into_iter().filter(|(count, _)| *count > 0);
        let (count, verb) = parts.next()?;
        let mut sentence = format!("{} {verb}", counted(count, noun));
        for (count, verb) in parts {
            let _ = write!(sentence, ", {count} {verb}");
        }
        sentence.push('.');
        Some(sentence)
    }
}

impl Part {
    /// What changed, as people call it.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::About => "what it is about",
            Self::Value => "value",
            Self::Speaker => "speaker",
            Self::Citations => "citations",
            Self::Asks => "asks",
            Self::Spoiler => "spoiler level",
            Self::Kind => "kind",
        }
    }
}

pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
