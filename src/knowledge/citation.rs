//! Where a source says it: source, paragraph and, in long paragraphs, the
//! range of words that supports a claim.

use super::source::SourceId;

/// Paragraphs of more words than this need a range of words in their citation.
pub const LONG_PARAGRAPH_WORDS: u32 = 60;

/// A range of words of a paragraph, counted from 1, both ends included; words are what blanks separate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordRange {
    /// The first word.
    pub from: u32,
    /// The last word.
    pub to: u32,
}

/// One place of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// The paragraph, from 1, blank lines ignored.
    pub paragraph: u32,
    /// The supporting words; `None` means the whole paragraph.
    pub words: Option<WordRange>,
}

impl Citation {
    /// True if both are of one paragraph of one source, whatever their words.
    pub fn same_paragraph(&self, other: &Self) -> bool {
        self.source == other.source && self.paragraph == other.paragraph
    }
}

/// The written form of a place: `12`, `12:5-30`, or either after a source id and a blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The source id, where one is written.
    pub source: Option<String>,
    /// The paragraph.
    pub paragraph: u32,
    /// The words.
    pub words: Option<WordRange>,
}

impl Place {
    /// Reads the written form; `None` where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (source, rest) = match text.trim().rsplit_once(' ') {
            Some((source, rest)) => (Some(source.trim().to_owned()), rest),
            None => (None, text.trim()),
        };
        let (paragraph, words) = match rest.split_once(':') {
            Some((paragraph, words)) => {
                let (from, to) = words.split_once('-')?;
                let range = WordRange {
                    from: from.parse().ok()?,
                    to: to.parse().ok()?,
                };
                (paragraph, Some(range))
            }
            None => (rest, None),
        };
        let paragraph = paragraph.parse().ok()?;
        let sound = paragraph > 0 && words.is_none_or(|w: WordRange| w.from > 0 && w.from <= w.to);
        sound.then_some(Self {
            source,
            paragraph,
            words,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_in_all_their_forms() {
        let place = |text| {
            Place::parse(text).map(|p| (p.source, p.paragraph, p.words.map(|w| (w.from, w.to))))
        };
        assert_eq!(place("12"), Some((None, 12, None)));
        assert_eq!(place("12:5-30"), Some((None, 12, Some((5, 30)))));
        assert_eq!(
            place("imdb-zerkalo 3"),
            Some((Some("imdb-zerkalo".into()), 3, None))
        );
        for bad in [
            "", "0", "12:", "12:5", "12:9-5", "12:0-5", "x", "12:5-x", "-1",
        ] {
            assert_eq!(place(bad), None, "{bad}");
        }
    }
}
