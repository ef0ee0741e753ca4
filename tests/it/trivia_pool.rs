//! The trivia questions from the command line: `trivia lint` prints them, and
//! `check` tells what is wrong with what is written for them, all at once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tarkovsky_bot::language::tokens;
use tarkovsky_bot::trivia::question::{MAX_OPTION_CHARS, MAX_OPTIONS, MAX_TEXT_CHARS};

use crate::world::{Binary, Folder};

/// Fewest distinct questions of the shipped knowledge, those about one fact in another dress not counted twice.
const FEWEST_QUESTIONS: usize = 250;
/// Fewest topics.
const FEWEST_TOPICS: usize = 8;

/// A knowledge that loads, with everything wrong with its trivia that a rule is about.
const BROKEN: &str = r#"
[[source]]
id = "log"
title = "Log"
language = "en"
reliability = "high"
file = "log.txt"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
words = "14 11 20 9"

[[source]]
id = "flyer"
title = "Flyer"
language = "en"
reliability = "low"
file = "flyer.txt"
sha256 = "1111111111111111111111111111111111111111111111111111111111111111"
words = "9"

[[film]]
id = "ferry"
name = "The Ferry"

[[claim]]
id = "lantern"
about = ["ferry"]
text = "The lantern in The Ferry was lent by the harbour office, not by the lighthouse."
cite = ["log 1"]
asks = ["who lent the lantern", "whose lamp was it", "where did the light come from"]

[[claim]]
id = "eleven"
about = ["ferry"]
text = "The Ferry was shot in eleven days."
cite = ["log 2"]
asks = ["in how many days was it shot", "how quick was it", "how much time did it take"]

[[claim]]
id = "twenty"
about = ["ferry"]
text = "The Ferry took twenty days."
cite = ["log 3"]
asks = ["how many days did it take", "how long did they block the pier", "length of the work"]

[[claim]]
id = "drowned"
about = ["ferry"]
text = "At the end of The Ferry the captain drowns."
cite = ["log 4"]
asks = ["how does the ferry end", "what happens to the captain", "who dies"]
spoiler = "ending"

[[claim]]
id = "advert"
about = ["ferry"]
text = "The Ferry is the best film of all, in 1961 or ever."
cite = ["flyer 1"]
asks = ["how good is the ferry", "is it any good", "best film"]

[[dispute]]
id = "days"
matter = "how long it took"
asks = ["how long did the ferry take"]
[[dispute.side]]
claims = ["eleven"]
[[dispute.side]]
claims = ["twenty"]

[[trivia]]
id = "q-unknown-topic"
topic = "weather"
difficulty = "easy"
text = "Who lent the lantern?"
right = "The harbour office"
wrong = ["The mayor", "The school", "The church"]
because = "One lender."
claims = ["lantern", "nowhere"]

[[trivia]]
id = "q-options"
topic = "films"
difficulty = "easy"
text = "Whose was the lantern of The Ferry, which the harbour office lent?"
right = "The harbour office"
wrong = ["The lighthouse", "the Harbour Office"]
because = "One lender."
claims = ["lantern"]
hints = ["One", "Two", "Three"]
says = "It was lent."

[[trivia]]
id = "q-unsupported"
topic = "films"
difficulty = "easy"
text = "Who lent it?"
right = "The Admiralty of 1961"
wrong = ["The mayor", "The school", "The church"]
because = "One lender."
claims = ["lantern"]

[[trivia]]
id = "q-disputed"
topic = "films"
difficulty = "easy"
text = "In how many days was The Ferry shot?"
right = "Eleven"
wrong = ["Twelve", "Thirteen", "Fourteen"]
because = "One count."
claims = ["eleven"]
says = "The Ferry was shot in an {} of days."

[[trivia]]
id = "q-spoiler"
topic = "films"
difficulty = "easy"
text = "Who drowns?"
right = "The captain"
wrong = ["The cook", "The boy", "The pilot"]
because = "One drowns."
claims = ["drowned"]

[[trivia]]
id = "q-weak"
topic = "films"
difficulty = "easy"
text = "What is The Ferry?"
right = "The best film"
wrong = ["The best book", "The best play", "The best boat"]
because = "The flyer."
claims = ["advert"]

[[trivia-group]]
id = "g-list"
topic = "films"
difficulty = "easy"
text = "Who lent nothing?"
members = ["The harbour office"]
outsiders = ["The lighthouse"]
because = "One lender."
claims = ["lantern"]
why = "{} lent nothing."

[[trivia-event]]
id = "e-when"
line = "ferry"
text = "The lantern is lent"
when = "1961-13"
claim = "lantern"
topic = "films"
difficulty = "easy"

[[trivia-event]]
id = "e-undated"
line = "ferry"
text = "The lantern is returned"
when = "1961"
claim = "lantern"
topic = "films"
difficulty = "easy"
"#;

fn lint(more: &[&str]) -> Vec<Value> {
    let ran = Binary::new(&[&["trivia", "lint", "--json"], more].concat()).run();
    ran.expect_code(0);
    ran.json_lines()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap()
}

fn texts(value: &Value, key: &str) -> Vec<String> {
    let list = value[key].as_array().unwrap();
    list.iter()
        .map(|item| item.as_str().unwrap().to_owned())
        .collect()
}

fn folded(text: &str) -> String {
    format!(" {} ", tokens(text, 128).join(" "))
}

#[test]
fn there_are_questions_enough_of_every_topic_difficulty_and_kind() {
    let questions = lint(&[]);
    let (mut topics, mut difficulties, mut kinds) =
        (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
    let mut facts = BTreeSet::new();
    for question in &questions {
        *topics.entry(text(question, "topic")).or_insert(0) += 1;
        *kinds.entry(text(question, "kind")).or_insert(0) += 1;
        difficulties.insert(text(question, "difficulty"));
        // A statement or a passage of a written question asks for the same fact.
        let fact = text(question, "made_from");
        facts.insert(
            fact.trim_end_matches(" statement")
                .trim_end_matches(" passage"),
        );
    }
    assert!(facts.len() >= FEWEST_QUESTIONS, "{} questions", facts.len());
    assert!(
        topics.len() >= FEWEST_TOPICS && topics.values().all(|count| *count >= 10),
        "{topics:?}"
    );
    assert_eq!(difficulties.len(), 3);
    assert_eq!(kinds.len(), 10, "{kinds:?}");
    assert!(kinds.values().all(|count| *count >= 15), "{kinds:?}");
}

#[test]
fn every_question_is_well_formed_whatever_the_seed() {
    for seed in ["1", "2", "3"] {
        for question in lint(&["--seed", seed]) {
            let options = texts(&question, "options");
            let right = usize::try_from(question["right"].as_u64().unwrap()).unwrap();
            assert!((2..=MAX_OPTIONS).contains(&options.len()), "{question}");
            assert!(right < options.len(), "{question}");
            let distinct: BTreeSet<String> = options.iter().map(|option| folded(option)).collect();
            assert_eq!(distinct.len(), options.len(), "{question}");
            assert!(
                options
                    .iter()
                    .all(|o| o.chars().count() <= MAX_OPTION_CHARS),
                "{question}"
            );
            assert!(
                text(&question, "text").chars().count() <= MAX_TEXT_CHARS,
                "{question}"
            );
            assert!(
                !text(&question, "why").is_empty() && !text(&question, "why").contains("{}"),
                "{question}"
            );
            let proofs = question["proofs"].as_array().unwrap();
            assert!(
                !proofs.is_empty()
                    && proofs
                        .iter()
                        .all(|p| !p["paragraphs"].as_array().unwrap().is_empty()),
                "{question}"
            );
            let passages = texts(&question, "passages");
            assert!(
                passages.is_empty() || passages.len() == options.len(),
                "{question}"
            );
            let hints = texts(&question, "hints");
            let answer = folded(&options[right]);
            assert!(
                hints.len() <= 2 && !hints.iter().any(|h| folded(h).contains(&answer)),
                "{question}"
            );
            if !question["typed"].is_null() {
                let accepted = texts(&question["typed"], "accepted");
                let rivals: BTreeSet<String> = texts(&question["typed"], "rivals")
                    .iter()
                    .map(|r| folded(r))
                    .collect();
                assert!(accepted.iter().any(|a| folded(a) == answer), "{question}");
                assert!(
                    !accepted.iter().any(|a| rivals.contains(&folded(a))),
                    "{question}"
                );
                let wrong = options.iter().enumerate().filter(|(at, _)| *at != right);
                let taken = |option: &str| accepted.iter().any(|a| folded(a) == folded(option));
                assert!(
                    !wrong.into_iter().any(|(_, option)| taken(option)),
                    "{question}"
                );
            }
        }
    }
}

#[test]
fn an_id_tells_nothing_and_stays_from_seed_to_seed() {
    let first = lint(&["--seed", "1"]);
    let ids = |questions: &[Value]| -> BTreeSet<String> {
        questions.iter().map(|q| text(q, "id").to_owned()).collect()
    };
    assert_eq!(ids(&first).len(), first.len());
    assert_eq!(ids(&first), ids(&lint(&["--seed", "2"])));
    for id in ids(&first) {
        assert!(
            id.len() == 16 && id.bytes().all(|b| b.is_ascii_hexdigit()),
            "{id}"
        );
    }
}

#[test]
fn a_sample_takes_so_many_of_a_kind_and_tells_what_is_weak() {
    let sample = lint(&["--kind", "who-said", "--sample", "5", "--seed", "9"]);
    assert_eq!(sample.len(), 5);
    assert!(sample.iter().all(|q| text(q, "kind") == "who-said"));
    let ran = Binary::new(&["trivia", "lint", "--sample", "3"]).run();
    ran.expect_code(0)
        .expect_stdout("* ")
        .expect_stdout("why: ")
        .expect_stdout("questions shown of");
    assert!(ran.stdout.contains("weak: "), "{ran:?}");
}

#[test]
fn check_tells_everything_that_is_wrong_with_trivia_at_once() {
    let folder = Folder::new();
    folder.write("broken.toml", BROKEN);
    let ran = Binary::new(&["check", "--knowledge"])
        .arg(folder.path())
        .run();
    ran.expect_code(1);
    let line = |entry: &str, rule: &str| {
        let found = ran.stdout.lines().find(|line| {
            line.starts_with("broken.toml:") && line.contains(&format!("[{rule}] {entry}:"))
        });
        assert!(found.is_some(), "no {rule} of {entry} in {}", ran.stdout);
    };
    for (entry, rule) in [
        ("q-unknown-topic", "trivia-topic"),
        ("q-unknown-topic", "dangling"),
        ("q-options", "trivia-options"),
        ("q-options", "trivia-distractor"),
        ("q-options", "trivia-gives-away"),
        ("q-options", "trivia-hints"),
        ("q-options", "trivia-says"),
        ("q-unsupported", "trivia-unsupported"),
        ("q-disputed", "trivia-disputed"),
        ("q-disputed", "trivia-says"),
        ("q-spoiler", "trivia-spoiler"),
        ("q-weak", "trivia-weak"),
        ("g-list", "trivia-list"),
        ("g-list", "trivia-distractor"),
        ("e-when", "when"),
        ("e-undated", "trivia-unsupported"),
    ] {
        line(entry, rule);
    }
}

#[test]
fn what_rests_on_another_source_is_no_question_of_the_chosen_one() {
    let chosen = lint(&["--only-source", "illg-neuger-1985"]);
    assert!(!chosen.is_empty());
    for question in &chosen {
        let proofs = question["proofs"].as_array().unwrap();
        assert!(
            proofs
                .iter()
                .all(|proof| proof["source"] == "illg-neuger-1985"),
            "{question}"
        );
    }
}
