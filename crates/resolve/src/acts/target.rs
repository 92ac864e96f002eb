//! Whom does a statement accuse, deny, criticise, praise, warn, threaten or demand from?

use std::ops::Range;

use sayso_core::Act;

use super::clause::{clause_subject, ordered, subject};
use super::cues::{About, Place};
use super::lexicon::Class;
use super::phrase;
use super::scene::{Role, Scene};
use super::verdict::{Verdict, head};
use super::words::{Word, is_quote};

/// Words after an object in which "by" names who made it.
const AUTHOR_REACH: usize = 8;

/// Who is meant, as bytes of the document's text.
pub(super) enum Target {
    Words(Range<usize>),
    /// Whoever made the claim, who is not named beside it.
    Claimant,
    /// Whose claim the same side has denied just before.
    SameClaimant,
    Nobody,
}

pub(super) fn target(scene: &Scene<'_>, verdict: &Verdict) -> Target {
    let is_called = matches!(verdict.act, Act::Criticise | Act::Praise);
    let words = match (verdict.place, &verdict.content) {
        (Place::Claim, _) if !is_passive(scene, verdict) => return claimant(scene, verdict),
        (_, Some(_)) if verdict.act == Act::Deny => return Target::Claimant,
        (_, Some((words, About::Subject))) => subject(scene, words, is_called),
        (_, Some((words, About::After))) => {
            phrase::at(&scene.content, words.end).and_then(|who| bytes(&scene.content, who))
        }
        (_, Some((_, About::Nobody))) => None,
        (Place::Target | Place::Claim, None) if is_passive(scene, verdict) => before(scene, true),
        (Place::Content, _) => clause_subject(scene, 0, is_called),
        (Place::Subject, _) if verdict.act == Act::Ask => None,
        (Place::Subject, _) => before(scene, false).or_else(|| clause_subject(scene, 0, false)),
        (Place::Nobody, None) if verdict.act == Act::Demand => ordered(scene),
        (Place::Described, _) => object(scene, verdict).and_then(|object| {
            somebody(&scene.near, object.clone()).or_else(|| bytes(&scene.near, trimmed(&scene.near, object)))
        }),
        // "blamed the delay on fog"
        (Place::Blame, _) => object(scene, verdict).and_then(|object| {
            let is_nobody =
                head(&scene.near[object.clone()]).is_none_or(|head| is_thing(head) && !head.has(Class::Event));
            if is_nobody { None } else { somebody(&scene.near, object) }
        }),
        (Place::Target | Place::Claim | Place::Both | Place::Against, _) => {
            object(scene, verdict).and_then(|object| somebody(&scene.near, object))
        }
        (Place::Nobody | Place::Told, _) => None,
    };
    words.map_or(Target::Nobody, Target::Words)
}

/// The noun phrase that the cue asks for, else the one after the cue, as places in the sentence.
pub(super) fn object(scene: &Scene<'_>, verdict: &Verdict) -> Option<Range<usize>> {
    if let Some(phrase) = &verdict.phrase {
        return Some(apart(scene, phrase.clone()));
    }
    let mut at = verdict.cue.as_ref()?.end;
    while scene.near.get(at).is_some_and(|word| word.has(Class::Adverb) || word.is("on") || word.is("that")) {
        at += 1;
    }
    let found = phrase::at(&scene.near, at).filter(|found| scene.roles[found.start] != Role::Source)?;
    // "promised | he would": no object.
    let is_subject = ["i", "he", "she", "we", "they"].iter().any(|pronoun| scene.near[found.start].is(pronoun));
    (!is_subject).then(|| apart(scene, found))
}

/// A phrase before the content does not go on in it: "told reporters | we".
fn apart(scene: &Scene<'_>, phrase: Range<usize>) -> Range<usize> {
    let is_other = scene.roles[phrase.start] == Role::Other;
    let end = phrase.clone().find(|at| is_other && scene.roles[*at] == Role::Content);
    phrase.start..end.unwrap_or(phrase.end)
}

/// Who is behind a noun phrase, as bytes: itself, unless it is something done or said; then who did it.
pub(super) fn somebody(words: &[Word<'_>], range: Range<usize>) -> Option<Range<usize>> {
    let mut range = range;
    // "the presence of US bases" leads to "US" over "US bases".
    for _ in 0..MOST_OWNERS {
        let phrase = &words[range.clone()];
        let head = head(phrase)?;
        if !is_thing(head) || head.is_capital() && phrase.len() == 1 {
            return bytes(words, trimmed(words, range));
        }
        range = doer(words, &range)?;
    }
    None
}

/// Owners of owners that are looked for.
const MOST_OWNERS: usize = 3;

/// Whether a word is for what is done, said or owned, not for somebody.
pub(super) fn is_thing(word: &Word<'_>) -> bool {
    let classes = [Class::Event, Class::Claim, Class::Object, Class::CrimeNoun];
    classes.iter().any(|class| word.has(*class))
}

/// Whose deed or claim a noun phrase is.
fn doer(words: &[Word<'_>], range: &Range<usize>) -> Option<Range<usize>> {
    let phrase = &words[range.clone()];
    if let Some(at) = phrase.iter().rposition(Word::is_possessive) {
        return Some(trimmed(words, range.start..range.start + at));
    }
    let owners = ["his", "her", "its", "their", "your", "our"];
    if phrase.first().is_some_and(|first| owners.iter().any(|owner| first.is(owner))) {
        return Some(range.start..range.start + 1);
    }
    let reach = range.end..words.len().min(range.end + AUTHOR_REACH);
    // Another noun phrase has a doer of its own: "the claim a story told by ministers".
    let mut reach = reach.take_while(|i| !words[*i].is_mark() && !words[*i].has(Class::Det));
    let by = reach.find(|i| words[*i].is("by") || words[*i].is("from"));
    if let Some(author) = by.and_then(|by| phrase::at(words, by + 1)).filter(|author| !words[author.start].is_ing()) {
        return Some(author);
    }
    // "the Kestrian claim", "US policy"
    let first = phrase.iter().position(|word| !word.has(Class::Det))?;
    // "US Military Bases": the bases are the country's.
    let is_force = |word: &Word<'_>| ["military", "naval", "army", "air"].iter().any(|force| word.is(force));
    let is_name =
        |(at, word): &(usize, &Word<'_>)| word.is_capital() && !is_thing(word) && !(*at > 0 && is_force(word));
    let names = phrase[first..].iter().enumerate().take_while(is_name).count();
    if names > 0 && first + names < phrase.len() {
        return Some(range.start + first..range.start + first + names);
    }
    // "government planes"
    let body = phrase[first..].iter().position(|word| word.has(Class::SelfNoun) || word.has(Class::Bandit));
    if let Some(body) =
        body.filter(|body| first + body + 1 < phrase.len() && !phrase[..first + body].iter().any(|word| word.is("of")))
    {
        return Some(range.start..range.start + first + body + 1);
    }
    // "the decision of the court", but not "the killing of the activist"
    let of = phrase.iter().position(|word| word.is("of"))?;
    let is_suffered = phrase[..of].last().is_some_and(|head| SUFFERED.iter().any(|noun| head.is_of(noun)));
    (!is_suffered).then_some(range.start + of + 1..range.end)
}

/// What is done to whom "of" names.
const SUFFERED: [&str; 24] = [
    "killing",
    "murder",
    "assassination",
    "arrest",
    "detention",
    "bombing",
    "shelling",
    "execution",
    "release",
    "appointment",
    "nomination",
    "closure",
    "destruction",
    "use",
    "sale",
    "abuse",
    "treatment",
    "invasion",
    "occupation",
    "launch",
    "test",
    "attack",
    "shooting",
    "handling",
];

/// Who made the claim that is denied.
fn claimant(scene: &Scene<'_>, verdict: &Verdict) -> Target {
    let words = &scene.near;
    let Some(object) = verdict.phrase.clone().or_else(|| {
        let cue = verdict.cue.clone()?;
        let first = (cue.start + 1..cue.end).find(|i| !scene.near[*i].has(Class::Adverb));
        let inside = first
            .and_then(|at| phrase::at(words, at))
            .filter(|inside| head(&words[inside.clone()]).is_some_and(|h| h.has(Class::Claim)));
        inside.or_else(|| object(scene, verdict))
    }) else {
        return Target::Claimant;
    };
    match head(&words[object.clone()]) {
        Some(head) if head.has(Class::Claim) => {
            let found = doer(words, &object).and_then(|doer| bytes(words, doer));
            found.map_or(Target::Claimant, Target::Words)
        }
        _ => Target::Claimant,
    }
}

/// The subject of a passive: what stands before the cue.
pub(super) fn before(scene: &Scene<'_>, is_doer: bool) -> Option<Range<usize>> {
    let first = scene.cue().next()?;
    let start =
        (0..first).rev().find(|i| scene.near[*i].is_mark() || scene.near[*i].ends_sentence()).map_or(0, |at| at + 1);
    let opens = |word: &Word<'_>| word.has(Class::Prep) || word.is("and") || word.is("when");
    let from = (start..first).find(|i| !opens(&scene.near[*i]))?;
    let found =
        phrase::at(&scene.near, from).filter(|found| found.start < first && !scene.near[found.start].is("it"))?;
    let found = found.start..found.end.min(first);
    if is_doer { somebody(&scene.near, found) } else { bytes(&scene.near, found) }
}

/// "was condemned by": whom the cue is about stands before it.
fn is_passive(scene: &Scene<'_>, verdict: &Verdict) -> bool {
    let Some(at) = verdict.cue.as_ref().map(|cue| cue.start) else { return false };
    let before = (0..at).rev().take(2).find(|i| scene.near[*i].has(Class::Be) && scene.roles[*i] == Role::Cue);
    let word = &scene.near[at];
    let is_have =
        before.is_some_and(|i| ["have", "has", "had", "do", "does", "did"].iter().any(|verb| scene.near[i].is(verb)));
    before.is_some() && !is_have && !word.is_ing()
}

/// Without a possessive mark at its end.
pub(super) fn trimmed(words: &[Word<'_>], range: Range<usize>) -> Range<usize> {
    let ends = words[range.clone()].last().is_some_and(|last| last.is_possessive());
    range.start..range.end - usize::from(ends)
}

/// Bytes of the document's text, without quotation marks at the ends.
pub(super) fn bytes(words: &[Word<'_>], range: Range<usize>) -> Option<Range<usize>> {
    let quotes = |at: &usize| words.get(*at).is_some_and(|word| is_quote(word.text));
    let range = range.start + range.clone().take_while(quotes).count()..range.end;
    let range = range.start..range.end - range.clone().rev().take_while(quotes).count();
    let (first, last) = (words.get(range.start)?, words.get(range.end.checked_sub(1)?)?);
    (first.range.start < last.range.end).then_some(first.range.start..last.range.end)
}
