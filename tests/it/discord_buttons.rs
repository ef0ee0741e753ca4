//! Who may do what with an answer, and what is told to those who may not.

use std::time::Duration;

use serde_json::json;

use crate::discord_ask::{ask, labels};
use crate::discord_knowledge::Home;
use crate::editions::grounds::QUESTION;
use crate::loopback::{Discord, permissions};
use crate::world::{Bot, marks};

#[tokio::test]
async fn only_the_one_who_asked_or_a_moderator_takes_an_answer_away() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let moderating = server.role("moderators", permissions::MANAGE_MESSAGES);
    let (anna, boris) = (server.member("anna"), server.member("boris"));
    let clara = server.member("clara").with_role(&moderating);
    let _bot = Bot::of(&discord).start(&discord).await;

    let answer = ask(&anna, &cinema, "how long is stalker?").await;
    let refused = boris.press(&answer, "Delete").await;
    assert!(
        refused.content.starts_with("You may not"),
        "{}",
        refused.content
    );
    assert_eq!(cinema.messages().len(), 1);

    let sources = boris.press(&answer, "Sources").await;
    anna.presses(&answer, "Delete").acknowledged().await;
    gone(&discord, answer.id).await;
    let forgotten = boris.press(&sources, "Open [1]").await;
    assert!(
        forgotten.content.contains("no longer keep"),
        "{}",
        forgotten.content
    );

    let second = ask(&anna, &cinema, "how long is stalker?").await;
    clara.presses(&second, "Delete").acknowledged().await;
    gone(&discord, second.id).await;
    discord.expect_no_violations();
}

/// Waits until a message is gone.
async fn gone(discord: &Discord, message: crate::loopback::Id) {
    for _ in 0..300 {
        if discord.message(message).is_none() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the message is still there");
}

#[tokio::test]
async fn a_private_answer_is_shared_once() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let (anna, boris) = (server.member("anna"), server.member("boris"));
    let _bot = Bot::of(&discord).start(&discord).await;
    let command = anna
        .command("ask")
        .option("question", "how long is stalker?");
    let answer = command.option("private", true).in_(&cinema).await;
    assert!(boris.sees(&cinema).is_empty());
    let shared = anna.press(&answer, "Share").await;
    assert!(shared.content.contains("163 minutes"));
    assert_eq!(boris.sees(&cinema).len(), 1);
    let again = anna.press(&answer, "Share").await;
    assert!(again.content.contains("already"), "{}", again.content);
    assert_eq!(boris.sees(&cinema).len(), 1);
    discord.expect_no_violations();
}

#[tokio::test]
async fn more_brings_the_next_best_evidence_and_wrong_asks_for_the_reason() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let _bot = Bot::of(&discord).start(&discord).await;
    let answer = ask(&anna, &cinema, "who played the forensic doctor in mirror?").await;
    let more = anna.press(&answer, "More").await;
    assert!(!marks(&more.content).is_empty(), "{}", more.content);
    assert_ne!(more.content, answer.content);
    let wrong = anna.press(&answer, "Wrong").await;
    assert_eq!(
        labels(&wrong.components, 2),
        ["A wrong fact", "A wrong citation", "Not what I asked"]
    );
    let noted = anna.press(&wrong, "A wrong fact").await;
    assert!(noted.content.starts_with("Noted"));
    assert!(labels(&noted.components, 2).is_empty());
    assert_eq!(cinema.messages().len(), 1, "all of it was private");
    discord.expect_no_violations();
}

#[tokio::test]
async fn moderators_see_which_answers_are_held_to_be_wrong_and_why() {
    let home = Home::opens().await;
    let server = &home.server;
    let members: Vec<_> = ["anna", "boris", "clara", "dora"]
        .map(|name| server.member(name))
        .into();
    let reasons = ["A wrong fact", "A wrong citation", "Not what I asked"];
    let answer = ask(&members[0], &home.cinema, QUESTION).await;
    let none = home.knowledge("status").await;
    assert!(
        !none.content.contains("hold to be wrong"),
        "{}",
        none.content
    );
    // Twice each of the last, so that no two reasons are told alike.
    for (member, reason) in members.iter().zip([reasons[1], reasons[2], reasons[2]]) {
        let asked = member.press(&answer, "Wrong").await;
        member.press(&asked, reason).await;
    }
    members[3].press(&answer, "Helpful").await;
    let told = home.knowledge("status").await;
    let line = told.content.lines().find(|line| line.contains("Helpful"));
    let line = line.unwrap_or_else(|| panic!("{}", told.content));
    let counted = ": A wrong citation 1, Not what I asked 2, Helpful 1. Claims: ";
    assert!(line.contains(counted), "{line}");
    let asked = members[0].press(&answer, "Wrong").await;
    members[0].press(&asked, reasons[0]).await;
    let told = home.knowledge("status").await;
    let counted = ": A wrong fact 1, Not what I asked 2, Helpful 1. Claims: ";
    assert!(told.content.contains(counted), "{}", told.content);
    for member in &members {
        let id = member.id().to_string();
        assert!(!told.content.contains(&id), "nobody is named");
    }
    home.discord.expect_no_violations();
}

#[tokio::test]
async fn a_forged_or_altered_button_does_nothing() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let _bot = Bot::of(&discord).start(&discord).await;
    let answer = ask(&anna, &cinema, "how long is stalker?").await;
    let id = answer.components[0]["components"][4]["custom_id"]
        .as_str()
        .expect("Delete has an id")
        .to_owned();
    let mut altered = id.clone();
    altered.replace_range(1..2, "s");
    for forged in [
        altered.as_str(),
        "1d.0.0.0.AAAAAAAAAAA",
        "x",
        &"9".repeat(100),
    ] {
        let data = json!({"component_type": 2, "custom_id": forged});
        let refused = anna.forges(3, &cinema, Some(&answer), data).reply().await;
        assert!(
            refused.content.contains("do not know that button"),
            "{}",
            refused.content
        );
        assert!(discord.message(answer.id).is_some());
    }
    discord.expect_no_violations();
}

#[tokio::test]
async fn who_asks_too_fast_is_told_privately() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let (anna, boris) = (server.member("anna"), server.member("boris"));
    let _bot = Bot::of(&discord)
        .with("cooldown.question_burst", "2")
        .with("cooldown.question_seconds", "60")
        .start(&discord)
        .await;
    for _ in 0..2 {
        let answer = ask(&anna, &cinema, "how long is stalker?").await;
        assert!(answer.content.contains("163"));
    }
    let refused = ask(&anna, &cinema, "how long is stalker?").await;
    assert!(
        refused.content.contains("faster than I may answer"),
        "{}",
        refused.content
    );
    assert_eq!(boris.sees(&cinema).len(), 2);
    assert!(
        ask(&boris, &cinema, "how long is stalker?")
            .await
            .content
            .contains("163")
    );
    discord.expect_no_violations();
}

#[tokio::test]
async fn what_the_operator_forbids_is_said_privately() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let (cinema, lobby) = (server.channel("cinema"), server.channel("lobby"));
    let (anna, boris) = (server.member("anna"), server.member("boris"));
    let _bot = Bot::of(&discord)
        .with("discord.denied_channels", &lobby.id().to_string())
        .with("discord.blocked_users", &boris.id().to_string())
        .start(&discord)
        .await;
    let refused = ask(&anna, &lobby, "how long is stalker?").await;
    assert!(refused.content.contains("do not answer in this channel"));
    let blocked = ask(&boris, &cinema, "how long is stalker?").await;
    assert!(blocked.content.contains("not to answer you"));
    assert!(lobby.messages().is_empty() && cinema.messages().is_empty());
    discord.expect_no_violations();
}

#[tokio::test]
async fn where_the_bot_may_not_speak_only_the_one_who_asks_sees_the_answer() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    cinema.bot_may_not(permissions::SEND_MESSAGES);
    let _bot = Bot::of(&discord).start(&discord).await;
    let answer = ask(&anna, &cinema, "how long is stalker?").await;
    assert!(answer.content.contains("163 minutes"));
    assert!(
        answer
            .content
            .contains("I may not send messages in this channel"),
        "{}",
        answer.content
    );
    assert!(cinema.messages().is_empty());

    anna.says(&cinema, "@bot how long is stalker?");
    for _ in 0..300 {
        if !anna.direct().messages().is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let told = anna.direct().messages();
    assert!(
        told[0].content.contains("may not send messages"),
        "{told:#?}"
    );
    discord.expect_no_violations();
}
