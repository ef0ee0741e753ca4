//! Capitals: asks are written as people type them, nearly all in lower case.
//! Where one is offered as a question, names stand in it as they are written.

use std::collections::HashMap;

use super::question::replacing::parted;
use crate::edition::Edition;
use crate::knowledge::Knowledge;
use crate::knowledge::entity::{Entity, EntityId, EntityKind};
use crate::language::stem::name_stem;
use crate::language::tokens;

/// Most tokens a name takes up; longer ones stay as they are typed.
const MAX_NAME_TOKENS: usize = 12;
/// How often a word stands with a capital, and never without one, before it is taken for a name.
const SEEN_WITH_CAPITAL: usize = 2;

/// After these a word that is also a film's title is a noun: "a mirror", "the word stalker".
const BEFORE_NOUNS: &[&str] = &[
    "a", "an", "the", "this", "that", "his", "her", "their", "word",
];

/// Words the claims write with a capital inside a sentence, always: `imdb` as "IMDb".
#[derive(Debug, Default)]
pub struct Capitals {
    words: HashMap<String, String>,
}

impl Capitals {
    /// Reads them off the texts of the claims.
    pub fn of(knowledge: &Knowledge) -> Self {
        let mut seen: HashMap<String, (usize, bool, &str)> = HashMap::new();
        for claim in &knowledge.claims {
            let mut begins = true;
            for word in claim.text.split_whitespace() {
                let (_, core, after) = parted(word);
                let quoted = word.starts_with(['"', '“', '(']);
                if !core.is_empty() && !begins && !quoted {
                    let (count, lower, written) =
                        seen.entry(core.to_lowercase()).or_insert((0, false, core));
                    if core.chars().any(char::is_uppercase) {
                        *count += 1;
                        *written = core;
                    } else {
                        *lower = true;
                    }
                }
                begins = after.contains(['.', '!', '?', ':']);
            }
        }
        let always = seen
            .into_iter()
            .filter(|(_, (count, lower, _))| *count >= SEEN_WITH_CAPITAL && !lower)
            .map(|(word, (_, _, written))| (word, written.to_owned()));
        Self {
            words: always.collect(),
        }
    }

    fn written(&self, word: &str) -> String {
        let (before, core, after) = parted(word);
        match self.words.get(&core.to_lowercase()) {
            Some(written) => format!("{before}{written}{after}"),
            None => word.to_owned(),
        }
    }
}

/// A question as a person would write it out: capital first, names with theirs, one question mark last.
///
/// `about` is what the question's document is about: an ordinary word is taken for a name only where that is one.
pub fn as_question(ask: &str, about: &[EntityId], edition: &Edition) -> String {
    let ask = ask.trim().trim_end_matches(['?', '.', ' ']);
    let words: Vec<&str> = ask.split_whitespace().collect();
    let capitals = edition.capitals();
    let mut written: Vec<String> = Vec::with_capacity(words.len());
    while let Some(word) = words.get(written.len()) {
        match name_at(written.len(), &words, about, edition) {
            Some(name) => written.extend(name),
            None => written.push(capitals.written(word)),
        }
    }
    let text = written.join(" ");
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).chain(['?']).collect()
}

/// The words of the longest name that begins at this word, as the name is written.
fn name_at(
    at: usize,
    words: &[&str],
    about: &[EntityId],
    edition: &Edition,
) -> Option<Vec<String>> {
    let (before, words) = words.split_at(at);
    let noun = before
        .last()
        .is_some_and(|word| BEFORE_NOUNS.contains(word));
    let stems = edition.stems();
    let mut forms = Vec::new();
    let mut ends = Vec::new();
    for word in words.iter().take(MAX_NAME_TOKENS) {
        let folded = tokens(word, MAX_NAME_TOKENS);
        forms.extend(folded.iter().map(|t| name_stem(t, &stems.stem(t))));
        ends.push(forms.len());
    }
    let proper = edition.names().at_start(&forms);
    let topic = edition.names().topic_at_start(&forms);
    let mut mentions: Vec<_> = [topic, proper].into_iter().flatten().collect();
    mentions.sort_by_key(|mention| std::cmp::Reverse(mention.tokens));
    mentions.iter().find_map(|mention| {
        let count = 1 + ends.iter().position(|end| *end == mention.tokens)?;
        mention.entities.iter().find_map(|id| {
            let entity = edition.knowledge.entity(*id);
            let distinct = match entity.kind {
                EntityKind::Person | EntityKind::Place => true,
                // "what did he sacrifice" is about no film of that name.
                EntityKind::Film if count == 1 && !about.is_empty() => {
                    !noun && !edition.is_english(&forms[0])
                }
                EntityKind::Film => count > 1 || !noun,
                EntityKind::Topic => false,
            };
            let meant = distinct || about.contains(id);
            meant.then(|| spelled(&words[..count], entity)).flatten()
        })
    })
}

/// The typed words as the first name that has the same words writes them.
fn spelled(typed: &[&str], entity: &Entity) -> Option<Vec<String>> {
    entity.all_names().find_map(|name| {
        let mut name: Vec<&str> = name.split_whitespace().collect();
        if name.len() == typed.len() + 1 && matches!(name[0], "the" | "The" | "a" | "A") {
            name.remove(0);
        }
        let same = name.len() == typed.len();
        let words = typed.iter().zip(&name).map(|(typed, name)| {
            let (before, core, after) = parted(typed);
            let (_, name, _) = parted(name);
            let alike = tokens(core, MAX_NAME_TOKENS) == tokens(name, MAX_NAME_TOKENS);
            alike.then(|| format!("{before}{name}{after}"))
        });
        same.then(|| words.collect()).flatten()
    })
}
