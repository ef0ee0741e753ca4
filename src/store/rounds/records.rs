//! What is stored of trivia, as values. Times are seconds since 1970, in UTC, but in
//! events, which have milliseconds.

use super::super::records::AnswerId;
use crate::trivia::question::Question;
use crate::trivia::round::event::Event;
use crate::trivia::score::Score;

/// Where a round is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoundPlace {
    /// The server.
    pub guild: u64,
    /// The channel.
    pub channel: u64,
    /// When it began.
    pub began: i64,
}

/// What is added to a round's log, all of it or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundAddition {
    /// The round.
    pub round: AnswerId,
    /// Where it is.
    pub place: RoundPlace,
    /// The events, with their numbers in the round.
    pub events: Vec<(u32, Event)>,
    /// Ids of questions that are now known in the server.
    pub asked: Vec<String>,
    /// Questions that are put no more in the server.
    pub withdrawn: Vec<WithdrawnQuestion>,
    /// Whether it is over.
    pub over: bool,
    /// The scores that count from now on, in place of those before; none leaves them as they are.
    pub scores: Option<Vec<Score>>,
}

/// A question that turned out to be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawnQuestion {
    /// Its id.
    pub question: String,
    /// Id of the claim it rests on, where it is one alone: what else rests on it is as doubtful.
    pub claim: Option<String>,
}

impl WithdrawnQuestion {
    /// Of a question as it was put.
    pub fn of(question: &Question) -> Self {
        let first = question.proofs.first().map(|proof| &proof.claim);
        let alone = question
            .proofs
            .iter()
            .all(|proof| Some(&proof.claim) == first);
        Self {
            question: question.id.clone(),
            claim: first.filter(|_| alone).cloned(),
        }
    }
}

/// Which board, and which part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoardWish {
    /// The server.
    pub guild: u64,
    /// Only of rounds in this channel.
    pub channel: Option<u64>,
    /// Only of rounds that ended since.
    pub since: i64,
    /// How many lines are left out at the top.
    pub offset: u32,
    /// How many lines.
    pub limit: u32,
    /// Who looks.
    pub viewer: u64,
}

/// One person's line of a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoardLine {
    /// The person.
    pub user: u64,
    /// Place, from 1; who is level shares it.
    pub rank: u64,
    /// Points.
    pub points: u64,
    /// Ranked rounds.
    pub rounds: u64,
    /// Rounds in which nobody had more.
    pub wins: u64,
    /// Right answers.
    pub right: u64,
    /// Answers.
    pub answered: u64,
    /// Longest run of right answers in a round.
    pub streak: u64,
}

/// One page of a board.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardPage {
    /// The lines.
    pub lines: Vec<BoardLine>,
    /// How many there are on all pages.
    pub people: u64,
    /// The line of the one who looks, wherever it is.
    pub own: Option<BoardLine>,
}

/// A ranked round, as one of its players sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlayedRound {
    /// The round.
    pub round: AnswerId,
    /// The channel.
    pub channel: u64,
    /// When it ended.
    pub at: i64,
    /// Their points.
    pub points: u64,
    /// Their right answers.
    pub right: u64,
    /// Their answers.
    pub answered: u64,
    /// Their place.
    pub rank: u64,
}

/// How a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChallengeState {
    /// Nobody has decided.
    Open,
    /// The question was wrong, and is withdrawn.
    Upheld,
    /// The question was right.
    Rejected,
}

impl ChallengeState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Open, Self::Upheld, Self::Rejected];

    /// Stable name, as it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Upheld => "upheld",
            Self::Rejected => "rejected",
        }
    }
}

/// A case about a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// The round.
    pub round: AnswerId,
    /// Which of its questions.
    pub number: u32,
    /// Who holds it to be wrong; with the two before, it names the case.
    pub user: u64,
    /// The server.
    pub guild: u64,
    /// The claim it rests on.
    pub claim: String,
    /// When.
    pub at: i64,
    /// How it stands.
    pub state: ChallengeState,
}
