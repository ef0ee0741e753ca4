//! `console` in a pipe: the answers and nothing else.

use crate::world::Binary;

/// What the console prints for these lines.
fn printed(lines: &str) -> String {
    let ran = Binary::new(&["console"]).stdin(lines).run();
    ran.expect_code(0);
    assert!(ran.stderr.is_empty(), "{ran:?}");
    ran.stdout
}

#[test]
fn one_line_is_answered_as_ask_answers_it() {
    let question = "Who is the Military trainer in Mirror?";
    let asked = Binary::new(&["ask", question]).run();
    assert_eq!(printed(question), asked.stdout);
    assert_eq!(
        printed(&format!("\n  \n{question}\n\n/quit\n")),
        asked.stdout
    );
}

#[test]
fn what_cannot_be_looked_up_is_told_with_what_can() {
    for (line, told) in [
        (
            "/list",
            "/list needs to be told what to list: films, people, ",
        ),
        (
            "/list nothing",
            "“what” takes one of these words: films, people, ",
        ),
        (
            "/compare mirror",
            "with a comma between, as in: /compare mirror, stalker",
        ),
        ("/film 2001", "Nearest: 2001: A Space Odyssey"),
        ("/film 1979", "Nearest: Stalker"),
        ("/film zzz", "/list films lists them all."),
        (
            "/film stalker page:999",
            "There is no page 999; this is the last.",
        ),
        (
            "/film stalker page:0",
            "“page” takes a number from 1, as in: page:2",
        ),
    ] {
        let said = printed(line);
        assert!(said.contains(told), "{line}: {said}");
    }
}

#[test]
fn a_number_asks_the_question_offered_under_it() {
    let open = "How much did Stalker earn at the box office?";
    let offers = printed(open);
    for number in 1..=3 {
        let mark = format!("{number}. ");
        let question = offers
            .lines()
            .find_map(|line| line.strip_prefix(&mark))
            .unwrap_or_else(|| panic!("nothing is offered under {number} in {offers}"));
        let answer = printed(question);
        assert!(answer.contains("[1]"), "{answer}");
        let chosen = printed(&format!("{open}\n{number}\n"));
        assert_eq!(chosen, format!("{offers}\n{answer}"));
    }
}
