//! What half-typed lines become, over a handful of names.

use super::*;

fn name(kind: EntityKind, mentioned: bool, full: &str, forms: &[&str]) -> Name {
    let forms = forms
        .iter()
        .map(|text| Form {
            text: (*text).into(),
            folded: fold(text),
        })
        .collect();
    Name {
        kind,
        mentioned,
        full: full.into(),
        forms,
    }
}

fn completions() -> Completions {
    use EntityKind::{Film, Person};
    Completions {
        names: vec![
            name(
                Film,
                true,
                "Mirror (1975)",
                &[
                    "Mirror",
                    "The Mirror",
                    "Zerkalo",
                    "Зеркало",
                    "Le Miroir",
                    "Tükör",
                ],
            ),
            name(
                Film,
                true,
                "Stalker (1979)",
                &["Stalker", "Stlaker", "Сталкер"],
            ),
            name(
                Film,
                true,
                "Rerberg and Tarkovsky",
                &["Rerberg and Tarkovsky", "Stalker documentary"],
            ),
            name(Film, false, "Stardust Memories", &["Stardust Memories"]),
            name(Film, false, "Oblomov", &["Oblomov"]),
            name(
                Person,
                true,
                "Andrei Tarkovsky",
                &["Andrei Tarkovsky", "Tarkovsky", "Тарковский"],
            ),
            name(Person, true, "Andrei Rublev", &["Andrei Rublev"]),
            name(
                Person,
                true,
                "Anatoly Solonitsyn",
                &["Anatoly Solonitsyn", "Solonitsyn"],
            ),
        ],
    }
}

fn offered(line: &str) -> (usize, Vec<String>) {
    let (start, candidates) = completions().complete(line);
    (
        start,
        candidates.into_iter().map(|c| c.replacement).collect(),
    )
}

fn one(start: usize, text: &str) -> (usize, Vec<String>) {
    (start, vec![text.to_owned()])
}

#[test]
fn commands_complete_at_the_start_of_a_line() {
    assert_eq!(offered("/f"), one(0, "/film "));
    assert_eq!(offered("/QUI"), one(0, "/quit"));
    assert_eq!(offered("/").1.len(), console_commands().count() + 2);
    assert_eq!(offered("what /f").1, Vec::<String>::new());
}

#[test]
fn a_command_takes_names_of_its_kind() {
    assert_eq!(offered("/film mir"), one(6, "Mirror"));
    assert_eq!(offered("/film anat").1, Vec::<String>::new());
    assert_eq!(
        offered("/person an"),
        (
            8,
            vec![
                "Andrei Tarkovsky".into(),
                "Andrei Rublev".into(),
                "Anatoly Solonitsyn".into()
            ]
        )
    );
    // Nothing typed: all that the sources speak of.
    assert_eq!(
        offered("/film "),
        (
            6,
            vec![
                "Mirror".into(),
                "Stalker".into(),
                "Rerberg and Tarkovsky".into()
            ]
        )
    );
    assert_eq!(offered("/sources mir").1, Vec::<String>::new());
}

#[test]
fn names_complete_in_any_script_and_without_accents() {
    assert_eq!(offered("/film зерк"), one(6, "Зеркало"));
    assert_eq!(offered("кто снял сталк"), one("кто снял ".len(), "Сталкер"));
    assert_eq!(offered("/film TUK"), one(6, "Tükör"));
}

#[test]
fn a_name_in_a_question_may_have_several_words() {
    assert_eq!(
        offered("how long is sta"),
        (12, vec!["Stalker".into(), "Stalker documentary".into()])
    );
    assert_eq!(offered("who was andrei t"), one(8, "Andrei Tarkovsky"));
    assert_eq!(
        offered("/ask who was (andrei t"),
        one(14, "Andrei Tarkovsky")
    );
    // One letter begins too many names, and a blank none.
    assert_eq!(offered("how long is s").1, Vec::<String>::new());
    assert_eq!(offered("how long is the ").1, Vec::<String>::new());
}

#[test]
fn names_only_recognised_come_last_and_misspellings_never() {
    assert_eq!(
        offered("/film sta"),
        (6, vec!["Stalker".into(), "Stalker documentary".into()])
    );
    assert_eq!(offered("/film star"), one(6, "Stardust Memories"));
    assert_eq!(offered("/film stl"), one(6, "Stalker"));
}

#[test]
fn another_title_is_listed_with_the_usual_one() {
    let displays = |line| {
        completions()
            .complete(line)
            .1
            .into_iter()
            .map(|c| c.display)
            .collect::<Vec<_>>()
    };
    assert_eq!(displays("/film zer"), ["Zerkalo → Mirror (1975)"]);
    assert_eq!(displays("/film mirror"), ["Mirror (1975)"]);
}

#[test]
fn hints_say_what_follows_where_it_is_plain() {
    let rest = |line| completions().rest(line);
    assert_eq!(rest("/he").as_deref(), Some("lp"));
    assert_eq!(rest("/film zer").as_deref(), Some("kalo"));
    assert_eq!(rest("how long is stal").as_deref(), Some("ker"));
    assert_eq!(rest("how long is stalker d").as_deref(), Some("ocumentary"));
    assert_eq!(rest("who is andrei"), None, "two persons begin so");
    assert_eq!(rest("how long is stalker"), None, "nothing is left");
    assert_eq!(rest("who knew obl"), None, "a name that is only recognised");
    assert_eq!(rest("/film "), None);
    assert_eq!(argument("/film").as_deref(), Some(" <title>"));
    assert_eq!(argument("/film ").as_deref(), Some("<title>"));
    assert_eq!(argument("/help"), None);
}

#[test]
fn any_line_can_be_completed() {
    for line in [
        "",
        "/",
        "/ ",
        " ",
        "…",
        "/film\u{a0}",
        "é",
        "\u{301}",
        "🎬 s",
        "/person  \t x",
        "a\u{301}b",
    ] {
        completions().complete(line);
        completions().rest(line);
    }
}
