//! Reloads while questions are asked: none fails, and none mixes two editions.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tarkovsky_bot::answer::limits::Limits;
use tarkovsky_bot::bot;
use tarkovsky_bot::editions::outcome::EditionsError;

use super::grounds::{Grounds, MODERATOR, QUESTION};

/// Reloads; every third one finds a broken folder.
const RELOADS: u32 = 50;

/// The value below which so many per mille of the sorted times lie.
fn at(times: &[Duration], per_mille: usize) -> Duration {
    times[(times.len() - 1) * per_mille / 1_000]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_reloads_under_questions_fail_none_and_mix_no_editions() {
    let grounds = Grounds::new();
    let editions = grounds.open().await;
    let stop = Arc::new(AtomicBool::new(false));
    let ask = |stop: Arc<AtomicBool>| {
        let editions = editions.clone();
        std::thread::spawn(move || {
            let limits = Limits::default();
            let mut times = Vec::new();
            let mut seen = Vec::new();
            while !stop.load(Ordering::Relaxed) {
                let start = Instant::now();
                let reply = bot::ask(QUESTION, &editions.live(), &limits);
                times.push(start.elapsed());
                if seen.last() != Some(&(reply.edition.clone(), reply.answer.clone())) {
                    seen.push((reply.edition, reply.answer));
                }
            }
            times.sort_unstable();
            (times, seen)
        })
    };
    // The same time without a reload, to compare with.
    let quiet = ask(Arc::clone(&stop));
    tokio::time::sleep(Duration::from_secs(1)).await;
    stop.store(true, Ordering::Relaxed);
    let (quiet, _) = quiet.join().unwrap();

    stop.store(false, Ordering::Relaxed);
    let askers = [ask(Arc::clone(&stop)), ask(Arc::clone(&stop))];
    let mut days_of = HashMap::from([(editions.live().label(), 11)]);
    let start = Instant::now();
    for reload in 0..RELOADS {
        let days = 100 + reload;
        grounds.write_days(days);
        let broken = reload % 3 == 2;
        grounds.write("broken.toml", if broken { "[[claim]\n" } else { "" });
        if broken {
            let refused = editions.reload(false, MODERATOR).await;
            assert!(
                matches!(refused, Err(EditionsError::Invalid(_))),
                "{refused:?}"
            );
        } else {
            days_of.insert(grounds.reload(&editions).await.after, days);
        }
    }
    let took = start.elapsed();
    stop.store(true, Ordering::Relaxed);
    let mut asked = 0;
    for asker in askers {
        let (times, seen) = asker.join().unwrap();
        asked += times.len();
        for (label, answer) in seen {
            let days = days_of[&label];
            assert_eq!(
                answer,
                format!("The Ferry was shot in {days} days. [1]"),
                "{label}"
            );
        }
        println!(
            "median {:?} (quiet {:?}), 99th percentile {:?} (quiet {:?}), longest {:?}",
            at(&times, 500),
            at(&quiet, 500),
            at(&times, 990),
            at(&quiet, 990),
            at(&times, 1_000),
        );
    }
    println!("{RELOADS} reloads in {took:?} under {asked} questions");
    assert!(asked > 1_000, "only {asked} questions were asked");
    let last = days_of.values().max().copied().unwrap_or_default();
    assert_eq!(
        grounds.answer(&editions),
        format!("The Ferry was shot in {last} days. [1]")
    );
}

/// Longest rollback of the shipped knowledge, on a machine that does much else meanwhile; alone it
/// is a fraction of a second.
const LONGEST_ROLLBACK: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_shipped_knowledge_reloads_and_rolls_back_in_time() {
    let grounds = Grounds::of_shipped_knowledge();
    let timed = |what: &str, start: Instant| println!("{what}: {:?}", start.elapsed());
    let start = Instant::now();
    let editions = grounds.open().await;
    timed("first start, archived", start);
    grounds.close(editions).await;
    let start = Instant::now();
    let editions = grounds.open().await;
    timed("start", start);
    grounds.write("more.toml", "# Nothing that anybody reads.\n");
    let start = Instant::now();
    let swapped = grounds.reload(&editions).await;
    timed("reload", start);
    assert!(swapped.change.is_empty(), "{:?}", swapped.change);
    let start = Instant::now();
    let swapped = editions.rollback(1, MODERATOR).await.unwrap();
    timed("rollback", start);
    assert!(start.elapsed() < LONGEST_ROLLBACK);
    let start = Instant::now();
    assert!(editions.edition(&swapped.before).await.is_some());
    timed("the edition of a button, kept ready", start);
}
