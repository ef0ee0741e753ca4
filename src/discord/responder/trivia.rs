//! `/trivia`: rounds are led and looked at.

use std::sync::Arc;

use super::super::access::Right;
use super::super::button::Press;
use super::super::live::Snapshot;
use super::super::message::{Callback, Message};
use super::super::render::notice;
use super::super::trivia::board::{PAGE, own_message, page_message, unpacked};
use super::super::trivia::command::{Board, TriviaDeed};
use super::super::trivia::scene::person;
use super::super::trivia::words::deed_message;
use super::answer::Asking;
use super::start::{Ordered, film_of};
use super::{Outcome, Responder, Response, say};
use crate::clock;
use crate::rounds::{DeedOutcome, Rounds};
use crate::store::StoreError;
use crate::store::records::AnswerId;
use crate::store::rounds::records::BoardWish;
use crate::trivia::round::deed::{Deed, Doer, Said};
use crate::trivia::round::event::Vote;
use crate::words::reply;

/// Rounds of a person that are shown.
const PLAYED: u32 = 10;

/// What stands for a person in the buttons of their board.
fn whose(asking: Asking<'_>) -> AnswerId {
    AnswerId::from_bits(asking.caller.person)
}

impl Responder {
    pub(super) async fn trivia(
        &self,
        deed: &TriviaDeed,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Response {
        let guild = asking.place.guild.filter(|_| asking.place.installed);
        let Some(guild) = guild else {
            return say(notice::no_rounds_here(), Outcome::Refused);
        };
        let rounds = &snapshot.rounds;
        match deed {
            TriviaDeed::Start(order) | TriviaDeed::Preview(order) => {
                let preview = matches!(deed, TriviaDeed::Preview(_));
                if let Some(refusal) = self.may_not_start(asking) {
                    return say(refusal, Outcome::Refused);
                }
                if !preview && rounds.in_channel(asking.place.channel).is_some() {
                    return say(notice::round_goes_on(), Outcome::Refused);
                }
                // Before it is acknowledged to all: what is wrong with the order is told to one person.
                if let Some(name) = &order.film
                    && film_of(name, &snapshot.edition, &self.settings.limits).is_none()
                {
                    return say(notice::no_such_film(name), Outcome::Refused);
                }
                self.later(Ordered::Round(order.clone(), preview), guild, snapshot)
            }
            TriviaDeed::Stop => self.lead(Deed::Want(Vote::Stop), rounds, asking).await,
            TriviaDeed::Skip => self.lead(Deed::Want(Vote::Skip), rounds, asking).await,
            TriviaDeed::Pause => self.lead(Deed::Pause, rounds, asking).await,
            TriviaDeed::Resume => self.lead(Deed::Resume, rounds, asking).await,
            TriviaDeed::Leaderboard(board) => {
                match self.board(*board, 0, guild, asking, snapshot).await {
                    Ok(message) => say(message, Outcome::Told),
                    Err(error) => self.failed(&error, asking),
                }
            }
            TriviaDeed::Me => self.own_rounds(guild, asking, snapshot).await,
            TriviaDeed::Daily { zone } => {
                let told = match zone {
                    Some(zone) => self.set_zone(guild, zone, asking, snapshot).await,
                    None => return self.later(Ordered::Daily, guild, snapshot),
                };
                told.unwrap_or_else(|error| self.failed(&error, asking))
            }
            TriviaDeed::Challenges => {
                let cases = self.cases(guild, rounds, asking, snapshot).await;
                cases.unwrap_or_else(|error| self.failed(&error, asking))
            }
        }
    }

    /// Stop, skip, pause and resume in the round of the channel.
    async fn lead(&self, deed: Deed<'_>, rounds: &Arc<Rounds>, asking: Asking<'_>) -> Response {
        let channel = asking.place.channel;
        let Some(id) = rounds.in_channel(channel) else {
            return say(notice::no_round(), Outcome::Refused);
        };
        let doer = Doer {
            user: asking.caller.person,
            moderates: self.may(Right::Moderate, asking),
        };
        match rounds.deed(id, channel, doer, deed).await {
            Ok(DeedOutcome::Said(Said::Counted(votes, needed))) if votes < needed => {
                let command = match deed {
                    Deed::Want(Vote::Skip) => "/trivia skip",
                    _ => "/trivia stop",
                };
                // A vote nobody hears of is no vote.
                let text = reply().fill(
                    "play.votes",
                    &[
                        ("person", &person(doer.user)),
                        ("command", &command),
                        ("votes", &votes),
                        ("needed", &needed),
                    ],
                );
                say(Message::text(text), Outcome::Voted)
            }
            Ok(outcome) => {
                let (message, counted) = deed_message(&outcome);
                say(message, counted)
            }
            Err(error) => self.failed(&error, asking),
        }
    }

    /// A page of a board.
    pub(super) async fn board(
        &self,
        board: Board,
        at: usize,
        guild: u64,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Result<Message, StoreError> {
        let page = snapshot
            .services
            .store
            .board(BoardWish {
                guild,
                channel: board.of_channel.then_some(asking.place.channel),
                since: board
                    .period
                    .seconds()
                    .map_or(i64::MIN, |seconds| clock::seconds() - seconds),
                offset: PAGE.saturating_mul(u32::try_from(at).unwrap_or(u32::MAX)),
                limit: PAGE,
                viewer: asking.caller.person,
            })
            .await?;
        let whose = whose(asking);
        Ok(page_message(whose, board, at, &page, &self.seal))
    }

    /// Another page of a board: in the place of the first for who has asked for it, and for anybody else a copy of their
    /// own.
    pub(super) async fn turn_board(
        &self,
        press: Press,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Result<Response, StoreError> {
        let Some(guild) = asking.place.guild else {
            return Ok(say(notice::no_rounds_here(), Outcome::Refused));
        };
        let (board, at) = (unpacked(press.step), usize::from(press.at));
        let message = self.board(board, at, guild, asking, snapshot).await?;
        Ok(if press.answer == whose(asking) {
            Response::Now(Callback::Become(message), Outcome::Told)
        } else {
            let copy = Message {
                private: true,
                ..message
            };
            say(copy, Outcome::Told)
        })
    }

    async fn own_rounds(&self, guild: u64, asking: Asking<'_>, snapshot: &Snapshot) -> Response {
        let store = &snapshot.services.store;
        let user = asking.caller.person;
        let wish = BoardWish {
            guild,
            channel: None,
            since: i64::MIN,
            offset: 0,
            limit: 1,
            viewer: user,
        };
        let read = async {
            let board = store.board(wish).await?;
            Ok::<_, StoreError>((board, store.rounds_of(user, guild, PLAYED).await?))
        };
        match read.await {
            Ok((board, played)) => {
                let message = own_message(board.own.as_ref(), board.people, &played);
                say(message, Outcome::Told)
            }
            Err(error) => self.failed(&error, asking),
        }
    }
}
