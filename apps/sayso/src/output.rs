//! Standard output and standard error, and nothing else writes to them.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

use crate::table::harmless;

/// Standard output, buffered; flushed where a record ends.
pub(crate) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Whether an error comes of a reader who closed the other end of a pipe, as `head` does.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        let csv = cause.downcast_ref::<csv::Error>().and_then(|error| match error.kind() {
            csv::ErrorKind::Io(error) => Some(error.kind()),
            _ => None,
        });
        io.or(json).or(csv) == Some(io::ErrorKind::BrokenPipe)
    })
}

/// Standard error: messages, and on a terminal a progress bar below them.
pub(crate) struct Console {
    bar: ProgressBar,
    documents: AtomicU64,
}

impl Console {
    /// Messages alone.
    pub(crate) fn plain() -> Console {
        Console { bar: ProgressBar::hidden(), documents: AtomicU64::new(0) }
    }

    /// Messages, and a bar if standard error is a terminal; `count` is only then asked for the bytes to read.
    pub(crate) fn with_bar(count: impl FnOnce() -> u64) -> Console {
        if !io::stderr().is_terminal() {
            return Console::plain();
        }
        let bar = ProgressBar::new(count());
        let look = "{bar:30} {bytes} of {total_bytes}, {msg}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(look) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(std::time::Duration::from_millis(200));
        Console { bar, documents: AtomicU64::new(0) }
    }

    /// Messages, and a bar that counts statements if standard error is a terminal.
    pub(crate) fn of_statements() -> Console {
        if !io::stderr().is_terminal() {
            return Console::plain();
        }
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} statements compared, {eta} left") {
            bar.set_style(style);
        }
        Console { bar, documents: AtomicU64::new(0) }
    }

    /// So many of so many statements are compared with those before them.
    pub(crate) fn compared(&self, done: usize, all: usize) {
        self.bar.set_length(all as u64);
        self.bar.set_position(done as u64);
    }

    /// So many bytes of all inputs are done, and with them perhaps one document more.
    pub(crate) fn at(&self, bytes: u64, is_document: bool) {
        let documents = self.documents.fetch_add(u64::from(is_document), Ordering::Relaxed) + u64::from(is_document);
        self.bar.set_position(bytes);
        let rate = documents as f64 / self.bar.elapsed().as_secs_f64().max(0.001);
        self.bar.set_message(format!("{documents} documents, {rate:.1} a second"));
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    /// A message of one line. File names and texts in it can't harm the terminal. If standard error is closed, nobody
    /// can be told.
    pub(crate) fn say(&self, message: &dyn Display) {
        let message = harmless(&message.to_string()).into_owned();
        self.bar.suspend(|| writeln!(io::stderr(), "sayso: {message}").ok());
    }

    /// Lines without the program's name before them, for a summary.
    pub(crate) fn tell(&self, lines: &[String]) {
        self.bar.suspend(|| {
            for line in lines {
                writeln!(io::stderr(), "{}", harmless(line)).ok();
            }
        });
    }
}
