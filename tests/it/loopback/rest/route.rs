//! Kinds of requests, as faults and records name them.

/// A kind of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// The first answer to an interaction.
    Callback,
    /// Reading, editing or deleting an interaction's own messages.
    Edit,
    /// A further message of an interaction.
    FollowUp,
    /// Messages in channels, without an interaction.
    Message,
    /// Commands.
    Registration,
    /// Everything else.
    Other,
    /// In a fault: whatever comes.
    Any,
}
