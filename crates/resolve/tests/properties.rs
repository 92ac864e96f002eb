//! Properties that hold for any input.

#[path = "properties/figures.rs"]
mod figures;
#[path = "properties/tables.rs"]
mod tables;
#[path = "properties/times.rs"]
mod times;

use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_have_times_that_fit(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        times::check(&bytes);
    }

    #[test]
    fn any_bytes_have_figures_that_fit(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        figures::check(&bytes);
    }

    #[test]
    fn any_number_words_have_figures_that_fit(
        text in "((at least |\\$|£|Rs |one |twenty |half |of |a |million |5|10,000|3\\.5|-|–|–|%| percent| people| killed| times| and| to|\\.|,|é)){0,40}",
    ) {
        figures::fits(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_bytes_are_a_table(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        tables::check(&bytes);
    }

    #[test]
    fn any_rows_are_a_table(choice in any::<u8>(), text in "((name|title|sort|country|names|\t|\n|\\||\\?|=|#|US|site|état)){0,60}") {
        tables::check(&[&[choice], text.as_bytes()].concat());
    }
}
