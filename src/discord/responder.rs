//! One interaction from its arrival to its answer: read, permitted, answered,
//! delivered; whatever happens on the way, the person gets one answer.

mod message;
mod press;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use futures_util::FutureExt;
use serenity::all::Interaction;
use serenity::http::Http;
use tokio::runtime::Handle;
use tokio::sync::Mutex;
use tracing::Instrument;

use super::access::{self, Deed};
use super::button::{Seal, answer_id};
use super::completion;
use super::delivery::{Delivered, Delivery, DeliveryError};
use super::live::Live;
use super::message::{Callback, Message};
use super::parse::{Incoming, ParseError, Ticket, Wish, parse, ticket};
use super::place::{Caller, Place};
use super::policy::{self, Refusal};
use super::records::{Kept, Records};
use super::registration::register;
use super::render::{self, Setting, notice};
use super::shutdown::InFlight;
use super::throttle::{Effort, Throttle};
use crate::bot;
use crate::bot::recorded::{Recorded, tell};
use crate::edition::Edition;
use crate::reply::{Reply, Status};
use crate::request::Request;
use crate::settings::Settings;

/// Answers interactions.
#[derive(Debug)]
pub struct Responder {
    pub(super) settings: Arc<Settings>,
    pub(super) live: Live,
    pub(super) seal: Seal,
    pub(super) throttle: Throttle,
    pub(super) delivery: Delivery,
    pub(super) http: Http,
    pub(super) records: Records,
    /// What has begun and not ended.
    pub in_flight: InFlight,
    application: AtomicU64,
    user: AtomicU64,
    registered: Mutex<bool>,
}

/// What came of an interaction, for the log and the metrics.
type Outcome = &'static str;

/// The outcome after which the message goes.
const DELETED: Outcome = "deleted";

/// A question on its way: by whom, where, and what its answer's id is drawn from.
#[derive(Debug, Clone, Copy)]
struct Asking<'a> {
    id: u64,
    caller: &'a Caller,
    place: &'a Place,
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
            http,
            records: Records::default(),
            in_flight: InFlight::default(),
            application: AtomicU64::new(0),
            user: AtomicU64::new(0),
            registered: Mutex::new(false),
        }
    }

    /// The bot's own user; zero before Discord has told it.
    pub fn user(&self) -> u64 {
        self.user.load(Ordering::Relaxed)
    }

    /// The application; zero before Discord has told it.
    pub fn application(&self) -> u64 {
        self.application.load(Ordering::Relaxed)
    }

    /// Discord knows the bot: from now on it can register commands and say who it is.
    pub async fn ready(&self, application: u64, user: u64, guilds: Vec<u64>) {
        self.application.store(application, Ordering::Relaxed);
        self.user.store(user, Ordering::Relaxed);
        let mut registered = self.registered.lock().await;
        if !*registered {
            let home = &self.settings.discord.home_servers;
            register(&self.http, application, home, &guilds).await;
            *registered = true;
        }
    }

    /// Forgets what is no longer needed; called now and then.
    pub fn tidy(&self) {
        self.throttle.forget_idle();
    }

    /// Takes an interaction, and answers it in a task of its own.
    pub fn take(self: &Arc<Self>, runtime: &Handle, interaction: Interaction) {
        let since = Instant::now();
        let begun = self.in_flight.begin();
        let responder = Arc::clone(self);
        let command = command_of(&interaction);
        let span = tracing::info_span!(
            "interaction",
            command = %command,
            outcome = tracing::field::Empty,
            ms = tracing::field::Empty,
        );
        let work = async move {
            let ticket = ticket(&interaction);
            let handling = AssertUnwindSafe(responder.handle(&interaction, &ticket, since));
            let outcome = match handling.catch_unwind().await {
                Ok(outcome) => outcome,
                Err(_) => responder.apologise(&ticket, since).await,
            };
            let took = since.elapsed();
            let span = tracing::Span::current();
            span.record("outcome", outcome);
            span.record("ms", took.as_millis());
            metrics::counter!("interactions_total", "command" => command.clone(), "outcome" => outcome)
                .increment(1);
            metrics::histogram!("interaction_seconds", "command" => command).record(took);
            tracing::info!("done");
            drop(begun);
        };
        runtime.spawn(work.instrument(span));
    }

    /// A panic is answered too; its text is in the log, under the same number.
    async fn apologise(&self, ticket: &Ticket, since: Instant) -> Outcome {
        let reference = answer_id(ticket.id);
        tracing::error!(reference, "a handler panicked");
        let callback = Callback::Say(notice::broken(&reference));
        let _ = self.deliver(ticket, &callback, since).await;
        "panicked"
    }

    async fn handle(&self, interaction: &Interaction, ticket: &Ticket, since: Instant) -> Outcome {
        let (callback, outcome) = match parse(interaction) {
            Ok(incoming) => self.decide(&incoming).await,
            Err(error) => {
                tracing::warn!(%error, "not understood");
                (Callback::Say(excuse(&error)), "not-understood")
            }
        };
        if self.deliver(ticket, &callback, since).await.is_err() {
            return "undelivered";
        }
        // Taking a message away needs the interaction to be acknowledged first.
        if outcome == DELETED {
            let deleted = self.delivery.delete(self.application(), ticket).await;
            if let Err(error) = deleted {
                tracing::error!(%error, "the message was not taken away");
                return "undelivered";
            }
        }
        outcome
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

    /// What to answer.
    async fn decide(&self, incoming: &Incoming) -> (Callback, Outcome) {
        let Incoming { caller, place, .. } = incoming;
        if let Some(refusal) = policy::refusal(&self.settings.discord, caller, place) {
            let message = match refusal {
                Refusal::Blocked => notice::blocked(),
                Refusal::Channel => notice::not_here(),
            };
            return match incoming.wish {
                Wish::Complete { .. } => (Callback::Complete(Vec::new()), "refused"),
                _ => (Callback::Say(message), "refused"),
            };
        }
        let effort = match &incoming.wish {
            Wish::Respond { .. } => Effort::Question,
            _ => Effort::Press,
        };
        if let Err(wait) = self.throttle.check(caller.person, effort) {
            return match incoming.wish {
                Wish::Complete { .. } => (Callback::Complete(Vec::new()), "throttled"),
                _ => (Callback::Say(notice::too_fast(wait)), "throttled"),
            };
        }
        let Some(edition) = self.live.edition().await else {
            return (Callback::Say(notice::broken("no-edition")), "failed");
        };
        match &incoming.wish {
            Wish::Respond { request, private } => {
                let asking = Asking {
                    id: incoming.ticket.id,
                    caller,
                    place,
                };
                let (message, outcome) = self.respond(request, *private, asking, &edition);
                (Callback::Say(message), outcome)
            }
            Wish::Privacy => (Callback::Say(render::privacy_message(90, false)), "told"),
            Wish::Press { id, .. } => self.press(id, incoming, &edition).await,
            Wish::Complete { command, typed } => (
                Callback::Complete(completion::choices(command, typed, &edition)),
                "completed",
            ),
        }
    }

    /// The bot's reply to a request, as a message.
    fn respond(
        &self,
        request: &Request,
        private: bool,
        asking: Asking<'_>,
        edition: &Edition,
    ) -> (Message, Outcome) {
        let missing = asking.place.missing();
        let private = private || missing.is_some();
        let id = self.seal.answer_id(asking.id);
        let setting = Setting {
            seal: &self.seal,
            answer: id,
            private,
        };
        let (mut message, outcome) = match request {
            Request::Ask(question) => {
                tracing::debug!(question, "asked");
                self.answer(question, setting, asking, edition)
            }
            _ => match bot::respond(request, edition, &self.settings.limits) {
                Reply::Answer(reply) => (render::answer_message(&reply, None, setting), "told"),
                Reply::Card(card) => {
                    let recorded = Recorded::of_offers(&card.questions, edition);
                    self.keep(setting, recorded, asking);
                    (render::card_message(&card, setting), "told")
                }
                Reply::NoSuchName { noun, nearest } => {
                    let typed = match request {
                        Request::Film(typed) | Request::Person(typed) => typed,
                        _ => "",
                    };
                    (render::nearest_message(noun, typed, &nearest), "unknown")
                }
                Reply::Sources(sources) => (render::sources_message(&sources, private), "told"),
                Reply::Help => (render::help_message(self.moderates(asking)), "told"),
            },
        };
        if let Some(missing) = missing {
            message.content.push_str(&notice::cannot_speak(missing));
        }
        (message, outcome)
    }

    /// Answers a question and keeps what its buttons need.
    fn answer(
        &self,
        question: &str,
        setting: Setting<'_>,
        asking: Asking<'_>,
        edition: &Edition,
    ) -> (Message, Outcome) {
        let told = tell(question, edition, &self.settings.limits);
        let outcome = match told.reply.status {
            Status::Answered => "answered",
            Status::Disagreement => "disagreement",
            Status::Unknown => "unknown",
        };
        self.keep(setting, told.recorded, asking);
        let message = render::answer_message(&told.reply, Some(question), setting);
        (message, outcome)
    }

    fn keep(&self, setting: Setting<'_>, recorded: Recorded, asking: Asking<'_>) {
        let kept = Kept {
            asker: asking.caller.person,
            private: setting.private,
            shared: false,
            recorded: Arc::new(recorded),
        };
        self.records.keep(setting.answer, kept);
    }

    fn moderates(&self, asking: Asking<'_>) -> bool {
        let settings = &self.settings.discord;
        access::may(Deed::Knowledge, asking.caller, asking.place, settings)
    }
}

/// What is said to an interaction that is not understood.
fn excuse(error: &ParseError) -> Message {
    match error {
        ParseError::NoText => notice::no_text(),
        ParseError::UnknownCommand(_) | ParseError::MissingOption(_) | ParseError::Kind => {
            notice::unknown_command()
        }
    }
}

/// The name under which an interaction is counted: one of few, never a person's text.
fn command_of(interaction: &Interaction) -> String {
    match interaction {
        Interaction::Command(command) => known(&command.data.name).to_owned(),
        Interaction::Autocomplete(_) => "completion".to_owned(),
        Interaction::Component(_) => "button".to_owned(),
        _ => "other".to_owned(),
    }
}

fn known(name: &str) -> &'static str {
    crate::request::COMMANDS
        .iter()
        .find(|command| command.name == name)
        .map_or("other", |command| command.name)
}
