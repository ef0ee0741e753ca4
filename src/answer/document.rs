//! What a question is compared with: claims, disputes and gaps as terms.
//!
//! Every ask and every text of an edition is read once, when the edition is
//! built, into numbers; comparing is then a walk over small lists.

use std::collections::HashSet;

use crate::knowledge::claim::{ClaimId, Reply};
use crate::knowledge::entity::EntityId;
use crate::knowledge::Knowledge;
use crate::language::names::Names;
use crate::language::stem::{name_stem, Stems};
use crate::language::stopwords::is_stop_word;
use crate::language::tokens;
use crate::language::vocabulary::{TermId, Vocabulary};

use super::question::{kind, Kind};

/// Most tokens read of one text of the knowledge.
const MAX_TEXT_TOKENS: usize = 120;

/// What a document stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A claim.
    Claim(ClaimId),
    /// A dispute, by its position.
    Dispute(usize),
    /// An overview, by its position.
    Overview(usize),
    /// A gap, by its position.
    Gap(usize),
}

/// One ask as terms.
#[derive(Debug, Clone)]
pub struct AskTerms {
    /// The terms, each once.
    pub terms: Vec<TermId>,
    /// The kind of its question word.
    pub kind: Kind,
    /// How the claim answers it.
    pub reply: Reply,
}

/// A claim, dispute or gap as terms.
#[derive(Debug, Clone)]
pub struct Document {
    /// What it stands for.
    pub subject: Subject,
    /// Its asks, those made from an attribute's templates after its own.
    pub asks: Vec<AskTerms>,
    /// How many of the asks are written with it.
    pub own_asks: usize,
    /// Terms of its text, each once.
    pub text: Vec<TermId>,
    /// Terms of what it is about, its speaker and its value.
    pub context: Vec<TermId>,
    /// Entities it is about.
    pub about: Vec<EntityId>,
}

/// All documents of an edition and the terms they are made of.
#[derive(Debug)]
pub struct Documents {
    /// The documents; positions are what the index returns.
    pub list: Vec<Document>,
    /// The terms.
    pub vocabulary: Vocabulary,
    /// Folded words as written, for repairing typing errors.
    pub words: HashSet<String>,
}

/// Reads all of the knowledge into documents.
pub fn documents(knowledge: &Knowledge, names: &Names, stems: &Stems) -> Documents {
    let mut builder = Builder {
        names,
        stems,
        cache: std::collections::HashMap::new(),
        vocabulary: Vocabulary::with_entities(knowledge.entities.len()),
        words: HashSet::new(),
    };
    for entity in &knowledge.entities {
        for name in entity.all_names() {
            builder.words.extend(tokens(name, MAX_TEXT_TOKENS));
        }
    }
    let mut list = Vec::with_capacity(knowledge.claims.len() + knowledge.disputes.len() + knowledge.gaps.len());
    for (at, claim) in (0u32..).zip(&knowledge.claims) {
        let mut asks: Vec<_> = claim.asks.iter().map(|ask| builder.ask(&ask.text, ask.reply)).collect();
        let own_asks = asks.len();
        let mut context: Vec<_> = claim.about.iter().map(|e| Vocabulary::entity(*e)).collect();
        context.extend(claim.speaker.map(Vocabulary::entity));
        if let Some(statement) = &claim.statement {
            let subject = &knowledge.entity(claim.about[0]).name;
            let templates = &knowledge.attributes[usize::from(statement.attribute.0)].asks;
            asks.extend(templates.iter().map(|t| builder.ask(&t.replace("{}", subject), Reply::Plain)));
            context.extend(statement.entity.map(Vocabulary::entity));
        }
        let text = builder.terms(&claim.text);
        list.push(Document { subject: Subject::Claim(ClaimId(at)), asks, own_asks, text, context, about: claim.about.clone() });
    }
    for (at, dispute) in knowledge.disputes.iter().enumerate() {
        let claims: Vec<ClaimId> = dispute.sides.iter().flat_map(|side| &side.claims).copied().collect();
        list.push(builder.group(Subject::Dispute(at), &dispute.asks, &dispute.matter, &claims, knowledge));
    }
    for (at, overview) in knowledge.overviews.iter().enumerate() {
        list.push(builder.group(Subject::Overview(at), &overview.asks, "", &overview.claims, knowledge));
    }
    for (at, gap) in knowledge.gaps.iter().enumerate() {
        let asks: Vec<_> = gap.asks.iter().map(|ask| builder.ask(ask, Reply::Plain)).collect();
        let context = gap.about.iter().map(|e| Vocabulary::entity(*e)).collect();
        // A gap's text tells what is not said: its words must not pull questions about what is.
        list.push(Document { subject: Subject::Gap(at), own_asks: asks.len(), asks, text: Vec::new(), context, about: gap.about.clone() });
    }
    let mut all = Vec::new();
    for document in &list {
        all.clear();
        all.extend(document.text.iter().chain(&document.context));
        all.extend(document.asks.iter().flat_map(|ask| &ask.terms));
        all.sort_unstable();
        all.dedup();
        builder.vocabulary.count_document(&all);
    }
    builder.vocabulary.weigh();
    Documents { list, vocabulary: builder.vocabulary, words: builder.words }
}

struct Builder<'a> {
    names: &'a Names,
    stems: &'a Stems,
    cache: std::collections::HashMap<String, (String, String)>,
    vocabulary: Vocabulary,
    words: HashSet<String>,
}

impl Builder<'_> {
    /// A document over several claims: their texts confirm, but only its own asks lead to it.
    fn group(&mut self, subject: Subject, asks: &[String], matter: &str, claims: &[ClaimId], knowledge: &Knowledge) -> Document {
        let asks: Vec<_> = asks.iter().map(|ask| self.ask(ask, Reply::Plain)).collect();
        let mut about: Vec<EntityId> = Vec::new();
        let mut text = self.terms(matter);
        for claim in claims.iter().map(|id| knowledge.claim(*id)) {
            about.extend(&claim.about);
            text.extend(self.terms(&claim.text));
        }
        about.sort();
        about.dedup();
        text.sort();
        text.dedup();
        let context = about.iter().map(|e| Vocabulary::entity(*e)).collect();
        Document { subject, own_asks: asks.len(), asks, text, context, about }
    }

    fn ask(&mut self, text: &str, reply: Reply) -> AskTerms {
        let words = tokens(text, MAX_TEXT_TOKENS);
        AskTerms { kind: kind(&words), terms: self.terms_of(words), reply }
    }

    fn terms(&mut self, text: &str) -> Vec<TermId> {
        let words = tokens(text, MAX_TEXT_TOKENS);
        self.terms_of(words)
    }

    fn terms_of(&mut self, words: Vec<String>) -> Vec<TermId> {
        let (stemmed, named): (Vec<String>, Vec<String>) = words
            .iter()
            .map(|word| match self.cache.get(word) {
                Some(pair) => pair.clone(),
                None => {
                    let stem = self.stems.stem(word);
                    let pair = (stem.clone(), name_stem(word, &stem));
                    self.cache.insert(word.clone(), pair.clone());
                    pair
                }
            })
            .unzip();
        let mut terms = Vec::with_capacity(words.len());
        let mut at = 0;
        while at < words.len() {
            if let Some(topic) = self.names.topic_at_start(&named[at..]) {
                terms.extend(topic.entities.iter().map(|e| Vocabulary::entity(*e)));
            }
            if let Some(mention) = self.names.at_start(&named[at..]) {
                terms.extend(mention.entities.iter().map(|e| Vocabulary::entity(*e)));
                at += mention.tokens;
                continue;
            }
            if !is_stop_word(&words[at]) {
                terms.push(self.vocabulary.intern(&stemmed[at]));
            }
            at += 1;
        }
        self.words.extend(words.into_iter().filter(|word| word.len() > 3));
        terms.sort_unstable();
        terms.dedup();
        terms
    }
}
