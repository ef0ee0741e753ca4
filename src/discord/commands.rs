//! The table of commands as Discord wants it registered
//! (<https://docs.discord.com/developers/interactions/application-commands#application-command-object>).

use serde_json::{Value, json};

use crate::request::command::{Audience, COMMANDS, Command, Parameter, ParameterKind, Shape};

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
    let mut body = match command.shape {
        Shape::OnMessage => json!({"name": command.name, "type": 3}),
        Shape::Options(parameters) => json!({
            "name": command.name,
            "type": 1,
            "description": command.description,
            "options": options(parameters),
        }),
        Shape::Actions(actions) => {
            let options: Vec<_> = actions
                .iter()
                .map(|action| {
                    json!({
                        "name": action.name,
                        "type": 1,
                        "description": action.description,
                        "options": options(action.parameters),
                    })
                })
                .collect();
            json!({"name": command.name, "type": 1, "description": command.description, "options": options})
        }
    };
    let Some(object) = body.as_object_mut() else {
        return body;
    };
    match command.audience {
        Audience::Everyone => {
            // Servers and people may install it; it works in servers, in direct messages to the bot and between people.
            object.insert("integration_types".into(), json!([0, 1]));
            object.insert("contexts".into(), json!([0, 1, 2]));
        }
        // Hidden from members; who may use it is decided in code.
        Audience::Moderators => {
            object.insert("default_member_permissions".into(), json!("0"));
        }
    }
    body
}

fn options(parameters: &[Parameter]) -> Value {
    parameters
        .iter()
        .map(|parameter| {
            let mut option = json!({
                "name": parameter.name,
                "description": parameter.description,
                "required": parameter.required,
            });
            let more = match parameter.kind {
                ParameterKind::Text(chars) => json!({"type": 3, "max_length": chars}),
                ParameterKind::Film
                | ParameterKind::Person
                | ParameterKind::Topic
                | ParameterKind::AskedFilm => {
                    json!({"type": 3, "max_length": 100, "autocomplete": true})
                }
                ParameterKind::Flag => json!({"type": 5}),
                ParameterKind::Number => json!({"type": 4, "min_value": 1}),
                ParameterKind::Between(least, most) => {
                    json!({"type": 4, "min_value": least, "max_value": most})
                }
                ParameterKind::OneOf(words) => {
                    let choices = words
                        .iter()
                        .map(|word| json!({"name": word, "value": word}));
                    json!({"type": 3, "choices": choices.collect::<Vec<_>>()})
                }
            };
            if let (Some(option), Some(more)) = (option.as_object_mut(), more.as_object()) {
                option.extend(more.clone());
            }
            option
        })
        .collect()
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
                "description": option.get("description"),
                "type": option.get("type"),
                "required": option.get("required").and_then(Value::as_bool).unwrap_or_default(),
                "autocomplete": option.get("autocomplete").and_then(Value::as_bool).unwrap_or_default(),
                "max_length": option.get("max_length"),
                "min_value": option.get("min_value").and_then(Value::as_f64),
                "max_value": option.get("max_value").and_then(Value::as_f64),
                "choices": words(option),
                "options": canonical_options(option),
            })
        })
        .collect()
}

/// The words an option can hold; Discord adds translations to them.
fn words(option: &Value) -> Vec<&Value> {
    let choices = option.get("choices").and_then(Value::as_array);
    let choices = choices.into_iter().flatten();
    choices.filter_map(|choice| choice.get("value")).collect()
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
                assert!(command.to_string().len() < 8_000, "{name}");
            }
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
        registered[0]["description"] = json!("Something else.");
        assert_ne!(canonical(&sent), canonical(&registered));
    }
}
