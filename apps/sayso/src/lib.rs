//! The way from bytes to statements, composed of the crates' functions, and the verbs of the command line.
//!
//! [`pipeline`] is the way itself; [`inputs`] finds the files, [`flow`] spreads them over threads and keeps their order,
//! and each verb has a file. Data goes to standard output, all else to standard error.

mod cli;
pub mod model;
pub mod pipeline;
mod inputs;
mod fetch;
mod load;
mod gather;
mod flow;
mod knowledge;

mod read;
mod extract;
mod add;
mod watch;
mod track;
mod alerts;
mod documents;
mod statements;
mod speakers;
mod claims;
mod trace;
mod chain;
mod fold;
mod moved;
mod beside;
mod hinges;
mod tree;
mod chart;
mod page;
mod compare;
mod entities;
mod review;
mod when;
mod demo;
pub mod eval;

mod writer;
mod changes;
mod tally;
mod interrupt;
mod rows;
mod printer;
mod table;
mod markup;
mod output;

use std::process::ExitCode;

pub use cli::{Cli, Verb};

/// How a verb ended, if it could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All was done.
    Done,
    /// Done, but for the documents that were skipped.
    Skipped,
    /// Stopped by the user before the end.
    Interrupted,
}

/// Exit code for "could not run".
const COULD_NOT_RUN: u8 = 3;

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Skipped => 1,
            // As shells do for a program that Ctrl-C ended.
            Outcome::Interrupted => interrupt::EXIT_CODE,
        })
    }
}

/// Runs a verb.
///
/// # Errors
/// What kept the verb from running: a library that can't be opened, a full disk, output that can't be written.
pub fn run(cli: Cli) -> anyhow::Result<Outcome> {
    match cli.verb {
        Verb::Read(verb) => read::run(&verb),
        Verb::Extract(verb) => extract::run(&verb),
        Verb::Add(verb) => add::run(&verb),
        Verb::Watch(verb) => watch::run(&verb),
        Verb::Track(verb) => track::run(&verb),
        Verb::Documents(verb) => documents::run(&verb),
        Verb::Statements(verb) => statements::run(&verb),
        Verb::Speakers(verb) => speakers::run(&verb),
        Verb::Claims(verb) => claims::run(&verb),
        Verb::Trace(verb) => trace::run(&verb),
        Verb::Compare(verb) => compare::run(&verb),
        Verb::Entities(verb) => entities::run(&verb),
        Verb::Review(verb) => review::run(&verb),
        Verb::When(verb) => when::run(&verb),
        Verb::Eval(verb) => eval::run(&verb),
        Verb::Demo(verb) => demo::run(&verb),
    }
}

/// Says why a verb could not run, and what to do about it. Whoever closed the other end of a pipe has seen enough: that
/// is no error.
pub fn report(error: &anyhow::Error) -> ExitCode {
    if output::is_broken_pipe(error) {
        return ExitCode::SUCCESS;
    }
    let console = output::Console::plain();
    console.say(&format!("{error:#}"));
    let hint = error.chain().find_map(|cause| cause.downcast_ref::<sayso_store::StoreError>()?.hint());
    if let Some(hint) = hint {
        console.say(&format!("hint: {hint}"));
    }
    ExitCode::from(COULD_NOT_RUN)
}
