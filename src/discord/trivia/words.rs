//! What players are told alone.

use super::super::markup::escape;
use super::super::message::Message;
use super::scene::letter;
use crate::rounds::Outcome;
use crate::trivia::round::deed::Said;

/// What comes of a deed, in words, and the name under which it is counted.
pub fn told(outcome: &Outcome) -> (Message, &'static str) {
    let (text, counted) = match outcome {
        Outcome::Said(said) => said_text(said),
        Outcome::Elsewhere(channel) => (
            format!("You are playing in <#{channel}>. One round at a time; finish that one first."),
            "refused",
        ),
        Outcome::NoRound => (
            "That round is over. `/trivia start` begins another one.".to_owned(),
            "late",
        ),
    };
    (Message::private(text), counted)
}

fn said_text(said: &Said) -> (String, &'static str) {
    let tries = |left: usize| match left {
        0 => "That was your last try.".to_owned(),
        1 => "You have one more try.".to_owned(),
        left => format!("You have {left} more tries."),
    };
    let (text, counted): (String, _) = match said {
        Said::Noted { option, changeable } => {
            let change = if *changeable {
                " You may change it once, until the time is over."
            } else {
                ""
            };
            (format!("You answered **{}**.{change}", letter(*option)), "answered")
        }
        Said::Stands(option) => (format!("You answered **{}**.", letter(*option)), "answered"),
        Said::Fixed(option) => (
            format!(
                "You have changed your answer once already; **{}** stands.",
                letter(*option)
            ),
            "refused",
        ),
        Said::Right => ("That is right.".to_owned(), "answered"),
        Said::Close(left) => (format!("That is close, but not it. {}", tries(*left)), "answered"),
        Said::Wrong(left) => (format!("That is not it. {}", tries(*left)), "answered"),
        Said::NoOption => (
            "That is none of the options. Type a letter, or the whole answer.".to_owned(),
            "refused",
        ),
        Said::NoTries => ("You have no tries left.".to_owned(), "refused"),
        Said::Hint { taken, left } => (hints(taken, *left), "hinted"),
        Said::NoHints => ("There are no hints for this question.".to_owned(), "refused"),
        Said::Answered => ("You have answered already.".to_owned(), "refused"),
        Said::Late => ("Too late: that question is closed.".to_owned(), "late"),
        Said::Paused => ("The round is paused. Wait until it goes on.".to_owned(), "refused"),
        Said::NotPaused => ("The round is not paused.".to_owned(), "refused"),
        Said::Over => ("That round is over.".to_owned(), "late"),
        Said::Previewed => (
            "You have seen these questions before, so you cannot play in this round.".to_owned(),
            "refused",
        ),
        Said::Done => ("Done.".to_owned(), "done"),
        Said::NotYours => (
            "Only who started the round may, or who may manage messages here.".to_owned(),
            "refused",
        ),
        Said::NotPlaying => (
            "Only who plays has a vote, besides who started the round and who may manage messages here."
                .to_owned(),
            "refused",
        ),
        Said::Counted(votes, needed) if votes >= needed => {
            ("Your vote decided it.".to_owned(), "done")
        }
        Said::Counted(votes, needed) => (
            format!("Your vote counts: {votes} of {needed}."),
            "voted",
        ),
    };
    (text, counted)
}

fn hints(taken: &[String], left: usize) -> String {
    let lines: Vec<String> = taken.iter().map(|hint| escape(hint)).collect();
    let more = match left {
        0 => "That is all.".to_owned(),
        1 => "There is one more.".to_owned(),
        left => format!("There are {left} more."),
    };
    format!(
        "{}\n-# Each hint costs a quarter of the points and cites no source. {more}",
        lines.join("\n")
    )
}
