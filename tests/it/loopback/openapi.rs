//! Bodies against Discord's own description of its API, where the environment names a copy.
//!
//! `DISCORD_OPENAPI` is the path of `openapi.json` of discord/discord-api-spec; without
//! it our own rules stand alone.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::{env, fs};

use jsonschema::Validator;
use serde_json::{Value, json};

use super::record::Broken;
use super::rules::Form;

/// The description with its validators, each built when it is first needed.
struct Description {
    schemas: Value,
    validators: Mutex<HashMap<String, &'static Validator>>,
}

/// What Discord's description does not allow in a body.
pub(super) fn check(form: Form, body: &Value) -> Vec<Broken> {
    let Some(description) = description() else {
        return Vec::new();
    };
    let Some(schema) = schema(form, body) else {
        return Vec::new();
    };
    let errors = description.validator(schema);
    let errors = errors.iter_errors(body);
    errors
        .map(|error| Broken {
            at: error
                .instance_path()
                .to_string()
                .trim_start_matches('/')
                .replace('/', "."),
            code: "OPENAPI",
            message: error.to_string().chars().take(400).collect(),
        })
        .collect()
}

/// The schema of a form; callbacks are told apart by their type.
fn schema(form: Form, body: &Value) -> Option<&'static str> {
    Some(match form {
        Form::Callback { .. } => match body["type"].as_u64()? {
            4 | 5 => "CreateMessageInteractionCallbackRequest",
            6 | 7 => "UpdateMessageInteractionCallbackRequest",
            8 => "ApplicationCommandAutocompleteCallbackRequest",
            9 => "ModalInteractionCallbackRequest",
            _ => return None,
        },
        Form::FollowUp => "IncomingWebhookRequestPartial",
        Form::WebhookEdit => "IncomingWebhookUpdateRequestPartial",
        Form::Message => "MessageCreateRequest",
        Form::MessageEdit => "MessageEditRequestPartial",
        Form::Commands => COMMANDS,
        Form::Command => "ApplicationCommandCreateRequest",
        Form::CommandEdit => "ApplicationCommandPatchRequestPartial",
        Form::DirectMessage => "CreatePrivateChannelRequest",
    })
}

/// All commands at once have no schema of their own in the description.
const COMMANDS: &str = "ApplicationCommands";

fn description() -> Option<&'static Description> {
    static DESCRIPTION: OnceLock<Option<Description>> = OnceLock::new();
    let read = || {
        let path = env::var_os("DISCORD_OPENAPI")?;
        let text = fs::read_to_string(&path).expect("DISCORD_OPENAPI names a file");
        let mut whole: Value = serde_json::from_str(&text).expect("DISCORD_OPENAPI is JSON");
        let mut schemas = whole["components"]["schemas"].take();
        relax(&mut schemas);
        schemas["SnowflakeType"] = json!({ "type": ["string", "integer"] });
        let command = json!({ "$ref": "#/components/schemas/ApplicationCommandUpdateRequest" });
        schemas[COMMANDS] = json!({ "type": "array", "items": command });
        Some(Description {
            schemas,
            validators: Mutex::default(),
        })
    };
    DESCRIPTION.get_or_init(read).as_ref()
}

/// What the description says more strictly than Discord is: `oneOf` means "one of these", not
/// "exactly one", and permissions are given as texts.
fn relax(schema: &mut Value) {
    match schema {
        Value::Array(list) => list.iter_mut().for_each(relax),
        Value::Object(map) => {
            if let Some(one_of) = map.remove("oneOf") {
                map.insert("anyOf".into(), one_of);
            }
            if let Some(bits) = map.get_mut("default_member_permissions") {
                *bits = json!({ "type": ["string", "integer", "null"] });
            }
            map.values_mut().for_each(relax);
        }
        _ => {}
    }
}

impl Description {
    fn validator(&self, name: &str) -> &'static Validator {
        let mut validators = self
            .validators
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        validators.entry(name.to_owned()).or_insert_with(|| {
            let mut needed = json!({});
            self.gather(name, &mut needed);
            let schema = json!({
                "$ref": format!("#/components/schemas/{name}"), "components": { "schemas": needed },
            });
            let validator =
                jsonschema::draft202012::new(&schema).expect("the description is sound");
            // A handful in the whole process, used until its end.
            Box::leak(Box::new(validator))
        })
    }

    /// Collects a schema and those it refers to, so that a validator is built of few.
    fn gather(&self, name: &str, needed: &mut Value) {
        if !needed[name].is_null() {
            return;
        }
        needed[name] = self.schemas[name].clone();
        let mut names = Vec::new();
        references(&self.schemas[name], &mut names);
        for name in names {
            self.gather(&name, needed);
        }
    }
}

fn references(schema: &Value, names: &mut Vec<String>) {
    match schema {
        Value::Array(list) => list.iter().for_each(|inner| references(inner, names)),
        Value::Object(map) => {
            let target = map.get("$ref").and_then(Value::as_str);
            names.extend(target.and_then(|t| Some(t.rsplit_once('/')?.1.to_owned())));
            map.values().for_each(|inner| references(inner, names));
        }
        _ => {}
    }
}
