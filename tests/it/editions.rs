//! The editions: bad knowledge changes nothing, good knowledge is taken up whole, and
//! what was live before can be had again.

mod archive;
mod crash;
mod fire;
pub(crate) mod grounds;

use std::fs;

use tarkovsky_bot::editions::change::Part;
use tarkovsky_bot::editions::outcome::{EditionsError, Operation, Origin, Reloaded, StartRefusal};
use tarkovsky_bot::store::Store;
use tarkovsky_bot::store::records::{HistoryEvent, Who};

use grounds::{Grounds, MODERATOR};

#[tokio::test]
async fn a_reload_takes_up_the_folder_and_tells_what_it_means() {
    let grounds = Grounds::new();
    grounds.write_days(11);
    let editions = grounds.open().await;
    let before = editions.live().label();
    assert!(before.starts_with("1-"), "{before}");
    assert_eq!(
        grounds.answer(&editions),
        "The Ferry was shot in 11 days. [1]"
    );

    grounds.write_days(12);
    grounds.write_claims(4);
    let compared = editions.diff().await.unwrap();
    assert_eq!(compared.live, before);
    assert_eq!(
        editions.live().label(),
        before,
        "a comparison changes nothing"
    );
    let swapped = grounds.reload(&editions).await;
    assert_eq!(Some(&swapped.change), compared.change.as_ref());
    assert_eq!(
        (swapped.before, swapped.after.as_str()),
        (before, editions.live().label().as_str())
    );
    assert!(swapped.after.starts_with("2-"), "{}", swapped.after);
    assert_eq!(
        grounds.answer(&editions),
        "The Ferry was shot in 12 days. [1]"
    );
    let change = swapped.change;
    assert_eq!(change.claims.added, ["extra-3"]);
    assert_eq!(change.claims.changed, ["ferry-days"]);
    assert!(change.claims.removed.is_empty());
    assert_eq!(
        change.claim_changes[0].before,
        "The Ferry was shot in 11 days."
    );
    assert_eq!(change.pins.len(), 1, "{:?}", change.pins);
    assert_eq!(change.pins[0].after, "The Ferry was shot in 12 days. [1]");
    assert_eq!(
        change.summary(),
        "1 claim added, 1 changed. 1 pinned question answered otherwise."
    );

    let told = editions.reload(false, MODERATOR).await.unwrap();
    assert!(matches!(told, Reloaded::Unchanged { label } if label == swapped.after));
    assert_eq!(editions.diff().await.unwrap().change, None);
    let history = grounds.store().history(9).await.unwrap();
    let lines: Vec<_> = history.iter().map(|e| (e.what, e.who, e.number)).collect();
    assert_eq!(
        lines,
        [
            (HistoryEvent::Reloaded, MODERATOR, 2),
            (HistoryEvent::Started, Who::Operator, 1)
        ]
    );
}

#[tokio::test]
async fn names_and_disputes_that_changed_are_told_apart_from_claims() {
    let grounds = Grounds::new();
    let editions = grounds.open().await;
    grounds.write_film("The Great Ferry");
    let change = grounds.reload(&editions).await.change;
    assert!(change.claims.is_empty(), "{:?}", change.claims);
    assert_eq!(change.renamed.len(), 1);
    assert_eq!(change.renamed[0].id, "ferry");
    assert_eq!(change.renamed[0].after, "The Great Ferry (1961)");
}

#[tokio::test]
async fn what_changed_beside_texts_is_told_too() {
    let grounds = Grounds::new();
    let editions = grounds.open().await;
    let attribute = |label: &str| {
        let asks = format!("many = false\nasks = [\"which {label} has {{}}\"]");
        format!("[[attribute]]\nid = \"harbour\"\nvalue = \"text\"\n{asks}\n")
    };
    grounds.write("attributes.toml", &attribute("port"));
    let change = grounds.reload(&editions).await.change;
    assert_eq!(change.summary(), "1 attribute added.");
    grounds.write("attributes.toml", &attribute("haven"));
    let days = std::fs::read_to_string(grounds.knowledge().join("days.toml")).unwrap();
    let dated = days.replace("in 11 days", "in 11 days of 1961");
    grounds.write("days.toml", &dated);
    grounds.reload(&editions).await;
    let told = dated.replace("about =", "when = \"1961\"\nabout =");
    grounds.write("days.toml", &told);
    let change = grounds.reload(&editions).await.change;
    assert_eq!(change.claim_changes[0].parts, [Part::When]);
}

#[tokio::test]
async fn a_broken_folder_leaves_the_old_edition_answering_and_lists_every_problem() {
    let grounds = Grounds::new();
    let editions = grounds.open().await;
    let before = editions.live();
    grounds.write(
        "films.toml",
        "[[film]]\nid = \"ferry\"\nname = \"The Ferry\"\ncolour = \"grey\"\n",
    );
    grounds.write("more.toml", "[[claim]]\nid = \"x\"\nabout = [\"nobody\"]\n");
    grounds.write("cut.toml", "[[claim]\n");
    let refused = editions.reload(true, MODERATOR).await.unwrap_err();
    let EditionsError::Invalid(problems) = refused else {
        panic!("{refused:?}")
    };
    for (file, rule) in [
        ("films.toml", "unknown-key"),
        ("more.toml", "dangling"),
        ("cut.toml", "toml"),
    ] {
        let found = problems.0.iter().find(|p| p.file == file && p.rule == rule);
        let found = found.unwrap_or_else(|| panic!("no {rule} in {file}: {problems}"));
        assert!(found.line > 0 && !found.remedy.is_empty(), "{found}");
    }
    assert!(std::sync::Arc::ptr_eq(&before, &editions.live()));
    assert_eq!(
        grounds.answer(&editions),
        "The Ferry was shot in 11 days. [1]"
    );
    assert_eq!(editions.check().await.unwrap().problems, problems);
    let last = &grounds.store().history(1).await.unwrap()[0];
    assert_eq!((last.what, last.number), (HistoryEvent::Refused, 1));
    assert!(
        last.summary.contains("problems, the first in"),
        "{}",
        last.summary
    );
    assert_eq!(
        editions.kept().await.unwrap().len(),
        1,
        "nothing refused is kept"
    );
}

#[tokio::test]
async fn what_check_finds_beyond_reading_is_refused_too() {
    let grounds = Grounds::new();
    let editions = grounds.open().await;
    grounds.write(
        "pins.toml",
        "[[pin]]\nquestion = \"who owned the lantern of extra 1\"\nclaims = [\"ferry-days\"]\n",
    );
    let refused = editions.reload(false, MODERATOR).await.unwrap_err();
    let EditionsError::Invalid(problems) = refused else {
        panic!("{refused:?}")
    };
    assert!(problems.0.iter().any(|p| p.rule == "pin"), "{problems}");
}

#[tokio::test]
async fn a_shrink_is_refused_until_it_is_forced() {
    let grounds = Grounds::new();
    grounds.write_claims(9);
    let editions = grounds.open().await;
    grounds.write_claims(6);
    let refused = editions.reload(false, MODERATOR).await.unwrap_err();
    let EditionsError::Shrinks {
        change,
        allowed_percent,
    } = refused
    else {
        panic!("{refused:?}")
    };
    assert_eq!((change.claims_count, allowed_percent), ((10, 7), 20));
    assert_eq!(change.claims.removed, ["extra-6", "extra-7", "extra-8"]);
    assert_eq!(editions.live().label().split('-').next(), Some("1"));
    assert!(editions.diff().await.unwrap().shrinks);
    // A fifth may go.
    grounds.write_claims(7);
    assert_eq!(grounds.reload(&editions).await.change.claims_count, (10, 8));
    grounds.write_claims(0);
    let forced = editions.reload(true, MODERATOR).await.unwrap();
    assert!(matches!(forced, Reloaded::Swapped(_)));
    assert_eq!(editions.live().knowledge.claims.len(), 1);
}

#[tokio::test]
async fn without_a_folder_a_reload_tells_how_to_get_one() {
    let grounds = Grounds::new();
    let editions = grounds.open_embedded().await;
    for told in [
        editions.reload(false, MODERATOR).await.map(drop),
        editions.check().await.map(drop),
        editions.diff().await.map(drop),
    ] {
        let told = told.unwrap_err();
        assert!(matches!(told, EditionsError::NoFolder));
        assert!(
            told.to_string()
                .contains("tarkovsky-bot knowledge write DIR"),
            "{told}"
        );
    }
    assert!(!editions.status().has_folder);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_reload_is_told_that_one_is_running() {
    let grounds = Grounds::new();
    let editions = grounds.open().await;
    grounds.write_days(12);
    let first = {
        let editions = editions.clone();
        tokio::spawn(async move { editions.reload(false, MODERATOR).await })
    };
    while editions.status().running.is_none() && !first.is_finished() {
        tokio::task::yield_now().await;
    }
    let told = editions.reload(false, MODERATOR).await;
    assert!(
        matches!(told, Err(EditionsError::AlreadyRunning(Operation::Reload))),
        "{told:?}"
    );
    assert!(first.await.unwrap().is_ok());
    assert_eq!(editions.status().running, None);
    // Whoever gives up waiting does not break it off.
    grounds.write_days(13);
    let given_up =
        tokio::time::timeout(std::time::Duration::ZERO, editions.reload(false, MODERATOR));
    assert!(given_up.await.is_err());
    while editions.status().running.is_some() {
        tokio::task::yield_now().await;
    }
    assert_eq!(
        grounds.answer(&editions),
        "The Ferry was shot in 13 days. [1]"
    );
}

#[tokio::test]
async fn numbers_go_on_over_restarts_and_stay_where_nothing_changed() {
    let grounds = Grounds::new();
    for (days, label) in [(11, "1-"), (11, "1-"), (12, "2-"), (12, "2-"), (11, "3-")] {
        grounds.write_days(days);
        let editions = grounds.open().await;
        assert!(
            editions.live().label().starts_with(label),
            "{}",
            editions.live().label()
        );
        grounds.close(editions).await;
    }
    // Without its database, numbers go on from what is kept.
    for name in ["store.db", "store.db-wal", "store.db-shm"] {
        drop(fs::remove_file(grounds.data().join(name)));
    }
    grounds.write_days(15);
    assert!(grounds.open().await.live().label().starts_with("4-"));
}

#[tokio::test]
async fn a_start_with_a_broken_or_half_copied_folder_keeps_to_the_last_edition() {
    let grounds = Grounds::new();
    grounds.write_claims(9);
    let editions = grounds.open().await;
    let label = editions.live().label();
    grounds.close(editions).await;

    grounds.write("broken.toml", "[[claim]\n");
    let (editions, opened) = grounds.open_telling().await;
    assert_eq!((opened.from, &opened.label), (Origin::Archive, &label));
    assert!(matches!(opened.refused, Some(StartRefusal::Build(_))));
    let told = opened.refused.map(|refused| refused.to_string());
    let told = told.unwrap_or_default();
    assert!(
        told.starts_with("it has a problem: broken.toml:1: [toml]"),
        "{told}"
    );
    assert!(!told.contains('\n'), "{told}");
    grounds.close(editions).await;

    grounds.write("broken.toml", "");
    grounds.write_claims(2);
    let (editions, opened) = grounds.open_telling().await;
    assert_eq!((opened.from, &opened.label), (Origin::Archive, &label));
    assert!(matches!(
        opened.refused,
        Some(StartRefusal::Shrinks {
            before: 10,
            after: 3
        })
    ));
    let forced = editions.reload(true, MODERATOR).await.unwrap();
    assert!(matches!(forced, Reloaded::Swapped(_)));
    grounds.close(editions).await;
    let (_, opened) = grounds.open_telling().await;
    assert_eq!(opened.from, Origin::Folder);
}

#[tokio::test]
async fn what_a_reload_refuses_no_start_takes_up_either() {
    let grounds = Grounds::new();
    let editions = grounds.open().await;
    let label = editions.live().label();
    grounds.close(editions).await;

    // Every entry can be read; the pinned question is answered otherwise than it must be.
    grounds.write(
        "pins.toml",
        "[[pin]]\nquestion = \"who owned the lantern of extra 1\"\nclaims = [\"ferry-days\"]\n",
    );
    let (_, opened) = grounds.open_telling().await;
    assert_eq!((opened.from, &opened.label), (Origin::Archive, &label));
    let told = opened.refused.map(|refused| refused.to_string());
    assert!(
        told.as_ref().is_some_and(|told| told.contains("[pin]")),
        "{told:?}"
    );
}

#[tokio::test]
async fn a_first_start_with_a_broken_folder_lists_the_problems() {
    let grounds = Grounds::new();
    grounds.write("broken.toml", "[[claim]\n");
    let store = Store::open(&grounds.data()).await.unwrap();
    let told = grounds.try_open(store).await.unwrap_err();
    assert!(told.to_string().contains("broken.toml:1"), "{told}");
}
