//! Every question there is, as a message: whole, and within Discord's limits.

use crate::content;
use crate::discord::button::Seal;
use crate::discord::markup::escape;
use crate::discord::message::MAX_CONTENT;
use crate::knowledge::load::load;
use crate::rounds::stage::Scene;
use crate::store::records::AnswerId;
use crate::trivia::pool::Pool;
use crate::trivia::question::Question;
use crate::trivia::round::Round;
use crate::trivia::round::event::{Closing, Event, Given, Happening, Setup};
use crate::trivia::wish::{Mode, Wish};

use super::scene::message;

/// Who answer; their ids are as long as Discord's are.
const PLAYERS: u64 = 200;
const FIRST: u64 = 1_400_000_000_000_000_000;

fn round(question: Question, mode: Mode) -> Round {
    let setup = Setup {
        guild: 1,
        channel: 2,
        wish: Wish::of(mode, 1),
        seconds: 30,
        rest: 0,
        hints: true,
        seed: 3,
        previewed: false,
        aloud: mode == Mode::Typed,
        questions: vec![question],
        secrets: Vec::new(),
    };
    let event = |user, what| Event {
        at: 1_790_000_000_000,
        user,
        what,
    };
    let mut events = vec![
        event(FIRST, Happening::Began(Box::new(setup))),
        event(
            0,
            Happening::Posted {
                number: 0,
                message: 9,
            },
        ),
    ];
    events.extend(
        (0..PLAYERS)
            .zip([0, 1].into_iter().cycle())
            .map(|(n, option)| {
                let given = match mode {
                    Mode::Typed => Given::Right,
                    _ => Given::Option(option),
                };
                event(
                    FIRST + n,
                    Happening::Answered {
                        number: 0,
                        given,
                        order: n + 1,
                        message: 9,
                        aloud: false,
                    },
                )
            }),
    );
    let why = Closing::Time;
    events.push(event(0, Happening::Closed { number: 0, why }));
    Round::replay(&events).expect("it begins with its beginning")
}

#[test]
fn every_question_is_shown_whole_and_within_the_limits() {
    let (knowledge, _) = load(&content::embedded());
    let pool = Pool::of(&knowledge);
    let seal = Seal::new("a token").expect("any key will do");
    let id = AnswerId::from_bits(7);
    for linted in pool.lint(None, None, 5) {
        let question = linted.question;
        for mode in [Mode::Choice, Mode::Typed] {
            let round = round(question.clone(), mode);
            let until = Some(1_790_000_030_000);
            for scene in [Scene::Again { number: 0, until }, Scene::Reveal(0)] {
                let shown = message(id, &round, scene, &seal);
                let length = shown.content.encode_utf16().count();
                // What is cut ends with an ellipsis; nothing shown ends so by itself.
                assert!(length < MAX_CONTENT, "{length}: {}", shown.content);
                assert!(shown.content.contains(&escape(&question.text)));
                if mode == Mode::Choice && scene != Scene::Reveal(0) {
                    for passage in &question.passages {
                        assert!(shown.content.contains(&escape(passage)), "{passage}");
                    }
                }
            }
        }
    }
}
