//! Entries that trivia questions are made from.

use super::{Loader, time};
use crate::knowledge::table::Table;
use crate::knowledge::trivia::{Event, Group, Template, Written};
use crate::trivia::question::{Difficulty, Kind};
use crate::trivia::topic::{TOPICS, is_topic};

/// Kinds of question that can be written by hand.
const WRITTEN: &[(&str, Kind)] = &[
    ("written", Kind::Written),
    ("attribute", Kind::Attribute),
    ("who-said", Kind::WhoSaid),
    ("which-film", Kind::WhichFilm),
    ("anecdote", Kind::Anecdote),
];

impl Loader {
    pub(super) fn written(&mut self, mut t: Table<'_>) {
        let written = Written {
            id: self.new_id(&mut t),
            kind: t.choice("kind", WRITTEN).unwrap_or(Kind::Written),
            topic: topic(&mut t),
            difficulty: difficulty(&mut t),
            text: t.text("text"),
            right: t.text("right"),
            wrong: t.texts("wrong"),
            because: t.text("because"),
            claims: self.claim_ids(&mut t, "claims", true),
            against: self.claim_ids(&mut t, "against", false),
            why: t.optional_text("why"),
            accept: t.texts("accept"),
            typed: t.flag("typed", false),
            hints: t.texts("hints"),
            says: t.optional_text("says"),
            origin: t.origin(),
        };
        t.finish();
        self.knowledge.trivia.written.push(written);
    }

    pub(super) fn trivia_template(&mut self, mut t: Table<'_>) {
        let id = t.text("attribute");
        let attribute = self.attributes.get(&id).copied();
        if attribute.is_none() && !id.is_empty() {
            t.complain(
                "attribute",
                "dangling",
                format!("There is no attribute `{id}`."),
                "Use one of attributes.toml.",
            );
        }
        let (topic, difficulty) = (topic(&mut t), difficulty(&mut t));
        let (text, says) = (t.text("text"), t.optional_text("says"));
        let except = t.texts("except");
        let origin = t.origin();
        t.finish();
        if let Some(attribute) = attribute {
            self.knowledge.trivia.templates.push(Template {
                attribute,
                topic,
                except,
                difficulty,
                text,
                says,
                origin,
            });
        }
    }

    pub(super) fn trivia_group(&mut self, mut t: Table<'_>) {
        let group = Group {
            id: self.new_id(&mut t),
            topic: topic(&mut t),
            difficulty: difficulty(&mut t),
            text: t.text("text"),
            members: t.some_texts("members"),
            outsiders: t.some_texts("outsiders"),
            because: t.text("because"),
            claims: self.claim_ids(&mut t, "claims", true),
            against: self.claim_ids(&mut t, "against", false),
            why: t.text("why"),
            origin: t.origin(),
        };
        t.finish();
        self.knowledge.trivia.groups.push(group);
    }

    pub(super) fn trivia_event(&mut self, mut t: Table<'_>) {
        let id = self.new_id(&mut t);
        let when = t.text("when");
        let when = time(&mut t, &when);
        let claim = t.text("claim");
        self.expect_claim(&mut t, "claim", &claim);
        let (topic, difficulty) = (topic(&mut t), difficulty(&mut t));
        let (text, line) = (t.text("text"), t.text("line"));
        let origin = t.origin();
        t.finish();
        if let Some(when) = when {
            self.knowledge.trivia.events.push(Event {
                id,
                text,
                when,
                claim,
                line,
                topic,
                difficulty,
                origin,
            });
        }
    }

    fn claim_ids(&self, t: &mut Table<'_>, key: &'static str, needed: bool) -> Vec<String> {
        let ids = if needed {
            t.some_texts(key)
        } else {
            t.texts(key)
        };
        for id in &ids {
            self.expect_claim(t, key, id);
        }
        ids
    }

    fn expect_claim(&self, t: &mut Table<'_>, key: &'static str, id: &str) {
        if !id.is_empty() && !self.claims.contains_key(id) {
            t.complain(
                key,
                "dangling",
                format!("There is no claim `{id}`."),
                "Mend the id, or add the claim.",
            );
        }
    }
}

fn difficulty(t: &mut Table<'_>) -> Difficulty {
    // A missing one is a problem by itself; which stands in for it is all the same.
    t.text("difficulty");
    t.choice("difficulty", &Difficulty::ALL)
        .unwrap_or(Difficulty::Medium)
}

fn topic(t: &mut Table<'_>) -> String {
    let word = t.text("topic");
    if !word.is_empty() && !is_topic(&word) {
        let known: Vec<_> = TOPICS.iter().map(|word| format!("`{word}`")).collect();
        t.complain(
            "topic",
            "trivia-topic",
            format!("There is no topic `{word}`."),
            &format!("Use one of {}.", known.join(", ")),
        );
    }
    word
}
