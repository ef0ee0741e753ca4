//! What came of an interaction: a label of the metrics, and so one of a closed list.

/// What came of an interaction, for the log and the metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// What was asked for was shown.
    Told,
    /// A question was answered, in a round or by the knowledge.
    Answered,
    /// It was answered with a dispute.
    Disagreement,
    /// There is nothing to show.
    Unknown,
    /// Names were offered while one was typed.
    Completed,
    /// What was ordered was done.
    Done,
    /// A verdict was stored.
    Rated,
    /// The moderators were told.
    Reported,
    /// What was private was shown to all.
    Shared,
    /// A message or a person's data was removed.
    Deleted,
    /// A round was started.
    Started,
    /// A hint was given.
    Hinted,
    /// A vote was counted.
    Voted,
    /// A question was challenged.
    Challenged,
    /// A challenge was upheld.
    Upheld,
    /// A challenge was rejected.
    Rejected,
    /// The channel could not be spoken in; the person was told.
    ToldPrivately,
    /// It may not be done, or not now.
    Refused,
    /// Discord does not let the bot speak.
    Forbidden,
    /// It would have given away a question that is on.
    Withheld,
    /// It came too fast.
    Throttled,
    /// It came too late.
    Late,
    /// What it is about is no longer kept.
    Forgotten,
    /// It was not understood.
    NotUnderstood,
    /// Something broke; who asked was told so.
    Failed,
    /// A handler panicked.
    Panicked,
    /// The answer did not get there.
    Undelivered,
}

impl Outcome {
    /// The word it is logged and counted under.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::Answered => "answered",
            Self::Disagreement => "disagreement",
            Self::Unknown => "unknown",
            Self::Completed => "completed",
            Self::Done => "done",
            Self::Rated => "rated",
            Self::Reported => "reported",
            Self::Shared => "shared",
            Self::Deleted => "deleted",
            Self::Started => "started",
            Self::Hinted => "hinted",
            Self::Voted => "voted",
            Self::Challenged => "challenged",
            Self::Upheld => "upheld",
            Self::Rejected => "rejected",
            Self::ToldPrivately => "told-privately",
            Self::Refused => "refused",
            Self::Forbidden => "forbidden",
            Self::Withheld => "withheld",
            Self::Throttled => "throttled",
            Self::Late => "late",
            Self::Forgotten => "forgotten",
            Self::NotUnderstood => "not-understood",
            Self::Failed => "failed",
            Self::Panicked => "panicked",
            Self::Undelivered => "undelivered",
        }
    }
}
