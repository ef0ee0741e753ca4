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
    let mut saying = Saying::new(edition);
    for part in parts {
        saying.add(part);
    }
    match Cited::new(&saying.opening, &saying.evidence) {
        Some(cited) if saying.disagreement => Answer::Disagreement(cited),
        Some(cited) => Answer::Answered(cited),
        None => Answer::Unknown(unknown(&parts[0], edition)),
    }
}

/// An answer under way.
struct Saying<'e> {
    edition: &'e Edition,
    /// What stands before the evidence.
    opening: String,
    evidence: Vec<Evidence>,
    disagreement: bool,
}

impl<'e> Saying<'e> {
    fn new(edition: &'e Edition) -> Self {
        Self {
            edition,
            opening: String::new(),
            evidence: Vec::new(),
            disagreement: false,
        }
    }

    fn add(&mut self, part: &Trace) {
        match &part.decision {
            Decision::Claims(claims) => {
                let asked = part.question.kind == Kind::YesNo;
                for (id, reply) in claims {
                    self.claim(*id, lead(*reply, asked));
                }
            }
            Decision::Dispute(at) => self.dispute(*at),
            Decision::Compare(attribute, sides) => {
                let dispute_of = |(_, id): &(EntityId, ClaimId)| self.edition.dispute_of(*id);
                let mut disputes: Vec<usize> = sides.iter().filter_map(dispute_of).collect();
                disputes.dedup();
                let (open, sure): (Vec<_>, Vec<_>) =
                    sides.iter().partition(|side| dispute_of(side).is_some());
                if open.is_empty() {
                    let knowledge = &self.edition.knowledge;
                    let compared = comparison(*attribute, sides, &part.question, knowledge);
                    self.say(&compared.unwrap_or_default());
                }
                for (_, id) in sure {
                    self.claim(id, "");
                }
                // Of what is disputed nobody can say which is the greater: all of it is shown.
                for at in disputes {
                    self.dispute(at);
                }
            }
            Decision::Passage(at) => self.evidence.extend(quotation(*at, self.edition)),
            // Said beside the answer to the other half; alone it is no answer.
            Decision::Gap(at) => self.say(&self.edition.knowledge.gaps[*at].text),
            Decision::Unknown => {}
        }
    }

    /// Adds a sentence to those before the evidence.
    fn say(&mut self, sentence: &str) {
        if !self.opening.is_empty() && !sentence.is_empty() {
            self.opening.push(' ');
        }
        self.opening.push_str(sentence);
    }

    fn claim(&mut self, id: ClaimId, lead: &str) {
        // Two halves of a message may come to one claim.
        if self.evidence.iter().any(|said| said.claim_id() == Some(id)) {
            return;
        }
        let evidence = Evidence::claim(&self.edition.knowledge, id, lead);
        self.evidence.push(evidence);
    }

    /// Every side of a dispute.
    fn dispute(&mut self, at: usize) {
        let dispute = &self.edition.knowledge.disputes[at];
        self.say(&heading(dispute));
        self.disagreement = true;
        let room = super::limits::MAX_ANSWER_CHARS.saturating_sub(self.opening.chars().count());
        for id in sides(dispute, &self.edition.knowledge, room) {
            self.claim(id, "");
        }
    }
}

/// The sentence before the sides of a dispute.
pub fn heading(dispute: &Dispute) -> String {
    format!("The sources disagree about {}.", dispute.matter)
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

/// The first claim of every side; of longer ones the shortest, where not all would fit into `room` characters.
fn sides(dispute: &Dispute, knowledge: &Knowledge, room: usize) -> Vec<ClaimId> {
    let length = |id: &ClaimId| knowledge.claim(*id).text.chars().count() + 6;
    let sides = dispute.sides.iter();
    let firsts: Vec<ClaimId> = sides.clone().map(|side| side.claims[0]).collect();
    if firsts.iter().map(length).sum::<usize>() <= room {
        return firsts;
    }
    let shortest = sides.filter_map(|side| side.claims.iter().min_by_key(|id| length(id)));
    shortest.copied().collect()
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
