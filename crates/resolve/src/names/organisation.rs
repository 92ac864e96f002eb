//! Can two names be names of one organisation?

use super::agree::Agreement;
use super::fold::{fold, is_dash, key};
use super::person::MOST_BYTES;

/// Small words that acronyms mostly leave out.
const SMALL: [&str; 16] =
    ["a", "an", "and", "at", "by", "de", "des", "du", "for", "in", "of", "on", "the", "to", "with", "&"];

/// What an organisation is: the one word that a short form keeps ("the ministry"). In one row what is said for the same.
const HEADS: [&[&str]; 48] = [
    &["ministry"],
    &["department"],
    &["agency"],
    &["bureau"],
    &["office"],
    &["commission"],
    &["committee", "panel"],
    &["council"],
    &["court"],
    &["tribunal"],
    &["bank"],
    &["party"],
    &["police"],
    &["army"],
    &["navy"],
    &["force", "forces"],
    &["guard", "guards"],
    &["university"],
    &["college"],
    &["institute"],
    &["hospital"],
    &["company"],
    &["corporation"],
    &["group"],
    &["union"],
    &["federation"],
    &["association"],
    &["society"],
    &["foundation"],
    &["authority"],
    &["board"],
    &["service"],
    &["parliament"],
    &["assembly"],
    &["senate"],
    &["congress"],
    &["cabinet"],
    &["government"],
    &["embassy"],
    &["organisation", "organization"],
    &["network"],
    &["movement"],
    &["alliance"],
    &["coalition"],
    &["centre", "center"],
    &["fund"],
    &["directorate"],
    &["secretariat"],
];
/// Words that are added to a name and do not tell it from another.
const FILLERS: [&str; 14] = [
    "affairs",
    "inc",
    "ltd",
    "llc",
    "plc",
    "corp",
    "co",
    "gmbh",
    "ag",
    "sa",
    "news",
    "national",
    "state",
    "international",
];

/// Words that say which part of a state it is, and not which state; in the form that [`stem`] gives them.
const GENERIC: [&str; 56] = [
    "advisory",
    "affair",
    "agriculture",
    "air",
    "anti",
    "appeal",
    "armed",
    "border",
    "capital",
    "central",
    "chief",
    "city",
    "civil",
    "constitutional",
    "county",
    "crime",
    "criminal",
    "culture",
    "customs",
    "custom",
    "defence",
    "district",
    "economic",
    "education",
    "election",
    "electoral",
    "emergency",
    "energy",
    "environment",
    "federal",
    "finance",
    "fire",
    "foreign",
    "general",
    "health",
    "high",
    "home",
    "interior",
    "justice",
    "labour",
    "labor",
    "local",
    "meteorological",
    "military",
    "municipal",
    "national",
    "opposition",
    "prime",
    "prison",
    "public",
    "regional",
    "ruling",
    "security",
    "supreme",
    "transport",
    "treasury",
];

/// How two names of organisations agree: the same words in any order, an acronym, or a short form that keeps what it is
/// ("the foreign ministry" for "Ministry of Foreign Affairs").
pub fn organisations(a: &str, b: &str) -> Agreement {
    let (key_a, key_b) = (key(a), key(b));
    if key_a.is_empty() || key_b.is_empty() || a.len().max(b.len()) > MOST_BYTES {
        return Agreement::Different;
    }
    let solid = |key: &str| key.replace(' ', "");
    if solid(&key_a) == solid(&key_b) {
        return Agreement::Same;
    }
    if is_acronym(a, b) || is_acronym(b, a) {
        return Agreement::Same;
    }
    let (parts_a, parts_b) = (Parts::of(&key_a), Parts::of(&key_b));
    if parts_a.head != parts_b.head || parts_a.head.is_none() {
        return Agreement::Different;
    }
    if parts_a.words == parts_b.words && !parts_a.words.is_empty() {
        return Agreement::Same;
    }
    let is_within = |x: &Parts, y: &Parts| x.words.iter().all(|word| y.words.contains(word));
    let is_short = is_within(&parts_a, &parts_b) || is_within(&parts_b, &parts_a);
    if is_short { Agreement::Short } else { Agreement::Different }
}

/// A name, as far as it tells organisations apart.
struct Parts {
    /// Which row of [`HEADS`].
    head: Option<usize>,
    /// The words that say which, sorted.
    words: Vec<String>,
}

impl Parts {
    fn of(key: &str) -> Parts {
        let words: Vec<&str> = key.split(' ').filter(|word| !SMALL.contains(word)).collect();
        let head_of = |word: &&str| HEADS.iter().position(|head| head.contains(word));
        // "Ministry of Defence" begins with it, "Defence Ministry" ends with it.
        let found = words.iter().position(|word| head_of(word).is_some());
        let last = words.iter().rposition(|word| head_of(word).is_some());
        let at = if key.contains(" of ") { found } else { last };
        let rest = words.iter().enumerate().filter(|(place, _)| Some(*place) != at).map(|(_, word)| word);
        let mut which: Vec<String> =
            rest.clone().filter(|word| !FILLERS.contains(word)).map(|word| stem(word)).collect();
        if which.is_empty() {
            which = rest.map(|word| stem(word)).collect();
        }
        which.sort();
        which.dedup();
        Parts { head: at.and_then(|at| head_of(&words[at])), words: which }
    }
}

/// Without the endings in which spellings and numbers differ: "defense", "defence"; "affairs", "affair".
fn stem(word: &str) -> String {
    let word = word.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(word);
    match word.strip_suffix("ense") {
        Some(stem) => format!("{stem}ence"),
        None => word.replace("isation", "ization"),
    }
}

/// Whether the name says what it is and hardly which one: "Foreign Ministry", "the police", "Supreme Court". Many countries
/// have one.
pub(crate) fn is_generic(name: &str) -> bool {
    let parts = Parts::of(&key(name));
    parts.head.is_some() && parts.words.iter().all(|word| GENERIC.contains(&word.as_str()))
}

/// Whether `short` is made of the first letters of `long`: "BNB" of "Brannian Naval Bureau", "DoJ" of "Department of
/// Justice". Small words may give a letter, all others must.
pub fn is_acronym(short: &str, long: &str) -> bool {
    if short.len() > MOST_BYTES {
        return false;
    }
    let letters: Vec<char> = fold(short).chars().filter(|c| c.is_alphanumeric()).collect();
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    let is_short_form = (2..=10).contains(&letters.len())
        && capitals >= 2
        && capitals + 1 >= letters.len()
        && !short.trim().contains(char::is_whitespace);
    if !is_short_form || long.len() > MOST_BYTES {
        return false;
    }
    let folded = fold(long);
    let words: Vec<&str> =
        folded.split(|c: char| c.is_whitespace() || is_dash(c)).filter(|word| !word.is_empty()).take(16).collect();
    words.len() > 1 && fits(&letters, &words)
}

/// Whether the words give these letters, each in its turn.
fn fits(letters: &[char], words: &[&str]) -> bool {
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() };
    let gives = letters.first().is_some_and(|letter| word.starts_with(*letter)) && fits(&letters[1..], rest);
    gives || (SMALL.contains(word) && fits(letters, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, expect: Agreement) {
        assert_eq!((organisations(a, b), organisations(b, a)), (expect, expect), "{a} / {b}");
    }

    #[test]
    fn one_organisation() {
        check("BNB", "Brannian Naval Bureau", Agreement::Same);
        check("Islamic Republic News Agency", "IRNA", Agreement::Same);
        check("U.N.", "United Nations", Agreement::Same);
        check("DoJ", "Department of Justice", Agreement::Same);
        check("Ministry of Foreign Affairs", "Foreign Ministry", Agreement::Same);
        check("Ministry of Defense", "the Defence Ministry", Agreement::Same);
        check("Oxford University", "University of Oxford", Agreement::Same);
        check("PressTV", "Press TV", Agreement::Same);
        check("the Ministry of Foreign Affairs", "the foreign ministry", Agreement::Same);
    }

    #[test]
    fn short_forms_keep_what_it_is() {
        check("the ministry", "Ministry of Foreign Affairs", Agreement::Short);
        check("Iranian Foreign Ministry", "the foreign ministry", Agreement::Short);
        check("Velmora Police", "the police", Agreement::Short);
    }

    #[test]
    fn other_organisations() {
        check("Iranian Foreign Ministry", "Russian Foreign Ministry", Agreement::Different);
        check("Ministry of Defence", "Ministry of Health", Agreement::Different);
        check("the ministry", "the agency", Agreement::Different);
        check("BNB", "Brannian Broadcasting", Agreement::Different);
        check("Iran", "IRNA", Agreement::Different);
        check("", "", Agreement::Different);
        check("Varga Press", "Hale Press", Agreement::Different);
    }
}
