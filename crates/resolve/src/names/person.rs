//! The parts of a person's name.

use super::fold::{is_dash, key, without_possessive};
use super::order::is_family_first;
use super::titles::{is_particle, without_titles};
use super::word::{Word, joined};

/// A name has no more words than this, titles included; what has is none.
const MOST_WORDS: usize = 40;
/// Nor more bytes.
pub(super) const MOST_BYTES: usize = 1_000;

/// The name of a person, taken apart and folded: without titles, case and diacritics.
///
/// ```
/// use sayso_resolve::names::PersonName;
/// let name = PersonName::parse("Iranian Foreign Minister Mohammad Javad Zarif", |_| false);
/// assert_eq!((name.given(), name.family()), (vec!["mohammad", "javad"], vec!["zarif"]));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName {
    pub(super) given: Vec<Word>,
    /// With its particles: "van", "der", "berg". Empty only if there is no name.
    pub(super) family: Vec<Word>,
    suffix: Option<String>,
    /// The family name without its particles, as one word; nothing if there is no name.
    pub(super) whole: Option<Word>,
    /// Whether the spelling looks as if it came from another alphabet.
    pub(super) is_transliterated: bool,
}

impl PersonName {
    /// Takes a name apart. `is_title` knows titles beyond the usual honorifics, word by word as written ("Gen.",
    /// "envoy"). What holds no name ("the president") gives an empty one.
    pub fn parse(words: &str, is_title: impl Fn(&str) -> bool) -> PersonName {
        if words.len() > MOST_BYTES {
            return PersonName::default();
        }
        let bare = without_asides(words);
        let pieces: Vec<&str> = bare.split_whitespace().take(MOST_WORDS + 1).collect();
        if pieces.len() > MOST_WORDS {
            return PersonName::default();
        }
        let (pieces, suffix) = without_suffix(&pieces);
        let pieces = until_comma(pieces);
        let is_shouted = !bare.contains(char::is_lowercase);
        let pieces = without_titles(pieces, is_title);
        let words: Vec<Word> = pieces.iter().flat_map(|piece| split(piece, is_shouted)).collect();
        let words = with_servants(words);
        let (given, family) = parted(words, pieces);
        let is_transliterated = given.iter().chain(&family).any(Word::is_transliterated);
        let mut name = PersonName { given, family, suffix, whole: None, is_transliterated };
        name.whole = (!name.is_empty()).then(|| joined(&name.surname()));
        name
    }

    /// Given and middle names and initials, folded, in order.
    pub fn given(&self) -> Vec<&str> {
        self.given.iter().map(Word::folded).collect()
    }

    /// The family name with its particles, folded.
    pub fn family(&self) -> Vec<&str> {
        self.family.iter().map(Word::folded).collect()
    }

    /// "jr", "iii", folded.
    pub fn suffix(&self) -> Option<&str> {
        self.suffix.as_deref()
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.family.is_empty()
    }

    /// Whether it has given and family name, and not initials alone.
    pub fn is_full(&self) -> bool {
        self.given.iter().any(|word| !word.is_initial())
    }

    /// How many words, particles left out.
    pub fn words(&self) -> usize {
        self.given.len() + self.surname().len()
    }

    /// How many words are written out: "J. R. Varga" has one.
    pub(crate) fn written_out(&self) -> usize {
        self.given.iter().filter(|word| !word.is_initial()).count() + self.surname().len()
    }

    /// The family name without its particles; with them if there is nothing else.
    pub(super) fn surname(&self) -> Vec<&Word> {
        let kept: Vec<&Word> = self.family.iter().filter(|word| !is_particle(word.folded())).collect();
        if kept.is_empty() { self.family.iter().collect() } else { kept }
    }

    /// Keys of which two names that agree share one at least, and few others do: the consonants of the family name, of
    /// its parts, and of the name before one that may be left out. Names that stand the other way round share none.
    pub(crate) fn blocks(&self) -> Vec<String> {
        let surname = self.surname();
        let mut words = vec![joined(&surname).folded().to_owned()];
        words.extend(surname.iter().flat_map(|word| word.parts().iter().cloned()));
        let has_tail = surname.len() < self.family.len() || surname.iter().any(|word| !word.parts().is_empty());
        if surname.len() > 1 {
            words.extend(surname.iter().map(|word| word.folded().to_owned()));
        }
        if has_tail {
            words.extend(self.given.last().map(|word| word.folded().to_owned()));
        }
        let key = |word: String| {
            let skeleton = super::sound::skeleton(&word);
            if skeleton.len() < 2 { word } else { skeleton }
        };
        let mut keys: Vec<String> = words.into_iter().map(key).collect();
        keys.sort();
        keys.dedup();
        keys
    }

    /// Bits for the sounds with which the first given name begins, and for those of all. Of two names that agree and have
    /// given names, the first of one shares a bit with all of the other.
    pub(crate) fn initials(&self) -> (u32, u32) {
        let classes = || self.given.iter().map(Word::initial_class);
        (classes().next().unwrap_or_default(), classes().fold(0, |all, class| all | class))
    }
}

/// Without what stands in brackets or quotation marks, if something else is left: “Long” Jory Hale.
fn without_asides(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut closing = None;
    let mut aside = 0;
    for c in text.chars() {
        match (closing, c) {
            (Some(end), _) if c == end => closing = None,
            (Some(_), _) => aside += 1,
            (None, '(') => closing = Some(')'),
            (None, '“') => closing = Some('”'),
            (None, '"') => closing = Some('"'),
            (None, '«') => closing = Some('»'),
            (None, _) => out.push(c),
        }
    }
    let is_whole = closing.is_none() && (aside == 0 || out.contains(char::is_alphabetic));
    if is_whole { out } else { text.replace(['(', ')', '“', '”', '"', '«', '»'], " ") }
}

/// The words before "Jr.", "III", and which of them it is.
fn without_suffix<'a, 'w>(words: &'w [&'a str]) -> (&'w [&'a str], Option<String>) {
    let Some((last, rest)) = words.split_last() else { return (words, None) };
    let bare = without_possessive(last);
    let folded = key(bare);
    let is_numeral = bare.len() > 1 && bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let is_suffix = matches!(folded.as_str(), "jr" | "junior" | "sr" | "phd" | "md" | "mp" | "esq" | "kc" | "qc");
    // Of one word there is no son.
    if rest.is_empty() || !(is_suffix || is_numeral) {
        return (words, None);
    }
    let (rest, further) = without_suffix(rest);
    let kept = match folded.as_str() {
        "phd" | "md" | "mp" | "esq" | "kc" | "qc" => further,
        "junior" => Some("jr".to_owned()),
        _ => Some(folded),
    };
    (rest, kept)
}

/// What stands behind a comma is said of somebody and does not name.
fn until_comma<'a, 'w>(words: &'w [&'a str]) -> &'w [&'a str] {
    // The comma before a suffix stands at the end.
    let comma = words.iter().position(|word| word.ends_with([',', ';', ':']) || is_lone_dash(word));
    comma.map_or(words, |at| if is_lone_dash(words[at]) { &words[..at] } else { &words[..=at] })
}

fn is_lone_dash(word: &str) -> bool {
    word.chars().all(is_dash)
}

/// The words that one piece holds: "J.R." and "JD" are two initials, "al-Assad" an article and a word.
fn split(piece: &str, is_shouted: bool) -> Vec<Word> {
    let piece = without_possessive(piece.trim_end_matches([',', ';', ':', '.']));
    let letters: Vec<&str> = piece.split('.').filter(|letter| !letter.is_empty()).collect();
    if letters.len() > 1 && letters.iter().all(|letter| letter.chars().count() == 1) {
        return letters.iter().filter_map(|letter| Word::new(letter)).collect();
    }
    let is_pair = piece.len() == 2 && piece.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_pair && !is_shouted {
        return piece.split("").filter_map(Word::new).collect();
    }
    let mut parts = piece.splitn(2, is_dash);
    let (first, rest) = (parts.next().unwrap_or_default(), parts.next());
    match rest {
        Some(rest) if is_particle(&key_or_self(first)) => [first, rest].into_iter().filter_map(Word::new).collect(),
        _ => Word::new(piece).into_iter().collect(),
    }
}

/// "al" by itself has no key but itself.
fn key_or_self(word: &str) -> String {
    word.to_lowercase()
}

/// "Abd al-Rahman", "Abdul Rahman" and "Abu Bakr" are one given name each.
fn with_servants(words: Vec<Word>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let mut rest = words.into_iter().peekable();
    while let Some(word) = rest.next() {
        let is_servant = matches!(word.folded(), "abd" | "abdul" | "abdel" | "abdal" | "abdur" | "abdol" | "abu");
        let mut parts = vec![word];
        if is_servant {
            if matches!(parts[0].folded(), "abd") {
                parts.extend(rest.next_if(|next| matches!(next.folded(), "al" | "el" | "ul" | "ur" | "ar" | "as")));
            }
            parts.extend(rest.next_if(|next| !next.is_initial() && !is_particle(next.folded())));
        }
        out.push(if parts.len() > 1 { joined(&parts.iter().collect::<Vec<_>>()) } else { parts.swap_remove(0) });
    }
    out
}

/// Given names and family name.
fn parted(mut words: Vec<Word>, pieces: &[&str]) -> (Vec<Word>, Vec<Word>) {
    if words.len() < 2 {
        return (Vec::new(), words);
    }
    if is_family_first(&words, pieces) {
        let given = words.split_off(1);
        return (given, words);
    }
    // "Ursula von der Leyen", "Mohammed bin Salman": from the first particle behind a name, if a word follows.
    let last = words.len() - 1;
    let particle = (1..last).find(|at| is_particle(words[*at].folded()) && !words[*at].is_initial());
    let whole = is_particle(words[0].folded()) && !words[0].is_initial() && words[0].folded() != "al";
    let start = if whole { 0 } else { particle.unwrap_or(last) };
    let family = words.split_off(start);
    (words, family)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, given: &str, family: &str, suffix: Option<&str>) {
        let name = PersonName::parse(text, |word| ["Envoy", "spokeswoman", "diplomat", "Chief"].contains(&word));
        let found = (name.given().join(" "), name.family().join(" "), name.suffix().map(str::to_owned));
        assert_eq!(found, (given.to_owned(), family.to_owned(), suffix.map(str::to_owned)), "{text}");
    }

    #[test]
    fn titles_are_no_names() {
        check("Iranian Foreign Minister Mohammad Javad Zarif", "mohammad javad", "zarif", None);
        check("Gen. Mark A. Milley", "mark a", "milley", None);
        check("Secretary of State Antony Blinken", "antony", "blinken", None);
        check("President of the European Commission Ursula von der Leyen", "ursula", "von der leyen", None);
        check("King of Jordan Abdullah II", "", "abdullah", Some("ii"));
        check("ministry spokeswoman Ilse Varga's", "ilse", "varga", None);
        check("a spokesman for the ministry, Ilse Varga", "", "", None);
        check("spokesman for the ministry Ilse Varga", "ilse", "varga", None);
        check("Stephen King", "stephen", "king", None);
        check("Martin Luther King Jr.", "martin luther", "king", Some("jr"));
        check("the Saudi king", "", "", None);
        check("Prime Minister", "", "", None);
        check("Ilse Varga, the minister of health", "ilse", "varga", None);
        check("Varga himself", "", "varga", None);
        check("Ilse Varga of the ministry", "ilse", "varga", None);
    }

    #[test]
    fn initials_suffixes_and_nicknames() {
        check("Sen. J. R. Varga Jr.", "j r", "varga", Some("jr"));
        check("J.R. Varga, Jr.", "j r", "varga", Some("jr"));
        check("JD Vance", "j d", "vance", None);
        check("ED VARGA", "ed", "varga", None);
        check("William “Bill” Hale III", "william", "hale", Some("iii"));
        check("Robert (Bob) Hale", "robert", "hale", None);
        check("Mara Hale MP", "mara", "hale", None);
    }

    #[test]
    fn names_of_many_languages() {
        check("Hassan Kazemi-Qomi", "hassan", "kazemiqomi", None);
        check("Abdul Qahar Balkhi", "abdulqahar", "balkhi", None);
        check("Abd al-Rahman Varga", "abdalrahman", "varga", None);
        check("Bashar al-Assad", "bashar", "al assad", None);
        check("Mohammed bin Salman", "mohammed", "bin salman", None);
        check("Oscar de la Varga", "oscar", "de la varga", None);
        check("van der Berg", "", "van der berg", None);
        check("Kim Jong Un", "jong un", "kim", None);
        check("Kim Jong-un", "jongun", "kim", None);
        check("Xi Jinping", "jinping", "xi", None);
        check("Moon Jae-in", "jaein", "moon", None);
        check("Lee Hsien Loong", "hsien loong", "lee", None);
        check("Kim Campbell", "kim", "campbell", None);
        check("Lee Cooper", "lee", "cooper", None);
        check("Al Gore", "al", "gore", None);
        check("Михаил Горбачёв", "михаил", "горбачев", None);
        check("金正恩", "", "金正恩", None);
        check("", "", "", None);
    }
}
