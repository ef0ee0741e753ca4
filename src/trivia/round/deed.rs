//! What people do in a round: which events it is, if any, and what they are told.
//!
//! Nothing here changes a round; the caller stores the events, applies them, and
//! only then tells. What is late, replayed, or not the person's to do has no event.

use super::super::question::Question;
use super::super::wish::Mode;
use super::Round;
use super::asked::AskedQuestion;
use super::event::{Event, Given, Happening, Vote};
use super::snowflake::time_of;

/// How often one may change a chosen answer.
pub const CHANGES: usize = 1;
/// How often one may type an answer.
pub const TRIES: usize = 3;
/// What a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed<'t> {
    /// Presses an option.
    Press {
        /// Of which question.
        number: usize,
        /// Which option.
        option: usize,
        /// The interaction's id.
        order: u64,
        /// The message with the button.
        message: u64,
    },
    /// Types an answer.
    Type {
        /// To which question.
        number: usize,
        /// What is typed.
        text: &'t str,
        /// The interaction's id, or the message's.
        order: u64,
        /// The message with the question.
        message: u64,
    },
    /// Says something in the channel, which may be an answer.
    Say {
        /// What is said.
        text: &'t str,
        /// The message's id.
        order: u64,
    },
    /// Asks for a hint.
    Hint {
        /// To which question.
        number: usize,
        /// The message with the question.
        message: u64,
    },
    /// Wants the clock to stand still.
    Pause,
    /// Wants it to go on.
    Resume,
    /// Wants a question left out, or the round to end.
    Want(Vote),
}

/// What a person is told; nobody else sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// The option is noted; whether it can still be changed.
    Noted {
        /// Which option.
        option: usize,
        /// Whether another one may be chosen.
        changeable: bool,
    },
    /// That option stands already.
    Stands(usize),
    /// The option that stands cannot be changed again.
    Fixed(usize),
    /// What was typed is right.
    Right,
    /// What was typed is near.
    Close(usize),
    /// What was typed is wrong; so many tries are left.
    Wrong(usize),
    /// What was typed is none of the options.
    NoOption,
    /// All tries are used up.
    NoTries,
    /// A hint, all that were taken before too, and how many are left.
    Hint {
        /// The hints taken so far.
        taken: Vec<String>,
        /// How many more there are.
        left: usize,
    },
    /// There are no hints.
    NoHints,
    /// Whoever has answered needs no hint.
    Answered,
    /// The time is over.
    Late,
    /// The clock stands still.
    Paused,
    /// The clock goes on already.
    NotPaused,
    /// The round is over, or there is nothing to be done to.
    Over,
    /// The host has seen the questions.
    Previewed,
    /// It is done.
    Done,
    /// Only who started the round may, or who may manage messages.
    NotYours,
    /// Whoever has not played has no vote.
    NotPlaying,
    /// The vote counts: so many of so many.
    Counted(usize, usize),
}

/// What comes of a deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What is to be stored and applied, in this order.
    pub events: Vec<Event>,
    /// What is said once that is done.
    pub said: Said,
}

impl Decision {
    pub(super) fn only(said: Said) -> Self {
        Self {
            events: Vec::new(),
            said,
        }
    }
}

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doer {
    /// The person.
    pub user: u64,
    /// Whether they may manage messages in the channel.
    pub moderates: bool,
}

impl Round {
    /// What comes of a person's deed now.
    pub fn decide(&self, doer: Doer, deed: Deed<'_>, now: i64) -> Decision {
        let Doer { user, moderates } = doer;
        let event = |what| Event {
            at: now.max(self.last),
            user,
            what,
        };
        let leads = moderates || (user == self.host && user != 0);
        match deed {
            Deed::Press {
                number,
                option,
                order,
                message,
            } => self.press(user, number, option, (order, message), now),
            Deed::Type {
                number,
                text,
                order,
                message,
            } => self.typed(user, number, text, (order, message), now),
            Deed::Say { text, order } => self.aloud(user, text, order, now),
            Deed::Hint { number, message } => self.hint(user, number, message, now),
            Deed::Pause | Deed::Resume if self.ended.is_some() => Decision::only(Said::Over),
            Deed::Pause | Deed::Resume if !leads => Decision::only(Said::NotYours),
            Deed::Pause if self.paused.is_some() => Decision::only(Said::Paused),
            Deed::Resume if self.paused.is_none() => Decision::only(Said::NotPaused),
            Deed::Pause => done(event(Happening::Paused)),
            Deed::Resume => done(event(Happening::Resumed)),
            Deed::Want(vote) => self.want(user, vote, leads, now),
        }
    }

    /// The question of this number, where answers to it are taken: the one that is on, or the one
    /// that is about to be, since whoever presses has seen it.
    pub(super) fn answerable(
        &self,
        user: u64,
        number: usize,
    ) -> Result<(&Question, Option<&AskedQuestion>), Said> {
        if self.setup.previewed && user == self.host {
            return Err(Said::Previewed);
        }
        let asked = self.asked.get(number);
        let is_on = match asked {
            Some(asked) => asked.closed.is_none(),
            None => self.next() == Some(number),
        };
        let question = self.question(number).filter(|_| is_on);
        match question {
            _ if self.ended.is_some() && asked.is_none_or(|asked| asked.revealed) => {
                Err(Said::Over)
            }
            None => Err(Said::Late),
            Some(_) if self.paused.is_some() => Err(Said::Paused),
            Some(question) => Ok((question, asked)),
        }
    }

    /// When a press was made, on the bot's clock: so long after the question as Discord's own ids say.
    pub(super) fn pressed_at(asked: Option<&AskedQuestion>, order: u64, now: i64) -> i64 {
        let posted = asked.and_then(|asked| Some((asked.posted, asked.message?)));
        match posted {
            Some((posted, message)) => {
                let after = (time_of(order) - time_of(message)).max(0);
                posted.saturating_add(after).min(now).max(posted)
            }
            None => now,
        }
    }

    pub(super) fn press(
        &self,
        user: u64,
        number: usize,
        option: usize,
        (order, message): (u64, u64),
        now: i64,
    ) -> Decision {
        let (question, asked) = match self.answerable(user, number) {
            Ok(found) => found,
            Err(said) => return Decision::only(said),
        };
        if option >= question.options.len() || self.setup.wish.mode == Mode::Typed {
            return Decision::only(Said::NoOption);
        }
        let at = Self::pressed_at(asked, order, now);
        if asked.is_some_and(|asked| asked.is_over(at)) {
            return Decision::only(Said::Late);
        }
        let entry = asked.and_then(|asked| asked.entries.get(&user));
        let before = entry.and_then(|entry| Some((entry.given?, entry.order, entry.tries)));
        if let Some((Given::Option(stands), last, tries)) = before {
            if stands == option || order <= last {
                return Decision::only(Said::Stands(stands));
            }
            if tries > CHANGES {
                return Decision::only(Said::Fixed(stands));
            }
        }
        let changeable = before.is_none_or(|(_, _, tries)| tries < CHANGES);
        Decision {
            events: vec![Event {
                at,
                user,
                what: Happening::Answered {
                    number,
                    given: Given::Option(option),
                    order,
                    message,
                    aloud: false,
                },
            }],
            said: Said::Noted { option, changeable },
        }
    }

    fn hint(&self, user: u64, number: usize, message: u64, now: i64) -> Decision {
        let (question, asked) = match self.answerable(user, number) {
            Ok(found) => found,
            Err(said) => return Decision::only(said),
        };
        if !self.setup.hints || question.hints.is_empty() {
            return Decision::only(Said::NoHints);
        }
        if asked.is_some_and(|asked| asked.is_over(now)) {
            return Decision::only(Said::Late);
        }
        let entry = asked.and_then(|asked| asked.entries.get(&user));
        let is_done = entry.is_some_and(|entry| entry.is_done(self.setup.wish.mode));
        let taken = entry.map_or(0, |entry| entry.hints);
        let further = taken < question.hints.len() && !is_done;
        if is_done && taken == 0 {
            return Decision::only(Said::Answered);
        }
        let taken = (taken + usize::from(further)).min(question.hints.len());
        let event = |user, what| Event {
            at: now.max(self.last),
            user,
            what,
        };
        let mut events = Vec::new();
        if further {
            // Whoever asks for one has seen the question, even if nobody has noted down that it was posted.
            if asked.is_none() {
                events.push(event(0, Happening::Posted { number, message }));
            }
            events.push(event(user, Happening::Hinted { number }));
        }
        Decision {
            events,
            said: Said::Hint {
                taken: question.hints[..taken].to_vec(),
                left: question.hints.len() - taken,
            },
        }
    }
}

pub(super) fn done(event: Event) -> Decision {
    Decision {
        events: vec![event],
        said: Said::Done,
    }
}
