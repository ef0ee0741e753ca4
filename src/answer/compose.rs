//! Decisions to sentences: one to three, `[n]` after each claim.

use crate::edition::Edition;
use crate::knowledge::Knowledge;
use crate::knowledge::attribute::AttributeId;
use crate::knowledge::claim::{ClaimId, Reply, Spoiler};
use crate::knowledge::dispute::Dispute;
use crate::knowledge::entity::EntityId;

use super::Answer;
use super::decide::{Decision, Trace};
use super::evidence::{Cited, Evidence, Piece, Silence, Unknown};
use super::limits::MAX_ANSWER_CHARS;
use super::question::{Kind, Question};
use super::reason::Reason;
use super::suggest::suggestions;
use super::verdict::verdict;

/// Says what was decided for each part of a message. A dispute is never cut: where not all of its sides fit, less is
/// said beside it.
pub fn compose(parts: &[Trace], edition: &Edition) -> Answer {
    let attempts = [
        (parts, Length::Full),
        (parts, Length::Brief),
        (&parts[..1], Length::Brief),
    ];
    let mut said = (None, false);
    for (parts, length) in attempts {
        let saying = Saying::of(parts, length, edition);
        let cited = Cited::new(&saying.pieces);
        let is_cut = saying.is_cut(cited.as_ref());
        said = (cited, !saying.disputed.is_empty());
        if !is_cut {
            break;
        }
    }
    match said {
        (Some(cited), true) => Answer::Disagreement(cited),
        (Some(cited), false) => Answer::Answered(cited),
        (None, _) => Answer::Unknown(unknown(&parts[0], edition)),
    }
}

/// How much is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Length {
    /// With what belongs to a claim, and the first claim of each side of a dispute.
    Full,
    /// One claim of each part, and the shortest of each side; of two disputes only the first is headed.
    Brief,
}

/// An answer under way.
struct Saying<'e> {
    edition: &'e Edition,
    length: Length,
    pieces: Vec<Piece>,
    claims: Vec<ClaimId>,
    /// Claims that are sides of disputes.
    disputed: Vec<ClaimId>,
}

impl<'e> Saying<'e> {
    fn of(parts: &[Trace], length: Length, edition: &'e Edition) -> Self {
        let mut saying = Self {
            edition,
            length,
            pieces: Vec::new(),
            claims: Vec::new(),
            disputed: Vec::new(),
        };
        for part in parts {
            saying.add(part);
        }
        saying
    }

    /// True where a side of a dispute did not fit.
    fn is_cut(&self, cited: Option<&Cited>) -> bool {
        let told = cited.map_or(&[][..], Cited::claims);
        self.disputed.iter().any(|side| !told.contains(side))
    }

    fn add(&mut self, part: &Trace) {
        match &part.decision {
            Decision::Claims(claims) => {
                let asked = part.weighed.question.kind == Kind::YesNo;
                let most = match self.length {
                    Length::Full => claims.len(),
                    Length::Brief => 1,
                };
                for (id, reply) in claims.iter().take(most) {
                    self.claim(*id, lead(*reply, asked));
                }
            }
            Decision::Dispute(at) => self.dispute(*at),
            Decision::Compare(attribute, sides) => {
                self.compare(*attribute, sides, &part.weighed.question);
            }
            Decision::Passage(at) => {
                let quotation = quotation(*at, self.edition);
                self.pieces.extend(quotation.map(Piece::from));
            }
            // Said beside the answer to the other half; alone it is no answer.
            Decision::Gap(at) => self.aside(&self.edition.knowledge.gaps[*at].text, Spoiler::None),
            Decision::Unknown => {}
        }
    }

    fn aside(&mut self, text: &str, spoiler: Spoiler) {
        let text = text.to_owned();
        self.pieces.push(Piece::Aside { text, spoiler });
    }

    fn claim(&mut self, id: ClaimId, lead: &str) {
        // Two parts of a message may come to one claim.
        if !self.claims.contains(&id) {
            self.claims.push(id);
            let evidence = Evidence::claim(&self.edition.knowledge, id, lead);
            self.pieces.push(evidence.into());
        }
    }

    /// Every side of a dispute.
    fn dispute(&mut self, at: usize) {
        let knowledge = &self.edition.knowledge;
        let dispute = &knowledge.disputes[at];
        let heading = heading(dispute);
        let room = match self.length {
            Length::Full => MAX_ANSWER_CHARS.saturating_sub(heading.chars().count()),
            Length::Brief => 0,
        };
        if self.length == Length::Full || self.disputed.is_empty() {
            self.aside(&heading, knowledge.matter_spoiler(dispute));
        }
        for id in sides(dispute, knowledge, room) {
            self.disputed.push(id);
            self.claim(id, "");
        }
    }

    /// One attribute of several entities, and of which it is greatest. Of what is disputed nobody can say that: all
    /// of it is shown.
    fn compare(
        &mut self,
        attribute: AttributeId,
        sides: &[(EntityId, ClaimId)],
        question: &Question,
    ) {
        let knowledge = &self.edition.knowledge;
        let mut disputes: Vec<usize> = Vec::new();
        for (_, id) in sides {
            disputes.extend(self.edition.dispute_of(*id));
        }
        disputes.dedup();
        if disputes.is_empty()
            && let Some(verdict) = verdict(attribute, sides, question, knowledge)
        {
            let levels = sides.iter().map(|(_, id)| knowledge.claim(*id).spoiler);
            self.aside(&verdict, levels.max().unwrap_or(Spoiler::None));
        }
        for (_, id) in sides {
            if self.edition.dispute_of(*id).is_none() {
                self.claim(*id, "");
            }
        }
        for at in disputes {
            self.dispute(at);
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
pub fn sides(dispute: &Dispute, knowledge: &Knowledge, room: usize) -> Vec<ClaimId> {
    let length = |id: &ClaimId| knowledge.claim(*id).text.chars().count() + 6;
    let sides = dispute.sides.iter();
    let firsts: Vec<ClaimId> = sides
        .clone()
        .filter_map(|side| side.claims.first().copied())
        .collect();
    if firsts.iter().map(length).sum::<usize>() <= room {
        return firsts;
    }
    let shortest = sides.filter_map(|side| side.claims.iter().min_by_key(|id| length(id)));
    shortest.copied().collect()
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
    let drawn = edition.claims_at(citation).into_iter();
    let levels = drawn.map(|id| edition.knowledge.claim(id).spoiler);
    let spoiler = levels.max().unwrap_or(Spoiler::None);
    Some(Evidence::quotation(
        &quote,
        &format!("{who}:"),
        citation,
        spoiler,
    ))
}

fn unknown(trace: &Trace, edition: &Edition) -> Unknown {
    let silence = match trace.decision {
        Decision::Gap(at) => Silence::Gap(edition.knowledge.gaps[at].text.clone()),
        _ if let Some(torn) = &trace.weighed.question.torn => Silence::Torn {
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
