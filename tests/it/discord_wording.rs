//! The wording of questions: kept where the operator lists the server, nowhere else, and gone when it should be.

use std::time::Duration;

use tarkovsky_bot::store::Store;
use tarkovsky_bot::store::records::{AnswerId, AnswerRecord};

use crate::discord_ask::ask;
use crate::loopback::{Channel, Discord, Member, Reply};
use crate::world::{Bot, Folder, Running};

const QUESTION: &str = "how long is stalker?";

fn bot(discord: &Discord, data: &Folder, listed: &str) -> Bot {
    Bot::of(discord)
        .with("data.dir", &data.path().display().to_string())
        .with("cooldown.question_seconds", "0")
        .with("discord.keep_wording_in", listed)
}

async fn ends(mut bot: Running) {
    bot.terminate();
    let (code, _) = bot.ended(Duration::from_secs(5)).await;
    assert_eq!(code, Some(0), "{}", bot.log());
}

async fn starts_again(discord: &Discord, bot: Bot) -> Running {
    let before = discord.sessions();
    let running = bot.launch();
    discord
        .connected_again(before, Duration::from_secs(10))
        .await;
    running
}

async fn why(who: &Member, answer: &Reply, channel: &Channel) -> String {
    let id = answer.content.rsplit(' ').next().unwrap_or_default();
    let command = who.command("why").option("id", id);
    command.in_(channel).await.content.clone()
}

async fn my_data(who: &Member, channel: &Channel) -> String {
    who.command("my-data show")
        .in_(channel)
        .await
        .content
        .clone()
}

async fn privacy(who: &Member, channel: &Channel) -> String {
    who.command("privacy").in_(channel).await.content.clone()
}

/// True where some file of the folder holds these words.
fn is_on_disk(data: &Folder, words: &str) -> bool {
    let files = std::fs::read_dir(data.path()).expect("the folder is there");
    files
        .map(|file| file.expect("it can be listed").path())
        .filter(|path| path.is_file())
        .any(|path| {
            let bytes = std::fs::read(path).expect("it can be read");
            bytes
                .windows(words.len())
                .any(|part| part == words.as_bytes())
        })
}

/// Waits until no file holds these words any more.
async fn leaves_the_disk(data: &Folder, words: &str) {
    for _ in 0..500 {
        if !is_on_disk(data, words) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{words:?} is still there");
}

#[tokio::test]
async fn the_wording_is_kept_in_listed_servers_and_shown_to_whoever_may_see_the_answer() {
    let discord = Discord::start().await;
    let (zona, solaris) = (discord.guild("Zona"), discord.guild("Solaris"));
    let (cinema, station) = (zona.channel("cinema"), solaris.channel("station"));
    let (anna, boris) = (zona.member("anna"), zona.member("boris"));
    let clara = solaris.member("clara");
    let data = Folder::new();
    let listed = zona.id().to_string();
    let running = bot(&discord, &data, &listed).start(&discord).await;

    let kept = ask(&anna, &cinema, QUESTION).await;
    let command = anna
        .command("ask")
        .option("question", "who shot Stalker, *really*?");
    let private = command.option("private", true).in_(&cinema).await;
    let unkept = ask(&clara, &station, "how long is solaris, if I may ask?").await;
    assert!(
        privacy(&anna, &cinema)
            .await
            .contains("In this server the wording of your question is kept")
    );
    let elsewhere = privacy(&clara, &station).await;
    assert!(elsewhere.contains("is not kept here"), "{elsewhere}");
    let directly = privacy(&anna, &anna.direct()).await;
    assert!(directly.contains("is not kept here"), "{directly}");
    ends(running).await;
    assert!(is_on_disk(&data, QUESTION));
    assert!(
        !is_on_disk(&data, "if I may ask"),
        "it may not be kept there"
    );

    let running = starts_again(&discord, bot(&discord, &data, &listed)).await;
    let told = why(&boris, &kept, &cinema).await;
    assert!(told.contains("Asked: “how long is stalker?”"), "{told}");
    let own = why(&anna, &private, &cinema).await;
    assert!(
        own.contains("Asked: “who shot Stalker, \\*really\\*?”"),
        "{own}"
    );
    let hidden = why(&boris, &private, &cinema).await;
    assert!(hidden.contains("no answer of that id"), "{hidden}");
    let told = why(&clara, &unkept, &station).await;
    assert!(!told.contains("Asked"), "{told}");
    assert!(my_data(&anna, &cinema).await.contains(QUESTION));
    assert!(!my_data(&clara, &station).await.contains("if I may ask"));

    let deleted = anna.command("my-data delete").in_(&cinema).await;
    assert!(deleted.content.contains("removed"), "{}", deleted.content);
    assert!(!is_on_disk(&data, QUESTION));

    let asked = ask(
        &boris,
        &cinema,
        "boris would like to know who composed for stalker",
    )
    .await;
    // Acknowledged once it is on disk, and the answer before it.
    boris.press(&asked, "Helpful").await;
    let shown = my_data(&boris, &cinema).await;
    assert!(shown.contains("boris would like"), "{shown}");
    zona.removes_bot();
    leaves_the_disk(&data, "boris would like").await;
    ends(running).await;
    discord.expect_no_violations();
}

#[tokio::test]
async fn a_server_struck_off_the_list_and_the_days_that_pass_remove_the_wording() {
    let discord = Discord::start().await;
    let zona = discord.guild("Zona");
    let cinema = zona.channel("cinema");
    let anna = zona.member("anna");
    let data = Folder::new();
    let listed = zona.id().to_string();
    // Of long ago, as a bot that has since stood still has left it.
    let store = Store::open(data.path()).await.expect("the folder is empty");
    let old = AnswerRecord {
        id: AnswerId::from_bits(7),
        user: anna.id(),
        guild: Some(zona.id()),
        channel: cinema.id(),
        edition: "1-abc".into(),
        question: Some("what was asked in the old days".into()),
        recorded: "{}".into(),
        claims: Vec::new(),
        private: false,
        at: 1_000,
    };
    store.remember_soon(old).await.expect("the store is open");
    store.close().await.expect("it was open");
    assert!(is_on_disk(&data, "in the old days"));

    let running = bot(&discord, &data, &listed).start(&discord).await;
    leaves_the_disk(&data, "in the old days").await;
    let kept = ask(&anna, &cinema, QUESTION).await;
    ends(running).await;
    assert!(is_on_disk(&data, QUESTION));

    let _running = starts_again(&discord, bot(&discord, &data, "")).await;
    leaves_the_disk(&data, QUESTION).await;
    let told = why(&anna, &kept, &cinema).await;
    assert!(
        told.contains("Claims used") && !told.contains("Asked"),
        "{told}"
    );
    let unlisted = privacy(&anna, &cinema).await;
    assert!(!unlisted.contains("In some servers"), "{unlisted}");
    discord.expect_no_violations();
}
