//! What claims are about: films, people, places and topics, each with its names.

use super::problem::Origin;
use super::section::Section;

/// Position of an entity in [`Knowledge::entities`](super::Knowledge::entities).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u16);

/// What kind of thing an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A film or series, made or planned.
    Film,
    /// A person.
    Person,
    /// A place, a studio or an institution one can go to.
    Place,
    /// Anything else that is talked about: a character, a book, a camera, an idea.
    Topic,
}

/// A film, person, place or topic.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Stable id, kebab-case.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// The name replies use.
    pub name: String,
    /// Every other title, spelling and transliteration, in any script.
    pub names: Vec<String>,
    /// Year of a film, where a source gives it; tells films of one name apart.
    pub year: Option<u32>,
    /// Director of a film; tells films of one name apart.
    pub director: Option<EntityId>,
    /// One or two words on a person, to tell people apart.
    pub occupation: Option<String>,
    /// The section of a card that claims about a topic stand in; none for what is no topic.
    pub section: Option<Section>,
    /// False for names that are only recognised, so that the bot can say it does not know.
    pub mentioned: bool,
    /// Where it is declared.
    pub origin: Origin,
}

impl Entity {
    /// The name, then every other form of it.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.names.iter().map(String::as_str))
    }

    /// Name with the year where it is a film with one, as replies tell films apart.
    pub fn full_name(&self) -> String {
        match (self.kind, self.year) {
            (EntityKind::Film, Some(year)) => format!("{} ({year})", self.name),
            _ => self.name.clone(),
        }
    }
}
