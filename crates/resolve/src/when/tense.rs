//! Does the clause speak of the future?

use super::words::Words;

/// Words that a clause can be long; further away nothing is looked for.
const REACH: usize = 18;

#[rustfmt::skip]
const FUTURE: [&str; 27] = [
    "will", "shall", "won", "ll", "would", "due", "scheduled", "slated", "expected", "upcoming", "ahead", "planned",
    "poised", "going", "intends", "hopes", "deadline", "until", "till", "tentatively", "wo",
    "must", "should", "may", "might", "forecast", "predicted",
];
/// With "to" after them they speak of what is to come.
#[rustfmt::skip]
const LEADING_ON: [&str; 34] = [
    "is", "are", "set", "agreed", "vowed", "promised", "pledged", "wants", "want", "ready", "prepares", "preparing",
    "prepare", "invited", "ordered", "needs", "due", "scheduled", "expected", "plans", "planned", "plan", "planning", "aims",
    "intends", "hopes", "urged", "threatened", "intend", "hope", "wait", "waiting", "decided", "determined",
];
/// What a timetable says in the present tense.
#[rustfmt::skip]
const TIMETABLE: [&str; 36] = [
    "begins", "opens", "starts", "ends", "expires", "closes", "convenes", "meets", "votes", "resumes", "returns", "faces",
    "arrives", "travels", "heads", "begin", "open", "start", "end", "expire", "meet", "vote", "resume", "return", "travel",
    "arrive", "holds", "takes", "comes", "goes", "runs", "run", "stays", "stay", "falls", "lasts",
];
/// Before a noun: "the start", "300 votes".
const BEFORE_NOUNS: [&str; 12] =
    ["the", "a", "an", "its", "their", "his", "her", "this", "of", "last", "million", "on"];
#[rustfmt::skip]
const PAST: [&str; 72] = [
    "was", "were", "had", "did", "has", "have", "said", "told", "says", "went", "came", "took", "made", "met", "held", "won",
    "lost", "began", "left", "found", "gave", "spoke", "wrote", "saw", "got", "became", "broke", "brought", "built", "chose",
    "drew", "drove", "fell", "fought", "flew", "grew", "heard", "hit", "kept", "knew", "laid", "led", "paid", "ran", "rose",
    "sat", "sent", "shot", "sold", "spent", "stood", "struck", "swept", "taught", "thought", "threw", "voted",
    "withdrew", "put", "cut", "beat", "died", "swore", "sought", "dealt", "sank", "tore", "burnt", "slept", "rode",
    "wore", "bore",
];

/// What is done once and for what is to come.
const PROMISED: [&str; 11] = [
    "agreed",
    "vowed",
    "promised",
    "pledged",
    "invited",
    "ordered",
    "urged",
    "threatened",
    "decided",
    "planned",
    "offered",
];
/// Participles that begin a sentence and are past.
const ASKED: [&str; 6] = ["asked", "questioned", "pressed", "interviewed", "speaking", "addressing"];

/// What a word says of the time of its clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Future,
    Past,
    /// The clause ends here.
    Edge,
}

/// Whether the clause around the expression at `from..to` speaks of what is to come: by the nearest verb before it, or, where
/// it stands first, by the first verb after it.
pub(super) fn is_future(w: Words<'_>, from: usize, to: usize) -> bool {
    // "The runoff is on Sunday": a timetable, of which nobody would say "was" yet.
    if from > 1 && w.any(from - 2, &["is", "are"]) && w.any(from - 1, &["on", "in", "at"]) {
        return true;
    }
    let before = (from.saturating_sub(REACH)..from).rev().find_map(|at| sign(w, at));
    let verb = before.filter(|sign| *sign != Sign::Edge);
    // "Asked on Monday whether she would run": what is asked says nothing of when.
    if from > 0 && (from.saturating_sub(2)..from).any(|at| w.begins(at) && w.any(at, &ASKED)) {
        return false;
    }
    let verb = verb.or_else(|| (to..(to + REACH).min(w.len())).find_map(|at| promised(w, at).or_else(|| sign(w, at))));
    verb == Some(Sign::Future)
}

/// "On Monday she promised to go": the promise is past, where the time stands before it and nobody "is ordered".
fn promised(w: Words<'_>, at: usize) -> Option<Sign> {
    let is_past = w.any(at, &PROMISED) && w.is(at + 1, "to") && !w.after_any(at, &["is", "are", "be", "was", "were"]);
    is_past.then_some(Sign::Past)
}

fn sign(w: Words<'_>, at: usize) -> Option<Sign> {
    let text = w.text(at);
    // "Jon M. Harrow"
    let is_initial =
        text == "." && at > 0 && w.text(at - 1).len() == 1 && w.text(at - 1).starts_with(char::is_uppercase);
    if is_initial {
        return None;
    }
    if matches!(text, "." | "!" | "?" | ";" | ":" | "“" | "”" | "\"" | "—") {
        return Some(Sign::Edge);
    }
    if !text.starts_with(char::is_lowercase) {
        return (w.is(at, "will") && w.begins(at)).then_some(Sign::Future);
    }
    let leads_on = |at: usize| w.any(at, &LEADING_ON) && (w.is(at + 1, "to"));
    if text == "to" && at > 0 && leads_on(at - 1) || leads_on(at) {
        return Some(Sign::Future);
    }
    if text == "to" && w.is(at + 1, "be") || text == "set" && w.is(at + 1, "for") {
        return Some(Sign::Future);
    }
    // "won't" is "won", "'", "t".
    let negated = w.is_apostrophe(at + 1) && w.is(at + 2, "t");
    if FUTURE.contains(&text) && (text != "won" || negated) {
        return Some(Sign::Future);
    }
    let is_noun = w.after_any(at, &BEFORE_NOUNS) || at > 0 && w.is_number(at - 1);
    if TIMETABLE.contains(&text) && !is_noun {
        return Some(Sign::Future);
    }
    // "would be lifted", "is to be held": a participle says nothing of when.
    if w.after_any(at, &["be", "being"]) {
        return None;
    }
    let regular = text.len() > 4
        && text.ends_with("ed")
        && !matches!(text, "armed" | "united" | "hundred" | "indeed" | "need" | "speed");
    if regular || PAST.contains(&text) {
        return Some(Sign::Past);
    }
    matches!(text, "that" | "which" | "who" | "when" | "because" | "while" | "if" | "although" | "but")
        .then_some(Sign::Edge)
}
