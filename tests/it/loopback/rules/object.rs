//! Reading a JSON object key by key, and writing down what is wrong with it.

use std::cell::RefCell;
use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::super::record::Broken;

/// What was found wrong so far.
pub(super) struct Findings {
    broken: RefCell<Vec<Broken>>,
    /// Our own policy holds as well.
    pub(super) no_mentions: bool,
}

/// An object at a place of the body.
pub(super) struct Object<'a> {
    findings: &'a Findings,
    map: &'a Map<String, Value>,
    pub(super) at: String,
}

/// A place inside another.
pub(super) fn inside(at: &str, key: impl std::fmt::Display) -> String {
    if at.is_empty() {
        key.to_string()
    } else {
        format!("{at}.{key}")
    }
}

impl Findings {
    pub(super) fn new(no_mentions: bool) -> Self {
        Self {
            broken: RefCell::default(),
            no_mentions,
        }
    }

    pub(super) fn into_broken(self) -> Vec<Broken> {
        self.broken.into_inner()
    }

    pub(super) fn tell(
        &self,
        at: impl Into<String>,
        code: &'static str,
        message: impl Into<String>,
    ) {
        let (at, message) = (at.into(), message.into());
        self.broken.borrow_mut().push(Broken { at, code, message });
    }

    /// The object there, which has no keys but these.
    pub(super) fn object<'a>(
        &'a self,
        value: &'a Value,
        at: &str,
        keys: &[&str],
    ) -> Option<Object<'a>> {
        let Some(map) = value.as_object() else {
            self.tell(
                at,
                "DICT_TYPE_CONVERT",
                "Only dictionaries may be used in a DictType",
            );
            return None;
        };
        for key in map.keys().filter(|key| !keys.contains(&key.as_str())) {
            self.tell(
                inside(at, key),
                "UNKNOWN_KEY",
                "Discord documents no such key",
            );
        }
        Some(Object {
            findings: self,
            map,
            at: at.to_owned(),
        })
    }
}

impl<'a> Object<'a> {
    /// What is under a key; null is as if it were not there.
    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    pub(super) fn tell(&self, key: &str, code: &'static str, message: impl Into<String>) {
        let at = if key.is_empty() {
            self.at.clone()
        } else {
            inside(&self.at, key)
        };
        self.findings.tell(at, code, message);
    }

    pub(super) fn required(&self, key: &str) {
        if self.get(key).is_none() {
            self.tell(key, "BASE_TYPE_REQUIRED", "This field is required");
        }
    }

    /// Must not be there; that nothing is in it is as good, and what libraries send.
    pub(super) fn forbidden(&self, key: &str, why: &str) {
        let nothing = [Value::Bool(false), Value::Array(Vec::new())];
        if self.get(key).is_some_and(|value| !nothing.contains(value)) {
            self.tell(key, "BASE_TYPE_FORBIDDEN", why);
        }
    }

    /// A text of so many characters.
    pub(super) fn text(&self, key: &str, length: RangeInclusive<usize>) -> Option<&'a str> {
        let Some(text) = self.get(key)?.as_str() else {
            self.tell(key, "STRING_TYPE_CONVERT", "Could not interpret as string");
            return None;
        };
        let characters = text.chars().count();
        if !length.contains(&characters) {
            let message = format!(
                "Must be between {} and {} in length, not {characters}",
                length.start(),
                length.end()
            );
            self.tell(key, "BASE_TYPE_BAD_LENGTH", message);
        }
        Some(text)
    }

    pub(super) fn integer(&self, key: &str, range: RangeInclusive<u64>) -> Option<u64> {
        let Some(number) = self.get(key)?.as_u64() else {
            self.tell(
                key,
                "NUMBER_TYPE_COERCE",
                "Value is not a whole number from zero",
            );
            return None;
        };
        if !range.contains(&number) {
            let message = format!("Must be between {} and {}", range.start(), range.end());
            self.tell(key, "NUMBER_TYPE_RANGE", message);
        }
        Some(number)
    }

    pub(super) fn boolean(&self, key: &str) -> bool {
        match self.get(key) {
            None => false,
            Some(Value::Bool(is)) => *is,
            Some(_) => {
                self.tell(key, "BOOLEAN_TYPE_CONVERT", "Must be either true or false");
                false
            }
        }
    }

    /// A list of so many entries; empty if it is not there.
    pub(super) fn list(&self, key: &str, length: RangeInclusive<usize>) -> &'a [Value] {
        match self.get(key) {
            None => &[],
            Some(Value::Array(list)) => {
                if !length.contains(&list.len()) {
                    let message = format!(
                        "Must be between {} and {} in length, not {}",
                        length.start(),
                        length.end(),
                        list.len()
                    );
                    self.tell(key, "BASE_TYPE_BAD_LENGTH", message);
                }
                list
            }
            Some(_) => {
                self.tell(
                    key,
                    "LIST_TYPE_CONVERT",
                    "Only iterables may be used in a ListType",
                );
                &[]
            }
        }
    }

    /// An id: a text of digits, or a number.
    pub(super) fn snowflake(&self, key: &str) {
        let Some(value) = self.get(key) else {
            return;
        };
        let is =
            value.as_u64().is_some() || value.as_str().is_some_and(|s| s.parse::<u64>().is_ok());
        if !is {
            self.tell(key, "NUMBER_TYPE_COERCE", "Value is not snowflake.");
        }
    }

    /// An address that begins with one of these.
    pub(super) fn address(&self, key: &str, schemes: &[&str], most: usize) {
        if let Some(url) = self.text(key, 1..=most)
            && !schemes
                .iter()
                .any(|scheme| url.starts_with(scheme) && url.len() > scheme.len())
        {
            self.tell(key, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        }
    }
}
