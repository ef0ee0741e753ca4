//! No text of a person or of the knowledge is ever active on Discord: a small scanner of what
//! Discord makes of a text, and generated texts that try everything.
//!
//! The scanner follows <https://docs.discord.com/developers/reference#message-formatting> and what
//! Discord's clients show; where in doubt it takes a sign for active. `PROPERTY_CASES` sets the number of cases.

mod sheets;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tarkovsky_bot::discord::button::Seal;
use tarkovsky_bot::discord::markup::{escape, fenced, plain, shortened};
use tarkovsky_bot::discord::render::{Setting, answer_message};
use tarkovsky_bot::knowledge::claim::Spoiler;
use tarkovsky_bot::reply::{AnswerReply, CitationReply, Status};
use tarkovsky_bot::store::records::AnswerId;

use crate::world::number_from_environment;

/// What is active in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Active {
    /// Heading, small text, list or quote, by its first sign.
    Line(char),
    /// Emphasis, spoiler or code, by its sign.
    Sign(char),
    /// Something in angle brackets: mention, time stamp, command, emoji, link.
    Angle(char),
    /// `[…](…)`.
    MaskedLink,
    /// An address that becomes a link by itself.
    Address,
    /// `@everyone` or `@here`, which are looked for without regard to escapes.
    Everyone,
    /// A character that is not seen, or steers the line.
    Hidden,
}

/// What Discord would make of a text.
fn active(text: &str) -> Vec<Active> {
    let mut found = Vec::new();
    for everyone in ["@everyone", "@here"] {
        found.extend(text.matches(everyone).map(|_| Active::Everyone));
    }
    let hidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}' | '\u{61c}' | '\u{e0000}'..='\u{e007f}')
    };
    found.extend(text.chars().filter(|c| hidden(*c)).map(|_| Active::Hidden));
    for line in text.split('\n') {
        found.extend(line_start(line));
        found.extend(inside(line));
    }
    found.sort();
    found
}

fn line_start(line: &str) -> Option<Active> {
    let line = line.trim_start();
    let followed = |mark: &str| {
        line.strip_prefix(mark)
            .is_some_and(|rest| rest.starts_with(' '))
    };
    for mark in ["#", "##", "###", "-#", "-", "*", "+", ">", ">>>"] {
        if followed(mark) {
            return mark.chars().last().map(Active::Line);
        }
    }
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let listed =
        digits.len() < line.len() && (digits.starts_with(". ") || digits.starts_with(") "));
    listed.then_some(Active::Line('1'))
}

fn inside(line: &str) -> Vec<Active> {
    let chars: Vec<char> = line.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    let rest_is = |at: usize, text: &str| {
        let text: Vec<char> = text.chars().collect();
        chars[at..]
            .iter()
            .take(text.len())
            .copied()
            .collect::<Vec<_>>()
            == text
    };
    while at < chars.len() {
        let sign = chars[at];
        let next = chars.get(at + 1).copied();
        match sign {
            '\\' if next.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace()) => at += 1,
            '*' | '_' | '`' => found.push(Active::Sign(sign)),
            '~' | '|' if next == Some(sign) => {
                found.push(Active::Sign(sign));
                at += 1;
            }
            '<' if next.is_some_and(|c| "@#t/:aih".contains(c)) => {
                found.push(Active::Angle(next.unwrap_or(' ')));
            }
            ']' if next == Some('(') => found.push(Active::MaskedLink),
            _ => {
                let lower: String = chars[at..]
                    .iter()
                    .take(12)
                    .collect::<String>()
                    .to_lowercase();
                let address = [
                    "http://",
                    "https://",
                    "steam://",
                    "discord://",
                    "discord.gg/",
                ];
                if address.iter().any(|start| lower.starts_with(start))
                    && !(at > 0 && rest_is(at - 1, "<"))
                {
                    found.push(Active::Address);
                }
            }
        }
        at += 1;
    }
    found
}

#[test]
fn the_scanner_sees_what_is_active() {
    for (text, what) in [
        ("# loud", Active::Line('#')),
        ("  - item", Active::Line('-')),
        ("> said", Active::Line('>')),
        ("12. item", Active::Line('1')),
        ("a *b* c", Active::Sign('*')),
        ("||x||", Active::Sign('|')),
        ("<@1>", Active::Angle('@')),
        ("<t:1:R>", Active::Angle('t')),
        ("</ask:1>", Active::Angle('/')),
        ("<a:x:1>", Active::Angle('a')),
        ("[x](y)", Active::MaskedLink),
        ("see https://a.b", Active::Address),
        ("DISCORD.GG/x", Active::Address),
        ("\\@everyone", Active::Everyone),
        ("a\u{202e}b", Active::Hidden),
    ] {
        assert!(active(text).contains(&what), "{text}");
    }
    assert_eq!(
        active("Mirror (1975). [1] 3–4, either/or\n\\# x \\*y\\*"),
        []
    );
}

/// Texts made of what is active and of what surrounds it.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = vec![
        "*",
        "**",
        "_",
        "__",
        "~~",
        "||",
        "`",
        "```",
        "\\",
        "\\\\",
        "[",
        "](",
        "]",
        "(",
        ")",
        "<",
        ">",
        "<@",
        "<@!",
        "<@&",
        "<#",
        "<t:",
        "</ask:",
        "<:e:",
        "<a:e:",
        "<id:",
        "1>",
        ":R>",
        "@",
        "@everyone",
        "@here",
        "everyone",
        "here",
        "#",
        "##",
        "-#",
        "-",
        "+",
        ">>>",
        "1.",
        "12)",
        "http://",
        "https://",
        "https:",
        "://",
        "//",
        "/",
        "evil.example",
        "discord.gg/",
        "discord.gg",
        "a",
        "b c",
        "1",
        "23",
        " ",
        "\n",
        "\r\n",
        "\t",
        "\u{202e}",
        "\u{200b}",
        "\u{200d}",
        "\u{feff}",
        "\u{0}",
        "\u{2028}",
        "\u{301}",
        "й",
        "𝄞",
        "$",
        ".",
        ":",
    ];
    let piece = prop_oneof![
        4 => select(pieces).prop_map(str::to_owned),
        1 => "\\PC{0,3}".prop_map(|text| text),
        1 => any::<char>().prop_map(|c| c.to_string()),
    ];
    vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

fn hold<S: Strategy>(strategy: &S, property: impl Fn(S::Value)) {
    hold_in(1, strategy, property);
}

/// For what takes long: a case builds an index.
fn hold_few<S: Strategy>(strategy: &S, property: impl Fn(S::Value)) {
    hold_in(20, strategy, property);
}

fn hold_in<S: Strategy>(share: u32, strategy: &S, property: impl Fn(S::Value)) {
    let config = Config {
        cases: number_from_environment("PROPERTY_CASES", 2_000) / share,
        failure_persistence: None,
        max_shrink_iters: 4_000,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let checked = TestRunner::new_with_rng(config, rng).run(strategy, |value| {
        property(value);
        Ok(())
    });
    if let Err(failure) = checked {
        panic!("{failure}");
    }
}

#[test]
fn escaped_text_is_never_active_wherever_it_is_cut() {
    hold(&(hostile(), 1_usize..60), |(text, at)| {
        let escaped = escape(&text);
        assert_eq!(active(&escaped), [], "{text:?} became {escaped:?}");
        let cut = shortened(&escaped, at);
        assert_eq!(active(&cut), [], "{escaped:?} was cut to {cut:?}");
        assert!(cut.encode_utf16().count() <= at.max(1));
        assert!(!plain(&text).contains('\n'));
        assert!(!fenced(&text).contains('`'));
    });
}

fn seal() -> Seal {
    Seal::new("token").expect("any key will do")
}

fn citation(author: &str, title: &str, quote: &str) -> CitationReply {
    CitationReply {
        n: 1,
        source: "source".into(),
        title: title.into(),
        author: Some(author.into()),
        file: "file".into(),
        paragraphs: vec![3, 4],
        quote: Some(quote.into()),
        text: None,
        url: Some("https://source.example/page".into()),
    }
}

fn answer(
    said: &str,
    reading: &str,
    author: &str,
    title: &str,
    quote: &str,
    asked: &str,
) -> String {
    let reply = AnswerReply {
        status: Status::Answered,
        answer: format!("{said} [1]"),
        citations: vec![citation(author, title, quote)],
        suggestions: Vec::new(),
        edition: "1-a".into(),
        readings: vec![reading.into()],
        spoilers: Vec::new(),
        related: vec![asked.into()],
    };
    let seal = seal();
    let setting = Setting {
        seal: &seal,
        answer: AnswerId::from_bits(7),
        private: false,
        open: Spoiler::None,
    };
    answer_message(&reply, Some(asked), setting).content
}

/// The text with a visible letter at its beginning, so that a piece never vanishes from the layout.
fn visible(text: &str) -> String {
    format!("x{text}")
}

#[test]
fn an_answer_is_as_active_as_one_of_plain_words() {
    let texts = (
        hostile(),
        hostile(),
        hostile(),
        hostile(),
        hostile(),
        hostile(),
    );
    let benign = active(&answer("x", "x", "x", "x", "x", "x"));
    hold(&texts, |(said, reading, author, title, quote, asked)| {
        let [said, reading, author, title, quote, asked] =
            [said, reading, author, title, quote, asked].map(|text| visible(&text));
        let content = answer(&said, &reading, &author, &title, &quote, &asked);
        assert_eq!(active(&content), benign, "{content:?}");
    });
}
