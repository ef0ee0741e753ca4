//! What players are told alone, and the words for how a round is. What is said stands in [`crate::words`].

use super::super::markup::escape;
use super::super::message::Message;
use super::super::outcome::Outcome;
use crate::rounds::DeedOutcome;
use crate::trivia::question::{Difficulty, letter};
use crate::trivia::round::deed::Said;
use crate::trivia::round::event::Setup;
use crate::trivia::wish::Mode;
use crate::words::reply;

/// What comes of a deed, in words, and what it is counted as.
pub fn deed_message(outcome: &DeedOutcome) -> (Message, Outcome) {
    let (text, counted) = match outcome {
        DeedOutcome::Said(said) => said_text(said),
        DeedOutcome::Elsewhere(channel) => (
            reply().fill("play.elsewhere", &[("channel", channel)]),
            Outcome::Refused,
        ),
        DeedOutcome::NoRound => (reply().say("play.no-longer-on").to_owned(), Outcome::Late),
    };
    (Message::private(text), counted)
}

fn said_text(said: &Said) -> (String, Outcome) {
    let plain = |key| reply().say(key).to_owned();
    let of = |key, option: usize| reply().fill(key, &[("letter", &letter(option))]);
    match said {
        Said::Noted { option, changeable } => {
            let key = if *changeable {
                "play.changeable"
            } else {
                "play.answered"
            };
            (of(key, *option), Outcome::Answered)
        }
        Said::Stands(option) => (of("play.answered", *option), Outcome::Answered),
        Said::Fixed(option) => (of("play.fixed", *option), Outcome::Refused),
        Said::Right => (plain("play.right"), Outcome::Answered),
        Said::Close(left) => (tried("play.close", *left), Outcome::Answered),
        Said::Wrong(left) => (tried("play.wrong", *left), Outcome::Answered),
        Said::NoOption => (plain("play.no-option"), Outcome::Refused),
        Said::NoTries => (plain("play.no-tries"), Outcome::Refused),
        Said::Hint { taken, left } => (hints(taken, *left), Outcome::Hinted),
        Said::NoHints => (plain("play.no-hints"), Outcome::Refused),
        Said::Answered => (plain("play.answered-already"), Outcome::Refused),
        Said::Late => (plain("play.late"), Outcome::Late),
        Said::Paused => (plain("play.paused"), Outcome::Refused),
        Said::NotPaused => (plain("play.not-paused"), Outcome::Refused),
        Said::Over => (plain("play.over"), Outcome::Late),
        Said::Previewed => (plain("play.previewed"), Outcome::Refused),
        Said::Done => (plain("play.done"), Outcome::Done),
        Said::NotYours => (plain("play.not-yours"), Outcome::Refused),
        Said::NotPlaying => (plain("play.not-playing"), Outcome::Refused),
        Said::Counted(votes, needed) if votes >= needed => (plain("play.decided"), Outcome::Done),
        Said::Counted(votes, needed) => (
            reply().fill("play.counted", &[("votes", votes), ("needed", needed)]),
            Outcome::Voted,
        ),
    }
}

/// A typed answer that is not it, with how many tries are left.
fn tried(key: &str, left: usize) -> String {
    let tries = match left {
        0 => reply().say("play.last-try").to_owned(),
        left => reply().count("play.tries", left as u64, &[]),
    };
    reply().fill(key, &[("tries", &tries)])
}

fn hints(taken: &[String], left: usize) -> String {
    let lines: Vec<String> = taken.iter().map(|hint| escape(hint)).collect();
    let price = match left {
        0 => reply().say("play.hints.last").to_owned(),
        left => reply().count("play.hints", left as u64, &[]),
    };
    format!("{}\n-# {price}", lines.join("\n"))
}

/// The word of a mode, as players read it.
fn mode_word(mode: Mode) -> &'static str {
    reply().say(match mode {
        Mode::Choice => "round.mode.choice",
        Mode::Typed => "round.mode.typed",
        Mode::CiteIt => "round.mode.cite-it",
        Mode::Chronology => "round.mode.chronology",
        Mode::Lightning => "round.mode.lightning",
        Mode::Daily => "round.mode.daily",
    })
}

/// The word of a difficulty, as players read it.
pub fn difficulty_word(difficulty: Difficulty) -> &'static str {
    reply().say(match difficulty {
        Difficulty::Easy => "round.difficulty.easy",
        Difficulty::Medium => "round.difficulty.medium",
        Difficulty::Hard => "round.difficulty.hard",
    })
}

/// How a round is to be, as players read it.
pub fn setup_words(setup: &Setup) -> String {
    let time = reply().count("round.time", setup.seconds.into(), &[]);
    let mode = mode_word(setup.wish.mode);
    let number = setup.questions.len() as u64;
    reply().count("round.setup", number, &[("mode", &mode), ("time", &time)])
}
