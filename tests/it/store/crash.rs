//! `kill -9` at random moments: whatever was acknowledged is there afterwards.
//!
//! The child is this test binary itself, told by a variable what to be.
//! `CRASHES` sets how often it is killed.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tarkovsky_bot::store::Store;
use tarkovsky_bot::store::records::Verdict;

use super::{answer, feedback, id};
use crate::world::{Folder, number_from_environment};

/// Names the folder in which the child writes.
const FOLDER: &str = "TARKOVSKY_TEST_STORE";
/// The child's test.
const CHILD: &str = "store::crash::child_that_writes_until_it_is_killed";

/// Writes answers and verdicts, and says so after each; in the parent's run it does nothing.
#[tokio::test]
async fn child_that_writes_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let store = Store::open(Path::new(&folder)).await.unwrap();
    let from: u64 = match store.meta("next").await.unwrap() {
        Some(next) => next.parse().unwrap(),
        None => 0,
    };
    // A gap after each start: what was being written when the last one was killed may be there.
    store
        .set_meta("next", &(from + 100_000).to_string())
        .await
        .unwrap();
    for n in from.. {
        store.remember_soon(answer(n)).await.unwrap();
        say(&format!("answer {n}"));
        store.rate(feedback(n, 11, Verdict::Helpful)).await.unwrap();
        say(&format!("feedback {n}"));
    }
}

/// Past the test harness, which would hold it back.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "ack {line}").unwrap();
    out.flush().unwrap();
}

/// Starts the child, kills it after a while, and gives back what it acknowledged.
fn run_and_kill(folder: &Folder, after: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", CHILD, "--nocapture"])
        .env(FOLDER, folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let reader = std::thread::spawn(move || {
        let mut said = Vec::new();
        let mut line = String::new();
        // A line without its end was cut by the kill, and not said.
        while lines.read_line(&mut line).is_ok() && line.ends_with('\n') {
            said.extend(line.trim_end().strip_prefix("ack ").map(str::to_owned));
            line.clear();
        }
        said
    });
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill() {
    let folder = Folder::new();
    let crashes = number_from_environment("CRASHES", 6);
    let start = Instant::now();
    let mut acknowledged = 0;
    for crash in 0..crashes {
        let after = Duration::from_millis(u64::from(120 + crash * 37 % 90));
        let said = run_and_kill(&folder, after);
        acknowledged += said.len();
        let store = Store::open(folder.path())
            .await
            .expect("it opens clean after a kill");
        for line in said {
            let (kind, n) = line.split_once(' ').unwrap();
            let n: u64 = n.parse().unwrap();
            match kind {
                "answer" => assert_eq!(store.answer(&id(n)).await.unwrap(), Some(answer(n))),
                _ => assert_eq!(store.verdicts(&id(n)).await.unwrap().helpful, 1, "{n}"),
            }
        }
        store.close().await.unwrap();
    }
    assert!(acknowledged > 0, "no child came to write anything");
    println!(
        "{crashes} kills in {:?}, {acknowledged} acknowledged",
        start.elapsed()
    );
}
