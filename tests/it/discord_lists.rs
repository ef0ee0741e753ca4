//! Long lists for moderators: their pages are turned after a restart too, by moderators of their server.

use crate::discord_ask::ask;
use crate::discord_knowledge::Home;

#[tokio::test]
async fn the_pages_of_a_list_are_turned_after_a_restart() {
    let mut home = Home::opens().await;
    // Once it answers, it has read the folder.
    ask(&home.moderator, &home.cinema, "was it a quick job").await;
    let claim = |n: u32| {
        format!(
            "[[claim]]\nid = \"broken-{n}\"\nabout = [\"nobody\"]\ntext = \"x\"\ncite = [\"logbook 1\"]\n"
        )
    };
    let broken = (0..120).map(claim).collect::<Vec<_>>().concat();
    home.grounds.write("broken.toml", &broken);
    let list = home.knowledge("check").await;
    assert!(list.content.contains("\n-# 1 of "), "{}", list.content);
    let second = home.moderator.press(&list, "Next ▶").await;
    assert!(second.content.contains("\n-# 2 of "), "{}", second.content);
    assert_ne!(second.content, list.content);

    home.grounds.write("broken.toml", "");
    home.restarts().await;
    let third = home.moderator.press(&second, "Next ▶").await;
    assert!(third.content.contains("\n-# 3 of "), "{}", third.content);
    assert!(third.content.contains("broken.toml:"), "{}", third.content);
    let back = home.moderator.press(&third, "◀ Previous").await;
    assert_eq!(back.content, second.content);
    home.discord.expect_no_violations();
}

#[tokio::test]
async fn a_list_of_what_people_wrote_forgets_what_they_remove() {
    let mut home = Home::opens().await;
    let anna = home.server.member("anna");
    for n in 0..14 {
        let insure = "and what of the pier, the rope, the crew and the sail ".repeat(3);
        let question = format!("premium {n} of the insurance in roubles, {insure}?");
        let unknown = ask(&anna, &home.cinema, &question).await;
        let told = anna.press(&unknown, "Tell the moderators").await;
        assert!(told.content.contains("passed on"), "{}", told.content);
    }
    let list = home.knowledge("status").await;
    assert!(list.content.contains("\n-# 1 of "), "{}", list.content);
    home.restarts().await;
    let second = home.moderator.press(&list, "Next ▶").await;
    assert!(
        second.content.contains("insurance in roubles"),
        "{}",
        second.content
    );
    anna.command("my-data delete").in_(&home.cinema).await;
    let first = home.moderator.press(&second, "◀ Previous").await;
    assert!(!first.content.contains("roubles"), "{}", first.content);
    assert!(
        first.content.starts_with("**Edition 1-"),
        "{}",
        first.content
    );
    home.discord.expect_no_violations();
}
