//! The words by which people choose what questions are about. What each takes in stands in
//! [`crate::words`], under `topic`.

/// Every topic, by its word.
pub const TOPICS: &[&str] = &[
    "films", "cast", "crew", "shooting", "places", "camera", "sound", "meaning", "ideas", "life",
    "arts", "numbers",
];

/// True for the word of a topic.
pub fn is_topic(word: &str) -> bool {
    TOPICS.contains(&word)
}
