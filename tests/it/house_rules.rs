//! Borders between the parts and habits of the house, read off the source text.

use std::fs;
use std::path::{Path, PathBuf};

/// Longest source file, in lines.
const MAX_LINES: usize = 400;

/// A source file: its path with forward slashes from the crate's folder, and its text.
struct SourceFile {
    path: String,
    text: String,
}

impl SourceFile {
    /// The lines with their numbers, without comments and without what only tests see.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let tests_only = self.path.ends_with("/tests.rs");
        let code = if tests_only {
            ""
        } else {
            without_tests(&self.text)
        };
        code.lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line.split("//").next().unwrap_or_default()))
    }

    /// True for values and pure functions: what knows nothing of the outside.
    fn is_domain(&self) -> bool {
        [
            "language",
            "knowledge",
            "answer",
            "lookup",
            "completion",
            "trivia",
            "chance",
        ]
        .iter()
        .any(|part| {
            self.path == format!("src/{part}.rs") || self.path.starts_with(&format!("src/{part}/"))
        })
    }
}

/// The text of a source file up to its module of tests; a declaration such as `mod tests;` ends nothing.
pub(crate) fn without_tests(text: &str) -> &str {
    let ends = |(at, mark): (usize, &str)| {
        let mut lines = text[at + mark.len()..].lines();
        let item = lines
            .find(|line| !line.starts_with("#["))
            .unwrap_or_default();
        (item.contains("mod ") && item.ends_with('{')).then_some(at)
    };
    let end = text.match_indices("#[cfg(test)]\n").find_map(ends);
    &text[..end.unwrap_or(text.len())]
}

fn files_under(folder: &str) -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the crate's folder can be read") {
            let path = entry.expect("the crate's folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("source files are UTF-8");
                let path = path
                    .strip_prefix(root)
                    .expect("it is under the crate's folder")
                    .to_string_lossy()
                    .replace('\\', "/");
                found.push(SourceFile { path, text });
            }
        }
    }
    assert!(found.len() > 1, "only {} files under {folder}", found.len());
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Complains of every line of code of the files that holds one of the words.
fn expect_nowhere(files: &[SourceFile], words: &[&str], but_in: &[&str], why: &str) {
    let mut found = Vec::new();
    for file in files
        .iter()
        .filter(|file| !but_in.contains(&file.path.as_str()))
    {
        for (number, line) in file.code() {
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                found.push(format!(
                    "{}:{number}: `{word}` in `{}`",
                    file.path,
                    line.trim()
                ));
            }
        }
    }
    assert!(found.is_empty(), "{why}:\n{}", found.join("\n"));
}

fn expect_none(found: &[String], why: &str) {
    assert!(found.is_empty(), "{why}:\n{}", found.join("\n"));
}

#[test]
fn every_file_is_read_to_its_tests() {
    assert_eq!(
        without_tests("a\n#[cfg(test)]\nmod tests;\nb"),
        "a\n#[cfg(test)]\nmod tests;\nb"
    );
    assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {\nb"), "a\n");
    for file in files_under("src") {
        let lines = file.text.lines().count();
        let read = file.code().last().map_or(0, |(number, _)| number);
        let tests = file
            .text
            .lines()
            .filter(|line| line.ends_with("mod tests {"))
            .count();
        let is_whole = read == lines || tests == 1 || file.path.ends_with("/tests.rs");
        assert!(is_whole, "{}: {read} of {lines} lines are read", file.path);
    }
}

#[test]
fn only_the_search_module_knows_the_index_library() {
    expect_nowhere(
        &files_under("src"),
        &["tantivy::", "use tantivy"],
        &["src/search.rs", "src/search/postings.rs"],
        "tantivy is used outside of search",
    );
}

#[test]
fn only_the_discord_edge_knows_serenity() {
    let outside: Vec<_> = files_under("src")
        .into_iter()
        .filter(|file| file.path != "src/discord.rs" && !file.path.starts_with("src/discord/"))
        .collect();
    expect_nowhere(
        &outside,
        &["serenity::", "use serenity", "reqwest::", "use reqwest"],
        &[],
        "serenity is used outside src/discord",
    );
}

#[test]
fn only_the_store_knows_sql() {
    let outside: Vec<_> = files_under("src")
        .into_iter()
        .filter(|file| file.path != "src/store.rs" && !file.path.starts_with("src/store/"))
        .collect();
    expect_nowhere(&outside, &["sqlx"], &[], "sqlx is used outside src/store");
}

#[test]
fn no_statement_is_put_together_at_run_time() {
    let source = files_under("src");
    expect_nowhere(
        &source,
        &["AssertSqlSafe", "QueryBuilder", "query!(", "query_as!("],
        &[],
        "a statement is not a constant",
    );
}

#[test]
fn services_know_nothing_of_discord() {
    let services: Vec<_> = files_under("src")
        .into_iter()
        .filter(|file| {
            [
                "store", "editions", "edition", "bot", "check", "content", "search", "rounds",
            ]
            .iter()
            .any(|part| {
                file.path == format!("src/{part}.rs")
                    || file.path.starts_with(&format!("src/{part}/"))
            })
        })
        .collect();
    let edges = ["serenity", "crate::discord", "crate::cli", "crate::console"];
    expect_nowhere(&services, &edges, &[], "a service uses an edge");
}

#[test]
fn user_text_never_meets_a_query_grammar() {
    expect_nowhere(
        &files_under("src"),
        &["QueryParser", "parse_query", "query_grammar"],
        &[],
        "a query grammar is used",
    );
}

#[test]
fn the_domain_knows_nothing_of_the_outside() {
    let domain: Vec<_> = files_under("src")
        .into_iter()
        .filter(SourceFile::is_domain)
        .collect();
    let outside = [
        "std::fs",
        "std::net",
        "std::env",
        "std::io",
        "std::process",
        "tokio",
        "serenity",
        "axum",
        "reqwest",
        "tracing::",
        "sqlx",
        "tantivy",
        "SystemTime",
        "Instant::",
        "std::time",
        "rand::",
        "thread_rng",
        "getrandom",
        "fastrand",
        "println!",
        "eprintln!",
    ];
    expect_nowhere(&domain, &outside, &[], "the domain reaches outside");
    let edges = [
        "crate::bot",
        "crate::cli",
        "crate::console",
        "crate::content",
        "crate::settings",
        "crate::search",
        "crate::check",
        "crate::discord",
        "crate::editions",
        "crate::store",
        "crate::clock",
        "crate::request",
        "crate::rounds",
        "crate::telemetry",
    ];
    expect_nowhere(&domain, &edges, &[], "the domain uses the edges");
}

/// Of the parts around it the domain reads the edition, and makes replies and their words; who uses what more is
/// listed here.
#[test]
fn the_domain_uses_no_more_of_what_is_around_it_than_is_listed() {
    let may = |path: &str, part: &str| match part {
        "crate::edition" => path.starts_with("src/answer") || path.starts_with("src/lookup"),
        "crate::reply" => path.starts_with("src/lookup"),
        "crate::words" => path == "src/completion/label.rs",
        _ => false,
    };
    let mut found = Vec::new();
    for file in files_under("src").iter().filter(|file| file.is_domain()) {
        for (number, line) in file.code() {
            let parts = ["crate::edition", "crate::reply", "crate::words"];
            for part in parts.iter().filter(|part| line.contains(**part)) {
                if !may(&file.path, part) {
                    found.push(format!("{}:{number}: {part}", file.path));
                }
            }
        }
    }
    expect_none(&found, "the domain uses more than is listed");
}

#[test]
fn nothing_is_unwrapped_or_left_undone() {
    let source = files_under("src");
    expect_nowhere(
        &source,
        &[".unwrap()", ".expect("],
        &[],
        "a panic is one bad input away",
    );
    expect_nowhere(
        &source,
        &["todo!", "dbg!", "unimplemented!", "#[ignore", "unsafe "],
        &[],
        "something is left undone",
    );
    expect_nowhere(
        &files_under("tests"),
        &["#[igno\u{72}e"],
        &["tests/it/house_rules.rs"],
        "a test is switched off",
    );
}

#[test]
fn every_file_says_what_it_is_for_and_stays_short() {
    let mut found = Vec::new();
    for file in files_under("src")
        .into_iter()
        .chain(files_under("tests"))
        .chain(files_under("benches"))
        .chain(files_under("examples"))
    {
        if !file.text.starts_with("//! ") {
            found.push(format!("{} does not begin with //!", file.path));
        }
        let lines = file.text.lines().count();
        if lines > MAX_LINES {
            found.push(format!(
                "{} has {lines} lines, at most {MAX_LINES} are allowed",
                file.path
            ));
        }
    }
    expect_none(&found, "files");
}

#[test]
fn no_file_is_named_after_nothing() {
    let vague = [
        "util", "utils", "helper", "helpers", "common", "manager", "misc", "shared",
    ];
    let stem = |path: &str| {
        path.rsplit('/')
            .next()
            .unwrap_or_default()
            .trim_end_matches(".rs")
            .to_owned()
    };
    let names = files_under("src")
        .into_iter()
        .chain(files_under("tests"))
        .chain(files_under("examples"))
        .map(|file| file.path);
    let found: Vec<String> = names
        .filter(|path| stem(path).split('_').any(|part| vague.contains(&part)))
        .collect();
    expect_none(&found, "names that say nothing");
}

#[test]
fn no_file_tells_where_it_was_written() {
    let places = [
        concat!("/wo", "rk/"),
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("C:", "\\"),
    ];
    let mut found = Vec::new();
    let all = ["src", "tests", "benches", "examples"].map(files_under);
    for file in all.into_iter().flatten() {
        found.extend(
            places
                .iter()
                .filter(|p| file.text.contains(**p))
                .map(|p| format!("{}: {p}", file.path)),
        );
    }
    expect_none(&found, "paths of a machine");
}
