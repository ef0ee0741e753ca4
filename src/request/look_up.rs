//! Look-ups from the options of a command, whoever gives them: Discord, or a typed line.

use super::RequestError;
use crate::knowledge::entity::EntityKind;
use crate::knowledge::section::Section;
use crate::lookup::name::{Key, Name};
use crate::lookup::{Listed, LookUp, LookupKind};
use crate::request::command::lookups::{LISTED, SECTIONS};

const FILM: &[EntityKind] = &[EntityKind::Film];
const PERSON: &[EntityKind] = &[EntityKind::Person];

/// The look-up of a command with these options; none where the command is no look-up. A quotation is drawn with
/// the seed.
///
/// # Errors
/// Where an option is missing or holds no word it can hold.
pub fn look_up(
    command: &str,
    option: impl Fn(&'static str) -> Option<String>,
    seed: u64,
) -> Option<Result<LookUp, RequestError>> {
    let needed = |command: &'static str, name: &'static str| {
        option(name).ok_or(RequestError::MissingArgument {
            name: command,
            argument: name,
        })
    };
    let name = |name: &'static str| option(name).map(Name::Typed);
    let card = |command, argument, kinds| {
        Ok(LookupKind::Card {
            name: Name::Typed(needed(command, argument)?),
            kinds,
            section: chosen("section", option("section"), SECTIONS, Section::of_word)?,
        })
    };
    let what = match command {
        "film" => card("film", "title", FILM),
        "person" => card("person", "name", PERSON),
        "compare" => needed("compare", "first").and_then(|first| {
            Ok(LookupKind::Comparison {
                first: Name::Typed(first),
                second: Name::Typed(needed("compare", "second")?),
            })
        }),
        "timeline" => Ok(LookupKind::TimeLine { of: name("of") }),
        "list" => needed("list", "what").and_then(|what| {
            let listed = chosen("what", Some(what), LISTED, Listed::of_word)?;
            Ok(LookupKind::List {
                what: listed.unwrap_or(Listed::Films),
                of: name("of"),
            })
        }),
        "search" => needed("search", "words").map(|words| LookupKind::Search {
            words,
            of: name("of"),
            source: option("source").map(|id| Key::of(&id)),
        }),
        "quote" => Ok(LookupKind::Quote {
            of: name("of"),
            seed,
        }),
        _ => return None,
    };
    Some(what.map(LookUp::of))
}

/// What a word stands for.
fn chosen<T>(
    option: &'static str,
    word: Option<String>,
    words: &'static [&'static str],
    of_word: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, RequestError> {
    let Some(word) = word else {
        return Ok(None);
    };
    of_word(&word.to_lowercase())
        .map(Some)
        .ok_or(RequestError::NoneOf { option, words })
}
