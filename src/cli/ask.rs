//! `ask`: one question as text or JSON, or a batch of JSON lines in constant memory.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, bail};
use clap::{Args, ValueHint};
use serde_json::{Value, json};

use super::lines::read_line;
use super::{EditionArgs, answer_text, open};
use crate::answer::explain::explain;
use crate::answer::trace;
use crate::bot;
use crate::edition::Edition;
use crate::reply::because;
use crate::settings::Settings;

/// Longest line of a batch that is read, in bytes; the rest of a longer one is skipped and the line is an error.
const MAX_LINE_BYTES: usize = 64 * 1024;

/// Options of `ask`.
#[derive(Debug, Args)]
pub(super) struct AskArgs {
    /// The question.
    #[arg(value_hint = ValueHint::Other)]
    question: Vec<String>,
    /// Answer in JSON, one object a line.
    #[arg(long)]
    json: bool,
    /// Read questions as JSON lines from this file; - is standard input.
    #[arg(
        long,
        value_name = "FILE",
        requires = "json",
        conflicts_with = "question"
    )]
    batch: Option<PathBuf>,
    /// Show the plan, the evidence with scores and the decision.
    #[arg(long, conflicts_with_all = ["json", "batch"])]
    explain: bool,
    #[command(flatten)]
    edition: EditionArgs,
}

pub(super) fn run(args: &AskArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    let question = args.question.join(" ");
    if args.batch.is_none() && question.trim().is_empty() {
        bail!(
            "ask needs a question, as in: tarkovsky-bot ask \"how long is Stalker?\"; or --json --batch FILE"
        );
    }
    // The process ends with the answer: its memory goes back in one piece, not list by list.
    let edition = ManuallyDrop::new(open(&args.edition, settings)?);
    let mut out = BufWriter::new(io::stdout().lock());
    if let Some(path) = &args.batch {
        let is_stdin = path.as_os_str() == "-";
        let name = if is_stdin {
            "standard input".to_owned()
        } else {
            path.display().to_string()
        };
        let unreadable = || format!("{name} cannot be read");
        let input: Box<dyn BufRead> = if is_stdin {
            Box::new(io::stdin().lock())
        } else {
            Box::new(BufReader::new(File::open(path).with_context(unreadable)?))
        };
        batch(input, unreadable, &mut out, &edition, settings)?;
        return Ok(ExitCode::SUCCESS);
    }
    if args.json {
        writeln!(out, "{}", answer_json(None, &question, &edition, settings))?;
    } else if args.explain {
        for trace in trace(&question, &edition, &settings.limits) {
            write!(out, "{}", explain(&trace, &edition, because::sentence))?;
        }
        writeln!(
            out,
            "\n{}",
            answer_text(&bot::ask(&question, &edition, &settings.limits))
        )?;
    } else {
        writeln!(
            out,
            "{}",
            answer_text(&bot::ask(&question, &edition, &settings.limits))
        )?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn answer_json(
    id: Option<&Value>,
    question: &str,
    edition: &Edition,
    settings: &Settings,
) -> Value {
    let start = Instant::now();
    let reply = bot::ask(question, edition, &settings.limits);
    let ms = start.elapsed().as_secs_f64() * 1000.0;
    let mut value = json!({
        "question": question, "status": reply.status, "answer": reply.answer, "citations": reply.citations,
        "suggestions": reply.suggestions, "edition": reply.edition, "ms": (ms * 1000.0).round() / 1000.0,
    });
    if let (Some(id), Some(object)) = (id, value.as_object_mut()) {
        object.insert("id".into(), id.clone());
    }
    value
}

/// Answers JSON lines in order, one line held at a time; a bad line is reported and the run goes on.
fn batch(
    mut input: impl BufRead,
    unreadable: impl Fn() -> String,
    out: &mut impl Write,
    edition: &Edition,
    settings: &Settings,
) -> anyhow::Result<()> {
    let mut line = Vec::new();
    let mut number = 0u64;
    // A folder can be opened like a file; only reading it fails.
    while let Some(whole) =
        read_line(&mut input, &mut line, MAX_LINE_BYTES).with_context(&unreadable)?
    {
        number += 1;
        if whole && line.trim_ascii().is_empty() {
            continue;
        }
        let question = match std::str::from_utf8(&line) {
            Ok(text) => line_question(text),
            Err(_) => Err((None, "the line is not UTF-8".to_owned())),
        };
        let value = match (whole, question) {
            (false, _) => error_line(
                number,
                None,
                &format!("the line is longer than {MAX_LINE_BYTES} bytes"),
            ),
            (true, Ok((id, question))) => answer_json(Some(&id), &question, edition, settings),
            (true, Err((id, message))) => error_line(number, id.as_ref(), &message),
        };
        writeln!(out, "{value}")?;
    }
    Ok(out.flush()?)
}

fn error_line(number: u64, id: Option<&Value>, message: &str) -> Value {
    json!({"line": number, "id": id, "error": message})
}

/// The id and question of a line, or what is wrong with it.
fn line_question(text: &str) -> Result<(Value, String), (Option<Value>, String)> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|e| (None, format!("not JSON: {e}")))?;
    let Some(object) = value.as_object() else {
        return Err((None, "not a JSON object".into()));
    };
    let id = object.get("id").cloned();
    match id {
        Some(Value::String(_) | Value::Number(_)) => {}
        Some(_) => return Err((None, "`id` is neither a text nor a number".into())),
        None => return Err((None, "`id` is missing".into())),
    }
    match object.get("question") {
        Some(Value::String(question)) => Ok((id.unwrap_or_default(), question.clone())),
        Some(_) => Err((id, "`question` is not a text".into())),
        None => Err((id, "`question` is missing".into())),
    }
}
