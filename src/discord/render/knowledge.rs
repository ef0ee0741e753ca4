//! What moderators are told of the editions, in leaves that fit a message.

use std::fmt::Write;

use super::super::button::{Action, Press};
use super::super::markup::{escape, shortened};
use super::super::message::{MAX_CONTENT, Message, Style};
use super::{Setting, length};
use crate::editions::change::Change;
use crate::editions::outcome::{Checked, Compared, EditionsError, Kept, Reloaded, Status, Swapped};
use crate::store::records::{HistoryEntry, Report, What, Who};

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
            .button(Style::Secondary, "◀ Previous", previous)
            .disabled(at == 0),
        setting
            .button(Style::Secondary, "Next ▶", next)
            .disabled(at + 1 == count),
    ];
    Message::private(format!("{leaf}\n-# {} of {count}", at + 1)).buttons(&buttons)
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
        Reloaded::Unchanged { label } => vec![format!(
            "Nothing to do: edition {} is what the folder holds.",
            escape(label)
        )],
        Reloaded::Swapped(swapped) => swapped_leaves("is live, in place of", swapped),
    }
}

/// What a rollback did.
pub fn rolled_back_leaves(swapped: &Swapped) -> Vec<String> {
    swapped_leaves("is live again, in place of", swapped)
}

fn swapped_leaves(verb: &str, swapped: &Swapped) -> Vec<String> {
    let heading = format!(
        "**Edition {} {verb} {}.**\n{}",
        escape(&swapped.after),
        escape(&swapped.before),
        escape(&swapped.change.summary())
    );
    let missing = swapped.missing_texts.iter().map(|text| {
        format!(
            "- The library no longer has the text of {}; it is cited without a quote.",
            escape(&text.source)
        )
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
    let Some(change) = &compared.change else {
        return vec![format!(
            "The folder holds what edition {} is made of.",
            escape(&compared.live)
        )];
    };
    let force = if compared.shrinks {
        "\nSo much would go that a reload has to be forced."
    } else {
        ""
    };
    let heading = format!(
        "**A reload would change edition {}.**\n{}{force}",
        escape(&compared.live),
        escape(&change.summary())
    );
    leaves(&heading, change_lines(change))
}

/// What validation found.
pub fn checked_leaves(checked: &Checked) -> Vec<String> {
    let problems = checked.problems.0.len();
    let heading = if problems == 0 {
        format!("**The folder is valid: {} claims.**", checked.claims)
    } else {
        format!("**{problems} problems in the folder.**")
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
            let count = problems.0.len();
            let heading = format!("**Nothing changed: the folder has {count} problems.**");
            let lines = problems
                .0
                .iter()
                .map(|problem| format!("- {}", escape(&problem.to_string())));
            leaves(&heading, lines)
        }
        EditionsError::Shrinks { change, .. } => {
            let heading = format!(
                "**Nothing changed.** {}. `/knowledge reload` with *force* takes it up all the same.\n{}",
                escape(&error.to_string()),
                escape(&change.summary())
            );
            leaves(&heading, change_lines(change))
        }
        _ => vec![format!(
            "**Nothing changed.** {}.",
            escape(&error.to_string())
        )],
    }
}

/// Each thing that differs, in a line.
fn change_lines(change: &Change) -> Vec<String> {
    let mut lines = Vec::new();
    for pin in &change.pins {
        lines.push(format!(
            "- Answered otherwise: {} — was: {} — is: {}",
            escape(&pin.question),
            escape(&shortened(&pin.before, 150)),
            escape(&shortened(&pin.after, 150))
        ));
    }
    for renamed in &change.renamed {
        lines.push(format!(
            "- Renamed: {} is now {}",
            escape(&renamed.before),
            escape(&renamed.after)
        ));
    }
    for claim in &change.claim_changes {
        lines.push(format!(
            "- Changed: {} — was: {} — is: {}",
            escape(&claim.id),
            escape(&shortened(&claim.before, 150)),
            escape(&shortened(&claim.after, 150))
        ));
    }
    let kinds = [
        ("claim", &change.claims),
        ("name", &change.entities),
        ("dispute", &change.disputes),
        ("overview", &change.overviews),
        ("gap", &change.gaps),
        ("source", &change.sources),
    ];
    for (noun, difference) in kinds {
        let parts = [
            ("Added", &difference.added),
            ("Removed", &difference.removed),
        ];
        for (verb, ids) in parts.into_iter().filter(|(_, ids)| !ids.is_empty()) {
            // Ids side by side: a line each would take too many leaves.
            for some in ids.chunks(12) {
                lines.push(format!("- {verb} {noun}: {}", escape(&some.join(", "))));
            }
        }
    }
    lines
}

/// Who did what to the editions, the newest first, and what can be rolled back to.
pub fn history_leaves(history: &[HistoryEntry], kept: &[Kept]) -> Vec<String> {
    let numbers: Vec<_> = kept
        .iter()
        .filter(|kept| kept.manifest.is_ok() && !kept.live)
        .map(|kept| kept.number.to_string())
        .collect();
    let heading = if numbers.is_empty() {
        "**History.** No other edition is kept.".to_owned()
    } else {
        format!(
            "**History.** `/knowledge rollback` can take up {}.",
            numbers.join(", ")
        )
    };
    let lines = history.iter().map(|entry| {
        let line = &entry.line;
        let who = match line.who {
            Who::Operator => "the operator".to_owned(),
            // A mention shows the name; nobody is notified.
            Who::User(id) => format!("<@{id}>"),
        };
        let what = match line.what {
            What::Started => "started with",
            What::Reloaded => "reloaded to",
            What::RolledBack => "rolled back to",
            What::Refused => "was refused a reload of",
        };
        format!(
            "- <t:{}:f> {who} {what} edition {}: {}",
            line.at,
            line.number,
            escape(&line.summary)
        )
    });
    leaves(&heading, lines)
}

/// How the editions stand, and what members told the moderators.
pub fn status_leaves(status: &Status, reports: &[Report]) -> Vec<String> {
    let mut heading = format!(
        "**Edition {}**, {} claims, built <t:{}:f>.",
        escape(&status.label),
        status.manifest.claims,
        status.manifest.at
    );
    if status.rolled_back {
        heading.push_str(" It was rolled back to and stays until the next reload.");
    }
    if !status.has_folder {
        heading.push_str(
            "\nIt is the one the binary carries. `tarkovsky-bot knowledge write DIR` unpacks it into a folder; with `knowledge.dir` set to that folder it can be edited and reloaded.",
        );
    }
    let texts = status.manifest.texts.len();
    let _ = write!(heading, "\nTexts in the library: {texts}.");
    if reports.is_empty() {
        heading.push_str("\nNo member has passed on a question.");
    } else {
        heading.push_str("\nQuestions members passed on, the newest first:");
    }
    let lines = reports.iter().map(|report| {
        format!(
            "- <t:{}:d> {}",
            report.at,
            escape(&shortened(&report.question, 200))
        )
    });
    leaves(&heading, lines)
}
