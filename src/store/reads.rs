//! The statements that read, and rows back into values.

use std::collections::BTreeSet;

use sqlx::sqlite::SqliteRow;
use sqlx::{Error, Row, SqlitePool};

use super::StoreError;
use super::records::{
    AnswerId, AnswerRecord, Counts, Feedback, HeldWrong, HistoryEvent, HistoryLine, ListRecord,
    Report, UserData, Verdict, Verdicts, Who, WrongReason,
};

/// A row that this program cannot have written.
pub(super) fn damaged(column: &'static str, value: &str) -> Error {
    Error::ColumnDecode {
        index: column.to_owned(),
        source: format!("{value:?} is no {column}").into(),
    }
}

pub(super) fn id(row: &SqliteRow, column: &'static str) -> Result<AnswerId, Error> {
    let text: &str = row.try_get(column)?;
    AnswerId::parse(text).ok_or_else(|| damaged(column, text))
}

/// A number without a sign: an id of Discord, or a count.
pub(super) fn unsigned(row: &SqliteRow, column: &str) -> Result<u64, Error> {
    row.try_get(column).map(i64::cast_unsigned)
}

fn optional_snowflake(row: &SqliteRow, column: &str) -> Result<Option<u64>, Error> {
    let value: Option<i64> = row.try_get(column)?;
    Ok(value.map(i64::cast_unsigned))
}

fn answer(row: &SqliteRow) -> Result<AnswerRecord, Error> {
    let claims: &str = row.try_get("claims")?;
    Ok(AnswerRecord {
        id: id(row, "id")?,
        user: unsigned(row, "user")?,
        guild: optional_snowflake(row, "guild")?,
        channel: unsigned(row, "channel")?,
        edition: row.try_get("edition")?,
        question: row.try_get("question")?,
        recorded: row.try_get("plan")?,
        claims: serde_json::from_str(claims).map_err(|_| damaged("claims", claims))?,
        private: row.try_get("private")?,
        at: row.try_get("at")?,
    })
}

fn feedback(row: &SqliteRow) -> Result<Feedback, Error> {
    let name: &str = row.try_get("verdict")?;
    let verdict = Verdict::ALL
        .into_iter()
        .find(|verdict| verdict.name() == name)
        .ok_or_else(|| damaged("verdict", name))?;
    Ok(Feedback {
        answer: id(row, "answer")?,
        user: unsigned(row, "user")?,
        verdict,
        at: row.try_get("at")?,
    })
}

fn report(row: &SqliteRow) -> Result<Report, Error> {
    Ok(Report {
        answer: id(row, "answer")?,
        user: unsigned(row, "user")?,
        guild: optional_snowflake(row, "guild")?,
        question: row.try_get("question")?,
        at: row.try_get("at")?,
    })
}

fn history_line(row: &SqliteRow) -> Result<HistoryLine, Error> {
    let name: &str = row.try_get("what")?;
    let what = HistoryEvent::ALL
        .into_iter()
        .find(|what| what.name() == name)
        .ok_or_else(|| damaged("what", name))?;
    Ok(HistoryLine {
        at: row.try_get("at")?,
        who: optional_snowflake(row, "who")?.map_or(Who::Operator, Who::User),
        what,
        number: row.try_get("number")?,
        hash: row.try_get("hash")?,
        summary: row.try_get("summary")?,
    })
}

pub(super) fn all<T>(
    rows: Result<Vec<SqliteRow>, Error>,
    read: impl Fn(&SqliteRow) -> Result<T, Error>,
    doing: &'static str,
) -> Result<Vec<T>, StoreError> {
    rows.and_then(|rows| rows.iter().map(read).collect())
        .map_err(StoreError::doing(doing))
}

pub(super) fn one<T>(
    row: Result<Option<SqliteRow>, Error>,
    read: impl Fn(&SqliteRow) -> Result<T, Error>,
    doing: &'static str,
) -> Result<Option<T>, StoreError> {
    row.and_then(|row| row.as_ref().map(read).transpose())
        .map_err(StoreError::doing(doing))
}

const READ_ANSWER: &str = "read an answer";

pub(super) async fn answer_by_id(
    pool: &SqlitePool,
    id: AnswerId,
) -> Result<Option<AnswerRecord>, StoreError> {
    let row = sqlx::query("SELECT * FROM answers WHERE id = ?")
        .bind(id.as_str())
        .fetch_optional(pool)
        .await;
    one(row, answer, READ_ANSWER)
}

pub(super) async fn list(
    pool: &SqlitePool,
    id: AnswerId,
) -> Result<Option<ListRecord>, StoreError> {
    let read = |row: &SqliteRow| {
        let leaves: Option<&str> = row.try_get("leaves")?;
        let leaves = leaves
            .map(|text| serde_json::from_str(text).map_err(|_| damaged("leaves", text)))
            .transpose()?;
        Ok(ListRecord {
            id: self::id(row, "id")?,
            guild: optional_snowflake(row, "guild")?,
            leaves,
            at: row.try_get("at")?,
        })
    };
    let row = sqlx::query("SELECT * FROM lists WHERE id = ?")
        .bind(id.as_str())
        .fetch_optional(pool)
        .await;
    one(row, read, "read a list")
}

pub(super) async fn verdicts(pool: &SqlitePool, id: AnswerId) -> Result<Verdicts, StoreError> {
    let rows = sqlx::query("SELECT * FROM feedback WHERE answer = ?")
        .bind(id.as_str())
        .fetch_all(pool)
        .await;
    let mut verdicts = Verdicts::default();
    for given in all(rows, feedback, "count verdicts")? {
        use WrongReason::{NotWhatIAsked, WrongCitation, WrongFact};
        *match given.verdict {
            Verdict::Helpful => &mut verdicts.helpful,
            Verdict::Wrong(WrongFact) => &mut verdicts.wrong_fact,
            Verdict::Wrong(WrongCitation) => &mut verdicts.wrong_citation,
            Verdict::Wrong(NotWhatIAsked) => &mut verdicts.not_what_i_asked,
        } += 1;
    }
    Ok(verdicts)
}

pub(super) async fn held_wrong(
    pool: &SqlitePool,
    guild: Option<u64>,
    limit: u32,
) -> Result<Vec<HeldWrong>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, claims, sum(verdict = ?1) AS helpful, sum(verdict = ?2) AS fact, \
         sum(verdict = ?3) AS citation, sum(verdict = ?4) AS asked \
         FROM feedback JOIN answers ON id = answer WHERE ?5 IS NULL OR guild = ?5 \
         GROUP BY id HAVING fact + citation + asked > 0 \
         ORDER BY fact + citation + asked DESC, answers.at DESC, id LIMIT ?6",
    )
    .bind(Verdict::Helpful.name())
    .bind(Verdict::Wrong(WrongReason::WrongFact).name())
    .bind(Verdict::Wrong(WrongReason::WrongCitation).name())
    .bind(Verdict::Wrong(WrongReason::NotWhatIAsked).name())
    .bind(guild.map(u64::cast_signed))
    .bind(limit)
    .fetch_all(pool)
    .await;
    let held = |row: &SqliteRow| {
        let claims: &str = row.try_get("claims")?;
        Ok(HeldWrong {
            answer: id(row, "id")?,
            claims: serde_json::from_str(claims).map_err(|_| damaged("claims", claims))?,
            verdicts: Verdicts {
                helpful: unsigned(row, "helpful")?,
                wrong_fact: unsigned(row, "fact")?,
                wrong_citation: unsigned(row, "citation")?,
                not_what_i_asked: unsigned(row, "asked")?,
            },
        })
    };
    all(rows, held, "read which answers are held to be wrong")
}

pub(super) async fn reports(
    pool: &SqlitePool,
    guild: Option<u64>,
    limit: u32,
) -> Result<Vec<Report>, StoreError> {
    let query = match guild {
        Some(guild) => {
            sqlx::query("SELECT * FROM reports WHERE guild = ? ORDER BY at DESC, answer LIMIT ?")
                .bind(guild.cast_signed())
        }
        None => sqlx::query("SELECT * FROM reports ORDER BY at DESC, answer LIMIT ?"),
    };
    let rows = query.bind(limit).fetch_all(pool).await;
    all(rows, report, "read reports")
}

/// What is stored of one person, over one snapshot, so that counts and rows fit together.
pub(super) async fn data_of(
    pool: &SqlitePool,
    user: u64,
    limit: u32,
) -> Result<UserData, StoreError> {
    const DOING: &str = "read what is stored of a person";
    let user = user.cast_signed();
    let mut snapshot = pool.begin().await.map_err(StoreError::doing(DOING))?;
    let counts = sqlx::query(
        "SELECT (SELECT count(*) FROM answers WHERE user = ?1) AS answers, \
         (SELECT count(*) FROM feedback WHERE user = ?1) AS feedback, \
         (SELECT count(*) FROM reports WHERE user = ?1) AS reports, \
         (SELECT count(*) FROM round_events WHERE user = ?1) \
         + (SELECT count(*) FROM round_scores WHERE user = ?1) \
         + (SELECT count(*) FROM daily_answers WHERE user = ?1) \
         + (SELECT count(*) FROM challenges WHERE user = ?1) AS rounds",
    )
    .bind(user)
    .fetch_one(&mut *snapshot)
    .await
    .and_then(|row| {
        Ok(Counts {
            answers: unsigned(&row, "answers")?,
            feedback: unsigned(&row, "feedback")?,
            reports: unsigned(&row, "reports")?,
            rounds: unsigned(&row, "rounds")?,
        })
    })
    .map_err(StoreError::doing(DOING))?;
    let rows = sqlx::query("SELECT * FROM answers WHERE user = ? ORDER BY at DESC, id LIMIT ?")
        .bind(user)
        .bind(limit)
        .fetch_all(&mut *snapshot)
        .await;
    let answers = all(rows, answer, DOING)?;
    let rows =
        sqlx::query("SELECT * FROM feedback WHERE user = ? ORDER BY at DESC, answer LIMIT ?")
            .bind(user)
            .bind(limit)
            .fetch_all(&mut *snapshot)
            .await;
    let feedback = all(rows, feedback, DOING)?;
    let rows = sqlx::query("SELECT * FROM reports WHERE user = ? ORDER BY at DESC, answer LIMIT ?")
        .bind(user)
        .bind(limit)
        .fetch_all(&mut *snapshot)
        .await;
    Ok(UserData {
        counts,
        answers,
        feedback,
        reports: all(rows, report, DOING)?,
    })
}

pub(super) async fn history(pool: &SqlitePool, limit: u32) -> Result<Vec<HistoryLine>, StoreError> {
    let rows = sqlx::query("SELECT * FROM history ORDER BY id DESC LIMIT ?")
        .bind(limit)
        .fetch_all(pool)
        .await;
    all(rows, history_line, "read the history")
}

pub(super) async fn meta(pool: &SqlitePool, key: &str) -> Result<Option<String>, StoreError> {
    sqlx::query_scalar("SELECT value FROM meta WHERE key = ?")
        .bind(key)
        .fetch_optional(pool)
        .await
        .map_err(StoreError::doing("read a value"))
}

/// Where the servers of the bot are noted down, as ids with blanks between.
pub(super) const SERVERS: &str = "servers";

/// Answers are not looked at: those of people who have installed the bot for themselves are given in servers the bot is
/// not in.
pub(super) async fn servers(pool: &SqlitePool) -> Result<BTreeSet<u64>, StoreError> {
    const DOING: &str = "read which servers there are";
    let rows = sqlx::query(
        "SELECT guild FROM rounds UNION SELECT guild FROM round_scores \
         UNION SELECT guild FROM asked_questions UNION SELECT guild FROM challenges \
         UNION SELECT guild FROM withdrawn_questions UNION SELECT guild FROM daily_questions \
         UNION SELECT guild FROM daily_answers UNION SELECT guild FROM zones",
    )
    .fetch_all(pool)
    .await;
    let played = all(rows, |row| unsigned(row, "guild"), DOING)?;
    let noted = meta(pool, SERVERS).await?.unwrap_or_default();
    let noted = noted.split_whitespace().filter_map(|id| id.parse().ok());
    Ok(played.into_iter().chain(noted).collect())
}
