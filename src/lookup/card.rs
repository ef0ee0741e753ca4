//! What the sources say of one film, person, place or topic: first what is
//! stated of it, then the rest in sentences, section by section.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::page::page_of;
use super::statements::{Stated, statements};
use super::{LookUp, film, key};
use crate::answer::limits::Limits;
use crate::edition::Edition;
use crate::knowledge::claim::{Claim, ClaimId, Spoiler};
use crate::knowledge::entity::{Entity, EntityId, EntityKind};
use crate::knowledge::section::Section;
use crate::knowledge::source::SourceId;
use crate::lookup::LookupKind;
use crate::reply::caption::{Relation, Title};
use crate::reply::note::Note;
use crate::reply::sheet::{Line, Related, Said, Sheet};

/// Letters by which two spellings of one name may differ.
const ALIKE: usize = 2;
/// Most other names on a card.
const NAMES: usize = 8;
/// Most related cards.
const RELATED: usize = 24;
/// Most questions on a card.
const QUESTIONS: usize = 3;
/// Most claims looked through for them.
const CLAIMS_TRIED: usize = 24;

/// All there is on the card of one thing, put together once an edition.
#[derive(Debug)]
pub struct Body {
    names: Vec<String>,
    lines: Vec<(Section, Line)>,
    related: Vec<Related>,
    questions: Vec<String>,
}

impl Body {
    /// Puts together all that is known of it.
    pub fn of(id: EntityId, edition: &Edition) -> Self {
        let stated = statements(id, edition);
        Self {
            names: other_names(edition.knowledge.entity(id)),
            lines: lines(id, &stated, edition),
            related: related(id, &stated, edition),
            questions: questions(id, edition),
        }
    }
}

/// One page of a card.
pub(super) fn card(
    id: EntityId,
    section: Option<Section>,
    wanted: usize,
    edition: &Edition,
) -> Sheet {
    let entity = edition.knowledge.entity(id);
    let body = edition.card(id);
    let note = note(&body.lines, section, entity.mentioned);
    let chosen = body
        .lines
        .iter()
        .filter(|(of, _)| section.is_none_or(|section| section == *of))
        .map(|(_, line)| line)
        .collect();
    let (lines, page, pages) = page_of(chosen, wanted, |line| line);
    let title = match &entity.occupation {
        Some(occupation) => format!("{}, {occupation}", entity.name),
        None => entity.full_name(),
    };
    Sheet {
        title: Title::Name(title),
        names: body.names.clone(),
        lines: lines.into_iter().cloned().collect(),
        page,
        pages,
        notes: note.into_iter().collect(),
        look_up: LookUp {
            page,
            ..LookUp::card(id, section, edition)
        },
        sections: counted(&body.lines),
        related: body.related.clone(),
        questions: body.questions.clone(),
        film: film(id, edition),
    }
}

/// The names that say something new: of spellings that differ in a letter or two, and of names one of which holds the
/// other whole, the first.
fn other_names(entity: &Entity) -> Vec<String> {
    let mut shown = vec![entity.name.clone()];
    for name in &entity.names {
        let is_near = |other: &String| {
            let (one, two) = (name.to_lowercase(), other.to_lowercase());
            one.contains(&two)
                || two.contains(&one)
                || strsim::damerau_levenshtein(&one, &two) <= ALIKE
        };
        if !shown.iter().any(is_near) {
            shown.push(name.clone());
        }
    }
    shown.into_iter().skip(1).take(NAMES).collect()
}

/// All lines of a card with their sections: what is stated comes first.
fn lines(id: EntityId, stated: &[Stated], edition: &Edition) -> Vec<(Section, Line)> {
    let knowledge = &edition.knowledge;
    let mut lines: Vec<(Section, Line)> = stated
        .iter()
        .filter_map(|stated| {
            let attribute = knowledge.attribute(stated.attribute);
            let said = Said::of_claims(stated.value.clone(), &stated.claims, edition)?;
            let section = attribute.section.unwrap_or(Section::Trivia);
            Some((section, Line::of(stated.label(knowledge), said)))
        })
        .collect();
    lines.sort_by_key(|(section, _)| *section);
    let told: HashSet<ClaimId> = stated
        .iter()
        .flat_map(|s| s.claims.iter().copied())
        .collect();
    let mut claims: Vec<_> = knowledge
        .numbered_claims()
        .filter(|(own, claim)| claim.about.contains(&id) && !told.contains(own))
        .map(|(own, claim)| {
            let place = &claim.citations[0];
            let order = (claim.about[0] != id, place.source, place.paragraph);
            (knowledge.section_of(claim), order, own)
        })
        .collect();
    claims.sort();
    let sentences = claims.into_iter().filter_map(|(section, _, id)| {
        let said = Said::of_claim(id, edition)?;
        Some((section, Line::of("", said)))
    });
    lines.extend(sentences);
    lines
}

/// The sections that hold lines, all of them first.
fn counted(lines: &[(Section, Line)]) -> Vec<(Option<Section>, usize)> {
    let mut sections = vec![(None, lines.len())];
    for (_, section) in Section::ALL {
        let count = lines.iter().filter(|(of, _)| *of == section).count();
        if count > 0 {
            sections.push((Some(section), count));
        }
    }
    sections
}

/// What is said where there is nothing to show.
fn note(lines: &[(Section, Line)], section: Option<Section>, mentioned: bool) -> Option<Note> {
    if lines.is_empty() {
        let note = if mentioned {
            Note::NameOnly
        } else {
            Note::NameKnown
        };
        return Some(note);
    }
    let section = section?;
    let others: Vec<&str> = counted(lines)
        .into_iter()
        .filter_map(|(section, _)| section.map(Section::word))
        .collect();
    (!others.contains(&section.word())).then(|| Note::NothingUnder {
        section: section.word(),
        others: others.join(", "),
    })
}

/// What else has a card and has to do with this one: what is stated of it first, then what is told of together with it.
fn related(id: EntityId, stated: &[Stated], edition: &Edition) -> Vec<Related> {
    let knowledge = &edition.knowledge;
    let mut found: Vec<(EntityId, Relation)> = Vec::new();
    let mut add = |other: EntityId, note: Relation| {
        if other != id && !found.iter().any(|(known, _)| *known == other) {
            found.push((other, note));
        }
    };
    if let Some(director) = knowledge.entity(id).director {
        add(director, Relation::Director);
    }
    for stated in stated {
        if let Some(other) = stated.other {
            add(other, Relation::Stated(stated.label(knowledge)));
        }
    }
    for (film, entity) in edition.knowledge.numbered_entities() {
        if entity.director == Some(id) && entity.mentioned {
            add(film, Relation::DirectorOf);
        }
    }
    let mut together: HashMap<EntityId, usize> = HashMap::new();
    for claim in knowledge.claims.iter().filter(|c| c.about.contains(&id)) {
        for other in claim.about.iter().filter(|other| **other != id) {
            *together.entry(*other).or_default() += 1;
        }
    }
    let mut together: Vec<_> = together.into_iter().collect();
    together.sort_by_key(|(other, count)| (Reverse(*count), *other));
    for (other, count) in together {
        add(other, Relation::Together(count));
    }
    found.truncate(RELATED);
    found
        .into_iter()
        .map(|(other, note)| Related {
            label: knowledge.entity(other).full_name(),
            note,
            look_up: LookUp::of(LookupKind::Card {
                name: key(other, edition),
                kinds: super::ANY,
                section: None,
            }),
        })
        .collect()
}

/// Questions answered by claims that are about the entity first of all, from places of their own; those
/// that name it come first. Where there is no such claim, questions that name it at least.
fn questions(id: EntityId, edition: &Edition) -> Vec<String> {
    let kind = edition.knowledge.entity(id).kind;
    if !matches!(kind, EntityKind::Film | EntityKind::Person) {
        return Vec::new();
    }
    let is_own = |claim: &Claim| claim.about[0] == id;
    let (own, others): (Vec<_>, Vec<_>) = edition
        .knowledge
        .numbered_claims()
        .filter(|(_, claim)| claim.about.contains(&id) && claim.spoiler == Spoiler::None)
        .partition(|(_, claim)| is_own(claim));
    // What a line of the card says already is asked last.
    let (told, untold): (Vec<_>, Vec<_>) = own
        .into_iter()
        .partition(|(_, claim)| claim.statement.is_some());
    let mut naming = Vec::new();
    let mut unnamed = Vec::new();
    let mut places: Vec<(SourceId, u32)> = Vec::new();
    let tried = untold.into_iter().chain(told).chain(others);
    for (claim_id, claim) in tried.take(CLAIMS_TRIED) {
        let is_own = is_own(claim);
        if naming.len() == QUESTIONS || !(is_own || (naming.is_empty() && unnamed.is_empty())) {
            break;
        }
        let cited = || claim.citations.iter().map(|c| (c.source, c.paragraph));
        if cited().any(|place| places.contains(&place)) {
            continue;
        }
        let document = edition.documents.of_claim(claim_id);
        let Some(question) = edition.suggestion(document).map(str::to_owned) else {
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
    naming.into_iter().chain(unnamed).take(QUESTIONS).collect()
}
