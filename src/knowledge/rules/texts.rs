//! Texts: short enough for an answer, without what reads like a citation, and
//! in a gap nothing but what is not said.

use crate::answer::evidence::first_mark;
use crate::answer::limits::MAX_ANSWER_CHARS;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::MAX_TEXT_CHARS;
use crate::knowledge::dispute::Gap;
use crate::knowledge::entity::Entity;
use crate::knowledge::problem::{Findings, Origin};
use crate::knowledge::spot::Spot;

/// How a gap's text begins, each with the blank before what is not said.
const OPENINGS: &[&str] = &[
    "The sources do not ",
    "The sources say nothing ",
    "The sources tell nothing ",
    "The sources give no ",
    "The sources name no ",
    "The sources report no ",
];

/// Words with which a sentence turns from what is not said to what is.
#[rustfmt::skip]
const TURNS: &[&str] = &[
    "but", "only", "though", "although", "since", "because", "while", "however", "beyond", "apart",
    "except", "merely",
];

/// Signs that part a second statement from the first.
const PARTING: &[&str] = &[";", ":", "(", ". ", "! ", "? "];

/// Rules `text-too-long`, `mark-in-text` and `gap-asserts`.
pub(super) fn find(knowledge: &Knowledge, findings: &mut Findings<'_>) {
    for claim in &knowledge.claims {
        let (origin, id) = (claim.origin, claim.id.as_str());
        let remedy = "Say it shorter, or make two claims of it.";
        length(origin, id, &claim.text, MAX_TEXT_CHARS, remedy, findings);
        mark(origin, id, ("text", &claim.text), findings);
    }
    for gap in &knowledge.gaps {
        let (origin, id) = (gap.origin, gap.id.as_str());
        let remedy = "Say it shorter.";
        length(origin, id, &gap.text, MAX_ANSWER_CHARS, remedy, findings);
        mark(origin, id, ("text", &gap.text), findings);
        // Without a text, its absence is the problem.
        if !gap.text.is_empty() {
            asserts(gap, knowledge, findings);
        }
    }
    for dispute in &knowledge.disputes {
        let matter = ("matter", dispute.matter.as_str());
        mark(dispute.origin, &dispute.id, matter, findings);
    }
    for entity in &knowledge.entities {
        mark(entity.origin, &entity.id, ("name", &entity.name), findings);
    }
    for source in &knowledge.sources {
        mark(
            source.origin,
            &source.id,
            ("title", &source.title),
            findings,
        );
    }
}

fn length(
    origin: Origin,
    id: &str,
    text: &str,
    most: usize,
    remedy: &str,
    findings: &mut Findings<'_>,
) {
    let chars = text.chars().count();
    if chars > most {
        let message = format!("The text has {chars} characters, more than {most}.");
        findings.add_at(
            Spot::Key("text"),
            origin,
            id,
            "text-too-long",
            message,
            remedy,
        );
    }
}

/// In an answer `[1]` names a source; a text that holds such a mark could pose as cited.
fn mark(origin: Origin, id: &str, (key, text): (&'static str, &str), findings: &mut Findings<'_>) {
    if let Some(mark) = first_mark(text) {
        let message = format!("“{mark}” reads like the mark of a citation.");
        let remedy = "Leave it out, or write the number without brackets.";
        findings.add_at(Spot::Key(key), origin, id, "mark-in-text", message, remedy);
    }
}

/// An unknown answer cites nothing, so that a gap must not state what the sources do say.
fn asserts(gap: &Gap, knowledge: &Knowledge, findings: &mut Findings<'_>) {
    let names = gap.about.iter().map(|id| knowledge.entity(*id));
    let text = names
        .flat_map(Entity::all_names)
        .fold(gap.text.clone(), |text, name| text.replace(name, "it"));
    let word = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    let turn = text
        .split_whitespace()
        .map(word)
        .find(|word| TURNS.contains(&word.as_str()));
    let message = if !OPENINGS.iter().any(|opening| gap.text.starts_with(opening)) {
        "The text does not begin with what the sources leave open.".to_owned()
    } else if let Some(turn) = turn {
        format!("With “{turn}” the text turns to what the sources do say, which nothing cites.")
    } else if let Some(sign) = PARTING.iter().find(|sign| text.contains(**sign)) {
        let sign = sign.trim();
        format!("After “{sign}” the text says something more, which nothing cites.")
    } else if text.contains(char::is_numeric) {
        "The text holds a number, which nothing cites.".to_owned()
    } else {
        return;
    };
    let remedy =
        "Say in one sentence what is not said, as “The sources do not …”; make a claim of what is.";
    let (spot, origin) = (Spot::Key("text"), gap.origin);
    findings.add_at(spot, origin, &gap.id, "gap-asserts", message, remedy);
}
