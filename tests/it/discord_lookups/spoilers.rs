//! What gives away a story is masked for all, and unmasked for who wants it.

use super::{Club, looks_up, text, title};
use crate::discord_ask::ask;
use crate::editions::grounds::Grounds;
use crate::loopback::Message;

/// A question whose answer tells the ending of Stalker.
const ENDING: &str = "does the glass break at the end of stalker";
/// What of the answer must be hidden.
const GIVEAWAY: &str = "falls to the ground";

/// Two endings of the film of [`Grounds`].
const DISPUTED_ENDING: &str = r#"
[[claim]]
id = "ferry-pilot-drowns"
about = ["ferry"]
text = "At the end of The Ferry the pilot drowns."
cite = ["logbook 2"]
asks = ["who dies in it", "how does the ferry finish", "is anybody lost in the water"]
spoiler = "ending"

[[claim]]
id = "ferry-pilot-swims"
about = ["ferry"]
text = "At the end of The Ferry the pilot swims ashore."
cite = ["logbook 3"]
asks = ["who gets out alive", "who reaches land", "is anybody saved"]
spoiler = "ending"

[[dispute]]
id = "dispute-ferry-pilot"
matter = "whether the pilot drowns"
asks = ["does the pilot of the ferry drown", "does the pilot survive the ferry"]
  [[dispute.side]]
  claims = ["ferry-pilot-drowns"]
  [[dispute.side]]
  claims = ["ferry-pilot-swims"]
"#;

/// What somebody reads who lifts no mask.
fn openly(text: &str) -> String {
    text.split("||").step_by(2).collect()
}

fn expect_masked(message: &Message) {
    let told = text(message);
    assert!(told.contains(GIVEAWAY), "{told}");
    assert!(!openly(told).contains(GIVEAWAY), "{told}");
    assert!(openly(told).contains('¶'), "places are told openly: {told}");
}

fn expect_open(message: &Message) {
    let told = text(message);
    assert!(told.contains(GIVEAWAY) && !told.contains("||"), "{told}");
}

#[tokio::test]
async fn an_answer_for_all_masks_the_ending_and_one_for_oneself_does_not() {
    let club = Club::opens().await;
    let answer = ask(&club.anna, &club.cinema, ENDING).await;
    expect_masked(&answer);
    let unmasked = club.boris.press(&answer, "Unmask for me").await;
    expect_open(&unmasked);
    assert_eq!(club.anna.sees(&club.cinema).len(), 1, "it is boris's alone");

    let options = [("question", ENDING), ("private", "true")];
    let own = looks_up(&club.anna, "ask", &options, &club.cinema).await;
    expect_open(&own);
    let shared = club.anna.press(&own, "Share").await;
    expect_masked(&shared);
    expect_open(&club.boris.press(&shared, "Unmask for me").await.message);

    let options = [("question", ENDING), ("spoilers", "ending")];
    expect_open(
        &looks_up(&club.anna, "ask", &options, &club.cinema)
            .await
            .message,
    );
    let options = [("question", ENDING), ("spoilers", "plot")];
    expect_masked(
        &looks_up(&club.anna, "ask", &options, &club.cinema)
            .await
            .message,
    );
    let said = club.anna.says(&club.cinema, &format!("@bot {ENDING}?"));
    expect_masked(&said.reply().await);
    let innocent = ask(&club.anna, &club.cinema, "how long is stalker").await;
    assert!(!innocent.content.contains("||"), "{}", innocent.content);
    club.discord.expect_no_violations();
}

#[tokio::test]
async fn a_dispute_whose_every_side_gives_away_the_ending_is_not_named_openly() {
    let grounds = Grounds::new();
    grounds.write("ending.toml", DISPUTED_ENDING);
    let club = Club::with(|bot| bot.arg("--knowledge").arg(grounds.knowledge())).await;
    let question = "does the pilot of the ferry drown";
    let hidden = |message: &Message| {
        let told = text(message);
        assert!(
            told.contains("The sources disagree about whether"),
            "{told}"
        );
        assert!(!openly(told).contains("pilot drowns"), "{told}");
    };
    let options = [("question", question), ("spoilers", "none")];
    hidden(&club.looks_up("ask", &options).await.message);
    let options = [("question", question), ("private", "true")];
    let own = club.looks_up("ask", &options).await;
    assert!(!text(&own).contains("||"), "{}", text(&own));
    let shared = club.anna.press(&own, "Share").await;
    hidden(&shared.message);
    expect_unmasked(&club.boris.press(&shared, "Unmask for me").await.message);
    club.discord.expect_no_violations();
}

fn expect_unmasked(message: &Message) {
    let told = text(message);
    assert!(
        told.contains("pilot drowns") && !told.contains("||"),
        "{told}"
    );
}

#[tokio::test]
async fn a_card_masks_line_by_line_page_after_page() {
    let club = Club::opens().await;
    let options = [
        ("words", "glass falls ground"),
        ("of", "the ending of Stalker"),
    ];
    let card = club.looks_up("search", &options).await;
    expect_masked(&card);
    let own = club.boris.press(&card, "Unmask for me").await;
    expect_open(&own);
    assert_eq!(title(&own), title(&card));
    let shared = club.boris.press(&own, "Share").await;
    expect_masked(&shared);

    // Turning the pages keeps the level that was asked for.
    let options = [
        ("title", "Stalker"),
        ("section", "meaning"),
        ("spoilers", "ending"),
    ];
    let mut open = club.looks_up("film", &options).await;
    let options = [("title", "Stalker"), ("section", "meaning")];
    let mut masked = club.looks_up("film", &options).await;
    let mut masks = 0;
    for _ in 0..8 {
        open = club.anna.press(&open, "Next ▶").await;
        masked = club.anna.press(&masked, "Next ▶").await;
        assert!(!text(&open).contains("||"), "{}", text(&open));
        assert_eq!(text(&masked).matches("||").count() % 2, 0);
        masks += text(&masked).matches("||").count() / 2;
    }
    assert!(masks > 0, "nothing was masked");
    club.discord.expect_no_violations();
}

#[tokio::test]
async fn the_operator_chooses_what_is_shown_openly() {
    let club = Club::with(|bot| bot.with("discord.spoilers", "ending")).await;
    expect_open(&ask(&club.anna, &club.cinema, ENDING).await.message);
    let options = [("question", ENDING), ("spoilers", "none")];
    expect_masked(
        &looks_up(&club.anna, "ask", &options, &club.cinema)
            .await
            .message,
    );
    club.discord.expect_no_violations();
}
