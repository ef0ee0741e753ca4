//! `kill -9` in the middle of reloads: it opens clean, and what was announced is there.
//!
//! The child is this test binary itself. `CRASHES` sets how often it is killed.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use tarkovsky_bot::editions::outcome::Origin;

use super::grounds::{Grounds, MODERATOR};
use crate::world::{Folder, number_from_environment};

/// Names the folder in which the child reloads.
const FOLDER: &str = "TARKOVSKY_TEST_EDITIONS";
/// The child's test.
const CHILD: &str = "editions::crash::child_that_reloads_until_it_is_killed";

/// Past the test harness, which would hold it back.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "ack {line}").unwrap();
    out.flush().unwrap();
}

/// Reloads, now and then rolls back, and says what is live after each; in the parent's run it does nothing.
#[tokio::test]
async fn child_that_reloads_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let grounds = Grounds::in_place(Path::new(&folder));
    let editions = grounds.open().await;
    say(&format!(
        "{} {}",
        editions.live().label(),
        grounds.answer(&editions)
    ));
    for days in 1_000.. {
        // Beside its place and then renamed, as an editor does.
        grounds.write_days(days + std::process::id() * 10_000);
        let swapped = grounds.reload(&editions).await;
        say(&format!("{} {}", swapped.after, grounds.answer(&editions)));
        if days % 4 == 3 {
            let kept = editions.kept().await.unwrap();
            if let Some(older) = kept.iter().find(|kept| !kept.live) {
                let swapped = editions.rollback(older.number, MODERATOR).await.unwrap();
                say(&format!("{} {}", swapped.after, grounds.answer(&editions)));
            }
        }
    }
}

/// Runs the child for a while; what it announced, in order, each a label and an answer.
fn run_and_kill(folder: &Path, after: Duration) -> Vec<(String, String)> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", CHILD, "--nocapture"])
        .env(FOLDER, folder)
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
            let announced = line.trim_end().strip_prefix("ack ");
            said.extend(
                announced
                    .and_then(|said| said.split_once(' '))
                    .map(|(label, answer)| (label.to_owned(), answer.to_owned())),
            );
            line.clear();
        }
        said
    });
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

fn number(label: &str) -> u32 {
    label.split('-').next().unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_in_the_middle_of_reloads_leaves_a_whole_state() {
    let folder = Folder::new();
    let path = folder.path().to_owned();
    let grounds = Grounds::at(folder);
    let mut announced: HashMap<String, String> = HashMap::new();
    for crash in 0..number_from_environment("CRASHES", 6) {
        let said = run_and_kill(
            &path,
            Duration::from_millis(u64::from(350 + crash * 53 % 200)),
        );
        let highest = said.iter().map(|(label, _)| number(label)).max();
        for (label, answer) in &said {
            let before = announced.insert(label.clone(), answer.clone());
            assert!(
                before.is_none_or(|before| before == *answer),
                "{label} was another edition"
            );
        }
        // A file the kill cut off is no fault of ours.
        grounds.write_days(crash + 1);
        let (editions, opened) = grounds.open_telling().await;
        assert!(
            opened.refused.is_none() && opened.lost.is_none(),
            "{opened:?}"
        );
        let live = editions.live().label();
        if let Some(highest) = highest {
            assert!(
                opened.from == Origin::Archive || number(&live) > highest,
                "{live} after {highest}"
            );
        }
        let history = grounds.store().history(1_000).await.unwrap();
        for (label, _) in &said {
            let told = history.iter().any(|entry| entry.number == number(label));
            assert!(told, "{label} was announced and is not in the history");
        }
        let kept = editions.kept().await.unwrap();
        assert!(kept.len() <= 5, "{kept:?}");
        for kept in &kept {
            assert!(kept.manifest.is_ok(), "{kept:?}");
            let edition = editions.edition(&kept.label).await.unwrap();
            if let Some(answer) = announced.get(&kept.label) {
                assert_eq!(grounds.answer_of(&edition), *answer);
            }
        }
        let names = fs::read_dir(grounds.data().join("editions")).unwrap();
        let begun = names
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .find(|name| name.starts_with("begun"));
        assert_eq!(begun, None);
        announced.insert(live, grounds.answer(&editions));
        grounds.close(editions).await;
    }
    assert!(
        announced.len() > 3,
        "no child came to reload anything: {announced:?}"
    );
    println!("{} editions announced", announced.len());
}
