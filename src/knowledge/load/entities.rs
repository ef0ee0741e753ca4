//! Entries that name what claims are about: films, people, places, topics.

use super::{Loader, resolve};
use crate::knowledge::entity::{Entity, EntityId, EntityKind};
use crate::knowledge::section::Section;
use crate::knowledge::table::Table;

impl Loader {
    pub(super) fn entity_id(&mut self, mut t: Table<'_>) {
        let id = self.new_id(&mut t);
        if Self::has_room(&mut t, self.entities.len()) {
            let next = EntityId(u16::try_from(self.entities.len()).unwrap_or(u16::MAX));
            self.entities.entry(id).or_insert(next);
        }
    }

    pub(super) fn entity(&mut self, mut t: Table<'_>, kind: EntityKind) {
        let id = t.text("id");
        let film = kind == EntityKind::Film;
        let entity = Entity {
            kind,
            name: t.text("name"),
            names: t.texts("names"),
            year: if film {
                t.optional_number("year")
            } else {
                None
            },
            director: if film {
                self.optional_entity(&mut t, "director")
            } else {
                None
            },
            occupation: if kind == EntityKind::Person {
                t.optional_text("occupation")
            } else {
                None
            },
            section: if kind == EntityKind::Topic {
                t.choice("section", &Section::ALL)
            } else {
                None
            },
            mentioned: t.flag("mentioned", true),
            origin: t.origin(),
            id,
        };
        t.finish();
        // A second entry of the same id is reported already and must not shift the positions.
        if self
            .entities
            .get(&entity.id)
            .is_some_and(|id| usize::from(id.0) == self.knowledge.entities.len())
        {
            self.knowledge.entities.push(entity);
        }
    }

    pub(super) fn optional_entity(&self, t: &mut Table<'_>, key: &'static str) -> Option<EntityId> {
        let id = t.optional_text(key)?;
        let found = self.entities.get(&id).copied();
        if found.is_none() {
            t.complain(
                key,
                "dangling",
                format!("There is no entity `{id}`."),
                "Mend the id, or add the entity with its names.",
            );
        }
        found
    }

    pub(super) fn entities_of(&self, t: &mut Table<'_>, key: &'static str) -> Vec<EntityId> {
        resolve(t, key, "entity", &self.entities)
    }
}
