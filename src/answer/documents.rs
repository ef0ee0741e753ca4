//! All that questions are compared with, read once an edition: every ask and every text becomes numbers, so that
//! comparing is a walk over small lists.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::knowledge::Knowledge;
use crate::knowledge::claim::{ClaimId, Reply};
use crate::knowledge::entity::EntityId;
use crate::language::each_token;
use crate::language::names::{NameStem, Names};
use crate::language::stem::{Stems, name_stem};
use crate::language::stopwords::is_stop_word;
use crate::language::vocabulary::{TermId, Vocabulary};

use super::asked::AskIndex;
use super::document::{AskTerms, Document, Subject};
use super::question::Turns;
use super::question::address::addresses;
use super::question::kind::kind;

/// Most tokens read of one text of the knowledge.
const MAX_TEXT_TOKENS: usize = 120;

/// All documents of an edition and the terms they are made of.
#[derive(Debug)]
pub struct Documents {
    /// The documents; positions are what the index returns.
    pub list: Vec<Document>,
    /// The terms.
    pub vocabulary: Vocabulary,
    /// Which of them were written for exactly given terms.
    pub asked: AskIndex,
    /// Folded words as written, for repairing typing errors.
    pub words: Vec<Arc<str>>,
}

impl Documents {
    /// The position of a claim's document: the claims come first, in their order.
    pub fn of_claim(&self, claim: ClaimId) -> usize {
        claim.0 as usize
    }
}

/// Reads all of the knowledge into documents, the claims in two halves side by side.
pub fn documents(knowledge: &Knowledge, names: &Names, stems: &Stems) -> Documents {
    let half = knowledge.claims.len() / 2;
    let mut builder = Builder::new(knowledge, names, stems);
    for entity in &knowledge.entities {
        for name in entity.all_names() {
            builder.read_terms(name);
        }
    }
    let (mut list, second) = std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            let mut builder = Builder::new(knowledge, names, stems);
            let list = builder.claims(half..knowledge.claims.len());
            // Its numbers mean nothing to the other builder: terms travel as text.
            (list, builder.vocabulary, builder.known)
        });
        (builder.claims(0..half), second.join())
    });
    let (documents, vocabulary, mut words) =
        second.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    let terms: Vec<TermId> = vocabulary
        .texts()
        .map(|text| builder.vocabulary.intern(text))
        .collect();
    let renumbered = documents.into_iter().map(|d| d.renumbered(&terms));
    list.extend(renumbered);
    for (at, dispute) in knowledge.disputes.iter().enumerate() {
        let claims: Vec<ClaimId> = dispute
            .sides
            .iter()
            .flat_map(|side| &side.claims)
            .copied()
            .collect();
        list.push(builder.group(
            Subject::Dispute(at),
            &dispute.asks,
            &dispute.matter,
            &claims,
        ));
    }
    for (at, overview) in knowledge.overviews.iter().enumerate() {
        list.push(builder.group(Subject::Overview(at), &overview.asks, "", &overview.claims));
    }
    for (at, gap) in knowledge.gaps.iter().enumerate() {
        let (asks, ask_terms) = builder.plain_asks(&gap.asks);
        let context = gap.about.iter().map(|e| Vocabulary::entity(*e)).collect();
        // A gap's text tells what is not said: its words must not pull questions about what is.
        list.push(Document {
            subject: Subject::Gap(at),
            asks,
            ask_terms,
            text: Vec::new(),
            context,
            about: gap.about.clone(),
            is_list: false,
        });
    }
    let mut all = Vec::new();
    for document in &list {
        all.clear();
        all.extend(document.text.iter().chain(&document.context));
        all.extend(&document.ask_terms);
        all.sort_unstable();
        all.dedup();
        builder.vocabulary.count_document(&all);
    }
    let mut vocabulary = builder.vocabulary;
    vocabulary.weigh();
    for document in &mut list {
        document.weigh(&vocabulary);
    }
    words.extend(builder.known);
    Documents {
        asked: AskIndex::new(&list),
        list,
        vocabulary,
        words: words.into_keys().collect(),
    }
}

struct Builder<'a> {
    knowledge: &'a Knowledge,
    names: &'a Names,
    stems: &'a Stems,
    /// The number of each folded token: the asks repeat the same few thousand words.
    known: FxHashMap<Arc<str>, usize>,
    /// What each folded token was found to be.
    tokens: Vec<Token>,
    vocabulary: Vocabulary,
    /// Tokens of the text being read, by their numbers; with the next two kept for the next text.
    line: Vec<usize>,
    /// Their stems as parts of names.
    named: Vec<NameStem>,
    /// The terms they come to.
    terms: Vec<TermId>,
}

/// What a folded token is.
struct Token {
    /// The token itself.
    word: Arc<str>,
    /// Its stem as part of a name.
    name: NameStem,
    /// Its term; `None` for a stop word.
    term: Option<TermId>,
    /// True where it begins some entity's name.
    begins_name: bool,
}

impl<'a> Builder<'a> {
    fn new(knowledge: &'a Knowledge, names: &'a Names, stems: &'a Stems) -> Self {
        let vocabulary = Vocabulary::with_entities(knowledge.entities.len());
        Self {
            knowledge,
            names,
            stems,
            known: FxHashMap::default(),
            tokens: Vec::new(),
            vocabulary,
            line: Vec::new(),
            named: Vec::new(),
            terms: Vec::new(),
        }
    }

    fn claims(&mut self, range: Range<usize>) -> Vec<Document> {
        range
            .map(|at| self.claim(ClaimId(u32::try_from(at).unwrap_or(u32::MAX))))
            .collect()
    }

    fn claim(&mut self, id: ClaimId) -> Document {
        let claim = self.knowledge.claim(id);
        let mut asks = Vec::with_capacity(claim.asks.len());
        let mut ask_terms = Vec::new();
        for ask in &claim.asks {
            asks.push(self.ask(&ask.text, ask.reply, &mut ask_terms));
        }
        let mut context: Vec<_> = claim.about.iter().map(|e| Vocabulary::entity(*e)).collect();
        context.extend(claim.speaker.map(Vocabulary::entity));
        if let Some(statement) = &claim.statement {
            let subject = &self.knowledge.entity(claim.about[0]).name;
            let attribute = self.knowledge.attribute(statement.attribute);
            // One of many values is no answer to a question for all; `join_values` sees to those.
            if !attribute.many || claim.list.is_some() {
                for template in &attribute.asks {
                    let text = template.replace("{}", subject);
                    asks.push(self.ask(&text, Reply::Plain, &mut ask_terms));
                }
            }
            context.extend(statement.entity.map(Vocabulary::entity));
        }
        ask_terms.shrink_to_fit();
        let text = self.read_terms(&claim.text).to_vec();
        Document {
            subject: Subject::Claim(id),
            asks,
            ask_terms,
            text,
            context,
            about: claim.about.clone(),
            is_list: claim.list.is_some(),
        }
    }

    /// A document over several claims: their texts confirm, but only its own asks lead to it.
    fn group(
        &mut self,
        subject: Subject,
        asks: &[String],
        matter: &str,
        claims: &[ClaimId],
    ) -> Document {
        let (asks, ask_terms) = self.plain_asks(asks);
        let mut about: Vec<EntityId> = Vec::new();
        let mut text = self.read_terms(matter).to_vec();
        for claim in claims.iter().map(|id| self.knowledge.claim(*id)) {
            about.extend(&claim.about);
            text.extend(self.read_terms(&claim.text));
        }
        about.sort();
        about.dedup();
        text.sort();
        text.dedup();
        let context = about.iter().map(|e| Vocabulary::entity(*e)).collect();
        Document {
            subject,
            asks,
            ask_terms,
            text,
            context,
            about,
            is_list: false,
        }
    }

    fn plain_asks(&mut self, asks: &[String]) -> (Vec<AskTerms>, Vec<TermId>) {
        let mut terms = Vec::new();
        let asks = asks
            .iter()
            .map(|ask| self.ask(ask, Reply::Plain, &mut terms))
            .collect();
        (asks, terms)
    }

    /// Reads one ask; its terms go to the end of `terms`.
    fn ask(&mut self, text: &str, reply: Reply, terms: &mut Vec<TermId>) -> AskTerms {
        let count = |terms: &[TermId]| u32::try_from(terms.len()).unwrap_or(u32::MAX);
        let start = count(terms);
        terms.extend(self.read_terms(text));
        let words = self.line.iter().map(|at| &*self.tokens[*at].word);
        let turns = Turns::of(words.clone());
        let addresses = addresses(words.clone());
        let kind = kind(words);
        terms.extend(kind.mark().map(|mark| self.vocabulary.intern(mark)));
        AskTerms {
            range: start..count(terms),
            weight: 0.0,
            kind,
            reply,
            turns,
            addresses,
        }
    }

    /// The terms of a text, sorted, each once.
    fn read_terms(&mut self, text: &str) -> &[TermId] {
        self.line.clear();
        each_token(text, MAX_TEXT_TOKENS, |word| {
            let token = self.token(word);
            self.line.push(token);
        });
        self.named.clear();
        let named = self.line.iter().map(|at| self.tokens[*at].name);
        self.named.extend(named);
        self.terms.clear();
        let mut at = 0;
        while at < self.line.len() {
            let token = &self.tokens[self.line[at]];
            if token.begins_name {
                let here = &self.named[at..];
                if let Some(topic) = self.names.topic_at_start_of_numbers(here) {
                    let entities = topic.entities.iter();
                    self.terms.extend(entities.map(|e| Vocabulary::entity(*e)));
                }
                if let Some(mention) = self.names.at_start_of_numbers(here) {
                    let entities = mention.entities.iter();
                    self.terms.extend(entities.map(|e| Vocabulary::entity(*e)));
                    at += mention.tokens;
                    continue;
                }
            }
            self.terms.extend(token.term);
            at += 1;
        }
        self.terms.sort_unstable();
        self.terms.dedup();
        &self.terms
    }

    /// The number of a folded token.
    fn token(&mut self, word: &str) -> usize {
        if let Some(token) = self.known.get(word) {
            return *token;
        }
        let stem = self.stems.stem(word);
        let name = self.names.number(&name_stem(word, &stem));
        let term = (!is_stop_word(word)).then(|| self.vocabulary.intern(&stem));
        let word: Arc<str> = word.into();
        let at = self.tokens.len();
        self.tokens.push(Token {
            word: Arc::clone(&word),
            name,
            term,
            begins_name: self.names.begins_with(name),
        });
        self.known.insert(word, at);
        at
    }
}
