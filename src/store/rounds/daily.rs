//! The question of the day: one a server and day, one answer a person.

use sqlx::sqlite::SqliteRow;
use sqlx::{Error, Row, SqliteConnection};

use super::super::reads::{all, damaged, one, unsigned};
use super::super::writes::{Write, delete, rows};
use super::super::{Store, StoreError};
use super::records::WithdrawnQuestion;
use crate::trivia::daily::DailyDays;
use crate::trivia::question::Question;

const READ: &str = "read the question of the day";

/// Somebody's answer to the question of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DailyAnswer {
    /// The server.
    pub guild: u64,
    /// The day, counted from 1970 in the server's zone.
    pub day: i64,
    /// The person.
    pub user: u64,
    /// Which option.
    pub option: u32,
    /// Whether it is right.
    pub right: bool,
}

/// The question of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DailyQuestion {
    /// The question as it is put.
    pub question: Question,
    /// Whether it turned out to be wrong: the day counts for nobody.
    pub withdrawn: bool,
}

/// What is written.
#[derive(Debug)]
pub(in super::super) enum DailyWrite {
    /// The question of a day; the first one stays, and is known in the server from now on.
    Question(u64, i64, Box<Question>),
    /// An answer; the first one of a person stays.
    Answer(DailyAnswer),
    /// The zone of a server, in minutes east of UTC.
    Zone(u64, i32),
    /// The question of a day turned out to be wrong.
    Withdraw(u64, i64, WithdrawnQuestion),
}

impl Store {
    /// The question of a server's day: the one that is kept, or this one from now on.
    ///
    /// # Errors
    /// Where it could not be committed.
    pub async fn daily_question(
        &self,
        guild: u64,
        day: i64,
        fresh: Question,
    ) -> Result<DailyQuestion, StoreError> {
        let write = DailyWrite::Question(guild, day, Box::new(fresh.clone()));
        self.write(Write::Daily(write)).await?;
        let kept = self.kept_daily_question(guild, day).await?;
        Ok(kept.unwrap_or(DailyQuestion {
            question: fresh,
            withdrawn: false,
        }))
    }

    /// The question of a server's day, where there is one by now.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn kept_daily_question(
        &self,
        guild: u64,
        day: i64,
    ) -> Result<Option<DailyQuestion>, StoreError> {
        let row = sqlx::query(
            "SELECT question, withdrawn FROM daily_questions WHERE guild = ? AND day = ?",
        )
        .bind(guild.cast_signed())
        .bind(day)
        .fetch_optional(&self.readers)
        .await;
        let question = |row: &SqliteRow| {
            let text: &str = row.try_get("question")?;
            Ok(DailyQuestion {
                question: serde_json::from_str(text).map_err(|_| damaged("question", text))?,
                withdrawn: row.try_get("withdrawn")?,
            })
        };
        one(row, question, READ)
    }

    /// Stores an answer to the question of the day; false where the person has answered it before.
    ///
    /// # Errors
    /// Where it could not be committed.
    pub async fn answer_daily(&self, answer: DailyAnswer) -> Result<bool, StoreError> {
        let written = self.write(Write::Daily(DailyWrite::Answer(answer)));
        Ok(written.await?.rounds > 0)
    }

    /// How often each option was chosen on a day, by its place; and what this person chose.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn daily_answers(
        &self,
        guild: u64,
        day: i64,
        user: u64,
    ) -> Result<(Vec<(u32, u64)>, Option<u32>), StoreError> {
        let rows = sqlx::query(
            "SELECT option, count(*) AS count, max(user = ?3) AS own FROM daily_answers \
             WHERE guild = ?1 AND day = ?2 GROUP BY option ORDER BY option",
        )
        .bind(guild.cast_signed())
        .bind(day)
        .bind(user.cast_signed())
        .fetch_all(&self.readers)
        .await;
        let line = |row: &SqliteRow| {
            let own: bool = row.try_get("own")?;
            let option: u32 = row.try_get("option")?;
            Ok((option, unsigned(row, "count")?, own))
        };
        let lines: Vec<(u32, u64, bool)> = all(rows, line, READ)?;
        let own = lines.iter().find(|line| line.2).map(|line| line.0);
        Ok((lines.into_iter().map(|(o, c, _)| (o, c)).collect(), own))
    }

    /// The days on which a person was right in a server, and those that count for nobody.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn daily_days(&self, guild: u64, user: u64) -> Result<DailyDays, StoreError> {
        let right = sqlx::query(
            "SELECT day FROM daily_answers WHERE guild = ? AND user = ? AND right = 1 \
             ORDER BY day DESC LIMIT 1000",
        )
        .bind(guild.cast_signed())
        .bind(user.cast_signed())
        .fetch_all(&self.readers)
        .await;
        let void = sqlx::query(
            "SELECT day FROM daily_questions WHERE guild = ? AND withdrawn = 1 \
             ORDER BY day DESC LIMIT 1000",
        )
        .bind(guild.cast_signed())
        .fetch_all(&self.readers)
        .await;
        let day = |row: &SqliteRow| row.try_get("day");
        let right: Vec<i64> = all(right, day, READ)?;
        let void: Vec<i64> = all(void, day, READ)?;
        Ok(DailyDays {
            right: right.into_iter().collect(),
            void: void.into_iter().collect(),
        })
    }

    /// Withdraws the question of a day: the day counts for nobody.
    ///
    /// # Errors
    /// Where it could not be committed.
    pub async fn withdraw_daily(
        &self,
        guild: u64,
        day: i64,
        question: &Question,
    ) -> Result<(), StoreError> {
        let write = DailyWrite::Withdraw(guild, day, WithdrawnQuestion::of(question));
        self.write(Write::Daily(write)).await.map(drop)
    }

    /// The zone of a server, in minutes east of UTC; 0 where none was set.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn zone(&self, guild: u64) -> Result<i32, StoreError> {
        let row = sqlx::query("SELECT minutes FROM zones WHERE guild = ?")
            .bind(guild.cast_signed())
            .fetch_optional(&self.readers)
            .await;
        Ok(one(row, |row| row.try_get("minutes"), "read a zone")?.unwrap_or(0))
    }

    /// Sets the zone of a server.
    ///
    /// # Errors
    /// Where it could not be committed.
    pub async fn set_zone(&self, guild: u64, minutes: i32) -> Result<(), StoreError> {
        let written = self.write(Write::Daily(DailyWrite::Zone(guild, minutes)));
        written.await.map(drop)
    }
}

pub(in super::super) async fn write(
    to: &mut SqliteConnection,
    write: &DailyWrite,
) -> Result<u64, Error> {
    match write {
        DailyWrite::Question(guild, day, question) => {
            let text = serde_json::to_string(question).map_err(|e| Error::Encode(e.into()))?;
            let done = sqlx::query(
                "INSERT INTO daily_questions (guild, day, question) VALUES (?, ?, ?) \
                 ON CONFLICT (guild, day) DO NOTHING",
            )
            .bind(guild.cast_signed())
            .bind(day)
            .bind(text)
            .execute(&mut *to)
            .await?;
            if rows(&done) > 0 {
                super::writes::know(to, guild.cast_signed(), &question.id).await?;
            }
            Ok(rows(&done))
        }
        DailyWrite::Answer(answer) => sqlx::query(
            "INSERT INTO daily_answers (guild, day, user, option, right) VALUES (?, ?, ?, ?, ?) \
             ON CONFLICT (guild, day, user) DO NOTHING",
        )
        .bind(answer.guild.cast_signed())
        .bind(answer.day)
        .bind(answer.user.cast_signed())
        .bind(answer.option)
        .bind(answer.right)
        .execute(to)
        .await
        .map(|done| rows(&done)),
        DailyWrite::Withdraw(guild, day, question) => {
            super::writes::withdraw(to, guild.cast_signed(), question).await?;
            sqlx::query("UPDATE daily_questions SET withdrawn = 1 WHERE guild = ? AND day = ?")
                .bind(guild.cast_signed())
                .bind(day)
                .execute(to)
                .await
                .map(|done| rows(&done))
        }
        DailyWrite::Zone(guild, minutes) => sqlx::query(
            "INSERT INTO zones (guild, minutes) VALUES (?, ?) \
             ON CONFLICT (guild) DO UPDATE SET minutes = excluded.minutes",
        )
        .bind(guild.cast_signed())
        .bind(minutes)
        .execute(to)
        .await
        .map(|done| rows(&done)),
    }
}

pub(super) async fn forget_user(to: &mut SqliteConnection, user: i64) -> Result<u64, Error> {
    delete(to, "DELETE FROM daily_answers WHERE user = ?", user).await
}

pub(super) async fn forget_guild(to: &mut SqliteConnection, guild: i64) -> Result<u64, Error> {
    let answers = delete(to, "DELETE FROM daily_answers WHERE guild = ?", guild).await?;
    let questions = delete(to, "DELETE FROM daily_questions WHERE guild = ?", guild).await?;
    let zones = delete(to, "DELETE FROM zones WHERE guild = ?", guild).await?;
    Ok(answers + questions + zones)
}
