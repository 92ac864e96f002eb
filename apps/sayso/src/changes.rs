//! How a new version of a page differs from the one before.

use std::collections::HashMap;

use sayso_core::DocumentId;
use serde::Serialize;

/// The lines that only one of two texts has, in their order. A line that only moved is none.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Changes {
    /// The version before.
    of: String,
    removed: Vec<String>,
    inserted: Vec<String>,
}

impl Changes {
    /// What changed since the document `of`, from its text to the new one.
    pub(crate) fn between(of: DocumentId, before: &str, after: &str) -> Changes {
        Changes { of: of.to_string(), removed: only_in(before, after), inserted: only_in(after, before) }
    }
}

/// Lines of `one` that `other` does not have as often; white space at their ends does not count.
fn only_in(one: &str, other: &str) -> Vec<String> {
    let lines = |text| str::lines(text).map(str::trim).filter(|line| !line.is_empty());
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in lines(other) {
        *counts.entry(line).or_default() += 1;
    }
    let mut out = Vec::new();
    for line in lines(one) {
        match counts.get_mut(line) {
            Some(count) if *count > 0 => *count -= 1,
            _ => out.push(line.to_owned()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_one_text_alone() {
        let check = |one: &str, other: &str, expect: &[&str]| assert_eq!(only_in(one, other), expect);
        check("A\n\nB\n", "B\nA", &[]);
        check("A\nB\nA\n", "A\n C ", &["B", "A"]);
        check("", "A", &[]);
    }
}
