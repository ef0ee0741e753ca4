//! Questions for tests that need no knowledge.

use tarkovsky_bot::trivia::question::{Difficulty, Kind, Proof, Question, Typed};

/// A question with its number in it; the right option moves on with the number.
pub(crate) fn question(number: usize) -> Question {
    let mut options: Vec<String> = [
        "Aleksandr Kaidanovsky",
        "Nikolai Grinko",
        "Alisa Freindlich",
    ]
    .map(str::to_owned)
    .to_vec();
    let right = [0, 2, 3, 1][number % 4];
    options.insert(right, "Anatoly Solonitsyn".to_owned());
    Question {
        id: format!("sample-{number}"),
        kind: Kind::Attribute,
        topic: "roles".to_owned(),
        films: vec!["stalker".to_owned()],
        difficulty: Difficulty::Easy,
        text: format!("Who plays the Writer in Stalker ({number})?"),
        options,
        right,
        passages: Vec::new(),
        typed: Some(Typed {
            accepted: ["Anatoly Solonitsyn", "Solonitsyn", "Солоницын"]
                .map(str::to_owned)
                .to_vec(),
            rivals: ["Kaidanovsky", "Grinko", "Freindlich", "Nikolai Grinko"]
                .map(str::to_owned)
                .to_vec(),
        }),
        hints: vec![
            "He was Andrei Rublev.".to_owned(),
            "His name begins with A.".to_owned(),
        ],
        why: "The cast list says so.".to_owned(),
        proofs: vec![Proof {
            claim: format!("claim-{number}"),
            source: "cast".to_owned(),
            title: "Cast list".to_owned(),
            author: None,
            paragraphs: vec![3],
            url: None,
        }],
    }
}
