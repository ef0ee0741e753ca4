//! What questions of a round look like in a channel, before and after they are answered. Pure; players
//! are named by mentions, which ping nobody. What is said stands in [`crate::words`].

use std::fmt::Write;

use super::super::button::{Action, Press, Seal};
use super::super::markup::{escape, shortened};
use super::super::message::{Button, MAX_CONTENT, Message, Style};
use super::finale;
use super::words::difficulty_word;
use crate::reply::paragraphs_text;
use crate::rounds::stage::Scene;
use crate::store::records::AnswerId;
use crate::trivia::question::{Proof, Question, letter};
use crate::trivia::round::asked::AskedQuestion;
use crate::trivia::round::event::Closing;
use crate::trivia::round::{Round, SILENCE};
use crate::trivia::score::{Score, gained, table};
use crate::trivia::wish::Mode;
use crate::words::reply;

/// Lines of the table after a question.
const TOP: usize = 5;
/// Longest passage, so that four of them fit into a message.
const PASSAGE: usize = 360;
/// People whose points are told one by one.
pub(super) const NAMED: usize = 5;

/// A scene as a message.
pub fn message(id: AnswerId, round: &Round, scene: Scene, seal: &Seal) -> Message {
    let sealed = |press: Press| seal.id(press);
    match scene {
        Scene::Question { number, until } => question(id, round, number, Some(until), sealed),
        Scene::Again { number, until } => question(id, round, number, until, sealed),
        Scene::Reveal(number) => reveal(id, round, number, sealed),
        Scene::End => finale::end(round),
        Scene::Withdrawn(number) => finale::withdrawn(round, number),
    }
}

/// A person as everybody in the channel sees them.
pub fn person(user: u64) -> String {
    if i64::try_from(user).is_ok_and(|user| user > 0) {
        format!("<@{user}>")
    } else {
        reply().say("round.somebody").to_owned()
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
    let mut text = match until {
        // In whole seconds, as stamps are; rounded up, so that nobody is told too little.
        Some(until) => head(
            "asked.going-on",
            round,
            number,
            question,
            (until + 999) / 1_000,
        ),
        None => head("asked.paused", round, number, question, 0),
    };
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
        reply().say("asked.answer"),
        sealed(at(Action::Type)),
    )];
    if round.setup.hints && !question.hints.is_empty() {
        further.push(Button::new(
            Style::Secondary,
            reply().say("asked.hint"),
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

/// The first line of a question, by a key of `asked`; its time is over `until` then, where it goes on.
fn head(key: &str, round: &Round, number: usize, question: &Question, until: i64) -> String {
    reply().fill(
        key,
        &[
            ("n", &(number + 1)),
            ("count", &round.setup.questions.len()),
            ("topic", &escape(&question.topic)),
            ("difficulty", &difficulty_word(question.difficulty)),
            ("until", &until),
        ],
    )
}

/// The question with its options, as far as they are shown.
fn put(text: &mut String, round: &Round, question: &Question) {
    let _ = write!(text, "\n{}\n", escape(&question.text));
    if round.setup.wish.mode == Mode::Typed {
        let how = if round.setup.aloud {
            "asked.say-it"
        } else {
            "asked.type-it"
        };
        let _ = write!(text, "-# {}", reply().say(how));
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
    let mut text = head("asked.closed", round, number, question, 0);
    let _ = write!(text, "\n{}\n", escape(&question.text));
    if round.setup.wish.mode != Mode::Typed {
        shares(&mut text, question, asked);
    }
    let right = question
        .options
        .get(question.right)
        .map_or("", String::as_str);
    let right = match round.setup.wish.mode {
        Mode::Typed => reply().fill("asked.right-words", &[("answer", &escape(right))]),
        _ => right_letter(question),
    };
    let _ = write!(
        text,
        "\n{right} {}\n-# {}",
        escape(&question.why),
        citation(&question.proofs)
    );
    text.push_str(&came_out(round, number, question, asked));
    let press = |action| sealed(Press::new(action, id).at(number));
    let buttons = [
        Button::new(
            Style::Secondary,
            reply().say("answer.sources"),
            press(Action::Proof),
        ),
        Button::new(
            Style::Secondary,
            reply().say("asked.challenge"),
            press(Action::Challenge),
        )
        .disabled(asked.withdrawn),
    ];
    Message::text(shortened(&text, MAX_CONTENT)).buttons(&buttons)
}

/// Which option is right.
pub(super) fn right_letter(question: &Question) -> String {
    reply().fill("asked.right", &[("letter", &letter(question.right))])
}

/// How many chose what.
fn shares(text: &mut String, question: &Question, asked: &AskedQuestion) {
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
        let key = if option == question.right {
            "asked.share-right"
        } else {
            "asked.share"
        };
        let words = shown(question, option, words);
        let line = reply().fill(
            key,
            &[
                ("letter", &letter(option)),
                ("option", &shortened(&words, 160)),
                ("count", &count),
                ("share", &share),
            ],
        );
        let _ = write!(text, "\n{line}");
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

fn came_out(round: &Round, number: usize, question: &Question, asked: &AskedQuestion) -> String {
    let mut text = String::from("\n\n");
    text.push_str(&if asked.withdrawn {
        reply().say("asked.withdrawn").to_owned()
    } else if asked.closed == Some(Closing::Skipped) {
        reply().say("asked.left-out").to_owned()
    } else {
        who_was_right(round, number, question, asked)
    });
    let table = table(round);
    if table.iter().any(|score| score.points > 0) {
        let lines: Vec<String> = table.iter().take(TOP).map(short_line).collect();
        let _ = write!(text, "\n{}", lines.join(" · "));
    }
    text
}

/// Who was right first, and what it brought to whom.
fn who_was_right(
    round: &Round,
    number: usize,
    question: &Question,
    asked: &AskedQuestion,
) -> String {
    let gained = gained(round);
    let gained = gained.get(number);
    let right = asked.right(question);
    let points: Vec<String> = right
        .iter()
        .take(NAMED)
        .filter_map(|user| Some(format!("{} +{}", person(*user), gained?.get(user)?)))
        .collect();
    if let Some(first) = right.first().filter(|_| !points.is_empty()) {
        let first = reply().fill("asked.first", &[("person", &person(*first))]);
        let key = if right.len() > NAMED {
            "asked.points-more"
        } else {
            "asked.points"
        };
        let more = right.len().saturating_sub(NAMED);
        let points = reply().fill(key, &[("points", &points.join(", ")), ("n", &more)]);
        format!("{first} {points}")
    } else if asked.answered() > 0 {
        reply().say("asked.nobody-right").to_owned()
    } else {
        let nobody = reply().say("asked.nobody-answered");
        let is_last = number + 1 == round.setup.questions.len();
        if round.ended.is_none() && !is_last && round.silent() + 1 == SILENCE {
            format!("{nobody} {}", reply().say("asked.nobody-again"))
        } else {
            nobody.to_owned()
        }
    }
}

fn short_line(score: &Score) -> String {
    format!("{}. {} {}", score.rank, person(score.user), score.points)
}
