//! What the bot says of its own, one file a language: names and descriptions of its commands, and its
//! sentences, by key, with named places to be filled in.
//!
//! Whatever a person on Discord reads that is not knowledge stands here, and a test holds it so
//! (`tests/it/words.rs`). The domain tells facts, and whoever speaks to people puts them into these words:
//! [`crate::reply`] for all callers, `render`, `trivia` and `responder` of [`crate::discord`] for itself. Not
//! here are answers and questions of trivia, with the few words between their claims, and the names of
//! attributes: they are in the language of the knowledge; nor problems in an operator's files, and what is
//! said on the command line and at the prompt only.

use std::collections::HashMap;
use std::fmt::{Display, Write};
use std::sync::LazyLock;

use crate::request::command::{Action, Command, Parameter};

/// A language there is a file of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// What everything is said in that no other language has.
    English,
    /// Commands only, so far.
    Russian,
}

/// The languages besides English, by Discord's code of each
/// (<https://docs.discord.com/developers/reference#locales>).
pub const TRANSLATIONS: &[(&str, Language)] = &[("ru", Language::Russian)];

/// The words of a language.
#[derive(Debug)]
pub struct Words {
    language: Language,
    texts: HashMap<String, String>,
}

static ENGLISH: LazyLock<Words> =
    LazyLock::new(|| Words::read(Language::English, include_str!("words/en.toml")));
static RUSSIAN: LazyLock<Words> =
    LazyLock::new(|| Words::read(Language::Russian, include_str!("words/ru.toml")));

/// The words of a language.
pub fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Russian => &RUSSIAN,
    }
}

/// The words replies are made of: the one place where their language is chosen.
pub fn reply() -> &'static Words {
    of(Language::English)
}

impl Words {
    /// Takes the texts out of a file, each under the keys that lead to it, joined by dots. The files are
    /// built in, and tests hold them to be whole.
    fn read(language: Language, file: &str) -> Self {
        let mut texts = HashMap::new();
        if let Ok(table) = file.parse::<toml::Table>() {
            flatten("", toml::Value::Table(table), &mut texts);
        }
        Self { language, texts }
    }

    /// Every key with its text, in no order.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        let texts = self.texts.iter();
        texts.map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// The text of a key, where this language has it.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// The text of a key; English where this language lacks it, none where that does too.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.get(key).or_else(|| match self.language {
            Language::English => None,
            Language::Russian => of(Language::English).get(key),
        })
    }

    /// The text of a key that is known to be there; English where this language lacks it.
    pub fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The text of a key with its places filled in. What is filled in is not looked at again.
    pub fn fill(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        filled(self.say(key), values)
    }

    /// The text of a key in the plural of a number, which fills `{n}`.
    pub fn count(&self, key: &str, n: u64, values: &[(&str, &dyn Display)]) -> String {
        let form = |words: &Self| format!("{key}.{}", words.plural(n));
        let text = self.get(&form(self)).map(str::to_owned);
        let english = of(Language::English);
        let text = text.unwrap_or_else(|| english.say(&form(english)).to_owned());
        let mut all: Vec<(&str, &dyn Display)> = vec![("n", &n)];
        all.extend_from_slice(values);
        filled(&text, &all)
    }

    /// The form a number asks for
    /// (<https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html>).
    fn plural(&self, n: u64) -> &'static str {
        match (self.language, n % 10, n % 100) {
            (Language::English, ..) => {
                if n == 1 {
                    "one"
                } else {
                    "other"
                }
            }
            (Language::Russian, 1, last) if last != 11 => "one",
            (Language::Russian, 2..=4, last) if !(12..=14).contains(&last) => "few",
            (Language::Russian, ..) => "many",
        }
    }

    /// The name of a command, where this language has one of its own.
    pub fn command_name(&self, command: &Command) -> Option<&str> {
        self.get(&format!("{}.name", key_of(command)))
    }

    /// What a command does.
    pub fn command(&self, command: &Command) -> &str {
        self.get(&format!("{}.description", key_of(command)))
            .unwrap_or_default()
    }

    /// One of the texts (`name`, `description`) of an action of a command.
    pub fn action(&self, command: &Command, action: &Action, text: &str) -> Option<&str> {
        self.get(&format!(
            "{}.action.{}.{text}",
            key_of(command),
            action.name
        ))
    }

    /// One of the texts (`name`, `description`) of an option of a command, which may be one that several have.
    pub fn option(&self, command: &Command, option: &Parameter, text: &str) -> Option<&str> {
        let own = format!("{}.option.{}.{text}", key_of(command), option.name);
        let shared = || self.get(&format!("option.{}.{text}", option.name));
        self.get(&own).or_else(shared)
    }

    /// How a word is shown that an option can hold.
    pub fn choice(&self, option: &Parameter, word: &str) -> Option<&str> {
        self.get(&format!("choice.{}.{word}", option.name))
    }
}

/// The key of a command; one of a message's menu has blanks and capitals in its name.
fn key_of(command: &Command) -> String {
    format!("command.{}", command.name.to_lowercase().replace(' ', "-"))
}

fn flatten(key: &str, value: toml::Value, texts: &mut HashMap<String, String>) {
    match value {
        toml::Value::Table(table) => {
            for (word, value) in table {
                let key = if key.is_empty() {
                    word
                } else {
                    format!("{key}.{word}")
                };
                flatten(&key, value, texts);
            }
        }
        toml::Value::String(text) => {
            texts.insert(key.to_owned(), text);
        }
        // Tests hold that there are none.
        _ => {}
    }
}

fn filled(text: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let place = after.split_once('}');
        let value = place.and_then(|(name, _)| values.iter().find(|(known, _)| *known == name));
        if let (Some((_, behind)), Some((_, value))) = (place, value) {
            let _ = write!(out, "{value}");
            rest = behind;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
