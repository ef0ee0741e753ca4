//! Signs that no text of the knowledge may hold: what nobody sees, and what a
//! chat takes for a mention, a link to a command or a time.

/// A sign that has no place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign<'t> {
    /// A control character, a turn of the writing direction, or another sign without a shape.
    Hidden(char),
    /// What a chat would turn into a mention or a link.
    Mention(&'t str),
}

/// Most characters of a mention that are shown.
const SHOWN: usize = 40;

impl Sign<'_> {
    /// What is said of it where it stands under `key`: rule, message and remedy.
    pub fn complaint(self, key: &str) -> (&'static str, String, &'static str) {
        match self {
            Self::Hidden(sign) => (
                "hidden-sign",
                format!(
                    "`{key}` holds U+{:04X}, a sign nobody sees.",
                    u32::from(sign)
                ),
                "Take it out: it can change how the rest is shown.",
            ),
            Self::Mention(text) => {
                let seen = text.chars().filter(|c| !is_hidden(*c));
                let shown: String = seen.take(SHOWN).collect();
                (
                    "mention",
                    format!("`{key}` holds “{shown}”, which a chat takes for a mention or a link."),
                    "Leave it out, or say it in other words.",
                )
            }
        }
    }
}

/// Words after `@` that call everybody.
const EVERYBODY: &[&str] = &["@everyone", "@here"];

/// What begins a mention, a link to a channel or a command, a time stamp or an emoji in angle
/// brackets (<https://docs.discord.com/developers/reference#message-formatting>).
const OPENINGS: &[&str] = &["<@", "<#", "</", "<t:", "<id:", "<:", "<a:"];

/// The first such sign of a text.
pub fn first_sign(text: &str) -> Option<Sign<'_>> {
    let suspect = |b: u8| !(b' '..0x7f).contains(&b) || b == b'@' || b == b'<';
    // Nearly every text is plain ASCII.
    if !text.bytes().any(suspect) {
        return None;
    }
    for (at, sign) in text.char_indices() {
        let rest = &text[at..];
        match sign {
            _ if is_hidden(sign) => return Some(Sign::Hidden(sign)),
            '@' => {
                if let Some(called) = EVERYBODY.iter().find_map(|word| beginning(rest, word)) {
                    return Some(Sign::Mention(called));
                }
            }
            '<' if OPENINGS.iter().any(|opening| rest.starts_with(opening)) => {
                let end = rest.find('>').map_or(rest.len(), |end| end + 1);
                return Some(Sign::Mention(&rest[..end]));
            }
            _ => {}
        }
    }
    None
}

fn beginning<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let begun = text.get(..word.len())?;
    begun.eq_ignore_ascii_case(word).then_some(begun)
}

/// Line ends and tabs are seen; joiners (U+200C, U+200D) belong to some scripts.
fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::{Sign, first_sign};

    #[test]
    fn plain_texts_hold_no_sign_and_strange_ones_show_theirs() {
        for plain in [
            "Зеркало, 8½ – “Mirror” at 5 < 6 @ noon",
            "two\nlines\tand a tab",
            "a@b.example",
            "",
        ] {
            assert_eq!(first_sign(plain), None, "{plain:?}");
        }
        for (text, sign) in [
            ("bell \u{7}", Sign::Hidden('\u{7}')),
            ("turned \u{202e}txet", Sign::Hidden('\u{202e}')),
            ("isolated \u{2066}x", Sign::Hidden('\u{2066}')),
            ("hi @Everyone!", Sign::Mention("@Everyone")),
            ("hi <@!12> there", Sign::Mention("<@!12>")),
            ("at <t:0:R>", Sign::Mention("<t:0:R>")),
            ("in <#5", Sign::Mention("<#5")),
        ] {
            assert_eq!(first_sign(text), Some(sign), "{text:?}");
        }
    }
}
