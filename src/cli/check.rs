//! The subcommand `check`: what an inspection finds, printed as text or as JSON.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::check::asks::Effort;
use crate::check::inspection::{Inspection, Subject, inspect};
use crate::content::{self, ContentError};
use crate::knowledge::problem::{Problem, Problems};
use crate::settings::Settings;

use super::{EditionArgs, content_files};

/// The commented defaults, as the repository shows them.
const DEFAULT_SETTINGS: &str = "config/default.toml";

/// Checks what the options choose and prints what was found; fails where there is a problem.
///
/// Rules, coverage and support look at the whole knowledge; `--only-source` limits what is counted and asked.
///
/// # Errors
/// Where files cannot be read, a source is unknown, or the output cannot be written.
pub(super) fn run(args: &EditionArgs, settings: &Settings, json: bool) -> anyhow::Result<ExitCode> {
    let files = content_files(args, settings)?;
    let library = args.library.as_deref().or(settings.knowledge.library());
    let subject = Subject {
        files: &files,
        library: library
            .map(|dir| Ok::<_, ContentError>((dir, content::library(dir)?)))
            .transpose()?,
        only_sources: &args.only_sources,
        number: 1,
    };
    let Inspection { mut report, .. } = inspect(subject, &settings.limits, Effort::Whole)?;
    let mut problems = std::mem::take(&mut report.problems.0);
    problems.extend(defaults(Path::new(DEFAULT_SETTINGS)));
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
