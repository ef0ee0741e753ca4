//! What to say: which claims, a dispute, a quotation, or that it is not known.
//!
//! Not a score alone decides: a question is answered only where the claim
//! explains what the question names and most of what it asks; where a recorded
//! gap fits better than any claim, the honest answer is that gap.

use crate::edition::Edition;
use crate::knowledge::attribute::AttributeId;
use crate::knowledge::claim::{ClaimId, Reply};
use crate::knowledge::entity::EntityId;

use super::bringing::brings;
use super::candidates::{Candidate, Weighed};
use super::document::Subject;
use super::limits::Limits;
use super::passage;
use super::reason::Reason;
use super::selection::{
    asks_for_one_side, companions, dispute_beside, false_maker, fullest, is_near, same_of_each,
    value_of_each,
};
use super::silence::unstated;
use super::weights::Weights;

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
    /// What it rests on.
    pub weighed: Weighed,
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
}

/// Reads a question, compares it with the edition and decides.
pub fn decide(text: &str, edition: &Edition, limits: &Limits) -> Trace {
    let weighed = Weighed::new(text, edition, limits);
    let decided = STEPS.iter().find_map(|step| step(&weighed, edition));
    let (decision, reason) =
        decided.unwrap_or_else(|| match passage::best(&weighed.question, edition, limits) {
            Some(at) => (Decision::Passage(at), Reason::Passage),
            None => (Decision::Unknown, Reason::TooLittle),
        });
    Trace {
        weighed,
        decision,
        reason,
    }
}

/// What may decide a question; none where it does not.
type Step = fn(&Weighed, &Edition) -> Option<(Decision, Reason)>;

/// In order of precedence. Where no step decides, a passage of the library does, or nothing is known.
const STEPS: &[Step] = &[
    torn_name,
    nothing_asked,
    value_of_each,
    false_maker,
    gap_ahead_of_all,
    same_of_each,
    best_fit,
];

fn torn_name(weighed: &Weighed, _: &Edition) -> Option<(Decision, Reason)> {
    let torn = weighed.question.torn.is_some();
    torn.then_some((Decision::Unknown, Reason::TornName))
}

fn nothing_asked(weighed: &Weighed, _: &Edition) -> Option<(Decision, Reason)> {
    let question = &weighed.question;
    let names = || question.terms.iter().any(|term| !term.entities.is_empty());
    // "2+2": figures alone are about nothing.
    let is_figure = |word: &str| word.chars().all(char::is_numeric);
    let mut words = question.terms.iter().filter(|term| !term.stem.is_empty());
    let figures = words.all(|term| is_figure(&term.word)) && !names();
    let nothing = figures || question.small_talk && !names();
    nothing.then_some((Decision::Unknown, Reason::NothingAsked))
}

/// A gap that fits better than every claim.
fn gap_ahead_of_all(weighed: &Weighed, edition: &Edition) -> Option<(Decision, Reason)> {
    let by = &edition.weights;
    let best = weighed.candidates.first()?;
    let Subject::Gap(gap) = best.subject(edition) else {
        return None;
    };
    let mut claims = weighed.candidates.iter().filter(|c| !c.is_gap(edition));
    let is_ahead = claims
        .next()
        .is_none_or(|c| best.score.total >= c.score.total + by.gap_ahead);
    let is_told = best.score.total >= by.enough
        && best.score.names >= by.gap_names
        && is_open(best, weighed, edition)
        && is_ahead;
    is_told.then(|| open(gap, best, by))
}

/// The first candidate that explains enough of the question.
fn best_fit(weighed: &Weighed, edition: &Edition) -> Option<(Decision, Reason)> {
    let by = &edition.weights;
    let claim = answering_claim(weighed, edition);
    let is_ahead =
        |c: &Candidate| claim.is_none_or(|claim| c.score.total >= claim.score.total + by.gap_near);
    let answers = |c: &&Candidate| {
        let may = || !c.is_gap(edition) || is_open(c, weighed, edition) && is_ahead(c);
        c.answers(&weighed.question, by) && may()
    };
    let first = weighed.candidates.iter().find(answers)?;
    Some(match first.subject(edition) {
        Subject::Gap(gap) => open(gap, first, by),
        _ if unstated(weighed, edition).is_some() => (Decision::Unknown, Reason::Unstated),
        Subject::Dispute(at) => (Decision::Dispute(at), Reason::Dispute),
        _ if let Some(at) = dispute_beside(weighed, edition, first) => {
            (Decision::Dispute(at), Reason::DisputeBeside)
        }
        Subject::Overview(at) => {
            let claims = edition.knowledge.overviews[at].claims.iter();
            let claims = claims.map(|id| (*id, Reply::Plain)).collect();
            (Decision::Claims(claims), Reason::Overview)
        }
        Subject::Claim(claim) => best_claim(weighed, edition, first, claim),
    })
}

/// A claim with what joins it, or the dispute it stands in.
fn best_claim(
    weighed: &Weighed,
    edition: &Edition,
    first: &Candidate,
    claim: ClaimId,
) -> (Decision, Reason) {
    let (first, claim) = fullest(weighed, edition, first, claim);
    let Some((first, claim)) = with_wanted(weighed, edition, first, claim) else {
        return (Decision::Unknown, Reason::Lacking);
    };
    if let Some(dispute) = edition.dispute_of(claim)
        && !asks_for_one_side(weighed, edition, claim)
        && is_near(weighed, edition, dispute, first)
    {
        return (Decision::Dispute(dispute), Reason::ClaimInDispute);
    }
    let mut claims = vec![(claim, first.score.sure_reply(&edition.weights))];
    claims.extend(companions(weighed, edition, first, claim));
    (Decision::Claims(claims), Reason::Claim)
}

/// The best claim, dispute or overview that would answer.
fn answering_claim<'w>(weighed: &'w Weighed, edition: &Edition) -> Option<&'w Candidate> {
    let by = &edition.weights;
    let mut claims = weighed.candidates.iter().filter(|c| !c.is_gap(edition));
    claims.find(|c| c.answers(&weighed.question, by))
}

/// True where a gap is what is asked for: the sources leave open a thing that no claim explains, or that the gap's own
/// asks put nearly word for word.
fn is_open(gap: &Candidate, weighed: &Weighed, edition: &Edition) -> bool {
    let by = &edition.weights;
    let Some(claim) = answering_claim(weighed, edition) else {
        return !gap.score.to_another;
    };
    let gain = gap.score.gain(&claim.score.explained, &weighed.question);
    let is_asked = gap.score.ask >= by.gap_ask
        || gain >= by.gap_gain
        || gap.score.ask >= claim.score.ask + by.gap_lead;
    !gap.score.to_another && is_asked
}

/// The claim, or where something is asked for that it does not bring, one nearly as good that does.
fn with_wanted<'t>(
    weighed: &'t Weighed,
    edition: &Edition,
    first: &'t Candidate,
    claim: ClaimId,
) -> Option<(&'t Candidate, ClaimId)> {
    let Some(wanted) = weighed.question.wants else {
        return Some((first, claim));
    };
    let brings = |claim: ClaimId| brings(wanted, claim, &weighed.question, edition);
    let is_written = first.score.recall >= edition.weights.sure_recall;
    if is_written || brings(claim) {
        return Some((first, claim));
    }
    let least = first.score.total * edition.weights.joins_from;
    let near = weighed.candidates.iter();
    near.filter(|c| c.score.total >= least && c.answers(&weighed.question, &edition.weights))
        .find_map(|c| match c.subject(edition) {
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
