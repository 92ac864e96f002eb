//! What holds for the figures of any text; `fuzz/fuzz_targets/figures.rs` asks it too.

use sayso_core::{Figure, Span};
use sayso_resolve::figures;

/// # Panics
/// If a figure is no stretch of the text, stands out of order, has no finite value or an empty unit, or if a second reading
/// finds others.
pub(crate) fn check(bytes: &[u8]) {
    fits(&String::from_utf8_lossy(bytes));
}

/// # Panics
/// As [`check`].
pub(crate) fn fits(text: &str) {
    let Ok(whole) = Span::of(text, 0..text.len()) else { return };
    let found = figures(text, &whole.into());
    let fits = |figure: &Figure| figure.span.slice(text).is_ok_and(|words| words == words.trim() && !words.is_empty());
    assert!(found.iter().all(fits), "{found:?}");
    let has_value = |figure: &Figure| figure.value.is_finite() && figure.value.abs() <= 1e18;
    assert!(found.iter().all(has_value), "{found:?}");
    assert!(found.iter().all(|figure| figure.unit.as_ref().is_none_or(|unit| !unit.trim().is_empty())), "{found:?}");
    assert!(found.windows(2).all(|pair| pair[0].span.start() <= pair[1].span.start()), "{found:?}");
    assert_eq!(found, figures(text, &whole.into()));
}
