//! The bot beside a serenity bot with an empty handler, over the same Discord on loopback.
//!
//! `cargo bench --bench discord` measures, in alternating turns so that whatever the
//! machine does meanwhile falls on both: from dispatch to callback in an open loop of
//! 200 commands a second, saturated throughput, and the time from the start of the
//! process to its session. Then it asks in one process while that reloads, and sends
//! the bot 100,000 interactions and reads its memory. A thousand players of trivia press
//! within a second of both. A word after `--` runs one part
//! only: `speed`, `rush`, `start`, `reload`, `memory`; `TURNS` and `INTERACTIONS` set how much, `BIN`
//! names another build of the bot, `COMMAND=film` has people look films
//! up in place of asking, and `COMMAND=typing` type their titles.

#![allow(clippy::expect_used, reason = "a bench may fail by panicking")]
#![allow(clippy::print_stdout, reason = "a bench prints its table")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a position within a short list"
)]

#[path = "../tests/it"]
#[allow(
    dead_code,
    unused_imports,
    reason = "the tests use more of it than the bench, and cargo has its own tests compiled too"
)]
mod it {
    pub(crate) mod loopback;
}

#[path = "discord/crowd.rs"]
mod crowd;
#[path = "discord/figures.rs"]
mod figures;
#[path = "discord/memory.rs"]
mod memory;
#[path = "discord/process.rs"]
mod process;
#[path = "discord/reload.rs"]
mod reload;
#[path = "discord/rush.rs"]
mod rush;
#[path = "discord/speed.rs"]
mod speed;
#[path = "discord/start.rs"]
mod start;

use std::process::Command;

// Where the tests have it.
use it::loopback;

/// A number an environment variable sets, or the default.
fn number(name: &str, default: usize) -> usize {
    let text = std::env::var(name).unwrap_or_default();
    text.parse().unwrap_or(default)
}

/// Cargo builds the binary for a bench, and no example; `EMPTY` names one that is built.
fn build_baseline() {
    if std::env::var_os("EMPTY").is_some() {
        return;
    }
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--locked", "--profile", "bench"])
        .args(["--example", "empty_bot"])
        .status();
    assert!(
        built.is_ok_and(|status| status.success()),
        "examples/empty_bot.rs is not built"
    );
}

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let wants = |part: &str| wanted.is_empty() || wanted.iter().any(|word| word == part);
    build_baseline();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        if wants("speed") {
            speed::measure(number("TURNS", 6)).await;
        }
        if wants("rush") {
            rush::measure(number("TURNS", 6)).await;
        }
        if wants("start") {
            start::measure().await;
        }
        if wants("reload") {
            reload::measure().await;
        }
        if wants("memory") {
            memory::measure(number("INTERACTIONS", 100_000)).await;
        }
    });
}
