//! The shape of what is set: every key is known, every value of its kind and in
//! its range. Looked at before settings are made of it, because here key, value
//! and file are at hand, and the deserializer tells only some of them.

use std::fmt;

use config::{Value, ValueKind};

use super::{Ids, SettingsError};
use crate::answer::limits::MAX_TERMS;
use crate::knowledge::claim::Spoiler;

/// Of every whole number the least and the most that is allowed.
const BOUNDS: &[(&str, i128, i128)] = &[
    ("knowledge.max_shrink_percent", 1, 100),
    ("limits.question_chars", 16, 6_000),
    ("limits.terms", 1, MAX_TERMS as i128),
    ("limits.expansions", 1, 64),
    ("limits.candidates", 1, 512),
    ("limits.passages", 1, 64),
    ("data.keep_days", 1, 3_650),
    ("trivia.seconds", 2, 600),
    ("trivia.rest_seconds", 0, 600),
    ("cooldown.question_burst", 1, 1_000),
    ("cooldown.question_seconds", 0, 3_600),
    ("cooldown.button_burst", 1, 1_000),
    ("cooldown.button_seconds", 0, 3_600),
    ("watchdog.connect_seconds", 1, 3_600),
    ("watchdog.heartbeat_seconds", 1, 3_600),
    ("watchdog.revivals", 0, 1_000),
];

/// A number of no key above: any that is not negative and fits.
const ANY: (i128, i128) = (0, u32::MAX as i128);

/// What is set under a key, as an error shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written(String);

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Written {
    fn of(value: &Value) -> Self {
        Self(match &value.kind {
            ValueKind::String(text) => format!("{text:?}"),
            // What stands in them could be a secret.
            ValueKind::Table(_) => "a table".to_owned(),
            ValueKind::Array(_) => "a list".to_owned(),
            ValueKind::Nil => "nothing".to_owned(),
            _ => value.to_string(),
        })
    }
}

/// Compares what is set with the defaults, which have every key.
///
/// # Errors
/// Where a key is unknown or its value none that is allowed; with the key, the value and where it is set.
pub(super) fn check(defaults: &Value, set: &Value) -> Result<(), SettingsError> {
    compare(defaults, set, "")
}

fn compare(default: &Value, set: &Value, key: &str) -> Result<(), SettingsError> {
    match &default.kind {
        ValueKind::Table(defaults) => {
            let ValueKind::Table(all) = &set.kind else {
                let example = defaults.keys().min().map_or("", String::as_str);
                return wrong(
                    key,
                    set,
                    format!("a table of keys, such as {key}.{example}"),
                );
            };
            let mut names: Vec<_> = all.keys().collect();
            names.sort_unstable();
            for name in names {
                let dot = if key.is_empty() { "" } else { "." };
                let inner = format!("{key}{dot}{name}");
                let Some(default) = defaults.get(name) else {
                    let mut known: Vec<_> = defaults.keys().cloned().collect();
                    known.sort_unstable();
                    return Err(SettingsError::UnknownKey {
                        key: inner,
                        origin: origin(&all[name]),
                        known: known.join(", "),
                    });
                };
                compare(default, &all[name], &inner)?;
            }
            Ok(())
        }
        ValueKind::I64(default) => number(*default, set, key),
        ValueKind::Boolean(_) => match set.clone().into_bool() {
            Ok(_) => Ok(()),
            Err(_) => wrong(key, set, "true or false".to_owned()),
        },
        ValueKind::Array(_) => ids(set, key),
        _ => text(set, key),
    }
}

/// The `config` crate would cut a fraction off, and takes texts and truth values for numbers.
fn number(default: i64, set: &Value, key: &str) -> Result<(), SettingsError> {
    let number = match &set.kind {
        ValueKind::I64(number) => Some(i128::from(*number)),
        ValueKind::U64(number) => Some(i128::from(*number)),
        ValueKind::I128(number) => Some(*number),
        ValueKind::U128(number) => Some(i128::try_from(*number).unwrap_or(i128::MAX)),
        _ => None,
    };
    let Some(number) = number else {
        return wrong(key, set, format!("a whole number, such as {default}"));
    };
    let bounds = BOUNDS.iter().find(|(known, ..)| *known == key);
    let (min, max) = bounds.map_or(ANY, |(_, min, max)| (*min, *max));
    if (min..=max).contains(&number) {
        return Ok(());
    }
    wrong(key, set, format!("from {min} to {max}"))
}

/// A list of ids, or one of the other forms they are read in; of a list the wrong one is named.
fn ids(set: &Value, key: &str) -> Result<(), SettingsError> {
    let is_read = |value: &Value| value.clone().try_deserialize::<Ids>().is_ok();
    if let ValueKind::Array(items) = &set.kind {
        return match items.iter().enumerate().find(|(_, item)| !is_read(item)) {
            Some((at, item)) => {
                let must = "an id of Discord, such as \"1234567890123456789\"";
                wrong(&format!("{key}[{at}]"), item, must.to_owned())
            }
            None => Ok(()),
        };
    }
    if is_read(set) {
        return Ok(());
    }
    let must = "a list of ids of Discord, such as [\"1234567890123456789\"]";
    wrong(key, set, must.to_owned())
}

fn text(set: &Value, key: &str) -> Result<(), SettingsError> {
    let Ok(text) = set.clone().into_string() else {
        return wrong(key, set, "a text in quotes".to_owned());
    };
    if key == "discord.spoilers" && Spoiler::of_word(text.trim()).is_none() {
        return wrong(key, set, Spoiler::ALL.map(|(word, _)| word).join(" or "));
    }
    Ok(())
}

/// The value of a key of one part.
pub(super) fn find<'s>(set: &'s Value, part: &str, name: &str) -> Option<&'s Value> {
    let inner = |value: &'s Value, name: &str| match &value.kind {
        ValueKind::Table(all) => all.get(name),
        _ => None,
    };
    inner(inner(set, part)?, name)
}

/// The error of a value that is none of those that are understood.
pub(super) fn wrong(key: &str, set: &Value, must: String) -> Result<(), SettingsError> {
    Err(SettingsError::Value {
        key: key.to_owned(),
        value: Written::of(set),
        must,
        origin: origin(set),
    })
}

/// The file or the environment it is set in.
fn origin(set: &Value) -> String {
    set.origin().unwrap_or("the configuration").to_owned()
}
