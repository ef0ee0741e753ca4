//! Commands as they are registered (`Interactions, Application Commands`).

use serde_json::{Value, json};

use super::super::state::{Command, Id, State};
use super::answer::Answer;

impl State {
    /// A command as Discord gives it out: with its ids, and what was left out filled in.
    pub(crate) fn command_json(&self, command: &Command) -> Value {
        let mut json = json!({
            "id": command.id.to_string(), "application_id": self.application.to_string(),
            "version": command.id.to_string(), "type": 1, "description": "", "nsfw": false,
            "default_member_permissions": null, "integration_types": [0], "contexts": null,
            "name_localizations": null, "description_localizations": null,
        });
        if let Some(guild) = command.guild {
            json["guild_id"] = json!(guild.to_string());
        }
        for (key, value) in command.body.as_object().into_iter().flatten() {
            json[key] = match (key.as_str(), value) {
                // Sent as a number or a text, given out as a text.
                ("default_member_permissions", Value::Number(bits)) => json!(bits.to_string()),
                _ => value.clone(),
            };
        }
        json
    }

    fn register(&mut self, guild: Option<Id>, body: &Value) -> Command {
        let same = |old: &&mut Command| {
            let key = |body: &Value| (body["type"].as_u64().unwrap_or(1), body["name"].clone());
            old.guild == guild && key(&old.body) == key(body)
        };
        if let Some(old) = self.commands.iter_mut().find(same) {
            // A command that keeps its name keeps its id.
            old.body = body.clone();
            return old.clone();
        }
        let command = Command {
            id: self.id(),
            guild,
            body: body.clone(),
        };
        self.commands.push(command.clone());
        command
    }
}

/// The commands of a scope; read without `whole`, the other languages are left out
/// (`Localization: Retrieving localized commands`).
pub(super) fn all(
    state: &mut State,
    method: &str,
    guild: Option<Id>,
    body: &Value,
    whole: bool,
) -> Answer {
    if guild.is_some_and(|guild| !state.guilds.contains_key(&guild)) {
        return Answer::error(403, 50001, "Missing Access");
    }
    match method {
        "GET" => {}
        "PUT" => {
            let wanted = body.as_array().cloned().unwrap_or_default();
            let ids: Vec<Id> = wanted
                .iter()
                .map(|body| state.register(guild, body).id)
                .collect();
            state
                .commands
                .retain(|old| old.guild != guild || ids.contains(&old.id));
        }
        "POST" => {
            let command = state.register(guild, body);
            return Answer::created(state.command_json(&command));
        }
        _ => return Answer::error(405, 0, "405: Method Not Allowed"),
    }
    let of_scope = state
        .commands
        .iter()
        .filter(|command| command.guild == guild);
    Answer::ok(
        of_scope
            .map(|command| {
                let mut json = state.command_json(command);
                if method == "GET" && !whole {
                    leave_out_localizations(&mut json);
                }
                json
            })
            .collect(),
    )
}

fn leave_out_localizations(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|key, _| !key.ends_with("_localizations"));
            object.values_mut().for_each(leave_out_localizations);
        }
        Value::Array(list) => list.iter_mut().for_each(leave_out_localizations),
        _ => {}
    }
}

pub(super) fn one(
    state: &mut State,
    method: &str,
    guild: Option<Id>,
    id: Id,
    body: &Value,
) -> Answer {
    let place = state
        .commands
        .iter()
        .position(|old| old.id == id && old.guild == guild);
    let Some(place) = place else {
        return Answer::error(404, 10063, "Unknown application command");
    };
    match method {
        "GET" => {}
        "PATCH" => {
            for (key, value) in body.as_object().into_iter().flatten() {
                state.commands[place].body[key] = value.clone();
            }
        }
        "DELETE" => {
            state.commands.remove(place);
            return Answer::nothing();
        }
        _ => return Answer::error(405, 0, "405: Method Not Allowed"),
    }
    Answer::ok(state.command_json(&state.commands[place]))
}
