//! Loading: the order of problems, and what cannot be numbered.

use super::{MAX_ENTRIES, load};

#[test]
fn more_entries_than_can_be_numbered_are_a_problem_and_never_taken_for_others() {
    let film = |n: usize| format!("[[film]]\nid = \"f{n}\"\nname = \"Film {n}\"\n");
    let text: String = (0..MAX_ENTRIES + 2).map(film).collect();
    let (knowledge, problems) = load(&[("a.toml".to_owned(), text)]);
    assert_eq!(knowledge.entities.len(), MAX_ENTRIES);
    let rules: Vec<_> = problems.iter().map(|p| (p.rule, p.line)).collect();
    let line = |n: usize| u32::try_from(3 * n + 2).unwrap();
    let beyond = [MAX_ENTRIES, MAX_ENTRIES + 1].map(|n| ("too-many-entries", line(n)));
    assert_eq!(rules, beyond);
}

#[test]
fn problems_keep_the_order_of_the_files_whichever_thread_meets_them() {
    let names = ["a.toml", "b.toml", "c.toml", "d.toml", "e.toml"];
    for count in 0..=names.len() {
        let files: Vec<_> = names
            .iter()
            .take(count)
            .enumerate()
            .map(|(at, name)| ((*name).to_owned(), format!("{}film = ", "\n".repeat(at))))
            .collect();
        let (_, problems) = load(&files);
        let broken = problems.iter().filter(|problem| problem.rule == "toml");
        let places: Vec<_> = broken.map(|p| (p.file.as_str(), p.line)).collect();
        let wanted: Vec<_> = names.into_iter().zip(1..).take(count).collect();
        assert_eq!(places, wanted);
    }
}
