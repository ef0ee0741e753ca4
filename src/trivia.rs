//! Trivia: questions made from cited claims, and the rounds in which they are put.
//!
//! Pure values and functions: time and seed are arguments, storage and Discord
//! are the caller's. [`pool`] makes the questions, [`question`] is what it gives
//! and what a round keeps of it; [`round`] folds what happens to a state,
//! [`score`] counts, [`matching`] judges what is typed, [`transcript`] tells a
//! whole round, [`secret`] knows what is not told meanwhile.

pub mod daily;
pub mod matching;
pub mod pool;
pub mod question;
pub mod round;
pub mod score;
pub mod secret;
pub mod topic;
pub mod transcript;
pub mod wish;
