//! The two commands of README's start.

use super::{blocks, file, readme, section};
use crate::world::Binary;

#[test]
fn the_two_commands_of_the_start_work_and_share_a_profile() {
    let start = section(&readme(), "Start");
    let commands: Vec<_> = blocks(&start, "sh")
        .concat()
        .lines()
        .map(str::to_owned)
        .collect();
    let [ask, test] = commands.as_slice() else {
        panic!("{commands:?} are not two commands")
    };
    assert!(
        !ask.contains("--release") && !test.contains("--release"),
        "{commands:?} have different profiles"
    );
    assert!(
        file(".ci/run")
            .lines()
            .any(|line| line.starts_with("step ") && line.contains(test.as_str())),
        "{test} is not what .ci/run runs"
    );
    // The other one is run here, in the profile it has there.
    let question = ask
        .strip_prefix("cargo run -- ask \"")
        .and_then(|rest| rest.strip_suffix('"'))
        .expect("the first command asks");
    Binary::new(&["ask", question])
        .run()
        .expect_code(0)
        .expect_stdout("[1]")
        .expect_stdout("¶");
    let manifest: toml::Table = file("Cargo.toml").parse().expect("the manifest is TOML");
    let rust = manifest["package"]["rust-version"]
        .as_str()
        .expect("the manifest names the smallest Rust");
    assert!(
        start.contains(&format!("Rust {rust} or later")),
        "the smallest Rust is {rust}"
    );
}
