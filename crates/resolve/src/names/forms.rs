//! Which given names are one name? The table is `knowledge/name_forms.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::fold::fold;
use crate::tsv;

const FILE: &str = "knowledge/name_forms.tsv";
const TEXT: &str = include_str!("../../../../knowledge/name_forms.tsv");

/// How two given names are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// The same name, written otherwise.
    Spelling,
    /// One is a familiar form of the other.
    Nickname,
}

/// The rows in which each word stands, in order.
#[derive(Default)]
struct Forms {
    rows: HashMap<String, Vec<usize>>,
    ties: Vec<Tie>,
}

fn forms() -> &'static Forms {
    static FORMS: OnceLock<Forms> = OnceLock::new();
    FORMS.get_or_init(|| {
        let mut forms = Forms::default();
        for row in tsv::rows(FILE, TEXT, &["name", "sort", "forms"]).0 {
            let tie = if row.cells[1] == "nickname" { Tie::Nickname } else { Tie::Spelling };
            for name in std::iter::once(row.cells[0]).chain(row.list(2)) {
                forms.rows.entry(joined(name)).or_default().push(forms.ties.len());
            }
            forms.ties.push(tie);
        }
        forms
    })
}

/// Folded, without what parts words: "abdulrahman".
fn joined(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// How these two folded words are one name, if they are.
pub(super) fn tie(a: &str, b: &str) -> Option<Tie> {
    let forms = forms();
    let (of_a, of_b) = (forms.rows.get(a)?, forms.rows.get(b)?);
    of_a.iter().filter(|row| of_b.contains(row)).map(|row| forms.ties[*row]).min()
}

/// Whether the word stands in the table.
pub(super) fn has_others(word: &str) -> bool {
    forms().rows.contains_key(word)
}

/// Whether the word is a given name that is written in several ways because it comes from another alphabet.
pub(super) fn is_transliterated(word: &str) -> bool {
    let forms = forms();
    let rows = forms.rows.get(word).map(Vec::as_slice).unwrap_or_default();
    rows.iter().any(|row| forms.ties[*row] == Tie::Spelling) && rows.iter().all(|row| forms.ties[*row] == Tie::Spelling)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_used() {
        let (rows, bad) = tsv::rows(FILE, TEXT, &["name", "sort", "forms"]);
        assert_eq!(bad, []);
        assert!(rows.iter().all(|row| ["spelling", "nickname"].contains(&row.cells[1]) && row.list(2).count() > 0));
    }

    #[test]
    fn spellings_and_nicknames() {
        let check = |a, b, expect| assert_eq!((tie(a, b), tie(b, a)), (expect, expect), "{a} {b}");
        check("mohammed", "muhammad", Some(Tie::Spelling));
        check("bill", "william", Some(Tie::Nickname));
        check("steven", "stephen", Some(Tie::Spelling));
        check("hassan", "hussein", None);
        check("frances", "francis", None);
        check("alexander", "alexandra", None);
        assert!(is_transliterated("sergei") && !is_transliterated("philip") && !is_transliterated("varga"));
    }
}
