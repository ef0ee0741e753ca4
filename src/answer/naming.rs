//! The names a claim brings: where "what was the hotel called" is asked, one that brings none beside those in the
//! question, however near, does not answer.

use std::collections::HashSet;

use crate::edition::Edition;
use crate::knowledge::claim::ClaimId;
use crate::knowledge::entity::EntityKind;
use crate::language::tokens;

use super::question::Question;
use super::question::replacing::parted;

/// Most tokens of a name.
const MAX_NAME_TOKENS: usize = 12;

/// Words for a film.
#[rustfmt::skip]
const FILM: &[&str] = &[
    "film", "films", "movie", "movies", "picture", "flick", "documentary", "doc", "sequel", "remake",
];

/// True where the claim's text brings a name or a title beside those of the question and of who says it, of the films
/// it is about and of their directors; where a film is asked for, these count.
pub(super) fn brings_name(claim: ClaimId, question: &Question, edition: &Edition) -> bool {
    let knowledge = &edition.knowledge;
    let claim = knowledge.claim(claim);
    let words = || question.terms.iter().flat_map(|term| term.word.split(' '));
    let mut said: HashSet<String> = words().map(str::to_owned).collect();
    let mut leave_out = |name: &str| said.extend(tokens(name, MAX_NAME_TOKENS));
    let source = knowledge.source(claim.citations[0].source);
    let speakers = claim.speaker.into_iter();
    let speakers = speakers.chain(source.speaker(claim.citations[0].paragraph));
    for id in speakers {
        knowledge.entity(id).all_names().for_each(&mut leave_out);
    }
    leave_out(&source.id);
    let wants_film = words().any(|word| FILM.contains(&word));
    for id in claim.about.iter().filter(|_| !wants_film) {
        let entity = knowledge.entity(*id);
        if entity.kind == EntityKind::Film {
            entity.all_names().for_each(&mut leave_out);
            let director = entity.director.map(|id| knowledge.entity(id).all_names());
            director.into_iter().flatten().for_each(&mut leave_out);
        }
    }
    let mut begins = true;
    claim.text.split_whitespace().any(|word| {
        let (_, core, after) = parted(word);
        let capital = core.chars().next().is_some_and(char::is_uppercase);
        let number = core.chars().any(char::is_numeric);
        let folded = tokens(core, MAX_NAME_TOKENS);
        let is_common = || folded.iter().all(|t| edition.is_english(t));
        let is_new = folded.iter().any(|token| !said.contains(token));
        let brings = is_new && (number || capital && !(begins && is_common()));
        begins = after.contains(['.', '!', '?']);
        brings
    })
}
