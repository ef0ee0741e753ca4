//! Citations and waivers: inside their paragraphs, narrow in long ones, and few enough to be shown.

use crate::answer::evidence::{Cited, Evidence};
use crate::answer::limits::{MAX_CITATIONS, MAX_PARAGRAPHS};
use crate::knowledge::Knowledge;
use crate::knowledge::citation::{Citation, LONG_PARAGRAPH_WORDS};
use crate::knowledge::claim::{Claim, ClaimId};
use crate::knowledge::problem::{Findings, Origin};
use crate::knowledge::spot::Spot;

/// Rules `cite-bounds`, `cite-too-wide` and `too-many-citations`.
pub(super) fn find(knowledge: &Knowledge, findings: &mut Findings<'_>) {
    for (id, claim) in knowledge.numbered_claims() {
        for citation in &claim.citations {
            let spot = spot(knowledge, "cite", *citation);
            bounds(
                knowledge,
                *citation,
                (claim.origin, spot),
                &claim.id,
                findings,
            );
            width(knowledge, *citation, claim, findings);
        }
        count(knowledge, id, findings);
    }
    for gap in &knowledge.gaps {
        for citation in &gap.citations {
            let spot = spot(knowledge, "cite", *citation);
            bounds(knowledge, *citation, (gap.origin, spot), &gap.id, findings);
        }
    }
    for waiver in &knowledge.waivers {
        let place = Citation {
            source: waiver.source,
            paragraph: waiver.paragraph,
            words: waiver.words,
        };
        let spot = spot(knowledge, "place", place);
        bounds(knowledge, place, (waiver.origin, spot), "waiver", findings);
    }
}

/// Words of the cited paragraph, where the source has it.
fn words(knowledge: &Knowledge, citation: Citation) -> Option<u32> {
    let at = citation.paragraph.checked_sub(1)? as usize;
    knowledge.source(citation.source).words.get(at).copied()
}

fn bounds(
    knowledge: &Knowledge,
    citation: Citation,
    (origin, spot): (Origin, Spot),
    entry: &str,
    findings: &mut Findings<'_>,
) {
    let source = knowledge.source(citation.source);
    let paragraph = citation.paragraph;
    let (message, remedy) = match (words(knowledge, citation), citation.words) {
        (None, _) => {
            let message = format!(
                "`{}` has {} paragraphs and no paragraph {paragraph}.",
                source.id, source.paragraphs
            );
            (message, "Mend the number of the paragraph.")
        }
        (Some(words), Some(range)) if range.to > words => {
            let message = format!(
                "¶ {paragraph} of `{}` has {words} words and no word {}.",
                source.id, range.to
            );
            (message, "Mend the range of words.")
        }
        _ => return,
    };
    findings.add_at(spot, origin, entry, "cite-bounds", message, remedy);
}

/// Where a citation is written.
fn spot(knowledge: &Knowledge, key: &'static str, citation: Citation) -> Spot {
    Spot::Place {
        key,
        source: knowledge.source(citation.source).id.clone(),
        paragraph: citation.paragraph,
        words: citation.words,
    }
}

fn width(knowledge: &Knowledge, citation: Citation, claim: &Claim, findings: &mut Findings<'_>) {
    let Some(words) = words(knowledge, citation).filter(|words| *words > LONG_PARAGRAPH_WORDS)
    else {
        return;
    };
    if citation.words.is_none() {
        let source = &knowledge.source(citation.source).id;
        let message = format!(
            "¶ {} of `{source}` has {words} words and is cited whole.",
            citation.paragraph
        );
        findings.add_at(
            spot(knowledge, "cite", citation),
            claim.origin,
            &claim.id,
            "cite-too-wide",
            message,
            "Write `paragraph:from-to` with the words that say it.",
        );
    }
}

/// A claim that no answer can show with all its places could never be said.
fn count(knowledge: &Knowledge, id: ClaimId, findings: &mut Findings<'_>) {
    // That there is no citation at all is a problem of its own.
    if knowledge.claim(id).citations.is_empty() {
        return;
    }
    if Cited::new(&[Evidence::claim(knowledge, id, "").into()]).is_some() {
        return;
    }
    let claim = knowledge.claim(id);
    let mut places: Vec<_> = claim
        .citations
        .iter()
        .map(|c| (c.source, c.paragraph))
        .collect();
    places.sort_unstable();
    places.dedup();
    let message = format!(
        "No answer can show the claim with its {} paragraphs: an answer has at most {MAX_CITATIONS} citations of {MAX_PARAGRAPHS} paragraphs.",
        places.len()
    );
    findings.add_at(
        Spot::Key("cite"),
        claim.origin,
        &claim.id,
        "too-many-citations",
        message,
        "Cite the fewest paragraphs that say it, or make two claims of it.",
    );
}
