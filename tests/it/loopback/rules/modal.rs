//! Forms (`Components, Component Reference: Text Input`, `Label`).

use serde_json::Value;

use super::object::{Findings, Object, inside};

const INPUT: [&str; 10] = [
    "type",
    "id",
    "custom_id",
    "style",
    "label",
    "min_length",
    "max_length",
    "required",
    "value",
    "placeholder",
];

pub(super) fn modal(findings: &Findings, data: &Value, at: &str) {
    let Some(modal) = findings.object(data, at, &["custom_id", "title", "components"]) else {
        return;
    };
    for key in ["custom_id", "title", "components"] {
        modal.required(key);
    }
    modal.text("custom_id", 1..=100);
    modal.text("title", 1..=45);
    let mut ids = Vec::new();
    let at = inside(at, "components");
    for (number, value) in modal.list("components", 1..=5).iter().enumerate() {
        top(findings, value, &inside(&at, number), &mut ids);
    }
}

/// A row with one text input, or a label with an input of any kind, or text.
fn top<'a>(findings: &'a Findings, value: &'a Value, at: &str, ids: &mut Vec<&'a str>) {
    match value["type"].as_u64() {
        Some(1) => {
            if let Some(row) = findings.object(value, at, &["type", "id", "components"]) {
                row.required("components");
                let at = inside(at, "components");
                for (number, value) in row.list("components", 1..=1).iter().enumerate() {
                    input(findings, value, &inside(&at, number), true, ids);
                }
            }
        }
        Some(18) => {
            let keys = ["type", "id", "label", "description", "component"];
            if let Some(label) = findings.object(value, at, &keys) {
                label.required("label");
                label.required("component");
                label.text("label", 1..=45);
                label.text("description", 0..=100);
                if let Some(value) = label.get("component") {
                    input(findings, value, &inside(at, "component"), false, ids);
                }
            }
        }
        Some(10) => {
            findings.object(value, at, &["type", "id", "content"]);
        }
        _ => findings.tell(
            inside(at, "type"),
            "UNION_TYPE_CHOICES",
            "Value of field \"type\" must be one of (1, 10, 18).",
        ),
    }
}

fn input<'a>(
    findings: &'a Findings,
    value: &'a Value,
    at: &str,
    in_row: bool,
    ids: &mut Vec<&'a str>,
) {
    let kind = value["type"].as_u64().unwrap_or(0);
    if kind != 4 {
        if in_row || !matches!(kind, 3 | 5..=8 | 19) {
            let message = format!("A form has no component of type {}", value["type"]);
            findings.tell(inside(at, "type"), "UNION_TYPE_CHOICES", message);
        }
        return;
    }
    let Some(input) = findings.object(value, at, &INPUT) else {
        return;
    };
    input.required("style");
    input.integer("style", 1..=2);
    if in_row {
        input.required("label");
        input.text("label", 1..=45);
    } else {
        input.forbidden("label", "It stands in the label around it");
    }
    unique(&input, ids);
    input.text("placeholder", 0..=100);
    input.text("value", 0..=4000);
    input.boolean("required");
    let least = input.integer("min_length", 0..=4000).unwrap_or(0);
    let most = input.integer("max_length", 1..=4000).unwrap_or(4000);
    if least > most {
        input.tell(
            "min_length",
            "NUMBER_TYPE_RANGE",
            "Must not be more than max_length",
        );
    }
}

fn unique<'a>(input: &Object<'a>, ids: &mut Vec<&'a str>) {
    input.required("custom_id");
    if let Some(id) = input.text("custom_id", 1..=100) {
        if ids.contains(&id) {
            let why = "Component custom id cannot be duplicated";
            input.tell("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", why);
        }
        ids.push(id);
    }
}
