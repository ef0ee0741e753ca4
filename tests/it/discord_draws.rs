//! Which questions a server is asked: none twice before all were put, none by two rounds at once,
//! none that was withdrawn.

use std::collections::HashSet;
use std::time::Duration;

use tarkovsky_bot::store::Store;
use tarkovsky_bot::trivia::round::Round;

use crate::discord_trivia::shipped::Narrow;
use crate::discord_trivia::table::{Table, options};
use crate::loopback::permissions::MANAGE_MESSAGES;
use crate::loopback::{Channel, Member, Message, Reply};
use crate::world::Folder;

const SECOND: Duration = Duration::from_secs(1);

fn text_of(message: &Message) -> String {
    message.content.lines().nth(1).unwrap().to_owned()
}

/// Starts a round of one question with these options; what the start says, and the question.
async fn one(host: &Member, narrow: &Narrow, channel: &Channel) -> (Reply, Message) {
    let start = host.command("trivia start").option("number", 1);
    let begun = narrow.wished(start).in_(channel).await;
    let is_it = |m: &Message| m.content.contains("ends <t:");
    let question = channel.shows("question", 20 * SECOND, is_it).await;
    (begun, question)
}

async fn stop(host: &Member, question: &Message, channel: &Channel) {
    host.command("trivia stop").in_(channel).await;
    let ends = |m: &Message| m.id == question.id && !m.content.contains("ends <t:");
    channel.shows("reveal", 20 * SECOND, ends).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_comes_again_only_once_all_were_put_and_a_withdrawn_one_never() {
    let table = Table::set(&[("trivia.seconds", "60"), ("trivia.rest_seconds", "0")]).await;
    let moderating = table.server.role("moderators", MANAGE_MESSAGES);
    let judge = table.member("judge").with_role(&moderating);
    let _bot = table.bot().await;
    let narrow = Narrow::of(3);
    let mut put = Vec::new();
    for left in [
        None,
        Some("1 new question like this is left"),
        Some("0 new questions like this are left"),
    ] {
        let (begun, question) = one(&judge, &narrow, &table.channel).await;
        let told = left.map_or(String::new(), |left| format!("After this round {left}"));
        assert!(begun.content.contains(&told), "{}", begun.content);
        let warns = begun.content.contains("After this round");
        assert_eq!(warns, left.is_some(), "{}", begun.content);
        put.push(text_of(&question));
        stop(&judge, &question, &table.channel).await;
    }
    let different: HashSet<&String> = put.iter().collect();
    assert_eq!(different.len(), 3, "{put:?}");

    let (begun, again) = one(&judge, &narrow, &table.channel).await;
    assert!(
        begun.content.contains("so they come again"),
        "{}",
        begun.content
    );
    stop(&judge, &again, &table.channel).await;
    let wrong = text_of(&again);
    let revealed = table.discord.message(again.id).unwrap();
    judge.press(&revealed, "Challenge").await;
    let cases = judge.command("trivia challenges").in_(&table.channel).await;
    judge.press(&cases, "Withdraw 1").await;
    // What is decided is decided, whoever still has the list before them.
    let late = judge.press(&cases, "Let 1 stand").await;
    assert!(late.content.contains("decided already"), "{}", late.content);
    for _ in 0..6 {
        let (_, question) = one(&judge, &narrow, &table.channel).await;
        assert_ne!(text_of(&question), wrong);
        stop(&judge, &question, &table.channel).await;
    }
    table.discord.expect_no_violations();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rounds_that_begin_at_once_share_no_question_and_an_overtaken_preview_does_not_start() {
    let folder = Folder::new();
    let keys = [
        ("trivia.seconds", "60"),
        ("trivia.rest_seconds", "0"),
        ("data.dir", folder.path().to_str().unwrap()),
    ];
    let table = Table::set(&keys).await;
    let mut bot = table.bot().await;
    let host = table.server.owner();
    let narrow = Narrow::of(3);
    let preview = host.command("trivia preview").option("number", 3);
    let preview = narrow.wished(preview).in_(&table.channel).await;
    assert!(
        preview.content.contains("After this round 0 new"),
        "{}",
        preview.content
    );
    let channels: Vec<Channel> = (0..3)
        .map(|n| table.server.channel(&format!("room-{n}")))
        .collect();
    let pending: Vec<_> = channels
        .iter()
        .map(|channel| {
            let start = host.command("trivia start").option("number", 1);
            narrow.wished(start).sent_in(channel)
        })
        .collect();
    for start in pending {
        let begun = start.reply().await;
        assert!(
            begun.content.starts_with("**A round of trivia**"),
            "{}",
            begun.content
        );
    }
    for channel in &channels {
        let is_it = |m: &Message| m.content.contains("ends <t:");
        let question = channel.shows("question", 20 * SECOND, is_it).await;
        assert!(!options(&question).is_empty());
    }
    let overtaken = host.press(&preview, "Start this round").await;
    assert!(
        overtaken.content.contains("were put here since"),
        "{}",
        overtaken.content
    );
    bot.signal("TERM");
    bot.ended(10 * SECOND).await;

    let store = Store::open(folder.path()).await.unwrap();
    let mut ids = Vec::new();
    for id in store.rounds_in(table.server.id()).await.unwrap() {
        let events = store.round_events(id).await.unwrap();
        let round = Round::replay(events.iter().map(|(_, event)| event)).unwrap();
        ids.extend(
            round
                .setup
                .questions
                .into_iter()
                .map(|question| question.id),
        );
    }
    let different: HashSet<&String> = ids.iter().collect();
    assert_eq!((ids.len(), different.len()), (3, 3), "{ids:?}");
    table.discord.expect_no_violations();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_has_seen_a_preview_plays_its_questions_in_no_round() {
    let table = Table::set(&[("trivia.seconds", "60"), ("trivia.rest_seconds", "0")]).await;
    let (anna, boris) = (table.member("anna"), table.member("boris"));
    let _bot = table.bot().await;
    let narrow = Narrow::of(1);
    let preview = anna.command("trivia preview").option("number", 1);
    let shown = narrow.wished(preview).in_(&table.channel).await;
    assert!(shown.is_ephemeral(), "{}", shown.content);
    let start = boris.command("trivia start").option("number", 1);
    narrow.wished(start).in_(&table.channel).await;
    let question = table.question(1).await;
    let option = &options(&question)[0];
    let form = anna.presses(&question, "Answer").modal().await;
    for refused in [
        anna.press(&question, option).await,
        anna.submits(&form, &[("text", "a")]).reply().await,
    ] {
        let told = "You have seen these questions before";
        assert!(refused.content.starts_with(told), "{}", refused.content);
    }
    let noted = boris.press(&question, option).await;
    assert!(
        noted.content.starts_with("You answered"),
        "{}",
        noted.content
    );
    table.discord.expect_no_violations();
}
