//! The questions of the shipped knowledge, to know what the bot put and what is right.

use std::collections::HashSet;
use std::sync::OnceLock;

use tarkovsky_bot::trivia::pool::Pool;
use tarkovsky_bot::trivia::question::{Difficulty, Kind, Question};

use crate::loopback::{Invocation, Message};
use crate::world::World;

/// All questions. Statements read otherwise with another seed; the others do not.
pub(crate) fn all() -> &'static [Question] {
    static ALL: OnceLock<Vec<Question>> = OnceLock::new();
    ALL.get_or_init(|| {
        let pool = Pool::of(&World::shipped().edition.knowledge);
        let linted = pool.lint(None, None, 1);
        linted.into_iter().map(|linted| linted.question).collect()
    })
}

/// The question a message shows, where it is no statement.
pub(crate) fn of(shown: &Message) -> Option<&'static Question> {
    let text = shown.content.lines().nth(1)?.replace('\\', "");
    all().iter().find(|question| question.text == text)
}

/// All that read as the question a message shows: several ask what came first.
pub(crate) fn alike(shown: &Message) -> impl Iterator<Item = &'static Question> {
    let first = of(shown);
    all()
        .iter()
        .filter(move |question| first.is_some_and(|first| first.text == question.text))
}

/// Options of a round that few questions fit.
#[derive(Debug)]
pub(crate) struct Narrow {
    topic: String,
    film: String,
    difficulty: Difficulty,
    pub(crate) questions: Vec<&'static Question>,
}

impl Narrow {
    /// What so many questions fit, no two of which rest on one claim and none of which is a statement.
    pub(crate) fn of(number: usize) -> Self {
        let found = Self::every(number).next();
        found.unwrap_or_else(|| panic!("no options that {number} questions fit"))
    }

    /// All of these.
    pub(crate) fn every(number: usize) -> impl Iterator<Item = Self> {
        let all = all();
        let films = all.iter().filter(|question| !question.films.is_empty());
        films.filter_map(move |first| {
            let fits = |question: &&'static Question| {
                question.topic == first.topic
                    && question.difficulty == first.difficulty
                    && question.films.contains(&first.films[0])
            };
            let questions: Vec<_> = all.iter().filter(fits).collect();
            let mut claims = HashSet::new();
            let mut proofs = questions.iter().flat_map(|question| {
                let of_one: HashSet<_> = question.proofs.iter().map(|p| &p.claim).collect();
                of_one
            });
            let apart = proofs.all(|claim| claims.insert(claim));
            let readable = |q: &&Question| !matches!(q.kind, Kind::TrueOrFalse | Kind::CiteIt);
            let fit = questions.len() == number && apart && questions.iter().all(readable);
            fit.then(|| Self {
                topic: first.topic.clone(),
                film: first.films[0].clone(),
                difficulty: first.difficulty,
                questions,
            })
        })
    }

    /// A command with these options.
    pub(crate) fn wished(&self, command: Invocation) -> Invocation {
        let difficulty = match self.difficulty {
            Difficulty::Easy => "easy",
            Difficulty::Medium => "medium",
            Difficulty::Hard => "hard",
        };
        command
            .option("topic", self.topic.clone())
            .option("film", self.film.clone())
            .option("difficulty", difficulty)
    }
}
