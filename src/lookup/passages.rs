//! What holds given words: claims, and windows of the library where there is one, best first.

use std::collections::HashMap;

use super::name::Key;
use super::page::page;
use super::{LookUp, LookupKind, film, key};
use crate::answer::AskedTerm;
use crate::answer::document::Subject;
use crate::answer::limits::Limits;
use crate::edition::Edition;
use crate::knowledge::claim::ClaimId;
use crate::knowledge::entity::EntityId;
use crate::knowledge::source::SourceId;
use crate::reply::caption::{Relation, Title};
use crate::reply::note::Note;
use crate::reply::sheet::{Line, Related, Said, Sheet};

/// Most claims and most passages found.
const FOUND: usize = 60;
/// What scores less than this share of the best is left out.
const LEAST_SHARE: f32 = 0.4;
/// Longest passage shown, in characters.
const PASSAGE_CHARS: usize = 420;
/// Where the passages of the library begin.
const LIBRARY: &str = "in the text";

/// One page of what is found.
pub(super) fn search(
    words: &str,
    of: Option<EntityId>,
    source: Option<SourceId>,
    wanted: usize,
    edition: &Edition,
    limits: &Limits,
) -> Result<Sheet, Note> {
    let knowledge = &edition.knowledge;
    let mut lines = claims(words, of, source, edition, limits);
    lines.extend(passages(words, of, source, edition, limits));
    if lines.is_empty() {
        return Err(Note::NothingFound);
    }
    let (lines, page, pages) = page(lines, wanted);
    let related = of.map(|id| Related {
        label: knowledge.entity(id).full_name(),
        note: Relation::Card,
        look_up: LookUp::card(id, None, edition),
    });
    Ok(Sheet {
        title: Title::Name(format!("“{words}”")),
        names: Vec::new(),
        lines,
        page,
        pages,
        notes: Vec::new(),
        look_up: LookUp {
            what: LookupKind::Search {
                words: words.to_owned(),
                of: of.map(|id| key(id, edition)),
                source: source.map(|id| Key::of(&knowledge.source(id).id)),
            },
            page,
        },
        sections: Vec::new(),
        related: related.into_iter().collect(),
        questions: Vec::new(),
        film: of.and_then(|id| film(id, edition)),
    })
}

fn claims(
    words: &str,
    of: Option<EntityId>,
    source: Option<SourceId>,
    edition: &Edition,
    limits: &Limits,
) -> Vec<Line> {
    let vocabulary = &edition.documents.vocabulary;
    let read = edition.read(words, limits);
    // Word by word: what holds all of them comes before what holds one of them often.
    let mut scores: HashMap<ClaimId, (usize, f32)> = HashMap::new();
    // The question word is none of the words that are looked for.
    let asked = read
        .terms
        .iter()
        .filter(|term| !term.is_unknown() && !term.stem.is_empty());
    for term in asked {
        let matches = term.matches.iter().map(|(id, strength)| AskedTerm {
            id: *id,
            text: vocabulary.text(*id),
            weight: strength * strength,
        });
        let matches: Vec<_> = matches.collect();
        let all = edition.documents.list.len();
        for hit in edition.index().documents(&matches, all) {
            if let Subject::Claim(id) = edition.documents.list[hit.at].subject {
                let (terms, score) = scores.entry(id).or_default();
                *terms += 1;
                *score += hit.score;
            }
        }
    }
    let wanted = |id: &ClaimId| {
        let claim = edition.knowledge.claim(*id);
        of.is_none_or(|of| claim.about.contains(&of))
            && source.is_none_or(|source| claim.citations.iter().any(|c| c.source == source))
    };
    let most = scores.values().map(|(terms, _)| *terms).max().unwrap_or(0);
    // Of three words or more one may be missing.
    let least = if most > 2 { most - 1 } else { most };
    let mut found: Vec<(ClaimId, (usize, f32))> = scores
        .into_iter()
        .filter(|(id, (terms, _))| *terms >= least && wanted(id))
        .collect();
    found.sort_by(|(one, (terms, score)), (other, (others, least))| {
        let better = others.cmp(terms).then(least.total_cmp(score));
        better.then(one.cmp(other))
    });
    found
        .into_iter()
        .take(FOUND)
        .filter_map(|(id, _)| Some(Line::of("", Said::of_claim(id, edition)?)))
        .collect()
}

fn passages(
    words: &str,
    of: Option<EntityId>,
    source: Option<SourceId>,
    edition: &Edition,
    limits: &Limits,
) -> Vec<Line> {
    let read = edition.read(words, limits);
    let terms = read.stems();
    if terms.is_empty() {
        return Vec::new();
    }
    let limit = if of.is_some() || source.is_some() {
        edition.passages.len()
    } else {
        FOUND
    };
    let hits = edition.index().passages(&terms, limit);
    let least = hits.first().map_or(0.0, |hit| hit.score * LEAST_SHARE);
    let mut seen = Vec::new();
    hits.iter()
        .filter(|hit| hit.score >= least)
        .map(|hit| edition.passages[hit.at].citation)
        .filter(|place| source.is_none_or(|source| source == place.source))
        // A passage is about something where a claim drawn from it is.
        .filter(|place| {
            let about = |id: &ClaimId, of| edition.knowledge.claim(*id).about.contains(&of);
            of.is_none_or(|of| edition.claims_at(*place).iter().any(|id| about(id, of)))
        })
        // Windows overlap; the best one of a paragraph is enough.
        .filter(|place| {
            let paragraph = (place.source, place.paragraph);
            let new = !seen.contains(&paragraph);
            seen.push(paragraph);
            new
        })
        .take(FOUND)
        .filter_map(|place| {
            let quote = edition.library.quote(place)?;
            let text = format!("“{}”", cut(&quote, PASSAGE_CHARS));
            Some(Line::of(LIBRARY, Said::quoted(text, place, edition)))
        })
        .collect()
}

/// Not longer than so many characters, cut between words.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most).collect();
    if let Some(blank) = short.rfind(char::is_whitespace) {
        short.truncate(blank);
    }
    short + " …"
}
