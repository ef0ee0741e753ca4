//! Two films or two people side by side, attribute by attribute.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::page::page;
use super::statements::{Stated, statements};
use super::{LookUp, LookupKind, key};
use crate::edition::Edition;
use crate::knowledge::attribute::AttributeId;
use crate::knowledge::claim::ClaimId;
use crate::knowledge::entity::{EntityId, EntityKind};
use crate::reply::caption::{Relation, Title};
use crate::reply::note::Note;
use crate::reply::sheet::{Line, Part, Related, Said, Sheet, Words};

/// Most values of one attribute that are told of each.
const VALUES: usize = 4;

/// One page of a comparison.
pub(super) fn comparison(
    first: EntityId,
    second: EntityId,
    wanted: usize,
    edition: &Edition,
) -> Result<Sheet, Note> {
    let knowledge = &edition.knowledge;
    let both = [first, second];
    let named = both.map(|id| knowledge.entity(id).full_name());
    let kinds = both.map(|id| knowledge.entity(id).kind);
    if first == second {
        return Err(Note::Same(named[0].clone()));
    }
    if kinds[0] != kinds[1] || !matches!(kinds[0], EntityKind::Film | EntityKind::Person) {
        let [first, second] = [0, 1].map(|at| (named[at].clone(), kinds[at]));
        return Err(Note::Incomparable { first, second });
    }
    let stated = both.map(|id| by_attribute(statements(id, edition)));
    let mut rows: Vec<&(bool, AttributeId)> = stated.iter().flat_map(BTreeMap::keys).collect();
    rows.sort();
    rows.dedup();
    if rows.is_empty() {
        let [first, second] = named;
        return Err(Note::NothingStated { first, second });
    }
    // What can be compared comes before what is known of one only.
    rows.sort_by_key(|row| !stated.iter().all(|of| of.contains_key(row)));
    let lines = rows.into_iter().map(|row| {
        let cells = [0, 1].map(|at| Part {
            of: Some(knowledge.entity(both[at]).name.clone()),
            said: stated[at]
                .get(row)
                .and_then(|values| cell(values, edition))
                .map_or(Words::Unsaid, Words::Said),
        });
        let label = stated.iter().find_map(|of| of.get(row)?.first());
        Line {
            label: label.map_or_else(String::new, |stated| stated.label(knowledge)),
            parts: cells.into(),
        }
    });
    let (lines, page, pages) = page(lines.collect(), wanted);
    Ok(Sheet {
        title: Title::Both(named),
        names: Vec::new(),
        lines,
        page,
        pages,
        notes: Vec::new(),
        look_up: LookUp {
            what: LookupKind::Comparison {
                first: key(first, edition),
                second: key(second, edition),
            },
            page,
        },
        sections: Vec::new(),
        related: both
            .map(|id| Related {
                label: knowledge.entity(id).full_name(),
                note: Relation::OwnCard,
                look_up: LookUp::card(id, None, edition),
            })
            .into(),
        questions: Vec::new(),
        film: None,
    })
}

fn by_attribute(stated: Vec<Stated>) -> BTreeMap<(bool, AttributeId), Vec<Stated>> {
    let mut rows: BTreeMap<_, Vec<Stated>> = BTreeMap::new();
    for stated in stated {
        let row = (stated.turned, stated.attribute);
        rows.entry(row).or_default().push(stated);
    }
    rows
}

/// The values of one attribute, the first few of many.
fn cell(values: &[Stated], edition: &Edition) -> Option<Said> {
    let shown = &values[..values.len().min(VALUES)];
    let mut text = shown
        .iter()
        .map(|stated| stated.value.as_str())
        .collect::<Vec<_>>()
        .join("; ");
    if values.len() > VALUES {
        let _ = write!(text, "; and {} more", values.len() - VALUES);
    }
    let claims: Vec<ClaimId> = shown
        .iter()
        .flat_map(|s| s.claims.iter().copied())
        .collect();
    Said::of_claims(text, &claims, edition)
}
