//! What README says of Discord is what is registered there.

use std::collections::BTreeSet;

use tarkovsky_bot::request::command::Shape;
use tarkovsky_bot::request::{COMMANDS, Command};

use super::{expect_same, readme, rows, section};

/// How README writes a command: what members type, or what a message's menu shows.
fn written(command: &Command) -> String {
    match command.shape {
        Shape::OnMessage => format!("`{}`", command.name),
        _ => format!("`/{}`", command.name),
    }
}

#[test]
fn the_table_of_what_members_use_is_the_table_of_commands() {
    let discord = section(&readme(), "On Discord");
    let shown: BTreeSet<String> = rows(&discord).iter().map(|row| row.join(": ")).collect();
    let there = COMMANDS
        .iter()
        .map(|command| format!("{}: {}", written(command), command.description()))
        .collect();
    expect_same(&shown, &there, "commands on Discord");
}

#[test]
fn every_action_of_a_command_is_told_of() {
    let readme = readme();
    let sections = ["On Discord", "How to run an evening of trivia"];
    let told = sections.map(|title| section(&readme, title)).join("\n");
    for command in COMMANDS {
        let Shape::Actions(actions) = command.shape else {
            continue;
        };
        for action in actions {
            let (alone, typed) = (
                format!("`{}`", action.name),
                format!("`/{} {}`", command.name, action.name),
            );
            assert!(
                told.contains(&alone) || told.contains(&typed),
                "README does not tell of /{} {}",
                command.name,
                action.name
            );
        }
    }
}
