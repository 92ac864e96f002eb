//! Who is the subject of a clause of what is said, and what does it do there?

use std::ops::Range;

use super::cues::About;
use super::lexicon::Class;
use super::phrase;
use super::scene::Scene;
use super::target::{bytes, is_thing, somebody, trimmed};
use super::verdict::Verdict;
use super::words::Word;

/// The subject of the clause in which these words of the content stand.
pub(super) fn subject(scene: &Scene<'_>, decided: &Range<usize>, is_called: bool) -> Option<Range<usize>> {
    let words = &scene.content;
    // "was carried out by the rebels"
    let passive = decided.clone().find(|i| words[*i].is("by")).and_then(|by| phrase::at(words, by + 1));
    if let Some(doer) = passive {
        return bytes(words, doer);
    }
    if !is_called && is_passive(&words[decided.clone()]) {
        return None;
    }
    let start = (0..decided.start).rev().find(|i| words[*i].ends_sentence()).map_or(0, |mark| mark + 1);
    // "there are signs that the army is hiding them": the clause after the last "that".
    let opens = |i: &usize| {
        let next = words.get(i + 1).filter(|_| words[*i].is("that"));
        next.is_some_and(|next| {
            next.has(Class::Det) || next.is_capital() || PERSONAL.iter().any(|pronoun| next.is(pronoun))
        })
    };
    let start = (start + 1..decided.start).rev().find(opens).map_or(start, |that| that + 1);
    // "Stop this war": whoever is told to is not named.
    let end = words[decided.start].range.start;
    clause_subject(scene, start, is_called)
        .filter(|_| decided.start > start)
        .and_then(|found| clipped(words, found, end))
}

const PERSONAL: [&str; 4] = ["he", "she", "they", "it"];

/// "ordered | schools in three districts to close": who begins the content, if it goes on with what to do.
pub(super) fn ordered(scene: &Scene<'_>) -> Option<Range<usize>> {
    const REACH: usize = 8;
    let words = &scene.content;
    let found = phrase::at(words, 0).filter(|found| !is_thing(&words[found.end - 1]) && !words[0].is_ing())?;
    let mut rest = (found.end..words.len().min(found.end + REACH)).take_while(|at| !words[*at].is_mark());
    let is_told =
        words.first().is_some_and(|first| !first.is("to") && !first.is("that") && !first.is("a") && !first.is("an"));
    (is_told && rest.any(|at| words[at].is("to"))).then(|| bytes(words, found)).flatten()
}

/// Whether the words of the content that decided tell what was done, and not by whom.
pub(super) fn is_suffered(scene: &Scene<'_>, verdict: &Verdict) -> bool {
    verdict.content.as_ref().is_some_and(|(words, _)| {
        let decided = &scene.content[words.clone()];
        is_passive(decided) && !decided.iter().any(|word| word.is("by"))
    })
}

/// "was poisoned": what is done to the subject.
fn is_passive(words: &[Word<'_>]) -> bool {
    let is_done = |word: &Word<'_>| word.text.ends_with("ed") || word.text.ends_with("en") || word.is_form;
    let be = words.iter().position(|word| word.is_of("be"));
    be.is_some_and(|be| {
        words[be + 1..].iter().find(|word| !word.has(Class::Adverb)).is_some_and(|w| w.has(Class::Crime) && is_done(w))
    })
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
pub(super) fn clause_subject(scene: &Scene<'_>, start: usize, is_called: bool) -> Option<Range<usize>> {
    let words = &scene.content;
    let mut at = start;
    // "both sides" begins with no adverb.
    let is_adverb = |word: &Word<'_>| word.has(Class::Adverb) && !word.has(Class::Det);
    while words.get(at).is_some_and(|word| OPENERS.iter().any(|opener| word.is(opener)) || is_adverb(word)) {
        at += 1;
    }
    // "In its report, the ministry ..."
    if words.get(at).is_some_and(|word| word.has(Class::Prep) || word.is("of")) {
        at = (at..words.len()).find(|i| words[*i].text == ",")? + 1;
    }
    let found = phrase::at(words, at)?;
    let first = &words[found.start];
    let is_empty = [
        "there", "it", "these", "those", "nobody", "everyone", "what", "you", "one", "no", "i", "we", "maybe", "who",
        "which", "someone", "somebody", "this", "here", "if", "neither",
    ]
    .iter()
    .any(|word| first.is(word));
    let names_itself = first.is_capital() || ["i", "we", "he", "she", "they"].iter().any(|pronoun| first.is(pronoun));
    let is_speaker = names_itself && scene.speaker.get(found.start).is_some_and(|length| *length > 0);
    if is_empty || is_speaker || first.is("that") || first.is_ing() {
        return None;
    }
    somebody(words, found.clone()).or_else(|| is_called.then(|| bytes(words, trimmed(words, found))).flatten())
}

const OPENERS: [&str; 10] = ["that", "and", "but", "so", "because", "well", "yes", "no", ",", "also"];
