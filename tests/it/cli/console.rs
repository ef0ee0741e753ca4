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
