//! Whatever breaks between the bot and Discord, whoever asked in time gets exactly one answer.

use std::time::Duration;

use crate::discord_ask::ask;
use crate::loopback::{Channel, Discord, Fault, Guild, Member, Options, RestFault, Route};
use crate::world::{Bot, Running};

const QUESTION: &str = "how long is stalker?";

/// A member in a channel, and the bot.
struct Club {
    discord: Discord,
    _server: Guild,
    cinema: Channel,
    anna: Member,
    bot: Running,
}

impl Club {
    async fn meets(options: Options, bot: impl FnOnce(Bot) -> Bot) -> Self {
        let discord = Discord::with(options).await;
        let server = discord.guild("Zona film club");
        let cinema = server.channel("cinema");
        let anna = server.member("anna");
        // Everything is logged: whatever breaks, no token is in it.
        let talkative = Bot::of(&discord).with("telemetry.log", "trace");
        let running = bot(talkative).start(&discord).await;
        Self {
            discord,
            _server: server,
            cinema,
            anna,
            bot: running,
        }
    }

    async fn expect_one_answer(&self, what: &str) {
        let before = self.cinema.messages().len();
        let answer = ask(&self.anna, &self.cinema, QUESTION).await;
        assert!(
            answer.content.contains("163 minutes"),
            "{what}: {}",
            answer.content
        );
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(self.cinema.messages().len(), before + 1, "{what}");
    }
}

/// A Discord whose heart beats forty times faster, so that silence is noticed sooner.
fn quick() -> Options {
    Options {
        heartbeat: Duration::from_secs(1),
        ..Options::default()
    }
}

fn eager(bot: Bot) -> Bot {
    bot.with("cooldown.question_seconds", "0")
}

#[tokio::test]
async fn a_callback_that_fails_is_sent_again_and_shown_once() {
    let club = Club::meets(Options::default(), eager).await;
    for (fault, times) in [
        (RestFault::Status(500), 1),
        (RestFault::Status(502), 3),
        (RestFault::RateLimited(Duration::from_millis(500)), 1),
        (RestFault::Cut, 2),
        (RestFault::CutAnswer, 1),
        (RestFault::Delay(Duration::from_millis(800)), 1),
        (RestFault::Delay(Duration::from_millis(1_700)), 1),
    ] {
        club.discord.rest_fault(Route::Callback, fault, times);
        club.expect_one_answer(&format!("{fault:?}")).await;
    }
    club.discord.expect_no_violations();
}

#[tokio::test]
async fn ten_commands_at_the_same_instant_are_all_answered() {
    let club = Club::meets(Options::default(), eager).await;
    club.discord.rest_fault(
        Route::Callback,
        RestFault::Delay(Duration::from_millis(800)),
        10,
    );
    let asked: Vec<_> = (0..10)
        .map(|_| {
            let command = club.anna.command("ask").option("question", QUESTION);
            command.sent_in(&club.cinema)
        })
        .collect();
    for pending in asked {
        assert!(pending.reply().await.content.contains("163 minutes"));
    }
    assert_eq!(club.cinema.messages().len(), 10);
    club.discord.expect_no_violations();
}

#[tokio::test]
async fn a_reply_that_fails_is_sent_again_and_shown_once() {
    let club = Club::meets(Options::default(), eager).await;
    for fault in [RestFault::Status(500), RestFault::Cut, RestFault::CutAnswer] {
        let before = club.cinema.messages().len();
        club.discord.rest_fault(Route::Message, fault, 1);
        let said = club.anna.says(&club.cinema, &format!("@bot {QUESTION}"));
        assert!(
            said.reply().await.content.contains("163 minutes"),
            "{fault:?}"
        );
        tokio::time::sleep(Duration::from_millis(600)).await;
        assert_eq!(club.cinema.messages().len(), before + 2, "{fault:?}");
    }
    club.discord.expect_no_violations();
}

#[tokio::test]
async fn a_lost_connection_is_resumed_and_what_was_asked_meanwhile_is_answered() {
    let club = Club::meets(Options::default(), eager).await;
    for fault in [
        Fault::Fin,
        Fault::Rst,
        Fault::Reconnect,
        Fault::Close(4000),
        Fault::InvalidSession { resumable: true },
    ] {
        let sessions = club.discord.sessions();
        club.discord.fault(fault);
        club.expect_one_answer(&format!("{fault:?}")).await;
        club.discord
            .connected_again(sessions, Duration::from_secs(10))
            .await;
    }
}

#[tokio::test]
async fn a_session_that_is_gone_is_begun_anew() {
    for fault in [
        Fault::Expire,
        Fault::InvalidSession { resumable: false },
        Fault::Close(4009),
    ] {
        let club = Club::meets(Options::default(), eager).await;
        let sessions = club.discord.sessions();
        club.discord.fault(fault);
        club.discord
            .connected_again(sessions, Duration::from_secs(20))
            .await;
        club.expect_one_answer(&format!("{fault:?}")).await;
    }
}

#[tokio::test]
async fn a_gateway_that_refuses_for_a_while_is_found_again() {
    let club = Club::meets(Options::default(), eager).await;
    let sessions = club.discord.sessions();
    club.discord.fault(Fault::Refuse(Duration::from_secs(12)));
    club.discord
        .connected_again(sessions, Duration::from_secs(30))
        .await;
    club.expect_one_answer("refused").await;
}

#[tokio::test]
async fn an_upgrade_that_is_never_answered_is_given_up() {
    let club = Club::meets(quick(), |bot| {
        eager(bot).with("watchdog.heartbeat_seconds", "3")
    })
    .await;
    let sessions = club.discord.sessions();
    club.discord.fault(Fault::StallUpgrades(1));
    club.discord
        .connected_again(sessions, Duration::from_secs(25))
        .await;
    club.expect_one_answer("stalled").await;
}

#[tokio::test]
async fn a_connection_that_no_longer_answers_is_built_anew() {
    let club = Club::meets(quick(), |bot| {
        eager(bot).with("watchdog.heartbeat_seconds", "3")
    })
    .await;
    let sessions = club.discord.sessions();
    club.discord.fault(Fault::Zombie);
    club.discord
        .connected_again(sessions, Duration::from_secs(25))
        .await;
    club.expect_one_answer("zombie").await;
}

#[tokio::test]
async fn a_session_whose_beginning_is_never_answered_is_given_up() {
    // With heartbeats answered, silence is no sign: the bound on connecting is.
    for (acks, silence) in [(true, "60"), (false, "3")] {
        let club = Club::meets(quick(), |bot| {
            eager(bot)
                .with("watchdog.connect_seconds", "2")
                .with("watchdog.heartbeat_seconds", silence)
        })
        .await;
        let sessions = club.discord.sessions();
        // The RESUME, then the IDENTIFY of the connection that is built anew.
        club.discord.fault(Fault::StallSessions { times: 2, acks });
        club.discord
            .connected_again(sessions, Duration::from_secs(20))
            .await;
        club.expect_one_answer(&format!("heartbeats answered: {acks}"))
            .await;
        let log = club.bot.log();
        assert!(log.contains("takes too long to connect"), "{acks}");
    }
}

#[tokio::test]
async fn a_connection_that_cannot_be_brought_back_ends_the_process() {
    let discord = Discord::with(quick()).await;
    let _server = discord.guild("Zona film club");
    let mut bot = Bot::of(&discord)
        .with("watchdog.heartbeat_seconds", "3")
        .with("watchdog.connect_seconds", "1")
        .with("watchdog.revivals", "1")
        .start(&discord)
        .await;
    discord.fault(Fault::StallUpgrades(1_000));
    let (code, _) = bot.ended(Duration::from_secs(30)).await;
    assert_eq!(code, Some(75), "{}", bot.tail());
    assert!(
        bot.log().contains("could not be brought back"),
        "{}",
        bot.tail()
    );
}
