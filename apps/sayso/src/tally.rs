//! What came of a run, in numbers.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// Counts of a run of `add`; what is counted as added is in the library for good.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) added: u64,
    /// Of those added: how many are new versions of pages that the library had.
    pub(crate) changed: u64,
    pub(crate) known: u64,
    /// Of the documents added.
    pub(crate) statements: u64,
    /// Of the documents added.
    pub(crate) words: u64,
    /// How many files for each reason.
    pub(crate) skipped: BTreeMap<String, u64>,
    /// How many added documents for each warning.
    pub(crate) warnings: BTreeMap<&'static str, u64>,
}

/// "1 document", "2 documents".
pub(crate) fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

impl Tally {
    /// Adds the counts of a batch.
    pub(crate) fn join(&mut self, batch: Tally) {
        self.added += batch.added;
        self.changed += batch.changed;
        self.known += batch.known;
        self.statements += batch.statements;
        self.words += batch.words;
        for (reason, count) in batch.skipped {
            *self.skipped.entry(reason).or_default() += count;
        }
        for (code, count) in batch.warnings {
            *self.warnings.entry(code).or_default() += count;
        }
    }

    /// What to tell at the end.
    pub(crate) fn summary(&self, library: &Path, time: Duration) -> Vec<String> {
        let (documents, statements) = (counted(self.added, "document"), counted(self.statements, "statement"));
        let known = if self.known == 0 { String::new() } else { format!("; {} there already", self.known) };
        let mut lines = vec![format!("Added {documents} with {statements} to {}{known}.", library.display())];
        if self.changed > 0 {
            lines.push(format!("Of these, {} changed since: both versions are kept.", counted(self.changed, "page")));
        }
        let seconds = time.as_secs_f64();
        if self.added > 0 && seconds > 0.0 {
            let rate = (self.words as f64 / seconds).round();
            lines.push(format!("{seconds:.1} seconds, {rate} words a second."));
        }
        if !self.skipped.is_empty() {
            lines.push(format!("Skipped {}:", counted(self.skipped.values().sum(), "file")));
            lines.extend(self.skipped.iter().map(|(reason, count)| format!("  {count}  {reason}")));
        }
        if !self.warnings.is_empty() {
            lines.push("Read with warnings (see --report):".to_owned());
            lines.extend(self.warnings.iter().map(|(code, count)| format!("  {count}  {code}")));
        }
        lines
    }
}
