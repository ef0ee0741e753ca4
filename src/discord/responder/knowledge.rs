//! `/knowledge`: what moderators do to the editions. Permission is looked at
//! here, at every step, whatever Discord has let through.

use super::super::access::Deed;
use super::super::button::Press;
use super::super::live::Today;
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

/// What takes longer than Discord waits.
#[derive(Debug)]
pub(super) struct Work {
    deed: KnowledgeDeed,
    who: Who,
    guild: Option<u64>,
    today: Today,
}

impl Responder {
    /// Permits or refuses; all of it is done after an acknowledgement.
    pub(super) fn knowledge(
        &self,
        deed: KnowledgeDeed,
        asking: Asking<'_>,
        today: &Today,
    ) -> Response {
        if !self.may(Deed::Knowledge, asking) {
            let refusal = notice::may_not(
                "use this: it takes a moderator of a server that the bot's operator has named",
            );
            return say(refusal, "refused");
        }
        tracing::info!(?deed, user = asking.caller.person, "knowledge");
        Response::Later {
            private: true,
            work: super::Work::Knowledge(Work {
                deed,
                who: Who::User(asking.caller.person),
                guild: asking.place.guild,
                today: today.clone(),
            }),
        }
    }

    pub(super) async fn work(&self, work: Work, ticket: &Ticket) -> (Message, Outcome) {
        let editions = &work.today.services.editions;
        let done = match work.deed {
            KnowledgeDeed::Reload { force } => editions
                .reload(force, work.who)
                .await
                .map(|reloaded| render::changed_leaves(&reloaded)),
            KnowledgeDeed::Rollback { number } => editions
                .rollback(number, work.who)
                .await
                .map(|swapped| render::rolled_back_leaves(&swapped)),
            KnowledgeDeed::Check => editions
                .check()
                .await
                .map(|checked| render::checked_leaves(&checked)),
            KnowledgeDeed::Diff => editions
                .diff()
                .await
                .map(|compared| render::compared_leaves(&compared)),
            KnowledgeDeed::History => self.history(&work).await,
            KnowledgeDeed::Status => self.status(&work).await,
        };
        match done {
            Ok(leaves) => (self.first_leaf(ticket, leaves), "done"),
            Err(EditionsError::AlreadyRunning(other)) => {
                (notice::already_running(running(other)), "refused")
            }
            Err(error) => {
                let leaves = render::problem_leaves(&error);
                (self.first_leaf(ticket, leaves), "refused")
            }
        }
    }

    async fn history(&self, work: &Work) -> Result<Vec<String>, EditionsError> {
        let services = &work.today.services;
        let lines = services.store.history(LINES, None).await?;
        let kept = services.editions.kept().await?;
        Ok(render::history_leaves(&lines, &kept))
    }

    async fn status(&self, work: &Work) -> Result<Vec<String>, EditionsError> {
        let services = &work.today.services;
        let status = services.editions.status();
        let reports = services.store.reports(work.guild, REPORTS).await?;
        Ok(render::status_leaves(&status, &reports))
    }

    fn first_leaf(&self, ticket: &Ticket, leaves: Vec<String>) -> Message {
        let id = self.seal.answer_id(ticket.id);
        let first = leaves.first().cloned().unwrap_or_default();
        let count = leaves.len();
        self.leaves.keep(id, leaves);
        render::leaf_message(&first, 0, count, self.setting(id, true))
    }

    /// Turns to another leaf of a list, for moderators only.
    pub(super) fn leaf(&self, press: Press, asking: Asking<'_>) -> Response {
        if !self.may(Deed::Knowledge, asking) {
            return say(notice::may_not("see this"), "refused");
        }
        let at = usize::from(press.at);
        match self.leaves.find(press.answer, at) {
            Some((leaf, count)) => {
                let setting = self.setting(press.answer, true);
                let message = render::leaf_message(&leaf, at, count, setting);
                Response::Now(Callback::Become(message), "told")
            }
            None => say(notice::forgotten_list(), "forgotten"),
        }
    }
}

fn running(operation: Operation) -> &'static str {
    match operation {
        Operation::Reload => "A reload",
        Operation::Check => "A check",
        Operation::Diff => "A comparison",
        Operation::Rollback => "A rollback",
    }
}
