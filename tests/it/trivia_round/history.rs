//! A round driven by hand: what a service does, without one, and what must hold
//! after every step.

use std::collections::{BTreeMap, BTreeSet};

use tarkovsky_bot::trivia::round::deed::{Deed, Doer, Said};
use tarkovsky_bot::trivia::round::event::{Closing, Event, Given, Happening, Setup, Vote};
use tarkovsky_bot::trivia::round::{Due, Round};
use tarkovsky_bot::trivia::score::{gained, table};
use tarkovsky_bot::trivia::wish::{Mode, Wish};

use super::sample::question;
use super::step::{Step, TEXTS};

const EPOCH: i64 = 1_420_070_400_000;
const START: i64 = 1_790_000_000_000;
const HOST: u64 = 1;

/// A round with its log, its clock and all presses so far.
#[derive(Debug)]
pub(crate) struct History {
    pub(crate) round: Round,
    pub(crate) now: i64,
    log: Vec<Event>,
    presses: Vec<(u64, usize, usize, u64)>,
    ids: u64,
}

impl History {
    pub(crate) fn begin(typed: bool) -> Self {
        Self::of(if typed { Mode::Typed } else { Mode::Choice }, 5)
    }

    pub(crate) fn of(mode: Mode, number: usize) -> Self {
        Self::with(mode, number, false)
    }

    /// A round whose host has seen the questions.
    pub(crate) fn previewed() -> Self {
        Self::with(Mode::Choice, 3, true)
    }

    fn with(mode: Mode, number: usize, previewed: bool) -> Self {
        let setup = Setup {
            guild: 10,
            channel: 11,
            wish: Wish {
                mode,
                number,
                topic: None,
                film: None,
                difficulty: None,
            },
            seconds: 30,
            rest: 6,
            hints: true,
            seed: 7,
            previewed,
            aloud: mode == Mode::Typed,
            questions: (0..number).map(question).collect(),
            secrets: Vec::new(),
        };
        let began = Event {
            at: START,
            user: HOST,
            what: Happening::Began(Box::new(setup)),
        };
        let log = vec![began];
        Self {
            round: Round::replay(&log).expect("it begins with its beginning"),
            now: START,
            log,
            presses: Vec::new(),
            ids: 0,
        }
    }

    /// A new id of Discord's, made so long ago.
    fn id(&mut self, ago: i64) -> u64 {
        self.ids += 1;
        let time = (self.now - ago - EPOCH).cast_unsigned();
        (time << 22) | self.ids
    }

    fn message(&self, number: usize) -> u64 {
        let asked = self.round.asked.get(number);
        let of = asked.and_then(|asked| asked.message);
        of.unwrap_or_else(|| (self.now - EPOCH).cast_unsigned() << 22)
    }

    pub(crate) fn happens(&mut self, user: u64, what: Happening) {
        let at = self.now.max(self.round.last);
        self.take(Event { at, user, what });
    }

    fn take(&mut self, event: Event) {
        self.round.apply(&event);
        self.log.push(event);
    }

    pub(crate) fn right(&self, number: usize) -> usize {
        self.round.question(number).expect("there is one").right
    }

    pub(crate) fn deed(&mut self, user: u64, moderates: bool, deed: Deed<'_>) -> Said {
        let decision = self.round.decide(Doer { user, moderates }, deed, self.now);
        for event in decision.events {
            self.take(event);
        }
        decision.said
    }

    pub(crate) fn press(&mut self, user: u64, number: usize, option: usize) -> Said {
        self.now += 1;
        let order = self.id(0);
        self.presses.push((user, number, option, order));
        self.pressed(user, number, option, order)
    }

    fn pressed(&mut self, user: u64, number: usize, option: usize, order: u64) -> Said {
        let message = self.message(number);
        self.deed(
            user,
            false,
            Deed::Press {
                number,
                option,
                order,
                message,
            },
        )
    }

    /// A press that arrives now and was made so long after the question.
    pub(crate) fn press_late_by(
        &mut self,
        user: u64,
        number: usize,
        option: usize,
        after: i64,
        id: u64,
    ) -> Said {
        self.now += 5_000;
        let posted = self.message(number);
        self.pressed(
            user,
            number,
            option,
            posted + (after.cast_unsigned() << 22) + id,
        )
    }

    pub(crate) fn types(&mut self, user: u64, number: usize, text: &str) -> Said {
        self.now += 1;
        let (order, message) = (self.id(0), self.message(number));
        self.deed(
            user,
            false,
            Deed::Type {
                number,
                text,
                order,
                message,
            },
        )
    }

    pub(crate) fn hints(&mut self, user: u64, number: usize) -> Said {
        let message = self.message(number);
        self.deed(user, false, Deed::Hint { number, message })
    }

    /// Somebody said something in the channel, so long ago.
    pub(crate) fn says(&mut self, user: u64, text: &str, ago: i64) -> Said {
        self.now += 1;
        let order = self.id(ago);
        self.deed(user, false, Deed::Say { text, order })
    }

    pub(crate) fn wants(&mut self, user: u64, vote: Vote, moderates: bool) -> Said {
        self.deed(user, moderates, Deed::Want(vote))
    }

    pub(crate) fn restarts(&mut self) {
        self.round = Round::replay(&self.log).expect("it was there before");
        for event in self.round.wake(self.now) {
            self.take(event);
        }
    }

    fn runs(&mut self) {
        if let Due::Wait(until) = self.round.due(self.now) {
            self.now = until;
        }
        match self.round.due(self.now) {
            Due::Post(number) => {
                let message = self.id(0);
                self.happens(0, Happening::Posted { number, message });
            }
            Due::Close(number) => self.happens(
                0,
                Happening::Closed {
                    number,
                    why: Closing::Time,
                },
            ),
            Due::Reveal(number) => self.happens(0, Happening::Revealed { number }),
            Due::End(cause) => self.happens(0, Happening::Ended { cause }),
            Due::Announce => self.happens(0, Happening::Announced),
            Due::Wait(_) | Due::Nothing => {}
        }
    }

    /// Does what is due until this holds.
    pub(crate) fn runs_until(&mut self, holds: impl Fn(&Self) -> bool) {
        for _ in 0..200 {
            if holds(self) {
                return;
            }
            self.runs();
        }
        panic!("it never comes to that: {:?}", self.log);
    }

    pub(crate) fn takes(&mut self, step: &Step) {
        let last = self.round.asked.len().saturating_sub(1);
        match step {
            Step::Run => self.runs(),
            Step::Advance(ms) => self.now += ms,
            Step::Jump(ms) => self.now -= ms,
            Step::Press {
                user,
                back,
                option,
                ago,
            } => {
                let order = self.id(*ago);
                let number = last.saturating_sub(*back);
                self.presses.push((*user, number, *option, order));
                self.pressed(*user, number, *option, order);
            }
            Step::Again(which) => {
                if let Some(&(user, number, option, order)) = self.presses.get(*which) {
                    let before = self.round.clone();
                    let took = before
                        .asked
                        .get(number)
                        .and_then(|asked| asked.entries.get(&user));
                    let known = took.is_some_and(|entry| entry.order == order);
                    self.pressed(user, number, option, order);
                    assert!(!known || before == self.round, "a press counted twice");
                }
            }
            Step::Type { user, text } => {
                self.types(*user, last, TEXTS[*text]);
            }
            Step::Say { user, text, ago } => drop(self.says(*user, TEXTS[*text], *ago)),
            Step::Hint(user) => drop(self.hints(*user, last)),
            Step::Pause(user) => drop(self.deed(*user, false, Deed::Pause)),
            Step::Resume(user) => drop(self.deed(*user, false, Deed::Resume)),
            Step::Want {
                user,
                stop,
                moderates,
            } => {
                let vote = if *stop { Vote::Stop } else { Vote::Skip };
                self.wants(*user, vote, *moderates);
            }
            Step::Restart => self.restarts(),
            // Only what was put can turn out to be wrong.
            Step::Withdraw(number) if *number < self.round.asked.len() => {
                self.happens(0, Happening::Withdrawn { number: *number });
            }
            Step::Withdraw(_) => {}
        }
    }

    /// One score a person a question, and totals that are the sum of the events.
    pub(crate) fn expect_sound(&self) {
        let gained = gained(&self.round);
        assert_eq!(rightly_answered(&self.log), keys(&gained));
        for score in table(&self.round) {
            let own = gained.iter().filter_map(|of| of.get(&score.user));
            assert_eq!(score.points, own.clone().sum::<u32>());
            assert_eq!(score.right as usize, own.count());
            assert!(score.right <= score.answered && score.streak <= score.right);
        }
        for (asked, question) in self.round.asked.iter().zip(&self.round.setup.questions) {
            let right = asked.right(question);
            let orders: Vec<u64> = right.iter().map(|user| asked.entries[user].order).collect();
            assert!(orders.is_sorted(), "{orders:?}");
        }
        if let Some(left) = self.round.remaining(self.now) {
            assert!((0..=30_000).contains(&left), "{left} ms left");
        }
        let open = self
            .round
            .asked
            .iter()
            .filter(|asked| asked.closed.is_none());
        assert!(open.count() <= 1, "two questions at once");
    }

    /// Whatever prefix a crash leaves, folding it again is what was live.
    pub(crate) fn expect_replays_equal(&self) {
        let mut live = Round::replay(&self.log[..1]).expect("it begins");
        for upto in 1..=self.log.len() {
            if upto > 1 {
                live.apply(&self.log[upto - 1]);
            }
            assert_eq!(Some(&live), Round::replay(&self.log[..upto]).as_ref());
        }
        assert_eq!(live, self.round);
        let written = serde_json::to_string(&self.log).expect("events can be written");
        let read: Vec<Event> = serde_json::from_str(&written).expect("and read");
        let users = self.log.iter().map(|event| event.user);
        let read: Vec<Event> = read
            .into_iter()
            .zip(users)
            .map(|(event, user)| Event { user, ..event })
            .collect();
        assert_eq!(read, self.log);
    }

    /// The same seed and steps are the same round.
    pub(crate) fn expect_same_again(&self, typed: bool, steps: &[Step]) {
        let mut again = Self::begin(typed);
        for step in steps {
            again.takes(step);
        }
        assert_eq!((&again.round, &again.log), (&self.round, &self.log));
    }
}

fn keys(gained: &[BTreeMap<u64, u32>]) -> BTreeSet<(usize, u64)> {
    let of = gained.iter().enumerate();
    of.flat_map(|(number, of)| of.keys().map(move |user| (number, *user)))
        .collect()
}

/// Who answered what rightly, read off the events without the state machine: the last answer
/// before the question closed, unless it was skipped, stopped or withdrawn.
fn rightly_answered(log: &[Event]) -> BTreeSet<(usize, u64)> {
    let mut last: BTreeMap<(usize, u64), Given> = BTreeMap::new();
    let mut heard: BTreeMap<usize, u64> = BTreeMap::new();
    let mut closed = BTreeSet::new();
    let mut void = BTreeSet::new();
    for event in log {
        match &event.what {
            Happening::Answered {
                number,
                given,
                aloud,
                ..
            } => {
                assert!(!closed.contains(number), "an answer after the end");
                // Of those who say it aloud the first one counts; a later event is only ever of an earlier message.
                if *aloud && let Some(slower) = heard.insert(*number, event.user) {
                    last.remove(&(*number, slower));
                }
                last.insert((*number, event.user), *given);
            }
            Happening::Closed { number, why } => {
                assert!(closed.insert(*number), "closed twice");
                if *why == Closing::Skipped {
                    void.insert(*number);
                }
            }
            Happening::Withdrawn { number } => {
                void.insert(*number);
                closed.insert(*number);
            }
            _ => {}
        }
    }
    last.into_iter()
        .filter(|((number, _), given)| {
            closed.contains(number)
                && !void.contains(number)
                && match given {
                    Given::Option(at) => *at == question(*number).right,
                    given => *given == Given::Right,
                }
        })
        .map(|(key, _)| key)
        .collect()
}
