//! What the question of the day looks like: for one person, before and after they answer. What is said
//! stands in [`crate::words`].

use std::fmt::Write;

use super::super::button::{Action, Press, Seal};
use super::super::markup::{escape, shortened};
use super::super::message::{Button, MAX_CONTENT, Message, Style};
use super::scene::{citation, right_letter, share_lines, shown};
use super::words::difficulty_word;
use crate::store::records::AnswerId;
use crate::trivia::daily::zone_name;
use crate::trivia::question::{Question, letter};
use crate::words::reply;

/// What is known of a day and a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What the person chose.
    pub chosen: usize,
    /// How many chose each option.
    pub counts: Vec<usize>,
    /// Days in a row on which the person was right.
    pub streak: usize,
    /// Whether the question was withdrawn.
    pub withdrawn: bool,
    /// When the day ends, in seconds since 1970.
    pub until: i64,
    /// The server's zone, in minutes east of UTC.
    pub zone: i32,
}

fn head(question: &Question) -> String {
    let head = reply().fill(
        "daily.head",
        &[
            ("topic", &escape(&question.topic)),
            ("difficulty", &difficulty_word(question.difficulty)),
        ],
    );
    format!("{head}\n{}\n", escape(&question.text))
}

/// The question, with a button for each option.
pub fn question_message(
    question: &Question,
    guild: AnswerId,
    day: usize,
    until: i64,
    seal: &Seal,
) -> Message {
    let mut text = head(question);
    for (option, words) in question.options.iter().enumerate() {
        let _ = write!(
            text,
            "\n**{}** {}",
            letter(option),
            shown(question, option, words)
        );
    }
    let counts = reply().fill("daily.one-counts", &[("until", &until)]);
    let _ = write!(text, "\n-# {counts}");
    let buttons = question.options.iter().enumerate().map(|(option, words)| {
        let step = i16::try_from(option).unwrap_or(i16::MAX);
        let press = Press::new(Action::Daily, guild).at(day).step(step);
        let label = if question.passages.is_empty() {
            format!("{}. {words}", letter(option))
        } else {
            letter(option).to_string()
        };
        Button::new(Style::Primary, &label, seal.id(press))
    });
    let buttons: Vec<Button> = buttons.collect();
    let typing = Press::new(Action::DailyType, guild).at(day);
    let answer = Button::new(
        Style::Secondary,
        reply().say("asked.answer"),
        seal.id(typing),
    );
    Message::private(shortened(&text, MAX_CONTENT))
        .buttons(&buttons)
        .buttons(&[answer])
}

/// To whoever comes after the question was withdrawn.
pub fn withdrawn_message(until: i64) -> Message {
    Message::private(reply().fill("daily.withdrawn-today", &[("until", &until)]))
}

/// How it came out for the person: of the `day` of a server, with its sources kept under the id `sources`.
pub fn outcome_message(
    question: &Question,
    standing: &Standing,
    (guild, day): (AnswerId, usize),
    sources: AnswerId,
    seal: &Seal,
) -> Message {
    let mut text = head(question);
    let all: usize = standing.counts.iter().sum();
    share_lines(&mut text, question, &standing.counts, all);
    let verdict = if standing.chosen == question.right {
        reply().say("daily.right").to_owned()
    } else {
        let letter = letter(standing.chosen);
        reply().fill("daily.answered", &[("letter", &letter)])
    };
    let _ = write!(
        text,
        "\n{verdict} {} {}\n-# {}\n",
        right_letter(question),
        escape(&question.why),
        citation(&question.proofs)
    );
    let days = match standing.streak {
        _ if standing.withdrawn => reply().say("daily.withdrawn").to_owned(),
        0 => reply().say("daily.no-streak").to_owned(),
        days => reply().count("daily.streak", days as u64, &[]),
    };
    let answers = reply().count("daily.answers", all as u64, &[]);
    let zone = zone_name(standing.zone);
    let next = reply().fill("daily.next", &[("until", &standing.until), ("zone", &zone)]);
    let _ = write!(text, "\n{days} {answers}\n-# {next}");
    let challenge = Press::new(Action::Challenge, guild).at(day);
    Message::private(shortened(&text, MAX_CONTENT)).buttons(&[
        Button::new(
            Style::Secondary,
            reply().say("answer.sources"),
            seal.id(Press::new(Action::Sources, sources)),
        ),
        Button::new(
            Style::Secondary,
            reply().say("asked.challenge"),
            seal.id(challenge),
        )
        .disabled(standing.withdrawn),
    ])
}
