//! What members read.

use serde_json::{Value, to_value};

use super::super::message::MAX_CONTENT;
use super::*;
use crate::reply::{AnswerReply, CitationReply, SourceLine, Status};

fn citation(n: usize, title: &str) -> CitationReply {
    CitationReply {
        n,
        source: "essay".into(),
        title: title.into(),
        author: Some("Koraljka Suton".into()),
        file: "essay.txt".into(),
        paragraphs: vec![16, 17],
        quote: None,
        text: None,
        url: Some("https://essay.example/stalker".into()),
    }
}

fn reply(answer: &str, citations: Vec<CitationReply>) -> AnswerReply {
    AnswerReply {
        status: Status::Answered,
        answer: answer.into(),
        citations,
        suggestions: Vec::new(),
        edition: "1-abc".into(),
        readings: Vec::new(),
        spoilers: Vec::new(),
        related: vec!["How long is Mirror?".into()],
    }
}

fn rendered(reply: &AnswerReply, private: bool) -> Value {
    let seal = Seal::new("token").expect("any key will do");
    let setting = Setting {
        seal: &seal,
        answer: AnswerId::from_bits(7),
        private,
        open: Spoiler::None,
    };
    to_value(answer_message(reply, Some("how long is it?"), setting)).expect("it is JSON")
}

fn labels(body: &Value) -> Vec<&str> {
    let rows = body["components"].as_array().expect("there are rows");
    rows.iter()
        .flat_map(|row| row["components"].as_array().expect("a row has buttons"))
        .filter_map(|button| button["label"].as_str())
        .collect()
}

#[test]
fn an_answer_comes_first_and_each_source_has_a_line() {
    let mut reply = reply(
        "It has 163 minutes. [1]",
        vec![citation(1, "Essay on Stalker")],
    );
    reply.readings = vec!["“staker” read as “stalker”.".into()];
    let body = rendered(&reply, false);
    assert_eq!(
        body["content"],
        "It has 163 minutes. [1]\n-# “staker” read as “stalker”.\n\n\
         [1] Koraljka Suton. Essay on Stalker, ¶ 16–17 · <https://essay.example/stalker>\n\
         -# “how long is it?”"
    );
    assert_eq!(
        labels(&body),
        [
            "Sources",
            "More",
            "Helpful",
            "Wrong",
            "Delete",
            "How long is Mirror?"
        ]
    );
    // Links get no preview.
    assert_eq!(body["flags"], 4);
    let private = rendered(&reply, true);
    assert_eq!(private["flags"], 68);
    assert!(labels(&private).contains(&"Share"));
}

#[test]
fn a_short_quote_stands_below_the_answer() {
    let mut reply = reply("It has 163 minutes. [1]", vec![citation(1, "Essay")]);
    reply.citations[0].quote = Some("One hundred and *sixty-three*".into());
    let body = rendered(&reply, false);
    let content = body["content"].as_str().expect("it is text");
    assert!(
        content.contains("\n> “One hundred and \\*sixty-three\\*” [1]\n"),
        "{content}"
    );
}

#[test]
fn the_body_is_cut_before_a_source_is() {
    let long = format!("{} [1][2][3][4][5]", "*".repeat(690));
    let citations: Vec<_> = (1..=5).map(|n| citation(n, &"T".repeat(80))).collect();
    let body = rendered(&reply(&long, citations), false);
    let content = body["content"].as_str().expect("it is text");
    assert!(content.encode_utf16().count() <= MAX_CONTENT);
    for n in 1..=5 {
        assert!(
            content.contains(&format!("\n[{n}] Koraljka Suton. ")),
            "{n}: {content}"
        );
    }
}

#[test]
fn sources_that_take_all_the_room_get_a_card() {
    let mut citations: Vec<_> = (1..=5).map(|n| citation(n, &"T".repeat(300))).collect();
    for citation in &mut citations {
        citation.url = Some(format!("https://essay.example/{}", "p".repeat(170)));
    }
    let body = rendered(&reply("Short. [1][2][3][4][5]", citations), false);
    let card = body["embeds"][0]["description"]
        .as_str()
        .expect("there is a card");
    for n in 1..=5 {
        assert!(
            card.contains(&format!("[{n}] Koraljka Suton. ")),
            "{n}: {card}"
        );
    }
    assert_eq!(body["flags"], 0, "or the card would not be seen");
}

#[test]
fn only_a_sources_own_plain_address_becomes_a_link() {
    for bad in [
        "javascript:alert(1)",
        "https://a.b/ c",
        "https://a.b/>x",
        "ftp://a.b",
    ] {
        let mut reply = reply("Yes. [1]", vec![citation(1, "Essay")]);
        reply.citations[0].url = Some(bad.into());
        let body = rendered(&reply, false);
        let content = body["content"].as_str().expect("it is text");
        assert!(!content.contains(bad), "{content}");
    }
}

#[test]
fn what_is_not_known_offers_what_is() {
    let mut reply = reply("The sources do not say it.", Vec::new());
    reply.status = Status::Unknown;
    reply.suggestions = vec!["How long is Mirror?".into(), "Who shot Stalker?".into()];
    let body = rendered(&reply, false);
    assert_eq!(
        labels(&body)[..2],
        ["How long is Mirror?", "Who shot Stalker?"]
    );
    assert_eq!(body["components"][0]["components"][0]["style"], 1);
}

#[test]
fn help_lists_every_command_members_have() {
    let help = help_message(false);
    for command in crate::request::COMMANDS {
        let shown = help.content.contains(&format!("**/{}**", command.name))
            || help.content.contains(&format!("**{}**", command.name));
        let everyone = command.audience == crate::request::command::Audience::Everyone;
        assert_eq!(shown, everyone, "{}", command.name);
    }
    assert!(help.private);
}

#[test]
fn help_is_never_cut_short() {
    for moderates in [false, true] {
        let help = help_message(moderates);
        assert!(length(&help.content) <= MAX_CONTENT, "{moderates}");
    }
}

#[test]
fn a_long_bibliography_says_what_it_leaves_out() {
    let sources: Vec<_> = (0..200)
        .map(|at| SourceLine {
            id: format!("source-{at}"),
            reference: "A title that takes some room, by somebody, somewhere, at some time".into(),
            claims: 3,
            in_library: true,
        })
        .collect();
    let card = sources_message(&sources, false)
        .embed
        .expect("it is a card");
    assert!(card.description.contains("and 1"), "{}", card.description);
    assert!(length(&card.description) <= 4_096);
}
