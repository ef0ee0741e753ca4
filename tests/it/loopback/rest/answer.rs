//! Answers and the shapes of Discord's errors (`Reference: Error Messages`; `Topics, Opcodes and
//! Status Codes`).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http_body_util::Full;
use hyper::Response;
use serde_json::{Value, json};

use super::super::record::Broken;
use super::limits::Allowance;

/// An answer before it is written out.
#[derive(Debug)]
pub(super) struct Answer {
    status: u16,
    body: Body,
    headers: Vec<(&'static str, String)>,
}

#[derive(Debug)]
enum Body {
    Nothing,
    Json(Value),
    Page(&'static str),
}

impl Answer {
    fn new(status: u16, body: Body) -> Self {
        Self {
            status,
            body,
            headers: Vec::new(),
        }
    }

    pub(super) fn ok(json: Value) -> Self {
        Self::new(200, Body::Json(json))
    }

    pub(super) fn created(json: Value) -> Self {
        Self::new(201, Body::Json(json))
    }

    /// 204.
    pub(super) fn nothing() -> Self {
        Self::new(204, Body::Nothing)
    }

    pub(super) fn error(status: u16, code: u32, message: &str) -> Self {
        Self::new(
            status,
            Body::Json(json!({ "message": message, "code": code })),
        )
    }

    /// A body that breaks rules: the errors in a tree, by their place.
    pub(super) fn invalid(broken: &[Broken]) -> Self {
        if broken
            .iter()
            .any(|one| one.code == super::super::rules::EMPTY_MESSAGE)
        {
            return Self::error(400, 50006, "Cannot send an empty message");
        }
        let mut tree = json!({});
        for one in broken {
            let parts = one.at.split('.').filter(|part| !part.is_empty());
            let place = parts.fold(&mut tree, |tree, part| &mut tree[part]);
            let error = json!({ "code": one.code, "message": one.message });
            match &mut place["_errors"] {
                Value::Array(errors) => errors.push(error),
                none => *none = json!([error]),
            }
        }
        let body = json!({ "message": "Invalid Form Body", "code": 50035, "errors": tree });
        Self::new(400, Body::Json(body))
    }

    /// Discord is down: its own words, or those of what stands before it.
    pub(super) fn down(status: u16) -> Self {
        match status {
            500 => Self::error(500, 0, "500: Internal Server Error"),
            _ => Self::new(
                status,
                Body::Page("<html><h1>error</h1><p>cloudflare</p></html>"),
            ),
        }
    }

    /// 429 without a bucket.
    pub(super) fn too_many(wait: Duration) -> Self {
        let seconds = wait.as_secs_f64();
        let body = json!({
            "message": "You are being rate limited.", "retry_after": seconds, "global": false,
        });
        let mut answer = Self::new(429, Body::Json(body));
        // Clients tell Discord's own 429 from a proxy's by `Via`.
        answer.headers.push(("via", "1.1 google".into()));
        answer
            .headers
            .push(("retry-after", format!("{}", seconds.ceil())));
        answer.headers.push(("x-ratelimit-scope", "user".into()));
        answer
    }

    /// 429, as the bucket is used up.
    pub(super) fn limited(allowance: Option<Allowance>) -> Self {
        let wait = allowance
            .as_ref()
            .map_or(Duration::ZERO, |left| left.reset_after);
        Self::too_many(wait).with(allowance)
    }

    /// With the headers of its bucket.
    pub(super) fn with(mut self, allowance: Option<Allowance>) -> Self {
        let Some(left) = allowance else {
            return self;
        };
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let reset = (now + left.reset_after).as_secs_f64();
        self.headers.extend([
            ("x-ratelimit-limit", left.limit.to_string()),
            ("x-ratelimit-remaining", left.remaining().to_string()),
            ("x-ratelimit-reset", format!("{reset:.3}")),
            (
                "x-ratelimit-reset-after",
                format!("{:.3}", left.reset_after.as_secs_f64()),
            ),
            ("x-ratelimit-bucket", left.bucket.replace(' ', "-")),
        ]);
        self
    }

    pub(super) fn status(&self) -> u16 {
        self.status
    }

    pub(super) fn into_response(self) -> Response<Full<Bytes>> {
        let mut response = Response::builder().status(self.status);
        for (name, value) in self.headers {
            response = response.header(name, value);
        }
        let (kind, body) = match self.body {
            Body::Nothing => return response.body(Full::default()).expect("headers are ASCII"),
            Body::Json(json) => ("application/json", json.to_string()),
            Body::Page(page) => ("text/html", page.to_owned()),
        };
        let response = response.header("content-type", kind).body(body.into());
        response.expect("headers are ASCII")
    }
}
