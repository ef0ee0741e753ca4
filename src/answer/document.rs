//! What a question is compared with: claims, disputes and gaps as terms.
//!
//! Every ask and every text of an edition is read once, when the edition is
//! built, into numbers; comparing is then a walk over small lists.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::knowledge::Knowledge;
use crate::knowledge::claim::{ClaimId, Reply};
use crate::knowledge::entity::EntityId;
use crate::language::each_token;
use crate::language::names::Names;
use crate::language::stem::{Stems, name_stem};
use crate::language::stopwords::is_stop_word;
use crate::language::vocabulary::{TermId, Vocabulary};

use super::asked::Asked;
use super::question::Kind;
use super::question::kind::kind;

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
    /// True where it gives a list.
    pub is_list: bool,
}

/// All documents of an edition and the terms they are made of.
#[derive(Debug)]
pub struct Documents {
    /// The documents; positions are what the index returns.
    pub list: Vec<Document>,
    /// The terms.
    pub vocabulary: Vocabulary,
    /// Which of them were written for exactly given terms.
    pub asked: Asked,
    /// Folded words as written, for repairing typing errors.
    pub words: HashSet<String>,
}

/// Reads all of the knowledge into documents, the claims in two halves side by side.
pub fn documents(knowledge: &Knowledge, names: &Names, stems: &Stems) -> Documents {
    let half = knowledge.claims.len() / 2;
    let mut builder = Builder::new(knowledge, names, stems);
    for entity in &knowledge.entities {
        for name in entity.all_names() {
            builder.tokens(name);
        }
    }
    let (mut list, second) = std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            // A builder holds counted references and stays on its thread; its terms travel as text.
            let mut builder = Builder::new(knowledge, names, stems);
            let list = builder.claims(half..knowledge.claims.len());
            (
                list,
                builder.vocabulary,
                builder.known.into_keys().collect::<Vec<_>>(),
            )
        });
        (builder.claims(0..half), second.join())
    });
    match second {
        Ok((documents, vocabulary, words)) => {
            let terms: Vec<TermId> = vocabulary
                .texts()
                .map(|text| builder.vocabulary.intern(text))
                .collect();
            list.extend(
                documents
                    .into_iter()
                    .map(|document| document.renumbered(&terms)),
            );
            for word in words {
                builder.token(&word);
            }
        }
        Err(panic) => std::panic::resume_unwind(panic),
    }
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
        let asks: Vec<_> = gap
            .asks
            .iter()
            .map(|ask| builder.ask(ask, Reply::Plain))
            .collect();
        let context = gap.about.iter().map(|e| Vocabulary::entity(*e)).collect();
        // A gap's text tells what is not said: its words must not pull questions about what is.
        list.push(Document {
            subject: Subject::Gap(at),
            own_asks: asks.len(),
            asks,
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
        all.extend(document.asks.iter().flat_map(|ask| &ask.terms));
        all.sort_unstable();
        all.dedup();
        builder.vocabulary.count_document(&all);
    }
    builder.vocabulary.weigh();
    let words = builder.known.into_keys().collect();
    Documents {
        asked: Asked::new(&list),
        list,
        vocabulary: builder.vocabulary,
        words,
    }
}

impl Document {
    /// The same with every term replaced by the one at its position in `terms`.
    fn renumbered(mut self, terms: &[TermId]) -> Self {
        let lists = self
            .asks
            .iter_mut()
            .map(|ask| &mut ask.terms)
            .chain([&mut self.text, &mut self.context]);
        for list in lists {
            for term in list.iter_mut() {
                *term = terms[term.0 as usize];
            }
        }
        self
    }
}

struct Builder<'a> {
    knowledge: &'a Knowledge,
    names: &'a Names,
    stems: &'a Stems,
    /// What each folded token was found to be: the asks repeat the same few thousand words.
    known: FxHashMap<String, Rc<Token>>,
    vocabulary: Vocabulary,
}

/// What a folded token is.
struct Token {
    /// The token itself.
    word: String,
    /// Its stem as part of a name.
    name: String,
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
            vocabulary,
        }
    }

    fn claims(&mut self, range: Range<usize>) -> Vec<Document> {
        range
            .map(|at| self.claim(ClaimId(u32::try_from(at).unwrap_or(u32::MAX))))
            .collect()
    }

    fn claim(&mut self, id: ClaimId) -> Document {
        let claim = self.knowledge.claim(id);
        let mut asks: Vec<_> = claim
            .asks
            .iter()
            .map(|ask| self.ask(&ask.text, ask.reply))
            .collect();
        let own_asks = asks.len();
        let mut context: Vec<_> = claim.about.iter().map(|e| Vocabulary::entity(*e)).collect();
        context.extend(claim.speaker.map(Vocabulary::entity));
        if let Some(statement) = &claim.statement {
            let subject = &self.knowledge.entity(claim.about[0]).name;
            let attribute = &self.knowledge.attributes[usize::from(statement.attribute.0)];
            // One of many values is no answer to a question for all; `join_values` sees to those.
            if !attribute.many || claim.list.is_some() {
                let templates = attribute.asks.iter();
                asks.extend(templates.map(|t| self.ask(&t.replace("{}", subject), Reply::Plain)));
            }
            context.extend(statement.entity.map(Vocabulary::entity));
        }
        let text = self.terms(&claim.text);
        Document {
            subject: Subject::Claim(id),
            asks,
            own_asks,
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
        let asks: Vec<_> = asks.iter().map(|ask| self.ask(ask, Reply::Plain)).collect();
        let mut about: Vec<EntityId> = Vec::new();
        let mut text = self.terms(matter);
        for claim in claims.iter().map(|id| self.knowledge.claim(*id)) {
            about.extend(&claim.about);
            text.extend(self.terms(&claim.text));
        }
        about.sort();
        about.dedup();
        text.sort();
        text.dedup();
        let context = about.iter().map(|e| Vocabulary::entity(*e)).collect();
        Document {
            subject,
            own_asks: asks.len(),
            asks,
            text,
            context,
            about,
            is_list: false,
        }
    }

    fn ask(&mut self, text: &str, reply: Reply) -> AskTerms {
        let tokens = self.tokens(text);
        let kind = kind(tokens.iter().map(|t| t.word.as_str()));
        let mut terms = self.terms_of(&tokens);
        terms.extend(kind.mark().map(|mark| self.vocabulary.intern(mark)));
        AskTerms { terms, kind, reply }
    }

    fn terms(&mut self, text: &str) -> Vec<TermId> {
        let tokens = self.tokens(text);
        self.terms_of(&tokens)
    }

    fn tokens(&mut self, text: &str) -> Vec<Rc<Token>> {
        let mut tokens = Vec::new();
        each_token(text, MAX_TEXT_TOKENS, |word| tokens.push(self.token(word)));
        tokens
    }

    fn terms_of(&self, tokens: &[Rc<Token>]) -> Vec<TermId> {
        let named: Vec<&str> = tokens.iter().map(|token| token.name.as_str()).collect();
        let mut terms = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while at < tokens.len() {
            if tokens[at].begins_name {
                if let Some(topic) = self.names.topic_at_start(&named[at..]) {
                    terms.extend(topic.entities.iter().map(|e| Vocabulary::entity(*e)));
                }
                if let Some(mention) = self.names.at_start(&named[at..]) {
                    terms.extend(mention.entities.iter().map(|e| Vocabulary::entity(*e)));
                    at += mention.tokens;
                    continue;
                }
            }
            terms.extend(tokens[at].term);
            at += 1;
        }
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    fn token(&mut self, word: &str) -> Rc<Token> {
        if let Some(token) = self.known.get(word) {
            return Rc::clone(token);
        }
        let stem = self.stems.stem(word);
        let name = name_stem(word, &stem);
        let term = (!is_stop_word(word)).then(|| self.vocabulary.intern(&stem));
        let token = Rc::new(Token {
            begins_name: self.names.begins(&name),
            name,
            term,
            word: word.to_owned(),
        });
        self.known.insert(word.to_owned(), Rc::clone(&token));
        token
    }
}
