//! Bodies that Discord does not take, each with the place and the word of its refusal.

#![expect(
    clippy::needless_pass_by_value,
    clippy::too_many_lines,
    reason = "tables, written down as they are read"
)]

mod callbacks;
mod commands;
mod components;
mod embeds;
mod messages;

use serde_json::{Value, json};

use crate::loopback::rules::{Form, check};

/// A body, what it should have been, and what must be said about it: `place: CODE`.
type Bad = (Form, Value, &'static str);

fn long(length: usize) -> String {
    "x".repeat(length)
}

/// A message that would be taken, but for this.
fn message(more: Value) -> Value {
    let mut body = json!({ "content": "said", "allowed_mentions": { "parse": [] } });
    for (key, value) in more.as_object().expect("an object") {
        body[key] = value.clone();
    }
    body
}

fn button(id: &str) -> Value {
    json!({ "type": 2, "style": 1, "label": "press", "custom_id": id })
}

#[test]
fn each_bad_body_is_refused_for_what_is_bad_in_it() {
    let tables = [
        messages::all(),
        embeds::all(),
        components::all(),
        callbacks::all(),
        commands::all(),
    ];
    let all: Vec<Bad> = tables.into_iter().flatten().collect();
    assert!(all.len() >= 60, "only {} bad bodies", all.len());
    for (form, body, wanted) in all {
        let broken = check(form, &body, 0, true);
        let told: Vec<String> = broken
            .iter()
            .map(|one| format!("{}: {}", place(&one.at), one.code))
            .collect();
        assert!(
            told.iter().any(|told| told == wanted),
            "{wanted} is not among {told:?} for {body:#}"
        );
    }
}

fn place(at: &str) -> &str {
    if at.is_empty() { "the body" } else { at }
}
