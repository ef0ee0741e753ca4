//! Presses and typed answers in rounds, and what may not be looked up meanwhile.

use std::sync::Arc;

use serenity::all::Message as Received;
use tokio::runtime::Handle;

use super::super::button::{Action, Press};
use super::super::live::Snapshot;
use super::super::mention::spoken;
use super::super::message::{Callback, Form};
use super::super::policy::{self, Refusal};
use super::super::render::notice;
use super::super::trivia::board::unpacked;
use super::super::trivia::words::told;
use super::answer::Asking;
use super::daily::TYPED;
use super::{Outcome, Responder, Response, say};
use crate::rounds::{Rounds, Secrets};
use crate::trivia::round::deed::{Deed, Doer};
use crate::words::reply;

impl Responder {
    /// What a press in a round brings; nothing where the button belongs to none.
    pub(super) async fn play(
        &self,
        press: Press,
        message: u64,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Option<Response> {
        let number = usize::from(press.at);
        let is_of_rounds = matches!(
            press.action,
            Action::Choose
                | Action::Type
                | Action::Hint
                | Action::Proof
                | Action::Challenge
                | Action::Uphold
                | Action::Reject
                | Action::Begin
                | Action::Board
                | Action::Daily
                | Action::DailyType
        );
        if !is_of_rounds {
            return None;
        }
        let rounds = match self.rounds(&snapshot.services).await {
            Ok(rounds) => rounds,
            Err(error) => return Some(self.failed(&error, asking)),
        };
        let response = match press.action {
            Action::Choose => {
                let deed = Deed::Press {
                    number,
                    option: usize::from(press.step.unsigned_abs()),
                    order: asking.id,
                    message,
                };
                self.in_round(press, deed, rounds, asking).await
            }
            Action::Hint => {
                let deed = Deed::Hint { number, message };
                self.in_round(press, deed, rounds, asking).await
            }
            Action::Type => Response::Now(
                Callback::Ask(Form {
                    custom_id: self.seal.id(press),
                    title: reply().fill("asked.form", &[("n", &(number + 1))]),
                    label: reply().say("asked.your-answer").to_owned(),
                    max_length: TYPED,
                }),
                Outcome::Told,
            ),
            Action::Daily | Action::DailyType => {
                match self.daily_press(press, asking, snapshot).await {
                    Ok(response) => response,
                    Err(error) => self.failed(&error, asking),
                }
            }
            Action::Begin => self.begin_pressed(press, rounds, asking, snapshot),
            Action::Board => {
                let board = unpacked(press.step);
                match self.board(board, number, asking, snapshot).await {
                    Ok(message) => Response::Now(Callback::Become(message), Outcome::Told),
                    Err(error) => self.failed(&error, asking),
                }
            }
            _ => match self.about(press, rounds, asking, snapshot).await {
                Ok(response) => response,
                Err(error) => self.failed(&error, asking),
            },
        };
        Some(response)
    }

    /// An answer, or a hint.
    async fn in_round(
        &self,
        press: Press,
        deed: Deed<'_>,
        rounds: &Rounds,
        asking: Asking<'_>,
    ) -> Response {
        let doer = Doer {
            user: asking.caller.person,
            moderates: false,
        };
        let channel = asking.place.channel;
        match rounds.deed(press.answer, channel, doer, deed).await {
            Ok(outcome) => {
                let (message, counted) = told(&outcome);
                say(message, counted)
            }
            Err(error) => self.failed(&error, asking),
        }
    }

    /// What was typed into the form of a question.
    pub(super) async fn typed(
        &self,
        id: &str,
        message: u64,
        text: &str,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Response {
        let press = match self.seal.press(id) {
            Ok(press) if press.action == Action::Type => press,
            Ok(press) if press.action == Action::DailyType => {
                let answered = self.daily_typed(press, text, asking, snapshot).await;
                return answered.unwrap_or_else(|error| self.failed(&error, asking));
            }
            _ => {
                tracing::warn!("a strange form");
                return say(notice::strange_button(), Outcome::Refused);
            }
        };
        let rounds = match self.rounds(&snapshot.services).await {
            Ok(rounds) => rounds,
            Err(error) => return self.failed(&error, asking),
        };
        let deed = Deed::Type {
            number: usize::from(press.at),
            text,
            order: asking.id,
            message,
        };
        self.in_round(press, deed, rounds, asking).await
    }

    /// Takes what is said in a channel, where a round listens there; everything else is met with silence.
    pub(super) fn take_answer(self: &Arc<Self>, runtime: &Handle, received: &Received) {
        let Some(rounds) = self
            .rounds
            .get()
            .filter(|_| self.settings.trivia.channel_answers)
        else {
            return;
        };
        let Some(round) = rounds.listening_in(received.channel_id.get()) else {
            return;
        };
        let Some(spoken) = spoken(received, TYPED.into()) else {
            return;
        };
        // Whether rounds may be played here was decided when this one was started.
        let refusal = policy::refusal(&self.settings.discord, &spoken.caller, &spoken.place);
        if refusal == Some(Refusal::Blocked) {
            return;
        }
        let rounds = Arc::clone(rounds);
        let begun = self.in_flight.begin();
        runtime.spawn(async move {
            let doer = Doer {
                user: spoken.caller.person,
                moderates: false,
            };
            let deed = Deed::Say {
                text: &spoken.text,
                order: spoken.message,
            };
            if let Err(error) = rounds.deed(round, spoken.place.channel, doer, deed).await {
                tracing::error!(%error, "an answer in the channel cannot be written");
            }
            drop(begun);
        });
    }

    /// Whether what these claims say would give away a question that is on, here or in a round the
    /// person plays in.
    pub(super) fn gives_away(&self, claims: &[String], asking: Asking<'_>) -> bool {
        let secrets = self.secrets(asking);
        claims.iter().any(|claim| secrets.claims.contains(claim))
    }

    /// Whether a paragraph would.
    pub(super) fn place_gives_away(
        &self,
        source: &str,
        paragraph: u32,
        asking: Asking<'_>,
    ) -> bool {
        let secrets = self.secrets(asking);
        secrets.places.contains(&(source.to_owned(), paragraph))
    }

    fn secrets(&self, asking: Asking<'_>) -> Secrets {
        let rounds = self.rounds.get();
        let secrets = rounds.map(|r| r.secrets_before(asking.caller.person, asking.place.guild));
        secrets.unwrap_or_default()
    }
}
