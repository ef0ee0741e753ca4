//! `check`: everything wrong with configuration and knowledge, found at once.
//!
//! Load problems, the rules over the content files, pinned questions and asks
//! over an edition, and with a library coverage and support. The finding is in
//! [`crate::knowledge::rules`], [`crate::knowledge::coverage`],
//! [`crate::knowledge::support`] and [`asks`]; here it is brought together.

pub mod asks;
mod report;

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::cli::{ChosenLibrary, EditionArgs, chosen_sources, content_files, library};
use crate::edition::{self, Edition};
use crate::knowledge::coverage::{Coverage, coverage};
use crate::knowledge::library::Library;
use crate::knowledge::load::load;
use crate::knowledge::problem::{Problem, Problems};
use crate::knowledge::support::support;
use crate::knowledge::{Knowledge, rules};
use crate::settings::Settings;
use report::Report;

/// The commented defaults, as the repository shows them.
const DEFAULT_SETTINGS: &str = "config/default.toml";

/// Checks what the options choose and prints what was found; fails where there is a problem.
///
/// Rules, coverage and support look at the whole knowledge; `--only-source` limits what is counted and asked.
///
/// # Errors
/// Where files cannot be read, a source is unknown, or the output cannot be written.
pub fn run(args: &EditionArgs, settings: &Settings, json: bool) -> anyhow::Result<ExitCode> {
    let files = content_files(args, settings)?;
    let (knowledge, mut problems) = load(&files);
    let readable = problems.is_empty();
    let mut notes = Vec::new();
    problems.extend(rules::problems(&knowledge));
    problems.extend(defaults(Path::new(DEFAULT_SETTINGS)));
    let mut sources = Vec::new();
    let library = match library(args, settings, &knowledge.sources)? {
        Some(chosen) => {
            problems.extend(unmatched(&chosen));
            let library = chosen.library;
            notes.extend(absent(&knowledge, &library));
            let (covered, open) = coverage(&knowledge, &library);
            sources = only(covered, &args.only_sources);
            problems.extend(open);
            problems.extend(support(&knowledge, &library));
            library
        }
        None => Library::default(),
    };
    let knowledge = chosen_sources(args, knowledge)?;
    let mut report = Report::new(&knowledge, sources);
    if readable {
        let edition = Edition::new(1, edition::hash(&files), knowledge, library)?;
        problems.extend(asks::pins(&edition, &settings.limits));
        let led = asks::lead(&edition, &settings.limits);
        problems.extend(led.problems);
        report.home = Some((led.home, led.asks));
    } else {
        notes.push("Pins and asks are looked at once every entry can be read.".to_owned());
    }
    report.notes = notes;
    report.problems = Problems::sorted(problems);
    let mut out = io::stdout().lock();
    if json {
        writeln!(out, "{}", report.json())?;
    } else {
        writeln!(out, "{}", report.text())?;
    }
    Ok(if report.problems.0.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Rule `config`: the shown defaults have the schema of the settings. Absent, they are those of the binary.
fn defaults(path: &Path) -> Option<Problem> {
    let text = fs::read_to_string(path).ok()?;
    let error = toml::from_str::<Settings>(&text).err()?;
    let start = error.span().map_or(0, |span| span.start);
    let before = text.get(..start).unwrap_or_default();
    Some(Problem {
        file: path.display().to_string(),
        line: u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX),
        entry: "settings".into(),
        rule: "config",
        message: format!("{}.", error.message().trim_end_matches('.')),
        remedy: "Mend the key, or take it over from the shipped file.".into(),
    })
}

/// Rule `library`: of the texts that were to be checked, one at least belongs to a source.
fn unmatched(chosen: &ChosenLibrary<'_>) -> Option<Problem> {
    Some(Problem {
        file: chosen.dir.display().to_string(),
        line: 0,
        entry: "library".into(),
        rule: "library",
        message: chosen.complaint()?,
        remedy:
            "Name the folder of the source texts, or give each source the `sha256` of its text."
                .into(),
    })
}

/// Texts without a source and sources without a text: worth knowing, no problem.
fn absent(knowledge: &Knowledge, library: &Library) -> Vec<String> {
    let strangers = library
        .strangers
        .iter()
        .map(|(name, hash)| format!("{name} (SHA-256 {hash}) belongs to no source."));
    let here: Vec<_> = library
        .texts()
        .into_iter()
        .map(|(id, _)| knowledge.source(id).id.as_str())
        .collect();
    let missing = knowledge
        .sources
        .iter()
        .filter(|source| !here.contains(&source.id.as_str()));
    strangers
        .chain(missing.map(|source| {
            format!(
                "The library has no text of {} ({}).",
                source.id, source.file
            )
        }))
        .collect()
}

fn only(mut sources: Vec<Coverage>, only: &[String]) -> Vec<Coverage> {
    sources.retain(|source| only.is_empty() || only.contains(&source.id));
    sources
}
