//! What holds for the times of any text; `fuzz/fuzz_targets/times.rs` asks it too.

use sayso_resolve::when::{AnchorDate, Time, times};

/// Days from which a text may be reckoned, the first and last that there are among them.
const ANCHORS: [&str; 6] = ["2018-02-08", "2018-02", "2018", "0001-01-01", "9999-12-31", ""];

/// The first byte chooses the day of writing, the others are the text.
///
/// # Panics
/// As [`fits`].
pub(crate) fn check(bytes: &[u8]) {
    let (choice, text) = bytes.split_first().map_or((0, bytes), |(choice, text)| (*choice, text));
    fits(&String::from_utf8_lossy(text), anchor(choice));
}

pub(crate) fn anchor(choice: u8) -> Option<AnchorDate> {
    ANCHORS[usize::from(choice) % ANCHORS.len()].parse().ok()
}

/// # Panics
/// If an expression is no stretch of words, has no value or overlaps the next, or if a second reading finds others.
pub(crate) fn fits(text: &str, anchor: Option<AnchorDate>) {
    let found = times(text, anchor);
    let fits = |time: &Time| time.span.slice(text).is_ok_and(|words| words == words.trim() && !words.is_empty());
    assert!(found.iter().all(fits), "{found:?}");
    assert!(found.iter().all(|time| !time.value.is_empty()), "{found:?}");
    assert!(found.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()), "{found:?}");
    assert_eq!(found, times(text, anchor));
}
