//! Properties that hold for any input.

#[path = "properties/decoder.rs"]
mod decoder;

use proptest::prelude::*;

/// Texts in which statements may nest, and marks may be missing.
const TEXTS: [&str; 4] = [
    "“We saw it,” the minister told the agency, which reported, quoting an officer, that he said it was over.",
    "Harbour closed: mayor\n\n\"No boats,\" she said. \"None.\n\n\"None at all,\" she added, 'as he said'.",
    "It is believed, Éva said, that the €5 “scandal is over.\n\nHe denied it",
    "",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_scores_give_statements_of_the_text(
        text in proptest::sample::select(&TEXTS[..]),
        said in proptest::collection::vec(any::<u8>(), 0..900),
    ) {
        decoder::check(&[text.as_bytes(), &[0xff], &said].concat());
    }

    #[test]
    fn any_bytes_give_statements_of_their_text(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        decoder::check(&bytes);
    }
}
