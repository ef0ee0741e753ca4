//! The log of trivia: rounds, their events, and what is looked up of them.

pub mod daily;
mod reads;
pub mod records;
pub(super) mod writes;

use std::collections::HashMap;

use super::records::AnswerId;
use super::writes::Write;
use super::{Store, StoreError};
use crate::trivia::round::event::Event;
use records::{
    BoardPage, BoardWish, Challenge, ChallengeState, PlayedRound, RoundAddition, RoundPlace,
    WithdrawnQuestion,
};

impl Store {
    /// Takes additions to a round's log at once, in the order of the calls; what is returned waits
    /// until they are on disk. The first addition of a round has its place.
    ///
    /// # Errors
    /// Where it could not be committed; then nothing of it is.
    pub fn add_to_round(
        &self,
        addition: RoundAddition,
    ) -> impl Future<Output = Result<(), StoreError>> + Send + use<> {
        let written = self.write(Write::Round(Box::new(addition)));
        async { written.await.map(drop) }
    }

    /// Rounds that are not over, oldest first.
    ///
    /// # Errors
    /// Where the database refuses, as with every call below.
    pub async fn rounds_going_on(&self) -> Result<Vec<AnswerId>, StoreError> {
        reads::going_on(&self.readers).await
    }

    /// The rounds of a server whose logs are kept, oldest first.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn rounds_in(&self, guild: u64) -> Result<Vec<AnswerId>, StoreError> {
        reads::of_guild(&self.readers, guild).await
    }

    /// Where a round is or was; none where it is not kept.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn round_place(&self, round: AnswerId) -> Result<Option<RoundPlace>, StoreError> {
        reads::place(&self.readers, round).await
    }

    /// The events of a round in their order, each with its number.
    ///
    /// # Errors
    /// Where the database refuses, or what is there is no event.
    pub async fn round_events(&self, round: AnswerId) -> Result<Vec<(u32, Event)>, StoreError> {
        reads::events(&self.readers, round).await
    }

    /// How often each question was asked in a server.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn asked_in(&self, guild: u64) -> Result<HashMap<String, u32>, StoreError> {
        reads::asked(&self.readers, guild).await
    }

    /// The questions that are put no more in a server.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn withdrawn_in(&self, guild: u64) -> Result<Vec<WithdrawnQuestion>, StoreError> {
        reads::withdrawn(&self.readers, guild).await
    }

    /// One page of a board, with the place of the one who looks.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn board(&self, wish: BoardWish) -> Result<BoardPage, StoreError> {
        reads::board(&self.readers, wish).await
    }

    /// The newest ranked rounds of a person in a server, newest first.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn rounds_of(
        &self,
        user: u64,
        guild: u64,
        limit: u32,
    ) -> Result<Vec<PlayedRound>, StoreError> {
        reads::rounds_of(&self.readers, user, guild, limit).await
    }

    /// Opens a case about a question. False where this person has done so before.
    ///
    /// # Errors
    /// Where it could not be committed.
    pub async fn challenge(&self, challenge: Challenge) -> Result<bool, StoreError> {
        let written = self.write(Write::Challenge(Box::new(challenge)));
        Ok(written.await?.rounds > 0)
    }

    /// The open cases of a server, oldest first.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn challenges(&self, guild: u64, limit: u32) -> Result<Vec<Challenge>, StoreError> {
        reads::challenges(&self.readers, guild, limit).await
    }

    /// Whether there is an open case about a question.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn is_open_case(&self, round: AnswerId, number: u32) -> Result<bool, StoreError> {
        reads::is_open_case(&self.readers, round, number).await
    }

    /// Decides every open case about a question; false where there is none.
    ///
    /// # Errors
    /// Where it could not be committed.
    pub async fn decide_challenges(
        &self,
        round: AnswerId,
        number: usize,
        state: ChallengeState,
    ) -> Result<bool, StoreError> {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let written = self.write(Write::DecideChallenges(round, number, state));
        Ok(written.await?.rounds > 0)
    }
}
