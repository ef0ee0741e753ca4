//! What questions may rest on: claims that are sound, their proofs, and the names
//! by which an answer may be called.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::draft::Choice;
use crate::knowledge::Knowledge;
use crate::knowledge::attribute::AttributeId;
use crate::knowledge::citation::Citation;
use crate::knowledge::claim::{Claim, ClaimId, Spoiler};
use crate::knowledge::entity::{Entity, EntityId, EntityKind};
use crate::knowledge::source::Reliability;
use crate::language::stem::Stems;
use crate::language::stopwords::is_stop_word;
use crate::language::tokens;
use crate::trivia::matching::within_reach;
use crate::trivia::question::{Proof, Typed};

/// What a clause says that tells only of its source's silence.
const LEFT_OPEN: &[&str] = &[
    " gives no role",
    " is not told in ",
    "no opinion of ",
    " cuts the sentence off",
];
/// Most tokens of a text that is compared.
const MAX_TOKENS: usize = 128;

/// The knowledge, looked up as templates need it.
pub(super) struct Ground<'k> {
    pub knowledge: &'k Knowledge,
    ids: HashMap<&'k str, ClaimId>,
    disputed: HashSet<ClaimId>,
    stated: BTreeMap<(EntityId, AttributeId), Vec<ClaimId>>,
    named: HashMap<String, Vec<EntityId>>,
    texts: Vec<String>,
    contents: Vec<BTreeSet<String>>,
    /// In how many claims a stem stands.
    spread: HashMap<String, usize>,
    stems: Stems,
}

/// A text as it is compared with others: folded tokens, a blank before and after each.
pub(super) fn folded(text: &str) -> String {
    format!(" {} ", tokens(text, MAX_TOKENS).join(" "))
}

impl<'k> Ground<'k> {
    pub(super) fn new(knowledge: &'k Knowledge) -> Self {
        let ids = (0u32..)
            .zip(&knowledge.claims)
            .map(|(at, claim)| (claim.id.as_str(), ClaimId(at)))
            .collect();
        let sides = knowledge.disputes.iter().flat_map(|d| &d.sides);
        let disputed = sides.flat_map(|side| side.claims.iter().copied()).collect();
        let mut stated: BTreeMap<_, Vec<ClaimId>> = BTreeMap::new();
        for (at, claim) in (0u32..).zip(&knowledge.claims) {
            if let Some(statement) = &claim.statement {
                // Without anything it is about, loading found a problem; the rules still look at the rest.
                if let Some(about) = claim.about.first() {
                    let key = (*about, statement.attribute);
                    stated.entry(key).or_default().push(ClaimId(at));
                }
            }
        }
        let mut named: HashMap<String, Vec<EntityId>> = HashMap::new();
        for (at, entity) in (0u16..).zip(&knowledge.entities) {
            for name in entity.all_names() {
                let holders = named.entry(folded(name)).or_default();
                if !holders.contains(&EntityId(at)) {
                    holders.push(EntityId(at));
                }
            }
        }
        let mut ground = Self {
            knowledge,
            ids,
            disputed,
            stated,
            named,
            texts: knowledge.claims.iter().map(|c| folded(&c.text)).collect(),
            contents: Vec::new(),
            spread: HashMap::new(),
            stems: Stems::default(),
        };
        let claims = knowledge.claims.iter();
        ground.contents = claims.map(|claim| ground.content(&claim.text)).collect();
        for stem in ground.contents.iter().flatten() {
            *ground.spread.entry(stem.clone()).or_default() += 1;
        }
        ground
    }

    /// The claim with this id.
    pub(super) fn claim_id(&self, id: &str) -> Option<ClaimId> {
        self.ids.get(id).copied()
    }

    pub(super) fn claim(&self, id: ClaimId) -> &'k Claim {
        self.knowledge.claim(id)
    }

    /// The text of a claim, folded.
    pub(super) fn folded_text(&self, id: ClaimId) -> &str {
        &self.texts[id.0 as usize]
    }

    /// The stems of a claim's words that carry its meaning.
    pub(super) fn content_of(&self, id: ClaimId) -> &BTreeSet<String> {
        &self.contents[id.0 as usize]
    }

    /// How much stems say: the more, the fewer claims have them.
    pub(super) fn weight<'s>(&self, stems: impl Iterator<Item = &'s String>) -> f64 {
        let all = self.contents.len() as f64 + 1.0;
        let rare = |stem: &String| self.spread.get(stem).map_or(1.0, |count| *count as f64);
        stems.map(|stem| (all / rare(stem)).ln()).sum()
    }

    /// A claim's text as a reason: left out are a last sentence in brackets, on how it was read, and a last clause on
    /// what its source leaves open.
    pub(super) fn reason(&self, id: ClaimId) -> String {
        let mut text = self.claim(id).text.clone();
        if let (Some(at), true) = (text.rfind(". ("), text.ends_with(".)")) {
            text.truncate(at + 1);
        }
        if let Some(at) = text.rfind("; ")
            && LEFT_OPEN.iter().any(|open| text[at..].contains(open))
        {
            text.truncate(at);
            text.push('.');
        }
        text
    }

    /// Every claim.
    pub(super) fn claims(&self) -> impl Iterator<Item = (ClaimId, &'k Claim)> {
        (0u32..).map(ClaimId).zip(&self.knowledge.claims)
    }

    /// True for what a question may rest on: in no dispute, not from the weakest sources alone, giving nothing away.
    pub(super) fn is_sound(&self, id: ClaimId) -> bool {
        !self.disputed.contains(&id)
            && self.claim(id).spoiler == Spoiler::None
            && self.is_reliable(id)
    }

    /// True for a claim that a source better than the weakest states.
    pub(super) fn is_reliable(&self, id: ClaimId) -> bool {
        // The order is that of trust: the least stands last.
        let reliable =
            |c: &Citation| self.knowledge.source(c.source).reliability < Reliability::Low;
        self.claim(id).citations.iter().any(reliable)
    }

    /// True for a claim that stands in a dispute.
    pub(super) fn is_disputed(&self, id: ClaimId) -> bool {
        self.disputed.contains(&id)
    }

    /// The claims that state an attribute of an entity, by entity.
    pub(super) fn statements(
        &self,
        attribute: AttributeId,
    ) -> impl Iterator<Item = (EntityId, &[ClaimId])> {
        self.stated
            .iter()
            .filter(move |((_, of), _)| *of == attribute)
            .map(|((entity, _), claims)| (*entity, claims.as_slice()))
    }

    /// The entity a text names, where it names one person, film or place, or one topic, by itself.
    pub(super) fn entity_named(&self, text: &str) -> Option<EntityId> {
        match self.named.get(&folded(text))?.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// Every entity a text names by itself.
    pub(super) fn all_named(&self, text: &str) -> &[EntityId] {
        self.named.get(&folded(text)).map_or(&[], Vec::as_slice)
    }

    /// The stems of a text's words that carry its meaning.
    pub(super) fn content(&self, text: &str) -> BTreeSet<String> {
        tokens(text, MAX_TOKENS)
            .into_iter()
            .filter(|token| !is_stop_word(token))
            .map(|token| self.stems.stem(&token))
            .collect()
    }

    pub(super) fn entity(&self, id: EntityId) -> &'k Entity {
        self.knowledge.entity(id)
    }

    /// Ids of the films claims are about, each once.
    pub(super) fn films(&self, claims: &[ClaimId]) -> Vec<String> {
        let mut films = Vec::new();
        for id in claims.iter().flat_map(|c| &self.claim(*c).about) {
            let entity = self.entity(*id);
            if entity.kind == EntityKind::Film && !films.contains(&entity.id) {
                films.push(entity.id.clone());
            }
        }
        films
    }

    /// What may be typed for an answer to a question: its text, more spellings, and where it names an entity its names,
    /// but for those that say no more than the question does.
    pub(super) fn typed(
        &self,
        question: &str,
        answer: &str,
        more: &[String],
        wrong: &[Choice],
    ) -> Typed {
        let mut accepted = vec![answer.to_owned()];
        accepted.extend(more.iter().cloned());
        let asked = self.content(question);
        let echoes = |name: &str| {
            let said = self.content(name);
            said.intersection(&asked).count() * 2 > said.len()
        };
        let entity = self.entity_named(answer);
        if let Some(id) = entity {
            let names = self.entity(id).all_names().filter(|name| !echoes(name));
            accepted.extend(names.map(str::to_owned));
        }
        let mut seen = HashSet::new();
        accepted.retain(|name| seen.insert(folded(name)));
        let kind = entity.map_or(EntityKind::Topic, |id| self.entity(id).kind);
        let others = self.knowledge.entities.iter().filter(|e| e.kind == kind);
        let names = others
            .flat_map(Entity::all_names)
            .chain(wrong.iter().map(|choice| choice.text.as_str()));
        let rivals = within_reach(&accepted, names)
            .filter(|name| seen.insert(folded(name)))
            .map(str::to_owned)
            .collect();
        Typed { accepted, rivals }
    }

    /// What proves a question: the claims' citations, one for each source and stretch.
    pub(super) fn proofs(&self, claims: &[ClaimId]) -> Vec<Proof> {
        let mut proofs: Vec<Proof> = Vec::new();
        for id in claims {
            let claim = self.claim(*id);
            for citation in &claim.citations {
                let source = self.knowledge.source(citation.source);
                let part = source.part(citation.paragraph);
                let title = part.map_or(&source.title, |part| &part.title);
                let known = proofs.iter_mut().find(|proof| {
                    proof.claim == claim.id && proof.source == source.id && proof.title == *title
                });
                if let Some(proof) = known {
                    proof.paragraphs.push(citation.paragraph);
                    proof.paragraphs.sort_unstable();
                    proof.paragraphs.dedup();
                    continue;
                }
                let author = source.speaker(citation.paragraph);
                proofs.push(Proof {
                    claim: claim.id.clone(),
                    source: source.id.clone(),
                    title: title.clone(),
                    author: author.map(|id| self.entity(id).name.clone()),
                    paragraphs: vec![citation.paragraph],
                    url: source.url.clone(),
                });
            }
        }
        proofs
    }
}
