//! What the bot sent, as tests ask about it afterwards.

use std::fmt;
use std::time::Duration;

use serde_json::Value;

use super::rest::route::Route;
use super::state::Id;

/// One request of the bot.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// The path below `/api/v10`, with its query.
    pub(crate) path: String,
    pub(crate) route: Route,
    /// The JSON body, of a multipart one its `payload_json`; null without a body.
    pub(crate) body: Value,
    pub(crate) files: Vec<File>,
    /// What it was answered with; none if the connection was cut.
    pub(crate) status: Option<u16>,
    /// The interaction it belongs to, and the time since that was dispatched.
    pub(crate) interaction: Option<(Id, Duration)>,
}

/// A file that came with a request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) content: Vec<u8>,
}

/// A rule of Discord that a request broke.
#[derive(Clone, Debug)]
pub(crate) struct Violation {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) broken: Vec<Broken>,
}

/// One broken rule, at one place of a body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Broken {
    /// The place, such as `embeds.0.title`; empty for the body itself.
    pub(crate) at: String,
    /// Discord's word for it, or ours where Discord has none.
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl fmt::Display for Request {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answer = self
            .status
            .map_or("cut".to_owned(), |status| status.to_string());
        write!(out, "{} {} -> {answer}", self.method, self.path)?;
        if let Some((_, after)) = self.interaction {
            write!(out, " after {after:?}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.method, self.path)?;
        for broken in &self.broken {
            write!(out, "\n  {broken}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = if self.at.is_empty() {
            "the body"
        } else {
            &self.at
        };
        write!(out, "{at}: {} ({})", self.message, self.code)
    }
}
