//! The files are whole: every command in every language, within Discord's limits, and no words besides.

use std::collections::BTreeSet;

use super::*;
use crate::request::COMMANDS;
use crate::request::command::{ParameterKind, Shape};
use crate::trivia::topic::TOPICS;

const LANGUAGES: [Language; 2] = [Language::English, Language::Russian];

/// The keys that the table of commands asks for.
fn keys_of_commands(with_names: bool) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let both = |keys: &mut BTreeSet<String>, key: String| {
        keys.extend(with_names.then(|| format!("{key}.name")));
        keys.insert(format!("{key}.description"));
    };
    for command in COMMANDS {
        let own = key_of(command);
        both(&mut keys, own.clone());
        let mut options: Vec<&Parameter> = Vec::new();
        match command.shape {
            Shape::Options(parameters) => options.extend(parameters),
            Shape::Actions(actions) => {
                for action in actions {
                    both(&mut keys, format!("{own}.action.{}", action.name));
                    options.extend(action.parameters);
                }
            }
            Shape::OnMessage => {}
        }
        for option in options {
            let shared = format!("option.{}", option.name);
            let is_shared = of(Language::English)
                .get(&format!("{shared}.description"))
                .is_some();
            let key = if is_shared {
                shared
            } else {
                format!("{own}.option.{}", option.name)
            };
            both(&mut keys, key);
            if let ParameterKind::OneOf(words) = option.kind {
                keys.extend(
                    words
                        .iter()
                        .map(|word| format!("choice.{}.{word}", option.name)),
                );
            }
        }
    }
    keys
}

fn is_of_commands(key: &str) -> bool {
    ["command.", "option.", "choice."]
        .iter()
        .any(|part| key.starts_with(part))
}

#[test]
fn every_language_has_the_words_of_every_command_and_no_others() {
    for language in LANGUAGES {
        let there: BTreeSet<String> = of(language)
            .all()
            .map(|(key, _)| key.to_owned())
            .filter(|key| is_of_commands(key))
            .collect();
        // In English the names are those of the table.
        let wanted = keys_of_commands(language != Language::English);
        let missing: Vec<_> = wanted.difference(&there).collect();
        let strange: Vec<_> = there.difference(&wanted).collect();
        assert!(
            missing.is_empty() && strange.is_empty(),
            "{language:?} lacks {missing:?}, has no use for {strange:?}"
        );
    }
}

#[test]
fn every_topic_is_told_and_no_other() {
    let told: BTreeSet<&str> = of(Language::English)
        .all()
        .filter_map(|(key, _)| key.strip_prefix("topic."))
        .collect();
    assert_eq!(told, TOPICS.iter().copied().collect());
}

#[test]
fn names_and_descriptions_keep_to_discords_limits() {
    // https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming
    for language in LANGUAGES {
        for (key, text) in of(language).all().filter(|(key, _)| is_of_commands(key)) {
            let length = text.encode_utf16().count();
            let from_menu = key == "command.ask-about-this.name";
            if key.rsplit('.').next() == Some("name") {
                let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
                let small = text.chars().all(fits) && text.to_lowercase() == text;
                assert!(
                    (1..=32).contains(&length) && (small || from_menu),
                    "{language:?} {key}: {text}"
                );
            } else {
                assert!((1..=100).contains(&length), "{language:?} {key}: {text}");
            }
            assert_eq!(text.trim(), text, "{language:?} {key}");
        }
    }
}

#[test]
fn no_two_names_of_a_list_are_the_same() {
    let expect_apart = |names: Vec<Option<&str>>| {
        let different: BTreeSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len(), "{names:?}");
    };
    for (_, language) in TRANSLATIONS {
        let words = of(*language);
        expect_apart(
            COMMANDS
                .iter()
                .map(|command| words.command_name(command))
                .collect(),
        );
        for command in COMMANDS {
            let of_options = |options: &'static [Parameter]| {
                expect_apart(
                    options
                        .iter()
                        .map(|option| words.option(command, option, "name"))
                        .collect(),
                );
            };
            match command.shape {
                Shape::Options(options) => of_options(options),
                Shape::Actions(actions) => {
                    let names = actions
                        .iter()
                        .map(|action| words.action(command, action, "name"));
                    expect_apart(names.collect());
                    for action in actions {
                        of_options(action.parameters);
                    }
                }
                Shape::OnMessage => {}
            }
        }
    }
}

#[test]
fn nothing_in_a_file_is_lost() {
    let leaves = |file: &str| {
        let table: toml::Table = file.parse().expect("it is TOML");
        let mut texts = HashMap::new();
        let mut others = 0;
        let mut open = vec![toml::Value::Table(table)];
        while let Some(value) = open.pop() {
            match value {
                toml::Value::Table(table) => open.extend(table.into_iter().map(|(_, value)| value)),
                toml::Value::String(text) => *texts.entry(text).or_insert(0) += 1,
                _ => others += 1,
            }
        }
        assert_eq!(others, 0, "only texts are read");
        texts.values().sum::<usize>()
    };
    assert_eq!(
        leaves(include_str!("en.toml")),
        of(Language::English).texts.len()
    );
    assert_eq!(
        leaves(include_str!("ru.toml")),
        of(Language::Russian).texts.len()
    );
}

/// The places of a text.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn a_translated_sentence_has_the_places_of_the_english_one() {
    let english = of(Language::English);
    for (key, text) in of(Language::Russian)
        .all()
        .filter(|(key, _)| !is_of_commands(key))
    {
        let stem = ["one", "few", "many"]
            .iter()
            .find_map(|form| key.strip_suffix(&format!(".{form}")));
        let other = stem.map_or_else(
            || english.get(key),
            |stem| english.get(&format!("{stem}.other")),
        );
        let other = other.unwrap_or_else(|| panic!("{key} is no English sentence"));
        assert_eq!(places(text), places(other), "{key}");
    }
}

#[test]
fn places_are_filled_once_and_plurals_chosen() {
    assert_eq!(
        filled("{a} and {b}, {c}", &[("a", &"{b}"), ("b", &2)]),
        "{b} and 2, {c}"
    );
    assert_eq!(filled("{", &[]), "{");
    let russian = of(Language::Russian);
    for (n, form) in [
        (1, "one"),
        (2, "few"),
        (5, "many"),
        (11, "many"),
        (12, "many"),
        (21, "one"),
        (24, "few"),
        (111, "many"),
    ] {
        assert_eq!(russian.plural(n), form, "{n}");
    }
    let english = of(Language::English);
    assert_eq!(
        (english.plural(1), english.plural(0), english.plural(21)),
        ("one", "other", "other")
    );
}

#[test]
fn what_a_language_lacks_is_said_in_english() {
    let key = of(Language::English)
        .all()
        .map(|(key, _)| key)
        .find(|key| !is_of_commands(key) && of(Language::Russian).get(key).is_none());
    if let Some(key) = key {
        assert_eq!(
            of(Language::Russian).say(key),
            of(Language::English).say(key)
        );
    }
    assert_eq!(reply().say("no.such.key"), "no.such.key");
}
