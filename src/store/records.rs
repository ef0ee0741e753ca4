//! What is stored, as values: answers, feedback, reports, the history of editions.
//!
//! Times are seconds since 1970, in UTC; users, guilds, channels and messages are Discord's ids.

use std::fmt;

/// Digits of Crockford's base 32: none looks like another.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Name of one answer: 10 digits of Crockford's base 32, so 50 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnswerId([u8; Self::DIGITS]);

impl AnswerId {
    /// Digits of an id.
    pub const DIGITS: usize = 10;

    /// The id of the lowest 50 bits; take random ones, so that nobody guesses an id.
    pub fn from_bits(bits: u64) -> Self {
        let mut id = [b'0'; Self::DIGITS];
        for (at, digit) in id.iter_mut().rev().enumerate() {
            let five = usize::try_from((bits >> (5 * at)) & 31).unwrap_or(0);
            *digit = DIGITS[five];
        }
        Self(id)
    }

    /// Reads an id as people type it: in any case, O for 0, I and L for 1. `None` where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; Self::DIGITS] = text.as_bytes().try_into().ok()?;
        let mut id = [b'0'; Self::DIGITS];
        for (digit, byte) in id.iter_mut().zip(bytes) {
            *digit = match byte.to_ascii_uppercase() {
                b'O' => b'0',
                b'I' | b'L' => b'1',
                other if DIGITS.contains(&other) => other,
                _ => return None,
            };
        }
        Some(Self(id))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        // Only ASCII digits get in.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for AnswerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One answer that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRecord {
    /// Its id, chosen by the caller.
    pub id: AnswerId,
    /// Who asked.
    pub user: u64,
    /// Where, unless in a direct message.
    pub guild: Option<u64>,
    /// In which channel.
    pub channel: u64,
    /// Label of the edition it was made over: `7-ab12cd34ef56`.
    pub edition: String,
    /// The wording; only where the server allows that it is kept.
    pub question: Option<String>,
    /// How it came out, as JSON of the caller (the column `plan`); never the wording.
    pub recorded: String,
    /// Ids of the claims it says.
    pub claims: Vec<String>,
    /// Seen by the asker only.
    pub private: bool,
    /// When.
    pub at: i64,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WrongReason {
    /// What it says is not so.
    WrongFact,
    /// The cited paragraph does not say it.
    WrongCitation,
    /// It answers another question.
    NotWhatIAsked,
}

/// What a person thinks of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It helped.
    Helpful,
    /// It is wrong.
    Wrong(WrongReason),
}

impl Verdict {
    /// Every verdict, in the order they are offered.
    pub const ALL: [Self; 4] = [
        Self::Helpful,
        Self::Wrong(WrongReason::WrongFact),
        Self::Wrong(WrongReason::WrongCitation),
        Self::Wrong(WrongReason::NotWhatIAsked),
    ];

    /// Stable name, as it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Helpful => "helpful",
            Self::Wrong(WrongReason::WrongFact) => "wrong-fact",
            Self::Wrong(WrongReason::WrongCitation) => "wrong-citation",
            Self::Wrong(WrongReason::NotWhatIAsked) => "not-what-i-asked",
        }
    }
}

/// One person's verdict on one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feedback {
    /// The answer.
    pub answer: AnswerId,
    /// Whose verdict.
    pub user: u64,
    /// The verdict.
    pub verdict: Verdict,
    /// When.
    pub at: i64,
}

/// Verdicts on one answer, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Verdicts {
    /// It helped.
    pub helpful: u64,
    /// What it says is not so.
    pub wrong_fact: u64,
    /// The cited paragraph does not say it.
    pub wrong_citation: u64,
    /// It answers another question.
    pub not_what_i_asked: u64,
}

/// An answer some hold to be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldWrong {
    /// The answer.
    pub answer: AnswerId,
    /// Ids of the claims it used.
    pub claims: Vec<String>,
    /// What was said of it.
    pub verdicts: Verdicts,
}

/// A question somebody sent to the moderators knowingly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The answer it was sent from; with the user, it names the report.
    pub answer: AnswerId,
    /// Who sent it.
    pub user: u64,
    /// The server whose moderators are meant.
    pub guild: Option<u64>,
    /// The question as it was worded.
    pub question: String,
    /// When.
    pub at: i64,
}

/// A long list that was shown to a moderator, a leaf at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRecord {
    /// Its id, chosen by the caller.
    pub id: AnswerId,
    /// The server whose moderators may turn its pages.
    pub guild: Option<u64>,
    /// The leaves; none where the list is made anew each time.
    pub leaves: Option<Vec<String>>,
    /// When.
    pub at: i64,
}

/// Who did something to the editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    /// Whoever runs the process: its start, or a signal.
    Operator,
    /// A moderator, by their Discord id.
    User(u64),
}

/// What happened to the editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HistoryEvent {
    /// An edition was taken up at the start.
    Started,
    /// An edition built from the folder went live.
    Reloaded,
    /// A kept edition went live again.
    RolledBack,
    /// A reload was refused, and nothing changed.
    Refused,
}

impl HistoryEvent {
    /// Everything that can happen.
    pub const ALL: [Self; 4] = [
        Self::Started,
        Self::Reloaded,
        Self::RolledBack,
        Self::Refused,
    ];

    /// Stable name, as it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Reloaded => "reloaded",
            Self::RolledBack => "rolled-back",
            Self::Refused => "refused",
        }
    }
}

/// One line of the history of editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// When.
    pub at: i64,
    /// Who.
    pub who: Who,
    /// What.
    pub what: HistoryEvent,
    /// The edition that is live after it.
    pub number: u32,
    /// Its hash, in hexadecimal.
    pub hash: String,
    /// What it meant, in a sentence.
    pub summary: String,
}

/// Rows, counted by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Answers.
    pub answers: u64,
    /// Verdicts.
    pub feedback: u64,
    /// Reports to the moderators.
    pub reports: u64,
    /// What was done in rounds of trivia, and what it brought.
    pub rounds: u64,
}

impl Counts {
    /// All rows together.
    pub fn total(self) -> u64 {
        self.answers + self.feedback + self.reports + self.rounds
    }
}

/// What is stored of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserData {
    /// How much there is of each kind.
    pub counts: Counts,
    /// The newest answers, newest first.
    pub answers: Vec<AnswerRecord>,
    /// The newest verdicts, newest first.
    pub feedback: Vec<Feedback>,
    /// The newest reports, newest first.
    pub reports: Vec<Report>,
}

/// How safely writes are kept, as the database itself says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Durability {
    /// `wal`: readers never wait for the writer.
    pub journal_mode: String,
    /// 2 is `FULL`: a commit returns when it is on disk.
    pub synchronous: i64,
    /// True where a row cannot refer to one that is not there.
    pub foreign_keys: bool,
    /// Version of the schema.
    pub schema: i64,
}
