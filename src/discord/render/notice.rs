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

/// Begins the line that says why only the person sees an answer.
pub const ONLY_YOU: &str = "\n-# Only you see this:";

/// The bot may not speak to all here, so that only the person sees the answer.
pub fn cannot_speak(missing: &str) -> String {
    format!("{ONLY_YOU} I may not {missing}.")
}

/// Sources lost their links with the card they stood in.
pub fn cannot_embed() -> &'static str {
    "\n-# Without links: I may not embed links in this channel."
}

/// What was asked in a channel the bot may not speak in is answered to the person alone.
pub fn answered_here() -> &'static str {
    "-# I may not send messages where you asked me, so that I answer here.\n"
}

/// The person's verdict is stored.
pub fn noted() -> Message {
    Message::private("Noted, thank you.")
}

/// No answer of this id that the person may see.
pub fn no_such_answer() -> Message {
    Message::private(
        "I keep no answer of that id that you could see. It stands in small letters below each answer.",
    )
}

/// A person's data is gone.
pub fn forgotten_person(rows: u64) -> Message {
    Message::private(match rows {
        0 => "Nothing was stored of you.".to_owned(),
        1 => "One entry was stored of you; it is removed.".to_owned(),
        _ => format!("{rows} entries were stored of you; all of them are removed."),
    })
}

/// The wording is no longer known.
pub fn forgotten_question() -> Message {
    Message::private("I no longer know how you worded it. Ask once more, then pass it on.")
}

/// A question was passed on to the moderators.
pub fn passed_on() -> Message {
    Message::private("Your question is passed on to the moderators, in your words.")
}

/// What is passed on is read in home servers only.
pub fn nobody_to_tell() -> Message {
    Message::private(
        "I have no moderators here who would read it. Ask in a server whose moderators look after me.",
    )
}

/// It was passed on before.
pub fn passed_on_already() -> Message {
    Message::private("You have passed it on already.")
}

/// Another operation on the editions runs.
pub fn already_running(what: &str) -> Message {
    Message::private(format!(
        "{what} is running. Nothing was changed; try again when it is done."
    ))
}

/// A list is no longer kept.
pub fn forgotten_list() -> Message {
    Message::private("I no longer keep that list. Use the `/knowledge` command again.")
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

/// The answer gives away a story and cannot be masked.
pub fn cannot_mask() -> Message {
    Message::private(
        "It gives away some of the story, and I cannot mask it any more. Ask again without `private`.",
    )
}

/// The answer would give away the question of a round.
pub fn gives_away() -> Message {
    Message::private(
        "That would give away the question of the round that is on. Ask again once it is over; everything else I answer as always.",
    )
}

/// Rounds are played in servers only.
pub fn no_rounds_here() -> Message {
    Message::private("Rounds are played in channels of servers that I am a member of.")
}

/// There is no round in the channel.
pub fn no_round() -> Message {
    Message::private("No round goes on in this channel. `/trivia start` begins one.")
}

/// There is one already.
pub fn round_goes_on() -> Message {
    Message::private("A round goes on in this channel. `/trivia stop` ends it.")
}

/// No question is as the host wishes.
pub fn no_questions() -> Message {
    Message::private(
        "I have no question like that. Leave out the topic, the film or the difficulty, or take another mode.",
    )
}
