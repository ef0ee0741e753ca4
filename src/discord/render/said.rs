//! The text of an answer for Discord: its marks stay, all else is escaped, and
//! what gives away more of a story than is shown openly is masked.

use std::fmt::Write;

use super::super::markup::{escape, masked, plain, shortened};
use crate::answer::compose::heading;
use crate::edition::Edition;
use crate::knowledge::claim::{ClaimId, Spoiler};
use crate::reply::{AnswerReply, CitationReply};

/// Longest quote that is shown with an answer; the reader shows it whole.
const QUOTE: usize = 240;
/// Opens and closes a mask.
const MASK: &str = "||";
/// Begins the line of a quote.
const QUOTED: &str = "\n> ";

/// What is answered.
pub(super) fn answer_text(reply: &AnswerReply, open: Spoiler) -> String {
    let mut out = String::new();
    let mut from = 0;
    for spoiling in reply.spoilers.iter().filter(|s| s.level > open) {
        let bytes = spoiling.bytes.clone();
        if let (Some(before), Some(inside)) = (
            reply.answer.get(from..bytes.start),
            reply.answer.get(bytes.clone()),
        ) {
            say(&mut out, before);
            out.push_str(&masked(&said(inside)));
            from = bytes.end;
        }
    }
    say(&mut out, reply.answer.get(from..).unwrap_or_default());
    out
}

/// A text with its marks; everything but the marks is escaped.
pub(super) fn said(text: &str) -> String {
    let mut out = String::new();
    say(&mut out, text);
    out
}

fn say(out: &mut String, text: &str) {
    let mut rest = text;
    // A mark is the bot's own where it is a number in brackets; the knowledge has none of these.
    while let Some(at) = rest.find('[') {
        let inside = &rest[at + 1..];
        let digits = inside
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(inside.len());
        let is_mark = (1..=2).contains(&digits)
            && inside[digits..].starts_with(']')
            && !inside[digits + 1..].starts_with('(');
        let end = if is_mark { at } else { at + 1 };
        append(out, &rest[..end]);
        if is_mark {
            let _ = write!(out, "[{}]", &inside[..digits]);
            rest = &inside[digits + 1..];
        } else {
            rest = inside;
        }
    }
    append(out, rest);
}

/// Escapes a piece of a line and keeps the blanks at its ends, which escaping takes off.
fn append(out: &mut String, piece: &str) {
    let escaped = escape(piece);
    let blank = |text: &str| text.starts_with(char::is_whitespace);
    if blank(piece) && !out.is_empty() {
        out.push(' ');
    }
    out.push_str(&escaped);
    if !escaped.is_empty() && piece.ends_with(char::is_whitespace) {
        out.push(' ');
    }
}

/// Not longer than so many units, with no mask left open.
pub(super) fn cut(text: &str, most: usize) -> String {
    let mut short = shortened(text, most);
    if short.matches(MASK).count() % 2 == 1 {
        short = shortened(text, most.saturating_sub(MASK.len()));
        // Cut within the bars that open it, there is nothing to close.
        if short.matches(MASK).count() % 2 == 1 {
            short.push_str(MASK);
        }
    }
    short
}

/// A citation's quote, masked where what it is cited for is.
pub(super) fn quote_line(
    citation: &CitationReply,
    reply: &AnswerReply,
    open: Spoiler,
) -> Option<String> {
    let quote = plain(citation.quote.as_deref()?);
    let short = escape(&format!("“{}”", shortened(&quote, QUOTE)));
    let mut spoilers = reply.spoilers.iter().filter(|s| s.level > open);
    let short = if spoilers.any(|s| s.marks.contains(&citation.n)) {
        masked(&short)
    } else {
        short
    };
    Some(format!("{QUOTED}{short} [{}]", citation.n))
}

/// What of an answer that is kept gives away more of a story than is shown openly.
#[derive(Debug)]
pub struct Giveaways<'e> {
    claims: Vec<&'e str>,
    headings: Vec<String>,
}

impl<'e> Giveaways<'e> {
    /// Among these claims, and the headings of the disputes they are in.
    pub fn of(claims: impl Iterator<Item = ClaimId>, open: Spoiler, edition: &'e Edition) -> Self {
        let knowledge = &edition.knowledge;
        let claims: Vec<ClaimId> = claims.collect();
        let mut disputes: Vec<usize> = claims
            .iter()
            .filter_map(|id| edition.dispute_of(*id))
            .collect();
        disputes.sort_unstable();
        disputes.dedup();
        let disputes = disputes.iter().map(|at| &knowledge.disputes[*at]);
        let headings = disputes.filter(|dispute| knowledge.matter_spoiler(dispute) > open);
        let claims = claims.iter().map(|id| knowledge.claim(*id));
        Self {
            headings: headings.map(heading).collect(),
            claims: claims
                .filter(|claim| claim.spoiler > open)
                .map(|claim| claim.text.as_str())
                .collect(),
        }
    }

    /// True where nothing is given away: a heading gives away no more than its claims.
    pub(super) fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }
}

/// A text of the bot's own with all that masked, and its quotes with it; none where a claim is not in it.
pub(super) fn remasked(content: &str, spoilers: &Giveaways<'_>) -> Option<String> {
    let mut content = content.to_owned();
    if spoilers.is_empty() {
        return Some(content);
    }
    for heading in &spoilers.headings {
        let told = said(heading);
        content = content.replacen(&told, &masked(&told), 1);
    }
    for claim in &spoilers.claims {
        let told = said(claim);
        if !content.contains(&told) {
            return None;
        }
        content = content.replacen(&told, &masked(&told), 1);
    }
    let lines: Vec<String> = content
        .split('\n')
        .map(|line| match line.strip_prefix("> ") {
            Some(quote) => format!("> {}", masked(quote)),
            None => line.to_owned(),
        })
        .collect();
    Some(lines.join("\n"))
}
