//! Why a question was decided as it was.

/// A reason; [`crate::reply::because`] has the words of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A name is as near to one thing as to another.
    TornName,
    /// Nothing is asked for.
    NothingAsked,
    /// The value asked for of each film named is stated.
    ValueOfEach,
    /// The film named is another director's.
    OtherDirector,
    /// It fits what the sources leave open best.
    Gap,
    /// The same is stated of each film named.
    SameOfEach,
    /// No claim fits, and a passage of the library does.
    Passage,
    /// No candidate explains enough of it.
    TooLittle,
    /// It asks for what nothing states.
    Unstated,
    /// It asks for a thing of a kind, and no claim near it brings one.
    Lacking,
    /// It fits a dispute.
    Dispute,
    /// A dispute over the same paragraphs fits as well.
    DisputeBeside,
    /// It fits an overview.
    Overview,
    /// The best claim stands in a dispute.
    ClaimInDispute,
    /// The best claim explains enough of it.
    Claim,
}

/// The words under which reasons are kept.
const WORDS: &[(Reason, &str)] = &[
    (Reason::TornName, "torn-name"),
    (Reason::NothingAsked, "nothing-asked"),
    (Reason::ValueOfEach, "value-of-each"),
    (Reason::OtherDirector, "other-director"),
    (Reason::Gap, "gap"),
    (Reason::SameOfEach, "same-of-each"),
    (Reason::Passage, "passage"),
    (Reason::TooLittle, "too-little"),
    (Reason::Unstated, "unstated"),
    (Reason::Lacking, "lacking"),
    (Reason::Dispute, "dispute"),
    (Reason::DisputeBeside, "dispute-beside"),
    (Reason::Overview, "overview"),
    (Reason::ClaimInDispute, "claim-in-dispute"),
    (Reason::Claim, "claim"),
];

impl Reason {
    /// The word under which it is kept.
    pub fn word(self) -> &'static str {
        let known = WORDS.iter().find(|(reason, _)| *reason == self);
        known.map_or("", |(_, word)| word)
    }

    /// The reason of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        let known = WORDS.iter().find(|(_, known)| *known == word);
        known.map(|(reason, _)| *reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_read_back() {
        // Reasons are numbered from 0 in their order; the last one is the last of the table.
        for (at, (reason, word)) in WORDS.iter().enumerate() {
            assert_eq!(*reason as usize, at, "{word} is missing or out of order");
            assert_eq!(
                (reason.word(), Reason::of_word(word)),
                (*word, Some(*reason))
            );
        }
        assert_eq!(Reason::Claim as usize + 1, WORDS.len());
    }
}
