//! Discord's markup as plain text
//! (`Reference: Message Formatting`, and the client's Markdown).

use std::time::{SystemTime, UNIX_EPOCH};

use crate::loopback::Id;

/// The text without marks; what names somebody or a moment says whom and when. Spoilers keep their bars.
pub(crate) fn plain(text: &str, name: &impl Fn(Id) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    let mut in_code = false;
    while let Some(next) = rest.chars().next() {
        let starts_line = out.is_empty() || out.ends_with('\n');
        let mut taken = next.len_utf8();
        if next == '`' {
            in_code = !in_code;
            out.push(next);
        } else if in_code {
            out.push(visible(next));
        } else if let Some(escaped) = rest
            .strip_prefix('\\')
            .and_then(|after| after.chars().next())
            .filter(char::is_ascii_punctuation)
        {
            out.push(escaped);
            taken += escaped.len_utf8();
        } else if next == '*' {
            // A star that is meant is escaped.
        } else if rest.starts_with("__") {
            taken = 2;
        } else if starts_line && rest.starts_with("-# ") {
            taken = 3;
        } else if let Some((inside, said)) = angle(rest, name) {
            out.push_str(&said);
            taken = inside + 2;
        } else {
            out.push(visible(next));
        }
        rest = &rest[taken..];
    }
    out
}

/// What a terminal may be shown: no control characters.
fn visible(letter: char) -> char {
    if letter.is_control() && letter != '\n' {
        '\u{fffd}'
    } else {
        letter
    }
}

/// What stands in angle brackets, with the length of the inside.
fn angle(text: &str, name: &impl Fn(Id) -> String) -> Option<(usize, String)> {
    let (inside, _) = text.strip_prefix('<')?.split_once('>')?;
    let id = |text: &str| text.parse::<Id>().ok();
    let said = if let Some(user) = inside.strip_prefix('@') {
        format!("@{}", name(id(user.trim_start_matches('!'))?))
    } else if let Some(channel) = inside.strip_prefix('#') {
        format!("#{}", name(id(channel)?))
    } else if let Some(command) = inside.strip_prefix('/') {
        format!("/{}", command.rsplit_once(':')?.0)
    } else if let Some(time) = inside.strip_prefix("t:") {
        let (seconds, style) = time.split_once(':').unwrap_or((time, "f"));
        moment(seconds.parse().ok()?, style)
    } else if inside.starts_with("https://") || inside.starts_with("http://") {
        inside.to_owned()
    } else {
        return None;
    };
    Some((inside.len(), said))
}

/// A moment, in seconds since 1970: beside now in the style `R`, and in UTC otherwise.
fn moment(seconds: i64, style: &str) -> String {
    if style != "R" {
        return date(seconds, style == "d" || style == "D");
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_or(0, |now| i64::try_from(now.as_secs()).unwrap_or(i64::MAX));
    let apart = seconds.saturating_sub(now);
    let told = match apart.unsigned_abs() {
        0..120 => format!("{} seconds", apart.abs()),
        120..7_200 => format!("{} minutes", apart.abs() / 60),
        7_200..172_800 => format!("{} hours", apart.abs() / 3_600),
        _ => format!("{} days", apart.abs() / 86_400),
    };
    if apart < 0 {
        format!("{told} ago")
    } else {
        format!("in {told}")
    }
}

/// The date, and the time unless only the date is wanted.
///
/// The days are counted as in `chrono-Compatible Low-Level Date Algorithms` by H. Hinnant (`civil_from_days`).
fn date(seconds: i64, only: bool) -> String {
    let days = seconds.div_euclid(86_400).saturating_add(719_468);
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let date = format!("{year:04}-{month:02}-{day:02}");
    if only {
        return date;
    }
    let minutes = seconds.rem_euclid(86_400) / 60;
    format!("{date} {:02}:{:02} UTC", minutes / 60, minutes % 60)
}
