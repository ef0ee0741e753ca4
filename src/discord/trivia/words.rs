//! What players are told alone. What it says stands in [`crate::words`].

use super::super::markup::escape;
use super::super::message::Message;
use super::scene::letter;
use crate::rounds::Outcome;
use crate::trivia::round::deed::Said;
use crate::words::reply;

/// What comes of a deed, in words, and the name under which it is counted.
pub fn told(outcome: &Outcome) -> (Message, &'static str) {
    let (text, counted) = match outcome {
        Outcome::Said(said) => said_text(said),
        Outcome::Elsewhere(channel) => (
            reply().fill("play.elsewhere", &[("channel", channel)]),
            "refused",
        ),
        Outcome::NoRound => (reply().say("play.no-longer-on").to_owned(), "late"),
    };
    (Message::private(text), counted)
}

fn said_text(said: &Said) -> (String, &'static str) {
    let plain = |key| reply().say(key).to_owned();
    let of = |key, option: usize| reply().fill(key, &[("letter", &letter(option))]);
    match said {
        Said::Noted { option, changeable } => {
            let key = if *changeable {
                "play.changeable"
            } else {
                "play.answered"
            };
            (of(key, *option), "answered")
        }
        Said::Stands(option) => (of("play.answered", *option), "answered"),
        Said::Fixed(option) => (of("play.fixed", *option), "refused"),
        Said::Right => (plain("play.right"), "answered"),
        Said::Close(left) => (tried("play.close", *left), "answered"),
        Said::Wrong(left) => (tried("play.wrong", *left), "answered"),
        Said::NoOption => (plain("play.no-option"), "refused"),
        Said::NoTries => (plain("play.no-tries"), "refused"),
        Said::Hint { taken, left } => (hints(taken, *left), "hinted"),
        Said::NoHints => (plain("play.no-hints"), "refused"),
        Said::Answered => (plain("play.answered-already"), "refused"),
        Said::Late => (plain("play.late"), "late"),
        Said::Paused => (plain("play.paused"), "refused"),
        Said::NotPaused => (plain("play.not-paused"), "refused"),
        Said::Over => (plain("play.over"), "late"),
        Said::Previewed => (plain("play.previewed"), "refused"),
        Said::Done => (plain("play.done"), "done"),
        Said::NotYours => (plain("play.not-yours"), "refused"),
        Said::NotPlaying => (plain("play.not-playing"), "refused"),
        Said::Counted(votes, needed) if votes >= needed => (plain("play.decided"), "done"),
        Said::Counted(votes, needed) => (
            reply().fill("play.counted", &[("votes", votes), ("needed", needed)]),
            "voted",
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
