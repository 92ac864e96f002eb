//! Words as names are compared by: without accents, dots, hyphens and apostrophes, and with what their capitals tell.

use crate::tokens::Token;

/// Marks that stand inside a name: "al-Jazeera", "Côte d'Ivoire", "RT.com", "AFL/CIO".
const JOINERS: [&str; 10] = ["-", "‐", "‑", "–", "'", "’", "ʻ", "ʼ", ".", "/"];
/// Letters of an abbreviation whose stop may be followed by a space, at most: "St. Louis", "Capt. Varga".
const LONGEST_ABBREVIATION_CHARS: usize = 4;
/// Words that names are written with in small letters as well as in capitals: "al-Jazeera", "Al Jazeera".
const PARTICLES: [&str; 24] = [
    "al", "an", "ar", "as", "ash", "at", "az", "ad", "el", "ul", "the", "of", "and", "for", "in", "on", "de", "del",
    "des", "do", "da", "du", "la", "le",
];

/// The words with which `tokens` begin, each with the number of tokens up to its end. They stop at a mark that can't
/// stand inside a name. The sign "&" is a word: "and".
pub(super) fn words<'t>(tokens: &'t [Token<'t>]) -> impl Iterator<Item = (usize, &'t str)> {
    let mut used = 0;
    std::iter::from_fn(move || {
        let at = if used == 0 { 0 } else { next(tokens, used) };
        let token = tokens.get(at)?;
        let word = match token.text {
            "&" if at > 0 => "and",
            text if token.is_word() || token.is_number() => text,
            _ => return None,
        };
        used = at + 1;
        Some((used, word))
    })
}

/// Place of the token that goes on with a name of which `used` tokens were read: past one mark, if it joins.
fn next(tokens: &[Token<'_>], used: usize) -> usize {
    let (Some(mark), Some(after)) = (tokens.get(used), tokens.get(used + 1)) else { return used };
    let before = &tokens[used - 1];
    let is_glued = before.end() == mark.start && mark.end() == after.start;
    let is_short = before.text.chars().count() <= LONGEST_ABBREVIATION_CHARS && starts_upper(before.text);
    let is_behind = before.end() == mark.start;
    let goes_on = match mark.text {
        // "Bureau of Alcohol, Tobacco, Firearms and Explosives", "Washington, D.C."
        "," => true,
        "." => is_short,
        // "Workers' Party"
        "'" | "’" => before.text.ends_with('s'),
        _ => false,
    };
    if JOINERS.contains(&mark.text) && is_glued || goes_on && is_behind { used + 1 } else { used }
}

/// `tokens` without a genitive ending and marks behind the last word.
pub(super) fn without_ending<'t, 'a>(mut tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    while let [rest @ .., last] = tokens {
        let mark = rest.last().filter(|mark| matches!(mark.text, "'" | "’") && mark.end() == last.start);
        let is_genitive = last.is("s") && mark.is_some() && rest.len() > 1;
        if !is_genitive && (last.is_word() || last.is_number()) {
            break;
        }
        tokens = if is_genitive { &rest[..rest.len() - 1] } else { rest };
    }
    tokens
}

/// Adds a word to a key: small letters without accents and dots.
pub(super) fn fold_into(key: &mut String, word: &str) {
    if word.is_ascii() {
        // Nearly all words, and much quicker.
        key.extend(word.bytes().filter(|byte| *byte != b'.').map(|byte| char::from(byte.to_ascii_lowercase())));
        return;
    }
    for c in word.chars().filter(|c| *c != '.' && !('\u{300}'..='\u{36F}').contains(c)) {
        match plain(c) {
            Some(letters) => key.push_str(letters),
            None => key.extend(c.to_lowercase()),
        }
    }
}

/// A word's key.
pub(super) fn fold(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    fold_into(&mut key, word);
    key
}

/// Latin letters with an accent or of two letters, as English newspapers write them.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'À'..='Å' | 'ā' | 'ă' | 'ą' | 'Ā' | 'Ă' | 'Ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ' | 'ầ' => {
            "a"
        }
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'Ď' | 'đ' | 'Đ' | 'ð' | 'Ð' | 'ḍ' => "d",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ė' | 'Ė' | 'ę' | 'Ę' | 'ě' | 'Ě' | 'ə' | 'Ə' | 'ế' | 'ề' | 'ệ' => {
            "e"
        }
        'ğ' | 'Ğ' | 'ģ' | 'ĝ' | 'ġ' => "g",
        'ħ' | 'Ħ' | 'ḥ' | 'Ḥ' => "h",
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'į' | 'ı' | 'İ' | 'ĩ' => "i",
        'ķ' | 'Ķ' => "k",
        'ł' | 'Ł' | 'ľ' | 'ĺ' | 'ļ' | 'Ļ' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' | 'ņ' | 'Ņ' => "n",
        'ò'..='ö' | 'ø' | 'Ò'..='Ö' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' | 'ộ' | 'ớ' | 'ơ' => "o",
        'œ' | 'Œ' => "oe",
        'ř' | 'Ř' | 'ŕ' => "r",
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' | 'ș' | 'Ș' | 'ṣ' => "s",
        'ß' => "ss",
        'ť' | 'Ť' | 'ţ' | 'Ţ' | 'ț' | 'Ț' | 'ṭ' => "t",
        'þ' | 'Þ' => "th",
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ű' | 'Ű' | 'ų' | 'ư' => "u",
        'ý' | 'ÿ' | 'Ý' => "y",
        'ź' | 'Ź' | 'ž' | 'Ž' | 'ż' | 'Ż' => "z",
        _ => return None,
    })
}

/// What capitals the word of a name asks a text for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Capitals {
    /// None: the name has none, or it is a particle.
    Any,
    /// One to begin with.
    First,
    /// All: it is an acronym so short that it may be a word too ("US", "WHO"). Longer ones may be written as names
    /// ("Nato").
    All,
}

impl Capitals {
    /// Of a word of a name; `key` is the word folded. A particle counts if it is the whole name.
    pub(super) fn of(word: &str, key: &str, is_only_word: bool) -> Capitals {
        const LONGEST_CONFUSED_LETTERS: usize = 3;
        if !starts_upper(word) || !is_only_word && PARTICLES.contains(&key) {
            return Capitals::Any;
        }
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let is_short = letters.clone().count() <= LONGEST_CONFUSED_LETTERS && letters.all(char::is_uppercase);
        if is_short { Capitals::All } else { Capitals::First }
    }

    /// Whether a word of a text has them.
    pub(super) fn are_in(self, written: &str) -> bool {
        match self {
            Capitals::Any => true,
            Capitals::First => starts_upper(written),
            Capitals::All => !written.chars().any(char::is_lowercase),
        }
    }
}

/// Whether two words are the same but for dots.
pub(super) fn is_exactly(written: &str, name: &str) -> bool {
    written.chars().filter(|c| *c != '.').eq(name.chars().filter(|c| *c != '.'))
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether all of a name's letters are capitals, and there are two at least.
pub(super) fn is_acronym(name: &str) -> bool {
    // Most names have small letters, and these are found soonest.
    let has_others = name.bytes().any(|byte| byte.is_ascii_lowercase() || byte == b' ');
    !has_others && !name.chars().any(char::is_lowercase) && name.chars().filter(|c| c.is_uppercase()).count() >= 2
}
