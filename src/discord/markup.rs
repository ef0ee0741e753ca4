//! The one place where text of a person or of the knowledge becomes text for
//! Discord: nothing in it is ever read as markup, mention, link, time stamp,
//! command or emoji, and nothing in it steers the direction of the line.
//!
//! What is active: <https://docs.discord.com/developers/reference#message-formatting> and
//! <https://support.discord.com/hc/en-us/articles/210298617>. A backslash before a sign
//! that is no letter, digit or blank takes its meaning away.

/// Keeps what may be a mention from being one where a backslash is not enough: the
/// server looks for `@everyone` without regard to escapes.
const GAP: char = '\u{200b}';
/// Most marks on one letter that are kept; more of them flood the lines around.
const MAX_MARKS: usize = 4;

/// Text in a line of content; every active sign is escaped.
pub fn escape(text: &str) -> String {
    let text = plain(text);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let begun = escape_line_start(&text, &mut out);
    let mut rest = text[begun..].chars().peekable();
    let mut word_has_dot = false;
    let mut before = ' ';
    while let Some(sign) = rest.next() {
        match sign {
            '\\' | '*' | '_' | '~' | '|' | '`' | '<' | '>' | '[' | ']' => {
                out.push('\\');
                out.push(sign);
            }
            '@' => {
                out.push('@');
                if rest.peek().is_some_and(|next| !next.is_whitespace()) {
                    out.push(GAP);
                }
            }
            // Addresses become links by themselves, invitations even without a scheme.
            ':' if rest.peek() == Some(&'/') => out.push_str("\\:"),
            '/' if word_has_dot || before == ':' => out.push_str("\\/"),
            _ => out.push(sign),
        }
        word_has_dot = !sign.is_whitespace() && (word_has_dot || sign == '.');
        before = sign;
    }
    out
}

/// Hides what is escaped already, until somebody looks: no sign in it ends the mask before its end.
pub fn masked(escaped: &str) -> String {
    if escaped.is_empty() {
        return String::new();
    }
    // A bar at the end would be taken for a part of the mask.
    let end = if escaped.ends_with('|') { " " } else { "" };
    format!("||{escaped}{end}||")
}

/// Without the masks: what somebody typed or the knowledge says has a backslash before each bar, so that two bars
/// side by side are the bot's own.
pub fn unmasked(text: &str) -> String {
    text.replace("||", "")
}

/// Escapes what is active at the beginning of a line only: headings, small text, lists; says how many bytes that was.
fn escape_line_start(text: &str, out: &mut String) -> usize {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let listed = digits > 0 && text[digits..].starts_with(['.', ')']);
    if !listed && !text.starts_with(['#', '-', '+']) {
        return 0;
    }
    out.push_str(&text[..digits]);
    out.push('\\');
    out.push_str(&text[digits..=digits]);
    digits + 1
}

/// Text without what steers lines or hides: one line, no control and no invisible characters.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for sign in text.chars() {
        if sign.is_whitespace() || sign == '\u{2028}' || sign == '\u{2029}' {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            marks = 0;
        } else if is_mark(sign) {
            marks += 1;
            if marks <= MAX_MARKS && !out.is_empty() {
                out.push(sign);
            }
        } else if !is_hidden(sign) {
            out.push(sign);
            marks = 0;
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Text inside a block of code, which nothing in it can end; line ends stay.
pub fn fenced(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(plain).collect();
    lines.join("\n").replace('`', "'")
}

/// Not longer than so many UTF-16 units, which is how Discord's clients count; never cut inside an escape.
pub fn shortened(text: &str, max: usize) -> String {
    if text.encode_utf16().count() <= max {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut length = 1;
    for sign in text.chars() {
        length += sign.len_utf16();
        if length > max {
            break;
        }
        out.push(sign);
    }
    let escapes = out.chars().rev().take_while(|c| *c == '\\').count();
    if escapes % 2 == 1 {
        out.pop();
    }
    out.push('…');
    out
}

/// Marks that stand on the letter before them.
fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Control characters, direction marks, invisible and private signs.
fn is_hidden(sign: char) -> bool {
    sign.is_control()
        || matches!(sign,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests;
