//! Questions of trivia that were put: what proves them, and whether they were right.
//!
//! A case is named by the round and the number of the question in it; the question of the day by
//! its server and its day.

use std::collections::HashSet;
use std::fmt::Write;
use std::sync::Arc;

use super::super::access::Right;
use super::super::button::{Action, Press};
use super::super::live::Snapshot;
use super::super::markup::{escape, shortened};
use super::super::message::{Button, MAX_CONTENT, Message, Style};
use super::super::render::{self, notice, notice::said};
use super::answer::Asking;
use super::play::{secrets, tells};
use super::{Outcome, Responder, Response, say};
use crate::bot::page;
use crate::bot::recorded::Recorded;
use crate::clock;
use crate::rounds::Rounds;
use crate::store::StoreError;
use crate::store::records::AnswerId;
use crate::store::rounds::records::{Challenge, ChallengeState};
use crate::trivia::question::{Question, letter};
use crate::words::reply;

/// Cases that are shown at once.
const CASES: usize = 3;
/// Open cases of a server that are looked through.
const OPEN: u32 = 1_000;

/// A question that was put in a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Case {
    guild: u64,
    /// The round; what stands for the server, where it is the question of a day.
    round: AnswerId,
    /// Which of the round; the day.
    number: usize,
}

impl Case {
    fn day(self) -> Option<i64> {
        (self.round == AnswerId::from_bits(self.guild))
            .then(|| i64::try_from(self.number).unwrap_or(i64::MAX))
    }

    /// The question, where it was put there and no answer counts any more.
    async fn question(
        self,
        rounds: &Rounds,
        snapshot: &Snapshot,
    ) -> Result<Option<Question>, StoreError> {
        if let Some(day) = self.day() {
            let kept = snapshot.services.store.kept_daily_question(self.guild, day);
            return Ok(kept.await?.map(|daily| daily.question));
        }
        let round = rounds.find(self.round).await?;
        let round = round.filter(|round| round.setup.guild == self.guild);
        Ok(round.and_then(|round| {
            let asked = round.asked.get(self.number)?;
            asked.closed?;
            round.question(self.number).cloned()
        }))
    }
}

impl Responder {
    /// A press about a question that was put.
    pub(super) async fn about(
        &self,
        press: Press,
        rounds: &Rounds,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Result<Response, StoreError> {
        // Questions are put in servers alone.
        let Some(guild) = asking.place.guild else {
            return Ok(say(notice::no_rounds_here(), Outcome::Refused));
        };
        let case = Case {
            guild,
            round: press.answer,
            number: press.at.into(),
        };
        let Some(question) = case.question(rounds, snapshot).await? else {
            return Ok(say(said("case.forgotten-round"), Outcome::Forgotten));
        };
        match press.action {
            Action::Proof => Ok(self.proof(&question, asking, snapshot)),
            Action::Challenge => challenge(case, &question, asking, snapshot).await,
            _ if !self.may(Right::Moderate, asking) => {
                let refusal = notice::may_not("deed.decide");
                Ok(say(refusal, Outcome::Refused))
            }
            _ => {
                decide(
                    case,
                    press.action == Action::Uphold,
                    &question,
                    rounds,
                    snapshot,
                )
                .await
            }
        }
    }

    fn proof(&self, question: &Question, asking: Asking<'_>, snapshot: &Snapshot) -> Response {
        let edition = &snapshot.edition;
        let recorded = Recorded::of_proofs(&question.proofs, edition);
        // What proved this one may tell what is asked now.
        if tells(&secrets(asking, snapshot), &recorded) {
            return say(notice::gives_away(), Outcome::Withheld);
        }
        let citations = page::citations(&recorded, edition);
        let setting = self.setting(self.seal.answer_id(asking.id), true);
        self.keep(setting, recorded, None, asking, snapshot);
        let message = render::references_message(&citations, None, setting);
        say(message, Outcome::Told)
    }

    /// The open cases, for whoever may decide them.
    pub(super) async fn cases(
        &self,
        guild: u64,
        rounds: &Arc<Rounds>,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Result<Response, StoreError> {
        if !self.may(Right::Moderate, asking) {
            let refusal = notice::may_not("deed.see-cases");
            return Ok(say(refusal, Outcome::Refused));
        }
        let mut seen = HashSet::new();
        let mut message = said("case.title");
        let (mut place, mut more) = (0, 0);
        for challenge in snapshot.services.store.challenges(guild, OPEN).await? {
            if !seen.insert((challenge.round, challenge.number)) {
                continue;
            }
            if place == CASES {
                more += 1;
                continue;
            }
            let case = Case {
                guild,
                round: challenge.round,
                number: challenge.number as usize,
            };
            // What is no longer kept cannot be decided.
            let Some(question) = case.question(rounds, snapshot).await? else {
                continue;
            };
            place += 1;
            self.put_case(&mut message, place, &challenge, &question);
        }
        if place == 0 {
            return Ok(say(said("case.none"), Outcome::Told));
        }
        if more > 0 {
            let more = reply().fill("case.more", &[("n", &more)]);
            let _ = write!(message.content, "\n-# {more}");
        }
        message.content = shortened(&message.content, MAX_CONTENT);
        Ok(say(message, Outcome::Told))
    }

    fn put_case(
        &self,
        message: &mut Message,
        place: usize,
        challenge: &Challenge,
        question: &Question,
    ) {
        let right = question.options.get(question.right);
        let right = escape(right.map_or("", String::as_str));
        let right = reply().fill(
            "case.right",
            &[("letter", &letter(question.right)), ("answer", &right)],
        );
        let claim = reply().fill(
            "case.claim",
            &[("id", &escape(&challenge.claim)), ("at", &challenge.at)],
        );
        let _ = write!(
            message.content,
            "\n\n**{place}.** {}\n{right} {}\n-# {claim}",
            escape(&shortened(&question.text, 240)),
            escape(&shortened(&question.why, 160)),
        );
        let number = challenge.number as usize;
        let press = |action| self.seal.id(Press::new(action, challenge.round).at(number));
        let shown = std::mem::take(message);
        *message = shown.buttons(&[
            Button::new(
                Style::Danger,
                &reply().fill("case.withdraw", &[("n", &place)]),
                press(Action::Uphold),
            ),
            Button::new(
                Style::Secondary,
                &reply().fill("case.let-stand", &[("n", &place)]),
                press(Action::Reject),
            ),
        ]);
    }
}

/// Somebody holds a question to be wrong.
async fn challenge(
    case: Case,
    question: &Question,
    asking: Asking<'_>,
    snapshot: &Snapshot,
) -> Result<Response, StoreError> {
    // Whatever is put is proved.
    let Some(proof) = question.proofs.first() else {
        return Ok(say(said("case.forgotten-round"), Outcome::Forgotten));
    };
    let challenge = Challenge {
        round: case.round,
        number: u32::try_from(case.number).unwrap_or(u32::MAX),
        user: asking.caller.person,
        guild: case.guild,
        claim: proof.claim.clone(),
        at: clock::seconds(),
        state: ChallengeState::Open,
    };
    let text = if snapshot.services.store.challenge(challenge).await? {
        "case.taken"
    } else {
        "case.taken-already"
    };
    Ok(say(said(text), Outcome::Challenged))
}

/// A moderator decides; what was decided stays.
async fn decide(
    case: Case,
    upheld: bool,
    question: &Question,
    rounds: &Rounds,
    snapshot: &Snapshot,
) -> Result<Response, StoreError> {
    let store = &snapshot.services.store;
    let number = u32::try_from(case.number).unwrap_or(u32::MAX);
    if !store.is_open_case(case.round, number).await? {
        return Ok(say(said("case.decided-already"), Outcome::Refused));
    }
    if !upheld {
        let rejected = ChallengeState::Rejected;
        store
            .decide_challenges(case.round, case.number, rejected)
            .await?;
        return Ok(say(said("case.stands"), Outcome::Rejected));
    }
    // The question first: where the process ends in between, the case is still open.
    let text = if let Some(day) = case.day() {
        store.withdraw_daily(case.guild, day, question).await?;
        "case.withdrawn-day"
    } else {
        rounds.withdraw(case.round, case.number).await?;
        "case.withdrawn"
    };
    let upheld = ChallengeState::Upheld;
    store
        .decide_challenges(case.round, case.number, upheld)
        .await?;
    Ok(say(said(text), Outcome::Upheld))
}
