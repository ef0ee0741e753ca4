//! Names that may mean several things, and what is asked of things of which nothing is stated.

use tarkovsky_bot::bot::recorded::{Told, tell};
use tarkovsky_bot::content;
use tarkovsky_bot::reply::Status;

use crate::world::{World, source_entry};

/// A film a moderator adds to the shipped knowledge, as README shows it; nothing states its director.
const FERRY: &str = r#"
[[person]]
id = "marta-oldenburg"
name = "Marta Oldenburg"
names = ["Oldenburg"]

[[film]]
id = "ferry"
name = "The Ferry"
names = ["Ferry", "Паром"]
year = 1961
director = "marta-oldenburg"

[[claim]]
id = "ferry-days-eleven"
about = ["ferry"]
text = "The Ferry was shot in eleven days, by its director's count."
by = "marta-oldenburg"
cite = ["logbook 1"]
asks = ["in how many days was the ferry shot", "how much time did oldenburg need", "was it a quick job"]

[[claim]]
id = "ferry-days-twenty"
about = ["ferry"]
text = "The harbour office counted twenty days of shooting for The Ferry."
cite = ["logbook 2"]
asks = ["how many days did the harbour office count", "how long did they block the pier", "official length of the work"]

[[dispute]]
id = "dispute-ferry-days"
matter = "how long the shooting of The Ferry took"
asks = ["how long did the shooting of the ferry take", "how many days did they shoot the ferry"]
[[dispute.side]]
claims = ["ferry-days-eleven"]
[[dispute.side]]
claims = ["ferry-days-twenty"]
"#;

/// A later film of the same name, and people whose names are one letter apart.
const HARBOUR: &str = r#"
[[person]]
id = "jonas-brandt"
name = "Jonas Brandt"

[[film]]
id = "ferry-1999"
name = "The Ferry"
names = ["Ferry"]
year = 1999
director = "jonas-brandt"

[[person]]
id = "karvel"
name = "Ilse Karvel"
names = ["Karvel"]

[[person]]
id = "karvem"
name = "Otto Karvem"
names = ["Karvem"]

[[claim]]
id = "ferry-rope"
about = ["ferry-1999"]
text = "The rope in The Ferry of 1999 came from a ship chandler."
cite = ["logbook 3"]
asks = ["where did the rope in the ferry 1999 come from", "where did the rope in the ferry come from", "who sold the hawser"]

[[claim]]
id = "ferry-lantern-old"
about = ["ferry"]
text = "The lantern in The Ferry of 1961 was lent by the harbour office."
cite = ["logbook 3"]
asks = ["who lent the lantern in the ferry 1961", "who lent the lantern in the ferry", "whose lamp was it"]

[[claim]]
id = "ferry-lantern-new"
about = ["ferry-1999"]
text = "The lantern in The Ferry of 1999 was lent by a museum."
cite = ["logbook 3"]
asks = ["who lent the lantern in the ferry 1999", "which museum helped", "whose light was it"]

[[claim]]
id = "karvel-anchor"
about = ["karvel"]
text = "Ilse Karvel carried the anchor."
cite = ["logbook 3"]
asks = ["what did ilse karvel carry", "what did karvel carry", "load of ilse"]

[[claim]]
id = "karvem-compass"
about = ["karvem"]
text = "Otto Karvem carried the compass."
cite = ["logbook 3"]
asks = ["what did otto karvem carry", "what did karvem carry", "load of otto"]
"#;

const TEXT: &str =
    "They needed eleven days, she said.\nThe office counted twenty.\nThings were lent.\n";

/// The shipped knowledge with these entries added.
pub(crate) fn added(entries: &[&str]) -> Vec<(String, String)> {
    let mut files: Vec<_> = content::embedded()
        .into_iter()
        .map(|(path, text)| (path, text.into_owned()))
        .collect();
    let source = source_entry("logbook", "The Logbook", TEXT);
    files.push(("logbook.toml".into(), source));
    for (n, entries) in entries.iter().enumerate() {
        files.push((format!("added-{n}.toml"), (*entries).to_owned()));
    }
    files
}

/// The same with both films and the people.
pub(crate) fn added_harbour() -> Vec<(String, String)> {
    added(&[FERRY, HARBOUR])
}

fn world(entries: &[&str]) -> World {
    let files = added(entries);
    let files: Vec<_> = files
        .iter()
        .map(|(p, t)| (p.as_str(), t.as_str()))
        .collect();
    World::with(&files)
}

fn told(world: &World, question: &str) -> Told {
    tell(question, &world.edition, &world.limits)
}

#[test]
fn an_attribute_that_nothing_states_is_not_answered_by_a_neighbour() {
    let world = world(&[FERRY]);
    for question in [
        "who directed the ferry",
        "Who directed The Ferry?",
        "director of the ferry",
        "who composed the music for the ferry",
        "кто снял Паром",
    ] {
        let reply = world.ask(question).expect_unknown().suggesting().reply;
        for suggestion in &reply.suggestions[..1] {
            let about = world
                .ask(suggestion)
                .expect_sound()
                .citing_at_least(1)
                .reply;
            assert_eq!(
                about.citations[0].source, "logbook",
                "{question}: {suggestion}"
            );
        }
    }
    world
        .ask("how long did the shooting of the ferry take")
        .expect_disagreement();
    world
        .ask("in how many days was the ferry shot")
        .expect_sound()
        .citing_at_least(1);
    // What is known of the others stays.
    world
        .ask("who directed Stalker")
        .expect_answered()
        .saying("Tarkovsky");
    world
        .ask("who composed the music for Stalker")
        .expect_answered()
        .saying("Artem");
}

#[test]
fn of_films_of_one_name_the_bots_own_is_taken_and_the_other_is_offered_where_it_is_answered() {
    let world = World::shipped();
    for (question, typed) in [
        ("who directed mirror?", "mirror"),
        ("Who directed Zerkalo?", "Zerkalo"),
        ("Кто снял Зеркало?", "Зеркало"),
    ] {
        let told = told(world, question);
        let reading = format!(
            "“{typed}” read as Mirror (1975). Did you mean The Mirror (1997) by Jafar Panahi?"
        );
        assert!(told.reply.readings.contains(&reading), "{:#?}", told.reply);
        assert!(told.reply.answer.contains("Tarkovsky"), "{:#?}", told.reply);
        let offer = &told.recorded.offers[0];
        assert!(offer.contains("The Mirror (1997)"), "{offer}");
        world.ask(offer).expect_answered().saying("Panahi");
    }
    // The sources do not tell how long the other one is: only what was taken is said.
    let told_length = told(world, "how long is Mirror?");
    assert_eq!(told_length.reply.status, Status::Unknown);
    assert_eq!(
        told_length.reply.readings,
        ["“Mirror” read as Mirror (1975)."]
    );
    assert!(
        told_length
            .recorded
            .offers
            .iter()
            .all(|q| !q.contains("1997")),
        "{:#?}",
        told_length.recorded.offers
    );
    for told_apart in [
        "who directed the mirror of 1975?",
        "who directed Tarkovsky's Mirror?",
        "who directed The Mirror by Jafar Panahi?",
        "how long is Stalker?",
    ] {
        let told = told(world, told_apart);
        let doubts = told
            .reply
            .readings
            .iter()
            .any(|r| r.contains("Did you mean"));
        assert!(!doubts, "{told_apart}: {:#?}", told.reply);
    }
}

#[test]
fn where_nothing_tells_two_films_apart_neither_is_answered_and_both_are_offered() {
    let world = world(&[FERRY, HARBOUR]);
    let reply = world
        .ask("who lent the lantern in the ferry?")
        .expect_unknown()
        .reply;
    assert_eq!(
        reply.answer,
        "“the ferry” may be The Ferry (1961) or The Ferry (1999). Which one do you mean?"
    );
    assert_eq!(
        reply.suggestions,
        [
            "Who lent the lantern in The Ferry (1961)?",
            "Who lent the lantern in The Ferry (1999)?"
        ]
    );
    for (question, said) in [
        (reply.suggestions[0].as_str(), "harbour office"),
        (reply.suggestions[1].as_str(), "museum"),
    ] {
        world.ask(question).expect_answered().saying(said);
    }
}

#[test]
fn a_misspelt_name_as_near_to_one_person_as_to_another_is_answered_for_neither() {
    let world = world(&[FERRY, HARBOUR]);
    let reply = world.ask("what did Karvek carry?").expect_unknown().reply;
    assert_eq!(
        reply.answer,
        "“Karvek” may be Ilse Karvel or Otto Karvem. Which one do you mean?"
    );
    assert_eq!(
        reply.suggestions,
        ["What did Ilse Karvel carry?", "What did Otto Karvem carry?"]
    );
    assert!(reply.readings.is_empty(), "{:#?}", reply.readings);
    // A given name, or one letter more, decides.
    world
        .ask("what did Otto Karvek carry?")
        .expect_answered()
        .saying("compass");
    world
        .ask("what did karvell carry?")
        .expect_answered()
        .saying("anchor");
}
