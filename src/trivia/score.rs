//! Scores: derived from a round's events and nothing else.

use std::collections::BTreeMap;

use super::question::Difficulty;
use super::round::Round;
use super::round::asked::Entry;

/// Fewest people whose round counts for the boards; below it is practice.
pub const RANKED: usize = 3;
/// Right answers in a row from which on each brings more.
pub const STREAK: usize = 5;
/// What it brings more.
pub const STREAK_POINTS: u32 = 5;
/// Points of the easiest question, answered at once and without hints.
const UNIT: u32 = 10;

/// What one person has in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The person.
    pub user: u64,
    /// All their points.
    pub points: u32,
    /// Questions they answered rightly.
    pub right: u32,
    /// Questions they answered.
    pub answered: u32,
    /// Their longest run of right answers.
    pub streak: u32,
    /// Place on the table, from 1; who has as many points shares it.
    pub rank: usize,
}

/// Points of a right answer: 10, 20 or 30 by difficulty, falling to half over the time of the
/// question, and a quarter less for each hint; never less than 1.
pub fn points(difficulty: Difficulty, elapsed: i64, limit: i64, hints: usize) -> u32 {
    let base = i64::from(
        UNIT * match difficulty {
            Difficulty::Easy => 1,
            Difficulty::Medium => 2,
            Difficulty::Hard => 3,
        },
    );
    let limit = limit.max(1);
    let elapsed = elapsed.clamp(0, limit);
    let quarters = 4 - i64::try_from(hints.min(3)).unwrap_or(3);
    // base × (1 − elapsed / 2 limit) × quarters / 4, rounded to the nearest.
    let over = 8 * limit;
    let exact = base * (2 * limit - elapsed) * quarters;
    u32::try_from(((exact + over / 2) / over).max(1)).unwrap_or(1)
}

/// What each question brought those who answered it rightly, by its number.
pub fn gained(round: &Round) -> Vec<BTreeMap<u64, u32>> {
    gains(round).0
}

/// Goes through the questions in order: points of each, and everybody's longest run.
fn gains(round: &Round) -> (Vec<BTreeMap<u64, u32>>, BTreeMap<u64, u32>) {
    let limit = i64::from(round.setup.seconds) * 1_000;
    let mut runs: BTreeMap<u64, u32> = BTreeMap::new();
    let mut longest: BTreeMap<u64, u32> = BTreeMap::new();
    let mut all = Vec::with_capacity(round.asked.len());
    for (asked, question) in round.asked.iter().zip(&round.setup.questions) {
        let mut gained = BTreeMap::new();
        // What counts for nobody breaks nobody's run.
        if asked.counts() {
            let is_right = |entry: &Entry| entry.is_right(question);
            runs.retain(|user, _| asked.entries.get(user).is_some_and(is_right));
            for (user, entry) in asked.entries.iter().filter(|(_, entry)| is_right(entry)) {
                let run = runs.entry(*user).or_default();
                *run += 1;
                let best = longest.entry(*user).or_default();
                *best = (*best).max(*run);
                let bonus = if *run as usize >= STREAK {
                    STREAK_POINTS
                } else {
                    0
                };
                let own = points(question.difficulty, entry.elapsed, limit, entry.hints);
                gained.insert(*user, own + bonus);
            }
        }
        all.push(gained);
    }
    (all, longest)
}

/// Everybody who answered, the best first; who has as many points stands in the order of their ids.
pub fn table(round: &Round) -> Vec<Score> {
    let (gained, longest) = gains(round);
    let mut scores: Vec<Score> = round
        .players()
        .into_iter()
        .map(|user| {
            let of_user = |asked: &&super::round::asked::AskedQuestion| {
                asked.counts() && asked.entries.get(&user).is_some_and(|e| e.given.is_some())
            };
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let right = gained.iter().filter(|gained| gained.contains_key(&user));
            Score {
                user,
                points: gained.iter().filter_map(|gained| gained.get(&user)).sum(),
                right: count(right.count()),
                answered: count(round.asked.iter().filter(of_user).count()),
                streak: longest.get(&user).copied().unwrap_or_default(),
                rank: 0,
            }
        })
        .collect();
    scores.sort_by_key(|score| (std::cmp::Reverse(score.points), score.user));
    rank(
        &mut scores,
        |score| score.points,
        |score, rank| score.rank = rank,
    );
    scores
}

/// Gives places to what is sorted: who is level shares one, and the next are left out.
pub fn rank<T>(sorted: &mut [T], points: impl Fn(&T) -> u32, mut set: impl FnMut(&mut T, usize)) {
    let mut place = 0;
    let mut level = None;
    for (at, one) in sorted.iter_mut().enumerate() {
        if level != Some(points(one)) {
            place = at + 1;
            level = Some(points(one));
        }
        set(one, place);
    }
}

/// Whether a round counts for the boards.
pub fn is_ranked(round: &Round) -> bool {
    round.players().len() >= RANKED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_fall_to_half_with_time_and_by_a_quarter_with_each_hint() {
        let full = 30_000;
        let of = |difficulty, elapsed, hints| points(difficulty, elapsed, full, hints);
        assert_eq!(of(Difficulty::Easy, 0, 0), 10);
        assert_eq!(of(Difficulty::Medium, 0, 0), 20);
        assert_eq!(of(Difficulty::Hard, 0, 0), 30);
        assert_eq!(of(Difficulty::Medium, 15_000, 0), 15);
        assert_eq!(of(Difficulty::Medium, full, 0), 10);
        assert_eq!(of(Difficulty::Medium, 2 * full, 0), 10);
        assert_eq!(of(Difficulty::Medium, -5, 1), 15);
        assert_eq!(of(Difficulty::Hard, full, 2), 8);
        assert_eq!(points(Difficulty::Easy, 5, 0, 9), 1);
    }

    #[test]
    fn who_is_level_shares_a_rank() {
        let mut scores = [(9, 0), (7, 0), (7, 0), (1, 0)];
        rank(&mut scores, |one| one.0, |one, rank| one.1 = rank);
        assert_eq!(scores, [(9, 1), (7, 2), (7, 2), (1, 4)]);
    }
}
