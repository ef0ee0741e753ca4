//! Which words of a message ask, and which only tell how its writer came to ask.
//!
//! "rewatched it last night, he must have been freezing. how did they keep him warm?" asks its second
//! sentence; the first narrows it down. What is told beside the question therefore counts, but less.

use super::QuestionTerm;
use super::kind::opens_question;
use crate::language::tokens;

/// What a word in a sentence beside the one that asks weighs.
const ASIDE: f32 = 0.35;
/// What a word weighs that stands before the clause that asks, in its sentence.
const BEFORE: f32 = 0.7;
/// What the asking words must weigh together for the others to lose that much; where they weigh less, the matter
/// is in what was told before.
const SAYS_ENOUGH: f32 = 1.2;
/// Words of a sentence up to which it is one clause.
const ONE_CLAUSE: usize = 6;
/// Most words of a beginning that is read for a question word.
const OPENING: usize = 6;
/// What a full stop belongs to that ends no sentence.
const ABBREVIATIONS: &[&str] = &["vs", "st", "mr", "mrs", "ms", "dr", "prof", "ca", "feat"];

/// A sentence in its clauses, each with whether it begins like a question.
struct Sentence<'t> {
    clauses: Vec<(&'t str, bool)>,
    asks: bool,
}

impl<'t> Sentence<'t> {
    fn of(text: &'t str) -> Self {
        let opens = |clause: &'t str| (clause, opens_question(&tokens(clause, OPENING)));
        let clauses: Vec<_> = split(text, ends_clause).into_iter().map(opens).collect();
        let asks = text.trim_end().ends_with('?') || clauses.iter().any(|(_, opens)| *opens);
        Self { clauses, asks }
    }

    /// How many clauses stand before the first that begins like a question; none in a short sentence.
    fn before(&self) -> usize {
        let words = self
            .clauses
            .iter()
            .map(|(c, _)| c.split_whitespace().count());
        if words.sum::<usize>() <= ONE_CLAUSE {
            return 0;
        }
        let opening = self.clauses.iter().position(|(_, opens)| *opens);
        opening.unwrap_or(0)
    }
}

/// The folded words of a message, at most `limit`, and what each weighs by where it stands.
pub(super) fn words(text: &str, limit: usize) -> (Vec<String>, Vec<f32>) {
    let sentences = split(text, ends_sentence).into_iter().map(Sentence::of);
    let sentences: Vec<_> = sentences.collect();
    // Where nothing asks, all of it may.
    let one_asks = sentences.iter().any(|sentence| sentence.asks);
    let (mut words, mut shares) = (Vec::new(), Vec::new());
    for sentence in &sentences {
        for (at, (clause, _)) in sentence.clauses.iter().enumerate() {
            let share = if one_asks && !sentence.asks {
                ASIDE
            } else if at < sentence.before() {
                BEFORE
            } else {
                1.0
            };
            words.extend(tokens(clause, limit - words.len()));
            shares.resize(words.len(), share);
        }
    }
    (words, shares)
}

/// Lets each term weigh by its share, as far as the others say enough; what is named is asked about
/// wherever it stands.
pub(super) fn weigh<'t>(terms: impl Iterator<Item = (&'t mut QuestionTerm, f32)>) {
    let terms: Vec<_> = terms.filter(|(term, _)| term.entities.is_empty()).collect();
    let asking = terms.iter().filter(|(_, share)| *share >= 1.0);
    let said: f32 = asking.map(|(term, _)| term.weight).sum();
    let told = (said / SAYS_ENOUGH).min(1.0);
    for (term, share) in terms {
        term.weight *= 1.0 - (1.0 - share) * told;
    }
}

/// A text cut after every place that ends a part; all of the text is kept.
fn split(text: &str, ends: impl Fn(&str, char, &str) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if ends(&text[start..at], c, &text[end..]) {
            parts.push(&text[start..end]);
            start = end;
        }
    }
    parts.push(&text[start..]);
    parts
}

fn ends_sentence(before: &str, c: char, after: &str) -> bool {
    match c {
        '?' | '!' | '…' | ';' | '\n' => true,
        '.' => {
            let last = before
                .rsplit(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or_default();
            // "F. Dostoevsky", "vs. Rerberg", "1.5".
            let is_abbreviation =
                last.chars().count() == 1 || ABBREVIATIONS.contains(&last.to_lowercase().as_str());
            !is_abbreviation && !after.starts_with(char::is_alphanumeric)
        }
        _ => false,
    }
}

fn ends_clause(before: &str, c: char, after: &str) -> bool {
    match c {
        ',' => !after.starts_with(|c: char| c.is_ascii_digit()),
        '(' | ')' | '—' | '–' | ':' => true,
        // "dumb question but why did he", "i rewatched it and who was".
        ' ' => ["but", "and", "so"].iter().any(|word| {
            before.ends_with(word)
                && !before[..before.len() - word.len()].ends_with(char::is_alphanumeric)
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words in full weight.
    fn asking(text: &str) -> String {
        let (words, shares) = words(text, 64);
        assert_eq!(words.len(), shares.len());
        let both = words.into_iter().zip(shares);
        let asking: Vec<String> = both.filter(|(_, s)| *s >= 1.0).map(|(w, _)| w).collect();
        asking.join(" ")
    }

    #[test]
    fn what_is_told_before_a_question_weighs_less() {
        for (message, asked) in [
            (
                "rewatched it last night, he must have been freezing lol. did they do anything to keep him warm?",
                "did they do anything to keep him warm",
            ),
            (
                "for the long shot over the water, how many minutes did he want it to take",
                "howmany minutes did he want it to take",
            ),
            (
                "ok so dumb question but why did he want the music under the noise",
                "why did he want the music under the noise",
            ),
            (
                "i love f. dostoevsky. which of his books did he plan to film",
                "which of his books did he plan to film",
            ),
        ] {
            assert_eq!(asking(message), asked);
        }
    }

    #[test]
    fn a_message_that_only_asks_or_only_tells_keeps_its_weight() {
        for message in [
            "who played the doctor in mirror",
            "in mirror, who plays him",
            "stalker second camera brand",
            "tell me about the burning barn. and the rain",
            "did tarkovsky, or someone else, write it",
        ] {
            assert_eq!(asking(message), tokens(message, 64).join(" "), "{message}");
        }
    }
}
