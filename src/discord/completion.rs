//! Names while they are being typed: what begins so, then what holds it, from memory
//! (<https://docs.discord.com/developers/interactions/application-commands#autocomplete>).

use super::markup::{plain, shortened};
use super::message::Choice;
use crate::edition::Edition;
use crate::knowledge::entity::EntityKind;
use crate::trivia::pool::Pool;

/// Most completions Discord takes.
const CHOICES: usize = 25;
/// Longest completion.
const CHOICE: usize = 100;

/// Names of the kind that is asked for, nearest first.
pub fn choices(what: &str, typed: &str, edition: &Edition) -> Vec<Choice> {
    let kind = match what {
        "film" => EntityKind::Film,
        "person" => EntityKind::Person,
        _ => return Vec::new(),
    };
    let typed = plain(typed).to_lowercase();
    let mut found: Vec<(u8, String, String)> = edition
        .knowledge
        .entities
        .iter()
        .filter(|entity| entity.kind == kind && entity.mentioned)
        .filter_map(|entity| {
            let best = entity
                .all_names()
                .filter_map(|name| nearness(&name.to_lowercase(), &typed).map(|n| (n, name)))
                .min_by_key(|(nearness, _)| *nearness)?;
            let full = entity.full_name();
            let shown = if best.1 == entity.name || typed.is_empty() {
                full
            } else {
                format!("{full} — {}", best.1)
            };
            Some((best.0, shown, entity.name.clone()))
        })
        .collect();
    found.sort();
    found
        .into_iter()
        .filter(|(_, _, value)| value.encode_utf16().count() <= CHOICE)
        .take(CHOICES)
        .map(|(_, name, value)| Choice {
            name: shortened(&plain(&name), CHOICE),
            value,
        })
        .collect()
}

/// Words of the topics that begin with what is typed or hold it, with how many questions they have.
pub fn topics(typed: &str, pool: &Pool) -> Vec<Choice> {
    let typed = plain(typed).to_lowercase();
    let mut found: Vec<(u8, String, usize)> = pool
        .topics()
        .into_iter()
        .filter_map(|(topic, count)| Some((nearness(&topic, &typed)?, topic, count)))
        .collect();
    found.sort();
    let shown = found.into_iter().take(CHOICES);
    shown
        .map(|(_, topic, count)| Choice {
            name: shortened(&format!("{} ({count} questions)", plain(&topic)), CHOICE),
            value: topic,
        })
        .collect()
}

/// How near a name is to what is typed: it is it, begins so, has a word that does, holds it.
fn nearness(name: &str, typed: &str) -> Option<u8> {
    if name == typed {
        Some(0)
    } else if name.starts_with(typed) {
        Some(1)
    } else if name.split_whitespace().any(|word| word.starts_with(typed)) {
        Some(2)
    } else {
        name.contains(typed).then_some(3)
    }
}
