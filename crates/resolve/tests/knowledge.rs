//! What holds for any text that is looked up, and for any file that is read.

use std::sync::LazyLock;

use proptest::prelude::*;
use sayso_resolve::Knowledge;

static KNOWN: LazyLock<Knowledge> = LazyLock::new(Knowledge::bundled);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_can_be_looked_up(text in any::<String>()) {
        KNOWN.lookup(&text);
        KNOWN.title(&text);
        KNOWN.gender_of_given(&text);
        KNOWN.outlet_of_host(&text);
    }

    #[test]
    fn ranges_fit_the_text(text in "(the |US|-|'s|U\\.S\\.|Press TV|al-|Qaeda|é|\u{301}| |\\.|,|日本|Iran|\u{200b}){0,30}") {
        let mut from = 0;
        for (range, known) in KNOWN.find(&text) {
            prop_assert!(range.start >= from && range.end > range.start);
            prop_assert!(text.get(range.clone()).is_some());
            prop_assert_eq!(KNOWN.lookup(&text[range.clone()]).map(|found| found.entity), Some(known.entity));
            from = range.end;
        }
    }

    #[test]
    fn any_file_is_read(text in "(name|title|sort|code|country|gender|\t|\n|\\||\\?|=|#|US|site|état){0,60}") {
        let files = ["countries", "places", "bodies", "outlets", "groups", "titles", "given"];
        let (known, _) = KNOWN.clone().with(files.map(|file| (format!("{file}.tsv"), text.clone())));
        prop_assert!(known.lookup("Reuters").is_some());
    }
}

#[test]
fn long_odd_texts_take_no_long_time() {
    for piece in ["a ", "the ", "Islamic ", "former ", "U.S. ", "al-", "'", "Islamic State in ", "Bureau of Alcohol, "]
    {
        let text = piece.repeat(1_000_000 / piece.len());
        KNOWN.find(&text);
        KNOWN.lookup(&text);
        KNOWN.title(&text);
        KNOWN.gender_of_given(&text);
        KNOWN.outlet_of_host(&text);
    }
    let word = "a".repeat(1_000_000);
    KNOWN.find(&word);
    KNOWN.lookup(&word);
}
