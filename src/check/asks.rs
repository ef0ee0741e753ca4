//! Pins and asks, put to an edition as questions.

use std::num::NonZero;
use std::thread;

use crate::answer::decide::{Decision, Trace};
use crate::answer::limits::Limits;
use crate::answer::trace;
use crate::edition::Edition;
use crate::knowledge::Pin;
use crate::knowledge::claim::{ClaimId, Reply};
use crate::knowledge::problem::{Findings, Problem};
use crate::language::tokens;

/// Where the recorded asks lead.
#[derive(Debug, Default)]
pub struct Led {
    /// Asks of claims that were put.
    pub asks: usize,
    /// Those answered by their own claim, one of its paragraphs, or one it is grouped with.
    pub home: usize,
    /// First plain asks that another claim answers.
    pub problems: Vec<Problem>,
}

/// How much is put to an edition; the problems found are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Every ask, on all cores.
    Whole,
    /// The asks that can be a problem, on one core: questions are answered meanwhile.
    BesideAnswers,
}

/// Where one ask leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Home,
    /// To this claim, which has nothing to do with its own.
    Other(ClaimId),
    Nowhere,
}

/// Rule `pin`: a pinned question has one of its claims in its answer, or stays unknown where it names none.
///
/// A pin none of whose entries is in the edition is left out: `--only-source` dropped them.
pub fn pins(edition: &Edition, limits: &Limits) -> Vec<Problem> {
    let mut findings = Findings::new(&edition.knowledge);
    for pin in &edition.knowledge.pins {
        let answered = ids(&trace(&pin.question, edition, limits), edition);
        if !holds(pin, &answered, edition) {
            let wanted = if pin.claims.is_empty() {
                "unknown".to_owned()
            } else {
                pin.claims.join(" or ")
            };
            let found = if answered.is_empty() {
                "unknown".to_owned()
            } else {
                answered.join(", ")
            };
            let message = format!(
                "“{}” must lead to {wanted}; it leads to {found}.",
                pin.question
            );
            findings.add(
                pin.origin,
                "pin",
                "pin",
                message,
                "Add the wording to the right entry's asks, or correct the pin.",
            );
        }
    }
    findings.into_problems()
}

fn holds(pin: &Pin, answered: &[String], edition: &Edition) -> bool {
    if pin.claims.is_empty() {
        return answered.is_empty();
    }
    let knowledge = &edition.knowledge;
    let claims = knowledge
        .claims
        .iter()
        .map(|c| &c.id)
        .chain(knowledge.gaps.iter().map(|g| &g.id));
    let groups = knowledge
        .disputes
        .iter()
        .map(|d| &d.id)
        .chain(knowledge.overviews.iter().map(|o| &o.id));
    let here = claims.chain(groups).any(|id| pin.claims.contains(id));
    !here || pin.claims.iter().any(|id| answered.contains(id))
}

/// Ids of the claims said, and of the dispute or overview they make up; empty where nothing is.
fn ids(traces: &[Trace], edition: &Edition) -> Vec<String> {
    let knowledge = &edition.knowledge;
    let mut ids = Vec::new();
    for trace in traces {
        let claims = said(trace, edition);
        ids.extend(claims.iter().map(|id| knowledge.claim(*id).id.clone()));
        match &trace.decision {
            Decision::Dispute(at) => ids.push(knowledge.disputes[*at].id.clone()),
            Decision::Claims(_) => {
                ids.extend(
                    knowledge
                        .overviews
                        .iter()
                        .filter(|o| o.claims == claims)
                        .map(|o| o.id.clone()),
                );
            }
            Decision::Passage(_) => ids.push("a passage of the library".to_owned()),
            _ => {}
        }
    }
    ids
}

/// The claims a decision says.
fn said(trace: &Trace, edition: &Edition) -> Vec<ClaimId> {
    match &trace.decision {
        Decision::Claims(claims) => claims.iter().map(|(id, _)| *id).collect(),
        Decision::Compare(_, sides) => sides.iter().map(|(_, id)| *id).collect(),
        Decision::Dispute(at) => edition.knowledge.disputes[*at]
            .sides
            .iter()
            .flat_map(|side| side.claims.iter().copied())
            .collect(),
        Decision::Passage(_) | Decision::Gap(_) | Decision::Unknown => Vec::new(),
    }
}

/// Puts the asks of every claim as questions.
///
/// Rule `ask-fits-another` holds for a claim's first plain ask only. That one is
/// the plain full question, which must not be answered by a claim on another
/// matter; the later ones are vague on purpose ("who was it then"), and what
/// fits them best may well be a neighbour. Of those the share is counted.
pub fn lead(edition: &Edition, limits: &Limits, effort: Effort) -> Led {
    let cores = match effort {
        Effort::Whole => thread::available_parallelism().map_or(1, NonZero::get),
        Effort::BesideAnswers => 1,
    };
    let count = u32::try_from(edition.knowledge.claims.len()).unwrap_or(u32::MAX);
    let share = count.div_ceil(u32::try_from(cores).unwrap_or(1)).max(1);
    let parts: Vec<Led> = thread::scope(|scope| {
        let starts = (0..count).step_by(share as usize);
        let workers: Vec<_> = starts
            .map(|from| {
                let range = from..(from + share).min(count);
                scope.spawn(move || lead_range(range, edition, limits, effort))
            })
            .collect();
        workers
            .into_iter()
            .map(|worker| {
                worker
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
            .collect()
    });
    parts.into_iter().fold(Led::default(), |mut all, part| {
        all.asks += part.asks;
        all.home += part.home;
        all.problems.extend(part.problems);
        all
    })
}

fn lead_range(
    range: std::ops::Range<u32>,
    edition: &Edition,
    limits: &Limits,
    effort: Effort,
) -> Led {
    let mut led = Led::default();
    let mut findings = Findings::new(&edition.knowledge);
    for id in range.map(ClaimId) {
        let claim = edition.knowledge.claim(id);
        let first = claim.asks.iter().position(|ask| ask.reply == Reply::Plain);
        for (at, ask) in claim.asks.iter().enumerate() {
            if effort == Effort::BesideAnswers && Some(at) != first {
                continue;
            }
            led.asks += 1;
            match way(&ask.text, id, edition, limits) {
                Way::Home => led.home += 1,
                Way::Other(other) if Some(at) == first && !has(other, &ask.text, edition) => {
                    let other = &edition.knowledge.claim(other).id;
                    let message = format!("“{}” is answered by `{other}`.", ask.text);
                    findings.add(
                        claim.origin,
                        &claim.id,
                        "ask-fits-another",
                        message,
                        "Make this ask more exact, or put a better one first.",
                    );
                }
                Way::Other(_) | Way::Nowhere => {}
            }
        }
    }
    led.problems = findings.into_problems();
    led
}

/// True where a claim has this very ask: that it collides is told already.
fn has(claim: ClaimId, ask: &str, edition: &Edition) -> bool {
    let folded = |text: &str| tokens(text, usize::MAX);
    let asks = &edition.knowledge.claim(claim).asks;
    asks.iter().any(|other| folded(&other.text) == folded(ask))
}

fn way(ask: &str, own: ClaimId, edition: &Edition, limits: &Limits) -> Way {
    let traces = trace(ask, edition, limits);
    let passage = traces.iter().find_map(|trace| match trace.decision {
        Decision::Passage(at) => Some(edition.passages[at].citation),
        _ => None,
    });
    let cited = &edition.knowledge.claim(own).citations;
    if passage.is_some_and(|p| cited.iter().any(|c| c.same_paragraph(&p))) {
        return Way::Home;
    }
    let said: Vec<ClaimId> = traces
        .iter()
        .flat_map(|trace| said(trace, edition))
        .collect();
    match said.first() {
        Some(_) if said.iter().any(|id| related(own, *id, edition)) => Way::Home,
        Some(first) => Way::Other(*first),
        None => Way::Nowhere,
    }
}

/// True where two claims are one, share a paragraph, stand in one dispute or overview, or answer
/// the same question: what one attribute of one entity is.
fn related(first: ClaimId, second: ClaimId, edition: &Edition) -> bool {
    if first == second {
        return true;
    }
    let knowledge = &edition.knowledge;
    let cited = &knowledge.claim(second).citations;
    let shares =
        |c: &crate::knowledge::citation::Citation| cited.iter().any(|d| d.same_paragraph(c));
    let question = |id: ClaimId| {
        let claim = knowledge.claim(id);
        claim
            .statement
            .as_ref()
            .map(|statement| (claim.about[0], statement.attribute))
    };
    let same_question = question(first).is_some() && question(first) == question(second);
    let dispute = edition.dispute_of(first);
    same_question
        || knowledge.claim(first).citations.iter().any(shares)
        || (dispute.is_some() && dispute == edition.dispute_of(second))
        || knowledge
            .overviews
            .iter()
            .any(|o| o.claims.contains(&first) && o.claims.contains(&second))
}
