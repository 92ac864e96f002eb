//! Given names and the gender that they show.

use std::collections::BTreeMap;

use super::titles::Gender;
use super::words::fold;
use crate::tsv::{BadLine, rows};

pub(super) const FILE: &str = "given.tsv";

/// Adds the rows of a file, a name and its gender each; a later row replaces an earlier one.
pub(super) fn add(names: &mut BTreeMap<String, Option<Gender>>, file: &str, text: &str) -> Vec<BadLine> {
    let (found, mut bad) = rows(file, text, &["name", "gender"]);
    for row in found {
        match Gender::parse(row.cells[1]) {
            Ok(gender) => {
                names.insert(fold(row.cells[0]), gender);
            }
            Err(reason) => bad.push(row.bad(file, reason)),
        }
    }
    bad
}

/// What a given name shows; of "Jean-Claude" what its first part does, if the whole is not listed.
pub(super) fn gender(names: &BTreeMap<String, Option<Gender>>, word: &str) -> Option<Gender> {
    let first = word.split(['-', '‐', '‑']).next().unwrap_or(word);
    if !first.starts_with(char::is_uppercase) {
        return None;
    }
    names.get(&fold(word)).or_else(|| names.get(&fold(first))).copied().flatten()
}
