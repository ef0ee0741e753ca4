//! What holds for every pool, and for what it is made with.

use std::collections::{BTreeSet, HashSet};

use super::draft::Choice;
use super::figure;
use super::ground::Ground;
use super::{Draft, Pool};
use crate::chance::Chance;
use crate::content;
use crate::knowledge::Knowledge;
use crate::knowledge::claim::ClaimId;
use crate::knowledge::load::load;
use crate::trivia::pool::draft::Body;
use crate::trivia::question::{Difficulty, Kind};
use crate::trivia::wish::{Mode, Wish};

fn knowledge() -> Knowledge {
    let (knowledge, problems) = load(&content::embedded());
    assert!(problems.is_empty(), "{problems:?}");
    knowledge
}

fn shipped() -> Pool {
    Pool::of(&knowledge())
}

#[test]
fn the_same_seed_chooses_the_same_questions_and_none_that_was_asked() {
    let pool = shipped();
    let wish = Wish::of(Mode::Choice, 10);
    let first = pool.choose(&wish, &HashSet::new(), 7);
    assert_eq!(first.len(), 10);
    assert_eq!(first, pool.choose(&wish, &HashSet::new(), 7));
    assert_ne!(first, pool.choose(&wish, &HashSet::new(), 8));
    let asked: HashSet<String> = first.iter().map(|q| q.id.clone()).collect();
    let second = pool.choose(&wish, &asked, 7);
    assert!(second.iter().all(|q| !asked.contains(&q.id)));
    let left = pool.left(&wish, &asked);
    assert_eq!(left.all, pool.len());
    assert_eq!(left.left, pool.len() - 10);
}

#[test]
fn rounds_use_the_pool_up_without_repeating_and_never_ask_two_about_one_claim() {
    let pool = shipped();
    let wish = Wish::of(Mode::Choice, 10);
    let mut asked = HashSet::new();
    for seed in 0.. {
        let round = pool.choose(&wish, &asked, seed);
        if round.is_empty() {
            break;
        }
        let mut claims = HashSet::new();
        for question in &round {
            assert!(asked.insert(question.id.clone()), "{} again", question.id);
            let own: BTreeSet<String> = question.proofs.iter().map(|p| p.claim.clone()).collect();
            for claim in own {
                assert!(
                    claims.insert(claim.clone()),
                    "two questions of a round rest on {claim}"
                );
            }
        }
    }
    assert_eq!(asked.len(), pool.len());
}

#[test]
fn a_round_of_ten_mixes_kinds_and_topics() {
    let pool = shipped();
    for seed in 0..50 {
        let round = pool.choose(&Wish::of(Mode::Choice, 10), &HashSet::new(), seed);
        let kinds: HashSet<Kind> = round.iter().map(|q| q.kind).collect();
        let topics: HashSet<&str> = round.iter().map(|q| q.topic.as_str()).collect();
        assert!(
            kinds.len() >= 5 && topics.len() >= 6,
            "{kinds:?} {topics:?}"
        );
    }
}

#[test]
fn a_wish_is_kept_to() {
    let pool = shipped();
    let none = HashSet::new();
    let all = |wish: Wish| pool.choose(&wish, &none, 1);
    let typed = all(Wish::of(Mode::Typed, 20));
    assert!(!typed.is_empty() && typed.iter().all(|q| q.typed.is_some()));
    let cited = all(Wish::of(Mode::CiteIt, 10));
    assert!(!cited.is_empty() && cited.iter().all(|q| q.passages.len() == q.options.len()));
    let ordered = all(Wish::of(Mode::Chronology, 5));
    assert!(!ordered.is_empty() && ordered.iter().all(|q| q.kind == Kind::Chronology));
    let hard = Wish {
        topic: Some("camera".into()),
        film: Some("stalker".into()),
        difficulty: Some(Difficulty::Hard),
        ..Wish::of(Mode::Choice, 5)
    };
    let chosen = all(hard.clone());
    assert_eq!(chosen.len(), 5);
    for question in &chosen {
        assert_eq!(
            (question.topic.as_str(), question.difficulty),
            ("camera", Difficulty::Hard)
        );
        assert!(question.films.contains(&"stalker".to_owned()));
    }
    let nothing = Wish {
        topic: Some("weather".into()),
        ..hard
    };
    assert!(all(nothing.clone()).is_empty());
    assert_eq!(pool.left(&nothing, &none).all, 0);
}

#[test]
fn nothing_rests_on_a_dispute_a_spoiler_or_the_weakest_sources() {
    let knowledge = knowledge();
    let ground = Ground::new(&knowledge);
    for draft in &Pool::of(&knowledge).drafts {
        assert!(ground.is_sound(draft.claims[0]), "{}", draft.key);
        assert!(
            !draft.claims.iter().any(|id| ground.is_disputed(*id)),
            "{}",
            draft.key
        );
    }
}

#[test]
fn an_attribute_with_two_values_is_not_asked_for() {
    let made_from = |draft: &&Draft| draft.key == "attribute director tempo-di-viaggio";
    assert!(shipped().drafts.iter().find(made_from).is_none());
}

#[test]
fn the_wrong_passages_of_a_cite_it_speak_of_its_matter() {
    let knowledge = knowledge();
    let ground = Ground::new(&knowledge);
    let places = |id: ClaimId| -> Vec<_> {
        let citations = &ground.claim(id).citations;
        citations.iter().map(|c| (c.source, c.paragraph)).collect()
    };
    let pool = Pool::of(&knowledge);
    for draft in pool.drafts.iter().filter(|d| d.kind == Kind::CiteIt) {
        let Body::Options { wrong, .. } = &draft.body else {
            panic!("{}", draft.key);
        };
        let asked = ground.content(&draft.text);
        let beside = places(draft.claims[0]);
        for choice in wrong {
            let read = |id: &ClaimId| choice.passage == Some(ground.reason(*id));
            let near = ground.claims().map(|(id, _)| id).filter(read).any(|id| {
                let common = asked.intersection(ground.content_of(id)).count();
                common >= 2 || places(id).iter().any(|place| beside.contains(place))
            });
            assert!(near, "{}: {:?}", draft.key, choice.passage);
        }
    }
}

#[test]
fn a_name_that_only_repeats_the_question_is_no_answer_to_it() {
    let pool = shipped();
    let accepted = |key: &str| -> Vec<String> {
        let draft = pool.drafts.iter().find(|draft| draft.key == key).unwrap();
        draft.typed.as_ref().unwrap().accepted.clone()
    };
    let poem = accepted("trivia-poem-incipit");
    assert!(poem.iter().any(|name| name.contains("summer")), "{poem:?}");
    assert!(!poem.contains(&"poem in Stalker".to_owned()), "{poem:?}");
    let novel = accepted("trivia-picnic");
    assert!(!novel.contains(&"Stalker novel".to_owned()), "{novel:?}");
}

#[test]
fn the_right_option_stands_everywhere_equally_often() {
    let pool = shipped();
    let mut places = [0usize; 4];
    for seed in 0..200 {
        for question in pool.choose(&Wish::of(Mode::Choice, 20), &HashSet::new(), seed) {
            if question.options.len() == 4 {
                places[question.right] += 1;
            }
        }
    }
    let all: usize = places.iter().sum();
    for count in places {
        assert!((count * 4).abs_diff(all) < all / 10, "{places:?}");
    }
}

#[test]
fn a_statement_is_as_often_false_as_true() {
    let pool = shipped();
    let statements: Vec<&Draft> = pool
        .drafts
        .iter()
        .filter(|d| d.kind == Kind::TrueOrFalse)
        .collect();
    let (mut asked, mut true_ones) = (0usize, 0);
    for seed in 0..100 {
        for draft in &statements {
            let question = draft.put(seed);
            asked += 1;
            true_ones += usize::from(question.options[question.right] == "True");
        }
    }
    assert!(
        (true_ones * 2).abs_diff(asked) < asked / 20,
        "{true_ones} of {asked}"
    );
}

#[test]
fn other_numbers_look_like_the_right_one_and_stand_on_both_sides() {
    let texts = |right: &str| -> Vec<Choice> {
        figure::others(right, &mut Chance::new(3), |other| other == right)
    };
    for right in [
        "163 minutes",
        "1979",
        "300,000",
        "$119,266",
        "5247",
        "1.37",
        "45",
    ] {
        let own = figure::choice(right).unwrap();
        let others = texts(right);
        let less = others.iter().filter(|o| o.measure < own.measure).count();
        let more = others.iter().filter(|o| o.measure > own.measure).count();
        // Below 300,000 there are but two numbers as round.
        assert!(less >= 2 && more >= 3, "{right}: {others:?}");
        let shape = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "0");
        assert!(
            others.iter().all(|o| shape(&o.text) == shape(right)),
            "{right}: {others:?}"
        );
    }
    let minutes = texts("3 minutes");
    assert!(minutes.iter().all(|o| o.text != "1 minutes"), "{minutes:?}");
    for none in ["no number", "2 of 3", ""] {
        assert!(texts(none).is_empty());
    }
}

#[test]
fn every_place_among_numbers_is_as_likely() {
    let pool = shipped();
    let numeric =
        |draft: &&Draft| matches!(&draft.body, Body::Options { right, .. } if right.text == "1976");
    let draft = pool.drafts.iter().find(numeric).unwrap();
    let mut ranks = [0usize; 4];
    for seed in 0..4000 {
        let question = draft.put(seed);
        let right = &question.options[question.right];
        ranks[question
            .options
            .iter()
            .filter(|option| *option < right)
            .count()] += 1;
    }
    assert!(
        ranks.iter().all(|count| (850..=1150).contains(count)),
        "{ranks:?}"
    );
}
