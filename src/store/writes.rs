//! What can be written, as values, and the statements that write it.

use sqlx::sqlite::SqliteQueryResult;
use sqlx::{Error, SqliteConnection};

use super::records::{
    AnswerId, AnswerRecord, Counts, Feedback, HistoryLine, ListRecord, Report, Who,
};
use super::rounds::daily::{self, DailyWrite};
use super::rounds::records::{Challenge, ChallengeState, RoundAddition};
use super::rounds::writes as rounds;
use super::schema::Copies;

/// Most answers of one statement.
const ANSWERS: usize = 64;
/// Most lists that are kept.
const LISTS: i64 = 100;

/// One write. Each is whole: all of its statements are committed, or none.
#[derive(Debug)]
pub(super) enum Write {
    /// A new answer.
    Answer(Box<AnswerRecord>),
    /// A verdict; the last one of a person wins.
    Feedback(Feedback),
    /// A report to the moderators; the first one of a person on an answer stays.
    Report(Report),
    /// One answer, which its asker or a moderator took away.
    ForgetAnswer(AnswerId),
    /// A private answer is private no more.
    Share(AnswerId),
    /// Everything of a person.
    ForgetUser(u64),
    /// Everything of a server.
    ForgetGuild(u64),
    /// What is older than this.
    PurgeBefore(i64),
    /// The wording of questions asked anywhere but in these servers.
    ForgetWordingOutside(Vec<u64>),
    /// A list shown to a moderator.
    List(ListRecord),
    /// A line of the history, and what changes with it.
    History(HistoryLine, Vec<(String, String)>),
    /// A value under a key.
    Meta(String, String),
    /// Events of a round, and what follows from them.
    Round(Box<RoundAddition>),
    /// A case about a question; the first one of a person stays.
    Challenge(Box<Challenge>),
    /// Of the question of the day.
    Daily(DailyWrite),
    /// How the open cases about a question were decided.
    DecideChallenges(AnswerId, u32, ChallengeState),
}

impl Write {
    /// True where personal rows go: what lies in the log is then overwritten too.
    pub(super) fn forgets(&self) -> bool {
        matches!(
            self,
            Self::ForgetAnswer(_)
                | Self::ForgetUser(_)
                | Self::ForgetGuild(_)
                | Self::PurgeBefore(_)
                | Self::ForgetWordingOutside(_)
        )
    }

    /// Which copies of the database may not stay, since they hold what this removes.
    pub(super) fn outdates_copies(&self) -> Copies {
        match self {
            Self::ForgetUser(_) | Self::ForgetGuild(_) => Copies::All,
            Self::PurgeBefore(at) => Copies::Before(*at),
            _ => Copies::None,
        }
    }

    /// Runs the statements inside the caller's transaction, and counts the rows.
    pub(super) async fn apply(&self, to: &mut SqliteConnection) -> Result<Counts, Error> {
        let mut counts = Counts::default();
        match self {
            Self::Answer(answer) => counts.answers = insert_answer(to, answer).await?,
            Self::Feedback(feedback) => counts.feedback = upsert_feedback(to, *feedback).await?,
            Self::Report(report) => counts.reports = insert_report(to, report).await?,
            Self::ForgetAnswer(id) => counts.answers = forget_answer(to, *id).await?,
            Self::Share(id) => {
                let share = "UPDATE answers SET private = 0 WHERE id = ? AND private = 1";
                let done = sqlx::query(share).bind(id.as_str()).execute(to).await?;
                counts.answers = rows(&done);
            }
            Self::ForgetUser(user) => counts = forget_user(to, user.cast_signed()).await?,
            Self::ForgetGuild(guild) => counts = forget_guild(to, guild.cast_signed()).await?,
            Self::PurgeBefore(at) => counts = purge_before(to, *at).await?,
            Self::ForgetWordingOutside(guilds) => {
                counts.answers = forget_wording_outside(to, guilds).await?;
            }
            Self::List(list) => insert_list(to, list).await?,
            Self::History(line, meta) => {
                insert_history(to, line).await?;
                for (key, value) in meta {
                    upsert_meta(to, key, value).await?;
                }
            }
            Self::Meta(key, value) => upsert_meta(to, key, value).await?,
            Self::Round(addition) => counts.rounds = rounds::add(to, addition).await?,
            Self::Daily(write) => counts.rounds = daily::write(to, write).await?,
            Self::Challenge(challenge) => {
                counts.rounds = rounds::challenge(to, challenge).await?;
            }
            Self::DecideChallenges(round, number, state) => {
                counts.rounds = rounds::decide(to, *round, *number, *state).await?;
            }
        }
        Ok(counts)
    }
}

pub(super) fn rows(done: &SqliteQueryResult) -> u64 {
    done.rows_affected()
}

pub(super) async fn delete(
    to: &mut SqliteConnection,
    sql: &'static str,
    key: i64,
) -> Result<u64, Error> {
    Ok(rows(&sqlx::query(sql).bind(key).execute(to).await?))
}

async fn forget_user(to: &mut SqliteConnection, user: i64) -> Result<Counts, Error> {
    let feedback = "DELETE FROM feedback WHERE user = ?1 \
                    OR answer IN (SELECT id FROM answers WHERE user = ?1)";
    Ok(Counts {
        feedback: delete(to, feedback, user).await?,
        reports: delete(to, "DELETE FROM reports WHERE user = ?", user).await?,
        answers: delete(to, "DELETE FROM answers WHERE user = ?", user).await?,
        rounds: rounds::forget_user(to, user).await?,
    })
}

async fn forget_guild(to: &mut SqliteConnection, guild: i64) -> Result<Counts, Error> {
    let feedback = "DELETE FROM feedback WHERE answer IN (SELECT id FROM answers WHERE guild = ?)";
    delete(to, "DELETE FROM lists WHERE guild = ?", guild).await?;
    Ok(Counts {
        feedback: delete(to, feedback, guild).await?,
        reports: delete(to, "DELETE FROM reports WHERE guild = ?", guild).await?,
        answers: delete(to, "DELETE FROM answers WHERE guild = ?", guild).await?,
        rounds: rounds::forget_guild(to, guild).await?,
    })
}

async fn purge_before(to: &mut SqliteConnection, at: i64) -> Result<Counts, Error> {
    let feedback = "DELETE FROM feedback WHERE answer IN (SELECT id FROM answers WHERE at < ?)";
    delete(to, "DELETE FROM lists WHERE at < ?", at).await?;
    Ok(Counts {
        feedback: delete(to, feedback, at).await?,
        reports: delete(to, "DELETE FROM reports WHERE at < ?", at).await?,
        answers: delete(to, "DELETE FROM answers WHERE at < ?", at).await?,
        rounds: rounds::purge_before(to, at).await?,
    })
}

/// An answer with its verdicts; what was reported of it to the moderators stays with them.
async fn forget_answer(to: &mut SqliteConnection, id: AnswerId) -> Result<u64, Error> {
    sqlx::query("DELETE FROM feedback WHERE answer = ?")
        .bind(id.as_str())
        .execute(&mut *to)
        .await?;
    sqlx::query("DELETE FROM answers WHERE id = ?")
        .bind(id.as_str())
        .execute(to)
        .await
        .map(|done| rows(&done))
}

async fn forget_wording_outside(to: &mut SqliteConnection, guilds: &[u64]) -> Result<u64, Error> {
    let kept: Vec<i64> = guilds.iter().map(|guild| guild.cast_signed()).collect();
    let kept = serde_json::to_string(&kept).map_err(|e| Error::Encode(e.into()))?;
    sqlx::query(
        "UPDATE answers SET question = NULL WHERE question IS NOT NULL \
         AND (guild IS NULL OR guild NOT IN (SELECT value FROM json_each(?)))",
    )
    .bind(kept)
    .execute(to)
    .await
    .map(|done| rows(&done))
}

async fn insert_list(to: &mut SqliteConnection, list: &ListRecord) -> Result<(), Error> {
    let leaves = list.leaves.as_ref().map(serde_json::to_string);
    let leaves = leaves.transpose().map_err(|e| Error::Encode(e.into()))?;
    sqlx::query(
        "INSERT INTO lists (id, guild, leaves, at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
    )
    .bind(list.id.as_str())
    .bind(list.guild.map(u64::cast_signed))
    .bind(leaves)
    .bind(list.at)
    .execute(&mut *to)
    .await?;
    let oldest =
        "DELETE FROM lists WHERE id NOT IN (SELECT id FROM lists ORDER BY at DESC, id LIMIT ?)";
    delete(to, oldest, LISTS).await.map(drop)
}

async fn insert_answer(to: &mut SqliteConnection, answer: &AnswerRecord) -> Result<u64, Error> {
    insert_answers(to, &[answer]).await
}

/// Several answers in one statement, which costs little more than one answer does.
async fn insert_answers(
    to: &mut SqliteConnection,
    answers: &[&AnswerRecord],
) -> Result<u64, Error> {
    let encoded = |error: serde_json::Error| Error::Encode(error.into());
    let mut rows_of = Vec::with_capacity(answers.len());
    for answer in answers {
        rows_of.push((
            answer.id.as_str(),
            answer.user.cast_signed(),
            answer.guild.map(u64::cast_signed),
            answer.channel.cast_signed(),
            &answer.edition,
            answer.question.as_deref(),
            &answer.recorded,
            serde_json::to_string(&answer.claims).map_err(encoded)?,
            i64::from(answer.private),
            answer.at,
        ));
    }
    // As JSON, so that the statement is the same for any number of them. WHERE tells SQLite's parser
    // that ON begins no join (<https://sqlite.org/lang_upsert.html#parsing_ambiguity>).
    let done = sqlx::query(
        "INSERT INTO answers \
         (id, user, guild, channel, edition, question, plan, claims, private, at) \
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, \
         value ->> 6, value ->> 7, value ->> 8, value ->> 9 \
         FROM json_each(?) WHERE true ON CONFLICT (id) DO NOTHING",
    )
    .bind(serde_json::to_string(&rows_of).map_err(encoded)?)
    .execute(to)
    .await?;
    Ok(rows(&done))
}

/// The answers `writes` begin with, where there are several: all are inserted, or an error says that they were not.
/// Returns how many writes that were; 0 where they do not begin with several answers.
///
/// # Errors
/// Where the database refuses, or an id is taken.
pub(super) async fn apply_answers(
    writes: &[&Write],
    to: &mut SqliteConnection,
) -> Result<usize, Error> {
    let answers: Vec<_> = writes
        .iter()
        .map_while(|write| match write {
            Write::Answer(answer) => Some(&**answer),
            _ => None,
        })
        .take(ANSWERS)
        .collect();
    if answers.len() < 2 {
        return Ok(0);
    }
    if insert_answers(to, &answers).await? != answers.len() as u64 {
        return Err(Error::Protocol(
            "one of the answers is there already".into(),
        ));
    }
    Ok(answers.len())
}

/// No row where the answer is not kept any more: a foreign key broken would undo the whole batch.
async fn upsert_feedback(to: &mut SqliteConnection, feedback: Feedback) -> Result<u64, Error> {
    sqlx::query(
        "INSERT INTO feedback (answer, user, verdict, at) \
         SELECT id, ?2, ?3, ?4 FROM answers WHERE id = ?1 \
         ON CONFLICT (answer, user) DO UPDATE SET verdict = excluded.verdict, at = excluded.at",
    )
    .bind(feedback.answer.as_str())
    .bind(feedback.user.cast_signed())
    .bind(feedback.verdict.name())
    .bind(feedback.at)
    .execute(to)
    .await
    .map(|done| rows(&done))
}

async fn insert_report(to: &mut SqliteConnection, report: &Report) -> Result<u64, Error> {
    sqlx::query(
        "INSERT INTO reports (answer, user, guild, question, at) VALUES (?, ?, ?, ?, ?) \
         ON CONFLICT (answer, user) DO NOTHING",
    )
    .bind(report.answer.as_str())
    .bind(report.user.cast_signed())
    .bind(report.guild.map(u64::cast_signed))
    .bind(&report.question)
    .bind(report.at)
    .execute(to)
    .await
    .map(|done| rows(&done))
}

async fn insert_history(to: &mut SqliteConnection, line: &HistoryLine) -> Result<(), Error> {
    let who = match line.who {
        Who::Operator => None,
        Who::User(id) => Some(id.cast_signed()),
    };
    sqlx::query(
        "INSERT INTO history (at, who, what, number, hash, summary) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(line.at)
    .bind(who)
    .bind(line.what.name())
    .bind(line.number)
    .bind(&line.hash)
    .bind(&line.summary)
    .execute(to)
    .await?;
    Ok(())
}

async fn upsert_meta(to: &mut SqliteConnection, key: &str, value: &str) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO meta (key, value) VALUES (?, ?) \
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )
    .bind(key)
    .bind(value)
    .execute(to)
    .await?;
    Ok(())
}
