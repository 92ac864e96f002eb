//! What holds for any two names.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sayso_core::{Entity, EntityId, EntityKind, Id};
use sayso_resolve::entities::{Appearance, link, made_id};
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
    fn any_appearances_are_put_together(names in proptest::collection::vec((name(), any::<u8>(), 0_usize..3), 0..12)) {
        let kinds = [EntityKind::Person, EntityKind::Organisation, EntityKind::Unknown];
        let appearance = |(at, (name, affiliation, kind)): (usize, &(String, u8, usize))| Appearance {
            document: Id::from_bytes([at as u8; 16]),
            published: Some(name.clone()),
            entity: Entity {
                id: if affiliation % 5 == 0 { EntityId::new(name.as_str()) } else { made_id(kinds[*kind], name) },
                name: name.clone(),
                kind: kinds[*kind],
                names: names.iter().take(usize::from(affiliation % 3)).map(|(name, ..)| name.clone()).collect(),
                roles: vec![name.clone(); usize::from(affiliation % 2)],
                affiliations: vec![format!("{}", affiliation % 4); usize::from(affiliation % 7 < 4)],
            },
            company: names.iter().map(|(name, ..)| EntityId::new(name.as_str())).collect(),
        };
        let mut all: Vec<Appearance> = names.iter().enumerate().map(appearance).collect();
        let shown = |all: &[Appearance]| {
            let linked = link(all, &[]).into_iter();
            let members = |members: Vec<(usize, _)>| -> Vec<_> { members.iter().map(|(at, _)| all[*at].id()).collect() };
            let mut shown: Vec<_> = linked.map(|linked| (linked.id, linked.name, members(linked.members))).collect();
            shown.iter_mut().for_each(|(_, _, members)| members.sort());
            shown
        };
        let found = shown(&all);
        prop_assert_eq!(found.iter().map(|(.., members)| members.len()).sum::<usize>(), all.len());
        prop_assert!(found.windows(2).all(|pair| pair[0].0 < pair[1].0), "ids are of one each");
        all.reverse();
        prop_assert_eq!(shown(&all), found);
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
