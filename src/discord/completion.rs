//! Names while they are being typed: what an option holds is looked up in the table of commands,
//! what fits it in [`crate::completion`]; here it becomes Discord's choices
//! (<https://docs.discord.com/developers/interactions/application-commands#autocomplete>).

use std::sync::Arc;

use serenity::all::{CommandData, CommandDataOption, CommandDataOptionValue};

use super::markup::{plain, shortened};
use super::message::Choice;
use super::parse::Requested;
use super::trivia::themes::Themes;
use crate::answer::limits::Limits;
use crate::completion::{Label, fold, value_of};
use crate::edition::Edition;
use crate::knowledge::entity::EntityKind;
use crate::knowledge::section::Section;
use crate::lookup::name::Name;
use crate::lookup::{ANY, holds};
use crate::reply::sheet::heading;
use crate::request::command::{COMMANDS, Parameter, ParameterKind, Shape};
use crate::words::reply;

/// Most choices Discord takes.
const CHOICES: usize = 25;
/// Most UTF-16 units of a choice's name and of its value.
const CHOICE: usize = 100;

/// What is being typed, read from Discord's data.
pub fn completing(data: &CommandData) -> Requested {
    let mut options = data.options.as_slice();
    let mut action = None;
    if let [
        CommandDataOption {
            name,
            value: CommandDataOptionValue::SubCommand(inner),
            ..
        },
    ] = options
    {
        action = Some(name.as_str());
        options = inner;
    }
    let focused = options.iter().find_map(|option| match &option.value {
        CommandDataOptionValue::Autocomplete { value, .. } => {
            Some((option.name.as_str(), value.clone()))
        }
        _ => None,
    });
    let beside = options.iter().find_map(|option| match &option.value {
        CommandDataOptionValue::String(value) => Some(value.clone()),
        _ => None,
    });
    let (option, typed) = focused.unwrap_or_default();
    let kind = parameters(&data.name, action)
        .iter()
        .find(|parameter| parameter.name == option);
    Requested::Complete {
        kind: kind.map(|parameter| parameter.kind),
        typed,
        beside,
    }
}

/// The options of a command, or of what it does.
fn parameters(command: &str, action: Option<&str>) -> &'static [Parameter] {
    let known = COMMANDS.iter().find(|known| known.name == command);
    match (known.map(|known| known.shape), action) {
        (Some(Shape::Options(parameters)), None) => parameters,
        (Some(Shape::Actions(actions)), Some(action)) => {
            let known = actions.iter().find(|known| known.name == action);
            known.map_or(&[], |action| action.parameters)
        }
        _ => &[],
    }
}

/// What fits what is typed into an option, best first; what is `beside` it decides where one depends on another,
/// and `themes` gives those of the trivia questions.
pub fn choices(
    kind: ParameterKind,
    typed: &str,
    beside: Option<&str>,
    edition: &Edition,
    limits: &Limits,
    themes: impl FnOnce() -> Arc<Themes>,
) -> Vec<Choice> {
    match kind {
        ParameterKind::Film => names(&[EntityKind::Film], typed, edition, |_| Some(None)),
        ParameterKind::Person => names(&[EntityKind::Person], typed, edition, |_| Some(None)),
        ParameterKind::Entity => names(ANY, typed, edition, |_| Some(None)),
        ParameterKind::Section => sections(typed, beside, edition, limits),
        ParameterKind::Source => sources(typed, edition),
        ParameterKind::AskedFilm => {
            let themes = themes();
            names(&[EntityKind::Film], typed, edition, |film| {
                themes.of_film(film)
            })
        }
        ParameterKind::Topic => themes().topics(typed, CHOICES, CHOICE),
        _ => Vec::new(),
    }
}

/// Sections of what is named beside, those that hold something; all of them where nothing is.
fn sections(typed: &str, beside: Option<&str>, edition: &Edition, limits: &Limits) -> Vec<Choice> {
    let of = beside.and_then(|name| {
        let name = Name::Typed(name.to_owned());
        name.find(ANY, edition, limits).ok()
    });
    let typed = fold(typed);
    Section::ALL
        .into_iter()
        .filter(|(_, section)| of.is_none_or(|id| holds(id, *section, edition)))
        .map(|(word, section)| (word, heading(Some(section))))
        .filter(|(word, name)| word.starts_with(&typed) || fold(name).contains(&typed))
        .map(|(word, name)| Choice {
            name: name.to_owned(),
            value: word.to_owned(),
        })
        .collect()
}

/// Sources, by their titles and ids.
fn sources(typed: &str, edition: &Edition) -> Vec<Choice> {
    let found = edition.completions().sources(typed, CHOICES).into_iter();
    let sources = found.map(|id| edition.knowledge.source(id));
    sources
        .filter(|source| source.id.encode_utf16().count() <= CHOICE)
        .map(|source| Choice {
            name: shortened(&plain(&source.title), CHOICE),
            value: source.id.clone(),
        })
        .collect()
}

/// Entities of these kinds, of those that `counted` lets through, with the number of questions it gives.
fn names(
    kinds: &[EntityKind],
    typed: &str,
    edition: &Edition,
    counted: impl Fn(&str) -> Option<Option<usize>>,
) -> Vec<Choice> {
    let knowledge = &edition.knowledge;
    let allowed = |id| counted(&knowledge.entity(id).id).is_some();
    let found = edition
        .completions()
        .offers_among(kinds, typed, CHOICES, allowed);
    let mut choices: Vec<Choice> = Vec::with_capacity(found.len());
    for completion in found {
        let entity = knowledge.entity(completion.entity);
        let mut label = Label::of(completion, knowledge);
        label.more.extend(
            counted(&entity.id)
                .flatten()
                .map(|count| reply().count("choosing.questions", count as u64, &[])),
        );
        let mut name = label.clone().each(plain).fitted(CHOICE);
        // Two of one name and note would be one choice to the eye.
        if choices.iter().any(|other| other.name == name) {
            label.more = vec![entity.id.clone()];
            name = label.each(plain).fitted(CHOICE);
        }
        let value = value_of(entity);
        if value.encode_utf16().count() <= CHOICE && !name.is_empty() {
            choices.push(Choice { name, value });
        }
    }
    choices
}
