//! Which act is it? The cue decides; where it leaves that open, the content.

use std::ops::Range;

use sayso_core::Act;

use super::clause;
use super::cues::{About, Content, Cue, Cues, Place, Strength};
use super::lexicon::Class;
use super::pattern::{Fit, Line};
use super::scene::{Role, Scene};
use super::words::Word;

/// Words before a cue or a content's words in which a negation concerns them.
const NEGATION_REACH: usize = 3;
/// Words of a content that are read.
const LONGEST_CONTENT: usize = 45;
/// Words after a name in which it is called something.
const MOST_CALLED: usize = 12;
/// Words from the beginning of a sentence in which the speaker is its subject.
const SUBJECT_REACH: usize = 6;

/// The act, and what decided it.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    pub(super) act: Act,
    pub(super) polarity: i8,
    pub(super) strength: Strength,
    /// Whether the cue is negated: "has not denied".
    pub(super) negated: bool,
    /// Whom the words beside the cue name.
    pub(super) place: Place,
    /// The words of the cue, in the sentence.
    pub(super) cue: Option<Range<usize>>,
    /// The noun phrase that the cue asks for, in the sentence.
    pub(super) phrase: Option<Range<usize>>,
    /// The words of the content that decided, if they did, and whether their subject is the target.
    pub(super) content: Option<(Range<usize>, About)>,
}

/// What the cue and the content make of a statement.
pub(super) fn verdict(scene: &Scene<'_>, cues: &Cues) -> Verdict {
    let line = Line { words: &scene.near, speaker: &[] };
    let Some((cue, fit)) = best(scene, cues, &line) else {
        return by_content(scene, cues, blank());
    };
    let negated = is_negated(scene, fit.words.start);
    let act = if negated { cue.negated } else { cue.act };
    let mut out = Verdict {
        act,
        polarity: if negated { -cue.polarity } else { cue.polarity },
        strength: cue.strength,
        negated,
        place: cue.place,
        phrase: fit.phrase.clone(),
        cue: Some(fit.words),
        content: None,
    };
    if negated && act == Act::Assert {
        // "has not denied", "refused to confirm": that something was not said is all that is said.
        out.place = Place::Nobody;
        return out;
    }
    if !negated && is_hypothetical(scene, out.cue.as_ref()) && matters_if_done(act) {
        return Verdict { act: Act::Assert, place: Place::Nobody, ..out };
    }
    match cue.place {
        Place::Described => described(scene, cues, out),
        Place::Claim => dismissed(scene, out),
        _ if cue.act == Act::Assert && cue.strength == Strength::Plain && scene.is_negative() => {
            Verdict { act: Act::Deny, place: Place::Claim, ..out }
        }
        _ if cue.act == Act::Assert && cue.strength != Strength::Strong => by_content(scene, cues, out),
        _ if matches!(act, Act::Warn | Act::Promise) => threat(scene, cues, out),
        _ => out,
    }
}

fn blank() -> Verdict {
    Verdict {
        act: Act::Assert,
        polarity: 0,
        strength: Strength::Weak,
        negated: false,
        place: Place::Nobody,
        cue: None,
        phrase: None,
        content: None,
    }
}

/// The row of the table that says most about the cue.
fn best<'a>(scene: &Scene<'_>, cues: &'a Cues, line: &Line<'_>) -> Option<(&'a Cue, Fit)> {
    let mut found: Vec<(&Cue, Fit)> = Vec::new();
    for at in scene.cue() {
        for (cue, fit) in cues.cues_at(line, at) {
            // Words of the source are nobody's object.
            let phrase = fit.phrase.as_ref().is_none_or(|phrase| scene.roles[phrase.start] != Role::Source);
            if phrase {
                found.push((cue, fit));
            }
        }
    }
    // "asked whether" is a passive only where nobody is named as asking.
    let is_passive = |at: usize| scene.near[at].has(Class::Be);
    found.retain(|(cue, fit)| cue.place != Place::Subject || scene.is_unsourced || is_passive(fit.words.start));
    let is_within = |inner: &(&Cue, Fit), outer: &(&Cue, Fit)| {
        outer.1.words.contains(&inner.1.words.start) && outer.0.pattern.weight() > inner.0.pattern.weight()
    };
    // "planned to ask" asks: who plans to say something has said it, for what the article knows.
    let leads = |one: &(&Cue, Fit), other: &(&Cue, Fit)| {
        one.0.act == Act::Promise
            && one.1.words.end == other.1.words.start
            && scene.roles[other.1.words.start] == Role::Cue
    };
    let survives = |at: usize| {
        let rivals = || found.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, rival)| rival);
        !rivals().any(|rival| is_within(&found[at], rival) || leads(&found[at], rival))
    };
    let alive = (0..found.len()).filter(|at| survives(*at));
    let decisive = |cue: &Cue| cue.act != Act::Assert || cue.strength == Strength::Strong;
    let at = alive.max_by_key(|at| (decisive(found[*at].0), found[*at].1.words.start, *at))?;
    Some(found.swap_remove(at))
}

/// Whether a negation, or a verb that amounts to one, stands before the cue's words.
fn is_negated(scene: &Scene<'_>, at: usize) -> bool {
    let low = at.saturating_sub(2 * NEGATION_REACH);
    let before = (low..at).rev().take_while(|i| match scene.roles[*i] {
        Role::Cue => true,
        Role::Other => at - i <= NEGATION_REACH && !scene.near[*i].is_mark() && !scene.near[*i].has(Class::Prep),
        Role::Source | Role::Content => false,
    });
    let mut before = before.map(|i| (&scene.near[i], scene.near.get(i + 1)));
    // "No group has claimed", "neither the bank nor its lawyers"
    let is_nobody = scene.source.first().is_some_and(|first| first.has(Class::Negation));
    is_nobody
        || before.any(|(word, next)| {
            let is_only = next.is_some_and(|next| next.is("only") || next.is("just") || next.is("least"));
            (word.has(Class::Negation) && !is_only) || REFRAINS.iter().any(|verb| word.is_of(verb))
        })
}

/// Verbs and adjectives after which something is not done.
const REFRAINS: [&str; 11] =
    ["refuse", "decline", "fail", "avoid", "refrain", "unable", "unwilling", "yet", "hesitate", "reluctant", "short"];

fn is_hypothetical(scene: &Scene<'_>, cue: Option<&Range<usize>>) -> bool {
    let Some(cue) = cue else { return false };
    let before = cue.start.saturating_sub(NEGATION_REACH)..cue.start;
    let modals = ["would", "could", "might", "may"];
    before.into_iter().any(|i| scene.roles[i] != Role::Source && modals.iter().any(|modal| scene.near[i].is(modal)))
}

/// Acts that nobody has performed who would perform them.
fn matters_if_done(act: Act) -> bool {
    matches!(act, Act::Accuse | Act::Deny | Act::Confirm | Act::Admit)
}

/// What the content makes of a statement whose cue leaves it open.
fn by_content(scene: &Scene<'_>, cues: &Cues, verdict: Verdict) -> Verdict {
    if scene.is_question {
        return Verdict { act: Act::Ask, ..verdict };
    }
    match found(scene, cues, 0, &[]) {
        Some((act, words, about)) => Verdict { act, content: Some((words, about)), ..verdict },
        None => verdict,
    }
}

/// The act that overrides the others among what fits in the content from a word on, of these acts if any are given. Of two
/// that begin with one word, the one with more words.
fn found(scene: &Scene<'_>, cues: &Cues, from: usize, only: &[Act]) -> Option<(Act, Range<usize>, About)> {
    let line = Line { words: &scene.content, speaker: &scene.speaker };
    let mut best: Option<(&Content, Range<usize>)> = None;
    for at in from..scene.content.len().min(LONGEST_CONTENT) {
        for (row, fit) in cues.contents_at(&line, at) {
            let is_better = best.as_ref().is_none_or(|(other, words)| {
                let is_fuller = words.start == at && row.pattern.weight() > other.pattern.weight();
                if words.start == at && row.pattern.weight() != other.pattern.weight() {
                    is_fuller
                } else {
                    row.rank < other.rank
                }
            });
            let is_far = row.pattern.is_of_speaker() && !is_subject(&scene.content, at);
            let is_asked = !is_far && (only.is_empty() || only.contains(&row.act));
            // In quotation marks "would" is a condition, outside it is "will" told later.
            let is_condition =
                row.act == Act::Promise && scene.is_direct() && fit.words.clone().any(|i| scene.content[i].is("would"));
            if is_better
                && is_asked
                && !is_condition
                && !scene.is_told(&fit.words)
                && !means_else(row.act, &scene.content, &fit.words)
                && (row.act != Act::Accuse || fit.words.len() > 1 || clause::is_named_doer(scene, at))
                && (row.fits_negated || !negates(&scene.content, &fit.words, row.pattern.says_no()))
            {
                best = Some((row, fit.words));
            }
        }
    }
    best.map(|(row, words)| (row.act, words, row.about))
}

/// Whether the words around a pattern show that it is not meant so: "we have to study it", "it must have cost a fortune",
/// "about 10 years old", "we thought it was thunder".
fn means_else(act: Act, words: &[Word<'_>], fit: &Range<usize>) -> bool {
    let before = words[..fit.start].iter().rev().find(|word| !word.has(Class::Adverb));
    let (first, last) = (&words[fit.start], &words[fit.end - 1]);
    let is_first_person = |word: &Word<'_>| word.is("i") || word.is("we");
    let is_any = |word: &Word<'_>, list: &[&str]| list.iter().any(|other| word.is(other));
    match act {
        Act::Demand => {
            // "I'm going to have to", "it will eventually have to"
            let leads =
                |word: &Word<'_>| is_first_person(word) || word.has(Class::Modal) || word.is("'ll") || word.is("to");
            let is_own = before.is_some_and(leads);
            let is_need = is_any(first, &["have", "has", "need", "needs", "'ve"]);
            let is_guess = first.is("must") && words.get(fit.start + 1).is_some_and(|next| next.is("have"));
            // "we know what has to be done"
            let is_aside = before.is_some_and(|word| word.is("what"));
            // "the governor, who must decide", "she needed more time"
            let is_told = before.is_some_and(|word| word.is("who") || word.is("which"));
            let is_time = words[fit.clone()].iter().any(|word| word.is("time"))
                && words[fit.clone()].iter().any(|word| word.is_of("need"));
            is_need && (is_own || is_aside) || is_guess || is_told || is_time
        }
        Act::Promise => {
            // "we're going to have to", "they would rather"
            is_any(last, &["have", "be", "know", "see", "need"])
                || words[fit.clone()].iter().any(|word| word.is("rather"))
        }
        Act::Estimate => {
            let times = ["year", "month", "week", "day", "hour", "minute", "old", "am", "pm"];
            // "around 3:30 pm"
            let mut after = words.iter().skip(fit.end).take(4);
            let is_clock = after.any(|word| is_any(word, &["pm", "am", "p.m", "a.m", "o'clock"]));
            // "about six weeks old", but "would take six weeks"
            let is_foretold = words[fit.clone()].iter().any(|word| word.has(Class::Modal));
            let is_time =
                |next: &Word<'_>| next.text == "-" || !is_foretold && times.iter().any(|time| next.is_of(time));
            is_clock || words.get(fit.end).is_some_and(is_time)
        }
        Act::Opine => {
            let is_past = last.text.ends_with("ed") || is_any(last, &["thought", "felt"]);
            is_first_person(first) && last.has(Class::Mental) && is_past
        }
        Act::Accuse => {
            // "the girls, who were abducted", "prone to interfering", "overeating is responsible for"
            let is_aside = first.has(Class::Be) && before.is_some_and(|word| is_any(word, &["who", "which", "that"]));
            let doer = words[..fit.start].iter().rev().find(|word| !word.has(Class::Adverb) && !word.is("to"));
            is_aside || first.is("to") && last.is_ing() || first.has(Class::Be) && doer.is_some_and(Word::is_ing)
        }
        _ => false,
    }
}

/// Whether a word stands where the subject of a sentence does.
fn is_subject(words: &[Word<'_>], at: usize) -> bool {
    let low = at.saturating_sub(SUBJECT_REACH);
    let joins = ["and", "but", ","];
    low == 0 || words[low..at].iter().any(Word::ends_sentence) || joins.iter().any(|join| words[at - 1].is(join))
}

/// Whether a negation concerns these words.
fn negates(words: &[Word<'_>], range: &Range<usize>, says_no: bool) -> bool {
    let before = words[..range.start].iter().rev().take(NEGATION_REACH).take_while(|word| !word.is_mark());
    let inside = if says_no { &[] } else { &words[range.clone()] };
    before.chain(inside).any(|word| word.has(Class::Negation))
}

/// "called X Y", "described X as Y": what Y is decides, and whether X is something that can be denied.
fn described(scene: &Scene<'_>, cues: &Cues, verdict: Verdict) -> Verdict {
    let Some(phrase) = verdict.phrase.clone() else { return by_content(scene, cues, verdict) };
    let words = &scene.near[phrase.clone()];
    if words.first().is_some_and(|first| first.text.ends_with("self") || first.text.ends_with("selves")) {
        return Verdict { act: Act::Assert, place: Place::Nobody, ..verdict };
    }
    let start = words.first().map_or(0, |first| first.range.start);
    let after = scene.content.iter().position(|word| word.range.start > start).unwrap_or(0);
    let says = |class: Class| scene.content[after..].iter().take(MOST_CALLED).any(|word| word.has(class));
    let act = match () {
        () if says(Class::Bad) => Some(Act::Criticise),
        () if says(Class::Good) => Some(Act::Praise),
        () => found(scene, cues, after, &[Act::Accuse, Act::Deny, Act::Warn]).map(|(act, ..)| act),
    };
    if words.iter().any(|word| word.has(Class::Claim)) && act != Some(Act::Praise) {
        return Verdict { act: Act::Deny, place: Place::Claim, ..verdict };
    }
    let otherwise = if scene.is_quoted { Act::Criticise } else { Act::Assert };
    let act = match act {
        Some(Act::Deny) | None => otherwise,
        Some(act) => act,
    };
    let place = if act == Act::Assert { Place::Nobody } else { Place::Described };
    Verdict { act, place, ..verdict }
}

/// "dismissed X as Y" denies a claim, but speaks ill of anybody else.
fn dismissed(scene: &Scene<'_>, verdict: Verdict) -> Verdict {
    let Some(cue) = verdict.cue.clone() else { return verdict };
    let is_as = scene.near[cue.end - 1].is("as");
    let object = super::phrase::at(&scene.near, cue.start + 1);
    let of_somebody =
        object.clone().and_then(|object| head(&scene.near[object])).is_some_and(|head| !head.has(Class::Claim));
    if is_as && of_somebody && verdict.act == Act::Deny {
        return Verdict { act: Act::Criticise, place: Place::Target, phrase: object, ..verdict };
    }
    verdict
}

/// A warning or vow of harm that the speaker will do is a threat.
fn threat(scene: &Scene<'_>, cues: &Cues, verdict: Verdict) -> Verdict {
    match found(scene, cues, 0, &[Act::Threaten]) {
        Some((act, words, _)) if scene.speaker.get(words.start).is_some_and(|length| *length > 0) => {
            Verdict { act, ..verdict }
        }
        _ => verdict,
    }
}

/// The word of a noun phrase that says what it is: the last before "of", or the last.
pub(super) fn head<'a, 'b>(words: &'b [Word<'a>]) -> Option<&'b Word<'a>> {
    let end = words.iter().position(|word| word.is("of")).unwrap_or(words.len());
    words[..end].iter().rfind(|word| !word.is_mark() && !word.is_possessive())
}
