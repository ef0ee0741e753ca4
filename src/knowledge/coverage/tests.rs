//! Coverage of a text of two paragraphs.

use super::coverage;
use crate::knowledge::library::{Library, LibraryFile};
use crate::knowledge::load::load;
use crate::knowledge::problem::Problem;

const HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Rules broken, and sentences, covered, waived and open.
fn found(words: &str, entries: &str) -> (Vec<(&'static str, String)>, [usize; 4]) {
    let (counts, problems) = read(words, entries);
    (
        problems.into_iter().map(|p| (p.rule, p.entry)).collect(),
        counts,
    )
}

/// Sentences, covered, waived and open, and everything wrong.
fn read(words: &str, entries: &str) -> ([usize; 4], Vec<Problem>) {
    let source = format!(
        "[[source]]\nid = \"notes\"\ntitle = \"Notes\"\nlanguage = \"en\"\nreliability = \"low\"\nfile = \"n.txt\"\nsha256 = \"{HASH}\"\nwords = \"{words}\"\n[[film]]\nid = \"stalker\"\nname = \"Stalker\"\n"
    );
    let (knowledge, wrong) = load(&[("all.toml".to_owned(), source + entries)]);
    assert!(wrong.is_empty(), "{wrong:?}");
    let text = "One two three. Four five.\n\nSix seven.\n".to_owned();
    let library = Library::new(
        vec![LibraryFile {
            name: "n.txt".into(),
            sha256: HASH.into(),
            text,
        }],
        &knowledge.sources,
    );
    let (all, problems) = coverage(&knowledge, &library);
    let counts = [all[0].sentences, all[0].covered, all[0].waived, all[0].open];
    (counts, problems)
}

fn claim(cite: &str) -> String {
    format!(
        "[[claim]]\nid = \"a\"\nabout = [\"stalker\"]\ntext = \"It is so.\"\ncite = [{cite}]\nasks = [\"a\"]\n"
    )
}

#[test]
fn a_sentence_no_claim_holds_whole_is_open() {
    let (problems, counts) = found("5 2", &claim(r#""notes 1:1-4""#));
    let open = |words: &str| ("open-sentence", format!("notes ¶ {words}"));
    assert_eq!(problems, [open("1 words 4-5"), open("2 words 1-2")]);
    assert_eq!(counts, [3, 1, 0, 2]);
}

#[test]
fn claims_and_waivers_together_cover() {
    let waiver = "[[waiver]]\nplace = \"notes 2\"\nreason = \"menu\"\n";
    let (problems, counts) = found(
        "5 2",
        &format!("{}{waiver}", claim(r#""notes 1:1-3", "notes 1:4-5""#)),
    );
    assert_eq!(problems, []);
    assert_eq!(counts, [3, 2, 1, 0]);
}

#[test]
fn another_text_is_noticed() {
    let both = claim(r#""notes 1", "notes 2""#);
    let (problems, _) = found("5 3", &both);
    assert_eq!(problems, [("text-differs", "notes".to_owned())]);
    for (words, told) in [
        (
            "5 3",
            "differ first at ¶ 2: 2 words in the text, 3 words in `words`.",
        ),
        (
            "5",
            "differ first at ¶ 2: 2 words in the text, no such paragraph in `words`.",
        ),
        (
            "5 2 1",
            "differ first at ¶ 3: no such paragraph in the text, 1 word in `words`.",
        ),
    ] {
        let (_, problems) = read(words, &both);
        let differs = problems.iter().find(|p| p.rule == "text-differs").unwrap();
        assert!(differs.message.ends_with(told), "{differs}");
        assert!(
            differs.remedy.ends_with("write `words = \"5 2\"`."),
            "{differs}"
        );
    }
}
