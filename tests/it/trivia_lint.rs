//! `trivia lint` beside the source texts.

use serde_json::Value;

use crate::world::{Binary, Folder, source_entry};

fn list<'v>(question: &'v Value, key: &str) -> Vec<&'v str> {
    let items = question[key].as_array().unwrap();
    items.iter().map(|item| item.as_str().unwrap()).collect()
}

#[test]
fn with_the_library_the_cited_words_are_shown_and_what_they_do_not_name_is_told() {
    let log = "The harbour office lent the lantern.\nHe lent the boat, too.\n";
    let folder = Folder::new();
    let (mine, library) = (folder.path().join("mine"), folder.path().join("library"));
    std::fs::create_dir_all(&mine).unwrap();
    std::fs::create_dir_all(&library).unwrap();
    std::fs::write(library.join("log.txt"), log).unwrap();
    let question = |id: &str, what: &str, claim: &str| {
        format!(
            "[[trivia]]\nid = \"{id}\"\ntopic = \"films\"\ndifficulty = \"easy\"\n\
             text = \"Who lent the {what}?\"\nright = \"The harbour office\"\n\
             wrong = [\"The lighthouse\", \"The film school\", \"The fire brigade\"]\n\
             because = \"The log names one lender.\"\nclaims = [\"{claim}\"]\ntyped = true\n"
        )
    };
    let claim = |id: &str, what: &str, paragraph: u32| {
        format!(
            "[[claim]]\nid = \"{id}\"\nabout = [\"ferry\"]\n\
             text = \"The {what} was lent by the harbour office.\"\ncite = [\"log {paragraph}\"]\n\
             asks = [\"who lent the {what}\", \"whose {what} was it\", \"where did the {what} come from\"]\n"
        )
    };
    let content = [
        source_entry("log", "Log", log),
        "[[film]]\nid = \"ferry\"\nname = \"The Ferry\"\n".to_owned(),
        claim("lantern", "lantern", 1),
        claim("boat", "boat", 2),
        question("q-lantern", "lantern", "lantern"),
        question("q-boat", "boat", "boat"),
    ];
    std::fs::write(mine.join("ferry.toml"), content.join("\n")).unwrap();
    let ran = Binary::new(&[
        "trivia",
        "lint",
        "--json",
        "--kind",
        "written",
        "--knowledge",
    ])
    .arg(&mine)
    .arg("--library")
    .arg(&library)
    .run();
    ran.expect_code(0);
    let linted = ran.json_lines();
    let of = |what: &str| {
        let mut found = linted
            .iter()
            .filter(|q| q["text"].as_str().unwrap().contains(what));
        found.next().unwrap_or_else(|| panic!("{ran:?}"))
    };
    assert_eq!(
        list(of("lantern"), "quotes"),
        ["The harbour office lent the lantern."]
    );
    let unnamed = "the cited words do not name the right option: read them";
    assert!(!list(of("lantern"), "weak").contains(&unnamed));
    assert!(list(of("boat"), "weak").contains(&unnamed), "{ran:?}");
}
