//! `/knowledge`: what moderators do to the editions. Permission is looked at
//! here, at every step, whatever Discord has let through.

use super::super::access::Right;
use super::super::button::Press;
use super::super::leaves::Leaves;
use super::super::live::Snapshot;
use super::super::message::{Callback, Message};
use super::super::parse::{KnowledgeDeed, Ticket};
use super::super::render::{self, notice};
use super::answer::Asking;
use super::{Outcome, Responder, Response, say};
use crate::editions::outcome::{EditionsError, Operation};
use crate::store::records::Who;

/// Lines of the history that are shown.
const LINES: u32 = 40;
/// Reports that are shown.
const REPORTS: u32 = 15;
/// Answers held to be wrong that are shown.
const WRONG: u32 = 15;

/// What takes longer than Discord waits.
#[derive(Debug)]
pub(super) struct Work {
    deed: KnowledgeDeed,
    who: Who,
    guild: Option<u64>,
    snapshot: Snapshot,
}

impl Responder {
    /// Permits or refuses; all of it is done after an acknowledgement.
    pub(super) fn knowledge(
        &self,
        deed: KnowledgeDeed,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Response {
        if !self.may(Right::Knowledge, asking) {
            let refusal = notice::may_not("deed.knowledge");
            return say(refusal, Outcome::Refused);
        }
        tracing::info!(?deed, user = asking.caller.person, "knowledge");
        Response::Later {
            private: true,
            work: super::Work::Knowledge(Work {
                deed,
                who: Who::User(asking.caller.person),
                guild: asking.place.guild,
                snapshot: snapshot.clone(),
            }),
        }
    }

    pub(super) async fn work(&self, work: Work, ticket: &Ticket) -> (Message, Outcome) {
        let editions = &work.snapshot.services.editions;
        let fixed = Leaves::Fixed;
        let done = match work.deed {
            KnowledgeDeed::Reload { force } => editions
                .reload(force, work.who)
                .await
                .map(|reloaded| fixed(render::changed_leaves(&reloaded))),
            KnowledgeDeed::Rollback { number } => editions
                .rollback(number, work.who)
                .await
                .map(|swapped| fixed(render::rolled_back_leaves(&swapped))),
            KnowledgeDeed::Check => editions
                .check()
                .await
                .map(|checked| fixed(render::checked_leaves(&checked))),
            KnowledgeDeed::Diff => editions
                .diff()
                .await
                .map(|compared| fixed(render::compared_leaves(&compared))),
            KnowledgeDeed::History => history(&work.snapshot).await.map(fixed),
            KnowledgeDeed::Status => status(&work.snapshot, work.guild).await.map(Leaves::Fresh),
        };
        match done {
            Ok(leaves) => (self.first_leaf(ticket, &work, &leaves).await, Outcome::Done),
            Err(EditionsError::AlreadyRunning(other)) => {
                (notice::already_running(running(other)), Outcome::Refused)
            }
            Err(error) => {
                let leaves = fixed(render::problem_leaves(&error));
                (
                    self.first_leaf(ticket, &work, &leaves).await,
                    Outcome::Refused,
                )
            }
        }
    }

    async fn first_leaf(&self, ticket: &Ticket, work: &Work, leaves: &Leaves) -> Message {
        let id = self.seal.answer_id(ticket.id);
        let store = &work.snapshot.services.store;
        if let Err(error) = leaves.keep(id, work.guild, store).await {
            tracing::error!(%error, "a list cannot be kept");
        }
        let list = leaves.list();
        let first = list.first().map_or("", String::as_str);
        render::leaf_message(first, 0, list.len(), self.setting(id, true))
    }

    /// Turns to another leaf of a list, for moderators of its server only.
    pub(super) async fn leaf(
        &self,
        press: Press,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Response {
        if !self.may(Right::Knowledge, asking) {
            return say(notice::may_not("deed.see-list"), Outcome::Refused);
        }
        let guild = asking.place.guild;
        let kept = match snapshot.services.store.list(&press.answer).await {
            Ok(kept) => kept.filter(|list| list.guild == guild),
            Err(error) => {
                tracing::error!(%error, "a list cannot be read");
                None
            }
        };
        let leaves = match kept.map(|list| list.leaves) {
            Some(Some(leaves)) => leaves,
            Some(None) => match status(snapshot, guild).await {
                Ok(leaves) => leaves,
                Err(error) => return self.failed(&error, asking),
            },
            None => return say(notice::forgotten_list(), Outcome::Forgotten),
        };
        // What is made anew may have become shorter.
        let at = usize::from(press.at).min(leaves.len().saturating_sub(1));
        let Some(leaf) = leaves.get(at) else {
            return say(notice::forgotten_list(), Outcome::Forgotten);
        };
        let setting = self.setting(press.answer, true);
        let message = render::leaf_message(leaf, at, leaves.len(), setting);
        Response::Now(Callback::Become(message), Outcome::Told)
    }
}

async fn history(snapshot: &Snapshot) -> Result<Vec<String>, EditionsError> {
    let services = &snapshot.services;
    let lines = services.store.history(LINES).await?;
    let kept = services.editions.kept().await?;
    Ok(render::history_leaves(&lines, &kept))
}

async fn status(snapshot: &Snapshot, guild: Option<u64>) -> Result<Vec<String>, EditionsError> {
    let services = &snapshot.services;
    let status = services.editions.status();
    let reports = services.store.reports(guild, REPORTS).await?;
    let wrong = services.store.held_wrong(guild, WRONG).await?;
    Ok(render::status_leaves(&status, &reports, &wrong))
}

fn running(operation: Operation) -> &'static str {
    match operation {
        Operation::Reload => "operation.reload",
        Operation::Check => "operation.check",
        Operation::Diff => "operation.compare",
        Operation::Rollback => "operation.rollback",
    }
}
