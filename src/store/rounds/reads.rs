//! The statements that read the log of trivia.

use std::collections::HashMap;

use sqlx::sqlite::SqliteRow;
use sqlx::{Error, Row, SqlitePool};

use super::super::StoreError;
use super::super::reads::{all, damaged, id, one, unsigned};
use super::super::records::AnswerId;
use super::records::{
    BoardLine, BoardPage, BoardWish, Challenge, ChallengeState, PlayedRound, RoundPlace,
    WithdrawnQuestion,
};
use crate::trivia::round::event::Event;

const READ_ROUND: &str = "read a round";
const READ_BOARD: &str = "read a board";

pub(super) async fn going_on(pool: &SqlitePool) -> Result<Vec<AnswerId>, StoreError> {
    let rows = sqlx::query("SELECT id FROM rounds WHERE over IS NULL ORDER BY began, id")
        .fetch_all(pool)
        .await;
    all(rows, |row| id(row, "id"), READ_ROUND)
}

pub(super) async fn of_guild(pool: &SqlitePool, guild: u64) -> Result<Vec<AnswerId>, StoreError> {
    let rows = sqlx::query("SELECT id FROM rounds WHERE guild = ? ORDER BY began, id")
        .bind(guild.cast_signed())
        .fetch_all(pool)
        .await;
    all(rows, |row| id(row, "id"), READ_ROUND)
}

pub(super) async fn place(
    pool: &SqlitePool,
    round: AnswerId,
) -> Result<Option<RoundPlace>, StoreError> {
    let row = sqlx::query("SELECT guild, channel, began FROM rounds WHERE id = ?")
        .bind(round.as_str())
        .fetch_optional(pool)
        .await;
    let place = |row: &SqliteRow| {
        Ok(RoundPlace {
            guild: unsigned(row, "guild")?,
            channel: unsigned(row, "channel")?,
            began: row.try_get("began")?,
        })
    };
    one(row, place, READ_ROUND)
}

pub(super) async fn events(
    pool: &SqlitePool,
    round: AnswerId,
) -> Result<Vec<(u32, Event)>, StoreError> {
    let rows = sqlx::query("SELECT seq, user, body FROM round_events WHERE round = ? ORDER BY seq")
        .bind(round.as_str())
        .fetch_all(pool)
        .await;
    all(rows, event, READ_ROUND)
}

fn event(row: &SqliteRow) -> Result<(u32, Event), Error> {
    let body: &str = row.try_get("body")?;
    let event: Event = serde_json::from_str(body).map_err(|_| damaged("event", body))?;
    let user = unsigned(row, "user")?;
    Ok((row.try_get("seq")?, Event { user, ..event }))
}

pub(super) async fn asked(
    pool: &SqlitePool,
    guild: u64,
) -> Result<HashMap<String, u32>, StoreError> {
    let rows = sqlx::query("SELECT question, times FROM asked_questions WHERE guild = ?")
        .bind(guild.cast_signed())
        .fetch_all(pool)
        .await;
    let pair = |row: &SqliteRow| Ok((row.try_get("question")?, row.try_get("times")?));
    all(rows, pair, "read which questions were asked").map(|pairs| pairs.into_iter().collect())
}

pub(super) async fn withdrawn(
    pool: &SqlitePool,
    guild: u64,
) -> Result<Vec<WithdrawnQuestion>, StoreError> {
    let rows = sqlx::query("SELECT question, claim FROM withdrawn_questions WHERE guild = ?")
        .bind(guild.cast_signed())
        .fetch_all(pool)
        .await;
    let withdrawn = |row: &SqliteRow| {
        Ok(WithdrawnQuestion {
            question: row.try_get("question")?,
            claim: row.try_get("claim")?,
        })
    };
    all(rows, withdrawn, "read which questions were withdrawn")
}

fn board_line(row: &SqliteRow) -> Result<BoardLine, Error> {
    Ok(BoardLine {
        user: unsigned(row, "user")?,
        rank: unsigned(row, "rank")?,
        points: unsigned(row, "points")?,
        rounds: unsigned(row, "rounds")?,
        wins: unsigned(row, "wins")?,
        right: unsigned(row, "right")?,
        answered: unsigned(row, "answered")?,
        streak: unsigned(row, "streak")?,
    })
}

/// Over one snapshot, so that the page and the viewer's own line fit together.
pub(super) async fn board(pool: &SqlitePool, wish: BoardWish) -> Result<BoardPage, StoreError> {
    let mut snapshot = pool.begin().await.map_err(StoreError::doing(READ_BOARD))?;
    let (guild, channel) = (wish.guild.cast_signed(), wish.channel.map(u64::cast_signed));
    let rows = sqlx::query(
        "SELECT user, sum(points) AS points, count(*) AS rounds, sum(rank = 1 AND points > 0) AS wins, \
         sum(right) AS right, sum(answered) AS answered, max(streak) AS streak, \
         rank() OVER (ORDER BY sum(points) DESC) AS rank \
         FROM round_scores WHERE guild = ?1 AND (?2 IS NULL OR channel = ?2) AND at >= ?3 \
         GROUP BY user ORDER BY points DESC, user LIMIT ?4 OFFSET ?5",
    )
    .bind(guild)
    .bind(channel)
    .bind(wish.since)
    .bind(wish.limit)
    .bind(wish.offset)
    .fetch_all(&mut *snapshot)
    .await;
    let lines = all(rows, board_line, READ_BOARD)?;
    let row = sqlx::query(
        "SELECT * FROM (\
         SELECT user, sum(points) AS points, count(*) AS rounds, sum(rank = 1 AND points > 0) AS wins, \
         sum(right) AS right, sum(answered) AS answered, max(streak) AS streak, \
         rank() OVER (ORDER BY sum(points) DESC) AS rank \
         FROM round_scores WHERE guild = ?1 AND (?2 IS NULL OR channel = ?2) AND at >= ?3 \
         GROUP BY user) WHERE user = ?4",
    )
    .bind(guild)
    .bind(channel)
    .bind(wish.since)
    .bind(wish.viewer.cast_signed())
    .fetch_optional(&mut *snapshot)
    .await;
    let own = one(row, board_line, READ_BOARD)?;
    let people: i64 = sqlx::query_scalar(
        "SELECT count(DISTINCT user) FROM round_scores \
         WHERE guild = ?1 AND (?2 IS NULL OR channel = ?2) AND at >= ?3",
    )
    .bind(guild)
    .bind(channel)
    .bind(wish.since)
    .fetch_one(&mut *snapshot)
    .await
    .map_err(StoreError::doing(READ_BOARD))?;
    Ok(BoardPage {
        lines,
        people: people.cast_unsigned(),
        own,
    })
}

pub(super) async fn rounds_of(
    pool: &SqlitePool,
    user: u64,
    guild: u64,
    limit: u32,
) -> Result<Vec<PlayedRound>, StoreError> {
    let rows = sqlx::query(
        "SELECT round, channel, at, points, right, answered, rank FROM round_scores \
         WHERE user = ? AND guild = ? ORDER BY at DESC, round LIMIT ?",
    )
    .bind(user.cast_signed())
    .bind(guild.cast_signed())
    .bind(limit)
    .fetch_all(pool)
    .await;
    let played = |row: &SqliteRow| {
        Ok(PlayedRound {
            round: id(row, "round")?,
            channel: unsigned(row, "channel")?,
            at: row.try_get("at")?,
            points: unsigned(row, "points")?,
            right: unsigned(row, "right")?,
            answered: unsigned(row, "answered")?,
            rank: unsigned(row, "rank")?,
        })
    };
    all(rows, played, "read the rounds of a person")
}

pub(super) async fn challenges(
    pool: &SqlitePool,
    guild: u64,
    limit: u32,
) -> Result<Vec<Challenge>, StoreError> {
    let rows = sqlx::query(
        "SELECT * FROM challenges WHERE guild = ? AND state = 'open' ORDER BY at, round LIMIT ?",
    )
    .bind(guild.cast_signed())
    .bind(limit)
    .fetch_all(pool)
    .await;
    all(rows, challenge, "read challenges")
}

pub(super) async fn is_open_case(
    pool: &SqlitePool,
    round: AnswerId,
    number: u32,
) -> Result<bool, StoreError> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM challenges WHERE round = ? AND number = ? AND state = 'open')",
    )
    .bind(round.as_str())
    .bind(number)
    .fetch_one(pool)
    .await
    .map_err(StoreError::doing("read whether a case is open"))
}

fn challenge(row: &SqliteRow) -> Result<Challenge, Error> {
    let name: &str = row.try_get("state")?;
    let state = ChallengeState::ALL
        .into_iter()
        .find(|state| state.name() == name)
        .ok_or_else(|| damaged("state", name))?;
    Ok(Challenge {
        round: id(row, "round")?,
        number: row.try_get("number")?,
        user: unsigned(row, "user")?,
        guild: unsigned(row, "guild")?,
        claim: row.try_get("claim")?,
        at: row.try_get("at")?,
        state,
    })
}
