//! Buttons: what a press on an answer's button brings.

use std::sync::Arc;

use super::super::access::Right;
use super::super::button::{Action, Press};
use super::super::live::Snapshot;
use super::super::message::Callback;
use super::super::records::KeptAnswer;
use super::super::render::{self, Giveaways, notice};
use super::super::throttle::Effort;
use super::answer::Asking;
use super::play::{secrets, tells};
use super::{Outcome, Responder, Response, say};
use crate::bot::page;
use crate::clock;
use crate::edition::Edition;
use crate::request::Request;
use crate::rounds::Secrets;
use crate::store::records::{Feedback, Report, Verdict};
use crate::telemetry::cause::with_causes;
use crate::words::reply;

/// What stands in the message a button is on, which is the bot's own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) message: u64,
    pub(super) content: &'a str,
    pub(super) card: Option<&'a str>,
}

impl Responder {
    /// Believes a button's id only where its seal fits, and then does what it says.
    pub(super) async fn press(
        &self,
        id: &str,
        shown: Shown<'_>,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Response {
        if let Some(Ok(turn)) = self.seal.turn(id) {
            return self.turn(turn, asking, snapshot).await;
        }
        let press = match self.seal.press(id) {
            Ok(press) => press,
            Err(error) => {
                tracing::warn!(%error, "a strange button");
                return say(notice::strange_button(), Outcome::Refused);
            }
        };
        if press.action == Action::Leaf {
            return self.leaf(press, asking, snapshot).await;
        }
        if press.action == Action::Unmask {
            // The message holds it all: what was masked needs nothing that is kept.
            let message = render::unmasked_message(shown.content, shown.card);
            return say(message, Outcome::Told);
        }
        if let Some(response) = self.play(press, shown.message, asking, snapshot).await {
            return response;
        }
        let store = &snapshot.services.store;
        let Some(kept) = self.records.find(press.answer, store).await else {
            return say(notice::forgotten_answer(), Outcome::Forgotten);
        };
        match press.action {
            Action::Sources | Action::Open | Action::Page | Action::Reference | Action::More => {
                let (edition, note) = edition_of(&kept, snapshot).await;
                let secrets = secrets(asking, snapshot);
                self.read(press, &kept, &edition, note.as_deref(), &secrets)
            }
            Action::Offer => self.offer(press, &kept, asking, snapshot),
            Action::Helpful => {
                let (message, outcome) = self.rate(press, Verdict::Helpful, asking, snapshot).await;
                say(message, outcome)
            }
            Action::Wrong => {
                let setting = self.setting(press.answer, true);
                say(render::reasons_message(setting), Outcome::Told)
            }
            Action::Reason => {
                let Some((reason, _)) = render::REASONS.get(usize::from(press.at)) else {
                    return say(notice::strange_button(), Outcome::Refused);
                };
                let verdict = Verdict::Wrong(*reason);
                let (message, outcome) = self.rate(press, verdict, asking, snapshot).await;
                Response::Now(Callback::Become(message), outcome)
            }
            Action::Share => self.share(press, &kept, shown, asking, snapshot).await,
            Action::Delete => self.take_away(press, &kept, asking, snapshot).await,
            Action::Tell => self.tell_moderators(press, &kept, asking, snapshot).await,
            _ => say(notice::strange_button(), Outcome::Refused),
        }
    }

    /// The source reader, for the one who presses.
    fn read(
        &self,
        press: Press,
        kept: &KeptAnswer,
        edition: &Edition,
        note: Option<&str>,
        secrets: &Secrets,
    ) -> Response {
        let setting = self.setting(press.answer, true);
        let recorded = &kept.recorded;
        // An answer of before may tell what is asked now.
        let told = match press.action {
            Action::More => secrets.are_told_by(&recorded.further),
            _ => tells(secrets, recorded),
        };
        if told {
            return say(notice::gives_away(), Outcome::Withheld);
        }
        match press.action {
            Action::Sources => {
                let citations = page::citations(recorded, edition);
                say(
                    render::references_message(&citations, note, setting),
                    Outcome::Told,
                )
            }
            Action::More => {
                let from = usize::from(press.at);
                let Some((text, citations, next)) = page::further(recorded, from, edition) else {
                    return say(notice::no_more(), Outcome::Told);
                };
                let more = (next < recorded.further.len()).then_some(next);
                let message = render::more_message(&text, &citations, more, setting);
                open_or_replace(from == 0, message)
            }
            _ => {
                let Some(page) = page::page(recorded, press.at.into(), press.step, edition) else {
                    return say(notice::forgotten_answer(), Outcome::Forgotten);
                };
                if secrets.stand_in(&page.source, page.paragraph) {
                    return say(notice::gives_away(), Outcome::Withheld);
                }
                if press.action == Action::Reference {
                    let message = render::reference_message(&page.reference, &page.bibtex);
                    return say(message, Outcome::Told);
                }
                let message = render::page_message(&page, note, press, setting);
                open_or_replace(press.action == Action::Open, message)
            }
        }
    }

    /// An offered question is asked like any other: in public where the answer was.
    fn offer(
        &self,
        press: Press,
        kept: &KeptAnswer,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Response {
        let Some(question) = kept.recorded.offers.get(usize::from(press.at)) else {
            return say(notice::strange_button(), Outcome::Refused);
        };
        let person = asking.caller.person;
        if let Err(wait) = self.throttle.check(person, Effort::Question) {
            return say(notice::too_fast(wait), Outcome::Throttled);
        }
        let request = Request::Ask(question.clone());
        let (message, outcome) = self.respond(&request, kept.private, None, asking, snapshot);
        say(message, outcome)
    }

    /// A verdict; it is acknowledged once it is on disk.
    async fn rate(
        &self,
        press: Press,
        verdict: Verdict,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> (super::Message, Outcome) {
        let feedback = Feedback {
            answer: press.answer,
            user: asking.caller.person,
            verdict,
            at: clock::seconds(),
        };
        match snapshot.services.store.rate(feedback).await {
            Ok(true) => (notice::noted(), Outcome::Rated),
            Ok(false) => (notice::forgotten_answer(), Outcome::Forgotten),
            Err(error) => self.broken(asking.id, &with_causes(&error)),
        }
    }

    /// A private answer, shown to all: once, by the one who asked.
    async fn share(
        &self,
        press: Press,
        kept: &KeptAnswer,
        shown: Shown<'_>,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Response {
        let asker = kept.asker;
        if !self.may(Right::Share { asker }, asking) {
            let refusal = notice::may_not("deed.share");
            return say(refusal, Outcome::Refused);
        }
        if let Some(missing) = asking.place.missing() {
            return say(notice::cannot_share(missing), Outcome::Refused);
        }
        // A private answer of before may tell what is asked now.
        if tells(&secrets(asking, snapshot), &kept.recorded) {
            return say(notice::gives_away(), Outcome::Withheld);
        }
        let store = &snapshot.services.store;
        let setting = self.setting(press.answer, false);
        let (edition, _) = edition_of(kept, snapshot).await;
        let claims = kept.recorded.claims.iter();
        let claims = claims.filter_map(|id| page::claim(id, &edition));
        let spoilers = Giveaways::of(claims, setting.open, &edition);
        let Shown { content, card, .. } = shown;
        let shared = render::shared_message(content, card, &kept.recorded, &spoilers, setting);
        let Some(message) = shared else {
            return say(notice::cannot_mask(), Outcome::Refused);
        };
        match self.records.share(press.answer, store).await {
            Ok(true) if !shown.content.is_empty() => say(message, Outcome::Shared),
            Ok(_) => say(notice::shared_already(), Outcome::Refused),
            Err(error) => self.failed(&error, asking),
        }
    }

    /// An answer goes, with all that hangs on it, where its asker or a moderator of the channel wants it.
    async fn take_away(
        &self,
        press: Press,
        kept: &KeptAnswer,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Response {
        let (asker, guild) = (kept.asker, kept.guild);
        if !self.may(Right::Delete { asker, guild }, asking) {
            let refusal = notice::may_not("deed.take-away");
            return say(refusal, Outcome::Refused);
        }
        let store = &snapshot.services.store;
        match self.records.forget(press.answer, store).await {
            Ok(_) => Response::TakeAway,
            Err(error) => self.failed(&error, asking),
        }
    }

    /// A question without an answer, told to the moderators by the one who asked it.
    async fn tell_moderators(
        &self,
        press: Press,
        kept: &KeptAnswer,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Response {
        if kept.asker != asking.caller.person {
            let refusal = notice::may_not("deed.pass-on");
            return say(refusal, Outcome::Refused);
        }
        if !self.has_moderators(asking) {
            return say(notice::nobody_to_tell(), Outcome::Refused);
        }
        let Some(question) = &kept.question else {
            return say(notice::forgotten_question(), Outcome::Forgotten);
        };
        let report = Report {
            answer: press.answer,
            user: asking.caller.person,
            guild: asking.place.guild,
            question: question.to_string(),
            at: clock::seconds(),
        };
        match snapshot.services.store.report(report).await {
            Ok(true) => say(notice::passed_on(), Outcome::Reported),
            Ok(false) => say(notice::passed_on_already(), Outcome::Refused),
            Err(error) => self.failed(&error, asking),
        }
    }
}

/// What is opened stands beside the message; what is turned, in its place.
fn open_or_replace(opens: bool, message: super::Message) -> Response {
    let callback = if opens {
        Callback::Say(message)
    } else {
        Callback::Become(message)
    };
    Response::Now(callback, Outcome::Told)
}

/// The edition an answer was made over while it is kept; today's afterwards, and then a line that says so.
async fn edition_of(kept: &KeptAnswer, snapshot: &Snapshot) -> (Arc<Edition>, Option<String>) {
    let label = &kept.recorded.edition;
    let live = snapshot.edition.label();
    if *label == live {
        return (Arc::clone(&snapshot.edition), None);
    }
    let note = |key| reply().fill(key, &[("edition", label), ("live", &live)]);
    match snapshot.services.editions.edition(label).await {
        Some(edition) => (edition, Some(note("reader.of-its-edition"))),
        None => (
            Arc::clone(&snapshot.edition),
            Some(note("reader.edition-gone")),
        ),
    }
}
