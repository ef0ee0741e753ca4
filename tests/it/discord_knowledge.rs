//! Moderators reload the knowledge while the bot answers; nobody else can.

use std::time::Duration;

use crate::discord_ask::ask;
use crate::editions::grounds::Grounds;
use crate::loopback::{Channel, Discord, Guild, Id, Member, Reply};
use crate::world::{Bot, Running};

const QUESTION: &str = "in how many days was the ferry shot";

/// A home server with its moderator, and a bot that answers from a folder it has read.
pub(crate) struct Home {
    pub(crate) discord: Discord,
    pub(crate) server: Guild,
    pub(crate) cinema: Channel,
    /// A moderator by role.
    pub(crate) moderator: Member,
    /// A moderator by name.
    pub(crate) named: Member,
    pub(crate) grounds: Grounds,
    pub(crate) bot: Running,
    keepers: Id,
}

impl Home {
    pub(crate) async fn opens() -> Self {
        Self::with(|bot| bot).await
    }

    pub(crate) async fn with(change: impl FnOnce(Bot) -> Bot) -> Self {
        let discord = Discord::start().await;
        let server = discord.guild("Zona film club");
        let cinema = server.channel("cinema");
        let role = server.role("keepers", 0);
        let moderator = server.member("mod").with_role(&role);
        let named = server.member("named");
        let grounds = Grounds::new();
        grounds.write_days(11);
        let bot = Self::bot(&discord, &server, &grounds, role.id(), named.id());
        let bot = change(bot).start(&discord).await;
        registered(&discord, "knowledge").await;
        bot.says("knowledge edition=").await;
        server.grants_role(&role, "knowledge");
        Self {
            discord,
            server,
            cinema,
            moderator,
            named,
            grounds,
            bot,
            keepers: role.id(),
        }
    }

    fn bot(discord: &Discord, server: &Guild, grounds: &Grounds, keepers: Id, named: Id) -> Bot {
        Bot::of(discord)
            .arg("--knowledge")
            .arg(grounds.knowledge())
            .arg("--library")
            .arg(grounds.library())
            .with("data.dir", &grounds.data().display().to_string())
            .with("discord.home_servers", &server.id().to_string())
            .with("discord.moderator_roles", &keepers.to_string())
            .with("discord.moderator_users", &named.to_string())
            .with("cooldown.question_seconds", "0")
            .with("cooldown.button_seconds", "0")
    }

    /// The bot ends and is started anew, over the same folders.
    pub(crate) async fn restarts(&mut self) {
        self.bot.terminate();
        let (code, _) = self.bot.ended(Duration::from_secs(5)).await;
        assert_eq!(code, Some(0), "{}", self.bot.log());
        let before = self.discord.sessions();
        self.bot = Self::bot(
            &self.discord,
            &self.server,
            &self.grounds,
            self.keepers,
            self.named.id(),
        )
        .launch();
        let again = self
            .discord
            .connected_again(before, Duration::from_secs(10));
        again.await;
    }

    pub(crate) async fn knowledge(&self, action: &str) -> Reply {
        let command = self.moderator.command(&format!("knowledge {action}"));
        command.in_(&self.cinema).await
    }

    /// Waits until a message is gone.
    pub(crate) async fn gone(&self, message: Id) {
        for _ in 0..500 {
            if self.discord.message(message).is_none() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the message is still there");
    }
}

/// Waits until a command is registered.
pub(crate) async fn registered(discord: &Discord, name: &str) {
    for _ in 0..500 {
        if discord
            .commands()
            .iter()
            .any(|command| command["name"] == name)
        {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{name} is not registered");
}

#[tokio::test]
async fn a_moderator_looks_reloads_and_rolls_back() {
    let home = Home::opens().await;
    let first = ask(&home.moderator, &home.cinema, QUESTION).await;
    assert!(first.content.contains("11 days"), "{}", first.content);
    let unchanged = home.knowledge("diff").await;
    assert!(
        unchanged
            .content
            .starts_with("The folder holds what edition 1"),
        "{}",
        unchanged.content
    );

    home.grounds.write_days(12);
    let compared = home.knowledge("diff").await;
    assert!(compared.content.contains("12 days"), "{}", compared.content);
    let reloaded = home.knowledge("reload").await;
    assert!(
        reloaded.content.starts_with("**Edition 2-"),
        "{}",
        reloaded.content
    );
    assert!(
        reloaded.content.contains("Answered otherwise"),
        "{}",
        reloaded.content
    );
    let second = ask(&home.moderator, &home.cinema, QUESTION).await;
    assert!(second.content.contains("12 days"), "{}", second.content);

    let old = home.moderator.press(&first, "Sources").await;
    assert!(old.content.contains("Of edition 1-"), "{}", old.content);
    let rollback = home
        .moderator
        .command("knowledge rollback")
        .option("edition", 1);
    let rolled = rollback.in_(&home.cinema).await;
    assert!(
        rolled.content.contains("is live again"),
        "{}",
        rolled.content
    );
    let third = ask(&home.moderator, &home.cinema, QUESTION).await;
    assert!(third.content.contains("11 days"), "{}", third.content);

    let history = home.knowledge("history").await;
    for words in [
        "rolled back to edition 1",
        "reloaded to edition 2",
        "started with edition 1",
    ] {
        assert!(
            history.content.contains(words),
            "{words}: {}",
            history.content
        );
    }
    let status = home.knowledge("status").await;
    assert!(
        status.content.contains("rolled back to"),
        "{}",
        status.content
    );
    assert_eq!(
        home.cinema.messages().len(),
        3,
        "what moderators are told is private"
    );
    home.discord.expect_no_violations();
}

#[tokio::test]
async fn bad_knowledge_changes_nothing_and_tells_file_and_line() {
    let home = Home::opens().await;
    let path = home.grounds.knowledge().join("broken.toml");
    std::fs::write(&path, "[[claim]]\nid = 7\n").expect("the folder can be written");
    for action in ["reload", "check"] {
        let told = home.knowledge(action).await;
        assert!(
            told.content.contains("broken.toml:"),
            "{action}: {}",
            told.content
        );
    }
    home.bot.signal("HUP");
    home.bot.says("nothing was reloaded").await;
    let answer = ask(&home.moderator, &home.cinema, QUESTION).await;
    assert!(answer.content.contains("11 days"), "{}", answer.content);
    home.discord.expect_no_violations();
}

#[tokio::test]
async fn the_command_is_offered_to_whom_discord_thinks_may_use_it() {
    let home = Home::opens().await;
    let granted = home.server.member("granted");
    home.server.grants(&granted, "knowledge");
    let boris = home.server.member("boris");
    for (who, offered) in [
        (&home.server.owner(), true),
        (&home.server.admin("admin"), true),
        (&home.moderator, true),
        (&granted, true),
        (&boris, false),
    ] {
        let commands = who.commands_in(&home.cinema);
        assert_eq!(commands.contains(&"knowledge".to_owned()), offered);
    }
    // Help tells of it only those who really may.
    for (who, told) in [(&home.moderator, true), (&granted, false), (&boris, false)] {
        let help = who.command("help").in_(&home.cinema).await;
        assert_eq!(help.content.contains("/knowledge"), told);
    }
}

#[tokio::test]
async fn why_and_my_data_survive_a_restart_and_are_one_persons_own() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let (anna, boris) = (server.member("anna"), server.member("boris"));
    let data = crate::world::Folder::new();
    let started = || {
        Bot::of(&discord)
            .with("data.dir", &data.path().display().to_string())
            .with("cooldown.question_seconds", "0")
    };
    let mut bot = started().start(&discord).await;
    let public = ask(&anna, &cinema, "how long is stalker?").await;
    let command = anna
        .command("ask")
        .option("question", "who played the forensic doctor in mirror?");
    let private = command.option("private", true).in_(&cinema).await;
    assert!(
        anna.press(&public, "Helpful")
            .await
            .content
            .starts_with("Noted")
    );
    bot.terminate();
    assert_eq!(
        bot.ended(Duration::from_secs(5)).await.0,
        Some(0),
        "{}",
        bot.tail()
    );
    let before = discord.sessions();
    let _bot = started().launch();
    discord
        .connected_again(before, Duration::from_secs(10))
        .await;

    let sources = boris.press(&public, "Sources").await;
    assert!(sources.content.contains("[1]"), "{}", sources.content);
    let id = |content: &str| content.rsplit(' ').next().unwrap_or_default().to_owned();
    let why = boris
        .command("why")
        .option("id", id(&public.content))
        .in_(&cinema)
        .await;
    assert!(
        why.content.contains("That edition is live"),
        "{}",
        why.content
    );
    let hidden = boris
        .command("why")
        .option("id", id(&private.content))
        .in_(&cinema)
        .await;
    assert!(
        hidden.content.contains("no answer of that id"),
        "{}",
        hidden.content
    );
    let own = anna
        .command("why")
        .option("id", id(&private.content))
        .in_(&cinema)
        .await;
    assert!(own.content.contains("Claims used"), "{}", own.content);

    let shown = anna.command("my-data show").in_(&cinema).await;
    assert!(
        shown.content.contains("2 answers, 1 verdict,"),
        "{}",
        shown.content
    );
    assert!(
        !shown.content.contains("stalker"),
        "the wording is not kept"
    );
    let deleted = anna.command("my-data delete").in_(&cinema).await;
    assert!(deleted.content.contains("removed"), "{}", deleted.content);
    let shown = anna.command("my-data show").in_(&cinema).await;
    assert_eq!(shown.content, "Nothing is stored of you.");
    let gone = boris.press(&public, "Sources").await;
    assert!(gone.content.contains("no longer keep"), "{}", gone.content);
    discord.expect_no_violations();
}

#[tokio::test]
async fn a_question_without_an_answer_is_passed_on_to_the_moderators() {
    let home = Home::opens().await;
    let anna = home.server.member("anna");
    let unknown = ask(
        &anna,
        &home.cinema,
        "what did the ferry cost to insure in roubles?",
    )
    .await;
    let boris = home.server.member("boris");
    let refused = boris.press(&unknown, "Tell the moderators").await;
    assert!(
        refused.content.starts_with("You may not"),
        "{}",
        refused.content
    );
    let told = anna.press(&unknown, "Tell the moderators").await;
    assert!(told.content.contains("passed on"), "{}", told.content);
    let again = anna.press(&unknown, "Tell the moderators").await;
    assert!(again.content.contains("already"), "{}", again.content);
    let status = home.knowledge("status").await;
    assert!(
        status.content.contains("insure in roubles"),
        "{}",
        status.content
    );
    home.discord.expect_no_violations();
}
