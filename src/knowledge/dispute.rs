//! What binds claims together: disputes, of claims that cannot all be true;
//! overviews, of claims that make up one answer; and gaps, where there is no claim.

use super::attribute::AttributeId;
use super::citation::Citation;
use super::claim::ClaimId;
use super::entity::EntityId;
use super::problem::Origin;

/// One side of a dispute: claims that agree with each other.
#[derive(Debug, Clone)]
pub struct Side {
    /// The claims of this side, the strongest first; empty only where loading found a problem with it.
    pub claims: Vec<ClaimId>,
}

/// Claims that cannot all be true.
#[derive(Debug, Clone)]
pub struct Dispute {
    /// Stable id, kebab-case.
    pub id: String,
    /// What is disputed, as a noun phrase: "the colour of the foam".
    pub matter: String,
    /// The sides; fewer than two only where loading found a problem with it.
    pub sides: Vec<Side>,
    /// Ways people ask about the disputed matter.
    pub asks: Vec<String>,
    /// Where it is declared.
    pub origin: Origin,
}

/// A question whose answer takes several claims, all of which may be true.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Stable id, kebab-case.
    pub id: String,
    /// The claims, in the order they are said; fewer than two only where loading found a problem with it.
    pub claims: Vec<ClaimId>,
    /// Ways people ask for the whole.
    pub asks: Vec<String>,
    /// The attribute whose values it tells, where it was made of an attribute and not written.
    pub made_of: Option<AttributeId>,
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
