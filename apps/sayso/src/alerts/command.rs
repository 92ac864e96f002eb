//! A program that is run for each alert.

use std::io::{self, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::str::FromStr;
use std::time::{Duration, Instant};

/// A program and its arguments. No shell reads them: `$`, `;` and `>` are letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandLine(
    // Invariant: there is a first.
    Vec<String>,
);

/// Not a command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a command is words, in quotation marks where they hold spaces; each mark that opens must close")]
pub struct CommandLineError;

/// Why a program did not take an alert.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CommandError {
    #[error("cannot be started: {0}")]
    Start(io::Error),
    #[error("ended with {0}")]
    Status(ExitStatus),
    #[error("took longer than {} seconds and was stopped; --timeout allows more", .0.as_secs())]
    Slow(Duration),
}

impl FromStr for CommandLine {
    type Err = CommandLineError;

    fn from_str(text: &str) -> Result<CommandLine, CommandLineError> {
        let words = shlex::split(text).filter(|words| words.first().is_some_and(|first| !first.is_empty()));
        words.map(CommandLine).ok_or(CommandLineError)
    }
}

/// How often it is looked whether a program has ended.
const BLINK: Duration = Duration::from_millis(10);

impl CommandLine {
    /// The program, then its arguments.
    pub(crate) fn words(&self) -> &[String] {
        &self.0
    }

    /// Runs it with this on its standard input. What it prints goes to standard error: standard output is for data.
    pub(crate) fn run(&self, input: &str, timeout: Duration) -> Result<(), CommandError> {
        let mut command = Command::new(&self.0[0]);
        command.args(&self.0[1..]).stdin(Stdio::piped()).stdout(io::stderr());
        let mut child = command.spawn().map_err(CommandError::Start)?;
        let line = format!("{input}\n");
        if let Some(mut stdin) = child.stdin.take() {
            // By itself: a program that reads nothing must not hold us up. Whether it read is its own matter.
            std::thread::spawn(move || stdin.write_all(line.as_bytes()).ok());
        }
        let end = Instant::now() + timeout;
        loop {
            match child.try_wait().map_err(CommandError::Start)? {
                Some(status) if status.success() => return Ok(()),
                Some(status) => return Err(CommandError::Status(status)),
                None if Instant::now() >= end => {
                    child.kill().ok();
                    child.wait().ok();
                    return Err(CommandError::Slow(timeout));
                }
                None => std::thread::sleep(BLINK),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_and_never_run_by_a_shell() {
        let check = |text: &str, expect: &[&str]| {
            let words = text.parse::<CommandLine>().map(|command| command.0).unwrap_or_default();
            assert_eq!(words, expect, "{text}");
        };
        check("mail -s 'New alert' desk", &["mail", "-s", "New alert", "desk"]);
        check("a;b $HOME >c", &["a;b", "$HOME", ">c"]);
        check("a 'b", &[]);
        check(" ", &[]);
        check("''", &[]);
    }

    #[test]
    #[cfg(unix)]
    fn what_hangs_is_stopped() {
        let command: CommandLine = "sleep 60".parse().unwrap();
        let start = Instant::now();
        let why = command.run("{}", Duration::from_millis(50)).unwrap_err();
        assert!(matches!(why, CommandError::Slow(_)) && start.elapsed() < Duration::from_secs(30), "{why}");
    }
}
