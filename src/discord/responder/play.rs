//! Presses and typed answers in rounds, and what may not be looked up meanwhile.

use std::sync::Arc;

use serenity::all::Message as Received;

use super::super::button::{Action, Press};
use super::super::live::Snapshot;
use super::super::mention::{Spoken, spoken};
use super::super::message::{Callback, Form};
use super::super::policy::{self, Refusal};
use super::super::render::notice;
use super::super::trivia::words::deed_message;
use super::answer::Asking;
use super::daily::TYPED;
use super::{Outcome, Responder, Response, say};
use crate::bot::recorded::Recorded;
use crate::rounds::{DeedOutcome, Rounds, Secrets};
use crate::telemetry::cause::with_causes;
use crate::trivia::round::deed::{Deed, Doer, Said};
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
        let rounds = &snapshot.rounds;
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
            Action::Board => match self.turn_board(press, asking, snapshot).await {
                Ok(response) => response,
                Err(error) => self.failed(&error, asking),
            },
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
        let question = rounds.question_id(press.answer, Some(press.at.into()));
        if self.has_previewed(
            question.as_deref(),
            asking.caller.person,
            asking.place.guild,
        ) {
            let (message, counted) = deed_message(&DeedOutcome::Said(Said::Previewed));
            return say(message, counted);
        }
        match rounds.deed(press.answer, channel, doer, deed).await {
            Ok(outcome) => {
                let (message, counted) = deed_message(&outcome);
                say(message, counted)
            }
            Err(error) => self.failed(&error, asking),
        }
    }

    /// Whether a person has seen a question in a preview that they did not begin.
    fn has_previewed(&self, question: Option<&str>, person: u64, guild: Option<u64>) -> bool {
        question
            .zip(guild)
            .is_some_and(|(question, guild)| self.previews.has_seen(person, guild, question))
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
        let deed = Deed::Type {
            number: usize::from(press.at),
            text,
            order: asking.id,
            message,
        };
        self.in_round(press, deed, &snapshot.rounds, asking).await
    }

    /// What may be an answer of what is said in a channel: where a round may listen there, and it is short enough.
    pub(super) fn spoken(&self, received: &Received) -> Option<Spoken> {
        if !self.settings.trivia.channel_answers {
            return None;
        }
        let spoken = spoken(received, self.user(), TYPED.into())?;
        // Whether rounds may be played here was decided when this one was started.
        let refusal = policy::refusal(&self.settings.discord, &spoken.caller, &spoken.place);
        if refusal == Some(Refusal::Blocked) {
            return None;
        }
        // Most of what is said needs no task; before the rounds are awake nobody knows.
        let listens = |rounds: &Arc<Rounds>| rounds.listening_in(spoken.place.channel).is_some();
        self.rounds.get().is_none_or(listens).then_some(spoken)
    }

    /// Takes what is said in a channel, where a round listens there; false where it is no answer to it.
    /// `replied_to` are the ids of the buttons of the bot's message it replies to.
    pub(super) async fn is_answer(&self, spoken: &Spoken, replied_to: &[String]) -> bool {
        let Some(services) = self.live.services().await else {
            return false;
        };
        let rounds = match self.rounds(&services).await {
            Ok(rounds) => rounds,
            Err(error) => {
                let error = with_causes(&error);
                tracing::error!(error, "whether a round listens is not known");
                return false;
            }
        };
        let Spoken { caller, place, .. } = spoken;
        let Some(round) = rounds.listening_in(place.channel) else {
            return false;
        };
        // Whoever replies to the question answers it, right or wrong; Discord's clients mention its author then.
        let mut pressed = replied_to.iter().filter_map(|id| self.seal.press(id).ok());
        let replies = pressed.any(|press| press.answer == round && press.action == Action::Type);
        let question = rounds.question_id(round, None);
        if self.has_previewed(question.as_deref(), caller.person, place.guild) {
            return replies;
        }
        let doer = Doer {
            user: caller.person,
            moderates: false,
        };
        let deed = Deed::Say {
            text: &spoken.text,
            order: spoken.message,
        };
        match rounds.deed(round, place.channel, doer, deed).await {
            Ok(outcome) => replies || outcome == DeedOutcome::Said(Said::Right),
            Err(error) => {
                tracing::error!(%error, "an answer in the channel cannot be written");
                true
            }
        }
    }
}

/// What may not be told now: of the questions that are on here, or in a round the person plays in.
pub(super) fn secrets(asking: Asking<'_>, snapshot: &Snapshot) -> Secrets {
    let (person, guild) = (asking.caller.person, asking.place.guild);
    snapshot.rounds.secrets_before(person, guild)
}

/// Whether an answer would tell one: by its claims, or by its paragraphs where it has nothing else.
pub(super) fn tells(secrets: &Secrets, recorded: &Recorded) -> bool {
    let mut places = recorded.references.iter().flatten();
    let quotes = recorded.claims.is_empty();
    secrets.are_told_by(&recorded.claims)
        || (quotes && places.any(|place| secrets.stand_in(&place.source, place.paragraph)))
}
