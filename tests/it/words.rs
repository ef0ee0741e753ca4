//! The sentences of the bot: every key the code asks for is there, with the places it fills, no sentence is
//! there that nobody says, and none stands in the code instead.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tarkovsky_bot::words::{Language, of};

use crate::house_rules::without_tests;

/// Keys that are put together from the table of commands and that of topics.
const OF_TABLES: [&str; 4] = ["command.", "option.", "choice.", "topic."];
const FORMS: [&str; 2] = [".one", ".other"];

/// Who speaks to people on Discord, in nothing but the words.
const SPEAKERS: [&str; 8] = [
    "src/discord/render/",
    "src/discord/responder/",
    "src/discord/trivia/",
    "src/bot",
    "src/editions",
    "src/lookup",
    "src/reply",
    "src/rounds",
];

/// All files of the crate, each with its path and its code without tests.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the crate's folder can be read") {
            let path = entry.expect("the crate's folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && !path.ends_with("tests.rs")
            {
                let text = fs::read_to_string(&path).expect("source files are UTF-8");
                let path = path.strip_prefix(root).expect("it is under it");
                let path = path.to_string_lossy().replace('\\', "/");
                all.push((path, without_tests(&text).to_owned()));
            }
        }
    }
    all
}

/// All of their code.
fn code() -> String {
    files().into_iter().map(|(_, code)| code).collect()
}

/// What stands between quotation marks in code, as it is written there.
fn literals(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (sign, after) = (&rest[at..], &rest[at + 1..]);
        rest = if sign.starts_with("//") {
            after.find('\n').map_or("", |end| &after[end..])
        } else if sign.starts_with("'\"'") || sign.starts_with("'\\") {
            // A sign by itself, which may be a quotation mark.
            &after[2..]
        } else if sign.starts_with('"') {
            let mut escaped = false;
            let end = after.find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            let end = end.unwrap_or(after.len());
            found.push(&after[..end]);
            after.get(end + 1..).unwrap_or_default()
        } else {
            after
        };
    }
    found
}

/// True for words that begin like a sentence or a heading.
fn is_spoken(literal: &str) -> bool {
    let shown = literal.replace("\\n", " ");
    let words = shown.split_whitespace();
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let words = words.filter(|word| letters(word) > 1 && !word.starts_with('{'));
    let first = shown.chars().find(|c| c.is_alphabetic());
    words.count() > 1 && first.is_some_and(char::is_uppercase)
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

#[test]
fn nothing_is_said_that_stands_in_the_code() {
    let mut found = Vec::new();
    let mut read = 0;
    for (path, code) in files() {
        let speaks = SPEAKERS.iter().any(|part| path.starts_with(part));
        if !speaks && !path.starts_with("src/discord") {
            continue;
        }
        for literal in literals(&code) {
            read += 1;
            // Elsewhere in src/discord stand the reasons that go to the log, which end without a stop.
            let whole = literal.ends_with(['.', '!', '?', ':']);
            if is_spoken(literal) && (speaks || whole) {
                found.push(format!("{path}: “{literal}”"));
            }
        }
    }
    assert!(
        found.is_empty(),
        "not out of the words:\n{}",
        found.join("\n")
    );
    assert!(read > 500, "only {read} texts were read");
}

#[test]
fn a_sentence_in_the_code_is_seen() {
    let code = "say(\"You may not.\"); // \"Not this one.\"\nlet c = '\"'; fill(\"\\n**{}** The \\\"end\\\"\", 'x')";
    let found = literals(code);
    assert_eq!(found, ["You may not.", "\\n**{}** The \\\"end\\\""]);
    assert!(found.into_iter().all(is_spoken));
    assert!(
        [
            "answer.sources",
            "the store refused",
            "Bot {}",
            "{} ¶ {}",
            "/trivia skip"
        ]
        .into_iter()
        .all(|literal| !is_spoken(literal))
    );
}
