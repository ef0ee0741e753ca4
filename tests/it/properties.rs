//! What holds for any input at all, on a thread with a worker's stack.
//!
//! `PROPERTY_CASES` sets the number of cases; the same number is the same cases.

use std::cell::Cell;
use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tarkovsky_bot::answer::limits::Limits;
use tarkovsky_bot::answer::trace;
use tarkovsky_bot::bot;
use tarkovsky_bot::language::tokens;
use tarkovsky_bot::reply::sheet::Line;
use tarkovsky_bot::reply::{Reply, Status};
use tarkovsky_bot::request::Request;

use crate::world::{World, expect_sound, number_from_environment, on_a_small_stack};

/// A suggestion is put back for one unknown answer in so many.
const PUT_BACK_EVERY: u32 = 20;

/// Checks a property over so many cases on a small stack.
fn hold<S>(
    cases: u32,
    strategy: impl FnOnce() -> S + Send + 'static,
    property: impl Fn(S::Value) + Send + 'static,
) where
    S: Strategy,
{
    let run = move || {
        let config = Config {
            cases,
            failure_persistence: None,
            max_shrink_iters: 2_000,
            ..Config::default()
        };
        let mut runner =
            TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let checked = runner.run(&strategy(), |value| {
            property(value);
            Ok(())
        });
        if let Err(failure) = checked {
            panic!("{failure}");
        }
    };
    on_a_small_stack(run);
}

fn cases() -> u32 {
    number_from_environment("PROPERTY_CASES", 2_000)
}

/// Everything people are known to ask.
fn asks() -> Vec<String> {
    let knowledge = &World::shipped().edition.knowledge;
    let claims = knowledge
        .claims
        .iter()
        .flat_map(|claim| claim.asks.iter().map(|ask| ask.text.clone()));
    let disputes = knowledge
        .disputes
        .iter()
        .flat_map(|dispute| dispute.asks.clone());
    claims
        .chain(disputes)
        .chain(knowledge.gaps.iter().flat_map(|gap| gap.asks.clone()))
        .collect()
}

/// Every word of them, and every name in every script.
fn words() -> Vec<String> {
    let knowledge = &World::shipped().edition.knowledge;
    let names = knowledge
        .entities
        .iter()
        .flat_map(|entity| entity.all_names().map(str::to_owned).collect::<Vec<_>>());
    let words: BTreeSet<String> = asks()
        .iter()
        .flat_map(|ask| {
            ask.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .chain(names)
        .collect();
    words.into_iter().collect()
}

/// A text with some characters dropped, doubled, swapped or replaced.
fn mistyped(text: &str, errors: &[(usize, u8, char)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (at, kind, other) in errors {
        if chars.is_empty() {
            break;
        }
        let at = at % chars.len();
        let next = (at + 1) % chars.len();
        match kind % 4 {
            0 => drop(chars.remove(at)),
            1 => chars.insert(at, chars[at]),
            2 => chars.swap(at, next),
            _ => chars[at] = *other,
        }
    }
    chars.into_iter().collect()
}

/// Messages of every sort: noise, operators, words in any order, asks with typing errors, two asks in one.
fn message() -> impl Strategy<Value = String> {
    let operators = [
        "(", ")", "\"", "*", "~2", "^9", ":", "AND", "OR", "NOT", "-", "+", "?", "[1]", "'s",
        "\u{0}", "\u{301}", "\u{202e}", "how", "and who",
    ];
    let piece = prop_oneof![4 => select(words()), 1 => select(operators.map(str::to_owned).to_vec()), 1 => "\\PC{0,6}"];
    let errors = vec((any::<usize>(), any::<u8>(), any::<char>()), 0..5);
    let ask = (select(asks()), errors).prop_map(|(ask, errors)| mistyped(&ask, &errors));
    let joint = select(vec!["? ", " and who ", "\n", ", ", " and ", ""]);
    prop_oneof![
        1 => any::<String>(),
        1 => "\\PC{0,200}",
        1 => vec(any::<char>(), 0..700).prop_map(String::from_iter),
        3 => vec(piece, 0..50).prop_map(|pieces| pieces.join(" ")),
        3 => ask.clone(),
        1 => (ask.clone(), joint, ask).prop_map(|(first, joint, second)| first + joint + &second),
    ]
}

#[test]
fn every_reply_to_any_message_is_sound_and_the_same_again() {
    let unknowns = Cell::new(0_u32);
    hold(cases(), message, move |message| {
        let world = World::shipped();
        let reply = bot::ask(&message, &world.edition, &world.limits);
        expect_sound(&message, &reply);
        assert_eq!(
            bot::ask(&message, &world.edition, &world.limits),
            reply,
            "{message:?} was answered in two ways"
        );
        if reply.status != Status::Unknown {
            return;
        }
        unknowns.set(unknowns.get() + 1);
        if unknowns.get().is_multiple_of(PUT_BACK_EVERY) {
            for suggestion in &reply.suggestions {
                let again = bot::ask(suggestion, &world.edition, &world.limits);
                assert_ne!(
                    again.status,
                    Status::Unknown,
                    "the suggestion {suggestion:?} for {message:?} is not answered"
                );
            }
        }
    });
}

#[test]
fn every_look_up_of_anything_is_cited_or_says_why_not() {
    let commands = [
        "/film ",
        "/person ",
        "/compare ",
        "/timeline ",
        "/list films of:",
        "/list disputes of:",
        "/search ",
        "/search water of:",
        "/quote ",
        "/",
    ];
    let typed = (select(commands.to_vec()), message(), 0..3_usize);
    hold(
        cases() / 8,
        move || typed,
        |(command, message, page)| {
            let world = World::shipped();
            let Ok(request) = Request::parse(&format!("{command}{message} page:{page}"), 1) else {
                return;
            };
            match bot::respond(&request, &world.edition, &world.limits) {
                Reply::Sheet(sheet) => {
                    let said: Vec<_> = sheet.lines.iter().flat_map(Line::said).collect();
                    assert!(
                        said.iter().all(|said| !said.places().is_empty()),
                        "{sheet:?}"
                    );
                    assert!(
                        !sheet.lines.is_empty() || !sheet.notes.is_empty(),
                        "{sheet:?}"
                    );
                    assert!(sheet.page < sheet.pages, "{sheet:?}");
                }
                Reply::Answer(reply) => expect_sound(&message, &reply),
                Reply::NoSuchName { .. } | Reply::Note(_) | Reply::Sources(_) | Reply::Help => {}
            }
        },
    );
}

#[test]
fn the_work_for_any_message_stays_within_any_limits() {
    let limits = (16..700usize, 1..=32usize, 1..=64usize, 1..=96usize).prop_map(
        |(question_chars, terms, expansions, candidates)| Limits {
            question_chars,
            terms,
            expansions,
            candidates,
            passages: 8,
        },
    );
    hold(
        cases() / 8,
        move || (message(), limits),
        |(message, limits)| {
            let world = World::shipped();
            let vocabulary = &world.edition.documents.vocabulary;
            for part in trace(&message, &world.edition, &limits) {
                assert!(
                    part.weighed.question.terms.len() <= limits.terms,
                    "{} terms",
                    part.weighed.question.terms.len()
                );
                assert!(
                    part.weighed.candidates.len() <= limits.candidates,
                    "{} candidates",
                    part.weighed.candidates.len()
                );
                for term in &part.weighed.question.terms {
                    // Names and topics are matched whole, beside the expansions of a word.
                    let expanded = term
                        .matches
                        .iter()
                        .filter(|(id, _)| !vocabulary.text(*id).starts_with('@'))
                        .count();
                    assert!(
                        expanded <= limits.expansions,
                        "{:?} matches {expanded} words, allowed {}",
                        term.word,
                        limits.expansions
                    );
                    assert!(
                        term.matches.len() - expanded <= 16,
                        "{:?} matches {} names",
                        term.word,
                        term.matches.len() - expanded
                    );
                }
                assert!(
                    part.weighed
                        .candidates
                        .is_sorted_by(|a, b| a.score.total >= b.score.total),
                    "candidates are not sorted"
                );
                assert!(
                    part.weighed
                        .candidates
                        .iter()
                        .all(|c| c.score.total.is_finite()),
                    "a score is no number"
                );
            }
        },
    );
}

#[test]
fn tokens_are_folded_bounded_and_stay_as_they_are() {
    hold(
        cases(),
        || prop_oneof![any::<String>(), "\\PC{0,80}", message()],
        |text| {
            let folded = tokens(&text, 64);
            assert!(folded.len() <= 64);
            for token in &folded {
                assert!(
                    !token.is_empty() && token.chars().count() <= 160,
                    "{token:?}"
                );
                assert!(
                    !token
                        .chars()
                        .any(|c| c.is_whitespace() || c.is_ascii_uppercase() || c.is_control()),
                    "{token:?}"
                );
            }
            if text.is_ascii() {
                assert_eq!(
                    tokens(&folded.join(" "), 64),
                    folded,
                    "folding {text:?} twice"
                );
            }
        },
    );
}
