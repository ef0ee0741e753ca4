//! What happened when: dated claims, dates among the attributes, and the dated
//! events that trivia puts in order.

use super::page::page;
use super::{LookUp, LookupKind, film, key};
use crate::edition::Edition;
use crate::knowledge::Knowledge;
use crate::knowledge::attribute::ValueType;
use crate::knowledge::claim::{Claim, ClaimId};
use crate::knowledge::entity::EntityId;
use crate::knowledge::when::When;
use crate::reply::caption::{Relation, Title};
use crate::reply::note::Note;
use crate::reply::sheet::{Line, Related, Said, Sheet};

/// Marks what is not certainly later than what stands before it.
const ALIKE: char = '≈';

/// Something dated.
struct Dated {
    when: When,
    text: String,
    claims: Vec<ClaimId>,
}

/// One page of a time line; of everything where it is of nothing else.
pub(super) fn time_line(of: Option<EntityId>, wanted: usize, edition: &Edition) -> Sheet {
    let knowledge = &edition.knowledge;
    let mut dated = dated(of, knowledge);
    dated.sort_by_key(|dated| (dated.when.year, dated.when.month, dated.when.day));
    let mut unsure = false;
    let mut before: Option<When> = None;
    let mut lines = Vec::new();
    for Dated { when, text, claims } in dated {
        let Some(said) = Said::of_claims(text, &claims, edition) else {
            continue;
        };
        let alike = before.is_some_and(|before| !before.before(when));
        unsure |= alike;
        before = Some(when);
        let mark = if alike {
            format!("{ALIKE} ")
        } else {
            String::new()
        };
        lines.push(Line::of(format!("{mark}{when}"), said));
    }
    let mut notes = Vec::new();
    if lines.is_empty() {
        notes.push(Note::NothingDated);
    }
    if unsure {
        notes.push(Note::Alike(ALIKE));
    }
    let (lines, page, pages) = page(lines, wanted);
    let name = of.map(|id| knowledge.entity(id).full_name());
    Sheet {
        title: Title::InOrder(name.clone()),
        names: Vec::new(),
        lines,
        page,
        pages,
        notes,
        look_up: LookUp {
            what: LookupKind::TimeLine {
                of: of.map(|id| key(id, edition)),
            },
            page,
        },
        sections: Vec::new(),
        related: of
            .zip(name)
            .map(|(id, label)| Related {
                label,
                note: Relation::Card,
                look_up: LookUp::card(id, None, edition),
            })
            .into_iter()
            .collect(),
        questions: Vec::new(),
        film: of.and_then(|id| film(id, edition)),
    }
}

fn dated(of: Option<EntityId>, knowledge: &Knowledge) -> Vec<Dated> {
    let belongs = |claim: &Claim| {
        of.is_none_or(|id| {
            let made = knowledge.entity(claim.about[0]).director == Some(id);
            claim.about.contains(&id) || (made && claim.statement.is_some())
        })
    };
    let all = || knowledge.numbered_claims();
    let mut found: Vec<Dated> = Vec::new();
    for (id, claim) in all().filter(|(_, claim)| belongs(claim)) {
        if let Some((when, text)) = date_stated(claim, knowledge) {
            let same = |old: &&mut Dated| old.when == when && old.text == text;
            match found.iter_mut().find(same) {
                Some(old) => old.claims.push(id),
                None => found.push(Dated {
                    when,
                    text,
                    claims: vec![id],
                }),
            }
        } else if let Some(when) = claim.when {
            found.push(Dated {
                when,
                text: claim.text.clone(),
                claims: vec![id],
            });
        }
    }
    for event in &knowledge.trivia.events {
        let Some((id, _)) = all().find(|(_, claim)| claim.id == event.claim && belongs(claim))
        else {
            continue;
        };
        if !found.iter().any(|dated| dated.claims.contains(&id)) {
            found.push(Dated {
                when: event.when,
                text: event.text.clone(),
                claims: vec![id],
            });
        }
    }
    found
}

/// The date a claim states of its first entity, and what it is the date of.
fn date_stated(claim: &Claim, knowledge: &Knowledge) -> Option<(When, String)> {
    let statement = claim.statement.as_ref()?;
    let attribute = knowledge.attribute(statement.attribute);
    if attribute.value != ValueType::Date {
        return None;
    }
    let when = When::of_words(&statement.value)?;
    let of = knowledge.entity(claim.about[0]);
    // The country of a release and the like; a bare date says no more than the time itself.
    let more = statement
        .value
        .split_once('(')
        .map(|(_, more)| format!(" ({more}"))
        .unwrap_or_default();
    Some((
        when,
        format!("{}: {}{more}", of.name, attribute.id.replace('-', " ")),
    ))
}
