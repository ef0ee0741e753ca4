//! Members look things up on Discord, and go on from there by buttons and menus.

mod every_card;
mod spoilers;

use serde_json::Value;

use crate::discord_ask::labels;
use crate::discord_knowledge::Home;
use crate::loopback::{Channel, Discord, Guild, Member, Message, Reply};
use crate::world::{Bot, Running, source_entry};

/// A server with a bot that answers from the shipped knowledge, and nobody waiting.
pub(crate) struct Club {
    pub(crate) discord: Discord,
    pub(crate) server: Guild,
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
            server,
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
async fn a_member_reads_a_film_from_section_to_section_and_page_to_page() {
    let club = Club::opens().await;
    let card = club.looks_up("film", &[("title", "mirror")]).await;
    assert_eq!(title(&card), "Mirror (1975)");
    assert!(text(&card).contains("**director** Andrei Tarkovsky (illg-neuger-1985 ¶ "));
    assert!(
        text(&card).contains("Aleksandr Misharin (imdb-zerkalo ¶ 8–9) ⚖ *the sources disagree:*"),
        "{}",
        text(&card)
    );
    expect_cited(&card);

    let making = entry(&card, "Making (");
    let making = club.anna.selects(&card, &making).reply().await;
    assert_eq!(making.id, card.id, "the card itself becomes it");
    assert_eq!(title(&making), "Mirror (1975) · Making");
    expect_cited(&making);
    let next = club.anna.press(&making, "Next ▶").await;
    assert_eq!(next.embeds[0]["footer"]["text"], "Page 2 of 2");
    assert_ne!(text(&next), text(&making));
    let back = club.anna.press(&next, "◀ Previous").await;
    assert_eq!(text(&back), text(&making));

    let sources = club.boris.press(&back, "Sources").await;
    assert_eq!(
        club.anna.sees(&club.cinema).len(),
        1,
        "they are boris's alone"
    );
    assert!(sources.content.starts_with("[1] "), "{}", sources.content);
    let page = club.boris.press(&sources, "Open [1]").await;
    assert!(page.content.contains("What is drawn from this paragraph"));
    let question = labels(&back.components, 1)[0].clone();
    let answer = club.anna.press(&back, &question).await;
    assert!(answer.content.contains("[1]"), "{}", answer.content);
    club.discord.expect_no_violations();
}

#[tokio::test]
async fn the_section_can_be_chosen_with_the_command_and_an_empty_one_says_what_there_is() {
    let club = Club::opens().await;
    let options = [("title", "Stalker"), ("section", "making")];
    let making = club.looks_up("film", &options).await;
    assert_eq!(title(&making), "Stalker (1979) · Making");
    let options = [("title", "Birdcage"), ("section", "making")];
    let empty = club.looks_up("film", &options).await;
    assert!(
        text(&empty).contains("say nothing of it under making. There is something under"),
        "{}",
        text(&empty)
    );
    club.discord.expect_no_violations();
}

#[tokio::test]
async fn from_a_card_one_goes_to_related_cards_and_others_get_copies_of_their_own() {
    let club = Club::opens().await;
    let card = club.looks_up("film", &[("title", "Stalker")]).await;
    let director = entry(&card, "Andrei Tarkovsky");
    let copy = club.boris.selects(&card, &director).reply().await;
    assert_ne!(copy.id, card.id);
    assert!(club.anna.sees(&club.cinema).iter().all(|m| m.id != copy.id));
    assert!(
        title(&copy).starts_with("Andrei Tarkovsky"),
        "{}",
        title(&copy)
    );

    let person = club.anna.selects(&card, &director).reply().await;
    assert_eq!(person.id, card.id);
    let place = entry(&person, "Moscow");
    let place = club.anna.selects(&person, &place).reply().await;
    assert_eq!(title(&place), "Moscow", "places have cards too");
    let film = club
        .anna
        .selects(&place, &entry(&place, "Stalker"))
        .reply()
        .await;
    assert_eq!(text(&film), text(&card));
    // It is still hers to take away, and her question is about the film she came to.
    let refused = club.boris.press(&film, "Delete").await;
    assert!(
        refused.content.contains("You may not"),
        "{}",
        refused.content
    );
    assert_eq!(club.anna.presses(&film, "Delete").acknowledged().await, 6);
    club.discord.expect_no_violations();
}

#[tokio::test]
async fn two_are_compared_and_only_two_of_a_kind() {
    let club = Club::opens().await;
    let options = [("first", "stalker"), ("second", "mirror")];
    let films = club.looks_up("compare", &options).await;
    assert_eq!(title(&films), "Stalker (1979) and Mirror (1975)");
    let rows = text(&films);
    assert!(
        rows.contains("**composer** Stalker: Eduard Artemyev (cinephilia-stalker ¶ 125) · Mirror: Eduard Artemyev"),
        "{rows}"
    );
    expect_cited(&films);
    let mut last = films.clone();
    while last.embeds[0]["footer"]["text"] != "Page 4 of 4" {
        last = club.anna.press(&last, "Next ▶").await;
    }
    assert!(text(&last).contains("*not said*"), "{}", text(&last));

    let options = [
        ("first", "Larisa Tarkovskaya"),
        ("second", "Margarita Terekhova"),
    ];
    let people = club.looks_up("compare", &options).await;
    assert!(text(&people).contains("**plays in** "), "{}", text(&people));
    for (first, second, told) in [
        (
            "mirror",
            "Moscow",
            "Mirror (1975) is a film, Moscow is a place",
        ),
        ("mirror", "зеркало", "That is Mirror (1975) twice"),
        (
            "mirror",
            "Stolker 9",
            "I know no film, person, place or topic called “Stolker 9”",
        ),
    ] {
        let options = [("first", first), ("second", second)];
        let refused = club.looks_up("compare", &options).await;
        assert!(refused.content.contains(told), "{}", refused.content);
    }
    club.discord.expect_no_violations();
}

#[tokio::test]
async fn what_happened_when_and_all_there_are_of_something_are_shown() {
    let club = Club::opens().await;
    let line = club.looks_up("timeline", &[("of", "Stalker")]).await;
    assert_eq!(title(&line), "Stalker (1979) in the order of time");
    let rows = text(&line);
    let screenplay = rows.find("**1976**").expect("the screenplay is dated");
    let shoot = rows.find("**February 1977**").expect("the shoot is dated");
    assert!(screenplay < shoot, "{rows}");
    assert!(rows.contains("**≈ 1977**"), "{rows}");
    expect_cited(&line);
    let all = club.looks_up("timeline", &[]).await;
    assert!(text(&all).contains("**1932**"), "{}", text(&all));

    let cast = club
        .looks_up("list", &[("what", "cast"), ("of", "mirror")])
        .await;
    assert!(text(&cast).contains("Anatoly Solonitsyn as Forensic doctor (imdb-zerkalo ¶ 93)"));
    assert!(text(&cast).contains("-# The source itself gives only a part of this list."));
    let player = entry(&cast, "Anatoly Solonitsyn");
    let player = club.anna.selects(&cast, &player).reply().await;
    assert!(title(&player).starts_with("Anatoly Solonitsyn"));
    let disputes = club
        .looks_up("list", &[("what", "disputes"), ("of", "mirror")])
        .await;
    assert!(
        text(&disputes).contains("Who wrote Mirror"),
        "{}",
        text(&disputes)
    );
    expect_cited(&disputes);
    let open = club
        .looks_up("list", &[("what", "unanswered"), ("of", "stalker")])
        .await;
    assert!(text(&open).contains("The sources "), "{}", text(&open));
    for what in [
        "films",
        "people",
        "places",
        "topics",
        "disputes",
        "unanswered",
    ] {
        let list = club.looks_up("list", &[("what", what)]).await;
        assert!(text(&list).lines().count() > 5, "{what}: {}", text(&list));
    }
    let crew = club.looks_up("list", &[("what", "crew")]).await;
    assert!(crew.content.contains("Say of which"), "{}", crew.content);
    club.discord.expect_no_violations();
}

#[tokio::test]
async fn words_are_searched_for_and_never_obeyed() {
    let club = Club::opens().await;
    let options = [("words", "rubber boots")];
    let found = club.looks_up("search", &options).await;
    assert!(
        text(&found)
            .lines()
            .next()
            .is_some_and(|line| line.contains("rubber boots")),
        "{}",
        text(&found)
    );
    expect_cited(&found);
    let options = [("words", "water"), ("source", "illg-neuger-1985")];
    let found = club.looks_up("search", &options).await;
    assert!(!text(&found).contains("cinephilia"), "{}", text(&found));
    let options = [("words", "вода"), ("of", "mirror")];
    let found = club.looks_up("search", &options).await;
    assert!(text(&found).contains("water"), "{}", text(&found));
    let long = "снимался".repeat(5);
    for words in [
        "\"a AND OR NOT (b:c^9 ~*",
        "@everyone [x](https://evil.example)",
        "….….…. || .. ||",
        long.as_str(),
        "tarkovsky mirror water film stalker zone scene",
    ] {
        let found = club.looks_up("search", &[("words", words)]).await;
        assert!(
            !title_or(&found).contains("@everyone"),
            "{}",
            title_or(&found)
        );
        if labels(&found.components, 2).contains(&"Next ▶".to_owned())
            && found.embeds[0]["footer"].is_object()
        {
            let next = club.anna.press(&found, "Next ▶").await;
            assert_eq!(title(&next), title(&found));
        }
    }
    club.discord.expect_no_violations();
}

fn title_or(message: &Message) -> &str {
    if message.embeds.is_empty() {
        &message.content
    } else {
        title(message)
    }
}

#[tokio::test]
async fn sources_are_quoted_word_for_word_where_their_texts_are_at_hand() {
    let club = Club::opens().await;
    let none = club.looks_up("quote", &[]).await;
    assert!(
        none.content.contains("no texts to quote from"),
        "{}",
        none.content
    );
    club.discord.expect_no_violations();

    let home = Home::with(|bot| bot).await;
    home.grounds.write_text();
    home.knowledge("reload").await;
    let anna = home.server.member("anna");
    let quote = looks_up(&anna, "quote", &[("of", "ferry")], &home.cinema).await;
    assert!(text(&quote).contains("(logbook ¶ "), "{}", text(&quote));
    let mut seen = vec![text(&quote).to_owned()];
    let mut shown = quote;
    for _ in 0..12 {
        shown = anna.press(&shown, "Another").await;
        seen.push(text(&shown).to_owned());
    }
    seen.sort();
    seen.dedup();
    assert!(seen.len() > 1, "{seen:?}");
    for quote in &seen {
        assert!(
            quote.contains("harbour office lent") || quote.contains("11 days"),
            "{quote}"
        );
    }
    let sources = anna.press(&shown, "Sources").await;
    let page = anna.press(&sources, "Open [1]").await;
    assert!(
        page.content.contains("> **"),
        "the words are marked: {}",
        page.content
    );
    home.discord.expect_no_violations();
}

#[tokio::test]
async fn a_button_of_a_look_up_works_after_a_restart_and_says_when_its_subject_is_gone() {
    let mut home = Home::opens().await;
    let anna = home.server.member("anna");
    let more = |n: u32| {
        format!(
            "[[claim]]\nid = \"more-{n}\"\nabout = [\"pier\", \"ferry\"]\ntext = \"The pier in The Ferry was painted {n} times.\"\n\
             cite = [\"yearbook {n}\"]\nasks = [\"paint {n}\", \"colour {n}\", \"coats {n}\"]\n"
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
    home.knowledge("reload").await;
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
        refused.content.contains("I no longer have that command"),
        "{}",
        refused.content
    );
    club.discord.expect_no_violations();
}
