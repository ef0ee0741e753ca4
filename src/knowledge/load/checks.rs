//! Entries that only `check` reads: waivers, pins and exceptions.

use super::Loader;
use crate::knowledge::table::Table;
use crate::knowledge::{Exception, Pin, Waiver};

impl Loader {
    pub(super) fn waiver(&mut self, mut t: Table<'_>, default_source: &str) {
        let places = self.citations(&mut t, "place", default_source);
        let reason = t.text("reason");
        let origin = t.origin();
        t.finish();
        self.knowledge
            .waivers
            .extend(places.into_iter().map(|place| Waiver {
                source: place.source,
                paragraph: place.paragraph,
                words: place.words,
                reason: reason.clone(),
                origin,
            }));
    }

    pub(super) fn pin(&mut self, mut t: Table<'_>) {
        let pin = Pin {
            question: t.text("question"),
            claims: t.texts("claims"),
            origin: t.origin(),
        };
        for claim in &pin.claims {
            if !self.others.contains_key(claim) {
                t.complain(
                    "claims",
                    "dangling",
                    format!("There is no claim or dispute `{claim}`."),
                    "Mend or remove the id.",
                );
            }
        }
        t.finish();
        self.knowledge.pins.push(pin);
    }

    pub(super) fn exception(&mut self, mut t: Table<'_>) {
        let exception = Exception {
            claim: t.text("claim"),
            words: t.some_texts("words"),
            reason: t.text("reason"),
            origin: t.origin(),
        };
        if !self.claims.contains_key(&exception.claim) {
            t.complain(
                "claim",
                "dangling",
                format!("There is no claim `{}`.", exception.claim),
                "Mend or remove the exception.",
            );
        }
        t.finish();
        self.knowledge.exceptions.push(exception);
    }
}
