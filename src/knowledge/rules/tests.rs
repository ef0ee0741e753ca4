//! Each rule on a small broken fixture, and on the mended one.

use super::problems;
use crate::knowledge::load::load;

/// A sound knowledge: one source of three paragraphs, two films, a person, a claim on lines 22 to 27.
const SOUND: &str = r#"[[source]]
id = "notes"
title = "Notes"
language = "en"
reliability = "low"
file = "notes.txt"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
words = "10 80 5 5 5 5 5"
[[film]]
id = "stalker"
name = "Stalker"
[[film]]
id = "mirror"
name = "Mirror"
[[person]]
id = "rerberg"
name = "Georgi Rerberg"
[[attribute]]
id = "runtime"
value = "number"
asks = ["how long is {}"]
[[claim]]
id = "first"
about = ["stalker"]
text = "Stalker runs for 163 minutes."
cite = ["notes 1"]
asks = ["how long is stalker", "length of it", "how many minutes"]
"#;

/// A second claim, with its own lines where a test needs them.
fn claim(id: &str, lines: &str) -> String {
    let asks = if lines.contains("asks =") {
        String::new()
    } else {
        format!("asks = [\"{id} one\", \"{id} two\", \"{id} three\"]\n")
    };
    let cite = if lines.contains("cite =") {
        ""
    } else {
        "cite = [\"notes 1\"]\n"
    };
    let text = if lines.contains("text =") {
        ""
    } else {
        "text = \"It ends in rain.\"\n"
    };
    let about = if lines.contains("about =") {
        ""
    } else {
        "about = [\"stalker\"]\n"
    };
    format!("[[claim]]\nid = \"{id}\"\n{about}{text}{cite}{asks}{lines}\n")
}

/// How a sound gap's text begins.
const OPEN: &str = "The sources do not say ";

/// One more source, of one paragraph of five words.
fn source(id: &str, title: &str) -> String {
    let hash = "0".repeat(64);
    format!(
        "[[source]]\nid = \"{id}\"\ntitle = \"{title}\"\nlanguage = \"en\"\nreliability = \"low\"\n\
         file = \"s\"\nsha256 = \"{hash}\"\nwords = \"5\"\n"
    )
}

/// A gap of one ask.
fn gap(text: &str, ask: &str) -> String {
    format!("[[gap]]\nid = \"g\"\nabout = [\"stalker\"]\ntext = \"{text}\"\nasks = [\"{ask}\"]\n")
}

/// A dispute of two sides.
fn dispute(id: &str, matter: &str, first: &str, second: &str) -> String {
    format!(
        "[[dispute]]\nid = \"{id}\"\nmatter = \"{matter}\"\nasks = [\"{id}\"]\n\
         side = [{{ claims = [{first}] }}, {{ claims = [{second}] }}]\n"
    )
}

/// An overview of these claims.
fn overview(claims: &str) -> String {
    format!("[[overview]]\nid = \"o\"\nclaims = [{claims}]\nasks = [\"o\"]\n")
}

/// Rule, entry and line (that of the value where the rule is about one) of everything wrong with the sound knowledge and `added` behind it.
fn found(added: &str) -> Vec<(&'static str, String, u32)> {
    let files = [("all.toml".to_owned(), format!("{SOUND}{added}"))];
    let (knowledge, read) = load(&files);
    assert!(read.is_empty(), "{read:?}");
    problems(&knowledge, &files)
        .into_iter()
        .map(|p| (p.rule, p.entry, p.line))
        .collect()
}

/// The broken text breaks `rule` at `entry`, on the given line counted from the end of the sound part; the mended one nothing.
#[track_caller]
fn check(rule: &'static str, entry: &str, line: u32, broken: &str, mended: &str) {
    let start = u32::try_from(SOUND.lines().count()).unwrap();
    assert_eq!(
        found(broken),
        [(rule, entry.to_owned(), start + line)],
        "{broken}"
    );
    assert_eq!(found(mended), [], "{mended}");
}

#[test]
fn the_fixture_is_sound() {
    assert_eq!(found(""), []);
}

#[test]
fn a_claim_needs_three_plain_asks() {
    check(
        "too-few-asks",
        "b",
        6,
        &claim("b", r#"asks = ["b one", "b two"]"#),
        &claim("b", ""),
    );
}

#[test]
fn a_text_fits_an_answer() {
    let text = |n| claim("b", &format!("text = \"{}\"", "x".repeat(n)));
    check("text-too-long", "b", 6, &text(421), &text(420));
    let gap = |n| gap(&format!("{OPEN}{}", "x".repeat(n - OPEN.len())), "g");
    check("text-too-long", "g", 4, &gap(701), &gap(700));
}

#[test]
fn no_text_holds_what_reads_like_the_mark_of_a_citation() {
    for mark in ["[1]", "[ 12 ]", "[2, 3]", "[2–4]"] {
        let text = |mark| claim("b", &format!("text = \"It ends in rain {mark}.\""));
        check("mark-in-text", "b", 6, &text(mark), &text("[so he says]"));
    }
    let open = |more| gap(&format!("{OPEN}why{more}."), "g");
    let rules: Vec<_> = found(&open(" [1]")).into_iter().map(|f| f.0).collect();
    assert_eq!(rules, ["mark-in-text", "gap-asserts"]);
    let matter = |mark| {
        format!(
            "{}{}",
            claim("b", ""),
            dispute("d", mark, "\"first\"", "\"b\"")
        )
    };
    check("mark-in-text", "d", 10, &matter("it [1]"), &matter("it"));
    let person = |name| format!("[[person]]\nid = \"p\"\nname = \"{name}\"\n");
    check(
        "mark-in-text",
        "p",
        3,
        &person("Yusov [3]"),
        &person("Yusov"),
    );
    let source = |title| source("s", title);
    check("mark-in-text", "s", 3, &source("[1]"), &source("S"));
}

#[test]
fn a_gap_states_nothing() {
    let sound = gap("The sources do not say how long Stalker is.", "g");
    for text in [
        "Nobody says.",
        "Stalker is long, the sources do not say how long.",
        "The sources do not say how long Stalker is, but it is long.",
        "The sources do not say how long Stalker is; it is long.",
        "The sources do not say how long Stalker is. It is long.",
        "The sources do not say why Stalker has 163 minutes.",
    ] {
        check("gap-asserts", "g", 4, &gap(text, "g"), &sound);
    }
    let film = "[[film]]\nid = \"half\"\nname = \"8 1/2\"\n";
    let named = gap("The sources do not say how long 8 1/2 is.", "g");
    let about = |id: &str| {
        format!(
            "{film}{}",
            named.replace("\"stalker\"", &format!("\"{id}\""))
        )
    };
    check("gap-asserts", "g", 7, &about("mirror"), &about("half"));
}

#[test]
fn a_claim_cites_no_more_than_an_answer_shows() {
    let ids = ["s1", "s2", "s3", "s4", "s5"];
    let sources: String = ids.iter().map(|id| source(id, "S")).collect();
    let lines = u32::try_from(sources.lines().count()).unwrap();
    let five = ids.map(|id| format!("\"{id} 1\"")).join(", ");
    let cite = |places: &str| format!("{sources}{}", claim("b", &format!("cite = [{places}]")));
    check(
        "too-many-citations",
        "b",
        lines + 6,
        &cite(&format!("{five}, \"notes 1\"")),
        &cite(&five),
    );
}

#[test]
fn a_citation_stays_inside_its_source() {
    check(
        "cite-bounds",
        "b",
        6,
        &claim("b", r#"cite = ["notes 8"]"#),
        &claim("b", r#"cite = ["notes 7"]"#),
    );
    check(
        "cite-bounds",
        "b",
        6,
        &claim("b", r#"cite = ["notes 1:5-11"]"#),
        &claim("b", r#"cite = ["notes 1:5-10"]"#),
    );
    let waiver = |place| format!("[[waiver]]\nplace = \"notes {place}\"\nreason = \"menu\"\n");
    check("cite-bounds", "waiver", 2, &waiver("3:1-6"), &waiver("2"));
}

#[test]
fn a_long_paragraph_is_cited_by_its_words() {
    check(
        "cite-too-wide",
        "b",
        6,
        &claim("b", r#"cite = ["notes 2"]"#),
        &claim("b", r#"cite = ["notes 2:1-9"]"#),
    );
}

#[test]
fn one_ask_is_in_other_words() {
    let asks = |last| {
        claim(
            "b",
            &format!(r#"asks = ["does it rain", "the end", "{last}"]"#),
        )
    };
    check(
        "asks-too-close",
        "b",
        6,
        &asks("rain in stalker"),
        &asks("last shot of stalker"),
    );
}

#[test]
fn one_ask_leads_to_one_place() {
    let asks = |ask| claim("b", &format!(r#"asks = ["{ask}", "b two", "b three"]"#));
    check(
        "ask-collides",
        "b",
        6,
        &asks("Length of it?"),
        &asks("b one"),
    );
    let gap = |ask| gap("The sources do not say.", ask);
    check(
        "ask-collides",
        "g",
        5,
        &gap("length of it"),
        &gap("length of that"),
    );
    let overview = overview("\"first\", \"b\"");
    assert_eq!(found(&format!("{}{overview}", asks("length of it"))), []);
}

#[test]
fn an_ask_has_one_reply() {
    let no = |ask| claim("b", &format!("no = [\"{ask}\"]"));
    check("ask-collides", "b", 7, &no("b one"), &no("b four"));
}

#[test]
fn names_of_one_kind_differ() {
    let person = |name| format!("[[person]]\nid = \"other\"\nname = \"{name}\"\n");
    check(
        "names-collide",
        "other",
        1,
        &person("georgi RERBERG"),
        &person("Vadim Yusov"),
    );
    let films = |year| {
        format!(
            "[[film]]\nid = \"one\"\nname = \"Solaris\"\nyear = 1972\n[[film]]\nid = \"two\"\nname = \"Solaris\"\n{year}\n"
        )
    };
    check("names-collide", "two", 5, &films(""), &films("year = 2002"));
}

#[test]
fn two_values_are_a_dispute() {
    let value = |id, value| claim(id, &format!("attribute = \"runtime\"\nvalue = \"{value}\""));
    let two = |other| format!("{}{}", value("b", "163 min"), value("c", other));
    check("dispute-missed", "c", 9, &two("161"), &two("163"));
    let dispute = dispute("d", "the length", "\"b\"", "\"c\"");
    assert_eq!(found(&format!("{}{dispute}", two("161"))), []);
}

#[test]
fn a_claim_stands_in_one_dispute_once() {
    let claims = format!("{}{}", claim("b", ""), claim("c", ""));
    let dispute = |id, first, second| dispute(id, "it", first, second);
    let lines = u32::try_from(claims.lines().count()).unwrap();
    let with = |disputes: &str| format!("{claims}{disputes}");
    let sound = dispute("d", "\"first\"", "\"b\"");
    check(
        "repeated-claim",
        "d",
        lines + 1,
        &with(&dispute("d", "\"first\"", "\"b\", \"first\"")),
        &with(&sound),
    );
    check(
        "two-disputes",
        "e",
        lines + 6,
        &with(&(sound.clone() + &dispute("e", "\"b\"", "\"c\""))),
        &with(&sound),
    );
    check(
        "repeated-claim",
        "o",
        lines + 1,
        &with(&overview("\"b\", \"c\", \"b\"")),
        &with(&overview("\"b\", \"c\"")),
    );
}

#[test]
fn a_value_is_of_its_type() {
    let value = |value| {
        claim(
            "b",
            &format!("attribute = \"runtime\"\nvalue = \"{value}\""),
        )
    };
    check(
        "value-type",
        "b",
        8,
        &value("long"),
        &value("nearly three hours"),
    );
    let camera = "[[attribute]]\nid = \"camera\"\nvalue = \"person\"\nasks = [\"camera of {}\"]\n";
    let by = |value| {
        format!(
            "{camera}{}",
            claim("b", &format!("attribute = \"camera\"\nvalue = \"{value}\""))
        )
    };
    check("value-type", "b", 12, &by("mirror"), &by("rerberg"));
}

#[test]
fn exceptions_are_few() {
    let exception = |claim| {
        format!("[[exception]]\nclaim = \"{claim}\"\nwords = [\"two\"]\nreason = \"counted\"\n")
    };
    check(
        "too-many-exceptions",
        "first",
        5,
        &exception("first").repeat(2),
        &exception("first"),
    );
}
