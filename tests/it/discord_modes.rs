//! The modes of a round and the options its host has, as players see them.

use std::time::{Duration, Instant};

use tarkovsky_bot::trivia::question::Question;

use crate::discord_trivia::shipped;
use crate::discord_trivia::table::{Table, chosen, options};
use crate::loopback::permissions::MANAGE_MESSAGES;
use crate::loopback::{Channel, Discord, Member, Message, Options, Reply, RestFault, Route};
use crate::world::Bot;

const SECOND: Duration = Duration::from_secs(1);

async fn question_in(channel: &Channel, number: usize) -> Message {
    let head = format!("**Question {number} of ");
    let is_it = |m: &Message| m.content.starts_with(&head) && m.content.contains("ends <t:");
    channel.shows("question", 20 * SECOND, is_it).await
}

async fn revealed_in(channel: &Channel, question: &Message) -> Message {
    let over = |m: &Message| m.id == question.id && m.content.contains("ight is ");
    let pressed = |m: &Message| m.id == question.id && m.content.contains("is right.**");
    let is_it = |m: &Message| over(m) || pressed(m);
    channel.shows("reveal", 30 * SECOND, is_it).await
}

fn labels(message: &Message) -> Vec<String> {
    let rows = message.components.iter();
    let buttons = rows.flat_map(|row| row["components"].as_array().unwrap());
    buttons
        .map(|button| button["label"].as_str().unwrap().to_owned())
        .collect()
}

async fn types(member: &Member, question: &Message, text: &str) -> Reply {
    let form = member.presses(question, "Answer").modal().await;
    member.submits(&form, &[("text", text)]).reply().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_mode_puts_questions_of_its_own_and_all_can_be_answered_by_typing() {
    let table = Table::set(&[("trivia.seconds", "12"), ("trivia.rest_seconds", "0")]).await;
    let _bot = table.bot().await;
    let played = ["cite-it", "chronology", "lightning"].map(|mode| plays(mode, &table));
    futures_util::future::join_all(played).await;
    table.discord.expect_no_violations();
}

async fn plays(mode: &str, table: &Table) {
    let (host, channel) = (table.server.owner(), table.server.channel(mode));
    // One person plays in one round at a time.
    let player = table.member(&format!("player of {mode}"));
    let start = host.command("trivia start").option("mode", mode);
    let begun = start.option("number", 1).in_(&channel).await;
    let seconds = if mode == "lightning" { 10 } else { 12 };
    let told = format!("1 question, {mode}, {seconds} seconds each");
    assert!(begun.content.contains(&told), "{}", begun.content);
    let question = question_in(&channel, 1).await;
    let buttons = labels(&question);
    match mode {
        "cite-it" => {
            assert_eq!(buttons[..4], ["A", "B", "C", "D"]);
            assert!(question.content.contains("**D** "), "{}", question.content);
        }
        "chronology" => assert!(buttons[0].contains('→'), "{buttons:?}"),
        _ => assert!(!buttons.contains(&"Hint".to_owned()), "{buttons:?}"),
    }
    assert!(buttons.contains(&"Answer".to_owned()), "{buttons:?}");
    let none = types(&player, &question, "the man in the moon").await;
    assert!(
        none.content.contains("none of the options"),
        "{}",
        none.content
    );
    let noted = types(&player, &question, "a.").await;
    assert!(noted.is_ephemeral());
    assert!(
        noted.content.starts_with("You answered **A**"),
        "{}",
        noted.content
    );
    let reveal = revealed_in(&channel, &question).await;
    assert_eq!(chosen(&reveal), [("A".to_owned(), 1)], "{}", reveal.content);
    assert!(reveal.content.contains('¶'), "{}", reveal.content);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_chooses_film_topic_difficulty_seconds_and_hints() {
    let table = Table::set(&[("trivia.rest_seconds", "0")]).await;
    let _bot = table.bot().await;
    let host = table.server.owner();
    let start = || host.command("trivia start").option("number", 1);
    let begun = host
        .command("trivia start")
        .option("number", 10)
        .option("film", "Зеркало")
        .option("difficulty", "easy")
        .option("seconds", 7)
        .option("hints", false)
        .in_(&table.channel)
        .await;
    assert!(
        begun.content.contains("7 seconds each"),
        "{}",
        begun.content
    );
    let mut number = 1;
    // Statements are not known by their words.
    let known = loop {
        let question = table.question(number).await;
        let head = question.content.lines().next().unwrap();
        assert!(head.contains(" · easy · ends"), "{head}");
        assert!(!labels(&question).contains(&"Hint".to_owned()));
        let known: Vec<_> = shipped::alike(&question).collect();
        if !known.is_empty() {
            break known;
        }
        host.command("trivia skip").in_(&table.channel).await;
        number += 1;
    };
    let of_mirror = |known: &&Question| known.films.contains(&"mirror".to_owned());
    assert!(known.iter().any(of_mirror), "{known:?}");
    host.command("trivia stop").in_(&table.channel).await;
    table.end().await;

    let unknown = start()
        .option("film", "Qwertz **Plok** 7")
        .in_(&table.channel)
        .await;
    let told = "I know no film called “Qwertz ";
    assert!(unknown.content.contains(told), "{}", unknown.content);
    assert!(!unknown.content.contains("**"), "{}", unknown.content);
    let none = start().option("topic", "cookery").in_(&table.channel).await;
    assert!(
        none.content.contains("no question like that"),
        "{}",
        none.content
    );
    start().option("topic", " Sound ").in_(&table.channel).await;
    let of_sound =
        |m: &Message| m.content.contains(" · sound · ") && m.content.contains("ends <t:");
    table.channel.shows("question", 20 * SECOND, of_sound).await;
    table.discord.expect_no_violations();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_takes_a_hint_sees_it_alone_and_gets_a_quarter_less() {
    let table = Table::set(&[("trivia.seconds", "60"), ("trivia.rest_seconds", "0")]).await;
    let (anna, boris) = (table.member("anna"), table.member("boris"));
    let _bot = table.bot().await;
    let start = anna.command("trivia start").option("mode", "typed");
    start.option("number", 20).in_(&table.channel).await;
    let mut number = 1;
    let (question, known) = loop {
        let question = table.question(number).await;
        let known = shipped::of(&question).filter(|known| !known.hints.is_empty());
        if let Some(known) = known {
            break (question, known);
        }
        anna.command("trivia skip").in_(&table.channel).await;
        number += 1;
    };
    let hint = boris.press(&question, "Hint").await;
    assert!(hint.is_ephemeral(), "{}", hint.content);
    assert!(hint.content.contains("costs a quarter"), "{}", hint.content);
    let accepted = &known.typed.as_ref().unwrap().accepted[0];
    for member in [&anna, &boris] {
        let right = types(member, &question, accepted).await;
        assert_eq!(right.content, "That is right.");
    }
    let too_late = anna.press(&question, "Hint").await;
    assert!(
        too_late.content.contains("answered already"),
        "{}",
        too_late.content
    );
    // Both have played, so that the next one need not wait for its time.
    anna.command("trivia skip").in_(&table.channel).await;
    let (full, less) = loop {
        number += 1;
        let next = table.question(number).await;
        let Some(known) = shipped::of(&next) else {
            anna.command("trivia skip").in_(&table.channel).await;
            continue;
        };
        let has_hint = labels(&next).contains(&"Hint".to_owned());
        if has_hint {
            boris.press(&next, "Hint").await;
        }
        let begun = Instant::now();
        let accepted = &known.typed.as_ref().unwrap().accepted[0];
        for member in [&anna, &boris] {
            types(member, &next, accepted).await;
        }
        let reveal = revealed_in(&table.channel, &next).await;
        assert!(begun.elapsed() < 20 * SECOND, "all had answered");
        if has_hint {
            break (points(&anna, &reveal), points(&boris, &reveal));
        }
    };
    let bound = f64::from(full) * 0.8;
    assert!(f64::from(less) <= bound, "{less} of {full}");
    table.discord.expect_no_violations();
}

/// What a question brought a member, as its reveal tells.
fn points(member: &Member, reveal: &Message) -> u32 {
    let mark = format!("<@{}> +", member.id());
    let rest = reveal.content.split_once(&mark).unwrap().1;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_time_of_a_question_begins_when_discord_has_confirmed_it() {
    let table = Table::set(&[("trivia.seconds", "4"), ("trivia.rest_seconds", "2")]).await;
    let anna = table.member("anna");
    let _bot = table.bot().await;
    table.starts(&anna, 1).await;
    // The message is there; the bot hears of it only with the sixth attempt, nearly four seconds on.
    let route = Route::Message;
    table.discord.rest_fault(route, RestFault::CutAnswer, 5);
    let question = table.question(1).await;
    tokio::time::sleep(5 * SECOND).await;
    let noted = anna.press(&question, &options(&question)[0]).await;
    assert!(
        noted.content.starts_with("You answered"),
        "{}",
        noted.content
    );
    table.reveal(1).await;
    table.discord.expect_no_violations();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_silent_questions_end_a_round_and_the_first_one_warns() {
    let table = Table::set(&[("trivia.seconds", "2"), ("trivia.rest_seconds", "0")]).await;
    let anna = table.member("anna");
    let _bot = table.bot().await;
    table.starts(&anna, 9).await;
    let warning = table.reveal(1).await;
    let words = "If nobody answers the next one either, the round ends.";
    assert!(warning.content.contains(words), "{}", warning.content);
    let last = table.reveal(2).await;
    assert!(!last.content.contains(words), "{}", last.content);
    let end = table.end().await;
    assert!(
        end.content
            .contains("Nobody answered the last two questions. Nobody played."),
        "{}",
        end.content
    );
    table.starts(&anna, 1).await;
    table.discord.expect_no_violations();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_named_roles_and_moderators_start_rounds_where_the_operator_says_so() {
    let discord = Discord::with(Options::default()).await;
    let server = discord.guild("Zona film club");
    let hosts = server.role("hosts", 0);
    let moderating = server.role("moderators", MANAGE_MESSAGES);
    let channel = server.channel("trivia");
    let other = server.channel("talk");
    let bot = Bot::of(&discord)
        .with("trivia.starter_roles", &hosts.id().to_string())
        .with("discord.denied_channels", &other.id().to_string());
    let _bot = bot.start(&discord).await;
    let anna = server.member("anna");
    for what in ["trivia start", "trivia preview"] {
        let refused = anna.command(what).in_(&channel).await;
        assert!(refused.is_ephemeral(), "{}", refused.content);
        assert!(
            refused.content.contains("takes a role"),
            "{}",
            refused.content
        );
    }
    let host = server.member("host").with_role(&hosts);
    let denied = host.command("trivia start").in_(&other).await;
    assert!(
        denied.content.contains("not answer in this channel"),
        "{}",
        denied.content
    );
    let begun = host.command("trivia start").in_(&channel).await;
    assert!(
        begun.content.starts_with("**A round of trivia**"),
        "{}",
        begun.content
    );
    host.command("trivia stop").in_(&channel).await;
    let over = |m: &Message| m.content.starts_with("**The round is over.**");
    channel.shows("end", 20 * SECOND, over).await;
    let judge = server.member("judge").with_role(&moderating);
    let begun = judge.command("trivia start").in_(&channel).await;
    assert!(
        begun.content.starts_with("**A round of trivia**"),
        "{}",
        begun.content
    );
    discord.expect_no_violations();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_the_operator_grants_the_intent_the_channel_answers_aloud() {
    let options = Options {
        message_content: true,
        ..Options::default()
    };
    let keys = [
        ("trivia.seconds", "60"),
        ("trivia.rest_seconds", "0"),
        ("trivia.channel_answers", "true"),
    ];
    let table = Table::on(Discord::with(options).await, &keys);
    let (anna, boris, clara) = (
        table.member("anna"),
        table.member("boris"),
        table.member("clara"),
    );
    let _bot = table.bot().await;
    let privacy = anna.command("privacy").in_(&table.channel).await;
    let told = "I read what is said there to find the answers, and keep none of the wording.";
    assert!(privacy.content.ends_with(told), "{}", privacy.content);
    let start = anna.command("trivia start").option("mode", "typed");
    start.option("number", 1).in_(&table.channel).await;
    let question = table.question(1).await;
    assert!(
        question.content.contains("Say it here"),
        "{}",
        question.content
    );
    let known = shipped::of(&question).unwrap();
    let accepted = &known.typed.as_ref().unwrap().accepted[0];
    // Talk is no try, and a right answer elsewhere is none.
    for talk in [
        "hm",
        "the man in the moon",
        "no idea",
        "lol",
        &format!("I say {accepted} maybe"),
    ] {
        boris.says(&table.channel, talk);
    }
    // A reply to the question is an answer, though Discord's clients mention the bot with it.
    boris.replies(&question, "the man in the moon", true);
    let elsewhere = table.server.channel("elsewhere");
    clara.says(&elsewhere, accepted);
    let begun = Instant::now();
    boris.replies(&question, &format!("{}!", accepted.to_uppercase()), true);
    clara.says(&table.channel, accepted);
    let reveal = revealed_in(&table.channel, &question).await;
    assert!(begun.elapsed() < 10 * SECOND, "it ends the question");
    let first = format!("First: <@{}>. Points: <@{}> +", boris.id(), boris.id());
    assert!(reveal.content.contains(&first), "{}", reveal.content);
    assert!(
        !reveal.content.contains(&format!("<@{}>", clara.id())),
        "{}",
        reveal.content
    );
    let said = table.channel.messages();
    let own = said.iter().filter(|m| m.author == table.discord.bot());
    let replies: Vec<_> = own.filter(|m| m.reply_to.is_some()).collect();
    assert!(
        replies.is_empty(),
        "an answer was taken for a question: {replies:?}"
    );
    table.discord.expect_no_violations();
}

#[tokio::test]
async fn without_the_grant_it_ends_with_a_sentence_that_says_what_to_do() {
    let discord = Discord::start().await;
    let mut bot = Bot::of(&discord)
        .with("trivia.channel_answers", "true")
        .launch();
    let (code, _) = bot.ended(10 * SECOND).await;
    assert_eq!(code, Some(2), "{}", bot.tail());
    assert!(
        bot.log().contains("Message Content Intent"),
        "{}",
        bot.tail()
    );
}
