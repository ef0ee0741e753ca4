//! README is true: commands, keys, paths and names in it exist, and the answers
//! it shows are given today. `UPDATE_README=1 cargo test readme` takes the
//! transcripts and the JSON line over anew; read the difference before you keep it.

mod answers;
mod discord;
mod start;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use tarkovsky_bot::cli::Cli;
use tarkovsky_bot::request::console_commands;

use crate::world::Binary;

/// Paths README names must begin with one of these.
const FOLDERS: &[&str] = &[
    "src/",
    "knowledge/",
    "tests/",
    "benches/",
    "config/",
    "deploy/",
    "docs/",
    "examples/",
    ".ci/",
];
/// A file that is there only where somebody made it.
const MAY_BE_ABSENT: &str = "config/local.toml";
/// How a transcript begins; the question and a quotation mark follow.
const ASKED: &str = "$ tarkovsky-bot ask \"";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn file(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn readme() -> String {
    file("README.md").replace("\r\n", "\n")
}

/// The text under a heading of the second level, up to the next one.
fn section(readme: &str, title: &str) -> String {
    let start = readme
        .find(&format!("\n## {title}\n"))
        .unwrap_or_else(|| panic!("README has no section {title:?}"));
    let rest = &readme[start + 1..];
    rest.find("\n## ")
        .map_or(rest, |end| &rest[..end])
        .to_owned()
}

/// Contents of the code blocks in a language.
fn blocks<'r>(readme: &'r str, language: &str) -> Vec<&'r str> {
    let blocks = readme.split("```").skip(1).step_by(2);
    blocks
        .filter_map(|block| {
            block
                .split_once('\n')
                .filter(|(of, _)| *of == language)
                .map(|(_, text)| text)
        })
        .collect()
}

/// README without its code blocks.
fn prose(readme: &str) -> String {
    readme.split("```").step_by(2).collect()
}

/// What stands in single backticks, with the text before it.
fn spans(prose: &str) -> Vec<(&str, &str)> {
    let mut spans = Vec::new();
    for line in prose.lines() {
        let parts: Vec<_> = line.split('`').collect();
        assert!(parts.len() % 2 == 1, "a backtick is not closed: {line}");
        spans.extend(parts.chunks_exact(2).map(|pair| (pair[0], pair[1])));
    }
    spans
}

/// Rows of all tables of a text, without heads, cells trimmed.
fn rows(text: &str) -> Vec<Vec<String>> {
    let is_row = |line: &&str| line.starts_with('|') && !line.starts_with("|--");
    let lines: Vec<&str> = text.lines().collect();
    let heads = lines
        .windows(2)
        .filter(|pair| pair[1].starts_with("|--"))
        .map(|pair| pair[0])
        .collect::<Vec<_>>();
    let cells = |line: &&str| {
        line.trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect()
    };
    lines
        .iter()
        .copied()
        .filter(is_row)
        .filter(|line| !heads.contains(line))
        .map(|line| cells(&line))
        .collect()
}

fn expect_same(shown: &BTreeSet<String>, there: &BTreeSet<String>, what: &str) {
    let missing: Vec<_> = there.difference(shown).collect();
    let wrong: Vec<_> = shown.difference(there).collect();
    assert!(
        missing.is_empty() && wrong.is_empty(),
        "{what}\nREADME lacks: {missing:#?}\nREADME has, and is wrong: {wrong:#?}"
    );
}

/// Commands that do something, each with its path.
fn leaves(command: &clap::Command, path: &str, into: &mut Vec<(String, clap::Command)>) {
    for sub in command
        .get_subcommands()
        .filter(|sub| sub.get_name() != "help")
    {
        let path = format!("{path}{}", sub.get_name());
        if sub.has_subcommands() {
            leaves(sub, &format!("{path} "), into);
        } else {
            into.push((path, sub.clone()));
        }
    }
}

#[test]
fn the_tables_of_commands_and_options_are_those_of_the_command_line() {
    let mut cli = Cli::command();
    cli.build();
    let mut commands = Vec::new();
    leaves(&cli, "", &mut commands);
    let (mut usages, mut options) = (BTreeSet::new(), BTreeSet::new());
    for (path, command) in &mut commands {
        let usage = command.render_usage().to_string();
        let about = command
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        usages.insert(format!("`{}` {about}", usage.trim_start_matches("Usage: ")));
        for option in command.get_arguments().filter(|a| a.get_id() != "help") {
            let Some(long) = option.get_long() else {
                continue;
            };
            let value = option
                .get_value_names()
                .filter(|_| option.get_action().takes_values());
            let value = value
                .map(|names| format!(" <{}>", names[0]))
                .unwrap_or_default();
            options.insert(format!(
                "`--{long}{value}` {path}: {}",
                option
                    .get_help()
                    .map(ToString::to_string)
                    .unwrap_or_default()
            ));
        }
    }
    let text = section(&readme(), "Commands");
    let rows = rows(&text);
    let (two, three): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.len() == 2);
    let shown = two
        .iter()
        .map(|row| format!("{} {}", row[0], row[1]))
        .collect();
    expect_same(&shown, &usages, "commands");
    let of = |row: &&Vec<String>| -> Vec<String> {
        row[1]
            .split(", ")
            .map(|of| format!("{} {}: {}", row[0], of.trim_matches('`'), row[2]))
            .collect()
    };
    expect_same(&three.iter().flat_map(of).collect(), &options, "options");
}

#[test]
fn every_command_shown_stands_in_the_help() {
    let help = Binary::new(&["--help"]).run();
    help.expect_code(0);
    let known: Vec<_> = help
        .stdout
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let readme = readme();
    let shown: BTreeSet<_> = readme
        .split("tarkovsky-bot ")
        .skip(1)
        .filter_map(|rest| rest.split([' ', '`', '\n']).next())
        .collect();
    let shown: Vec<_> = shown
        .into_iter()
        .filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
        .collect();
    assert!(shown.len() > 4, "{shown:?}");
    for word in shown {
        assert!(
            known.contains(&word),
            "tarkovsky-bot {word} is no command: {}",
            help.stdout
        );
    }
}

#[test]
fn the_lines_of_the_console_are_its_commands() {
    let own = "`/quit`: Leave the console.\n`/trivia`: Play a round of trivia, for one.";
    let mut there: BTreeSet<String> = own.lines().map(str::to_owned).collect();
    for command in console_commands() {
        let argument = if command.argument.is_empty() {
            String::new()
        } else {
            format!(" <{}>", command.argument)
        };
        there.insert(format!(
            "`/{}{argument}`: {}",
            command.name,
            command.description()
        ));
    }
    let rows = rows(&section(&readme(), "The console"));
    let shown = rows
        .iter()
        .filter(|row| row[0].starts_with("`/"))
        .map(|row| format!("{}: {}", row[0], row[1]))
        .collect();
    expect_same(&shown, &there, "console commands");
}

#[test]
fn every_key_of_the_configuration_is_shown_with_its_default() {
    let mut there = BTreeSet::new();
    let defaults: toml::Table = file("config/default.toml")
        .parse()
        .expect("the defaults are TOML");
    for (part, keys) in &defaults {
        for (key, value) in keys.as_table().expect("every part is a table") {
            there.insert(format!("`{part}.{key}` = `{value}`"));
        }
    }
    let rows = rows(&section(&readme(), "Configuration"));
    expect_same(
        &rows
            .iter()
            .map(|row| format!("{} = {}", row[0], row[1]))
            .collect(),
        &there,
        "keys",
    );
}

#[test]
fn the_allowed_numbers_of_the_configuration_are_the_bounds() {
    let mut checked = 0;
    for row in rows(&section(&readme(), "Configuration")) {
        let Some((min, max)) = row[2].split_once(" to ") else {
            continue;
        };
        let bounds: (usize, usize) = (
            min.parse().expect("a number"),
            max.parse().expect("a number"),
        );
        let variable = format!(
            "TARKOVSKY__{}",
            row[0].trim_matches('`').replace('.', "__").to_uppercase()
        );
        let run = |value: usize| {
            Binary::new(&["ask", "x"])
                .env(&variable, &value.to_string())
                .run()
        };
        for value in [bounds.0, bounds.1] {
            run(value).expect_code(0);
        }
        let below = bounds.0.checked_sub(1);
        for value in below.into_iter().chain([bounds.1 + 1]) {
            run(value).expect_refused(&[row[0].trim_matches('`')]);
        }
        checked += 1;
    }
    assert!(checked > 3, "only {checked} keys have bounds");
}

#[test]
fn every_path_that_is_named_exists() {
    let prose = prose(&readme());
    let mut paths: Vec<&str> = spans(&prose)
        .iter()
        .map(|(_, span)| *span)
        .filter(|s| FOLDERS.iter().any(|f| s.starts_with(f)))
        .collect();
    paths.extend(
        prose
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
            .filter(|link| !link.starts_with('#')),
    );
    assert!(paths.len() > 40, "{paths:?}");
    let absent: Vec<_> = paths
        .iter()
        .filter(|p| **p != MAY_BE_ABSENT && !root().join(p).exists())
        .collect();
    assert!(absent.is_empty(), "there is no {absent:?}");
}

#[test]
fn the_contents_are_the_sections_in_their_order() {
    let readme = readme();
    let prose = prose(&readme);
    let (before, _) = prose.split_once("\n## ").expect("README has sections");
    let listed: Vec<&str> = before
        .split("](#")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .collect();
    // As GitHub makes the anchors of headings that are nothing but words.
    let sections: Vec<String> = prose
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(|title| title.to_lowercase().replace(' ', "-"))
        .collect();
    assert_eq!(listed, sections);
    let elsewhere = prose.split("](#").skip(listed.len() + 1);
    for link in elsewhere.filter_map(|rest| rest.split(')').next()) {
        assert!(listed.contains(&link), "there is no section #{link}");
    }
}

#[test]
fn every_name_is_defined_in_the_file_it_is_placed_in() {
    let prose = prose(&readme());
    let spans = spans(&prose);
    let mut checked = 0;
    let is_placed = |pair: &&[(&str, &str)]| {
        pair[1].0 == " in " && FOLDERS.iter().any(|folder| pair[1].1.starts_with(folder))
    };
    for pair in spans.windows(2).filter(is_placed) {
        let (name, path) = (pair[0].1, pair[1].1);
        let text = file(path);
        let defined = ["fn", "struct", "enum", "trait", "const"]
            .iter()
            .any(|kind| {
                let start = format!("{kind} {name}");
                text.match_indices(&start).any(|(at, _)| {
                    !text[at + start.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
                })
            });
        assert!(defined, "{name} is not defined in {path}");
        checked += 1;
    }
    assert!(checked > 25, "only {checked} names are placed");
}

#[test]
fn the_code_map_names_every_module() {
    let map = section(&readme(), "Code map");
    for entry in fs::read_dir(root().join("src")).expect("src can be read") {
        let path: PathBuf = entry.expect("src can be read").path();
        let folder = if path.is_dir() { "/" } else { "" };
        let name = format!(
            "`src/{}{folder}`",
            path.file_name().expect("it has a name").to_string_lossy()
        );
        assert!(map.contains(&name), "{name} is not in the code map");
    }
}

#[test]
fn the_page_names_no_machine_and_leaves_nothing_open() {
    let readme = readme();
    for words in [
        concat!("/wo", "rk/"),
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("TB", "D"),
        concat!("TO", "DO"),
    ] {
        assert!(!readme.contains(words), "README holds {words:?}");
    }
}
