//! Whom does a statement accuse, deny, criticise, praise, warn, threaten or demand from?

use std::ops::Range;

use sayso_core::Act;

use super::cues::{About, Place};
use super::lexicon::Class;
use super::phrase;
use super::scene::{Role, Scene};
use super::verdict::{Verdict, head};
use super::words::Word;

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
            let is_nobody = head(&scene.near[object.clone()]).is_none_or(|head| is_thing(head) && !head.has(Class::Event));
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
    Some(apart(scene, found))
}

/// A phrase before the content does not go on in it: "told reporters | we".
fn apart(scene: &Scene<'_>, phrase: Range<usize>) -> Range<usize> {
    let is_other = scene.roles[phrase.start] == Role::Other;
    let end = phrase.clone().find(|at| is_other && scene.roles[*at] == Role::Content);
    phrase.start..end.unwrap_or(phrase.end)
}

/// Who is behind a noun phrase, as bytes: itself, unless it is something done or said; then who did it.
fn somebody(words: &[Word<'_>], range: Range<usize>) -> Option<Range<usize>> {
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
    let is_name = |word: &&Word<'_>| word.is_capital() && !is_thing(word);
    let names = phrase[first..].iter().take_while(is_name).count();
    if names > 0 && first + names < phrase.len() {
        return Some(range.start + first..range.start + first + names);
    }
    // "government planes"
    let body = phrase[first..].iter().position(|word| word.has(Class::SelfNoun) || word.has(Class::Bandit));
    if let Some(body) = body.filter(|body| first + body + 1 < phrase.len() && !phrase[..first + body].iter().any(|word| word.is("of"))) {
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

/// The subject of the clause in which these words of the content stand.
fn subject(scene: &Scene<'_>, decided: &Range<usize>, is_called: bool) -> Option<Range<usize>> {
    let words = &scene.content;
    // "was carried out by the rebels"
    let passive = decided.clone().find(|i| words[*i].is("by")).and_then(|by| phrase::at(words, by + 1));
    if let Some(doer) = passive {
        return bytes(words, doer);
    }
    if !is_called && is_suffered(&words[decided.clone()]) {
        return None;
    }
    let start = (0..decided.start).rev().find(|i| words[*i].ends_sentence()).map_or(0, |mark| mark + 1);
    // "there are signs that the army is hiding them": the clause after the last "that".
    let opens = |i: &usize| {
        let next = words.get(i + 1).filter(|_| words[*i].is("that"));
        next.is_some_and(|next| next.has(Class::Det) || next.is_capital() || PERSONAL.iter().any(|pronoun| next.is(pronoun)))
    };
    let start = (start + 1..decided.start).rev().find(opens).map_or(start, |that| that + 1);
    // "Stop this war": whoever is told to is not named.
    let end = words[decided.start].range.start;
    clause_subject(scene, start, is_called).filter(|_| decided.start > start).and_then(|found| clipped(words, found, end))
}

const PERSONAL: [&str; 4] = ["he", "she", "they", "it"];

/// "ordered | schools in three districts to close": who begins the content, if it goes on with what to do.
fn ordered(scene: &Scene<'_>) -> Option<Range<usize>> {
    const REACH: usize = 8;
    let words = &scene.content;
    let found = phrase::at(words, 0).filter(|found| !is_thing(&words[found.end - 1]) && !words[0].is_ing())?;
    let mut rest = (found.end..words.len().min(found.end + REACH)).take_while(|at| !words[*at].is_mark());
    let is_told = words.first().is_some_and(|first| !first.is("to") && !first.is("that"));
    (is_told && rest.any(|at| words[at].is("to"))).then(|| bytes(words, found)).flatten()
}

/// "was poisoned": what is done to the subject, by whom is not said.
fn is_suffered(words: &[Word<'_>]) -> bool {
    let is_done = |word: &Word<'_>| word.text.ends_with("ed") || word.text.ends_with("en") || word.is_form;
    let be = words.iter().position(|word| word.is_of("be"));
    be.is_some_and(|be| words[be + 1..].iter().find(|word| !word.has(Class::Adverb)).is_some_and(|w| w.has(Class::Crime) && is_done(w)))
}

/// Words between a subject and its verb.
const MOST_AUXILIARIES: usize = 3;

/// Whether a verb of the content has somebody with a name, or a body, for its subject, and is said to be done, not suffered.
pub(super) fn is_named_doer(scene: &Scene<'_>, verb: usize) -> bool {
    let words = &scene.content;
    if !words[verb].has(Class::Wrong) {
        return true;
    }
    let opens = |i: &usize| words[*i].ends_sentence() || words[*i].text == "," || words[*i].is("that");
    let start = (0..verb).rev().find(opens).map_or(0, |mark| mark + 1);
    let Some(subject) = phrase::at(words, start).filter(|subject| subject.end <= verb) else { return false };
    let between = &words[subject.end..verb];
    let is_done = between.len() <= MOST_AUXILIARIES
        && between.iter().all(|word| word.has(Class::Be) || word.has(Class::Adverb) || word.text.ends_with("ly"))
        && (words[verb].is_ing() || !between.iter().any(|word| word.is_of("be") || word.is("been")));
    let is_finite = words[verb].is_ing() != between.is_empty();
    let head = &words[subject.end - 1];
    let is_somebody = head.has(Class::SelfNoun) || head.is_capital() && (subject.len() > 1 || start > 0);
    is_done && is_finite && is_somebody && !is_thing(head)
}

/// Whether the words of the content that decided say what the speaker does.
pub(super) fn is_about_speaker(scene: &Scene<'_>, verdict: &Verdict) -> bool {
    let Some((words, About::Subject)) = &verdict.content else { return false };
    let start = (0..words.start).rev().find(|i| scene.content[*i].ends_sentence()).map_or(0, |mark| mark + 1);
    let opening = (start..words.start).filter(|i| !scene.content[*i].is("that")).take(2);
    opening.into_iter().any(|i| scene.speaker[i] > 0)
}

/// What of these bytes lies before `end`, whole words.
fn clipped(words: &[Word<'_>], found: Range<usize>, end: usize) -> Option<Range<usize>> {
    let inside = words.iter().filter(|word| word.range.start >= found.start && word.range.end <= found.end.min(end));
    inside.map(|word| word.range.end).max().map(|end| found.start..end)
}

/// The first noun phrase of the content from a word on, if it is somebody other than the speaker; a thing only where
/// something is called good or bad.
fn clause_subject(scene: &Scene<'_>, start: usize, is_called: bool) -> Option<Range<usize>> {
    let words = &scene.content;
    let mut at = start;
    while words.get(at).is_some_and(|word| OPENERS.iter().any(|opener| word.is(opener)) || word.has(Class::Adverb)) {
        at += 1;
    }
    // "In its report, the ministry ..."
    if words.get(at).is_some_and(|word| word.has(Class::Prep)) {
        at = (at..words.len()).find(|i| words[*i].text == ",")? + 1;
    }
    let found = phrase::at(words, at)?;
    let first = &words[found.start];
    let is_empty = [
        "there", "it", "these", "those", "nobody", "everyone", "what", "you", "one", "no", "i", "we", "maybe", "who", "which",
        "someone", "somebody", "this", "here", "if", "neither",
    ]
        .iter()
        .any(|word| first.is(word));
    let names_itself = first.is_capital() || ["i", "we", "he", "she", "they"].iter().any(|pronoun| first.is(pronoun));
    let is_speaker = names_itself && scene.speaker.get(found.start).is_some_and(|length| *length > 0);
    if is_empty || is_speaker || first.is("that") {
        return None;
    }
    somebody(words, found.clone()).or_else(|| is_called.then(|| bytes(words, trimmed(words, found))).flatten())
}

const OPENERS: [&str; 10] = ["that", "and", "but", "so", "because", "well", "yes", "no", ",", "also"];

/// The subject of a passive: what stands before the cue.
pub(super) fn before(scene: &Scene<'_>, is_doer: bool) -> Option<Range<usize>> {
    let first = scene.cue().next()?;
    let start =
        (0..first).rev().find(|i| scene.near[*i].is_mark() || scene.near[*i].ends_sentence()).map_or(0, |at| at + 1);
    let opens = |word: &Word<'_>| word.has(Class::Prep) || word.is("and") || word.is("when");
    let from = (start..first).find(|i| !opens(&scene.near[*i]))?;
    let found = phrase::at(&scene.near, from).filter(|found| found.start < first && !scene.near[found.start].is("it"))?;
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
fn trimmed(words: &[Word<'_>], range: Range<usize>) -> Range<usize> {
    let ends = words[range.clone()].last().is_some_and(|last| last.is_possessive());
    range.start..range.end - usize::from(ends)
}

/// Bytes of the document's text.
pub(super) fn bytes(words: &[Word<'_>], range: Range<usize>) -> Option<Range<usize>> {
    let (first, last) = (words.get(range.start)?, words.get(range.end.checked_sub(1)?)?);
    (first.range.start < last.range.end).then_some(first.range.start..last.range.end)
}
