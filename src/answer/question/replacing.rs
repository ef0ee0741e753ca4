//! Another name in the place of one that was typed, for questions that are offered.

use crate::language::tokens;

/// Most tokens of one word that are compared.
const MAX_TOKENS: usize = 12;

/// A word between the signs around it; a possessive ending is no part of it.
pub fn parted(word: &str) -> (&str, &str, &str) {
    let start = word.find(char::is_alphanumeric).unwrap_or(word.len());
    let (before, rest) = word.split_at(start);
    let end = rest
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_alphanumeric())
        .map_or(0, |(at, c)| at + c.len_utf8());
    let core = &rest[..end];
    let core = ["'s", "’s"]
        .iter()
        .find_map(|ending| core.strip_suffix(ending))
        .unwrap_or(core);
    (before, core, &rest[core.len()..])
}

/// A name as it was typed, and the text with another one in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// What was typed.
    pub typed: String,
    /// The text with the other name in its place.
    pub text: String,
}

/// Puts `name` where the words stand that fold to `wanted`, each token read as `repaired` says;
/// nothing where they do not stand side by side.
pub fn replace(
    text: &str,
    wanted: &[&str],
    repaired: &[(String, String)],
    name: &str,
) -> Option<Replaced> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let read = |word: &str| -> Vec<String> {
        let meant = |token: String| {
            let mended = repaired.iter().find(|(typed, _)| *typed == token);
            mended.map_or(token, |(_, meant)| meant.clone())
        };
        tokens(word, MAX_TOKENS).into_iter().map(meant).collect()
    };
    let tokens_of: Vec<Vec<String>> = words.iter().map(|word| read(word)).collect();
    for start in 0..words.len() {
        let mut left = wanted;
        for end in start..words.len() {
            let here = &tokens_of[end];
            if here.is_empty() || here.len() > left.len() || !here.iter().eq(&left[..here.len()]) {
                break;
            }
            left = &left[here.len()..];
            if left.is_empty() {
                let (before, ..) = parted(words[start]);
                let (.., after) = parted(words[end]);
                let typed = words[start..=end].join(" ");
                let typed = typed.strip_prefix(before).unwrap_or(&typed);
                let typed = typed.strip_suffix(after).unwrap_or(typed).to_owned();
                let put = format!("{before}{name}{after}");
                let text = [&words[..start], &[put.as_str()], &words[end + 1..]].concat();
                let text = text.join(" ");
                return Some(Replaced { typed, text });
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{parted, replace};

    #[test]
    fn a_word_is_parted_from_its_signs() {
        assert_eq!(parted("(tarkovsky's,"), ("(", "tarkovsky", "'s,"));
        assert_eq!(parted("mirror?"), ("", "mirror", "?"));
        assert_eq!(parted("…"), ("…", "", ""));
    }

    #[test]
    fn a_name_is_replaced_where_it_stands() {
        let put = |text, wanted: &[&str]| {
            let repaired = [("miror".to_owned(), "mirror".to_owned())];
            replace(text, wanted, &repaired, "The Mirror (1997)").map(|r| (r.typed, r.text))
        };
        let done = |typed: &str, text: &str| Some((typed.to_owned(), text.to_owned()));
        assert_eq!(
            put("Who directed Mirror?", &["mirror"]),
            done("Mirror", "Who directed The Mirror (1997)?")
        );
        assert_eq!(
            put("who shot “the Miror”, and when", &["the", "mirror"]),
            done("the Miror", "who shot “The Mirror (1997)”, and when")
        );
        assert_eq!(
            put("mirror's rating", &["mirror"]),
            done("mirror", "The Mirror (1997)'s rating")
        );
        assert_eq!(put("who shot stalker", &["mirror"]), None);
        assert_eq!(put("", &["mirror"]), None);
    }
}
