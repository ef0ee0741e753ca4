//! One round of trivia as a pure state machine: events are folded to a state in
//! one place ([`Round::apply`]), the state says what is due next ([`Round::due`]),
//! and [`deed`] says which events a person's deed is.
//!
//! The state is nothing but its events: folding them again gives the same round,
//! whatever prefix a crash left. Times are milliseconds since 1970 and are given.

pub mod asked;
mod course;
pub mod deed;
pub mod event;
pub mod snowflake;
mod typing;

use std::collections::{BTreeMap, BTreeSet};

use super::question::Question;
use asked::{AskedQuestion, Clock};
use event::{Closing, Ending, Event, Given, Happening, Setup, Vote};

/// Answers that were given in time may still be on their way for so long, in milliseconds.
pub const GRACE: i64 = 300;
/// Time to change one's answer once all who play have answered, in milliseconds.
pub const LAST_CALL: i64 = 3_000;
/// A round that stands still so long ends, in milliseconds.
pub const ABANDONED: i64 = 15 * 60 * 1_000;
/// Silent questions in a row after which a round ends.
pub const SILENCE: usize = 2;
/// Questions back in which one must have answered to count as playing.
const PLAYING: usize = 2;

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Post this question.
    Post(usize),
    /// Nothing, until then or until something happens.
    Wait(i64),
    /// Close this question.
    Close(usize),
    /// Show how this question came out.
    Reveal(usize),
    /// End the round.
    End(Ending),
    /// Tell the channel how the round came out.
    Announce,
    /// Nothing any more.
    Nothing,
}

/// A round, as its events made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// How it is to be.
    pub setup: Setup,
    /// Who started it; 0 where that was forgotten.
    pub host: u64,
    /// When it began, in milliseconds since 1970.
    pub began: i64,
    /// The questions that were posted, or are about to be.
    pub asked: Vec<AskedQuestion>,
    /// Since when it is paused.
    pub paused: Option<i64>,
    /// Why it ended, and when.
    pub ended: Option<(Ending, i64)>,
    announced: bool,
    votes: BTreeMap<Vote, BTreeSet<u64>>,
    /// When something happened last.
    pub last: i64,
    revealed_at: i64,
}

impl Round {
    /// The round of these events; none where they do not begin with its beginning.
    pub fn replay<'e>(events: impl IntoIterator<Item = &'e Event>) -> Option<Self> {
        let mut events = events.into_iter();
        let first = events.next()?;
        let Happening::Began(setup) = &first.what else {
            return None;
        };
        let mut round = Self::begun((**setup).clone(), first.user, first.at);
        for event in events {
            round.apply(event);
        }
        Some(round)
    }

    /// A round that `host` begins at `at`, in milliseconds since 1970.
    pub fn begun(setup: Setup, host: u64, at: i64) -> Self {
        Self {
            setup,
            host,
            began: at,
            asked: Vec::new(),
            paused: None,
            ended: None,
            announced: false,
            votes: BTreeMap::new(),
            last: at,
            revealed_at: at,
        }
    }

    /// Takes an event in. What does not fit the state changes nothing.
    pub fn apply(&mut self, event: &Event) {
        let at = event.at;
        self.last = self.last.max(at);
        match &event.what {
            Happening::Posted { number, message } => self.open(*number, *message, at),
            Happening::Answered {
                number,
                given,
                order,
                message,
                aloud,
            } => {
                // Whoever answers has seen the question: it was posted, even if that was not noted down.
                self.open(*number, *message, at);
                self.answer(*number, event.user, *given, *order, at);
                if *aloud && let Some(asked) = self.open_question(*number) {
                    asked.hear(event.user, *order, at);
                }
            }
            Happening::Hinted { number } => {
                if let Some(asked) = self.open_question(*number) {
                    asked.entries.entry(event.user).or_default().hints += 1;
                }
            }
            Happening::Voted { vote, .. } => {
                self.votes.entry(*vote).or_default().insert(event.user);
            }
            Happening::Closed { number, why } => {
                self.close(*number, *why, at);
            }
            Happening::Revealed { number } => {
                if let Some(asked) = self.asked.get_mut(*number)
                    && asked.closed.is_some()
                {
                    asked.revealed = true;
                    self.revealed_at = at;
                }
            }
            Happening::Paused if self.paused.is_none() && self.ended.is_none() => {
                self.paused = Some(at);
                if let Some(asked) = self.asked.last_mut() {
                    asked.clock.stop(at);
                }
            }
            Happening::Resumed if self.paused.is_some() => {
                self.paused = None;
                self.revealed_at = self.revealed_at.max(at);
                if let Some(asked) = self.asked.last_mut()
                    && asked.closed.is_none()
                {
                    asked.clock.start(at);
                }
            }
            Happening::Began(_) | Happening::Paused | Happening::Resumed => {}
            Happening::Withdrawn { number } => {
                if let Some(asked) = self.asked.get_mut(*number) {
                    asked.withdrawn = true;
                    self.close(*number, Closing::Skipped, at);
                }
            }
            Happening::Ended { cause } => {
                if self.ended.is_none() {
                    self.ended = Some((*cause, at));
                    self.paused = None;
                    if let Some((number, _)) = self.current() {
                        self.close(number, Closing::Skipped, at);
                    }
                }
            }
            Happening::Announced => self.announced |= self.ended.is_some(),
        }
    }

    /// Opens the next question, where it is that one's turn.
    fn open(&mut self, number: usize, message: u64, at: i64) {
        if self.next() != Some(number) {
            return;
        }
        self.asked.push(AskedQuestion {
            message: Some(message),
            posted: at,
            told: None,
            clock: Clock {
                before: 0,
                since: self.paused.is_none().then_some(at),
                limit: i64::from(self.setup.seconds) * 1_000,
            },
            entries: BTreeMap::new(),
            closed: None,
            revealed: false,
            withdrawn: false,
        });
    }

    /// Closes a question that is on; what people wanted of it is not wanted of the next one.
    fn close(&mut self, number: usize, why: Closing, at: i64) {
        if let Some(asked) = self.open_question(number) {
            asked.closed = Some(why);
            asked.clock.stop(at);
            self.votes.remove(&Vote::Skip);
        }
    }

    fn answer(&mut self, number: usize, user: u64, given: Given, order: u64, at: i64) {
        let Some(asked) = self.open_question(number) else {
            return;
        };
        let elapsed = asked.clock.elapsed(at);
        let entry = asked.entries.entry(user).or_default();
        entry.given = Some(given);
        entry.order = order;
        entry.elapsed = elapsed;
        entry.tries += 1;
        if self.all_have_answered(number)
            && let Some(asked) = self.asked.get_mut(number)
        {
            asked.clock.limit = asked.clock.limit.min(elapsed + LAST_CALL);
        }
    }

    fn open_question(&mut self, number: usize) -> Option<&mut AskedQuestion> {
        self.asked
            .get_mut(number)
            .filter(|asked| asked.closed.is_none())
    }

    /// The question that is to be posted next; none while another is on, or where none is left.
    fn next(&self) -> Option<usize> {
        let number = self.asked.len();
        let free = self.asked.last().is_none_or(|last| last.revealed);
        (free && self.ended.is_none() && number < self.setup.questions.len()).then_some(number)
    }

    /// The question that is on, with its number.
    pub fn current(&self) -> Option<(usize, &AskedQuestion)> {
        let number = self.asked.len().checked_sub(1)?;
        let asked = &self.asked[number];
        asked.closed.is_none().then_some((number, asked))
    }

    /// A question of the round.
    pub fn question(&self, number: usize) -> Option<&Question> {
        self.setup.questions.get(number)
    }

    /// When the time of the question that is on is over, in milliseconds since 1970; none while it stands still.
    pub fn deadline(&self) -> Option<i64> {
        let (_, asked) = self.current()?;
        let since = asked.clock.since?;
        Some(since + (asked.clock.limit - asked.clock.before))
    }

    /// The same as everybody is told it: without the last call, which may come any moment.
    pub fn announced_deadline(&self) -> Option<i64> {
        let (_, asked) = self.current()?;
        let limit = i64::from(self.setup.seconds) * 1_000;
        Some(asked.clock.since? + (limit - asked.clock.before))
    }

    /// The time left for the question that is on, in milliseconds.
    pub fn remaining(&self, now: i64) -> Option<i64> {
        let (_, asked) = self.current()?;
        Some((asked.clock.limit - asked.clock.elapsed(now)).max(0))
    }

    /// What is to be done next.
    pub fn due(&self, now: i64) -> Due {
        if let Some(number) = self.asked.len().checked_sub(1)
            && self.asked[number].closed.is_some()
            && !self.asked[number].revealed
        {
            return Due::Reveal(number);
        }
        if self.ended.is_some() {
            return if self.announced {
                Due::Nothing
            } else {
                Due::Announce
            };
        }
        if let Some(paused) = self.paused {
            let until = paused + ABANDONED;
            return if now >= until {
                Due::End(Ending::Abandoned)
            } else {
                Due::Wait(until)
            };
        }
        if let (Some((number, _)), Some(deadline)) = (self.current(), self.deadline()) {
            return if now >= deadline + GRACE {
                Due::Close(number)
            } else {
                Due::Wait(deadline + GRACE)
            };
        }
        if self.silent() >= SILENCE {
            return Due::End(Ending::Silence);
        }
        let Some(number) = self.next() else {
            return Due::End(Ending::Done);
        };
        let from = self.revealed_at + i64::from(self.setup.rest) * 1_000;
        if now < from {
            Due::Wait(from)
        } else {
            Due::Post(number)
        }
    }

    /// How many of the last questions met silence, one after another.
    pub fn silent(&self) -> usize {
        self.asked
            .iter()
            .rev()
            .filter(|asked| asked.closed == Some(Closing::Time))
            .take_while(|asked| asked.answered() == 0)
            .count()
    }

    /// Whether a person takes part: has answered the question that is on, or one of the last.
    pub fn is_playing(&self, user: u64) -> bool {
        let upto = self.asked.len();
        self.ended.is_none()
            && self.asked[upto.saturating_sub(PLAYING + 1)..]
                .iter()
                .any(|asked| asked.has_answered(user))
    }

    /// Everybody who has answered a question.
    pub fn players(&self) -> BTreeSet<u64> {
        let entries = self.asked.iter().flat_map(|asked| &asked.entries);
        entries
            .filter(|(_, entry)| entry.given.is_some())
            .map(|(user, _)| *user)
            .collect()
    }

    /// True where all who play have answered this question for good, and somebody does.
    fn all_have_answered(&self, number: usize) -> bool {
        let asked = &self.asked[number];
        let before = &self.asked[number.saturating_sub(PLAYING)..number];
        let mut playing = before
            .iter()
            .flat_map(|asked| &asked.entries)
            .filter(|(_, entry)| entry.given.is_some())
            .peekable();
        playing.peek().is_some()
            && playing.all(|(user, _)| {
                let entry = asked.entries.get(user);
                entry.is_some_and(|entry| entry.is_done(self.setup.wish.mode))
            })
    }
}
