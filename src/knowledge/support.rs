//! Support: every name and number a claim says must stand in the paragraphs it cites.
//!
//! A name counts in any form its entity has, a number in figures, in words or
//! as an ordinal; a number may also count the names the claim lists. What the claim is about, who speaks, and the source's own
//! title, people and date are known without being cited. Topics are left out:
//! their names are ordinary words. Derived claims are held to the same.

mod numbers;

use std::collections::{BTreeSet, HashSet};

use super::Knowledge;
use super::claim::{Claim, ClaimId};
use super::entity::{EntityId, EntityKind};
use super::library::Library;
use super::problem::{Findings, Problem};
use crate::language::names::Names;
use crate::language::stem::{Stems, name_stem};
use crate::language::tokens;
use numbers::{demanded, given};

/// Most tokens of a paragraph that are read.
const MAX_TOKENS: usize = 4096;

/// Rules `name-unsupported`, `number-unsupported` and `idle-exception`, for claims whose texts are all there.
pub fn support(knowledge: &Knowledge, library: &Library) -> Vec<Problem> {
    let stems = Stems::default();
    let names = Names::new(&knowledge.entities, &stems);
    let reader = Reader {
        knowledge,
        library,
        names: &names,
        stems: &stems,
    };
    let mut findings = Findings::new(knowledge);
    let mut used = HashSet::new();
    for (id, claim) in knowledge.numbered_claims() {
        if let Some(ground) = reader.ground(id) {
            reader.names_of(claim, &ground, &mut used, &mut findings);
            reader.numbers_of(claim, &ground, &mut used, &mut findings);
        }
    }
    for (at, exception) in knowledge.exceptions.iter().enumerate() {
        let checked = knowledge
            .numbered_claims()
            .find(|(_, claim)| claim.id == exception.claim)
            .is_some_and(|(id, _)| reader.ground(id).is_some());
        if checked && !used.contains(&at) {
            let message =
                "The exception lets nothing through that would not pass anyway.".to_owned();
            findings.add(
                exception.origin,
                &exception.claim,
                "idle-exception",
                message,
                "Remove it.",
            );
        }
    }
    findings.into_problems()
}

/// What a claim may say: names and numbers of its paragraphs and of what goes without citing.
struct Ground {
    entities: BTreeSet<EntityId>,
    numbers: BTreeSet<String>,
    /// Stems of the names of what the claim is about, so that "Stalker" is no news of the Stalker's wife.
    own_stems: HashSet<String>,
}

struct Reader<'a> {
    knowledge: &'a Knowledge,
    library: &'a Library,
    names: &'a Names,
    stems: &'a Stems,
}

/// A stretch of a text that names something.
struct Named {
    entities: Vec<EntityId>,
    stems: Vec<String>,
    words: String,
}

impl Reader<'_> {
    /// `None` where a cited text is not there, or not all of the claim could be read.
    fn ground(&self, id: ClaimId) -> Option<Ground> {
        if self.knowledge.partial.contains(&id) {
            return None;
        }
        let claim = self.knowledge.claim(id);
        let mut entities: BTreeSet<EntityId> =
            claim.about.iter().chain(&claim.speaker).copied().collect();
        let mut numbers = BTreeSet::new();
        let mut own_stems = HashSet::new();
        for id in &claim.about {
            for name in self.knowledge.entity(*id).all_names() {
                own_stems.extend(self.stemmed(&tokens(name, MAX_TOKENS)));
                numbers.extend(given(&self.knowledge.entity(*id).name));
            }
        }
        for citation in &claim.citations {
            let paragraph = self.library.paragraph(*citation)?;
            let source = self.knowledge.source(citation.source);
            let part = source.part(citation.paragraph);
            entities.extend(
                source.author.iter().chain(
                    part.iter()
                        .flat_map(|p| p.author.iter().chain(&p.interviewers)),
                ),
            );
            let record = [
                Some(&source.title),
                source.publisher.as_ref(),
                source.date.as_ref(),
                part.map(|p| &p.title),
                part.and_then(|p| p.date.as_ref()),
            ];
            for text in record
                .into_iter()
                .flatten()
                .map(String::as_str)
                .chain([paragraph])
            {
                entities.extend(self.all_named(text));
                numbers.extend(given(text));
            }
        }
        Some(Ground {
            entities,
            numbers,
            own_stems,
        })
    }

    fn names_of(
        &self,
        claim: &Claim,
        ground: &Ground,
        used: &mut HashSet<usize>,
        findings: &mut Findings<'_>,
    ) {
        for named in self.named(&claim.text) {
            let of_topic = named
                .stems
                .iter()
                .all(|stem| ground.own_stems.contains(stem));
            let known = of_topic
                || named.entities.iter().any(|id| ground.entities.contains(id))
                || self.parts_known(&named, ground);
            if !known && !self.excepted(claim, &named.words, used) {
                let message = format!(
                    "The text names “{}”, the cited paragraphs do not.",
                    named.words
                );
                findings.add(claim.origin, &claim.id, "name-unsupported", message, REMEDY);
            }
        }
    }

    /// True where a long name is only by chance one: the names inside it are all known ("directed by Andrei Tarkovsky").
    fn parts_known(&self, named: &Named, ground: &Ground) -> bool {
        let length = named.stems.len();
        let mut parts = 0;
        let mut at = 0;
        while at < length {
            // The whole is what was not known; at its start one word less is read.
            let end = if at == 0 { length - 1 } else { length };
            match self.names.at_start(&named.stems[at..end]) {
                Some(mention)
                    if mention
                        .entities
                        .iter()
                        .any(|id| ground.entities.contains(id)) =>
                {
                    parts += 1;
                    at += mention.tokens;
                }
                Some(_) => return false,
                None => at += 1,
            }
        }
        parts > 0
    }

    fn numbers_of(
        &self,
        claim: &Claim,
        ground: &Ground,
        used: &mut HashSet<usize>,
        findings: &mut Findings<'_>,
    ) {
        for number in demanded(&claim.text) {
            if !ground.numbers.contains(&number)
                && !self.counts(claim, ground, &number)
                && !self.excepted(claim, &number, used)
            {
                let message = format!("The text says {number}, the cited paragraphs do not.");
                findings.add(
                    claim.origin,
                    &claim.id,
                    "number-unsupported",
                    message,
                    REMEDY,
                );
            }
        }
    }

    /// True where the number counts the films, persons or places the text itself names, all of them supported.
    ///
    /// "Two writers are credited, A and B" is a count the reader makes from A and B; what the claim is about
    /// and who speaks may be named beside them.
    fn counts(&self, claim: &Claim, ground: &Ground, number: &str) -> bool {
        let Ok(number) = number.parse::<usize>() else {
            return false;
        };
        [EntityKind::Film, EntityKind::Person, EntityKind::Place]
            .into_iter()
            .any(|kind| {
                let mut named = BTreeSet::new();
                for mention in self.named(&claim.text) {
                    let supported = mention
                        .entities
                        .iter()
                        .find(|id| ground.entities.contains(id));
                    named.extend(
                        supported
                            .copied()
                            .filter(|id| self.knowledge.entity(*id).kind == kind),
                    );
                }
                let beside =
                    |id: &&EntityId| !claim.about.contains(id) && claim.speaker != Some(**id);
                (named.iter().filter(beside).count()..=named.len()).contains(&number)
            })
    }

    fn excepted(&self, claim: &Claim, words: &str, used: &mut HashSet<usize>) -> bool {
        let folded = tokens(words, MAX_TOKENS);
        let found = self.knowledge.exceptions.iter().position(|exception| {
            exception.claim == claim.id
                && exception
                    .words
                    .iter()
                    .any(|word| tokens(word, MAX_TOKENS) == folded)
        });
        found.inspect(|at| {
            used.insert(*at);
        });
        found.is_some()
    }

    fn stemmed(&self, words: &[String]) -> Vec<String> {
        words
            .iter()
            .map(|word| name_stem(word, &self.stems.stem(word)))
            .collect()
    }

    /// Whatever a paragraph names, names inside longer names too ("travel to Italy" names Italy).
    fn all_named(&self, text: &str) -> BTreeSet<EntityId> {
        let stems = self.stemmed(&tokens(text, MAX_TOKENS));
        let mut found = BTreeSet::new();
        for at in 0..stems.len() {
            let mut end = stems.len();
            // Longest first, then the shorter ones at the same start.
            while let Some(mention) = self.names.at_start(&stems[at..end]) {
                found.extend(mention.entities.iter().copied());
                end = at + mention.tokens - 1;
            }
        }
        found
    }

    /// Films, persons and places a text names.
    fn named(&self, text: &str) -> Vec<Named> {
        let words = tokens(text, MAX_TOKENS);
        let stems = self.stemmed(&words);
        let mut found = Vec::new();
        let mut at = 0;
        while at < stems.len() {
            let Some(mention) = self.names.at_start(&stems[at..]) else {
                at += 1;
                continue;
            };
            let end = at + mention.tokens;
            let proper = |id: &&EntityId| self.knowledge.entity(**id).kind != EntityKind::Topic;
            let entities: Vec<EntityId> = mention.entities.iter().filter(proper).copied().collect();
            found.push(Named {
                entities,
                stems: stems[at..end].to_vec(),
                words: words[at..end].join(" "),
            });
            at = end;
        }
        found
    }
}

const REMEDY: &str = "Cite the paragraph that does, correct the text, or let it through with an [[exception]] and its reason.";

#[cfg(test)]
mod tests;
