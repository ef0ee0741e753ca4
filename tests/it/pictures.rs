//! The scenes of the pictures in README: what members do, and the bodies the
//! bot sent for it. `PICTURES=dir cargo test --test it -- pictures` writes them
//! as JSON for `docs/pictures/make.sh`; without it they are only played.
//!
//! No library takes part, so that no sentence of a source's text is in a picture.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::discord_ask::ask;
use crate::editions::grounds::Grounds;
use crate::loopback::{Discord, Member, Message, Reply, Request, Route};
use crate::world::Bot;

/// Mistakes of several kinds, as they happen to whoever adds a claim.
const MISTAKEN: &str = r#"[[claim]]
id = "mirror-ceiling-rain"
about = ["miror"]
text = "The ceiling in Mirror comes down in the rain."
cite = ["zerkalo-blog 3"]
asks = ["what comes down in mirror", "which room rains", "does the plaster fall"]

[[claim]]
id = "mirror-barn-fire"
about = ["mirror"]
text = "The barn in Mirror burns while it rains."
cites = ["zerkalo-blogg 3"]
asks = ["what burns in mirror", "when does the barn burn", "is there a fire in the rain"]
"#;

/// The pretend world the scenes are played in.
struct Stage {
    discord: Discord,
    scenes: Vec<(&'static str, Value)>,
}

impl Stage {
    /// Keeps a scene: its steps in order.
    fn keep(&mut self, name: &'static str, steps: &[Value]) {
        let scene = json!({ "name": name, "channel": "cinema", "steps": steps });
        self.scenes.push((name, scene));
    }

    /// A reply to a command: who used it, and the body the bot sent.
    fn used(&self, who: &str, command: &str, reply: &Reply) -> Value {
        let private = reply.is_ephemeral();
        json!({ "who": who, "used": command, "private": private, "body": self.answered(reply) })
    }

    /// A reply to a button: what its message says, and the body the bot sent.
    fn pressed(&self, on: &Message, reply: &Reply) -> Value {
        let said = on.content.lines().next().unwrap_or_default();
        let private = reply.is_ephemeral();
        json!({ "on": said, "private": private, "body": self.answered(reply) })
    }

    fn answered(&self, reply: &Reply) -> Value {
        let of = reply.message.interaction;
        self.sent(|request| of.is_some() && request.interaction.map(|(id, _)| id) == of)
    }

    /// A reply to a message: who wrote what, and the body the bot sent.
    fn said(&self, who: &str, text: &str, reply: &Message) -> Value {
        let path = format!("/channels/{}/messages", reply.channel);
        let body = self.sent(|request| {
            request.route == Route::Message
                && request.method == "POST"
                && request.path.starts_with(&path)
        });
        json!({ "who": who, "said": text, "body": body })
    }

    /// The last body with something to see of the requests that are meant.
    fn sent(&self, is_meant: impl Fn(&Request) -> bool) -> Value {
        let requests = self.discord.requests();
        let bodies = requests.iter().rev().filter(|r| is_meant(r));
        let mut shown = bodies.filter_map(|request| {
            let data = request.body.get("data").unwrap_or(&request.body);
            let is_shown = data["content"].is_string() || data["embeds"].is_array();
            is_shown.then(|| data.clone())
        });
        shown.next().expect("the bot sent a body")
    }
}

/// Waits until the commands of moderators are registered.
async fn registered(discord: &Discord) {
    for _ in 0..500 {
        if discord.commands().iter().any(|c| c["name"] == "knowledge") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the commands of moderators are not registered");
}

#[tokio::test]
async fn every_picture_of_readme_is_of_a_body_the_bot_sends() {
    let discord = Discord::start().await;
    let server = discord.guild("Zona film club");
    let cinema = server.channel("cinema");
    let (anna, boris) = (server.member("anna"), server.member("boris"));
    let grounds = Grounds::of_shipped_knowledge();
    let _bot = Bot::of(&discord)
        .arg("--knowledge")
        .arg(grounds.knowledge())
        .with("discord.home_servers", &server.id().to_string())
        .with("cooldown.question_seconds", "0")
        .start(&discord)
        .await;
    let mut stage = Stage {
        discord,
        scenes: Vec::new(),
    };

    let answer = ask(&anna, &cinema, "who played the forensic doctor in mirror?").await;
    let step = stage.used("anna", "ask", &answer);
    stage.keep("ask", &[step]);

    let dispute = ask(&anna, &cinema, "When did Mirror come out?").await;
    let step = stage.used("anna", "ask", &dispute);
    stage.keep("dispute", &[step]);

    let sources = boris.press(&dispute, "Sources").await;
    let list = stage.pressed(&dispute, &sources);
    let page = boris.press(&sources, "Open [2]").await;
    let opened = stage.pressed(&sources, &page);
    stage.keep("sources", &[list, opened]);

    let question = "How much did Stalker earn at the box office?";
    let unknown = ask(&anna, &cinema, question).await;
    let step = stage.used("anna", "ask", &unknown);
    stage.keep("unknown", &[step]);

    let card = film(&boris, &cinema, "жертвоприношение").await;
    let step = stage.used("boris", "film", &card);
    stage.keep("film", &[step]);

    let compared = anna.command("compare").option("first", "andrei rublev");
    let compared = compared.option("second", "nostalghia").in_(&cinema).await;
    let step = stage.used("anna", "compare", &compared);
    stage.keep("compare", &[step]);

    let text = "@bot сколько длится «Сталкер»?";
    let reply = boris.says(&cinema, text).reply().await;
    let step = stage.said("boris", text, &reply);
    stage.keep("mention", &[step]);

    registered(&stage.discord).await;
    grounds.write("claims/rain.toml", MISTAKEN);
    let owner = server.owner();
    let refused = owner.command("knowledge reload").in_(&cinema).await;
    let step = stage.used("clara", "knowledge reload", &refused);
    stage.keep("reload", &[step]);

    stage.discord.expect_no_violations();
    let words = [
        ("ask", "[1] Film page, ¶ 93"),
        ("dispute", "The sources disagree"),
        ("sources", "What is drawn from this paragraph"),
        ("unknown", "The sources do not say"),
        ("film", "Жертвоприношение"),
        ("compare", "Andrei Rublev (1966) and Nostalghia (1983)"),
        ("mention", "163 minutes"),
        ("reload", "rain.toml:"),
    ];
    let readme = include_str!("../../README.md");
    for ((name, scene), (of, words)) in stage.scenes.iter().zip(words) {
        assert_eq!(*name, of);
        assert!(
            scene.to_string().contains(words),
            "{words:?} not in {scene:#}"
        );
        let link = format!("](docs/pictures/{name}.webp)");
        assert!(readme.contains(&link), "{name} is not shown in README");
    }
    assert_eq!(stage.scenes.len(), words.len());
    if let Some(folder) = std::env::var_os("PICTURES") {
        write(Path::new(&folder), &stage.scenes);
    }
}

async fn film(who: &Member, channel: &crate::loopback::Channel, title: &str) -> Reply {
    let command = who.command("film").option("title", title);
    command.in_(channel).await
}

fn write(folder: &Path, scenes: &[(&str, Value)]) {
    fs::create_dir_all(folder).expect("the folder for the scenes can be made");
    for (name, scene) in scenes {
        let path = folder.join(format!("{name}.json"));
        fs::write(path, format!("{scene:#}\n")).expect("the folder can be written");
    }
}
