//! What people ask and must be told, over the shipped knowledge; and over a
//! small invented one where the shipped one could not show it.

use crate::world::{World, source_entry};

/// A library text of the test's own, in three paragraphs.
const LOGBOOK: &str = "The Ferry\n\n\
    Marta Oldenburg directed The Ferry in eleven days. She never saw the rushes. The harbour was frozen, so the crew walked.\n\
    The lantern on the pier was lent by the harbour office and had to be returned every single morning before the fog lifted.\n";

/// Knowledge about an invented film, drawn from [`LOGBOOK`].
fn ferry() -> World {
    let source = source_entry("logbook", "The Logbook", LOGBOOK);
    let claims = r#"
source = "logbook"
[[film]]
id = "ferry"
name = "The Ferry"
names = ["Ferry"]
[[person]]
id = "marta-oldenburg"
name = "Marta Oldenburg"
names = ["Oldenburg"]
[[claim]]
id = "ferry-director"
about = ["ferry", "marta-oldenburg"]
text = "Marta Oldenburg directed The Ferry."
cite = ["2:1-8"]
asks = ["who directed the ferry", "director of the ferry", "who made the ferry"]
[[claim]]
id = "ferry-days"
about = ["ferry"]
text = "The Ferry was directed in eleven days."
cite = ["2:1-8"]
asks = ["how many days did the ferry take", "how long was the shoot of the ferry", "in how many days was the ferry made"]
denies = ["why did the ferry take a whole year"]
"#;
    World::with_library(
        &[("claims.toml", claims), ("sources.toml", &source)],
        &[LOGBOOK],
    )
}

#[test]
fn a_fact_is_told_with_the_paragraph_it_stands_in() {
    let world = World::shipped();
    world
        .ask("Who is the Military trainer in Mirror?")
        .expect_answered()
        .saying("Nazarov")
        .citing("imdb-zerkalo", 92);
    world
        .ask("How long is Stalker?")
        .expect_answered()
        .saying("163 minutes")
        .citing("cinephilia-stalker", 16);
    world
        .ask("who plays the writer in stalker")
        .expect_answered()
        .saying("Solonitsyn")
        .citing("cinephilia-stalker", 5);
}

#[test]
fn a_film_is_known_by_its_other_names_in_any_script() {
    for name in [
        "Mirror",
        "The Mirror",
        "Zerkalo",
        "Зеркало",
        "zerkalo",
        "ЗЕРКАЛО",
        "Der Spiegel",
    ] {
        let question = format!("who is the military trainer in {name}");
        World::shipped()
            .ask(&question)
            .expect_answered()
            .saying("Nazarov")
            .citing("imdb-zerkalo", 92);
    }
}

#[test]
fn a_typing_error_is_read_as_what_was_meant_and_the_reply_says_so() {
    let asked = World::shipped().ask("who is the military trianer in miror");
    asked
        .expect_answered()
        .saying("Nazarov")
        .citing("imdb-zerkalo", 92)
        .reading("miror");
}

#[test]
fn a_russian_question_is_answered() {
    let world = World::shipped();
    world
        .ask("Кто написал музыку к Сталкеру?")
        .expect_answered()
        .saying("Artemiev")
        .citing("cinephilia-stalker", 125);
    world
        .ask("Кто был оператором Сталкера?")
        .expect_answered()
        .saying("Rerberg")
        .saying("Knyazhinsky");
    world
        .ask("Зеркало рейтинг IMDb")
        .expect_answered()
        .saying("8.1")
        .citing("imdb-zerkalo", 1);
}

#[test]
fn a_disputed_matter_is_told_from_both_sides_with_both_sources() {
    let told = World::shipped()
        .ask("When did Mirror come out?")
        .expect_disagreement();
    told.saying("1975")
        .citing("zerkalo-blog", 2)
        .saying("1978")
        .citing("imdb-zerkalo", 117)
        .citing_at_least(2);
    let told = World::shipped()
        .ask("Which scenes of Stalker were shot in Tajikistan?")
        .expect_disagreement();
    told.citing("artaura-stalker", 14)
        .citing("cinephilia-stalker", 12);
}

#[test]
fn a_false_premise_is_denied_before_anything_else_is_said() {
    ferry()
        .ask("why did The Ferry take a whole year?")
        .expect_answered()
        .beginning("Not so.")
        .saying("eleven days");
    let world = World::shipped();
    world
        .ask("Why did Tarkovsky put Akhmatova in Mirror?")
        .expect_answered()
        .beginning("Not so.")
        .saying("Akhmatova");
    world
        .ask("Why did Tarkovsky hate westerns?")
        .expect_answered()
        .beginning("Not so.")
        .saying("loved");
}

#[test]
fn what_the_sources_leave_open_is_not_known_and_something_near_is_suggested() {
    let world = World::shipped();
    for question in [
        "How much did Stalker earn at the box office?",
        "What was the total budget of Stalker?",
        "What colour is Tarkovsky's car?",
        "Which Oscar did Stalker win?",
    ] {
        world.ask(question).expect_unknown().suggesting();
    }
}

#[test]
fn what_has_nothing_to_do_with_the_sources_is_not_known() {
    let world = World::shipped();
    for question in [
        "Who won the 2010 World Cup?",
        "best pizza recipe",
        "What is the capital of France?",
        "how do I install rust on windows",
        "What is the boiling point of nitrogen?",
    ] {
        world.ask(question).expect_unknown();
    }
}

#[test]
fn who_said_something_is_answered_with_the_one_who_said_it() {
    let told = World::shipped().ask("Who said the spoiled film was just Russian sloppiness?");
    told.expect_answered()
        .saying("Sharun")
        .citing("cinephilia-stalker", 12);
}

#[test]
fn a_yes_or_no_question_is_answered_with_yes_or_no() {
    let world = World::shipped();
    world
        .ask("Does Demidova play the mother in Mirror?")
        .expect_answered()
        .beginning("No.")
        .saying("Lisa");
    world
        .ask("Is Stalker longer than two hours?")
        .expect_answered()
        .beginning("Yes.")
        .saying("163");
    world
        .ask("Who does Demidova play in Mirror?")
        .expect_answered()
        .beginning("Alla Demidova")
        .saying("Lisa");
}

#[test]
fn the_role_named_like_its_film_is_not_taken_for_another_role() {
    World::shipped()
        .ask("Who plays the Stalker in Stalker?")
        .expect_answered()
        .saying("Kaidanovsky plays the Stalker");
}

#[test]
fn a_quote_is_cut_from_the_library_to_sentence_ends() {
    let told = ferry()
        .ask("who directed The Ferry?")
        .expect_answered()
        .citing("logbook", 2);
    let citation = &told.reply.citations[0];
    assert_eq!(
        citation.quote.as_deref(),
        Some("Marta Oldenburg directed The Ferry in eleven days.")
    );
    let text = citation
        .text
        .as_deref()
        .expect("the paragraph is in the library");
    assert!(text.ends_with("so the crew walked."), "{text}");
    assert_eq!(citation.file, "logbook.txt");
}

#[test]
fn what_only_the_library_says_is_quoted_from_it() {
    for question in [
        "who lent the lantern on the pier, the harbour office?",
        "lantern lent by the harbour office",
    ] {
        ferry()
            .ask(question)
            .expect_answered()
            .citing("logbook", 3)
            .saying("lent by the harbour office");
    }
}

#[test]
fn without_a_library_nothing_is_quoted() {
    let told = World::shipped()
        .ask("Who is the Military trainer in Mirror?")
        .expect_answered();
    assert!(
        told.reply
            .citations
            .iter()
            .all(|c| c.quote.is_none() && c.text.is_none()),
        "{:?}",
        told.reply
    );
}

#[test]
fn a_library_text_that_is_no_sources_own_is_never_quoted() {
    let source = source_entry("logbook", "The Logbook", LOGBOOK);
    let film = "[[film]]\nid = \"ferry\"\nname = \"The Ferry\"\n";
    let changed = LOGBOOK.replace("lent", "stolen");
    let world = World::with_library(&[("a.toml", film), ("sources.toml", &source)], &[&changed]);
    world
        .ask("was the lantern on the pier stolen from the harbour office")
        .expect_unknown();
}

#[test]
fn only_the_chosen_source_is_cited_and_suggested_from() {
    let world = World::shipped_from_only(&["zerkalo-blog"]);
    world
        .ask("Who shot Stalker?")
        .expect_answered()
        .saying("Knyazhinsky")
        .citing_only(&["zerkalo-blog"]);
    world
        .ask("When did Mirror come out?")
        .expect_answered()
        .saying("1975")
        .citing_only(&["zerkalo-blog"]);
    world
        .ask("Who is the Military trainer in Mirror?")
        .expect_sound()
        .citing_only(&["zerkalo-blog"])
        .not_saying("Nazarov");
    for question in ["What colour is Tarkovsky's car?", "best pizza recipe"] {
        let told = world.ask(question).expect_unknown();
        for suggestion in &told.reply.suggestions {
            world
                .ask(suggestion)
                .expect_sound()
                .citing_at_least(1)
                .citing_only(&["zerkalo-blog"]);
        }
    }
}

#[test]
fn the_same_question_twice_gives_the_same_reply() {
    for question in [
        "When did Mirror come out?",
        "Who shot Mirror?",
        "pizza",
        "who is the military trianer in miror",
    ] {
        let first = World::shipped().ask(question).expect_sound().reply;
        assert_eq!(World::shipped().ask(question).expect_sound().reply, first);
    }
}

#[test]
fn case_blanks_and_a_missing_question_mark_change_nothing() {
    let plain = World::shipped()
        .ask("Who is the Military trainer in Mirror?")
        .expect_answered()
        .reply
        .answer;
    for variant in [
        "who is the military trainer in mirror",
        "  WHO IS THE MILITARY TRAINER IN MIRROR???  ",
        "Who  is\tthe military\ntrainer in Mirror",
        "“Who is the ‘Military trainer’ in «Mirror»?”",
    ] {
        assert_eq!(
            World::shipped().ask(variant).expect_answered().reply.answer,
            plain,
            "{variant:?}"
        );
    }
}

#[test]
fn an_empty_knowledge_knows_nothing_and_says_so() {
    World::with(&[("empty.toml", "")])
        .ask("Who directed Mirror?")
        .expect_unknown();
}

#[test]
fn a_quoted_note_number_does_not_pose_as_a_citation() {
    let text = "The Ferry\n\
        The lantern on the pier was lent by the harbour office [2] and returned every single morning.[17]\n";
    let source = source_entry("logbook", "The Logbook", text);
    let claims = "source = \"logbook\"\n[[film]]\nid = \"ferry\"\nname = \"The Ferry\"\n\
        [[claim]]\nid = \"returned\"\nabout = [\"ferry\"]\ntext = \"It was returned daily. [3]\"\ncite = [\"2\"]\n\
        asks = [\"how often was it returned\"]\n";
    let files = [("claims.toml", claims), ("sources.toml", source.as_str())];
    World::with_library(&files, &[text])
        .ask("who lent the lantern on the pier")
        .expect_answered()
        .saying("the harbour office (2) and")
        .not_saying("[17]");
    World::with(&files)
        .ask("how often was it returned")
        .expect_answered()
        .saying("daily. (3) [1]");
}

#[test]
fn whoever_is_called_takes_no_part_in_the_question() {
    let world = World::shipped();
    for called in ["@anna ", "<@1234567890123456789> ", "@everyone "] {
        let told = world.ask(&format!("{called}who plays the Writer?"));
        let told = told.expect_answered().saying("Solonitsyn");
        told.citing_only(&["cinephilia-stalker"]);
    }
}

#[test]
fn letters_swapped_in_a_small_word_and_tags_change_nothing() {
    let world = World::shipped();
    let told = world.ask("who played teh writer in stalker");
    told.expect_answered().saying("Solonitsyn");
    let told = world.ask("the old house was still standing when mirror was made, right");
    told.expect_answered().saying("only a hole");
}
