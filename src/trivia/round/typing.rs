//! What is typed: into the form of a question, or aloud in the channel.

use super::super::matching::{Match, judge, option_of};
use super::super::question::Typed;
use super::super::wish::Mode;
use super::Round;
use super::deed::{Decision, Said, TRIES};
use super::event::{Event, Given, Happening};

impl Round {
    pub(super) fn typed(
        &self,
        user: u64,
        number: usize,
        text: &str,
        (order, message): (u64, u64),
        now: i64,
    ) -> Decision {
        let (question, asked) = match self.answerable(user, number) {
            Ok(found) => found,
            Err(said) => return Decision::only(said),
        };
        let typed = match &question.typed {
            Some(typed) if self.setup.wish.mode == Mode::Typed => typed,
            _ => {
                return match option_of(text, question) {
                    Some(option) => self.press(user, number, option, (order, message), now),
                    None => Decision::only(Said::NoOption),
                };
            }
        };
        let at = Self::pressed_at(asked, order, now);
        if asked.is_some_and(|asked| asked.is_over(at)) {
            return Decision::only(Said::Late);
        }
        let entry = asked.and_then(|asked| asked.entries.get(&user));
        let (tries, last) = entry.map_or((0, 0), |entry| (entry.tries, entry.order));
        if entry.is_some_and(|entry| entry.given == Some(Given::Right)) {
            return Decision::only(Said::Right);
        }
        if tries >= TRIES {
            return Decision::only(Said::NoTries);
        }
        if order <= last {
            return Decision::only(Said::Wrong(TRIES - tries));
        }
        let left = TRIES - tries - 1;
        let (given, said) = match judge(text, typed) {
            Match::Right => (Given::Right, Said::Right),
            Match::Close => (Given::Wrong, Said::Close(left)),
            Match::Wrong => (Given::Wrong, Said::Wrong(left)),
        };
        Decision {
            events: vec![Event {
                at,
                user,
                what: Happening::Answered {
                    number,
                    given,
                    order,
                    message,
                    aloud: false,
                },
            }],
            said,
        }
    }

    /// Talk costs nobody a try: only what is right is an answer, and it ends the question.
    pub(super) fn aloud(&self, user: u64, text: &str, order: u64, now: i64) -> Decision {
        let nothing = Decision::only(Said::NoOption);
        let Some((number, asked)) = self.current().filter(|_| self.listens()) else {
            return nothing;
        };
        let (Ok((question, _)), Some(message)) = (self.answerable(user, number), asked.message)
        else {
            return nothing;
        };
        let is_right = |typed: &Typed| judge(text, typed) == Match::Right;
        if !question.typed.as_ref().is_some_and(is_right) {
            return nothing;
        }
        let at = Self::pressed_at(Some(asked), order, now);
        let entry = asked.entries.get(&user);
        let is_done = entry.is_some_and(|entry| entry.is_done(Mode::Typed));
        let was_slower = asked.told.is_some_and(|told| told < order);
        if is_done || was_slower || asked.is_over(at) {
            return nothing;
        }
        Decision {
            events: vec![Event {
                at,
                user,
                what: Happening::Answered {
                    number,
                    given: Given::Right,
                    order,
                    message,
                    aloud: true,
                },
            }],
            said: Said::Right,
        }
    }

    /// Whether what is said in the channel may be an answer, where a question is on.
    pub fn listens(&self) -> bool {
        let typing = self.setup.aloud && self.setup.wish.mode == Mode::Typed;
        typing && self.paused.is_none() && self.ended.is_none()
    }
}
