//! Who may do what: every kind of person, and every action that is not everybody's.
//!
//! Each interaction is forged, so that nothing depends on what a client offers or what a server's
//! settings let through: what decides is the bot.

use serde_json::{Value, json};

use crate::discord_ask::ask;
use crate::discord_knowledge::Home;
use crate::editions::grounds::QUESTION;
use crate::loopback::{Channel, Member, Message, Reply, permissions};

/// What moderators do with a command.
const ACTIONS: [&str; 6] = ["status", "check", "diff", "history", "reload", "rollback"];
/// A question nothing answers.
const UNKNOWN: &str = "what did the ferry cost to insure in roubles?";

/// One kind of person, and what they may do; a row of the table.
struct Row {
    who: &'static str,
    person: Member,
    /// Where they do it.
    at: Channel,
    /// Every action of `/knowledge`, and the pages of its lists.
    knowledge: bool,
    /// Take away an answer of somebody else.
    delete: bool,
}

/// What there is to press, of Anna's, and a list of the moderator's.
struct Things {
    private: Reply,
    unknown: Message,
    list: Message,
}

fn knowledge(action: &str) -> Value {
    let options = match action {
        "rollback" => json!([{"name": "edition", "type": 4, "value": 1}]),
        _ => json!([]),
    };
    let action = json!({"name": action, "type": 1, "options": options});
    json!({"id": "1", "name": "knowledge", "type": 1, "options": [action]})
}

/// A press on a button of this label, as its message has it.
fn press(message: &Message, label: &str) -> Value {
    let rows = message.components.iter();
    let mut buttons = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    let button = buttons.find(|button| button["label"] == label);
    let id = &button.unwrap_or_else(|| panic!("no {label}: {message:#?}"))["custom_id"];
    json!({"component_type": 2, "custom_id": id})
}

fn refused(reply: &Reply) -> bool {
    reply.content.starts_with("You may not")
}

impl Row {
    /// Tries everything; each cell is as the table says.
    async fn expect(&self, home: &Home, anna: &Member, things: &Things) {
        let Self { who, at, .. } = self;
        for action in ACTIONS {
            let pending = self.person.forges(2, at, None, knowledge(action));
            let reply = pending.reply().await;
            let told = &reply.content;
            assert_eq!(!refused(&reply), self.knowledge, "{who}, {action}: {told}");
            assert!(reply.is_ephemeral(), "{who}, {action}");
        }
        let next = press(&things.list, "Next ▶");
        let turned = self.person.forges(3, at, Some(&things.list), next);
        let turned = turned.reply().await;
        assert_eq!(!refused(&turned), self.knowledge, "{who}, next page");

        let answer = ask(anna, &home.cinema, QUESTION).await;
        let delete = press(&answer, "Delete");
        let pressed = self.person.forges(3, at, Some(&answer), delete);
        if self.delete {
            pressed.acknowledged().await;
            home.gone(answer.id).await;
        } else {
            let told = pressed.reply().await;
            assert!(refused(&told), "{who}, Delete: {}", told.content);
            assert!(home.discord.message(answer.id).is_some(), "{who}");
        }
        // What is Anna's alone.
        for (message, label) in [
            (&things.private.message, "Share"),
            (&things.unknown, "Tell the moderators"),
        ] {
            let pressed = press(message, label);
            let pressed = self.person.forges(3, at, Some(message), pressed);
            let told = pressed.reply().await;
            assert!(refused(&told), "{who}, {label}: {}", told.content);
        }
    }
}

#[tokio::test]
async fn every_person_may_do_what_the_table_says_and_nothing_else() {
    let home = Home::opens().await;
    let (server, cinema) = (&home.server, home.cinema.clone());
    let anna = server.member("anna");
    let things = things(&home, &anna).await;

    let plain = server.member("boris");
    let granted = server.member("granted");
    server.grants(&granted, "knowledge");
    let role = server.role("helpers", permissions::MANAGE_GUILD);
    server.grants_role(&role, "knowledge");
    let manager = server.member("manager").with_role(&role);
    let role = server.role("caretakers", permissions::MANAGE_MESSAGES);
    let caretaker = server.member("caretaker").with_role(&role);
    // Another server with the bot in it, and one whose members bring it along.
    let other = home.discord.guild("another club");
    let lobby = other.channel("lobby");
    let without = home.discord.guild_without_bot("a club without it");
    let hall = without.channel("hall");
    let (owner, named) = (server.owner(), home.named.clone());
    let guest = |member: &Member, of: &crate::loopback::Guild| {
        of.joins(member);
        member.clone()
    };

    let row = |who, person: &Member, at: &Channel, knowledge, delete| Row {
        who,
        person: person.clone(),
        at: at.clone(),
        knowledge,
        delete,
    };
    let named_abroad = guest(&named, &other);
    let bringer = guest(&named.clone().installs_bot(), &without);
    #[rustfmt::skip]
    let refused = [
        row("a plain member",                 &plain,            &cinema,          false, false),
        row("granted by an override",         &granted,          &cinema,          false, false),
        row("granted by a role's override",   &manager,          &cinema,          false, false),
        row("with Manage Messages",           &caretaker,        &cinema,          false, true),
        row("the owner, in direct messages",  &owner,            &owner.direct(),  false, false),
        row("the named one, directly",        &named,            &named.direct(),  false, false),
        row("the owner of another server",    &other.owner(),    &lobby,           false, false),
        row("an admin of another server",     &other.admin("x"), &lobby,           false, false),
        row("the named one, elsewhere",       &named_abroad,     &lobby,           false, false),
        row("the named one, with a user install", &bringer,      &hall,            false, false),
        row("an owner, with a user install",  &without.owner().installs_bot(), &hall, false, false),
    ];
    #[rustfmt::skip]
    let allowed = [
        row("the owner",                      &owner,            &cinema,          true,  true),
        row("an admin",                       &server.admin("admin"), &cinema,     true,  true),
        row("a moderator by role",            &home.moderator,   &cinema,          true,  false),
        row("a moderator by name",            &named,            &cinema,          true,  false),
    ];
    // Had any of them been let through, this would have gone live.
    home.grounds.write_days(99);
    for row in &refused {
        row.expect(&home, &anna, &things).await;
    }
    let answer = ask(&anna, &cinema, QUESTION).await;
    assert!(answer.content.contains("11 days"), "{}", answer.content);
    let history = home.knowledge("history").await;
    assert!(
        !history.content.contains("reloaded") && !history.content.contains("rolled back"),
        "{}",
        history.content
    );
    home.grounds.write_days(11);
    for row in &allowed {
        row.expect(&home, &anna, &things).await;
    }
    expect_her_own(&home, &anna, &things).await;
    home.discord.expect_no_violations();
}

/// Makes a private answer, an unknown one, and a list of more than one page.
async fn things(home: &Home, anna: &Member) -> Things {
    let command = anna.command("ask").option("question", QUESTION);
    let private = command.option("private", true).in_(&home.cinema).await;
    let unknown = ask(anna, &home.cinema, UNKNOWN).await.message;
    let broken: Vec<_> = (0..80)
        .map(|n| format!("[[claim]]\nid = \"{n}\"\n"))
        .collect();
    home.grounds.write("broken.toml", &broken.concat());
    let list = home.knowledge("check").await.message;
    home.grounds.write("broken.toml", "");
    Things {
        private,
        unknown,
        list,
    }
}

/// What nobody else could do, whoever asked can.
async fn expect_her_own(home: &Home, anna: &Member, things: &Things) {
    let shared = anna.press(&things.private, "Share").await;
    assert!(shared.content.contains("11 days"), "{}", shared.content);
    let told = anna.press(&things.unknown, "Tell the moderators").await;
    assert!(told.content.contains("passed on"), "{}", told.content);
    let status = home.knowledge("status").await;
    assert!(status.content.contains("insure in roubles"));
    let answer = ask(anna, &home.cinema, QUESTION).await;
    anna.presses(&answer, "Delete").acknowledged().await;
    home.gone(answer.id).await;
}

#[tokio::test]
async fn a_server_that_has_thrown_the_bot_out_is_no_home_even_to_its_owner() {
    let home = Home::opens().await;
    let owner = home.server.owner().installs_bot();
    home.server.removes_bot();
    for action in ACTIONS {
        let forged = owner.forges(2, &home.cinema, None, knowledge(action));
        let told = forged.reply().await;
        assert!(refused(&told), "{action}: {}", told.content);
    }
}

#[tokio::test]
async fn nobody_is_told_of_moderators_where_there_are_none() {
    let home = Home::opens().await;
    let other = home.discord.guild("another club");
    let lobby = other.channel("lobby");
    let anna = other.member("anna");
    for at in [&lobby, &anna.direct()] {
        let unknown = ask(&anna, at, UNKNOWN).await;
        let shown = serde_json::to_string(&unknown.components).expect("it is JSON");
        assert!(!shown.contains("Tell the moderators"), "{shown}");
    }
    // A button from the home server reaches nobody from elsewhere either.
    let boris = home.server.member("boris");
    let unknown = ask(&boris, &home.cinema, UNKNOWN).await;
    let pressed = press(&unknown, "Tell the moderators");
    let told = boris.forges(3, &boris.direct(), Some(&unknown), pressed);
    let told = told.reply().await;
    assert!(
        told.content.contains("no moderators here"),
        "{}",
        told.content
    );
    home.discord.expect_no_violations();
}
