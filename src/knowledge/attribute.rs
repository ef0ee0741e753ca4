//! The closed list of what can be stated of an entity, and how people ask for it.

use super::problem::Origin;
use super::section::Section;

/// Position of an attribute in [`Knowledge::attributes`](super::Knowledge::attributes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributeId(pub u16);

/// What kind of value an attribute has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// A person.
    Person,
    /// A film.
    Film,
    /// A place.
    Place,
    /// A day, month or year.
    Date,
    /// A number, with or without unit.
    Number,
    /// Anything else.
    Text,
}

/// Something that can be stated of an entity.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Stable id, kebab-case.
    pub id: String,
    /// What kind of value it has.
    pub value: ValueType,
    /// Whether one entity may have several true values at once; two values of a
    /// single-valued attribute that stand in no dispute are a problem.
    pub many: bool,
    /// Ways people ask for it, with `{}` where the entity's name stands.
    pub asks: Vec<String>,
    /// Attributes whose values answer as nearly as can be where none of this one is stated.
    pub instead: Vec<AttributeId>,
    /// Words that compare by it, for the greater value ("longer") and for the lesser ("shorter");
    /// the first of each is used in the answer.
    pub compares: [Vec<String>; 2],
    /// The section of a card that tells it.
    pub section: Option<Section>,
    /// Where it is declared.
    pub origin: Origin,
}
