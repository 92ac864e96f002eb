//! What holds for any two names.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sayso_resolve::names::{Agreement, PersonName, compatible, is_acronym, key, organisations};

/// Words that names are made of, and anything else.
fn name() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => proptest::sample::select(vec![
            "Gen.", "of", "al-", "al-Assad", "Kim", "Jong-un", "J.R.", "Jr.", "van", "der", "bin", "Abdul", "Zarif", "“Bill”",
            "(", "Ministry", "the", "Müller", "’s", "II", ",", "–", "Qomi", "ﬁ", "İ", "金",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    proptest::collection::vec(word, 0..7).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_two_names_are_compared(a in name(), b in name()) {
        let (x, y) = (PersonName::parse(&a, |word| word.len() == 3), PersonName::parse(&b, |word| word.len() == 3));
        prop_assert_eq!(compatible(&x, &y), compatible(&y, &x));
        prop_assert_eq!(organisations(&a, &b), organisations(&b, &a));
        prop_assert_eq!(compatible(&x, &x), if x.is_empty() { Agreement::Different } else { Agreement::Same });
        prop_assert!(!is_acronym(&a, &b) || organisations(&a, &b) == Agreement::Same);
    }

    #[test]
    fn keys_are_their_own_keys(a in name()) {
        let once = key(&a);
        prop_assert!(!once.contains("  ") && once.trim() == once);
    }
}

#[test]
fn long_texts_are_no_names_and_take_no_time() {
    let long = "a ".repeat(500_000);
    let name = PersonName::parse(&long, |_| false);
    assert!(name.is_empty());
    assert_eq!(organisations(&long, "AB"), Agreement::Different);
    assert!(PersonName::parse(&"X".repeat(1_000_000), |_| false).is_empty());
}
