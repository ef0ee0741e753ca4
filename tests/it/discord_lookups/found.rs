//! What is searched for, and what is quoted.

use super::{Club, expect_cited, looks_up, text, title};
use crate::discord_ask::labels;
use crate::discord_knowledge::Home;
use crate::loopback::Message;

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
    expect_cited(&found);
    let long = "снимался".repeat(5);
    for words in [
        "\"a AND OR NOT (b:c^9 ~*",
        "@everyone [x](https://evil.example)",
        "….….…. || .. ||",
        long.as_str(),
        "tarkovsky mirror water film stalker zone",
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

    let mut home = Home::opens().await;
    home.grounds.write_text();
    home.restarts().await;
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
