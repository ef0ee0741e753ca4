//! `trivia lint`: the questions as a player sees them, for whoever reads them;
//! `trivia replay`: a round as it was played.

use std::collections::HashSet;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};

use super::{EditionArgs, open};
use crate::edition::Edition;
use crate::language::tokens;
use crate::reply::ending;
use crate::settings::Settings;
use crate::store::Store;
use crate::store::records::AnswerId;
use crate::trivia::pool::Pool;
use crate::trivia::pool::lint::Linted;
use crate::trivia::question::{Kind, Question, letter};
use crate::trivia::transcript::transcript;

/// What can be done with trivia from the command line.
#[derive(Debug, Subcommand)]
pub(super) enum TriviaCommand {
    /// Print the questions, with what is weak about each.
    Lint(LintArgs),
    /// Print a whole round from its log, also while the bot runs.
    Replay {
        /// Its id: ten characters, as `/trivia me` shows them.
        id: String,
    },
}

/// Options of `trivia lint`.
#[derive(Debug, Args)]
pub(super) struct LintArgs {
    /// One JSON object a line instead of text.
    #[arg(long)]
    json: bool,
    /// Only questions of this kind.
    #[arg(long, value_name = "KIND")]
    kind: Option<KindName>,
    /// So many of each kind instead of all.
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// Which of them, and how their options stand.
    #[arg(long, value_name = "S", default_value_t = 0)]
    seed: u64,
    #[command(flatten)]
    edition: EditionArgs,
}

/// Kinds as they are typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum KindName {
    Attribute,
    WhoSaid,
    WhichFilm,
    WhichFirst,
    OddOneOut,
    Anecdote,
    TrueOrFalse,
    CiteIt,
    Chronology,
    Written,
}

impl KindName {
    fn kind(self) -> Kind {
        match self {
            Self::Attribute => Kind::Attribute,
            Self::WhoSaid => Kind::WhoSaid,
            Self::WhichFilm => Kind::WhichFilm,
            Self::WhichFirst => Kind::WhichFirst,
            Self::OddOneOut => Kind::OddOneOut,
            Self::Anecdote => Kind::Anecdote,
            Self::TrueOrFalse => Kind::TrueOrFalse,
            Self::CiteIt => Kind::CiteIt,
            Self::Chronology => Kind::Chronology,
            Self::Written => Kind::Written,
        }
    }
}

pub(super) fn run(command: &TriviaCommand, settings: &Settings) -> anyhow::Result<ExitCode> {
    match command {
        TriviaCommand::Lint(args) => lint(args, settings),
        TriviaCommand::Replay { id } => replay(id, settings),
    }
}

/// Prints what the log of the data folder tells of a round.
fn replay(id: &str, settings: &Settings) -> anyhow::Result<ExitCode> {
    let round = AnswerId::parse(id.trim())
        .with_context(|| format!("{id:?} is no id of a round: it has ten digits and letters"))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("no runtime")?;
    let events = runtime.block_on(async {
        let store = Store::look_into(&settings.data.dir).await?;
        store.round_events(round).await
    })?;
    let events: Vec<_> = events.into_iter().map(|(_, event)| event).collect();
    let text = transcript(&events, ending::sentence).with_context(|| {
        format!(
            "there is no round {round} in {}",
            settings.data.dir.display()
        )
    })?;
    write!(io::stdout(), "{text}")?;
    Ok(ExitCode::SUCCESS)
}

fn lint(args: &LintArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    let edition = open(&args.edition, settings)?;
    let pool = Pool::of(&edition.knowledge);
    let mut linted = pool.lint(args.kind.map(KindName::kind), args.sample, args.seed);
    let quotes: Vec<Vec<String>> = linted
        .iter_mut()
        .map(|linted| {
            let quotes = quotes(&linted.question, &edition);
            if !quotes.is_empty() && !names_the_answer(&quotes, &linted.question) {
                let weak = "the cited words do not name the right option: read them";
                linted.weak.push(weak.to_owned());
            }
            quotes
        })
        .collect();
    let mut out = BufWriter::new(io::stdout().lock());
    for (linted, quotes) in linted.iter().zip(&quotes) {
        if args.json {
            writeln!(
                out,
                "{}",
                serde_json::to_string(&Quoted { linted, quotes })?
            )?;
        } else {
            writeln!(out, "{}", text(linted, quotes)?)?;
        }
    }
    if !args.json {
        let weak = linted.iter().filter(|l| !l.weak.is_empty()).count();
        writeln!(
            out,
            "{} questions shown of {}, {weak} of them with something weak.",
            linted.len(),
            pool.len()
        )?;
        for (topic, count) in pool.topics() {
            writeln!(out, "{topic}: {count}")?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// A question with the words that prove it.
#[derive(serde::Serialize)]
struct Quoted<'l> {
    #[serde(flatten)]
    linted: &'l Linted,
    /// Cut from the library; none without it.
    quotes: &'l [String],
}

/// The cited words of the library, for each place that proves the right option.
fn quotes(question: &Question, edition: &Edition) -> Vec<String> {
    let claims = &edition.knowledge.claims;
    let mut quotes: Vec<String> = question
        .proofs
        .iter()
        .filter_map(|proof| claims.iter().find(|claim| claim.id == proof.claim))
        .flat_map(|claim| &claim.citations)
        .filter_map(|place| edition.library.quote(*place))
        .collect();
    quotes.dedup();
    quotes
}

/// Whether the cited words hold the answer in one of its forms, where it is a name or a number.
fn names_the_answer(quotes: &[String], question: &Question) -> bool {
    let Some(typed) = &question.typed else {
        return true;
    };
    let words = |text: &str| tokens(text, usize::MAX);
    let held: HashSet<String> = quotes.iter().flat_map(|quote| words(quote)).collect();
    let mut forms = typed.accepted.iter();
    forms.any(|form| words(form).iter().all(|word| held.contains(word)))
}

fn text(linted: &Linted, quotes: &[String]) -> anyhow::Result<String> {
    let question = &linted.question;
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut lines = vec![
        format!(
            "{} · {} · {} · {}",
            word(serde_json::to_value(question.kind)?),
            question.topic,
            word(serde_json::to_value(question.difficulty)?),
            linted.made_from
        ),
        question.text.clone(),
    ];
    for (at, option) in question.options.iter().enumerate() {
        let mark = if at == question.right { '*' } else { ' ' };
        let letter = letter(at);
        lines.push(format!("{mark} {letter}  {option}"));
        if let Some(passage) = question.passages.get(at) {
            lines.push(format!("     {passage}"));
        }
    }
    lines.extend(question.hints.iter().map(|hint| format!("  hint: {hint}")));
    if let Some(typed) = &question.typed {
        lines.push(format!("  typed: {}", typed.accepted.join(" | ")));
    }
    lines.push(format!("  why: {}", question.why));
    for proof in &question.proofs {
        let paragraphs: Vec<String> = proof.paragraphs.iter().map(u32::to_string).collect();
        lines.push(format!(
            "  {} ({}, ¶ {})",
            proof.claim,
            proof.source,
            paragraphs.join(", ")
        ));
    }
    lines.extend(quotes.iter().map(|quote| format!("  quote: {quote}")));
    lines.extend(linted.weak.iter().map(|weak| format!("  weak: {weak}")));
    lines.push(String::new());
    Ok(lines.join("\n"))
}
