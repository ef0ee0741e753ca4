//! Names while they are typed: what is offered for any way to type them, and what comes of the one
//! that is picked.

use std::time::Duration;

use crate::discord_trivia::table::Table;
use crate::loopback::{Channel, Discord, Member};
use crate::names::added_harbour;
use crate::world::{Bot, Folder};

async fn titles(member: &Member, typed: &str, channel: &Channel) -> Vec<String> {
    member.command("film").offers("title", typed, channel).await
}

async fn people(member: &Member, typed: &str, channel: &Channel) -> Vec<String> {
    member
        .command("person")
        .offers("name", typed, channel)
        .await
}

#[tokio::test]
async fn a_film_or_person_is_offered_however_it_is_typed() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let _bot = Bot::of(&discord).start(&discord).await;
    for (typed, first) in [
        ("Mirror", "Mirror (1975)"),
        ("mir", "Mirror (1975)"),
        ("the mir", "Mirror (1975) · The Mirror"),
        ("white day", "Mirror (1975) · "),
        ("irro", "Mirror (1975)"),
        ("зерк", "Mirror (1975) · Зеркало"),
        ("ЗЕРКАЛО", "Mirror (1975) · Зеркало"),
        ("pthrfkj", "Mirror (1975) · Зеркало"),
        ("ьшккщк", "Mirror (1975)"),
        ("tuko", "Mirror (1975) · Tükör"),
        ("mirrro", "Mirror (1975)"),
        ("stolker", "Stalker (1979)"),
        ("mirror panahi", "Panahi's The Mirror (1997)"),
        ("mirror 1997", "Panahi's The Mirror (1997)"),
    ] {
        let offered = titles(&anna, typed, &cinema).await;
        let found = offered.first().map(String::as_str).unwrap_or_default();
        assert!(found.starts_with(first), "{typed}: {offered:?}");
    }
    let first_letter = anna.command("film").typed_in("title", "m", &cinema);
    // A client shows nothing that comes later.
    assert!(first_letter.after().await < Duration::from_secs(3));
    for (typed, first) in [
        ("Solonits", "Anatoly Solonitsyn, actor"),
        ("солониц", "Anatoly Solonitsyn, actor"),
        ("Solonicyn", "Anatoly Solonitsyn, actor"),
        ("tarkovsky andrei", "Andrei Tarkovsky, director"),
        ("тарковскый", "Andrei Tarkovsky, director"),
        ("nfhrjdcrbq", "Andrei Tarkovsky, director"),
        ("composer", "Eduard Artemyev, composer"),
    ] {
        let offered = people(&anna, typed, &cinema).await;
        let found = offered.first().map(String::as_str).unwrap_or_default();
        assert!(found.starts_with(first), "{typed}: {offered:?}");
    }
    // Nothing typed: what the sources say most of.
    let films = titles(&anna, "", &cinema).await;
    assert_eq!(films.len(), 25);
    assert_eq!(films[..2], ["Stalker (1979)", "Mirror (1975)"]);
    let persons = people(&anna, " ", &cinema).await;
    assert_eq!(persons.len(), 25);
    assert_eq!(persons[0], "Andrei Tarkovsky, director");
    for label in films.iter().chain(&persons) {
        assert!(label.ends_with(')') || label.contains(", "), "{label}");
    }
    // Only recognised: offered where nothing else is, so that the card can say that nothing is known.
    assert!(titles(&anna, "blade runner", &cinema).await[0].starts_with("Blade Runner"));
    assert!(titles(&anna, "qqqq", &cinema).await.is_empty());
    discord.expect_no_violations();
}

#[tokio::test]
async fn what_is_picked_is_shown_even_where_two_have_one_name() {
    let folder = Folder::new();
    for (path, text) in added_harbour() {
        folder.write(&format!("mine/{path}"), text);
    }
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let _bot = Bot::of(&discord)
        .arg("--knowledge")
        .arg(folder.path().join("mine"))
        .with("cooldown.question_seconds", "0")
        .start(&discord)
        .await;
    let both = anna
        .command("film")
        .offers_values("title", "the ferry", &cinema)
        .await;
    let names: Vec<_> = both.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["The Ferry (1961)", "The Ferry (1999)"]);
    for (name, value) in &both {
        let card = anna.command("film").option("title", value.as_str());
        let card = card.in_(&cinema).await;
        assert_eq!(card.embeds[0]["title"], name.as_str(), "{value}");
    }
    // What is typed and not picked is understood as ever.
    let typed = anna.command("film").option("title", "паром");
    let typed = typed.in_(&cinema).await;
    assert_eq!(typed.embeds[0]["title"], "The Ferry (1961)");
    let gone = anna.command("film").option("title", "film:no-such-film");
    let gone = gone.in_(&cinema).await;
    assert!(
        gone.content.starts_with("I know no film called"),
        "{}",
        gone.content
    );
    discord.expect_no_violations();
}

#[tokio::test]
async fn keystrokes_are_never_counted_and_those_who_are_blocked_are_offered_nothing() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let (anna, boris) = (server.member("anna"), server.member("boris"));
    let _bot = Bot::of(&discord)
        .with("cooldown.question_burst", "1")
        .with("cooldown.question_seconds", "3600")
        .with("cooldown.button_burst", "1")
        .with("cooldown.button_seconds", "3600")
        .with("discord.blocked_users", &boris.id().to_string())
        .start(&discord)
        .await;
    for typed in "andrei tarkovsky"
        .char_indices()
        .map(|(end, _)| &"andrei tarkovsky"[..=end])
    {
        assert!(!people(&anna, typed, &cinema).await.is_empty(), "{typed}");
    }
    let card = anna
        .command("film")
        .option("title", "Mirror")
        .in_(&cinema)
        .await;
    assert_eq!(card.embeds[0]["title"], "Mirror (1975)");
    assert!(
        !titles(&anna, "mir", &cinema).await.is_empty(),
        "nor held back by a cooldown"
    );
    assert!(titles(&boris, "mir", &cinema).await.is_empty());
    discord.expect_no_violations();
}

#[tokio::test]
async fn hostile_keystrokes_are_answered_like_others() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let _bot = Bot::of(&discord).start(&discord).await;
    let long = "я".repeat(6_000);
    let marks = format!("a{}", "\u{301}".repeat(5_000));
    let words = "a ".repeat(3_000);
    for typed in [
        long.as_str(),
        &marks,
        &words,
        "@everyone",
        "**",
        "`",
        "\u{202e}",
        "\0",
        "' OR 1=1; --",
        "film:",
        "film:mirror",
        "\u{fdfa}\u{fdfa}",
        "<@1>",
        "🏳️‍🌈",
        "\n\n",
        "%00",
        "../..",
        "AND OR NOT",
        "\"",
        "\\",
    ] {
        let offered = titles(&anna, typed, &cinema).await;
        assert!(offered.len() <= 25, "{typed:.20}");
    }
    discord.expect_no_violations();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_takes_the_topic_and_the_film_that_are_picked() {
    let table = Table::set(&[("trivia.seconds", "2"), ("trivia.rest_seconds", "0")]).await;
    let anna = table.member("anna");
    let _bot = table.bot().await;
    // Before the questions are made, topics are told without their number.
    let begun = table.starts(&anna, 1).await;
    assert!(
        begun.content.contains("A round of trivia"),
        "{}",
        begun.content
    );
    let start = || anna.command("trivia start");
    let topics = start().offers("topic", "", &table.channel).await;
    assert!(
        topics.len() >= 10 && topics.iter().all(|topic| topic.contains(" questions")),
        "{topics:?}"
    );
    let cast = start()
        .offers_values("topic", "actors", &table.channel)
        .await;
    assert_eq!(cast[0].1, "cast", "{cast:?}");
    let films = start()
        .offers_values("film", "сталкер", &table.channel)
        .await;
    assert!(
        films[0].0.starts_with("Stalker (1979) · Сталкер · "),
        "{films:?}"
    );
    assert!(films[0].0.ends_with(" questions"), "{films:?}");
    // Only films that are asked about are offered.
    assert!(
        start()
            .offers("film", "blade runner", &table.channel)
            .await
            .is_empty()
    );
    let preview = anna
        .command("trivia preview")
        .option("film", films[0].1.as_str())
        .option("topic", cast[0].1.as_str())
        .option("number", 3)
        .in_(&table.channel)
        .await;
    assert!(
        preview.content.contains("3 questions"),
        "{}",
        preview.content
    );
    let by_name = anna
        .command("trivia preview")
        .option("film", "сталкер")
        .option("number", 3)
        .in_(&table.channel)
        .await;
    assert!(
        by_name.content.contains("3 questions"),
        "{}",
        by_name.content
    );
    table.discord.expect_no_violations();
}
