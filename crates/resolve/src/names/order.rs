//! Does the family name stand first?

use super::fold::is_dash;
use super::word::Word;

/// Surnames that stand first; of those marked the like is a given name in the west, and only "Kim Jong Un" or
/// "Lee Myung-bak" tells them apart.
const FAMILY_FIRST: [(&str, bool); 62] = [
    ("ahn", false),
    ("bae", false),
    ("ban", false),
    ("bo", true),
    ("cao", false),
    ("chang", false),
    ("chen", false),
    ("cho", false),
    ("choe", false),
    ("choi", false),
    ("chung", false),
    ("deng", false),
    ("dong", false),
    ("duong", false),
    ("gao", false),
    ("guo", false),
    ("han", true),
    ("he", true),
    ("hu", false),
    ("huang", false),
    ("hwang", false),
    ("jang", false),
    ("jeong", false),
    ("jia", true),
    ("jiang", false),
    ("jung", false),
    ("kang", false),
    ("kim", true),
    ("le", true),
    ("lee", true),
    ("li", true),
    ("lin", true),
    ("liu", false),
    ("ma", true),
    ("mao", false),
    ("moon", true),
    ("nguyen", false),
    ("oh", true),
    ("pak", false),
    ("park", true),
    ("peng", false),
    ("pham", false),
    ("qin", false),
    ("ri", true),
    ("rhee", true),
    ("roh", true),
    ("ryu", false),
    ("seo", false),
    ("shin", true),
    ("son", true),
    ("sun", true),
    ("tran", false),
    ("tsai", false),
    ("vo", true),
    ("wang", false),
    ("wen", true),
    ("wu", false),
    ("xi", false),
    ("xu", false),
    ("yang", false),
    ("yoon", false),
    ("zhang", false),
];
/// The same with a second spelling or rarer.
const FAMILY_FIRST_TOO: [&str; 14] =
    ["hun", "hong", "yun", "zhao", "zheng", "zhou", "zhu", "zhong", "luo", "ngo", "dang", "bui", "phan", "sok"];

/// "Kim Jong Un", "Xi Jinping", "Moon Jae-in".
pub(super) fn is_family_first(words: &[Word], pieces: &[&str]) -> bool {
    let (first, rest) = (&words[0], &words[1..]);
    let found = FAMILY_FIRST.iter().find(|(name, _)| *name == first.folded());
    let is_ambiguous = match found {
        Some((_, is_ambiguous)) => *is_ambiguous,
        None if FAMILY_FIRST_TOO.contains(&first.folded()) => false,
        None => return false,
    };
    if rest.len() > 3 || rest.iter().any(|word| word.is_initial() || !is_syllables(word)) {
        return false;
    }
    let last = pieces.last().copied().unwrap_or_default();
    let has_small_hyphen = last.split(is_dash).nth(1).is_some_and(|part| part.starts_with(char::is_lowercase));
    let is_two_syllables = rest.len() == 2 && rest.iter().all(|word| syllables(word.folded()) == Some(1));
    // A western surname is rarely made of two syllables of this kind with a q, x or zh.
    let is_pinyin = rest.len() == 1 && (last.starts_with(['X', 'Q']) || last.starts_with("Zh") || last.contains("eng"));
    !is_ambiguous || has_small_hyphen || is_two_syllables || is_pinyin
}

fn is_syllables(word: &Word) -> bool {
    let parts = word.parts();
    if parts.is_empty() {
        syllables(word.folded()).is_some()
    } else {
        parts.iter().all(|part| syllables(part).is_some())
    }
}

/// How many syllables of Chinese, Korean or Vietnamese a word is made of, if of nothing else: consonants that can begin
/// one, vowels, at most one consonant that can end one.
fn syllables(word: &str) -> Option<usize> {
    const BEGIN: [&str; 14] = ["zh", "ch", "sh", "kh", "ph", "th", "tr", "ng", "nh", "kw", "hw", "gi", "hs", "ts"];
    const END: [&str; 9] = ["ng", "nh", "ch", "n", "m", "k", "p", "t", "l"];
    let mut rest = word;
    let mut count = 0;
    while !rest.is_empty() {
        let begin = BEGIN.iter().find(|begin| rest.starts_with(*begin)).map_or(0, |begin| begin.len());
        let single = usize::from(begin == 0 && rest.starts_with(|c: char| "bcdfghjklmnpqrstvwxyz".contains(c)));
        let after = &rest[begin.max(single)..];
        let vowels = after.len() - after.trim_start_matches(['a', 'e', 'i', 'o', 'u', 'y', 'w']).len();
        if vowels == 0 || vowels > 4 {
            return None;
        }
        let tail = &after[vowels..];
        let end = END.iter().filter(|end| tail.starts_with(**end)).map(|end| end.len());
        // A consonant before a vowel begins the next syllable.
        let begins_next = |end: usize| tail[end..].starts_with(['a', 'e', 'i', 'o', 'u', 'y']);
        rest = end.filter(|end| !begins_next(*end)).max().map_or(tail, |end| &tail[end..]);
        count += 1;
    }
    (count > 0 && count < 4).then_some(count)
}
