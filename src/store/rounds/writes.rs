//! The statements that write the log of trivia.

use sqlx::{Error, SqliteConnection};

use super::super::records::AnswerId;
use super::super::writes::{delete, rows};
use super::daily;
use super::records::{Challenge, ChallengeState, RoundAddition, WithdrawnQuestion};
use crate::trivia::score::Score;

pub(in super::super) async fn add(
    to: &mut SqliteConnection,
    addition: &RoundAddition,
) -> Result<u64, Error> {
    let RoundAddition { round, place, .. } = addition;
    let guild = place.guild.cast_signed();
    sqlx::query(
        "INSERT INTO rounds (id, guild, channel, began) VALUES (?, ?, ?, ?) \
         ON CONFLICT (id) DO NOTHING",
    )
    .bind(round.as_str())
    .bind(guild)
    .bind(place.channel.cast_signed())
    .bind(place.began)
    .execute(&mut *to)
    .await?;
    let mut written = 0;
    for (seq, event) in &addition.events {
        let body = serde_json::to_string(event).map_err(|e| Error::Encode(e.into()))?;
        let done =
            sqlx::query("INSERT INTO round_events (round, seq, user, body) VALUES (?, ?, ?, ?)")
                .bind(round.as_str())
                .bind(seq)
                .bind(event.user.cast_signed())
                .bind(body)
                .execute(&mut *to)
                .await?;
        written += rows(&done);
    }
    for question in &addition.asked {
        know(to, guild, question).await?;
    }
    for question in &addition.withdrawn {
        withdraw(to, guild, question).await?;
    }
    let at = addition
        .events
        .last()
        .map_or(place.began, |(_, event)| event.at / 1_000);
    if addition.over {
        sqlx::query("UPDATE rounds SET over = coalesce(over, ?2) WHERE id = ?1")
            .bind(round.as_str())
            .bind(at)
            .execute(&mut *to)
            .await?;
    }
    if let Some(scores) = &addition.scores {
        write_scores(to, addition, scores, at).await?;
    }
    Ok(written)
}

/// The scores of a round in place of those before; they count from `at`, in seconds since 1970, unless some of the
/// round counted earlier.
async fn write_scores(
    to: &mut SqliteConnection,
    addition: &RoundAddition,
    scores: &[Score],
    at: i64,
) -> Result<(), Error> {
    let RoundAddition { round, place, .. } = addition;
    let first: Option<i64> = sqlx::query_scalar("SELECT min(at) FROM round_scores WHERE round = ?")
        .bind(round.as_str())
        .fetch_one(&mut *to)
        .await?;
    sqlx::query("DELETE FROM round_scores WHERE round = ?")
        .bind(round.as_str())
        .execute(&mut *to)
        .await?;
    for score in scores {
        sqlx::query(
            "INSERT INTO round_scores \
             (round, user, guild, channel, at, points, right, answered, streak, rank) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(round.as_str())
        .bind(score.user.cast_signed())
        .bind(place.guild.cast_signed())
        .bind(place.channel.cast_signed())
        .bind(first.unwrap_or(at))
        .bind(score.points)
        .bind(score.right)
        .bind(score.answered)
        .bind(score.streak)
        .bind(i64::try_from(score.rank).unwrap_or(i64::MAX))
        .execute(&mut *to)
        .await?;
    }
    Ok(())
}

/// A question is known in a server, once more.
pub(super) async fn know(
    to: &mut SqliteConnection,
    guild: i64,
    question: &str,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO asked_questions (guild, question, times) VALUES (?, ?, 1) \
         ON CONFLICT (guild, question) DO UPDATE SET times = times + 1",
    )
    .bind(guild)
    .bind(question)
    .execute(to)
    .await
    .map(drop)
}

/// A question is put no more in a server.
pub(super) async fn withdraw(
    to: &mut SqliteConnection,
    guild: i64,
    withdrawn: &WithdrawnQuestion,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO withdrawn_questions (guild, question, claim) VALUES (?, ?, ?) \
         ON CONFLICT (guild, question) DO NOTHING",
    )
    .bind(guild)
    .bind(&withdrawn.question)
    .bind(&withdrawn.claim)
    .execute(to)
    .await
    .map(drop)
}

/// The first case of a person about a question stays.
pub(in super::super) async fn challenge(
    to: &mut SqliteConnection,
    challenge: &Challenge,
) -> Result<u64, Error> {
    sqlx::query(
        "INSERT INTO challenges (round, number, user, guild, claim, at, state) \
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (round, number, user) DO NOTHING",
    )
    .bind(challenge.round.as_str())
    .bind(challenge.number)
    .bind(challenge.user.cast_signed())
    .bind(challenge.guild.cast_signed())
    .bind(&challenge.claim)
    .bind(challenge.at)
    .bind(challenge.state.name())
    .execute(to)
    .await
    .map(|done| rows(&done))
}

pub(in super::super) async fn decide(
    to: &mut SqliteConnection,
    round: AnswerId,
    number: u32,
    state: ChallengeState,
) -> Result<u64, Error> {
    sqlx::query(
        "UPDATE challenges SET state = ?3 WHERE round = ?1 AND number = ?2 AND state = 'open'",
    )
    .bind(round.as_str())
    .bind(number)
    .bind(state.name())
    .execute(to)
    .await
    .map(|done| rows(&done))
}

/// A person is taken out: of the boards altogether, of the logs by a number that stands for nobody,
/// so that the rounds of the others stay what they were.
pub(in super::super) async fn forget_user(
    to: &mut SqliteConnection,
    user: i64,
) -> Result<u64, Error> {
    let renamed = sqlx::query(
        "UPDATE round_events SET user = \
         (SELECT min(0, min(user)) - 1 FROM round_events) WHERE user = ?",
    )
    .bind(user)
    .execute(&mut *to)
    .await
    .map(|done| rows(&done))?;
    let challenges = delete(to, "DELETE FROM challenges WHERE user = ?", user).await?;
    let scores = delete(to, "DELETE FROM round_scores WHERE user = ?", user).await?;
    let daily = daily::forget_user(to, user).await?;
    Ok(renamed + challenges + scores + daily)
}

pub(in super::super) async fn forget_guild(
    to: &mut SqliteConnection,
    guild: i64,
) -> Result<u64, Error> {
    // The events go with their rounds.
    let rounds = delete(to, "DELETE FROM rounds WHERE guild = ?", guild).await?;
    let scores = delete(to, "DELETE FROM round_scores WHERE guild = ?", guild).await?;
    let asked = delete(to, "DELETE FROM asked_questions WHERE guild = ?", guild).await?;
    let challenges = delete(to, "DELETE FROM challenges WHERE guild = ?", guild).await?;
    let withdrawn = "DELETE FROM withdrawn_questions WHERE guild = ?";
    delete(to, withdrawn, guild).await?;
    let daily = daily::forget_guild(to, guild).await?;
    Ok(rounds + scores + asked + challenges + daily)
}

/// Logs of rounds that were over by then go; the boards stay.
pub(in super::super) async fn purge_before(
    to: &mut SqliteConnection,
    at: i64,
) -> Result<u64, Error> {
    let rounds = delete(to, "DELETE FROM rounds WHERE over < ?", at).await?;
    let challenges = delete(to, "DELETE FROM challenges WHERE at < ?", at).await?;
    Ok(rounds + challenges)
}
