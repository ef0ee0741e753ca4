//! A knowledge folder, a library and a data folder to reload in.
//!
//! The knowledge is of a film that does not exist. One claim says in how many
//! days it was shot, so that an answer shows which edition it was made over.

use std::fs;
use std::path::{Path, PathBuf};

use tarkovsky_bot::answer::limits::Limits;
use tarkovsky_bot::edition::Edition;
use tarkovsky_bot::editions::Editions;
use tarkovsky_bot::editions::ground::Ground;
use tarkovsky_bot::editions::outcome::{EditionsError, Opened, Reloaded, Swapped};
use tarkovsky_bot::store::Store;
use tarkovsky_bot::store::records::Who;
use tarkovsky_bot::{bot, content};

use crate::world::{Folder, source_entry};

/// Who reloads in these tests.
pub(crate) const MODERATOR: Who = Who::User(42);
/// What is asked.
pub(crate) const QUESTION: &str = "in how many days was the ferry shot";
/// Paragraphs of the text the claims are drawn from.
const PARAGRAPHS: usize = 11;

/// Folders of one test.
pub(crate) struct Grounds {
    path: PathBuf,
    /// Removed with the value, where the folder is the test's own.
    owned: Option<Folder>,
    store: std::sync::Mutex<Option<Store>>,
}

/// What was lent, a claim and a paragraph for each.
const THINGS: [&str; PARAGRAPHS - 1] = [
    "lantern", "anchor", "rope", "compass", "kettle", "ladder", "mirror", "bell", "blanket",
    "violin",
];

fn text() -> String {
    let lent = THINGS.map(|thing| format!("The harbour office lent them the {thing}.\n"));
    format!(
        "They needed 11 days for The Ferry, or 12.\n\n{}",
        lent.join("\n")
    )
}

impl Grounds {
    /// Valid knowledge of four claims, and nothing else.
    pub(crate) fn new() -> Self {
        Self::at(Folder::new())
    }

    /// The knowledge of the binary, unpacked.
    pub(crate) fn of_shipped_knowledge() -> Self {
        let folder = Folder::new();
        let mut grounds = Self::in_place(folder.path());
        grounds.owned = Some(folder);
        fs::create_dir_all(grounds.library()).unwrap();
        content::write_embedded(&grounds.path.join("knowledge")).unwrap();
        grounds
    }

    /// The same in this folder.
    pub(crate) fn at(folder: Folder) -> Self {
        let mut grounds = Self::in_place(folder.path());
        grounds.owned = Some(folder);
        fs::create_dir_all(grounds.library()).unwrap();
        grounds.write(
            "sources.toml",
            &source_entry("logbook", "The Logbook", &text()),
        );
        grounds.write_film("The Ferry");
        grounds.write_days(11);
        grounds.write_claims(3);
        grounds
    }

    /// What another process has written.
    pub(crate) fn in_place(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            owned: None,
            store: std::sync::Mutex::new(None),
        }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path.join("data")
    }

    pub(crate) fn library(&self) -> PathBuf {
        self.path.join("library")
    }

    /// Writes a content file.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path.join("knowledge").join(name);
        fs::create_dir_all(self.path.join("knowledge")).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The knowledge folder.
    pub(crate) fn knowledge(&self) -> PathBuf {
        self.path.join("knowledge")
    }

    /// The claim that tells the days, and a pin on it.
    pub(crate) fn write_days(&self, days: u32) {
        self.write(
            "days.toml",
            &format!(
                "[[claim]]\nid = \"ferry-days\"\nabout = [\"ferry\"]\n\
                 text = \"The Ferry was shot in {days} days.\"\ncite = [\"logbook 1\"]\n\
                 asks = [\"{QUESTION}\", \"how long did the shooting take\", \"was it a quick job\"]\n\
                 [[pin]]\nquestion = \"how many days of shooting\"\nclaims = [\"ferry-days\"]\n"
            ),
        );
    }

    /// So many claims more.
    pub(crate) fn write_claims(&self, count: usize) {
        let claims = THINGS[..count].iter().enumerate().map(|(n, thing)| {
            let paragraph = n + 2;
            format!(
                "[[claim]]\nid = \"extra-{n}\"\nabout = [\"ferry\"]\n\
                 text = \"The {thing} in The Ferry was lent by the harbour office.\"\n\
                 cite = [\"logbook {paragraph}\"]\n\
                 asks = [\"who owned the {thing} in the ferry\", \"where did the {thing} come from\", \
                 \"whose prop was item {n}\"]\n"
            )
        });
        let claims = claims.collect::<Vec<_>>().concat();
        self.write("extra.toml", &claims);
    }

    pub(crate) fn write_film(&self, name: &str) {
        self.write(
            "film.toml",
            &format!(
                "[[film]]\nid = \"ferry\"\nname = \"{name}\"\nnames = [\"Ferry\"]\nyear = 1961\n"
            ),
        );
    }

    /// Puts the text into the library.
    pub(crate) fn write_text(&self) {
        fs::write(self.library().join("logbook.txt"), text()).unwrap();
    }

    pub(crate) fn remove_text(&self) {
        fs::remove_file(self.library().join("logbook.txt")).unwrap();
    }

    fn ground(&self) -> Ground {
        Ground {
            knowledge: Some(self.path.join("knowledge")),
            library: Some(self.library()),
            only_sources: Vec::new(),
            archive: self.data().join("editions"),
            limits: Limits::default(),
            max_shrink_percent: 20,
        }
    }

    pub(crate) async fn try_open(&self, store: Store) -> Result<(Editions, Opened), EditionsError> {
        *self.store.lock().unwrap() = Some(store.clone());
        Editions::open(self.ground(), store).await
    }

    pub(crate) async fn open_telling(&self) -> (Editions, Opened) {
        let store = Store::open(&self.data()).await.unwrap();
        self.try_open(store).await.unwrap()
    }

    pub(crate) async fn open(&self) -> Editions {
        self.open_telling().await.0
    }

    pub(crate) async fn open_embedded(&self) -> Editions {
        let ground = Ground {
            knowledge: None,
            ..self.ground()
        };
        let store = Store::open(&self.data()).await.unwrap();
        Editions::open(ground, store).await.unwrap().0
    }

    pub(crate) fn store(&self) -> Store {
        self.store.lock().unwrap().clone().unwrap()
    }

    /// Ends the process, as far as the folders can tell.
    pub(crate) async fn close(&self, editions: Editions) {
        drop(editions);
        let store = self.store.lock().unwrap().take().unwrap();
        store.close().await.unwrap();
    }

    /// A reload that must take up something.
    pub(crate) async fn reload(&self, editions: &Editions) -> Swapped {
        match editions.reload(false, MODERATOR).await {
            Ok(Reloaded::Swapped(swapped)) => *swapped,
            other => panic!("{other:?}"),
        }
    }

    /// The answer over the live edition.
    pub(crate) fn answer(&self, editions: &Editions) -> String {
        self.answer_of(&editions.live())
    }

    pub(crate) fn answer_of(&self, edition: &Edition) -> String {
        bot::ask(QUESTION, edition, &self.ground().limits).answer
    }
}
