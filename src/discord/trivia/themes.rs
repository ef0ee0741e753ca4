//! What questions a host can choose among: topics and films, with how many questions there are of each.

use std::collections::HashMap;

use super::super::message::Choice;
use crate::completion::{Entry, Label, Shelf};
use crate::trivia::pool::Pool;
use crate::trivia::topic::TOPICS;
use crate::words::reply;

/// Topics and films of the questions.
#[derive(Debug)]
pub struct Themes {
    shelf: Shelf,
    /// Each topic with its number of questions, most first; none before the pool is made.
    topics: Vec<(String, Option<usize>)>,
    /// Questions about each film, by its id; none before the pool is made.
    films: Option<HashMap<String, usize>>,
}

impl Themes {
    /// Those of a pool.
    pub fn of(pool: &Pool) -> Self {
        let mut counted = pool.topics();
        counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let topics = counted
            .into_iter()
            .map(|(topic, count)| (topic, Some(count)));
        Self::over(topics.collect(), Some(pool.films()))
    }

    /// What can be told while the pool is not made.
    pub fn uncounted() -> Self {
        let topics = TOPICS.iter().map(|word| ((*word).to_owned(), None));
        Self::over(topics.collect(), None)
    }

    fn over(topics: Vec<(String, Option<usize>)>, films: Option<HashMap<String, usize>>) -> Self {
        let shelf = Shelf::new(topics.iter().map(|(word, _)| Entry {
            names: vec![word.as_str()],
            facts: taken_in(word).to_owned(),
        }));
        Self {
            shelf,
            topics,
            films,
        }
    }

    /// Whether a film can be chosen, and how many questions there are about it, as far as that is known.
    pub fn of_film(&self, id: &str) -> Option<Option<usize>> {
        match &self.films {
            Some(films) => films.get(id).map(|count| Some(*count)),
            None => Some(None),
        }
    }

    /// Topics that fit what is typed, as choices of at most `length` UTF-16 units; their value is their word.
    pub fn topics(&self, typed: &str, most: usize, length: usize) -> Vec<Choice> {
        let offers = self.shelf.offers(typed, most, |_| true);
        let of = |entry: usize| {
            let (word, count) = &self.topics[entry];
            let label = Label {
                name: word.clone(),
                more: [taken_in(word).to_owned()]
                    .into_iter()
                    .chain(
                        count.map(|count| reply().count("choosing.questions", count as u64, &[])),
                    )
                    .collect(),
                ..Label::default()
            };
            Choice {
                name: label.fitted(length),
                value: word.clone(),
            }
        };
        offers.hits.iter().map(|hit| of(hit.entry)).collect()
    }
}

/// What a topic takes in, in words.
fn taken_in(topic: &str) -> &'static str {
    reply().find(&format!("topic.{topic}")).unwrap_or_default()
}
