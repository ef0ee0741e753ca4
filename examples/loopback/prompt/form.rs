//! A form that is open: its fields are filled in one after another.

use serde_json::{Value, json};

use crate::loopback::Modal;

/// An open form.
#[derive(Debug)]
pub(crate) struct OpenForm {
    pub(crate) modal: Modal,
    fields: Vec<Value>,
    filled: Vec<String>,
}

impl OpenForm {
    pub(crate) fn new(modal: Modal) -> Self {
        let fields = modal.fields();
        Self {
            modal,
            fields,
            filled: Vec::new(),
        }
    }

    /// What is asked for next.
    pub(crate) fn question(&self) -> String {
        let title = self.modal.title();
        let Some(field) = self.fields.get(self.filled.len()) else {
            return format!("The form “{title}” is open: type fill to send it, or cancel.");
        };
        let label = field["label"].as_str().unwrap_or("a field");
        let most = field["max_length"].as_u64();
        let most = most.map_or(String::new(), |most| format!(", at most {most} characters"));
        let free = if field["required"] == json!(false) {
            ", may be left empty"
        } else {
            ""
        };
        let value = field["value"].as_str().filter(|value| !value.is_empty());
        let value = value.map_or(String::new(), |value| format!(" It says now: {value}"));
        format!(
            "The form “{title}” is open and asks: {label}{most}{free}.{value} \
             Type fill and your text, or cancel."
        )
    }

    /// Fills the next field in; true if that was the last one. A field without text keeps what it has.
    pub(crate) fn fill(&mut self, text: &str) -> bool {
        if self.filled.len() < self.fields.len() {
            self.filled.push(text.to_owned());
        }
        self.filled.len() >= self.fields.len()
    }

    /// The fields by their ids, as they were filled in.
    pub(crate) fn filled(&self) -> Vec<(&str, &str)> {
        let fields = self.fields.iter().zip(&self.filled);
        fields
            .filter(|(_, text)| !text.is_empty())
            .map(|(field, text)| {
                let id = field["custom_id"].as_str().unwrap_or_default();
                (id, text.as_str())
            })
            .collect()
    }

    /// Begins anew.
    pub(crate) fn clear(&mut self) {
        self.filled.clear();
    }
}
