//! Cards, comparisons, time lines and lists.

use super::{Club, entry, expect_cited, text, title};
use crate::discord_ask::labels;

#[tokio::test]
async fn a_member_reads_a_film_from_section_to_section_and_page_to_page() {
    let club = Club::opens().await;
    let card = club.looks_up("film", &[("title", "mirror")]).await;
    assert_eq!(title(&card), "Mirror (1975)");
    assert!(text(&card).contains("**director** Andrei Tarkovsky (illg-neuger-1985 ¶ "));
    assert!(
        text(&card).contains("Andrei Tarkovsky. (imdb-zerkalo ¶ 8–9) ⚖ *the sources disagree:*"),
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
        text(&empty).contains("There is nothing under making. There is something under"),
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
    let place = entry(&person, "Sainte-Geneviève");
    let place = club.anna.selects(&person, &place).reply().await;
    assert!(
        title(&place).starts_with("Sainte-"),
        "places have cards too"
    );
    let back = entry(&place, "Andrei Tarkovsky");
    let film = club.anna.selects(&place, &back).reply().await;
    assert_eq!(text(&film), text(&person));
    // It is still hers to take away, and nobody else's.
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
            "Xyzzyq",
            "I know no film, person, place or topic called “Xyzzyq”",
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
    let shoot = rows
        .find("**≈ February 1977**")
        .expect("the shoot is dated");
    assert!(screenplay < shoot, "{rows}");
    assert!(rows.contains("-# ≈: dated alike"), "{rows}");
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
async fn what_can_be_looked_up_is_offered_while_it_is_typed() {
    let club = Club::opens().await;
    // Once it answers it has read the knowledge, and a keystroke has no time to wait for that.
    club.looks_up("timeline", &[]).await;
    let typing = |command: &str| club.anna.command(command);
    let films = typing("film").option("title", "film:birdcage-2011");
    let sections = films.offers("section", "", &club.cinema).await;
    assert!(!sections.is_empty() && sections.len() < 5, "{sections:?}");
    let all = typing("film").option("title", "Stalker");
    assert_eq!(all.offers("section", "", &club.cinema).await.len(), 5);
    let some = typing("person").option("name", "Tarkovsky");
    assert_eq!(
        some.offers("section", "mea", &club.cinema).await,
        ["Meaning"]
    );
    for (command, option, typed, first) in [
        ("timeline", "of", "moscow", "Moscow"),
        ("quote", "of", "сталк", "Stalker (1979)"),
        ("compare", "second", "mirr", "Mirror (1975)"),
        (
            "search",
            "source",
            "interview",
            "Interview with Andrei Tarkovsky",
        ),
    ] {
        let invocation = match command {
            "compare" => typing(command).option("first", "stalker"),
            "search" => typing(command).option("words", "water"),
            _ => typing(command),
        };
        let offered = invocation.offers_values(option, typed, &club.cinema).await;
        let (name, value) = &offered[0];
        assert!(name.starts_with(first), "{typed}: {offered:?}");
        if option == "of" {
            let shown = club.looks_up("timeline", &[("of", value)]).await;
            assert!(title(&shown).ends_with("in the order of time"), "{shown:?}");
        }
    }
    club.discord.expect_no_violations();
}
