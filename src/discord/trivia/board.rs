//! Boards: pages of a leaderboard, and what a person has played.

use std::fmt::Write;

use super::super::button::{Action, Press, Seal};
use super::super::markup::shortened;
use super::super::message::{Button, MAX_CONTENT, Message, Style};
use super::command::Board;
use super::scene::person;
use crate::request::command::PERIODS;
use crate::store::records::AnswerId;
use crate::store::rounds::records::{BoardLine, BoardPage, PlayedRound};

/// Lines of a page.
pub const PAGE: u32 = 10;

/// Seconds a period reaches back; none for all of it.
pub fn seconds_of(period: usize) -> Option<i64> {
    const DAY: i64 = 24 * 60 * 60;
    match PERIODS.get(period) {
        Some(&"day") => Some(DAY),
        Some(&"week") => Some(7 * DAY),
        Some(&"month") => Some(30 * DAY),
        _ => None,
    }
}

/// A board in the `step` of a button.
pub fn packed(board: Board) -> i16 {
    let period = i16::try_from(board.period).unwrap_or(0);
    period * 2 + i16::from(board.of_channel)
}

/// A board out of it.
pub fn unpacked(step: i16) -> Board {
    let step = usize::from(step.unsigned_abs());
    Board {
        of_channel: step % 2 == 1,
        period: (step / 2).min(PERIODS.len() - 1),
    }
}

/// One page of a board.
pub fn page_message(
    id: AnswerId,
    board: Board,
    at: usize,
    page: &BoardPage,
    seal: &Seal,
) -> Message {
    let place = if board.of_channel {
        "this channel"
    } else {
        "this server"
    };
    let period = match PERIODS.get(board.period) {
        Some(&"day") => ", last 24 hours",
        Some(&"week") => ", last 7 days",
        Some(&"month") => ", last 30 days",
        _ => "",
    };
    let mut text = format!("**Leaderboard of {place}{period}**");
    if page.people == 0 {
        text.push_str("\nNo ranked round yet. A round counts where three or more play; `/trivia start` begins one.");
        return Message::text(text);
    }
    for line in &page.lines {
        let _ = write!(text, "\n{}", line_text(line));
    }
    if let Some(own) = page.own.filter(|own| !page.lines.contains(own)) {
        let _ = write!(text, "\n-# Your place: {}", line_text(&own));
    }
    let pages = page.people.div_ceil(u64::from(PAGE));
    let message = Message::text(shortened(&text, MAX_CONTENT));
    if pages < 2 {
        return message;
    }
    let turn = |to: usize| seal.id(Press::new(Action::Board, id).at(to).step(packed(board)));
    let last = u64::try_from(at + 1).unwrap_or(u64::MAX) >= pages;
    message.buttons(&[
        Button::new(Style::Secondary, "Before", turn(at.saturating_sub(1))).disabled(at == 0),
        Button::new(Style::Secondary, "Next", turn(at + 1)).disabled(last),
    ])
}

fn line_text(line: &BoardLine) -> String {
    format!(
        "**{}.** {} · {} points · {} won of {} · {} of {} right",
        line.rank,
        person(line.user),
        line.points,
        line.wins,
        line.rounds,
        line.right,
        line.answered
    )
}

/// A person's own place and last rounds.
pub fn own_message(own: Option<&BoardLine>, people: u64, rounds: &[PlayedRound]) -> Message {
    let Some(own) = own else {
        return Message::private(
            "You have played no ranked round here yet. A round counts where three or more play.",
        );
    };
    let mut text = format!(
        "You are **{}** of {people} in this server: {} points in {} rounds, {} won; {} of {} answers right, at best {} in a row.",
        own.rank, own.points, own.rounds, own.wins, own.right, own.answered, own.streak
    );
    for round in rounds {
        let _ = write!(
            text,
            "\n-# <t:{}:f> in <#{}>: place {}, {} points, {} of {} right (round `{}`)",
            round.at,
            round.channel,
            round.rank,
            round.points,
            round.right,
            round.answered,
            round.round
        );
    }
    Message::private(shortened(&text, MAX_CONTENT))
}
