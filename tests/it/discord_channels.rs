//! What the bot may not do in a channel: it is said to the one who asks, or done without.

use std::time::Duration;

use crate::discord_ask::ask;
use crate::loopback::{Channel, Discord, Guild, Member, Message, permissions};
use crate::world::{Bot, Folder, Running, source_entry};

const QUESTION: &str = "how long is stalker?";

/// A server with a member and a channel, and a bot.
async fn opened(bot: impl FnOnce(Bot) -> Bot) -> (Discord, Guild, Channel, Member, Running) {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let running = bot(Bot::of(&discord).with("cooldown.question_seconds", "0"));
    let running = running.start(&discord).await;
    (discord, server, cinema, anna, running)
}

/// Waits for the first message in a person's direct messages.
async fn told_directly(person: &Member) -> Message {
    for _ in 0..500 {
        if let Some(told) = person.direct().messages().first() {
            return told.clone();
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("nothing was told directly");
}

/// A knowledge one claim of which cites five sources, whose names and links do not fit a message together.
fn many_sources(folder: &Folder) {
    let text = "They needed 11 days for The Ferry.\n";
    let mut cited = Vec::new();
    for n in 1..=5 {
        let id = format!("logbook-{n}");
        let title = format!(
            "The Logbook, volume {n}, {}",
            "with all its leaves ".repeat(4)
        );
        let link = format!(
            "url = \"https://logbook.example/{n}/{}\"\n",
            "x".repeat(150)
        );
        // Texts that differ, so that each belongs to a source of its own.
        let entry = source_entry(&id, title.trim_end(), &format!("{text}{}", "\n".repeat(n)));
        folder.write(&format!("mine/{id}.toml"), format!("{entry}\n{link}"));
        cited.push(format!("\"{id} 1\""));
    }
    let cited = cited.join(", ");
    folder.write(
        "mine/ferry.toml",
        format!(
            "[[film]]\nid = \"ferry\"\nname = \"The Ferry\"\n\
             [[claim]]\nid = \"days\"\nabout = [\"ferry\"]\ntext = \"The Ferry took 11 days.\"\n\
             cite = [{cited}]\n\
             asks = [\"how many days did the ferry take\", \"time it took\", \"was it quick\"]\n"
        ),
    );
}

#[tokio::test]
async fn an_answer_whose_card_may_not_be_shown_keeps_its_sources_as_text() {
    let folder = Folder::new();
    many_sources(&folder);
    let mine = folder.path().join("mine");
    let (discord, server, cinema, anna, _bot) =
        opened(|bot| bot.arg("--knowledge").arg(&mine)).await;
    let question = "@bot how many days did the ferry take?";
    let with_card = anna.says(&cinema, question).reply().await;
    let card = with_card.embeds[0]["description"].to_string();
    assert!(card.contains("[5]") && card.contains("https://"), "{card}");

    let lobby = server.channel("lobby");
    lobby.bot_may_not(permissions::EMBED_LINKS);
    let bare = anna.says(&lobby, question).reply().await;
    assert!(bare.embeds.is_empty());
    for words in [
        "The Ferry took 11 days. [1]",
        "\n[5] The Logbook, volume 5",
        "I may not embed links in this channel",
    ] {
        assert!(bare.content.contains(words), "{words}: {}", bare.content);
    }
    assert!(!bare.content.contains("https://"), "{}", bare.content);

    // Discord shows the cards of answers to interactions whatever the channel allows.
    let answered = ask(&anna, &lobby, "how many days did the ferry take?").await;
    assert_eq!(answered.embeds.len(), 1);

    // What was asked in private is shown to all with its card.
    let command = anna
        .command("ask")
        .option("question", "how many days did the ferry take?");
    let private = command.option("private", true).in_(&cinema).await;
    let shared = anna.press(&private, "Share").await;
    assert_eq!(shared.embeds[0]["description"].to_string(), card);
    discord.expect_no_violations();
}

#[tokio::test]
async fn where_the_bot_may_not_write_a_mention_is_answered_directly() {
    let (discord, _server, cinema, anna, _bot) = opened(|bot| bot).await;
    cinema.bot_may_not(permissions::SEND_MESSAGES);
    anna.says(&cinema, &format!("@bot {QUESTION}"));
    let told = told_directly(&anna).await;
    for words in ["I may not send messages where you asked me", "163 minutes"] {
        assert!(told.content.contains(words), "{words}: {}", told.content);
    }
    let sources = anna.press(&told, "Sources").await;
    assert!(sources.content.contains("[1]"), "{}", sources.content);
    assert!(cinema.messages().iter().all(|m| m.author == anna.id()));
    discord.expect_no_violations();
}

#[tokio::test]
async fn where_the_bot_may_not_read_what_was_written_it_answers_without_replying() {
    let (discord, _server, cinema, anna, _bot) = opened(|bot| bot).await;
    cinema.bot_may_not(permissions::READ_MESSAGE_HISTORY);
    let answer = anna
        .says(&cinema, &format!("@bot {QUESTION}"))
        .reply()
        .await;
    assert!(answer.content.contains("163 minutes"), "{}", answer.content);
    assert!(answer.content.contains("how long is stalker?"));
    assert_eq!(answer.reply_to, None);
    discord.expect_no_violations();
}

#[tokio::test]
async fn in_a_thread_it_is_the_permission_for_threads_that_counts() {
    let (discord, _server, cinema, anna, _bot) = opened(|bot| bot).await;
    let thread = cinema.thread("about stalker");
    cinema.bot_may_not(permissions::SEND_MESSAGES);
    let public = ask(&anna, &thread, QUESTION).await;
    assert_eq!(thread.messages().len(), 1, "{}", public.content);
    let reply = anna
        .says(&thread, &format!("@bot {QUESTION}"))
        .reply()
        .await;
    assert!(reply.content.contains("163 minutes"), "{}", reply.content);

    cinema.bot_may_not(permissions::SEND_MESSAGES_IN_THREADS);
    let before = thread.messages().len();
    let private = ask(&anna, &thread, QUESTION).await;
    for words in ["163 minutes", "I may not send messages in threads here"] {
        assert!(
            private.content.contains(words),
            "{words}: {}",
            private.content
        );
    }
    let refused = anna.press(&private, "Share").await;
    assert!(
        refused
            .content
            .contains("I may not send messages in threads here"),
        "{}",
        refused.content
    );
    assert_eq!(thread.messages().len(), before, "nobody else sees it");
    anna.says(&thread, &format!("@bot {QUESTION}"));
    let told = told_directly(&anna).await;
    assert!(told.content.contains("163 minutes"), "{}", told.content);
    discord.expect_no_violations();
}

#[tokio::test]
async fn a_thread_follows_its_channel_for_mentions_too() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let (cinema, lobby) = (server.channel("cinema"), server.channel("lobby"));
    let anna = server.member("anna");
    let mut bot = Bot::of(&discord)
        .with("discord.allowed_channels", &cinema.id().to_string())
        .start(&discord)
        .await;
    let question = format!("@bot {QUESTION}");
    let off_topic = lobby.thread("off topic");
    anna.says(&lobby, &question);
    anna.says(&off_topic, &question);
    for place in [cinema.thread("about stalker"), cinema] {
        let reply = anna.says(&place, &question).reply().await;
        assert!(reply.content.contains("163 minutes"), "{}", reply.content);
    }
    // It finishes what it began.
    bot.terminate();
    assert_eq!(bot.ended(Duration::from_secs(10)).await.0, Some(0));
    for place in [lobby, off_topic] {
        assert!(place.messages().iter().all(|said| said.author == anna.id()));
    }
    discord.expect_no_violations();
}

#[tokio::test]
async fn a_bot_that_a_person_brought_along_answers_as_discord_lets_it() {
    let discord = Discord::start().await;
    let _ = discord.guild("Zona film club").channel("cinema");
    let elsewhere = discord.guild_without_bot("Chess club");
    let board = elsewhere.channel("board");
    let (anna, boris) = (
        elsewhere.member("anna").installs_bot(),
        elsewhere.member("boris"),
    );
    let _bot = Bot::of(&discord).start(&discord).await;
    let answer = ask(&anna, &board, QUESTION).await;
    assert!(answer.content.contains("163 minutes"), "{}", answer.content);
    assert!(!answer.content.contains("I may not"), "{}", answer.content);
    assert_eq!(boris.sees(&board).len(), 1);
    discord.expect_no_violations();
}
