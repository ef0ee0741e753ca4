//! Honest silence: every attribute of the closed list, asked in every recorded way of every film
//! and person of which no source states it or what stands in for it.

use tarkovsky_bot::bot;
use tarkovsky_bot::knowledge::attribute::AttributeId;
use tarkovsky_bot::knowledge::entity::{EntityId, EntityKind};
use tarkovsky_bot::reply::Status;

use crate::world::World;

/// Questions that find an answer all the same, in per mille of all; it only falls. A good part of these are
/// answered well, by what is told in words and stated as no value.
const ANSWERED_CEILING: usize = 35;

/// One question in so many is asked: all would take a minute.
const STEP: usize = 8;

#[test]
fn what_no_source_states_of_a_film_or_person_is_not_made_up() {
    let world = World::shipped();
    let knowledge = &world.edition.knowledge;
    let states = |entity, id: &AttributeId| !world.edition.stated(entity, *id).is_empty();
    let mut unstated = Vec::new();
    for (entity, about) in (0u16..).map(EntityId).zip(&knowledge.entities) {
        if !about.mentioned || !matches!(about.kind, EntityKind::Film | EntityKind::Person) {
            continue;
        }
        for (id, attribute) in (0u16..).map(AttributeId).zip(&knowledge.attributes) {
            if !states(entity, &id) && !attribute.instead.iter().any(|id| states(entity, id)) {
                let asks = attribute.asks.iter();
                unstated.extend(asks.map(|ask| ask.replace("{}", &about.name)));
            }
        }
    }
    let put: Vec<_> = unstated.iter().step_by(STEP).collect();
    let is_answered = |question: &&&String| {
        bot::ask(question, &world.edition, &world.limits).status != Status::Unknown
    };
    let told: Vec<_> = put.iter().filter(is_answered).collect();
    for question in &told {
        println!("{question}");
    }
    let (asked, answered) = (put.len(), told.len());
    println!("{asked} questions nobody states, {answered} answered all the same");
    assert!(asked > 1_000, "only {asked} questions were asked");
    assert!(
        answered * 1_000 <= asked * ANSWERED_CEILING,
        "{answered} of {asked} questions nobody states were answered"
    );
}

#[test]
fn a_gap_that_is_near_in_no_single_ask_is_not_told() {
    let asked = World::shipped().ask("what does the ending of stalker mean");
    let reply = asked.expect_unknown().reply;
    assert!(!reply.answer.contains("sepia"), "{}", reply.answer);
}
