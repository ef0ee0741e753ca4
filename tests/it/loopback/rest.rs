//! The REST half: takes requests, records them, lets planned faults happen (`Reference`).

mod answer;
mod body;
mod channel;
mod endpoint;
pub(super) mod faults;
mod interaction;
pub(super) mod limits;
mod registration;
pub(super) mod route;

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::header::AUTHORIZATION;
use hyper::{Response, service};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use super::hub::{Hub, SECRETS};
use super::record::{Request, Violation};
use super::state::State;
use super::{openapi, rules};
use answer::Answer;
use body::Payload;
use endpoint::{Endpoint, Token};
use faults::{Effect, RestFault};
use limits::Allowance;

/// What the connection is cut with.
#[derive(Debug, thiserror::Error)]
#[error("the connection is cut, as the test wants it")]
pub(super) struct Cut;

/// A request on its way through.
struct Call {
    method: String,
    /// The path below `/api/v10` with its query.
    path: String,
    endpoint: Option<Endpoint>,
    payload: Payload,
    authorization: Option<String>,
    arrived: Instant,
}

/// Serves until the task is ended.
pub(super) async fn serve(shared: Arc<Hub>, listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        // Small answers must not wait for each other.
        let _ = stream.set_nodelay(true);
        tokio::spawn(async move {
            let service = service::service_fn(|request| respond(Arc::clone(&shared), request));
            let http = hyper::server::conn::http1::Builder::new();
            // Clients go when they like, and cuts end here too.
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn respond(
    shared: Arc<Hub>,
    request: hyper::Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Cut> {
    let (head, body) = request.into_parts();
    let arrived = Instant::now();
    let bytes = body.collect().await.map_err(|_| Cut)?.to_bytes();
    let header = |name| Some(head.headers.get(name)?.to_str().ok()?.to_owned());
    let path = head.uri.path_and_query().map_or("", |path| path.as_str());
    let path = path.strip_prefix("/api/v10").unwrap_or_default().to_owned();
    let call = Call {
        method: head.method.to_string(),
        endpoint: Endpoint::of(&path),
        path,
        payload: Payload::read(header(hyper::header::CONTENT_TYPE).as_deref(), bytes).await,
        authorization: header(AUTHORIZATION),
        arrived,
    };
    let answer = call.through(&shared).await;
    call.record(&shared, answer.as_ref().ok());
    answer.map(Answer::into_response)
}

impl Call {
    /// Through faults and limits to what is asked for.
    async fn through(&self, shared: &Hub) -> Result<Answer, Cut> {
        let route = self.route();
        let fault = shared.look(|state| state.take_fault(route));
        match fault.as_ref().map(RestFault::effect) {
            Some(Effect::Answer(answer)) => return Ok(answer),
            Some(Effect::Cut) => return Err(Cut),
            Some(Effect::Delay(time)) => tokio::time::sleep(time).await,
            Some(Effect::CutAfterwards) | None => {}
        }
        let answer = shared.change(|state| self.answer(shared, state));
        if matches!(fault, Some(RestFault::CutAnswer)) {
            Err(Cut)
        } else {
            Ok(answer)
        }
    }

    fn answer(&self, shared: &Hub, state: &mut State) -> Answer {
        let Some(endpoint) = &self.endpoint else {
            return Answer::error(404, 0, "404: Not Found");
        };
        let bot = format!("Bot {}", shared.options.token);
        if endpoint.needs_token() && self.authorization.as_deref() != Some(&bot) {
            return Answer::error(401, 0, "401: Unauthorized");
        }
        let allowance = self.allowance(endpoint, state);
        if shared.options.rate_limits && allowance.as_ref().is_some_and(Allowance::is_used_up) {
            return Answer::limited(allowance);
        }
        let answer = match self.refusal(shared, endpoint, state) {
            Some(refusal) => refusal,
            None => self.perform(shared, endpoint, state),
        };
        answer.with(allowance)
    }

    /// How much of its bucket is left for this request.
    fn allowance(&self, endpoint: &Endpoint, state: &mut State) -> Option<Allowance> {
        let (bucket, limit, window) = endpoint.bucket(&self.method)?;
        Some(
            state
                .buckets
                .take(bucket, limit, Duration::from_secs(window), self.arrived),
        )
    }

    /// The answer to a body that breaks a rule, which is recorded.
    fn refusal(&self, shared: &Hub, endpoint: &Endpoint, state: &mut State) -> Option<Answer> {
        let mut broken = self.payload.broken.clone();
        if let Some(form) = endpoint.form(&self.method, state)
            && broken.is_empty()
        {
            let files = self.payload.files.len();
            broken = rules::check(form, &self.payload.json, files, shared.options.no_mentions);
            broken.extend(openapi::check(form, &self.payload.json));
        }
        if broken.is_empty() {
            return None;
        }
        let answer = Answer::invalid(&broken);
        let (method, path) = (self.method.clone(), self.path.clone());
        state.violations.push(Violation {
            method,
            path,
            broken,
        });
        Some(answer)
    }

    fn perform(&self, shared: &Hub, endpoint: &Endpoint, state: &mut State) -> Answer {
        let json = &self.payload.json;
        match (self.method.as_str(), endpoint) {
            ("GET", Endpoint::Gateway { bot }) => gateway(shared, *bot),
            ("GET", Endpoint::Me) => Answer::ok(state.bot_json()),
            ("GET", Endpoint::Application) => Answer::ok(state.application_json()),
            ("POST", Endpoint::DirectMessages) => channel::open_direct(state, json),
            (_, Endpoint::Commands(guild)) => {
                let whole = self.path.contains("with_localizations=true");
                registration::all(state, &self.method, *guild, json, whole)
            }
            (_, Endpoint::Command(guild, id)) => {
                registration::one(state, &self.method, *guild, *id, json)
            }
            ("POST", Endpoint::Callback(id, token)) => {
                let window = shared.options.callback_window;
                interaction::callback(state, self, (*id, token), window)
            }
            (_, Endpoint::Webhook(token, message)) => {
                interaction::webhook(state, self, token, *message, shared.options.token_life)
            }
            ("GET", Endpoint::Channel(id)) => channel::get(state, *id),
            ("POST", Endpoint::Typing(_)) => Answer::nothing(),
            (_, Endpoint::Message(channel, message)) => {
                channel::message(state, self, *channel, *message)
            }
            _ => Answer::error(405, 0, "405: Method Not Allowed"),
        }
    }

    fn record(&self, shared: &Hub, answer: Option<&Answer>) {
        let arrived = self.arrived;
        let secret = self.tells_secret();
        shared.change(|state| {
            if secret {
                let told = || format!("{} {}: {}", self.method, self.path, self.payload.json);
                state.told_secret.get_or_insert_with(told);
            }
            let token = self.endpoint.as_ref().and_then(Endpoint::token);
            let interaction = token
                .and_then(|token: &Token| state.interactions.get(state.tokens.get(token)?))
                .map(|of| (of.id, arrived.saturating_duration_since(of.dispatched)));
            state.add_request(Request {
                method: self.method.clone(),
                path: self.path.clone(),
                route: self.route(),
                body: self.payload.json.clone(),
                files: self.payload.files.clone(),
                status: answer.map(Answer::status),
                interaction,
            });
        });
    }

    /// True where a token is in the body. In the path only those of interactions belong.
    fn tells_secret(&self) -> bool {
        let body = self.payload.json.to_string();
        let files = self.payload.files.iter().map(|file| &file.content);
        let in_files = files
            .flat_map(|content| SECRETS.iter().map(move |secret| (content, secret)))
            .any(|(content, secret)| {
                let mut windows = content.windows(secret.len());
                windows.any(|window| window == secret.as_bytes())
            });
        in_files
            || SECRETS.iter().any(|secret| body.contains(secret))
            || self.path.contains(SECRETS[0])
    }

    fn route(&self) -> route::Route {
        self.endpoint
            .as_ref()
            .map_or(route::Route::Other, Endpoint::route)
    }
}

fn gateway(shared: &Hub, bot: bool) -> Answer {
    let mut json = serde_json::json!({ "url": shared.gateway_url() });
    if bot {
        json["shards"] = shared.options.shards.into();
        json["session_start_limit"] = serde_json::json!({
            "total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1,
        });
    }
    Answer::ok(json)
}
