//! Rounds are begun: drawn from the pool, previewed, started.

use std::collections::VecDeque;
use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};

use super::super::access::Deed;
use super::super::button::{Action, Press};
use super::super::live::Today;
use super::super::markup::{escape, shortened};
use super::super::message::{Button, MAX_CONTENT, Message, Style};
use super::super::render::notice;
use super::super::trivia::command::Order;
use super::super::trivia::pools::{Draw, draw};
use super::super::trivia::scene::{letter, person, started};
use super::answer::Asking;
use super::press::not_stored;
use super::trivia::failed;
use super::{Outcome, Responder, Response, say};
use crate::completion;
use crate::edition::Edition;
use crate::knowledge::entity::EntityKind;
use crate::rounds::{Rounds, StartError};
use crate::store::StoreError;
use crate::store::records::AnswerId;
use crate::trivia::round::event::Setup;
use crate::trivia::wish::{Mode, Wish};

/// Previews kept in memory.
const PREVIEWS: usize = 50;
/// Seconds of a question where things go fast.
const LIGHTNING: u32 = 10;

/// Rounds that were previewed and not begun, newest last.
#[derive(Debug, Default)]
pub(super) struct Previews(Mutex<VecDeque<(AnswerId, u64, Setup)>>);

impl Previews {
    fn keep(&self, id: AnswerId, host: u64, setup: Setup) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((id, host, setup));
        if kept.len() > PREVIEWS {
            kept.pop_front();
        }
    }

    /// The preview of this id, where this person has made it.
    fn find(&self, id: AnswerId, host: u64) -> Option<Setup> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(of, by, _)| *of == id && *by == host)?;
        Some(found.2.clone())
    }
}

/// What is drawn from the pool, which may still have to be made.
#[derive(Debug)]
pub(super) enum Ordered {
    /// A round, to be started or (true) to be seen first.
    Round(Order, bool),
    /// The question of the day.
    Daily,
}

/// What takes longer than Discord waits.
#[derive(Debug)]
pub(super) struct Work {
    ordered: Ordered,
    guild: u64,
    today: Today,
}

impl Responder {
    /// Acknowledges first: making the pool takes a while, once an edition.
    #[expect(clippy::unused_self, reason = "it reads as the others do")]
    pub(super) fn later(&self, ordered: Ordered, guild: u64, today: &Today) -> Response {
        Response::Later {
            private: !matches!(ordered, Ordered::Round(_, false)),
            work: super::Work::Trivia(Work {
                ordered,
                guild,
                today: today.clone(),
            }),
        }
    }

    /// Draws, and does with it what was ordered.
    pub(super) async fn begin_work(&self, work: Work, asking: Asking<'_>) -> (Message, Outcome) {
        let Work {
            ordered,
            guild,
            today,
        } = work;
        let done = async {
            let rounds = self.rounds(&today.services).await?;
            let (order, preview) = match ordered {
                Ordered::Daily => return self.daily(guild, rounds, asking, &today).await,
                Ordered::Round(order, preview) => (order, preview),
            };
            let drawn = self.draw(&order, guild, asking, rounds, &today).await?;
            Ok(match drawn {
                None => (notice::no_questions(), "refused"),
                Some((setup, _)) if preview => self.preview(setup, asking),
                Some((setup, draw)) => self.begin(setup, Some(&draw), rounds, asking).await?,
            })
        };
        done.await.unwrap_or_else(|error| not_stored(&error))
    }

    /// Why a person may not start a round here.
    pub(super) fn may_not_start(&self, asking: Asking<'_>) -> Option<Message> {
        let starters = &self.settings.trivia.starter_roles;
        let mut roles = asking.caller.roles.iter();
        let may = starters.is_empty()
            || roles.any(|role| starters.contains(*role))
            || self.may(Deed::Moderate, asking);
        if !may {
            return Some(notice::may_not("deed.start"));
        }
        let missing = asking.place.missing()?;
        Some(Message::private(format!(
            "I cannot play here: I may not {missing}."
        )))
    }

    /// The round of an order; none where no question fits.
    pub(super) async fn draw(
        &self,
        order: &Order,
        guild: u64,
        asking: Asking<'_>,
        rounds: &Arc<Rounds>,
        today: &Today,
    ) -> Result<Option<(Setup, Draw)>, StoreError> {
        let edition = &today.edition;
        let film = match &order.film {
            None => None,
            Some(name) => match film_of(name, edition) {
                Some(id) => Some(id),
                None => return Ok(None),
            },
        };
        let wish = Wish {
            mode: order.mode,
            number: order.number,
            topic: order.topic.clone(),
            film,
            difficulty: order.difficulty,
        };
        let pool = self.pools.of(edition).await;
        let times = today.services.store.asked_in(guild).await?;
        let going_on = rounds.about_to_ask(guild);
        let seed = self.seal.seed(asking.id);
        let draw = draw(&pool, &wish, &times, &going_on, seed);
        if draw.questions.is_empty() {
            return Ok(None);
        }
        let settings = &self.settings.trivia;
        let lightning = order.mode == Mode::Lightning;
        let usual = if lightning {
            settings.seconds.min(LIGHTNING)
        } else {
            settings.seconds
        };
        let setup = Setup {
            guild,
            channel: asking.place.channel,
            wish,
            seconds: order.seconds.unwrap_or(usual),
            rest: settings
                .rest_seconds
                .div_ceil(if lightning { 2 } else { 1 }),
            hints: order.hints && !lightning,
            seed,
            previewed: false,
            questions: draw.questions.clone(),
        };
        Ok(Some((setup, draw)))
    }

    pub(super) async fn begin(
        &self,
        setup: Setup,
        draw: Option<&Draw>,
        rounds: &Arc<Rounds>,
        asking: Asking<'_>,
    ) -> Result<(Message, Outcome), StoreError> {
        let id = self.seal.answer_id(asking.id);
        let mut text = format!(
            "**A round of trivia**, started by {}: {}.",
            person(asking.caller.person),
            started(&setup)
        );
        if let Some(draw) = draw {
            let fresh = draw.left.left.saturating_sub(draw.questions.len());
            if draw.again {
                text.push_str(
                    "\n-# This server has had every question like this, so they come again.",
                );
            } else if setup.questions.len() < setup.wish.number {
                text.push_str("\n-# There are no more new questions like this for this server.");
            } else if fresh < 2 * setup.wish.number {
                let _ = write!(
                    text,
                    "\n-# After this round {fresh} new questions like this are left for this server."
                );
            }
        }
        if setup.previewed {
            text.push_str("\n-# Who started it has seen the questions, and does not play.");
        }
        match rounds.start(id, asking.caller.person, setup).await {
            Ok(()) => Ok((Message::text(text), "started")),
            Err(StartError::Busy) => Ok((notice::round_goes_on(), "refused")),
            Err(StartError::Store(error)) => Err(error),
        }
    }

    /// Shows the questions to the host alone, with a button that begins the round.
    pub(super) fn preview(&self, setup: Setup, asking: Asking<'_>) -> (Message, Outcome) {
        let id = self.seal.answer_id(asking.id);
        let mut text = format!(
            "**{}.** If you start this round, you cannot play in it.",
            started(&setup)
        );
        for (number, question) in setup.questions.iter().enumerate() {
            let right = question.options.get(question.right);
            let line = format!(
                "\n**{}.** {} — {}. {}",
                number + 1,
                escape(&question.text),
                letter(question.right),
                escape(right.map_or("", String::as_str))
            );
            if text.encode_utf16().count() + line.encode_utf16().count() > MAX_CONTENT - 40 {
                let _ = write!(text, "\n-# … and {} more", setup.questions.len() - number);
                break;
            }
            text.push_str(&line);
        }
        let previewed = Setup {
            previewed: true,
            ..setup
        };
        self.previews.keep(id, asking.caller.person, previewed);
        let begin = self.seal.id(Press::new(Action::Begin, id));
        let button = Button::new(Style::Primary, "Start this round", begin);
        let message = Message::private(shortened(&text, MAX_CONTENT)).buttons(&[button]);
        (message, "told")
    }

    /// The button below a preview.
    pub(super) async fn begin_previewed(
        &self,
        press: Press,
        rounds: &Arc<Rounds>,
        asking: Asking<'_>,
    ) -> Response {
        if let Some(refusal) = self.may_not_start(asking) {
            return say(refusal, "refused");
        }
        match self.previews.find(press.answer, asking.caller.person) {
            Some(setup) if setup.channel == asking.place.channel => {
                match self.begin(setup, None, rounds, asking).await {
                    Ok((message, outcome)) => say(message, outcome),
                    Err(error) => failed(&error),
                }
            }
            _ => {
                let gone = "I no longer have that preview. Use `/trivia preview` again.";
                say(Message::private(gone), "forgotten")
            }
        }
    }
}

/// The id of the film that was picked, or of the best known that is named so.
fn film_of(film: &str, edition: &Edition) -> Option<String> {
    let picked = completion::picked(film, EntityKind::Film, &edition.knowledge);
    let named = || {
        edition
            .completions()
            .named(EntityKind::Film, film)
            .first()
            .copied()
    };
    let id = picked.or_else(named)?;
    Some(edition.knowledge.entity(id).id.clone())
}
