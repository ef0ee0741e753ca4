//! One interaction from its arrival to its answer: read, permitted, answered,
//! delivered; whatever happens on the way, the person gets one answer.

mod answer;
mod case;
mod complete;
mod counted;
mod daily;
mod fault;
mod knowledge;
mod message;
mod own;
mod play;
mod press;
mod preview;
mod sign;
mod start;
mod trivia;
mod turn;
mod upkeep;

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use futures_util::FutureExt;
use serenity::all::Interaction;
use serenity::http::Http;
use tokio::runtime::Handle;
use tokio::sync::OnceCell;
use tracing::Instrument;

use super::button::Seal;
use super::delivery::{Delivered, Delivery, DeliveryError};
use super::live::{Live, Snapshot};
use super::membership::Membership;
use super::message::{Callback, Message};
use super::outcome::Outcome;
use super::parents::Parents;
use super::parse::{Incoming, ParseError, Requested, Ticket, parse, ticket};
use super::policy::{self, Refusal};
use super::records::Records;
use super::registration::Registration;
use super::render::{self, notice};
use super::shutdown::InFlight;
use super::throttle::{Effort, Throttle};
use super::trivia::drawing::Drawing;
use super::trivia::pools::Pools;
use crate::rounds::Rounds;
use crate::settings::Settings;
use crate::telemetry::cause::with_causes;
use answer::Asking;
use counted::{command_of, count_outcome, span};
use press::Shown;
use sign::Sign;

/// Answers interactions.
#[derive(Debug)]
pub struct Responder {
    settings: Arc<Settings>,
    live: Live,
    seal: Seal,
    throttle: Throttle,
    delivery: Delivery,
    http: Arc<Http>,
    records: Records,
    pools: Pools,
    previews: preview::Previews,
    parents: Parents,
    drawing: Drawing,
    /// There once those that were going on before have been found again.
    rounds: OnceCell<Arc<Rounds>>,
    /// What has begun and not ended.
    pub in_flight: InFlight,
    application: AtomicU64,
    user: AtomicU64,
    membership: Membership,
    registration: Registration,
}

/// What is done about an interaction.
#[derive(Debug)]
enum Response {
    /// It is answered, and that is all.
    Now(Callback, Outcome),
    /// The message the button is on goes.
    TakeAway,
    /// It is acknowledged, to one person or to all, and answered when the work is done.
    Later { private: bool, work: Work },
}

/// What takes longer than Discord waits.
#[derive(Debug)]
enum Work {
    Knowledge(knowledge::Work),
    Trivia(start::Work),
}

fn say(message: Message, outcome: Outcome) -> Response {
    Response::Now(Callback::Say(message), outcome)
}

impl Responder {
    /// With all it needs.
    pub fn new(
        settings: Arc<Settings>,
        live: Live,
        seal: Seal,
        delivery: Delivery,
        http: Http,
    ) -> Self {
        Self {
            throttle: Throttle::new(settings.cooldown),
            settings,
            live,
            seal,
            delivery,
            http: Arc::new(http),
            records: Records::default(),
            pools: Pools::default(),
            previews: preview::Previews::default(),
            parents: Parents::default(),
            drawing: Drawing::default(),
            rounds: OnceCell::new(),
            in_flight: InFlight::default(),
            application: AtomicU64::new(0),
            user: AtomicU64::new(0),
            membership: Membership::default(),
            registration: Registration::default(),
        }
    }

    /// The bot's own user; zero before Discord has told it.
    pub fn user(&self) -> u64 {
        self.user.load(Ordering::Relaxed)
    }

    /// Takes an interaction, and answers it in a task of its own.
    pub fn take(self: &Arc<Self>, runtime: &Handle, interaction: Interaction) {
        let since = Instant::now();
        let begun = self.in_flight.begin();
        let responder = Arc::clone(self);
        let command = command_of(&interaction);
        let work = async move {
            let Some(ticket) = ticket(&interaction) else {
                tracing::warn!("an interaction of a kind nobody knows");
                return;
            };
            let signed = OnceLock::new();
            let handling = responder.answer_to(&interaction, &ticket, since, &signed);
            let outcome = match AssertUnwindSafe(handling).catch_unwind().await {
                Ok(outcome) => outcome,
                Err(_) => responder.apologise(&ticket, since, &signed).await,
            };
            count_outcome(command, outcome, since);
            drop(begun);
        };
        runtime.spawn(work.instrument(span(command)));
    }

    async fn answer_to(
        &self,
        interaction: &Interaction,
        ticket: &Ticket,
        since: Instant,
        signed: &OnceLock<Sign>,
    ) -> Outcome {
        match parse(interaction) {
            Ok(incoming) => self.handle(&incoming, since, signed).await,
            Err(error) => {
                tracing::warn!(%error, "not understood");
                let callback = Callback::Say(excuse(&error));
                match self.deliver(ticket, &callback, since).await {
                    Ok(_) => Outcome::NotUnderstood,
                    Err(_) => Outcome::Undelivered,
                }
            }
        }
    }

    async fn deliver(
        &self,
        ticket: &Ticket,
        callback: &Callback,
        since: Instant,
    ) -> Result<Delivered, DeliveryError> {
        let delivered = self.delivery.answer(ticket, callback, since).await;
        match &delivered {
            Ok(Delivered::Taken) => {}
            Ok(Delivered::Already) => tracing::info!("Discord had the answer already"),
            Err(error) => tracing::error!(%error, "the answer was not delivered"),
        }
        delivered
    }

    /// What to do about an interaction.
    async fn decide(&self, incoming: &Incoming) -> Response {
        let Incoming { caller, place, .. } = incoming;
        let completing = matches!(incoming.wish, Requested::Complete { .. });
        let refuse = |message: Message, outcome| {
            if completing {
                Response::Now(Callback::Complete(Vec::new()), outcome)
            } else {
                say(message, outcome)
            }
        };
        // One's own data can be seen and removed wherever one is, and by whom the bot does not answer.
        let own = matches!(incoming.wish, Requested::MyData { .. } | Requested::Privacy);
        match policy::refusal(&self.settings.discord, caller, place) {
            Some(Refusal::Blocked) if !own => return refuse(notice::blocked(), Outcome::Refused),
            Some(Refusal::Channel) if !own => return refuse(notice::not_here(), Outcome::Refused),
            _ => {}
        }
        let effort = match incoming.wish {
            Requested::Respond { .. } => Some(Effort::Question),
            // A keystroke is no wish yet, and costs a bounded moment.
            Requested::Complete { .. } => None,
            _ => Some(Effort::Press),
        };
        if let Some(effort) = effort
            && let Err(wait) = self.throttle.check(caller.person, effort)
        {
            return refuse(notice::too_fast(wait), Outcome::Throttled);
        }
        match self.snapshot().await {
            Ok(snapshot) => self.respond_to(incoming, &snapshot).await,
            Err(error) => {
                let (message, outcome) = self.broken(incoming.ticket.id, &with_causes(&error));
                refuse(message, outcome)
            }
        }
    }

    async fn respond_to(&self, incoming: &Incoming, snapshot: &Snapshot) -> Response {
        let asking = Asking::of(incoming);
        match &incoming.wish {
            Requested::Respond {
                request,
                private,
                spoilers,
            } => {
                let (message, outcome) =
                    self.respond(request, *private, *spoilers, asking, snapshot);
                say(message, outcome)
            }
            Requested::Privacy => {
                let kept = render::Keeping {
                    days: self.settings.data.keep_days,
                    wording_here: policy::keeps_wording(&self.settings.discord, asking.place),
                    wording_elsewhere: !self.settings.discord.keep_wording_in.is_empty(),
                    listens: self.settings.trivia.channel_answers,
                };
                say(render::privacy_message(kept), Outcome::Told)
            }
            Requested::Why { id } => self.why(id, asking, snapshot).await,
            Requested::MyData { delete } => self.own_data(*delete, asking, snapshot).await,
            Requested::Knowledge(deed) => self.knowledge(*deed, asking, snapshot),
            Requested::Trivia(deed) => self.trivia(deed, asking, snapshot).await,
            Requested::Press {
                id,
                message,
                content,
                card,
            } => {
                let shown = Shown {
                    message: *message,
                    content,
                    card: card.as_deref(),
                };
                self.press(id, shown, asking, snapshot).await
            }
            Requested::Submit { id, message, text } => {
                self.typed(id, *message, text, asking, snapshot).await
            }
            Requested::Complete {
                kind,
                typed,
                beside,
            } => self.complete(*kind, typed, beside.as_deref(), snapshot),
        }
    }
}

/// What is said to an interaction that is not understood.
fn excuse(error: &ParseError) -> Message {
    match error {
        ParseError::NoText => notice::no_text(),
        ParseError::UnknownCommand(_) | ParseError::Kind => notice::unknown_command(),
        ParseError::MissingOption(option) => notice::empty_option(option),
        ParseError::LookUp(error) => notice::misread(error),
        ParseError::NoMessage => notice::strange_button(),
    }
}
