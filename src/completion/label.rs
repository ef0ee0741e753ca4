//! How something to choose is told from its namesakes.

use super::{Completion, note};
use crate::knowledge::Knowledge;
use crate::knowledge::entity::EntityKind;
use crate::words::reply;

/// The parts of a label.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// The usual name.
    pub name: String,
    /// What tells it from its namesakes; empty where nothing does.
    pub note: String,
    /// Whether the note stands in brackets, and not after a comma.
    pub in_brackets: bool,
    /// What else is to be told: another name that fits what is typed, a count.
    pub more: Vec<String>,
}

impl Label {
    /// The label of an entity that fits, with the words of the language replies are made in.
    pub fn of(completion: Completion, knowledge: &Knowledge) -> Self {
        let entity = knowledge.entity(completion.entity);
        let is_film = entity.kind == EntityKind::Film;
        let otherwise = match entity.kind {
            EntityKind::Film => "choosing.film",
            EntityKind::Person => "choosing.person",
            EntityKind::Place => "choosing.place",
            EntityKind::Topic => "choosing.topic",
        };
        let matched = completion
            .name
            .and_then(|name| entity.all_names().nth(name));
        let other_name = matched.filter(|name| *name != entity.name);
        Self {
            name: entity.name.clone(),
            note: note(entity, knowledge).unwrap_or_else(|| reply().say(otherwise).to_owned()),
            in_brackets: is_film,
            more: other_name.into_iter().map(str::to_owned).collect(),
        }
    }

    /// Every part changed.
    #[must_use]
    pub fn each(self, change: impl Fn(&str) -> String) -> Self {
        Self {
            name: change(&self.name),
            note: change(&self.note),
            in_brackets: self.in_brackets,
            more: self.more.iter().map(|more| change(more)).collect(),
        }
    }

    /// The label in at most so many UTF-16 units: what tells namesakes apart stays longest.
    pub fn fitted(&self, max: usize) -> String {
        let note = match (self.note.as_str(), self.in_brackets) {
            ("", _) => String::new(),
            (note, true) => format!(" ({})", cut(note, max / 2)),
            (note, false) => format!(", {}", cut(note, max / 2)),
        };
        let mut label = cut(&self.name, max - length(&note)) + &note;
        for more in self.more.iter().filter(|more| !more.is_empty()) {
            let longer = format!("{label} · {more}");
            if length(&longer) <= max {
                label = longer;
            }
        }
        label
    }
}

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// At most so many UTF-16 units, the last of them an ellipsis where something is left out.
fn cut(text: &str, max: usize) -> String {
    if length(text) <= max {
        return text.to_owned();
    }
    let mut left = max.saturating_sub(1);
    let fits = |letter: &char| match left.checked_sub(letter.len_utf16()) {
        Some(less) => {
            left = less;
            true
        }
        None => false,
    };
    let mut out: String = text.chars().take_while(fits).collect();
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_outlives_a_long_name() {
        let mut label = Label {
            name: "Mirror".into(),
            note: "1975".into(),
            in_brackets: true,
            more: vec!["Зеркало".into(), "3 questions".into()],
        };
        assert_eq!(label.fitted(100), "Mirror (1975) · Зеркало · 3 questions");
        assert_eq!(label.fitted(25), "Mirror (1975) · Зеркало");
        assert_eq!(label.fitted(20), "Mirror (1975)");
        label.name = "🎬".repeat(200);
        let fitted = label.fitted(100);
        assert!(fitted.ends_with("… (1975)"), "{fitted}");
        assert!((98..=100).contains(&length(&fitted)), "{fitted}");
        (label.note, label.in_brackets) = ("n".repeat(300), false);
        assert!(length(&label.fitted(100)) <= 100);
        label.note.clear();
        assert!(length(&label.fitted(100)) <= 100);
    }
}
