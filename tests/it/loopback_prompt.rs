//! The prompt of `examples/loopback`: what a newcomer types comes to what README says, and whatever
//! else is typed is answered in a sentence.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::discord_knowledge::registered;
use crate::world::{Binary, Bot, Folder, Running};
use example::prompt::{Club, Prompt, Turn};

#[path = "../../examples/loopback"]
mod example {
    pub(crate) mod prompt;
}

/// README's question, and its answer before and after a word is changed.
const QUESTION: &str = "/ask who played the forensic doctor in mirror?";
const BEFORE: &str = "Anatoliy Solonitsyn appears in Mirror as the Forensic doctor";
const AFTER: &str = "Anatoliy Solonitsyn is seen in Mirror as the Forensic doctor";

/// Somebody at the prompt, and the bot.
struct Visit {
    prompt: Prompt,
    _bot: Running,
}

impl Visit {
    async fn with(change: impl FnOnce(Bot) -> Bot) -> Self {
        let club = Club::open().await;
        let bot = Bot::of(&club.discord)
            .with("discord.home_servers", &club.server.id().to_string())
            .with("cooldown.question_seconds", "0")
            .with("cooldown.button_seconds", "0")
            .with("trivia.rest_seconds", "0");
        let bot = change(bot).start(&club.discord).await;
        registered(&club.discord, "knowledge").await;
        Self {
            prompt: Prompt::new(club),
            _bot: bot,
        }
    }

    /// Types a line; what it says to that.
    async fn types(&mut self, line: &str) -> String {
        match self.prompt.take(line).await {
            Turn::Say(text) => text,
            other => panic!("{line}: {other:?}"),
        }
    }

    /// Types a line that is answered with all these words.
    async fn hears(&mut self, line: &str, words: &[&str]) -> String {
        let told = self.types(line).await;
        for words in words {
            assert!(told.contains(words), "{line}: no {words:?} in\n{told}");
        }
        told
    }
}

/// The lines of README's walk, up to the change of the claim and after it.
fn walk() -> [Vec<String>; 2] {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).expect("there is a README");
    let (_, walk) = readme
        .split_once("\n## Trying it without Discord\n")
        .expect("README has the section");
    let (walk, _) = walk.split_once("\n## ").expect("others follow");
    let blocks = walk.split("```text\n").skip(1);
    let blocks: Vec<Vec<String>> = blocks
        .map(|block| {
            let (lines, _) = block.split_once("```").expect("the block is closed");
            lines.lines().map(ToOwned::to_owned).collect()
        })
        .collect();
    for words in ["`mine/claims/imdb-zerkalo.toml`", "*appears*", "*is seen*"] {
        assert!(walk.contains(words), "{words} is not in README's walk");
    }
    blocks.try_into().expect("README's walk has two blocks")
}

#[tokio::test]
async fn a_newcomer_asks_presses_changes_a_claim_and_hears_the_change() {
    let folder = Folder::new();
    let mine = folder.path().join("mine");
    let wrote = Binary::new(&["knowledge", "write"]).arg(&mine).run();
    wrote.expect_code(0);
    let mut visit = Visit::with(|bot| bot.arg("--knowledge").arg(&mine)).await;
    let [first, second] = walk();
    let [ask, press] = first.as_slice() else {
        panic!("{first:?}")
    };
    assert_eq!(ask, QUESTION);
    visit
        .hears(ask, &[BEFORE, "[1] Film page, ¶ 93", "[1 Sources]"])
        .await;
    visit
        .hears(press, &["(only you see this)", "Film page"])
        .await;

    let file = mine.join("claims/imdb-zerkalo.toml");
    let text = fs::read_to_string(&file).expect("it was written");
    assert_eq!(text.matches(BEFORE).count(), 1);
    fs::write(&file, text.replace(BEFORE, AFTER)).expect("it can be written");
    let [reload, ask] = second.as_slice() else {
        panic!("{second:?}")
    };
    visit
        .hears(reload, &["Edition 2-", "Answered otherwise"])
        .await;
    visit.hears(ask, &[AFTER]).await;
    visit.prompt.club.discord.expect_no_violations();
}

#[tokio::test]
async fn members_do_at_the_prompt_what_they_do_on_discord() {
    let mut visit = Visit::with(|bot| bot).await;
    // Look-ups, completion, menus, pages.
    visit.hears("type /film зерк", &["Mirror (1975)"]).await;
    let card = visit
        .hears(
            "/film film:mirror private:yes",
            &["(only you see this)", "| Mirror (1975)"],
        )
        .await;
    assert!(card.contains("Previous, grey]"), "{card}");
    visit.hears("press ◀ Previous", &["it is grey"]).await;
    visit.hears("press next", &["(changed)", "Page 2 of"]).await;
    visit.hears("choose Making", &["(changed)", "Making"]).await;
    // A message with a mention, a reply to the answer, a command of its menu, a direct message.
    visit
        .hears("@bot how long is stalker?", &["163 minutes", "[1 Sources]"])
        .await;
    visit.hears("reply who shot it?", &["Rerberg"]).await;
    visit
        .hears("how long is stalker?", &["Written in the channel"])
        .await;
    visit.hears("pick Ask about this", &["163 minutes"]).await;
    // What only the owner may, and what one person alone is shown.
    visit.types("as anna").await;
    visit
        .hears(
            "/knowledge status",
            &["was not sent: it is for administrators"],
        )
        .await;
    visit.types("in dm").await;
    assert_eq!(visit.prompt.label(), "anna@dm> ");
    visit
        .hears("how long is stalker?", &["(direct message)", "163 minutes"])
        .await;
    visit.types("in cinema").await;
    // A question goes as its asker says, and that is told.
    visit.types("/ask how long is stalker?").await;
    visit.hears("press Delete", &["A message is gone"]).await;
    visit.prompt.club.discord.expect_no_violations();
}

#[tokio::test]
async fn a_round_is_played_at_the_prompt_with_a_form_and_without_asking_for_news() {
    let mut visit = Visit::with(|bot| bot).await;
    let mut shown = visit
        .types("/trivia start mode:typed number:3 seconds:60")
        .await;
    while !shown.contains("Answer]") {
        shown = visit.hears("wait 20", &["tarkovsky"]).await;
    }
    visit
        .hears("press answer", &["The form", "Type fill"])
        .await;
    visit.hears("cancel", &["closed"]).await;
    visit.hears("fill something", &["No form is open."]).await;
    visit.types("press answer").await;
    let told = visit.types("fill surely not this").await;
    assert!(told.contains("(only you see this)"), "{told}");
    visit.types("/trivia stop").await;
    visit.prompt.club.discord.expect_no_violations();
}

#[tokio::test]
async fn whatever_is_typed_is_answered_in_a_sentence() {
    let mut visit = Visit::with(|bot| bot).await;
    let before = [
        ("press 1", "nothing to press"),
        ("reply what?", "no message of the bot"),
        ("pick Ask about this", "no message here"),
        ("look", "no message here"),
        ("cancel", "No form is open."),
    ];
    for (line, words) in before {
        visit.hears(line, &[words]).await;
    }
    visit.types(QUESTION).await;
    let wrong = [
        ("/", "There is no command /. The bot has: /ask,"),
        ("/nothing of the kind", "There is no command /nothing"),
        ("/ask", "\"question\" is required"),
        (
            "/ask private:perhaps how long",
            "private takes true or false",
        ),
        ("/sources of everything:", "/sources takes nothing more"),
        ("/compare mirror", "\"second\" is required"),
        ("/trivia", "needs one of these words after it: start,"),
        ("/trivia start mode:sung", "mode is one of choice, typed"),
        (
            "/trivia start mode:typed questions:5",
            "no option questions. It has: mode,",
        ),
        ("/trivia start number:five", "number takes a whole number"),
        ("/trivia start number:99999", "option \"number\" takes 1 to"),
        ("press", "Say which one. The last message has: 1 Sources,"),
        ("press 0", "There is no “0”"),
        ("press 99", "There is no “99”"),
        ("press -1", "There is no “-1”"),
        ("choose the moon", "There is no “the moon”"),
        ("pick Nothing", "there is no such command"),
        ("type /film", "Type the beginning of a name"),
        ("type /ask how", "is not completed"),
        ("reply", "Say what to reply."),
        ("as Andrei", "You can act as owner, anna, boris."),
        ("in Paris", "You can be in cinema or in dm."),
        ("help", "press BUTTON"),
    ];
    for (line, words) in wrong {
        visit.hears(line, &[words]).await;
    }
    visit.prompt.bot_runs(false);
    visit
        .hears(QUESTION, &["The bot does not run: type restart"])
        .await;
    assert!(!visit.prompt.has_bot());
    visit.prompt.bot_runs(true);
    for hostile in [
        "\u{0}",
        "/\u{202e}",
        "/ask \u{1b}[2J <@1> `",
        "@bot",
        "say /",
        "<t:9:R>",
        "*",
        "\\",
    ] {
        let told = visit.types(hostile).await;
        let is_clean = !told.contains(|letter: char| letter.is_control() && letter != '\n');
        assert!(!told.is_empty() && is_clean, "{hostile:?}: {told:?}");
    }
    visit.prompt.club.discord.expect_no_violations();
}

/// The example itself; cargo has built it with all tests, and does so now where only some are run.
fn example() -> PathBuf {
    let bot = Path::new(env!("CARGO_BIN_EXE_tarkovsky-bot"));
    let profile = bot.parent().expect("it is in a folder");
    let name = profile.file_name().and_then(|name| name.to_str());
    let name = name.expect("the folder has a name").replace("debug", "dev");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--locked", "--example", "loopback"])
        .args(["--profile", &name, "--target-dir"])
        .arg(profile.parent().expect("cargo's folder is around it"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        // The build script's word to the tests, which cargo would take for a change.
        .env_remove("GIT_COMMIT")
        .status();
    assert!(
        built.is_ok_and(|status| status.success()),
        "it is not built"
    );
    profile.join(format!("examples/loopback{}", std::env::consts::EXE_SUFFIX))
}

#[test]
fn the_example_takes_a_script_and_starts_the_bot_again() {
    let folder = Folder::new();
    let mut child = Command::new(example())
        .current_dir(folder.path())
        .env("BIN", env!("CARGO_BIN_EXE_tarkovsky-bot"))
        .env("TARKOVSKY__DATA__DIR", folder.path().join("kept"))
        .env_remove("RUST_LOG")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it is built");
    let script = format!("{QUESTION}\nrestart\npress Sources\nno\u{e9}\n/quit\nnever read\n");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    stdin.write_all(script.as_bytes()).expect("it reads");
    drop(stdin);
    let ended = child.wait_with_output().expect("it ends");
    let told = String::from_utf8(ended.stdout).expect("it is text");
    assert!(ended.status.success(), "{told}");
    let log = Path::new("kept").join("bot.log");
    for words in [
        format!("log: {}\n", log.display()).as_str(),
        &format!("owner@cinema> {QUESTION}\n"),
        BEFORE,
        "The bot runs again.",
        "(only you see this)",
    ] {
        assert!(told.contains(words), "no {words:?} in\n{told}");
    }
    assert!(!told.contains("never read"), "{told}");
    // The bot was asked to end, not killed, and nothing is left running.
    let log = fs::read_to_string(folder.path().join(log)).expect("there is a log");
    assert!(log.contains("Shutting down"), "{log}");
}
