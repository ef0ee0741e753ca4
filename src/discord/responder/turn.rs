//! Look-ups: shown, turned by buttons and menus, shared, unmasked.

use super::super::access::Right;
use super::super::button::turn::{Turn, TurnAction};
use super::super::live::Snapshot;
use super::super::message::{Callback, Message};
use super::super::render::{self, Setting, notice};
use super::super::throttle::Effort;
use super::answer::Asking;
use super::play::secrets;
use super::{Outcome, Responder, Response, say};
use crate::bot;
use crate::bot::page;
use crate::bot::recorded::Recorded;
use crate::knowledge::claim::Spoiler;
use crate::lookup::{LookUp, LookupKind};
use crate::reply::Reply;
use crate::reply::sheet::Sheet;
use crate::request::Request;

impl Responder {
    /// A look-up as a message, which is kept.
    pub(super) fn shown(
        &self,
        look_up: &LookUp,
        setting: Setting<'_>,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> (Message, Outcome) {
        match self.sheet(look_up, asking, snapshot) {
            Ok(sheet) => {
                let recorded = Recorded::of_sheet(&sheet, &snapshot.edition);
                self.keep(setting, recorded, None, asking, snapshot);
                (render::sheet_message(&sheet, setting), Outcome::Told)
            }
            Err(refused) => *refused,
        }
    }

    /// A look-up, or what is said in its stead.
    fn sheet(
        &self,
        look_up: &LookUp,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Result<Sheet, Box<(Message, Outcome)>> {
        let request = Request::LookUp(look_up.clone());
        match bot::respond(&request, &snapshot.edition, &self.settings.limits) {
            Reply::Sheet(sheet) if secrets(asking, snapshot).are_told_by(&sheet.claims()) => {
                Err(Box::new((notice::gives_away(), Outcome::Withheld)))
            }
            Reply::Sheet(sheet) => Ok(sheet),
            Reply::NoSuchName { kinds, why } => Err(Box::new((
                render::nearest_message(kinds, &why),
                Outcome::Unknown,
            ))),
            Reply::Note(note) => Err(Box::new((render::note_message(&note), Outcome::Unknown))),
            _ => Err(Box::new(
                self.broken(asking.id, &"a look-up was answered by something else"),
            )),
        }
    }

    /// A press on a button or an entry of a look-up.
    pub(super) async fn turn(
        &self,
        turn: Turn,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Response {
        let fresh = self.seal.answer_id(asking.id);
        let own = Setting {
            open: Spoiler::Ending,
            ..self.setting(fresh, true)
        };
        let brought = |(message, outcome)| say(message, outcome);
        match turn.deed {
            TurnAction::Sources => match self.sheet(&turn.look_up, asking, snapshot) {
                Ok(sheet) => {
                    let recorded = Recorded::of_places(&sheet, &snapshot.edition);
                    let citations = page::citations(&recorded, &snapshot.edition);
                    self.keep(own, recorded, None, asking, snapshot);
                    let message = render::references_message(&citations, None, own);
                    say(message, Outcome::Told)
                }
                Err(refused) => brought(*refused),
            },
            TurnAction::Unmask => brought(self.shown(&turn.look_up, own, asking, snapshot)),
            TurnAction::Share => self.share_look_up(&turn, asking, snapshot).await,
            TurnAction::Another => {
                let look_up = match turn.look_up.what.clone() {
                    LookupKind::Quote { of, .. } => LookUp::of(LookupKind::Quote {
                        of,
                        seed: self.seal.seed(asking.id),
                    }),
                    what => LookUp::of(what),
                };
                self.in_its_place(&Turn { look_up, ..turn }, asking, snapshot)
                    .await
            }
            TurnAction::Turn | TurnAction::Choose => {
                self.in_its_place(&turn, asking, snapshot).await
            }
        }
    }

    /// The message becomes what was chosen where its asker chose it; anybody else gets a copy of their own.
    async fn in_its_place(&self, turn: &Turn, asking: Asking<'_>, snapshot: &Snapshot) -> Response {
        let fresh = self.seal.answer_id(asking.id);
        let store = &snapshot.services.store;
        let kept = self.records.find(turn.answer, store).await;
        let Some(kept) = kept.filter(|kept| kept.asker == asking.caller.person) else {
            let own = Setting {
                open: Spoiler::Ending,
                ..self.setting(fresh, true)
            };
            let (message, outcome) = self.shown(&turn.look_up, own, asking, snapshot);
            return say(message, outcome);
        };
        let sheet = match self.sheet(&turn.look_up, asking, snapshot) {
            Ok(sheet) => sheet,
            Err(refused) => return say(refused.0, refused.1),
        };
        let recorded = Recorded::of_sheet(&sheet, &snapshot.edition);
        // Another page of the same thing has the same questions, and its record still fits.
        let same = kept.recorded.offers == recorded.offers && kept.recorded.film == recorded.film;
        let setting = Setting {
            open: turn.open,
            ..self.setting(if same { turn.answer } else { fresh }, kept.private)
        };
        if !same {
            self.keep(setting, recorded, None, asking, snapshot);
        }
        let message = render::sheet_message(&sheet, setting);
        Response::Now(Callback::Become(message), Outcome::Told)
    }

    /// A private look-up, shown to all by the one who has it.
    async fn share_look_up(
        &self,
        turn: &Turn,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Response {
        let store = &snapshot.services.store;
        let Some(kept) = self.records.find(turn.answer, store).await else {
            return say(notice::forgotten_answer(), Outcome::Forgotten);
        };
        let asker = kept.asker;
        if !self.may(Right::Share { asker }, asking) {
            let refusal = notice::may_not("deed.unmask-look-up");
            return say(refusal, Outcome::Refused);
        }
        if let Some(missing) = asking.place.missing() {
            return say(notice::cannot_share(missing), Outcome::Refused);
        }
        if let Err(wait) = self.throttle.check(asking.caller.person, Effort::Question) {
            return say(notice::too_fast(wait), Outcome::Throttled);
        }
        let setting = self.setting(self.seal.answer_id(asking.id), false);
        let (message, outcome) = self.shown(&turn.look_up, setting, asking, snapshot);
        say(message, outcome)
    }
}
