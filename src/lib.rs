//! tarkovsky-bot: answers questions about Andrei Tarkovsky's films from an
//! embedded knowledge base, every answer cited to the paragraph.
//!
//! Domain: [`language`], [`knowledge`] and [`answer`] are values and pure
//! functions, as are [`lookup`] and [`trivia`]; they know nothing of Discord, of tokio or of storage. Service:
//! [`edition`] holds one generation of the knowledge, [`search`] is the only
//! user of tantivy, [`content`] reads files, [`bot`] turns a
//! [`request::Request`] into a [`reply::Reply`], [`editions`] reloads and rolls
//! back, [`rounds`] drives trivia, [`store`] is the only user of SQL. Edges: [`discord`], [`cli`] and
//! [`console`] parse and render; [`telemetry`] tells how they fare. README walks
//! one question through them.

pub mod answer;
pub mod bot;
pub mod chance;
pub mod check;
pub mod cli;
pub mod completion;
pub mod console;
pub mod content;
pub mod discord;
pub mod edition;
pub mod editions;
pub mod knowledge;
pub mod language;
pub mod lookup;
pub mod reply;
pub mod request;
pub mod rounds;
pub mod search;
pub mod settings;
pub mod store;
pub mod telemetry;
pub mod trivia;
pub mod words;
