//! Wraps text to a number of columns, counting as a terminal does: a letter of
//! East Asian scripts is two columns wide, a combining mark none.

use unicode_width::UnicodeWidthStr;

/// Fewest columns text is wrapped to; in a narrower window the terminal breaks lines itself.
const MIN_COLUMNS: usize = 20;

/// Breaks every line of `text` between words so that it fits `columns`; a line
/// that goes on is indented under its own first word. A word longer than a
/// line, such as a link, stays whole.
pub(super) fn wrap(text: &str, columns: usize) -> String {
    let columns = columns.max(MIN_COLUMNS);
    let lines: Vec<_> = text.lines().map(|line| wrap_line(line, columns)).collect();
    let end = if text.ends_with('\n') { "\n" } else { "" };
    lines.join("\n") + end
}

fn wrap_line(line: &str, columns: usize) -> String {
    if line.width() <= columns {
        return line.to_owned();
    }
    let indent = " ".repeat(hanging(line));
    let lead = line.len() - line.trim_start().len();
    let mut out = line[..lead].to_owned();
    let mut used = lead;
    let mut first = true;
    for word in line[lead..].split(' ') {
        let width = word.width();
        if first {
            first = false;
        } else if used + 1 + width > columns {
            out.push('\n');
            out.push_str(&indent);
            used = indent.len();
        } else {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += width;
    }
    out
}

/// Columns before the first word of a line, with its mark: `- `, `3. `, `[2] `.
fn hanging(line: &str) -> usize {
    let words = line.trim_start_matches(' ');
    let lead = line.len() - words.len();
    let Some((mark, _)) = words.split_once(' ') else {
        return lead;
    };
    let inner = mark
        .strip_prefix('[')
        .and_then(|m| m.strip_suffix(']'))
        .or_else(|| mark.strip_suffix('.'));
    let is_number = inner.is_some_and(|m| !m.is_empty() && m.bytes().all(|b| b.is_ascii_digit()));
    if is_number || mark == "-" {
        lead + mark.len() + 1
    } else {
        lead
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_hang_under_their_first() {
        assert_eq!(
            wrap("one two three four five", 20),
            "one two three four\nfive"
        );
        assert_eq!(
            wrap("[1] one two three four five", 20),
            "[1] one two three\n    four five"
        );
        assert_eq!(
            wrap("- one two three four five\nsix", 20),
            "- one two three four\n  five\nsix"
        );
        assert_eq!(
            wrap("    one two three four", 20),
            "    one two three\n    four"
        );
        assert_eq!(wrap("short\n", 20), "short\n");
    }

    #[test]
    fn long_words_stay_whole_and_wide_letters_count_twice() {
        assert_eq!(
            wrap("a https://example.org/a/long/link b", 20),
            "a\nhttps://example.org/a/long/link\nb"
        );
        assert_eq!(wrap("鏡鏡鏡鏡鏡 鏡鏡鏡鏡鏡", 20), "鏡鏡鏡鏡鏡\n鏡鏡鏡鏡鏡");
        // Narrower than any text: the terminal may do it.
        assert_eq!(wrap("one two three four", 3), "one two three four");
    }
}
