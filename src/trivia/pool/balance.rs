//! Balance: over all questions of a kind, the right option is neither the longest
//! nor the shortest more often than chance would have it, and the right passage
//! neither the nearest to the question nor the farthest.

use super::draft::{Body, Choice, Draft, Ends, sides};
use crate::trivia::question::MAX_OPTIONS;

/// Times the two ends are set one after the other.
const TURNS: usize = 12;
/// Halvings by which a weight is found.
const HALVINGS: usize = 30;
/// Weights lie between this and its inverse.
const LEAST_WEIGHT: f64 = 0.01;

/// What of one draft the right option's place in length depends on: how few and how many shorter ones there can be.
struct Room {
    fewest: f64,
    most: f64,
    taken: f64,
}

impl Room {
    fn of(right: &Choice, wrong: &[Choice]) -> Self {
        let taken = wrong.len().min(MAX_OPTIONS - 1);
        let (less, more) = sides(right, wrong);
        // Equals are shared out.
        let equal = (wrong.len() - less - more) as f64 / 2.0;
        let (less, more, taken) = (less as f64 + equal, more as f64 + equal, taken as f64);
        Self {
            fewest: (taken - more).max(0.0),
            most: taken.min(less),
            taken,
        }
    }

    /// How likely the right option is the shortest, and the longest.
    fn likely(&self, ends: Ends) -> (f64, f64) {
        let least = if self.fewest < 0.5 { ends.least } else { 0.0 };
        let greatest = if self.most > self.taken - 0.5 {
            ends.greatest
        } else {
            0.0
        };
        let between = (self.most.min(self.taken - 1.0) - self.fewest.max(1.0) + 1.0).max(0.0);
        let all = (least + greatest + between).max(f64::MIN_POSITIVE);
        (least / all, greatest / all)
    }
}

/// Sets the ends of every draft whose options are measured by length or nearness, kind by kind.
pub(super) fn balance(drafts: &mut [Draft]) {
    let mut kinds: Vec<_> = drafts.iter().map(|draft| draft.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        let measured: Vec<Room> = drafts
            .iter()
            .filter(|draft| draft.kind == kind)
            .flat_map(rooms)
            .collect();
        let ends = fitting(&measured);
        for draft in drafts.iter_mut().filter(|draft| draft.kind == kind) {
            if !rooms(draft).is_empty() {
                draft.ends = ends;
            }
        }
    }
}

/// The room of each right option a draft may have; none where options are numbers, of which there are enough.
fn rooms(draft: &Draft) -> Vec<Room> {
    let is_text =
        |choice: &Choice| choice.passage.is_some() || *choice == Choice::text(&choice.text);
    match &draft.body {
        Body::Options { right, wrong } if is_text(right) => vec![Room::of(right, wrong)],
        Body::Odd { members, outsiders } => {
            let rooms = outsiders.iter().map(|outsider| Room::of(outsider, members));
            rooms.collect()
        }
        _ => Vec::new(),
    }
}

/// Weights with which both ends are as likely as any other place.
fn fitting(rooms: &[Room]) -> Ends {
    let mut ends = Ends::default();
    let wanted: f64 = rooms.iter().map(|room| 1.0 / (room.taken + 1.0)).sum();
    for _ in 0..TURNS {
        ends.greatest = found(|greatest| {
            let tried = Ends { greatest, ..ends };
            rooms.iter().map(|room| room.likely(tried).1).sum::<f64>() < wanted
        });
        ends.least = found(|least| {
            let tried = Ends { least, ..ends };
            rooms.iter().map(|room| room.likely(tried).0).sum::<f64>() < wanted
        });
    }
    ends
}

/// The weight up to which `too_low` holds.
fn found(too_low: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (LEAST_WEIGHT.ln(), -LEAST_WEIGHT.ln());
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if too_low(middle.exp()) {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high).exp()
}
