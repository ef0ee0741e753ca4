//! What is kept of answers, by the id their buttons carry: the last ones in
//! memory, all of them in the store.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::bot::recorded::Recorded;
use crate::store::records::{AnswerId, AnswerRecord};
use crate::store::{Store, StoreError};

/// Most answers kept in memory: what is pressed is mostly pressed soon.
const KEPT: usize = 1_000;

/// An answer that was given.
#[derive(Debug, Clone)]
pub struct KeptAnswer {
    /// Who asked.
    pub asker: u64,
    /// The server it was asked in.
    pub guild: Option<u64>,
    /// The channel it was asked in.
    pub channel: u64,
    /// Whether only the asker saw it.
    pub private: bool,
    /// The wording, for who wants to tell it to the moderators.
    pub question: Option<Arc<str>>,
    /// Whether the wording is stored; else it stays in memory.
    pub keeps_wording: bool,
    /// When, in seconds since 1970.
    pub at: i64,
    /// How it came out.
    pub recorded: Arc<Recorded>,
}

/// Why an answer cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// It cannot be written down.
    #[error("the record cannot be written as JSON: {0}")]
    Form(#[from] serde_json::Error),
    /// The store refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The answers that were given lately.
#[derive(Debug, Default)]
pub struct Records(Mutex<Memory>);

#[derive(Debug, Default)]
struct Memory {
    kept: HashMap<AnswerId, KeptAnswer>,
    order: VecDeque<AnswerId>,
}

impl KeptAnswer {
    /// The wording, where it is stored.
    pub fn kept_wording(&self) -> Option<&str> {
        self.question.as_deref().filter(|_| self.keeps_wording)
    }

    /// The row of the store.
    fn row(&self, id: AnswerId) -> Result<AnswerRecord, serde_json::Error> {
        Ok(AnswerRecord {
            id,
            user: self.asker,
            guild: self.guild,
            channel: self.channel,
            edition: self.recorded.edition.clone(),
            question: self.kept_wording().map(str::to_owned),
            recorded: serde_json::to_string(&*self.recorded)?,
            claims: self.recorded.claims.clone(),
            private: self.private,
            at: self.at,
        })
    }

    fn of_row(row: &AnswerRecord) -> Result<Self, serde_json::Error> {
        Ok(Self {
            asker: row.user,
            guild: row.guild,
            channel: row.channel,
            private: row.private,
            question: row.question.as_deref().map(Arc::from),
            keeps_wording: row.question.is_some(),
            at: row.at,
            recorded: Arc::new(serde_json::from_str(&row.recorded)?),
        })
    }
}

impl Records {
    fn lately(&self) -> MutexGuard<'_, Memory> {
        // Only whole values are put in, so that a panic elsewhere left none half written.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps an answer in memory.
    pub fn keep(&self, id: AnswerId, kept: KeptAnswer) {
        let mut memory = self.lately();
        if memory.kept.insert(id, kept).is_none() {
            memory.order.push_back(id);
        }
        while memory.order.len() > KEPT {
            if let Some(oldest) = memory.order.pop_front() {
                memory.kept.remove(&oldest);
            }
        }
    }

    /// The answer of this id.
    pub async fn find(&self, id: AnswerId, store: &Store) -> Option<KeptAnswer> {
        let known = self.lately().kept.get(&id).cloned();
        if known.is_some() {
            return known;
        }
        match store.answer(&id).await {
            Ok(row) => {
                let kept = KeptAnswer::of_row(&row?);
                let unreadable =
                    |error: &_| tracing::error!(%id, %error, "a record cannot be read");
                kept.inspect_err(unreadable).ok()
            }
            Err(error) => {
                tracing::error!(%id, %error, "an answer cannot be read");
                None
            }
        }
    }

    /// Forgets an answer everywhere.
    ///
    /// # Errors
    /// Where it could not be committed.
    pub async fn forget(&self, id: AnswerId, store: &Store) -> Result<bool, StoreError> {
        self.lately().kept.remove(&id);
        store.forget_answer(&id).await
    }

    /// True the first time a private answer is shared.
    ///
    /// # Errors
    /// Where it could not be committed.
    pub async fn share(&self, id: AnswerId, store: &Store) -> Result<bool, StoreError> {
        let first = store.share(&id).await?;
        if let Some(kept) = self.lately().kept.get_mut(&id) {
            kept.private = false;
        }
        Ok(first)
    }

    /// Forgets what is in memory of those for whom this holds.
    pub fn forget_where(&self, which: impl Fn(&KeptAnswer) -> bool) {
        self.lately().kept.retain(|_, kept| !which(kept));
    }
}

/// Hands an answer to the store, where one of this id is kept once; what is returned waits
/// until it is on disk.
///
/// # Errors
/// If the record cannot be written down, or the store refuses or is closed.
pub fn store(
    id: AnswerId,
    kept: &KeptAnswer,
    store: &Store,
) -> impl Future<Output = Result<(), KeepError>> + Send + use<> {
    let written = kept.row(id).map(|row| store.remember_soon(row));
    async {
        match written?.await {
            // The same interaction, brought again after a reconnect.
            Err(StoreError::Taken(_)) => Ok(()),
            other => Ok(other?),
        }
    }
}
