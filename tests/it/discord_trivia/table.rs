//! A channel in which trivia is played, and what stands in its messages.

use std::time::Duration;

use serde_json::{Value, json};

use crate::loopback::{Channel, Discord, Guild, Member, Message, Options, Reply};
use crate::world::{Bot, Running};

/// How long a question may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server with a channel, and how the bot is set up.
pub(crate) struct Table {
    pub(crate) discord: Discord,
    pub(crate) server: Guild,
    pub(crate) channel: Channel,
    keys: Vec<(String, String)>,
}

impl Table {
    pub(crate) async fn set(keys: &[(&str, &str)]) -> Self {
        Self::on(Discord::with(Options::default()).await, keys)
    }

    pub(crate) fn on(discord: Discord, keys: &[(&str, &str)]) -> Self {
        let server = discord.guild("Zona film club");
        let channel = server.channel("trivia");
        let owned = keys
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        Self {
            keys: owned.collect(),
            discord,
            server,
            channel,
        }
    }

    pub(crate) fn member(&self, name: &str) -> Member {
        self.server.member(name)
    }

    fn set_up(&self) -> Bot {
        let bot = Bot::of(&self.discord)
            .with("cooldown.button_seconds", "0")
            .with("telemetry.log", "info");
        self.keys
            .iter()
            .fold(bot, |bot, (key, value)| bot.with(key, value))
    }

    /// Starts the bot.
    pub(crate) async fn bot(&self) -> Running {
        self.set_up().start(&self.discord).await
    }

    /// Starts the bot once more.
    pub(crate) async fn bot_again(&self) -> Running {
        let before = self.discord.sessions();
        let running = self.set_up().launch();
        self.discord.connected_again(before, PATIENCE).await;
        running
    }

    /// A member starts a round of so many questions.
    pub(crate) async fn starts(&self, host: &Member, number: u64) -> Reply {
        let start = host.command("trivia start").option("number", number);
        let begun = start.in_(&self.channel).await;
        assert!(
            begun.content.starts_with("**A round of trivia**"),
            "{}",
            begun.content
        );
        begun
    }

    /// The question of this number, once it is there.
    pub(crate) async fn question(&self, number: usize) -> Message {
        let head = format!("**Question {number} of ");
        let is_it = |m: &Message| m.content.starts_with(&head) && m.content.contains("ends <t:");
        self.channel.shows("question", PATIENCE, is_it).await
    }

    /// How the question of this number came out, once that is told.
    pub(crate) async fn reveal(&self, number: usize) -> Message {
        let head = format!("**Question {number} of ");
        let is_it = |m: &Message| m.content.starts_with(&head) && m.content.contains("is right.**");
        self.channel.shows("reveal", PATIENCE, is_it).await
    }

    /// How the round came out.
    pub(crate) async fn end(&self) -> Message {
        let is_it = |m: &Message| m.content.starts_with("**The round is over.**");
        self.channel.shows("end", PATIENCE, is_it).await
    }
}

/// The labels of the lettered buttons.
pub(crate) fn options(question: &Message) -> Vec<String> {
    let buttons = question.components[0]["components"].as_array().unwrap();
    let label = |button: &Value| button["label"].as_str().unwrap().to_owned();
    buttons.iter().map(label).collect()
}

/// What a client sends when it presses a button.
pub(crate) fn data(message: &Message, label: &str) -> Value {
    let rows = message.components.iter();
    let mut buttons = rows.flat_map(|row| row["components"].as_array().unwrap());
    let button = buttons
        .find(|button| button["label"] == json!(label))
        .unwrap();
    json!({ "component_type": 2, "custom_id": button["custom_id"], "id": 1 })
}

/// The letter of the option that was right.
pub(crate) fn letter_of_right(reveal: &Message) -> char {
    let line = reveal
        .content
        .lines()
        .find(|line| line.contains("is right.**"));
    line.unwrap().chars().nth(2).unwrap()
}

/// Options that somebody chose, with how many did.
pub(crate) fn chosen(reveal: &Message) -> Vec<(String, usize)> {
    let lines = reveal.content.lines().filter(|line| line.contains(" %)"));
    let counted = lines.map(|line| {
        let letter = line[2..3].to_owned();
        let count = line
            .rsplit_once(" (")
            .unwrap()
            .0
            .rsplit(' ')
            .next()
            .unwrap();
        (letter, count.parse::<usize>().unwrap())
    });
    counted.filter(|(_, count)| *count > 0).collect()
}
