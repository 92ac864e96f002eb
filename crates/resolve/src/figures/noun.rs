//! What is counted?

use super::Found;
use super::amount::{Amount, Kind};
use super::grammar::{
    ACTED, CROWDS, DESCRIBES, DESCRIBING_PLURALS, DETERMINERS, ENDS, INFLICT, LEADS, MEASURES, PLURALS, PRONOUNS,
    SUFFER,
};
use super::words::{PERIODS, Words, is_capitalised, one_of};

/// What stands behind a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Counted {
    /// A noun phrase: its first token, the token after its head, and its words.
    Noun(usize, usize, String),
    /// A stretch of time, or an age: "two years", "35-year-old".
    Period,
    /// "two-state", "four-star": a part of a name or of a description.
    Description,
    /// "two of them"
    Them,
    /// No noun.
    Nothing,
}

impl Counted {
    pub(super) fn unit(&self) -> Option<String> {
        match self {
            Counted::Noun(_, _, words) => Some(words.clone()),
            _ => None,
        }
    }

    /// The token after the head; after the number where there is none.
    pub(super) fn end(&self, amount: &Amount) -> usize {
        match self {
            Counted::Noun(_, end, _) => *end,
            _ => amount.end,
        }
    }
}

/// Words of a noun phrase, at most: longer ones are sentences.
const LONGEST: usize = 12;
/// How far back "the number of" is looked for, in tokens.
const NEAR: usize = 24;

/// What is counted by the words behind an amount.
pub(super) fn counted(words: Words<'_>, amount: &Amount) -> Counted {
    let mut at = amount.end;
    // "40-plus boats"
    if words.is_hyphen(at) && words.is(at + 1, &["plus", "odd", "some", "strong"]) {
        at += 2;
    }
    if let Some(measure) = measure(words, at) {
        return measure;
    }
    // "two or more people"
    if words.is(at, &["or"]) && words.is(at + 1, &["more", "so", "fewer", "less"]) {
        at += 2;
    }
    // “thousands” of boats
    if matches!(words.text(at), "”" | "\"" | "’" | "'") && words.is(at + 1, &["of"]) {
        at += 1;
    }
    let is_partitive = words.is(at, &["of"]);
    if is_partitive {
        at += 1;
        if words.is(at, PRONOUNS) && !words.get(at + 1).is_some_and(|next| next.is_word() && !words.is(at + 1, ENDS)) {
            return Counted::Them;
        }
    }
    let is_part = is_partitive || amount.kind == Kind::Share;
    at = skip_determiners(words, at, is_part);
    // "five of the past six elections"
    let of_row = is_partitive && words.is(at, &["past", "last", "first", "next", "top", "remaining"]);
    at += usize::from(of_row);
    if is_partitive && let Some(inner) = crate::numbers::number(words.from(at)) {
        at += inner.tokens;
    }
    if is_partitive && words.is(at, SUFFER) {
        return Counted::Noun(at, at + 1, "people".to_owned());
    }
    let number = match () {
        () if is_part => Grammar::Part,
        () if amount.value == 1.0 => Grammar::One,
        () if amount.value < 1.0 => Grammar::Either,
        () => Grammar::Many,
    };
    noun_phrase(words, at, number)
}

/// In which number what is counted stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grammar {
    /// "one boat"
    One,
    /// "0.5 points", "the number of militants"
    Either,
    /// "two boats"
    Many,
    /// Either, and whoever has it is not counted: "half of the country's nurses".
    Part,
}

/// What stands behind a number in the singular: "a 64-page report", "a 12 person panel", "30 km/h".
fn measure(words: Words<'_>, at: usize) -> Option<Counted> {
    let is_compound = words.is_hyphen(at);
    let noun = at + usize::from(is_compound);
    if is_compound && words.is(noun, PERIODS) {
        return Some(Counted::Period);
    }
    // A measure stands before what is measured.
    let stands_before = words.get(noun + 1).is_some_and(|next| next.is_word()) && !words.is(noun + 1, ENDS);
    let is_lead = words.is(noun, &["point"]) && words.is(noun + 1, LEADS);
    if is_lead || words.is(noun, DESCRIBES) && (is_compound || stands_before) {
        return Some(Counted::Noun(noun, noun + 1, words.text(noun).to_owned()));
    }
    if is_compound {
        return Some(Counted::Description);
    }
    if words.is(at, &["sq", "square", "cubic"]) && words.is(at + 1, MEASURES) {
        return Some(Counted::Noun(at, at + 2, phrase(words, at, at + 2)));
    }
    let is_sign = words.is(at, MEASURES) && (words.text(at) != "m" || words.is_glued(at));
    let per = words.text(at + 1) == "/" && words.is_glued(at + 1) && words.is_glued(at + 2);
    let end = if per { at + 3 } else { at + 1 };
    is_sign.then(|| Counted::Noun(at, end, phrase(words, at, end)))
}

/// "1.3m people": whether what stands behind "m" is counted by the million, and no metres.
pub(super) fn is_million(words: Words<'_>, at: usize) -> bool {
    words.text(at) == "m"
        && words.is_glued(at)
        && matches!(noun_phrase(words, at + 1, Grammar::Many), Counted::Noun(..))
}

fn skip_determiners(words: Words<'_>, mut at: usize, any: bool) -> usize {
    let few: &[&str] = &["more", "fewer", "other", "additional", "further", "such"];
    let limit = at + 4;
    while at < limit && words.is(at, if any { DETERMINERS } else { few }) {
        at += 1;
    }
    at
}

/// The noun phrase that begins at `at`, up to its head.
fn noun_phrase(words: Words<'_>, at: usize, number: Grammar) -> Counted {
    let (mut first, mut end, mut head) = (at, at, None);
    while end < at + LONGEST {
        // “missing” emails
        if head.is_none() && matches!(words.text(end), "“" | "”" | "\"") {
            end += 1;
            continue;
        }
        if !continues(words, end, head, number) {
            break;
        }
        if is_plural(words.text(end)) && !words.is_hyphen(end + 1) {
            head = Some(end + 1);
        }
        end += 1;
        let is_genitive = matches!(words.text(end), "'" | "’") && words.is_glued(end);
        if is_genitive && number != Grammar::Part {
            // "one man's death", "50 workers' jobs": who is counted has it.
            head = head.or((number != Grammar::Many).then_some(end));
            break;
        }
        let is_s = words.is(end + 1, &["s"]) && words.is_glued(end + 1);
        if is_genitive && (is_s || words.text_before(end, 1).ends_with('s')) {
            end += 1 + usize::from(is_s);
            (first, head) = (end, None);
        } else if words.is_hyphen(end) {
            // "Covid-19 deaths"
            end += 1 + usize::from(words.get(end + 1).is_some_and(|token| token.is_number()));
        }
    }
    let end = match head {
        Some(head) => head,
        None if number != Grammar::Many => singular_end(words, first, end),
        // "50 Taliban", "20 Daesh"
        None if end == first + 1 && is_capitalised(words.text(first)) => end,
        None => first,
    };
    let end = (first..end)
        .rev()
        .find(|at| words.get(*at).is_some_and(|token| token.is_word()))
        .map_or(first, |last| last + 1);
    let end = if words.is(end, &["Celsius", "Fahrenheit"]) { end + 1 } else { end };
    match () {
        () if end <= first => Counted::Nothing,
        () if words.is(end - 1, PERIODS) => Counted::Period,
        () => Counted::Noun(first, end, phrase(words, first, end)),
    }
}

/// Whether a noun phrase with this head so far goes on with the word at `at`.
fn continues(words: Words<'_>, at: usize, head: Option<usize>, number: Grammar) -> bool {
    let Some(token) = words.get(at) else { return false };
    // "in-person interviews", "US troops"
    let is_end = one_of(token.text, ENDS) && !is_acronym(token.text) && !words.is_hyphen(at + 1);
    if !token.is_word() || is_end {
        return false;
    }
    if head.is_none() {
        // "one load gets through": of one thing a plural is the verb.
        let is_verb = number == Grammar::One && is_plural(token.text) && !one_of(token.text, DESCRIBING_PLURALS);
        return !is_verb || is_capitalised(token.text);
    }
    // Behind the head a participle is a verb, before it a description: "displaced families returned".
    let is_participle = token.text.ends_with("ed") || token.text.ends_with("ing");
    // "litres rests": two plurals make a verb of the second, unless the first is a name or describes.
    let may_describe = head_is_name(words, head) || is_plural(token.text) && words.was(at, 1, DESCRIBING_PLURALS);
    may_describe && !is_participle
}

/// Whether a plural that was taken for the head may be part of a name: "United Nations peacekeepers".
fn head_is_name(words: Words<'_>, head: Option<usize>) -> bool {
    head.is_some_and(|head| is_capitalised(words.text_before(head, 1)))
}

/// Where a phrase without a plural ends: before what looks like a verb.
fn singular_end(words: Words<'_>, first: usize, end: usize) -> usize {
    let is_verb = |at: &usize| *at > first && words.text(*at).ends_with("ed") && !words.is(*at, SUFFER);
    let end = (first..end).find(is_verb).unwrap_or(end);
    let last_suffers = |end: usize| end > first && words.is(end - 1, SUFFER);
    if last_suffers(end) { end - 1 } else { end }
}

/// The words as they stand in the text, with one space between them.
fn phrase(words: Words<'_>, first: usize, end: usize) -> String {
    let mut out = String::new();
    for at in first..end {
        if at > first && !words.is_glued(at) {
            out.push(' ');
        }
        out.push_str(words.text(at));
    }
    out
}

fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// Whether a word looks like a noun in the plural.
fn is_plural(word: &str) -> bool {
    let folded = word.to_lowercase();
    if one_of(&folded, PLURALS) || folded.ends_with("men") && folded.len() > 4 && folded != "specimen" {
        return true;
    }
    let ends = folded.ends_with('s') && !["ss", "us", "is"].iter().any(|end| folded.ends_with(end));
    ends && folded.len() > 2 && !is_acronym(word)
}

/// What is counted where no noun says so: what was counted last in the sentence, people to whom something happens, or what
/// the sentence says there is a number of.
pub(super) fn understood(words: Words<'_>, amount: &Amount, before: &[Found]) -> Option<String> {
    let hyphen = usize::from(amount.start > 0 && words.is_hyphen(amount.start - 1));
    if words.was(amount.start, 1 + hyphen, &["magnitude"]) {
        return Some("magnitude".to_owned());
    }
    let of = words.was(amount.start, 1, &["of"]);
    let last = before.last().filter(|last| !of && same_sentence(words, last.amount.end, amount.start));
    if let Some(unit) =
        last.filter(|last| !matches!(last.amount.kind, Kind::Unit(_))).and_then(|last| last.unit.clone())
    {
        return Some(unit);
    }
    if is_crowd(words, amount.start) || do_what_people_do(words, amount.end) {
        return Some("people".to_owned());
    }
    if words.is(amount.end, SUFFER) || (1..=4).any(|back| words.was(amount.start, back, INFLICT)) {
        return Some("people".to_owned());
    }
    let are = words.is(amount.end, &["were", "was", "are", "have", "had", "got"]);
    if are && (1..=3).any(|ahead| words.is(amount.end + ahead, SUFFER)) {
        return Some("people".to_owned());
    }
    number_of(words, amount.start)
}

/// "a crowd of 300", "put the turnout at 40,000"
fn is_crowd(words: Words<'_>, start: usize) -> bool {
    let found = (1..=3).find(|back| words.was(start, *back, CROWDS));
    found.is_some_and(|back| {
        (1..back).all(|at| words.was(start, at, &["of", "at", "about", "around", "some", "to", "was"]))
    })
}

/// "10,000 fled", "300 had taken part": nobody but people does it.
fn do_what_people_do(words: Words<'_>, end: usize) -> bool {
    let verb = (end..end + 3).find(|at| !words.is(*at, &["had", "have", "has", "were", "are", "who", "also", "still"]));
    verb.is_some_and(|verb| {
        words.is(verb, ACTED) || words.is(verb, &["took", "taken", "take", "taking"]) && words.is(verb + 1, &["part"])
    })
}

/// "the number of militants exceeds 10,000", "the death toll rose to 61".
fn number_of(words: Words<'_>, at: usize) -> Option<String> {
    for back in (at.saturating_sub(NEAR)..at).rev() {
        if matches!(words.text(back), "." | "!" | "?") {
            return None;
        }
        if words.is(back, &["number", "total", "numbers"]) && words.is(back + 1, &["of"]) {
            let first = skip_determiners(words, back + 2, true);
            if words.is(first, SUFFER) {
                return Some("people".to_owned());
            }
            return match noun_phrase(words, first, Grammar::Part) {
                Counted::Noun(_, end, unit) if end <= at => Some(unit),
                _ => None,
            };
        }
        if words.is(back, &["toll"]) {
            return Some(if words.was(back, 1, &["death"]) { "death toll" } else { "toll" }.to_owned());
        }
    }
    None
}

fn same_sentence(words: Words<'_>, start: usize, end: usize) -> bool {
    end.saturating_sub(start) < 60 && !(start..end).any(|at| matches!(words.text(at), "." | "!" | "?"))
}
