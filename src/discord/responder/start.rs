//! Rounds are begun: drawn from the pool, previewed, started.

use std::fmt::Write;
use std::sync::Arc;

use super::super::access::Right;
use super::super::button::{Action, Press};
use super::super::live::Snapshot;
use super::super::markup::{escape, shortened};
use super::super::message::{Button, MAX_CONTENT, Message, Style};
use super::super::render::notice;
use super::super::trivia::command::Order;
use super::super::trivia::pools::{Draw, Known, Questions, draw};
use super::super::trivia::scene::person;
use super::super::trivia::words::setup_words;
use super::answer::Asking;
use super::preview::Preview;
use super::{Outcome, Responder, Response, say};
use crate::answer::limits::Limits;
use crate::completion::picked;
use crate::edition::Edition;
use crate::knowledge::entity::EntityKind;
use crate::rounds::{Rounds, StartError};
use crate::store::StoreError;
use crate::store::records::AnswerId;
use crate::telemetry::cause::with_causes;
use crate::trivia::question::letter;
use crate::trivia::round::event::Setup;
use crate::trivia::wish::{Mode, Wish};
use crate::words::reply;

/// Seconds of a question where things go fast.
const LIGHTNING: u32 = 10;

/// What is drawn from the pool, which may still have to be made.
#[derive(Debug)]
pub(super) enum Ordered {
    /// A round, to be started or (true) to be seen first.
    Round(Order, bool),
    /// The round that was previewed.
    Previewed(AnswerId),
    /// The question of the day.
    Daily,
}

/// Questions for a round, with how it is to be.
#[derive(Debug)]
struct Drawn {
    setup: Setup,
    draw: Draw,
    known: Known,
}

/// What takes longer than Discord waits.
#[derive(Debug)]
pub(super) struct Work {
    ordered: Ordered,
    guild: u64,
    snapshot: Snapshot,
}

impl Responder {
    /// Acknowledges first: making the pool takes a while, once an edition.
    #[expect(clippy::unused_self, reason = "it reads as the others do")]
    pub(super) fn later(&self, ordered: Ordered, guild: u64, snapshot: &Snapshot) -> Response {
        Response::Later {
            private: !matches!(ordered, Ordered::Round(_, false)),
            work: super::Work::Trivia(Work {
                ordered,
                guild,
                snapshot: snapshot.clone(),
            }),
        }
    }

    /// Draws, and does with it what was ordered.
    pub(super) async fn begin_work(&self, work: Work, asking: Asking<'_>) -> (Message, Outcome) {
        let Work {
            ordered,
            guild,
            snapshot,
        } = work;
        let rounds = &snapshot.rounds;
        let done = async {
            match ordered {
                Ordered::Daily => self.daily(guild, rounds, asking, &snapshot).await,
                Ordered::Previewed(id) => {
                    let _one_at_a_time = self.drawing.turn(guild).await;
                    self.begin_previewed(id, guild, rounds, asking, &snapshot)
                        .await
                }
                Ordered::Round(order, preview) => {
                    let _one_at_a_time = self.drawing.turn(guild).await;
                    match self.draw(&order, guild, asking, rounds, &snapshot).await? {
                        Err(refusal) => Ok((refusal, Outcome::Refused)),
                        Ok(drawn) if preview => Ok(self.preview(drawn, asking)),
                        Ok(Drawn { setup, draw, .. }) => {
                            self.begin(setup, Some(&draw), rounds, asking).await
                        }
                    }
                }
            }
        };
        done.await
            .unwrap_or_else(|error| self.broken(asking.id, &with_causes(&error)))
    }

    /// Why a person may not start a round here.
    pub(super) fn may_not_start(&self, asking: Asking<'_>) -> Option<Message> {
        let starters = &self.settings.trivia.starter_roles;
        let mut roles = asking.caller.roles.iter();
        let may = starters.is_empty()
            || roles.any(|role| starters.contains(*role))
            || self.may(Right::Moderate, asking);
        if !may {
            return Some(notice::may_not("deed.start"));
        }
        asking.place.missing().map(notice::cannot_play)
    }

    /// The round of an order, or why there is none.
    async fn draw(
        &self,
        order: &Order,
        guild: u64,
        asking: Asking<'_>,
        rounds: &Arc<Rounds>,
        snapshot: &Snapshot,
    ) -> Result<Result<Drawn, Message>, StoreError> {
        let edition = &snapshot.edition;
        let film = match &order.film {
            None => None,
            Some(name) => match film_of(name, edition, &self.settings.limits) {
                Some(id) => Some(id),
                None => return Ok(Err(notice::no_such_film(name))),
            },
        };
        let wish = Wish {
            mode: order.mode,
            number: order.number,
            topic: order.topic.clone(),
            film,
            difficulty: order.difficulty,
        };
        let Questions { pool, secrets, .. } = &*self.pools.of(edition).await;
        let known = Known::by(guild, pool, &snapshot.services.store, rounds).await?;
        let seed = self.seal.seed(asking.id);
        let draw = draw(pool, &wish, &known, seed);
        if draw.questions.is_empty() {
            return Ok(Err(notice::no_questions()));
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
            aloud: settings.channel_answers && order.mode == Mode::Typed,
            secrets: draw
                .questions
                .iter()
                .map(|question| secrets.telling(question, &edition.knowledge))
                .collect(),
            questions: draw.questions.clone(),
        };
        Ok(Ok(Drawn { setup, draw, known }))
    }

    async fn begin(
        &self,
        setup: Setup,
        draw: Option<&Draw>,
        rounds: &Arc<Rounds>,
        asking: Asking<'_>,
    ) -> Result<(Message, Outcome), StoreError> {
        let id = self.seal.answer_id(asking.id);
        let host = person(asking.caller.person);
        let mut text = reply().fill(
            "round.begun",
            &[("person", &host), ("setup", &setup_words(&setup))],
        );
        if let Some(note) = draw.and_then(|draw| running_out(draw, &setup.wish)) {
            let _ = write!(text, "\n-# {note}");
        }
        if setup.previewed {
            let _ = write!(text, "\n-# {}", reply().say("round.host-is-out"));
        }
        match rounds.start(id, asking.caller.person, setup).await {
            Ok(()) => Ok((Message::text(text), Outcome::Started)),
            Err(StartError::Busy) => Ok((notice::round_goes_on(), Outcome::Refused)),
            Err(StartError::Store(error)) => Err(error),
        }
    }

    /// Shows the questions to the host alone, with a button that begins the round.
    fn preview(&self, drawn: Drawn, asking: Asking<'_>) -> (Message, Outcome) {
        let Drawn { setup, draw, known } = drawn;
        let id = self.seal.answer_id(asking.id);
        let mut text = reply().fill("round.preview", &[("setup", &setup_words(&setup))]);
        if let Some(note) = running_out(&draw, &setup.wish) {
            let _ = write!(text, "\n-# {note}");
        }
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
                let left = setup.questions.len() - number;
                let _ = write!(text, "\n-# {}", reply().fill("round.more", &[("n", &left)]));
                break;
            }
            text.push_str(&line);
        }
        self.previews.keep(Preview {
            id,
            host: asking.caller.person,
            setup: Setup {
                previewed: true,
                ..setup
            },
            known,
        });
        let begin = self.seal.id(Press::new(Action::Begin, id));
        let button = Button::new(Style::Primary, reply().say("round.start-this"), begin);
        let message = Message::private(shortened(&text, MAX_CONTENT)).buttons(&[button]);
        (message, Outcome::Told)
    }

    /// The button below a preview.
    pub(super) fn begin_pressed(
        &self,
        press: Press,
        rounds: &Rounds,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Response {
        if let Some(refusal) = self.may_not_start(asking) {
            return say(refusal, Outcome::Refused);
        }
        let (host, channel) = (asking.caller.person, asking.place.channel);
        let Some(preview) = self.previews.find(press.answer, host, channel) else {
            return say(notice::said("round.no-preview"), Outcome::Forgotten);
        };
        if rounds.in_channel(channel).is_some() {
            return say(notice::round_goes_on(), Outcome::Refused);
        }
        self.later(
            Ordered::Previewed(preview.id),
            preview.setup.guild,
            snapshot,
        )
    }

    async fn begin_previewed(
        &self,
        id: AnswerId,
        guild: u64,
        rounds: &Arc<Rounds>,
        asking: Asking<'_>,
        snapshot: &Snapshot,
    ) -> Result<(Message, Outcome), StoreError> {
        let (host, channel) = (asking.caller.person, asking.place.channel);
        let Some(preview) = self.previews.find(id, host, channel) else {
            return Ok((notice::said("round.no-preview"), Outcome::Forgotten));
        };
        let questions = self.pools.of(&snapshot.edition).await;
        let known = Known::by(guild, &questions.pool, &snapshot.services.store, rounds).await?;
        if known.overtakes(&preview.known, &preview.setup.questions) {
            return Ok((notice::said("round.overtaken"), Outcome::Refused));
        }
        self.begin(preview.setup, None, rounds, asking).await
    }
}

/// What a host is told where the questions like these near their end; nothing where there are many.
fn running_out(draw: &Draw, wish: &Wish) -> Option<String> {
    let taken = draw.questions.len();
    let fresh = draw.left.left.saturating_sub(taken);
    if draw.again {
        Some(reply().say("round.again").to_owned())
    } else if taken < wish.number && fresh == 0 {
        Some(reply().say("round.none-left").to_owned())
    } else if taken < wish.number {
        Some(reply().count("round.fewer", fresh as u64, &[]))
    } else if fresh < 2 * wish.number {
        Some(reply().count("round.left", fresh as u64, &[]))
    } else {
        None
    }
}

/// The id of a film that was picked, or by its id or any of its names, as they are read in questions.
pub(super) fn film_of(name: &str, edition: &Edition, limits: &Limits) -> Option<String> {
    let entities = &edition.knowledge.entities;
    let films = || {
        entities
            .iter()
            .filter(|entity| entity.kind == EntityKind::Film)
    };
    if let Some(id) = picked(name, EntityKind::Film, &edition.knowledge) {
        return Some(edition.knowledge.entity(id).id.clone());
    }
    if let Some(film) = films().find(|film| film.id == name.trim()) {
        return Some(film.id.clone());
    }
    let read = edition.read(name, limits);
    // Nothing but its name: what else stands there may mean another film.
    if read.terms.iter().any(|term| term.entities.is_empty()) {
        return None;
    }
    let named = read.terms.iter().flat_map(|term| &term.entities);
    let film = named
        .map(|id| edition.knowledge.entity(*id))
        .find(|entity| entity.kind == EntityKind::Film)?;
    Some(film.id.clone()).filter(|_| read.torn.is_none())
}
