//! Members ask on Discord, and open the sources: the built bot on a Discord on loopback.

use std::time::Duration;

use crate::loopback::{Channel, Discord, Member, Options, Reply};
use crate::world::{Bot, marks};

#[tokio::test]
async fn a_member_asks_and_opens_the_sources() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let bot = Bot::of(&discord).start(&discord).await;

    let question = "who played the forensic doctor in mirror?";
    let answer = anna
        .command("ask")
        .option("question", question)
        .in_(&cinema)
        .await;
    assert!(
        answer
            .content
            .starts_with("Anatoliy Solonitsyn appears in Mirror")
    );
    assert_eq!(marks(&answer.content).first(), Some(&1));
    assert!(
        answer.content.contains("\n[1] Film page, ¶ 93"),
        "{}",
        answer.content
    );
    assert!(answer.after < Duration::from_secs(2), "{:?}", answer.after);

    let boris = server.member("boris");
    assert_eq!(boris.sees(&cinema).len(), 1, "everybody sees the answer");
    let sources = boris.press(&answer, "Sources").await;
    assert!(sources.content.contains("[1] Film page, ¶ 93"));
    assert_eq!(anna.sees(&cinema).len(), 1, "the sources are boris's alone");

    let page = boris.press(&sources, "Open [1]").await;
    assert!(page.content.contains("¶ 93 of"), "{}", page.content);
    assert!(page.content.contains("What is drawn from this paragraph"));
    let next = boris.press(&page, "Next ▶").await;
    assert!(next.content.contains("¶ 94 of"), "{}", next.content);
    let open = boris.sees(&cinema).len();
    let back = boris.press(&next, "◀ Previous").await;
    assert!(back.content.contains("¶ 93 of"), "{}", back.content);
    assert_eq!(boris.sees(&cinema).len(), open, "it turns in its place");
    let next = boris.press(&back, "Next ▶").await;
    let reference = boris.press(&next, "Reference").await;
    assert!(
        reference.content.contains("@misc{imdb-zerkalo"),
        "{}",
        reference.content
    );

    discord.expect_no_violations();
    assert!(
        !bot.log().contains(&Options::default().token),
        "the token is in the log"
    );
    assert!(
        bot.log().contains(question),
        "questions are logged at debug"
    );
}

#[tokio::test]
async fn an_answer_for_one_person_is_seen_by_nobody_else() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let (anna, boris) = (server.member("anna"), server.member("boris"));
    let _bot = Bot::of(&discord).start(&discord).await;
    let answer = anna
        .command("ask")
        .option("question", "how long is stalker?")
        .option("private", true)
        .in_(&cinema)
        .await;
    assert!(answer.content.contains("163 minutes"), "{}", answer.content);
    assert!(boris.sees(&cinema).is_empty());
    assert_eq!(anna.sees(&cinema).len(), 1);
    discord.expect_no_violations();
}

#[tokio::test]
async fn a_question_offered_with_an_answer_is_answered_when_it_is_pressed() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let bot = Bot::of(&discord).with("cooldown.question_seconds", "0");
    let _bot = bot.start(&discord).await;
    let answer = ask(&anna, &cinema, "who played the forensic doctor in mirror?").await;
    let offers = labels(&answer.components, 1);
    assert!(!offers.is_empty(), "{:#?}", answer.components);
    for offer in offers {
        let next = anna.press(&answer, &offer).await;
        assert!(
            !marks(&next.content).is_empty(),
            "{offer}: {}",
            next.content
        );
    }
    let unknown = ask(
        &anna,
        &cinema,
        "How much did Stalker earn at the box office?",
    )
    .await;
    assert!(
        unknown.content.starts_with("The sources do not say"),
        "{}",
        unknown.content
    );
    for offer in labels(&unknown.components, 1) {
        let next = anna.press(&unknown, &offer).await;
        assert!(
            !marks(&next.content).is_empty(),
            "{offer}: {}",
            next.content
        );
    }
    discord.expect_no_violations();
}

#[tokio::test]
async fn a_misread_word_is_told_and_a_dispute_shows_its_sides() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let _bot = Bot::of(&discord).start(&discord).await;
    let answer = ask(&anna, &cinema, "who played the forensic docter in miror?").await;
    assert!(
        answer.content.contains("-# “docter” read as “doctor”."),
        "{}",
        answer.content
    );
    let dispute = ask(&anna, &cinema, "When did Mirror come out?").await;
    assert!(
        dispute.content.starts_with("The sources disagree"),
        "{}",
        dispute.content
    );
    assert!(dispute.content.contains("\n[2] "), "{}", dispute.content);
    discord.expect_no_violations();
}

#[tokio::test]
async fn what_a_person_types_is_shown_and_never_obeyed() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let _bot = Bot::of(&discord).start(&discord).await;
    let answer = ask(
        &anna,
        &cinema,
        "@everyone **look** [here](https://evil.example) <t:0:R> mirror",
    )
    .await;
    for active in ["@everyone", "**look**", "https://", " <t:0:R>"] {
        assert!(
            !answer.content.contains(active),
            "{active} in {}",
            answer.content
        );
    }
    discord.expect_no_violations();
}

pub(crate) async fn ask(who: &Member, channel: &Channel, question: &str) -> Reply {
    who.command("ask")
        .option("question", question)
        .in_(channel)
        .await
}

/// Labels of the buttons that are primary: the questions that are offered.
pub(crate) fn labels(rows: &[serde_json::Value], style: u64) -> Vec<String> {
    let buttons = rows.iter().filter_map(|row| row["components"].as_array());
    buttons
        .flatten()
        .filter(|button| button["style"] == style)
        .filter_map(|button| button["label"].as_str().map(str::to_owned))
        .collect()
}
