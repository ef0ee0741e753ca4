//! The integration tests, one binary: what the bot promises, tested from outside.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
#![allow(
    clippy::print_stdout,
    reason = "measurements are shown with --nocapture"
)]

/// What people ask and must be told.
mod ask;
/// The command line: options, exit codes, batches, error messages.
mod cli;
/// The shipped knowledge is valid.
mod content;
/// Members ask on Discord, and open the sources.
mod discord_ask;
/// Who may do what with an answer, and what is told to those who may not.
mod discord_buttons;
/// Killed at any moment, it has kept what Discord was told.
mod discord_crash;
/// Whatever breaks between the bot and Discord, whoever asked gets one answer.
mod discord_faults;
/// Reloads while members ask.
mod discord_fire;
/// Moderators reload the knowledge while the bot answers; what is stored of people.
mod discord_knowledge;
/// Nothing a person or the knowledge says is ever active markup.
mod discord_markup;
/// Mentions, replies, direct messages, and the menu of a message.
mod discord_messages;
/// How it begins and ends: tokens, addresses, signals, health.
mod discord_process;
/// Reloads and rollbacks: bad knowledge changes nothing, and nothing is lost.
mod editions;
/// Inputs that have broken search engines and bots before.
mod hostile;
/// Borders between the parts, read off the source text.
mod house_rules;
/// A Discord on loopback, which the bot is run against.
mod loopback;
/// Damaged knowledge gives problems, never a panic.
mod mutations;
/// Questions the bot offers.
mod offered;
/// The scenes of the pictures in README.
mod pictures;
/// What holds for any input at all.
mod properties;
/// The question bank and its floors.
mod questions;
/// README is true.
mod readme;
/// What is stored is there after a restart and a kill; what is forgotten is gone.
mod store;
/// Drivers the other modules are written with.
mod world;
