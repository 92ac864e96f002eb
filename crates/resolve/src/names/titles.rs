//! Where in "Iranian Foreign Minister Mohammad Javad Zarif" does the name begin?

use super::fold::key;

/// Titles that are part of how names are written, whatever the knowledge files say; folded.
const HONORIFICS: [&str; 62] = [
    "adm",
    "ambassador",
    "archbishop",
    "ayatollah",
    "brig",
    "capt",
    "captain",
    "cardinal",
    "chancellor",
    "cllr",
    "cmdr",
    "col",
    "colonel",
    "cong",
    "congressman",
    "congresswoman",
    "councillor",
    "cpl",
    "dame",
    "dr",
    "gen",
    "general",
    "gov",
    "governor",
    "hajji",
    "hojatoleslam",
    "hon",
    "imam",
    "judge",
    "justice",
    "king",
    "lady",
    "lieutenant",
    "lord",
    "lt",
    "maj",
    "major",
    "mayor",
    "minister",
    "miss",
    "mr",
    "mrs",
    "ms",
    "mullah",
    "pope",
    "president",
    "prince",
    "princess",
    "prof",
    "professor",
    "queen",
    "rabbi",
    "rear",
    "rep",
    "rev",
    "secretary",
    "sen",
    "senator",
    "sgt",
    "sheikh",
    "sir",
    "supt",
];

/// Titles that are surnames too: "Stephen King", "John Major".
const ALSO_NAMES: [&str; 20] = [
    "abbot",
    "baron",
    "bishop",
    "chancellor",
    "constable",
    "deacon",
    "dean",
    "duke",
    "earl",
    "judge",
    "justice",
    "king",
    "knight",
    "lord",
    "major",
    "marshal",
    "pope",
    "prince",
    "rear",
    "sergeant",
];

/// Words that end the name of an office: "Secretary of State", "President of the European Commission".
const ENDS_OFFICE: [&str; 38] = [
    "affairs",
    "agency",
    "armed",
    "army",
    "assembly",
    "association",
    "bank",
    "board",
    "bureau",
    "chamber",
    "commerce",
    "commission",
    "committee",
    "commons",
    "congress",
    "council",
    "court",
    "defence",
    "defense",
    "department",
    "force",
    "forces",
    "foundation",
    "guard",
    "guards",
    "house",
    "institute",
    "interior",
    "ministry",
    "nations",
    "parliament",
    "party",
    "representatives",
    "security",
    "senate",
    "staff",
    "state",
    "union",
];

/// Small words inside a name: they do not end it.
const INSIDE_NAMES: [&str; 34] = [
    "abu", "af", "al", "an", "ap", "ash", "as", "ben", "bin", "bint", "d", "da", "de", "del", "della", "den", "der",
    "di", "do", "dos", "du", "e", "el", "ibn", "la", "le", "san", "ten", "ter", "ul", "van", "von", "y", "zu",
];

/// Words that go on behind a name of one word: "Varga himself", "Varga of the ministry".
const BEHIND_NAMES: [&str; 10] = ["and", "at", "from", "herself", "himself", "in", "of", "said", "who", "whose"];

/// Whether it is a small word that stands inside names.
pub(super) fn is_particle(folded: &str) -> bool {
    INSIDE_NAMES.contains(&folded)
}

/// The words from where the name begins to where it ends.
pub(super) fn without_titles<'a, 'w>(words: &'w [&'a str], is_title: impl Fn(&str) -> bool) -> &'w [&'a str] {
    let is_known =
        |word: &str| HONORIFICS.contains(&key(word).as_str()) || is_title(word) || is_compound(word, &is_title);
    let is_definite = words.first().is_some_and(|first| first.eq_ignore_ascii_case("the"));
    let Some(last) = words.len().checked_sub(1) else { return words };
    let mut start = 0;
    for (at, word) in words.iter().enumerate() {
        let is_surname = at == last && at > start && !is_definite && ALSO_NAMES.contains(&key(word).as_str());
        if is_known(word) && !is_surname {
            start = after_office(words, at + 1);
        } else if is_small(word) && at >= start {
            // What stands before "of", "and", "spokesman" is no name, and what stands behind a name is none either.
            let is_said_of = at > start + 1 || BEHIND_NAMES.contains(word);
            if at > start && is_said_of && is_ended(&words[at..]) {
                return &words[start..at];
            }
            start = at + 1;
        }
    }
    &words[start.min(words.len())..]
}

/// "President-elect", "then-Senator", "Attorney-General"
fn is_compound(word: &str, is_title: impl Fn(&str) -> bool) -> bool {
    let Some((first, rest)) = word.split_once(super::fold::is_dash) else { return false };
    let is_known = |word: &str| HONORIFICS.contains(&key(word).as_str()) || is_title(word);
    let (before, behind) = (key(first), key(rest));
    (matches!(before.as_str(), "then" | "ex" | "vice" | "deputy" | "former") && is_known(rest))
        || (matches!(behind.as_str(), "elect" | "designate" | "general" | "in chief") && is_known(first))
}

/// Whether no capital comes any more.
fn is_ended(words: &[&str]) -> bool {
    words.iter().all(|word| !word.starts_with(char::is_uppercase))
}

/// A word in small letters that does not stand inside names.
fn is_small(word: &str) -> bool {
    let first = word.split(super::fold::is_dash).next().unwrap_or(word);
    word.starts_with(char::is_lowercase) && !word.contains(char::is_uppercase) && !is_particle(&key_of_particle(first))
}

fn key_of_particle(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Where the name begins behind a title at `at - 1`: "of State", "of the European Commission", "of Jordan" are skipped.
fn after_office(words: &[&str], at: usize) -> usize {
    if !words.get(at).is_some_and(|word| ["of", "for", "to"].contains(word)) {
        return at;
    }
    let rest = &words[at + 1..];
    let is_end = |word: &&str| ENDS_OFFICE.contains(&key(word).as_str());
    match rest.iter().rposition(is_end) {
        Some(end) if end + 1 < rest.len() => at + 1 + end + 1,
        Some(_) => words.len(),
        None => {
            let the = usize::from(rest.first().is_some_and(|word| word.eq_ignore_ascii_case("the")));
            at + 1 + the + 1
        }
    }
}
