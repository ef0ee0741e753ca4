//! What half-typed lines become, over a handful of names.

use super::*;
use crate::knowledge::problem::Origin;

fn entity(kind: EntityKind, id: &str, names: &[&str]) -> Entity {
    let mut names = names.iter().map(|name| (*name).to_owned());
    Entity {
        id: id.to_owned(),
        kind,
        name: names.next().unwrap_or_default(),
        names: names.collect(),
        year: None,
        director: None,
        occupation: None,
        section: None,
        mentioned: true,
        origin: Origin::default(),
    }
}

fn knowledge() -> Knowledge {
    use EntityKind::{Film, Person};
    let dated = |year: u32, id: &str, names: &[&str]| Entity {
        year: Some(year),
        ..entity(Film, id, names)
    };
    let recognised = |id: &str, name: &str| Entity {
        mentioned: false,
        ..entity(Film, id, &[name])
    };
    let mirrors = [
        "Mirror",
        "The Mirror",
        "Zerkalo",
        "Зеркало",
        "Le Miroir",
        "Tükör",
    ];
    let reversed = ["Rerberg and Tarkovsky", "Stalker documentary"];
    let tarkovsky = ["Andrei Tarkovsky", "Tarkovsky", "Тарковский"];
    Knowledge {
        entities: vec![
            dated(1975, "mirror", &mirrors),
            dated(1979, "stalker", &["Stalker", "Stlaker", "Сталкер"]),
            dated(1997, "ayneh", &["The Mirror", "Ayneh"]),
            entity(Film, "rerberg-and-tarkovsky", &reversed),
            recognised("stardust-memories", "Stardust Memories"),
            recognised("oblomov", "Oblomov"),
            entity(Person, "andrei-tarkovsky", &tarkovsky),
            entity(Person, "andrei-rublev", &["Andrei Rublev"]),
            entity(
                Person,
                "anatoly-solonitsyn",
                &["Anatoly Solonitsyn", "Solonitsyn"],
            ),
        ],
        ..Knowledge::default()
    }
}

fn with_completer<T>(use_it: impl FnOnce(Completer<'_>) -> T) -> T {
    let knowledge = knowledge();
    let names = Completions::of(&knowledge);
    use_it(Completer::new(&names, &knowledge))
}

fn offered(line: &str) -> (usize, Vec<String>) {
    let (start, candidates) = with_completer(|completer| completer.complete(line));
    let replacements = candidates.into_iter().map(|c| c.replacement);
    (start, replacements.collect())
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
    assert_eq!(offered("/film mir").1[0], "Mirror");
    assert_eq!(offered("/film solonits").1, Vec::<String>::new());
    let persons = ["Anatoly Solonitsyn", "Andrei Rublev", "Andrei Tarkovsky"];
    assert_eq!(
        offered("/person an"),
        (8, persons.map(str::to_owned).to_vec())
    );
    // Nothing typed: all that the sources speak of.
    let films = ["Mirror", "Stalker", "film:ayneh", "Rerberg and Tarkovsky"];
    let mut all = offered("/film ").1;
    all.sort();
    let mut expected = films.map(str::to_owned);
    expected.sort();
    assert_eq!(all, expected);
    assert_eq!(offered("/sources mir").1, Vec::<String>::new());
}

#[test]
fn names_complete_in_any_script_and_without_accents() {
    assert_eq!(offered("/film зерк"), one(6, "Зеркало"));
    let (start, found) = offered("кто снял сталк");
    assert_eq!((start, found[0].as_str()), ("кто снял ".len(), "Сталкер"));
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
    let found = ["Stalker".to_owned(), "Stalker documentary".to_owned()];
    assert_eq!(offered("/film sta"), (6, found.to_vec()));
    assert_eq!(offered("/film star"), one(6, "Stardust Memories"));
    assert_eq!(offered("/film stl"), one(6, "Stalker"));
}

#[test]
fn another_title_is_listed_after_the_usual_one() {
    let displays = |line: &str| {
        let candidates = with_completer(|completer| completer.complete(line)).1;
        candidates
            .into_iter()
            .map(|c| c.display)
            .collect::<Vec<_>>()
    };
    assert_eq!(displays("/film zer"), ["Mirror (1975) · Zerkalo"]);
    assert_eq!(displays("/film mirror")[0], "Mirror (1975)");
    assert_eq!(
        displays("/film rerb"),
        ["Rerberg and Tarkovsky (year not given)"]
    );
}

#[test]
fn a_name_of_two_films_is_typed_so_that_the_chosen_one_is_meant() {
    assert_eq!(
        offered("/film the mir"),
        (6, vec!["The Mirror".into(), "film:ayneh".into()])
    );
    assert_eq!(offered("/film ayn"), one(6, "Ayneh"));
    assert_eq!(
        offered("how long is the mirr").1,
        ["The Mirror", "The Mirror (1997)"]
    );
}

#[test]
fn the_other_keyboard_layout_and_letters_within_help_where_only_a_name_can_stand() {
    assert_eq!(offered("/film pthrf"), one(6, "Зеркало"));
    assert_eq!(offered("/film talke").1[0], "Stalker");
    assert_eq!(offered("who shot pthrf").1, Vec::<String>::new());
    assert_eq!(offered("who shot talke").1, Vec::<String>::new());
}

#[test]
fn hints_say_what_follows_where_it_is_plain() {
    let rest = |line: &str| with_completer(|completer| completer.rest(line));
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
        with_completer(|completer| (completer.complete(line), completer.rest(line)));
    }
}
