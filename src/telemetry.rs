//! What the bot tells of itself: the log, the metrics, and whether it is well.
//!
//! Question texts are logged at debug only, tokens never; serenity's own target
//! stays at info, because its debug lines print requests.

pub mod cause;
pub mod health;

use std::backtrace::{Backtrace, BacktraceStatus};
use std::panic::PanicHookInfo;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::FilterFn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::settings::TelemetrySettings;

/// Targets that print what nobody should read: requests with tokens, whole payloads.
const QUIET: &[&str] = &[
    "serenity=info",
    "tokio_tungstenite=info",
    "tungstenite=info",
    "hyper=info",
    "hyper_util=info",
    "reqwest=info",
    "h2=info",
];

/// Starts the log on standard error; a second start changes nothing. Where nobody reads it any
/// more, its lines are lost and nothing else: to complain of that on standard error would panic.
pub fn start_log(settings: &TelemetrySettings) {
    let filter = EnvFilter::new(filter(&settings.log));
    // Serenity's spans print whole events into their fields, for every event.
    let no_spans_of_serenity =
        FilterFn::new(|about| about.is_event() || !about.target().starts_with("serenity"));
    let registry = tracing_subscriber::registry()
        .with(filter)
        .with(no_spans_of_serenity);
    let writer = std::io::stderr;
    let started = if settings.log_json {
        let layer = tracing_subscriber::fmt::layer()
            .json()
            .log_internal_errors(false)
            .with_writer(writer);
        registry.with(layer).try_init()
    } else {
        let layer = tracing_subscriber::fmt::layer()
            .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
            .with_target(false)
            .log_internal_errors(false)
            .with_writer(writer);
        registry.with(layer).try_init()
    };
    // In tests of one process somebody else may have started it.
    drop(started);
}

/// From now on a panic is told in the log, by [`tell_panic`], and not on standard error.
pub fn log_panics() {
    std::panic::set_hook(Box::new(tell_panic));
}

/// Tells where a panic happened, and at debug what it said: that may quote a person's question.
pub fn tell_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string);
    let trace = Backtrace::capture();
    let trace = (trace.status() == BacktraceStatus::Captured).then(|| trace.to_string());
    tracing::error!(place, trace, "a panic");
    tracing::debug!(words = panic.payload_as_str(), "a panic");
}

/// The level for all, and no finer than info for the targets that say too much.
fn filter(level: &str) -> String {
    match level {
        "debug" | "trace" => format!("{level},{}", QUIET.join(",")),
        _ => level.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::filter;

    #[test]
    fn serenity_is_never_finer_than_info() {
        for level in ["debug", "trace"] {
            assert!(filter(level).contains("serenity=info"));
        }
        assert_eq!(filter("warn"), "warn");
    }
}
