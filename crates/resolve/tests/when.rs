//! What holds for the times of any text.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use sayso_resolve::when::{AnchorDate, Time, times};

/// Pieces of time expressions, and what may stand between them.
#[rustfmt::skip]
const PIECES: [&str; 64] = [
    "Monday", "last", "next", "week", "the", "of", "May", "March", "3", "31", "2018", "1990", "s", "'90s", "-", "–", "to", "from",
    "between", "and", "5", "pm", "p.m.", ":", "30", "GMT", "century", "19th", "two", "a", "half", "years", "ago", "later", "day",
    "before", "after", "yesterday", "early", "late", "mid", "end", "quarter", "first", "every", "Easter", "Christmas", "Eve", "/",
    ".", ",", "\n", "night", "weekend", "autumn", "fiscal", "FY", "9999", "0000", "99999", "Farvardin", "will", "said", "é",
];

#[track_caller]
fn check(text: &str, anchor: Option<AnchorDate>) {
    let found = times(text, anchor);
    let fits = |time: &Time| time.span.slice(text).is_ok_and(|words| words == words.trim() && !words.is_empty());
    assert!(found.iter().all(fits), "{found:?}");
    assert!(found.iter().all(|time| !time.value.is_empty()), "{found:?}");
    assert!(found.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()), "{found:?}");
    assert_eq!(found, times(text, anchor));
}

fn anchor(choice: u8) -> Option<AnchorDate> {
    ["2018-02-08", "2018-02", "2018", "0001-01-01", "9999-12-31", ""][usize::from(choice) % 6].parse().ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_has_times_that_fit_it(text in any::<String>(), choice in any::<u8>()) {
        check(&text, anchor(choice));
    }

    #[test]
    fn any_words_of_time_have_times_that_fit(
        words in proptest::collection::vec((proptest::sample::select(&PIECES[..]), any::<bool>()), 0..24),
        choice in any::<u8>(),
    ) {
        let spaced = words.iter().map(|(word, space)| format!("{word}{}", if *space { " " } else { "" }));
        check(&spaced.collect::<String>(), anchor(choice));
    }
}

#[test]
fn long_texts_take_no_longer_than_they_are_long() {
    let numbers: String = (0..50_000).map(|number| format!("{number} ")).collect();
    let piles = [
        "a ",
        "twenty and ",
        "last ",
        "- ",
        "the end of ",
        "late ",
        "1 million ",
        "from Monday to ",
        "from from ",
        "between ",
    ];
    let texts = piles.iter().map(|pile| pile.repeat(200_000 / pile.len())).chain([numbers]);
    for text in texts {
        let start = Instant::now();
        times(&text, anchor(0));
        // Ten times what it takes without optimisation; what is quadratic takes minutes.
        assert!(start.elapsed() < Duration::from_secs(20), "{}: {:?}", &text[..20], start.elapsed());
    }
}
