//! Commands (`Interactions, Application Commands: Application Command Structure`).

use serde_json::{Value, json};

use super::Form;
use super::object::{Findings, Object, inside};

/// How many commands of a type there can be: slash, user, message.
const MOST: [(u64, usize); 3] = [(1, 100), (2, 15), (3, 15)];
/// Characters of names, descriptions and values of one command, of each in its longest language.
const TOTAL: usize = 8000;
/// Codes of languages (`Reference: Locales`).
const LOCALES: [&str; 34] = [
    "id", "ar", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu",
    "nl", "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi",
    "th", "zh-CN", "ja", "zh-TW", "ko", "he",
];

const KEYS: [&str; 14] = [
    "id",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "options",
    "default_member_permissions",
    "dm_permission",
    "default_permission",
    "integration_types",
    "contexts",
    "type",
    "nsfw",
    "handler",
];

const OPTION: [&str; 14] = [
    "type",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "required",
    "choices",
    "options",
    "channel_types",
    "min_value",
    "max_value",
    "min_length",
    "max_length",
    "autocomplete",
];

/// All commands of a scope.
pub(super) fn all(findings: &Findings, body: &Value) {
    let Some(commands) = body.as_array() else {
        findings.tell(
            "",
            "LIST_TYPE_CONVERT",
            "Only iterables may be used in a ListType",
        );
        return;
    };
    let kind = |command: &Value| command["type"].as_u64().unwrap_or(1);
    for (wanted, most) in MOST {
        if commands.iter().filter(|one| kind(one) == wanted).count() > most {
            let message = format!("Maximum number of commands of type {wanted} reached ({most})");
            findings.tell("", "APPLICATION_COMMAND_TOO_MANY", message);
        }
    }
    for (number, value) in commands.iter().enumerate() {
        let key = (kind(value), &value["name"]);
        if commands[..number]
            .iter()
            .any(|other| (kind(other), &other["name"]) == key)
        {
            let at = inside(&number.to_string(), "name");
            let why = "Application command names must be unique";
            findings.tell(at, "APPLICATION_COMMANDS_DUPLICATE_NAME", why);
        }
        command(findings, value, &number.to_string(), Form::Commands);
    }
}

/// One command.
pub(super) fn one(findings: &Findings, body: &Value, form: Form) {
    command(findings, body, "", form);
}

fn command(findings: &Findings, value: &Value, at: &str, form: Form) {
    let Some(command) = findings.object(value, at, &KEYS) else {
        return;
    };
    let kind = command.integer("type", 1..=4).unwrap_or(1);
    if form != Form::CommandEdit {
        command.required("name");
        if kind == 1 {
            command.required("description");
        }
    }
    if kind == 1 {
        name(&command);
        described(findings, &command, at);
    } else {
        command.text("name", 1..=32);
        translations(findings, &command, "name", at, |object, key| {
            object.text(key, 1..=32);
        });
        command.text("description", 0..=0);
        command.forbidden("options", "Context menu commands cannot have options");
    }
    command.boolean("nsfw");
    command.boolean("dm_permission");
    permissions(&command);
    for (key, most) in [("contexts", 2), ("integration_types", 1)] {
        for one in command.list(key, 1..=3) {
            if one.as_u64().is_none_or(|number| number > most) {
                command.tell(
                    key,
                    "BASE_TYPE_CHOICES",
                    format!("{one} is not one of them"),
                );
            }
        }
    }
    options(findings, &command, 0);
    let total = characters(value);
    if total > TOTAL {
        let message = format!("{total} characters, at most {TOTAL}");
        command.tell("", "APPLICATION_COMMAND_TOO_LARGE", message);
    }
}

/// The name of a command or option in other languages, and its description in all.
fn described(findings: &Findings, object: &Object<'_>, at: &str) {
    translations(findings, object, "name", at, name_under);
    object.text("description", 1..=100);
    translations(findings, object, "description", at, |object, key| {
        object.text(key, 1..=100);
    });
}

/// Each translation of a key, under what holds for the key.
fn translations(
    findings: &Findings,
    object: &Object<'_>,
    key: &str,
    at: &str,
    check: impl Fn(&Object<'_>, &str),
) {
    let key = format!("{key}_localizations");
    let Some(value) = object.get(&key) else {
        return;
    };
    if let Some(translated) = findings.object(value, &inside(at, &key), &LOCALES) {
        let locales = value.as_object().into_iter().flatten();
        locales.for_each(|(locale, _)| check(&translated, locale));
    }
}

fn name(object: &Object<'_>) {
    name_under(object, "name");
}

/// Letters and digits of any script, `-`, `_` and `'`; small ones where there are small ones
/// (`Application Commands: Naming`).
fn name_under(object: &Object<'_>, key: &str) {
    let Some(name) = object.text(key, 1..=32) else {
        return;
    };
    let fits = |c: char| c.is_alphanumeric() || "-_'".contains(c) || is_mark(c);
    if !name.chars().all(fits) || name.to_lowercase() != name {
        object.tell(
            key,
            "APPLICATION_COMMAND_INVALID_NAME",
            "Command name is invalid",
        );
    }
}

/// Signs of Devanagari and Thai, which are no letters of their own.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{97F}' | '\u{E00}'..='\u{E7F}')
}

/// Bits as a text or a number.
fn permissions(command: &Object<'_>) {
    let key = "default_member_permissions";
    let bits = match command.get(key) {
        None => return,
        Some(Value::String(bits)) => bits.parse::<u64>().ok(),
        Some(bits) => bits.as_u64(),
    };
    if bits.is_none() {
        command.tell(key, "NUMBER_TYPE_COERCE", "Value is no set of permissions");
    }
}

fn options(findings: &Findings, parent: &Object<'_>, depth: u8) {
    let list = parent.list("options", 0..=25);
    let at = inside(&parent.at, "options");
    let is_folder = |option: &Value| matches!(option["type"].as_u64(), Some(1 | 2));
    if list.iter().any(is_folder) && !list.iter().all(is_folder) {
        let why = "Sub-command and sub-command group option types are mutually exclusive to all \
                   other types";
        findings.tell(&at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", why);
    }
    let mut optional = false;
    for (number, value) in list.iter().enumerate() {
        let at = inside(&at, number);
        if list[..number]
            .iter()
            .any(|other| other["name"] == value["name"])
        {
            let why = "Option names must be unique";
            findings.tell(
                inside(&at, "name"),
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                why,
            );
        }
        let required = value["required"] == json!(true);
        if required && optional {
            let why = "Required options must be placed before non-required options";
            findings.tell(&at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", why);
        }
        optional |= !required;
        option(findings, value, &at, depth);
    }
}

fn option(findings: &Findings, value: &Value, at: &str, depth: u8) {
    let Some(option) = findings.object(value, at, &OPTION) else {
        return;
    };
    for key in ["type", "name", "description"] {
        option.required(key);
    }
    name(&option);
    described(findings, &option, at);
    option.boolean("required");
    let Some(kind) = option.integer("type", 1..=11) else {
        return;
    };
    // A group holds subcommands, a subcommand holds options.
    let too_deep = matches!((kind, depth), (2, 1..) | (1, 2..));
    if too_deep {
        option.tell(
            "type",
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "It is nested too deep",
        );
    }
    if kind <= 2 {
        option.forbidden("required", "A subcommand is not required");
        options(findings, &option, if kind == 2 { 1 } else { 2 });
    } else {
        option.forbidden("options", "Only subcommands and groups have options");
    }
    limits(&option, kind);
    let choices = option.list("choices", 0..=25);
    let listed = inside(at, "choices");
    for (number, value) in choices.iter().enumerate() {
        choice(findings, value, &inside(&listed, number), Some(kind));
    }
    if !choices.is_empty() && option.boolean("autocomplete") {
        let why = "autocomplete cannot be used with choices";
        option.tell("", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", why);
    }
}

/// Keys that only some types have.
fn limits(option: &Object<'_>, kind: u64) {
    let only: [(&[&str], &[u64]); 4] = [
        (&["choices", "autocomplete"], &[3, 4, 10]),
        (&["min_value", "max_value"], &[4, 10]),
        (&["min_length", "max_length"], &[3]),
        (&["channel_types"], &[7]),
    ];
    for (keys, types) in only {
        for key in keys {
            if !types.contains(&kind) {
                option.forbidden(key, &format!("Not for options of type {kind}"));
            }
        }
    }
    let least = option.integer("min_length", 0..=6000).unwrap_or(0);
    let most = option.integer("max_length", 1..=6000).unwrap_or(6000);
    if least > most {
        option.tell(
            "min_length",
            "NUMBER_TYPE_RANGE",
            "Must not be more than max_length",
        );
    }
}

/// A choice of an option, or one that is offered; of a type, if that is known.
pub(super) fn choice(findings: &Findings, value: &Value, at: &str, kind: Option<u64>) {
    let keys = ["name", "name_localizations", "value"];
    let Some(choice) = findings.object(value, at, &keys) else {
        return;
    };
    choice.required("name");
    choice.required("value");
    choice.text("name", 1..=100);
    translations(findings, &choice, "name", at, |object, key| {
        object.text(key, 1..=100);
    });
    let Some(value) = choice.get("value") else {
        return;
    };
    let fits = match kind {
        Some(3) => value.is_string(),
        Some(4) => value.is_i64(),
        Some(10) => value.is_number(),
        _ => value.is_string() || value.is_number(),
    };
    if !fits {
        choice.tell(
            "value",
            "BASE_TYPE_CHOICES",
            format!("{value} is of another type"),
        );
    } else if value.is_string() {
        choice.text("value", 1..=100);
    }
}

fn characters(command: &Value) -> usize {
    let length = |text: &Value| text.as_str().map_or(0, |text| text.chars().count());
    let count = |key: &str| {
        let translated = command[format!("{key}_localizations")].as_object();
        let lengths = translated
            .into_iter()
            .flatten()
            .map(|(_, text)| length(text));
        lengths.max().unwrap_or(0).max(length(&command[key]))
    };
    let inner = ["options", "choices"]
        .iter()
        .filter_map(|key| command[*key].as_array());
    count("name")
        + count("description")
        + count("value")
        + inner.flatten().map(characters).sum::<usize>()
}
