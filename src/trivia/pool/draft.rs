//! A question before it is put: what is right, what is proved wrong, and how
//! chance alone makes the shown options of it.

use std::cmp::Ordering;

use crate::chance::{Chance, hash};
use crate::knowledge::claim::ClaimId;
use crate::trivia::question::{
    Difficulty, Kind, MAX_OPTION_CHARS, MAX_OPTIONS, Proof, Question, Typed,
};

/// An option before it has a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// What the option reads; nothing where it stands for a passage, which is called by its number.
    pub text: String,
    /// The longer text it stands for, where it does.
    pub passage: Option<String>,
    /// What options of one question are ordered by, so that the right one stands anywhere among them:
    /// the number it names, or its length.
    pub measure: i64,
}

impl Choice {
    /// A text, measured by its length.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            measure: i64::try_from(text.chars().count()).unwrap_or(i64::MAX),
            passage: None,
            text,
        }
    }
}

/// How the text and the options of a draft come about.
#[derive(Debug, Clone)]
pub(super) enum Body {
    /// One is right; of the others, all proved wrong, as many are taken as there is room for.
    Options { right: Choice, wrong: Vec<Choice> },
    /// A statement with `{}` where chance puts the right value or, as often, a wrong one.
    Statement {
        says: String,
        right: String,
        wrong: Vec<Choice>,
    },
    /// Things in their right order; the options are orders.
    Order(Vec<String>),
    /// Members of a group, and outsiders of which chance takes one; the why has `{}` for its name.
    Odd {
        members: Vec<Choice>,
        outsiders: Vec<Choice>,
    },
}

/// Options of a statement.
const TRUE: &str = "True";
const FALSE: &str = "False";
/// What stands between the things of an order.
const THEN: &str = " → ";

/// A question before it is put.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Stands for the draft and tells nothing.
    pub id: String,
    /// What it is made from, for reports: it may tell the answer.
    pub key: String,
    pub kind: Kind,
    pub topic: String,
    pub films: Vec<String>,
    pub difficulty: Difficulty,
    pub text: String,
    pub body: Body,
    pub typed: Option<Typed>,
    pub hints: Vec<String>,
    pub why: String,
    /// What it rests on, the most important first.
    pub claims: Vec<ClaimId>,
    pub proofs: Vec<Proof>,
    pub ends: Ends,
}

/// How readily the right option is made the least or the greatest of those shown, where it can be either; between
/// is 1. Some right options are longer than all that could stand beside them: others are then the longest the less
/// often, so that over all questions of a kind length tells nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ends {
    pub least: f64,
    pub greatest: f64,
}

impl Default for Ends {
    fn default() -> Self {
        Self {
            least: 1.0,
            greatest: 1.0,
        }
    }
}

/// The id of what is made from `key`: sixteen hexadecimal digits.
pub(super) fn opaque_id(key: &str) -> String {
    format!("{:016x}", hash(key))
}

/// A draft's text and options as chance has made them.
struct Put {
    text: String,
    options: Vec<Choice>,
    right: usize,
}

impl Draft {
    /// The question as it is put with a seed.
    pub(super) fn put(&self, seed: u64) -> Question {
        let mut chance = Chance::named(seed, &self.id);
        let put = match &self.body {
            Body::Options { right, wrong } => self.one_of(right, wrong, &mut chance),
            Body::Statement { says, right, wrong } => {
                self.true_or_false(says, right, wrong, &mut chance)
            }
            Body::Order(things) => self.order(things, &mut chance),
            Body::Odd { members, outsiders } => {
                let outsider = outsiders.get(chance.below(outsiders.len()));
                match outsider {
                    Some(outsider) => self.one_of(outsider, members, &mut chance),
                    None => shown(self.text.clone(), Vec::new(), &mut chance),
                }
            }
        };
        let right = put.options.get(put.right).map_or("", |o| o.text.as_str());
        let why = match self.body {
            Body::Odd { .. } => self.why.replace("{}", right),
            _ => self.why.clone(),
        };
        let passages = put.options.iter().filter_map(|o| o.passage.clone());
        Question {
            id: self.id.clone(),
            kind: self.kind,
            topic: self.topic.clone(),
            films: self.films.clone(),
            difficulty: self.difficulty,
            text: put.text,
            right: put.right,
            passages: passages.collect(),
            options: put.options.into_iter().map(|o| o.text).collect(),
            typed: self.typed.clone(),
            hints: self.hints.clone(),
            why,
            proofs: self.proofs.clone(),
        }
    }

    fn one_of(&self, right: &Choice, wrong: &[Choice], chance: &mut Chance) -> Put {
        let mut options: Vec<Choice> = among(right, wrong, self.ends, chance)
            .into_iter()
            .cloned()
            .collect();
        options.push(right.clone());
        shown(self.text.clone(), options, chance)
    }

    fn true_or_false(&self, says: &str, right: &str, wrong: &[Choice], chance: &mut Chance) -> Put {
        let is_true = chance.below(2) == 0;
        let value = match wrong.get(chance.below(wrong.len())) {
            Some(choice) if !is_true => choice.text.as_str(),
            _ => right,
        };
        let statement = says.replace("{}", value);
        let text = format!("{}\n{}", self.text, statement);
        let mut options = vec![Choice::text(TRUE), Choice::text(FALSE)];
        if value == right {
            options.swap(0, 1);
        }
        shown(text, options, chance)
    }

    /// Short things are themselves put in order, longer ones by number.
    fn order(&self, things: &[String], chance: &mut Chance) -> Put {
        let mut numbers: Vec<usize> = (0..things.len()).collect();
        chance.shuffle(&mut numbers);
        let direct = things.join(THEN).chars().count() <= MAX_OPTION_CHARS;
        let place = |thing: usize| numbers.iter().position(|n| *n == thing).unwrap_or(thing) + 1;
        let name = |thing: usize| {
            if direct {
                things[thing].clone()
            } else {
                place(thing).to_string()
            }
        };
        let mut text = self.text.clone();
        if !direct {
            let lines = numbers.iter().enumerate();
            text.extend(lines.map(|(at, thing)| format!("\n{}. {}", at + 1, things[*thing])));
        }
        let written = |order: &[usize]| {
            let names: Vec<String> = order.iter().map(|thing| name(*thing)).collect();
            Choice::text(names.join(THEN))
        };
        let right: Vec<usize> = (0..things.len()).collect();
        let mut wrong: Vec<Vec<usize>> =
            orders(&right).into_iter().filter(|o| *o != right).collect();
        chance.shuffle(&mut wrong);
        let mut options: Vec<Choice> = wrong
            .iter()
            .take(MAX_OPTIONS - 1)
            .map(|o| written(o))
            .collect();
        options.push(written(&right));
        shown(text, options, chance)
    }
}

/// Options of which the last is right, in an order of chance.
fn shown(text: String, options: Vec<Choice>, chance: &mut Chance) -> Put {
    let last = options.len().saturating_sub(1);
    let mut placed: Vec<(usize, Choice)> = options.into_iter().enumerate().collect();
    chance.shuffle(&mut placed);
    let right = placed.iter().position(|(at, _)| *at == last);
    for (number, (_, option)) in (1..).zip(&mut placed) {
        if option.passage.is_some() {
            option.text = format!("Passage {number}");
        }
    }
    Put {
        text,
        right: right.unwrap_or_default(),
        options: placed.into_iter().map(|(_, option)| option).collect(),
    }
}

/// Every order of a few things.
fn orders(things: &[usize]) -> Vec<Vec<usize>> {
    let Some((first, rest)) = things.split_first() else {
        return vec![Vec::new()];
    };
    let mut all = Vec::new();
    for order in orders(rest) {
        for at in 0..=order.len() {
            let mut longer = order.clone();
            longer.insert(at, *first);
            all.push(longer);
        }
    }
    all
}

/// How many of the wrong options are below the right one in measure, and how many above it; equals count for neither.
pub(super) fn sides(right: &Choice, wrong: &[Choice]) -> (usize, usize) {
    let count = |test: fn(&i64, &i64) -> bool| {
        wrong
            .iter()
            .filter(|choice| test(&choice.measure, &right.measure))
            .count()
    };
    (count(i64::lt), count(i64::gt))
}

/// Wrong options for the right one, such that it is as likely to be the least as the greatest of them, or any
/// between, as far as there are enough of both and as its `ends` say.
fn among<'d>(
    right: &Choice,
    wrong: &'d [Choice],
    ends: Ends,
    chance: &mut Chance,
) -> Vec<&'d Choice> {
    let taken = wrong.len().min(MAX_OPTIONS - 1);
    let mut mixed: Vec<&Choice> = wrong.iter().collect();
    chance.shuffle(&mut mixed);
    // Of equal measure counts for either side, by lot.
    let (mut less, mut more): (Vec<&Choice>, Vec<&Choice>) = (Vec::new(), Vec::new());
    for choice in mixed {
        let is_less = match choice.measure.cmp(&right.measure) {
            Ordering::Less => true,
            Ordering::Greater => false,
            Ordering::Equal => chance.below(2) == 0,
        };
        if is_less {
            less.push(choice);
        } else {
            more.push(choice);
        }
    }
    let (fewest, most) = (taken.saturating_sub(more.len()), taken.min(less.len()));
    let weight = |below: usize| match below {
        0 => ends.least,
        below if below == taken => ends.greatest,
        _ => 1.0,
    };
    let mut mark = chance.share() * (fewest..=most).map(weight).sum::<f64>();
    let drawn = (fewest..=most).find(|below| {
        mark -= weight(*below);
        mark < 0.0
    });
    let below = drawn.unwrap_or(most);
    less.truncate(below);
    more.truncate(taken - below);
    less.append(&mut more);
    less
}
