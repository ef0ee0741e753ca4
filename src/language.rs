//! Words: how any text, a question or a claim, becomes folded tokens and stems.
//!
//! Folding is the same on both sides, so that what is written in `knowledge/`
//! and what a member types meet in one form: compatibility forms resolved,
//! lower case, Latin accents dropped, apostrophes dropped, thousands separators
//! dropped, number words turned into figures, letters and digits apart.

pub mod lexicon;
pub mod names;
pub mod repair;
pub mod stem;
pub mod stopwords;
pub mod vocabulary;

use std::borrow::Cow;

use any_ascii::any_ascii_char;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What stands after an apostrophe without being part of the word: "Rublev's", "who'll", "you've", "they'd".
const ENDINGS: &[&str] = &["s", "ll", "ve", "re", "d", "m"];

/// Longest token kept, in characters; the rest of a longer one is cut off.
const MAX_TOKEN_CHARS: usize = 40;

/// Splits a text into folded tokens, at most `limit` of them.
pub fn tokens(text: &str, limit: usize) -> Vec<String> {
    let mut tokens = Vec::new();
    each_token(text, limit, |token| tokens.push(token.to_owned()));
    tokens
}

/// Hands every folded token of a text to `take`, at most `limit` of them; nothing is allocated for a token.
pub fn each_token(text: &str, limit: usize, take: impl FnMut(&str)) {
    // Most text is ASCII, which is its own compatibility form.
    let normal: Cow<'_, str> = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        text.nfkc().collect()
    };
    let mut folder = Folder {
        take,
        current: String::new(),
        length: 0,
        how: false,
        left: limit,
    };
    let mut chars = normal.chars();
    let mut previous = ' ';
    loop {
        if folder.left == 0 {
            return;
        }
        let letters = leading_letters(chars.as_str());
        if let Some(last) = letters.chars().next_back() {
            folder.push_letters(letters, previous);
            chars = chars.as_str()[letters.len()..].chars();
            previous = last;
            continue;
        }
        let Some(c) = chars.next() else { break };
        let next = chars.clone().next().unwrap_or(' ');
        match c {
            c if c.is_alphanumeric() => folder.push(c, previous),
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´'
                if previous.is_alphanumeric() && next.is_alphabetic() =>
            {
                // "Rublev's", "who'll": such an ending is no part of the word; any other apostrophe joins.
                let rest = chars.as_str();
                let end = rest.find(|c: char| !c.is_alphanumeric());
                let ending = &rest[..end.unwrap_or(rest.len())];
                if ENDINGS
                    .iter()
                    .any(|known| ending.eq_ignore_ascii_case(known))
                {
                    chars = rest[ending.len()..].chars();
                }
                // What stood before it stays the neighbour of what comes after.
                continue;
            }
            '.' | ',' if previous.is_ascii_digit() && next.is_ascii_digit() => {
                if c == '.' || !is_thousands(chars.clone()) {
                    folder.current.push('.');
                }
            }
            // NFKC writes ½ as a fraction, whose stroke parts like any other sign.
            c if is_combining_mark(c) || is_format(c) => continue,
            _ => folder.end(),
        }
        previous = c;
    }
    folder.end();
    folder.release_how();
}

/// The ASCII letters a text begins with: most of what is read, and simple to fold.
fn leading_letters(text: &str) -> &str {
    let end = text.bytes().position(|b| !b.is_ascii_alphabetic());
    &text[..end.unwrap_or(text.len())]
}

struct Folder<F: FnMut(&str)> {
    take: F,
    current: String,
    length: usize,
    /// A "how" held back: with a measure after it, it asks for something else than the measure says.
    how: bool,
    left: usize,
}

impl<F: FnMut(&str)> Folder<F> {
    /// Pushes ASCII letters that stand side by side.
    fn push_letters(&mut self, letters: &str, previous: char) {
        if previous.is_ascii_digit() {
            self.end();
        }
        let room = MAX_TOKEN_CHARS.saturating_sub(self.length);
        self.length += letters.len();
        let start = self.current.len();
        self.current.push_str(&letters[..letters.len().min(room)]);
        self.current[start..].make_ascii_lowercase();
    }

    fn push(&mut self, c: char, previous: char) {
        if (c.is_ascii_digit() && previous.is_alphabetic())
            || (c.is_alphabetic() && previous.is_ascii_digit())
        {
            self.end();
        }
        self.length += 1;
        if self.length > MAX_TOKEN_CHARS {
            return;
        }
        if c.is_ascii() {
            self.current.push(c.to_ascii_lowercase());
        } else if is_cyrillic(c) {
            self.current
                .extend(c.to_lowercase().map(|l| if l == 'ё' { 'е' } else { l }));
        } else {
            let plain: String = std::iter::once(c)
                .nfd()
                .filter(|d| !is_combining_mark(*d))
                .collect();
            for d in plain.chars() {
                if d.is_ascii() || !is_latin(d) {
                    self.current.extend(d.to_lowercase());
                } else {
                    self.current.push_str(&any_ascii_char(d).to_lowercase());
                }
            }
        }
    }

    fn end(&mut self) {
        self.length = 0;
        if self.current.is_empty() {
            return;
        }
        let mut token = std::mem::take(&mut self.current);
        let trimmed = token.trim_matches('.');
        if trimmed == "how" {
            self.release_how();
            self.how = true;
        } else if self.how && MEASURES.contains(&trimmed) {
            self.how = false;
            let joined = format!("how{trimmed}");
            self.give(&joined);
        } else if !trimmed.is_empty() {
            self.release_how();
            self.give(stem::number_word(trimmed).unwrap_or(trimmed));
        }
        token.clear();
        self.current = token;
    }

    fn release_how(&mut self) {
        if std::mem::take(&mut self.how) {
            self.give("how");
        }
    }

    fn give(&mut self, token: &str) {
        if self.left > 0 {
            self.left -= 1;
            (self.take)(token);
        }
    }
}

/// Words that ask for a measure after "how".
pub const MEASURES: &[&str] = &[
    "long", "many", "much", "old", "big", "tall", "far", "often", "high", "large", "wide", "fast",
];

/// True where exactly three digits follow a comma between digits.
fn is_thousands(ahead: impl Iterator<Item = char>) -> bool {
    ahead.take(4).take_while(char::is_ascii_digit).count() == 3
}

/// True for letters of the Cyrillic block.
pub fn is_cyrillic(c: char) -> bool {
    ('\u{0400}'..='\u{04ff}').contains(&c)
}

fn is_latin(c: char) -> bool {
    ('\u{00c0}'..='\u{024f}').contains(&c) || ('\u{1e00}'..='\u{1eff}').contains(&c)
}

/// Zero-width and direction-changing characters: invisible, and no word boundary.
fn is_format(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn folding_meets_people_halfway() {
        let check =
            |text: &str, expected: &[&str]| assert_eq!(tokens(text, 64), expected, "{text}");
        check("Tarkovsky's Mirror", &["tarkovsky", "mirror"]);
        check("Björnstrand’s rôle", &["bjornstrand", "role"]);
        check(
            "$119,266 and 1,4 or 8.1/10",
            &["119266", "and", "1.4", "or", "8.1", "10"],
        );
        check("163min", &["163", "min"]);
        check("4x4 B2B éCLAIR", &["4", "x", "4", "b", "2", "b", "eclair"]);
        check("ЗЕРКАЛО Ёлка", &["зеркало", "елка"]);
        check("fifty movies", &["50", "movies"]);
        check("Kodak\u{200b}5247", &["kodak", "5247"]);
        check("don't", &["dont"]);
        check("8½", &["81", "2"]);
        check("how long, how come", &["howlong", "how", "come"]);
    }

    #[test]
    fn the_limit_on_tokens_holds() {
        assert_eq!(tokens(&"a ".repeat(1000), 5).len(), 5);
        assert!(tokens(&"a".repeat(10_000), 5)[0].len() <= 40);
        let mixed = format!("é{}é{}", "a".repeat(30), "b".repeat(30));
        let cut = format!("e{}e{}", "a".repeat(30), "b".repeat(8));
        assert_eq!(tokens(&mixed, 5), [cut]);
    }
}
