//! A handler that panics answers all the same, and tells nobody what was asked.
//!
//! The bot of these tests runs in this process, put together from the same public parts as
//! the binary's; only its log is a trap: it panics where the handler logs something. So nothing in
//! the bot is made for these tests. All of its handlers run on the test's one thread, where log
//! and metrics are the test's own.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use metrics_exporter_prometheus::PrometheusBuilder;
use tarkovsky_bot::discord::button::Seal;
use tarkovsky_bot::discord::delivery::Delivery;
use tarkovsky_bot::discord::gateway::{self, Connection};
use tarkovsky_bot::discord::handler::Handler;
use tarkovsky_bot::discord::live::{Live, Services};
use tarkovsky_bot::discord::responder::Responder;
use tarkovsky_bot::settings::{self, Settings};
use tarkovsky_bot::telemetry;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::{Layer, filter::LevelFilter, fmt};

use crate::discord_ask::ask;
use crate::discord_knowledge::registered;
use crate::editions::grounds::{Grounds, QUESTION};
use crate::loopback::{Channel, Discord, Guild, Options, SECRETS};
use crate::world::Folder;

/// What is said to whoever asked.
const SORRY: &str = "Something went wrong on my side";

/// Panics once, where something of these words is logged.
#[derive(Clone, Default)]
struct Trap(Arc<Mutex<Option<&'static str>>>);

impl Trap {
    fn set(&self, words: &'static str) {
        *self.0.lock().expect("it is let go of before it panics") = Some(words);
    }
}

impl<S: Subscriber> Layer<S> for Trap {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut seen = Words::default();
        event.record(&mut seen);
        let mut set = self.0.lock().expect("it is let go of before it panics");
        if set.is_some_and(|words| words == seen.message) {
            *set = None;
            drop(set);
            panic!("a bug that met {}", seen.rest);
        }
    }
}

/// The message of an event, and its fields.
#[derive(Default)]
struct Words {
    message: String,
    rest: String,
}

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        match field.name() {
            "message" => self.message = format!("{value:?}"),
            name => self.rest.extend([name, " ", &format!("{value:?}")]),
        }
    }
}

/// A log that can be read.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("no writer panics")).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no writer panics").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A home server, and the bot in this process.
struct Home {
    discord: Discord,
    server: Guild,
    cinema: Channel,
    connection: Connection,
    _grounds: Grounds,
    _folder: Folder,
}

impl Home {
    async fn opens() -> Self {
        let discord = Discord::start().await;
        let server = discord.guild("Zona film club");
        let (folder, grounds) = (Folder::new(), Grounds::new());
        let settings = Arc::new(settings(&folder, &discord, &server));
        let token = &settings.discord.token;
        let url = discord.address();
        let editions = grounds.open().await;
        let (sender, live) = Live::new();
        let store = grounds.store();
        sender.send_replace(Some(Services { editions, store }));
        let client = gateway::http_client().expect("there is TLS");
        let plain = Options::default().token;
        let responder = Arc::new(Responder::new(
            Arc::clone(&settings),
            live,
            Seal::new(&plain).expect("any key will do"),
            Delivery::new(client.clone(), token, Some(&url)),
            gateway::http(client, &plain, Some(&url)),
        ));
        let handler = Arc::new(Handler::new(responder));
        let connection =
            Connection::open(&plain, Some(&url), gateway::intents(false), handler).await;
        let connection = connection.expect("the gateway is there");
        registered(&discord, "knowledge").await;
        Self {
            cinema: server.channel("cinema"),
            discord,
            server,
            connection,
            _grounds: grounds,
            _folder: folder,
        }
    }
}

fn settings(folder: &Folder, discord: &Discord, server: &Guild) -> Settings {
    let text = format!(
        "[discord]\napi_url = \"{}\"\nhome_servers = [\"{}\"]\n[cooldown]\nquestion_seconds = 0\n",
        discord.address(),
        server.id()
    );
    let mut settings = settings::load(&folder.write("local.toml", text)).expect("it is valid");
    settings.discord.token = Options::default().token.into();
    settings
}

#[tokio::test]
async fn whoever_meets_a_panic_is_told_and_the_next_one_is_answered() {
    let (trap, log) = (Trap::default(), Log::default());
    let writer = log.clone();
    let printed = fmt::layer()
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .with_filter(LevelFilter::INFO);
    let subscriber = tracing_subscriber::registry()
        .with(printed)
        .with(trap.clone());
    let _subscriber = tracing::subscriber::set_default(subscriber);
    let recorder = PrometheusBuilder::new().build_recorder();
    let metrics = recorder.handle();
    let _recorder = metrics::set_default_local_recorder(&recorder);

    let home = Home::opens().await;
    let (anna, owner) = (home.server.member("anna"), home.server.owner());

    trap.set("asked");
    let told = ask(&anna, &home.cinema, QUESTION).await;
    assert!(told.content.starts_with(SORRY), "{}", told.content);
    assert!(told.is_ephemeral(), "nobody else is bothered with it");
    let answer = ask(&anna, &home.cinema, QUESTION).await;
    assert!(answer.content.contains("11 days"), "{}", answer.content);

    // It is thinking already: what takes the place of that is the only way left.
    trap.set("worked");
    let status = owner.command("knowledge status").in_(&home.cinema).await;
    assert!(status.content.starts_with(SORRY), "{}", status.content);
    let status = owner.command("knowledge status").in_(&home.cinema).await;
    assert!(
        status.content.starts_with("**Edition 1-"),
        "{}",
        status.content
    );

    trap.set("asked");
    let said = anna.says(&home.cinema, &format!("@bot {QUESTION}"));
    let told = said.reply().await;
    assert!(told.content.starts_with(SORRY), "{}", told.content);

    for counted in [
        "interactions_total{command=\"ask\",outcome=\"panicked\"} 1",
        "interactions_total{command=\"knowledge\",outcome=\"panicked\"} 1",
        "interactions_total{command=\"message\",outcome=\"panicked\"} 1",
        "interactions_total{command=\"ask\",outcome=\"answered\"} 1",
    ] {
        // It is counted once the answer is there.
        for _ in 0..300 {
            if metrics.render().contains(counted) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let page = metrics.render();
        assert!(page.contains(counted), "{counted}: {page}");
    }
    let text = log.text();
    assert_eq!(text.matches("a handler panicked").count(), 3, "{text}");
    // Each sentence has a number, under which the log has the rest.
    let number = told.content.split('`').nth(1).expect("there is a number");
    assert!(text.contains(number), "{number}: {text}");
    for hidden in [QUESTION, SECRETS[0], SECRETS[1]] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
    home.discord.expect_no_violations();
    home.connection.close(Duration::from_secs(1)).await;
}

#[test]
fn a_panic_is_logged_with_its_place_and_without_its_words() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = fmt()
        .with_ansi(false)
        .with_max_level(LevelFilter::INFO)
        .with_writer(move || writer.clone())
        .finish();
    // A hook is the whole process's; the others' panics are told as before.
    let (before, me) = (std::panic::take_hook(), std::thread::current().id());
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == me {
            telemetry::tell_panic(panic);
        } else {
            before(panic);
        }
    }));
    tracing::subscriber::with_default(subscriber, || {
        let question = QUESTION.to_owned();
        let panicked = std::panic::catch_unwind(move || {
            assert!(question.is_empty(), "met {question}");
        });
        assert!(panicked.is_err());
    });
    let text = log.text();
    assert!(text.contains("discord_panics.rs"), "{text}");
    assert!(!text.contains(QUESTION), "{text}");
}
