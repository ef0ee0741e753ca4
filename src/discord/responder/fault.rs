//! What broke: logged and said under one number, so that whoever runs the bot finds the one by the other.

use std::error::Error;
use std::fmt::Display;

use super::super::message::Message;
use super::super::render::notice;
use super::answer::Asking;
use super::{Outcome, Responder, Response, say};
use crate::telemetry::cause::with_causes;

impl Responder {
    /// Logs why the interaction (or the message) of this id cannot be answered, and says so to who asked.
    pub(super) fn broken(&self, id: u64, error: &dyn Display) -> (Message, Outcome) {
        let reference = self.seal.answer_id(id);
        tracing::error!(%reference, %error, "what was asked for cannot be done");
        (notice::broken(reference), Outcome::Failed)
    }

    /// The same as the whole response, with what caused it in the log.
    pub(super) fn failed(&self, error: &(dyn Error + 'static), asking: Asking<'_>) -> Response {
        let (message, outcome) = self.broken(asking.id, &with_causes(error));
        say(message, outcome)
    }
}
