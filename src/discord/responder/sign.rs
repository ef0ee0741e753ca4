//! A sign of life for what takes long: a disk that stalls, knowledge that is still being read,
//! a reload. Discord takes no answer after three seconds, but whoever has had a sign by then can
//! be answered for fifteen minutes.

use std::sync::OnceLock;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::super::button::Action;
use super::super::button::turn::TurnAction;
use super::super::delivery::{Delivered, DeliveryError};
use super::super::message::{Callback, Message};
use super::super::parse::{Incoming, Requested, Ticket};
use super::super::render::notice;
use super::answer::Asking;
use super::{Outcome, Responder, Response, Work};

/// How long an answer may take before a sign is given instead; what is left of the window is
/// for getting that through.
const SOON: Duration = Duration::from_millis(1_200);

/// What somebody was shown in place of an answer; it decides how the answer reaches them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A message that says the bot is thinking; the answer takes its place.
    Thinking {
        /// Whether only one person sees it.
        private: bool,
    },
    /// Nothing: the message a button is on stays. The answer comes below it.
    Nothing,
}

impl Sign {
    fn callback(self) -> Callback {
        match self {
            Self::Thinking { private } => Callback::Wait { private },
            Self::Nothing => Callback::Keep,
        }
    }
}

impl Responder {
    /// Decides, delivers, and brings what takes longer to its end; the sign that was given is
    /// left in `signed`, for whoever has to answer instead after a panic.
    pub(super) async fn handle(
        &self,
        incoming: &Incoming,
        since: Instant,
        signed: &OnceLock<Sign>,
    ) -> Outcome {
        let ticket = &incoming.ticket;
        let deciding = self.decide(incoming);
        tokio::pin!(deciding);
        let soon = tokio::time::timeout(SOON, &mut deciding).await;
        let (response, given) = match (soon, self.sign_for(incoming)) {
            (Ok(response), _) => (response, None),
            (Err(_), None) => (deciding.await, None),
            (Err(_), Some(sign)) => {
                if !self.give(sign, ticket, since, signed).await {
                    return Outcome::Undelivered;
                }
                (deciding.await, Some(sign))
            }
        };
        let sign = match (given, &response) {
            (Some(sign), _) => sign,
            (None, Response::Now(callback, outcome)) => {
                return match self.deliver(ticket, callback, since).await {
                    Ok(_) => *outcome,
                    Err(_) => Outcome::Undelivered,
                };
            }
            (None, later) => {
                // What is taken away must have been acknowledged first.
                let sign = match later {
                    Response::TakeAway => Sign::Nothing,
                    Response::Later { private, .. } => Sign::Thinking { private: *private },
                    Response::Now(..) => Sign::Thinking { private: true },
                };
                if !self.give(sign, ticket, since, signed).await {
                    return Outcome::Undelivered;
                }
                sign
            }
        };
        let (brought, outcome) = match response {
            Response::TakeAway => {
                let application = self.application.load(Ordering::Relaxed);
                (
                    self.delivery.delete(application, ticket).await,
                    Outcome::Deleted,
                )
            }
            Response::Now(Callback::Say(message) | Callback::Become(message), outcome) => {
                (self.bring(&message, sign, ticket).await, outcome)
            }
            Response::Now(_, _) => {
                let (message, outcome) = self.broken(ticket.id, &"what was to be shown is late");
                (self.bring(&message, sign, ticket).await, outcome)
            }
            Response::Later { work, .. } => {
                let (message, outcome) = match work {
                    Work::Knowledge(work) => self.work(work, ticket).await,
                    Work::Trivia(work) => self.begin_work(work, Asking::of(incoming)).await,
                };
                tracing::info!(outcome = outcome.as_str(), "worked");
                (self.bring(&message, sign, ticket).await, outcome)
            }
        };
        match brought {
            Ok(_) => outcome,
            Err(error) => {
                tracing::error!(%error, "what was begun was not brought to its end");
                Outcome::Undelivered
            }
        }
    }

    /// A panic is answered too, by the way that is left; where it happened is in the log, under
    /// the same number.
    pub(super) async fn apologise(
        &self,
        ticket: &Ticket,
        since: Instant,
        signed: &OnceLock<Sign>,
    ) -> Outcome {
        let reference = self.seal.answer_id(ticket.id);
        tracing::error!(%reference, "a handler panicked");
        let message = notice::broken(reference);
        let told = match signed.get() {
            None => self.deliver(ticket, &Callback::Say(message), since).await,
            Some(sign) => self.bring(&message, *sign, ticket).await,
        };
        if let Err(error) = told {
            tracing::error!(%error, "whoever asked cannot be told");
        }
        Outcome::Panicked
    }

    /// True where the sign got there.
    async fn give(
        &self,
        sign: Sign,
        ticket: &Ticket,
        since: Instant,
        signed: &OnceLock<Sign>,
    ) -> bool {
        let given = self.deliver(ticket, &sign.callback(), since).await.is_ok();
        if given {
            // Nothing else sets it: one sign is given for one interaction.
            let _ = signed.set(sign);
        }
        given
    }

    /// Brings a message to who has had a sign.
    async fn bring(
        &self,
        message: &Message,
        sign: Sign,
        ticket: &Ticket,
    ) -> Result<Delivered, DeliveryError> {
        let application = self.application.load(Ordering::Relaxed);
        match sign {
            Sign::Thinking { .. } => self.delivery.edit(application, ticket, message).await,
            Sign::Nothing => self.delivery.follow_up(application, ticket, message).await,
        }
    }

    /// True where a press shows a look-up to all.
    fn shares(&self, id: &str) -> bool {
        matches!(self.seal.turn(id), Some(Ok(turn)) if turn.deed == TurnAction::Share)
    }

    /// The sign that suits what is asked for; none for what must come at once or not at all.
    fn sign_for(&self, incoming: &Incoming) -> Option<Sign> {
        let private = match &incoming.wish {
            Requested::Complete { .. } => return None,
            Requested::Respond { private, .. } => *private || incoming.place.missing().is_some(),
            Requested::Press { id, .. } if self.shares(id) => return Some(Sign::Nothing),
            Requested::Press { id, .. } => match self.seal.press(id).map(|press| press.action) {
                // What comes of these is for all to see.
                Ok(Action::Delete | Action::Share | Action::Offer) => return Some(Sign::Nothing),
                // A form is opened at once or not at all.
                Ok(action) if action.opens_form() => return None,
                _ => true,
            },
            Requested::Privacy
            | Requested::Why { .. }
            | Requested::MyData { .. }
            | Requested::Knowledge(_)
            | Requested::Trivia(_)
            | Requested::Submit { .. } => true,
        };
        Some(Sign::Thinking { private })
    }
}
