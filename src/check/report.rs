//! What `check` says, as text and as JSON.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::knowledge::Knowledge;
use crate::knowledge::coverage::Coverage;
use crate::knowledge::problem::Problems;

/// Everything one run of `check` found and counted.
#[derive(Debug, Default)]
pub struct Report {
    /// What is wrong, sorted.
    pub problems: Problems,
    /// Coverage of each source whose text was there.
    pub sources: Vec<Coverage>,
    /// What is worth knowing and no problem.
    pub notes: Vec<String>,
    /// Asks that lead to their own claim or paragraph, and all that were asked.
    pub home: Option<(usize, usize)>,
    claims: usize,
    asks: usize,
    disputes: usize,
    overviews: usize,
    gaps: usize,
    exceptions: usize,
}

impl Report {
    /// Counts what there is; nothing found yet.
    pub fn new(knowledge: &Knowledge, sources: Vec<Coverage>) -> Self {
        let claims: usize = knowledge.claims.iter().map(|claim| claim.asks.len()).sum();
        let disputes: usize = knowledge
            .disputes
            .iter()
            .map(|dispute| dispute.asks.len())
            .sum();
        let overviews: usize = knowledge
            .overviews
            .iter()
            .map(|overview| overview.asks.len())
            .sum();
        let gaps: usize = knowledge.gaps.iter().map(|gap| gap.asks.len()).sum();
        Self {
            sources,
            claims: knowledge.claims.len(),
            asks: claims + disputes + overviews + gaps,
            disputes: knowledge.disputes.len(),
            overviews: knowledge.overviews.len(),
            gaps: knowledge.gaps.len(),
            exceptions: knowledge.exceptions.len(),
            ..Self::default()
        }
    }

    /// How many claims there are.
    pub fn claims(&self) -> usize {
        self.claims
    }

    /// One problem a line, then coverage and notes, last the counts.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for problem in &self.problems.0 {
            let _ = writeln!(text, "{problem}");
        }
        for s in &self.sources {
            let _ = writeln!(
                text,
                "{}: {} sentences, {} covered, {} waived, {} open",
                s.id,
                grouped(s.sentences),
                grouped(s.covered),
                grouped(s.waived),
                grouped(s.open)
            );
        }
        for note in &self.notes {
            let _ = writeln!(text, "Note: {note}");
        }
        if let Some((home, asks)) = self.home.filter(|(_, asks)| *asks > 0) {
            let _ = writeln!(text, "asks that lead home: {} %", percent(home, asks));
        }
        let counts = [
            (self.claims, "claim"),
            (self.asks, "ask"),
            (self.disputes, "dispute"),
            (self.overviews, "overview"),
            (self.gaps, "gap"),
            (self.exceptions, "exception"),
        ];
        let counts: Vec<_> = counts.iter().map(|(n, noun)| counted(*n, noun)).collect();
        let found = match self.problems.0.len() {
            0 => "no problem".to_owned(),
            n => counted(n, "problem"),
        };
        let _ = write!(text, "{}: {found}", counts.join(", "));
        text
    }

    /// The same as one object.
    pub fn json(&self) -> Value {
        json!({
            "problems": self.problems, "sources": self.sources, "claims": self.claims, "asks": self.asks,
            "disputes": self.disputes, "overviews": self.overviews, "gaps": self.gaps, "exceptions": self.exceptions,
            "asks_home": self.home.map(|(home, asks)| json!({"home": home, "asked": asks})), "notes": self.notes,
        })
    }
}

fn counted(n: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// A number with its thousands set apart: 25,000.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Hundredths with one decimal, rounded down, so that 100.0 means all.
fn percent(part: usize, whole: usize) -> String {
    let thousandths = part * 1_000 / whole.max(1);
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(counted(25_000, "ask"), "25,000 asks");
        assert_eq!(counted(1, "gap"), "1 gap");
        assert_eq!(grouped(999), "999");
        assert_eq!(percent(971, 1_000), "97.1");
        assert_eq!(percent(9_999, 10_000), "99.9");
    }
}
