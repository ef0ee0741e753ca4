//! tarkovsky-bot: answers questions about Andrei Tarkovsky's films from an
//! embedded knowledge base, with every answer cited to the paragraph.
//!
//! README walks one question through the modules. From the inside out:
//!
//! The domain: values and pure functions, without files, network, clocks,
//! random numbers, Discord or storage. Of what is around it, `answer` and `lookup`
//! read the edition, `lookup` makes replies, and the labels of `completion` are words;
//! the rules of `knowledge` use the bounds of `answer` and the kinds of `trivia`.
//! - [`language`]: any text as folded tokens and stems; names, typing errors
//! - [`knowledge`]: everything the bot may say, loaded and validated
//! - [`answer`]: from a question to an answer
//! - [`lookup`]: cards, comparisons, timelines, lists, searches, quotations
//! - [`completion`]: names while they are typed
//! - [`trivia`]: questions, and rounds as state machines over events
//! - [`chance`]: choices drawn from a seed
//!
//! What all callers share: requests and replies as values, and their words.
//! - [`request`]: what can be asked, and the one table of commands
//! - [`reply`]: what is replied
//! - [`words`]: the bot's own sentences, by language
//!
//! The services: state, and what reaches outside.
//! - [`content`]: content files and library texts, from the binary or from disk
//! - [`settings`]: the configuration
//! - [`clock`]: the machine's time
//! - [`search`]: the index; the only user of tantivy
//! - [`edition`]: one generation of the knowledge with its index
//! - [`check`]: everything wrong with a knowledge, found at once
//! - [`editions`]: which edition answers; reload and rollback
//! - [`bot`]: a request and an edition in, a reply out
//! - [`store`]: what is remembered across restarts; the only user of SQL
//! - [`rounds`]: trivia rounds in progress
//! - [`telemetry`]: log, metrics, health
//!
//! The edges: they parse and render.
//! - [`cli`]: the command line
//! - [`console`]: the prompt
//! - [`discord`]: Discord; the only user of serenity

pub mod answer;
pub mod bot;
pub mod chance;
pub mod check;
pub mod cli;
pub mod clock;
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
