//! Embeds (`Resources, Message: Embed Object`, `Embed Limits`).

use serde_json::Value;

use super::object::{Findings, inside};

/// Characters of all embeds of a message together.
const TOTAL: usize = 6000;

const KEYS: [&str; 13] = [
    "title",
    "type",
    "description",
    "url",
    "timestamp",
    "color",
    "footer",
    "image",
    "thumbnail",
    "video",
    "provider",
    "author",
    "fields",
];

pub(super) fn embeds(findings: &Findings, embeds: &[Value], at: &str) {
    let mut total = 0;
    for (number, value) in embeds.iter().enumerate() {
        total += embed(findings, value, &inside(at, number));
    }
    if total > TOTAL {
        let message = format!("Embed size exceeds maximum size of {TOTAL}: {total}");
        findings.tell(at, "MAX_EMBED_SIZE_EXCEEDED", message);
    }
}

/// Checks one embed and counts its characters.
fn embed(findings: &Findings, value: &Value, at: &str) -> usize {
    let Some(embed) = findings.object(value, at, &KEYS) else {
        return 0;
    };
    let count = |text: Option<&str>| text.map_or(0, |text| text.chars().count());
    let mut total =
        count(embed.text("title", 0..=256)) + count(embed.text("description", 0..=4096));
    embed.text("type", 0..=256);
    embed.text("timestamp", 10..=40);
    embed.integer("color", 0..=0x00FF_FFFF);
    embed.address("url", &["http://", "https://"], 2048);
    if let Some(footer) = embed.get("footer") {
        let keys = ["text", "icon_url", "proxy_icon_url"];
        if let Some(footer) = findings.object(footer, &inside(at, "footer"), &keys) {
            footer.required("text");
            total += count(footer.text("text", 1..=2048));
            footer.address("icon_url", &["http://", "https://", "attachment://"], 2048);
        }
    }
    if let Some(author) = embed.get("author") {
        let keys = ["name", "url", "icon_url", "proxy_icon_url"];
        if let Some(author) = findings.object(author, &inside(at, "author"), &keys) {
            author.required("name");
            total += count(author.text("name", 1..=256));
            author.address("url", &["http://", "https://"], 2048);
        }
    }
    for key in ["image", "thumbnail", "video"] {
        if let Some(picture) = embed.get(key) {
            let keys = ["url", "proxy_url", "height", "width"];
            if let Some(picture) = findings.object(picture, &inside(at, key), &keys) {
                picture.required("url");
                picture.address("url", &["http://", "https://", "attachment://"], 2048);
            }
        }
    }
    let fields = embed.list("fields", 0..=25);
    for (number, field) in fields.iter().enumerate() {
        let at = inside(&inside(at, "fields"), number);
        if let Some(field) = findings.object(field, &at, &["name", "value", "inline"]) {
            field.required("name");
            field.required("value");
            total += count(field.text("name", 1..=256)) + count(field.text("value", 1..=1024));
            field.boolean("inline");
        }
    }
    let shows = [
        "title",
        "description",
        "footer",
        "author",
        "image",
        "thumbnail",
        "url",
    ];
    if fields.is_empty() && shows.iter().all(|key| embed.get(key).is_none()) {
        embed.tell("", "EMBED_EMPTY", "An embed shows something");
    }
    total
}
