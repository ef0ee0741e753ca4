//! Terms as numbers: every stem and every entity of one edition has an id, and
//! a weight that tells how much it narrows a question down.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::knowledge::entity::EntityId;

/// A stem or an entity of one edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

/// All terms of one edition.
#[derive(Debug, Default)]
pub struct Vocabulary {
    ids: FxHashMap<Arc<str>, TermId>,
    texts: Vec<Arc<str>>,
    documents: Vec<u32>,
    weights: Vec<f32>,
    total: u32,
}

impl Vocabulary {
    /// A vocabulary whose first `entities` terms stand for the entities in their order.
    pub fn with_entities(entities: usize) -> Self {
        let mut vocabulary = Self::default();
        for at in 0..entities {
            // A sign no folded token can hold keeps entities apart from words.
            vocabulary.intern(&format!("@{at}"));
        }
        vocabulary
    }

    /// The term of an entity.
    pub fn entity(entity: EntityId) -> TermId {
        TermId(u32::from(entity.0))
    }

    /// The term of a stem, new where it was unknown.
    pub fn intern(&mut self, stem: &str) -> TermId {
        if let Some(id) = self.ids.get(stem) {
            return *id;
        }
        let id = TermId(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        let stem: Arc<str> = stem.into();
        self.ids.insert(Arc::clone(&stem), id);
        self.texts.push(stem);
        self.documents.push(0);
        id
    }

    /// The term of a stem, where it is known.
    pub fn get(&self, stem: &str) -> Option<TermId> {
        self.ids.get(stem).copied()
    }

    /// The written form of a term: a stem, or `@` and a number for an entity.
    pub fn text(&self, term: TermId) -> &str {
        self.texts.get(term.0 as usize).map_or("", |text| text)
    }

    /// The written forms of all terms, in their order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|text| &**text)
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// True before the first term.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Counts one document that holds these terms; `terms` must hold each only once.
    pub fn count_document(&mut self, terms: &[TermId]) {
        self.total += 1;
        for term in terms {
            if let Some(count) = self.documents.get_mut(term.0 as usize) {
                *count += 1;
            }
        }
    }

    /// How many documents hold a term.
    pub fn frequency(&self, term: TermId) -> u32 {
        self.documents.get(term.0 as usize).copied().unwrap_or(0)
    }

    /// Computes the weights once all documents are counted.
    pub fn weigh(&mut self) {
        self.weights = (0u32..)
            .zip(&self.documents)
            .map(|(at, _)| self.weight(TermId(at)))
            .collect();
    }

    /// The weight [`Vocabulary::weigh`] has computed; 1 for a term that came later.
    pub fn weight_of(&self, term: TermId) -> f32 {
        self.weights.get(term.0 as usize).copied().unwrap_or(1.0)
    }

    /// Inverse document frequency scaled to 0 (in every document) to 1 (in none).
    pub fn weight(&self, term: TermId) -> f32 {
        let total = self.total as f32 + 1.0;
        let held = self.frequency(term) as f32 + 1.0;
        (total / held).ln() / total.ln().max(1.0)
    }
}
