//! Entries that stand over claims: disputes, overviews and gaps.

use super::{Loader, resolve};
use crate::knowledge::claim::ClaimId;
use crate::knowledge::dispute::{Dispute, Gap, Overview, Side};
use crate::knowledge::table::Table;

impl Loader {
    pub(super) fn dispute(&mut self, mut t: Table<'_>) {
        let id = self.new_id(&mut t);
        let sides = t.nested("side", |side| Side {
            claims: self.claims_of(side, "claims"),
        });
        let dispute = Dispute {
            matter: t.text("matter"),
            asks: t.some_texts("asks"),
            origin: t.origin(),
            sides,
            id,
        };
        // That a side is empty, of which each claim was refused, is no second problem.
        let empty = dispute.sides.iter().any(|side| side.claims.is_empty());
        if dispute.sides.len() < 2 || (empty && !t.refused(&["side"])) {
            t.complain(
                "side",
                "dispute-sides",
                "The dispute has fewer than two sides with claims.".into(),
                "Give each side its claims.",
            );
        }
        t.finish();
        self.knowledge.disputes.push(dispute);
    }

    pub(super) fn overview(&mut self, mut t: Table<'_>) {
        let id = self.new_id(&mut t);
        let claims = self.claims_of(&mut t, "claims");
        let overview = Overview {
            claims,
            asks: t.some_texts("asks"),
            made_of: None,
            origin: t.origin(),
            id,
        };
        if overview.claims.len() < 2 {
            t.complain(
                "claims",
                "overview-claims",
                "The overview has fewer than two claims.".into(),
                "Name the claims it is made of.",
            );
        }
        t.finish();
        self.knowledge.overviews.push(overview);
    }

    pub(super) fn gap(&mut self, mut t: Table<'_>) {
        let id = self.new_id(&mut t);
        let gap = Gap {
            about: self.entities_of(&mut t, "about"),
            text: t.text("text"),
            citations: self.citations(&mut t, "cite", ""),
            asks: t.some_texts("asks"),
            origin: t.origin(),
            id,
        };
        t.finish();
        self.knowledge.gaps.push(gap);
    }

    fn claims_of(&self, t: &mut Table<'_>, key: &'static str) -> Vec<ClaimId> {
        resolve(t, key, "claim", &self.claims)
    }
}
