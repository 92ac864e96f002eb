//! For whom does somebody speak? "Kestria's foreign ministry", its spokesman and "Torv" are of one side.

use std::collections::{BTreeMap, BTreeSet};

use sayso_core::{Document, Statement};

use super::lexicon::{Class, Lexicon};
use super::place;
use super::words::{Word, words};
use crate::tokens::tokens;

/// Letters by which names are compared: "Kestria" and "Kestrian" are of one side.
const STEM: usize = 5;
/// The longest initials of a name: "EU", "NATO".
const LONGEST_INITIALS: usize = 5;
/// Begins what stands for somebody whom no name has named yet: "a survivor".
const UNNAMED: char = '#';
/// Letters of a noun that tells who an unnamed source is.
const LONG_NOUN: usize = 6;
/// Statements after a description in which its name may follow.
const NAME_REACH: usize = 8;
/// Bytes of words that name somebody.
const LONGEST_SOURCE: usize = 300;
/// Earlier statements whose speakers are looked through for a name.
const MOST_BEFORE: usize = 200;

/// What names somebody, and those for whom he or she speaks, in short: beginnings of names, initials.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Side {
    names: BTreeSet<String>,
    /// "ministry", "company": nobody by themselves, but whoever was called so before.
    bodies: BTreeSet<String>,
    /// "president", "engineer": what whoever it is calls himself.
    offices: BTreeSet<String>,
}

impl Side {
    /// The side of whom these words name.
    pub(super) fn of(words: &[Word<'_>]) -> Side {
        let mut side = Side::default();
        let mut initials = String::new();
        for word in words {
            if !is_name(word) {
                // "United States" is "US", though "States" alone is nobody.
                match word.text.chars().next().filter(|_| word.is_capital() && word.has(Class::SelfNoun)) {
                    Some(initial) => initials.push(initial),
                    None => side.add_initials(&std::mem::take(&mut initials)),
                }
                if word.has(Class::SelfNoun) {
                    side.bodies.extend(word.bases.last().map(|body| body_of(body).to_owned()));
                }
                let is_noun = word.text.starts_with(char::is_lowercase) && word.text.chars().count() >= LONG_NOUN;
                if word.has(Class::Office) || is_noun && !word.has(Class::Prep) && !word.has(Class::Verb) {
                    side.offices.extend(word.bases.first().cloned());
                }
                continue;
            }
            let letters: String = word.text.chars().filter(|c| c.is_alphanumeric()).collect();
            initials.extend(letters.chars().next());
            if letters.chars().count() > 1 {
                side.names.insert(letters.chars().take(STEM).collect::<String>().to_lowercase());
            }
        }
        side.add_initials(&initials);
        side
    }

    fn add_initials(&mut self, initials: &str) {
        if (2..=LONGEST_INITIALS).contains(&initials.chars().count()) {
            self.names.insert(initials.to_lowercase());
        }
    }

    /// Whether a word is a name of this side.
    pub(super) fn has(&self, word: &Word<'_>) -> bool {
        is_name(word) && Side::of(std::slice::from_ref(word)).is_within(self)
    }

    /// Whether nobody is named.
    pub(super) fn is_nobody(&self) -> bool {
        self.names.iter().all(|name| name.starts_with(UNNAMED))
    }

    /// Whether one speaks for the other, or both for a third.
    pub(super) fn is_of(&self, other: &Side) -> bool {
        let is_unnamed = self.is_nobody() || other.is_nobody();
        self.names.iter().any(|name| other.names.contains(name))
            || is_unnamed && self.bodies.iter().any(|body| other.bodies.contains(body))
    }

    /// Whether nothing shows who it is.
    fn is_empty(&self) -> bool {
        self.names.is_empty() && self.bodies.is_empty()
    }

    /// Without those of another side.
    pub(super) fn without(mut self, other: &Side) -> Side {
        self.names.retain(|name| !other.names.contains(name));
        self.bodies.retain(|body| !other.bodies.contains(body));
        self
    }

    /// Whether all that names this one names the other too.
    pub(super) fn is_within(&self, other: &Side) -> bool {
        !self.is_nobody() && self.names.iter().all(|name| other.names.contains(name))
    }

    pub(super) fn join(&mut self, other: &Side) {
        self.names.extend(other.names.iter().cloned());
        self.bodies.extend(other.bodies.iter().cloned());
    }
}

fn is_name(word: &Word<'_>) -> bool {
    let other = [Class::Office, Class::SelfNoun, Class::Det, Class::Prep, Class::Be, Class::Modal, Class::Time];
    let is_title = TITLES.iter().any(|title| word.is(title));
    word.is_capital()
        && (!other.iter().any(|class| word.has(*class)) || is_acronym(word.text))
        && !is_title
        && !PRONOUNS.contains(&word.bases[0].as_str())
}

/// One word for the same body.
fn body_of(noun: &str) -> &str {
    if ["military", "soldier", "troop", "navy"].contains(&noun) { "army" } else { noun }
}

/// "US" is no pronoun.
fn is_acronym(text: &str) -> bool {
    text.len() > 1 && text.chars().all(|c| c.is_uppercase() || c == '.')
}

/// Words with a capital that name nobody.
const TITLES: [&str; 31] = [
    "foreign",
    "prime",
    "special",
    "former",
    "deputy",
    "senior",
    "national",
    "interior",
    "defence",
    "defense",
    "mr",
    "mrs",
    "ms",
    "dr",
    "sen",
    "rep",
    "gov",
    "general",
    "gen",
    "sergeant",
    "judge",
    "justice",
    "house",
    "critics",
    "republican",
    "republicans",
    "democrat",
    "democrats",
    "democratic",
    "conservative",
    "conservatives",
];
const PRONOUNS: [&str; 6] = ["he", "she", "it", "they", "we", "i"];
const OWNERS: [&str; 4] = ["its", "his", "her", "their"];

/// The side of each statement's speaker, in the order of `statements`. `known` are further words that name them, where
/// somebody has found out.
pub(super) fn sides(
    document: &Document,
    statements: &[Statement],
    order: &[usize],
    known: &[String],
    lexicon: &Lexicon,
) -> Vec<Side> {
    let mut sides = vec![Side::default(); statements.len()];
    let firsts = firsts(document.text());
    for (i, at) in order.iter().enumerate() {
        let source = source(document, &statements[*at], lexicon);
        let mut side = Side::of(own(&source));
        let names = known.get(*at).map(String::as_str).unwrap_or_default();
        side.join(&Side::of(&words(names, 0..names.len(), lexicon)));
        let mut before = order[..i].iter().rev().take(MOST_BEFORE).map(|at| &sides[*at]);
        let first = source.first();
        let begins = |list: &[&str]| first.is_some_and(|first| list.iter().any(|word| first.is(word)));
        let is_pronoun = side.is_nobody() && (begins(&PRONOUNS) || begins(&["who", "one"]) || is_mere(&source));
        let earlier = match () {
            () if is_pronoun || begins(&OWNERS) => before.find(|earlier| !earlier.is_empty()),
            () if is_first_named(&firsts, &source) => {
                let is_one = order[..i].last().is_some_and(|last| is_one(document, &statements[*last]));
                let is_same = |earlier: &&Side| !earlier.offices.is_disjoint(&side.offices);
                let last = before.clone().next().filter(|last| last.is_nobody() && is_one || is_same(last));
                last.or_else(|| before.take(NAME_REACH).find(|earlier| earlier.is_nobody() && is_same(earlier)))
            }
            () if side.is_nobody() => before.find(|earlier| !earlier.bodies.is_disjoint(&side.bodies)),
            () => before.find(|earlier| side.is_within(earlier)),
        };
        if let Some(earlier) = earlier.cloned() {
            side.join(&earlier);
        }
        if side.names.is_empty() && !source.is_empty() {
            side.names.insert(format!("{UNNAMED}{at}"));
        }
        sides[*at] = side;
    }
    sides
}

/// The words of a source that say for whom it speaks: of "a former manager of Greywell" and "a clerk, who sold tickets for
/// Greywell" not those after "former" and "who", nor the works of "an engineer at the works".
fn own<'a, 'b>(source: &'b [Word<'a>]) -> &'b [Word<'a>] {
    let former = source.iter().position(|word| word.is("former"));
    let is_speaker = source.iter().any(|word| word.text.to_lowercase().starts_with("spokes"));
    let leaves = |(at, word): (usize, &Word<'_>)| {
        let apart = ["who", "whose", "on", "about", "against", "behind", "with", "from"];
        at > 0 && apart.iter().any(|other| word.is(other))
            || at > 0 && !is_speaker && word.is("at")
            || former.is_some_and(|former| at > former && word.has(Class::Prep))
    };
    let end = source.iter().enumerate().position(leaves).unwrap_or(source.len());
    &source[..end]
}

/// "the man", "the statement": whoever spoke before.
fn is_mere(source: &[Word<'_>]) -> bool {
    let nouns = ["man", "woman", "statement", "report", "letter", "witness"];
    matches!(source, [the, noun] if the.is("the") && nouns.iter().any(|other| noun.is(other)))
}

/// Where each word with a capital stands first.
fn firsts(text: &str) -> BTreeMap<&str, usize> {
    let mut firsts = BTreeMap::new();
    for token in tokens(text).into_iter().filter(|token| token.text.starts_with(char::is_uppercase)) {
        firsts.entry(token.text).or_insert(token.start);
    }
    firsts
}

/// Whether a source begins with a name, with titles at most, that the text has not had before: of somebody whom it has
/// described just now.
fn is_first_named(firsts: &BTreeMap<&str, usize>, source: &[Word<'_>]) -> bool {
    let end = source.iter().position(|word| word.text == ",").unwrap_or(source.len());
    let name = &source[..end];
    let is_bare = (2..=5).contains(&name.len()) && name.iter().all(Word::is_capital);
    let last = name.last().filter(|last| is_bare && is_name(last));
    last.is_some_and(|last| firsts.get(last.text).is_none_or(|first| *first >= name[0].range.start))
}

/// Whether a source is one person or body: "a survivor", not "some supporters".
fn is_one(document: &Document, statement: &Statement) -> bool {
    let words = statement.source().cover().map(|cover| document.words(cover)).unwrap_or_default();
    let head = words.split([',', '\n']).next().unwrap_or_default();
    let first = head.split_whitespace().next().unwrap_or_default().to_lowercase();
    let last =
        head.split_whitespace().take_while(|word| !["of", "in", "at", "for", "from", "who"].contains(word)).last();
    ["a", "an", "one", "the", "another", "his", "her", "its", "their"].contains(&first.as_str())
        && last.is_some_and(|last| !last.ends_with('s') || last.ends_with("ss"))
}

fn source<'a>(document: &'a Document, statement: &Statement, lexicon: &Lexicon) -> Vec<Word<'a>> {
    let Some(cover) = statement.source().cover() else { return Vec::new() };
    if cover.start().abs_diff(place(statement)) > 4 * LONGEST_SOURCE {
        return Vec::new();
    }
    let pieces = statement.source().pieces().iter();
    pieces.flat_map(|piece| words(document.text(), piece.range(), lexicon)).take(LONGEST_SOURCE / 4).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_side_have_something_in_common() {
        let cues = super::super::Cues::bundled();
        let check = |one: &str, other: &str, expect: bool| {
            let side = |text: &str| Side::of(&words(text, 0..text.len(), &cues.lexicon));
            assert_eq!(side(one).is_of(&side(other)), expect, "{one} / {other}");
        };
        check("Kestria's envoy", "the Kestrian navy", true);
        check("United States", "US helicopters", true);
        check("Foreign Minister Ilse Varga", "Foreign Minister Josk Marenne", false);
        check("the company", "the company", true);
        check("the company", "Kestria's navy", false);
    }
}
