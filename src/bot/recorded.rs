//! What is kept of an answer: enough to open its sources, to go on from it and
//! to say why it came out as it did, and nothing of the question's wording.

use serde::{Deserialize, Serialize};

use super::{AnswerReply, reply_of};
use crate::answer::decide::Trace;
use crate::answer::document::Subject;
use crate::answer::evidence::Reference;
use crate::answer::explain::subject_name;
use crate::answer::limits::Limits;
use crate::answer::{Answer, answer, namesake};
use crate::edition::Edition;
use crate::knowledge::citation::{Citation, WordRange};
use crate::knowledge::claim::ClaimId;
use crate::knowledge::entity::{EntityId, EntityKind};
use crate::knowledge::source::SourceId;
use crate::reply::Status;
use crate::reply::sheet::Sheet;
use crate::trivia::question::Proof;

/// Most questions offered with an answer.
const OFFERS: usize = 3;
/// The same with those of other films of the same name: as many buttons as a row has.
const MOST_OFFERS: usize = 5;
/// Documents looked through for them.
const LOOKED_THROUGH: usize = 10;
/// Most places of a look-up that are kept.
const MOST_PLACES: usize = 20;
/// Most candidates kept of a step.
const CANDIDATES: usize = 5;
/// Most claims kept as further evidence.
const FURTHER: usize = 6;

/// An answer and what is kept of it.
#[derive(Debug, Clone)]
pub struct Told {
    /// What the person reads.
    pub reply: AnswerReply,
    /// What is kept.
    pub recorded: Recorded,
}

/// What is kept of an answer; all of it are words and ids of the knowledge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Whether something was known.
    pub status: Status,
    /// Label of the edition it was made over.
    pub edition: String,
    /// Ids of the claims said.
    pub claims: Vec<String>,
    /// The places cited, one list for each mark.
    pub references: Vec<Vec<KeptPlace>>,
    /// Questions offered with it, each of which is answered.
    pub offers: Vec<String>,
    /// Ids of the next best claims.
    pub further: Vec<String>,
    /// Id of the film it was about, where it was about one.
    pub film: Option<String>,
    /// The steps, one for each part of the message.
    pub steps: Vec<Step>,
}

/// A place of a source, by the source's id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPlace {
    /// The source.
    pub source: String,
    /// The paragraph.
    pub paragraph: u32,
    /// The words, first and last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<(u32, u32)>,
}

/// How one part of a message was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What it was decided to say, by its word ([`crate::reply::because::kept_decision`]).
    #[serde(rename = "plan")]
    pub decision: String,
    /// Ids of what is named in the question.
    pub named: Vec<String>,
    /// Why it was decided so, by its word ([`crate::reply::because::kept_reason`]).
    pub reason: String,
    /// Ids of the best candidates with their scores in hundredths, best first.
    pub candidates: Vec<(String, i32)>,
}

/// Answers a question and says what is to be kept.
pub fn tell(question: &str, edition: &Edition, limits: &Limits) -> Told {
    let (answer, parts) = answer(question, edition, limits);
    let (claims, references) = match &answer {
        Answer::Answered(cited) | Answer::Disagreement(cited) => {
            (cited.claims().to_vec(), cited.references().to_vec())
        }
        Answer::Unknown(_) => (Vec::new(), Vec::new()),
    };
    let film = film_of(&claims, &parts, edition);
    let taken = namesake::notice(question, &parts, edition, true);
    let mut reply = reply_of(answer, &parts, &taken.readings, edition);
    let near = match reply.status {
        Status::Unknown => std::mem::take(&mut reply.suggestions),
        Status::Answered | Status::Disagreement => related(question, &claims, &parts, edition),
    };
    // The same question of the other film of the name comes first.
    let mut offers = taken.offers;
    let others: Vec<_> = near.into_iter().filter(|q| !offers.contains(q)).collect();
    offers.extend(others);
    offers.truncate(MOST_OFFERS);
    match reply.status {
        Status::Unknown => reply.suggestions.clone_from(&offers),
        Status::Answered | Status::Disagreement => reply.related.clone_from(&offers),
    }
    let id = |claim: &ClaimId| edition.knowledge.claim(*claim).id.clone();
    let recorded = Recorded {
        status: reply.status,
        edition: reply.edition.clone(),
        claims: claims.iter().map(id).collect(),
        references: references.iter().map(|r| kept(r, edition)).collect(),
        offers,
        further: further(&claims, &parts, edition).iter().map(id).collect(),
        film: film.map(|film| edition.knowledge.entity(film).id.clone()),
        steps: parts.iter().map(|part| step(part, edition)).collect(),
    };
    Told { reply, recorded }
}

impl Recorded {
    /// What is kept of a look-up: the questions it offers and the film it is of; its buttons hold the rest.
    pub fn of_sheet(sheet: &Sheet, edition: &Edition) -> Self {
        Self {
            film: sheet.film.clone(),
            ..Self::of_offers(&sheet.questions, edition)
        }
    }

    /// What is kept of the places of a look-up, for whoever reads them: as many as can have buttons.
    pub fn of_places(sheet: &Sheet, edition: &Edition) -> Self {
        let references = sheet.references().into_iter().take(MOST_PLACES);
        Self {
            references: references
                .map(|places| kept(&Reference { places }, edition))
                .collect(),
            ..Self::of_offers(&[], edition)
        }
    }

    /// What is kept of a message that offers questions.
    pub fn of_offers(questions: &[String], edition: &Edition) -> Self {
        Self {
            status: Status::Answered,
            edition: edition.label(),
            claims: Vec::new(),
            references: Vec::new(),
            offers: questions.to_vec(),
            further: Vec::new(),
            film: None,
            steps: Vec::new(),
        }
    }

    /// What is kept of what proves a question of trivia: its claims and places.
    pub fn of_proofs(proofs: &[Proof], edition: &Edition) -> Self {
        let places = |proof: &Proof| {
            let place = |paragraph: &u32| KeptPlace {
                source: proof.source.clone(),
                paragraph: *paragraph,
                words: None,
            };
            proof.paragraphs.iter().map(place).collect()
        };
        Self {
            claims: proofs.iter().map(|proof| proof.claim.clone()).collect(),
            references: proofs.iter().map(places).collect(),
            ..Self::of_offers(&[], edition)
        }
    }
}

impl KeptPlace {
    /// The place in an edition, where its source is still there.
    pub fn find(&self, edition: &Edition) -> Option<Citation> {
        let at = edition
            .knowledge
            .sources
            .iter()
            .position(|source| source.id == self.source)?;
        let source = SourceId(u16::try_from(at).ok()?);
        (self.paragraph >= 1 && self.paragraph <= edition.knowledge.source(source).paragraphs)
            .then_some(Citation {
                source,
                paragraph: self.paragraph,
                words: self.words.map(|(from, to)| WordRange { from, to }),
            })
    }
}

fn kept(reference: &Reference, edition: &Edition) -> Vec<KeptPlace> {
    let place = |place: &Citation| KeptPlace {
        source: edition.knowledge.source(place.source).id.clone(),
        paragraph: place.paragraph,
        words: place.words.map(|words| (words.from, words.to)),
    };
    reference.places.iter().map(place).collect()
}

/// Questions near this one that are answered by something it has not been told.
fn related(question: &str, told: &[ClaimId], parts: &[Trace], edition: &Edition) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let near = parts
        .iter()
        .flat_map(|part| part.weighed.candidates.iter().take(LOOKED_THROUGH));
    for candidate in near {
        if found.len() == OFFERS {
            break;
        }
        let said = match edition.documents.list[candidate.document].subject {
            Subject::Claim(id) => {
                told.contains(&id)
                    || edition.dispute_of(id).is_some_and(|dispute| {
                        told.iter().any(|t| edition.dispute_of(*t) == Some(dispute))
                    })
            }
            Subject::Dispute(at) => told.iter().any(|t| edition.dispute_of(*t) == Some(at)),
            Subject::Overview(at) => {
                let claims = &edition.knowledge.overviews[at].claims;
                claims.iter().all(|claim| told.contains(claim))
            }
            Subject::Gap(_) => true,
        };
        if said {
            continue;
        }
        if let Some(offer) = edition.suggestion(candidate.document).map(str::to_owned)
            && !found.contains(&offer)
            && offer.trim_end_matches('?').to_lowercase()
                != question.trim().trim_end_matches('?').to_lowercase()
        {
            found.push(offer);
        }
    }
    found
}

/// The next best claims but those that were told; others of a dispute that was told may be among them.
fn further(told: &[ClaimId], parts: &[Trace], edition: &Edition) -> Vec<ClaimId> {
    let mut found = Vec::new();
    for candidate in parts.iter().flat_map(|part| &part.weighed.candidates) {
        if let Subject::Claim(id) = edition.documents.list[candidate.document].subject
            && !told.contains(&id)
            && !found.contains(&id)
            && found.len() < FURTHER
        {
            found.push(id);
        }
    }
    found
}

/// The film an answer is about: the one the question names, else that of its claims.
fn film_of(claims: &[ClaimId], parts: &[Trace], edition: &Edition) -> Option<EntityId> {
    let is_film = |id: &EntityId| edition.knowledge.entity(*id).kind == EntityKind::Film;
    let named = parts
        .iter()
        .flat_map(|part| &part.weighed.question.terms)
        .flat_map(|term| term.entities.iter().copied())
        .find(is_film);
    named.or_else(|| {
        claims
            .iter()
            .flat_map(|claim| edition.knowledge.claim(*claim).about.iter().copied())
            .find(is_film)
    })
}

fn step(trace: &Trace, edition: &Edition) -> Step {
    let knowledge = &edition.knowledge;
    let mut named: Vec<String> = trace
        .weighed
        .question
        .terms
        .iter()
        .flat_map(|term| &term.entities)
        .map(|id| knowledge.entity(*id).id.clone())
        .collect();
    named.dedup();
    Step {
        decision: trace.decision.word().to_owned(),
        named,
        reason: trace.reason.word().to_owned(),
        candidates: trace
            .weighed
            .candidates
            .iter()
            .take(CANDIDATES)
            .map(|c| {
                let subject = subject_name(edition, c.document).to_owned();
                (subject, hundredths(c.score.total))
            })
            .collect(),
    }
}

/// A score as a whole number, which is written and read back without loss.
fn hundredths(score: f32) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "scores are near one; what is not is clamped"
    )]
    let whole = (score * 100.0).round().clamp(-1e6, 1e6) as i32;
    whole
}

/// The question with the name of a film, where it names none itself; none where it does.
pub fn about(question: &str, film: &str, edition: &Edition, limits: &Limits) -> Option<String> {
    let knowledge = &edition.knowledge;
    let film = knowledge.entities.iter().find(|entity| entity.id == film)?;
    let names_one = edition
        .read(question, limits)
        .terms
        .iter()
        .flat_map(|term| &term.entities)
        .any(|id| knowledge.entity(*id).kind == EntityKind::Film);
    (!names_one).then(|| format!("{question} {}", film.name))
}
