//! Questions the bot offers: under an unknown answer and on a card.

use std::collections::HashSet;

use tarkovsky_bot::answer::{Answer, answer};
use tarkovsky_bot::bot;
use tarkovsky_bot::knowledge::claim::Spoiler;
use tarkovsky_bot::knowledge::entity::EntityKind;
use tarkovsky_bot::lookup::LookUp;
use tarkovsky_bot::reply::Reply;
use tarkovsky_bot::request::Request;

use crate::world::World;

#[test]
fn every_suggestion_put_back_is_answered() {
    let world = World::shipped();
    for question in [
        "Which Oscar did Stalker win?",
        "What colour is Tarkovsky's car?",
        "pizza",
        "Stalker box office",
    ] {
        for suggestion in &world
            .ask(question)
            .expect_unknown()
            .suggesting()
            .reply
            .suggestions
        {
            world.ask(suggestion).expect_sound().citing_at_least(1);
        }
    }
}

#[test]
fn a_suggestion_is_written_as_a_question_with_the_names_in_it() {
    let world = World::shipped();
    // However they are asked for, these are names.
    let names = [
        "tarkovsky",
        "solaris",
        "imdb",
        "bergman",
        "rerberg",
        "kodak",
        "vysotsky",
    ];
    let mut seen = 0;
    for gap in world.edition.knowledge.gaps.iter().step_by(4) {
        for suggestion in world.ask(&gap.asks[0]).expect_sound().reply.suggestions {
            assert!(
                suggestion.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
                    && suggestion.ends_with('?')
                    && !suggestion.ends_with("??"),
                "{suggestion:?}"
            );
            let words = suggestion.split(|c: char| !c.is_alphanumeric());
            let small = words.filter(|word| names.contains(word)).count();
            assert_eq!(small, 0, "{suggestion:?}");
            seen += 1;
        }
    }
    assert!(seen > 300, "{seen} suggestions");
    let told = world
        .ask("what happens in voyage to italy")
        .expect_unknown();
    let shown = told.reply.suggestions.join(" ");
    assert!(shown.contains("Voyage to Italy"), "{shown}");
}

#[test]
fn no_question_that_is_offered_has_an_answer_that_gives_a_story_away() {
    let world = World::shipped();
    let knowledge = &world.edition.knowledge;
    let documents = 0..world.edition.documents.list.len();
    let questions: Vec<String> = documents
        .filter_map(|document| world.edition.suggestion(document).map(str::to_owned))
        .chain(world.ask("pizza").expect_unknown().reply.suggestions)
        .collect();
    assert!(questions.len() > 1_000, "{}", questions.len());
    for question in questions {
        let claims = match answer(&question, &world.edition, &world.limits).0 {
            Answer::Answered(cited) | Answer::Disagreement(cited) => cited.claims().to_vec(),
            Answer::Unknown(_) => panic!("{question:?} has no answer"),
        };
        // What is said beside it is masked where it is told.
        let first = knowledge.claim(claims[0]);
        assert_eq!(first.spoiler, Spoiler::None, "{question:?}: {}", first.id);
    }
}

#[test]
fn a_card_has_no_line_twice_and_asks_about_its_own_subject() {
    let world = World::shipped();
    let knowledge = &world.edition.knowledge;
    for entity in knowledge.entities.iter().filter(|entity| entity.mentioned) {
        let line = match entity.kind {
            EntityKind::Film => format!("/film {}", entity.full_name()),
            EntityKind::Person => format!("/person {}", entity.name),
            EntityKind::Place | EntityKind::Topic => continue,
        };
        let Ok(Request::LookUp(look_up)) = Request::parse(&line, 0) else {
            panic!("{line} is no look-up");
        };
        let mut lines: Vec<String> = Vec::new();
        let mut next = Some(look_up);
        let mut card = None;
        while let Some(wanted) = next.take() {
            let request = Request::LookUp(wanted);
            let Reply::Sheet(sheet) = bot::respond(&request, &world.edition, &world.limits) else {
                panic!("{line} has no card");
            };
            for line in &sheet.lines {
                for said in line.said() {
                    let mut sources: Vec<_> = said.places().iter().map(|p| &p.source).collect();
                    assert!(!sources.is_empty(), "{}: {line:?}", sheet.title);
                    sources.sort();
                    sources.dedup();
                    assert_eq!(sources.len(), said.places().len(), "{line:?}");
                    lines.push(format!("{}: {}", line.label, said.text()).to_lowercase());
                }
            }
            if sheet.page + 1 < sheet.pages {
                next = Some(LookUp {
                    page: sheet.page + 1,
                    ..sheet.look_up.clone()
                });
            }
            card.get_or_insert(sheet);
        }
        let card = card.expect("a card has a page");
        lines.sort();
        let count = lines.len();
        lines.dedup();
        assert_eq!(lines.len(), count, "{}", card.title);
        let offered: HashSet<_> = card.questions.iter().collect();
        assert_eq!(offered.len(), card.questions.len(), "{card:#?}");
        for question in &card.questions {
            let claims = match answer(question, &world.edition, &world.limits).0 {
                Answer::Answered(cited) | Answer::Disagreement(cited) => cited.claims().to_vec(),
                Answer::Unknown(_) => Vec::new(),
            };
            let own = claims
                .iter()
                .any(|id| knowledge.entity(knowledge.claim(*id).about[0]).id == entity.id);
            let read = world.edition.read(question, &world.limits);
            let named = read
                .terms
                .iter()
                .flat_map(|term| &term.entities)
                .any(|id| knowledge.entity(*id).id == entity.id);
            assert!(
                own || named,
                "{}: {question:?} is about something else",
                card.title
            );
            world.ask(question).expect_sound().citing_at_least(1);
        }
    }
}
