//! What do the statements before a statement make of it?

use std::collections::BTreeSet;

use sayso_core::{Act, Document, Span, Statement};

use super::lexicon::Class;
use super::scene::Scene;
use super::target::Target;
use super::words::Word;
use super::{Read, place};

/// Statements before a denial among which the one that it denies is looked for.
const CLAIM_REACH: usize = 8;
/// Bytes between a denial and the statement that it denies.
const CLAIM_REACH_BYTES: usize = 2500;
/// Bytes between a negative statement and the accusation that it answers.
const ANSWER_REACH_BYTES: usize = 1200;
/// Bytes of a content that only points to a claim: "the allegations".
const BARE_BYTES: usize = 40;
/// Words of a statement that are compared with those of another.
const MOST_WORDS: usize = 80;
/// Letters of a word that tells what a statement is about.
const LONG_WORD: usize = 5;
/// Letters by which such words are compared.
const STEM: usize = 5;
/// Statements over which an accusation goes on.
const SEQUEL_REACH: usize = 2;

/// What the statements before it make of an assertion: the sequel of the same speaker's accusation, if it names the accused
/// once more, or another speaker's denial of one, if it is negative.
pub(super) fn context(
    document: &Document,
    statements: &[Statement],
    before: &[Read],
    at: usize,
    scene: &Scene<'_>,
) -> Option<(Act, Target)> {
    let statement = &statements[at];
    if scene.is_negative()
        && let Some(claim) = claim(document, statements, before, statement)
        && place(statement).saturating_sub(place(claim)) <= ANSWER_REACH_BYTES
        && answers(document, claim, statement)
    {
        return Some((Act::Deny, Target::Claimant));
    }
    let accused = before.iter().rev().take(SEQUEL_REACH).find_map(|read| match &read.target {
        Target::Words(words) if read.verdict.act == Act::Accuse => {
            is_same_speaker(document, &statements[read.at], statement).then_some(words.clone())
        }
        _ => None,
    })?;
    let accused = document.text().get(accused)?;
    let again = scene.content.iter().find(|word| names(word, accused))?;
    Some((Act::Accuse, Target::Words(again.range.clone())))
}

/// The source of the nearest accusation before a denial, if it is another than who denies.
pub(super) fn claimant(
    document: &Document,
    statements: &[Statement],
    before: &[Read],
    denial: &Statement,
) -> Option<Span> {
    let claim = claim(document, statements, before, denial)?;
    let is_bare = denial.content().cover().is_some_and(|content| content.len() <= BARE_BYTES);
    (is_bare || answers(document, claim, denial)).then(|| claim.source().cover()).flatten()
}

/// Whether a denial speaks of the same: its source or content shares a name or a long word with the claim.
fn answers(document: &Document, claim: &Statement, denial: &Statement) -> bool {
    let pieces =
        |statement: &Statement| [statement.source().pieces().to_vec(), statement.content().pieces().to_vec()].concat();
    let text = |spans: Vec<Span>| spans.iter().map(|span| document.words(*span)).collect::<Vec<_>>().join(" ");
    let claimed = text(claim.content().pieces().to_vec());
    let claimed: BTreeSet<String> = stems(&claimed).collect();
    stems(&text(pieces(denial))).any(|stem| claimed.contains(&stem))
}

/// The first letters of names and long words.
fn stems(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric()).take(MOST_WORDS);
    let telling = words.filter(|word| {
        let letters = word.chars().count();
        letters >= LONG_WORD || letters >= STEM && word.starts_with(char::is_uppercase)
    });
    telling.map(|word| word.chars().take(STEM).collect::<String>().to_lowercase())
}

fn claim<'a>(
    document: &Document,
    statements: &'a [Statement],
    before: &[Read],
    denial: &Statement,
) -> Option<&'a Statement> {
    let near = before.iter().rev().take(CLAIM_REACH);
    let near = near.filter(|read| matches!(read.verdict.act, Act::Accuse | Act::Criticise));
    let near = near
        .map(|read| &statements[read.at])
        .filter(|claim| place(denial).saturating_sub(place(claim)) <= CLAIM_REACH_BYTES)
        .filter(|claim| !claim.source().is_empty() && !is_same_name(document, claim, denial));
    // The nearest that speaks of the same, else the nearest.
    let nearest = near.clone().next();
    near.clone().find(|claim| answers(document, claim, denial)).or(nearest)
}

/// The source in small letters.
fn words(document: &Document, statement: &Statement) -> String {
    statement.source().cover().map(|cover| document.words(cover).to_lowercase()).unwrap_or_default()
}

/// Whether the source is the same, a pronoun, or its last name.
fn is_same_speaker(document: &Document, before: &Statement, statement: &Statement) -> bool {
    let (before, now) = (words(document, before), words(document, statement));
    !now.is_empty() && (is_pronoun(&now) || before.ends_with(&now) || now.ends_with(&before) && !before.is_empty())
}

/// Whether the source is the same, or its last name: a pronoun may be anybody's.
fn is_same_name(document: &Document, before: &Statement, statement: &Statement) -> bool {
    !is_pronoun(&words(document, statement)) && is_same_speaker(document, before, statement)
}

fn is_pronoun(words: &str) -> bool {
    ["he", "she", "it", "they", "who"].contains(&words)
}

/// Whether a word names the same: "Kestrian" for "Kestria", "US" and "U.S." for "the United States".
fn names(word: &Word<'_>, accused: &str) -> bool {
    if !word.is_capital() || word.has(Class::Det) {
        return false;
    }
    let capitals = accused.split_whitespace().filter(|part| part.starts_with(char::is_uppercase));
    let initials: String = capitals.clone().filter_map(|part| part.chars().next()).collect();
    let letters: String = word.text.chars().filter(|c| *c != '.').collect();
    let shares = |part: &str| {
        let shared = part.chars().zip(word.text.chars()).take_while(|(a, b)| a == b).count();
        shared >= 4 && word.text.chars().count().max(part.chars().count()) - shared <= 4
    };
    letters.len() > 1 && letters == initials || capitals.clone().any(shares)
}
