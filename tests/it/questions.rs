//! The question bank: recorded questions, what must be cited and what must be said.
//!
//! The floors only rise. `cargo test questions -- --nocapture` prints the table.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use tarkovsky_bot::bot;
use tarkovsky_bot::reply::{AnswerReply, Status};

use crate::world::{World, expect_sound};

/// Answers that cite and say what they must, in per mille of the answerable questions.
const STRICT_FLOOR: usize = 880;
/// Answers that cite what they must.
const CITED_FLOOR: usize = 900;
/// Refusals of what cannot be answered, in per mille of the unanswerable questions.
const REFUSED_FLOOR: usize = 920;

/// Documents of the bank, by their number.
const DOCUMENTS: [(&str, &str); 5] = [
    ("000", "cinephilia-stalker"),
    ("001", "artaura-stalker"),
    ("002", "illg-neuger-1985"),
    ("003", "zerkalo-blog"),
    ("004", "imdb-zerkalo"),
];

/// One line of the bank.
#[derive(Debug, Deserialize)]
struct Recorded {
    id: String,
    question: String,
    kind: String,
    /// Each group is one thing to say, in any of its wordings.
    #[serde(default)]
    answers: Vec<Vec<String>>,
    #[serde(default)]
    evidence: Vec<(String, u32)>,
}

impl Recorded {
    fn is_unanswerable(&self) -> bool {
        self.kind.starts_with("unanswerable")
    }
}

/// How one kind of question fares.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    asked: usize,
    cited: usize,
    said: usize,
    strict: usize,
    refused: usize,
}

impl Tally {
    fn add(&mut self, recorded: &Recorded, reply: &AnswerReply) {
        let known = reply.status != Status::Unknown;
        let cited = known && cites(reply, &recorded.evidence);
        let said = known && says(&reply.answer, &recorded.answers);
        self.asked += 1;
        self.cited += usize::from(cited);
        self.said += usize::from(said);
        self.strict += usize::from(cited && said);
        self.refused += usize::from(!known);
    }
}

fn per_mille(part: usize, whole: usize) -> usize {
    part * 1000 / whole.max(1)
}

/// True where a cited paragraph is among the evidence.
fn cites(reply: &AnswerReply, evidence: &[(String, u32)]) -> bool {
    evidence.iter().any(|(document, paragraph)| {
        let source = DOCUMENTS
            .iter()
            .find(|(number, _)| number == document)
            .map(|(_, source)| *source);
        reply
            .citations
            .iter()
            .any(|c| Some(c.source.as_str()) == source && c.paragraphs.contains(paragraph))
    })
}

/// True where every group has a wording in the answer.
fn says(answer: &str, groups: &[Vec<String>]) -> bool {
    let answer = fold(answer);
    groups.iter().all(|group| {
        group
            .iter()
            .any(|wording| says_wording(&answer, &fold(wording)))
    })
}

/// True where the folded wording stands in the folded answer at the start of a word; its last word may be inflected.
fn says_wording(answer: &str, wording: &str) -> bool {
    if wording.is_empty() {
        return false;
    }
    let last = wording.rsplit(' ').next().unwrap_or_default();
    answer.match_indices(wording).any(|(at, _)| {
        let starts = at == 0 || answer[..at].ends_with(' ');
        let ending: String = answer[at + wording.len()..]
            .chars()
            .take_while(|c| *c != ' ')
            .collect();
        starts && (ending.is_empty() || is_inflection(last, &ending))
    })
}

fn is_inflection(word: &str, ending: &str) -> bool {
    if word.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c)) {
        return ending.chars().count() <= 3;
    }
    word.chars().count() >= 4 && ["s", "es", "ed", "d", "ing", "ly", "y", "al"].contains(&ending)
}

/// Lower case, no accents, no apostrophes, blanks for all other signs.
fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    let kept = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`'));
    let plain: String = kept
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn bank() -> Vec<Recorded> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions.jsonl");
    let text =
        fs::read_to_string(&path).expect("tests/questions.jsonl, the question bank, is missing");
    let read = |(at, line): (usize, &str)| {
        serde_json::from_str(line)
            .unwrap_or_else(|e| panic!("tests/questions.jsonl:{}: {e}", at + 1))
    };
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(read)
        .collect()
}

#[test]
fn the_question_bank_is_answered_at_least_as_well_as_before() {
    let world = World::shipped();
    let mut kinds: BTreeMap<String, Tally> = BTreeMap::new();
    let (mut answerable, mut unanswerable) = (Tally::default(), Tally::default());
    let mut missed = Vec::new();
    for recorded in bank() {
        let reply = bot::ask(&recorded.question, &world.edition, &world.limits);
        expect_sound(&recorded.question, &reply);
        let total = if recorded.is_unanswerable() {
            &mut unanswerable
        } else {
            &mut answerable
        };
        let before = total.strict + total.refused * usize::from(recorded.is_unanswerable());
        total.add(&recorded, &reply);
        if total.strict + total.refused * usize::from(recorded.is_unanswerable()) == before {
            missed.push(recorded.id.clone());
        }
        kinds
            .entry(recorded.kind.clone())
            .or_default()
            .add(&recorded, &reply);
    }
    println!("{:<28} asked cited  said strict refused", "kind");
    for (kind, t) in kinds
        .iter()
        .map(|(k, t)| (k.as_str(), t))
        .chain([("answerable", &answerable), ("unanswerable", &unanswerable)])
    {
        println!(
            "{kind:<28} {:>5} {:>5} {:>5} {:>6} {:>7}",
            t.asked, t.cited, t.said, t.strict, t.refused
        );
    }
    println!("missed: {}", missed.join(" "));
    let floors = [
        (
            "strict",
            per_mille(answerable.strict, answerable.asked),
            STRICT_FLOOR,
        ),
        (
            "cited",
            per_mille(answerable.cited, answerable.asked),
            CITED_FLOOR,
        ),
        (
            "refused",
            per_mille(unanswerable.refused, unanswerable.asked),
            REFUSED_FLOOR,
        ),
    ];
    for (name, measured, floor) in floors {
        println!("{name:<8} {measured} per mille, floor {floor}");
        assert!(
            measured >= floor,
            "{name} fell to {measured} per mille, below the floor of {floor}"
        );
    }
}

#[test]
fn every_question_of_the_bank_stands_there_once_and_can_be_scored() {
    let bank = bank();
    let mut ids: Vec<_> = bank.iter().map(|recorded| &recorded.id).collect();
    ids.sort();
    assert!(
        ids.windows(2).all(|pair| pair[0] != pair[1]),
        "an id stands there twice"
    );
    for recorded in &bank {
        let known = recorded
            .evidence
            .iter()
            .all(|(document, _)| DOCUMENTS.iter().any(|(number, _)| number == document));
        assert!(known, "{} names a document that is none", recorded.id);
        let scorable = recorded.is_unanswerable() || !recorded.evidence.is_empty();
        assert!(
            scorable,
            "{} can be answered but has no evidence",
            recorded.id
        );
    }
}

#[test]
fn wordings_are_compared_as_a_lenient_reader_would() {
    let said = |answer: &str, wording: &str| says(answer, &[vec![wording.to_owned()]]);
    assert!(said("It was Björnstrand’s idea.", "bjornstrands idea"));
    assert!(said("They walked home [1].", "walk"));
    assert!(said("Он снял Зеркало", "зеркал"));
    assert!(said("8.1 of 10", "8.1"));
    assert!(!said("remake", "make"));
    assert!(!said("catalogue", "cat"));
    assert!(!said("It was walkable", "walk"));
    assert!(!said("", ""));
}
