//! Rounds as a pure state machine: what holds for any history of presses,
//! restarts, clock jumps, stops and withdrawals, and what players are told.
//!
//! `HISTORIES` sets the number of histories; the same number is the same histories.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tarkovsky_bot::trivia::question::Difficulty;
use tarkovsky_bot::trivia::round::deed::{Deed, Said};
use tarkovsky_bot::trivia::round::event::{Ending, Happening, Vote};
use tarkovsky_bot::trivia::round::{Due, LAST_CALL};
use tarkovsky_bot::trivia::score::{gained, is_ranked, table};
use tarkovsky_bot::trivia::wish::Mode;

use crate::world::number_from_environment;

mod history;
pub(crate) mod sample;
mod step;

use history::History;
use step::step;

const HOST: u64 = 1;
const SECOND: i64 = 1_000;

#[test]
fn any_history_keeps_scores_single_sums_right_and_replays_equal() {
    let config = Config {
        cases: number_from_environment("HISTORIES", 2_000),
        failure_persistence: None,
        max_shrink_iters: 4_000,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let histories = (any::<bool>(), vec(step(), 1..90));
    let checked = runner.run(&histories, |(typed, steps)| {
        let mut history = History::begin(typed);
        for step in &steps {
            history.takes(step);
            history.expect_sound();
        }
        history.expect_replays_equal();
        history.expect_same_again(typed, &steps);
        Ok(())
    });
    if let Err(failure) = checked {
        panic!("{failure}");
    }
}

#[test]
fn a_round_goes_from_question_to_question_and_ends_when_all_are_put() {
    let mut history = History::of(Mode::Choice, 2);
    history.runs_until(|history| history.round.current().is_some());
    assert_eq!(
        history.press(2, 0, 1),
        Said::Noted {
            option: 1,
            changeable: true
        }
    );
    assert_eq!(
        history.press(2, 0, 0),
        Said::Noted {
            option: 0,
            changeable: false
        }
    );
    assert_eq!(history.press(2, 0, 2), Said::Fixed(0));
    assert_eq!(history.press(2, 0, 0), Said::Stands(0));
    history.runs_until(|history| history.round.asked.len() == 2);
    assert_eq!(history.press(2, 0, 1), Said::Late);
    history.runs_until(|history| history.round.due(history.now) == Due::Nothing);
    assert_eq!(
        history.round.ended.map(|(cause, _)| cause),
        Some(Ending::Done)
    );
    let table = table(&history.round);
    assert_eq!((table.len(), table[0].right), (1, 1));
    assert!(!is_ranked(&history.round));
}

#[test]
fn two_silent_questions_end_a_round() {
    let mut history = History::of(Mode::Choice, 9);
    history.runs_until(|history| history.round.silent() == 1);
    history.runs_until(|history| history.round.due(history.now) == Due::Nothing);
    assert_eq!(
        history.round.ended.map(|(cause, _)| cause),
        Some(Ending::Silence)
    );
    assert_eq!(history.round.asked.len(), 2);
}

#[test]
fn a_question_closes_early_once_all_who_play_have_answered() {
    let mut history = History::of(Mode::Choice, 3);
    history.runs_until(|history| history.round.current().is_some());
    history.press(2, 0, 1);
    history.press(3, 0, 1);
    let first = history.round.deadline().unwrap() - history.now;
    assert!(first > 20 * SECOND, "nobody was known to play before");
    history.runs_until(|history| history.round.asked.len() == 2);
    history.press(2, 1, 1);
    assert!(history.round.remaining(history.now) > Some(20 * SECOND));
    history.press(3, 1, 0);
    assert!(history.round.remaining(history.now) <= Some(LAST_CALL));
    assert_eq!(
        history.press(3, 1, 1),
        Said::Noted {
            option: 1,
            changeable: false
        }
    );
}

#[test]
fn points_come_with_difficulty_and_speed_and_the_order_is_discords() {
    let mut history = History::of(Mode::Choice, 1);
    history.runs_until(|history| history.round.current().is_some());
    let right = history.right(0);
    // Three presses arrive in another order than they were made in.
    history.press_late_by(4, 0, right, 2 * SECOND, 3);
    history.press_late_by(2, 0, right, 0, 1);
    history.press_late_by(3, 0, right, SECOND, 2);
    history.runs_until(|history| history.round.due(history.now) == Due::Nothing);
    let question = history.round.question(0).unwrap();
    assert_eq!(history.round.asked[0].right(question), [2, 3, 4]);
    assert!(is_ranked(&history.round));
    let scores = table(&history.round);
    assert!(scores[0].user == 2 && scores[0].points >= scores[2].points);
    assert_eq!(question.difficulty, Difficulty::Easy);
    assert_eq!(scores[0].points, 10);
}

#[test]
fn who_leads_decides_and_the_others_need_a_majority_of_at_least_two() {
    let mut history = History::of(Mode::Choice, 5);
    history.runs_until(|history| history.round.current().is_some());
    assert_eq!(history.wants(2, Vote::Stop, false), Said::NotPlaying);
    for user in 2..7 {
        history.press(user, 0, 1);
    }
    assert_eq!(history.wants(2, Vote::Skip, false), Said::Counted(1, 3));
    assert_eq!(history.wants(2, Vote::Skip, false), Said::Counted(1, 3));
    assert_eq!(history.wants(3, Vote::Skip, false), Said::Counted(2, 3));
    assert!(history.round.current().is_some());
    assert_eq!(history.wants(4, Vote::Skip, false), Said::Counted(3, 3));
    assert!(history.round.current().is_none());
    assert!(
        gained(&history.round)[0].is_empty(),
        "skipped: nobody gets points"
    );
    assert_eq!(history.deed(2, false, Deed::Pause), Said::NotYours);
    assert_eq!(history.wants(9, Vote::Stop, true), Said::Done);
    assert_eq!(
        history.round.ended.map(|(cause, _)| cause),
        Some(Ending::Stopped)
    );
}

#[test]
fn one_player_alone_does_not_overrule_the_host() {
    let mut history = History::of(Mode::Choice, 5);
    history.runs_until(|history| history.round.current().is_some());
    history.press(2, 0, 1);
    assert_eq!(history.wants(2, Vote::Stop, false), Said::Counted(1, 2));
    assert!(history.round.ended.is_none());
}

#[test]
fn a_pause_and_a_restart_keep_the_time_that_is_left() {
    let mut history = History::of(Mode::Choice, 2);
    history.runs_until(|history| history.round.current().is_some());
    history.now += 10 * SECOND;
    assert_eq!(history.deed(HOST, false, Deed::Pause), Said::Done);
    let left = history.round.remaining(history.now).unwrap();
    history.now += 300 * SECOND;
    assert_eq!(history.press(2, 0, 1), Said::Paused);
    assert_eq!(history.deed(HOST, false, Deed::Resume), Said::Done);
    assert_eq!(history.round.remaining(history.now), Some(left));
    history.now += 5 * SECOND;
    history.press(2, 0, 1);
    let left = history.round.remaining(history.now).unwrap();
    // Killed some time after the last event; what nobody noted down cannot be known.
    history.now += 8 * SECOND;
    history.restarts();
    assert_eq!(history.round.remaining(history.now), Some(left));
    assert_eq!(
        history.press(3, 0, 1),
        Said::Noted {
            option: 1,
            changeable: true
        }
    );
}

#[test]
fn a_round_nobody_cares_for_frees_its_channel() {
    let mut history = History::of(Mode::Choice, 2);
    history.runs_until(|history| history.round.current().is_some());
    history.deed(HOST, false, Deed::Pause);
    history.runs_until(|history| history.round.due(history.now) == Due::Nothing);
    assert_eq!(
        history.round.ended.map(|(cause, _)| cause),
        Some(Ending::Abandoned)
    );

    let mut history = History::of(Mode::Choice, 2);
    history.runs_until(|history| history.round.current().is_some());
    history.now += 24 * 3_600 * SECOND;
    history.restarts();
    assert_eq!(
        history.round.ended.map(|(cause, _)| cause),
        Some(Ending::Abandoned)
    );
}

#[test]
fn a_withdrawn_question_counts_for_nobody_and_breaks_no_run() {
    let mut history = History::of(Mode::Choice, 7);
    for number in 0..7 {
        history.runs_until(|history| history.round.asked.len() > number);
        let right = history.right(number);
        let option = if number == 3 { right + 1 } else { right };
        for user in [2, 3, 4] {
            history.press(user, number, option % 4);
        }
    }
    history.runs_until(|history| history.round.due(history.now) == Due::Nothing);
    let before = table(&history.round);
    assert_eq!((before[0].right, before[0].streak), (6, 3));
    history.happens(0, Happening::Withdrawn { number: 3 });
    let after = table(&history.round);
    assert_eq!((after[0].right, after[0].streak), (6, 6));
    assert!(
        after[0].points > before[0].points,
        "the run of six brings more"
    );
    history.happens(0, Happening::Withdrawn { number: 0 });
    assert_eq!(table(&history.round)[0].right, 5);
    assert!(
        after.iter().all(|score| score.rank == 1),
        "ties share a rank"
    );
}

#[test]
fn a_question_withdrawn_while_it_is_on_takes_its_votes_with_it() {
    let mut history = History::of(Mode::Choice, 3);
    history.runs_until(|history| history.round.current().is_some());
    for user in [2, 3, 4, 5] {
        history.press(user, 0, 0);
    }
    assert_eq!(history.wants(2, Vote::Skip, false), Said::Counted(1, 3));
    history.happens(0, Happening::Withdrawn { number: 0 });
    history.runs_until(|history| history.round.asked.len() > 1);
    assert_eq!(history.wants(3, Vote::Skip, false), Said::Counted(1, 3));
}

#[test]
fn typed_answers_have_three_tries_and_near_ones_are_told_so() {
    let mut history = History::of(Mode::Typed, 2);
    history.runs_until(|history| history.round.current().is_some());
    assert_eq!(history.types(2, 0, "Anatoly"), Said::Close(2));
    assert_eq!(history.types(2, 0, "Grinko"), Said::Wrong(1));
    assert_eq!(history.types(2, 0, "СОЛОНИЦЫН"), Said::Right);
    assert_eq!(history.types(2, 0, "Grinko"), Said::Right);
    for left in [2, 1, 0] {
        assert_eq!(history.types(3, 0, "Kaidanovsky"), Said::Wrong(left));
    }
    assert_eq!(history.types(3, 0, "Solonitsyn"), Said::NoTries);
    history.runs_until(|history| history.round.asked[0].revealed);
    assert_eq!(
        gained(&history.round)[0]
            .keys()
            .copied()
            .collect::<Vec<_>>(),
        [2]
    );
}

#[test]
fn the_first_right_answer_in_the_channel_ends_the_question_and_talk_costs_no_try() {
    let mut history = History::of(Mode::Typed, 2);
    history.runs_until(|history| history.round.current().is_some());
    history.now += 5 * SECOND;
    for talk in [
        "hm",
        "is it Grinko?",
        "Anatoly",
        "I know: Solonitsyn",
        "lol",
    ] {
        assert_eq!(history.says(2, talk, 0), Said::NoOption, "{talk}");
    }
    assert_eq!(history.says(2, "solonitsyn!", 0), Said::Right);
    assert_eq!(history.round.remaining(history.now), Some(0));
    // Who was faster and comes later by a slow line counts instead; who was slower does not.
    assert_eq!(history.says(3, "Солоницын", 200), Said::Right);
    history.now += 100;
    assert_eq!(history.says(4, "Solonitsyn", 0), Said::NoOption);
    assert_eq!(history.types(5, 0, "Solonitsyn"), Said::Late);
    history.runs_until(|history| history.round.asked[0].revealed);
    let question = history.round.question(0).unwrap();
    assert_eq!(history.round.asked[0].right(question), [3]);
    // Where options are pressed, nobody listens.
    let mut history = History::of(Mode::Choice, 2);
    history.runs_until(|history| history.round.current().is_some());
    assert_eq!(history.says(2, "Solonitsyn", 0), Said::NoOption);
}

#[test]
fn a_typed_answer_chooses_an_option_by_letter_or_text() {
    let mut history = History::of(Mode::Choice, 2);
    history.runs_until(|history| history.round.current().is_some());
    let noted = |option| Said::Noted {
        option,
        changeable: true,
    };
    assert_eq!(history.types(2, 0, "b)"), noted(1));
    assert_eq!(history.types(3, 0, "nikolai grinko"), noted(2));
    assert_eq!(history.types(4, 0, "solonitsin anatoly?"), Said::NoOption);
    assert_eq!(history.types(5, 0, "Солоницын"), noted(history.right(0)));
}

#[test]
fn hints_cost_a_quarter_each_and_come_in_order() {
    let mut history = History::of(Mode::Choice, 1);
    history.runs_until(|history| history.round.current().is_some());
    let first = history.hints(2, 0);
    assert!(matches!(&first, Said::Hint { taken, left: 1 } if taken.len() == 1));
    history.hints(2, 0);
    let third = history.hints(2, 0);
    assert!(matches!(&third, Said::Hint { taken, left: 0 } if taken.len() == 2));
    history.press(2, 0, history.right(0));
    history.press(3, 0, history.right(0));
    assert_eq!(history.hints(3, 0), Said::Answered);
    history.runs_until(|history| history.round.asked[0].revealed);
    let gained = &gained(&history.round)[0];
    assert_eq!((gained[&2], gained[&3]), (5, 10));
}

#[test]
fn who_previewed_the_questions_cannot_play() {
    let mut history = History::previewed();
    history.runs_until(|history| history.round.current().is_some());
    assert_eq!(history.press(HOST, 0, 1), Said::Previewed);
    assert_eq!(
        history.press(2, 0, 1),
        Said::Noted {
            option: 1,
            changeable: true
        }
    );
}

#[test]
fn who_asks_for_a_hint_has_seen_the_question() {
    let mut history = History::of(Mode::Choice, 1);
    history.now += 6 * SECOND;
    assert_eq!(history.round.due(history.now), Due::Post(0));
    assert!(matches!(history.hints(2, 0), Said::Hint { left: 1, .. }));
    assert_eq!(history.round.asked[0].entries[&2].hints, 1);
    assert_eq!(history.hints(2, 1), Said::Late);
}

#[test]
fn a_press_is_proof_that_the_question_was_posted() {
    let mut history = History::of(Mode::Choice, 1);
    history.now += 6 * SECOND;
    assert_eq!(history.round.due(history.now), Due::Post(0));
    // The message is there; the bot has not heard so yet.
    assert_eq!(
        history.press(2, 0, 1),
        Said::Noted {
            option: 1,
            changeable: true
        }
    );
    // Then it does, and the press stays.
    history.happens(
        0,
        Happening::Posted {
            number: 0,
            message: 77,
        },
    );
    assert!(history.round.current().is_some());
    assert_eq!(history.round.asked[0].answered(), 1);
}
