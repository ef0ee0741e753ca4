//! The shipped knowledge is valid: by the loader, by `check`, and by its own disputes.

use tarkovsky_bot::content;
use tarkovsky_bot::knowledge::load::load;
use tarkovsky_bot::knowledge::problem::Problems;
use tarkovsky_bot::reply::Status;

use crate::world::{Binary, Folder, World};

/// Claims not cited for their own first ask, in per mille of all; only falls.
const ASTRAY_CEILING: usize = 50;

#[test]
fn the_shipped_knowledge_loads_without_a_problem() {
    let (knowledge, problems) = load(&content::embedded());
    assert!(problems.is_empty(), "{}", Problems::sorted(problems));
    for source in [
        "cinephilia-stalker",
        "artaura-stalker",
        "illg-neuger-1985",
        "zerkalo-blog",
        "imdb-zerkalo",
    ] {
        assert!(
            knowledge.sources.iter().any(|s| s.id == source),
            "{source} is no source"
        );
    }
}

#[test]
fn the_shipped_knowledge_passes_check() {
    let ran = Binary::new(&["check", "--json"]).run();
    ran.expect_code(0);
    assert_eq!(ran.json_lines().len(), 1, "{ran:?}");
}

#[test]
fn check_finds_what_is_broken_and_ends_with_code_one() {
    let folder = Folder::new();
    folder.write(
        "films.toml",
        "[[film]]\nid = \"ferry\"\nname = \"The Ferry\"\ncolour = \"grey\"\n",
    );
    let ran = Binary::new(&["check", "--knowledge"])
        .arg(folder.path())
        .run();
    ran.expect_code(1)
        .expect_stdout("films.toml:4")
        .expect_stdout("colour");
    let ran = Binary::new(&["check", "--json", "--knowledge"])
        .arg(folder.path())
        .run();
    ran.expect_code(1)
        .expect_stdout("\"films.toml\"")
        .expect_stdout("unknown-key");
    assert_eq!(ran.json_lines().len(), 1, "{ran:?}");
}

#[test]
fn every_dispute_shows_all_of_its_sides_to_its_first_question() {
    let world = World::shipped();
    let knowledge = &world.edition.knowledge;
    for dispute in &knowledge.disputes {
        let ask = dispute.asks[0].as_str();
        let told = world.ask(ask).expect_sound().reply;
        assert_eq!(told.status, Status::Disagreement, "{ask}");
        for side in &dispute.sides {
            let mut texts = side.claims.iter().map(|id| &knowledge.claim(*id).text);
            let shown = texts.any(|text| told.answer.contains(text.as_str()));
            assert!(
                shown,
                "{}: a side is left out of {}",
                dispute.id, told.answer
            );
        }
    }
}

#[test]
fn every_claim_is_told_to_its_own_first_question_or_stands_in_what_is_told() {
    let world = World::shipped();
    let knowledge = &world.edition.knowledge;
    let mut astray = Vec::new();
    for claim in &knowledge.claims {
        let told = world.ask(&claim.asks[0].text).expect_sound();
        let near = |c: &tarkovsky_bot::knowledge::citation::Citation| {
            let source = &knowledge.source(c.source).id;
            told.reply
                .citations
                .iter()
                .any(|t| t.source == *source && t.paragraphs.contains(&c.paragraph))
        };
        if !claim.citations.iter().any(near) {
            astray.push(claim.id.as_str());
        }
    }
    let share = astray.len() * 1000 / knowledge.claims.len();
    assert!(
        share <= ASTRAY_CEILING,
        "{} of {} claims are not cited for their own first ask: {astray:?}",
        astray.len(),
        knowledge.claims.len()
    );
}
