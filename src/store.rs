//! The store: what the bot remembers over restarts, in SQLite. The only user of SQL.
//!
//! Every call that writes returns once its transaction is committed and on disk
//! (`synchronous=FULL`), so that what was acknowledged survives a kill and a
//! power cut. A call that is dropped while it waits is written all the same.
//! One writer commits for all (`src/store/writer.rs`); readers see the last commit and
//! never wait for it. The wording of a question is stored only where the caller
//! gives it.

mod error;
mod lock;
mod queue;
mod reads;
pub mod records;
pub mod rounds;
mod schema;
#[cfg(test)]
mod tests;
mod writer;
mod writes;

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection, SqlitePool};
use tokio::sync::{mpsc, oneshot};

pub use error::StoreError;

use lock::FolderLock;
use records::{
    AnswerId, AnswerRecord, Counts, Durability, Feedback, HeldWrong, HistoryLine, ListRecord,
    Report, UserData, Verdicts,
};
use writer::Job;
use writes::Write;

/// Name of the database in the data folder.
const FILE: &str = "store.db";
/// Longest wait for another program that has the database open, such as a backup.
const BUSY: Duration = Duration::from_secs(5);
/// Connections that read.
const READERS: u32 = 2;

/// A handle to the store; clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    jobs: mpsc::UnboundedSender<Job>,
    readers: SqlitePool,
}

impl Store {
    /// Opens the store of a data folder, makes or migrates it, and holds the folder until it
    /// is closed, or the last handle is dropped and all is written. An existing database is copied before a migration.
    ///
    /// # Errors
    /// Where another process has the folder, the schema is newer than this binary, or files or database refuse.
    pub async fn open(folder: &Path) -> Result<Self, StoreError> {
        Self::open_with(folder, schema::MIGRATIONS).await
    }

    /// Looks into the store of a data folder, also while another process writes to it; whatever
    /// writes is refused as [`StoreError::Closed`].
    ///
    /// # Errors
    /// Where there is none, or it has another schema.
    pub async fn look_into(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(FILE);
        let mut connection = options(&path)
            .read_only(true)
            .connect()
            .await
            .map_err(|source| StoreError::Unreadable {
                path: path.clone(),
                source,
            })?;
        let found = schema::version(&mut connection).await?;
        let known = i64::try_from(schema::MIGRATIONS.len()).unwrap_or(i64::MAX);
        match found.cmp(&known) {
            Ordering::Greater => return Err(StoreError::Newer { path, found, known }),
            Ordering::Less => return Err(StoreError::Older { path, found, known }),
            Ordering::Equal => {}
        }
        let (jobs, _) = mpsc::unbounded_channel();
        Ok(Self {
            jobs,
            readers: readers(&path),
        })
    }

    async fn open_with(folder: &Path, migrations: &[&'static str]) -> Result<Self, StoreError> {
        let lock = FolderLock::take(folder).await?;
        let path = folder.join(FILE);
        let mut connection = options(&path)
            .create_if_missing(true)
            .connect()
            .await
            .map_err(|source| StoreError::Unreadable {
                path: path.clone(),
                source,
            })?;
        schema::migrate(&mut connection, &path, migrations).await?;
        Ok(Self::serve(connection, &path, lock))
    }

    fn serve(connection: SqliteConnection, path: &Path, lock: FolderLock) -> Self {
        let (jobs, receiver) = mpsc::unbounded_channel();
        tokio::spawn(writer::run(connection, path.to_owned(), receiver, lock));
        let readers = readers(path);
        Self { jobs, readers }
    }

    /// Takes a new answer, to be committed in a moment together with others; what is written from
    /// now on comes after it. What is returned waits for the commit.
    ///
    /// # Errors
    /// [`StoreError::Taken`] if the id is; otherwise if the database refuses, as with every call below.
    pub fn remember_soon(
        &self,
        answer: AnswerRecord,
    ) -> impl Future<Output = Result<(), StoreError>> + Send + use<> {
        let id = answer.id;
        let (done, written) = oneshot::channel();
        let job = Job::WriteSoon(Write::Answer(Box::new(answer)), done);
        let written = self.hand_over(job, written);
        async move {
            match written.await?.answers {
                0 => Err(StoreError::Taken(id)),
                _ => Ok(()),
            }
        }
    }

    /// The answer of an id, where it is still kept.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn answer(&self, id: &AnswerId) -> Result<Option<AnswerRecord>, StoreError> {
        reads::answer_by_id(&self.readers, *id).await
    }

    /// Stores a verdict; the last one of a person on an answer wins. False where the answer is not kept.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn rate(&self, feedback: Feedback) -> Result<bool, StoreError> {
        let counts = self.write(Write::Feedback(feedback)).await?;
        Ok(counts.feedback > 0)
    }

    /// The verdicts on an answer, counted.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn verdicts(&self, id: &AnswerId) -> Result<Verdicts, StoreError> {
        reads::verdicts(&self.readers, *id).await
    }

    /// The answers most often held to be wrong, of one server or (`None`) of all, the most often first.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn held_wrong(
        &self,
        guild: Option<u64>,
        limit: u32,
    ) -> Result<Vec<HeldWrong>, StoreError> {
        reads::held_wrong(&self.readers, guild, limit).await
    }

    /// Stores a report to the moderators. False where this person has reported this answer already.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn report(&self, report: Report) -> Result<bool, StoreError> {
        let counts = self.write(Write::Report(report)).await?;
        Ok(counts.reports > 0)
    }

    /// The newest reports, of one server or (`None`) of all, newest first.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn reports(&self, guild: Option<u64>, limit: u32) -> Result<Vec<Report>, StoreError> {
        reads::reports(&self.readers, guild, limit).await
    }

    /// Removes one answer with its verdicts; false where it is not kept.
    ///
    /// # Errors
    /// Where it could not be committed.
    pub async fn forget_answer(&self, id: &AnswerId) -> Result<bool, StoreError> {
        let counts = self.write(Write::ForgetAnswer(*id)).await?;
        Ok(counts.answers > 0)
    }

    /// Notes that a private answer was shown to all; false where it was already, or is not kept.
    ///
    /// # Errors
    /// Where it could not be committed.
    pub async fn share(&self, id: &AnswerId) -> Result<bool, StoreError> {
        let counts = self.write(Write::Share(*id)).await?;
        Ok(counts.answers > 0)
    }

    /// Deletes everything of a person, the verdicts of others on their answers included, and the copies made
    /// before migrations, which hold it too. What they did as a moderator stays in the history.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn forget_user(&self, user: u64) -> Result<Counts, StoreError> {
        self.write(Write::ForgetUser(user)).await
    }

    /// Deletes everything of a server, and the copies made before migrations.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn forget_guild(&self, guild: u64) -> Result<Counts, StoreError> {
        self.write(Write::ForgetGuild(guild)).await
    }

    /// Deletes answers, reports and lists made before a time, with the verdicts on these answers, and the
    /// copies of the database made before it.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn purge_before(&self, at: i64) -> Result<Counts, StoreError> {
        self.write(Write::PurgeBefore(at)).await
    }

    /// Removes the wording of questions asked anywhere but in these servers; how many there were.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn forget_wording_outside(&self, guilds: Vec<u64>) -> Result<u64, StoreError> {
        let counts = self.write(Write::ForgetWordingOutside(guilds)).await?;
        Ok(counts.answers)
    }

    /// Keeps a list shown to a moderator; of older ones the oldest go.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn keep_list(&self, list: ListRecord) -> Result<(), StoreError> {
        self.write(Write::List(list)).await.map(drop)
    }

    /// The list of an id, where it is still kept.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn list(&self, id: &AnswerId) -> Result<Option<ListRecord>, StoreError> {
        reads::list(&self.readers, *id).await
    }

    /// What is stored of a person: the counts, and at most `limit` rows of each kind.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn data_of(&self, user: u64, limit: u32) -> Result<UserData, StoreError> {
        reads::data_of(&self.readers, user, limit).await
    }

    /// Adds a line to the history of editions.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn append_history(&self, line: HistoryLine) -> Result<(), StoreError> {
        self.append_history_and_meta(line, Vec::new()).await
    }

    /// Adds a line to the history and sets values, in one transaction.
    ///
    /// # Errors
    /// Where the database refuses; then neither happened.
    pub async fn append_history_and_meta(
        &self,
        line: HistoryLine,
        values: Vec<(String, String)>,
    ) -> Result<(), StoreError> {
        self.write(Write::History(line, values)).await.map(drop)
    }

    /// The newest lines of the history, newest first.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn history(&self, limit: u32) -> Result<Vec<HistoryLine>, StoreError> {
        reads::history(&self.readers, limit).await
    }

    /// Whether anything can be written: false once the store is closed, and where its writer has ended.
    pub fn is_open(&self) -> bool {
        !self.jobs.is_closed()
    }

    /// The servers the bot was in when this was last noted down, and those trivia was played in.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn servers(&self) -> Result<BTreeSet<u64>, StoreError> {
        reads::servers(&self.readers).await
    }

    /// Notes down the servers the bot is in.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn remember_servers(&self, servers: &BTreeSet<u64>) -> Result<(), StoreError> {
        let ids: Vec<_> = servers.iter().map(u64::to_string).collect();
        self.set_meta(reads::SERVERS, &ids.join(" ")).await
    }

    /// The value under a key.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        reads::meta(&self.readers, key).await
    }

    /// Sets the value under a key.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn set_meta(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let write = Write::Meta(key.to_owned(), value.to_owned());
        self.write(write).await.map(drop)
    }

    /// How safely writes are kept, asked of the connection that writes.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn durability(&self) -> Result<Durability, StoreError> {
        let (done, durability) = oneshot::channel();
        self.hand_over(Job::Durability(done), durability).await
    }

    /// Commits what is waiting and closes the database; every later call fails with [`StoreError::Closed`]
    /// or refuses to read.
    ///
    /// # Errors
    /// Where the database cannot be closed.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.readers.close().await;
        let (done, closed) = oneshot::channel();
        self.hand_over(Job::Close(done), closed).await
    }
}

/// The connections for reading.
///
/// None ends for its age: sqlx 0.9.0 counts its idle connections below zero where a pool is closed while one is
/// taken out, and its task that ends old ones then runs through 2^64 of them and holds a thread for ever.
fn readers(path: &Path) -> SqlitePool {
    SqlitePoolOptions::new()
        .max_connections(READERS)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_lazy_with(options(path).read_only(true))
}

/// How every connection is opened.
fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        // What is deleted is overwritten: people who ask to be forgotten are.
        .pragma("secure_delete", "ON")
        .disable_statement_logging()
}
