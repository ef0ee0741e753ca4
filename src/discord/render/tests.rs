//! What members read.
