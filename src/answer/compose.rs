//! Decisions to sentences: one to three, `[n]` after each claim.

use crate::edition::Edition;
use crate::knowledge::Knowledge;
use crate::knowledge::attribute::{AttributeId, ValueType};
use crate::knowledge::claim::{ClaimId, Reply};
use crate::knowledge::dispute::Dispute;
use crate::knowledge::entity::EntityId;

use super::Answer;
use super::decide::{Decision, Trace};
use super::evidence::{Cited, Evidence, Silence, Unknown};
use super::question::{Kind, Question};
use super::reason::Reason;
use super::suggest::suggestions;

/// Says what was decided for each part of a message.
pub fn compose(parts: &[Trace], edition: &Edition) -> Answer {
    let mut evidence = Vec::new();
    let mut opening = String::new();
    let mut disagreement = false;
    for part in parts {
        match &part.decision {
            Decision::Claims(claims) => {
                let asked = part.question.kind == Kind::YesNo;
                evidence.extend(claims.iter().map(|(id, reply)| {
                    Evidence::claim(&edition.knowledge, *id, lead(*reply, asked))
                }));
            }
            Decision::Dispute(at) => {
                let dispute = &edition.knowledge.disputes[*at];
                let intro = format!("The sources disagree about {}.", dispute.matter);
                if evidence.is_empty() {
                    say(&mut opening, &intro);
                }
                disagreement = true;
                evidence.extend(sides(dispute, edition, opening.chars().count()));
            }
            Decision::Compare(attribute, sides) => {
                let compared = comparison(*attribute, sides, &part.question, &edition.knowledge);
                say(&mut opening, &compared.unwrap_or_default());
                evidence.extend(
                    sides
                        .iter()
                        .map(|(_, id)| Evidence::claim(&edition.knowledge, *id, "")),
                );
            }
            Decision::Passage(at) => evidence.extend(quotation(*at, edition)),
            // Said beside the answer to the other half; alone it is no answer.
            Decision::Gap(at) => say(&mut opening, &edition.knowledge.gaps[*at].text),
            Decision::Unknown => {}
        }
    }
    match Cited::new(&opening, &evidence) {
        Some(cited) if disagreement => Answer::Disagreement(cited),
        Some(cited) => Answer::Answered(cited),
        None => Answer::Unknown(unknown(&parts[0], edition)),
    }
}

/// Adds a sentence to those before the evidence.
fn say(opening: &mut String, sentence: &str) {
    if !opening.is_empty() && !sentence.is_empty() {
        opening.push(' ');
    }
    opening.push_str(sentence);
}

/// What stands before a claim's text: yes and no only where the question asked for it.
fn lead(reply: Reply, asked: bool) -> &'static str {
    match reply {
        Reply::Yes if asked => "Yes.",
        Reply::No if asked => "No.",
        Reply::Denies => "Not so.",
        _ => "",
    }
}

/// The first claim of every side; of longer ones the shortest, where not all would fit.
fn sides(dispute: &Dispute, edition: &Edition, opening: usize) -> Vec<Evidence> {
    let room = super::limits::MAX_ANSWER_CHARS.saturating_sub(opening);
    let length = |id: &ClaimId| edition.knowledge.claim(*id).text.chars().count() + 6;
    let firsts: Vec<ClaimId> = dispute.sides.iter().map(|side| side.claims[0]).collect();
    let shortest = || {
        dispute
            .sides
            .iter()
            .filter_map(|s| s.claims.iter().min_by_key(|id| length(id)).copied())
    };
    let chosen = if firsts.iter().map(length).sum::<usize>() <= room {
        firsts
    } else {
        shortest().collect()
    };
    chosen
        .into_iter()
        .map(|id| Evidence::claim(&edition.knowledge, id, ""))
        .collect()
}

/// Which of several values is the greatest, or the least where the question asks for that.
fn comparison(
    attribute: AttributeId,
    sides: &[(EntityId, ClaimId)],
    question: &Question,
    knowledge: &Knowledge,
) -> Option<String> {
    let attribute = &knowledge.attributes[usize::from(attribute.0)];
    if !matches!(attribute.value, ValueType::Number | ValueType::Date) {
        return None;
    }
    let [more, less] = &attribute.compares;
    let asked = |list: &[String]| question.terms.iter().any(|term| list.contains(&term.word));
    let downwards = asked(less);
    let mut values = Vec::with_capacity(sides.len());
    for (entity, id) in sides {
        let statement = knowledge.claim(*id).statement.as_ref()?;
        let mut words = statement.value.split(['/', ' ']);
        let written = words.find(|w| w.contains(|c: char| c.is_ascii_digit()))?;
        let digits = |c: &char| c.is_ascii_digit() || *c == '.';
        let number: f64 = written
            .chars()
            .filter(digits)
            .collect::<String>()
            .parse()
            .ok()?;
        values.push((number, written, &knowledge.entity(*entity).name));
    }
    values.sort_by(|a, b| {
        if downwards {
            a.0.total_cmp(&b.0)
        } else {
            b.0.total_cmp(&a.0)
        }
    });
    let word = if downwards { less } else { more };
    match values.as_slice() {
        [first, second, ..] if first.0.total_cmp(&second.0).is_ne() => {
            let is = word.first().map_or("ahead", String::as_str);
            Some(format!(
                "{} is {is}, {} against {}.",
                first.2, first.1, second.1
            ))
        }
        [first, _, ..] => Some(format!("They are level at {}.", first.1)),
        _ => None,
    }
}

fn quotation(at: usize, edition: &Edition) -> Option<Evidence> {
    let citation = edition.passages[at].citation;
    let quote = edition.library.quote(citation)?;
    let source = edition.knowledge.source(citation.source);
    let who = match source.speaker(citation.paragraph) {
        Some(speaker) => edition.knowledge.entity(speaker).name.clone(),
        None => source.title.clone(),
    };
    let short: String = quote.chars().take(460).collect();
    let quote = if short.len() < quote.len() {
        format!("{short} …")
    } else {
        quote
    };
    Some(Evidence::quotation(&quote, &format!("{who}:"), citation))
}

fn unknown(trace: &Trace, edition: &Edition) -> Unknown {
    let silence = match trace.decision {
        Decision::Gap(at) => Silence::Gap(edition.knowledge.gaps[at].text.clone()),
        _ if let Some(torn) = &trace.question.torn => Silence::Torn {
            typed: torn.typed.clone(),
            names: torn.names.clone(),
        },
        _ if trace.reason == Reason::NothingAsked => Silence::NothingAsked,
        _ => Silence::Nothing,
    };
    Unknown {
        silence,
        suggestions: suggestions(trace, edition),
    }
}
