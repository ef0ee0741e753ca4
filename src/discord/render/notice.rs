//! Short lines for one person: why something was not done. Nothing here apologises twice.

use std::time::Duration;

use super::super::message::Message;

/// Something broke; the reference is in the log too.
pub fn broken(reference: &str) -> Message {
    Message::private(format!(
        "Something went wrong on my side. If it happens again, tell whoever runs me this number: `{reference}`."
    ))
}

/// Too many questions.
pub fn too_fast(wait: Duration) -> Message {
    let seconds = wait.as_secs() + 1;
    let plural = if seconds == 1 { "" } else { "s" };
    Message::private(format!(
        "You ask faster than I may answer. Try again in {seconds} second{plural}."
    ))
}

/// The person is blocked.
pub fn blocked() -> Message {
    Message::private("The operator of this bot has asked it not to answer you.")
}

/// The channel is not one the bot answers in.
pub fn not_here() -> Message {
    Message::private(
        "I do not answer in this channel. Ask in another one, or write to me directly.",
    )
}

/// The person may not do it.
pub fn may_not(what: &str) -> Message {
    Message::private(format!("You may not {what}."))
}

/// A command that is gone.
pub fn unknown_command() -> Message {
    Message::private("I no longer have that command. `/help` lists what I have.")
}

/// A message without text.
pub fn no_text() -> Message {
    Message::private("That message has no text I could take as a question.")
}

/// A button of another form or another maker.
pub fn strange_button() -> Message {
    Message::private("I do not know that button. Ask again with `/ask`.")
}

/// A button whose answer is no longer kept.
pub fn forgotten_answer() -> Message {
    Message::private("I no longer keep that answer. Ask again with `/ask`.")
}

/// The bot may not speak to all here, so that only the person sees the answer.
pub fn cannot_speak(missing: &str) -> String {
    format!("\n-# Only you see this: I may not {missing}.")
}

/// The person's verdict is stored.
pub fn thanks() -> Message {
    Message::private("Noted, thank you.")
}

/// The person's reason is stored; the question for it goes.
pub fn noted() -> Message {
    Message::private("Noted, thank you. Whoever keeps the knowledge will see it.")
}

/// There is no further evidence.
pub fn no_more() -> Message {
    Message::private("That is all I have on it.")
}

/// A private answer that has been shown, or was never private.
pub fn shared_already() -> Message {
    Message::private("Everybody here has seen it already.")
}

/// The bot may not speak to all here.
pub fn cannot_share(missing: &str) -> Message {
    Message::private(format!("I cannot show it here: I may not {missing}."))
}
