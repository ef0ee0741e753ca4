//! Why an answer came out as it did, and what is stored of a person.

use std::fmt::Write;

use super::super::markup::{escape, plain, shortened};
use super::super::message::{MAX_CONTENT, Message};
use crate::bot::recorded::Recorded;
use crate::store::records::{AnswerId, UserData};

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
    let mut text = format!(
        "**Answer {id}**, over edition {}\n",
        escape(&recorded.edition)
    );
    if let Some(asked) = asked {
        let asked = shortened(&plain(asked), WORDING);
        let _ = writeln!(text, "Asked: {}", escape(&format!("“{asked}”")));
    }
    for step in &recorded.steps {
        let _ = writeln!(
            text,
            "Said: {}, because {}.",
            escape(&step.plan),
            escape(&step.reason)
        );
        if !step.named.is_empty() {
            let _ = writeln!(
                text,
                "Named in the question: {}.",
                escape(&step.named.join(", "))
            );
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
    if !recorded.claims.is_empty() {
        let _ = writeln!(
            text,
            "Claims used: {}.",
            escape(&recorded.claims.join(", "))
        );
    }
    let _ = if recorded.edition == live {
        write!(text, "That edition is live.")
    } else if gone.is_empty() && changed.is_empty() {
        write!(text, "Today's edition, {}, still says so.", escape(live))
    } else {
        let list = |what: &str, ids: &[&str]| {
            if ids.is_empty() {
                String::new()
            } else {
                format!(" {what}: {}.", escape(&ids.join(", ")))
            }
        };
        write!(
            text,
            "Today's edition, {}, no longer says quite this.{}{}",
            escape(live),
            list("Gone", gone),
            list("Changed", changed)
        )
    };
    Message::private(shortened(&text, MAX_CONTENT))
}

/// What is stored of a person.
pub fn data_message(data: &UserData) -> Message {
    let counts = data.counts;
    if counts.total() == 0 {
        return Message::private("Nothing is stored of you.");
    }
    let mut text = format!(
        "Stored of you: {} answers, {} verdicts, {} questions passed on to moderators, {} entries of trivia rounds. `/my-data delete` removes all of it.\n",
        counts.answers, counts.feedback, counts.reports, counts.rounds
    );
    for answer in &data.answers {
        let _ = write!(
            text,
            "\n-# <t:{}:f> answer {} over edition {}, {}",
            answer.at,
            answer.id,
            escape(&answer.edition),
            if answer.private { "private" } else { "public" }
        );
        if let Some(question) = &answer.question {
            let _ = write!(text, ": {}", escape(&shortened(question, 80)));
        }
    }
    for report in &data.reports {
        let _ = write!(
            text,
            "\n-# <t:{}:f> passed on: {}",
            report.at,
            escape(&shortened(&report.question, 80))
        );
    }
    Message::private(shortened(&text, MAX_CONTENT))
}
