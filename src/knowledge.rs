//! The knowledge model: everything the bot may say, validated and immutable.
//!
//! Content files become [`Knowledge`] in [`load`]; whatever is wrong with them
//! becomes a [`problem::Problem`]. Nothing here knows of Discord, storage or
//! the index; reading the files themselves is the caller's.

pub mod attribute;
pub mod citation;
pub mod claim;
pub mod coverage;
pub mod dispute;
pub mod entity;
pub mod library;
pub mod load;
pub mod problem;
pub mod rules;
pub mod section;
pub mod sentence;
pub mod signs;
pub mod source;
pub mod spot;
pub mod support;
pub mod table;
pub mod trivia;
pub mod when;

use std::collections::{BTreeMap, HashSet};

use attribute::{Attribute, AttributeId};
use citation::{Citation, WordRange};
use claim::{Claim, ClaimId, Spoiler};
use dispute::{Dispute, Gap, Overview};
use entity::{Entity, EntityId};
use problem::Origin;
use source::{Source, SourceId};

/// A stretch of a source that holds nothing anybody would ask for, and why.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The source.
    pub source: SourceId,
    /// The paragraph, from 1.
    pub paragraph: u32,
    /// The words; `None` means the whole paragraph.
    pub words: Option<WordRange>,
    /// Why nothing in it is askable.
    pub reason: String,
    /// Where it is declared.
    pub origin: Origin,
}

/// A question and the claims it must be answered with.
#[derive(Debug, Clone)]
pub struct Pin {
    /// The question as people type it.
    pub question: String,
    /// Ids of claims or disputes, any of which must be in the answer; empty where the answer must be *unknown*.
    pub claims: Vec<String>,
    /// Where it is declared.
    pub origin: Origin,
}

/// A name or number a claim may hold although its paragraphs do not, and why.
#[derive(Debug, Clone)]
pub struct Exception {
    /// The claim's id.
    pub claim: String,
    /// The words let through, as written in the claim.
    pub words: Vec<String>,
    /// Why they are right.
    pub reason: String,
    /// Where it is declared.
    pub origin: Origin,
}

/// Raw word lists, as the content files give them.
#[derive(Debug, Clone, Default)]
pub struct WordLists {
    /// Groups of English words that mean nearly the same.
    pub synonyms: Vec<Vec<String>>,
    /// Russian words with their English ones.
    pub glossary: Vec<(String, Vec<String>)>,
    /// English words, sorted, one a line.
    pub english: String,
}

/// Everything the bot may say.
#[derive(Debug, Clone, Default)]
pub struct Knowledge {
    /// Texts that can be cited.
    pub sources: Vec<Source>,
    /// Films, people, places and topics.
    pub entities: Vec<Entity>,
    /// What can be stated of an entity.
    pub attributes: Vec<Attribute>,
    /// What the sources say.
    pub claims: Vec<Claim>,
    /// Claims of which a citation or what they are about could not be read: rules look at what is there,
    /// and what compares it with the rest leaves them out.
    pub partial: HashSet<ClaimId>,
    /// Claims that cannot all be true.
    pub disputes: Vec<Dispute>,
    /// Questions whose answer takes several claims.
    pub overviews: Vec<Overview>,
    /// Questions the sources leave open.
    pub gaps: Vec<Gap>,
    /// Stretches that hold nothing askable.
    pub waivers: Vec<Waiver>,
    /// Questions whose answers are fixed.
    pub pins: Vec<Pin>,
    /// Names and numbers let through by hand.
    pub exceptions: Vec<Exception>,
    /// What trivia questions are made from besides the claims.
    pub trivia: trivia::Material,
    /// Word lists.
    pub words: WordLists,
    /// Paths of the content files, for reports.
    pub files: Vec<String>,
}

/// Most values of an attribute told together.
const MAX_JOINED_VALUES: usize = 4;
/// Most places of a claim told together with others.
const MAX_JOINED_PLACES: usize = 2;

/// Sources were named that are not there.
#[derive(Debug, Clone, thiserror::Error)]
#[error("there is no source {}; the sources are {}", quoted(.unknown), .known.join(", "))]
pub struct UnknownSource {
    /// What was named, sorted, each once.
    pub unknown: Vec<String>,
    /// What could have been.
    pub known: Vec<String>,
}

fn quoted(ids: &[String]) -> String {
    let quoted: Vec<_> = ids.iter().map(|id| format!("“{id}”")).collect();
    quoted.join(", ")
}

impl Knowledge {
    /// The claim with an id of this knowledge.
    pub fn claim(&self, id: ClaimId) -> &Claim {
        &self.claims[id.0 as usize]
    }

    /// All claims with their ids, in their order.
    pub fn numbered_claims(&self) -> impl Iterator<Item = (ClaimId, &Claim)> + Clone {
        (0u32..).map(ClaimId).zip(&self.claims)
    }

    /// All entities with their ids, in their order.
    pub fn numbered_entities(&self) -> impl Iterator<Item = (EntityId, &Entity)> + Clone {
        (0u16..).map(EntityId).zip(&self.entities)
    }

    /// All attributes with their ids, in their order.
    pub fn numbered_attributes(&self) -> impl Iterator<Item = (AttributeId, &Attribute)> + Clone {
        (0u16..).map(AttributeId).zip(&self.attributes)
    }

    /// The attribute with an id of this knowledge.
    pub fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[usize::from(id.0)]
    }

    /// How much of a story naming a disputed matter gives away: what each of its claims does.
    pub fn matter_spoiler(&self, dispute: &Dispute) -> Spoiler {
        let claims = dispute.sides.iter().flat_map(|side| &side.claims);
        let levels = claims.map(|id| self.claim(*id).spoiler);
        levels.min().unwrap_or(Spoiler::None)
    }

    /// The entity with an id of this knowledge.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[usize::from(id.0)]
    }

    /// The source with an id of this knowledge.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[usize::from(id.0)]
    }

    /// Path of the file an entry stands in.
    pub fn path(&self, origin: Origin) -> &str {
        self.files
            .get(usize::from(origin.file))
            .map_or("", String::as_str)
    }

    /// Only what the named sources say: claims, disputes and gaps that lean on others are dropped, names stay.
    ///
    /// # Errors
    /// Where an id names no source.
    pub fn only_sources(mut self, ids: &[String]) -> Result<Self, UnknownSource> {
        if ids.is_empty() {
            return Ok(self);
        }
        let mut unknown: Vec<_> = ids
            .iter()
            .filter(|id| !self.sources.iter().any(|s| s.id == **id))
            .cloned()
            .collect();
        unknown.sort();
        unknown.dedup();
        if !unknown.is_empty() {
            return Err(UnknownSource {
                unknown,
                known: self.sources.iter().map(|s| s.id.clone()).collect(),
            });
        }
        let kept: HashSet<SourceId> = (0u16..)
            .zip(&self.sources)
            .filter(|(_, source)| ids.contains(&source.id))
            .map(|(at, _)| SourceId(at))
            .collect();
        let all_kept = |citations: &[Citation]| citations.iter().all(|c| kept.contains(&c.source));
        self = self.without_claims(|claim| !all_kept(&claim.citations));
        self.gaps.retain(|gap| all_kept(&gap.citations));
        Ok(self)
    }

    /// The same without some claims; disputes and overviews left with fewer than two go with them.
    #[must_use]
    pub fn without_claims(mut self, dropped: impl Fn(&Claim) -> bool) -> Self {
        let mut renumbered = vec![None; self.claims.len()];
        let mut claims = Vec::with_capacity(self.claims.len());
        for (old, claim) in self.claims.into_iter().enumerate() {
            if !dropped(&claim) {
                renumbered[old] = Some(ClaimId(u32::try_from(claims.len()).unwrap_or(u32::MAX)));
                claims.push(claim);
            }
        }
        self.claims = claims;
        let kept = |ids: &mut Vec<ClaimId>| {
            *ids = ids
                .iter()
                .filter_map(|c| renumbered[c.0 as usize])
                .collect();
        };
        for dispute in &mut self.disputes {
            for side in &mut dispute.sides {
                kept(&mut side.claims);
            }
            dispute.sides.retain(|side| !side.claims.is_empty());
        }
        self.disputes.retain(|dispute| dispute.sides.len() > 1);
        for overview in &mut self.overviews {
            kept(&mut overview.claims);
        }
        self.overviews.retain(|overview| overview.claims.len() > 1);
        self
    }

    /// Adds an overview for every attribute that may have several values, where claims of their own tell those of an
    /// entity and no list does: the ways people ask for the attribute then lead to them, at most four.
    pub fn join_values(&mut self) {
        let mut told: BTreeMap<(EntityId, AttributeId), Vec<ClaimId>> = BTreeMap::new();
        let mut listed = HashSet::new();
        for (id, claim) in self.numbered_claims() {
            let Some(statement) = &claim.statement else {
                continue;
            };
            let key = (claim.about[0], statement.attribute);
            if claim.list.is_some() {
                listed.insert(key);
            }
            let claims = told.entry(key).or_default();
            let value = |id: &ClaimId| {
                self.claims[id.0 as usize]
                    .statement
                    .as_ref()
                    .map(|s| &s.value)
            };
            if !claims.iter().any(|id| value(id) == Some(&statement.value)) {
                claims.push(id);
            }
        }
        for ((entity, attribute), mut claims) in told {
            let asked = self.attribute(attribute);
            if !asked.many || listed.contains(&(entity, attribute)) {
                continue;
            }
            let entity = &self.entities[usize::from(entity.0)];
            let asks = asked
                .asks
                .iter()
                .map(|ask| ask.replace("{}", &entity.name))
                .collect();
            // A claim of many places takes the room of several; it is told where there is no other.
            let is_narrow =
                |id: &ClaimId| self.claims[id.0 as usize].citations.len() <= MAX_JOINED_PLACES;
            if claims.iter().any(is_narrow) {
                claims.retain(is_narrow);
                claims.truncate(MAX_JOINED_VALUES);
            } else {
                claims.truncate(1);
            }
            let id = format!("{}-of-{}", asked.id, entity.id);
            self.overviews.push(Overview {
                id,
                claims,
                asks,
                made_of: Some(attribute),
                origin: asked.origin,
            });
        }
    }
}
