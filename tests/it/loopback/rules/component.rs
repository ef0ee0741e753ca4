//! Components of messages (`Components, Component Reference`).

use serde_json::Value;

use super::object::{Findings, Object, inside};

/// Characters of all texts of a message that is made of components.
const V2_TEXT: usize = 4000;
/// Components of a message, those inside others too.
const V2_COMPONENTS: usize = 40;

/// What is counted over a whole message.
#[derive(Default)]
struct Count {
    ids: Vec<String>,
    components: usize,
    text: usize,
}

pub(super) fn of_message(findings: &Findings, components: &[Value], at: &str, v2: bool) {
    let mut count = Count::default();
    let top: &[u64] = if v2 {
        &[1, 9, 10, 12, 13, 14, 17]
    } else {
        &[1]
    };
    for (number, value) in components.iter().enumerate() {
        component(findings, value, &inside(at, number), top, &mut count);
    }
    if v2 && count.components > V2_COMPONENTS {
        let message = format!("{} components, at most {V2_COMPONENTS}", count.components);
        findings.tell(at, "COMPONENT_MAX_TOTAL_COMPONENTS", message);
    }
    if count.text > V2_TEXT {
        let message = format!("{} characters of text, at most {V2_TEXT}", count.text);
        findings.tell(at, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message);
    }
}

/// One component, which is of one of these types.
fn component(findings: &Findings, value: &Value, at: &str, types: &[u64], count: &mut Count) {
    count.components += 1;
    let kind = value["type"].as_u64().unwrap_or(0);
    if !types.contains(&kind) {
        let message = format!(
            "Value of field \"type\" must be one of {types:?}, not {}",
            value["type"]
        );
        findings.tell(inside(at, "type"), "UNION_TYPE_CHOICES", message);
        return;
    }
    let keys: &[&str] = match kind {
        1 => &["type", "id", "components"],
        2 => &[
            "type",
            "id",
            "style",
            "label",
            "emoji",
            "custom_id",
            "sku_id",
            "url",
            "disabled",
        ],
        3 => &[
            "type",
            "id",
            "custom_id",
            "options",
            "placeholder",
            "min_values",
            "max_values",
            "disabled",
            "required",
        ],
        5..=8 => &[
            "type",
            "id",
            "custom_id",
            "placeholder",
            "min_values",
            "max_values",
            "disabled",
            "default_values",
            "channel_types",
            "required",
        ],
        9 => &["type", "id", "components", "accessory"],
        10 => &["type", "id", "content"],
        11 => &["type", "id", "media", "description", "spoiler"],
        12 => &["type", "id", "items"],
        13 => &["type", "id", "file", "spoiler"],
        14 => &["type", "id", "divider", "spacing"],
        _ => &["type", "id", "components", "accent_color", "spoiler"],
    };
    let Some(object) = findings.object(value, at, keys) else {
        return;
    };
    object.integer("id", 0..=i32::MAX as u64);
    match kind {
        1 => row(findings, &object, count),
        2 => button(&object, count),
        3 | 5..=8 => select(findings, &object, kind, count),
        9 => {
            object.required("accessory");
            nested(findings, &object, 1..=3, &[10], count);
            if let Some(accessory) = object.get("accessory") {
                component(
                    findings,
                    accessory,
                    &inside(at, "accessory"),
                    &[2, 11],
                    count,
                );
            }
        }
        10 => {
            object.required("content");
            count.text += object
                .text("content", 1..=V2_TEXT)
                .map_or(0, |text| text.chars().count());
        }
        12 => {
            object.required("items");
            object.list("items", 1..=10);
        }
        17 => {
            object.integer("accent_color", 0..=0x00FF_FFFF);
            nested(
                findings,
                &object,
                1..=V2_COMPONENTS,
                &[1, 9, 10, 12, 13, 14],
                count,
            );
        }
        _ => {}
    }
}

fn nested(
    findings: &Findings,
    object: &Object<'_>,
    length: std::ops::RangeInclusive<usize>,
    types: &[u64],
    count: &mut Count,
) {
    object.required("components");
    let at = inside(&object.at, "components");
    for (number, value) in object.list("components", length).iter().enumerate() {
        component(findings, value, &inside(&at, number), types, count);
    }
}

/// Up to five buttons, or one select.
fn row(findings: &Findings, row: &Object<'_>, count: &mut Count) {
    nested(findings, row, 1..=5, &[2, 3, 5, 6, 7, 8], count);
    let inner = row.list("components", 0..=usize::MAX);
    let selects = inner
        .iter()
        .filter(|value| value["type"].as_u64() != Some(2))
        .count();
    if selects > 0 && inner.len() > 1 {
        row.tell(
            "components",
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "A select fills its row",
        );
    }
}

fn custom_id(object: &Object<'_>, count: &mut Count) {
    object.required("custom_id");
    if let Some(id) = object.text("custom_id", 1..=100) {
        if count.ids.iter().any(|other| other == id) {
            let why = "Component custom id cannot be duplicated";
            object.tell("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", why);
        }
        count.ids.push(id.to_owned());
    }
}

fn button(button: &Object<'_>, count: &mut Count) {
    button.required("style");
    button.text("label", 0..=80);
    button.boolean("disabled");
    match button.integer("style", 1..=6) {
        Some(5) => {
            button.required("url");
            button.address("url", &["http://", "https://", "discord://"], 512);
            button.forbidden("custom_id", "A custom id and url cannot both be specified");
        }
        Some(6) => button.required("sku_id"),
        _ => {
            custom_id(button, count);
            button.forbidden("url", "A custom id and url cannot both be specified");
        }
    }
    let named =
        button.get("label").is_some_and(|label| label != "") || button.get("emoji").is_some();
    if !named && button.get("sku_id").is_none() {
        button.tell(
            "",
            "BUTTON_COMPONENT_INVALID",
            "A button has a label or an emoji",
        );
    }
}

fn select(findings: &Findings, select: &Object<'_>, kind: u64, count: &mut Count) {
    custom_id(select, count);
    select.text("placeholder", 0..=150);
    select.boolean("disabled");
    let least = select.integer("min_values", 0..=25).unwrap_or(1);
    let most = select.integer("max_values", 1..=25).unwrap_or(1);
    if least > most {
        select.tell(
            "min_values",
            "NUMBER_TYPE_RANGE",
            "Must not be more than max_values",
        );
    }
    if kind != 3 {
        return;
    }
    select.required("options");
    let options = select.list("options", 1..=25);
    if usize::try_from(most).is_ok_and(|most| most > options.len()) {
        select.tell(
            "max_values",
            "NUMBER_TYPE_RANGE",
            "Must not be more than there are options",
        );
    }
    let at = inside(&select.at, "options");
    let keys = ["label", "value", "description", "emoji", "default"];
    for (number, value) in options.iter().enumerate() {
        let at = inside(&at, number);
        if options[..number]
            .iter()
            .any(|other| other["value"] == value["value"])
        {
            let why = "The specified option value is already used";
            findings.tell(
                inside(&at, "value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                why,
            );
        }
        if let Some(option) = findings.object(value, &at, &keys) {
            for key in ["label", "value"] {
                option.required(key);
                option.text(key, 1..=100);
            }
            option.text("description", 0..=100);
            option.boolean("default");
        }
    }
}
