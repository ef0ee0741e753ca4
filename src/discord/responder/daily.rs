//! The question of the day, asked for and answered.

use super::super::access::Deed;
use super::super::button::Press;
use super::super::live::Today;
use super::super::message::{Callback, Message};
use super::super::records::now;
use super::super::render::notice;
use super::super::trivia::daily::{Standing, outcome_message, question_message};
use super::super::trivia::pools::draw;
use super::answer::Asking;
use super::{Outcome, Responder, Response, say};
use crate::bot::recorded::Recorded;
use crate::rounds::Rounds;
use crate::store::StoreError;
use crate::store::records::AnswerId;
use crate::store::rounds::daily::DailyAnswer;
use crate::trivia::daily::{day_of, end_of, streak, zone_name, zone_of};
use crate::trivia::question::Question;
use crate::trivia::wish::{Mode, Wish};

impl Responder {
    /// Shows the question of the server's day, or how it came out for the person.
    pub(super) async fn daily(
        &self,
        guild: u64,
        rounds: &Rounds,
        asking: Asking<'_>,
        today: &Today,
    ) -> Result<(Message, Outcome), StoreError> {
        let store = &today.services.store;
        let zone = store.zone(guild).await?;
        let day = day_of(now(), zone);
        let question = if let Some(kept) = store.kept_daily_question(guild, day).await? {
            kept
        } else {
            let pool = self.pools.of(&today.edition).await;
            let times = store.asked_in(guild).await?;
            let going_on = rounds.about_to_ask(guild);
            let wish = Wish::of(Mode::Daily, 1);
            let drawn = draw(&pool, &wish, &times, &going_on, self.seal.seed(asking.id));
            let Some(fresh) = drawn.questions.into_iter().next() else {
                return Ok((notice::no_questions(), "refused"));
            };
            store.daily_question(guild, day, fresh).await?
        };
        let (counts, own) = store
            .daily_answers(guild, day, asking.caller.person)
            .await?;
        let message = match own {
            None => {
                let number = usize::try_from(day).unwrap_or_default();
                let until = end_of(day, zone);
                question_message(
                    &question,
                    AnswerId::from_bits(guild),
                    number,
                    until,
                    &self.seal,
                )
            }
            Some(own) => {
                self.outcome(&question, (guild, day, zone), (&counts, own), asking, today)
                    .await?
            }
        };
        Ok((message, "told"))
    }

    /// A press on an option of the question of the day.
    pub(super) async fn daily_press(
        &self,
        press: Press,
        asking: Asking<'_>,
        today: &Today,
    ) -> Result<Response, StoreError> {
        let here = asking.place.guild.unwrap_or_default();
        if AnswerId::from_bits(here) != press.answer {
            return Ok(say(notice::strange_button(), "refused"));
        }
        let store = &today.services.store;
        let zone = store.zone(here).await?;
        let day = day_of(now(), zone);
        let question = store.kept_daily_question(here, day).await?;
        let Some(question) = question.filter(|_| i64::from(press.at) == day) else {
            let over = "That was the question of another day. `/trivia daily` shows today's.";
            return Ok(say(Message::private(over), "late"));
        };
        let option = usize::from(press.step.unsigned_abs());
        if option >= question.options.len() {
            return Ok(say(notice::strange_button(), "refused"));
        }
        // The first answer counts; whoever presses again sees how that one came out.
        store
            .answer_daily(DailyAnswer {
                guild: here,
                day,
                user: asking.caller.person,
                option: u32::try_from(option).unwrap_or_default(),
                right: option == question.right,
            })
            .await?;
        let (counts, own) = store.daily_answers(here, day, asking.caller.person).await?;
        let own = own.unwrap_or_default();
        let message = self
            .outcome(&question, (here, day, zone), (&counts, own), asking, today)
            .await?;
        Ok(Response::Now(Callback::Become(message), "answered"))
    }

    async fn outcome(
        &self,
        question: &Question,
        (guild, day, zone): (u64, i64, i32),
        (counts, own): (&[(u32, u64)], u32),
        asking: Asking<'_>,
        today: &Today,
    ) -> Result<Message, StoreError> {
        let days = today
            .services
            .store
            .daily_right(guild, asking.caller.person)
            .await?;
        let is_right = |option: u32| usize::try_from(option) == Ok(question.right);
        let sum = |lines: &mut dyn Iterator<Item = &(u32, u64)>| lines.map(|line| line.1).sum();
        let standing = Standing {
            chosen: usize::try_from(own).unwrap_or_default(),
            answered: sum(&mut counts.iter()),
            right: sum(&mut counts.iter().filter(|line| is_right(line.0))),
            streak: streak(&days, day),
            until: end_of(day, zone),
            zone,
        };
        let setting = self.setting(self.seal.answer_id(asking.id), true);
        let recorded = Recorded::of_proofs(&question.proofs, &today.edition);
        self.keep(setting, recorded, None, asking, today);
        Ok(outcome_message(
            question,
            &standing,
            setting.answer,
            &self.seal,
        ))
    }

    /// Sets when the server's day begins.
    pub(super) async fn set_zone(
        &self,
        guild: u64,
        typed: &str,
        asking: Asking<'_>,
        today: &Today,
    ) -> Result<Response, StoreError> {
        if !self.may(Deed::Moderate, asking) {
            let refusal = notice::may_not("deed.set-zone");
            return Ok(say(refusal, "refused"));
        }
        let Some(zone) = zone_of(typed) else {
            let how = "Write the zone as hours from UTC, such as `UTC+3` or `-03:30`.";
            return Ok(say(Message::private(how), "refused"));
        };
        today.services.store.set_zone(guild, zone).await?;
        let text = format!(
            "The question of the day now changes at midnight {}.",
            zone_name(zone)
        );
        Ok(say(Message::private(text), "done"))
    }
}
