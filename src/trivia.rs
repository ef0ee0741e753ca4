//! Trivia: questions made from cited claims, and the rounds in which they are put.
//!
//! Pure values and functions: time and seed are arguments, storage and Discord
//! are the caller's. [`question`] is what a pool of questions gives and what a
//! round keeps of it.

pub mod pool;
pub mod question;
pub mod topic;
pub mod wish;
