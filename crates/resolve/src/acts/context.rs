//! What do the statements before a statement make of it?
//!
//! Under "said" an article accuses over several sentences, and the accused answers with what would be an assertion elsewhere:
//! "no weapons had left its depots".

use std::ops::Range;

use sayso_core::{Act, Span};

use super::claims::{MOST_WORDS, answers, claim, is_accused, is_bare, is_pronoun, shared_matter};
use super::cues::{Cues, Place, Strength};
use super::lexicon::Class;
use super::scene::Scene;
use super::target::Target;
use super::verdict::Verdict;
use super::words::Word;
use super::{Read, Told, place};

/// Bytes between a negative statement and the accusation that it answers.
const ANSWER_REACH_BYTES: usize = 1500;
/// Bytes between a denial and what its speaker says to support it.
const SUPPORT_REACH_BYTES: usize = 500;
/// Statements over which an accusation goes on.
const SEQUEL_REACH: usize = 3;
/// Bytes over which it does.
const SEQUEL_REACH_BYTES: usize = 1500;
/// Words of a content in which its subject and main verb stand.
const OPENING: usize = 8;

/// What the statements before it make of a statement: the sequel of the same speaker's accusation, or the denial of another's.
pub(super) fn context(
    told: &Told<'_>,
    before: &[Read],
    at: usize,
    scene: &Scene<'_>,
    verdict: &Verdict,
    cues: &Cues,
) -> Option<(Act, Target)> {
    let is_neutral = verdict.strength < Strength::Strong && !verdict.negated;
    if !is_neutral || verdict.act != Act::Assert || verdict.content.is_some() {
        return None;
    }
    if let Some(accused) = within_denial(told, before, at, scene) {
        return Some((Act::Accuse, Target::Words(accused)));
    }
    if let Some(denial) = denial(told, before, at, scene, cues) {
        return Some(denial);
    }
    sequel(told, before, at, scene, cues)
}

/// Whom a claim accuses that somebody denies in the same breath: "rejected Teldova's claim that it is landing men".
fn within_denial(told: &Told<'_>, before: &[Read], at: usize, scene: &Scene<'_>) -> Option<Range<usize>> {
    let parent = told.statements[at].parts().parent?;
    let denial = before.iter().rev().take(2).find(|read| told.statements[read.at].id() == parent)?;
    let side = &told.sides[denial.at];
    let is_denial = denial.verdict.act == Act::Deny && !told.sides[at].is_nobody() && !told.sides[at].is_of(side);
    let is_meant =
        opening(scene).take(3).any(|word| side.has(word) || ["it", "he", "she", "they"].iter().any(|p| word.is(p)));
    (is_denial && is_meant).then(|| told.statements[denial.at].source().cover().map(Span::range)).flatten()
}

/// A negative answer to an accusation, or what the accused says for himself.
fn denial(told: &Told<'_>, before: &[Read], at: usize, scene: &Scene<'_>, cues: &Cues) -> Option<(Act, Target)> {
    let statement = &told.statements[at];
    if supports(told, before, at, scene) {
        return Some((Act::Deny, Target::SameClaimant));
    }
    let claim = claim(told, before, at, cues)?;
    let distance = place(statement).saturating_sub(place(&told.statements[claim.at]));
    let is_accused = is_accused(told, claim, at, cues);
    let is_answer = distance <= ANSWER_REACH_BYTES && (is_accused || answers(told, claim, statement));
    let is_innocent = is_accused && (is_innocent(scene) || is_first_answer(told, claim, before, at, scene, cues));
    (is_answer && (scene.is_negative() || is_innocent)).then_some((Act::Deny, Target::Claimant))
}

/// Whether the accused says here the first that is heard of him after an accusation: what is or was, in answer to it.
fn is_first_answer(told: &Told<'_>, claim: &Read, before: &[Read], at: usize, scene: &Scene<'_>, cues: &Cues) -> bool {
    let later = before.iter().rev().take_while(|read| read.at != claim.at);
    let is_next = later.into_iter().all(|read| told.sides[read.at].is_of(&told.sides[claim.at]));
    let is_target = matches!(&claim.target, Target::Words(words) if told.side(words, cues).is_of(&told.sides[at]));
    let is_of_future = opening(scene).any(|word| word.has(Class::Modal));
    claim.verdict.act == Act::Accuse && is_target && is_next && !is_of_future && !scene.is_question
}

/// Whether a statement goes on with its speaker's denial just before it: it speaks of the same, or of innocence.
fn supports(told: &Told<'_>, before: &[Read], at: usize, scene: &Scene<'_>) -> bool {
    let Some(last) = last_denial(told, before, at) else { return false };
    let statement = &told.statements[at];
    let distance = place(statement).saturating_sub(place(&told.statements[last.at]));
    // "It denies that. It says every door was inspected."
    let is_next = before.last().is_some_and(|read| read.at == last.at);
    let says_why = is_next && is_bare(&told.statements[last.at]) && is_pronoun(told, statement);
    distance <= SUPPORT_REACH_BYTES
        && last.verdict.place == Place::Claim
        && !scene.is_question
        && !opening(scene).any(|word| word.has(Class::Modal))
        && (scene.is_negative() || is_innocent(scene) || says_why || shared_matter(told, last, statement) > 0)
}

fn is_innocent(scene: &Scene<'_>) -> bool {
    scene.content.iter().take(MOST_WORDS).any(|word| word.has(Class::Innocent))
}

/// The denial of the same side that stands just before a statement, with a statement inside it at most between them.
pub(super) fn last_denial<'a>(told: &Told<'_>, before: &'a [Read], at: usize) -> Option<&'a Read> {
    let mut last = before.iter().rev().take(2);
    last.find(|read| read.verdict.act == Act::Deny && told.sides[read.at].is_of(&told.sides[at]))
}

/// What goes on with the same speaker's accusation: it names the accused once more, or speaks of what is or was.
fn sequel(told: &Told<'_>, before: &[Read], at: usize, scene: &Scene<'_>, cues: &Cues) -> Option<(Act, Target)> {
    let statement = &told.statements[at];
    let distance = |read: &Read| place(statement).saturating_sub(place(&told.statements[read.at]));
    let near = before.iter().rev().take(SEQUEL_REACH).enumerate();
    let (back, read, accused) =
        near.filter(|(_, read)| distance(read) <= SEQUEL_REACH_BYTES).find_map(|(back, read)| {
            if read.verdict.act != Act::Accuse || !goes_on(told, read, at, back, scene, cues) {
                return None;
            }
            match &read.target {
                Target::Words(words) => Some((back, read, Some(words.clone()))),
                Target::Claimant | Target::SameClaimant | Target::Nobody => Some((back, read, None)),
            }
        })?;
    if accused.as_ref().is_some_and(|accused| told.is_own(at, accused, cues)) {
        return None;
    }
    let name = accused.clone().and_then(|accused| told.document.text().get(accused));
    if let Some(again) = name.and_then(|name| scene.content.iter().find(|word| names(word, name))) {
        return Some((Act::Accuse, Target::Words(again.range.clone())));
    }
    let is_of_future = opening(scene).any(|word| word.has(Class::Modal));
    let is_own_doing = scene.is_about_speaker() && !is_suffered(scene);
    let is_spoken = scene.content.first().is_some_and(|word| word.opens_quote);
    let is_near = back == 0 && distance(read) <= SUPPORT_REACH_BYTES && is_spoken;
    // "14 boats had put men ashore", right after it
    let is_deed = back == 0 && scene.content.iter().take(2 * OPENING).any(|word| word.is("had"));
    let fewest = if scene.is_quoted || is_deed { 1 } else { 2 };
    let is_same =
        shared_matter(told, read, statement) >= fewest || opening(scene).next().is_some_and(|word| word.is("they"));
    ((is_near || is_same) && !is_of_future && !is_own_doing && !scene.is_question)
        .then_some((Act::Accuse, accused.map_or(Target::Nobody, Target::Words)))
}

/// Whom an accusation that names nobody accuses: whoever the same side has accused just before.
pub(super) fn accused(told: &Told<'_>, before: &[Read], at: usize) -> Target {
    let near = before.iter().rev().take(SEQUEL_REACH);
    let same = near.filter(|read| read.verdict.act == Act::Accuse && told.sides[read.at].is_of(&told.sides[at]));
    let accused = same.filter_map(|read| match &read.target {
        Target::Words(words) => Some(words.clone()),
        Target::Claimant | Target::SameClaimant | Target::Nobody => None,
    });
    accused.take(1).next().map_or(Target::Nobody, Target::Words)
}

/// Whether a statement may go on with an accusation `back` statements before it: its speaker is of the same side, or it is a
/// quotation after what several unnamed people say.
fn goes_on(told: &Told<'_>, accusation: &Read, at: usize, back: usize, scene: &Scene<'_>, cues: &Cues) -> bool {
    let (before, now) = (&told.sides[accusation.at], &told.sides[at]);
    let is_plural = told.statements[accusation.at].source().cover().is_some_and(|source| {
        let head = told.document.words(source).split([',', '\n']).next().unwrap_or_default();
        head.split_whitespace().any(|word| word.ends_with('s') && word.starts_with(char::is_lowercase))
    });
    let is_one_of_them = back == 0 && before.is_nobody() && is_plural && scene.is_quoted;
    before.is_of(now) || is_one_of_them && !is_accused(told, accusation, at, cues)
}

/// "We were told to": what was done to the speaker.
fn is_suffered(scene: &Scene<'_>) -> bool {
    scene
        .content
        .iter()
        .take(3)
        .any(|word| word.has(Class::Be) && (word.is("was") || word.is("were") || word.is("been")))
}

fn opening<'a, 'b>(scene: &'b Scene<'a>) -> impl Iterator<Item = &'b Word<'a>> {
    scene.content.iter().filter(|word| !word.is("that")).take(OPENING)
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
