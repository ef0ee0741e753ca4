//! How interactions are logged and counted: never by what a person typed.

use std::time::Instant;

use serenity::all::Interaction;

use super::Outcome;

/// One span for each interaction; what a person typed is never in it.
pub(super) fn span(command: &'static str) -> tracing::Span {
    tracing::info_span!(
        "interaction",
        command,
        outcome = tracing::field::Empty,
        ms = tracing::field::Empty,
    )
}

/// Writes down what came of it, in the current span and in the metrics.
pub(super) fn count_outcome(command: &'static str, outcome: Outcome, since: Instant) {
    let took = since.elapsed();
    let span = tracing::Span::current();
    span.record("outcome", outcome.as_str());
    span.record("ms", took.as_millis());
    metrics::counter!("interactions_total", "command" => command, "outcome" => outcome.as_str())
        .increment(1);
    metrics::histogram!("interaction_seconds", "command" => command).record(took);
    tracing::info!("done");
}

/// The name under which an interaction is counted: one of few, never a person's text.
pub(super) fn command_of(interaction: &Interaction) -> &'static str {
    match interaction {
        Interaction::Command(command) => crate::request::COMMANDS
            .iter()
            .find(|known| known.name == command.data.name)
            .map_or("other", |known| known.name),
        Interaction::Autocomplete(_) => "completion",
        Interaction::Component(_) => "button",
        Interaction::Modal(_) => "form",
        _ => "other",
    }
}
