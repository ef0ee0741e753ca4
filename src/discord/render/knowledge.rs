//! What moderators are told of the editions, in leaves that fit a message.

use std::fmt::Write;

use super::super::button::{Action, Press};
use super::super::markup::{escape, shortened};
use super::super::message::{MAX_CONTENT, Message, Style};
use super::{Setting, length};
use crate::editions::change::Change;
use crate::editions::outcome::{
    Checked, Compared, EditionsError, KeptEdition, Reloaded, Status, Swapped,
};
use crate::store::records::{HeldWrong, HistoryEvent, HistoryLine, Report, Who};
use crate::words::reply;

/// Most UTF-16 units of a leaf; the rest is for its number.
const LEAF: usize = MAX_CONTENT - 100;
/// Longest single line of a list.
const LINE: usize = 600;

/// A leaf, with buttons that turn to the others.
pub fn leaf_message(leaf: &str, at: usize, count: usize, setting: Setting<'_>) -> Message {
    if count < 2 {
        return Message::private(leaf);
    }
    let turn = |at: usize| Press::new(Action::Leaf, setting.answer).at(at);
    // Two buttons of one message may not have the same id, so that each knows its side.
    let previous = turn(at.saturating_sub(1)).step(-1);
    let next = turn((at + 1).min(count - 1)).step(1);
    let buttons = vec![
        setting
            .button(Style::Secondary, reply().say("reader.previous"), previous)
            .disabled(at == 0),
        setting
            .button(Style::Secondary, reply().say("reader.next"), next)
            .disabled(at + 1 == count),
    ];
    let place = reply().fill("editions.leaf", &[("n", &(at + 1)), ("count", &count)]);
    Message::private(format!("{leaf}\n-# {place}")).buttons(&buttons)
}

/// Lines under a heading, parted into leaves; each leaf repeats the heading.
fn leaves(heading: &str, lines: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut leaves = Vec::new();
    let mut leaf = heading.to_owned();
    let mut empty = true;
    for line in lines {
        let line = shortened(&line, LINE);
        if !empty && length(&leaf) + length(&line) + 1 > LEAF {
            leaves.push(std::mem::replace(&mut leaf, heading.to_owned()));
        }
        leaf.push('\n');
        leaf.push_str(&line);
        empty = false;
    }
    leaves.push(leaf);
    leaves
}

/// What a reload did.
pub fn changed_leaves(reloaded: &Reloaded) -> Vec<String> {
    match reloaded {
        Reloaded::Unchanged { label } => {
            vec![reply().fill("editions.unchanged", &[("edition", &escape(label))])]
        }
        Reloaded::Swapped(swapped) => swapped_leaves("editions.live", swapped),
    }
}

/// What a rollback did.
pub fn rolled_back_leaves(swapped: &Swapped) -> Vec<String> {
    swapped_leaves("editions.live-again", swapped)
}

fn swapped_leaves(key: &str, swapped: &Swapped) -> Vec<String> {
    let (after, before) = (escape(&swapped.after), escape(&swapped.before));
    let heading = format!(
        "{}\n{}",
        reply().fill(key, &[("after", &after), ("before", &before)]),
        escape(&swapped.change.summary())
    );
    let missing = swapped.missing_texts.iter().map(|text| {
        let source = escape(&text.source);
        let told = reply().fill("editions.text-missing", &[("source", &source)]);
        format!("- {told}")
    });
    let notes = swapped
        .notes
        .iter()
        .map(|note| format!("- {}", escape(note)));
    leaves(
        &heading,
        change_lines(&swapped.change)
            .into_iter()
            .chain(missing)
            .chain(notes),
    )
}

/// What a reload would mean.
pub fn compared_leaves(compared: &Compared) -> Vec<String> {
    let live = escape(&compared.live);
    let Some(change) = &compared.change else {
        return vec![reply().fill("editions.same", &[("edition", &live)])];
    };
    let mut heading = reply().fill("editions.would-change", &[("edition", &live)]);
    let _ = write!(heading, "\n{}", escape(&change.summary()));
    if compared.shrinks {
        let _ = write!(heading, "\n{}", reply().say("editions.would-shrink"));
    }
    leaves(&heading, change_lines(change))
}

/// What validation found.
pub fn checked_leaves(checked: &Checked) -> Vec<String> {
    let problems = checked.problems.0.len() as u64;
    let heading = if problems == 0 {
        reply().count("editions.valid", checked.claims as u64, &[])
    } else {
        reply().count("editions.problems", problems, &[])
    };
    let found = checked
        .problems
        .0
        .iter()
        .map(|problem| format!("- {}", escape(&problem.to_string())));
    let notes = checked
        .notes
        .iter()
        .map(|note| format!("- {}", escape(note)));
    leaves(&heading, found.chain(notes))
}

/// Why nothing was done; every problem has a line with its file and line.
pub fn problem_leaves(error: &EditionsError) -> Vec<String> {
    match error {
        EditionsError::Invalid(problems) => {
            let count = problems.0.len() as u64;
            let heading = reply().count("editions.refused", count, &[]);
            let lines = problems
                .0
                .iter()
                .map(|problem| format!("- {}", escape(&problem.to_string())));
            leaves(&heading, lines)
        }
        EditionsError::Shrinks { change, .. } => {
            let heading = format!(
                "{} {}\n{}",
                nothing_changed(error),
                reply().say("editions.force"),
                escape(&change.summary())
            );
            leaves(&heading, change_lines(change))
        }
        _ => vec![nothing_changed(error)],
    }
}

fn nothing_changed(error: &EditionsError) -> String {
    let why = escape(&error.to_string());
    reply().fill("editions.nothing-changed", &[("why", &why)])
}

/// Each thing that differs, in a line.
fn change_lines(change: &Change) -> Vec<String> {
    let mut lines = Vec::new();
    let short = |text: &str| escape(&shortened(text, 150));
    for pin in &change.pins {
        lines.push(reply().fill(
            "editions.answered-otherwise",
            &[
                ("question", &escape(&pin.question)),
                ("before", &short(&pin.before)),
                ("after", &short(&pin.after)),
            ],
        ));
    }
    for renamed in &change.renamed {
        let (before, after) = (escape(&renamed.before), escape(&renamed.after));
        lines.push(reply().fill(
            "editions.renamed",
            &[("before", &before), ("after", &after)],
        ));
    }
    for claim in &change.claim_changes {
        lines.push(reply().fill(
            "editions.changed",
            &[
                ("id", &escape(&claim.id)),
                ("before", &short(&claim.before)),
                ("after", &short(&claim.after)),
            ],
        ));
    }
    for (added, removed, difference) in [
        (
            "editions.added.claim",
            "editions.removed.claim",
            &change.claims,
        ),
        (
            "editions.added.name",
            "editions.removed.name",
            &change.entities,
        ),
        (
            "editions.added.dispute",
            "editions.removed.dispute",
            &change.disputes,
        ),
        (
            "editions.added.overview",
            "editions.removed.overview",
            &change.overviews,
        ),
        ("editions.added.gap", "editions.removed.gap", &change.gaps),
        (
            "editions.added.source",
            "editions.removed.source",
            &change.sources,
        ),
        (
            "editions.added.attribute",
            "editions.removed.attribute",
            &change.attributes,
        ),
        (
            "editions.added.trivia",
            "editions.removed.trivia",
            &change.trivia,
        ),
    ] {
        for (key, ids) in [(added, &difference.added), (removed, &difference.removed)] {
            // Ids side by side: a line each would take too many leaves.
            for some in ids.chunks(12) {
                lines.push(reply().fill(key, &[("ids", &escape(&some.join(", ")))]));
            }
        }
    }
    lines.into_iter().map(|line| format!("- {line}")).collect()
}

/// Who did what to the editions, the newest first, and what can be rolled back to.
pub fn history_leaves(history: &[HistoryLine], kept: &[KeptEdition]) -> Vec<String> {
    let numbers: Vec<_> = kept
        .iter()
        .filter(|kept| kept.manifest.is_ok() && !kept.live)
        .map(|kept| kept.number.to_string())
        .collect();
    let heading = if numbers.is_empty() {
        reply().say("editions.kept-none").to_owned()
    } else {
        reply().fill("editions.kept", &[("numbers", &numbers.join(", "))])
    };
    let lines = history.iter().map(|line| {
        let who = match line.who {
            Who::Operator => reply().say("editions.operator").to_owned(),
            // A mention shows the name; nobody is notified.
            Who::User(id) => format!("<@{id}>"),
        };
        let key = match line.what {
            HistoryEvent::Started => "editions.history.started",
            HistoryEvent::Reloaded => "editions.history.reloaded",
            HistoryEvent::RolledBack => "editions.history.rolled-back",
            HistoryEvent::Refused => "editions.history.refused",
        };
        let told = reply().fill(
            key,
            &[
                ("when", &format!("<t:{}:f>", line.at)),
                ("who", &who),
                ("edition", &line.number),
                ("summary", &escape(&line.summary)),
            ],
        );
        format!("- {told}")
    });
    leaves(&heading, lines)
}

/// How the editions stand, what members told the moderators, and which answers they hold to be wrong.
pub fn status_leaves(status: &Status, reports: &[Report], wrong: &[HeldWrong]) -> Vec<String> {
    let mut heading = reply().count(
        "editions.status",
        status.manifest.claims as u64,
        &[
            ("edition", &escape(&status.label)),
            ("when", &format!("<t:{}:f>", status.manifest.at)),
        ],
    );
    if status.rolled_back {
        let _ = write!(heading, " {}", reply().say("editions.rolled-back-to"));
    }
    if !status.has_folder {
        let _ = write!(heading, "\n{}", reply().say("editions.built-in"));
    }
    let texts = status.manifest.texts.len();
    let told = if reports.is_empty() {
        "editions.no-reports"
    } else {
        "editions.reports"
    };
    let _ = write!(
        heading,
        "\n{}\n{}",
        reply().fill("editions.texts", &[("n", &texts)]),
        reply().say(told)
    );
    let lines = reports.iter().map(|report| {
        format!(
            "- <t:{}:d> {}",
            report.at,
            escape(&shortened(&report.question, 200))
        )
    });
    let heading_of_wrong = (!wrong.is_empty()).then(|| reply().say("editions.wrong").to_owned());
    leaves(
        &heading,
        lines
            .chain(heading_of_wrong)
            .chain(wrong.iter().map(held_wrong_line)),
    )
}

fn held_wrong_line(held: &HeldWrong) -> String {
    let of = held.verdicts;
    let counted = [
        ("answer.wrong-fact", of.wrong_fact),
        ("answer.wrong-citation", of.wrong_citation),
        ("answer.not-asked", of.not_what_i_asked),
        ("answer.helpful", of.helpful),
    ];
    let counted: Vec<_> = counted
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| format!("{} {count}", reply().say(key)))
        .collect();
    let told = reply().fill(
        "editions.held-wrong",
        &[
            ("id", &held.answer),
            ("verdicts", &counted.join(", ")),
            ("claims", &escape(&held.claims.join(", "))),
        ],
    );
    format!("- {told}")
}
