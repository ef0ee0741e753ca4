//! What the question of the day looks like: for one person, before and after they answer.

use std::fmt::Write;

use super::super::button::{Action, Press, Seal};
use super::super::markup::{escape, shortened};
use super::super::message::{Button, MAX_CONTENT, Message, Style};
use super::command::difficulty_word;
use super::scene::{citation, letter, shown};
use crate::store::records::AnswerId;
use crate::trivia::daily::zone_name;
use crate::trivia::question::Question;

/// What is known of a day and a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What the person chose.
    pub chosen: usize,
    /// How many have answered.
    pub answered: u64,
    /// How many of them rightly.
    pub right: u64,
    /// Days in a row on which the person was right.
    pub streak: usize,
    /// When the day ends, in seconds since 1970.
    pub until: i64,
    /// The server's zone, in minutes east of UTC.
    pub zone: i32,
}

fn head(question: &Question) -> String {
    format!(
        "**Question of the day** · {} · {}\n{}\n",
        escape(&question.topic),
        difficulty_word(question.difficulty),
        escape(&question.text)
    )
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
    let _ = write!(
        text,
        "\n-# One answer counts. The next question comes <t:{until}:R>."
    );
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
    Message::private(shortened(&text, MAX_CONTENT)).buttons(&buttons)
}

/// How it came out for the person; `sources` is the id under which its sources are kept.
pub fn outcome_message(
    question: &Question,
    standing: &Standing,
    sources: AnswerId,
    seal: &Seal,
) -> Message {
    let mut text = head(question);
    let option = |at: usize| question.options.get(at).map_or("", String::as_str);
    let verdict = if standing.chosen == question.right {
        "You were right".to_owned()
    } else {
        format!(
            "You answered {}, {}",
            letter(standing.chosen),
            escape(option(standing.chosen))
        )
    };
    let _ = write!(
        text,
        "\n{verdict}. **{} is right**, {}. {}\n-# {}\n",
        letter(question.right),
        escape(option(question.right)),
        escape(&question.why),
        citation(&question.proofs)
    );
    let days = match standing.streak {
        0 => "Your streak begins with the next right answer.".to_owned(),
        1 => "You have been right for one day.".to_owned(),
        days => format!("You have been right for {days} days in a row."),
    };
    let share = (standing.right * 100 + standing.answered / 2)
        .checked_div(standing.answered)
        .unwrap_or(0);
    let _ = write!(
        text,
        "\n{days} {} answered today, {share} % of them rightly.\n-# The next question comes <t:{}:R>, at midnight {}.",
        standing.answered,
        standing.until,
        zone_name(standing.zone)
    );
    let press = Press::new(Action::Sources, sources);
    let button = Button::new(Style::Secondary, "Sources", seal.id(press));
    Message::private(shortened(&text, MAX_CONTENT)).buttons(&[button])
}
