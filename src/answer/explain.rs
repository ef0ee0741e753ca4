//! Why an answer came out as it did: the reading, the plan, the candidates
//! with their scores, and the decision.

use std::fmt::Write;

use crate::edition::Edition;
use crate::knowledge::Knowledge;
use crate::knowledge::entity::EntityId;

use super::decide::{Decision, Trace};
use super::document::Subject;
use super::plan::Plan;
use super::question::Wanted;
use super::reason::Reason;

/// Candidates shown.
const SHOWN: usize = 8;
/// Stems shown of a term that names nothing.
const MEANINGS: usize = 6;

/// The steps of one decision as text, with what is said of its reason.
pub fn explain(trace: &Trace, edition: &Edition, why: fn(Reason) -> &'static str) -> String {
    let mut out = String::new();
    reading(&mut out, trace, edition);
    let _ = writeln!(out, "plan      {}", plan(&trace.weighed.plan, edition));
    evidence(&mut out, trace, edition);
    let decision = decision(&trace.decision, &edition.knowledge);
    let _ = writeln!(out, "decision  {decision}: {}", why(trace.reason));
    out
}

/// How the question was read: its kind, its repairs, and each term with its meaning.
fn reading(out: &mut String, trace: &Trace, edition: &Edition) {
    let russian = if trace.weighed.question.russian {
        ", in Russian"
    } else {
        ""
    };
    let _ = writeln!(
        out,
        "question  kind {:?}{russian}",
        trace.weighed.question.kind
    );
    for (typed, read) in &trace.weighed.question.repaired {
        let _ = writeln!(out, "          “{typed}” read as “{read}”");
    }
    for term in &trace.weighed.question.terms {
        let meaning: Vec<_> = match term.entities.as_slice() {
            [] => term
                .matches
                .iter()
                .take(MEANINGS)
                .map(|(id, _)| readable(edition, *id))
                .collect(),
            entities => entities
                .iter()
                .map(|id| edition.knowledge.entity(*id).full_name())
                .collect(),
        };
        let meaning = if meaning.is_empty() {
            "known to no claim".to_owned()
        } else {
            meaning.join(", ")
        };
        let _ = writeln!(
            out,
            "          {:5.2} {} → {meaning}",
            term.weight, term.word
        );
    }
}

fn plan(plan: &Plan, edition: &Edition) -> String {
    match plan {
        Plan::Comparison { films, attribute } => {
            let film = |id: &EntityId| edition.knowledge.entity(*id).full_name();
            let films: Vec<_> = films.iter().map(film).collect();
            let attribute = &edition.knowledge.attribute(*attribute).id;
            format!("{attribute} of {}", films.join(" and "))
        }
        Plan::List => "several things".into(),
        Plan::WhoSaid => "who said it".into(),
        Plan::YesNo => "yes or no".into(),
        Plan::Explanation => "an explanation".into(),
        Plan::Thing(wanted) => match wanted {
            Wanted::Name => "a name".into(),
            Wanted::Colour => "a colour".into(),
            Wanted::Count => "a number".into(),
            Wanted::Year => "a year".into(),
        },
        Plan::Fact => "what the claims say".into(),
    }
}

/// The best candidates with the parts of their scores.
fn evidence(out: &mut String, trace: &Trace, edition: &Edition) {
    for candidate in trace.weighed.candidates.iter().take(SHOWN) {
        let s = &candidate.score;
        let _ = writeln!(
            out,
            "evidence  {:.3}  ask {:.2}  whole {:.2}  text {:.2}  names {:.2}  {}",
            s.total,
            s.ask,
            s.whole,
            s.text,
            s.names,
            subject_name(edition, candidate.document)
        );
    }
    let left = trace.weighed.candidates.len().saturating_sub(SHOWN);
    if left > 0 {
        let _ = writeln!(out, "          {left} weaker candidates left out");
    }
}

fn decision(decision: &Decision, knowledge: &Knowledge) -> String {
    match decision {
        Decision::Claims(claims) => claims
            .iter()
            .map(|(id, _)| knowledge.claim(*id).id.clone())
            .collect::<Vec<_>>()
            .join(", "),
        Decision::Dispute(at) => format!("dispute {}", knowledge.disputes[*at].id),
        Decision::Compare(_, sides) => sides
            .iter()
            .map(|(_, id)| knowledge.claim(*id).id.clone())
            .collect::<Vec<_>>()
            .join(" with "),
        Decision::Passage(_) => "a passage of the library".into(),
        Decision::Gap(at) => format!("gap {}", knowledge.gaps[*at].id),
        Decision::Unknown => "unknown".into(),
    }
}

fn readable(edition: &Edition, term: crate::language::vocabulary::TermId) -> String {
    let text = edition.documents.vocabulary.text(term);
    match text.strip_prefix('@').and_then(|at| at.parse().ok()) {
        Some(at) => edition.knowledge.entity(EntityId(at)).full_name(),
        None => text.to_owned(),
    }
}

/// The id of what a document stands for.
pub fn subject_name(edition: &Edition, document: usize) -> &str {
    match edition.documents.list[document].subject {
        Subject::Claim(id) => &edition.knowledge.claim(id).id,
        Subject::Dispute(at) => &edition.knowledge.disputes[at].id,
        Subject::Overview(at) => &edition.knowledge.overviews[at].id,
        Subject::Gap(at) => &edition.knowledge.gaps[at].id,
    }
}
