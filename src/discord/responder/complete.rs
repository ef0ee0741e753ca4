//! What may stand in an option while it is typed.

use super::super::completion;
use super::super::message::{Callback, Choice};
use super::{Outcome, Responder, Response, Snapshot};
use crate::request::command::ParameterKind;

impl Responder {
    /// What fits what is `typed` so far into an option of this kind; `beside` is the name in the option it depends on.
    pub(super) fn complete(
        &self,
        kind: Option<ParameterKind>,
        typed: &str,
        beside: Option<&str>,
        snapshot: &Snapshot,
    ) -> Response {
        let (edition, limits) = (&snapshot.edition, &self.settings.limits);
        let themes = || self.pools.themes(edition);
        let choices: Vec<Choice> = kind.map_or_else(Vec::new, |kind| {
            completion::choices(kind, typed, beside, edition, limits, themes)
        });
        Response::Now(Callback::Complete(choices), Outcome::Completed)
    }
}
