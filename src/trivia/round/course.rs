//! The course of a round: what ends a question or the round before its time,
//! and what a restart means.

use super::deed::{Decision, Said, done};
use super::event::{Closing, Ending, Event, Happening, Vote};
use super::{ABANDONED, Round};

/// Fewest people whose votes decide.
const FLOOR: usize = 2;

impl Round {
    /// One who leads decides; the others do together, where more than half of those who played want it.
    pub(super) fn want(&self, user: u64, vote: Vote, leads: bool, now: i64) -> Decision {
        let players = self.players();
        if self.ended.is_none() && !leads && !players.contains(&user) {
            return Decision::only(Said::NotPlaying);
        }
        let current = self.current().map(|(number, _)| number);
        let number = match (vote, current) {
            _ if self.ended.is_some() => return Decision::only(Said::Over),
            (Vote::Skip, None) => return Decision::only(Said::Late),
            (_, number) => number.unwrap_or(self.asked.len()),
        };
        let event = |what| Event {
            at: now.max(self.last),
            user,
            what,
        };
        let decided = match vote {
            Vote::Skip => event(Happening::Closed {
                number,
                why: Closing::Skipped,
            }),
            Vote::Stop => event(Happening::Ended {
                cause: Ending::Stopped,
            }),
        };
        if leads {
            return done(decided);
        }
        let needed = FLOOR.max(players.len() / 2 + 1);
        let before = self.votes.get(&vote);
        let votes = before.map_or(0, std::collections::BTreeSet::len);
        if before.is_some_and(|people| people.contains(&user)) {
            return Decision::only(Said::Counted(votes, needed));
        }
        let mut events = vec![event(Happening::Voted { number, vote })];
        if votes + 1 >= needed {
            events.push(decided);
        }
        Decision {
            events,
            said: Said::Counted(votes + 1, needed),
        }
    }

    /// What happened while nobody ran the round: its clock stood still from the last event on, or
    /// it ended, where that is too long ago.
    pub fn wake(&self, now: i64) -> Vec<Event> {
        let event = |at, what| Event { at, user: 0, what };
        let now = now.max(self.last);
        if self.ended.is_some() || self.paused.is_some() {
            Vec::new()
        } else if now - self.last >= ABANDONED {
            let cause = Ending::Abandoned;
            vec![event(now, Happening::Ended { cause })]
        } else {
            vec![
                event(self.last, Happening::Paused),
                event(now, Happening::Resumed),
            ]
        }
    }
}
