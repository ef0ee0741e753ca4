//! Whom a message speaks to: the bot, or nobody. What is said to the bot alone is no question about the films.

use super::kind::{FILLERS, QUESTION_WORDS};
use crate::language::stopwords::{is_light_word, is_stop_word};

/// Words for somebody who is spoken to.
const ADDRESSING: &[&str] = &["you", "your", "yours", "youre"];

/// Words before "you" that ask about the bot or thank it: "are you", "thank you".
const BEFORE_YOU: &[&str] = &["are", "did", "were", "have", "thank", "thanks"];

/// Words after which the bot is asked to tell something after all.
#[rustfmt::skip]
const TELLING: &[&str] = &[
    "know", "tell", "think", "remember", "explain", "say", "recommend",
];

/// What a bot is asked whether it is.
#[rustfmt::skip]
const BOTS: &[&str] = &[
    "real", "person", "human", "robot", "ai", "bot", "machine", "alive", "computer", "chatgpt", "gpt",
];

/// Whole messages to a bot that ask nothing of the films.
#[rustfmt::skip]
const ALONE: &[&str] = &[
    "stop", "help", "hello", "test", "ping", "start", "quit", "exit", "sorry", "wrong", "nice", "good", "bad", "bot",
];

/// True where somebody is spoken to.
pub fn addresses<'w>(mut words: impl Iterator<Item = &'w str>) -> bool {
    words.any(|word| ADDRESSING.contains(&word))
}

/// True where a message speaks to the bot, neither asks it to tell something nor asks with another word: "are you
/// real", "thank you", "you are wrong".
pub(super) fn is_small_talk(words: &[String]) -> bool {
    let words = words.iter().map(String::as_str);
    let words: Vec<&str> = words.skip_while(|word| FILLERS.contains(word)).collect();
    let rest = match words[..] {
        [only] => return ALONE.contains(&only),
        ["how" | "who" | "what", "are", "you", ref rest @ ..]
        | ["you", "are" | "were", ref rest @ ..] => rest,
        [before, "you", ref rest @ ..] if BEFORE_YOU.contains(&before) => rest,
        _ => return false,
    };
    let asks = |word: &&str| TELLING.contains(word) || QUESTION_WORDS.contains(word);
    let says = |word: &&&str| !is_stop_word(word) && !is_light_word(word) && !BOTS.contains(word);
    // "are you sure the zone was shot in estonia" says too much to be about the bot.
    !rest.iter().any(asks) && rest.iter().filter(says).count() <= 1
}

#[cfg(test)]
mod tests {
    use super::is_small_talk;
    use crate::language::tokens;

    #[test]
    fn what_is_said_to_the_bot_alone_is_told_from_questions() {
        let is = |text: &str| is_small_talk(&tokens(text, 32));
        for text in [
            "are you real",
            "are you a real person or a bot",
            "hey, who are you?",
            "thank you!",
            "you are wrong",
            "stop",
            "have you seen it",
        ] {
            assert!(is(text), "{text}");
        }
        for text in [
            "have you heard who shot stalker",
            "can you see the room",
            "what do you get in the room",
            "are they real",
            "do you know the zone",
            "are you sure the zone was shot in estonia?",
            "have you got a list of the awards it won",
            "you were saying the river was poisoned",
            "have you any idea of the budget",
            "",
        ] {
            assert!(!is(text), "{text}");
        }
    }
}
