//! Questions for a name: "what was the hotel called". A claim that brings no name beside those in the question,
//! however near, does not answer one.

use std::collections::HashSet;

use crate::edition::Edition;
use crate::knowledge::claim::ClaimId;
use crate::knowledge::entity::EntityKind;
use crate::language::tokens;

use super::question::Question;
use super::question::replacing::parted;

/// Most tokens of a name.
const MAX_NAME_TOKENS: usize = 12;

/// Words before which "name", "title" asks for one.
const ASKING: &[&str] = &["what", "whats", "which"];
/// Words that ask for a name together with one of those.
const NAMING: &[&str] = &["called", "named", "titled"];
/// Nouns for a name.
const NAMES: &[&str] = &["name", "names", "title", "titles"];

/// Names that stand in many claims and are asked for in none of them.
const EVERYWHERE: &str = "IMDb Zerkalo Cinephilia Beyond ArtAura Andrei Tarkovsky";
/// Words for a film.
#[rustfmt::skip]
const FILM: &[&str] = &[
    "film", "films", "movie", "movies", "picture", "flick", "documentary", "doc", "sequel", "remake",
];

/// True where these words, in their order, ask what something is called: "name of …", "what is its title",
/// "what was the river called".
pub(super) fn asks_for_name(words: &[String]) -> bool {
    let is = |word: &String, list: &[&str]| list.contains(&word.as_str());
    let Some(at) = words.iter().position(|w| is(w, NAMES) || is(w, NAMING)) else {
        return false;
    };
    let before = &words[..at];
    let asks = before.iter().any(|word| is(word, ASKING));
    if is(&words[at], NAMES) {
        let of = words.get(at + 1).is_some_and(|word| word == "of");
        return of && before.len() <= 1 || asks && before.len() <= 4;
    }
    let be = |word: &String| is(word, &["is", "was", "were", "are", "whats"]);
    asks && before.iter().any(be)
}

/// True where the claim's text brings a name or a title that neither the question nor who says it has, nor is of the
/// films it is about unless a film is asked for.
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
    leave_out(EVERYWHERE);
    let wants_film = words().any(|word| FILM.contains(&word));
    for id in claim.about.iter().filter(|_| !wants_film) {
        let entity = knowledge.entity(*id);
        if entity.kind == EntityKind::Film {
            entity.all_names().for_each(&mut leave_out);
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

#[cfg(test)]
mod tests {
    use super::asks_for_name;
    use crate::language::tokens;

    #[test]
    fn what_something_is_called_is_asked_for_in_many_ways() {
        let asks = |text: &str| asks_for_name(&tokens(text, 32));
        for text in [
            "name of the hotel where they drank",
            "what's the name of the other mechanic",
            "what was the river called",
            "what is its other title",
            "the name of the dog",
        ] {
            assert!(asks(text), "{text}");
        }
        for text in [
            "what does he feel called to do",
            "whose name stands there",
            "who called it a bible",
            "is the title of the sacrifice meaningful",
            "what did the mechanic do once the director called action",
        ] {
            assert!(!asks(text), "{text}");
        }
    }
}
