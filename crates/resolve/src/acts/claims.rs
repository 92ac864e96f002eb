//! Which claim is denied, and by whom is it made?

use std::collections::BTreeSet;
use std::ops::Range;

use sayso_core::{Act, Document, Span, Statement};

use super::cues::Cues;
use super::phrase;
use super::sides::Side;
use super::target::Target;
use super::words::words;
use super::{Read, Told, place};

/// Statements before a denial among which the one that it denies is looked for.
const CLAIM_REACH: usize = 10;
/// Bytes between a denial and the statement that it denies.
const CLAIM_REACH_BYTES: usize = 3000;
/// Statements before a denial among which a name for who made the claim is looked for.
const NAME_REACH: usize = 40;
/// Bytes of a content that only points to a claim: "the allegations".
const BARE_BYTES: usize = 40;
/// Words of a statement that are compared with those of another.
pub(super) const MOST_WORDS: usize = 80;
/// Bytes of a stretch of text that are compared.
const LONGEST_READ: usize = 600;
/// Pieces of a content that are.
const MOST_PIECES: usize = 4;
/// Letters of a word that tells what a statement is about.
const LONG_WORD: usize = 5;
/// Letters of a word that two contents must share to be of one matter.
const MATTER_WORD: usize = 4;
/// Letters by which such words are compared.
const STEM: usize = 5;

/// The source of the nearest accusation before a denial, if it is another than who denies; else of the nearest statement
/// that speaks of the same.
pub(super) fn claimant(told: &Told<'_>, before: &[Read], at: usize, cues: &Cues) -> Option<Span> {
    let denial = &told.statements[at];
    let accusation = claim(told, before, at, cues).filter(|claim| {
        is_bare(denial)
            || is_accused(told, claim, at, cues)
            || answers(told, claim, denial)
            || is_only(told, before, claim)
    });
    let points = denial.content().cover().is_some_and(|content| POINTERS.contains(&told.document.words(content)));
    let subject = subject(told, denial, cues);
    let speaks_of_it = |read: &&Read| {
        let statement = &told.statements[read.at];
        subject.as_ref().is_some_and(|subject| matter(told, statement).contains(subject))
    };
    let denied = accusation.or_else(|| {
        let mut near = before.iter().rev().take(CLAIM_REACH).filter(|read| is_others(told, read, at));
        near.find(|read| {
            points || read.verdict.act != Act::Deny && (speaks_of_it(read) || shared_matter(told, read, denial) >= 2)
        })
    })?;
    // "a survivor" and "he" are who is named elsewhere.
    let side = &told.sides[denied.at];
    let is_vague = |read: &Read| told.sides[read.at].is_nobody() || is_pronoun(told, &told.statements[read.at]);
    let mut near = before.iter().rev().take(NAME_REACH);
    let named = near.find(|read| told.sides[read.at].is_of(side) && !is_vague(read));
    let denied = named.filter(|_| is_vague(denied)).unwrap_or(denied);
    let said_first = relayed(told, denied.at).filter(|first| !told.sides[*first].is_of(&told.sides[at]));
    told.statements[said_first.unwrap_or(denied.at)].source().cover()
}

/// Of a statement that passes on another's, as "according to the agency, a survivor said", the other: it begins what is passed
/// on, or is all of it.
fn relayed(told: &Told<'_>, relay: usize) -> Option<usize> {
    let whole = told.statements[relay].content().cover()?;
    let is_passed_on = |statement: &Statement| {
        let is_inside = statement.parts().parent == Some(told.statements[relay].id()) && !statement.source().is_empty();
        is_inside && statement.content().cover().is_some_and(|own| own.start() == whole.start())
    };
    let inner = told.statements.iter().position(is_passed_on)?;
    Some(relayed(told, inner).unwrap_or(inner))
}

/// Whether a denial only points to a claim.
pub(super) fn is_bare(denial: &Statement) -> bool {
    denial.content().cover().is_some_and(|content| content.len() <= BARE_BYTES)
}

pub(super) fn is_pronoun(told: &Told<'_>, statement: &Statement) -> bool {
    let words = statement.source().cover().map(|cover| told.document.words(cover).to_lowercase());
    words.is_some_and(|words| ["he", "she", "it", "they", "who"].contains(&words.as_str()))
}

/// What points to the statement just before.
const POINTERS: [&str; 4] = ["that", "this", "it", "so"];

/// Whether nobody of another side has accused anybody near.
fn is_only(told: &Told<'_>, before: &[Read], claim: &Read) -> bool {
    let mut near = before.iter().rev().take(CLAIM_REACH).filter(|read| read.verdict.act == Act::Accuse);
    claim.verdict.act == Act::Accuse && near.all(|read| told.sides[read.at].is_of(&told.sides[claim.at]))
}

fn is_first_person(told: &Told<'_>, statement: &Statement) -> bool {
    let words = statement.source().cover().map(|cover| told.document.words(cover));
    words == Some("I") || words == Some("we") || words == Some("We")
}

/// Whether a statement stands near before another and is somebody else's.
fn is_others(told: &Told<'_>, read: &Read, at: usize) -> bool {
    let (one, other) = (&told.statements[read.at], &told.statements[at]);
    place(other).saturating_sub(place(one)) <= CLAIM_REACH_BYTES
        && !one.source().is_empty()
        && !is_first_person(told, one)
        && !told.sides[read.at].is_of(&told.sides[at])
        && one.source() != other.source()
}

/// Whether the speaker of a statement is of the side that a claim accuses: its target, or whom else it names.
pub(super) fn is_accused(told: &Told<'_>, claim: &Read, at: usize, cues: &Cues) -> bool {
    let statement = &told.statements[claim.at];
    let mut accused = match &claim.target {
        Target::Words(words) => told.side(words, cues),
        Target::Claimant | Target::SameClaimant | Target::Nobody => Side::default(),
    };
    for span in [statement.content().cover(), statement.source().cover()].into_iter().flatten() {
        accused.join(&told.side(&clipped(told.document, span), cues));
    }
    accused.without(&told.sides[claim.at]).is_of(&told.sides[at])
}

/// Whether a denial speaks of the same: its source or content shares a name or a long word with the claim.
pub(super) fn answers(told: &Told<'_>, claim: &Read, denial: &Statement) -> bool {
    let claimed: BTreeSet<String> = stems(&content(told.document, &told.statements[claim.at])).collect();
    let source = denial.source().cover().map(|cover| told.document.words(cover).to_owned()).unwrap_or_default();
    stems(&format!("{source} {}", content(told.document, denial))).any(|stem| claimed.contains(&stem))
}

/// How many long words in small letters two contents share.
pub(super) fn shared_matter(told: &Told<'_>, claim: &Read, statement: &Statement) -> usize {
    matter(told, &told.statements[claim.at]).intersection(&matter(told, statement)).count()
}

/// What a statement is about: the first letters of long words in small letters.
fn matter(told: &Told<'_>, statement: &Statement) -> BTreeSet<String> {
    let text = content(told.document, statement);
    let words = text.split(|c: char| !c.is_alphanumeric()).take(MOST_WORDS);
    let words = words.filter(|word| word.chars().count() >= MATTER_WORD && word.starts_with(char::is_lowercase));
    words.filter(|word| !COMMON.contains(word)).map(singular).collect()
}

fn singular(word: &str) -> String {
    stem(word.strip_suffix('s').unwrap_or(word))
}

/// The noun of which a denial speaks: "that the door was damaged".
fn subject(told: &Told<'_>, denial: &Statement, cues: &Cues) -> Option<String> {
    let cover = denial.content().cover()?;
    let words = words(told.document.text(), clipped(told.document, cover), &cues.lexicon);
    let start = usize::from(words.first()?.is("that"));
    let found = phrase::at(&words, start)?;
    let head = words.get(found.end - 1).filter(|head| head.text.starts_with(char::is_lowercase) && found.len() > 1)?;
    (head.text.chars().count() >= MATTER_WORD).then(|| singular(head.text))
}

fn stem(word: &str) -> String {
    word.chars().take(STEM).collect()
}

/// Long words that tell nothing.
const COMMON: [&str; 60] = [
    "their",
    "there",
    "which",
    "where",
    "about",
    "after",
    "before",
    "would",
    "could",
    "should",
    "these",
    "those",
    "being",
    "while",
    "other",
    "under",
    "since",
    "because",
    "through",
    "people",
    "country",
    "countries",
    "government",
    "minister",
    "president",
    "state",
    "states",
    "years",
    "months",
    "first",
    "against",
    "between",
    "every",
    "still",
    "that",
    "this",
    "they",
    "them",
    "with",
    "from",
    "have",
    "been",
    "were",
    "will",
    "into",
    "over",
    "when",
    "what",
    "more",
    "than",
    "also",
    "only",
    "some",
    "such",
    "says",
    "said",
    "year",
    "time",
    "last",
    "made",
];

fn content(document: &Document, statement: &Statement) -> String {
    let pieces = statement.content().pieces().iter().map(|span| clipped(document, *span)).take(MOST_PIECES);
    pieces.map(|piece| document.text().get(piece).unwrap_or_default()).collect::<Vec<_>>().join(" ")
}

/// The first bytes of a long stretch, whole characters.
fn clipped(document: &Document, span: Span) -> Range<usize> {
    let end = (span.start()..=span.end().min(span.start() + LONGEST_READ)).rev();
    span.start()..end.into_iter().find(|end| document.text().is_char_boundary(*end)).unwrap_or(span.start())
}

/// The first letters of names and long words of a statement's content.
pub(super) fn stems_of(told: &Told<'_>, statement: &Statement) -> BTreeSet<String> {
    stems(&content(told.document, statement)).collect()
}

/// The first letters of names and long words.
fn stems(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric()).take(MOST_WORDS);
    let telling = words.filter(|word| {
        let letters = word.chars().count();
        !COMMON.contains(&word.to_lowercase().as_str())
            && (letters >= LONG_WORD || letters >= STEM && word.starts_with(char::is_uppercase))
    });
    telling.map(|word| word.chars().take(STEM).collect::<String>().to_lowercase())
}

pub(super) fn claim<'a>(told: &Told<'_>, before: &'a [Read], at: usize, cues: &Cues) -> Option<&'a Read> {
    let denial = &told.statements[at];
    let near = before.iter().rev().take(CLAIM_REACH);
    let near =
        near.filter(|read| matches!(read.verdict.act, Act::Accuse | Act::Criticise) && is_others(told, read, at));
    // The nearest that accuses who denies, else the nearest that speaks of the same, else the nearest.
    let nearest = near.clone().next();
    let accusing = near.clone().find(|read| is_accused(told, read, at, cues));
    accusing.or_else(|| near.clone().find(|read| answers(told, read, denial))).or(nearest)
}
