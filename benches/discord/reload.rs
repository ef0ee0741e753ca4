//! Answers of one process while it reloads the shipped knowledge, beside the same without.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tarkovsky_bot::answer::limits::Limits;
use tarkovsky_bot::bot::recorded::tell;
use tarkovsky_bot::content;
use tarkovsky_bot::editions::Editions;
use tarkovsky_bot::editions::ground::Ground;
use tarkovsky_bot::store::Store;
use tarkovsky_bot::store::records::Who;

use crate::crowd::questions;
use crate::figures::Times;
use crate::process::Data;

/// Reloads; every third one finds a broken folder.
const RELOADS: usize = 50;
/// Reloads of one turn.
const TURN: usize = 10;
/// Time between two questions; they come whether the last one is answered or not.
const GAP: Duration = Duration::from_millis(5);

fn ask(editions: &Editions, stop: &Arc<AtomicBool>) -> JoinHandle<Vec<f64>> {
    let (editions, stop) = (editions.clone(), Arc::clone(stop));
    let (questions, limits) = (questions(), Limits::default());
    std::thread::spawn(move || {
        let mut times = Vec::new();
        let mut due = Instant::now();
        for question in questions.iter().cycle() {
            due += GAP;
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            if stop.load(Ordering::Relaxed) {
                break;
            }
            let begun = Instant::now();
            std::hint::black_box(tell(question, &editions.live(), &limits));
            times.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        times
    })
}

/// Writes what the next reload finds.
fn change(knowledge: &Path, reload: usize) {
    let text = match reload % 3 {
        2 => "[[claim]\n".to_owned(),
        _ => format!("# Reload {reload}.\n"),
    };
    fs::write(knowledge.join("more.toml"), text).expect("the folder can be written");
}

/// Quiet turns and turns full of reloads, one after the other.
pub(crate) async fn measure() {
    println!("# In one process, {RELOADS} reloads, every third one broken, 200 questions a second");
    let data = Data::new();
    let knowledge = data.path().join("knowledge");
    fs::create_dir_all(data.path()).expect("cargo's folder can be written");
    content::write_embedded(&knowledge).expect("the folder can be written");
    let ground = Ground {
        knowledge: Some(knowledge.clone()),
        library: None,
        only_sources: Vec::new(),
        archive: data.path().join("editions"),
        limits: Limits::default(),
        max_shrink_percent: 20,
    };
    let store = Store::open(data.path()).await.expect("a new store");
    let (editions, _) = Editions::open(ground, store).await.expect("it is valid");
    let (mut quiet, mut fire, mut reloads) = (Times::default(), Times::default(), Times::default());
    let stop = Arc::new(AtomicBool::new(false));
    for turn in 0..=RELOADS / TURN {
        stop.store(false, Ordering::Relaxed);
        let asker = ask(&editions, &stop);
        tokio::time::sleep(Duration::from_secs(4)).await;
        stop.store(true, Ordering::Relaxed);
        let times = asker.join().expect("no answer panics");
        // The first turn fills what is filled by use.
        if turn == 0 {
            continue;
        }
        quiet.add(times);
        stop.store(false, Ordering::Relaxed);
        let asker = ask(&editions, &stop);
        for reload in 0..TURN {
            let reload = turn * TURN + reload;
            change(&knowledge, reload);
            let begun = Instant::now();
            let reloaded = editions.reload(false, Who::Operator).await;
            reloads.add([begun.elapsed().as_secs_f64() * 1e3]);
            assert_eq!(reloaded.is_err(), reload % 3 == 2, "{reloaded:?}");
        }
        stop.store(true, Ordering::Relaxed);
        fire.add(asker.join().expect("no answer panics"));
    }
    println!(
        "{:>14} {:>8} {:>9} {:>9}",
        "", "answers", "p50 ms", "p99 ms"
    );
    for (what, times) in [("quiet", &quiet), ("reloading", &fire)] {
        let (p50, p99) = (times.median(), times.at(0.99));
        println!("{what:>14} {:>8} {p50:>9.3} {p99:>9.3}", times.count());
    }
    println!(
        "{:>14} {:>8} {:>8.2}× {:>8.2}×   aims: ≤ 1.15×, ≤ 2.5×; a reload takes {:.0} ms\n",
        "ratio",
        "",
        fire.median() / quiet.median(),
        fire.at(0.99) / quiet.at(0.99),
        reloads.median(),
    );
}
