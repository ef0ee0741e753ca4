//! What to say: which claims, a dispute, a quotation, or that it is not known.
//!
//! Not a score alone decides: a question is answered only where the claim
//! explains what the question names and most of what it asks; where a recorded
//! gap fits better than any claim, the honest answer is that gap.

use crate::edition::Edition;
use crate::knowledge::attribute::AttributeId;
use crate::knowledge::claim::{ClaimId, Reply};
use crate::knowledge::entity::EntityId;
use crate::knowledge::source::Reliability;

use super::AskedTerm;
use super::bringing::brings;
use super::document::Subject;
use super::limits::Limits;
use super::plan::{Plan, plan};
use super::question::Question;
use super::rank::{Comparison, Score};
use super::reason::Reason;
use super::selection::{
    asked_comparison, asks_for_one_side, companions, comparison, dispute_beside, false_maker,
    fullest, is_near,
};
use super::silence::unstated;
use super::weights::Weights;

/// A document with its score.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its position in the edition's documents.
    pub document: usize,
    /// How well it fits.
    pub score: Score,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// Say these claims, each with how it answers.
    Claims(Vec<(ClaimId, Reply)>),
    /// Show all sides of this dispute.
    Dispute(usize),
    /// Compare what these claims state of the same attribute.
    Compare(AttributeId, Vec<(EntityId, ClaimId)>),
    /// Quote this passage of the library.
    Passage(usize),
    /// Say that the sources leave this open.
    Gap(usize),
    /// Say that it is not known.
    Unknown,
}

impl Decision {
    /// The word under which it is kept what kind of decision it was.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Claims(_) => "claims",
            Self::Dispute(_) => "dispute",
            Self::Compare(..) => "comparison",
            Self::Passage(_) => "passage",
            Self::Gap(_) => "gap",
            Self::Unknown => "nothing",
        }
    }
}

/// Every step of one decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// The question, read.
    pub question: Question,
    /// What it asks for.
    pub plan: Plan,
    /// Documents compared, best first.
    pub candidates: Vec<Candidate>,
    /// What came of it.
    pub decision: Decision,
    /// Why.
    pub reason: Reason,
}

impl Trace {
    /// True where something is said rather than nothing known.
    pub fn is_answered(&self) -> bool {
        !matches!(self.decision, Decision::Gap(_) | Decision::Unknown)
    }

    fn best(&self) -> f32 {
        self.candidates.first().map_or(0.0, |c| c.score.total)
    }
}

/// Reads a question, compares it with the edition and decides.
pub fn decide(text: &str, edition: &Edition, limits: &Limits) -> Trace {
    let question = edition.read(text, limits);
    let plan = plan(&question);
    let candidates = candidates(&question, edition, limits);
    let mut trace = Trace {
        question,
        plan,
        candidates,
        decision: Decision::Unknown,
        reason: Reason::NothingFits,
    };
    let (decision, reason) = choose(&trace, edition, limits);
    if let Decision::Compare(attribute, sides) = &decision {
        trace.plan = Plan::Comparison {
            entities: sides.iter().map(|(e, _)| *e).collect(),
            attribute: *attribute,
        };
    }
    trace.decision = decision;
    trace.reason = reason;
    trace
}

/// How much better than the whole the questions of a message must fit that share no word.
const APART: f32 = 0.05;
/// How much less well than the whole those may fit that share words: the whole holds the words of each.
const SHARED: f32 = 0.15;
/// The least fit of those.
const SHARED_FIT: f32 = 0.7;

/// True where the parts of a message are answered, by different claims, and better than the whole; of one it may be
/// known that the sources leave it open. `shared` where they share words of the message.
pub fn parts_are_better(whole: &Trace, parts: &[Trace], shared: bool) -> bool {
    let said = |part: &Trace| part.is_answered() || matches!(part.decision, Decision::Gap(_));
    let asks_enough = |part: &Trace| part.question.things() > 1;
    let is_new = |at: usize| parts[..at].iter().all(|p| p.decision != parts[at].decision);
    if !parts.iter().all(|part| asks_enough(part) && said(part))
        || parts.iter().filter(|part| !part.is_answered()).count() > 1
        || !(0..parts.len()).all(is_new)
    {
        return false;
    }
    let fit = parts.iter().map(Trace::best).fold(f32::INFINITY, f32::min);
    if shared {
        return fit >= SHARED_FIT && fit > whole.best() - SHARED;
    }
    let is_open = matches!(whole.decision, Decision::Gap(_));
    !whole.is_answered() && !is_open || fit > whole.best() + APART
}

/// The nearest documents by the index, scored and sorted.
fn candidates(question: &Question, edition: &Edition, limits: &Limits) -> Vec<Candidate> {
    let vocabulary = &edition.documents.vocabulary;
    let terms: Vec<AskedTerm<'_>> = question
        .terms
        .iter()
        .flat_map(|term| &term.matches)
        .map(|(id, strength)| AskedTerm {
            id: *id,
            text: vocabulary.text(*id),
            weight: strength * strength,
        })
        .collect();
    if terms.is_empty() {
        return Vec::new();
    }
    let hits = edition.index().documents(&terms, limits.candidates);
    let best = hits.first().map_or(1.0, |hit| hit.score.max(f32::EPSILON));
    let mut found: Vec<(usize, f32)> = hits.iter().map(|hit| (hit.at, hit.score / best)).collect();
    let exact: Vec<usize> = edition
        .documents
        .asked
        .documents(question.surest())
        .filter(|at| !found.iter().any(|(found, _)| found == at))
        .take(limits.candidates / 2)
        .collect();
    found.truncate(limits.candidates - exact.len());
    found.extend(exact.into_iter().map(|at| (at, 0.0)));
    let comparison = Comparison::new(question, vocabulary);
    let mut candidates: Vec<_> = found
        .into_iter()
        .map(|(document, index)| Candidate {
            document,
            score: comparison.score(
                &edition.documents.list[document],
                vocabulary,
                index,
                &edition.weights,
            ),
        })
        .collect();
    for candidate in &mut candidates {
        candidate.score.total += reliability(edition, candidate.document);
    }
    // Places are sorted and not candidates, which are large to move about.
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&candidates[*a], &candidates[*b]);
        b.score
            .total
            .total_cmp(&a.score.total)
            .then(a.document.cmp(&b.document))
    });
    order.into_iter().map(|at| candidates[at].clone()).collect()
}

/// What tips the scale between equal claims: how far their source is to be trusted.
fn reliability(edition: &Edition, document: usize) -> f32 {
    let Subject::Claim(id) = edition.documents.list[document].subject else {
        return 0.0;
    };
    match edition
        .knowledge
        .source(edition.knowledge.claim(id).citations[0].source)
        .reliability
    {
        Reliability::High | Reliability::Medium => edition.weights.reliability,
        Reliability::Low => 0.0,
    }
}

fn choose(trace: &Trace, edition: &Edition, limits: &Limits) -> (Decision, Reason) {
    if trace.question.torn.is_some() {
        return (Decision::Unknown, Reason::TornName);
    }
    let names = || {
        let mut terms = trace.question.terms.iter();
        terms.any(|term| !term.entities.is_empty())
    };
    if trace.question.things() == 0 || trace.question.small_talk && !names() {
        return (Decision::Unknown, Reason::NothingAsked);
    }
    let subject = |candidate: &Candidate| edition.documents.list[candidate.document].subject;
    let by = &edition.weights;
    let is_gap = |c: &Candidate| matches!(subject(c), Subject::Gap(_));
    let claims = || trace.candidates.iter().filter(|c| !is_gap(c));
    // What the sources leave open is a thing asked for that no claim explains.
    let claim = claims().find(|c| enough(&c.score, &trace.question, by));
    let is_open = |c: &Candidate| {
        let gain = |claim: &Candidate| c.score.gain(&claim.score.explained, &trace.question);
        is_gap(c)
            && !c.score.to_another
            && (c.score.ask >= by.gap_ask
                || claim.is_none_or(|claim| {
                    gain(claim) >= by.gap_gain || c.score.ask >= claim.score.ask + by.gap_lead
                }))
    };
    if let Some(compared) = asked_comparison(trace, edition) {
        return (compared, Reason::ValueOfEach);
    }
    if let Some(denied) = false_maker(trace, edition) {
        return (denied, Reason::OtherDirector);
    }
    if let Some(best) = trace.candidates.first()
        && let Subject::Gap(gap) = subject(best)
        && best.score.total >= by.enough
        && best.score.names >= by.gap_names
        && is_open(best)
        && claims()
            .next()
            .is_none_or(|c| best.score.total >= c.score.total + by.gap_ahead)
    {
        return open(gap, best, by);
    }
    if let Some(compared) = comparison(trace, edition) {
        return (compared, Reason::SameOfEach);
    }
    let is_ahead =
        |c: &Candidate| claim.is_none_or(|claim| c.score.total >= claim.score.total + by.gap_near);
    let answers = |c: &&Candidate| {
        enough(&c.score, &trace.question, by) && (!is_gap(c) || is_open(c) && is_ahead(c))
    };
    let Some(first) = trace.candidates.iter().find(answers) else {
        return match passage(trace, edition, limits) {
            Some(at) => (Decision::Passage(at), Reason::Passage),
            None => (Decision::Unknown, Reason::TooLittle),
        };
    };
    if !is_gap(first) && unstated(trace, edition).is_some() {
        return (Decision::Unknown, Reason::Unstated);
    }
    match subject(first) {
        Subject::Gap(gap) => open(gap, first, by),
        Subject::Dispute(dispute) => (Decision::Dispute(dispute), Reason::Dispute),
        Subject::Overview(at) => {
            if let Some(dispute) = dispute_beside(trace, edition, first) {
                return (Decision::Dispute(dispute), Reason::DisputeBeside);
            }
            let claims = edition.knowledge.overviews[at]
                .claims
                .iter()
                .map(|id| (*id, Reply::Plain))
                .collect();
            (Decision::Claims(claims), Reason::Overview)
        }
        Subject::Claim(_) => {
            if let Some(dispute) = dispute_beside(trace, edition, first) {
                return (Decision::Dispute(dispute), Reason::DisputeBeside);
            }
            let (first, claim) = fullest(trace, edition, first);
            let Some((first, claim)) = with_wanted(trace, edition, first, claim) else {
                return (Decision::Unknown, Reason::Lacking);
            };
            if let Some(dispute) = edition.dispute_of(claim)
                && !asks_for_one_side(trace, edition, claim)
                && is_near(trace, edition, dispute, first)
            {
                return (Decision::Dispute(dispute), Reason::ClaimInDispute);
            }
            let mut claims = vec![(claim, first.score.sure_reply(by))];
            claims.extend(companions(trace, edition, first, claim));
            (Decision::Claims(claims), Reason::Claim)
        }
    }
}

/// The claim, or where something is asked for that it does not bring, one nearly as good that does.
fn with_wanted<'t>(
    trace: &'t Trace,
    edition: &Edition,
    first: &'t Candidate,
    claim: ClaimId,
) -> Option<(&'t Candidate, ClaimId)> {
    let Some(wanted) = trace.question.wants else {
        return Some((first, claim));
    };
    let brings = |claim: ClaimId| brings(wanted, claim, &trace.question, edition);
    let is_written = first.score.recall >= edition.weights.sure_recall;
    if is_written || brings(claim) {
        return Some((first, claim));
    }
    let least = first.score.total * edition.weights.joins_from;
    trace
        .candidates
        .iter()
        .filter(|c| c.score.total >= least && enough(&c.score, &trace.question, &edition.weights))
        .find_map(|c| match edition.documents.list[c.document].subject {
            Subject::Claim(id) if brings(id) => Some((c, id)),
            _ => None,
        })
}

/// That something is left open: told where one of the gap's asks is near; many asks together may explain a
/// question that none of them puts, and the gap is then about another matter.
fn open(gap: usize, candidate: &Candidate, by: &Weights) -> (Decision, Reason) {
    if candidate.score.ask >= by.gap_fit {
        (Decision::Gap(gap), Reason::Gap)
    } else {
        (Decision::Unknown, Reason::TooLittle)
    }
}

fn enough(score: &Score, question: &Question, by: &Weights) -> bool {
    // Of one or two things asked, none may stay unexplained; a long message says much that nobody wrote down.
    let explained = score.whole * question.total_weight();
    let (total, whole) = if question.things() <= 2 {
        (by.enough, by.enough_whole_of_few)
    } else if explained >= by.much {
        (by.enough_of_many, by.enough_whole_of_many)
    } else {
        (by.enough, by.enough_whole)
    };
    score.total >= total
        && score.whole >= whole
        && score.ask >= by.enough_ask
        && score.precision >= by.enough_precision
        && score.ask + score.text >= by.enough_said
        && score.names >= by.enough_names
}

/// The best passage of the library, where it holds nearly all that the question names.
fn passage(trace: &Trace, edition: &Edition, limits: &Limits) -> Option<usize> {
    let terms = trace.question.stems();
    if terms.len() < 2 || edition.passages.is_empty() {
        return None;
    }
    let hits = edition.index().passages(&terms, limits.passages);
    let held = |at: usize| {
        let passage = &edition.passages[at];
        let has = |stem: &str| {
            passage
                .terms
                .split(' ')
                .chain(passage.context.split(' '))
                .any(|t| t == stem)
        };
        let all: f32 = terms.iter().map(|(_, w)| w).sum();
        terms
            .iter()
            .filter(|(stem, _)| has(stem))
            .map(|(_, w)| w)
            .sum::<f32>()
            / all.max(f32::EPSILON)
    };
    hits.into_iter()
        .map(|hit| hit.at)
        .find(|at| held(*at) >= 0.9)
}
