//! The binary: runs the library's command line and turns its outcome into an exit code.

use std::io::Write;
use std::process::ExitCode;

use tarkovsky_bot::cli;

/// An answer makes many small allocations; the system's allocator is slower at them and keeps more of what is freed.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match cli::main() {
        Ok(code) => code,
        Err(error) if cli::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // The code tells a supervisor, even where nobody reads the words.
            drop(writeln!(std::io::stderr(), "tarkovsky-bot: {error:#}"));
            ExitCode::from(2)
        }
    }
}
