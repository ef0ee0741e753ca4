//! Look-ups: what is known of a film or person, of two side by side, in the
//! order of time, as a list, by words, as a quotation; pure functions over one
//! edition. Whatever is looked up comes as a [`Sheet`]: a page of cited lines
//! and ways to go on.

pub mod card;
mod comparison;
mod listing;
pub mod name;
mod page;
mod passages;
mod quotation;
mod statements;
mod timeline;

use crate::answer::limits::Limits;
use crate::edition::Edition;
use crate::knowledge::entity::{EntityId, EntityKind};
use crate::knowledge::section::Section;
use crate::reply::note::Note;
use crate::reply::sheet::Sheet;
use name::{Key, Name, Unfound};

/// Every kind of entity.
pub const ANY: &[EntityKind] = &[
    EntityKind::Film,
    EntityKind::Person,
    EntityKind::Place,
    EntityKind::Topic,
];

/// A look-up, and which page of it is wanted, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookUp {
    /// What is wanted.
    pub what: LookupKind,
    /// The page; beyond the last one means the last.
    pub page: usize,
}

/// What is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookupKind {
    /// What the sources say of one thing.
    Card {
        /// The thing.
        name: Name,
        /// What kinds it may be of.
        kinds: &'static [EntityKind],
        /// One section; none means all of them.
        section: Option<Section>,
    },
    /// Two films or two people side by side.
    Comparison {
        /// One.
        first: Name,
        /// The other.
        second: Name,
    },
    /// What happened when.
    TimeLine {
        /// Only what has to do with this.
        of: Option<Name>,
    },
    /// All there are of something.
    List {
        /// Of what.
        what: Listed,
        /// Only what has to do with this.
        of: Option<Name>,
    },
    /// What holds these words.
    Search {
        /// The words.
        words: String,
        /// Only what is about this.
        of: Option<Name>,
        /// Only from this source.
        source: Option<Key>,
    },
    /// Words of a source as they stand there.
    Quote {
        /// By or about this.
        of: Option<Name>,
        /// What chance is drawn from.
        seed: u64,
    },
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Films.
    Films,
    /// People.
    People,
    /// Who plays whom.
    Cast,
    /// Who made a film.
    Crew,
    /// Places.
    Places,
    /// Whatever else is talked about.
    Topics,
    /// What the sources disagree on.
    Disputes,
    /// What they leave open.
    Unanswered,
}

impl Listed {
    /// Everything that can be listed, with its word.
    pub const ALL: [(&'static str, Self); 8] = [
        ("films", Self::Films),
        ("people", Self::People),
        ("cast", Self::Cast),
        ("crew", Self::Crew),
        ("places", Self::Places),
        ("topics", Self::Topics),
        ("disputes", Self::Disputes),
        ("unanswered", Self::Unanswered),
    ];

    /// What this word lists.
    pub fn of_word(word: &str) -> Option<Self> {
        let (_, listed) = Self::ALL.iter().find(|(known, _)| *known == word)?;
        Some(*listed)
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, listed)| *listed == self)
            .map_or("", |(word, _)| word)
    }
}

/// Why there is no sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSheet {
    /// A name leads to nothing.
    Name {
        /// What kinds it could have been of.
        kinds: &'static [EntityKind],
        /// Why.
        why: Unfound,
    },
    /// Something else, to be said in a sentence.
    Note(Note),
}

impl From<Note> for NoSheet {
    fn from(note: Note) -> Self {
        Self::Note(note)
    }
}

impl LookUp {
    /// The first page of something.
    pub fn of(what: LookupKind) -> Self {
        Self { what, page: 0 }
    }

    /// The card of a thing of any kind.
    pub fn card(id: EntityId, section: Option<Section>, edition: &Edition) -> Self {
        Self::of(LookupKind::Card {
            name: key(id, edition),
            kinds: ANY,
            section,
        })
    }
}

/// Looks something up.
///
/// # Errors
/// Where there is nothing to show, and why.
pub fn look_up(look_up: &LookUp, edition: &Edition, limits: &Limits) -> Result<Sheet, NoSheet> {
    let page = look_up.page;
    let found = |name: &Name, kinds: &'static [EntityKind]| {
        name.find(kinds, edition, limits)
            .map_err(|why| NoSheet::Name { kinds, why })
    };
    let of_any = |name: &Option<Name>| name.as_ref().map(|name| found(name, ANY)).transpose();
    match &look_up.what {
        LookupKind::Card {
            name,
            kinds,
            section,
        } => Ok(card::card(found(name, kinds)?, *section, page, edition)),
        LookupKind::Comparison { first, second } => {
            let (first, second) = (found(first, ANY)?, found(second, ANY)?);
            Ok(comparison::comparison(first, second, page, edition)?)
        }
        LookupKind::TimeLine { of } => Ok(timeline::time_line(of_any(of)?, page, edition)),
        LookupKind::List { what, of } => Ok(listing::list(*what, of_any(of)?, page, edition)?),
        LookupKind::Search { words, of, source } => {
            let source = source
                .map(|key| name::source_of(key, edition).ok_or(Note::NoSuchSource))
                .transpose()?;
            Ok(passages::search(
                words,
                of_any(of)?,
                source,
                page,
                edition,
                limits,
            )?)
        }
        LookupKind::Quote { of, seed } => Ok(quotation::quote(of_any(of)?, *seed, edition)?),
    }
}

/// Whether the card of an entity holds anything in a section.
pub fn holds(id: EntityId, section: Section, edition: &Edition) -> bool {
    let knowledge = &edition.knowledge;
    knowledge.claims.iter().any(|claim| {
        let valued = claim.statement.as_ref().and_then(|s| s.entity) == Some(id);
        (valued || claim.about.contains(&id)) && knowledge.section_of(claim) == section
    })
}

/// The name by which a button means an entity.
fn key(id: EntityId, edition: &Edition) -> Name {
    Name::Key(Key::of(&edition.knowledge.entity(id).id))
}

/// The film's id, where it is one.
fn film(id: EntityId, edition: &Edition) -> Option<String> {
    let entity = edition.knowledge.entity(id);
    (entity.kind == EntityKind::Film).then(|| entity.id.clone())
}
