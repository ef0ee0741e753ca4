//! Boards: pages of a leaderboard, and what a person has played. What is said stands in
//! [`crate::words`].

use std::fmt::Write;

use super::super::button::wire::Wire;
use super::super::button::{Action, Press, Seal};
use super::super::markup::shortened;
use super::super::message::{Button, MAX_CONTENT, Message, Style};
use super::command::Board;
use super::scene::person;
use crate::request::command::Period;
use crate::store::records::AnswerId;
use crate::store::rounds::records::{BoardLine, BoardPage, PlayedRound};
use crate::words::reply;

/// Lines of a page.
pub const PAGE: u32 = 10;

/// A board in the `step` of a button.
pub fn packed(board: Board) -> i16 {
    i16::from(board.period.wire()) * 2 + i16::from(board.of_channel)
}

/// A board out of it; that of all time where the bot never put it there.
pub fn unpacked(step: i16) -> Board {
    let period = u8::try_from(step / 2).ok().and_then(Period::of_wire);
    Board {
        of_channel: step % 2 == 1,
        period: period.unwrap_or_default(),
    }
}

/// One page of a board; `whose` stands for who turns it.
pub fn page_message(
    whose: AnswerId,
    board: Board,
    at: usize,
    page: &BoardPage,
    seal: &Seal,
) -> Message {
    let mut text = reply().say(title(board)).to_owned();
    if page.people == 0 {
        let _ = write!(text, "\n{}", reply().say("board.empty"));
        return Message::text(text);
    }
    for line in &page.lines {
        let _ = write!(text, "\n{}", line_text(line));
    }
    if let Some(own) = page.own.filter(|own| !page.lines.contains(own)) {
        let own = reply().fill("board.own", &[("line", &line_text(&own))]);
        let _ = write!(text, "\n-# {own}");
    }
    let pages = page.people.div_ceil(u64::from(PAGE));
    let message = Message::text(shortened(&text, MAX_CONTENT));
    if pages < 2 {
        return message;
    }
    let turn = |to: usize| seal.id(Press::new(Action::Board, whose).at(to).step(packed(board)));
    let last = u64::try_from(at + 1).unwrap_or(u64::MAX) >= pages;
    message.buttons(&[
        Button::new(
            Style::Secondary,
            reply().say("board.before"),
            turn(at.saturating_sub(1)),
        )
        .disabled(at == 0),
        Button::new(Style::Secondary, reply().say("board.next"), turn(at + 1)).disabled(last),
    ])
}

/// The key of a board's title.
fn title(board: Board) -> &'static str {
    match (board.of_channel, board.period) {
        (false, Period::Day) => "board.of-server.day",
        (false, Period::Week) => "board.of-server.week",
        (false, Period::Month) => "board.of-server.month",
        (false, Period::All) => "board.of-server.all",
        (true, Period::Day) => "board.of-channel.day",
        (true, Period::Week) => "board.of-channel.week",
        (true, Period::Month) => "board.of-channel.month",
        (true, Period::All) => "board.of-channel.all",
    }
}

fn line_text(line: &BoardLine) -> String {
    reply().count(
        "board.line",
        line.points,
        &[
            ("rank", &line.rank),
            ("person", &person(line.user)),
            ("wins", &line.wins),
            ("rounds", &line.rounds),
            ("right", &line.right),
            ("answered", &line.answered),
        ],
    )
}

/// A person's own place and last rounds.
pub fn own_message(own: Option<&BoardLine>, people: u64, rounds: &[PlayedRound]) -> Message {
    let Some(own) = own else {
        return Message::private(reply().say("board.none-yet"));
    };
    let mut text = reply().fill(
        "board.me.place",
        &[
            ("rank", &own.rank),
            ("people", &people),
            ("points", &reply().count("board.me.points", own.points, &[])),
            ("rounds", &reply().count("board.me.rounds", own.rounds, &[])),
            ("wins", &own.wins),
            ("right", &own.right),
            ("answered", &own.answered),
            ("streak", &own.streak),
        ],
    );
    for round in rounds {
        let line = reply().count(
            "board.me.round",
            round.points,
            &[
                ("at", &round.at),
                ("channel", &round.channel),
                ("rank", &round.rank),
                ("right", &round.right),
                ("answered", &round.answered),
                ("id", &round.round),
            ],
        );
        let _ = write!(text, "\n-# {line}");
    }
    Message::private(shortened(&text, MAX_CONTENT))
}
