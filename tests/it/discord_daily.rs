//! The question of the day, as members and moderators see it.

use crate::discord_trivia::table::{Table, options};
use crate::loopback::permissions::MANAGE_MESSAGES;
use crate::loopback::{Member, Reply};

async fn daily(member: &Member, table: &Table) -> Reply {
    member.command("trivia daily").in_(&table.channel).await
}

async fn sets_zone(member: &Member, zone: &str, table: &Table) -> Reply {
    let command = member.command("trivia daily").option("zone", zone);
    command.in_(&table.channel).await
}

/// The label of the option with this letter.
fn lettered(shown: &Reply, letter: char) -> String {
    let mut labels = options(shown).into_iter();
    labels.find(|label| label.starts_with(letter)).unwrap()
}

/// Answers, and says which option was right.
async fn gives(member: &Member, shown: &Reply, letter: char) -> (Reply, char) {
    let told = member.press(shown, &lettered(shown, letter)).await;
    let right = letter_of_right_in(&told);
    (told, right)
}

fn letter_of_right_in(told: &Reply) -> char {
    let (before, _) = told.content.split_once(" is right.**").unwrap();
    before.chars().next_back().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_question_of_the_day_is_one_for_the_server_and_one_answer_counts() {
    let table = Table::set(&[]).await;
    let (anna, boris) = (table.member("anna"), table.member("boris"));
    let _bot = table.bot().await;
    let shown = daily(&anna, &table).await;
    assert!(shown.is_ephemeral() && shown.content.starts_with("**Question of the day**"));
    let other = daily(&boris, &table).await;
    assert_eq!(shown.content, other.content);
    // By typing, too; what is no option costs nothing.
    let form = anna.presses(&shown, "Answer").modal().await;
    let none = anna
        .submits(&form, &[("text", "the man in the moon")])
        .reply()
        .await;
    assert!(
        none.content.contains("none of the options"),
        "{}",
        none.content
    );
    let form = anna.presses(&shown, "Answer").modal().await;
    let told = anna.submits(&form, &[("text", "a")]).reply().await;
    let right = letter_of_right_in(&told);
    assert!(told.content.contains(" · 1 (100 %)"), "{}", told.content);
    assert!(told.content.contains('¶') && told.content.contains("1 answered today"));
    let again = daily(&anna, &table).await;
    assert_eq!(again.content, told.content, "the first answer counts");
    let sources = anna.press(&again, "Sources").await;
    assert!(sources.content.contains("[1]"), "{}", sources.content);
    let (told, _) = gives(&boris, &other, right).await;
    assert!(told.content.contains("You were right."), "{}", told.content);
    assert!(
        told.content.contains("right for one day"),
        "{}",
        told.content
    );
    assert!(
        told.content.contains("2 answered today"),
        "{}",
        told.content
    );
    table.discord.expect_no_violations();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_streak_grows_day_by_day_and_ends_with_a_wrong_answer() {
    let table = Table::set(&[]).await;
    let moderating = table.server.role("moderators", MANAGE_MESSAGES);
    let judge = table.member("judge").with_role(&moderating);
    let (anna, boris, clara) = (
        table.member("anna"),
        table.member("boris"),
        table.member("clara"),
    );
    let _bot = table.bot().await;
    let refused = sets_zone(&anna, "UTC+3", &table).await;
    assert!(
        refused.content.starts_with("You may not"),
        "{}",
        refused.content
    );
    let strange = sets_zone(&judge, "Moscow", &table).await;
    assert!(
        strange.content.contains("such as `UTC+3`"),
        "{}",
        strange.content
    );

    let set = sets_zone(&judge, "UTC-12", &table).await;
    assert!(set.content.contains("midnight UTC-12"), "{}", set.content);
    let first = daily(&judge, &table).await;
    let (_, right) = gives(&judge, &first, 'A').await;
    for member in [&anna, &boris] {
        let shown = daily(member, &table).await;
        let (told, _) = gives(member, &shown, right).await;
        assert!(
            told.content.contains("right for one day"),
            "{}",
            told.content
        );
    }
    let shown = daily(&clara, &table).await;

    // Twenty-four hours on, by the server's clock.
    sets_zone(&judge, "UTC+12", &table).await;
    let over = clara.press(&shown, &options(&shown)[0]).await;
    assert!(over.content.contains("another day"), "{}", over.content);
    let second = daily(&judge, &table).await;
    assert_ne!(
        second.content, first.content,
        "another day, another question"
    );
    let (_, right) = gives(&judge, &second, 'A').await;
    let shown = daily(&anna, &table).await;
    let (told, _) = gives(&anna, &shown, right).await;
    assert!(told.content.contains("2 days in a row"), "{}", told.content);
    let wrong = if right == 'A' { 'B' } else { 'A' };
    let shown = daily(&boris, &table).await;
    let (told, _) = gives(&boris, &shown, wrong).await;
    assert!(
        told.content.contains("begins with the next right answer"),
        "{}",
        told.content
    );

    // The question turns out to be wrong: nobody gains by the day, and nobody loses.
    let challenged = boris.press(&told, "Challenge").await;
    assert!(
        challenged.content.contains("moderators will look"),
        "{}",
        challenged.content
    );
    let cases = judge.command("trivia challenges").in_(&table.channel).await;
    assert!(cases.content.contains("**1.** "), "{}", cases.content);
    let upheld = judge.press(&cases, "Withdraw 1").await;
    assert!(
        upheld.content.contains("counts for nobody"),
        "{}",
        upheld.content
    );
    let told = daily(&anna, &table).await;
    assert!(told.content.contains("was withdrawn"), "{}", told.content);
    let newcomer = daily(&clara, &table).await;
    assert!(
        newcomer
            .content
            .starts_with("Today's question was withdrawn"),
        "{}",
        newcomer.content
    );
    table.discord.expect_no_violations();
}
