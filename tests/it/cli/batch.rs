//! `ask --json --batch`: many questions as JSON lines, in order, in constant memory.

use std::io::{BufRead, BufReader, Write};
use std::process::Child;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::world::{Binary, Folder, number_from_environment};

const BATCH: [&str; 4] = ["ask", "--json", "--batch", "-"];

/// Runs a batch from standard input and returns its lines.
fn answer(input: impl Into<Vec<u8>>) -> Vec<Value> {
    let ran = Binary::new(&BATCH).stdin(input).run();
    ran.expect_code(0);
    assert!(ran.stderr.is_empty(), "{ran:?}");
    ran.json_lines()
}

/// True for the error line of a line, with nothing else in it.
fn is_error(value: &Value, line: u64, id: &Value) -> bool {
    let told = value["error"].as_str().is_some_and(|e| !e.is_empty());
    told && value.as_object().is_some_and(|o| o.len() == 3)
        && value["line"] == line
        && value["id"] == *id
}

#[test]
fn answers_come_in_the_order_of_the_lines_with_ids_given_back() {
    let lines = answer(
        "{\"id\":\"a\",\"question\":\"Who plays the Writer in Stalker?\"}\n\
         {\"question\":\"best pizza recipe\",\"id\":7,\"other\":[1,{}]}\n\
         {\"id\":-1.5,\"question\":\"When did Mirror come out?\"}\n\
         {\"id\":18446744073709551615,\"question\":\"\"}\n\
         {\"id\":\"\",\"question\":\"Зеркало рейтинг IMDb\"}",
    );
    let ids: Vec<_> = lines.iter().map(|line| line["id"].clone()).collect();
    assert_eq!(
        ids,
        [
            json!("a"),
            json!(7),
            json!(-1.5),
            json!(18_446_744_073_709_551_615_u64),
            json!("")
        ]
    );
    let status: Vec<_> = lines
        .iter()
        .map(|line| line["status"].as_str().unwrap_or("none"))
        .collect();
    assert_eq!(
        status,
        ["answered", "unknown", "disagreement", "unknown", "answered"]
    );
    assert_eq!(lines[4]["question"], "Зеркало рейтинг IMDb");
}

#[test]
fn blank_lines_are_skipped_but_counted() {
    let lines = answer("\n  \n\r\n{\"id\":1,\"question\":\"x\"}\r\n\t\nnonsense\n\n\n");
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(lines[0]["id"], 1);
    assert!(is_error(&lines[1], 6, &Value::Null), "{lines:?}");
}

#[test]
fn an_empty_batch_gives_nothing() {
    assert_eq!(answer(""), Vec::<Value>::new());
}

#[test]
fn an_invalid_line_is_reported_and_the_run_goes_on() {
    let long = format!("{{\"id\":9,\"question\":\"{}\"}}", "x".repeat(70 << 10));
    let deep = format!(
        "{{\"id\":9,\"question\":{}1{}}}",
        "[".repeat(20_000),
        "]".repeat(20_000)
    );
    let cases: &[(&[u8], Value)] = &[
        (b"not JSON", Value::Null),
        (b"{\"id\":1,\"question\":\"x\"", Value::Null),
        (b"{\"id\":1,\"question\":\"x\"} {\"id\":2}", Value::Null),
        (b"[1,2]", Value::Null),
        (b"\"text\"", Value::Null),
        (b"null", Value::Null),
        (b"{}", Value::Null),
        (b"{\"question\":\"x\"}", Value::Null),
        (b"{\"id\":null,\"question\":\"x\"}", Value::Null),
        (b"{\"id\":[1],\"question\":\"x\"}", Value::Null),
        (b"{\"id\":true,\"question\":\"x\"}", Value::Null),
        (b"{\"id\":5}", json!(5)),
        (b"{\"id\":\"six\",\"question\":7}", json!("six")),
        (b"{\"id\":7,\"question\":null}", json!(7)),
        (b"{\"id\":8,\"question\":[\"x\"]}", json!(8)),
        (b"{\"id\":8,\"question\":\"\\ud800\"}", Value::Null),
        (b"\xff\xfe\x00", Value::Null),
        (b"\x00", Value::Null),
        (long.as_bytes(), Value::Null),
        (deep.as_bytes(), Value::Null),
    ];
    let good = b"\n{\"id\":\"next\",\"question\":\"Who plays the Writer in Stalker?\"}\n";
    let input: Vec<u8> = cases
        .iter()
        .flat_map(|(line, _)| [*line, good].concat())
        .collect();
    let lines = answer(input);
    assert_eq!(lines.len(), cases.len() * 2);
    for (at, ((line, id), told)) in cases.iter().zip(lines.chunks(2)).enumerate() {
        let shown = String::from_utf8_lossy(&line[..line.len().min(80)]).into_owned();
        let number = u64::try_from(at * 2 + 1).expect("few lines");
        assert!(is_error(&told[0], number, id), "{shown} gave {}", told[0]);
        assert_eq!(
            (&told[1]["id"], &told[1]["status"]),
            (&json!("next"), &json!("answered")),
            "after {shown}"
        );
    }
}

#[test]
fn broken_utf8_inside_a_question_is_an_invalid_line() {
    let lines = answer(
        b"{\"id\":1,\"question\":\"who \xff\xfe directed\"}\n{\"id\":2,\"question\":\"x\"}\n"
            .to_vec(),
    );
    assert!(is_error(&lines[0], 1, &Value::Null), "{lines:?}");
    assert_eq!(lines[1]["id"], 2);
}

#[test]
fn a_byte_order_mark_before_the_first_line_is_no_error() {
    let lines = answer("\u{feff}{\"id\":1,\"question\":\"x\"}\n");
    assert_eq!((lines.len(), &lines[0]["id"]), (1, &json!(1)), "{lines:?}");
}

#[test]
fn a_batch_may_be_a_file() {
    let folder = Folder::new();
    let path = folder.write(
        "questions.jsonl",
        "{\"id\":1,\"question\":\"Who plays the Writer in Stalker?\"}",
    );
    let ran = Binary::new(&["ask", "--json", "--batch"]).arg(&path).run();
    ran.expect_code(0).expect_stdout("Solonitsyn");
}

#[test]
fn a_batch_that_cannot_be_read_is_refused_by_name() {
    let folder = Folder::new();
    for name in ["nowhere.jsonl", ""] {
        let path = folder.path().join(name);
        let ran = Binary::new(&["ask", "--json", "--batch"]).arg(&path).run();
        let shown = format!("{} cannot be read", path.display());
        ran.expect_refused(&[&shown]);
    }
}

#[test]
fn a_batch_ends_quietly_when_its_reader_goes_away() {
    let binary = Binary::new(&BATCH);
    let mut child = binary.spawn();
    let mut stdin = child.stdin.take().expect("stdin is piped");
    let writer = thread::spawn(move || {
        // The child may end before it has read everything.
        let written = (0..2_000).try_for_each(|id| {
            writeln!(
                stdin,
                "{}",
                json!({"id": id, "question": "Who shot Stalker?"})
            )
        });
        drop(written);
    });
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("stdout is piped"))
        .read_line(&mut first)
        .expect("a line comes");
    let ended = child.wait_with_output().expect("the child ends");
    writer.join().expect("the writer does not panic");
    assert_eq!(
        (
            ended.status.code(),
            String::from_utf8_lossy(&ended.stderr).as_ref()
        ),
        (Some(0), "")
    );
}

/// Questions of every kind of reply, over and over.
fn line(at: usize) -> String {
    const QUESTIONS: &[&str] = &[
        "Who plays the Writer in Stalker?",
        "When did Mirror come out?",
        "best pizza recipe",
        "who is the military trianer in miror",
        "Which Oscar did Stalker win?",
        "Кто написал музыку к Сталкеру?",
        "((((*:*",
        "",
    ];
    match at % 9 {
        8 => "not JSON".to_owned(),
        kind => {
            json!({"id": at, "question": format!("{} {}", QUESTIONS[kind], "?".repeat(at % 50))})
                .to_string()
        }
    }
}

/// Most memory a child has held while it answered so many lines, in KiB.
fn peak_memory(lines: usize) -> u64 {
    let binary = Binary::new(&BATCH);
    let mut child = binary.spawn();
    let stdout = BufReader::new(child.stdout.take().expect("stdout is piped"));
    let answered = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&answered);
    let reader = thread::spawn(move || {
        for _ in stdout.lines() {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    });
    let mut stdin = child.stdin.take().expect("stdin is piped");
    for at in 0..lines {
        writeln!(stdin, "{}", line(at)).expect("the child reads on");
    }
    // Its output is buffered, so that the last lines come only when its input ends.
    let started = Instant::now();
    while answered.load(Ordering::Relaxed) + 200 < lines {
        assert!(
            started.elapsed() < Duration::from_mins(2),
            "{} of {lines} lines after two minutes",
            answered.load(Ordering::Relaxed)
        );
        thread::sleep(Duration::from_millis(5));
    }
    let peak = high_water_mark(&child);
    drop(stdin);
    assert!(child.wait().expect("the child ends").success());
    reader.join().expect("the reader does not panic");
    assert_eq!(answered.load(Ordering::Relaxed), lines);
    peak
}

fn high_water_mark(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()))
        .expect("the child still runs");
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .expect("Linux tells the mark");
    line.trim()
        .trim_end_matches(" kB")
        .parse()
        .expect("the mark is a number")
}

/// `BATCH_LINES=20000` for the full size.
#[test]
#[cfg(target_os = "linux")]
fn ten_times_the_lines_take_no_more_memory() {
    let lines = number_from_environment("BATCH_LINES", 6_000) as usize;
    let (small, large) = (peak_memory(lines / 10), peak_memory(lines));
    println!(
        "VmHWM: {small} KiB for {} lines, {large} KiB for {lines}",
        lines / 10
    );
    assert!(large < small + 4 * 1024, "{small} KiB grew to {large} KiB");
}
