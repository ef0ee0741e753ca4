//! How a round came out: who won, the table, and what a withdrawn question changes in it. What is said
//! stands in [`crate::words`].

use std::fmt::Write;

use super::super::markup::{escape, shortened};
use super::super::message::{MAX_CONTENT, Message};
use super::scene::{NAMED, person};
use crate::reply::ending;
use crate::trivia::round::Round;
use crate::trivia::round::event::Ending;
use crate::trivia::score::{RANKED, Score, is_ranked, table};
use crate::words::reply;

/// Lines of the table.
const LINES: usize = 10;

/// The end of a round.
pub(super) fn end(round: &Round) -> Message {
    let mut text = format!("{} ", reply().say("out.over"));
    match round.ended {
        None | Some((Ending::Done, _)) => {}
        Some((cause, _)) => {
            let _ = write!(text, "{} ", ending::sentence(cause));
        }
    }
    text.push_str(&winner(round));
    text.push_str(&lines(round));
    Message::text(shortened(&text, MAX_CONTENT))
}

/// Who won, and whether it counts.
fn winner(round: &Round) -> String {
    let table = table(round);
    let best: Vec<&Score> = table
        .iter()
        .take_while(|score| score.rank == 1 && score.points > 0)
        .collect();
    let text = match best.as_slice() {
        [] if table.is_empty() => return reply().say("out.nobody-played").to_owned(),
        [] => reply().say("out.nobody-scored").to_owned(),
        [one] => reply().count(
            "out.wins",
            one.points.into(),
            &[("person", &person(one.user))],
        ),
        [first, ..] => {
            let names: Vec<String> = best.iter().take(NAMED).map(|s| person(s.user)).collect();
            let people = names.join(reply().say("round.and"));
            reply().count("out.win", first.points.into(), &[("people", &people)])
        }
    };
    if is_ranked(round) {
        return text;
    }
    let practice = reply().fill("out.practice", &[("ranked", &RANKED)]);
    format!("{text} {practice}")
}

/// The table, each line on one of its own.
fn lines(round: &Round) -> String {
    let table = table(round);
    let mut text = String::new();
    for score in table.iter().take(LINES) {
        let key = if score.streak > 1 {
            "out.line-in-a-row"
        } else {
            "out.line"
        };
        let line = reply().count(
            key,
            score.points.into(),
            &[
                ("rank", &score.rank),
                ("person", &person(score.user)),
                ("right", &score.right),
                ("answered", &score.answered),
                ("streak", &score.streak),
            ],
        );
        let _ = write!(text, "\n{line}");
    }
    if table.len() > LINES {
        let more = reply().fill("out.more", &[("n", &(table.len() - LINES))]);
        let _ = write!(text, "\n-# {more}");
    }
    text
}

/// A question was withdrawn, in a round that goes on or is over.
pub(super) fn withdrawn(round: &Round, number: usize) -> Message {
    let mut text = reply().fill("out.withdrawn", &[("n", &(number + 1))]);
    if let Some(question) = round.question(number) {
        let question = escape(&question.text);
        let was = reply().fill("out.it-was", &[("question", &question)]);
        let _ = write!(text, " {was}");
    }
    if round.ended.is_some() {
        let anew = reply().fill("out.boards-anew", &[("began", &(round.began / 1_000))]);
        let _ = write!(text, "\n{anew} {}{}", winner(round), lines(round));
    } else {
        let _ = write!(text, "\n{}", reply().say("out.counted-anew"));
    }
    Message::text(shortened(&text, MAX_CONTENT))
}
