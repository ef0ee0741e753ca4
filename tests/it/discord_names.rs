//! Names that may mean several things: which was taken is said, and the others are buttons.

use crate::discord_ask::{ask, labels};
use crate::loopback::Discord;
use crate::names::added_harbour;
use crate::world::{Bot, Folder};

#[tokio::test]
async fn the_other_film_of_the_same_name_is_a_button_that_asks_the_same_of_it() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let bot = Bot::of(&discord).with("cooldown.question_seconds", "0");
    let _bot = bot.start(&discord).await;
    let answer = ask(&anna, &cinema, "Who directed Zerkalo?").await;
    assert!(
        answer.content.contains(
            "-# “Zerkalo” read as Mirror (1975). Did you mean The Mirror (1997) by Jafar Panahi?"
        ),
        "{}",
        answer.content
    );
    let offers = labels(&answer.components, 1);
    assert_eq!(offers[0], "Who directed The Mirror (1997)?");
    let other = anna.press(&answer, &offers[0]).await;
    assert!(other.content.contains("Jafar Panahi"), "{}", other.content);
    assert!(!other.content.contains("Did you mean"), "{}", other.content);

    let silent = ask(&anna, &cinema, "how long is mirror?").await;
    assert!(
        silent
            .content
            .contains("-# “mirror” read as Mirror (1975).\n"),
        "{}",
        silent.content
    );
    for offer in labels(&silent.components, 1) {
        assert!(!offer.contains("1997"), "{offer}");
    }
    discord.expect_no_violations();
}

#[tokio::test]
async fn did_you_mean_never_answers_for_either_of_two() {
    let folder = Folder::new();
    for (path, text) in added_harbour() {
        folder.write(&format!("mine/{path}"), text);
    }
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let anna = server.member("anna");
    let _bot = Bot::of(&discord)
        .arg("--knowledge")
        .arg(folder.path().join("mine"))
        .with("cooldown.question_seconds", "0")
        .start(&discord)
        .await;
    for (question, asked_back, answers) in [
        (
            "what did karvek carry?",
            "“karvek” may be Ilse Karvel or Otto Karvem. Which one do you mean?",
            [
                ("What did Ilse Karvel carry?", "the anchor"),
                ("What did Otto Karvem carry?", "the compass"),
            ],
        ),
        (
            "who lent the lantern in the ferry?",
            "“the ferry” may be The Ferry (1961) or The Ferry (1999). Which one do you mean?",
            [
                (
                    "Who lent the lantern in The Ferry (1961)?",
                    "harbour office",
                ),
                ("Who lent the lantern in The Ferry (1999)?", "a museum"),
            ],
        ),
    ] {
        let torn = ask(&anna, &cinema, question).await;
        assert!(torn.content.starts_with(asked_back), "{}", torn.content);
        assert!(!torn.content.contains("[1]"), "{}", torn.content);
        assert_eq!(labels(&torn.components, 1), answers.map(|(offer, _)| offer));
        for (offer, said) in answers {
            let answer = anna.press(&torn, offer).await;
            assert!(answer.content.contains(said), "{offer}: {}", answer.content);
        }
    }
    discord.expect_no_violations();
}
