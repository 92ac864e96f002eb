//! How do two offices agree? "Special envoy for Afghanistan", "Iran's envoy", "striker".

use std::collections::BTreeSet;

use super::traits::Points;
use crate::names::key;

/// Of the same words, all of the shorter.
pub(super) const SAME_OFFICE: Points = 20;
const RELATED_OFFICE: Points = 10;
const SAME_TRADE: Points = 5;
const OTHER_OFFICE: Points = -10;
/// A footballer and a senator.
const OTHER_FIELD: Points = -20;

/// Words of offices by field; who is in one of them is rarely in another.
const FIELDS: [&[&str]; 4] = [
    &[
        "athlete",
        "boxer",
        "captain",
        "coach",
        "cricketer",
        "cyclist",
        "defender",
        "driver",
        "footballer",
        "forward",
        "goalkeeper",
        "golfer",
        "midfielder",
        "player",
        "quarterback",
        "rower",
        "runner",
        "skater",
        "skier",
        "sprinter",
        "striker",
        "swimmer",
        "winger",
        "wrestler",
    ],
    &[
        "actor",
        "actress",
        "comedian",
        "composer",
        "filmmaker",
        "guitarist",
        "musician",
        "novelist",
        "painter",
        "poet",
        "rapper",
        "singer",
        "songwriter",
    ],
    &[
        "astronomer",
        "biologist",
        "chemist",
        "economist",
        "epidemiologist",
        "geologist",
        "historian",
        "physicist",
        "professor",
        "researcher",
        "scientist",
        "seismologist",
        "virologist",
    ],
    &[
        "admiral",
        "ambassador",
        "congressman",
        "congresswoman",
        "general",
        "governor",
        "lawmaker",
        "mayor",
        "minister",
        "president",
        "premier",
        "representative",
        "secretary",
        "senator",
        "chancellor",
    ],
];
/// Words of offices that say nothing of which.
const USUAL: [&str; 22] = [
    "a",
    "an",
    "and",
    "at",
    "by",
    "chief",
    "deputy",
    "first",
    "for",
    "former",
    "general",
    "head",
    "in",
    "new",
    "of",
    "on",
    "senior",
    "special",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "to",
];

/// How two offices agree.
pub(super) fn agree(a: &[String], b: &[String]) -> Points {
    let shared: Vec<&String> = a.iter().filter(|word| b.contains(word)).collect();
    let telling = shared.iter().filter(|word| !USUAL.contains(&word.as_str()) && field(word).is_none()).count();
    let is_whole = shared.len() == a.len().min(b.len());
    if is_whole && shared.len() >= 2 {
        return SAME_OFFICE;
    }
    if telling > 0 {
        return RELATED_OFFICE;
    }
    if !shared.is_empty() {
        return SAME_TRADE;
    }
    let fields = |words: &[String]| -> BTreeSet<usize> { words.iter().filter_map(|word| field(word)).collect() };
    let (fields_a, fields_b) = (fields(a), fields(b));
    let is_far = !fields_a.is_empty() && !fields_b.is_empty() && fields_a.is_disjoint(&fields_b);
    if is_far { OTHER_FIELD } else { OTHER_OFFICE }
}

fn field(word: &str) -> Option<usize> {
    FIELDS.iter().position(|words| words.contains(&word))
}

/// The words of an office, sorted.
pub(super) fn words(role: &str) -> Vec<String> {
    let mut words: Vec<String> =
        key(role).split(' ').map(str::to_owned).filter(|word| !word.is_empty()).take(16).collect();
    words.retain(|word| !matches!(word.as_str(), "a" | "an" | "of" | "for" | "and" | "former" | "ex" | "then" | "new"));
    words.sort();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_agree_by_their_words() {
        let check = |a: &str, b: &str, expect: Points| {
            assert_eq!((agree(&words(a), &words(b)), agree(&words(b), &words(a))), (expect, expect), "{a} / {b}");
        };
        check("Special Envoy for Afghanistan", "special envoy to Afghanistan", SAME_OFFICE);
        check("former health minister", "Health Minister", SAME_OFFICE);
        check("deputy health minister", "health minister", SAME_OFFICE);
        check("envoy", "Sorle's envoy", RELATED_OFFICE);
        check("prime minister", "finance minister", SAME_TRADE);
        check("spokesman", "lawmaker", OTHER_OFFICE);
        check("striker", "senator", OTHER_FIELD);
        check("", "senator", OTHER_OFFICE);
    }
}
