//! The words by which people choose what questions are about.

/// Every topic: its word, and what it takes in.
pub const TOPICS: &[(&str, &str)] = &[
    ("films", "which film, what happens in it, how it is told"),
    ("cast", "actors and their parts"),
    ("crew", "who made the films"),
    ("shooting", "what happened while they were shot"),
    ("places", "where they were shot, and where they are set"),
    ("camera", "camera, lenses, film stock, light"),
    ("sound", "music, sounds, soundtracks"),
    (
        "meaning",
        "what the films mean, by their makers and readers",
    ),
    (
        "ideas",
        "faith, art, love and freedom, as they spoke of them",
    ),
    ("life", "Tarkovsky's life and family"),
    ("arts", "books, poems, paintings, and other directors"),
    ("numbers", "years, lengths, sums, scores"),
];

/// True for the word of a topic.
pub fn is_topic(word: &str) -> bool {
    TOPICS.iter().any(|(known, _)| *known == word)
}
