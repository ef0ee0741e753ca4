//! Words that turn the answer of a yes-or-no question round without naming anything: "did he visit" is
//! answered yes, "did he visit all the time" no.

/// Which of those words stand in a text, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turns(u16);

/// Words of one row turn alike.
const TURNS: &[&[&str]] = &[
    &[
        "all",
        "every",
        "everyone",
        "everything",
        "everybody",
        "whole",
        "entire",
        "entirely",
    ],
    &["always", "constantly", "regularly", "often"],
    &[
        "never", "not", "no", "nobody", "none", "nothing", "without", "neither", "nor", "refuse",
        "refused",
    ],
    &["only", "alone", "just", "merely", "solely"],
    &["still", "yet", "already"],
    &["again", "twice", "another"],
    &["both", "each"],
    &["first", "last"],
    &["more", "less", "better", "worse"],
    &["before", "after"],
    &["anyone", "anybody", "anything", "any"],
    &["too", "enough"],
];

impl Turns {
    /// Of the folded words of a text.
    pub fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let row = |word: &str| TURNS.iter().position(|row| row.contains(&word));
        Self(words.filter_map(row).fold(0, |rows, at| rows | 1 << at))
    }
}

#[cfg(test)]
mod tests {
    use super::Turns;

    #[test]
    fn a_word_that_turns_a_question_round_tells_it_from_another() {
        let of = |text: &str| Turns::of(text.split(' '));
        assert_eq!(of("did he visit the set"), of("was he on the set"));
        assert_ne!(
            of("did he visit the set"),
            of("did he visit the set all the time")
        );
        assert_eq!(of("was every frame lost"), of("were all frames lost"));
        assert_ne!(of("did he ever go back"), of("did he never go back"));
    }
}
