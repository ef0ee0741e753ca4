//! A typed command against the definitions the bot registered: its subcommands, its options
//! and their values (`Interactions, Application Commands`).

use serde_json::{Value, json};

use crate::loopback::Id;

/// A command as it was typed, its values not read yet.
#[derive(Debug)]
pub(crate) struct Slash<'d> {
    /// The command and its subcommands.
    pub(crate) path: Vec<&'d str>,
    definition: &'d Value,
    /// Options and what was typed for them, in the order typed.
    typed: Vec<(&'d Value, String)>,
}

impl<'d> Slash<'d> {
    /// Reads what follows the slash; or tells what is wrong with it.
    pub(crate) fn read(text: &str, commands: &'d [Value]) -> Result<Self, String> {
        let (mut word, mut rest) = first_word(text);
        let mut definition = commands
            .iter()
            .find(|command| command["type"] == json!(1) && command["name"] == json!(word))
            .ok_or_else(|| {
                format!(
                    "There is no command /{word}. The bot has: {}.",
                    names(commands)
                )
            })?;
        let mut path = vec![name(definition)];
        while options(definition).any(is_folder) {
            (word, rest) = first_word(rest);
            let within = options(definition).find(|option| option["name"] == json!(word));
            let subcommands = || {
                let names: Vec<&str> = options(definition).map(name).collect();
                names.join(", ")
            };
            definition = within.ok_or_else(|| {
                let path = path.join(" ");
                format!(
                    "/{path} needs one of these words after it: {}.",
                    subcommands()
                )
            })?;
            path.push(name(definition));
        }
        let mut typed = Vec::new();
        let (free, given) = split(rest, definition);
        if !free.is_empty() {
            let open = |option: &&Value| !given.iter().any(|(of, _)| of["name"] == option["name"]);
            let required = |option: &&Value| option["required"] == json!(true);
            let takes = options(definition)
                .filter(open)
                .find(required)
                .or_else(|| options(definition).find(open));
            let takes = takes
                .ok_or_else(|| format!("/{} takes nothing more than it has.", path.join(" ")))?;
            typed.push((takes, free.to_owned()));
        }
        typed.extend(given);
        Ok(Self {
            path,
            definition,
            typed,
        })
    }

    /// The options with their values; `person` knows ids by name.
    pub(crate) fn values(
        &self,
        person: impl Fn(&str) -> Option<Id>,
    ) -> Result<Vec<(&'d str, Value)>, String> {
        let value = |(option, text): &(&'d Value, String)| {
            let read = value(option, text, &person).map_err(|why| self.with_hint(why, text))?;
            Ok((name(option), read))
        };
        self.typed.iter().map(value).collect()
    }

    /// What is wrong with a text: that it names an option there is not, if it does.
    fn with_hint(&self, why: String, text: &str) -> String {
        let mut words = text
            .split_whitespace()
            .filter_map(|word| word.split_once(':'));
        let Some((unknown, _)) = words.next() else {
            return why;
        };
        let names: Vec<&str> = options(self.definition).map(name).collect();
        let path = self.path.join(" ");
        format!(
            "/{path} has no option {unknown}. It has: {}.",
            names.join(", ")
        )
    }

    /// Parts with the option that was typed last: what a client has completed.
    pub(crate) fn last(mut self) -> Result<(Self, &'d str, String), String> {
        match self.typed.pop() {
            Some((option, text)) => Ok((self, name(option), text)),
            None => Err(format!(
                "Type the beginning of a name after /{}.",
                self.path.join(" ")
            )),
        }
    }
}

/// A line for each command of the list: how it is typed, and what it does.
pub(crate) fn summary(commands: &[Value]) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for command in commands {
        let description = command["description"].as_str().unwrap_or_default();
        if command["type"] != json!(1) {
            lines.push((
                format!("pick {}", name(command)),
                "Use it on the last message here.".into(),
            ));
            continue;
        }
        let usage: Vec<String> = if options(command).any(is_folder) {
            let names: Vec<&str> = options(command).map(name).collect();
            vec![names.join("|")]
        } else {
            options(command).map(usage).collect()
        };
        let usage = format!("/{} {}", name(command), usage.join(" "));
        lines.push((usage.trim_end().to_owned(), description.to_owned()));
    }
    lines.sort();
    lines
}

fn usage(option: &Value) -> String {
    if option["required"] == json!(true) {
        name(option).to_uppercase()
    } else {
        format!("[{}:…]", name(option))
    }
}

fn first_word(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once(char::is_whitespace).unwrap_or((text, ""))
}

fn name(definition: &Value) -> &str {
    definition["name"].as_str().unwrap_or_default()
}

fn options(definition: &Value) -> impl Iterator<Item = &Value> {
    definition["options"].as_array().into_iter().flatten()
}

fn is_folder(option: &Value) -> bool {
    matches!(option["type"].as_u64(), Some(1 | 2))
}

fn names(commands: &[Value]) -> String {
    let slash = commands
        .iter()
        .filter(|command| command["type"] == json!(1));
    let mut names: Vec<String> = slash.map(|command| format!("/{}", name(command))).collect();
    names.sort();
    names.join(", ")
}

/// The text before the first `option:`, and what follows each; a value goes up to the next option's name.
fn split<'d, 't>(text: &'t str, definition: &'d Value) -> (&'t str, Vec<(&'d Value, String)>) {
    let mut marks: Vec<(usize, usize, &Value)> = Vec::new();
    for (at, _) in text.char_indices() {
        if !(at == 0 || text[..at].ends_with(char::is_whitespace)) {
            continue;
        }
        let named = options(definition).find_map(|option| {
            let after = text[at..].strip_prefix(name(option))?.strip_prefix(':')?;
            Some((at, text.len() - after.len(), option))
        });
        marks.extend(named);
    }
    let free = &text[..marks.first().map_or(text.len(), |(at, _, _)| *at)];
    let mut given = Vec::new();
    for (nth, (_, start, option)) in marks.iter().enumerate() {
        let end = marks.get(nth + 1).map_or(text.len(), |(at, _, _)| *at);
        given.push((*option, text[*start..end].trim().to_owned()));
    }
    (free.trim(), given)
}

/// The value of an option from its text.
fn value(option: &Value, text: &str, person: impl Fn(&str) -> Option<Id>) -> Result<Value, String> {
    let of = name(option);
    let choices = || option["choices"].as_array().into_iter().flatten();
    if choices().next().is_some() {
        let is_it = |choice: &&Value| {
            let is = |value: &Value| match value {
                Value::String(value) => value.eq_ignore_ascii_case(text),
                Value::Number(value) => value.to_string() == text,
                _ => false,
            };
            is(&choice["name"]) || is(&choice["value"])
        };
        let chosen = choices().find(is_it).map(|choice| choice["value"].clone());
        let all = || {
            let values = choices().map(|choice| match &choice["value"] {
                Value::String(value) => value.clone(),
                value => value.to_string(),
            });
            values.collect::<Vec<_>>().join(", ")
        };
        return chosen.ok_or_else(|| format!("{of} is one of {}; not “{text}”.", all()));
    }
    let wants = |what: &str| format!("{of} takes {what}; not “{text}”.");
    match option["type"].as_u64() {
        Some(4) => text
            .parse::<i64>()
            .map(Value::from)
            .map_err(|_| wants("a whole number")),
        Some(5) => match text {
            "true" | "yes" | "on" => Ok(json!(true)),
            "false" | "no" | "off" => Ok(json!(false)),
            _ => Err(wants("true or false")),
        },
        Some(6 | 9) => person(text)
            .map(|id| json!(id.to_string()))
            .ok_or_else(|| wants("the name of somebody here")),
        Some(10) => text
            .parse::<f64>()
            .map(Value::from)
            .map_err(|_| wants("a number")),
        _ => Ok(json!(text)),
    }
}
