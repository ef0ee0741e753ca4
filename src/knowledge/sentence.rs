//! Words and sentences of a paragraph, by which ranges, quotes and coverage are counted.

use super::citation::WordRange;

/// Endings after which a full stop does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "Dr.", "Mr.", "Mrs.", "Ms.", "St.", "Prof.", "i.e.", "e.g.", "etc.", "vs.", "pp.", "p.", "ca.",
    "cf.",
];

/// The sentences of a paragraph as ranges of words; together they hold every word once.
pub fn sentences(paragraph: &str) -> Vec<WordRange> {
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    let mut sentences = Vec::new();
    let mut from = 1;
    for (at, word) in words.iter().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let ends = match words.get(at + 1) {
            Some(next) => ends_sentence(word) && begins_sentence(next),
            None => true,
        };
        if ends {
            sentences.push(WordRange { from, to: number });
            from = number + 1;
        }
    }
    sentences
}

/// The words of a range, joined by single blanks; a range beyond the end is cut.
pub fn words_of(paragraph: &str, range: WordRange) -> String {
    let skip = range.from.saturating_sub(1) as usize;
    let take = (range.to + 1).saturating_sub(range.from) as usize;
    paragraph
        .split_whitespace()
        .skip(skip)
        .take(take)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The range widened to whole sentences.
pub fn to_sentence_ends(paragraph: &str, range: WordRange) -> WordRange {
    let touched: Vec<_> = sentences(paragraph)
        .into_iter()
        .filter(|s| s.from <= range.to && range.from <= s.to)
        .collect();
    match (touched.first(), touched.last()) {
        (Some(first), Some(last)) => WordRange {
            from: first.from,
            to: last.to,
        },
        _ => range,
    }
}

fn ends_sentence(word: &str) -> bool {
    let bare = word.trim_end_matches(['”', '"', '’', '\'', ')', ']']);
    if !bare.ends_with(['.', '!', '?', '…']) {
        return false;
    }
    let start = bare.trim_start_matches(['“', '"', '(', '[', '‘']);
    let initial = start.len() == 2 && start.ends_with('.') && start.starts_with(char::is_uppercase);
    let initials = start.len() > 2 && start.split_terminator('.').all(|p| p.chars().count() == 1);
    !(initial || initials || ABBREVIATIONS.contains(&start))
}

fn begins_sentence(word: &str) -> bool {
    let bare = word.trim_start_matches(['“', '"', '‘', '\'', '(', '[']);
    bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let check = |text: &str, ends: &[u32]| {
            assert_eq!(
                sentences(text).iter().map(|s| s.to).collect::<Vec<_>>(),
                ends,
                "{text}"
            );
        };
        check("One here. Two there! Three?", &[2, 4, 5]);
        check(
            "It is based on E.T.A. Hoffmann himself. He said “No.” Then he left.",
            &[7, 10, 13],
        );
        check("no full stop at all", &[5]);
        check("J. S. Bach wrote it, i.e. not Mozart.", &[8]);
        check("", &[]);
    }

    #[test]
    fn quotes_go_out_to_sentence_ends() {
        let text = "One two three. Four five six. Seven eight.";
        let range = to_sentence_ends(text, WordRange { from: 5, to: 5 });
        assert_eq!(words_of(text, range), "Four five six.");
        assert_eq!(
            words_of(text, WordRange { from: 7, to: 99 }),
            "Seven eight."
        );
    }
}
