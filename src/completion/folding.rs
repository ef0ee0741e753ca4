//! What is typed and what is known in one form, letter by letter: a folded beginning is the
//! beginning of the folded name, which the folding of whole words ([`crate::language`]) does
//! not promise.

use any_ascii::any_ascii_char;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Most characters of a text that are looked at; a name to choose by is shorter.
const MAX_CHARS: usize = 120;

/// Words in lower case without accents, apostrophes and signs, one blank between two; their script stays.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(MAX_CHARS));
    let mut between = false;
    for letter in text.chars().take(MAX_CHARS).nfkd() {
        if is_combining_mark(letter) || is_silent(letter) {
            continue;
        }
        if !letter.is_alphanumeric() {
            between = true;
            continue;
        }
        if std::mem::take(&mut between) && !out.is_empty() {
            out.push(' ');
        }
        if stays_as_it_is(letter) {
            out.extend(letter.to_lowercase());
        } else {
            let ascii = any_ascii_char(letter);
            out.extend(
                ascii
                    .chars()
                    .filter(|c| c.is_alphanumeric())
                    .flat_map(char::to_lowercase),
            );
        }
    }
    out
}

/// True for letters that stay as they are: ASCII and every script but Latin.
fn stays_as_it_is(letter: char) -> bool {
    !matches!(letter, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Apostrophes, and signs nobody sees: they part no words.
fn is_silent(sign: char) -> bool {
    matches!(sign, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// How folded words sound, in Latin letters, roughly: one form for the many ways to write a name of
/// another script.
pub(super) fn sound(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(' ') {
        let letters: Vec<u8> = word
            .chars()
            .flat_map(|letter| any_ascii_char(letter).bytes())
            .filter(u8::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        if letters.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        sound_of_word(&letters, &mut out);
    }
    out
}

/// Letters that are written for one sound in some way of writing Russian, Polish, Czech, Hungarian or
/// German names, the longest first.
const TOGETHER: &[(&[u8], &str)] = &[
    (b"shch", "s"),
    (b"sch", "s"),
    (b"tch", "c"),
    (b"sh", "s"),
    (b"sz", "s"),
    (b"zh", "s"),
    (b"ch", "c"),
    (b"cz", "c"),
    (b"ts", "c"),
    (b"tz", "c"),
    (b"kh", "h"),
    (b"gh", "g"),
    (b"ph", "v"),
    (b"th", "t"),
    (b"ck", "k"),
];

fn sound_of_word(letters: &[u8], out: &mut String) {
    let start = out.len();
    let mut at = 0;
    while at < letters.len() {
        let rest = &letters[at..];
        let together = TOGETHER
            .iter()
            .find(|(written, _)| rest.starts_with(written));
        let (length, heard) = match together {
            Some((written, heard)) => (written.len(), *heard),
            None => (1, alone(rest)),
        };
        at += length;
        for letter in heard.chars() {
            // Nobody hears the i of “Mariya” and “Maria”, or a letter written twice.
            let before = out[start..].chars().next_back();
            if before == Some('i') && matches!(letter, 'a' | 'e' | 'o' | 'u') {
                out.pop();
            }
            if !out[start..].ends_with(letter) {
                out.push(letter);
            }
        }
    }
}

/// The sound of the first letter.
fn alone(rest: &[u8]) -> &'static str {
    const LETTERS: [&str; 26] = [
        "a", "b", "c", "d", "e", "v", "g", "h", "i", "i", "k", "l", "m", "n", "o", "p", "k", "r",
        "s", "t", "u", "v", "v", "ks", "i", "s",
    ];
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    match (rest[0], rest.get(1)) {
        (b'c', Some(next)) if !matches!(next, b'e' | b'i' | b'y') => "k",
        (letter @ b'a'..=b'z', _) => LETTERS[usize::from(letter - b'a')],
        (digit, _) => DIGITS
            .get(usize::from(digit.wrapping_sub(b'0')))
            .copied()
            .unwrap_or(""),
    }
}

/// Keys of the two layouts that lie on one another, Latin and Russian.
const KEYS: &[(char, char)] = &[
    ('q', 'й'),
    ('w', 'ц'),
    ('e', 'у'),
    ('r', 'к'),
    ('t', 'е'),
    ('y', 'н'),
    ('u', 'г'),
    ('i', 'ш'),
    ('o', 'щ'),
    ('p', 'з'),
    ('[', 'х'),
    (']', 'ъ'),
    ('a', 'ф'),
    ('s', 'ы'),
    ('d', 'в'),
    ('f', 'а'),
    ('g', 'п'),
    ('h', 'р'),
    ('j', 'о'),
    ('k', 'л'),
    ('l', 'д'),
    (';', 'ж'),
    ('\'', 'э'),
    ('z', 'я'),
    ('x', 'ч'),
    ('c', 'с'),
    ('v', 'м'),
    ('b', 'и'),
    ('n', 'т'),
    ('m', 'ь'),
    (',', 'б'),
    ('.', 'ю'),
    ('`', 'ё'),
    ('{', 'х'),
    ('}', 'ъ'),
    (':', 'ж'),
    ('"', 'э'),
    ('<', 'б'),
    ('>', 'ю'),
    ('~', 'ё'),
];

/// What the same keys write on the other layout, where there is another.
pub(super) fn other_layout(typed: &str) -> Option<String> {
    let typed: String = typed
        .chars()
        .take(MAX_CHARS)
        .flat_map(char::to_lowercase)
        .collect();
    let russian = typed.chars().any(crate::language::is_cyrillic);
    let other = |letter: char| {
        let mut keys = KEYS.iter();
        if russian {
            keys.find(|(_, here)| *here == letter)
                .map_or(letter, |key| key.0)
        } else {
            keys.find(|(here, _)| *here == letter)
                .map_or(letter, |key| key.1)
        }
    };
    let written: String = typed.chars().map(other).collect();
    (written != typed).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folded_beginning_begins_the_folded_name() {
        for name in [
            "Björk’s Señor Ødegård-Łódź",
            "Ёлка и Йод",
            "D'Artagnan № 5",
            "鏡・がぎ",
            "ﷺ ﬁ Straße",
        ] {
            let whole = fold(name);
            for (at, _) in name.char_indices() {
                let part = fold(&name[..at]);
                assert!(whole.starts_with(&part), "{part:?} of {whole:?}");
            }
        }
        assert_eq!(fold("  “Le Miroir”, Łódź! "), "le miroir lodz");
        assert_eq!(fold("Ёлка\u{200b}"), "елка");
    }

    #[test]
    fn one_sound_for_every_way_to_write_a_name() {
        let same = |spellings: &[&str]| {
            let first = sound(&fold(spellings[0]));
            assert!(!first.is_empty());
            for spelling in spellings {
                assert_eq!(sound(&fold(spelling)), first, "{spelling}");
            }
        };
        same(&[
            "Тарковский",
            "Tarkovsky",
            "Tarkovskij",
            "Tarkowski",
            "Tarkofsky",
            "Tarkovskii",
        ]);
        same(&["Солоницын", "Solonitsyn", "Solonicyn", "Solonitzin"]);
        same(&["Солярис", "Solyaris", "Solaris", "Soljaris"]);
        same(&["Мария", "Mariya", "Maria", "Marija"]);
        same(&["Михаил", "Mikhail"]);
        same(&["Андрей", "Andrei", "Andrey", "Andrej"]);
    }

    #[test]
    fn the_same_keys_on_the_other_layout() {
        assert_eq!(other_layout("pthrfkj").as_deref(), Some("зеркало"));
        assert_eq!(other_layout("ьшккщк").as_deref(), Some("mirror"));
        assert_eq!(other_layout("Cnfkrth").as_deref(), Some("сталкер"));
        assert_eq!(other_layout("1975"), None);
    }
}
