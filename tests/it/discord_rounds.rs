//! Rounds at their edges: the place is taken from under them, somebody plays in two, looks
//! the answer up, or wants to be forgotten.

use std::time::Duration;

use tarkovsky_bot::bot::recorded::tell;
use tarkovsky_bot::store::Store;
use tarkovsky_bot::trivia::question::Question;
use tarkovsky_bot::trivia::round::Round;
use tarkovsky_bot::trivia::round::event::Ending;

use crate::discord_trivia::shipped::{self, Narrow};
use crate::discord_trivia::table::{Table, options};
use crate::loopback::permissions::SEND_MESSAGES;
use crate::loopback::{Channel, Message};
use crate::world::{Binary, Folder, World};

const SECOND: Duration = Duration::from_secs(1);

async fn question_in(channel: &Channel) -> Message {
    let is_it = |m: &Message| m.content.contains("ends <t:");
    channel.shows("question", 20 * SECOND, is_it).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_ends_where_its_place_is_gone_and_goes_on_without_its_host() {
    let folder = Folder::new();
    let keys = [
        ("trivia.seconds", "3"),
        ("trivia.rest_seconds", "0"),
        ("data.dir", folder.path().to_str().unwrap()),
    ];
    let table = Table::set(&keys).await;
    let other = table.discord.guild("Another club");
    let thrown_out = other.channel("trivia");
    let host = table.member("host");
    let [deleted, archived, silenced, left] =
        ["deleted", "archived", "silenced", "left"].map(|name| table.server.channel(name));
    let mut bot = table.bot().await;
    for channel in [&deleted, &archived, &silenced, &left] {
        host.command("trivia start")
            .option("number", 3)
            .in_(channel)
            .await;
        question_in(channel).await;
    }
    other.owner().command("trivia start").in_(&thrown_out).await;
    question_in(&thrown_out).await;
    let player = table.member("player");
    let question = question_in(&left).await;
    player.press(&question, &options(&question)[0]).await;

    deleted.is_deleted();
    archived.is_archived();
    silenced.bot_may_not(SEND_MESSAGES);
    table.server.loses(&host);
    other.removes_bot();

    // The round whose host has left is played to its end: the last question is put.
    let last = |m: &Message| m.content.starts_with("**Question 2 of 3**");
    let second = left.shows("question", 20 * SECOND, last).await;
    player.press(&second, &options(&second)[0]).await;
    let end = |m: &Message| m.content.starts_with("**The round is over.**");
    left.shows("end", 30 * SECOND, end).await;
    // What was silenced can be played in again at once.
    bot.signal("TERM");
    bot.ended(10 * SECOND).await;

    let store = Store::open(folder.path()).await.unwrap();
    assert_eq!(store.rounds_going_on().await.unwrap(), []);
    assert_eq!(
        store.rounds_in(other.id()).await.unwrap(),
        [],
        "it left that server"
    );
    let mut ends = Vec::new();
    for id in store.rounds_in(table.server.id()).await.unwrap() {
        let events = store.round_events(id).await.unwrap();
        let round = Round::replay(events.iter().map(|(_, event)| event)).unwrap();
        ends.push((round.setup.channel, round.ended.unwrap().0));
    }
    let of = |channel: &Channel| ends.iter().find(|(of, _)| *of == channel.id()).unwrap().1;
    assert_eq!(of(&deleted), Ending::ChannelGone);
    assert_eq!(of(&archived), Ending::ThreadArchived);
    assert_eq!(of(&silenced), Ending::PermissionLost);
    assert_eq!(of(&left), Ending::Done);
    table.discord.expect_no_violations();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_plays_in_one_round_of_a_server_at_a_time() {
    let table = Table::set(&[("trivia.seconds", "6"), ("trivia.rest_seconds", "0")]).await;
    let second = table.server.channel("second");
    let (anna, boris) = (table.member("anna"), table.member("boris"));
    let _bot = table.bot().await;
    for channel in [&table.channel, &second] {
        anna.command("trivia start").in_(channel).await;
    }
    let (here, there) = (table.question(1).await, question_in(&second).await);
    // Several questions may have the same words; then their options are others.
    let words = |question: &Message| {
        let line = question.content.lines().nth(1).map(str::to_owned);
        (line, options(question))
    };
    assert_ne!(words(&here), words(&there), "the same question twice");
    boris.press(&here, &options(&here)[0]).await;
    let refused = boris.press(&there, &options(&there)[0]).await;
    let told = format!("You are playing in <#{}>", table.channel.id());
    assert!(refused.content.starts_with(&told), "{}", refused.content);
    anna.command("trivia stop").in_(&table.channel).await;
    let noted = boris.press(&there, &options(&there)[0]).await;
    assert!(
        noted.content.starts_with("You answered"),
        "{}",
        noted.content
    );
    table.discord.expect_no_violations();
}

/// A question people ask that is answered by the claim which proves this one.
pub(crate) fn that_gives_away(question: &Question) -> Option<String> {
    let world = World::shipped();
    let claim = &question.proofs[0].claim;
    let mut claims = world.edition.knowledge.claims.iter();
    let mut asks = claims.find(|known| known.id == *claim)?.asks.iter();
    let leads_there = |ask: &String| {
        let recorded = tell(ask, &world.edition, &world.limits).recorded;
        recorded.claims.contains(claim)
    };
    asks.by_ref().map(|ask| ask.text.clone()).find(leads_there)
}

/// As much of a question as can be searched for.
fn shortened(question: &str) -> String {
    let end = question
        .char_indices()
        .nth(45)
        .map_or(question.len(), |(at, _)| at);
    question[..end].trim().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_of_before_does_not_tell_what_is_asked_now() {
    let table = Table::set(&[("trivia.seconds", "60"), ("trivia.rest_seconds", "0")]).await;
    let (anna, boris) = (table.member("anna"), table.member("boris"));
    let _bot = table.bot().await;
    let mut asked = Narrow::every(1).filter_map(|narrow| {
        let ask = that_gives_away(narrow.questions[0])?;
        Some((narrow, ask))
    });
    let (narrow, ask) = asked.next().unwrap();
    let command = anna.command("ask").option("question", ask.clone());
    let answer = command.in_(&table.channel).await;
    let sources = boris.press(&answer, "Sources").await;
    assert!(sources.content.contains("[1]"), "{}", sources.content);
    let command = boris.command("ask").option("question", ask);
    let private = command.option("private", true).in_(&table.channel).await;

    let start = anna.command("trivia start").option("number", 1);
    narrow.wished(start).in_(&table.channel).await;
    table.question(1).await;
    for (on, button) in [
        (&answer, "Sources"),
        (&sources, "Open [1]"),
        (&private, "Share"),
    ] {
        let withheld = boris.press(on, button).await;
        assert!(withheld.is_ephemeral(), "{}", withheld.content);
        assert!(
            withheld.content.contains("give away"),
            "{button}: {}",
            withheld.content
        );
    }
    anna.command("trivia stop").in_(&table.channel).await;
    table.end().await;
    let sources = boris.press(&answer, "Sources").await;
    assert!(sources.content.contains("[1]"), "{}", sources.content);
    table.discord.expect_no_violations();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_gives_the_question_away_is_not_told_meanwhile() {
    let table = Table::set(&[("trivia.seconds", "60"), ("trivia.rest_seconds", "0")]).await;
    let anna = table.member("anna");
    let _bot = table.bot().await;
    for _ in 0..20 {
        table.starts(&anna, 1).await;
        let question = table.question(1).await;
        // Of several that read alike, nobody can say which one it is.
        let only = shipped::of(&question).filter(|_| shipped::alike(&question).count() == 1);
        if let Some(ask) = only.and_then(that_gives_away) {
            let withheld = anna
                .command("ask")
                .option("question", ask.clone())
                .in_(&table.channel)
                .await;
            assert!(withheld.is_ephemeral(), "{ask}: {}", withheld.content);
            assert!(
                withheld.content.contains("give away"),
                "{ask}: {}",
                withheld.content
            );
            // Said to all: a message in a channel cannot be for one person alone.
            anna.says(&table.channel, &format!("@bot {ask}"));
            let is_it = |m: &Message| m.content.contains("give away");
            table.channel.shows("refusal", 10 * SECOND, is_it).await;
            let found = anna.command("search").option("words", shortened(&ask));
            let withheld = found.clone().in_(&table.channel).await;
            assert!(
                withheld.content.contains("give away"),
                "{ask}: {withheld:?}"
            );
            anna.command("trivia stop").in_(&table.channel).await;
            table.end().await;
            let shown = found.in_(&table.channel).await;
            assert!(!shown.embeds.is_empty(), "{ask}: {}", shown.content);
            let told = anna
                .command("ask")
                .option("question", ask)
                .in_(&table.channel)
                .await;
            assert!(!told.content.contains("give away"), "{}", told.content);
            table.discord.expect_no_violations();
            return;
        }
        // Something that has nothing to do with it is told.
        anna.command("trivia stop").in_(&table.channel).await;
        table.discord.message(question.id).unwrap();
        let ends = |m: &Message| m.id == question.id && !m.content.contains("ends <t:");
        table.channel.shows("reveal", 10 * SECOND, ends).await;
    }
    panic!("twenty questions, and none that can be asked for");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_typed_round_takes_any_spelling_and_tells_what_is_near() {
    let table = Table::set(&[("trivia.seconds", "5"), ("trivia.rest_seconds", "0")]).await;
    let (anna, boris) = (table.member("anna"), table.member("boris"));
    let _bot = table.bot().await;
    let start = anna
        .command("trivia start")
        .option("mode", "typed")
        .option("number", 1);
    start.in_(&table.channel).await;
    let question = table.question(1).await;
    let typed = shipped::of(&question).unwrap().typed.as_ref().unwrap();
    let form = anna.presses(&question, "Answer").modal().await;
    let wrong = anna
        .submits(&form, &[("text", "the Man in the Moon")])
        .reply()
        .await;
    assert!(wrong.content.contains("2 more tries"), "{}", wrong.content);
    let loud = format!("  {}!! ", typed.accepted[0].to_uppercase());
    for member in [&anna, &boris] {
        let form = member.presses(&question, "Answer").modal().await;
        let right = member.submits(&form, &[("text", &loud)]).reply().await;
        assert_eq!(right.content, "That is right.", "{loud}");
        assert!(right.is_ephemeral());
    }
    let over = |m: &Message| m.id == question.id && m.content.contains("**Right is ");
    let reveal = table.channel.shows("reveal", 20 * SECOND, over).await;
    let first = format!("First: <@{}>.", anna.id());
    assert!(reveal.content.contains(&first), "{}", reveal.content);
    table.end().await;
    table.discord.expect_no_violations();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_forgotten_leaves_the_boards_and_the_round_of_the_others_stays() {
    let folder = Folder::new();
    let keys = [
        ("trivia.seconds", "2"),
        ("trivia.rest_seconds", "0"),
        ("data.dir", folder.path().to_str().unwrap()),
    ];
    let table = Table::set(&keys).await;
    let players: Vec<_> = (0..4)
        .map(|n| table.member(&format!("player-{n}")))
        .collect();
    let _bot = table.bot().await;
    table.starts(&players[0], 1).await;
    let question = table.question(1).await;
    for (player, label) in players.iter().zip(options(&question).iter().cycle()) {
        player.press(&question, label).await;
    }
    table.end().await;
    let own = players[1].command("trivia me").in_(&table.channel).await;
    let id = own.content.rsplit('`').nth(1).unwrap().to_owned();
    let shown = players[1].command("my-data show").in_(&table.channel).await;
    assert!(
        shown.content.contains("entries of trivia rounds"),
        "{}",
        shown.content
    );
    players[1]
        .command("my-data delete")
        .in_(&table.channel)
        .await;
    let own = players[1].command("trivia me").in_(&table.channel).await;
    assert!(own.content.contains("no ranked round"), "{}", own.content);
    let board = players[0]
        .command("trivia leaderboard")
        .in_(&table.channel)
        .await;
    assert!(
        !board.content.contains(&players[1].id().to_string()),
        "{}",
        board.content
    );
    assert_eq!(board.content.matches("<@").count(), 3, "{}", board.content);

    // The log is told while the bot runs, and knows the person no more.
    let ran = Binary::new(&["trivia", "replay", &id])
        .env("TARKOVSKY__DATA__DIR", folder.path().to_str().unwrap())
        .run();
    let text = &ran.expect_code(0).stdout;
    assert!(text.contains("somebody-1 answered question 1"), "{text}");
    assert!(!text.contains(&players[1].id().to_string()), "{text}");
    assert!(
        text.contains("Table (ranked)") && text.contains("Every question was put."),
        "{text}"
    );
    table.discord.expect_no_violations();
}
