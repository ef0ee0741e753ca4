//! Which claims say it, once one is good enough: the fuller of equals, those that
//! join it, both sides of a dispute, one value for each film compared.

use crate::edition::Edition;
use crate::knowledge::citation::Citation;
use crate::knowledge::claim::{ClaimId, Reply};
use crate::knowledge::entity::EntityId;
use crate::language::vocabulary::TermId;

use super::candidates::{Candidate, Weighed};
use super::decide::Decision;
use super::document::Subject;
use super::plan::{Plan, films};
use super::question::Kind;
use super::reason::Reason;

/// Questions for fewer things than this are answered by what fits, without what stands beside it.
const FEW: usize = 3;

/// Words that have somebody make a film.
const MAKING: &[&str] = &[
    "create",
    "created",
    "direct",
    "directed",
    "directing",
    "filmed",
    "filming",
    "made",
    "make",
    "making",
    "remake",
    "remade",
    "shoot",
    "shooting",
    "shot",
];

/// Id of the attribute that tells who made a film.
const DIRECTOR: &str = "director";

/// Most claims that join the best one.
const MAX_JOINED: usize = 2;

/// True where the question asks who said it, or what this claim's speaker said: one side is what is wanted.
pub(super) fn asks_for_one_side(weighed: &Weighed, edition: &Edition, claim: ClaimId) -> bool {
    let speaker = edition.knowledge.claim(claim).speaker;
    let director = edition
        .knowledge
        .entities
        .iter()
        .position(|e| e.id == "andrei-tarkovsky");
    let named = |id: &EntityId| Some(*id) == speaker && Some(usize::from(id.0)) != director;
    weighed.question.who_said
        || weighed
            .question
            .terms
            .iter()
            .flat_map(|term| &term.entities)
            .any(named)
}

/// Claims that join the best one: one akin to it that explains what it leaves unexplained,
/// else the nearest of the same paragraphs where the best ask is not the question itself.
pub(super) fn companions(
    weighed: &Weighed,
    edition: &Edition,
    first: &Candidate,
    claim: ClaimId,
) -> Vec<(ClaimId, Reply)> {
    let by = &edition.weights;
    let others = weighed
        .candidates
        .iter()
        .filter_map(|c| match c.subject(edition) {
            Subject::Claim(id) if id != claim && edition.dispute_of(id).is_none() => Some((c, id)),
            _ => None,
        });
    let own = &edition.documents.list[first.document].about;
    let terms = weighed.question.terms.iter();
    let named: Vec<_> = terms.flat_map(|term| &term.entities).collect();
    let mut explained = first.score.explained;
    let mut joined = Vec::new();
    for (c, id) in others
        .clone()
        .take_while(|(c, _)| c.score.total >= by.joins_from * first.score.total)
    {
        let gain = c.score.gain(&explained, &weighed.question);
        let about = &edition.documents.list[c.document].about;
        let akin = about
            .iter()
            .any(|entity| own.contains(entity) || named.contains(&entity));
        if akin && gain >= by.joins_by && joined.len() < MAX_JOINED {
            for (all, one) in explained.iter_mut().zip(c.score.explained) {
                *all = all.max(one);
            }
            joined.push((id, c.score.sure_reply(by)));
        }
    }
    if !joined.is_empty() {
        return joined;
    }
    // Of little asked, or where one value is, whatever stands beside it is beside the point.
    let one_value = weighed.question.kind.asks_for_one_value() && first.score.whole > 0.99;
    if first.score.exact || weighed.question.things() < FEW || one_value {
        return Vec::new();
    }
    let cited = &edition.knowledge.claim(claim).citations;
    let beside = |id: ClaimId| {
        let citations = &edition.knowledge.claim(id).citations;
        citations
            .iter()
            .all(|c| cited.iter().any(|d| d.same_paragraph(c)))
    };
    let most = if first.score.total < by.unsure {
        MAX_JOINED
    } else {
        1
    };
    let mut said = edition.documents.list[first.document].text.clone();
    for (c, id) in others {
        if joined.len() >= most || c.score.total < by.joins_beside * first.score.total {
            break;
        }
        let text = &edition.documents.list[c.document].text;
        if beside(id) && novelty(text, &said, edition) >= by.joins_novel {
            said.extend(text);
            joined.push((id, Reply::Plain));
        }
    }
    joined
}

/// Share of a text that what has been said does not hold.
fn novelty(text: &[TermId], said: &[TermId], edition: &Edition) -> f32 {
    let weigh = |terms: &mut dyn Iterator<Item = &TermId>| {
        terms
            .map(|term| edition.documents.vocabulary.weight_of(*term))
            .sum::<f32>()
    };
    let new = weigh(&mut text.iter().filter(|term| !said.contains(term)));
    new / weigh(&mut text.iter()).max(f32::EPSILON)
}

/// Where a question asks which of the films it names is longer, older and the like: that value of each,
/// or nothing where one has none.
pub(super) fn value_of_each(weighed: &Weighed, edition: &Edition) -> Option<(Decision, Reason)> {
    let Plan::Comparison { films, attribute } = &weighed.plan else {
        return None;
    };
    let value = |film: &EntityId| Some((*film, *edition.stated(*film, *attribute).first()?));
    let sides: Option<Vec<_>> = films.iter().map(value).collect();
    let decision = sides.map_or(Decision::Unknown, |s| Decision::Compare(*attribute, s));
    Some((decision, Reason::ValueOfEach))
}

/// Where a question has a director make another's film, and no claim tells of both: whose film it is.
pub(super) fn false_maker(weighed: &Weighed, edition: &Edition) -> Option<(Decision, Reason)> {
    let knowledge = &edition.knowledge;
    let is_making = |word: &str| MAKING.contains(&word);
    // "Who shot it" takes nobody's making for granted.
    let mut terms = weighed.question.terms.iter();
    if weighed.question.kind == Kind::Who || !terms.any(|term| is_making(&term.word)) {
        return None;
    }
    let named = || {
        weighed
            .question
            .terms
            .iter()
            .flat_map(|term| &term.entities)
    };
    let directs = |id: &&EntityId| {
        knowledge
            .entities
            .iter()
            .any(|film| film.director == Some(**id))
    };
    let [film] = films(&weighed.question, knowledge)[..] else {
        return None;
    };
    let director = knowledge.entity(film).director?;
    // "Bergman's cameraman" is not Bergman.
    let is_possessive = |id: &EntityId| {
        let owner = knowledge.entity(*id).name.to_lowercase();
        let mut terms = weighed.question.terms.iter();
        terms.any(|t| t.entities.contains(id) && t.word.ends_with('s') && !owner.ends_with('s'))
    };
    let named_director = named().find(directs).filter(|id| **id != director)?;
    if is_possessive(named_director) {
        return None;
    }
    if named().any(|id| *id == director) {
        return None;
    }
    let document = &edition.documents.list[weighed.candidates.first()?.document];
    let tells_both = document.about.contains(&film) && document.about.contains(named_director);
    let mut attributes = knowledge.numbered_attributes();
    let (attribute, _) = attributes.find(|(_, attribute)| attribute.id == DIRECTOR)?;
    let stated = edition.stated(film, attribute);
    let claim = stated.first().filter(|_| !tells_both)?;
    let denied = Decision::Claims(vec![(*claim, Reply::Denies)]);
    Some((denied, Reason::OtherDirector))
}

/// Where two or more films are named and no near claim is about them all: what is stated of each, by the best claim's attribute.
pub(super) fn same_of_each(weighed: &Weighed, edition: &Edition) -> Option<(Decision, Reason)> {
    let films = films(&weighed.question, &edition.knowledge);
    let best = weighed.candidates.first()?.score.total;
    if films.len() < 2 {
        return None;
    }
    let near = weighed
        .candidates
        .iter()
        .take_while(|c| c.score.total >= 0.8 * best && c.score.total >= edition.weights.enough);
    for candidate in near {
        let document = &edition.documents.list[candidate.document];
        if films.iter().all(|film| document.about.contains(film)) {
            return None;
        }
        if let Subject::Claim(claim) = document.subject
            && let Some(compared) = compare(&films, weighed, edition, claim)
        {
            return Some((compared, Reason::SameOfEach));
        }
    }
    None
}

/// Of nearly equal claims from the same paragraphs: a list where one is asked for, the fuller one where a reason is.
pub(super) fn fullest<'t>(
    weighed: &'t Weighed,
    edition: &Edition,
    first: &'t Candidate,
    own: ClaimId,
) -> (&'t Candidate, ClaimId) {
    let claim_of = |c: &Candidate| match c.subject(edition) {
        Subject::Claim(id) => Some(id),
        _ => None,
    };
    let wants_list = weighed.plan == Plan::List;
    if !wants_list && weighed.plan != Plan::Explanation {
        return (first, own);
    }
    let cited = &edition.knowledge.claim(own).citations;
    let near = weighed
        .candidates
        .iter()
        .filter_map(|c| Some((c, claim_of(c)?)))
        .filter(|(c, id)| {
            c.score.total >= edition.weights.nearly * first.score.total
                && same_paragraph(&edition.knowledge.claim(*id).citations, cited)
        });
    let fullness = |(c, id): &(&Candidate, ClaimId)| {
        let is_list = wants_list && edition.documents.list[c.document].is_list;
        (is_list, edition.knowledge.claim(*id).text.len())
    };
    let best = near.max_by_key(fullness).unwrap_or((first, own));
    // Without a list among them, the best fit stays.
    if wants_list && !edition.documents.list[best.0.document].is_list {
        (first, own)
    } else {
        best
    }
}

/// A dispute nearly as near as the best claim or overview, over one of its paragraphs.
pub(super) fn dispute_beside(
    weighed: &Weighed,
    edition: &Edition,
    first: &Candidate,
) -> Option<usize> {
    let claims = match first.subject(edition) {
        Subject::Claim(claim) => vec![claim],
        Subject::Overview(at) => edition.knowledge.overviews[at].claims.clone(),
        _ => return None,
    };
    if weighed.question.who_said {
        return None;
    }
    let cited: Vec<Citation> = claims
        .iter()
        .flat_map(|id| edition.knowledge.claim(*id).citations.iter().copied())
        .collect();
    weighed
        .candidates
        .iter()
        .take_while(|c| c.score.total >= edition.weights.dispute_beside * first.score.total)
        .find_map(|c| {
            let Subject::Dispute(at) = c.subject(edition) else {
                return None;
            };
            let claims = edition.knowledge.disputes[at]
                .sides
                .iter()
                .flat_map(|side| &side.claims);
            let beside = claims
                .map(|id| &edition.knowledge.claim(*id).citations)
                .any(|c| same_paragraph(c, &cited));
            beside.then_some(at)
        })
}

fn same_paragraph(some: &[Citation], others: &[Citation]) -> bool {
    some.iter()
        .any(|a| others.iter().any(|b| a.same_paragraph(b)))
}

/// True where the question is near the disputed matter, not only near one of its claims.
pub(super) fn is_near(
    weighed: &Weighed,
    edition: &Edition,
    dispute: usize,
    first: &Candidate,
) -> bool {
    let own = |c: &&Candidate| c.subject(edition) == Subject::Dispute(dispute);
    weighed
        .candidates
        .iter()
        .find(own)
        .is_some_and(|c| c.score.total >= edition.weights.dispute_near * first.score.inexact)
}

/// A claim's attribute, of each film the question names.
fn compare(
    films: &[EntityId],
    weighed: &Weighed,
    edition: &Edition,
    claim: ClaimId,
) -> Option<Decision> {
    let knowledge = &edition.knowledge;
    let statement = knowledge.claim(claim).statement.as_ref()?;
    let subject = knowledge.claim(claim).about[0];
    if !films.contains(&subject) {
        return None;
    }
    let of = |film: EntityId| {
        let stated = edition.stated(film, statement.attribute);
        let ranked = weighed
            .candidates
            .iter()
            .find_map(|c| match c.subject(edition) {
                Subject::Claim(id) if stated.contains(&id) => Some(id),
                _ => None,
            });
        ranked
            .or_else(|| stated.first().copied())
            .map(|id| (film, id))
    };
    let sides: Option<Vec<_>> = films.iter().copied().map(of).collect();
    sides.map(|sides| Decision::Compare(statement.attribute, sides))
}
