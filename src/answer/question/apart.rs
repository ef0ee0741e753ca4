//! Films of one name, told apart by a year or a director in the question.

use super::reading::Reader;
use super::{Question, QuestionTerm, Torn};
use crate::knowledge::entity::{Entity, EntityId, EntityKind};
use crate::language::stem::name_stem;
use crate::language::tokens;
use crate::language::vocabulary::Vocabulary;

/// Id of the bot's own subject: of films of one name, his is meant.
const SUBJECT: &str = "andrei-tarkovsky";

impl Reader<'_> {
    /// Where a film's name is also that of another whose year or director the question gives, the
    /// other is meant; of several that share the very name, the bot's own subject's, or the one
    /// given. Where nothing tells them apart, the question is torn.
    pub(super) fn tell_films_apart(&self, text: &str, question: &mut Question) {
        let terms = &question.terms;
        let people: Vec<EntityId> = terms.iter().flat_map(|t| &t.entities).copied().collect();
        let years: Vec<u32> = terms.iter().filter_map(|t| t.word.parse().ok()).collect();
        let given = |film: &Entity| {
            film.year.is_some_and(|y| years.contains(&y))
                || film.director.is_some_and(|d| people.contains(&d))
        };
        let mut torn = None;
        for term in &mut question.terms {
            let films = self.films_of(term);
            let Some(first) = films.first().map(|id| self.knowledge.entity(*id)) else {
                continue;
            };
            if let Some(meant) = films.iter().find(|id| given(self.knowledge.entity(**id))) {
                if films.len() > 1 {
                    mean(term, *meant);
                }
                continue;
            }
            let bears_name = |name: &str| {
                let stems: Vec<_> = tokens(name, 12)
                    .iter()
                    .map(|t| name_stem(t, &self.stems.stem(t)))
                    .collect();
                stems.join(" ").ends_with(&term.stem)
            };
            let mut entities = self.knowledge.numbered_entities();
            let other = entities.find(|(_, film)| {
                film.kind == EntityKind::Film
                    && film.id != first.id
                    && given(film)
                    && film.all_names().any(bears_name)
            });
            if let Some((id, _)) = other {
                mean(term, id);
            } else if films.len() > 1 {
                let is_own = |id: &&EntityId| self.is_of_subject(**id);
                let mut own = films.iter().filter(is_own);
                match (own.next(), own.next()) {
                    (Some(meant), None) => mean(term, *meant),
                    _ => torn = torn.or_else(|| Some((term.word.clone(), films))),
                }
            }
        }
        if let Some((word, films)) = torn {
            let names = films
                .iter()
                .map(|id| self.knowledge.entity(*id).full_name());
            let wanted: Vec<&str> = word.split(' ').collect();
            let between = Torn::between(text, &wanted, &question.repaired, names.collect());
            question.torn.get_or_insert(between);
        }
    }

    fn films_of(&self, term: &QuestionTerm) -> Vec<EntityId> {
        let is_film = |id: &&EntityId| self.knowledge.entity(**id).kind == EntityKind::Film;
        term.entities.iter().filter(is_film).copied().collect()
    }

    fn is_of_subject(&self, film: EntityId) -> bool {
        let director = self.knowledge.entity(film).director;
        director.is_some_and(|id| self.knowledge.entity(id).id == SUBJECT)
    }
}

fn mean(term: &mut QuestionTerm, film: EntityId) {
    term.entities = vec![film];
    term.matches = vec![(Vocabulary::entity(film), 1.0)];
}
