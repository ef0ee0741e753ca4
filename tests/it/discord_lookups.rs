//! Members look things up on Discord, and go on from there by buttons and menus.

mod every_card;
mod found;
mod shown;
mod spoilers;

use serde_json::Value;

use crate::discord_knowledge::Home;
use crate::loopback::{Channel, Discord, Member, Message, Reply};
use crate::world::{Bot, Running, source_entry};

/// A server with a bot that answers from the shipped knowledge, and nobody waiting.
pub(crate) struct Club {
    pub(crate) discord: Discord,
    pub(crate) cinema: Channel,
    pub(crate) anna: Member,
    pub(crate) boris: Member,
    _bot: Running,
}

impl Club {
    pub(crate) async fn opens() -> Self {
        Self::with(|bot| bot).await
    }

    pub(crate) async fn with(change: impl FnOnce(Bot) -> Bot) -> Self {
        let discord = Discord::start().await;
        let server = discord.guild("Zona film club");
        let cinema = server.channel("cinema");
        let (anna, boris) = (server.member("anna"), server.member("boris"));
        let bot = Bot::of(&discord)
            .with("cooldown.question_seconds", "0")
            .with("cooldown.button_seconds", "0");
        let bot = change(bot).start(&discord).await;
        Self {
            discord,
            cinema,
            anna,
            boris,
            _bot: bot,
        }
    }

    /// What anna sees of a command with these options.
    pub(crate) async fn looks_up(&self, command: &str, options: &[(&str, &str)]) -> Reply {
        looks_up(&self.anna, command, options, &self.cinema).await
    }
}

pub(crate) async fn looks_up(
    who: &Member,
    command: &str,
    options: &[(&str, &str)],
    channel: &Channel,
) -> Reply {
    let mut typed = who.command(command);
    for (name, value) in options {
        typed = match *value {
            "true" => typed.option(name, true),
            value => typed.option(name, value),
        };
    }
    typed.in_(channel).await
}

pub(crate) fn title(message: &Message) -> &str {
    message.embeds[0]["title"].as_str().unwrap_or_default()
}

pub(crate) fn text(message: &Message) -> &str {
    let embed = message.embeds.first();
    embed
        .and_then(|embed| embed["description"].as_str())
        .unwrap_or(&message.content)
}

/// Labels of the entries of all menus.
fn entries(message: &Message) -> Vec<String> {
    let rows = message.components.iter();
    let inner = rows.flat_map(|row| row["components"].as_array().cloned().unwrap_or_default());
    inner
        .flat_map(|menu| menu["options"].as_array().cloned().unwrap_or_default())
        .filter_map(|entry: Value| entry["label"].as_str().map(str::to_owned))
        .collect()
}

/// The entry that begins so.
fn entry(message: &Message, beginning: &str) -> String {
    let entries = entries(message);
    let found = entries.iter().find(|entry| entry.starts_with(beginning));
    found
        .unwrap_or_else(|| panic!("no entry {beginning:?} in {entries:?}"))
        .clone()
}

/// Every line of a sheet that tells something tells where it stands.
fn expect_cited(message: &Message) {
    let lines = text(message).lines().filter(|line| !line.is_empty());
    for line in lines.filter(|line| !line.starts_with("-# ")) {
        assert!(line.contains(" ¶ "), "nothing is cited in {line:?}");
    }
}

#[tokio::test]
async fn a_button_of_a_look_up_works_after_a_restart_and_says_when_its_subject_is_gone() {
    let mut home = Home::opens().await;
    let anna = home.server.member("anna");
    let more = |n: u32| {
        let number = n.to_string();
        let letters = number.bytes().map(|digit| char::from(digit - b'0' + b'a'));
        let item: String = letters.collect();
        format!(
            "[[claim]]\nid = \"more-{n}\"\nabout = [\"pier\", \"ferry\"]\ntext = \"The pier in The Ferry was painted {n} times.\"\n\
             cite = [\"yearbook {n}\"]\nasks = [\"was the pier painted {n} times\", \"whitewash {item}\", \"coats {item}\"]\n"
        )
    };
    let year: Vec<String> = (1..=30)
        .map(|n| format!("It was painted {n} times."))
        .collect();
    let pier = format!(
        "[[topic]]\nid = \"pier\"\nname = \"the pier\"\n{}{}",
        source_entry("yearbook", "The Yearbook", &year.join("\n")),
        (1..=30).map(more).collect::<String>()
    );
    home.grounds.write("pier.toml", &pier);
    let reloaded = home.knowledge("reload").await;
    assert!(
        reloaded.content.contains("Edition 2"),
        "{}",
        reloaded.content
    );
    let card = looks_up(&anna, "film", &[("title", "ferry")], &home.cinema).await;
    let options = [("words", "painted"), ("private", "true")];
    let found = looks_up(&anna, "search", &options, &home.cinema).await;
    home.restarts().await;
    let next = anna.press(&card, "Next ▶").await;
    assert_eq!(next.id, card.id);
    assert_ne!(text(&next), text(&card));
    let further = anna.press(&found, "Next ▶").await;
    assert_eq!(further.id, found.id);
    assert!(text(&further).contains("yearbook ¶ "), "{}", text(&further));
    let shared = anna.press(&further, "Share").await;
    assert_eq!(text(&shared), text(&further));
    assert!(
        home.moderator
            .sees(&home.cinema)
            .iter()
            .any(|m| m.id == shared.id)
    );

    let topic = anna.selects(&next, &entry(&next, "the pier")).reply().await;
    assert_eq!(title(&topic), "the pier");
    home.grounds.write("pier.toml", "");
    home.moderator
        .command("knowledge reload")
        .option("force", true)
        .in_(&home.cinema)
        .await;
    let gone = anna.press(&topic, "Next ▶").await;
    assert!(
        gone.content.contains("no longer has that"),
        "{}",
        gone.content
    );
    home.discord.expect_no_violations();
}

#[tokio::test]
async fn where_only_a_person_has_brought_it_along_every_look_up_answers() {
    let discord = Discord::start().await;
    let _ = discord.guild("Zona film club").channel("cinema");
    let elsewhere = discord.guild_without_bot("Chess club");
    let board = elsewhere.channel("board");
    let anna = elsewhere.member("anna").installs_bot();
    let bot = Bot::of(&discord).with("cooldown.question_seconds", "0");
    let _bot = bot.start(&discord).await;
    let looked_up: [(&str, &[(&str, &str)]); 8] = [
        ("film", &[("title", "mirror")]),
        ("person", &[("name", "Solonitsyn")]),
        ("compare", &[("first", "mirror"), ("second", "stalker")]),
        ("timeline", &[]),
        ("list", &[("what", "disputes")]),
        ("search", &[("words", "water")]),
        ("quote", &[]),
        ("film", &[("title", "stalker"), ("private", "true")]),
    ];
    for (command, options) in looked_up {
        let shown = looks_up(&anna, command, options, &board).await;
        assert!(!text(&shown).is_empty(), "/{command}");
        assert!(!shown.content.contains("I may not"), "{}", shown.content);
        if !shown.embeds.is_empty() {
            let sources = anna.press(&shown, "Sources").await;
            assert!(sources.content.starts_with("[1] "), "/{command}");
        }
    }
    discord.expect_no_violations();
}

#[tokio::test]
async fn what_is_made_up_about_a_look_up_is_refused() {
    let club = Club::opens().await;
    let card = club.looks_up("film", &[("title", "mirror")]).await;
    for id in [
        "2t.0000000000.AAAA..AAAAAAAAAAA",
        "sections",
        "related",
        "2",
        "",
    ] {
        for data in [
            serde_json::json!({"component_type": 3, "custom_id": "sections", "values": [id]}),
            serde_json::json!({"component_type": 2, "custom_id": id}),
            serde_json::json!({"component_type": 3, "custom_id": "related", "values": []}),
        ] {
            let forged = club.boris.forges(3, &club.cinema, Some(&card), data);
            let refused = forged.reply().await;
            assert!(
                refused.content.contains("do not know that button"),
                "{}",
                refused.content
            );
        }
    }
    let data = serde_json::json!({"id": "1", "name": "list", "type": 1, "options": [{"name": "what", "type": 3, "value": "secrets"}]});
    let refused = club.boris.forges(2, &club.cinema, None, data).reply().await;
    assert!(
        refused.content.contains("films, people"),
        "{}",
        refused.content
    );
    let data = serde_json::json!({"id": "1", "name": "ask", "type": 1, "options": [{"name": "question", "type": 3, "value": " "}]});
    let refused = club.boris.forges(2, &club.cinema, None, data).reply().await;
    assert_eq!(
        refused.content,
        "“question” is empty. Fill it in and send the command again."
    );
    club.discord.expect_no_violations();
}
