//! Changes in sentences: for the history, and for whoever asks what a reload means. What is said stands in
//! [`crate::words`].

use super::change::{Change, Difference};
use crate::words::reply;

/// Of a kind, the keys of what is added, changed and removed.
type Keys = [&'static str; 3];

const CLAIMS: Keys = [
    "change.claim.added",
    "change.claim.changed",
    "change.claim.removed",
];
const NAMES: Keys = [
    "change.name.added",
    "change.name.changed",
    "change.name.removed",
];
const DISPUTES: Keys = [
    "change.dispute.added",
    "change.dispute.changed",
    "change.dispute.removed",
];
const OVERVIEWS: Keys = [
    "change.overview.added",
    "change.overview.changed",
    "change.overview.removed",
];
const GAPS: Keys = [
    "change.gap.added",
    "change.gap.changed",
    "change.gap.removed",
];
const SOURCES: Keys = [
    "change.source.added",
    "change.source.changed",
    "change.source.removed",
];
const ATTRIBUTES: Keys = [
    "change.attribute.added",
    "change.attribute.changed",
    "change.attribute.removed",
];
const TRIVIA: Keys = [
    "change.trivia.added",
    "change.trivia.changed",
    "change.trivia.removed",
];
/// The kind is named once in a sentence.
const ALSO: Keys = [
    "change.also.added",
    "change.also.changed",
    "change.also.removed",
];

impl Change {
    /// One sentence a kind of change; empty where nothing that is compared differs.
    pub fn sentences(&self) -> Vec<String> {
        let kinds = [
            (&self.claims, CLAIMS),
            (&self.entities, NAMES),
            (&self.disputes, DISPUTES),
            (&self.overviews, OVERVIEWS),
            (&self.gaps, GAPS),
            (&self.sources, SOURCES),
            (&self.attributes, ATTRIBUTES),
            (&self.trivia, TRIVIA),
        ];
        let mut sentences: Vec<String> = kinds
            .into_iter()
            .filter_map(|(difference, keys)| difference.sentence(keys))
            .collect();
        let of = |key, count: usize| (count > 0).then(|| reply().count(key, count as u64, &[]));
        sentences.extend(of("change.renamed", self.renamed.len()));
        sentences.extend(of("change.pins", self.pins.len()));
        sentences
    }

    /// All of it in one line.
    pub fn summary(&self) -> String {
        if self.is_empty() {
            return reply().say("change.nothing").to_owned();
        }
        self.sentences().join(" ")
    }
}

impl Difference {
    /// `3 claims added, 1 changed, 2 removed.`; `None` where nothing differs.
    fn sentence(&self, keys: Keys) -> Option<String> {
        let counts = [self.added.len(), self.changed.len(), self.removed.len()];
        let there = (0..).zip(counts).filter(|(_, count)| *count > 0);
        let parts: Vec<String> = there
            .zip([keys, ALSO, ALSO])
            .map(|((at, count), keys): ((usize, usize), Keys)| {
                reply().count(keys[at], count as u64, &[])
            })
            .collect();
        (!parts.is_empty()).then(|| format!("{}.", parts.join(", ")))
    }
}
