//! A form that was opened for a member (`Interactions, Receiving and Responding: Modal`).

use serde_json::{Value, json};

use super::member::components;
use super::state::Id;

/// A form, not filled in yet.
#[derive(Clone, Debug)]
pub(crate) struct Modal {
    /// For whom it was opened.
    pub(super) user: Id,
    pub(super) channel: Id,
    /// The message whose component opened it.
    pub(super) message: Option<Id>,
    pub(super) data: Value,
}

impl Modal {
    /// Its title.
    pub(crate) fn title(&self) -> &str {
        self.data["title"].as_str().unwrap_or_default()
    }

    /// Its fields as JSON, in their order: each with its label, where that stands around it.
    pub(crate) fn fields(&self) -> Vec<Value> {
        let rows = self.data["components"].as_array().into_iter().flatten();
        rows.flat_map(|row| {
            if row["component"].is_object() {
                let mut input = row["component"].clone();
                input["label"] = row["label"].clone();
                return vec![input];
            }
            row["components"].as_array().cloned().unwrap_or_default()
        })
        .collect()
    }

    /// The data of its submission, or why a client would not submit it.
    pub(super) fn filled(&self, fields: &[(&str, &str)]) -> Result<Value, String> {
        let rows = self.data["components"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let inputs = components(&rows);
        let known = |field: &str| {
            inputs.iter().any(|input| {
                ["label", "custom_id"]
                    .iter()
                    .any(|key| input[key] == json!(field))
            })
        };
        if let Some((field, _)) = fields.iter().find(|(field, _)| !known(field)) {
            return Err(format!("there is no field {field:?} in {rows:#?}"));
        }
        let submitted: Result<Vec<Value>, String> =
            rows.iter().map(|row| submitted(row, fields)).collect();
        Ok(json!({ "custom_id": self.data["custom_id"], "components": submitted? }))
    }
}

/// A row or a label with what was filled in.
fn submitted(row: &Value, fields: &[(&str, &str)]) -> Result<Value, String> {
    if row["component"].is_object() {
        let input = filled(&row["component"], &row["label"], fields)?;
        return Ok(json!({ "type": row["type"], "id": 1, "component": input }));
    }
    let inputs = row["components"].as_array().into_iter().flatten();
    let inputs: Result<Vec<Value>, String> = inputs
        .map(|input| filled(input, &input["label"], fields))
        .collect();
    Ok(json!({ "type": row["type"], "id": 1, "components": inputs? }))
}

fn filled(input: &Value, label: &Value, fields: &[(&str, &str)]) -> Result<Value, String> {
    let given = fields
        .iter()
        .find(|(field, _)| *label == json!(field) || input["custom_id"] == json!(field))
        .map(|(_, text)| *text);
    let text = given.or(input["value"].as_str()).unwrap_or_default();
    let length = text.encode_utf16().count() as u64;
    let required = input["required"] != json!(false);
    let least = input["min_length"].as_u64().unwrap_or(u64::from(required));
    let most = input["max_length"].as_u64().unwrap_or(4000);
    let left_out = length == 0 && !required;
    if !left_out && !(least..=most).contains(&length) {
        return Err(format!(
            "field {label} takes {least} to {most} characters, not {length}"
        ));
    }
    Ok(json!({ "type": input["type"], "id": 2, "custom_id": input["custom_id"], "value": text }))
}
