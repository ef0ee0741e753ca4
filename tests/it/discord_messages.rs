//! Mentions, replies, direct messages, the menu of a message; cards, lists, completion.

use std::time::Duration;

use crate::loopback::Discord;
use crate::world::Bot;

#[tokio::test]
async fn a_mention_is_answered_and_a_reply_stays_with_its_film() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let _bot = Bot::of(&discord).start(&discord).await;
    let first = anna
        .says(&cinema, "@bot how long is Stalker?")
        .reply()
        .await;
    assert!(first.content.contains("163 minutes"), "{}", first.content);
    let second = anna
        .replies(&first, "and who was the composer?", true)
        .reply()
        .await;
    assert!(
        second.content.contains("Artemyev") || second.content.contains("Artemiev"),
        "{}",
        second.content
    );
    anna.replies(&first, "thanks!", false)
        .stays_unanswered(Duration::from_secs(1))
        .await;
    anna.says(&cinema, "how long is Stalker?")
        .stays_unanswered(Duration::from_millis(300))
        .await;
    discord.expect_no_violations();
}

#[tokio::test]
async fn a_direct_message_is_a_question() {
    let discord = Discord::start().await;
    let anna = discord.person("anna");
    let server = discord.guild("Zona film club");
    let _ = server.channel("cinema");
    let _bot = Bot::of(&discord).start(&discord).await;
    let reply = anna
        .says(&anna.direct(), "how long is Stalker?")
        .reply()
        .await;
    assert!(reply.content.contains("163 minutes"), "{}", reply.content);
    discord.expect_no_violations();
}

#[tokio::test]
async fn with_mentions_off_only_commands_are_answered() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let _bot = Bot::of(&discord)
        .with("discord.mentions", "false")
        .start(&discord)
        .await;
    anna.says(&cinema, "@bot how long is Stalker?")
        .stays_unanswered(Duration::from_secs(1))
        .await;
}

#[tokio::test]
async fn a_message_of_somebody_else_is_taken_as_a_question() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let (anna, boris) = (server.member("anna"), server.member("boris"));
    let _bot = Bot::of(&discord).start(&discord).await;
    let said = boris.says(&cinema, "how long is Stalker anyway?");
    let answer = anna.picks("Ask about this", &said).reply().await;
    assert!(answer.content.contains("163 minutes"), "{}", answer.content);
    discord.expect_no_violations();
}

#[tokio::test]
async fn cards_lists_and_help_are_shown() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let _bot = Bot::of(&discord)
        .with("cooldown.question_seconds", "0")
        .start(&discord)
        .await;
    let titles = anna.command("film").offers("title", "зер", &cinema).await;
    assert!(
        titles
            .iter()
            .any(|title| title.starts_with("Mirror (1975)")),
        "{titles:?}"
    );
    let card = anna
        .command("film")
        .option("title", "Mirror")
        .in_(&cinema)
        .await;
    assert_eq!(card.embeds[0]["title"], "Mirror (1975)");
    let person = anna
        .command("person")
        .option("name", "Solonitsyn")
        .in_(&cinema)
        .await;
    assert!(
        person.embeds[0]["title"]
            .as_str()
            .is_some_and(|t| t.contains("Solonitsyn"))
    );
    let stranger = anna
        .command("film")
        .option("title", "Stolker 9")
        .in_(&cinema)
        .await;
    assert_eq!(
        stranger.embeds[0]["title"], "Stalker (1979)",
        "one letter off"
    );
    let nobody = anna.command("film").option("title", "Qwertz Plok");
    let nobody = nobody.in_(&cinema).await;
    assert!(nobody.embeds.is_empty(), "a card of something else");
    assert!(nobody.content.contains("Qwertz Plok"), "{}", nobody.content);
    let sources = anna.command("sources").in_(&cinema).await;
    assert!(
        sources.embeds[0]["description"]
            .as_str()
            .is_some_and(|d| d.contains("imdb-zerkalo"))
    );
    let help = anna.command("help").in_(&cinema).await;
    assert!(help.content.contains("**/ask**"));
    let privacy = anna.command("privacy").in_(&cinema).await;
    assert!(privacy.content.contains("is not kept"));
    discord.expect_no_violations();
}
