//! Whom was it said to?

use std::ops::Range;

use sayso_core::Act;

use super::cues::Place;
use super::lexicon::Class;
use super::phrase;
use super::scene::{Role, Scene};
use super::target::{before, bytes, is_thing, object};
use super::verdict::Verdict;
use super::words::Word;

/// The addressee, as bytes of the document's text.
pub(super) fn addressee(scene: &Scene<'_>, verdict: &Verdict) -> Option<Range<usize>> {
    if let Place::Told | Place::Both = verdict.place
        && let Some(told) = object(scene, verdict).filter(|told| scene.roles[told.start] != Role::Cue)
        && !is_noise(&scene.near[told.start])
        && (verdict.content.is_some()
            || !matches!(verdict.act, Act::Offer | Act::Promise)
            || takes_two(scene, verdict, &told))
    {
        return bytes(&scene.near, told);
    }
    if verdict.place == Place::Subject && matches!(verdict.act, Act::Ask | Act::Demand | Act::Warn) {
        return before(scene, false).or_else(|| after_comma(scene));
    }
    beside(scene)
}

/// "said to laughter" is said to nobody.
fn is_noise(word: &Word<'_>) -> bool {
    ["laughter", "applause", "cheers", "boos"].iter().any(|noise| word.is(noise))
}

/// "offered X a share", "invited X to talks", but not "offered better pay".
fn takes_two(scene: &Scene<'_>, verdict: &Verdict, told: &Range<usize>) -> bool {
    let is_spelt_out = verdict.cue.as_ref().is_some_and(|cue| cue.end > told.end);
    let next = scene.near.get(told.end);
    if super::verdict::head(&scene.near[told.clone()]).is_some_and(is_thing) {
        return false;
    }
    // "promised an inquiry and said"
    let joins = |next: &Word<'_>| ["and", "or", "but"].iter().any(|word| next.is(word));
    is_spelt_out
        || next.is_some_and(|next| !next.is_mark() && !joins(next) && (!next.has(Class::Prep) || next.is("that")))
}

/// "Asked whether ..., X said": who follows what is asked.
fn after_comma(scene: &Scene<'_>) -> Option<Range<usize>> {
    let last = (0..scene.near.len()).rfind(|at| scene.roles[*at] == Role::Content)?;
    let comma = scene.near.get(last + 1).filter(|word| word.text == ",")?;
    let found = phrase::at(&scene.near, last + 2).filter(|_| comma.is_mark())?;
    bytes(&scene.near, found)
}

/// "in a letter to X", "speaking to X", "in an interview with X", "addressing X", outside of what is said.
fn beside(scene: &Scene<'_>) -> Option<Range<usize>> {
    let words = &scene.near;
    let is_free = |at: usize| scene.roles.get(at).is_some_and(|role| *role == Role::Other);
    (0..words.len()).filter(|at| scene.roles[*at] != Role::Content).find_map(|at| {
        let next = words.get(at + 1)?;
        let fits =
            |list: &[&str], preposition: &str| list.iter().any(|word| words[at].is_of(word)) && next.is(preposition);
        let from = match () {
            () if fits(&SENT, "to") || fits(&SPOKEN, "to") || fits(&SPOKEN, "before") || fits(&SHARED, "with") => {
                at + 2
            }
            () if words[at].is("addressing") => at + 1,
            () if scene.roles[at] == Role::Cue
                && next.is("to")
                && scene.roles[at + 1] != Role::Content
                && !words[at].is("according") =>
            {
                at + 2
            }
            () => return None,
        };
        let found =
            phrase::at(words, from).filter(|found| is_free(found.start) || scene.roles[found.start] == Role::Cue)?;
        let is_somebody = |word: &Word<'_>| {
            !word.is_ing() && !word.has(Class::Verb) && !is_noise(word) && (word.is_capital() || !word.has(Class::Cue))
        };
        is_somebody(&words[found.start]).then(|| bytes(words, found)).flatten()
    })
}

const SENT: [&str; 12] = [
    "letter",
    "speech",
    "address",
    "remark",
    "statement",
    "message",
    "email",
    "testimony",
    "appeal",
    "note",
    "comment",
    "reply",
];
const SPOKEN: [&str; 7] = ["speak", "talk", "testify", "write", "say", "complain", "confess"];
const SHARED: [&str; 5] = ["interview", "call", "conversation", "meeting", "briefing"];
