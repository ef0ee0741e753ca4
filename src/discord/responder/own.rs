//! What a person may see of the bot's own records: why an answer came out as it
//! did, and what is stored of them.

use super::super::live::Snapshot;
use super::super::render::{self, notice};
use super::answer::Asking;
use super::{Outcome, Responder, Response, say};
use crate::bot::page::claim;
use crate::store::records::AnswerId;

/// Rows shown of a person's data.
const SHOWN: u32 = 10;

impl Responder {
    /// Why an answer came out as it did. A private one is explained to its asker only.
    pub(super) async fn why(&self, id: &str, asking: Asking<'_>, snapshot: &Snapshot) -> Response {
        let store = &snapshot.services.store;
        let kept = match AnswerId::parse(id.trim()) {
            Some(id) => self.records.find(id, store).await.map(|kept| (id, kept)),
            None => None,
        };
        // To others a private answer, and one of another server, is one there is not.
        let visible = kept.filter(|(_, kept)| {
            kept.asker == asking.caller.person
                || (!kept.private && kept.guild.is_some() && kept.guild == asking.place.guild)
        });
        let Some((id, kept)) = visible else {
            return say(notice::no_such_answer(), Outcome::Unknown);
        };
        let edition = &snapshot.edition;
        let gone: Vec<&str> = kept
            .recorded
            .claims
            .iter()
            .filter(|id| claim(id, edition).is_none())
            .map(String::as_str)
            .collect();
        let was = snapshot
            .services
            .editions
            .edition(&kept.recorded.edition)
            .await;
        let changed: Vec<&str> = was
            .iter()
            .flat_map(|was| {
                let text = |id: &str, of: &crate::edition::Edition| {
                    claim(id, of).map(|id| of.knowledge.claim(id).text.clone())
                };
                kept.recorded.claims.iter().filter(move |id| {
                    text(id, edition).is_some() && text(id, was) != text(id, edition)
                })
            })
            .map(String::as_str)
            .collect();
        let live = edition.label();
        let asked = kept.kept_wording();
        let message = render::why_message(id, asked, &kept.recorded, &live, &gone, &changed);
        say(message, Outcome::Told)
    }

    /// What is stored of a person, shown or removed.
    pub(super) async fn own_data(
        &self,
        delete: bool,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Response {
        let person = asking.caller.person;
        let store = &snapshot.services.store;
        if delete {
            return match store.forget_user(person).await {
                Ok(gone) => {
                    self.records.forget_where(|kept| kept.asker == person);
                    snapshot.rounds.forget(person);
                    say(notice::forgotten_person(gone.total()), Outcome::Deleted)
                }
                Err(error) => self.failed(&error, asking),
            };
        }
        match store.data_of(person, SHOWN).await {
            Ok(data) => say(render::data_message(&data), Outcome::Told),
            Err(error) => self.failed(&error, asking),
        }
    }
}
