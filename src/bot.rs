//! The bot as a function: a request and an edition in, a reply out.

pub mod page;
pub mod recorded;

use std::fmt::Write;

use crate::answer::decide::Trace;
use crate::answer::evidence::{Cited, Reference, Silence};
use crate::answer::limits::Limits;
use crate::answer::namesake::Reading;
use crate::answer::{Answer, answer, namesake};
use crate::edition::Edition;
use crate::knowledge::claim::Spoiler;
use crate::knowledge::source::SourceId;
use crate::lookup::{NoSheet, look_up};
use crate::reply::{AnswerReply, CitationReply, Reply, SourceLine, Spoiling, Status};
use crate::request::Request;
use crate::words::reply;

/// Answers a request over one edition.
pub fn respond(request: &Request, edition: &Edition, limits: &Limits) -> Reply {
    match request {
        Request::Ask(question) => Reply::Answer(ask(question, edition, limits)),
        Request::LookUp(wanted) => match look_up(wanted, edition, limits) {
            Ok(sheet) => Reply::Sheet(sheet),
            Err(NoSheet::Name { kinds, why }) => Reply::NoSuchName { kinds, why },
            Err(NoSheet::Note(note)) => Reply::Note(note),
        },
        Request::Sources => Reply::Sources(sources(edition)),
        Request::Help => Reply::Help,
    }
}

/// Answers a question.
pub fn ask(question: &str, edition: &Edition, limits: &Limits) -> AnswerReply {
    let (answer, parts) = answer(question, edition, limits);
    let notice = namesake::notice(question, &parts, edition, false);
    reply_of(answer, &parts, &notice.readings, edition)
}

/// What the person reads of an answer.
fn reply_of(answer: Answer, parts: &[Trace], taken: &[Reading], edition: &Edition) -> AnswerReply {
    let repaired = parts
        .iter()
        .flat_map(|part| &part.weighed.question.repaired);
    // A film's name is told as the film, and not as the word it was repaired to as well.
    let told = |typed: &String| taken.iter().any(|taken| taken.typed == *typed);
    let readings = repaired
        .filter(|(typed, _)| !told(typed))
        .map(|(typed, word)| reply().fill("reading.word", &[("typed", typed), ("word", word)]))
        .chain(taken.iter().map(read_as))
        .collect();
    let spoilers = match &answer {
        Answer::Answered(cited) | Answer::Disagreement(cited) => spoilers(cited),
        Answer::Unknown(_) => Vec::new(),
    };
    let (status, answer, citations, suggestions) = match answer {
        Answer::Answered(cited) => (
            Status::Answered,
            cited.text().to_owned(),
            citations(&cited, edition),
            Vec::new(),
        ),
        Answer::Disagreement(cited) => (
            Status::Disagreement,
            cited.text().to_owned(),
            citations(&cited, edition),
            Vec::new(),
        ),
        Answer::Unknown(unknown) => (
            Status::Unknown,
            why_silent(unknown.silence),
            Vec::new(),
            unknown.suggestions,
        ),
    };
    AnswerReply {
        status,
        answer,
        citations,
        suggestions,
        edition: edition.label(),
        readings,
        spoilers,
        related: Vec::new(),
    }
}

/// How a name was read, in sentences.
fn read_as(reading: &Reading) -> String {
    let Reading { typed, film, .. } = reading;
    let mut text = reply().fill("reading.film", &[("typed", typed), ("film", film)]);
    for other in &reading.others {
        let asked = reply().fill("reading.namesake", &[("other", other)]);
        let _ = write!(text, " {asked}");
    }
    text
}

/// Why nothing is said, in a sentence.
fn why_silent(silence: Silence) -> String {
    match silence {
        Silence::Gap(text) => text,
        Silence::Torn { typed, names } => {
            let names = names.join(reply().say("unknown.or"));
            reply().fill("unknown.torn", &[("typed", &typed), ("names", &names)])
        }
        Silence::NothingAsked => reply().say("unknown.nothing-asked").to_owned(),
        Silence::Nothing => reply().say("unknown.nothing").to_owned(),
    }
}

/// What of an answer gives away a story.
fn spoilers(cited: &Cited) -> Vec<Spoiling> {
    let stretches = cited.stretches().iter();
    stretches
        .filter(|stretch| stretch.spoiler > Spoiler::None)
        .map(|stretch| Spoiling {
            bytes: stretch.bytes.clone(),
            marks: stretch.marks.clone(),
            level: stretch.spoiler,
        })
        .collect()
}

fn citations(cited: &Cited, edition: &Edition) -> Vec<CitationReply> {
    (1..)
        .zip(cited.references())
        .map(|(n, reference)| citation(n, reference, edition))
        .collect()
}

fn citation(n: usize, reference: &Reference, edition: &Edition) -> CitationReply {
    let first = reference.places[0];
    let source = edition.knowledge.source(first.source);
    let paragraphs = reference.paragraphs();
    let quotes: Vec<_> = reference
        .places
        .iter()
        .filter_map(|place| edition.library.quote(*place))
        .collect();
    let mut texts: Vec<&str> = reference
        .places
        .iter()
        .filter_map(|place| edition.library.paragraph(*place))
        .collect();
    texts.dedup();
    let joined = |parts: Vec<&str>, by: &str| (!parts.is_empty()).then(|| parts.join(by));
    CitationReply {
        n,
        source: source.id.clone(),
        title: source
            .part(first.paragraph)
            .map_or(&source.title, |part| &part.title)
            .clone(),
        author: source
            .speaker(first.paragraph)
            .map(|id| edition.knowledge.entity(id).name.clone()),
        file: source.file.clone(),
        paragraphs,
        quote: joined(quotes.iter().map(String::as_str).collect(), " … "),
        text: joined(texts, "\n\n"),
        url: source.url.clone(),
    }
}

fn sources(edition: &Edition) -> Vec<SourceLine> {
    let knowledge = &edition.knowledge;
    (0u16..)
        .zip(&knowledge.sources)
        .map(|(at, source)| {
            let id = SourceId(at);
            let author = source
                .author
                .map(|author| knowledge.entity(author).name.clone());
            let parts = [
                author,
                Some(source.title.clone()),
                source.publisher.clone(),
                source.date.clone(),
            ];
            SourceLine {
                id: source.id.clone(),
                reference: parts.into_iter().flatten().collect::<Vec<_>>().join(". "),
                claims: knowledge
                    .claims
                    .iter()
                    .filter(|c| c.citations.iter().any(|p| p.source == id))
                    .count(),
                in_library: edition.library.paragraphs(id).is_some(),
            }
        })
        .collect()
}
