//! Bodies the bot sends, as values: whatever is built of these types carries
//! an empty `allowed_mentions` and keeps to Discord's limits.
//!
//! Limits: <https://docs.discord.com/developers/resources/message#embed-object-embed-limits>,
//! <https://docs.discord.com/developers/components/reference#button> and `content` of
//! <https://docs.discord.com/developers/resources/message#create-message>.

mod callback;
mod menu;

use serde::{Serialize, Serializer};

use super::markup;

pub use callback::{Callback, Choice, Form};
pub use menu::{Entry, Menu};

/// Most UTF-16 units of `content`.
pub const MAX_CONTENT: usize = 2_000;
/// Most UTF-16 units of an embed's description.
pub const MAX_DESCRIPTION: usize = 4_096;
/// Most UTF-16 units of an embed's title.
const MAX_TITLE: usize = 256;
/// Most UTF-16 units of a button's label.
pub const MAX_LABEL: usize = 80;
/// Most buttons of a row.
pub const MAX_ROW: usize = 5;
/// Most rows of a message.
const MAX_ROWS: usize = 5;

/// Only the person who caused it sees the message.
pub(super) const EPHEMERAL: u64 = 1 << 6;
/// Links get no preview; nor are embeds of our own shown, so it is set only where there are none.
const SUPPRESS_EMBEDS: u64 = 1 << 2;

/// One message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// Text with Discord's markup; made by [`markup`] wherever it is not our own.
    pub content: String,
    /// The card below the text.
    pub embed: Option<Embed>,
    /// The text that says it all without the card, where there is a card.
    pub plain: Option<String>,
    /// Rows of buttons and menus.
    pub rows: Vec<Row>,
    /// Whether only one person sees it.
    pub private: bool,
}

/// A card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Embed {
    /// The heading.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// A small line below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<Footer>,
}

/// The small line below a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Footer {
    /// Its text; Discord reads no markup in it.
    pub text: String,
}

/// Buttons side by side, or a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    #[serde(rename = "type")]
    kind: u8,
    components: Vec<Component>,
}

/// What stands in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Component {
    Button(Button),
    Menu(Menu),
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Button {
    #[serde(rename = "type")]
    kind: u8,
    style: Style,
    label: String,
    custom_id: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    disabled: bool,
}

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// What most people press.
    Primary = 1,
    /// The rest.
    Secondary = 2,
    /// What cannot be taken back.
    Danger = 4,
}

impl Serialize for Style {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(*self as u8)
    }
}

impl Button {
    /// A button with this label and id.
    pub fn new(style: Style, label: &str, custom_id: String) -> Self {
        Self {
            kind: 2,
            style,
            label: markup::shortened(&markup::plain(label), MAX_LABEL),
            custom_id,
            disabled: false,
        }
    }

    /// The same, which cannot be pressed where this holds.
    #[must_use]
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }
}

impl Message {
    /// A message of text.
    pub fn text(content: impl Into<String>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// A short line for one person.
    pub fn private(content: impl Into<String>) -> Self {
        Self {
            private: true,
            ..Self::text(content)
        }
    }

    /// The same with a row of buttons below, or as many rows as they need.
    #[must_use]
    pub fn buttons(mut self, buttons: &[Button]) -> Self {
        for row in buttons.chunks(MAX_ROW) {
            if self.rows.len() < MAX_ROWS {
                self.rows.push(Row {
                    kind: 1,
                    components: row.iter().cloned().map(Component::Button).collect(),
                });
            }
        }
        self
    }

    /// The same without its card; none where it has none, or nothing to say without.
    pub fn without_card(&self) -> Option<Self> {
        let content = self.plain.clone().filter(|_| self.embed.is_some())?;
        Some(Self {
            content,
            embed: None,
            plain: None,
            ..self.clone()
        })
    }

    fn flags(&self) -> u64 {
        let private = if self.private { EPHEMERAL } else { 0 };
        private | self.editable_flags()
    }

    /// Of these Discord takes an edit, and a message in a channel.
    fn editable_flags(&self) -> u64 {
        if self.embed.is_none() {
            SUPPRESS_EMBEDS
        } else {
            0
        }
    }

    fn write<S: Serializer>(&self, flags: u64, serializer: S) -> Result<S::Ok, S::Error> {
        let embeds = self.embed.iter().map(|embed| Embed {
            title: markup::shortened(&embed.title, MAX_TITLE),
            description: markup::shortened(&embed.description, MAX_DESCRIPTION),
            footer: embed.footer.clone(),
        });
        // The last guard; what renders keeps to the limit by itself, where it knows what to leave out.
        let content = markup::shortened(&self.content, MAX_CONTENT);
        let body = MessageBody {
            content: &content,
            embeds: embeds.collect(),
            components: &self.rows,
            flags,
            allowed_mentions: NoMentions::NONE,
        };
        body.serialize(serializer)
    }
}

/// Nobody is ever mentioned (<https://docs.discord.com/developers/resources/message#allowed-mentions-object>).
#[derive(Debug, Serialize)]
pub(super) struct NoMentions {
    parse: [(); 0],
    replied_user: bool,
}

impl NoMentions {
    pub(super) const NONE: Self = Self {
        parse: [],
        replied_user: false,
    };
}

#[derive(Debug, Serialize)]
struct MessageBody<'a> {
    content: &'a str,
    embeds: Vec<Embed>,
    components: &'a [Row],
    flags: u64,
    allowed_mentions: NoMentions,
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(self.flags(), serializer)
    }
}

/// A message where its audience is settled already: in place of one that is there, or in a channel. Discord
/// refuses one that says then who sees it.
#[derive(Debug)]
pub struct WithoutAudience<'a>(pub &'a Message);

impl Serialize for WithoutAudience<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(self.0.editable_flags(), serializer)
    }
}

/// A message sent into a channel, as a reply where it answers one.
#[derive(Debug, Serialize)]
pub struct ChannelMessage<'a> {
    #[serde(flatten)]
    message: WithoutAudience<'a>,
    nonce: String,
    /// Discord drops a second message of the same nonce, so that sending again is safe.
    enforce_nonce: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_reference: Option<MessageReference>,
}

#[derive(Debug, Serialize)]
struct MessageReference {
    message_id: String,
    fail_if_not_exists: bool,
}

impl<'a> ChannelMessage<'a> {
    /// In reply to a message, which is also what makes the nonce.
    pub fn reply(message: &'a Message, to: u64) -> Self {
        Self {
            message: WithoutAudience(message),
            nonce: to.to_string(),
            enforce_nonce: true,
            message_reference: Some(MessageReference {
                message_id: to.to_string(),
                fail_if_not_exists: false,
            }),
        }
    }

    /// Of its own accord; the same nonce is sent once.
    pub fn new(message: &'a Message, nonce: String) -> Self {
        Self {
            message: WithoutAudience(message),
            nonce,
            enforce_nonce: true,
            message_reference: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{json, to_value};

    use super::*;

    #[test]
    fn every_body_forbids_mentions() {
        let message = Message::text("hello").buttons(&[Button::new(
            Style::Secondary,
            "Sources",
            "x".to_owned(),
        )]);
        let none = json!({"parse": [], "replied_user": false});
        for body in [
            to_value(&message),
            to_value(WithoutAudience(&message)),
            to_value(ChannelMessage::reply(&message, 7)),
            to_value(ChannelMessage::new(&message, "n".into())),
        ] {
            assert_eq!(body.expect("it is JSON")["allowed_mentions"], none);
        }
        for callback in [
            Callback::Say(message.clone()),
            Callback::Become(message),
            Callback::Wait { private: true },
        ] {
            let body = to_value(&callback).expect("it is JSON");
            assert_eq!(body["data"]["allowed_mentions"], none, "{callback:?}");
        }
    }

    #[test]
    fn only_an_answer_to_an_interaction_says_who_sees_it() {
        let message = Message::private("for you");
        let flags = |body: Result<serde_json::Value, _>| {
            let body = body.expect("it is JSON");
            body["flags"].as_u64().expect("flags are a number") & EPHEMERAL
        };
        assert_eq!(flags(to_value(&message)), EPHEMERAL);
        assert_eq!(flags(to_value(WithoutAudience(&message))), 0);
        assert_eq!(flags(to_value(ChannelMessage::reply(&message, 7))), 0);
        let sent = ChannelMessage::new(&message, "n".into());
        assert_eq!(flags(to_value(sent)), 0);
    }

    #[test]
    fn nothing_is_longer_than_discord_takes() {
        let message = Message {
            content: "я".repeat(5_000),
            embed: Some(Embed {
                title: "t".repeat(500),
                description: "d".repeat(9_000),
                footer: None,
            }),
            ..Message::default()
        };
        let body = to_value(&message).expect("it is JSON");
        let length = |value: &serde_json::Value| value.as_str().map(|s| s.encode_utf16().count());
        assert_eq!(length(&body["content"]), Some(MAX_CONTENT));
        assert_eq!(
            length(&body["embeds"][0]["description"]),
            Some(MAX_DESCRIPTION)
        );
        assert_eq!(length(&body["embeds"][0]["title"]), Some(MAX_TITLE));
    }
}
