//! What a half-typed line may become: commands, titles of films and names of
//! persons in any script. Pure functions; [`super::prompt`] shows the results.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::session::{QUIT, TRIVIA};
use crate::edition::Edition;
use crate::knowledge::entity::{Entity, EntityKind};
use crate::language::repair::distance;
use crate::language::stopwords::is_stop_word;
use crate::request::console_commands;

/// Fewest letters of a name inside a question; with fewer nearly every word would begin one.
const MIN_LETTERS: usize = 2;
/// Fewest letters of a name inside a question for a hint, which comes unasked.
const MIN_HINT_LETTERS: usize = 3;
/// Most words of a question that are looked at as the beginning of one name.
const MAX_WORDS: usize = 6;
/// A spelling as near to the name as this is taken for a misspelling: it helps to find, but is not offered.
const MISSPELT: usize = 2;

/// All that can be completed.
pub(super) struct Completions {
    names: Vec<Name>,
}

/// A film or person.
struct Name {
    kind: EntityKind,
    mentioned: bool,
    full: String,
    forms: Vec<Form>,
}

/// One spelling of a name, the first being the one replies use.
struct Form {
    text: String,
    folded: String,
}

/// One way to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// As it is listed.
    pub(super) display: String,
    /// What the typed part becomes.
    pub(super) replacement: String,
}

/// Where in a line a name is typed, and what kind of name it can be.
struct Place<'a> {
    start: usize,
    typed: &'a str,
    kind: Option<EntityKind>,
}

impl Completions {
    pub(super) fn of(edition: &Edition) -> Self {
        Self::new(&edition.knowledge.entities)
    }

    fn new(entities: &[Entity]) -> Self {
        let nameable = entities
            .iter()
            .filter(|e| matches!(e.kind, EntityKind::Film | EntityKind::Person));
        let name = |entity: &Entity| Name {
            kind: entity.kind,
            mentioned: entity.mentioned,
            full: entity.full_name(),
            forms: entity
                .all_names()
                .map(|text| Form {
                    text: text.into(),
                    folded: fold(text),
                })
                .collect(),
        };
        Self {
            names: nameable.map(name).collect(),
        }
    }

    /// How the end of a line can go on, and where what is replaced begins.
    pub(super) fn complete(&self, line: &str) -> (usize, Vec<Candidate>) {
        if let Some(candidates) = commands(line) {
            return (0, candidates);
        }
        for place in places(line) {
            let candidates: Vec<_> = self
                .named(&place)
                .map(|(name, form)| name.candidate(form))
                .collect();
            if !candidates.is_empty() {
                return (place.start, candidates);
            }
        }
        (line.len(), Vec::new())
    }

    /// What a line very likely goes on with; the hint after the cursor.
    pub(super) fn rest(&self, line: &str) -> Option<String> {
        if let Some(candidates) = commands(line) {
            let [only] = candidates.as_slice() else {
                return None;
            };
            return only
                .replacement
                .strip_prefix(line)
                .filter(|rest| !rest.trim().is_empty())
                .map(str::to_owned);
        }
        for place in places(line).filter(|place| !place.typed.is_empty()) {
            let mut named = self.named(&place);
            let Some((name, form)) = named.next() else {
                continue;
            };
            // Inside a question a guess must be the only one, or begin all others, or it is noise.
            let sure = place.kind.is_some()
                || (name.mentioned
                    && place.typed.chars().count() >= MIN_HINT_LETTERS
                    && !is_stop_word(&place.typed.to_lowercase())
                    && named.all(|(_, other)| other.folded.starts_with(&form.folded)));
            return sure
                .then(|| rest_of(&name.offered(form).text, place.typed))
                .flatten();
        }
        None
    }

    /// Names that begin as typed; those only recognised come where no other does.
    fn named(&self, place: &Place<'_>) -> impl Iterator<Item = (&Name, &Form)> {
        let typed = fold(place.typed);
        let kind = place.kind;
        let matching = move |name: &&Name| kind.is_none_or(|kind| kind == name.kind);
        let mut found: Vec<_> = self
            .names
            .iter()
            .filter(matching)
            .filter_map(|name| {
                Some((
                    name,
                    name.forms
                        .iter()
                        .find(|form| form.folded.starts_with(&typed))?,
                ))
            })
            .collect();
        if found.iter().any(|(name, _)| name.mentioned) {
            found.retain(|(name, _)| name.mentioned);
        }
        // The usual name before its other spellings; else as the files list them.
        found.sort_by_key(|(name, form)| !std::ptr::eq(&raw const name.forms[0], *form));
        found.into_iter()
    }
}

impl Name {
    /// The spelling to offer for the one that was found.
    fn offered<'a>(&'a self, found: &'a Form) -> &'a Form {
        let usual = &self.forms[0];
        if distance(&found.folded, &usual.folded) <= MISSPELT {
            usual
        } else {
            found
        }
    }

    fn candidate(&self, found: &Form) -> Candidate {
        let text = &self.offered(found).text;
        let display = if *text == self.forms[0].text {
            self.full.clone()
        } else {
            format!("{text} → {}", self.full)
        };
        Candidate {
            display,
            replacement: text.clone(),
        }
    }
}

/// What a command still needs, where nothing of it is typed.
pub(super) fn argument(line: &str) -> Option<String> {
    let typed = line.strip_prefix('/')?;
    let command =
        console_commands().find(|c| c.name == typed.trim_end() && !c.argument.is_empty())?;
    let gap = if typed.ends_with(char::is_whitespace) {
        ""
    } else {
        " "
    };
    Some(format!("{gap}<{}>", command.argument))
}

/// Commands that begin as typed; `None` where the line is past its command or has none.
fn commands(line: &str) -> Option<Vec<Candidate>> {
    let typed = line
        .strip_prefix('/')
        .filter(|typed| !typed.contains(char::is_whitespace))?;
    let all = console_commands()
        .map(|c| (c.name, c.argument))
        .chain([(QUIT, ""), (TRIVIA, "")]);
    let candidates = all
        .filter(|(name, _)| name.starts_with(&typed.to_lowercase()))
        .map(|(name, argument)| {
            let gap = if argument.is_empty() { "" } else { " " };
            Candidate {
                display: format!("/{name}"),
                replacement: format!("/{name}{gap}"),
            }
        });
    Some(candidates.collect())
}

/// Where a name may be typed at the end of a line, the longest part first.
fn places(line: &str) -> impl Iterator<Item = Place<'_>> {
    let (argument_at, kind) = match line
        .strip_prefix('/')
        .and_then(|rest| rest.split_once(char::is_whitespace))
    {
        Some((command, argument)) => {
            let at = line.len() - argument.trim_start().len();
            match command {
                "film" => (at, Some(EntityKind::Film)),
                "person" => (at, Some(EntityKind::Person)),
                "ask" => (at, None),
                _ => (line.len(), None),
            }
        }
        None => (0, None),
    };
    let argument = &line[argument_at..];
    let mut starts: Vec<usize> = if kind.is_some() {
        vec![0]
    } else {
        let is_start = |at: &usize| {
            argument[..*at]
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric())
        };
        argument
            .char_indices()
            .filter(|(_, c)| c.is_alphanumeric())
            .map(|(at, _)| at)
            .filter(is_start)
            .collect()
    };
    starts.drain(..starts.len().saturating_sub(MAX_WORDS));
    starts.into_iter().filter_map(move |start| {
        let typed = &argument[start..];
        let long_enough =
            typed.chars().count() >= MIN_LETTERS && typed.ends_with(char::is_alphanumeric);
        (kind.is_some() || long_enough).then_some(Place {
            start: argument_at + start,
            typed,
            kind,
        })
    })
}

/// What of `name` comes after the typed part.
fn rest_of(name: &str, typed: &str) -> Option<String> {
    let typed = fold(typed);
    let ends = name.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.into_iter().find(|end| fold(&name[..*end]) == typed)?;
    Some(name[end..].to_owned()).filter(|rest| !rest.is_empty())
}

/// Lower case without accents.
fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == '’' { '\'' } else { c })
        .collect()
}

#[cfg(test)]
mod tests;
