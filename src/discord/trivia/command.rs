//! `/trivia`, read: what is asked for, with its options.

use serenity::all::CommandDataOption;

use super::super::parse::{ParseError, flag, text};
use crate::request::command::{MAX_QUESTIONS, Period, SCOPES, SECONDS};
use crate::trivia::question::Difficulty;
use crate::trivia::wish::Mode;

/// Questions of a round, where its host says nothing.
const QUESTIONS: usize = 10;

/// What people do about rounds by command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TriviaDeed {
    /// Start a round.
    Start(Order),
    /// See its questions first.
    Preview(Order),
    /// End it.
    Stop,
    /// Leave out the question.
    Skip,
    /// Let the clock stand still.
    Pause,
    /// Let it go on.
    Resume,
    /// Show a board.
    Leaderboard(Board),
    /// Show the person's own place and rounds.
    Me,
    /// Show the question of the day; with a zone, set that of the server.
    Daily {
        /// The zone, as typed.
        zone: Option<String>,
    },
    /// Show the open cases.
    Challenges,
}

/// A round as its host orders it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// How the questions are put.
    pub mode: Mode,
    /// How many.
    pub number: usize,
    /// Only of this topic.
    pub topic: Option<String>,
    /// Only about this film, by any of its names.
    pub film: Option<String>,
    /// Only so hard.
    pub difficulty: Option<Difficulty>,
    /// Seconds for a question.
    pub seconds: Option<u32>,
    /// Whether there are hints.
    pub hints: bool,
}

/// Which board.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Board {
    /// Only of this channel.
    pub of_channel: bool,
    /// Which time it covers.
    pub period: Period,
}

/// Reads an action of `/trivia`.
///
/// # Errors
/// Where there is no such action.
pub fn trivia(action: &str, options: &[CommandDataOption]) -> Result<TriviaDeed, ParseError> {
    Ok(match action {
        "start" => TriviaDeed::Start(order(options)),
        "preview" => TriviaDeed::Preview(order(options)),
        "stop" => TriviaDeed::Stop,
        "skip" => TriviaDeed::Skip,
        "pause" => TriviaDeed::Pause,
        "resume" => TriviaDeed::Resume,
        "leaderboard" => TriviaDeed::Leaderboard(Board {
            of_channel: text(options, "where").as_deref() == Some(SCOPES[1]),
            period: chosen(options, "period", &Period::ALL).unwrap_or_default(),
        }),
        "me" => TriviaDeed::Me,
        "daily" => TriviaDeed::Daily {
            zone: text(options, "zone"),
        },
        "challenges" => TriviaDeed::Challenges,
        other => return Err(ParseError::UnknownCommand(format!("trivia {other}"))),
    })
}

/// Discord keeps the bounds; a forged request is brought within them.
fn order(options: &[CommandDataOption]) -> Order {
    let mode = chosen(options, "mode", &Mode::ALL).unwrap_or(Mode::Choice);
    let number = whole(options, "number").map_or(QUESTIONS, |number| {
        usize::try_from(number)
            .unwrap_or(1)
            .clamp(1, MAX_QUESTIONS.into())
    });
    let seconds = whole(options, "seconds").map(|seconds| {
        let seconds = u32::try_from(seconds).unwrap_or(0);
        seconds.clamp(SECONDS.0.into(), SECONDS.1.into())
    });
    Order {
        mode,
        number,
        topic: text(options, "topic").map(|topic| topic.trim().to_lowercase()),
        film: text(options, "film"),
        difficulty: chosen(options, "difficulty", &Difficulty::ALL),
        seconds,
        hints: flag(options, "hints").unwrap_or(true),
    }
}

/// What the word of an option stands for in a table; `None` if there is no such option, or no such word.
fn chosen<T: Copy>(options: &[CommandDataOption], name: &str, table: &[(&str, T)]) -> Option<T> {
    let word = text(options, name)?;
    let (_, value) = table.iter().find(|(known, _)| *known == word)?;
    Some(*value)
}

fn whole(options: &[CommandDataOption], name: &str) -> Option<i64> {
    let option = options.iter().find(|option| option.name == name)?;
    option.value.as_i64()
}
