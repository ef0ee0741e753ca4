//! Inputs that have broken search engines and bots before: each gets an honest
//! reply, on a stack as small as a worker thread's, and none ends a batch.

use serde_json::json;

use crate::world::{Binary, World, on_a_small_stack};

/// Inputs that ask for nothing: the only honest reply is that it is not known.
fn empty_of_meaning() -> Vec<String> {
    let mut inputs: Vec<String> = [
        "",
        " ",
        "\t \n\r\n ",
        "\u{3000}\u{a0}\u{2003}",
        "?",
        "???!!!...",
        "*",
        "-",
        "- *",
        "a:(^",
        ">>>",
        "()",
        "\"",
        "\"\"",
        "[]",
        "{}",
        "\\",
        "\\\\\\",
        "~",
        "^",
        "&&",
        "||",
        "+",
        "+-+-+-",
        ":",
        "::::",
        "/.*/",
        "/(a+)+$/",
        "*:*",
        "NOT",
        "AND OR NOT",
        "\u{0}",
        "\u{0}\u{0}\u{0}",
        "\u{1}\u{2}\u{3}\u{1b}[31m",
        "\u{7f}",
        "\u{202e}\u{202d}\u{2066}",
        "\u{feff}",
        "\u{200b}\u{200c}\u{200d}",
        "🎬",
        "🎬🎥🍿👨‍👩‍👧‍👦🏳️‍🌈",
        "\u{301}",
        "\u{301}\u{301}\u{301}",
        "\u{1d165}\u{20dd}",
        "\u{fffd}",
        "\u{10ffff}",
        "the of and to a",
        "who what when where why how",
        "is it so",
        "…—–·•",
        "``````",
        "# ## ###",
        "| | |",
        "';--",
        "ыврпдлыоварп фывапролдж йцукенг",
        "ьъьъьъ",
    ]
    .map(str::to_owned)
    .to_vec();
    inputs.extend([
        "(".repeat(1_000),
        ")".repeat(1_000),
        "[".repeat(6_000),
        "\"".repeat(999),
        "NOT ".repeat(2_000),
        "\u{301}".repeat(5_000),
        "🎬".repeat(3_000),
        " ".repeat(6_000),
        "?".repeat(6_000),
        "a".repeat(6_000),
        "Щ".repeat(6_000),
        "the ".repeat(1_500),
    ]);
    inputs
}

/// Inputs with words in them, which may or may not be answered.
fn with_words() -> Vec<String> {
    let mut inputs: Vec<String> = [
        "Tarkovsky's mirror",
        "Solaris: what is it",
        "notes:draft",
        "-mirror",
        "NOT mirror",
        "body:*",
        "ask:mirror",
        "position:1",
        "\"mirror house\"~4000000000",
        "mirror^99999999999999",
        "mirror~2",
        "mirror AND (solaris OR",
        "mirror OR NOT stalker",
        "[a TO z]",
        "{mirror TO *}",
        "mir?or*",
        "/mirr.r/",
        "mirror\\",
        "IN [mirror stalker]",
        "@0",
        "@1 @2 @3",
        "@mirror <@123> @everyone",
        "'; DROP TABLE claims; --",
        "1 OR 1=1",
        "Robert'); DROP TABLE students;--",
        "<script>alert('mirror')</script>",
        "{{7*7}} ${jndi:ldap://x}",
        "**who** directed __Mirror__? ```rust\nfn main() {}\n```",
        "> who directed Mirror\n- list\n# heading",
        "[mirror](https://example.org)",
        "../../etc/passwd",
        "who\u{0}directed\u{0}mirror",
        "who directed \u{202e}rorriM",
        "Who dire\u{200b}cted Mir\u{ad}ror",
        "м\u{438}\u{306}ррор",
        "ℳ𝒾𝓇𝓇ℴ𝓇",
        "ＭＩＲＲＯＲ",
        "İstanbul ıI ßẞ ǆ ŉ ﬁlm ﬀ",
        "12345678901234567890",
        "0",
        "-1",
        "1e309",
        "1,2,3,4,5",
        "8.1.8.1.8.1",
        "½ ⅓ ² ①",
        "one two three four five six seven",
        "1975",
        "19",
        "%s%s%s%n",
        "NaN null undefined true false",
        "con aux nul",
        "mirror mirror mirror mirror",
        "鏡 镜子 آینه Ο καθρέφτης",
        "שלום עולם",
        "สวัสดี",
        "how how how many how long how",
        "how",
        "'s's's's",
        "O'Neil's' 'mirror'",
        "who's who'd who'll",
        "[1] [2] [99]",
        "mirror [7]",
    ]
    .map(str::to_owned)
    .to_vec();
    inputs.extend([
        format!("{}mirror{}", "(".repeat(1_000), ")".repeat(1_000)),
        "mirror ".repeat(900),
        "who directed ".repeat(460),
        "\"mirror\" ".repeat(600),
        (0..900)
            .map(|n| format!("w{n}"))
            .collect::<Vec<_>>()
            .join(" "),
        format!("who directed {}", "mirror's ".repeat(500)),
        "1 ".repeat(3_000),
        "9".repeat(6_000),
        format!("who directed mirror {}", "?".repeat(5_900)),
        "m\u{301}\u{302}\u{303}irror ".repeat(300),
        "a b c d e f g h i j k l m n o p ".repeat(180),
        "Тарковский ".repeat(500),
        "зеркалозеркало".repeat(400),
        "how ".repeat(1_500),
        "and who and when and where ".repeat(200),
        "a? b? c? d? ".repeat(400),
        "stalker? mirror? ".repeat(300),
        "é".repeat(2_999),
        "ﷺ".repeat(2_000),
    ]);
    inputs
}

#[test]
fn what_asks_for_nothing_is_not_known() {
    on_a_small_stack(|| {
        for input in empty_of_meaning() {
            World::shipped().ask(&input).expect_unknown();
        }
    });
}

#[test]
fn hostile_words_get_an_honest_reply() {
    on_a_small_stack(|| {
        for input in with_words() {
            World::shipped().ask(&input).expect_sound();
        }
    });
}

#[test]
fn query_operators_around_words_mean_nothing() {
    let plain = World::shipped()
        .ask("who is the military trainer in mirror")
        .expect_answered()
        .reply;
    for dressed in [
        "+who +is -the (military) \"trainer\" in mirror",
        "who: is the military~ trainer^ in [mirror]",
        "((((who is the {military} trainer in mirror*",
        "who && is || the ! military / trainer \\ in mirror",
        "**who** is the __military__ `trainer` in ||mirror||",
        "who is the mili\u{200b}tary trai\u{ad}ner in mirror\u{202c}",
    ] {
        assert_eq!(
            World::shipped().ask(dressed).expect_answered().reply.answer,
            plain.answer,
            "{dressed:?}"
        );
    }
}

#[test]
fn what_stands_beyond_the_length_read_changes_nothing() {
    let question = "who is the military trainer in mirror";
    let plain = World::shipped().ask(question).expect_answered().reply;
    let long = format!("{question}{}stalker", " ".repeat(5_900));
    assert_eq!(
        World::shipped().ask(&long).expect_answered().reply.answer,
        plain.answer
    );
}

#[test]
fn a_batch_of_hostile_questions_is_answered_to_its_end() {
    let inputs: Vec<String> = empty_of_meaning().into_iter().chain(with_words()).collect();
    let lines: Vec<String> = inputs
        .iter()
        .enumerate()
        .map(|(id, question)| json!({"id": id, "question": question}).to_string())
        .collect();
    let ran = Binary::new(&["ask", "--json", "--batch", "-"])
        .stdin(lines.join("\n"))
        .run();
    ran.expect_code(0);
    let replies = ran.json_lines();
    assert_eq!(replies.len(), inputs.len());
    for (at, (reply, question)) in replies.iter().zip(&inputs).enumerate() {
        assert_eq!(reply["id"], at, "{reply}");
        assert_eq!(reply["question"], **question, "{reply}");
        assert_eq!(
            reply["status"] == "unknown",
            reply["citations"].as_array().is_some_and(Vec::is_empty),
            "{reply}"
        );
    }
}

#[test]
fn a_control_character_on_the_command_line_is_no_harm() {
    let ran = Binary::new(&["ask", "\u{1b}[31mwho directed\u{7} Mirror\r"]).run();
    ran.expect_code(0);
    assert!(
        !ran.stdout.contains('\u{1b}'),
        "an escape sequence is echoed: {ran:?}"
    );
}

#[test]
fn the_marks_that_are_copied_with_a_line_ask_for_nothing() {
    for question in [
        "who directed stalker [1]",
        "[2] Who directed Stalker? [1][3]",
        "3. who directed stalker",
    ] {
        World::shipped()
            .ask(question)
            .expect_answered()
            .saying("Tarkovsky");
    }
}
