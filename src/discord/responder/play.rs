//! Presses and typed answers in rounds, and what may not be looked up meanwhile.

use super::super::access::Deed;
use super::super::button::{Action, Press};
use super::super::live::Today;
use super::super::message::{Callback, Message};
use super::super::records::now;
use super::super::render::{self, notice};
use super::super::trivia::board::unpacked;
use super::super::trivia::words::told;
use super::answer::Asking;
use super::trivia::failed;
use super::{Responder, Response, say};
use crate::bot::page;
use crate::bot::recorded::Recorded;
use crate::discord::message::Form;
use crate::rounds::Rounds;
use crate::store::StoreError;
use crate::store::rounds::records::{Challenge, ChallengeState};
use crate::trivia::round::Round;
use crate::trivia::round::deed::{Deed as RoundDeed, Doer};

/// Longest typed answer.
const TYPED: u16 = 100;

impl Responder {
    /// What a press in a round brings; nothing where the button belongs to none.
    pub(super) async fn play(
        &self,
        press: Press,
        message: u64,
        asking: Asking<'_>,
        today: &Today,
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
        );
        if !is_of_rounds {
            return None;
        }
        let rounds = match self.rounds(&today.services).await {
            Ok(rounds) => rounds,
            Err(error) => return Some(failed(&error)),
        };
        let response = match press.action {
            Action::Choose => {
                let deed = RoundDeed::Press {
                    number,
                    option: usize::from(press.step.unsigned_abs()),
                    order: asking.id,
                    message,
                };
                self.in_round(press, deed, rounds, asking).await
            }
            Action::Hint => {
                self.in_round(press, RoundDeed::Hint { number }, rounds, asking)
                    .await
            }
            Action::Type => Response::Now(
                Callback::Ask(Form {
                    custom_id: self.seal.id(press),
                    title: format!("Question {}", number + 1),
                    label: "Your answer".to_owned(),
                    max_length: TYPED,
                }),
                "told",
            ),
            Action::Daily => match self.daily_press(press, asking, today).await {
                Ok(response) => response,
                Err(error) => failed(&error),
            },
            Action::Begin => self.begin_previewed(press, rounds, asking).await,
            Action::Board => {
                let board = unpacked(press.step);
                match self.board(board, number, asking, today).await {
                    Ok(message) => Response::Now(Callback::Become(message), "told"),
                    Err(error) => failed(&error),
                }
            }
            _ => match self.about(press, number, rounds, asking, today).await {
                Ok(response) => response,
                Err(error) => failed(&error),
            },
        };
        Some(response)
    }

    /// An answer, or a hint.
    async fn in_round(
        &self,
        press: Press,
        deed: RoundDeed<'_>,
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
            Err(error) => failed(&error),
        }
    }

    /// What was typed into the form of a question.
    pub(super) async fn typed(
        &self,
        id: &str,
        message: u64,
        text: &str,
        asking: Asking<'_>,
        today: &Today,
    ) -> Response {
        let press = match self.seal.press(id) {
            Ok(press) if press.action == Action::Type => press,
            _ => {
                tracing::warn!("a strange form");
                return say(notice::strange_button(), "refused");
            }
        };
        let rounds = match self.rounds(&today.services).await {
            Ok(rounds) => rounds,
            Err(error) => return failed(&error),
        };
        let deed = RoundDeed::Type {
            number: usize::from(press.at),
            text,
            order: asking.id,
            message,
        };
        self.in_round(press, deed, rounds, asking).await
    }

    /// A question that has been revealed: what proves it, and whether it was right.
    async fn about(
        &self,
        press: Press,
        number: usize,
        rounds: &Rounds,
        asking: Asking<'_>,
        today: &Today,
    ) -> Result<Response, StoreError> {
        let round = rounds.find(press.answer).await?;
        let known = |round: &Round| {
            let asked = round.asked.get(number)?;
            let here = Some(round.setup.guild) == asking.place.guild;
            (here && asked.closed.is_some())
                .then(|| round.question(number).cloned())
                .flatten()
        };
        let Some(question) = round.as_ref().and_then(known) else {
            let gone = "I no longer keep that round.";
            return Ok(say(Message::private(gone), "forgotten"));
        };
        let store = &today.services.store;
        match press.action {
            Action::Proof => {
                let edition = &today.edition;
                let recorded = Recorded::of_proofs(&question.proofs, edition);
                let citations = page::citations(&recorded, edition);
                let setting = self.setting(self.seal.answer_id(asking.id), true);
                self.keep(setting, recorded, None, asking, today);
                let message = render::references_message(&citations, None, setting);
                Ok(say(message, "told"))
            }
            Action::Challenge => {
                let claim = question.proofs.first().map(|proof| proof.claim.clone());
                let opened = store
                    .challenge(Challenge {
                        round: press.answer,
                        number: u32::try_from(number).unwrap_or(u32::MAX),
                        user: asking.caller.person,
                        guild: asking.place.guild.unwrap_or_default(),
                        claim: claim.unwrap_or_default(),
                        at: now(),
                        state: ChallengeState::Open,
                    })
                    .await?;
                let text = if opened {
                    "The moderators will look at it: `/trivia challenges` shows it to them. If they agree, the question is withdrawn and the points are counted anew."
                } else {
                    "You have challenged this question already."
                };
                Ok(say(Message::private(text), "challenged"))
            }
            _ if !self.may(Deed::Moderate, asking) => {
                let refusal = notice::may_not("deed.decide");
                Ok(say(refusal, "refused"))
            }
            Action::Uphold => {
                // The question first: where the process ends in between, the case is still open.
                rounds.withdraw(press.answer, number).await?;
                store
                    .decide_challenges(press.answer, number, ChallengeState::Upheld)
                    .await?;
                let text = "The question is withdrawn, and everything is counted anew. The channel of the round is told.";
                Ok(say(Message::private(text), "upheld"))
            }
            _ => {
                let open = store
                    .decide_challenges(press.answer, number, ChallengeState::Rejected)
                    .await?;
                let text = if open {
                    "The question stands."
                } else {
                    "That is decided already."
                };
                Ok(say(Message::private(text), "rejected"))
            }
        }
    }

    /// Whether what these claims say would give away a question that is on, here or in a round the
    /// person plays in.
    pub(super) fn gives_away(&self, claims: &[String], asking: Asking<'_>) -> bool {
        let Some(rounds) = self.rounds.get() else {
            return false;
        };
        let here = asking.place.guild.map(|guild| rounds.open_questions(guild));
        let elsewhere = rounds.questions_before(asking.caller.person);
        here.into_iter()
            .flatten()
            .chain(elsewhere)
            .flat_map(|question| question.proofs)
            .any(|proof| claims.contains(&proof.claim))
    }
}
