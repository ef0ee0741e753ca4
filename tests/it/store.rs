//! The store: what is written is there, once, and after a restart; what is forgotten is gone.

mod crash;

use std::fs;
use std::time::Duration;

use sqlx::{Connection, SqliteConnection};
use tarkovsky_bot::store::records::{
    AnswerId, AnswerRecord, Counts, Feedback, HistoryEvent, HistoryLine, Report, Verdict, Verdicts,
    Who, WrongReason,
};
use tarkovsky_bot::store::{Store, StoreError};

use crate::world::Folder;

/// A user, a server and a channel with the highest bit set: ids use all 64.
const ASKER: u64 = u64::MAX - 7;
const GUILD: u64 = 1 << 63;
const CHANNEL: u64 = 1_234_567_890_123_456_789;
/// Words that stand nowhere else.
const WORDS: &str = "zimorodok-over-the-quarry";

fn id(n: u64) -> AnswerId {
    AnswerId::from_bits(n)
}

fn answer(n: u64) -> AnswerRecord {
    AnswerRecord {
        id: id(n),
        user: ASKER,
        guild: Some(GUILD),
        channel: CHANNEL,
        edition: "7-ab12cd34ef56".into(),
        question: None,
        recorded: "{\"kind\":\"who\"}".into(),
        claims: vec!["ferry-lantern".into(), "ferry-days".into()],
        private: n.is_multiple_of(2),
        at: 1_000 + n.cast_signed(),
    }
}

fn feedback(n: u64, user: u64, verdict: Verdict) -> Feedback {
    Feedback {
        answer: id(n),
        user,
        verdict,
        at: 2_000,
    }
}

fn report(n: u64, guild: Option<u64>, question: &str) -> Report {
    Report {
        answer: id(n),
        user: ASKER,
        guild,
        question: question.into(),
        at: 3_000 + n.cast_signed(),
    }
}

async fn open(folder: &Folder) -> Store {
    Store::open(folder.path())
        .await
        .expect("the store of a test opens")
}

#[test]
fn answer_ids_are_ten_digits_that_people_can_read_aloud() {
    assert_eq!(id(0).as_str(), "0000000000");
    assert_eq!(id(u64::MAX).as_str(), "ZZZZZZZZZZ");
    assert_eq!(id(33).as_str(), "0000000011");
    assert_eq!(AnswerId::parse("oil0zzzzzz"), AnswerId::parse("0110ZZZZZZ"));
    assert!(AnswerId::parse("oil0zzzzzz").is_some());
    for wrong in [
        "",
        "000000000",
        "00000000000",
        "000000000U",
        "00000000é",
        "-000000000",
    ] {
        assert_eq!(AnswerId::parse(wrong), None, "{wrong:?}");
    }
}

#[tokio::test]
async fn commits_wait_for_the_disk() {
    let folder = Folder::new();
    let durability = open(&folder).await.durability().await.unwrap();
    assert_eq!(durability.journal_mode, "wal");
    assert_eq!(durability.synchronous, 2, "2 is FULL");
    assert!(durability.foreign_keys);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_named_and_left_as_it_is() {
    let folder = Folder::new();
    let path = folder.path().join("store.db");
    fs::write(&path, "no database at all\n".repeat(200)).unwrap();
    let told = Store::open(folder.path()).await.unwrap_err();
    let sentence = told.to_string();
    assert!(sentence.contains("store.db cannot be read"), "{sentence}");
    assert!(
        fs::read_to_string(&path)
            .unwrap()
            .starts_with("no database")
    );
}

#[tokio::test]
async fn a_second_process_is_told_in_a_sentence() {
    let folder = Folder::new();
    let store = open(&folder).await;
    let told = Store::open(folder.path()).await.unwrap_err();
    assert!(matches!(told, StoreError::Locked { .. }), "{told:?}");
    assert!(
        told.to_string()
            .contains("another tarkovsky-bot is running")
    );
    // Whoever is just ending is waited for.
    let ending = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(200)).await;
        store.close().await.unwrap();
    });
    open(&folder).await;
    ending.await.unwrap();
}

#[tokio::test]
async fn an_answer_is_there_after_a_restart() {
    let folder = Folder::new();
    let store = open(&folder).await;
    store.remember_soon(answer(1)).await.unwrap();
    store
        .remember_soon(AnswerRecord {
            guild: None,
            question: Some("who owned the “lantern”?'; DROP TABLE answers; --".into()),
            ..answer(2)
        })
        .await
        .unwrap();
    store.close().await.unwrap();
    assert!(matches!(
        store.remember_soon(answer(3)).await,
        Err(StoreError::Closed)
    ));

    let store = open(&folder).await;
    let found = store.answer(&id(1)).await.unwrap();
    assert_eq!(found, Some(answer(1)));
    let second = store.answer(&id(2)).await.unwrap().unwrap();
    assert!(second.question.unwrap().contains("DROP TABLE"));
    assert_eq!(store.answer(&id(3)).await.unwrap(), None);
}

#[tokio::test]
async fn an_id_is_given_once() {
    let folder = Folder::new();
    let store = open(&folder).await;
    store.remember_soon(answer(1)).await.unwrap();
    let other = AnswerRecord {
        user: 5,
        ..answer(1)
    };
    let told = store.remember_soon(other).await;
    assert!(matches!(told, Err(StoreError::Taken(taken)) if taken == id(1)));
    assert_eq!(store.answer(&id(1)).await.unwrap(), Some(answer(1)));
}

#[tokio::test]
async fn the_last_verdict_of_a_person_counts() {
    let folder = Folder::new();
    let store = open(&folder).await;
    store.remember_soon(answer(1)).await.unwrap();
    for verdict in Verdict::ALL {
        assert!(store.rate(feedback(1, 11, verdict)).await.unwrap());
    }
    store.rate(feedback(1, 12, Verdict::Helpful)).await.unwrap();
    let wrong = Verdict::Wrong(WrongReason::WrongCitation);
    store.rate(feedback(1, 13, wrong)).await.unwrap();
    let expected = Verdicts {
        helpful: 1,
        wrong_citation: 1,
        not_what_i_asked: 1,
        ..Verdicts::default()
    };
    assert_eq!(store.verdicts(&id(1)).await.unwrap(), expected);
    // A press on the button of an answer that is not kept any more.
    assert!(!store.rate(feedback(8, 11, Verdict::Helpful)).await.unwrap());
}

#[tokio::test]
async fn reports_are_listed_for_their_server_and_pressing_twice_sends_one() {
    let folder = Folder::new();
    let store = open(&folder).await;
    assert!(store.report(report(1, Some(GUILD), "first")).await.unwrap());
    assert!(!store.report(report(1, Some(GUILD), "again")).await.unwrap());
    store.report(report(2, Some(5), "elsewhere")).await.unwrap();
    store
        .report(report(3, Some(GUILD), "second"))
        .await
        .unwrap();
    store.report(report(4, None, "direct")).await.unwrap();
    let of_guild = store.reports(Some(GUILD), 10).await.unwrap();
    let questions: Vec<_> = of_guild.iter().map(|r| r.question.as_str()).collect();
    assert_eq!(questions, ["second", "first"]);
    assert_eq!(store.reports(None, 10).await.unwrap().len(), 4);
    assert_eq!(store.reports(None, 2).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_person_who_asks_to_be_forgotten_is_nowhere_on_disk() {
    let folder = Folder::new();
    let store = open(&folder).await;
    for n in 0..40 {
        let question = Some(format!("{WORDS} {n}"));
        store
            .remember_soon(AnswerRecord {
                question,
                ..answer(n)
            })
            .await
            .unwrap();
    }
    store
        .remember_soon(AnswerRecord {
            user: 5,
            ..answer(99)
        })
        .await
        .unwrap();
    store.rate(feedback(1, 5, Verdict::Helpful)).await.unwrap();
    store
        .rate(feedback(99, ASKER, Verdict::Helpful))
        .await
        .unwrap();
    store.rate(feedback(99, 5, Verdict::Helpful)).await.unwrap();
    store.report(report(1, Some(GUILD), WORDS)).await.unwrap();
    let data = store.data_of(ASKER, 3).await.unwrap();
    let counts = |answers, feedback, reports| Counts {
        answers,
        feedback,
        reports,
        rounds: 0,
    };
    assert_eq!(data.counts, counts(40, 1, 1));
    assert_eq!((data.answers.len(), data.answers[0].id), (3, id(39)));
    assert_eq!((data.feedback.len(), data.reports.len()), (1, 1));

    assert_eq!(store.forget_user(ASKER).await.unwrap(), counts(40, 2, 1));
    assert_eq!(store.data_of(ASKER, 3).await.unwrap().counts.total(), 0);
    assert_eq!(store.verdicts(&id(99)).await.unwrap().helpful, 1);
    assert_eq!(store.data_of(5, 3).await.unwrap().counts, counts(1, 1, 0));
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let found = bytes
            .windows(WORDS.len())
            .any(|part| part == WORDS.as_bytes());
        assert!(!found, "the words are still in {}", path.display());
    }
}

#[tokio::test]
async fn leaving_a_server_removes_its_rows_and_time_removes_the_old_ones() {
    let folder = Folder::new();
    let store = open(&folder).await;
    for n in 0..10 {
        let guild = if n < 4 { Some(GUILD) } else { Some(5) };
        store
            .remember_soon(AnswerRecord { guild, ..answer(n) })
            .await
            .unwrap();
        store.rate(feedback(n, 11, Verdict::Helpful)).await.unwrap();
        store.report(report(n, guild, "what")).await.unwrap();
    }
    let gone = store.forget_guild(GUILD).await.unwrap();
    assert_eq!((gone.answers, gone.feedback, gone.reports), (4, 4, 4));
    let gone = store.purge_before(1_000 + 7).await.unwrap();
    assert_eq!((gone.answers, gone.feedback, gone.reports), (3, 3, 0));
    assert_eq!(store.purge_before(9_999).await.unwrap().reports, 6);
    assert_eq!(store.data_of(ASKER, 99).await.unwrap().counts.total(), 0);
}

#[tokio::test]
async fn the_history_is_paged_from_its_end_and_values_change_with_it() {
    let folder = Folder::new();
    let store = open(&folder).await;
    let line = |number| HistoryLine {
        at: 5,
        who: if number == 1 {
            Who::Operator
        } else {
            Who::User(GUILD)
        },
        what: HistoryEvent::ALL[usize::try_from(number).unwrap() % 4],
        number,
        hash: "ab12".into(),
        summary: format!("{number} claims added"),
    };
    for number in 1..=5 {
        let value = vec![("edition".to_owned(), number.to_string())];
        store
            .append_history_and_meta(line(number), value)
            .await
            .unwrap();
    }
    store.set_meta("commands", "c0ffee").await.unwrap();
    store.close().await.unwrap();
    let store = open(&folder).await;
    assert_eq!(store.history(2).await.unwrap(), [line(5), line(4)]);
    let all = store.history(9).await.unwrap();
    assert_eq!(all.len(), 5);
    assert_eq!(all[4], line(1));
    assert_eq!(store.meta("edition").await.unwrap().as_deref(), Some("5"));
    assert_eq!(
        store.meta("commands").await.unwrap().as_deref(),
        Some("c0ffee")
    );
    assert_eq!(store.meta("nothing").await.unwrap(), None);
}

#[tokio::test]
async fn whatever_waits_is_written_in_the_order_of_the_calls_even_if_nobody_waits_for_it() {
    const MANY: u64 = 3_000;
    let folder = Folder::new();
    let store = open(&folder).await;
    let path = folder.path().join("store.db").display().to_string();
    let mut other = SqliteConnection::connect(&path).await.unwrap();
    let begin = sqlx::query("BEGIN IMMEDIATE").execute(&mut other);
    begin.await.unwrap();
    // More than any queue has room for, while the disk stalls; of half of them nobody hears any more.
    let mut waiting = Vec::new();
    for n in 0..MANY {
        let written = store.remember_soon(answer(n));
        if n % 2 == 0 {
            waiting.push(written);
        }
    }
    let forgotten = tokio::spawn({
        let store = store.clone();
        async move { store.forget_user(ASKER).await }
    });
    tokio::task::yield_now().await;
    let later = store.remember_soon(answer(MANY));
    other.close().await.unwrap();
    for written in waiting {
        written.await.unwrap();
    }
    later.await.unwrap();
    let counts = forgotten.await.unwrap().unwrap();
    assert_eq!(counts.answers, MANY, "all that was asked before");
    let data = store.data_of(ASKER, 1).await.unwrap();
    assert_eq!(data.counts.answers, 1, "and nothing that came after");
    store.close().await.unwrap();
    assert!(!store.is_open());
}

#[tokio::test]
async fn many_at_once_are_all_written_but_for_an_id_that_is_taken() {
    let folder = Folder::new();
    let store = open(&folder).await;
    let (taken, all) = (700, 2_000);
    store.remember_soon(answer(taken)).await.unwrap();
    let writes: Vec<_> = (0..all)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move { (n, store.remember_soon(answer(n)).await) })
        })
        .collect();
    for write in writes {
        match write.await.unwrap() {
            (n, Err(StoreError::Taken(told))) if n == taken => assert_eq!(told, id(taken)),
            (n, written) => assert!(n != taken && written.is_ok(), "{n}: {written:?}"),
        }
    }
    assert_eq!(store.data_of(ASKER, 1).await.unwrap().counts.answers, all);
}
