//! Leaderboards and personal histories, as players see them.

use std::time::Duration;

use crate::discord_trivia::table::{Table, options};
use crate::loopback::{Channel, Member, Message};

const SECOND: Duration = Duration::from_secs(1);

/// Plays a round of one question in a channel; where there are options enough, somebody is right and
/// somebody is wrong.
async fn plays(host: &Member, channel: &Channel, players: &[Member]) -> Message {
    let start = host.command("trivia start").option("number", 1);
    start.in_(channel).await;
    let is_it = |m: &Message| m.content.contains("ends <t:");
    let question = channel.shows("question", 20 * SECOND, is_it).await;
    for (player, label) in players.iter().zip(options(&question).iter().cycle()) {
        player.press(&question, label).await;
    }
    let over = |m: &Message| m.content.starts_with("**The round is over.**");
    channel.shows("end", 20 * SECOND, over).await
}

fn people(board: &Message) -> Vec<u64> {
    let rows = board.content.lines().filter(|line| line.starts_with("**"));
    let named = rows.filter_map(|line| line.split_once("<@")?.1.split_once('>'));
    named.map(|(id, _)| id.parse().unwrap()).collect()
}

fn ranks(board: &Message) -> Vec<usize> {
    let rows = board.content.lines().filter(|line| line.contains("<@"));
    let numbers = rows.filter_map(|line| line.strip_prefix("**")?.split_once(".**"));
    numbers.map(|(number, _)| number.parse().unwrap()).collect()
}

/// Whoever else turns a board has a copy of their own, and everybody's stays as it is.
async fn stays_while_another_turns_it(
    table: &Table,
    other: &Member,
    board: &Message,
    next: &[u64],
) {
    let first = people(board);
    let copy = other.press(board, "Next").await;
    assert!(copy.is_ephemeral(), "{}", copy.content);
    assert_eq!(people(&copy), next);
    let stays = table.discord.message(board.id).unwrap();
    assert_eq!(people(&stays), first);
    let own = other.press(&copy, "Before").await;
    assert_eq!((own.id, people(&own)), (copy.id, first));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn boards_are_paged_by_server_channel_and_period_and_ties_share_a_rank() {
    let table = Table::set(&[("trivia.seconds", "4"), ("trivia.rest_seconds", "0")]).await;
    let players: Vec<Member> = (0..13)
        .map(|n| table.member(&format!("player-{n}")))
        .collect();
    let small = table.server.channel("small");
    let practice = table.server.channel("practice");
    let _bot = table.bot().await;
    let host = table.server.owner();
    let empty = host.command("trivia leaderboard").in_(&table.channel).await;
    assert!(
        empty.content.contains("No ranked round yet"),
        "{}",
        empty.content
    );

    let end = plays(&host, &table.channel, &players).await;
    assert!(end.content.contains(" win"), "{}", end.content);
    let end = plays(&host, &small, &players[..3]).await;
    assert!(!end.content.contains("practice"), "{}", end.content);
    let end = plays(&host, &practice, &players[..2]).await;
    assert!(
        end.content
            .contains("Fewer than 3 played, so it was practice"),
        "{}",
        end.content
    );

    let board = host.command("trivia leaderboard").in_(&table.channel).await;
    let first = people(&board);
    assert_eq!(first.len(), 10, "{}", board.content);
    let shared = ranks(&board);
    assert!(shared.is_sorted() && shared[0] == 1, "{shared:?}");
    let next = host.press(&board, "Next").await;
    let second = people(&next);
    assert_eq!(second.len(), 3, "{}", next.content);
    assert!(second.iter().all(|id| !first.contains(id)));
    // Whoever was wrong has nothing, and all of them share the place of the first of them.
    let level = ranks(&next);
    assert!(level.iter().all(|rank| *rank == level[0]), "{level:?}");
    let before = host.press(&next, "Before").await;
    assert_eq!(people(&before), first);
    stays_while_another_turns_it(&table, &players[0], &board, &second).await;
    let last = players
        .iter()
        .find(|player| player.id() == second[0])
        .unwrap();
    let seen = last.command("trivia leaderboard").in_(&table.channel).await;
    assert!(
        seen.content
            .contains(&format!("Your place: **{}.** <@{}>", level[0], last.id())),
        "{}",
        seen.content
    );

    let by_channel = host
        .command("trivia leaderboard")
        .option("where", "channel");
    let board = by_channel.option("period", "day").in_(&small).await;
    assert!(
        board
            .content
            .starts_with("**Leaderboard of this channel, last 24 hours**")
    );
    let mut of_small = people(&board);
    of_small.sort_unstable();
    let mut expected: Vec<u64> = players[..3].iter().map(Member::id).collect();
    expected.sort_unstable();
    assert_eq!(of_small, expected);
    let by_channel = host
        .command("trivia leaderboard")
        .option("where", "channel");
    let none = by_channel.in_(&practice).await;
    assert!(
        none.content.contains("No ranked round yet"),
        "{}",
        none.content
    );

    let own = players[0].command("trivia me").in_(&table.channel).await;
    assert!(own.is_ephemeral());
    for channel in [&table.channel, &small] {
        assert!(
            own.content.contains(&format!("<#{}>", channel.id())),
            "{}",
            own.content
        );
    }
    assert!(
        own.content.contains("of 13 in this server"),
        "{}",
        own.content
    );
    assert_eq!(
        own.content.matches("(round `").count(),
        2,
        "{}",
        own.content
    );
    let stranger = host.command("trivia me").in_(&table.channel).await;
    assert!(
        stranger.content.contains("no ranked round"),
        "{}",
        stranger.content
    );
    table.discord.expect_no_violations();
}
