//! What holds for any table of a user's; `fuzz/fuzz_targets/tables.rs` asks it too.

use std::sync::LazyLock;

use sayso_resolve::Knowledge;

static BUNDLED: LazyLock<Knowledge> = LazyLock::new(Knowledge::bundled);

/// Names of tables, and one that is none.
const FILES: [&str; 12] = [
    "countries",
    "places",
    "bodies",
    "groups",
    "outlets",
    "titles",
    "given",
    "nouns",
    "act-words",
    "cues",
    "contents",
    "notes",
];
/// A good line for each kind that the columns allow, so that "the rest is read" can be seen.
const GOOD: &str = "name\tsort\tcountry\tdomains\tnames\nTeldova Herald\tnewspaper\t\t\t\n";

/// The first byte chooses the table, the others are what stands in it.
///
/// # Panics
/// If a warning names another file or a line that is not there, or if what is bad keeps other names from being known.
pub(crate) fn check(bytes: &[u8]) {
    let (choice, text) = bytes.split_first().map_or((0, bytes), |(choice, text)| (*choice, text));
    let file = format!("{}.tsv", FILES[usize::from(choice) % FILES.len()]);
    let text = String::from_utf8_lossy(text).into_owned();
    let lines = text.lines().count().max(1);
    let (known, bad) = BUNDLED.clone().with([(file.clone(), text), ("outlets.tsv".to_owned(), GOOD.to_owned())]);
    assert!(bad.iter().all(|bad| bad.file == file && (1..=lines).contains(&bad.line)), "{bad:?}");
    assert!(bad.iter().all(|bad| !bad.reason.is_empty()), "{bad:?}");
    assert!(known.lookup("Reuters").is_some() && known.lookup("Teldova Herald").is_some());
}
