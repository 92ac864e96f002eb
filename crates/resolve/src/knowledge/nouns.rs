//! Common nouns for others than human beings: "ministry", "newspaper", "report".

use std::collections::BTreeMap;

use sayso_core::EntityKind;

use crate::tsv::{BadLine, rows};

pub(super) const FILE: &str = "nouns.tsv";

/// Adds the nouns of a file.
pub(super) fn add(nouns: &mut BTreeMap<String, EntityKind>, file: &str, text: &str) -> Vec<BadLine> {
    let (rows, mut bad) = rows(file, text, &["noun", "kind"]);
    for row in rows {
        match row.cells[1].parse() {
            Ok(kind) => drop(nouns.insert(row.cells[0].to_lowercase(), kind)),
            Err(_) => bad.push(row.bad(file, format!("`{}` is no kind of entity", row.cells[1]))),
        }
    }
    bad
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_have_kinds() {
        let mut nouns = BTreeMap::new();
        let bad = add(&mut nouns, "own.tsv", "noun\tkind\nMinistry\torganisation\nboat\tvessel\n");
        assert_eq!(nouns.into_iter().collect::<Vec<_>>(), [("ministry".to_owned(), EntityKind::Organisation)]);
        assert_eq!(bad[0].to_string(), "own.tsv:3: `vessel` is no kind of entity");
    }
}
