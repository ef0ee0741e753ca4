//! The build script: tells the binary its commit, and the compiler that a new
//! file in `knowledge/` is a change (the embedding macro sees changed files only).

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=knowledge");
    println!("cargo::rerun-if-changed=.git/HEAD");
    let commit = Command::new("git")
        .args(["rev-parse", "--short=12", "HEAD"])
        .output();
    let commit = commit.ok().filter(|out| out.status.success());
    let name = commit.map_or_else(
        || "unknown".to_owned(),
        |out| String::from_utf8_lossy(&out.stdout).trim().to_owned(),
    );
    println!("cargo::rustc-env=GIT_COMMIT={name}");
}
