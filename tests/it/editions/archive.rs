//! The archive: five editions are kept, a rollback takes one up again, and damage is named.

use std::fs;

use tarkovsky_bot::editions::archive::{ArchiveError, Damage, KEPT};
use tarkovsky_bot::editions::outcome::{EditionsError, Origin};
use tarkovsky_bot::store::StoreError;

use super::grounds::{Grounds, MODERATOR};

#[tokio::test]
async fn five_editions_are_kept_and_older_answers_find_theirs() {
    let grounds = Grounds::new();
    let editions = grounds.open().await;
    let mut labels = vec![editions.live().label()];
    for days in 12..=18 {
        grounds.write_days(days);
        labels.push(grounds.reload(&editions).await.after);
    }
    let kept = editions.kept().await.unwrap();
    let numbers: Vec<_> = kept.iter().map(|kept| kept.number).collect();
    assert_eq!(numbers, [8, 7, 6, 5, 4]);
    assert_eq!(numbers.len(), KEPT);
    assert!(kept[0].live && kept.iter().all(|kept| kept.manifest.is_ok()));
    for (label, days) in labels.iter().zip(11..) {
        let found = editions.edition(label).await;
        let is_kept = days >= 14;
        assert_eq!(found.is_some(), is_kept, "{label}");
        if let Some(edition) = found {
            assert_eq!(edition.label(), *label);
            assert_eq!(
                grounds.answer_of(&edition),
                format!("The Ferry was shot in {days} days. [1]")
            );
        }
    }
    for strange in [
        "",
        "9",
        "9-",
        "../x-ab12cd34ef56",
        "08-ab12cd34ef56",
        "4-ab12cd34ef56",
    ] {
        assert!(editions.edition(strange).await.is_none(), "{strange}");
    }
}

#[tokio::test]
async fn a_rollback_survives_a_restart_and_ends_with_the_next_reload() {
    let grounds = Grounds::new();
    let editions = grounds.open().await;
    let first = editions.live().label();
    grounds.write_days(12);
    grounds.reload(&editions).await;
    let swapped = editions.rollback(1, MODERATOR).await.unwrap();
    assert_eq!(swapped.after, first);
    assert_eq!(swapped.change.claims.changed, ["ferry-days"]);
    assert!(editions.status().rolled_back);
    assert!(matches!(
        editions.rollback(1, MODERATOR).await,
        Err(EditionsError::AlreadyLive(_))
    ));
    assert!(matches!(
        editions.rollback(77, MODERATOR).await,
        Err(EditionsError::Archive(ArchiveError::NotKept(77)))
    ));
    grounds.close(editions).await;

    let (editions, opened) = grounds.open_telling().await;
    assert_eq!(
        (opened.from, opened.label.as_str()),
        (Origin::Archive, first.as_str())
    );
    assert_eq!(
        grounds.answer(&editions),
        "The Ferry was shot in 11 days. [1]"
    );
    let swapped = grounds.reload(&editions).await;
    assert!(
        swapped.after.starts_with("3-"),
        "numbers are not given twice: {}",
        swapped.after
    );
    assert!(!editions.status().rolled_back);
    grounds.close(editions).await;
    let (editions, opened) = grounds.open_telling().await;
    assert_eq!((opened.from, opened.label), (Origin::Folder, swapped.after));
    assert_eq!(
        grounds.answer(&editions),
        "The Ferry was shot in 12 days. [1]"
    );
}

#[tokio::test]
async fn damage_to_a_kept_edition_is_found_and_named() {
    let grounds = Grounds::new();
    let editions = grounds.open().await;
    for days in 12..=15 {
        grounds.write_days(days);
        grounds.reload(&editions).await;
    }
    let kept = editions.kept().await.unwrap();
    let folder = |number: u32| {
        let kept = kept.iter().find(|kept| kept.number == number).unwrap();
        grounds.data().join("editions").join(&kept.label)
    };
    // A file changed, one too many, the manifest cut, the manifest of another.
    let days = fs::read_to_string(folder(1).join("days.toml")).unwrap();
    fs::write(folder(1).join("days.toml"), days.replace("11", "99")).unwrap();
    fs::write(folder(2).join("new.toml"), "").unwrap();
    fs::write(folder(3).join("edition.json"), "{\"number\": 3").unwrap();
    fs::copy(
        folder(5).join("edition.json"),
        folder(4).join("edition.json"),
    )
    .unwrap();
    for number in 1..=4 {
        let told = editions.rollback(number, MODERATOR).await.unwrap_err();
        let EditionsError::Archive(ArchiveError::Damaged { label, damage }) = told else {
            panic!("{told:?}")
        };
        assert!(label.starts_with(&format!("{number}-")));
        let expected = match number {
            1 | 2 => matches!(damage, Damage::Changed(_)),
            3 => matches!(damage, Damage::Manifest(_)),
            _ => matches!(damage, Damage::Misplaced(_)),
        };
        assert!(expected, "{number}: {damage}");
    }
    let whole: Vec<_> = editions
        .kept()
        .await
        .unwrap()
        .into_iter()
        .filter(|kept| kept.manifest.is_ok())
        .map(|kept| kept.number)
        .collect();
    assert_eq!(whole, [5]);
    assert_eq!(
        grounds.answer(&editions),
        "The Ferry was shot in 15 days. [1]"
    );
}

#[tokio::test]
async fn a_text_put_into_the_library_is_a_change_and_one_taken_out_is_told_by_a_rollback() {
    let grounds = Grounds::new();
    grounds.write_claims(10);
    let editions = grounds.open().await;
    assert!(editions.live().library.is_empty());
    grounds.write_text();
    let swapped = grounds.reload(&editions).await;
    assert!(!editions.live().library.is_empty());
    assert!(swapped.change.is_empty(), "{:?}", swapped.change);
    assert_eq!(
        swapped.change.summary(),
        "Nothing that people read changed."
    );
    grounds.write_days(12);
    grounds.reload(&editions).await;
    grounds.remove_text();
    let swapped = editions.rollback(2, MODERATOR).await.unwrap();
    assert_eq!(swapped.missing_texts.len(), 1);
    assert_eq!(swapped.missing_texts[0].source, "logbook");
}

#[tokio::test]
async fn what_cannot_be_stored_does_not_go_live() {
    let grounds = Grounds::new();
    let editions = grounds.open().await;
    let before = editions.live().label();
    grounds.write_days(12);
    grounds.store().close().await.unwrap();
    let told = editions.reload(false, MODERATOR).await.unwrap_err();
    assert!(
        matches!(told, EditionsError::Store(StoreError::Closed)),
        "{told:?}"
    );
    assert_eq!(editions.live().label(), before);
    assert_eq!(
        grounds.answer(&editions),
        "The Ferry was shot in 11 days. [1]"
    );
    drop(editions);
    let editions = grounds.open().await;
    assert!(editions.live().label().starts_with("2-"));
    assert_eq!(editions.kept().await.unwrap().len(), 2);
}

#[tokio::test]
async fn what_a_crash_left_is_gone_after_the_start() {
    let grounds = Grounds::new();
    let editions = grounds.open().await;
    grounds.close(editions).await;
    let archive = grounds.data().join("editions");
    for left in [
        "begun-2-ab12cd34ef56",
        "2-ab12cd34ef56",
        "begun-1-x-removed",
    ] {
        fs::create_dir_all(archive.join(left).join("claims")).unwrap();
        fs::write(archive.join(left).join("claims/half.toml"), "[[cla").unwrap();
    }
    let editions = grounds.open().await;
    let names = fs::read_dir(&archive).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [editions.live().label().as_str()]);
}

#[tokio::test]
async fn without_anything_to_fall_back_on_a_half_copied_folder_is_better_than_nothing() {
    let grounds = Grounds::new();
    grounds.write_claims(9);
    let editions = grounds.open().await;
    grounds.write_days(12);
    grounds.reload(&editions).await;
    grounds.close(editions).await;
    fs::remove_dir_all(grounds.data().join("editions")).unwrap();
    grounds.write_claims(2);
    let (editions, opened) = grounds.open_telling().await;
    assert_eq!(opened.from, Origin::Folder);
    assert!(opened.label.starts_with("3-"), "{}", opened.label);
    assert_eq!(editions.live().knowledge.claims.len(), 3);
}
