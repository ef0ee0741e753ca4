//! Names and numbers of a claim against one paragraph.

use super::numbers::{demanded, given};
use super::support;
use crate::knowledge::library::{Library, LibraryFile};
use crate::knowledge::load::load;

const HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Rules a claim with this text breaks over this paragraph.
fn found(paragraph: &str, text: &str, more: &str) -> Vec<&'static str> {
    let words = paragraph.split_whitespace().count();
    let toml = format!(
        r#"[[source]]
id = "notes"
title = "Notes"
date = "May 2014"
language = "en"
reliability = "low"
file = "n.txt"
sha256 = "{HASH}"
words = "{words}"
[[film]]
id = "stalker"
name = "Stalker"
[[film]]
id = "directed-by"
name = "Directed by Andrei Tarkovsky"
[[person]]
id = "andrei-tarkovsky"
name = "Andrei Tarkovsky"
names = ["Tarkovsky", "Тарковский"]
[[person]]
id = "rerberg"
name = "Georgi Rerberg"
names = ["Rerberg", "Regberg"]
[[person]]
id = "yusov"
name = "Vadim Yusov"
names = ["Yusov"]
[[claim]]
id = "a"
about = ["stalker"]
text = "{text}"
cite = ["notes 1"]
asks = ["a"]
{more}"#
    );
    let (knowledge, read) = load(&[("all.toml".to_owned(), toml)]);
    assert!(read.is_empty(), "{read:?}");
    let file = LibraryFile {
        name: "n.txt".into(),
        sha256: HASH.into(),
        text: paragraph.to_owned(),
    };
    let library = Library::new(vec![file], &knowledge.sources);
    support(&knowledge, &library)
        .into_iter()
        .map(|problem| problem.rule)
        .collect()
}

#[test]
fn a_name_stands_in_the_paragraph_in_some_form() {
    assert_eq!(
        found("Regberg left.", "Georgi Rerberg left Stalker.", ""),
        [""; 0]
    );
    assert_eq!(
        found("He left.", "Georgi Rerberg left Stalker.", ""),
        ["name-unsupported"]
    );
    assert_eq!(
        found(
            "Tarkovsky made it.",
            "Stalker was directed by Andrei Tarkovsky.",
            ""
        ),
        [""; 0]
    );
}

#[test]
fn a_number_stands_in_the_paragraph_in_some_form() {
    for paragraph in ["It took twenty-five days.", "On the 25th day", "25 days"] {
        assert_eq!(
            found(paragraph, "It took 25 days.", ""),
            [""; 0],
            "{paragraph}"
        );
    }
    assert_eq!(
        found("It took days.", "It took 25 days.", ""),
        ["number-unsupported"]
    );
    assert_eq!(found("In '77 it began.", "It began in 1977.", ""), [""; 0]);
    assert_eq!(
        found("It began.", "It began, the notes of 2014 say.", ""),
        [""; 0]
    );
}

#[test]
fn a_count_of_the_names_listed_is_supported_by_them() {
    let paragraph = "Rerberg came, then Yusov.";
    assert_eq!(
        found(
            paragraph,
            "Two men came: Georgi Rerberg and Vadim Yusov.",
            ""
        ),
        [""; 0]
    );
    assert_eq!(
        found(
            paragraph,
            "Three men came: Georgi Rerberg and Vadim Yusov.",
            ""
        ),
        ["number-unsupported"]
    );
}

#[test]
fn an_exception_lets_words_through_and_is_needed() {
    let exception = "[[exception]]\nclaim = \"a\"\nwords = [\"two\"]\nreason = \"counted\"\n";
    assert_eq!(
        found("First this, then that.", "It has two steps.", exception),
        [""; 0]
    );
    assert_eq!(
        found("It has two steps.", "It has two steps.", exception),
        ["idle-exception"]
    );
}

#[test]
fn numbers_meet_in_one_form() {
    let check = |claim: &str, paragraph: &str| {
        let given = given(paragraph);
        assert!(
            demanded(claim).iter().all(|number| given.contains(number)),
            "{claim} / {paragraph}: {given:?}"
        );
    };
    check("300,000 rubles", "three hundred thousand rubles");
    check("$119,266", "119,266 dollars");
    check("1.5 metres", "1,5 m");
    check("two of them", "a pair of them");
    check("19th century", "the nineteenth century");
    assert!(demanded("the first of the second").is_empty());
}
