//! `check` over a knowledge written in the test: what it complains of, with file, line, entry and remedy.

use crate::world::{Binary, Folder, Ran, source_entry};

/// A library text of the test's own.
const LOGBOOK: &str = "The Ferry\n\
    Marta Oldenburg directed The Ferry in eleven days.\n\
    The harbour was frozen all winter.\n";

/// Sound knowledge about an invented film, drawn from [`LOGBOOK`]; the claim `harbour` begins on line 12.
const FERRY: &str = r#"source = "logbook"
[[film]]
id = "ferry"
name = "The Ferry"
[[claim]]
id = "director"
about = ["ferry"]
text = "Marta Oldenburg directed The Ferry."
cite = ["2"]
asks = ["who directed the ferry", "director of the ferry", "who made the ferry"]

[[claim]]
id = "harbour"
about = ["ferry"]
text = "All winter long the harbour was frozen."
cite = ["3"]
asks = ["how cold did it get in the ferry", "was there ice", "what did the ice stop"]
"#;

/// Runs `check` over [`FERRY`] with one text in it replaced, and what more the test writes behind it.
fn check(text: &str, by: &str, more: &str) -> Ran {
    assert!(FERRY.contains(text), "{text:?} is not in the fixture");
    let folder = Folder::new();
    let source = source_entry("logbook", "The Logbook", LOGBOOK);
    folder.write("mine/sources.toml", source);
    let knowledge = format!("{}{more}", FERRY.replace(text, by));
    let file = folder.write("mine/ferry.toml", knowledge);
    let mine = file.parent().expect("a file stands in a folder");
    Binary::new(&["check", "--knowledge"]).arg(mine).run()
}

#[test]
fn a_sound_knowledge_has_no_problem() {
    check("", "", "").expect_code(0).expect_stdout("no problem");
}

#[test]
fn what_reads_like_the_mark_of_a_citation_is_a_problem() {
    let text = "was frozen.";
    check(text, "was frozen. [1]", "")
        .expect_code(1)
        .expect_stdout("ferry.toml:15: [mark-in-text] harbour: “[1]”")
        .expect_stdout("Leave it out");
    let gap = |text: &str| {
        format!(
            "[[gap]]\nid = \"gap\"\nabout = [\"ferry\"]\ntext = \"{text}\"\nasks = [\"price of it\"]\n"
        )
    };
    check("", "", &gap("The sources do not say it [2]."))
        .expect_code(1)
        .expect_stdout("ferry.toml:21: [mark-in-text] gap: “[2]”");
    check("", "", &gap("The sources do not say what The Ferry cost.")).expect_code(0);
}

#[test]
fn what_nobody_sees_and_what_a_chat_obeys_is_a_problem() {
    for (sign, told) in [
        ("\\u0007", "[hidden-sign] harbour: `text` holds U+0007"),
        ("\u{202e}", "[hidden-sign] harbour: `text` holds U+202E"),
        ("\u{200b}", "[hidden-sign] harbour: `text` holds U+200B"),
        ("@everyone", "[mention] harbour: `text` holds “@everyone”"),
        ("<@12345>", "[mention] harbour: `text` holds “<@12345>”"),
        ("</ask:1>", "[mention] harbour: `text` holds “</ask:1>”"),
    ] {
        check("was frozen.", &format!("was frozen {sign}."), "")
            .expect_code(1)
            .expect_stdout(&format!("ferry.toml:15: {told}"))
            .expect_stdout(" out");
    }
    check("\"was there ice\"", "\"was there <@&7> ice\"", "")
        .expect_code(1)
        .expect_stdout("ferry.toml:17: [mention] harbour: `asks` holds “<@&7>”");
    check("\"The Ferry\"", "\"The Ferry\\u2066\"", "")
        .expect_code(1)
        .expect_stdout("[hidden-sign] ferry: `name` holds U+2066");
}

#[test]
fn the_same_problem_is_told_once() {
    let once = |text: &str, by: &str, more: &str, rule: &str| {
        let ran = check(text, by, more);
        ran.expect_code(1).expect_stdout(rule);
        let problems = ran.stdout.lines().filter(|line| line.contains(": ["));
        assert_eq!(problems.count(), 1, "{ran:?}");
    };
    let (about, cite) = ("about = [\"ferry\"]\ntext = \"All", "cite = [\"3\"]");
    once(about, "about = [\"fery\"]\ntext = \"All", "", "[dangling]");
    once(about, "about = 7\ntext = \"All", "", "[type]");
    once(cite, "cite = [\"diary 3\"]", "", "[dangling]");
    once(
        "",
        "",
        "[[gap]]\nid = \"gap\"\nabout = [\"ferry\"]\nasks = [\"price of it\"]\n",
        "[missing-key]",
    );
    once("", "", "\"\n", "[toml]");
    let (own, taken) = ("how cold did it get in the ferry", "who directed the ferry");
    once(own, taken, "", "[ask-collides]");
    // Two of a kind are two.
    let ran = check(about, "about = [\"fery\", \"boat\"]\ntext = \"All", "");
    ran.expect_stdout("`fery`")
        .expect_stdout("`boat`")
        .expect_stdout("2 problems");
}

#[test]
fn what_is_wrong_with_one_key_hides_nothing_of_the_others() {
    let entry =
        "about = [\"ferry\"]\ntext = \"All winter long the harbour was frozen.\"\ncite = [\"3\"]\n";
    let more = "[[dispute]]\nid = \"ice\"\nmatter = \"it [3]\"\nasks = [\"which ice\"]\n\
        side = [{ claims = [\"harbour\"] }, { claims = [\"director\"] }]\n\
        [[pin]]\nquestion = \"was there ice\"\nclaims = [\"harbour\"]\n";
    for (about, dangling) in [
        ("fery", "There is no entity `fery`"),
        ("ferry", "There is no source `diary`"),
    ] {
        let broken = format!(
            "about = [\"{about}\"]\ntext = \"All winter [1] the harbour was frozen.\"\ncite = [\n  \"{}\",\n  \"9\",\n]\n",
            if about == "ferry" { "diary 3" } else { "3" },
        );
        let ran = check(entry, &broken, more);
        let line = if about == "ferry" { 16 } else { 14 };
        ran.expect_code(1)
            .expect_stdout(&format!("ferry.toml:{line}: [dangling] harbour: {dangling}"))
            .expect_stdout("ferry.toml:15: [mark-in-text] harbour: “[1]”")
            .expect_stdout("ferry.toml:18: [cite-bounds] harbour: `logbook` has 3 paragraphs and no paragraph 9.")
            .expect_stdout("ferry.toml:23: [mark-in-text] ice: “[3]”")
            // What names the claim is right, and no problem of its own.
            .expect_stdout("4 problems");
    }
}

#[test]
fn a_problem_names_the_line_of_the_value_and_a_second_entry_that_of_the_first() {
    let asks = "asks = [\"how cold did it get in the ferry\", \"was there ice\", \"what did the ice stop\"]";
    check(asks, "asks = [\"was there ice\"]", "")
        .expect_code(1)
        .expect_stdout("ferry.toml:17: [too-few-asks] harbour:");
    check(
        asks,
        "asks = [\n  \"was there ice\",\n  \"who made the ferry\",\n  \"what froze\",\n]",
        "",
    )
    .expect_code(1)
    .expect_stdout("ferry.toml:19: [ask-collides] harbour:");
    check("id = \"harbour\"", "id = \"director\"", "")
        .expect_code(1)
        .expect_stdout("ferry.toml:13: [duplicate-id] director: The id `director` is taken by the entry at ferry.toml:5.")
        .expect_stdout("Give one of the two");
}

#[test]
fn a_gap_that_states_something_is_a_problem() {
    let gap = "[[gap]]\nid = \"gap\"\nabout = [\"ferry\"]\nasks = [\"price of it\"]\n\
        text = \"The sources say The Ferry was cheap but not what it cost.\"\n";
    check("", "", gap)
        .expect_code(1)
        .expect_stdout("ferry.toml:22: [gap-asserts] gap: ")
        .expect_stdout("The sources do not …");
}

#[test]
fn a_pin_that_leads_elsewhere_is_a_problem() {
    let pin = |claims: &str| {
        format!("[[pin]]\nquestion = \"Who directed The Ferry?\"\nclaims = [{claims}]\n")
    };
    check("", "", &pin("\"harbour\""))
        .expect_code(1)
        .expect_stdout("ferry.toml:18: [pin] pin: “Who directed The Ferry?” must lead to harbour; it leads to director.")
        .expect_stdout("Add the wording");
    check("", "", &pin(""))
        .expect_code(1)
        .expect_stdout("must lead to unknown; it leads to director.");
    check("", "", &pin("\"director\"")).expect_code(0);
}

#[test]
fn a_first_ask_that_another_claim_answers_is_a_problem() {
    let ask = "how cold did it get in the ferry";
    check(ask, "the director of the ferry", "")
        .expect_code(1)
        .expect_stdout("ferry.toml:12: [ask-fits-another] harbour: “the director of the ferry” is answered by `director`.")
        .expect_stdout("Make this ask more exact");
    // Later asks may be vague.
    let vague = format!("{ask}\", \"the director of the ferry");
    check(ask, &vague, "").expect_code(0);
}

#[test]
fn a_library_of_which_no_text_belongs_to_a_source_is_a_problem() {
    let folder = Folder::new();
    folder.write("texts/strange.txt", "Nobody cites this.\n");
    let texts = folder.path().join("texts");
    let ran = Binary::new(&["check", "--library"]).arg(&texts).run();
    ran.expect_code(1)
        .expect_stdout("[library] library: 1 text was read in ")
        .expect_stdout("0 matched")
        .expect_stdout("sha256");
    for command in ["ask", "console"] {
        let question: &[&str] = if command == "ask" { &["x"] } else { &[] };
        let ran = Binary::new(&[&[command], question].concat())
            .arg("--library")
            .arg(&texts)
            .run();
        ran.expect_code(0);
        assert_eq!(ran.stderr.lines().count(), 1, "{ran:?}");
        assert!(ran.stderr.contains("1 text was read"), "{ran:?}");
        assert!(ran.stderr.contains("0 matched"), "{ran:?}");
    }
}

#[test]
fn an_unknown_source_is_refused_with_the_known_ones() {
    for command in [&["check"][..], &["ask", "x"], &["console"]] {
        let unknown = ["--only-source", "wikipedia"].repeat(2);
        let ran = Binary::new(&[command, &unknown].concat()).run();
        ran.expect_refused(&["no source “wikipedia”;", "imdb-zerkalo", "zerkalo-blog"]);
    }
    let twice = ["--only-source", "imdb-zerkalo"].repeat(2);
    Binary::new(&[&["ask", "rating of mirror"][..], &twice].concat())
        .run()
        .expect_code(0)
        .expect_stdout("8.1");
}
