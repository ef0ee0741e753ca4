//! Damaged knowledge gives problems, each with a file and a line; never a panic, never a hang.
//!
//! `MUTATION_CASES` sets the number of cases; the same number is the same cases.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use tarkovsky_bot::content;
use tarkovsky_bot::knowledge::claim::ClaimId;
use tarkovsky_bot::knowledge::load::load;
use tarkovsky_bot::knowledge::rules;

use crate::world::{Files, number_from_environment};

/// Longest one load may take, however slow the machine.
const LONGEST: Duration = Duration::from_secs(20);
/// Of the cases one in so many is put to the rules, which take longer than loading.
const RULES_EVERY: u32 = 8;

/// Small numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        // xorshift64*, by Marsaglia and Vigna.
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(high).expect("31 bits fit") % sides.max(1)
    }
}

/// One change to one file; what it did, in words.
#[expect(
    clippy::too_many_lines,
    reason = "one arm a kind of damage; apart they would hide how many there are"
)]
fn mutate(text: &str, dice: &mut Dice) -> (String, &'static str) {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = dice.roll(lines.len());
    let other = dice.roll(lines.len());
    let whole = |lines: Vec<String>| lines.join("\n") + "\n";
    if lines.is_empty() {
        return ("[[".into(), "garbage in an empty file");
    }
    match dice.roll(12) {
        0 => {
            lines.remove(at);
            (whole(lines), "a line deleted")
        }
        1 => {
            lines.insert(other, lines[at].clone());
            (whole(lines), "a line repeated elsewhere")
        }
        2 => {
            lines.swap(at, other);
            (whole(lines), "two lines swapped")
        }
        3 | 4 => {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..=dice.roll(4) {
                let at = dice.roll(bytes.len());
                bytes[at] ^= 1 << dice.roll(8);
            }
            (String::from_utf8_lossy(&bytes).into_owned(), "bits flipped")
        }
        5 => {
            let numbers = [
                "0",
                "-1",
                "99999999999999999999",
                "1.5",
                "4294967296",
                "007",
                "0x1f",
                "1e9",
            ];
            let new = numbers[dice.roll(numbers.len())];
            let from = (at..lines.len())
                .chain(0..at)
                .find(|at| lines[*at].contains(|c: char| c.is_ascii_digit()));
            if let Some(at) = from {
                let mut parts = lines[at].splitn(2, |c: char| c.is_ascii_digit());
                lines[at] = [
                    parts.next().unwrap_or_default(),
                    parts.next().unwrap_or_default(),
                ]
                .join(new);
            }
            (whole(lines), "a number changed")
        }
        6 => {
            let from = (at..lines.len())
                .chain(0..at)
                .find(|at| lines[*at].contains(" = "));
            if let Some(at) = from {
                lines[at].insert_str(0, ["x", "id-", "\"", "a.b.", "-"][dice.roll(5)]);
            }
            (whole(lines), "a key renamed")
        }
        7 => {
            let cut = text
                .char_indices()
                .map(|(at, _)| at)
                .nth(dice.roll(text.chars().count()))
                .unwrap_or(0);
            (text[..cut].to_owned(), "the end cut off")
        }
        8 => {
            let garbage = [
                "[[claim]]",
                "[claim]",
                "[[source]]",
                "[[film]]\nid = \"\"",
                "= = =",
                "\"\"\"",
                "'''",
                "]",
                "}",
                "[[[[[[",
                "\u{0}",
                "\u{feff}",
                "x = {a = {b = {c = [[[[[[1]]]]]]}}}",
                "asks = \"one\"",
                "cite = [\"0:0-0\"]",
                "cite = [\"4294967295:1-4294967295\"]",
                "id = 1979-05-27T07:32:00Z",
                "names = [[], {}, 1.5, true]",
                "synonyms = 7",
                "glossary = [1]",
                "source = \"nowhere\"",
            ];
            lines.insert(at, garbage[dice.roll(garbage.len())].to_owned());
            (whole(lines), "garbage put in")
        }
        9 => {
            let deep = 100 + dice.roll(20_000);
            lines.insert(
                at,
                format!("deep = {}{}", "[".repeat(deep), "]".repeat(deep)),
            );
            (whole(lines), "deep brackets put in")
        }
        10 => {
            let (from, to) = (at.min(other), at.max(other));
            let copy = lines[from..=to.min(from + 40)].to_vec();
            lines.splice(from..from, copy);
            (whole(lines), "a stretch repeated")
        }
        _ => (
            text.replace('\n', ["\r\n", "\r", "", "\n\n", " \n"][dice.roll(5)]),
            "line ends changed",
        ),
    }
}

/// Loads, and complains of a panic, of slowness and of a problem without its place.
fn check_load(files: &Files, damage: &str) {
    let started = Instant::now();
    let loaded = catch_unwind(AssertUnwindSafe(|| load(files)));
    assert!(
        started.elapsed() < LONGEST,
        "{damage}: loading took {:?}",
        started.elapsed()
    );
    let Ok((knowledge, problems)) = loaded else {
        panic!("{damage}: loading panicked")
    };
    let lines: HashMap<&str, usize> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.matches('\n').count() + 1))
        .collect();
    for problem in &problems {
        let Some(&lines) = lines.get(problem.file.as_str()) else {
            panic!("{damage}: no such file: {problem}")
        };
        assert!(
            problem.line >= 1 && problem.line as usize <= lines,
            "{damage}: no such line: {problem}"
        );
        assert!(
            !problem.message.is_empty() && !problem.remedy.is_empty() && !problem.entry.is_empty(),
            "{damage}: {problem}"
        );
    }
    for (at, claim) in (0u32..).zip(&knowledge.claims) {
        let told = knowledge.partial.contains(&ClaimId(at)) && !problems.is_empty();
        assert!(
            told || (!claim.about.is_empty() && !claim.citations.is_empty()),
            "{damage}: {} lost what it needs",
            claim.id
        );
    }
}

/// Puts the rules over what could be read, and complains of a panic and of a place that is none.
fn check_rules(files: &Files, damage: &str) {
    let (knowledge, _) = load(files);
    let broken = catch_unwind(AssertUnwindSafe(|| rules::problems(&knowledge, files)));
    let Ok(broken) = broken else {
        panic!("{damage}: a rule panicked")
    };
    for problem in &broken {
        let text = files.iter().find(|(path, _)| *path == problem.file);
        let lines = text.map_or(0, |(_, text)| text.matches('\n').count() + 1);
        assert!(
            problem.line >= 1 && problem.line as usize <= lines,
            "{damage}: no such line: {problem}"
        );
    }
}

#[test]
fn damaged_knowledge_gives_problems_with_places() {
    let shipped = content::embedded();
    let cases = number_from_environment("MUTATION_CASES", 150);
    let mut dice = Dice(0x5eed_cafe_f00d_d1ce);
    for case in 0..cases {
        let mut files = shipped.clone();
        let at = dice.roll(files.len());
        let mut damage = format!("case {case}, {}", files[at].0);
        for _ in 0..=dice.roll(3) {
            let (text, what) = mutate(&files[at].1, &mut dice);
            files[at].1 = text.into();
            damage.push_str(", ");
            damage.push_str(what);
        }
        check_load(&files, &damage);
        if case % RULES_EVERY == 0 {
            check_rules(&files, &damage);
        }
    }
}

#[test]
fn without_any_one_file_the_rest_still_loads_or_tells_what_is_missing() {
    let shipped = content::embedded();
    for at in 0..shipped.len() {
        let mut files = shipped.clone();
        let (path, _) = files.remove(at);
        check_load(&files, &format!("{path} removed"));
    }
}

#[test]
fn small_damaged_sets_give_problems_too() {
    let files = |text: &str| vec![("a.toml".to_owned(), text.to_owned().into())];
    for text in [
        "",
        "\n",
        "x",
        "[[film]]",
        "[film]",
        "film = 1",
        "[[film]]\nid = 1",
        "[[claim]]",
        "[[claim]]\nid = \"a\"\nabout = []\ncite = []",
        "\u{feff}",
        "[[source]]\nid = \"s\"\nwords = \"-1 x 99999999999\"",
        "[[dispute]]\nside = 1",
        "[[dispute]]\n[[dispute.side]]\nclaims = [\"x\"]",
        "[[gap]]",
        "a = 1\na = 2",
        "[[film]]\nid = \"a\"\nname = \"A\"\n[[film]]\nid = \"a\"\nname = \"B\"\n[[film]]\nid = \"b\"\nname = \"C\"",
    ] {
        check_load(&files(text), text);
        check_rules(&files(text), text);
    }
    check_load(&files(&"[".repeat(200_000)), "200,000 brackets");
    check_load(&files(&"[[film]]\n".repeat(70_000)), "70,000 films");
    check_load(&Vec::new(), "no file at all");
}
