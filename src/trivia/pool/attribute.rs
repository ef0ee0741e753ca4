//! Questions about what is stated of an entity: who directed it, when it came
//! out, who plays whom.

use std::collections::HashSet;

use super::draft::{Body, Choice, Draft, Ends, opaque_id};
use super::figure;
use super::ground::{Ground, folded};
use super::written::true_or_false;
use crate::chance::Chance;
use crate::knowledge::attribute::ValueType;
use crate::knowledge::claim::{ClaimId, Statement};
use crate::knowledge::entity::{EntityId, EntityKind};
use crate::knowledge::trivia::Template;
use crate::trivia::question::Kind;

/// Fewest wrong options of a question with more than two.
pub(super) const MIN_WRONG: usize = 3;

/// A shorter word tells nothing.
const TELLING_CHARS: usize = 3;

/// The drafts of all templates, but for those that ask what a written one asks.
pub(super) fn drafts(ground: &Ground<'_>, written: &[Draft]) -> Vec<Draft> {
    let asks_the_same = |draft: &Draft, other: &Draft| {
        right_of(draft) == right_of(other) && draft.claims.iter().any(|c| other.claims.contains(c))
    };
    let mut drafts = made(ground);
    drafts.retain(|draft| !written.iter().any(|other| asks_the_same(draft, other)));
    drafts
}

fn right_of(draft: &Draft) -> Option<&str> {
    match &draft.body {
        Body::Options { right, .. } => Some(&right.text),
        _ => None,
    }
}

fn made(ground: &Ground<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for template in &ground.knowledge.trivia.templates {
        let attribute = ground.knowledge.attribute(template.attribute);
        for (entity, claims) in ground.statements(template.attribute) {
            if template.except.contains(&ground.entity(entity).id) {
                continue;
            }
            if attribute.id == "cast" {
                drafts.extend(
                    claims
                        .iter()
                        .filter_map(|id| part(*id, claims, template, ground)),
                );
            } else if !attribute.many {
                let draft = single(entity, claims, template, ground);
                let name = &ground.entity(entity).name;
                let says = template
                    .says
                    .as_ref()
                    .map(|says| says.replace("{}", name).replace("{value}", "{}"));
                if let (Some(draft), Some(says)) = (&draft, says) {
                    drafts.extend(true_or_false(draft, says));
                }
                drafts.extend(draft);
            }
        }
    }
    drafts
}

/// The value as people read it.
fn shown(statement: &Statement, ground: &Ground<'_>) -> String {
    statement.entity.map_or_else(
        || statement.value.clone(),
        |id| ground.entity(id).name.clone(),
    )
}

/// A single-valued attribute: every other value is false, since no claim states another.
fn single(
    entity: EntityId,
    claims: &[ClaimId],
    template: &Template,
    ground: &Ground<'_>,
) -> Option<Draft> {
    let values: Vec<String> = claims
        .iter()
        .filter_map(|id| Some(shown(ground.claim(*id).statement.as_ref()?, ground)))
        .collect();
    let right = values.first()?.clone();
    // Where a claim lists several, none of them alone is the answer.
    let listed = claims.iter().any(|id| ground.claim(*id).list.is_some());
    let one_value = !listed && values.iter().all(|value| folded(value) == folded(&right));
    let sound: Vec<ClaimId> = claims
        .iter()
        .copied()
        .filter(|id| ground.is_sound(*id))
        .collect();
    if !one_value || sound.is_empty() || claims.iter().any(|id| ground.is_disputed(*id)) {
        return None;
    }
    let attribute = ground.knowledge.attribute(template.attribute);
    let name = &ground.entity(entity).name;
    let key = format!("attribute {} {}", attribute.id, ground.entity(entity).id);
    let text = template.text.replace("{}", name);
    let numeric = matches!(attribute.value, ValueType::Number | ValueType::Date);
    let (right, wrong) = if numeric {
        let mut chance = Chance::named(0, &key);
        let wrong = figure::others(&right, &mut chance, |other| other == right);
        (figure::choice(&right)?, wrong)
    } else {
        let wrong = other_values(template, &right, &text, ground);
        (Choice::text(right), wrong)
    };
    (wrong.len() >= MIN_WRONG && !gives_away(&text, &right.text)).then(|| Draft {
        id: opaque_id(&key),
        key,
        kind: Kind::Attribute,
        topic: template.topic.clone(),
        films: ground.films(&sound),
        difficulty: template.difficulty,
        typed: Some(ground.typed(&text, &right.text, &[], &wrong)),
        body: Body::Options { right, wrong },
        text,
        hints: Vec::new(),
        why: ground.reason(sound[0]),
        proofs: ground.proofs(&sound[..1]),
        claims: sound,
        ends: Ends::default(),
    })
}

/// True where the question holds a word of the right option, such as the first name of a part in that of its actor.
fn gives_away(text: &str, right: &str) -> bool {
    let text = folded(text);
    let telling = |word: &&str| word.chars().count() >= TELLING_CHARS;
    folded(right)
        .split_whitespace()
        .filter(telling)
        .any(|word| text.contains(&format!(" {word} ")))
}

/// What the attribute is of other entities, and for persons those of the same occupation.
fn other_values(template: &Template, right: &str, text: &str, ground: &Ground<'_>) -> Vec<Choice> {
    let claims = ground
        .statements(template.attribute)
        .flat_map(|(_, claims)| claims);
    let statements = claims.filter_map(|id| ground.claim(*id).statement.as_ref());
    let mut values: Vec<String> = statements
        .map(|statement| shown(statement, ground))
        .collect();
    let occupation = ground
        .entity_named(right)
        .and_then(|id| ground.entity(id).occupation.as_ref());
    let people = ground.knowledge.entities.iter().filter(|entity| {
        entity.mentioned && occupation.is_some() && entity.occupation.as_ref() == occupation
    });
    values.extend(people.map(|entity| entity.name.clone()));
    let mut seen = HashSet::from([folded(right)]);
    values.retain(|value| seen.insert(folded(value)) && !folded(text).contains(&folded(value)));
    values.into_iter().map(Choice::text).collect()
}

/// Who plays a part: another actor of the same film, of whom no claim says that it was this part.
fn part(
    id: ClaimId,
    claims: &[ClaimId],
    template: &Template,
    ground: &Ground<'_>,
) -> Option<Draft> {
    let claim = ground.claim(id);
    let statement = claim.statement.as_ref()?;
    let (film, actor) = (claim.about[0], actor_of(id, ground)?);
    if !ground.is_sound(id) || template.except.contains(&ground.entity(actor).id) {
        return None;
    }
    let role = folded(&statement.value);
    let wrong: Vec<Choice> = claims
        .iter()
        .filter_map(|other| actor_of(*other, ground))
        .filter(|other| *other != actor && !is_linked(*other, film, &role, ground))
        // A man beside three women would stand out.
        .filter(|other| ground.entity(*other).occupation == ground.entity(actor).occupation)
        .map(|other| ground.entity(other).name.clone())
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .map(Choice::text)
        .collect();
    let right = ground.entity(actor).name.clone();
    let text = template
        .text
        .replace("{}", &ground.entity(film).name)
        .replace("{value}", &statement.value);
    let key = format!("attribute cast {}", claim.id);
    (wrong.len() >= MIN_WRONG && !gives_away(&text, &right)).then(|| Draft {
        id: opaque_id(&key),
        key,
        kind: Kind::Attribute,
        topic: template.topic.clone(),
        films: ground.films(&[id]),
        difficulty: template.difficulty,
        typed: Some(ground.typed(&text, &right, &[], &wrong)),
        body: Body::Options {
            right: Choice::text(right),
            wrong,
        },
        text,
        hints: Vec::new(),
        why: ground.reason(id),
        proofs: ground.proofs(&[id]),
        claims: vec![id],
        ends: Ends::default(),
    })
}

fn actor_of(id: ClaimId, ground: &Ground<'_>) -> Option<EntityId> {
    let second = *ground.claim(id).about.get(1)?;
    (ground.entity(second).kind == EntityKind::Person).then_some(second)
}

/// True where some claim about both tells of this part.
fn is_linked(actor: EntityId, film: EntityId, role: &str, ground: &Ground<'_>) -> bool {
    ground.claims().any(|(id, claim)| {
        claim.about.contains(&actor)
            && claim.about.contains(&film)
            && ground.folded_text(id).contains(role)
    })
}
