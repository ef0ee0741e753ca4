//! Claims that cannot all be true, shown together and never resolved silently;
//! and gaps: questions people ask that the sources leave open.

use super::citation::Citation;
use super::claim::ClaimId;
use super::entity::EntityId;
use super::problem::Origin;

/// One side of a dispute: claims that agree with each other.
#[derive(Debug, Clone)]
pub struct Side {
    /// The claims of this side, the strongest first; never empty.
    pub claims: Vec<ClaimId>,
}

/// Claims that cannot all be true.
#[derive(Debug, Clone)]
pub struct Dispute {
    /// Stable id, kebab-case.
    pub id: String,
    /// What is disputed, as a noun phrase: "the colour of the foam".
    pub matter: String,
    /// The sides; at least two.
    pub sides: Vec<Side>,
    /// Ways people ask about the disputed matter.
    pub asks: Vec<String>,
    /// Where it is declared.
    pub origin: Origin,
}

/// A question the sources leave open although they touch on it.
#[derive(Debug, Clone)]
pub struct Gap {
    /// Stable id, kebab-case.
    pub id: String,
    /// What it is about.
    pub about: Vec<EntityId>,
    /// What is not said, in a sentence a person reads.
    pub text: String,
    /// Where the sources come nearest, where they do.
    pub citations: Vec<Citation>,
    /// Ways people ask for it.
    pub asks: Vec<String>,
    /// Where it is declared.
    pub origin: Origin,
}
