//! Rounds of trivia through the built bot, as players and hosts see them.

use std::time::{Duration, Instant};

use crate::loopback::permissions::MANAGE_MESSAGES;
use crate::loopback::{Member, Message};
use crate::world::Folder;

pub(crate) mod shipped;
pub(crate) mod table;

use table::{Table, chosen, letter_of_right, options};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_is_played_from_the_start_to_the_winner() {
    let table = Table::set(&[("trivia.seconds", "3"), ("trivia.rest_seconds", "1")]).await;
    let (anna, boris, clara) = (
        table.member("anna"),
        table.member("boris"),
        table.member("clara"),
    );
    let _bot = table.bot().await;
    let begun = table.starts(&anna, 2).await;
    assert!(
        begun
            .content
            .contains("2 questions, choice, 3 seconds each"),
        "{}",
        begun.content
    );
    let again = anna.command("trivia start").in_(&table.channel).await;
    assert!(
        again.content.contains("A round goes on"),
        "{}",
        again.content
    );

    let question = table.question(1).await;
    let labels = options(&question);
    assert!(
        question.content.contains("ends <t:"),
        "{}",
        question.content
    );
    for (label, letter) in labels.iter().zip(['A', 'B', 'C', 'D']) {
        assert!(label.starts_with(letter), "{labels:?}");
    }
    let noted = anna.press(&question, &labels[0]).await;
    assert!(noted.is_ephemeral() && noted.content.starts_with("You answered **A**"));
    let changed = anna.press(&question, &labels[1]).await;
    assert_eq!(changed.content, "You answered **B**.");
    let fixed = anna.press(&question, &labels[0]).await;
    assert!(fixed.content.contains("**B** stands"), "{}", fixed.content);
    // Two clicks at once count once.
    let (one, other) = (
        boris.presses(&question, &labels[0]),
        boris.presses(&question, &labels[0]),
    );
    for click in [one.reply().await, other.reply().await] {
        assert!(
            click.content.starts_with("You answered **A**"),
            "{}",
            click.content
        );
    }
    // Typing is always possible.
    let form = clara.presses(&question, "Answer").modal().await;
    let typed = clara.submits(&form, &[("text", "b")]).reply().await;
    assert!(
        typed.content.starts_with("You answered **B**"),
        "{}",
        typed.content
    );

    let reveal = table.reveal(1).await;
    assert_eq!(reveal.id, question.id, "it is told in the same message");
    let right = letter_of_right(&reveal);
    assert_eq!(chosen(&reveal), [("A".to_owned(), 1), ("B".to_owned(), 2)]);
    assert!(reveal.content.contains("¶"), "{}", reveal.content);
    let first = match right {
        'A' => Some(boris.id()),
        'B' => Some(anna.id()),
        _ => None,
    };
    let told = first.map_or("Nobody was right.".to_owned(), |id| {
        format!("First: <@{id}>.")
    });
    assert!(reveal.content.contains(&told), "{}", reveal.content);
    assert!(reveal.mentions.is_empty(), "nobody is pinged");

    opens_the_source(&boris, &reveal).await;

    let second = table.question(2).await;
    let late = clara.forges(
        3,
        &table.channel,
        Some(&question),
        table::data(&question, &labels[0]),
    );
    assert!(late.reply().await.content.contains("Too late"));
    for (member, label) in [&anna, &boris, &clara]
        .iter()
        .zip(options(&second).iter().cycle())
    {
        member.press(&second, label).await;
    }
    let reveal = table.reveal(2).await;
    assert_eq!(
        chosen(&reveal)
            .iter()
            .map(|(_, count)| count)
            .sum::<usize>(),
        3
    );
    let end = table.end().await;
    assert!(!end.content.contains("practice"), "{}", end.content);

    let board = anna.command("trivia leaderboard").in_(&table.channel).await;
    assert!(board.content.contains("**1.** <@"), "{}", board.content);
    let own = anna.command("trivia me").in_(&table.channel).await;
    assert!(own.content.contains("in this server") && own.content.contains("round `"));
    table.discord.expect_no_violations();
}

async fn opens_the_source(member: &Member, reveal: &Message) {
    let sources = member.press(reveal, "Sources").await;
    assert!(sources.is_ephemeral());
    let page = member.press(&sources, "Open [1]").await;
    assert!(page.content.contains("¶"), "{}", page.content);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_goes_on_after_a_kill_with_every_button_still_working() {
    let folder = Folder::new();
    let keys = [
        ("trivia.seconds", "6"),
        ("trivia.rest_seconds", "1"),
        ("data.dir", folder.path().to_str().unwrap()),
    ];
    let table = Table::set(&keys).await;
    let (anna, boris) = (table.member("anna"), table.member("boris"));
    let mut bot = table.bot().await;
    table.starts(&anna, 2).await;
    let question = table.question(1).await;
    let labels = options(&question);
    let noted = anna.press(&question, &labels[1]).await;
    assert!(noted.content.starts_with("You answered **B**"));
    bot.signal("KILL");
    bot.ended(5 * SECOND).await;
    // The clock stands still while nobody runs the round.
    tokio::time::sleep(4 * SECOND).await;

    let back = Instant::now();
    let _bot = table.bot_again().await;
    let again = table
        .channel
        .shows("new time", 2 * SECOND, |m| {
            m.id == question.id && m.edits > question.edits
        })
        .await;
    println!(
        "from the start of the process to the round: {:?}",
        back.elapsed()
    );
    assert!(again.content.contains("ends <t:"), "{}", again.content);
    let stands = anna.press(&question, &labels[1]).await;
    assert!(
        stands.content.starts_with("You answered **B**"),
        "{}",
        stands.content
    );
    let noted = boris.press(&question, &labels[0]).await;
    assert!(
        noted.content.starts_with("You answered **A**"),
        "{}",
        noted.content
    );
    let changed = anna.press(&question, &labels[0]).await;
    assert_eq!(changed.content, "You answered **A**.");
    let fixed = anna.press(&question, &labels[1]).await;
    assert!(fixed.content.contains("**A** stands"), "{}", fixed.content);

    let reveal = table.reveal(1).await;
    assert_eq!(reveal.id, question.id);
    assert_eq!(chosen(&reveal), [("A".to_owned(), 2)]);
    table.question(2).await;
    table.end().await;
    table.discord.expect_no_violations();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forged_and_foreign_presses_change_nothing() {
    let table = Table::set(&[("trivia.seconds", "4"), ("trivia.rest_seconds", "0")]).await;
    let (anna, boris) = (table.member("anna"), table.member("boris"));
    let other = table.server.channel("elsewhere");
    let _bot = table.bot().await;
    table.starts(&anna, 1).await;
    let question = table.question(1).await;
    let labels = options(&question);
    let data = table::data(&question, &labels[0]);
    let mut forged = data.clone();
    let id = forged["custom_id"]
        .as_str()
        .unwrap()
        .replacen(".0.", ".0.1", 1);
    forged["custom_id"] = id.into();
    let refused = boris
        .forges(3, &table.channel, Some(&question), forged)
        .reply()
        .await;
    assert!(
        refused.content.contains("do not know that button"),
        "{}",
        refused.content
    );
    let refused = boris.forges(3, &other, Some(&question), data).reply().await;
    assert!(
        refused.content.contains("That round is over"),
        "{}",
        refused.content
    );
    let reveal = table.reveal(1).await;
    assert_eq!(chosen(&reveal), []);
    assert!(
        reveal.content.contains("Nobody answered."),
        "{}",
        reveal.content
    );
    table.end().await;
    table.discord.expect_no_violations();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_is_led_by_its_host_or_a_moderator_and_by_the_players_together() {
    let table = Table::set(&[("trivia.seconds", "20"), ("trivia.rest_seconds", "0")]).await;
    let moderating = table.server.role("moderators", MANAGE_MESSAGES);
    let (anna, boris, clara) = (
        table.member("anna"),
        table.member("boris"),
        table.member("clara"),
    );
    let dora = table.member("dora").with_role(&moderating);
    let _bot = table.bot().await;
    table.starts(&anna, 3).await;
    let first = table.question(1).await;
    let label = &options(&first)[0];
    let say = async |member: &Member, what: &str| {
        member
            .command(what)
            .in_(&table.channel)
            .await
            .content
            .clone()
    };
    assert!(
        say(&boris, "trivia skip")
            .await
            .contains("Only who plays has a vote")
    );
    assert!(
        say(&boris, "trivia pause")
            .await
            .contains("Only who started the round")
    );
    boris.press(&first, label).await;
    clara.press(&first, label).await;
    assert!(say(&boris, "trivia skip").await.contains("1 of 2"));
    assert!(say(&clara, "trivia skip").await.contains("decided"));
    let skipped = table.reveal(1).await;
    assert!(skipped.content.contains("left out"), "{}", skipped.content);

    let second = table.question(2).await;
    assert_eq!(say(&anna, "trivia pause").await, "Done.");
    let paused = table
        .channel
        .shows("pause", 5 * SECOND, |m| {
            m.id == second.id && m.content.contains("paused")
        })
        .await;
    let refused = boris.press(&paused, &options(&paused)[0]).await;
    assert!(refused.content.contains("paused"), "{}", refused.content);
    assert_eq!(say(&dora, "trivia resume").await, "Done.");
    table
        .channel
        .shows("time", 5 * SECOND, |m| {
            m.id == second.id && m.content.contains("ends <t:")
        })
        .await;
    assert_eq!(say(&dora, "trivia stop").await, "Done.");
    assert!(table.end().await.content.contains("It was stopped."));
    assert!(say(&anna, "trivia stop").await.contains("No round goes on"));
    table.discord.expect_no_violations();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_challenge_that_is_upheld_takes_the_points_back() {
    let table = Table::set(&[("trivia.seconds", "3"), ("trivia.rest_seconds", "0")]).await;
    let moderating = table.server.role("moderators", MANAGE_MESSAGES);
    let players: Vec<_> = ["anna", "boris", "clara", "dora"]
        .map(|name| table.member(name))
        .into();
    let judge = table.member("judge").with_role(&moderating);
    let _bot = table.bot().await;
    table.starts(&players[0], 1).await;
    let question = table.question(1).await;
    for (player, label) in players.iter().zip(options(&question).iter().cycle()) {
        player.press(&question, label).await;
    }
    let reveal = table.reveal(1).await;
    table.end().await;
    let board = async || {
        let board = judge
            .command("trivia leaderboard")
            .in_(&table.channel)
            .await;
        board.content.clone()
    };
    let before = board().await;
    assert!(before.contains("1 of 1 right"), "{before}");
    let told = players[1].press(&reveal, "Challenge").await;
    assert!(
        told.content.contains("moderators will look"),
        "{}",
        told.content
    );
    let told = players[1].press(&reveal, "Challenge").await;
    assert!(told.content.contains("already"), "{}", told.content);
    let refused = players[1]
        .command("trivia challenges")
        .in_(&table.channel)
        .await;
    assert!(
        refused.content.starts_with("You may not"),
        "{}",
        refused.content
    );
    let cases = judge.command("trivia challenges").in_(&table.channel).await;
    let upheld = judge.press(&cases, "Withdraw 1").await;
    assert!(upheld.content.contains("withdrawn"), "{}", upheld.content);
    let notice = table
        .channel
        .shows("notice", 5 * SECOND, |m| {
            m.content.contains("Question 1 was withdrawn")
        })
        .await;
    assert!(
        notice.content.contains("Nobody has points"),
        "{}",
        notice.content
    );
    let after = board().await;
    assert!(
        !after.contains("1 of 1 right") && after.contains("0 points"),
        "{after}"
    );
    let none = judge.command("trivia challenges").in_(&table.channel).await;
    assert!(
        none.content.contains("No question is held"),
        "{}",
        none.content
    );
    table.discord.expect_no_violations();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_previews_a_round_may_start_it_and_not_play() {
    let table = Table::set(&[("trivia.seconds", "3"), ("trivia.rest_seconds", "0")]).await;
    let (anna, boris) = (table.member("anna"), table.member("boris"));
    let _bot = table.bot().await;
    let preview = anna
        .command("trivia preview")
        .option("number", 2)
        .option("difficulty", "easy")
        .in_(&table.channel)
        .await;
    assert!(
        preview.is_ephemeral() && preview.content.contains("**2.**"),
        "{}",
        preview.content
    );
    anna.press(&preview, "Start this round").await;
    let question = table.question(1).await;
    let text = question.content.lines().nth(1).unwrap_or_default();
    assert!(
        preview.content.contains(text),
        "{text} is not in {}",
        preview.content
    );
    let label = &options(&question)[0];
    let refused = anna.press(&question, label).await;
    assert!(
        refused.content.contains("cannot play"),
        "{}",
        refused.content
    );
    boris.press(&question, label).await;
    table.discord.expect_no_violations();
}
