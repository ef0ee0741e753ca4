//! Entries that say something: attributes and claims.

use super::{Loader, resolve, time};
use crate::knowledge::attribute::{Attribute, AttributeId, ValueType};
use crate::knowledge::claim::{Ask, Claim, ClaimId, ListExtent, Reply, Spoiler, Statement};
use crate::knowledge::section::Section;
use crate::knowledge::table::Table;

impl Loader {
    pub(super) fn attribute_id(&mut self, mut t: Table<'_>) {
        let id = self.new_id(&mut t);
        if Self::has_room(&mut t, self.attributes.len()) {
            let next = AttributeId(u16::try_from(self.attributes.len()).unwrap_or(u16::MAX));
            self.attributes.entry(id).or_insert(next);
        }
    }

    pub(super) fn attribute(&mut self, mut t: Table<'_>) {
        let id = t.text("id");
        let types = [
            ("person", ValueType::Person),
            ("film", ValueType::Film),
            ("place", ValueType::Place),
            ("date", ValueType::Date),
            ("number", ValueType::Number),
            ("text", ValueType::Text),
        ];
        let attribute = Attribute {
            value: t.choice("value", &types).unwrap_or(ValueType::Text),
            many: t.flag("many", false),
            asks: t.some_texts("asks"),
            instead: resolve(&mut t, "instead", "attribute", &self.attributes),
            compares: [t.texts("more"), t.texts("less")],
            section: t.choice("section", &Section::ALL),
            origin: t.origin(),
            id,
        };
        t.finish();
        // Of two entries of one id the first counts.
        let place = self.attributes.get(&attribute.id);
        if place.is_some_and(|id| usize::from(id.0) == self.knowledge.attributes.len()) {
            self.knowledge.attributes.push(attribute);
        }
    }

    pub(super) fn claim(&mut self, mut t: Table<'_>, default_source: &str) {
        let id = self.new_id(&mut t);
        let extents = [
            ("whole", ListExtent::Whole),
            ("partial", ListExtent::Partial),
        ];
        let about = self.entities_of(&mut t, "about");
        if about.is_empty() {
            t.complain(
                "about",
                "missing-key",
                "`about` names no entity.".into(),
                "Name what the claim is about.",
            );
        }
        let citations = self.citations(&mut t, "cite", default_source);
        if citations.is_empty() {
            t.complain(
                "cite",
                "no-citation",
                "The claim has no citation.".into(),
                "Add `cite = [\"paragraph:from-to\"]`.",
            );
        }
        let mut asks = Vec::new();
        for (key, reply) in [
            ("asks", Reply::Plain),
            ("yes", Reply::Yes),
            ("no", Reply::No),
            ("denies", Reply::Denies),
        ] {
            asks.extend(t.texts(key).into_iter().map(|text| Ask { text, reply }));
        }
        let claim = Claim {
            statement: self.statement(&mut t),
            text: t.text("text"),
            speaker: self.optional_entity(&mut t, "by").or_else(|| {
                citations
                    .first()
                    .and_then(|c| self.knowledge.source(c.source).speaker(c.paragraph))
            }),
            spoiler: t.choice("spoiler", &Spoiler::ALL).unwrap_or(Spoiler::None),
            list: t.choice("list", &extents),
            when: t.optional_text("when").and_then(|when| time(&mut t, &when)),
            derived: t.optional_text("derived"),
            origin: t.origin(),
            about,
            citations,
            asks,
            id: id.clone(),
        };
        // What is wrong with a claim is a problem, so that no answer is made of it; the rules still look at the rest.
        let partial = t.refused(&["about", "cite"]);
        t.finish();
        let next = ClaimId(u32::try_from(self.knowledge.claims.len()).unwrap_or(u32::MAX));
        if partial {
            self.knowledge.partial.insert(next);
        }
        self.claims.entry(id).or_insert(next);
        self.knowledge.claims.push(claim);
    }

    fn statement(&mut self, t: &mut Table<'_>) -> Option<Statement> {
        let attribute = t.optional_text("attribute");
        let value = t.optional_text("value");
        let (attribute, value) = match (attribute, value) {
            (Some(attribute), Some(value)) => (attribute, value),
            (None, None) => return None,
            (Some(_), None) => {
                t.complain(
                    "attribute",
                    "missing-key",
                    "`attribute` has no `value`.".into(),
                    "Add the value or remove the attribute.",
                );
                return None;
            }
            (None, Some(_)) => {
                t.complain(
                    "value",
                    "missing-key",
                    "`value` has no `attribute`.".into(),
                    "Add the attribute or remove the value.",
                );
                return None;
            }
        };
        let Some(id) = self.attributes.get(&attribute).copied() else {
            t.complain(
                "attribute",
                "dangling",
                format!("There is no attribute `{attribute}`."),
                "Use one of attributes.toml.",
            );
            return None;
        };
        let entity = self.entities.get(&value).copied();
        Some(Statement {
            attribute: id,
            value,
            entity,
        })
    }
}
