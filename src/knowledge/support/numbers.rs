//! Numbers of a text in one form: "twenty-five", "25", "25th" and "twenty-fifth" are `25`.

use std::collections::BTreeSet;

use crate::language::tokens;

/// Most tokens read.
const MAX_TOKENS: usize = 4096;

/// Words that stand for a number without being a number word of their own.
const COUNTING_WORDS: &[(&str, &str)] = &[
    ("billions", "billion"),
    ("both", "2"),
    ("couple", "2"),
    ("double", "2"),
    ("dozen", "12"),
    ("duo", "2"),
    ("hundreds", "hundred"),
    ("millions", "million"),
    ("once", "1"),
    ("one", "1"),
    ("pair", "2"),
    ("single", "1"),
    ("tens", "10"),
    ("thousands", "thousand"),
    ("thrice", "3"),
    ("trio", "3"),
    ("triple", "3"),
    ("twice", "2"),
    ("twofold", "2"),
];

/// Ordinals in words.
const ORDINALS: &[(&str, &str)] = &[
    ("eighteenth", "18"),
    ("eighth", "8"),
    ("eleventh", "11"),
    ("fifteenth", "15"),
    ("fifth", "5"),
    ("fiftieth", "50"),
    ("first", "1"),
    ("fourteenth", "14"),
    ("fourth", "4"),
    ("half", "2"),
    ("halves", "2"),
    ("nineteenth", "19"),
    ("ninth", "9"),
    ("quarter", "4"),
    ("quarters", "4"),
    ("second", "2"),
    ("seventeenth", "17"),
    ("seventh", "7"),
    ("sixteenth", "16"),
    ("sixth", "6"),
    ("tenth", "10"),
    ("third", "3"),
    ("thirds", "3"),
    ("thirteenth", "13"),
    ("thirtieth", "30"),
    ("twelfth", "12"),
    ("twentieth", "20"),
];

/// The numbers a claim says, which its paragraphs must give: figures and number words, no ordinals in words.
pub(super) fn demanded(text: &str) -> BTreeSet<String> {
    numbers(&read(text, false))
}

/// The numbers a paragraph gives, in every form a claim may say them.
pub(super) fn given(text: &str) -> BTreeSet<String> {
    let read = read(text, true);
    let mut given = numbers(&read);
    // Each part of a compound, too: "the twenty five of them" may be meant singly.
    given.extend(read.iter().filter(|token| is_figure(token)).cloned());
    given.extend(short_years(text));
    given
}

/// Tokens with number words, and where `loose` counting words and ordinals, as figures.
fn read(text: &str, loose: bool) -> Vec<String> {
    let mut read = Vec::new();
    for token in tokens(text, MAX_TOKENS) {
        let word = token.as_str();
        let among = |list: &[(&str, &'static str)]| {
            list.iter()
                .find(|(w, _)| *w == word)
                .map(|(_, figure)| *figure)
        };
        let figure = if loose {
            among(COUNTING_WORDS).or_else(|| among(ORDINALS))
        } else {
            None
        };
        read.push(figure.map_or(token, str::to_owned));
    }
    read
}

/// Numbers of tokens, tens and units and multiples put together.
fn numbers(tokens: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(mut value) = figure(&tokens[at]) else {
            at += 1;
            continue;
        };
        at += 1;
        let tens = (20.0..100.0).contains(&value) && value % 10.0 == 0.0;
        let unit = tokens
            .get(at)
            .and_then(|token| figure(token))
            .filter(|unit| tens && (1.0..10.0).contains(unit));
        if let Some(unit) = unit {
            value += unit;
            at += 1;
        }
        while let Some(multiple) = tokens.get(at).and_then(|token| multiple(token)) {
            value *= multiple;
            at += 1;
        }
        found.insert(format!("{value}"));
    }
    found
}

fn figure(token: &str) -> Option<f64> {
    is_figure(token).then(|| token.parse().ok()).flatten()
}

fn is_figure(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_digit())
}

fn multiple(token: &str) -> Option<f64> {
    match token {
        "hundred" => Some(100.0),
        "thousand" | "k" => Some(1_000.0),
        "million" | "m" => Some(1_000_000.0),
        "billion" => Some(1_000_000_000.0),
        _ => None,
    }
}

/// Years of the twentieth century written with their last two digits: "'77", "77/78".
fn short_years(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let digits = |at: usize| {
        chars
            .get(at..at + 2)
            .filter(|pair| pair.iter().all(char::is_ascii_digit))
    };
    let ends = |at: usize| chars.get(at + 2).is_none_or(|c| !c.is_ascii_digit());
    let marked = |at: usize| matches!(chars[at], '\'' | '’' | '‘' | '/' | '-' | '–');
    (0..chars.len())
        .filter(|at| marked(*at) && ends(*at + 1))
        .filter_map(|at| digits(at + 1).map(|pair| format!("19{}{}", pair[0], pair[1])))
        .collect()
}
