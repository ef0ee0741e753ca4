//! A round told from its events, line by line, for whoever wants to know what happened.

use std::fmt::Write;

use super::question::{Question, letter};
use super::round::Round;
use super::round::event::{Closing, Ending, Event, Given, Happening};
use super::score::{gained, is_ranked, table};

/// The whole round as text, with what is said of why it ended; none where the events do not begin with
/// its beginning.
pub fn transcript(events: &[Event], why: fn(Ending) -> &'static str) -> Option<String> {
    let round = Round::replay(events)?;
    let mut out = String::new();
    for event in events {
        let seconds = (event.at - round.began) as f64 / 1_000.0;
        let who = match event.user {
            0 => String::new(),
            user => format!("{} ", name(user)),
        };
        let _ = writeln!(
            out,
            "{seconds:>9.3}  {who}{}",
            told(&event.what, &round, why)
        );
    }
    let gained = gained(&round);
    for (number, asked) in round.asked.iter().enumerate() {
        let Some(question) = round.question(number) else {
            continue;
        };
        put(&mut out, number, question);
        let right = asked.right(question);
        let points: Vec<String> = right
            .iter()
            .map(|user| {
                let points = gained[number].get(user).copied().unwrap_or(0);
                format!("{} +{points}", name(*user))
            })
            .collect();
        let fate = match (asked.withdrawn, asked.closed) {
            (true, _) => "withdrawn, counts for nobody",
            (false, Some(Closing::Skipped)) => "left out, counts for nobody",
            (false, Some(Closing::Time)) => "counts",
            (false, None) => "still on",
        };
        let _ = writeln!(
            out,
            "   {} answered, right in this order: {}; {fate}",
            asked.answered(),
            if points.is_empty() {
                "nobody".to_owned()
            } else {
                points.join(", ")
            }
        );
    }
    let counts = if is_ranked(&round) {
        "ranked"
    } else {
        "practice, on no board"
    };
    let _ = writeln!(out, "\nTable ({counts}):");
    for score in table(&round) {
        let _ = writeln!(
            out,
            "{:>3}. {} {} points, {} of {} right, {} in a row",
            score.rank,
            name(score.user),
            score.points,
            score.right,
            score.answered,
            score.streak
        );
    }
    Some(out)
}

/// Ids of people who were forgotten do not fit Discord's.
fn name(user: u64) -> String {
    if i64::try_from(user).is_ok() {
        user.to_string()
    } else {
        format!("somebody-{}", u64::MAX - user + 1)
    }
}

fn put(out: &mut String, number: usize, question: &Question) {
    let _ = writeln!(out, "\n{}. {} ({})", number + 1, question.text, question.id);
    for (at, option) in question.options.iter().enumerate() {
        let mark = if at == question.right { '*' } else { ' ' };
        let _ = writeln!(out, " {mark} {}  {option}", letter(at));
    }
    let _ = writeln!(out, "   {}", question.why);
    for proof in &question.proofs {
        let paragraphs: Vec<String> = proof.paragraphs.iter().map(u32::to_string).collect();
        let _ = writeln!(
            out,
            "   claim {} ({}, ¶ {})",
            proof.claim,
            proof.source,
            paragraphs.join(", ")
        );
    }
}

fn told(what: &Happening, round: &Round, why: fn(Ending) -> &'static str) -> String {
    match what {
        Happening::Began(setup) => format!(
            "began the round in channel {} of server {}: {} questions, {} s each, seed {}",
            setup.channel,
            setup.guild,
            setup.questions.len(),
            setup.seconds,
            setup.seed
        ),
        Happening::Posted { number, message } => {
            format!("question {} posted in message {message}", number + 1)
        }
        Happening::Answered {
            number,
            given,
            order,
            aloud,
            ..
        } => {
            let given = match given {
                Given::Option(at) => letter(*at).to_string(),
                Given::Right if *aloud => "rightly, in the channel".to_owned(),
                Given::Right => "rightly, by typing".to_owned(),
                Given::Wrong => "wrongly, by typing".to_owned(),
            };
            format!(
                "answered question {}: {given} (interaction {order})",
                number + 1
            )
        }
        Happening::Hinted { number } => format!("took a hint to question {}", number + 1),
        Happening::Voted { vote, number } => {
            format!("voted to {vote:?} at question {}", number + 1).to_lowercase()
        }
        Happening::Closed { number, why } => match why {
            Closing::Time => format!("question {} closed", number + 1),
            Closing::Skipped => format!("question {} left out", number + 1),
        },
        Happening::Revealed { number } => format!("question {} revealed", number + 1),
        Happening::Paused => "paused".to_owned(),
        Happening::Resumed => "resumed".to_owned(),
        Happening::Withdrawn { number } => format!("question {} withdrawn", number + 1),
        Happening::Ended { cause } => format!("the round ended: {}", why(*cause)),
        Happening::Announced => {
            format!(
                "the channel was told, of {} questions put",
                round.asked.len()
            )
        }
    }
}
