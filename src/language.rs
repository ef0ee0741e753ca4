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

use any_ascii::any_ascii_char;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::UnicodeNormalization;

/// Longest token kept, in characters; the rest of a longer one is cut off.
const MAX_TOKEN_CHARS: usize = 40;

/// Splits a text into folded tokens, at most `limit` of them.
pub fn tokens(text: &str, limit: usize) -> Vec<String> {
    let mut folder = Folder { done: Vec::new(), current: String::new(), length: 0, limit };
    let mut chars = text.nfkc().peekable();
    let mut previous = ' ';
    while let Some(c) = chars.next() {
        if folder.done.len() >= limit {
            break;
        }
        let next = chars.peek().copied().unwrap_or(' ');
        match c {
            '½' => folder.push_separate("1 2"),
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' if previous.is_alphanumeric() && next.is_alphabetic() => {
                // A possessive ending is no part of the word; any other apostrophe joins.
                let mut ahead = chars.clone();
                let s = ahead.next();
                let after = ahead.next().unwrap_or(' ');
                if matches!(s, Some('s' | 'S')) && !after.is_alphanumeric() {
                    chars.next();
                }
            }
            '.' | ',' if previous.is_ascii_digit() && next.is_ascii_digit() => {
                if c == '.' || !is_thousands(chars.clone()) {
                    folder.current.push('.');
                }
            }
            c if c.is_alphanumeric() => folder.push(c, previous),
            c if is_combining_mark(c) || is_format(c) => continue,
            _ => folder.end(),
        }
        previous = c;
    }
    folder.end();
    folder.done.truncate(limit);
    join_measures(&mut folder.done);
    folder.done
}

/// Joins "how" with the measure after it: "how long" asks for something else than "long" says.
fn join_measures(tokens: &mut Vec<String>) {
    let mut at = 0;
    while at + 1 < tokens.len() {
        if tokens[at] == "how" && MEASURES.contains(&tokens[at + 1].as_str()) {
            let measure = tokens.remove(at + 1);
            tokens[at].push_str(&measure);
        }
        at += 1;
    }
}

/// Words that ask for a measure after "how".
pub const MEASURES: &[&str] = &["long", "many", "much", "old", "big", "tall", "far", "often", "high", "large", "wide", "fast"];

struct Folder {
    done: Vec<String>,
    current: String,
    length: usize,
    limit: usize,
}

impl Folder {
    fn push(&mut self, c: char, previous: char) {
        if (c.is_ascii_digit() && previous.is_alphabetic()) || (c.is_alphabetic() && previous.is_ascii_digit()) {
            self.end();
        }
        self.length += 1;
        if self.length > MAX_TOKEN_CHARS {
            return;
        }
        if is_cyrillic(c) {
            self.current.extend(c.to_lowercase().map(|l| if l == 'ё' { 'е' } else { l }));
        } else if c.is_ascii() {
            self.current.push(c.to_ascii_lowercase());
        } else {
            let plain: String = std::iter::once(c).nfd().filter(|d| !is_combining_mark(*d)).collect();
            for d in plain.chars() {
                if d.is_ascii() || !is_latin(d) {
                    self.current.extend(d.to_lowercase());
                } else {
                    self.current.push_str(&any_ascii_char(d).to_lowercase());
                }
            }
        }
    }

    fn push_separate(&mut self, words: &str) {
        self.end();
        for word in words.split(' ') {
            self.done.push(word.to_owned());
        }
    }

    fn end(&mut self) {
        self.length = 0;
        let token = std::mem::take(&mut self.current);
        let token = token.trim_matches('.');
        if token.is_empty() || self.done.len() >= self.limit {
            return;
        }
        self.done.push(stem::number_word(token).map_or_else(|| token.to_owned(), str::to_owned));
    }
}

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
        let check = |text: &str, expected: &[&str]| assert_eq!(tokens(text, 64), expected, "{text}");
        check("Tarkovsky's Mirror", &["tarkovsky", "mirror"]);
        check("Björnstrand’s rôle", &["bjornstrand", "role"]);
        check("$119,266 and 1,4 or 8.1/10", &["119266", "and", "1.4", "or", "8.1", "10"]);
        check("163min", &["163", "min"]);
        check("ЗЕРКАЛО Ёлка", &["зеркало", "елка"]);
        check("fifty movies", &["50", "movies"]);
        check("Kodak\u{200b}5247", &["kodak", "5247"]);
        check("don't", &["dont"]);
        check("8½", &["8", "1", "2"]);
    }

    #[test]
    fn the_limit_on_tokens_holds() {
        assert_eq!(tokens(&"a ".repeat(1000), 5).len(), 5);
        assert!(tokens(&"a".repeat(10_000), 5)[0].len() <= 40);
    }
}
