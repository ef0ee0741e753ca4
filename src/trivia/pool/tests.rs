//! What holds for every pool.

use std::collections::HashSet;

use super::Pool;
use crate::content;
use crate::knowledge::load::load;
use crate::trivia::wish::{Mode, Wish};

fn shipped() -> Pool {
    let (knowledge, problems) = load(&content::embedded());
    assert!(problems.is_empty(), "{problems:?}");
    Pool::of(&knowledge)
}

#[test]
fn the_same_seed_chooses_the_same_questions_and_none_that_was_asked() {
    let pool = shipped();
    let wish = Wish::of(Mode::Choice, 10);
    let first = pool.choose(&wish, &HashSet::new(), 7);
    assert_eq!(first.len(), 10);
    assert_eq!(first, pool.choose(&wish, &HashSet::new(), 7));
    let asked: HashSet<String> = first.iter().map(|q| q.id.clone()).collect();
    let second = pool.choose(&wish, &asked, 7);
    assert!(second.iter().all(|q| !asked.contains(&q.id)));
    let left = pool.left(&wish, &asked);
    assert_eq!(left.all, pool.len());
    assert_eq!(left.left, pool.len() - 10);
}
