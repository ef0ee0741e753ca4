//! Drivers: a [`World`] to ask in, the [`Binary`] to run, a [`Folder`] to write in.
//!
//! Every expectation also checks what holds for any reply ([`expect_sound`]),
//! so that no test has to.

mod binary;
mod running;

use std::sync::OnceLock;
use std::thread;

use sha2::{Digest, Sha256};
use tarkovsky_bot::answer::limits::{Limits, MAX_ANSWER_CHARS, MAX_CITATIONS, MAX_PARAGRAPHS};
use tarkovsky_bot::edition::{self, Edition, hexadecimal};
use tarkovsky_bot::knowledge::library::{Library, LibraryFile, paragraphs};
use tarkovsky_bot::knowledge::load::load;
use tarkovsky_bot::knowledge::problem::Problems;
use tarkovsky_bot::reply::{AnswerReply, CitationReply, Status};
use tarkovsky_bot::{bot, content};

pub(crate) use binary::{Binary, Folder, Ran, number_from_environment};
pub(crate) use running::{Bot, Running};

/// Content files, as path and text.
pub(crate) type Files = Vec<content::ContentFile>;

/// An edition to ask in.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) edition: Edition,
    pub(crate) limits: Limits,
}

impl World {
    /// The embedded knowledge, read once for all tests.
    pub(crate) fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<World> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::build(content::embedded(), &[], &[]))
    }

    /// The embedded knowledge, limited to some sources.
    pub(crate) fn shipped_from_only(sources: &[&str]) -> Self {
        Self::build(content::embedded(), &[], sources)
    }

    /// Knowledge written in the test.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        Self::with_library(files, &[])
    }

    /// Knowledge written in the test, and texts of a library.
    pub(crate) fn with_library(files: &[(&str, &str)], texts: &[&str]) -> Self {
        Self::build(
            files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned().into()))
                .collect(),
            texts,
            &[],
        )
    }

    fn build(mut files: Files, texts: &[&str], only: &[&str]) -> Self {
        files.sort();
        let (knowledge, problems) = load(&files);
        assert!(
            problems.is_empty(),
            "the knowledge of this test is not valid:\n{}",
            Problems::sorted(problems)
        );
        let texts = texts.iter().map(|text| LibraryFile {
            name: "text.txt".into(),
            sha256: sha256(text),
            text: (*text).to_owned(),
        });
        let library = Library::new(texts.collect(), &knowledge.sources);
        let only: Vec<String> = only.iter().map(|id| (*id).to_owned()).collect();
        let knowledge = knowledge
            .only_sources(&only)
            .expect("the sources named in a test exist");
        let edition = Edition::new(1, edition::hash(&files), knowledge, library)
            .expect("the index is built in memory");
        Self {
            edition,
            limits: Limits::default(),
        }
    }

    /// Asks a question.
    pub(crate) fn ask(&self, question: &str) -> Asked {
        Asked {
            question: question.to_owned(),
            reply: bot::ask(question, &self.edition, &self.limits),
        }
    }
}

/// What a tokio worker thread has.
const STACK_BYTES: usize = 2 << 20;

/// Runs on a thread with a worker's stack.
pub(crate) fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(run)
        .expect("a thread can be started");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

/// SHA-256 of a text, as content files write it.
pub(crate) fn sha256(text: &str) -> String {
    hexadecimal(&Sha256::digest(text))
}

/// A `[[source]]` entry for a text of the test's own.
pub(crate) fn source_entry(id: &str, title: &str, text: &str) -> String {
    let words: Vec<_> = paragraphs(text)
        .iter()
        .map(|p| p.split_whitespace().count().to_string())
        .collect();
    format!(
        "[[source]]\nid = \"{id}\"\ntitle = \"{title}\"\nlanguage = \"en\"\nreliability = \"high\"\n\
         file = \"{id}.txt\"\nsha256 = \"{}\"\nwords = \"{}\"\n",
        sha256(text),
        words.join(" ")
    )
}

/// A question that was asked, and its reply, about which nothing is expected yet.
#[must_use = "say what is expected of the reply"]
#[derive(Debug)]
pub(crate) struct Asked {
    question: String,
    reply: AnswerReply,
}

impl Asked {
    /// The sources say it.
    pub(crate) fn expect_answered(self) -> Expected {
        self.expect(Status::Answered)
    }

    /// The sources say it in ways that cannot all be true.
    pub(crate) fn expect_disagreement(self) -> Expected {
        self.expect(Status::Disagreement)
    }

    /// The sources do not say it.
    pub(crate) fn expect_unknown(self) -> Expected {
        self.expect(Status::Unknown)
    }

    /// Whatever it is, it is sound.
    pub(crate) fn expect_sound(self) -> Expected {
        expect_sound(&self.question, &self.reply);
        Expected {
            question: self.question,
            reply: self.reply,
        }
    }

    fn expect(self, status: Status) -> Expected {
        assert_eq!(
            self.reply.status, status,
            "{:?} was replied to with {:#?}",
            self.question, self.reply
        );
        self.expect_sound()
    }
}

/// A reply of the expected status; more may be expected of it.
#[derive(Debug)]
pub(crate) struct Expected {
    question: String,
    pub(crate) reply: AnswerReply,
}

impl Expected {
    /// Cites this paragraph.
    pub(crate) fn citing(self, source: &str, paragraph: u32) -> Self {
        let cited = self
            .reply
            .citations
            .iter()
            .any(|c| c.source == source && c.paragraph_is_cited(paragraph));
        self.require(cited, &format!("{source} ¶ {paragraph} is not cited"))
    }

    /// Cites nothing but these sources.
    pub(crate) fn citing_only(self, sources: &[&str]) -> Self {
        let only = self
            .reply
            .citations
            .iter()
            .all(|c| sources.contains(&c.source.as_str()));
        self.require(only, &format!("something else than {sources:?} is cited"))
    }

    /// Cites at least so many sources.
    pub(crate) fn citing_at_least(self, count: usize) -> Self {
        let enough = self.reply.citations.len() >= count;
        self.require(enough, &format!("there are fewer than {count} citations"))
    }

    /// Says these words, in any case.
    pub(crate) fn saying(self, words: &str) -> Self {
        let said = self
            .reply
            .answer
            .to_lowercase()
            .contains(&words.to_lowercase());
        self.require(said, &format!("{words:?} is not said"))
    }

    /// Does not say these words.
    pub(crate) fn not_saying(self, words: &str) -> Self {
        let said = self
            .reply
            .answer
            .to_lowercase()
            .contains(&words.to_lowercase());
        self.require(!said, &format!("{words:?} is said"))
    }

    /// Begins with these words.
    pub(crate) fn beginning(self, words: &str) -> Self {
        let begun = self.reply.answer.starts_with(words);
        self.require(begun, &format!("it does not begin with {words:?}"))
    }

    /// Tells how the question was read, with these words.
    pub(crate) fn reading(self, words: &str) -> Self {
        let told = self.reply.readings.iter().any(|r| r.contains(words));
        self.require(told, &format!("no reading tells {words:?}"))
    }

    /// Suggests something.
    pub(crate) fn suggesting(self) -> Self {
        let some = !self.reply.suggestions.is_empty();
        self.require(some, "nothing is suggested")
    }

    fn require(self, holds: bool, complaint: &str) -> Self {
        assert!(
            holds,
            "{:?}: {complaint} in {:#?}",
            self.question, self.reply
        );
        self
    }
}

trait Cites {
    fn paragraph_is_cited(&self, paragraph: u32) -> bool;
}

impl Cites for CitationReply {
    fn paragraph_is_cited(&self, paragraph: u32) -> bool {
        self.paragraphs.contains(&paragraph)
    }
}

/// The numbers of the `[n]` marks of a text, in their order.
pub(crate) fn marks(text: &str) -> Vec<usize> {
    let mut marks = Vec::new();
    for part in text.split('[').skip(1) {
        let number: Option<usize> = part
            .split_once(']')
            .and_then(|(inside, _)| inside.parse().ok());
        marks.extend(number);
    }
    marks
}

/// What holds for every reply to every message.
pub(crate) fn expect_sound(question: &str, reply: &AnswerReply) {
    let complain = |what: &str| panic!("{what}, in the reply to {question:?}: {reply:#?}");
    if reply.answer.trim().is_empty() {
        complain("nothing is said");
    }
    if reply.answer.chars().count() > MAX_ANSWER_CHARS {
        complain("the answer is too long");
    }
    if reply.citations.len() > MAX_CITATIONS {
        complain("there are too many citations");
    }
    let mut first_uses = marks(&reply.answer);
    let mut seen = Vec::new();
    first_uses.retain(|n| {
        !seen.contains(n) && {
            seen.push(*n);
            true
        }
    });
    let numbers: Vec<usize> = reply.citations.iter().map(|c| c.n).collect();
    if first_uses != numbers || numbers != (1..=numbers.len()).collect::<Vec<_>>() {
        complain("marks and citations do not match");
    }
    for citation in &reply.citations {
        let ascending = citation.paragraphs.windows(2).all(|pair| pair[0] < pair[1]);
        let within = (1..=MAX_PARAGRAPHS).contains(&citation.paragraphs.len());
        if !ascending || !within || citation.paragraphs.contains(&0) {
            complain("a citation's paragraphs are not right");
        }
        if citation.title.is_empty() || citation.file.is_empty() {
            complain("a citation lacks its title or file");
        }
    }
    match reply.status {
        Status::Unknown if !reply.citations.is_empty() => complain("an unknown answer cites"),
        Status::Answered | Status::Disagreement if reply.citations.is_empty() => {
            complain("an answer cites nothing");
        }
        Status::Answered | Status::Disagreement if !reply.suggestions.is_empty() => {
            complain("an answer suggests");
        }
        _ => {}
    }
    if reply.suggestions.len() > 3 {
        complain("there are too many suggestions");
    }
}
