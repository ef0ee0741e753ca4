//! Everything wrong with a knowledge, found at once, for `check` and for every reload.
//!
//! Load problems, the rules over the content files, pinned questions and asks
//! over an edition, and with a library coverage and support. The finding is in
//! [`crate::knowledge::rules`], [`crate::knowledge::coverage`],
//! [`crate::knowledge::support`] and [`asks`]; [`inspection`] brings it
//! together, and [`report`] words it.

pub mod asks;
pub mod inspection;
pub mod report;
