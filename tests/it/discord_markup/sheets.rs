//! Cards and masked answers are as active as those of plain words.

use tarkovsky_bot::answer::limits::Limits;
use tarkovsky_bot::bot;
use tarkovsky_bot::discord::render::{Setting, answer_message, sheet_message};
use tarkovsky_bot::edition::Edition;
use tarkovsky_bot::knowledge::claim::Spoiler;
use tarkovsky_bot::knowledge::library::Library;
use tarkovsky_bot::knowledge::load::load;
use tarkovsky_bot::reply::{AnswerReply, Reply, Spoiling, Status};
use tarkovsky_bot::request::Request;
use tarkovsky_bot::store::records::AnswerId;

use super::{Active, active, citation, hold, hold_few, hostile, seal, visible};

/// A card of one claim, in which all words are somebody's.
fn card(name: &str, label: &str, value: &str, source: &str, text: &str) -> String {
    let files: Vec<(String, String)> = vec![("a.toml".into(), SKELETON.into())];
    let (mut knowledge, problems) = load(&files);
    assert!(problems.is_empty(), "{problems:?}");
    knowledge.entities[0].name = name.into();
    knowledge.entities[0].names = vec![name.into()];
    knowledge.attributes[0].id = label.into();
    knowledge.sources[0].id = source.into();
    knowledge.claims[1].text = text.into();
    if let Some(statement) = &mut knowledge.claims[0].statement {
        statement.value = value.into();
    }
    let edition = Edition::new(1, "a".into(), knowledge, Library::default()).expect("in memory");
    let Ok(Request::LookUp(look_up)) = Request::parse("/film ferry", 0) else {
        panic!("it is a look-up");
    };
    let request = Request::LookUp(look_up);
    let Reply::Sheet(sheet) = bot::respond(&request, &edition, &Limits::default()) else {
        panic!("there is a card");
    };
    let seal = seal();
    let setting = Setting {
        seal: &seal,
        answer: AnswerId::from_bits(7),
        private: false,
        open: Spoiler::None,
    };
    let embed = sheet_message(&sheet, setting)
        .embed
        .expect("a card is an embed");
    format!("{}\n{}", embed.title, embed.description)
}

const SKELETON: &str = r#"
[[source]]
id = "s"
title = "s"
language = "en"
reliability = "high"
file = "s.txt"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
words = "3 3"
[[film]]
id = "ferry"
name = "x"
[[attribute]]
id = "a"
value = "text"
asks = ["a of {}"]
[[claim]]
id = "one"
about = ["ferry"]
attribute = "a"
value = "x"
text = "x"
cite = ["s 1"]
asks = ["x"]
[[claim]]
id = "two"
about = ["ferry"]
text = "x"
spoiler = "ending"
cite = ["s 2"]
asks = ["x"]
"#;

#[test]
fn a_card_is_as_active_as_one_of_plain_words() {
    let benign = active(&card("x", "x", "x", "x", "x"));
    assert!(benign.contains(&Active::Sign('|')), "one line is masked");
    let texts = (hostile(), hostile(), hostile(), hostile(), hostile());
    hold_few(&texts, |(name, label, value, source, text)| {
        let [name, label, value, source, text] =
            [name, label, value, source, text].map(|text| visible(&text));
        let shown = card(&name, &label, &value, &source, &text);
        assert_eq!(active(&shown), benign, "{shown:?}");
    });
}

#[test]
fn a_masked_line_that_is_cut_stays_masked_and_cited() {
    let story = "glass ".repeat(400);
    let shown = card("x", "x", "x", "x", &story);
    let openly: String = shown.split("||").step_by(2).collect();
    assert_eq!(shown.matches("||").count(), 2, "{shown}");
    assert!(shown.contains("glass") && shown.contains('…'), "{shown}");
    assert!(!openly.contains("glass"), "{openly}");
    assert_eq!(openly.matches('¶').count(), 2, "places are told: {openly}");
    let signs = format!("{}|", "|*".repeat(900));
    let shown = card("x", "x", "x", "x", &signs);
    assert_eq!(
        active(&shown),
        active(&card("x", "x", "x", "x", "x")),
        "{shown}"
    );
}

#[test]
fn a_masked_answer_is_as_active_as_one_of_plain_words() {
    let masked = |before: &str, inside: &str, quote: &str| {
        let reply = AnswerReply {
            status: Status::Answered,
            answer: format!("{before} {inside} [1]"),
            citations: vec![citation("x", "x", quote)],
            suggestions: Vec::new(),
            edition: "1-a".into(),
            readings: Vec::new(),
            spoilers: vec![Spoiling {
                bytes: before.len() + 1..before.len() + 1 + inside.len(),
                marks: vec![1],
                level: Spoiler::Plot,
            }],
            related: Vec::new(),
        };
        let seal = seal();
        let setting = Setting {
            seal: &seal,
            answer: AnswerId::from_bits(7),
            private: false,
            open: Spoiler::None,
        };
        answer_message(&reply, None, setting).content
    };
    let benign = active(&masked("x", "x", "x"));
    hold(
        &(hostile(), hostile(), hostile()),
        |(before, inside, quote)| {
            let [before, inside, quote] = [before, inside, quote].map(|text| visible(&text));
            let content = masked(&before, &inside, &quote);
            assert_eq!(active(&content), benign, "{content:?}");
        },
    );
}
