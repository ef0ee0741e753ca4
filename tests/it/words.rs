//! The sentences of the bot: every key the code asks for is there, with the places it fills, and no
//! sentence is there that nobody says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tarkovsky_bot::words::{Language, of};

/// Keys that are put together from the table of commands and that of topics.
const OF_TABLES: [&str; 4] = ["command.", "option.", "choice.", "topic."];
const FORMS: [&str; 2] = [".one", ".other"];

/// All code of the crate, without its tests.
fn code() -> String {
    let mut all = String::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the crate's folder can be read") {
            let path = entry.expect("the crate's folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && !path.ends_with("tests.rs")
            {
                let text = fs::read_to_string(&path).expect("source files are UTF-8");
                all.push_str(text.split("#[cfg(test)]").next().unwrap_or_default());
            }
        }
    }
    all
}

/// The sentences, each under its key without the form of a plural, with their places.
fn sentences() -> Vec<(String, BTreeSet<String>)> {
    let words = of(Language::English).all();
    let sentences = words.filter(|(key, _)| OF_TABLES.iter().all(|part| !key.starts_with(part)));
    sentences
        .map(|(key, text)| {
            let stem = FORMS.iter().find_map(|form| key.strip_suffix(form));
            let places = text
                .split('{')
                .skip(1)
                .filter_map(|part| part.split_once('}'));
            let mut places: BTreeSet<String> = places.map(|(name, _)| name.to_owned()).collect();
            if stem.is_some() {
                // The number fills it by itself, where the form has it.
                places.insert("n".into());
            }
            (stem.unwrap_or(key).to_owned(), places)
        })
        .collect()
}

/// What stands between the brackets that a text begins with.
fn within_brackets(text: &str) -> &str {
    let mut depth = 0;
    for (at, sign) in text.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' if depth == 1 => return &text[..at],
            ')' => depth -= 1,
            _ => {}
        }
    }
    text
}

/// The texts that stand between quotation marks and look like a key.
fn keys_in(code: &str) -> BTreeSet<&str> {
    let is_key = |text: &&str| {
        text.contains('.')
            && text.split('.').all(|word| {
                !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            })
    };
    code.split('"').filter(is_key).collect()
}

#[test]
fn every_sentence_is_said_somewhere_and_every_key_is_there() {
    let code = code();
    let used = keys_in(&code);
    let sentences = sentences();
    let known: BTreeSet<&str> = sentences.iter().map(|(key, _)| key.as_str()).collect();
    let unsaid: Vec<_> = known.iter().filter(|key| !used.contains(**key)).collect();
    assert!(unsaid.is_empty(), "nobody says {unsaid:?}");
    let sections: BTreeSet<&str> = known
        .iter()
        .filter_map(|key| key.split('.').next())
        .collect();
    let of_sentences = |key: &&&str| {
        key.split('.')
            .next()
            .is_some_and(|first| sections.contains(first))
    };
    let missing: Vec<_> = used
        .iter()
        .filter(of_sentences)
        .filter(|key| !known.contains(**key))
        .collect();
    assert!(missing.is_empty(), "there is no sentence {missing:?}");
}

#[test]
fn every_place_of_a_sentence_is_filled() {
    let code = code();
    let mut checked = 0;
    for (key, places) in sentences() {
        let quoted = format!("\"{key}\"");
        for (at, _) in code.match_indices(&quoted) {
            let before = code[..at].trim_end();
            let counted = before.ends_with(".count(");
            if !counted && !before.ends_with(".fill(") && !before.ends_with(".say(") {
                continue;
            }
            let call = within_brackets(&code[before.len() - 1..]);
            let mut filled: BTreeSet<String> = call
                .split("(\"")
                .skip(1)
                .filter_map(|part| part.split_once("\","))
                .map(|(name, _)| name.to_owned())
                .filter(|name| *name != key && name.chars().all(|c| c.is_ascii_lowercase()))
                .collect();
            filled.extend(counted.then(|| "n".to_owned()));
            assert_eq!(filled, places, "{key}");
            checked += 1;
        }
    }
    assert!(checked > 20, "only {checked} calls were read");
}
