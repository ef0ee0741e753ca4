//! What an installation takes from the binary: completions for shells, and the manual page.

use std::process::Command;

use clap::CommandFactory;
use tarkovsky_bot::cli::Cli;

use crate::world::{Binary, Folder};

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

#[test]
fn every_shell_gets_a_script_that_knows_all_commands() {
    for shell in SHELLS {
        let ran = Binary::new(&["completions", shell]).run();
        ran.expect_code(0);
        for command in Cli::command().get_subcommands() {
            ran.expect_stdout(command.get_name());
        }
        ran.expect_stdout("only-source");
    }
    Binary::new(&["completions", "tcsh"])
        .run()
        .expect_refused(&["tcsh", "bash"]);
}

#[cfg(unix)]
#[test]
fn bash_completes_a_command_and_an_option_with_it() {
    let folder = Folder::new();
    let ran = Binary::new(&["completions", "bash"]).run();
    let script = folder.write("completions.bash", &ran.stdout);
    // What bash does on Tab: words and the place of the one being typed, then the function it was told of.
    let completed = |words: &str, at: usize| {
        let typed = format!(
            "source '{}'\nCOMP_WORDS=({words})\nCOMP_CWORD={at}\n\
             handler=$(complete -p tarkovsky-bot | sed 's/.*-F \\([^ ]*\\).*/\\1/')\n\
             \"$handler\" tarkovsky-bot \"${{COMP_WORDS[{at}]}}\" \"${{COMP_WORDS[{at}-1]}}\"\n\
             echo \"${{COMPREPLY[@]}}\"",
            script.display()
        );
        let out = Command::new("bash")
            .args(["--norc", "-c", &typed])
            .output()
            .expect("bash is there, as .ci/run needs it");
        String::from_utf8_lossy(&out.stdout).trim().to_owned()
    };
    assert_eq!(completed("tarkovsky-bot kno", 1), "knowledge");
    assert_eq!(completed("tarkovsky-bot ask --exp", 2), "--explain");
    assert_eq!(completed("tarkovsky-bot completions fi", 2), "fish");
}

#[test]
fn the_manual_page_tells_every_command_and_option_and_what_the_help_does_not() {
    let ran = Binary::new(&["man"]).run();
    ran.expect_code(0).expect_stdout(".TH TARKOVSKY-BOT 1 ");
    // Roff writes a hyphen that is to stay one with a backslash.
    let page = ran.stdout.replace("\\-", "-");
    let mut cli = Cli::command();
    cli.build();
    let mut expected: Vec<String> = [
        "knowledge write",
        "EXIT STATUS",
        "75",
        "DISCORD_TOKEN_FILE",
        "TARKOVSKY__SECTION__KEY",
        "config/local.toml",
        "SIGHUP",
        "powershell",
    ]
    .map(str::to_owned)
    .into();
    for command in cli.get_subcommands().filter(|c| c.get_name() != "help") {
        expected.push(format!("tarkovsky-bot {}", command.get_name()));
        let options = command.get_arguments().filter_map(|a| a.get_long());
        expected.extend(options.filter(|o| *o != "help").map(|o| format!("--{o}")));
    }
    let absent: Vec<_> = expected.iter().filter(|w| !page.contains(*w)).collect();
    assert!(absent.is_empty(), "{absent:?} are not in\n{page}");
}
