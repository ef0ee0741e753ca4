//! The look-ups of the table of commands, and the words their options take.

use super::words_of;
use super::{Audience, Command, PRIVATE, Parameter, ParameterKind, Shape, may, text};
use crate::knowledge::claim::Spoiler;
use crate::knowledge::section::Section;
use crate::lookup::Listed;

/// Words of the sections of a card.
pub const SECTIONS: &[&str] = &words_of(Section::ALL);
/// Words of what can be listed.
pub const LISTED: &[&str] = &words_of(Listed::ALL);
/// Words of how much of a story may be seen openly.
pub const SPOILERS: &[&str] = &words_of(Spoiler::ALL);
/// Longest text that is searched for: it stands in the ids of buttons, which are short.
pub const SEARCH_CHARS: u16 = 45;

/// How much of a story is shown openly.
pub(super) const SPOILING: Parameter = may("spoilers", ParameterKind::OneOf(SPOILERS));
const SECTION: Parameter = may("section", ParameterKind::Section);
const OF: Parameter = may("of", ParameterKind::Entity);

const fn named(name: &'static str, kind: ParameterKind) -> Parameter {
    Parameter {
        name,
        kind,
        required: true,
    }
}

const fn look_up(
    name: &'static str,
    argument: &'static str,
    parameters: &'static [Parameter],
) -> Command {
    Command {
        name,
        argument,
        shape: Shape::Options(parameters),
        audience: Audience::Everyone,
        in_console: true,
    }
}

pub(super) const FILM: Command = look_up(
    "film",
    "title",
    &[
        named("title", ParameterKind::Film),
        SECTION,
        SPOILING,
        PRIVATE,
    ],
);
pub(super) const PERSON: Command = look_up(
    "person",
    "name",
    &[
        named("name", ParameterKind::Person),
        SECTION,
        SPOILING,
        PRIVATE,
    ],
);
pub(super) const COMPARE: Command = look_up(
    "compare",
    "first, second",
    &[
        named("first", ParameterKind::Entity),
        named("second", ParameterKind::Entity),
        SPOILING,
        PRIVATE,
    ],
);
pub(super) const TIME_LINE: Command = look_up("timeline", "", &[OF, SPOILING, PRIVATE]);
pub(super) const LIST: Command = look_up(
    "list",
    "what",
    &[
        named("what", ParameterKind::OneOf(LISTED)),
        OF,
        SPOILING,
        PRIVATE,
    ],
);
pub(super) const SEARCH: Command = look_up(
    "search",
    "words",
    &[
        text("words", SEARCH_CHARS),
        OF,
        may("source", ParameterKind::Source),
        SPOILING,
        PRIVATE,
    ],
);
pub(super) const QUOTE: Command = look_up("quote", "", &[OF, SPOILING, PRIVATE]);
