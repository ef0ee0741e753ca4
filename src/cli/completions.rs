//! `completions`: the script that completes commands and options in a shell.

use clap::Command;
use clap_complete::{Shell, generate};

use super::NAME;

/// The script for a shell.
pub(super) fn script(shell: Shell, mut command: Command) -> Vec<u8> {
    // Into memory: the generator panics where its writer fails.
    let mut script = Vec::new();
    generate(shell, &mut command, NAME, &mut script);
    if shell != Shell::Bash {
        return script;
    }
    // The generator spells a name with a hyphen in two ways and finds no subcommand's
    // options by the other one (<https://github.com/clap-rs/clap/issues/6421>). Once
    // that is mended there is nothing left to replace.
    let text = String::from_utf8_lossy(&script);
    let wrong = NAME.replace('-', "__subcmd__");
    text.replace(&wrong, &NAME.replace('-', "__")).into_bytes()
}
