//! Trivia on Discord: what people ask for, and what rounds look like there.

pub mod board;
pub mod command;
pub mod daily;
pub mod drawing;
mod finale;
pub mod pools;
pub mod scene;
pub mod stage;
pub mod themes;
pub mod words;

#[cfg(test)]
mod tests;
