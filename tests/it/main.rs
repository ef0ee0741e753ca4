//! The integration tests, one binary: what the bot promises, tested from outside.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may fail by panicking"
)]
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
/// Leaderboards of trivia.
mod discord_boards;
/// Who may do what with an answer, and what is told to those who may not.
mod discord_buttons;
/// What the bot may not do in a channel: said to the one who asks, or done without.
mod discord_channels;
/// Killed at any moment, it has kept every answer it acknowledged, once.
mod discord_chaos;
/// Names while they are typed, and what comes of the one that is picked.
mod discord_completion;
/// Killed at any moment, it has kept what Discord was told.
mod discord_crash;
/// The question of the day.
mod discord_daily;
/// What takes longer than Discord waits, and what breaks after the acknowledgement.
mod discord_delays;
/// Which questions a server is asked.
mod discord_draws;
/// Whatever breaks between the bot and Discord, whoever asked gets one answer.
mod discord_faults;
/// Reloads while members ask.
mod discord_fire;
/// Moderators reload the knowledge while the bot answers; what is stored of people.
mod discord_knowledge;
/// Long lists for moderators, over restarts.
mod discord_lists;
/// Members look things up, and what gives away a story.
mod discord_lookups;
/// Nothing a person or the knowledge says is ever active markup.
mod discord_markup;
/// Mentions, replies, direct messages, and the menu of a message.
mod discord_messages;
/// The modes of a round, and what its host can choose.
mod discord_modes;
/// Names that may mean several things, on Discord.
mod discord_names;
/// A handler that panics answers all the same.
mod discord_panics;
/// Who may do what: every person, every privileged action.
mod discord_permissions;
/// How it begins and ends: tokens, addresses, signals, health.
mod discord_process;
/// What becomes of rounds when the place is taken from under them, and what may be looked up meanwhile.
mod discord_rounds;
/// A thousand players press at once.
mod discord_rush;
/// What stays over a restart, and what goes with a server or with time.
mod discord_stored;
/// Rounds of trivia, as players and hosts see them.
mod discord_trivia;
/// The wording of questions: where it is kept, who sees it, when it goes.
mod discord_wording;
/// Reloads and rollbacks: bad knowledge changes nothing, and nothing is lost.
mod editions;
/// What film fans ask.
mod fan_questions;
/// Inputs that have broken search engines and bots before.
mod hostile;
/// Borders between the parts, read off the source text.
mod house_rules;
/// A Discord on loopback, which the bot is run against.
mod loopback;
/// The prompt of `examples/loopback`: the same Discord for a person at a terminal.
mod loopback_prompt;
/// Damaged knowledge gives problems, never a panic.
mod mutations;
/// Names that may mean several things.
mod names;
/// Questions the bot offers.
mod offered;
/// Messages that ask two things.
mod parts;
/// The scenes of the pictures in README.
mod pictures;
/// What holds for any input at all.
mod properties;
/// The question bank and its floors.
mod questions;
/// README is true.
mod readme;
/// What the rounds survive that no player does.
mod rounds;
/// What the sources do not say is never made up.
mod silence;
/// What is stored is there after a restart and a kill; what is forgotten is gone.
mod store;
/// The right option is not found by its looks.
mod trivia_leak;
/// Trivia questions beside the texts they rest on.
mod trivia_lint;
/// The questions from the command line, and what is said of broken ones.
mod trivia_pool;
/// Rounds of trivia: time, order, scores, whatever happens.
mod trivia_round;
/// Every sentence the bot says of its own is in the file of its language.
mod words;
/// Drivers the other modules are written with.
mod world;
