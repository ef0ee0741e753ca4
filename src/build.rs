//! The build script: tells the binary its commit, and the compiler that a new
//! file in `knowledge/` is a change (the embedding macro sees changed files only).
//! `GIT_COMMIT` names the commit where there is no repository, as in a container's build.

use std::env;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=knowledge");
    // Where a worktree has it; a path that is not there would have everything built anew each time.
    if let Some(head) = git(&["rev-parse", "--git-path", "HEAD"]) {
        println!("cargo::rerun-if-changed={head}");
    }
    println!("cargo::rerun-if-env-changed=GIT_COMMIT");
    let commit = git(&["rev-parse", "--short=12", "HEAD"])
        .or_else(|| env::var("GIT_COMMIT").ok().filter(|name| !name.is_empty()));
    let name = commit.unwrap_or_else(|| "unknown".to_owned());
    println!("cargo::rustc-env=GIT_COMMIT={name}");
}

fn git(args: &[&str]) -> Option<String> {
    let out = Command::new("git").args(args).output().ok()?;
    let text = String::from_utf8_lossy(&out.stdout).trim().to_owned();
    out.status.success().then_some(text)
}
