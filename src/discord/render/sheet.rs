//! Look-ups: a card of lines, with buttons and menus that lead on.

use std::fmt::Write;

use super::super::button::turn::{Turn, TurnAction};
use super::super::button::{Action, Press};
use super::super::markup::{escape, masked, plain, shortened};
use super::super::message::{Button, Embed, Entry, Footer, MAX_DESCRIPTION, Message, Style};
use super::said::cut;
use super::{Setting, length, with_rows};
use crate::knowledge::entity::EntityKind;
use crate::lookup::name::Unfound;
use crate::lookup::{LookUp, LookupKind};
use crate::reply::note::Note;
use crate::reply::noun;
use crate::reply::sheet::{Line, Part, Said, Sheet, Words, heading, places_text};
use crate::words::reply;

/// Longest line, where escaping has made it longer than pages reckon with.
const LINE: usize = 1_200;
/// Room for what stands around the words of a part that is cut: its name, its mask and its places.
const AROUND: usize = 200;
/// Longest name that is repeated.
const NAME: usize = 80;
/// Room kept for the notes and for what says that lines are left out.
const NOTES: usize = 400;

/// A page of a look-up.
pub fn sheet_message(sheet: &Sheet, setting: Setting<'_>) -> Message {
    let mut text = String::new();
    if !sheet.names.is_empty() {
        let names: Vec<_> = sheet.names.iter().map(|name| escape(name)).collect();
        let also = reply().fill("sheet.also", &[("names", &names.join(", "))]);
        let _ = writeln!(text, "-# {also}");
    }
    let mut left_out = 0;
    for line in &sheet.lines {
        let row = row_text(line, setting);
        if length(&text) + length(&row) + NOTES > MAX_DESCRIPTION {
            left_out += 1;
        } else {
            let _ = write!(text, "\n{row}");
        }
    }
    if left_out > 0 {
        let more = reply().fill("sources.more", &[("n", &left_out)]);
        let _ = write!(text, "\n-# {more}");
    }
    for note in &sheet.notes {
        let _ = write!(text, "\n-# {}", escape(&note.to_string()));
    }
    let title = match sheet.look_up.what {
        LookupKind::Card {
            section: Some(section),
            ..
        } => format!("{} · {}", sheet.title, heading(Some(section))),
        _ => sheet.title.to_string(),
    };
    let footer = (sheet.pages > 1).then(|| Footer {
        text: reply().fill(
            "sheet.page",
            &[("n", &(sheet.page + 1)), ("count", &sheet.pages)],
        ),
    });
    let message = Message {
        embed: Some(Embed {
            title: escape(&title),
            description: text.trim().to_owned(),
            footer,
        }),
        private: setting.private,
        ..Message::default()
    };
    let message = message
        .menu(
            "sections",
            reply().say("sheet.section"),
            sections(sheet, setting),
        )
        .menu(
            "related",
            reply().say("sheet.related"),
            related(sheet, setting),
        );
    with_rows(
        message,
        vec![row(sheet, setting), setting.offers(&sheet.questions)],
    )
}

/// A line of at most [`LINE`] units. What is said is cut before it is masked, so that the place it stands at and
/// the end of its mask stay.
fn row_text(line: &Line, setting: Setting<'_>) -> String {
    let whole = line_text(line, setting, usize::MAX);
    if length(&whole) <= LINE {
        return whole;
    }
    let each = LINE / line.parts.len().max(1);
    cut(&line_text(line, setting, each.saturating_sub(AROUND)), LINE)
}

/// A line in which each part says at most `most` units.
fn line_text(line: &Line, setting: Setting<'_>, most: usize) -> String {
    let label = match line.label.as_str() {
        "" => "• ".to_owned(),
        label => format!("**{}** ", escape(label)),
    };
    let parts: Vec<String> = line
        .parts
        .iter()
        .map(|part| part_text(part, setting, most))
        .collect();
    format!("{label}{}", parts.join(" · "))
}

fn part_text(part: &Part, setting: Setting<'_>, most: usize) -> String {
    let mut out = match &part.of {
        Some(of) => format!("{}: ", escape(of)),
        None => String::new(),
    };
    match &part.said {
        Words::Said(said) => out.push_str(&said_text(said, setting, most)),
        Words::Unsaid => out = format!("{out}*{}*", reply().say("sheet.not-said")),
        Words::Silent(text) => out.push_str(&shortened(&escape(text), most)),
    }
    out
}

/// What is said, masked where it gives away too much, and where it stands; the place is never masked.
fn said_text(said: &Said, setting: Setting<'_>, most: usize) -> String {
    let text = shortened(&escape(said.text()), most);
    let text = if said.spoiler() > setting.open {
        masked(&text)
    } else {
        text
    };
    let mut out = format!("{text} ({})", escape(&places_text(said.places())));
    if !said.against().is_empty() {
        let against = escape(&places_text(said.against()));
        let _ = write!(out, " ⚖ *{}* {against}", reply().say("sheet.disagree"));
    }
    out
}

impl Setting<'_> {
    fn turn_id(&self, deed: TurnAction, look_up: LookUp) -> String {
        self.seal.turn_id(&Turn {
            deed,
            answer: self.answer,
            open: self.open,
            look_up,
        })
    }
}

/// The sections of a card, where it has more than one.
fn sections(sheet: &Sheet, setting: Setting<'_>) -> Vec<Entry> {
    let LookupKind::Card {
        name,
        kinds,
        section: shown,
    } = &sheet.look_up.what
    else {
        return Vec::new();
    };
    // All of them and the only one are the same.
    if sheet.sections.len() < 3 {
        return Vec::new();
    }
    let entry = |(section, count): &(_, usize)| {
        let what = LookupKind::Card {
            name: name.clone(),
            kinds,
            section: *section,
        };
        let id = setting.turn_id(TurnAction::Choose, LookUp::of(what));
        let label = format!("{} ({count})", heading(*section));
        Entry::new(&label, "", id).chosen(section == shown)
    };
    sheet.sections.iter().map(entry).collect()
}

fn related(sheet: &Sheet, setting: Setting<'_>) -> Vec<Entry> {
    let entry = |related: &crate::reply::sheet::Related| {
        let id = setting.turn_id(TurnAction::Choose, related.look_up.clone());
        Entry::new(&related.label, &related.note.to_string(), id)
    };
    sheet.related.iter().map(entry).collect()
}

/// What can be done with a page.
fn row(sheet: &Sheet, setting: Setting<'_>) -> Vec<Button> {
    let button =
        |style, label, deed, look_up| Button::new(style, label, setting.turn_id(deed, look_up));
    let here = || sheet.look_up.clone();
    let mut row = Vec::new();
    if sheet.pages > 1 {
        let page = |page: usize| LookUp { page, ..here() };
        // A grey button has an id too, and of one id there is only one.
        let before = page(sheet.page.checked_sub(1).unwrap_or(usize::from(u16::MAX)));
        let previous = button(
            Style::Secondary,
            reply().say("reader.previous"),
            TurnAction::Turn,
            before,
        );
        let next = button(
            Style::Secondary,
            reply().say("reader.next"),
            TurnAction::Turn,
            page(sheet.page + 1),
        );
        row.push(previous.disabled(sheet.page == 0));
        row.push(next.disabled(sheet.page + 1 >= sheet.pages));
    }
    if let LookupKind::Quote { .. } = sheet.look_up.what {
        row.push(button(
            Style::Primary,
            reply().say("sheet.another"),
            TurnAction::Another,
            here(),
        ));
    }
    if sheet.lines.iter().any(|line| line.said().next().is_some()) {
        row.push(button(
            Style::Secondary,
            reply().say("answer.sources"),
            TurnAction::Sources,
            here(),
        ));
    }
    if sheet.spoiler() > setting.open {
        row.push(button(
            Style::Secondary,
            reply().say("answer.unmask"),
            TurnAction::Unmask,
            here(),
        ));
    }
    row.push(if setting.private {
        button(
            Style::Secondary,
            reply().say("answer.share"),
            TurnAction::Share,
            here(),
        )
    } else {
        let press = Press::new(Action::Delete, setting.answer);
        setting.button(Style::Danger, reply().say("answer.delete"), press)
    });
    row
}

/// To a name that leads to nothing.
pub fn nearest_message(kinds: &[EntityKind], why: &Unfound) -> Message {
    match why {
        Unfound::Typed { typed, nearest } => {
            let typed = shortened(&plain(typed), NAME);
            let names: Vec<_> = nearest.iter().map(|name| escape(name)).collect();
            Message::private(reply().fill(
                "sheet.no-such-name",
                &[
                    ("kind", &noun(kinds)),
                    ("name", &escape(&format!("“{typed}”"))),
                    ("nearest", &names.join(", ")),
                ],
            ))
        }
        Unfound::Gone => Message::private(reply().say("sheet.gone")),
    }
}

/// Why there is nothing to show.
pub fn note_message(note: &Note) -> Message {
    Message::private(escape(&note.to_string()))
}
