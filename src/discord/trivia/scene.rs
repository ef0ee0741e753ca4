//! What rounds look like in a channel: questions, reveals, the end. Pure; players are
//! named by mentions, which ping nobody.

use std::fmt::Write;

use super::super::button::{Action, Press, Seal};
use super::super::markup::{escape, shortened};
use super::super::message::{Button, MAX_CONTENT, Message, Style};
use super::command::{difficulty_word, mode_word};
use crate::reply::paragraphs_text;
use crate::rounds::stage::Scene;
use crate::store::records::AnswerId;
use crate::trivia::question::{Proof, Question};
use crate::trivia::round::asked::Asked;
use crate::trivia::round::event::{Closing, Ending};
use crate::trivia::round::{Round, SILENCE};
use crate::trivia::score::{RANKED, Score, gained, is_ranked, table};
use crate::trivia::wish::Mode;

/// Letters of the options.
pub const LETTERS: [char; 4] = ['A', 'B', 'C', 'D'];
/// Lines of the table after a question.
const TOP: usize = 5;
/// Lines of the table at the end.
const FINAL: usize = 10;
/// Longest passage, so that four of them fit into a message.
const PASSAGE: usize = 360;
/// People whose points are told one by one.
const NAMED: usize = 5;

/// The letter of an option.
pub fn letter(option: usize) -> char {
    LETTERS.get(option).copied().unwrap_or('?')
}

/// A scene as a message.
pub fn message(id: AnswerId, round: &Round, scene: Scene, seal: &Seal) -> Message {
    let sealed = |press: Press| seal.id(press);
    match scene {
        Scene::Question { number, until } => question(id, round, number, Some(until), sealed),
        Scene::Again { number, until } => question(id, round, number, until, sealed),
        Scene::Reveal(number) => reveal(id, round, number, sealed),
        Scene::End => end(round),
        Scene::Withdrawn(number) => withdrawn(round, number),
    }
}

/// A person as everybody in the channel sees them.
pub fn person(user: u64) -> String {
    if i64::try_from(user).is_ok_and(|user| user > 0) {
        format!("<@{user}>")
    } else {
        "somebody".to_owned()
    }
}

fn question(
    id: AnswerId,
    round: &Round,
    number: usize,
    until: Option<i64>,
    sealed: impl Fn(Press) -> String,
) -> Message {
    let Some(question) = round.question(number) else {
        return Message::default();
    };
    let mut text = head(round, number, question);
    match until {
        // In whole seconds, as stamps are; rounded up, so that nobody is told too little.
        Some(until) => {
            let _ = write!(text, " · ends <t:{}:R>", (until + 999) / 1_000);
        }
        None => text.push_str(" · **paused**"),
    }
    put(&mut text, round, question);
    let at = |action| Press::new(action, id).at(number);
    let choosing = round.setup.wish.mode != Mode::Typed;
    let options = question.options.iter().enumerate().map(|(option, words)| {
        let step = i16::try_from(option).unwrap_or(i16::MAX);
        let label = if question.passages.is_empty() {
            format!("{}. {words}", letter(option))
        } else {
            letter(option).to_string()
        };
        Button::new(
            Style::Primary,
            &label,
            sealed(at(Action::Choose).step(step)),
        )
    });
    let options: Vec<Button> = options.filter(|_| choosing).collect();
    let mut further = vec![Button::new(
        Style::Secondary,
        "Answer",
        sealed(at(Action::Type)),
    )];
    if round.setup.hints && !question.hints.is_empty() {
        further.push(Button::new(
            Style::Secondary,
            "Hint",
            sealed(at(Action::Hint)),
        ));
    }
    let message = Message::text(shortened(&text, MAX_CONTENT));
    if options.is_empty() {
        message.buttons(&further)
    } else {
        message.buttons(&options).buttons(&further)
    }
}

fn head(round: &Round, number: usize, question: &Question) -> String {
    format!(
        "**Question {} of {}** · {} · {}",
        number + 1,
        round.setup.questions.len(),
        escape(&question.topic),
        difficulty_word(question.difficulty)
    )
}

/// The question with its options, as far as they are shown.
fn put(text: &mut String, round: &Round, question: &Question) {
    let _ = write!(text, "\n{}\n", escape(&question.text));
    if round.setup.wish.mode == Mode::Typed {
        text.push_str(if round.setup.aloud {
            "-# Say it here, and the first right answer ends the question; or type it with **Answer**, for you alone, with three tries."
        } else {
            "-# Type your answer with **Answer**; you have three tries."
        });
        return;
    }
    for (option, words) in question.options.iter().enumerate() {
        let _ = write!(
            text,
            "\n**{}** {}",
            letter(option),
            shown(question, option, words)
        );
    }
}

/// An option, or the passage it stands for.
pub(super) fn shown(question: &Question, option: usize, words: &str) -> String {
    match question.passages.get(option) {
        Some(passage) => {
            let passage = escape(&shortened(passage, PASSAGE));
            format!("{}: {passage}", escape(words))
        }
        None => escape(words),
    }
}

fn reveal(id: AnswerId, round: &Round, number: usize, sealed: impl Fn(Press) -> String) -> Message {
    let (Some(question), Some(asked)) = (round.question(number), round.asked.get(number)) else {
        return Message::default();
    };
    let mut text = head(round, number, question);
    let _ = write!(text, "\n{}\n", escape(&question.text));
    if round.setup.wish.mode != Mode::Typed {
        shares(&mut text, question, asked);
    }
    let right = question
        .options
        .get(question.right)
        .map_or("", String::as_str);
    let _ = match round.setup.wish.mode {
        Mode::Typed => write!(text, "\n**Right is {}.**", escape(right)),
        _ => write!(text, "\n**{} is right.**", letter(question.right)),
    };
    let _ = write!(
        text,
        " {}\n-# {}",
        escape(&question.why),
        citation(&question.proofs)
    );
    text.push_str(&came_out(round, number, question, asked));
    let press = |action| sealed(Press::new(action, id).at(number));
    let buttons = [
        Button::new(Style::Secondary, "Sources", press(Action::Proof)),
        Button::new(Style::Secondary, "Challenge", press(Action::Challenge))
            .disabled(asked.withdrawn),
    ];
    Message::text(shortened(&text, MAX_CONTENT)).buttons(&buttons)
}

/// How many chose what.
fn shares(text: &mut String, question: &Question, asked: &Asked) {
    use crate::trivia::round::event::Given;
    let counts: Vec<usize> = (0..question.options.len())
        .map(|option| {
            let chosen = asked.entries.values();
            chosen
                .filter(|entry| entry.given == Some(Given::Option(option)))
                .count()
        })
        .collect();
    share_lines(text, question, &counts, asked.answered());
}

/// The options, each with how many chose it, of `all` who answered.
pub(super) fn share_lines(text: &mut String, question: &Question, counts: &[usize], all: usize) {
    for (option, words) in question.options.iter().enumerate() {
        let count = counts.get(option).copied().unwrap_or(0);
        let share = (count * 100 + all / 2).checked_div(all).unwrap_or(0);
        let mark = if option == question.right {
            " · **right**"
        } else {
            ""
        };
        let words = shown(question, option, words);
        let short = shortened(&words, 160);
        let _ = write!(
            text,
            "\n**{}** {short} · {count} ({share} %){mark}",
            letter(option)
        );
    }
    text.push('\n');
}

/// Where the proof stands, each place once.
pub(super) fn citation(proofs: &[Proof]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for proof in proofs {
        let author = proof
            .author
            .as_deref()
            .map(|author| format!("{}. ", escape(author)));
        let line = format!(
            "{}{} ({}, ¶ {})",
            author.unwrap_or_default(),
            escape(&proof.title),
            escape(&proof.source),
            paragraphs_text(&proof.paragraphs)
        );
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("; ")
}

fn came_out(round: &Round, number: usize, question: &Question, asked: &Asked) -> String {
    let mut text = String::from("\n");
    if asked.withdrawn {
        text.push_str("\nThis question was withdrawn: it counts for nobody.");
    } else if asked.closed == Some(Closing::Skipped) {
        text.push_str("\nIt was left out: it counts for nobody.");
    } else {
        let gained = gained(round);
        let gained = gained.get(number);
        let right = asked.right(question);
        if let Some(first) = right.first() {
            let _ = write!(text, "\nFirst: {}.", person(*first));
        }
        let points: Vec<String> = right
            .iter()
            .take(NAMED)
            .filter_map(|user| Some(format!("{} +{}", person(*user), gained?.get(user)?)))
            .collect();
        if !points.is_empty() {
            let _ = write!(text, " Points: {}", points.join(", "));
            if right.len() > NAMED {
                let _ = write!(text, " and {} more", right.len() - NAMED);
            }
            text.push('.');
        } else if asked.answered() > 0 {
            text.push_str("\nNobody was right.");
        } else {
            text.push_str("\nNobody answered.");
            if round.ended.is_none() && round.silent() + 1 == SILENCE {
                text.push_str(" If nobody answers the next one either, the round ends.");
            }
        }
    }
    let table = table(round);
    if table.iter().any(|score| score.points > 0) {
        let lines: Vec<String> = table.iter().take(TOP).map(short_line).collect();
        let _ = write!(text, "\n{}", lines.join(" · "));
    }
    text
}

fn short_line(score: &Score) -> String {
    format!("{}. {} {}", score.rank, person(score.user), score.points)
}

/// The table at the end.
pub fn final_table(round: &Round) -> String {
    let table = table(round);
    let mut text = String::new();
    for score in table.iter().take(FINAL) {
        let _ = write!(
            text,
            "\n**{}.** {} · {} points · {} of {} right",
            score.rank,
            person(score.user),
            score.points,
            score.right,
            score.answered
        );
        if score.streak > 1 {
            let _ = write!(text, " · {} in a row", score.streak);
        }
    }
    if table.len() > FINAL {
        let _ = write!(text, "\n-# … and {} more", table.len() - FINAL);
    }
    text
}

fn end(round: &Round) -> Message {
    let mut text = String::from("**The round is over.** ");
    match round.ended {
        None | Some((Ending::Done, _)) => {}
        Some((cause, _)) => {
            let _ = write!(text, "{} ", cause.sentence());
        }
    }
    text.push_str(&winner(round));
    text.push_str(&final_table(round));
    Message::text(shortened(&text, MAX_CONTENT))
}

/// Who won, and whether it counts.
fn winner(round: &Round) -> String {
    let table = table(round);
    let best: Vec<&Score> = table
        .iter()
        .take_while(|score| score.rank == 1 && score.points > 0)
        .collect();
    let mut text = match best.as_slice() {
        [] if table.is_empty() => return "Nobody played.".to_owned(),
        [] => "Nobody has points.".to_owned(),
        [one] => format!("{} wins with {} points.", person(one.user), one.points),
        [first, ..] => {
            let names: Vec<String> = best.iter().take(NAMED).map(|s| person(s.user)).collect();
            format!(
                "{} win with {} points each.",
                names.join(" and "),
                first.points
            )
        }
    };
    if !is_ranked(round) {
        let _ = write!(
            text,
            " Fewer than {RANKED} played, so it was practice: the leaderboard does not count it."
        );
    }
    text
}

fn withdrawn(round: &Round, number: usize) -> Message {
    let mut text = format!(
        "**Question {} was withdrawn** after a challenge: it counts for nobody. ",
        number + 1
    );
    if let Some(question) = round.question(number) {
        let _ = write!(text, "It was: {}", escape(&question.text));
    }
    if round.ended.is_some() {
        let _ = write!(
            text,
            "\nThe round of <t:{}:f> and the leaderboards are counted anew. {}{}",
            round.began / 1_000,
            winner(round),
            final_table(round)
        );
    } else {
        text.push_str("\nThe points of this round are counted anew.");
    }
    Message::text(shortened(&text, MAX_CONTENT))
}

/// What a host is told once the round is started.
pub fn started(round: &crate::trivia::round::event::Setup) -> String {
    let plural = if round.questions.len() == 1 { "" } else { "s" };
    format!(
        "{} question{plural}, {}, {} seconds each",
        round.questions.len(),
        mode_word(round.wish.mode),
        round.seconds
    )
}
