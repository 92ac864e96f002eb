//! Properties that hold for any input.

#[path = "properties/tokenizer.rs"]
mod tokenizer;

use proptest::prelude::*;

proptest! {
    #[test]
    fn any_bytes_have_words_in_order(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        tokenizer::check(&bytes);
    }

    #[test]
    fn any_text_has_words_in_order(text in "(\\PC|\n|\u{301}|\u{200b}|[a-z '\"“”.,]){0,200}") {
        tokenizer::check(text.as_bytes());
    }
}
