//! The bot as a function: a request and an edition in, a reply out.

pub mod page;
pub mod recorded;

use crate::answer::decide::Trace;
use crate::answer::evidence::{Cited, Reference};
use crate::answer::limits::Limits;
use crate::answer::suggest::{self, answerable};
use crate::answer::{Answer, answer, namesake};
use crate::completion;
use crate::edition::Edition;
use crate::knowledge::Knowledge;
use crate::knowledge::citation::Citation;
use crate::knowledge::claim::Claim;
use crate::knowledge::entity::{EntityId, EntityKind};
use crate::knowledge::source::SourceId;
use crate::language::tokens;
use crate::reply::{
    AnswerReply, Card, CardLine, CardPlace, CitationReply, Reply, SourceLine, Status,
};
use crate::request::Request;

/// Most other names on a card.
const CARD_NAMES: usize = 12;
/// Most lines of a card.
const CARD_LINES: usize = 40;
/// Most questions on a card.
const CARD_QUESTIONS: usize = 3;
/// Most claims looked through for them.
const CARD_CLAIMS: usize = 24;

/// Builds what is otherwise built when it is first needed.
pub fn warm_up(edition: &Edition) {
    edition.warm_up();
    suggest::warm_up(edition);
}

/// Answers a request over one edition.
pub fn respond(request: &Request, edition: &Edition, limits: &Limits) -> Reply {
    match request {
        Request::Ask(question) => Reply::Answer(ask(question, edition, limits)),
        Request::Film(name) => card(name, EntityKind::Film, "film", edition, limits),
        Request::Person(name) => card(name, EntityKind::Person, "person", edition, limits),
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
fn reply_of(answer: Answer, parts: &[Trace], taken: &[String], edition: &Edition) -> AnswerReply {
    let repaired = parts.iter().flat_map(|part| &part.question.repaired);
    // A film's name is told as the film, and not as the word it was repaired to as well.
    let told = |typed: &String| {
        let reading = format!("“{typed}” read as ");
        taken.iter().any(|taken| taken.starts_with(&reading))
    };
    let readings = repaired
        .filter(|(typed, _)| !told(typed))
        .map(|(typed, meant)| format!("“{typed}” read as “{meant}”."))
        .chain(taken.iter().cloned())
        .collect();
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
            unknown.text,
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
        related: Vec::new(),
    }
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

fn card(
    name: &str,
    kind: EntityKind,
    noun: &'static str,
    edition: &Edition,
    limits: &Limits,
) -> Reply {
    if let Some(id) = completion::picked(name, kind, &edition.knowledge) {
        return Reply::Card(card_of(id, edition));
    }
    let mut read = edition.read(name, limits);
    if read.torn.is_some() {
        read.terms.clear();
    }
    let of_kind = |id: &&EntityId| edition.knowledge.entity(**id).kind == kind;
    match read
        .terms
        .iter()
        .flat_map(|term| &term.entities)
        .find(of_kind)
    {
        Some(id) => Reply::Card(card_of(*id, edition)),
        None => Reply::NoSuchName {
            noun,
            nearest: nearest_names(name, kind, edition),
        },
    }
}

fn card_of(id: EntityId, edition: &Edition) -> Card {
    let entity = edition.knowledge.entity(id);
    let mut lines: Vec<CardLine> = Vec::new();
    for claim in &edition.knowledge.claims {
        let Some((label, value)) = stated(claim, id, &edition.knowledge) else {
            continue;
        };
        let same = |line: &CardLine| line.label == label && alike(&line.value, &value);
        let at = lines.iter().position(same).unwrap_or(lines.len());
        if at == lines.len() {
            lines.push(CardLine {
                label,
                value,
                places: Vec::new(),
            });
        }
        lines[at].cite(&claim.citations, &edition.knowledge);
    }
    lines.sort_by(|a, b| a.label.cmp(&b.label));
    let more = lines.len().saturating_sub(CARD_LINES);
    lines.truncate(CARD_LINES);
    let title = match &entity.occupation {
        Some(occupation) => format!("{}, {occupation}", entity.name),
        None => entity.full_name(),
    };
    Card {
        title,
        names: entity.names.iter().take(CARD_NAMES).cloned().collect(),
        lines,
        more,
        questions: card_questions(id, edition),
    }
}

/// Label and value of a card's line, where the claim states something of the entity itself.
fn stated(claim: &Claim, id: EntityId, knowledge: &Knowledge) -> Option<(String, String)> {
    let statement = claim.statement.as_ref().filter(|_| claim.about[0] == id)?;
    let label = knowledge.attributes[usize::from(statement.attribute.0)]
        .id
        .replace('-', " ");
    let mut value = statement
        .entity
        .map_or(statement.value.clone(), |e| knowledge.entity(e).full_name());
    // A role is told with who plays it.
    if let (Some(other), None) = (claim.about.get(1), statement.entity)
        && knowledge.entity(*other).kind == EntityKind::Person
        && label == "cast"
    {
        value = format!("{} as {value}", knowledge.entity(*other).name);
    }
    Some((label, value))
}

/// True where two values are the same words, whatever their case, accents and signs.
fn alike(first: &str, second: &str) -> bool {
    let folded = |value: &str| tokens(value, usize::MAX);
    first == second || folded(first) == folded(second)
}

impl CardLine {
    /// Adds places that are not there yet.
    fn cite(&mut self, places: &[Citation], knowledge: &Knowledge) {
        for place in places {
            let source = &knowledge.source(place.source).id;
            let at = self.places.iter().position(|p| p.source == *source);
            let at = at.unwrap_or_else(|| {
                self.places.push(CardPlace {
                    source: source.clone(),
                    paragraphs: Vec::new(),
                });
                self.places.len() - 1
            });
            let paragraphs = &mut self.places[at].paragraphs;
            if let Err(missing) = paragraphs.binary_search(&place.paragraph) {
                paragraphs.insert(missing, place.paragraph);
            }
        }
    }
}

/// Questions answered by claims that are about the entity first of all, from places of their own; those
/// that name it come first. Where there is no such claim, questions that name it at least.
fn card_questions(id: EntityId, edition: &Edition) -> Vec<String> {
    let claims = &edition.knowledge.claims;
    let (own, others): (Vec<_>, Vec<_>) = (0..claims.len())
        .filter(|at| claims[*at].about.contains(&id))
        .partition(|at| claims[*at].about[0] == id);
    // What a line of the card says already is asked last.
    let (told, untold): (Vec<_>, Vec<_>) = own
        .into_iter()
        .partition(|at| claims[*at].statement.is_some());
    let mut naming = Vec::new();
    let mut unnamed = Vec::new();
    let mut places: Vec<(SourceId, u32)> = Vec::new();
    for at in untold
        .into_iter()
        .chain(told)
        .chain(others)
        .take(CARD_CLAIMS)
    {
        let is_own = claims[at].about[0] == id;
        if naming.len() == CARD_QUESTIONS || !(is_own || (naming.is_empty() && unnamed.is_empty()))
        {
            break;
        }
        let cited = || claims[at].citations.iter().map(|c| (c.source, c.paragraph));
        if cited().any(|place| places.contains(&place)) {
            continue;
        }
        let Some(question) = answerable(at, edition) else {
            continue;
        };
        let read = edition.read(&question, &Limits::default());
        if read.terms.iter().any(|term| term.entities.contains(&id)) {
            naming.push(question);
        } else if is_own {
            unnamed.push(question);
        } else {
            continue;
        }
        places.extend(cited());
    }
    naming
        .into_iter()
        .chain(unnamed)
        .take(CARD_QUESTIONS)
        .collect()
}

fn nearest_names(name: &str, kind: EntityKind, edition: &Edition) -> Vec<String> {
    let typed = name.to_lowercase();
    let mut near: Vec<_> = edition
        .knowledge
        .entities
        .iter()
        .filter(|entity| entity.kind == kind && entity.mentioned)
        .map(|entity| {
            (
                crate::language::repair::distance(&typed, &entity.name.to_lowercase()),
                entity.full_name(),
            )
        })
        .collect();
    near.sort();
    near.into_iter().take(3).map(|(_, name)| name).collect()
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
