//! What to say: which claims, a dispute, a quotation, or that it is not known.
//!
//! Not a score alone decides: a question is answered only where the claim
//! explains what the question names and most of what it asks; where a recorded
//! gap fits better than any claim, the honest answer is that gap.

use crate::edition::Edition;
use crate::knowledge::attribute::AttributeId;
use crate::knowledge::citation::Citation;
use crate::knowledge::claim::{ClaimId, Reply};
use crate::knowledge::entity::EntityId;
use crate::knowledge::source::Reliability;

use super::document::Subject;
use super::limits::{Limits, MAX_TERMS};
use super::plan::{films, plan, Plan};
use super::question::Question;
use super::rank::{Comparison, Score};
use super::weights::Weights;

/// Most claims that join the best one.
const MAX_JOINED: usize = 2;

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
    /// Why, in words, for [`super::explain`].
    pub reason: &'static str,
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
    let mut trace = Trace { question, plan, candidates, decision: Decision::Unknown, reason: "nothing fits" };
    let (decision, reason) = choose(&trace, edition, limits);
    if let Decision::Compare(attribute, sides) = &decision {
        trace.plan = Plan::Comparison { entities: sides.iter().map(|(e, _)| *e).collect(), attribute: *attribute };
    }
    trace.decision = decision;
    trace.reason = reason;
    trace
}

/// True where two half questions are both answered, by different claims, and better than the whole.
pub fn parts_are_better(whole: &Trace, first: &Trace, second: &Trace) -> bool {
    let both = first.is_answered() && second.is_answered() && first.decision != second.decision;
    both && (!whole.is_answered() || first.best().min(second.best()) > whole.best() + 0.05)
}

/// The nearest documents by the index, scored and sorted.
fn candidates(question: &Question, edition: &Edition, limits: &Limits) -> Vec<Candidate> {
    let vocabulary = &edition.documents.vocabulary;
    let terms: Vec<(&str, f32)> = question
        .terms
        .iter()
        .flat_map(|term| term.matches.iter().map(move |(id, strength)| (vocabulary.text(*id), strength * strength)))
        .collect();
    if terms.is_empty() {
        return Vec::new();
    }
    let hits = edition.index().documents(&terms, limits.candidates);
    let best = hits.first().map_or(1.0, |hit| hit.score.max(f32::EPSILON));
    let comparison = Comparison::new(question, vocabulary);
    let mut candidates: Vec<_> = hits
        .iter()
        .map(|hit| Candidate {
            document: hit.at,
            score: comparison.score(&edition.documents.list[hit.at], vocabulary, hit.score / best, &edition.weights),
        })
        .collect();
    for candidate in &mut candidates {
        candidate.score.total += reliability(edition, candidate.document);
    }
    candidates.sort_by(|a, b| b.score.total.total_cmp(&a.score.total).then(a.document.cmp(&b.document)));
    candidates
}

/// What tips the scale between equal claims: how far their source is to be trusted.
fn reliability(edition: &Edition, document: usize) -> f32 {
    let Subject::Claim(id) = edition.documents.list[document].subject else { return 0.0 };
    match edition.knowledge.source(edition.knowledge.claim(id).citations[0].source).reliability {
        Reliability::High | Reliability::Medium => edition.weights.reliability,
        Reliability::Low => 0.0,
    }
}

fn choose(trace: &Trace, edition: &Edition, limits: &Limits) -> (Decision, &'static str) {
    let Some(best) = trace.candidates.first() else {
        return (Decision::Unknown, "no word of the question is known");
    };
    let subject = |candidate: &Candidate| edition.documents.list[candidate.document].subject;
    let by = &edition.weights;
    if let Subject::Gap(gap) = subject(best)
        && best.score.total >= by.enough
    {
        let claim = trace.candidates.iter().find(|c| !matches!(subject(c), Subject::Gap(_)));
        if claim.is_none_or(|c| best.score.total >= c.score.total + by.gap_ahead) {
            return (Decision::Gap(gap), "the question fits a recorded gap best");
        }
    }
    if let Some(compared) = comparison(trace, edition) {
        return (compared, "the same attribute of each film named");
    }
    let Some(first) = trace.candidates.iter().find(|c| enough(&c.score, trace.question.terms.len(), by)) else {
        return match passage(trace, edition, limits) {
            Some(at) => (Decision::Passage(at), "no claim fits, a passage of the library does"),
            None => (Decision::Unknown, "no candidate explains enough of the question"),
        };
    };
    match subject(first) {
        Subject::Gap(gap) => (Decision::Gap(gap), "the question fits a recorded gap best"),
        Subject::Dispute(dispute) => (Decision::Dispute(dispute), "the question fits a dispute"),
        Subject::Overview(at) => {
            let claims = edition.knowledge.overviews[at].claims.iter().map(|id| (*id, Reply::Plain)).collect();
            (Decision::Claims(claims), "the question fits an overview")
        }
        Subject::Claim(_) => {
            if let Some(dispute) = dispute_beside(trace, edition, first) {
                return (Decision::Dispute(dispute), "a dispute over the same paragraphs fits as well");
            }
            let (first, claim) = fullest(trace, edition, first);
            if let Some(dispute) = edition.dispute_of(claim)
                && !asks_for_one_side(trace, edition, claim)
                && is_near(trace, edition, dispute, first)
            {
                return (Decision::Dispute(dispute), "the best claim stands in a dispute");
            }
            let mut claims = vec![(claim, first.score.reply)];
            claims.extend(companions(trace, edition, first, claim));
            (Decision::Claims(claims), "the best claim explains enough of the question")
        }
    }
}

fn enough(score: &Score, terms: usize, by: &Weights) -> bool {
    // Of one or two things asked, none may stay unexplained.
    let whole = if terms <= 2 { by.enough_whole_of_few } else { by.enough_whole };
    score.total >= by.enough && score.ask >= by.enough_ask && score.whole >= whole && score.names >= by.enough_names
}

/// True where the question asks who said it, or what this claim's speaker said: one side is what is wanted.
fn asks_for_one_side(trace: &Trace, edition: &Edition, claim: ClaimId) -> bool {
    let speaker = edition.knowledge.claim(claim).speaker;
    let director = edition.knowledge.entities.iter().position(|e| e.id == "andrei-tarkovsky");
    let named = |id: &EntityId| Some(*id) == speaker && Some(usize::from(id.0)) != director;
    trace.question.who_said || trace.question.terms.iter().flat_map(|term| &term.entities).any(|id| named(id))
}

/// Claims that join the best one: one that explains what it leaves unexplained,
/// else the nearest of the same paragraphs where the best ask is not the question itself.
fn companions(trace: &Trace, edition: &Edition, first: &Candidate, claim: ClaimId) -> Vec<(ClaimId, Reply)> {
    let by = &edition.weights;
    let weights: Vec<f32> = trace.question.terms.iter().take(MAX_TERMS).map(|t| t.weight).collect();
    let total = weights.iter().sum::<f32>().max(f32::EPSILON);
    let others = trace.candidates.iter().filter_map(|c| match edition.documents.list[c.document].subject {
        Subject::Claim(id) if id != claim && edition.dispute_of(id).is_none() => Some((c, id)),
        _ => None,
    });
    let mut explained = first.score.explained;
    let mut joined = Vec::new();
    for (c, id) in others.clone().take_while(|(c, _)| c.score.total >= by.joins_from * first.score.total) {
        let more = |(at, w): (usize, &f32)| w * (c.score.explained[at] - explained[at]).max(0.0);
        let gain = weights.iter().enumerate().map(more).sum::<f32>() / total;
        if gain >= by.joins_by && joined.len() < MAX_JOINED {
            for (all, one) in explained.iter_mut().zip(c.score.explained) {
                *all = all.max(one);
            }
            joined.push((id, c.score.reply));
        }
    }
    if !joined.is_empty() {
        return joined;
    }
    if first.score.total > 1.0 {
        return Vec::new();
    }
    let cited = &edition.knowledge.claim(claim).citations;
    let beside = |id: ClaimId| {
        let citations = &edition.knowledge.claim(id).citations;
        citations.iter().all(|c| cited.iter().any(|d| d.source == c.source && d.paragraph == c.paragraph))
    };
    others
        .filter(|(c, id)| c.score.total >= by.joins_beside * first.score.total && beside(*id))
        .take(if first.score.total < by.unsure { MAX_JOINED } else { 1 })
        .map(|(_, id)| (id, Reply::Plain))
        .collect()
}

/// Where two or more films are named and no near claim is about them all: what is stated of each, by the best claim's attribute.
fn comparison(trace: &Trace, edition: &Edition) -> Option<Decision> {
    let films = films(&trace.question, &edition.knowledge);
    let best = trace.candidates.first()?.score.total;
    if films.len() < 2 {
        return None;
    }
    let near = trace.candidates.iter().take_while(|c| c.score.total >= 0.8 * best && c.score.total >= edition.weights.enough);
    for candidate in near {
        let document = &edition.documents.list[candidate.document];
        if candidate.score.names >= 0.95 || films.iter().all(|film| document.about.contains(film)) {
            return None;
        }
        if let Subject::Claim(claim) = document.subject
            && let Some(compared) = compare(trace, edition, claim)
        {
            return Some(compared);
        }
    }
    None
}

/// Of nearly equal claims from the same paragraphs: a list where one is asked for, the fuller one where a reason is.
fn fullest<'t>(trace: &'t Trace, edition: &Edition, first: &'t Candidate) -> (&'t Candidate, ClaimId) {
    let claim_of = |c: &Candidate| match edition.documents.list[c.document].subject {
        Subject::Claim(id) => Some(id),
        _ => None,
    };
    let own = claim_of(first).unwrap_or(ClaimId(0));
    let wants_list = trace.question.list;
    if !wants_list && trace.plan != Plan::Explanation {
        return (first, own);
    }
    let cited = &edition.knowledge.claim(own).citations;
    let near = trace.candidates.iter().filter_map(|c| Some((c, claim_of(c)?))).filter(|(c, id)| {
        c.score.total >= edition.weights.nearly * first.score.total
            && same_paragraph(&edition.knowledge.claim(*id).citations, cited)
    });
    let fullness = |(c, id): &(&Candidate, ClaimId)| {
        let is_list = wants_list && edition.documents.list[c.document].is_list;
        (is_list, edition.knowledge.claim(*id).text.len())
    };
    let best = near.max_by_key(fullness).unwrap_or((first, own));
    // Without a list among them, the best fit stays.
    if wants_list && !edition.documents.list[best.0.document].is_list { (first, own) } else { best }
}

/// A dispute nearly as near as the best claim, over one of its paragraphs.
fn dispute_beside(trace: &Trace, edition: &Edition, first: &Candidate) -> Option<usize> {
    let Subject::Claim(claim) = edition.documents.list[first.document].subject else { return None };
    if trace.question.who_said {
        return None;
    }
    let cited = &edition.knowledge.claim(claim).citations;
    trace.candidates.iter().take_while(|c| c.score.total >= edition.weights.dispute_beside * first.score.total).find_map(|c| {
        let Subject::Dispute(at) = edition.documents.list[c.document].subject else { return None };
        let claims = edition.knowledge.disputes[at].sides.iter().flat_map(|side| &side.claims);
        let beside = claims.map(|id| &edition.knowledge.claim(*id).citations).any(|c| same_paragraph(c, cited));
        beside.then_some(at)
    })
}

fn same_paragraph(some: &[Citation], others: &[Citation]) -> bool {
    some.iter().any(|a| others.iter().any(|b| a.source == b.source && a.paragraph == b.paragraph))
}

/// True where the question is near the disputed matter, not only near one of its claims.
fn is_near(trace: &Trace, edition: &Edition, dispute: usize, first: &Candidate) -> bool {
    let own = |c: &&Candidate| edition.documents.list[c.document].subject == Subject::Dispute(dispute);
    trace.candidates.iter().find(own).is_some_and(|c| c.score.total >= edition.weights.dispute_near * first.score.total)
}

/// A claim's attribute, of each film the question names.
fn compare(trace: &Trace, edition: &Edition, claim: ClaimId) -> Option<Decision> {
    let knowledge = &edition.knowledge;
    let films = films(&trace.question, knowledge);
    let statement = knowledge.claim(claim).statement.as_ref()?;
    let subject = knowledge.claim(claim).about[0];
    if films.len() < 2 || !films.contains(&subject) || films.iter().all(|f| knowledge.claim(claim).about.contains(f)) {
        return None;
    }
    let of = |film: EntityId| {
        let stated = edition.stated(film, statement.attribute);
        let ranked = trace.candidates.iter().find_map(|c| match edition.documents.list[c.document].subject {
            Subject::Claim(id) if stated.contains(&id) => Some(id),
            _ => None,
        });
        ranked.or_else(|| stated.first().copied()).map(|id| (film, id))
    };
    let sides: Option<Vec<_>> = films.into_iter().map(of).collect();
    sides.map(|sides| Decision::Compare(statement.attribute, sides))
}

/// The best passage of the library, where it holds nearly all that the question names.
fn passage(trace: &Trace, edition: &Edition, limits: &Limits) -> Option<usize> {
    let terms: Vec<(&str, f32)> = trace
        .question
        .terms
        .iter()
        .flat_map(|term| term.stem.split(' ').map(move |stem| (stem, term.weight)))
        .take(MAX_TERMS)
        .collect();
    if terms.len() < 2 || edition.passages.is_empty() {
        return None;
    }
    let hits = edition.index().passages(&terms, limits.passages);
    let held = |at: usize| {
        let passage = &edition.passages[at];
        let has = |stem: &str| passage.terms.split(' ').chain(passage.context.split(' ')).any(|t| t == stem);
        let all: f32 = terms.iter().map(|(_, w)| w).sum();
        terms.iter().filter(|(stem, _)| has(stem)).map(|(_, w)| w).sum::<f32>() / all.max(f32::EPSILON)
    };
    hits.into_iter().map(|hit| hit.at).find(|at| held(*at) >= 0.9)
}
