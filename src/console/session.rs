//! What a typed line means at the console, whoever reads the lines: a request
//! of the bot, the number of an offered question, or the end.

use std::cell::OnceCell;

use super::play::{Play, Played};
use crate::answer::limits::Limits;
use crate::bot;
use crate::cli::{numbered_text, onward, reply_text};
use crate::edition::Edition;
use crate::reply::Reply;
use crate::request::Request;
use crate::rounds::clock::Clock;
use crate::trivia::pool::Pool;

/// The one command that is the console's own: the bot itself never leaves.
pub(super) const QUIT: &str = "quit";
/// The command that begins a round, which is played line by line.
pub(super) const TRIVIA: &str = "trivia";

/// Most digits of an offered question's number.
const MAX_DIGITS: usize = 2;

/// A conversation over one edition.
#[derive(Debug)]
pub(super) struct Session<'a> {
    edition: &'a Edition,
    limits: &'a Limits,
    /// What the last reply offered, by its numbers from 1: questions and look-ups.
    offered: Vec<(String, Request)>,
    /// The round that is on.
    play: Option<Play>,
    /// The questions of rounds, made when they are first needed.
    pool: OnceCell<Pool>,
    clock: Clock,
}

/// What comes of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Print this.
    Say(String),
    /// End.
    Leave,
}

impl<'a> Session<'a> {
    pub(super) fn new(edition: &'a Edition, limits: &'a Limits) -> Self {
        Self {
            edition,
            limits,
            offered: Vec::new(),
            play: None,
            pool: OnceCell::new(),
            clock: Clock::start(),
        }
    }

    /// True while lines are answers of a round.
    pub(super) fn plays(&self) -> bool {
        self.play.is_some()
    }

    /// Answers a line; with it what was offered, where the line was its number.
    pub(super) fn turn(&mut self, line: &str) -> (Option<String>, Turn) {
        let line = line.trim();
        let (command, words) = match line.strip_prefix('/') {
            Some(command) => command
                .split_once(char::is_whitespace)
                .unwrap_or((command, "")),
            None => ("", ""),
        };
        if command == QUIT {
            return (None, Turn::Leave);
        }
        if let Some(play) = &mut self.play {
            return (
                None,
                Turn::Say(match play.line(line, self.clock.now()) {
                    Played::On(text) => text,
                    Played::Over(text) => {
                        self.play = None;
                        text
                    }
                }),
            );
        }
        if command == TRIVIA {
            let pool = self.pool.get_or_init(|| Pool::of(&self.edition.knowledge));
            let said = match Play::begin(words, pool, self.clock.now()) {
                Ok((play, text)) => {
                    self.play = Some(play);
                    text
                }
                Err(text) => text,
            };
            return (None, Turn::Say(said));
        }
        let (chosen, request) = match number(line) {
            Some(number) => match self.offered(number) {
                Some((label, request)) => {
                    // What is looked up by number is no line to come back to.
                    let asked = matches!(request, Request::Ask(_));
                    (asked.then_some(label), Ok(request))
                }
                None => {
                    return (
                        None,
                        Turn::Say(format!("Nothing is offered under {number}.")),
                    );
                }
            },
            None => (None, Request::parse(line, self.clock.now().cast_unsigned())),
        };
        let request = match request {
            Ok(request) => request,
            Err(error) => return (None, Turn::Say(error.to_string())),
        };
        let reply = bot::respond(&request, self.edition, self.limits);
        let text = match &reply {
            Reply::Help => format!(
                "{}\n  /{TRIVIA} [NUMBER]  Play a round of trivia, for one.\n  /{QUIT}  Leave the console.",
                reply_text(&reply)
            ),
            _ => beyond(&request, &reply) + &numbered_text(&reply),
        };
        // Numbers stay good while the person looks something up that offers nothing new.
        match reply {
            Reply::Answer(answer) => self.offered = questions(answer.suggestions),
            Reply::Sheet(sheet) => self.offered = onward(&sheet),
            Reply::NoSuchName { .. } | Reply::Note(_) | Reply::Sources(_) | Reply::Help => {}
        }
        (chosen, Turn::Say(text))
    }

    fn offered(&self, number: usize) -> Option<(String, Request)> {
        self.offered.get(number.checked_sub(1)?).cloned()
    }
}

fn questions(offered: Vec<String>) -> Vec<(String, Request)> {
    let ask = |question: String| (question.clone(), Request::Ask(question));
    offered.into_iter().map(ask).collect()
}

/// What is said before a page that stands in for one there is not.
fn beyond(request: &Request, reply: &Reply) -> String {
    match (request, reply) {
        (Request::LookUp(wanted), Reply::Sheet(sheet)) if wanted.page > sheet.page => format!(
            "There is no page {}; this is the last.\n",
            wanted.page.saturating_add(1)
        ),
        _ => String::new(),
    }
}

/// The number of an offered question, where the line is nothing else; a longer one, as a year, is a question.
fn number(line: &str) -> Option<usize> {
    let digits = line.trim_end_matches('.');
    (digits.len() <= MAX_DIGITS)
        .then(|| digits.parse().ok())
        .flatten()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::content;
    use crate::knowledge::library::Library;
    use crate::knowledge::load::load;

    pub(in crate::console) fn edition() -> Edition {
        let (knowledge, _) = load(&content::embedded());
        Edition::new(1, "0123456789abcdef".into(), knowledge, Library::default()).unwrap()
    }

    fn said(turn: Turn) -> String {
        match turn {
            Turn::Say(text) => text,
            Turn::Leave => panic!("it left"),
        }
    }

    #[test]
    fn a_line_is_a_question_a_command_a_number_or_the_end() {
        let edition = edition();
        let limits = Limits::default();
        let mut session = Session::new(&edition, &limits);

        assert_eq!(session.turn(" /quit ").1, Turn::Leave);
        assert_eq!(session.turn("/quit now").1, Turn::Leave);
        assert!(said(session.turn("/trivial").1).starts_with("There is no command /trivial."));
        assert_eq!(said(session.turn("").1), "Type a question, or /help.");
        let help = said(session.turn("/help").1);
        assert!(
            help.ends_with("/quit  Leave the console.") && help.contains("/person"),
            "{help}"
        );

        let card = said(session.turn("/film stalker").1);
        let first = card
            .lines()
            .find_map(|line| line.strip_prefix("1. "))
            .expect("a card offers questions");
        // A look at the commands does not take the numbers away.
        session.turn("/help");
        let (chosen, turn) = session.turn("1");
        assert_eq!(chosen.as_deref(), Some(first));
        assert!(said(turn).contains("[1]"));
        // The answer offered nothing; a year is a question of its own.
        for number in ["1", "0", "12."] {
            let (chosen, turn) = session.turn(number);
            assert_eq!(chosen, None);
            assert!(said(turn).starts_with("Nothing is offered under "));
        }
        assert!(!said(session.turn("1979").1).starts_with("Nothing is offered"));
    }

    #[test]
    fn an_unknown_answer_offers_numbered_questions() {
        let edition = edition();
        let limits = Limits::default();
        let mut session = Session::new(&edition, &limits);
        session.offered = questions(vec!["How long is Stalker?".into()]);
        let (chosen, turn) = session.turn("1.");
        assert_eq!(chosen.as_deref(), Some("How long is Stalker?"));
        assert!(said(turn).contains("[1]"));
    }
}
