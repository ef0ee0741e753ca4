//! The nearest questions that are answered: each is one the edition has been
//! asked and has answered with the claim it belongs to.

use crate::edition::Edition;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{ClaimId, Reply, Spoiler};

use super::capitals::as_question;
use super::decide::{Decision, Trace, decide};
use super::document::Subject;
use super::limits::Limits;
use super::question::Kind;
use super::silence;

/// Most suggestions of one answer.
const MAX_SUGGESTIONS: usize = 3;
/// Documents looked through for them.
const LOOKED_THROUGH: usize = 12;
/// Asks of a document that are tried as questions.
const ASKS_TRIED: usize = 4;

/// Up to three questions near this one that are answered, nearest first.
pub fn suggestions(trace: &Trace, edition: &Edition) -> Vec<String> {
    if let Some(torn) = &trace.weighed.question.torn {
        let questions = torn.questions.iter();
        let questions = questions.map(|question| as_question(question, &[], edition));
        let is_answered =
            |question: &String| decide(question, edition, &Limits::default()).is_answered();
        return questions
            .filter(is_answered)
            .take(MAX_SUGGESTIONS)
            .collect();
    }
    let near: Vec<usize> = match silence::unstated(&trace.weighed, edition) {
        // What else is said of it is nearer than what is said of others.
        Some(entity) => silence::about(entity, &trace.weighed, edition),
        None => trace
            .weighed
            .candidates
            .iter()
            .map(|c| c.document)
            .collect(),
    };
    let near = near.into_iter().take(LOOKED_THROUGH);
    let mut found: Vec<String> = Vec::new();
    for document in near {
        if found.len() >= MAX_SUGGESTIONS {
            break;
        }
        if let Some(question) = edition.suggestion(document)
            && !found.iter().any(|f| f == question)
        {
            found.push(question.to_owned());
        }
    }
    // Where little is near, the pinned questions show what can be asked at all.
    let standing = edition.standing_questions().iter();
    let room = MAX_SUGGESTIONS - found.len();
    let others = standing.filter(|q| !found.contains(q)).take(room).cloned();
    found.extend(others.collect::<Vec<_>>());
    found
}

/// The first pinned questions this edition answers; where it has none, first asks of its first documents.
pub fn standing(edition: &Edition) -> Vec<String> {
    let limits = Limits::default();
    let is_open = |decision: &Decision| match decision {
        Decision::Claims(claims) => {
            let mut told = claims.iter().map(|(id, _)| Subject::Claim(*id));
            !told.any(|claim| spoils(claim, &edition.knowledge))
        }
        Decision::Dispute(at) => !spoils(Subject::Dispute(*at), &edition.knowledge),
        _ => true,
    };
    let pinned = edition
        .knowledge
        .pins
        .iter()
        .filter(|pin| !pin.claims.is_empty())
        .map(|pin| as_question(&pin.question, &[], edition))
        .filter(|question| {
            let trace = decide(question, edition, &limits);
            trace.is_answered() && is_open(&trace.decision)
        });
    let documents = 0..edition.documents.list.len().min(LOOKED_THROUGH);
    let asks = documents.filter_map(|document| edition.suggestion(document).map(str::to_owned));
    pinned.chain(asks).take(2 * MAX_SUGGESTIONS).collect()
}

/// A written ask that, put as a question, is answered by its own document: the first of the first
/// few that has a question word, else the first. None where the answer gives away something of a story, as its
/// question might: what is offered cannot be masked.
pub fn work_out(document: usize, edition: &Edition) -> Option<String> {
    let subject = edition.documents.list[document].subject;
    if spoils(subject, &edition.knowledge) {
        return None;
    }
    let asks: Vec<&str> = match subject {
        Subject::Claim(id) => {
            let plain = |ask: &&crate::knowledge::claim::Ask| ask.reply == Reply::Plain;
            edition
                .knowledge
                .claim(id)
                .asks
                .iter()
                .filter(plain)
                .map(|ask| ask.text.as_str())
                .collect()
        }
        Subject::Dispute(at) => edition.knowledge.disputes[at]
            .asks
            .iter()
            .map(String::as_str)
            .collect(),
        Subject::Overview(at) => edition.knowledge.overviews[at]
            .asks
            .iter()
            .map(String::as_str)
            .collect(),
        Subject::Gap(_) => return None,
    };
    let about = &edition.documents.list[document].about;
    let mut unmarked = None;
    for ask in asks.iter().take(ASKS_TRIED) {
        let question = as_question(ask, about, edition);
        let trace = decide(&question, edition, &Limits::default());
        // "who helmed this picture" says nothing by itself.
        let mut terms = trace.weighed.question.terms.iter();
        if !about.is_empty() && terms.all(|term| term.entities.is_empty()) {
            continue;
        }
        let own = match (&trace.decision, subject) {
            (Decision::Claims(claims), Subject::Claim(id)) => {
                claims.iter().any(|(claim, _)| *claim == id)
            }
            (Decision::Dispute(at), Subject::Claim(id)) => edition.dispute_of(id) == Some(*at),
            (Decision::Claims(claims), Subject::Overview(at)) => claims
                .iter()
                .all(|(claim, _)| edition.knowledge.overviews[at].claims.contains(claim)),
            (Decision::Dispute(at), _) => {
                edition.documents.list[document].subject == Subject::Dispute(*at)
            }
            _ => false,
        };
        if own && trace.weighed.question.kind != Kind::Unmarked {
            return Some(question);
        }
        if own {
            unmarked.get_or_insert(question);
        }
    }
    unmarked
}

/// True where any claim it stands for gives away something of a story.
fn spoils(subject: Subject, knowledge: &Knowledge) -> bool {
    let spoils = |id: &ClaimId| knowledge.claim(*id).spoiler > Spoiler::None;
    match subject {
        Subject::Claim(id) => spoils(&id),
        Subject::Dispute(at) => {
            let sides = knowledge.disputes[at].sides.iter();
            sides.flat_map(|side| &side.claims).any(spoils)
        }
        Subject::Overview(at) => knowledge.overviews[at].claims.iter().any(spoils),
        Subject::Gap(_) => false,
    }
}
