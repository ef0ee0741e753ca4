//! README's answers: its transcripts, its walk from question to claim, its
//! example knowledge. The page's helpers stand in the module above.

use std::fs;

use serde_json::Value;
use tarkovsky_bot::answer::limits::{MAX_ANSWER_CHARS, MAX_CITATIONS, MAX_PARAGRAPHS};
use tarkovsky_bot::cli::answer_text;

use super::{ASKED, blocks, file, readme, root, section};
use crate::world::{Binary, Folder, World};

#[test]
fn the_questions_of_the_transcripts_get_the_answers_shown() {
    let mut text = readme();
    let update = std::env::var_os("UPDATE_README").is_some();
    let shown: Vec<String> = blocks(&text, "console")
        .into_iter()
        .map(str::to_owned)
        .collect();
    assert!(
        shown.len() > 2,
        "there are only {} transcripts",
        shown.len()
    );
    for block in shown {
        let (command, told) = block.split_once('\n').expect("a transcript has an answer");
        let question = command
            .strip_prefix(ASKED)
            .and_then(|q| q.strip_suffix('"'))
            .expect("a transcript asks");
        let reply = World::shipped().ask(question).expect_sound().reply;
        if update {
            text = text.replace(&block, &format!("{command}\n{}\n", answer_text(&reply)));
        } else {
            let line = told
                .lines()
                .find(|line| !line.starts_with('('))
                .unwrap_or_default();
            assert_eq!(
                line, reply.answer,
                "README shows another answer to {question:?}; UPDATE_README=1 takes this one over"
            );
        }
    }
    let line = blocks(&text, "json").concat();
    let shown: Value = serde_json::from_str(&line).expect("the JSON block is one object");
    let question = shown["question"].as_str().expect("it has a question");
    let ran = Binary::new(&["ask", "--json", question]).run();
    let mut now = ran.json_lines().remove(0);
    if update {
        text = text.replace(&line, &ran.stdout);
        fs::write(root().join("README.md"), text).expect("README can be written");
        return;
    }
    for changing in ["ms", "edition"] {
        now[changing] = shown[changing].clone();
    }
    assert_eq!(
        shown, now,
        "UPDATE_README=1 takes over what stands on the right"
    );
}

#[test]
fn the_bounds_of_an_answer_are_those_of_the_code() {
    let bounds = format!(
        "at most {MAX_ANSWER_CHARS} characters; there are at most {MAX_CITATIONS} citations of at most {MAX_PARAGRAPHS} paragraphs"
    );
    assert!(readme().contains(&bounds), "README does not say: {bounds}");
}

#[test]
fn the_question_that_is_walked_through_leads_to_the_claim_named() {
    let walk = section(&readme(), "How an answer is made");
    let question = walk
        .split("tarkovsky-bot ask \"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a question is walked through");
    let claim = walk
        .split("The claim `")
        .nth(1)
        .and_then(|rest| rest.split('`').next())
        .expect("a claim is named");
    Binary::new(&["ask", "--explain", question])
        .run()
        .expect_code(0)
        .expect_stdout(&format!("decision  {claim}"));
}

#[test]
fn the_example_of_a_knowledge_is_valid_and_answers() {
    let readme = readme();
    let example = blocks(&section(&readme, "Adding to the knowledge"), "toml").concat();
    let folder = Folder::new();
    folder.write("ferry.toml", &example);
    Binary::new(&["check", "--knowledge"])
        .arg(folder.path())
        .run()
        .expect_code(0)
        .expect_stdout("no problem");
    let world = World::with(&[("ferry.toml", &example)]);
    world
        .ask("Who owned the lantern in The Ferry?")
        .expect_answered()
        .citing("logbook", 3);
    world
        .ask("Why was the lantern in The Ferry stolen?")
        .expect_answered()
        .beginning("Not so.");
    world
        .ask("How long did the shooting of The Ferry take?")
        .expect_disagreement()
        .citing("logbook", 1)
        .citing("logbook", 2);
    world
        .ask("What was the budget of The Ferry?")
        .expect_unknown()
        .suggesting();
}

#[test]
fn the_measurements_that_are_named_can_be_run() {
    let text = section(&readme(), "How it is measured");
    let manifest = file("Cargo.toml");
    let benches: Vec<_> = text
        .split("--bench ")
        .skip(1)
        .filter_map(|rest| rest.split('`').next())
        .collect();
    assert!(benches.len() > 1, "{benches:?}");
    for bench in benches {
        assert!(
            manifest.contains(&format!("name = \"{bench}\"")),
            "there is no bench {bench}"
        );
    }
    assert!(
        file(".ci/run").contains("PROPERTY_CASES=100000 MUTATION_CASES=5000 cargo test --release"),
        ".ci/run has other numbers"
    );
}
