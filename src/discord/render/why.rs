//! Why an answer came out as it did, and what is stored of a person.

use std::fmt::Write;

use super::super::markup::{escape, plain, shortened};
use super::super::message::{MAX_CONTENT, Message};
use crate::bot::recorded::Recorded;
use crate::reply::because;
use crate::store::records::{AnswerId, UserData};
use crate::words::reply;

/// Longest wording that is shown.
const WORDING: usize = 200;

/// Why an answer came out as it did, and whether today's edition still says so; with the wording of
/// the question, where it is `asked`.
pub fn why_message(
    id: AnswerId,
    asked: Option<&str>,
    recorded: &Recorded,
    live: &str,
    gone: &[&str],
    changed: &[&str],
) -> Message {
    let words = reply();
    let edition = escape(&recorded.edition);
    let mut text = words.fill("why.head", &[("id", &id), ("edition", &edition)]) + "\n";
    if let Some(asked) = asked {
        let asked = shortened(&plain(asked), WORDING);
        let question = escape(&format!("“{asked}”"));
        let _ = writeln!(
            text,
            "{}",
            words.fill("why.asked", &[("question", &question)])
        );
    }
    for step in &recorded.steps {
        let plan = escape(because::kept_decision(&step.decision));
        let reason = escape(because::kept_reason(&step.reason));
        let said = words.fill("why.said", &[("plan", &plan), ("reason", &reason)]);
        let _ = writeln!(text, "{said}");
        if !step.named.is_empty() {
            let names = escape(&step.named.join(", "));
            let _ = writeln!(text, "{}", words.fill("why.named", &[("names", &names)]));
        }
        for (at, (id, score)) in (1..).zip(&step.candidates) {
            let whole = score.unsigned_abs();
            let sign = if *score < 0 { "-" } else { "" };
            let _ = writeln!(
                text,
                "-# {at}: {} ({sign}{}.{:02})",
                escape(id),
                whole / 100,
                whole % 100
            );
        }
    }
    let listed = |key: &str, ids: &[&str]| words.fill(key, &[("claims", &escape(&ids.join(", ")))]);
    if !recorded.claims.is_empty() {
        let used: Vec<&str> = recorded.claims.iter().map(String::as_str).collect();
        let _ = writeln!(text, "{}", listed("why.claims", &used));
    }
    let today = |key: &str| words.fill(key, &[("edition", &escape(live))]);
    if recorded.edition == live {
        text.push_str(words.say("why.live"));
    } else if gone.is_empty() && changed.is_empty() {
        text.push_str(&today("why.still"));
    } else {
        text.push_str(&today("why.no-longer"));
        for (key, ids) in [("why.gone", gone), ("why.changed", changed)] {
            if !ids.is_empty() {
                let _ = write!(text, " {}", listed(key, ids));
            }
        }
    }
    Message::private(shortened(&text, MAX_CONTENT))
}

/// What is stored of a person.
pub fn data_message(data: &UserData) -> Message {
    let words = reply();
    let counts = data.counts;
    if counts.total() == 0 {
        return Message::private(words.say("stored.nothing"));
    }
    let answers = words.count("stored.answers", counts.answers, &[]);
    let verdicts = words.count("stored.verdicts", counts.feedback, &[]);
    let reports = words.count("stored.reports", counts.reports, &[]);
    let rounds = words.count("stored.rounds", counts.rounds, &[]);
    let stored = words.fill(
        "stored.counts",
        &[
            ("answers", &answers),
            ("verdicts", &verdicts),
            ("reports", &reports),
            ("rounds", &rounds),
        ],
    );
    let mut text = format!("{stored}\n");
    for answer in &data.answers {
        let audience = if answer.private {
            "stored.private"
        } else {
            "stored.public"
        };
        let told = words.fill(
            "stored.answer",
            &[
                ("id", &answer.id),
                ("edition", &escape(&answer.edition)),
                ("audience", &words.say(audience)),
            ],
        );
        let _ = write!(text, "\n-# <t:{}:f> {told}", answer.at);
        if let Some(question) = &answer.question {
            let _ = write!(text, ": {}", escape(&shortened(question, 80)));
        }
    }
    for report in &data.reports {
        let question = escape(&shortened(&report.question, 80));
        let told = words.fill("stored.report", &[("question", &question)]);
        let _ = write!(text, "\n-# <t:{}:f> {told}", report.at);
    }
    Message::private(shortened(&text, MAX_CONTENT))
}
