//! Look-ups as plain text, and what can be looked up from there.

use std::fmt::Write;

use crate::lookup::{LookUp, LookupKind};
use crate::reply::sheet::{Line, Part, Sheet, Words, heading, places_text};
use crate::request::Request;
use crate::words::reply;

/// Most related look-ups that are offered.
const RELATED: usize = 6;

/// What a sheet leads to, each with what it is called: its questions first, then pages, sections and what is related.
pub fn onward(sheet: &Sheet) -> Vec<(String, Request)> {
    let ask = |question: &String| (question.clone(), Request::Ask(question.clone()));
    let mut found: Vec<(String, Request)> = sheet.questions.iter().map(ask).collect();
    let mut add = |label: String, look_up: LookUp| found.push((label, Request::LookUp(look_up)));
    let turned = |page: usize| LookUp {
        page,
        ..sheet.look_up.clone()
    };
    if sheet.page + 1 < sheet.pages {
        add("next page".to_owned(), turned(sheet.page + 1));
    }
    if let Some(before) = sheet.page.checked_sub(1) {
        add("page before".to_owned(), turned(before));
    }
    match &sheet.look_up.what {
        LookupKind::Card {
            name,
            kinds,
            section: shown,
        } => {
            for (section, count) in sheet.sections.iter().filter(|(s, _)| s != shown) {
                let what = LookupKind::Card {
                    name: name.clone(),
                    kinds,
                    section: *section,
                };
                add(format!("{} ({count})", heading(*section)), LookUp::of(what));
            }
        }
        LookupKind::Quote { of, seed } => {
            let (of, seed) = (of.clone(), seed.wrapping_add(1));
            let what = LookupKind::Quote { of, seed };
            add("another".to_owned(), LookUp::of(what));
        }
        _ => {}
    }
    for related in sheet.related.iter().take(RELATED) {
        let note = match related.note.to_string().as_str() {
            "" => String::new(),
            note => format!(" ({note})"),
        };
        add(format!("{}{note}", related.label), related.look_up.clone());
    }
    found
}

/// A sheet, with what it leads to numbered from 1.
pub(super) fn sheet_text(sheet: &Sheet) -> String {
    let mut out = sheet.title.to_string();
    if let LookupKind::Card {
        section: Some(section),
        ..
    } = sheet.look_up.what
    {
        let _ = write!(out, " · {}", heading(Some(section)));
    }
    if !sheet.names.is_empty() {
        let names = sheet.names.join(", ");
        let _ = write!(
            out,
            "\n{}",
            reply().fill("sheet.also", &[("names", &names)])
        );
    }
    for line in &sheet.lines {
        let _ = write!(out, "\n  {}", line_text(line));
    }
    for note in &sheet.notes {
        let _ = write!(out, "\n{note}");
    }
    if sheet.pages > 1 {
        let _ = write!(out, "\nPage {} of {}.", sheet.page + 1, sheet.pages);
    }
    let onward = onward(sheet);
    for (n, (label, request)) in (1..).zip(&onward) {
        match (n, request) {
            (1, Request::Ask(_)) => out.push_str("\n\nWhat I can answer:"),
            (_, Request::Ask(_)) => {}
            _ if n == 1 + sheet.questions.len() => out.push_str("\n\nGo on with:"),
            _ => {}
        }
        let _ = write!(out, "\n{n}. {label}");
    }
    out
}

fn line_text(line: &Line) -> String {
    let parts: Vec<String> = line.parts.iter().map(part_text).collect();
    let label = match line.label.as_str() {
        "" => String::new(),
        label => format!("{label}: "),
    };
    format!("{label}{}", parts.join(" · "))
}

fn part_text(part: &Part) -> String {
    let mut out = match &part.of {
        Some(of) => format!("{of}: "),
        None => String::new(),
    };
    match &part.said {
        Words::Said(said) => {
            let _ = write!(out, "{} ({})", said.text(), places_text(said.places()));
            if !said.against().is_empty() {
                let against = places_text(said.against());
                let _ = write!(out, " [{} {against}]", reply().say("sheet.disagree"));
            }
        }
        Words::Unsaid => out.push_str(reply().say("sheet.not-said")),
        Words::Silent(text) => out.push_str(text),
    }
    out
}
