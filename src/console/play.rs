//! A round of trivia at the prompt, for one: the same state machine, questions and
//! matching as on Discord, with more time and without a channel.

use std::collections::HashSet;
use std::fmt::Write;

use crate::reply::paragraphs_text;
use crate::trivia::pool::Pool;
use crate::trivia::question::{Question, letter};
use crate::trivia::round::deed::{Deed, Doer, Said};
use crate::trivia::round::event::{Closing, Ending, Event, Happening, Setup};
use crate::trivia::round::{Due, Round};
use crate::trivia::score::{gained, table};
use crate::trivia::wish::{Mode, Wish};
use crate::words::reply;

/// Who sits at the prompt.
const PLAYER: u64 = 1;
/// Questions of a round, where nothing is said.
const QUESTIONS: usize = 5;
/// Most questions.
const MOST: usize = 30;
/// Seconds for a question: who reads at a prompt is not hurried.
const SECONDS: u32 = 120;

/// A round that is on.
#[derive(Debug)]
pub(super) struct Play {
    round: Round,
    /// Counts up, as Discord's ids do.
    order: u64,
}

/// What comes of a line.
pub(super) enum Played {
    /// It goes on.
    On(String),
    /// It is over.
    Over(String),
}

impl Play {
    /// Begins a round of as many questions as the words after the command say, at a time in
    /// milliseconds; the first question comes with it.
    pub(super) fn begin(words: &str, pool: &Pool, now: i64) -> Result<(Self, String), String> {
        let (mut mode, mut number) = (Mode::Choice, QUESTIONS);
        for word in words.split_whitespace() {
            match (word, word.parse::<usize>()) {
                ("typed", _) => mode = Mode::Typed,
                ("cite-it", _) => mode = Mode::CiteIt,
                ("chronology", _) => mode = Mode::Chronology,
                (_, Ok(wanted)) if (1..=MOST).contains(&wanted) => number = wanted,
                _ => {
                    return Err(format!(
                        "/trivia takes a number from 1 to {MOST} and typed, cite-it or chronology, as in: /trivia 5 typed"
                    ));
                }
            }
        }
        let wish = Wish::of(mode, number);
        let seed = now.cast_unsigned();
        let questions = pool.choose(&wish, &HashSet::new(), seed);
        if questions.is_empty() {
            return Err("There is no question like that.".to_owned());
        }
        let began = Event {
            at: now,
            user: PLAYER,
            what: Happening::Began(Box::new(Setup {
                guild: 0,
                channel: 0,
                wish,
                seconds: SECONDS,
                rest: 0,
                hints: true,
                seed,
                previewed: false,
                aloud: false,
                questions,
                secrets: Vec::new(),
            })),
        };
        let Some(round) = Round::replay([&began]) else {
            return Err("There is no question like that.".to_owned());
        };
        let mut play = Self { round, order: 0 };
        let mut text = format!("{}\n", play.manual());
        play.go_on(now, &mut text);
        Ok((play, text))
    }

    /// How the round is played.
    fn manual(&self) -> String {
        let by_letter = match self.round.setup.wish.mode {
            Mode::Typed => "",
            _ => "by letter or ",
        };
        format!(
            "Answer {by_letter}by typing. /hint helps, /skip leaves a question out, /stop ends the round."
        )
    }

    /// Takes a line of the player.
    pub(super) fn line(&mut self, line: &str, now: i64) -> Played {
        let mut text = String::new();
        let Some((number, _)) = self.round.current() else {
            self.finish(&mut text);
            return Played::Over(text);
        };
        let settled = match line {
            "/stop" => {
                let cause = Ending::Stopped;
                self.happens(now, Happening::Ended { cause });
                true
            }
            "/skip" => {
                let why = Closing::Skipped;
                self.happens(now, Happening::Closed { number, why });
                true
            }
            "/hint" => {
                let said = self.deed(Deed::Hint { number, message: 0 }, now);
                let _ = match said {
                    Said::Hint { taken, left } => write!(
                        text,
                        "{} ({left} more, each for a quarter of the points)",
                        taken.join(" ")
                    ),
                    _ => write!(text, "There is no hint."),
                };
                false
            }
            // Neither is meant for an answer, and a try is soon gone.
            line if line.is_empty() || line.starts_with('/') => {
                text = self.manual();
                false
            }
            answer => self.answers(number, answer, now, &mut text),
        };
        if settled {
            self.go_on(now, &mut text);
        }
        if self.round.ended.is_some() {
            self.finish(&mut text);
            Played::Over(text)
        } else {
            Played::On(text)
        }
    }

    /// True where nothing more can be said to the question.
    fn answers(&mut self, number: usize, text: &str, now: i64, out: &mut String) -> bool {
        self.order += 1;
        let deed = Deed::Type {
            number,
            text,
            order: self.order,
            message: 0,
        };
        match self.deed(deed, now) {
            Said::Noted { .. } | Said::Right | Said::Wrong(0) | Said::Close(0) | Said::Late => true,
            Said::Close(left) => {
                let _ = write!(out, "Close, but not it; tries left: {left}.");
                false
            }
            Said::Wrong(left) => {
                let _ = write!(out, "That is not it; tries left: {left}.");
                false
            }
            _ => {
                out.push_str(reply().say("play.no-option"));
                false
            }
        }
    }

    fn deed(&mut self, deed: Deed<'_>, now: i64) -> Said {
        let doer = Doer {
            user: PLAYER,
            moderates: true,
        };
        let decision = self.round.decide(doer, deed, now);
        for event in &decision.events {
            self.round.apply(event);
        }
        decision.said
    }

    fn happens(&mut self, now: i64, what: Happening) {
        let event = Event {
            at: now.max(self.round.last),
            user: 0,
            what,
        };
        self.round.apply(&event);
    }

    /// Closes and tells what is to be told, then puts the next question.
    fn go_on(&mut self, now: i64, out: &mut String) {
        if let Some((number, _)) = self.round.current() {
            let why = Closing::Time;
            self.happens(now, Happening::Closed { number, why });
        }
        loop {
            match self.round.due(now) {
                Due::Reveal(number) => {
                    self.reveal(number, out);
                    self.happens(now, Happening::Revealed { number });
                }
                Due::Post(number) => {
                    self.happens(now, Happening::Posted { number, message: 0 });
                    if let Some(question) = self.round.question(number) {
                        put(out, number, &self.round, question);
                    }
                    return;
                }
                Due::End(cause) => self.happens(now, Happening::Ended { cause }),
                Due::Close(_) | Due::Wait(_) | Due::Announce | Due::Nothing => return,
            }
        }
    }

    fn reveal(&self, number: usize, out: &mut String) {
        let (Some(question), Some(asked)) =
            (self.round.question(number), self.round.asked.get(number))
        else {
            return;
        };
        let gained = gained(&self.round);
        let points = gained.get(number).and_then(|gained| gained.get(&PLAYER));
        let verdict = match points {
            Some(points) => format!("Right, {points} points."),
            None if !asked.counts() => "Left out.".to_owned(),
            None => "Wrong.".to_owned(),
        };
        let right = question.options.get(question.right);
        // Who types has seen no letters.
        let letter = match self.round.setup.wish.mode {
            Mode::Typed => String::new(),
            _ => format!("{}. ", letter(question.right)),
        };
        let _ = write!(
            out,
            "{verdict} {letter}{}: {}",
            right.map_or("", String::as_str),
            question.why
        );
        let mut places = Vec::new();
        for proof in &question.proofs {
            let place = format!(
                "\n  {} ({}, ¶ {})",
                proof.title,
                proof.source,
                paragraphs_text(&proof.paragraphs)
            );
            // Two claims of one paragraph have one place.
            if !places.contains(&place) {
                out.push_str(&place);
                places.push(place);
            }
        }
        out.push('\n');
    }

    fn finish(&self, out: &mut String) {
        let table = table(&self.round);
        let own = table.iter().find(|score| score.user == PLAYER);
        let _ = match own {
            Some(own) if own.answered > 0 => write!(
                out,
                "\nThe round is over: {} points, {} of {} right.",
                own.points, own.right, own.answered
            ),
            _ => write!(out, "\nThe round is over; no question was answered."),
        };
        let trimmed = out.trim_start().to_owned();
        *out = trimmed;
    }
}

fn put(out: &mut String, number: usize, round: &Round, question: &Question) {
    let _ = write!(
        out,
        "\nQuestion {} of {} ({}): {}",
        number + 1,
        round.setup.questions.len(),
        question.topic,
        question.text
    );
    if round.setup.wish.mode == Mode::Typed {
        return;
    }
    for (at, option) in question.options.iter().enumerate() {
        let _ = write!(out, "\n  {}  {option}", letter(at));
        if let Some(passage) = question.passages.get(at) {
            let _ = write!(out, ": {passage}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::session::tests::edition;

    #[test]
    fn a_round_is_played_to_its_end_at_the_prompt() {
        let pool = Pool::of(&edition().knowledge);
        let (mut play, text) = Play::begin("3", &pool, 1_000).unwrap();
        assert!(text.contains("Question 1 of 3"), "{text}");
        let right = letter(play.round.question(0).unwrap().right).to_string();
        let Played::On(text) = play.line(&right, 2_000) else {
            panic!("it ended");
        };
        assert!(text.starts_with("Right, ") && text.contains("¶") && text.contains("Question 2"));
        assert!(
            matches!(play.line("what?", 2_500), Played::On(text) if text.contains("none of the options"))
        );
        assert!(matches!(play.line("/hint", 2_600), Played::On(_)));
        assert!(
            matches!(play.line("/skip", 3_000), Played::On(text) if text.starts_with("Left out."))
        );
        let Played::Over(text) = play.line("/stop", 4_000) else {
            panic!("it goes on");
        };
        assert!(
            text.contains("The round is over") && text.contains("1 of 1 right"),
            "{text}"
        );
    }

    #[test]
    fn a_typed_round_shows_no_letters_and_each_place_once() {
        let pool = Pool::of(&edition().knowledge);
        for seed in 1..40 {
            let (mut play, text) = Play::begin("1 typed", &pool, seed * 1_000).unwrap();
            assert!(text.starts_with("Answer by typing."), "{text}");
            let question = play.round.question(0).unwrap();
            let right = question.options[question.right].clone();
            for line in ["", "/help", "/film mirror"] {
                let told = matches!(play.line(line, seed * 1_000 + 1), Played::On(text) if text.contains("/stop ends the round."));
                assert!(told, "{line:?}");
            }
            let Played::Over(text) = play.line("/skip", seed * 1_000 + 2) else {
                panic!("it goes on");
            };
            assert!(text.starts_with(&format!("Left out. {right}: ")), "{text}");
            assert!(
                text.ends_with("The round is over; no question was answered."),
                "{text}"
            );
            let places: Vec<_> = text.lines().filter(|line| line.starts_with("  ")).collect();
            let all: HashSet<_> = places.iter().collect();
            assert_eq!(all.len(), places.len(), "{text}");
        }
    }

    #[test]
    fn what_is_no_wish_is_told() {
        let pool = Pool::of(&edition().knowledge);
        for words in ["0", "99", "quickly"] {
            assert!(Play::begin(words, &pool, 1).is_err(), "{words}");
        }
        assert!(Play::begin("2 typed", &pool, 1).is_ok());
    }
}
