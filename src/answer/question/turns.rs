//! Words that turn the answer of a yes-or-no question round without naming anything: "did he visit" is
//! answered yes, "did he visit all the time" no.

/// Which of those words stand in a text, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turns(u32);

/// Speaking to somebody turns nothing round; what is asked of the bot itself is not asked of the films, though.
const ADDRESSING: &[&str] = &["you", "your", "yours", "youre"];
/// The bit of those words.
const ADDRESSES: u32 = 1 << 31;

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
        let bit = |word: &str| {
            let row = TURNS.iter().position(|row| row.contains(&word));
            let addresses = ADDRESSING.contains(&word).then_some(ADDRESSES);
            row.map(|at| 1 << at).or(addresses).unwrap_or(0)
        };
        Self(words.fold(0, |bits, word| bits | bit(word)))
    }

    /// True where a yes to the one is a yes to the other, as far as these words go.
    pub fn alike(self, other: Self) -> bool {
        (self.0 ^ other.0) & !ADDRESSES == 0
    }

    /// True where it speaks to somebody.
    pub fn addresses(self) -> bool {
        self.0 & ADDRESSES != 0
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
        assert!(of("could you see it").alike(of("could one see it")));
        assert_eq!(of("was every frame lost"), of("were all frames lost"));
        assert_ne!(of("did he ever go back"), of("did he never go back"));
    }
}
