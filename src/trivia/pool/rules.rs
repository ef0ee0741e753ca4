//! What is wrong with trivia entries, as `check` tells it: file, line, entry,
//! rule and remedy, all at once.

use std::collections::HashMap;

use super::attribute::MIN_WRONG;
use super::draft::Choice;
use super::ground::{Ground, folded};
use super::written::{article_fits, choices};
use crate::knowledge::Knowledge;
use crate::knowledge::claim::{ClaimId, ListExtent, Spoiler};
use crate::knowledge::entity::EntityKind;
use crate::knowledge::problem::{Findings, Origin};
use crate::knowledge::trivia::{Group, Written};
use crate::trivia::question::{MAX_OPTION_CHARS, MAX_TEXT_CHARS};

/// Most hints of a question.
const MAX_HINTS: usize = 2;
/// Part of what a question's words say from which on a claim is taken to speak of the same matter.
const SAME_MATTER: f64 = 0.6;

/// Everything wrong with the trivia entries of a knowledge.
pub fn find<'k>(knowledge: &'k Knowledge, findings: &mut Findings<'k>) {
    let material = &knowledge.trivia;
    if material.written.is_empty() && material.groups.is_empty() && material.events.is_empty() {
        return;
    }
    let ground = Ground::new(knowledge);
    let mut entries = Entries {
        ground: &ground,
        findings,
    };
    let mut asked: HashMap<String, &str> = HashMap::new();
    for written in &material.written {
        entries.written(written);
        if let Some(other) = asked.insert(folded(&written.text), &written.id) {
            let message = format!("`{other}` asks the same.");
            entries.add(
                written.origin,
                &written.id,
                "trivia-repeated",
                message,
                "Leave one of them.",
            );
        }
    }
    for group in &material.groups {
        entries.group(group);
    }
    for event in &material.events {
        entries.claims(event.origin, &event.id, std::slice::from_ref(&event.claim));
        entries.length(event.origin, &event.id, &event.text, MAX_OPTION_CHARS);
        let year = format!(" {} ", event.when.year);
        let dated = ground
            .claim_id(&event.claim)
            .is_none_or(|id| ground.folded_text(id).contains(&year));
        if !dated {
            let message = format!("`{}` does not say {}.", event.claim, event.when.year);
            entries.add(
                event.origin,
                &event.id,
                "trivia-unsupported",
                message,
                "Name the claim that dates it, or mend `when`.",
            );
        }
    }
}

struct Entries<'g, 'k> {
    ground: &'g Ground<'k>,
    findings: &'g mut Findings<'k>,
}

impl Entries<'_, '_> {
    fn add(&mut self, origin: Origin, id: &str, rule: &'static str, message: String, remedy: &str) {
        self.findings.add(origin, id, rule, message, remedy);
    }

    /// Rules `trivia-disputed`, `trivia-spoiler` and `trivia-weak`.
    fn claims(&mut self, origin: Origin, entry: &str, ids: &[String]) {
        for id in ids {
            let Some(claim) = self.ground.claim_id(id) else {
                continue;
            };
            if self.ground.is_disputed(claim) {
                let message = format!("`{id}` stands in a dispute.");
                self.add(
                    origin,
                    entry,
                    "trivia-disputed",
                    message,
                    "Ask about something the texts agree on.",
                );
            } else if self.ground.claim(claim).spoiler != Spoiler::None {
                let message = format!("`{id}` gives a story away.");
                self.add(
                    origin,
                    entry,
                    "trivia-spoiler",
                    message,
                    "Ask about something else.",
                );
            }
        }
        let first = ids.first().and_then(|id| self.ground.claim_id(id));
        let whole = |id: &ClaimId| !self.ground.knowledge.partial.contains(id);
        if first
            .filter(whole)
            .is_some_and(|id| !self.ground.is_reliable(id))
        {
            let message = format!("`{}` rests on the weakest sources alone.", ids[0]);
            self.add(
                origin,
                entry,
                "trivia-weak",
                message,
                "Put a claim of a better source first.",
            );
        }
    }

    /// Rule `trivia-length`.
    fn length(&mut self, origin: Origin, entry: &str, text: &str, most: usize) {
        let chars = text.chars().count();
        if chars > most {
            let message = format!("“{text}” has {chars} characters, more than {most}.");
            self.add(origin, entry, "trivia-length", message, "Say it shorter.");
        }
    }

    /// Rule `trivia-options`: enough, short, and no two the same by any of their names.
    fn options(&mut self, origin: Origin, entry: &str, right: &str, wrong: &[String]) {
        if wrong.len() < MIN_WRONG {
            let message = format!(
                "There are {} wrong options, fewer than {MIN_WRONG}.",
                wrong.len()
            );
            self.add(
                origin,
                entry,
                "trivia-options",
                message,
                "Add wrong options and say in `because` why they are wrong.",
            );
        }
        let all: Vec<&str> = std::iter::once(right)
            .chain(wrong.iter().map(String::as_str))
            .collect();
        for (at, option) in all.iter().enumerate() {
            self.length(origin, entry, option, MAX_OPTION_CHARS);
            for other in &all[..at] {
                let entities = self.ground.all_named(option);
                let same = self
                    .ground
                    .all_named(other)
                    .iter()
                    .any(|id| entities.contains(id));
                if same || folded(option) == folded(other) {
                    let message = format!("“{other}” and “{option}” are the same.");
                    self.add(
                        origin,
                        entry,
                        "trivia-options",
                        message,
                        "Leave one of them.",
                    );
                }
            }
        }
    }

    fn written(&mut self, written: &Written) {
        let (origin, id) = (written.origin, written.id.as_str());
        self.claims(origin, id, &written.claims);
        self.length(origin, id, &written.text, MAX_TEXT_CHARS);
        let (right, wrong) = choices(written);
        let wrong: Vec<String> = wrong
            .into_iter()
            .map(|choice: Choice| choice.text)
            .collect();
        self.options(origin, id, &right.text, &wrong);
        self.given_away(written);
        let claims: Vec<ClaimId> = written
            .claims
            .iter()
            .filter_map(|id| self.ground.claim_id(id))
            .collect();
        self.supported(origin, id, &right.text, &claims);
        self.not_supported(written, &written.wrong, &claims);
        let Some(says) = &written.says else { return };
        let wrong = if says.matches("{}").count() != 1 {
            "`says` does not have one `{}`."
        } else if !article_fits(says, &right.text, &wrong) {
            "`says` has an article before `{}` that not every option fits."
        } else {
            return;
        };
        let remedy = "Write `{}` once, where the option stands, without an article.";
        self.add(origin, id, "trivia-says", wrong.to_owned(), remedy);
    }

    /// Rule `trivia-gives-away`.
    fn given_away(&mut self, written: &Written) {
        let (origin, id) = (written.origin, written.id.as_str());
        if written.hints.len() > MAX_HINTS {
            let message = format!(
                "There are {} hints, more than {MAX_HINTS}.",
                written.hints.len()
            );
            self.add(origin, id, "trivia-hints", message, "Leave the best ones.");
        }
        let right = folded(&written.right);
        for text in std::iter::once(&written.text).chain(&written.hints) {
            if folded(text).contains(&right) {
                let message = format!("“{text}” holds the right option.");
                self.add(
                    origin,
                    id,
                    "trivia-gives-away",
                    message,
                    "Say it in other words.",
                );
            }
        }
    }

    /// Rule `trivia-unsupported`: names and numbers of the right option stand in its claims, and something of it does.
    fn supported(&mut self, origin: Origin, entry: &str, right: &str, claims: &[ClaimId]) {
        let partial = &self.ground.knowledge.partial;
        if claims.is_empty() || claims.iter().any(|id| partial.contains(id)) {
            return;
        }
        let names = self.ground.all_named(right);
        let by_name = names.iter().any(|id| {
            let entity = self.ground.entity(*id);
            claims.iter().any(|claim| {
                let text = self.ground.folded_text(*claim);
                self.ground.claim(*claim).about.contains(id)
                    || entity.all_names().any(|name| text.contains(&folded(name)))
            })
        });
        if by_name
            || claims
                .iter()
                .any(|c| self.ground.folded_text(*c).contains(&folded(right)))
        {
            return;
        }
        let said: Vec<&String> = claims
            .iter()
            .flat_map(|c| self.ground.content_of(*c))
            .collect();
        let words: Vec<&str> = right.split_whitespace().collect();
        let missing = words.iter().enumerate().find(|(at, word)| {
            let telling = word.contains(|c: char| c.is_ascii_digit())
                || (*at > 0 && word.starts_with(char::is_uppercase));
            telling
                && self
                    .ground
                    .content(word)
                    .iter()
                    .any(|stem| !said.contains(&stem))
        });
        let nothing = !self
            .ground
            .content(right)
            .iter()
            .any(|stem| said.contains(&stem));
        if missing.is_some() || nothing {
            let what = missing.map_or(right, |(_, word)| *word);
            let message = format!("No claim of the question says “{what}”.");
            self.add(
                origin,
                entry,
                "trivia-unsupported",
                message,
                "Name the claim that says so, or use its words.",
            );
        }
    }

    /// Rule `trivia-distractor`: no claim of the question, nor another on the same matter, names a wrong option.
    fn not_supported(&mut self, written: &Written, wrong: &[String], claims: &[ClaimId]) {
        let against: Vec<ClaimId> = written
            .against
            .iter()
            .filter_map(|id| self.ground.claim_id(id))
            .collect();
        let asked = self.ground.content(&written.text);
        let ground = self.ground;
        let same_matter = |id: ClaimId| {
            let common = asked.intersection(ground.content_of(id));
            ground.weight(common) >= ground.weight(asked.iter()) * SAME_MATTER
        };
        let others = ground
            .claims()
            .map(|(id, _)| id)
            .filter(|id| !claims.contains(id));
        let near: Vec<ClaimId> = others
            .filter(|id| same_matter(*id))
            .chain(claims.iter().copied())
            .collect();
        let question = folded(&written.text);
        for option in wrong {
            let forms: Vec<String> = match ground.all_named(option) {
                [] => vec![folded(option)],
                ids => ids
                    .iter()
                    .filter(|id| ground.entity(**id).kind != EntityKind::Topic)
                    .flat_map(|id| ground.entity(*id).all_names())
                    .chain([option.as_str()])
                    .map(folded)
                    .collect(),
            };
            let named = near.iter().find(|id| {
                let text = ground.folded_text(**id);
                !against.contains(id)
                    && forms
                        .iter()
                        .any(|form| text.contains(form) && !question.contains(form))
            });
            if let Some(id) = named {
                let message = format!(
                    "`{}` names the wrong option “{option}”.",
                    ground.claim(*id).id
                );
                let remedy = "Take another option, or list the claim in `against` where it does not make it right.";
                self.add(
                    written.origin,
                    &written.id,
                    "trivia-distractor",
                    message,
                    remedy,
                );
            }
        }
    }

    fn group(&mut self, group: &Group) {
        let (origin, id) = (group.origin, group.id.as_str());
        self.claims(origin, id, &group.claims);
        self.length(origin, id, &group.text, MAX_TEXT_CHARS);
        let claims: Vec<ClaimId> = group
            .claims
            .iter()
            .filter_map(|id| self.ground.claim_id(id))
            .collect();
        for member in &group.members {
            self.supported(origin, id, member, &claims);
        }
        for outsider in &group.outsiders {
            self.options(origin, id, outsider, &group.members);
        }
        let whole = claims
            .iter()
            .any(|id| self.ground.claim(*id).list == Some(ListExtent::Whole));
        if !whole {
            let message = "No claim of the group gives its list whole.".to_owned();
            self.add(
                origin,
                id,
                "trivia-list",
                message,
                "Name a claim with `list = \"whole\"`: others prove no outsider.",
            );
        }
        let against: Vec<ClaimId> = group
            .against
            .iter()
            .filter_map(|id| self.ground.claim_id(id))
            .collect();
        for outsider in &group.outsiders {
            let first = claims.first().filter(|id| !against.contains(id));
            let named =
                first.is_some_and(|id| self.ground.folded_text(*id).contains(&folded(outsider)));
            if named {
                let message = format!("`{}` names the outsider “{outsider}”.", group.claims[0]);
                self.add(
                    origin,
                    id,
                    "trivia-distractor",
                    message,
                    "Take another outsider, or list the claim in `against`.",
                );
            }
        }
    }
}
