//! What was planned for a question, and why it was decided so, as people read it. What is said stands in
//! [`crate::words`].

use crate::answer::reason::Reason;
use crate::words::reply;

/// Why it was decided so.
pub fn sentence(reason: Reason) -> &'static str {
    reply().say(match reason {
        Reason::TornName => "why.because.torn-name",
        Reason::NothingAsked => "why.because.nothing-asked",
        Reason::ValueOfEach => "why.because.value-of-each",
        Reason::OtherDirector => "why.because.other-director",
        Reason::Gap => "why.because.gap",
        Reason::SameOfEach => "why.because.same-of-each",
        Reason::Passage => "why.because.passage",
        Reason::TooLittle => "why.because.too-little",
        Reason::Unstated => "why.because.unstated",
        Reason::Lacking => "why.because.lacking",
        Reason::Dispute => "why.because.dispute",
        Reason::DisputeBeside => "why.because.dispute-beside",
        Reason::Overview => "why.because.overview",
        Reason::ClaimInDispute => "why.because.claim-in-dispute",
        Reason::Claim => "why.because.claim",
    })
}

/// Why it was decided so, by the word that is kept; what earlier releases kept says it itself.
pub fn kept_reason(kept: &str) -> &str {
    match Reason::of_word(kept) {
        Some(reason) => sentence(reason),
        None => kept,
    }
}

/// What it was decided to say, by the word that is kept; what earlier releases kept says it itself.
pub fn kept_decision(kept: &str) -> &str {
    reply().say(match kept {
        "claims" => "why.plan.claims",
        "dispute" => "why.plan.dispute",
        "comparison" => "why.plan.comparison",
        "passage" => "why.plan.passage",
        "gap" => "why.plan.gap",
        "nothing" => "why.plan.nothing",
        earlier => return earlier,
    })
}
