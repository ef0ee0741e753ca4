//! One immutable generation of the knowledge with its index: what every answer
//! is made over. Reload builds the next one aside and swaps it in.

use std::collections::HashMap;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::answer::Searching;
use crate::answer::capitals::Capitals;
use crate::answer::documents::{Documents, documents};
use crate::answer::limits::Limits;
use crate::answer::namesake::Namesakes;
use crate::answer::passage::{Passage, passages};
use crate::answer::question::Reader;
use crate::answer::silence::Templates;
use crate::answer::suggest;
use crate::answer::weights::Weights;
use crate::completion::Completions;
use crate::knowledge::Knowledge;
use crate::knowledge::attribute::AttributeId;
use crate::knowledge::citation::Citation;
use crate::knowledge::claim::ClaimId;
use crate::knowledge::entity::EntityId;
use crate::knowledge::library::Library;
use crate::language::lexicon::Lexicon;
use crate::language::names::Names;
use crate::language::repair::Repair;
use crate::language::stem::Stems;
use crate::language::stopwords::stop_words;
use crate::lookup::card::Body;
use crate::lookup::name::Called;
use crate::search::{IndexError, PassageIndex};

/// One immutable generation of the knowledge.
#[derive(Debug)]
pub struct Edition {
    /// Counts up with every reload, from 1.
    pub number: u32,
    /// SHA-256 over all content files, in hexadecimal.
    pub hash: String,
    /// What the bot may say.
    pub knowledge: Knowledge,
    /// The texts it may quote.
    pub library: Library,
    /// What questions are compared with.
    pub documents: Documents,
    /// Windows of the library.
    pub passages: Vec<Passage>,
    /// Numbers of ranking and deciding.
    pub weights: Weights,
    stems: Stems,
    names: Names,
    lexicon: Lexicon,
    repair: OnceLock<Repair>,
    index: PassageIndex,
    disputes: HashMap<ClaimId, usize>,
    stated: HashMap<(EntityId, AttributeId), Vec<ClaimId>>,
    suggestible: Vec<OnceLock<Option<String>>>,
    standing: OnceLock<Vec<String>>,
    cards: Vec<OnceLock<Body>>,
    capitals: OnceLock<Capitals>,
    templates: OnceLock<Templates>,
    namesakes: OnceLock<Namesakes>,
    completions: OnceLock<Completions>,
    called: OnceLock<Called>,
}

impl Edition {
    /// Reads all of the knowledge and builds the index.
    ///
    /// # Errors
    /// Where the index cannot be built.
    pub fn new(
        number: u32,
        hash: String,
        mut knowledge: Knowledge,
        library: Library,
    ) -> Result<Self, IndexError> {
        knowledge.join_values();
        let stems = Stems::default();
        let names = Names::new(&knowledge.entities, &stems);
        let documents = documents(&knowledge, &names, &stems);
        // The raw lists are read once; the lexicon takes them over.
        let words = std::mem::take(&mut knowledge.words);
        let (lexicon, indexed) = std::thread::scope(|scope| {
            let lexicon = scope.spawn(|| Lexicon::new(words, &stems));
            let passages = passages(&knowledge, &library, &stems);
            let index = PassageIndex::new(&documents, &passages);
            (lexicon.join(), index.map(|index| (passages, index)))
        });
        let lexicon = lexicon.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let (passages, index) = indexed?;
        let mut disputes = HashMap::new();
        for (at, dispute) in knowledge.disputes.iter().enumerate() {
            for claim in dispute.sides.iter().flat_map(|side| &side.claims) {
                disputes.entry(*claim).or_insert(at);
            }
        }
        let mut stated: HashMap<_, Vec<ClaimId>> = HashMap::new();
        for (id, claim) in knowledge.numbered_claims() {
            if let Some(statement) = &claim.statement {
                stated
                    .entry((claim.about[0], statement.attribute))
                    .or_default()
                    .push(id);
            }
        }
        let suggestible = documents.list.iter().map(|_| OnceLock::new()).collect();
        let cards = knowledge.entities.iter().map(|_| OnceLock::new()).collect();
        Ok(Self {
            number,
            hash,
            knowledge,
            library,
            documents,
            passages,
            stems,
            names,
            lexicon,
            index,
            disputes,
            stated,
            suggestible,
            repair: OnceLock::new(),
            standing: OnceLock::new(),
            cards,
            capitals: OnceLock::new(),
            templates: OnceLock::new(),
            namesakes: OnceLock::new(),
            completions: OnceLock::new(),
            called: OnceLock::new(),
            weights: Weights::default(),
        })
    }

    /// Number and the first digits of the hash, as answers carry it.
    pub fn label(&self) -> String {
        format!(
            "{}-{}",
            self.number,
            self.hash.get(..12).unwrap_or(&self.hash)
        )
    }

    /// True for a folded word that is an ordinary English one.
    pub fn is_english(&self, word: &str) -> bool {
        self.lexicon.is_english(word)
    }

    /// Reads a question against this edition.
    pub fn read(&self, text: &str, limits: &Limits) -> crate::answer::question::Question {
        let repair = || self.repair();
        let reader = Reader {
            stems: &self.stems,
            names: &self.names,
            lexicon: &self.lexicon,
            vocabulary: &self.documents.vocabulary,
            knowledge: &self.knowledge,
            repair: &repair,
        };
        reader.read(text, limits)
    }

    /// The dictionary for typing errors, built when the first one is met.
    fn repair(&self) -> &Repair {
        self.repair.get_or_init(|| {
            let long = |word: &&str| word.chars().count() > 3;
            let known = self.documents.words.iter().map(|word| &**word);
            Repair::new(
                known
                    .chain(stop_words().map(|word: &str| word))
                    .filter(long)
                    .collect(),
            )
        })
    }

    /// Builds what is otherwise built when it is first needed: better before it answers than with a person waiting.
    /// What is offered is asked first, so that a question over an edition nobody has asked would cost many.
    pub fn warm_up(&self) {
        let _ = self.repair();
        self.index.warm_up(&self.documents.vocabulary);
        let _ = self.namesakes();
        let _ = self.templates();
        for document in 0..self.documents.list.len() {
            let _ = self.suggestion(document);
        }
        let _ = self.standing_questions();
    }

    /// The index.
    pub fn index(&self) -> &dyn Searching {
        &self.index
    }

    /// The dispute a claim stands in, by its position.
    pub fn dispute_of(&self, claim: ClaimId) -> Option<usize> {
        self.disputes.get(&claim).copied()
    }

    /// The claims that state an attribute of an entity.
    pub fn stated(&self, entity: EntityId, attribute: AttributeId) -> &[ClaimId] {
        self.stated
            .get(&(entity, attribute))
            .map_or(&[], Vec::as_slice)
    }

    /// The claims drawn from a place, or from words that overlap with its words.
    pub fn claims_at(&self, place: Citation) -> Vec<ClaimId> {
        let overlaps = |other: &Citation| {
            other.same_paragraph(&place)
                && match (other.words, place.words) {
                    (Some(one), Some(two)) => one.from <= two.to && two.from <= one.to,
                    _ => true,
                }
        };
        let claims = self.knowledge.numbered_claims();
        let drawn = claims.filter(|(_, claim)| claim.citations.iter().any(overlaps));
        drawn.map(|(id, _)| id).collect()
    }

    /// The names of all entities.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The stemmers.
    pub fn stems(&self) -> &Stems {
        &self.stems
    }

    /// Questions offered where little is near, worked out once.
    pub fn standing_questions(&self) -> &[String] {
        self.standing.get_or_init(|| suggest::standing(self))
    }

    /// The card of an entity, put together when it is first looked at.
    pub fn card(&self, entity: EntityId) -> &Body {
        self.cards[usize::from(entity.0)].get_or_init(|| Body::of(entity, self))
    }

    /// The names that can be chosen while they are typed, put in order when the first letter is.
    pub fn completions(&self) -> &Completions {
        self.completions
            .get_or_init(|| Completions::of(&self.knowledge))
    }

    /// How names are written, worked out once.
    pub fn capitals(&self) -> &Capitals {
        self.capitals.get_or_init(|| Capitals::of(&self.knowledge))
    }

    /// The ways to ask for attributes, worked out once.
    pub fn templates(&self) -> &Templates {
        self.templates.get_or_init(|| Templates::of(self))
    }

    /// Films by the names they share, worked out once.
    pub fn namesakes(&self) -> &Namesakes {
        self.namesakes
            .get_or_init(|| Namesakes::of(&self.knowledge))
    }

    /// Everything by its exact names, read once.
    pub fn called(&self) -> &Called {
        self.called.get_or_init(|| Called::of(self))
    }

    /// A question that the document at this position answers, worked out once.
    pub fn suggestion(&self, document: usize) -> Option<&str> {
        let cell = self.suggestible.get(document)?;
        cell.get_or_init(|| suggest::work_out(document, self))
            .as_deref()
    }
}

/// SHA-256 over paths and texts of content files, in hexadecimal.
pub fn hash<T: AsRef<str>>(files: &[(String, T)]) -> String {
    let mut digest = Sha256::new();
    for (path, text) in files {
        for part in [path.as_str(), text.as_ref()] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part.as_bytes());
        }
    }
    hexadecimal(&digest.finalize())
}

/// Lower-case hexadecimal digits of bytes.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
            text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
            text
        })
}
