//! The `sayso` command.
use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = sayso::Cli::parse();
    match sayso::run(cli) {
        Ok(outcome) => outcome.into(),
        Err(error) => sayso::report(&error),
    }
}
