//! Messages that are questions: mentions of the bot, replies to it that ping it, direct messages.
//!
//! Discord gives a bot the text of just these without any privileged intent
//! (<https://docs.discord.com/developers/events/gateway#message-content-intent>);
//! whatever comes without text is met with silence.

use serenity::all::{ActionRowComponent, ButtonKind, Message, MessageType, Permissions};

use super::place::{Caller, Place};

/// A message that is a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressedMessage {
    /// The message.
    pub message: u64,
    /// Who wrote it.
    pub caller: Caller,
    /// Where.
    pub place: Place,
    /// What is asked; empty where the bot is mentioned and nothing said.
    pub question: String,
    /// Ids of the buttons of the bot's message it replies to, not yet believed.
    pub replied_to: Vec<String>,
}

/// Something said in a channel of a server, which may answer a question of trivia.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The message.
    pub message: u64,
    /// Who wrote it.
    pub caller: Caller,
    /// Where.
    pub place: Place,
    /// What it says.
    pub text: String,
}

/// What a person says in a server, where it is no longer than `most` characters; mentions of the bot are left out.
pub fn spoken(message: &Message, bot: u64, most: usize) -> Option<Spoken> {
    let is_short = message.content.chars().nth(most).is_none();
    if !is_by_person(message) || message.guild_id.is_none() || !is_short {
        return None;
    }
    Some(Spoken {
        message: message.id.get(),
        caller: caller(message),
        place: place(message),
        text: without_mention(&message.content, bot),
    })
}

/// True for a written message of a person, with text in it.
fn is_by_person(message: &Message) -> bool {
    let by_person = !message.author.bot && message.webhook_id.is_none();
    let written = matches!(
        message.kind,
        MessageType::Regular | MessageType::InlineReply
    );
    by_person && written && !message.content.trim().is_empty()
}

fn caller(message: &Message) -> Caller {
    Caller {
        person: message.author.id.get(),
        roles: message.member.as_ref().map_or_else(Vec::new, |member| {
            member.roles.iter().map(|role| role.get()).collect()
        }),
        // Discord does not say it with messages; what needs it is not done by message.
        permissions: None::<Permissions>,
    }
}

fn place(message: &Message) -> Place {
    Place {
        guild: message.guild_id.map(Into::into),
        installed: true,
        channel: message.channel_id.get(),
        ..Place::default()
    }
}

/// The question of a message, where it is one for the bot.
pub fn asked(message: &Message, bot: u64, mentions: bool) -> Option<AddressedMessage> {
    if !is_by_person(message) {
        return None;
    }
    let direct = message.guild_id.is_none();
    let mentioned = message.mentions.iter().any(|user| user.id.get() == bot);
    let addressed = direct || (mentions && mentioned);
    if !addressed {
        return None;
    }
    let replied = message
        .referenced_message
        .as_deref()
        .filter(|referenced| referenced.author.id.get() == bot);
    Some(AddressedMessage {
        message: message.id.get(),
        caller: caller(message),
        place: place(message),
        question: without_mention(&message.content, bot),
        replied_to: replied.map(button_ids).unwrap_or_default(),
    })
}

/// The text without mentions of the bot.
fn without_mention(text: &str, bot: u64) -> String {
    let text = [format!("<@{bot}>"), format!("<@!{bot}>")]
        .iter()
        .fold(text.to_owned(), |text, mention| text.replace(mention, " "));
    let words: Vec<_> = text.split_whitespace().collect();
    words
        .join(" ")
        .trim_start_matches([',', ':'])
        .trim()
        .to_owned()
}

fn button_ids(message: &Message) -> Vec<String> {
    let parts = message.components.iter().flat_map(|row| &row.components);
    parts
        .filter_map(|part| match part {
            ActionRowComponent::Button(button) => match &button.data {
                ButtonKind::NonLink { custom_id, .. } => Some(custom_id.clone()),
                _ => None,
            },
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const BOT: u64 = 99;

    fn message(change: impl FnOnce(&mut Value)) -> Message {
        let mut body = json!({
            "id": "7", "channel_id": "5", "guild_id": "3", "type": 0, "content": "<@99> how long is Stalker?",
            "author": {"id": "1", "username": "anna", "discriminator": "0", "global_name": null, "avatar": null},
            "member": {"roles": ["8"], "joined_at": "2026-01-01T00:00:00Z", "deaf": false, "mute": false, "flags": 0},
            "timestamp": "2026-11-21T00:00:00.000000+00:00", "edited_timestamp": null, "tts": false,
            "mention_everyone": false, "mention_roles": [], "attachments": [], "embeds": [], "pinned": false,
            "mentions": [{"id": "99", "username": "bot", "discriminator": "0", "global_name": null, "avatar": null}],
        });
        change(&mut body);
        serde_json::from_value(body).expect("Discord writes it so")
    }

    #[test]
    fn a_mention_is_a_question() {
        let asked = asked(&message(|_| {}), BOT, true).expect("it mentions the bot");
        assert_eq!(asked.question, "how long is Stalker?");
        assert_eq!(asked.caller.roles, [8]);
        assert_eq!(asked.place.guild, Some(3));
    }

    #[test]
    fn other_messages_are_met_with_silence() {
        let silent: [fn(&mut Value); 5] = [
            |m| m["mentions"] = json!([]),
            |m| m["content"] = json!(""),
            |m| m["author"]["bot"] = json!(true),
            |m| m["webhook_id"] = json!("4"),
            |m| m["type"] = json!(7),
        ];
        for change in silent {
            assert_eq!(asked(&message(change), BOT, true), None);
        }
        assert_eq!(asked(&message(|_| {}), BOT, false), None);
    }

    #[test]
    fn a_direct_message_needs_no_mention() {
        let direct = message(|m| {
            m["guild_id"] = Value::Null;
            m["mentions"] = json!([]);
            m["content"] = json!("how long is it?");
        });
        assert!(asked(&direct, BOT, false).is_some());
    }

    #[test]
    fn a_reply_tells_the_buttons_of_what_it_replies_to() {
        let mut first = serde_json::to_value(message(|_| {})).expect("it is JSON");
        first["author"]["id"] = json!("99");
        first["components"] = json!([{"type": 1, "components": [
            {"type": 2, "style": 2, "label": "Sources", "custom_id": "1s.7.0.0.x"},
        ]}]);
        let reply = message(|m| {
            m["type"] = json!(19);
            m["referenced_message"] = first;
        });
        let asked = asked(&reply, BOT, true).expect("it mentions the bot");
        assert_eq!(asked.replied_to, ["1s.7.0.0.x"]);
    }
}
