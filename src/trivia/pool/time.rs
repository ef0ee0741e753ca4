//! What came first, what came last, and what order is right: from dated events
//! of one line, of which only those are put together whose order is certain.

use super::attribute::MIN_WRONG;
use super::draft::{Body, Choice, Draft, Ends, opaque_id};
use super::ground::Ground;
use super::written::resting_on;
use crate::chance::Chance;
use crate::knowledge::trivia::Event;
use crate::trivia::question::{Difficulty, Kind};

/// Events in a question of order.
const IN_ORDER: usize = 3;

/// Drafts of all lines.
pub(super) fn drafts(ground: &Ground<'_>) -> Vec<Draft> {
    let sound = |event: &&Event| resting_on(std::slice::from_ref(&event.claim), ground).is_some();
    let events: Vec<&Event> = ground
        .knowledge
        .trivia
        .events
        .iter()
        .filter(sound)
        .collect();
    let mut drafts = Vec::new();
    for event in &events {
        let line: Vec<&Event> = events
            .iter()
            .copied()
            .filter(|e| e.line == event.line)
            .collect();
        drafts.extend(extreme(event, &line, true, ground));
        drafts.extend(extreme(event, &line, false, ground));
        drafts.extend(order(event, &line, ground));
    }
    drafts
}

/// Which of four came first, or last.
fn extreme(event: &Event, line: &[&Event], first: bool, ground: &Ground<'_>) -> Option<Draft> {
    let key = format!("{} {}", if first { "first" } else { "last" }, event.id);
    let mut chance = Chance::named(0, &key);
    let mut others: Vec<&Event> = line
        .iter()
        .copied()
        .filter(|other| {
            if first {
                event.when.before(other.when)
            } else {
                other.when.before(event.when)
            }
        })
        .collect();
    chance.shuffle(&mut others);
    others.truncate(MIN_WRONG);
    if others.len() < MIN_WRONG {
        return None;
    }
    let text = if first {
        "Which of these came first?"
    } else {
        "Which of these came last?"
    };
    let wrong = others
        .iter()
        .map(|other| Choice::text(&other.text))
        .collect();
    let mut all = vec![event];
    all.extend(others);
    let right = Choice::text(&event.text);
    Some(timed(
        key,
        Kind::WhichFirst,
        text,
        Body::Options { right, wrong },
        &all,
        ground,
    ))
}

/// The order of an event and two others.
fn order(event: &Event, line: &[&Event], ground: &Ground<'_>) -> Option<Draft> {
    let key = format!("order {}", event.id);
    let mut chance = Chance::named(0, &key);
    let mut others = line.to_vec();
    chance.shuffle(&mut others);
    let mut taken = vec![event];
    for other in others {
        let certain = |e: &&Event| e.when.before(other.when) || other.when.before(e.when);
        if taken.len() < IN_ORDER && taken.iter().all(certain) {
            taken.push(other);
        }
    }
    if taken.len() < IN_ORDER {
        return None;
    }
    taken.sort_by(|one, two| two.when.before(one.when).cmp(&one.when.before(two.when)));
    let body = Body::Order(taken.iter().map(|e| e.text.clone()).collect());
    let text = "Put these in the order of time, earliest first.";
    Some(timed(key, Kind::Chronology, text, body, &taken, ground))
}

fn timed(
    key: String,
    kind: Kind,
    text: &str,
    body: Body,
    events: &[&Event],
    ground: &Ground<'_>,
) -> Draft {
    let mut claims = Vec::new();
    for id in events
        .iter()
        .filter_map(|event| ground.claim_id(&event.claim))
    {
        if !claims.contains(&id) {
            claims.push(id);
        }
    }
    let mut ordered: Vec<&Event> = events.to_vec();
    ordered.sort_by_key(|event| (event.when.year, event.when.month, event.when.day));
    let told: Vec<String> = ordered
        .iter()
        .map(|e| format!("{}: {}", e.when.year, e.text))
        .collect();
    let hardest = events.iter().map(|event| event.difficulty).max();
    Draft {
        id: opaque_id(&key),
        key,
        kind,
        topic: events[0].topic.clone(),
        films: ground.films(&claims),
        difficulty: hardest.unwrap_or(Difficulty::Medium),
        text: text.to_owned(),
        body,
        typed: None,
        hints: Vec::new(),
        why: format!("{}.", told.join("; ")),
        proofs: ground.proofs(&claims),
        claims,
        ends: Ends::default(),
    }
}
