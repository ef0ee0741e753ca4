//! What a claim brings: where a name, a colour, a number or a year is asked for, one that brings none beside
//! those in the question, however near, does not answer.

use std::collections::HashSet;

use crate::edition::Edition;
use crate::knowledge::claim::ClaimId;
use crate::knowledge::entity::EntityKind;
use crate::language::tokens;

use super::question::replacing::parted;
use super::question::{Question, Wanted};

/// Most tokens of a name.
const MAX_NAME_TOKENS: usize = 12;

/// Words for a film.
#[rustfmt::skip]
const FILM: &[&str] = &[
    "film", "films", "movie", "movies", "picture", "flick", "documentary", "doc", "sequel", "remake",
];

/// Words for colours, and for having none.
#[rustfmt::skip]
const COLOURS: &[&str] = &[
    "colour", "color", "colours", "colors", "colored", "coloured", "black", "white", "whitish", "red", "reddish", "green",
    "greenish", "blue", "bluish", "yellow", "yellowish", "brown", "brownish", "sepia", "grey", "gray", "gold", "golden",
    "orange", "pink", "purple", "violet", "dark", "pale", "monochrome", "silver", "rusty",
];

/// Words that say how many without a figure.
#[rustfmt::skip]
const AMOUNTS: &[&str] = &[
    "several", "few", "many", "dozen", "dozens", "hundreds", "thousands", "couple", "pair", "single", "only", "both", "no",
    "none", "never", "once", "twice", "half", "most", "every", "all", "countless", "numerous", "number", "alone", "handful",
    "whole", "mere", "little", "lots", "sole", "another", "enough",
];

/// True where a claim brings what the question wants.
pub(super) fn brings(wanted: Wanted, id: ClaimId, question: &Question, edition: &Edition) -> bool {
    let claim = edition.knowledge.claim(id);
    let asked = |token: &String| question.terms.iter().any(|term| term.word == *token);
    let text = || tokens(&claim.text, usize::MAX).into_iter();
    let is_figure = |token: &String| token.starts_with(|c: char| c.is_ascii_digit());
    let is_year = |token: &String| token.len() == 4 && is_figure(token);
    match wanted {
        Wanted::Name => brings_name(id, question, edition),
        Wanted::Colour => text().any(|token| COLOURS.contains(&token.as_str())),
        Wanted::Year => claim.when.is_some() || text().any(|t| is_year(&t) && !asked(&t)),
        Wanted::Count => text()
            .any(|t| is_figure(&t) && !is_year(&t) && !asked(&t) || AMOUNTS.contains(&t.as_str())),
    }
}

/// True where the claim's text brings a name or a title beside those of the question and of who says it, of the films
/// it is about and of their directors; where a film is asked for, these count.
fn brings_name(claim: ClaimId, question: &Question, edition: &Edition) -> bool {
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
