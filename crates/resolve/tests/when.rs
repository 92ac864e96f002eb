//! What holds for the times of any text.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use sayso_resolve::when::times;

#[path = "properties/times.rs"]
#[allow(dead_code, reason = "the fuzzer's way in is not used here")]
mod of_times;
use of_times::{anchor, fits};

/// Pieces of time expressions, and what may stand between them.
#[rustfmt::skip]
const PIECES: [&str; 64] = [
    "Monday", "last", "next", "week", "the", "of", "May", "March", "3", "31", "2018", "1990", "s", "'90s", "-", "–", "to", "from",
    "between", "and", "5", "pm", "p.m.", ":", "30", "GMT", "century", "19th", "two", "a", "half", "years", "ago", "later", "day",
    "before", "after", "yesterday", "early", "late", "mid", "end", "quarter", "first", "every", "Easter", "Christmas", "Eve", "/",
    ".", ",", "\n", "night", "weekend", "autumn", "fiscal", "FY", "9999", "0000", "99999", "Farvardin", "will", "said", "é",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_has_times_that_fit_it(text in any::<String>(), choice in any::<u8>()) {
        fits(&text, anchor(choice));
    }

    #[test]
    fn any_words_of_time_have_times_that_fit(
        words in proptest::collection::vec((proptest::sample::select(&PIECES[..]), any::<bool>()), 0..24),
        choice in any::<u8>(),
    ) {
        let spaced = words.iter().map(|(word, space)| format!("{word}{}", if *space { " " } else { "" }));
        fits(&spaced.collect::<String>(), anchor(choice));
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
