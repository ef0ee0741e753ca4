//! The command line: what it prints, refuses and ends with.

mod batch;
mod check;
mod console;
mod installation;
mod knowledge;
mod ready;

use crate::world::Binary;

#[test]
fn an_answer_is_text_with_its_sources_below() {
    let ran = Binary::new(&["ask", "Who is the Military trainer in Mirror?"]).run();
    ran.expect_code(0)
        .expect_stdout("Nazarov")
        .expect_stdout("[1]")
        .expect_stdout("imdb-zerkalo, ¶ 92");
    assert!(ran.stderr.is_empty(), "{ran:?}");
}

#[test]
fn a_question_needs_no_quotation_marks() {
    Binary::new(&["ask", "who", "plays", "the", "writer", "in", "stalker"])
        .run()
        .expect_code(0)
        .expect_stdout("Solonitsyn");
}

#[test]
fn not_knowing_is_an_honest_answer_and_no_failure() {
    Binary::new(&["ask", "How much did Stalker earn at the box office?"])
        .run()
        .expect_code(0)
        .expect_stdout("- ");
}

#[test]
fn wrong_use_ends_with_code_two() {
    let wrong: &[&[&str]] = &[
        &[],
        &["ask"],
        &["ask", ""],
        &["ask", "--json", " ", "\t"],
        &["frobnicate"],
        &["ask", "--frobnicate", "x"],
        &["ask", "--batch", "-"],
        &["ask", "--json", "--batch", "-", "x"],
        &["ask", "--json", "--explain", "x"],
        &["ask", "--knowledge"],
        &["knowledge"],
        &["knowledge", "write"],
        &["ask", "--json", "--batch", "no-such-file"],
    ];
    for args in wrong {
        Binary::new(args).run().expect_refused(&[]);
    }
}

#[test]
fn only_source_may_be_repeated() {
    let args = [
        "ask",
        "--json",
        "--only-source",
        "zerkalo-blog",
        "--only-source",
        "imdb-zerkalo",
        "When did Mirror come out?",
    ];
    let ran = Binary::new(&args).run();
    ran.expect_code(0);
    let line = ran.json_lines().remove(0);
    assert_eq!(line["status"], "disagreement", "{line}");
    let args = [
        "ask",
        "--json",
        "--only-source",
        "zerkalo-blog",
        "When did Mirror come out?",
    ];
    let line = Binary::new(&args).run().json_lines().remove(0);
    assert_eq!(line["status"], "answered", "{line}");
    assert_eq!(line["citations"][0]["source"], "zerkalo-blog", "{line}");
}

#[test]
fn one_answer_in_json_has_the_keys_others_rely_on() {
    let ran = Binary::new(&["ask", "--json", "Who is the Military trainer in Mirror?"]).run();
    ran.expect_code(0);
    let lines = ran.json_lines();
    assert_eq!(lines.len(), 1, "{ran:?}");
    let keys = |value: &serde_json::Value| {
        let mut keys: Vec<String> = value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect();
        keys.sort();
        keys.join(" ")
    };
    assert_eq!(
        keys(&lines[0]),
        "answer citations edition ms question status suggestions"
    );
    assert_eq!(
        keys(&lines[0]["citations"][0]),
        "author file n paragraphs quote source text title url"
    );
    assert_eq!(lines[0]["citations"][0]["file"], "004_a65f4abb53367698.txt");
    assert_eq!(
        lines[0]["citations"][0]["paragraphs"],
        serde_json::json!([92])
    );
    assert!(
        lines[0]["ms"].as_f64().is_some_and(|ms| ms > 0.0),
        "{ran:?}"
    );
}

#[test]
fn explain_shows_the_plan_the_evidence_and_the_decision() {
    let ran = Binary::new(&["ask", "--explain", "Who is the militray trainer in Mirror?"]).run();
    ran.expect_code(0)
        .expect_stdout("plan")
        .expect_stdout("evidence")
        .expect_stdout("decision");
    ran.expect_stdout("mirror-cast-yuri-nazarov")
        .expect_stdout("left out")
        .expect_stdout("“militray” read as “military”");
}

#[test]
fn the_version_tells_commit_edition_and_hash() {
    let ran = Binary::new(&["--version"]).run();
    ran.expect_code(0)
        .expect_stdout(env!("CARGO_PKG_VERSION"))
        .expect_stdout("commit")
        .expect_stdout("edition 1, ");
    let label = Binary::new(&["ask", "--json", "x"])
        .run()
        .json_lines()
        .remove(0)["edition"]
        .to_string();
    let hash = label.trim_matches('"').trim_start_matches("1-").to_owned();
    assert!(hash.len() >= 8, "{label}");
    ran.expect_stdout(&hash);
}

#[test]
fn what_needs_no_settings_does_not_fail_for_wrong_ones() {
    for args in [&["--version"][..], &["--help"], &["ask", "--help"]] {
        let broken = || Binary::new(args).env("TARKOVSKY__LIMITS__CANDIDATES", "0");
        broken().run().expect_code(0);
        let ran = broken().file("config/local.toml", "[limits\n").run();
        ran.expect_code(0);
        assert!(ran.stderr.is_empty(), "{ran:?}");
    }
    let ran = Binary::new(&["ask", "x"])
        .file("config/local.toml", "[limits\n")
        .run();
    ran.expect_refused(&["config/local.toml"]);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure_that_is_told() {
    for args in [
        &["ask", "Who shot Stalker?"][..],
        &["ask", "--json", "x"],
        &["ask", "--explain", "x"],
        &["--version"],
        &["--help"],
        &["ask", "--help"],
        &["knowledge", "write", "new"],
    ] {
        let full = std::fs::File::create("/dev/full").expect("Linux has a full device");
        let ended = Binary::new(args).run_into(full);
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(2), "{args:?}: {told}");
        assert!(
            told.starts_with("tarkovsky-bot: No space left"),
            "{args:?}: {told}"
        );
    }
}

#[test]
fn help_names_every_command_and_option() {
    let ran = Binary::new(&["--help"]).run();
    ran.expect_code(0);
    for command in ["ask", "console", "check", "knowledge", "--version"] {
        ran.expect_stdout(command);
    }
    let ran = Binary::new(&["ask", "--help"]).run();
    ran.expect_code(0);
    for option in [
        "--json",
        "--batch",
        "--explain",
        "--knowledge",
        "--library",
        "--only-source",
    ] {
        ran.expect_stdout(option);
    }
}

#[test]
fn settings_from_the_environment_are_validated() {
    let ran = Binary::new(&["ask", "Who shot Stalker?"])
        .env("TARKOVSKY__LIMITS__CANDIDATES", "0")
        .run();
    ran.expect_refused(&["limits.candidates", "512"]);
    let ran = Binary::new(&["ask", "Who shot Stalker?"])
        .env("TARKOVSKY__LIMITS__CANDIDATE", "5")
        .run();
    ran.expect_refused(&["candidate"]);
    let ran = Binary::new(&["ask", "Who plays the Writer in Stalker?"])
        .env("TARKOVSKY__LIMITS__CANDIDATES", "64")
        .run();
    ran.expect_code(0).expect_stdout("Solonitsyn");
}

#[test]
fn what_is_wrong_with_a_configuration_is_told_with_its_key_and_its_file() {
    let file = "config/local.toml";
    for (written, told) in [
        (
            "[trivia]\nseconds = 99999999999\n",
            "trivia.seconds is 99999999999; it must be from 2 to 600 (set by config/local.toml)",
        ),
        (
            "[limits]\nterms = -1\n",
            "limits.terms is -1; it must be from 1 to 32",
        ),
        (
            "limits = 5\n",
            "limits is 5; it must be a table of keys, such as limits.candidates",
        ),
        (
            "[limits]\nterm = 5\n",
            "there is no key limits.term, which config/local.toml sets; at this place there are candidates, expansions",
        ),
        ("[limit]\nterms = 5\n", "there is no key limit,"),
        (
            "[discord]\nmentions = \"perhaps\"\n",
            "discord.mentions is \"perhaps\"; it must be true or false",
        ),
        (
            "[discord]\nspoilers = \"all\"\n",
            "discord.spoilers is \"all\"; it must be none or plot or ending",
        ),
        (
            "[discord]\nhome_servers = [\"here\"]\n",
            "discord.home_servers[0] is \"here\"; it must be an id of Discord",
        ),
        (
            "[data]\ndir = [\"a\"]\n",
            "data.dir is a list; it must be a text in quotes",
        ),
        (
            "[telemetry]\nlog = \"loud\"\n",
            "telemetry.log is \"loud\"; it must be off, error, warn, info, debug or trace (set by config/local.toml)",
        ),
        (
            "\n[discord]\ntoken = \"a secret\n",
            "config/local.toml:3: this is not TOML: ",
        ),
    ] {
        let ran = Binary::new(&["ask", "x"]).file(file, written).run();
        ran.expect_refused(&[told]);
        assert!(!ran.stderr.contains("a secret"), "{ran:?}");
    }
    Binary::new(&["ask", "x"])
        .env("TARKOVSKY__TRIVIA__SECONDS", "1")
        .run()
        .expect_refused(&["trivia.seconds is 1;", "(set by the environment)"]);
    Binary::new(&["ask", "x"])
        .file("config/local.toml/notes.txt", "")
        .run()
        .expect_refused(&["config/local.toml is a folder; it must be a TOML file"]);
    Binary::new(&["ask", "x"])
        .file(file, b"# \xe9t\xe9\n")
        .run()
        .expect_refused(&["config/local.toml:1: this is not UTF-8 text; save the file as UTF-8"]);
}

#[test]
fn a_number_with_a_fraction_is_refused_and_not_cut() {
    let ran = Binary::new(&["ask", "Who shot Stalker?"])
        .env("TARKOVSKY__LIMITS__CANDIDATES", "24.9")
        .run();
    ran.expect_refused(&["limits.candidates is 24.9", "a whole number, such as 48"]);
    for (written, told) in [("1.5", "1.5"), ("\"9\"", "\"9\""), ("true", "true")] {
        let settings = format!("[cooldown]\nquestion_seconds = {written}\n");
        let ran = Binary::new(&["ask", "Who shot Stalker?"])
            .file("config/local.toml", &settings)
            .run();
        let told = format!("cooldown.question_seconds is {told}; it must be a whole number");
        ran.expect_refused(&[&told]);
    }
}

#[test]
fn a_reader_who_went_away_is_no_failure() {
    for args in [
        &["ask", "Who shot Stalker?"][..],
        &["ask", "--json", "x"],
        &["ask", "--explain", "x"],
        &["--version"],
    ] {
        let binary = Binary::new(args);
        let mut child = binary.spawn();
        drop(child.stdout.take());
        let ended = child.wait_with_output().expect("the child ends");
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(
            (ended.status.code(), told.as_str()),
            (Some(0), ""),
            "{args:?}"
        );
    }
}
