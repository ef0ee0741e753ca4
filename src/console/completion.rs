//! What a half-typed line may become: commands, and the names that [`crate::completion`] offers
//! for the part of the line that can be one. Pure; [`super::prompt`] shows the results.

use super::session::{QUIT, TRIVIA};
use crate::completion::{Completion, Completions, Label, Tier, fold, value_of};
use crate::knowledge::Knowledge;
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
/// Most names that are listed.
const MAX_NAMES: usize = 40;
/// Longest label in a list, in UTF-16 units.
const MAX_LABEL: usize = 100;
/// A spelling as near to the name as this is taken for a misspelling: it helps to find, but is not offered.
const MISSPELT: usize = 2;

/// All that can be completed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Completer<'a> {
    names: &'a Completions,
    knowledge: &'a Knowledge,
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

impl<'a> Completer<'a> {
    pub(super) fn new(names: &'a Completions, knowledge: &'a Knowledge) -> Self {
        Self { names, knowledge }
    }

    /// How the end of a line can go on, and where what is replaced begins.
    pub(super) fn complete(self, line: &str) -> (usize, Vec<Candidate>) {
        if let Some(candidates) = commands(line) {
            return (0, candidates);
        }
        for place in places(line) {
            let candidates: Vec<_> = self
                .named(&place)
                .into_iter()
                .map(|found| self.candidate(found, place.kind))
                .collect();
            if !candidates.is_empty() {
                return (place.start, candidates);
            }
        }
        (line.len(), Vec::new())
    }

    /// What a line very likely goes on with; the hint after the cursor.
    pub(super) fn rest(self, line: &str) -> Option<String> {
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
            let found = self.named(&place);
            let Some((first, others)) = found.split_first() else {
                continue;
            };
            let entity = self.knowledge.entity(first.entity);
            let beginning = fold(self.matched(*first));
            // Inside a question a guess must be the only one, or begin all others, or it is noise.
            let sure = place.kind.is_some()
                || (entity.mentioned
                    && place.typed.chars().count() >= MIN_HINT_LETTERS
                    && !is_stop_word(&place.typed.to_lowercase())
                    && others
                        .iter()
                        .all(|other| fold(self.matched(*other)).starts_with(&beginning)));
            return sure
                .then(|| rest_of(self.offered(*first), place.typed))
                .flatten();
        }
        None
    }

    /// Names that fit; inside a question, where any word may be meant as itself, only those that begin so.
    fn named(self, place: &Place<'_>) -> Vec<Completion> {
        let Some(kind) = place.kind else {
            let both = [EntityKind::Film, EntityKind::Person];
            let mut found = self.names.offers(&both, place.typed, MAX_NAMES);
            found.retain(|found| found.tier <= Tier::Begins);
            return found;
        };
        self.names.offers(&[kind], place.typed, MAX_NAMES)
    }

    /// The name that fits, or the usual one.
    fn matched(self, found: Completion) -> &'a str {
        let entity = self.knowledge.entity(found.entity);
        let mut names = entity.all_names();
        found
            .name
            .and_then(|name| names.nth(name))
            .unwrap_or(&entity.name)
    }

    /// The spelling to offer for the one that was found.
    fn offered(self, found: Completion) -> &'a str {
        let usual = &self.knowledge.entity(found.entity).name;
        let matched = self.matched(found);
        if distance(&fold(matched), &fold(usual)) <= MISSPELT {
            usual
        } else {
            matched
        }
    }

    fn candidate(self, found: Completion, kind: Option<EntityKind>) -> Candidate {
        let entity = self.knowledge.entity(found.entity);
        let offered = self.offered(found);
        let position = entity.all_names().position(|name| name == offered);
        let shown = Completion {
            name: position,
            ..found
        };
        Candidate {
            display: Label::of(shown, self.knowledge).fitted(MAX_LABEL),
            replacement: self.typed_for(entity, offered, kind),
        }
    }

    /// What is typed for an entity: the name, or where that is first of all another's, what cannot be.
    fn typed_for(self, entity: &Entity, name: &str, kind: Option<EntityKind>) -> String {
        let first = self.names.named(entity.kind, name).first().copied();
        let is_own = first.is_none_or(|id| self.knowledge.entity(id).id == entity.id);
        match (is_own, kind) {
            (true, _) => name.to_owned(),
            (false, Some(_)) => value_of(entity),
            (false, None) => entity.full_name(),
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
                "ask" | "compare" | "timeline" | "list" | "search" | "quote" => (at, None),
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

#[cfg(test)]
mod tests;
