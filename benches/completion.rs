//! Names while they are typed, at ten thousand of them, beside a scan over all names, in the same run.
//!
//! Every beginning of every typed text is a keystroke. Each is timed on both in turn, so that whatever
//! the machine does meanwhile falls on both. `cargo bench --bench completion`.

#![allow(clippy::print_stdout, reason = "a bench prints its table")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use tarkovsky_bot::completion::{Completions, fold};
use tarkovsky_bot::knowledge::Knowledge;
use tarkovsky_bot::knowledge::entity::{Entity, EntityKind};
use tarkovsky_bot::knowledge::problem::Origin;

/// Names to choose from.
const NAMES: usize = 10_000;
/// Most choices Discord shows.
const CHOICES: usize = 25;
/// What people type, letter by letter: names, parts, another script, another keyboard, errors, nothing there.
const TYPED: [&str; 20] = [
    "Andrei Tarkovsolo",
    "tarkov andrei",
    "Сталкер",
    "Nikolai",
    "cnfkso",
    "мария берг",
    "a a",
    "ov",
    "actor",
    "actor andrei",
    "kov",
    "at",
    "tarxkov",
    "Olga m",
    "nikolai yusov",
    "иван иван",
    "i",
    "zzz",
    "rergber",
    "ьшлщдфш",
];

fn main() {
    let knowledge = knowledge();
    let since = Instant::now();
    let completions = Completions::of(&knowledge);
    println!(
        "{NAMES} names put in order in {:.0} ms",
        since.elapsed().as_secs_f64() * 1e3
    );
    let keystrokes: Vec<&str> = TYPED
        .iter()
        .flat_map(|typed| {
            let ends = typed
                .char_indices()
                .map(|(at, letter)| at + letter.len_utf8());
            ends.map(|end| &typed[..end])
        })
        .chain([""])
        .collect();
    let (mut ours, mut scans) = (Vec::new(), Vec::new());
    for _ in 0..20 {
        for typed in &keystrokes {
            ours.push(timed(|| {
                completions
                    .offers(&[EntityKind::Person], typed, CHOICES)
                    .len()
            }));
        }
    }
    for typed in &keystrokes {
        scans.push(timed(|| scan(&knowledge, typed).len()));
    }
    let (ours, scans) = (figures(ours), figures(scans));
    println!(
        "{:<24}{:>12}{:>12}{:>12}",
        "a keystroke", "median", "p99", "most"
    );
    println!(
        "{:<24}{:>12?}{:>12?}{:>12?}",
        "tiers", ours[0], ours[1], ours[2]
    );
    println!(
        "{:<24}{:>12?}{:>12?}{:>12?}",
        "scan over all names", scans[0], scans[1], scans[2]
    );
    println!(
        "ratio of the medians    {:>12.4}",
        ours[0].as_secs_f64() / scans[0].as_secs_f64()
    );
    assert!(
        ours[0] < Duration::from_millis(1),
        "the median is not below a millisecond"
    );
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let since = Instant::now();
    black_box(work());
    since.elapsed()
}

/// Median, 99th percentile and most.
fn figures(mut times: Vec<Duration>) -> [Duration; 3] {
    times.sort_unstable();
    let last = times.len() - 1;
    [times[last / 2], times[last * 99 / 100], times[last]]
}

/// What is done without any structure: every name folded and compared at every keystroke, as exact,
/// as a beginning, by its words and by what it holds.
fn scan<'a>(knowledge: &'a Knowledge, typed: &str) -> Vec<&'a str> {
    let typed = fold(typed);
    let nearness = |name: &str| {
        let name = fold(name);
        if name == typed {
            Some(0)
        } else if name.starts_with(&typed) {
            Some(1)
        } else if typed
            .split(' ')
            .all(|word| name.split(' ').any(|known| known.starts_with(word)))
        {
            Some(2)
        } else {
            name.contains(&typed).then_some(3)
        }
    };
    let mut found: Vec<(u8, &str)> = knowledge
        .entities
        .iter()
        .filter_map(|entity| {
            Some((
                entity.all_names().filter_map(nearness).min()?,
                entity.name.as_str(),
            ))
        })
        .collect();
    found.sort_unstable();
    found
        .into_iter()
        .take(CHOICES)
        .map(|(_, name)| name)
        .collect()
}

/// People with names in two scripts, many of one given name.
fn knowledge() -> Knowledge {
    const GIVEN: [(&str, &str); 8] = [
        ("Andrei", "Андрей"),
        ("Anna", "Анна"),
        ("Sergei", "Сергей"),
        ("Maria", "Мария"),
        ("Ivan", "Иван"),
        ("Olga", "Ольга"),
        ("Tatiana", "Татьяна"),
        ("Nikolai", "Николай"),
    ];
    const PARTS: [(&str, &str); 12] = [
        ("tar", "тар"),
        ("kov", "ков"),
        ("so", "со"),
        ("lo", "ло"),
        ("ni", "ни"),
        ("rer", "рер"),
        ("berg", "берг"),
        ("yu", "ю"),
        ("sov", "сов"),
        ("kha", "ха"),
        ("mi", "ми"),
        ("stal", "стал"),
    ];
    let person = |number: usize| {
        let given = GIVEN[number % GIVEN.len()];
        let (mut latin, mut cyrillic) = (given.0.to_owned() + " ", given.1.to_owned() + " ");
        let mut rest = number / GIVEN.len() + 100;
        while rest > 0 {
            latin += PARTS[rest % PARTS.len()].0;
            cyrillic += PARTS[rest % PARTS.len()].1;
            rest /= PARTS.len();
        }
        Entity {
            id: format!("person-{number}"),
            kind: EntityKind::Person,
            name: latin,
            names: vec![cyrillic],
            year: None,
            director: None,
            occupation: Some("actor".to_owned()),
            section: None,
            mentioned: true,
            origin: Origin::default(),
        }
    };
    Knowledge {
        entities: (0..NAMES).map(person).collect(),
        ..Knowledge::default()
    }
}
