//! The table of commands as Discord wants it registered
//! (<https://docs.discord.com/developers/interactions/application-commands#application-command-object>).

use serde_json::{Map, Value, json};

use crate::request::command::{
    Action, Audience, COMMANDS, Command, Parameter, ParameterKind, Shape,
};
use crate::words::{self, Language, TRANSLATIONS, Words};

/// Commands of all servers and direct messages.
pub fn global() -> Value {
    registration(Audience::Everyone)
}

/// Commands of the home servers.
pub fn of_home_servers() -> Value {
    registration(Audience::Moderators)
}

fn registration(audience: Audience) -> Value {
    let of_audience = |command: &&Command| command.audience == audience;
    COMMANDS.iter().filter(of_audience).map(command).collect()
}

fn command(command: &Command) -> Value {
    let mut body = json!({"name": command.name});
    localise(&mut body, "name", |words| words.command_name(command));
    if command.shape == Shape::OnMessage {
        set(&mut body, "type", 3);
    } else {
        set(&mut body, "type", 1);
        set(&mut body, "description", english().command(command));
        localise(&mut body, "description", |words| {
            Some(words.command(command))
        });
        let options: Value = match command.shape {
            Shape::Options(parameters) => options(command, parameters),
            Shape::Actions(actions) => actions.iter().map(|one| action(command, one)).collect(),
            Shape::OnMessage => Value::Null,
        };
        set(&mut body, "options", options);
    }
    match command.audience {
        Audience::Everyone => {
            // Servers and people may install it; it works in servers, in direct messages to the bot and between people.
            set(&mut body, "integration_types", json!([0, 1]));
            set(&mut body, "contexts", json!([0, 1, 2]));
        }
        // Hidden from members; who may use it is decided in code.
        Audience::Moderators => set(&mut body, "default_member_permissions", "0"),
    }
    body
}

fn action(command: &Command, action: &Action) -> Value {
    let mut body = json!({
        "name": action.name,
        "type": 1,
        "options": options(command, action.parameters),
    });
    describe(&mut body, |words, text| words.action(command, action, text));
    body
}

fn options(command: &Command, parameters: &[Parameter]) -> Value {
    parameters
        .iter()
        .map(|parameter| option(command, parameter))
        .collect()
}

fn option(command: &Command, parameter: &Parameter) -> Value {
    let mut body = json!({"name": parameter.name, "required": parameter.required});
    describe(&mut body, |words, text| {
        words.option(command, parameter, text)
    });
    let more = match parameter.kind {
        ParameterKind::Text(chars) => json!({"type": 3, "max_length": chars}),
        ParameterKind::Film
        | ParameterKind::Person
        | ParameterKind::Topic
        | ParameterKind::AskedFilm
        | ParameterKind::Entity
        | ParameterKind::Source
        | ParameterKind::Section => {
            json!({"type": 3, "max_length": 100, "autocomplete": true})
        }
        ParameterKind::Flag => json!({"type": 5}),
        ParameterKind::Number => json!({"type": 4, "min_value": 1}),
        ParameterKind::Between(least, most) => {
            json!({"type": 4, "min_value": least, "max_value": most})
        }
        ParameterKind::OneOf(held) => {
            let choices = held.iter().map(|word| choice(parameter, word));
            json!({"type": 3, "choices": choices.collect::<Vec<_>>()})
        }
    };
    if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
        body.extend(more.clone());
    }
    body
}

fn choice(parameter: &Parameter, word: &str) -> Value {
    let shown = english().choice(parameter, word).unwrap_or(word);
    let mut body = json!({"name": shown, "value": word});
    localise(&mut body, "name", |words| words.choice(parameter, word));
    body
}

/// What is registered for whoever uses a language there is no file of.
fn english() -> &'static Words {
    words::of(Language::English)
}

/// Sets the description, and name and description in the other languages.
fn describe(body: &mut Value, text: impl Fn(&'static Words, &str) -> Option<&'static str>) {
    set(body, "description", text(english(), "description"));
    for key in ["name", "description"] {
        localise(body, key, |words| text(words, key));
    }
}

/// Sets a text in the languages that have it
/// (<https://docs.discord.com/developers/interactions/application-commands#localization>).
fn localise(body: &mut Value, key: &str, text: impl Fn(&'static Words) -> Option<&'static str>) {
    let translated = TRANSLATIONS.iter().filter_map(|(locale, language)| {
        let text = text(words::of(*language)).filter(|text| !text.is_empty())?;
        Some(((*locale).to_owned(), Value::from(text)))
    });
    let translated: Map<String, Value> = translated.collect();
    if !translated.is_empty() {
        set(body, &format!("{key}_localizations"), translated);
    }
}

fn set(body: &mut Value, key: &str, value: impl Into<Value>) {
    if let Some(object) = body.as_object_mut() {
        object.insert(key.to_owned(), value.into());
    }
}

/// What of a registration decides whether it is the same; Discord adds ids, versions and defaults to it.
pub fn canonical(commands: &Value) -> Value {
    let mut list: Vec<_> = commands
        .as_array()
        .map(|commands| commands.iter().map(canonical_command).collect())
        .unwrap_or_default();
    list.sort_by_key(ToString::to_string);
    Value::Array(list)
}

fn canonical_command(command: &Value) -> Value {
    let text = |key: &str| command.get(key).cloned().unwrap_or(Value::Null);
    let mut contexts = text("contexts");
    let mut types = text("integration_types");
    for list in [&mut contexts, &mut types] {
        if let Some(list) = list.as_array_mut() {
            list.sort_by_key(Value::as_u64);
        }
    }
    if command.get("guild_id").is_some() || contexts.is_null() {
        // What Discord gives a server's own commands is theirs to choose.
        contexts = Value::Null;
        types = Value::Null;
    }
    json!({
        "name": text("name"),
        "names": text("name_localizations"),
        "descriptions": text("description_localizations"),
        "type": command.get("type").and_then(Value::as_u64).unwrap_or(1),
        "description": command.get("description").and_then(Value::as_str).unwrap_or_default(),
        "permissions": command.get("default_member_permissions").and_then(Value::as_str),
        "contexts": contexts,
        "types": types,
        "options": canonical_options(command),
    })
}

fn canonical_options(of: &Value) -> Value {
    let options = of.get("options").and_then(Value::as_array);
    options
        .into_iter()
        .flatten()
        .map(|option| {
            json!({
                "name": option.get("name"),
                "names": option.get("name_localizations"),
                "description": option.get("description"),
                "descriptions": option.get("description_localizations"),
                "type": option.get("type"),
                "required": option.get("required").and_then(Value::as_bool).unwrap_or_default(),
                "autocomplete": option.get("autocomplete").and_then(Value::as_bool).unwrap_or_default(),
                "max_length": option.get("max_length"),
                "min_value": option.get("min_value").and_then(Value::as_f64),
                "max_value": option.get("max_value").and_then(Value::as_f64),
                "choices": words_of(option),
                "options": canonical_options(option),
            })
        })
        .collect()
}

/// The words an option can hold, and how they are shown.
fn words_of(option: &Value) -> Vec<Value> {
    let choices = option.get("choices").and_then(Value::as_array);
    let choices = choices.into_iter().flatten();
    choices
        .map(|choice| {
            let keys = ["name", "name_localizations", "value"];
            keys.map(|key| choice.get(key).cloned())
                .into_iter()
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registration_keeps_to_discords_rules() {
        for list in [global(), of_home_servers()] {
            for command in list.as_array().expect("it is a list") {
                let name = command["name"].as_str().expect("it has a name");
                assert!((1..=32).contains(&name.chars().count()), "{name}");
                if command["type"] == 1 {
                    let plain = |c: char| c.is_ascii_lowercase() || c == '-';
                    assert!(name.chars().all(plain), "{name}");
                    let description = command["description"].as_str().expect("it has one");
                    assert!((1..=100).contains(&description.chars().count()), "{name}");
                }
            }
        }
    }

    #[test]
    fn every_name_and_description_is_registered_in_russian_too() {
        let global = global();
        let list = global.as_array().expect("it is a list");
        let named = |name: &str| {
            list.iter()
                .find(|one| one["name"] == name)
                .expect("it is there")
        };
        assert_eq!(named("film")["name_localizations"], json!({"ru": "фильм"}));
        assert_eq!(
            named("Ask about this")["name_localizations"]["ru"],
            "Спросить об этом"
        );
        let mode = &named("trivia")["options"][0]["options"][0];
        assert_eq!(mode["name_localizations"]["ru"], "режим");
        assert_eq!(
            mode["choices"][1]["name_localizations"]["ru"],
            "Ответы словами"
        );
        let mut open: Vec<&Value> = list.iter().collect();
        while let Some(value) = open.pop() {
            for key in ["name", "description"] {
                let there = value.get(key).is_some();
                let translated = value.get(format!("{key}_localizations")).is_some();
                assert_eq!(there, translated, "{key} of {value}");
            }
            let inner = ["options", "choices"].map(|key| value.get(key).and_then(Value::as_array));
            open.extend(inner.into_iter().flatten().flatten());
        }
    }

    #[test]
    fn what_discord_adds_makes_no_difference() {
        let sent = global();
        let mut registered = sent.clone();
        for command in registered.as_array_mut().expect("it is a list") {
            let object = command.as_object_mut().expect("it is an object");
            object.insert("id".into(), json!("1"));
            object.insert("version".into(), json!("2"));
            object.insert("nsfw".into(), json!(false));
            object.insert(
                "description".into(),
                object.get("description").cloned().unwrap_or(json!("")),
            );
        }
        registered.as_array_mut().expect("it is a list").reverse();
        assert_eq!(canonical(&sent), canonical(&registered));
        for (key, value) in [
            ("description", json!("Something else.")),
            ("name_localizations", json!({"ru": "другое"})),
            ("description_localizations", Value::Null),
        ] {
            let mut other = sent.clone();
            other[0][key] = value;
            assert!(canonical(&sent) != canonical(&other), "{key}");
        }
    }
}
