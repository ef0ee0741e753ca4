//! The question of the day, asked for and answered.

use super::super::access::Right;
use super::super::button::{Action, Press};
use super::super::live::Snapshot;
use super::super::message::{Callback, Form, Message};
use super::super::render::notice;
use super::super::trivia::daily::{Standing, outcome_message, question_message, withdrawn_message};
use super::super::trivia::pools::{Known, draw};
use super::super::trivia::words::deed_message;
use super::answer::Asking;
use super::{Outcome, Responder, Response, say};
use crate::bot::recorded::Recorded;
use crate::clock;
use crate::rounds::{self, Rounds};
use crate::store::StoreError;
use crate::store::records::AnswerId;
use crate::store::rounds::daily::{DailyAnswer, DailyQuestion};
use crate::trivia::daily::{day_of, end_of, streak, zone_name, zone_of};
use crate::trivia::matching::option_of;
use crate::trivia::question::Question;
use crate::trivia::round::deed::Said;
use crate::trivia::wish::{Mode, Wish};
use crate::words::reply;

/// Longest typed answer, in characters.
pub(super) const TYPED: u16 = 100;

/// A day of a server.
#[derive(Debug, Clone, Copy)]
struct Day {
    guild: u64,
    /// Counted from 1970.
    number: i64,
    zone: i32,
}

impl Day {
    /// The number as it stands in buttons.
    fn place(self) -> usize {
        usize::try_from(self.number).unwrap_or_default()
    }

    fn end(self) -> i64 {
        end_of(self.number, self.zone)
    }
}

impl Responder {
    async fn day(&self, guild: u64, snapshot: &Snapshot) -> Result<Day, StoreError> {
        let zone = snapshot.services.store.zone(guild).await?;
        let number = day_of(clock::seconds(), zone);
        Ok(Day {
            guild,
            number,
            zone,
        })
    }

    /// Shows the question of the server's day, or how it came out for the person.
    pub(super) async fn daily(
        &self,
        guild: u64,
        rounds: &Rounds,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Result<(Message, Outcome), StoreError> {
        let store = &snapshot.services.store;
        let day = self.day(guild, snapshot).await?;
        let daily = if let Some(kept) = store.kept_daily_question(guild, day.number).await? {
            kept
        } else {
            let _one_at_a_time = self.drawing.turn(guild).await;
            let questions = self.pools.of(&snapshot.edition).await;
            let known = Known::by(guild, &questions.pool, store, rounds).await?;
            let wish = Wish::of(Mode::Daily, 1);
            let drawn = draw(&questions.pool, &wish, &known, self.seal.seed(asking.id));
            let Some(fresh) = drawn.questions.into_iter().next() else {
                return Ok((notice::no_questions(), Outcome::Refused));
            };
            store.daily_question(guild, day.number, fresh).await?
        };
        let message = match self.outcome(&daily, day, asking, snapshot).await? {
            Some(outcome) => outcome,
            None if daily.withdrawn => withdrawn_message(day.end()),
            None => {
                let of = AnswerId::from_bits(guild);
                question_message(&daily.question, of, day.place(), day.end(), &self.seal)
            }
        };
        Ok((message, Outcome::Told))
    }

    /// A press on an option of the question of the day, or on its **Answer**.
    pub(super) async fn daily_press(
        &self,
        press: Press,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Result<Response, StoreError> {
        if press.action == Action::DailyType {
            let form = Form {
                custom_id: self.seal.id(press),
                title: reply().say("daily.title").to_owned(),
                label: reply().say("asked.your-answer").to_owned(),
                max_length: TYPED,
            };
            return Ok(Response::Now(Callback::Ask(form), Outcome::Told));
        }
        let option = usize::from(press.step.unsigned_abs());
        let chosen = |_: &Question| Some(option);
        self.answer_daily(press, chosen, asking, snapshot).await
    }

    /// What was typed as the answer to the question of the day.
    pub(super) async fn daily_typed(
        &self,
        press: Press,
        text: &str,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Result<Response, StoreError> {
        let chosen = |question: &Question| option_of(text, question);
        self.answer_daily(press, chosen, asking, snapshot).await
    }

    /// The first answer counts; whoever answers again sees how that one came out.
    async fn answer_daily(
        &self,
        press: Press,
        chosen: impl FnOnce(&Question) -> Option<usize>,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Result<Response, StoreError> {
        let here = asking.place.guild;
        let Some(here) = here.filter(|guild| AnswerId::from_bits(*guild) == press.answer) else {
            return Ok(say(notice::strange_button(), Outcome::Refused));
        };
        let store = &snapshot.services.store;
        let day = self.day(here, snapshot).await?;
        let daily = store.kept_daily_question(here, day.number).await?;
        let Some(daily) = daily.filter(|_| i64::from(press.at) == day.number) else {
            return Ok(say(notice::said("daily.another-day"), Outcome::Late));
        };
        let question = &daily.question;
        if self
            .previews
            .has_seen(asking.caller.person, here, &question.id)
        {
            let previewed = rounds::DeedOutcome::Said(Said::Previewed);
            let (message, counted) = deed_message(&previewed);
            return Ok(say(message, counted));
        }
        let Some(option) = chosen(question).filter(|at| *at < question.options.len()) else {
            let (message, counted) = deed_message(&rounds::DeedOutcome::Said(Said::NoOption));
            return Ok(say(message, counted));
        };
        if !daily.withdrawn {
            store
                .answer_daily(DailyAnswer {
                    guild: here,
                    day: day.number,
                    user: asking.caller.person,
                    option: u32::try_from(option).unwrap_or_default(),
                    right: option == question.right,
                })
                .await?;
        }
        let outcome = self.outcome(&daily, day, asking, snapshot).await?;
        let message = outcome.unwrap_or_else(|| withdrawn_message(day.end()));
        Ok(Response::Now(Callback::Become(message), Outcome::Answered))
    }

    /// How the day came out for the person; nothing where they have not answered.
    async fn outcome(
        &self,
        daily: &DailyQuestion,
        day: Day,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Result<Option<Message>, StoreError> {
        let store = &snapshot.services.store;
        let person = asking.caller.person;
        let (counted, own) = store.daily_answers(day.guild, day.number, person).await?;
        let Some(own) = own else {
            return Ok(None);
        };
        let question = &daily.question;
        let mut counts = vec![0; question.options.len()];
        for (option, count) in counted {
            if let Some(of) = counts.get_mut(option as usize) {
                *of = usize::try_from(count).unwrap_or(usize::MAX);
            }
        }
        let days = store.daily_days(day.guild, person).await?;
        let standing = Standing {
            chosen: own as usize,
            counts,
            streak: streak(&days, day.number),
            withdrawn: daily.withdrawn,
            until: day.end(),
            zone: day.zone,
        };
        let setting = self.setting(self.seal.answer_id(asking.id), true);
        let recorded = Recorded::of_proofs(&question.proofs, &snapshot.edition);
        self.keep(setting, recorded, None, asking, snapshot);
        let of = (AnswerId::from_bits(day.guild), day.place());
        let message = outcome_message(question, &standing, of, setting.answer, &self.seal);
        Ok(Some(message))
    }

    /// Sets when the server's day begins.
    pub(super) async fn set_zone(
        &self,
        guild: u64,
        typed: &str,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Result<Response, StoreError> {
        if !self.may(Right::Moderate, asking) {
            let refusal = notice::may_not("deed.set-zone");
            return Ok(say(refusal, Outcome::Refused));
        }
        let Some(zone) = zone_of(typed) else {
            return Ok(say(notice::said("daily.no-zone"), Outcome::Refused));
        };
        snapshot.services.store.set_zone(guild, zone).await?;
        let text = reply().fill("daily.zone-set", &[("zone", &zone_name(zone))]);
        Ok(say(Message::private(text), Outcome::Done))
    }
}
