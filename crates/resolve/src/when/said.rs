//! When was a statement made, as far as its clause says so?

use sayso_core::{Anchor, Document, Said, Span, Spans, Statement};

use super::{AnchorDate, Grain, Time, TimeKind};
use crate::tokens::{Token, tokens};

/// Words that can stand between a cue and its time: "told reporters in the capital of the republic on Monday".
const REACH: usize = 16;
/// A content of so many words may stand before the time of its cue: "said the same thing in 2016".
const SHORT_CONTENT: usize = 4;

/// With these before it, a time is that of something else.
const OF_OTHERS: [&str; 13] =
    ["since", "until", "till", "from", "before", "after", "between", "of", "for", "during", "by", "than", "following"];
/// Between a time and a cue, these begin another clause.
#[rustfmt::skip]
const CLAUSES: [&str; 15] = [
    "who", "which", "whose", "when", "after", "before", "while", "where", "because", "if", "although", "until", "as", "whom",
    "once",
];
/// And these where the time stands first: "He left in May and now says".
const CLAUSES_AFTER_TIME: [&str; 4] = ["and", "but", "or", "that"];
/// Verbs that say of somebody else that he said it.
#[rustfmt::skip]
const REPORTS: [&str; 20] = [
    "said", "says", "told", "tells", "reported", "reports", "found", "announced", "warned", "added", "claimed", "denied",
    "confirmed", "wrote", "insisted", "argued", "acknowledged", "admitted", "declared", "stated",
];
/// Behind a statement they begin what else was done: "who admitted it, was jailed in 2022".
const FINITE: [&str; 8] = ["was", "were", "is", "are", "has", "had", "will", "would"];
/// What is spoken at, or in which it stands: "At Monday's hearing he said".
#[rustfmt::skip]
const OCCASIONS: [&str; 44] = [
    "hearing", "debate", "interview", "briefing", "conference", "speech", "address", "statement", "session", "meeting",
    "rally", "call", "broadcast", "testimony", "remarks", "report", "column", "editorial", "letter", "post", "tweet",
    "message", "video", "edition", "service", "sermon", "trial", "summit", "talks", "programme", "program", "ruling",
    "filing", "email", "mail", "memo", "article", "blog", "podcast", "lecture", "press", "news", "court", "op",
];
/// What happens and says nothing; the day behind it is the day on which it happened.
#[rustfmt::skip]
const EVENTS: [&str; 44] = [
    "attack", "attacks", "crash", "fire", "explosion", "blast", "bombing", "shooting", "shootings", "accident", "raid",
    "raids", "protest", "protests", "strike", "strikes", "vote", "election", "elections", "match", "storm", "flood", "floods",
    "killing", "killings", "murder", "collision", "earthquake", "quake", "clash", "clashes", "riot", "riots", "march",
    "arrest", "arrests", "death", "deaths", "assault", "incident", "collapse", "sinking", "massacre", "outage",
];
/// Participles of somebody who is made to speak, and so at that time: "the mayor, asked on Monday".
const MADE_TO_SPEAK: [&str; 8] =
    ["asked", "interviewed", "reached", "contacted", "pressed", "questioned", "quoted", "cited"];
/// A dateline's date stands in so many words from the start of its sentence, and so many bytes from its dash.
const DATELINE_WORDS: usize = 8;
const DATELINE_BYTES: usize = 24;
/// Cues in the past that do not end in "ed".
const PAST_CUES: [&str; 14] =
    ["said", "told", "wrote", "made", "found", "put", "gave", "spoke", "thought", "felt", "knew", "had", "was", "were"];
/// Who may go on without a name.
const PRONOUNS: [&str; 6] = ["he", "she", "they", "we", "i", "it"];
/// A document's own words are of the time when it was made.
#[rustfmt::skip]
const MADE: [&str; 13] = [
    "published", "released", "sent", "issued", "dated", "written", "posted", "made", "broadcast", "aired", "tweeted",
    "filed", "entry",
];

/// When the statement was made: the time next to its cue, in the same sentence and outside of what was said.
pub fn said(document: &Document, statement: &Statement, times: &[Time]) -> Option<Said> {
    let cue = statement.cue().cover()?;
    let sentences = document.layout().sentences();
    let at = sentences.partition_point(|sentence| sentence.end() <= cue.start());
    let sentence = sentences.get(at).copied().filter(|sentence| sentence.overlaps(cue)).unwrap_or(cue);
    let first = times.partition_point(|time| time.span.end() <= sentence.start());
    let near = times[first..].iter().take_while(|time| time.span.start() < sentence.end());
    let clause = Clause { document, statement, cue, sentence };
    let fitting = near.filter(|time| (is_moment(time) || is_today(document, time)) && clause.holds(time.span));
    let nearest = fitting.min_by_key(|time| gap(time.span, cue))?;
    if is_today(document, nearest) {
        let value = document.meta().published.clone()?;
        let is_day = value.parse::<AnchorDate>().is_ok_and(|date| date.grain == Grain::Day);
        let grain = Grain::Day.name().to_owned();
        return is_day.then(|| Said { value, grain, span: nearest.span, anchor: Anchor::Published });
    }
    let is_part = nearest.grain == Some(Grain::PartOfDay);
    let value = if is_part { nearest.value.split('T').next().unwrap_or_default() } else { &nearest.value };
    let grain = if is_part { Grain::Day } else { nearest.grain? };
    Some(Said { value: value.to_owned(), grain: grain.name().to_owned(), span: nearest.span, anchor: nearest.anchor })
}

/// "an hour ago", "minutes ago": of a day that is known the hour is not.
fn is_today(document: &Document, time: &Time) -> bool {
    let words = document.words(time.span).to_lowercase();
    let is_short = ["an hour", "half an hour", "minutes", "moments"].iter().any(|short| words.starts_with(short));
    time.grain.is_none() && words.ends_with("ago") && (is_short || words.ends_with("minutes ago"))
}

/// Whether something can be said then.
fn is_moment(time: &Time) -> bool {
    matches!(time.kind, TimeKind::Date | TimeKind::Time) && time.range.is_none() && time.grain.is_some()
}

/// Bytes between the two.
fn gap(one: Span, other: Span) -> usize {
    one.start().saturating_sub(other.end()).max(other.start().saturating_sub(one.end()))
}

struct Clause<'a> {
    document: &'a Document,
    statement: &'a Statement,
    cue: Span,
    sentence: Span,
}

impl Clause<'_> {
    /// Whether the time is that of the cue.
    fn holds(&self, time: Span) -> bool {
        if is_in(self.statement.cue(), time) {
            return true;
        }
        let before = self.words(self.sentence.start(), time.start());
        let before = tokens(before);
        let after = self.words(time.end(), self.sentence.end());
        let last = |back: usize| before.len().checked_sub(back).and_then(|at| before.get(at));
        let has_preposition = last(1).is_some_and(|token| ["on", "in", "at"].iter().any(|word| token.is(word)));
        let lead = if has_preposition { last(2) } else { last(1) };
        // "Monday's attack"
        if after.starts_with(['\'', '’']) && !(has_preposition && self.is_occasion(time, after)) {
            return false;
        }
        if lead.is_some_and(|token| among(token, &EVENTS)) {
            return false;
        }
        let is_made = lead.is_some_and(|token| among(token, &MADE)) || last(2).is_some_and(|token| token.is("entry"));
        if last(1).is_some_and(|token| among(token, &OF_OTHERS)) && !is_made {
            return false;
        }
        if before.len() <= DATELINE_WORDS && is_dateline(after) {
            return false;
        }
        if is_in(self.statement.content(), time) {
            return self.begins_content(time, after);
        }
        if is_in(self.statement.source(), time) {
            let in_month = last(1).is_some_and(|token| token.is("in"));
            let is_made = is_made || self.was_made(time);
            return is_made || (!in_month && self.ends_source(time) && self.is_free(time));
        }
        self.is_free(time)
    }

    /// Whether the time ends the source and is of no event in it: "the commander on Tuesday", not "the man held on Tuesday".
    fn ends_source(&self, time: Span) -> bool {
        let event = |token: &Token<'_>| {
            let is_past = token.text.ends_with("ed") && token.text.starts_with(char::is_lowercase);
            is_past || among(token, &CLAUSES)
        };
        let ends = self.statement.source().pieces().iter().find(|piece| piece.end() == time.end());
        ends.is_some_and(|piece| !tokens(self.words(piece.start(), time.start())).iter().any(event))
    }

    /// Whether a possessive time is that of an occasion on which one speaks, and which stands before the source.
    fn is_occasion(&self, time: Span, after: &str) -> bool {
        let words = tokens(after);
        let noun = words.iter().skip(1).take(5).position(|token| among(token, &OCCASIONS));
        noun.is_some() && time.end() <= self.cue.start() && !is_in(self.statement.content(), time)
    }

    /// Whether the source is a document made then: "a statement issued by the palace yesterday".
    fn was_made(&self, time: Span) -> bool {
        let piece = self.statement.source().pieces().iter().find(|piece| piece.end() == time.end());
        let before = piece.map(|piece| tokens(self.words(piece.start(), time.start()))).unwrap_or_default();
        let made = before.iter().rposition(|token| among(token, &MADE));
        made.is_some_and(|made| !before[made..].iter().any(|token| token.text == "," || among(token, &EVENTS)))
    }

    /// Whether the words between cue and time are no clause of their own.
    fn is_free(&self, time: Span) -> bool {
        let (from, to) = if time.start() >= self.cue.end() {
            (self.cue.end(), time.start())
        } else {
            (time.end(), self.cue.start())
        };
        let contents = self.statement.content().pieces();
        let between: Vec<&Span> = contents.iter().filter(|piece| piece.start() < to && piece.end() > from).collect();
        let content_words: usize = between.iter().map(|piece| tokens(self.document.words(**piece)).len()).sum();
        if content_words > SHORT_CONTENT || (content_words > 0 && time.start() < self.cue.start()) {
            return false;
        }
        let outside_source = |token: &Token<'_>| {
            let at = self.sentence.start() + token.start;
            !self.statement.source().pieces().iter().any(|piece| piece.range().contains(&at))
        };
        let outside = |token: &Token<'_>| {
            let at = from + token.start;
            !self.statement.source().pieces().iter().any(|piece| piece.range().contains(&at))
        };
        let words: Vec<Token<'_>> = tokens(self.words(from, to)).into_iter().filter(outside).collect();
        let comes_first = time.end() <= self.cue.start();
        let goes_on = comes_first && self.goes_on(time);
        let breaks = |token: &Token<'_>| {
            let at = from + token.start;
            let is_said = contents.iter().any(|piece| piece.range().contains(&at));
            let is_other = !is_said && (among(token, &REPORTS) || !comes_first && among(token, &FINITE));
            let is_clause = among(token, &CLAUSES) || (comes_first && among(token, &CLAUSES_AFTER_TIME));
            is_clause || is_other || matches!(token.text, ";" | "“" | "”" | "\"")
        };
        // "On Saturday, hours after the crash, police said"
        let aside = words.iter().rposition(|token| token.text == ",").filter(|_| comes_first);
        let is_aside = aside.is_some_and(|last| last > 0 && words.first().is_some_and(|token| token.text == ","));
        let words = if is_aside { &words[aside.unwrap_or(0)..] } else { &words[..] };
        let joins = |pair: &[Token<'_>]| pair[0].text == "," && (pair[1].is("and") || pair[1].is("but"));
        if !comes_first && words.windows(2).any(joins) {
            return false;
        }
        // "the memo of March, which says": the pronoun is the source.
        let source = self.statement.source().cover().filter(|source| source.start() >= time.end());
        let is_relative = source.is_some_and(|source| {
            CLAUSES[..3].iter().any(|word| self.document.words(source).eq_ignore_ascii_case(word))
        });
        if is_relative {
            return false;
        }
        if words.len() > REACH || !goes_on && words.iter().any(breaks) {
            return false;
        }
        // "After the attack on Monday, he said": the time is the attack's.
        let opening = tokens(self.words(self.sentence.start(), time.start()));
        let first =
            opening.iter().rposition(|token| matches!(token.text, "," | "”" | "\"" | ";")).map_or(0, |at| at + 1);
        // "The clerk, freed on Monday, said"; "The Courier reported on Monday, quoting her"
        let is_participle = |token: &Token<'_>| {
            let is_past = token.text.ends_with("ed") && token.text.starts_with(char::is_lowercase);
            first > 0 && is_past && !among(token, &MADE_TO_SPEAK)
        };
        let is_clause = opening.get(first).is_some_and(|token| among(token, &CLAUSES) || is_participle(token));
        let is_of_other = opening.iter().skip(first + 1).any(|token| among(token, &REPORTS) && outside_source(token));
        !(comes_first && (is_clause || is_of_other && !goes_on))
    }

    /// Whether somebody who was named before the time goes on with "and": "On Tuesday she denied it and called it a lie", "We
    /// met in 2016, and we said no".
    fn goes_on(&self, time: Span) -> bool {
        let Some(source) = self.statement.source().cover().filter(|source| source.start() >= time.end()) else {
            return false;
        };
        let pronoun = self.document.words(source);
        if !PRONOUNS.iter().any(|word| pronoun.eq_ignore_ascii_case(word)) {
            return false;
        }
        let between = tokens(self.words(time.end(), source.start()));
        let cue = self.document.words(self.cue).to_lowercase();
        let is_past = cue.split_whitespace().any(|word| word.ends_with("ed") || PAST_CUES.contains(&word));
        let joined = is_past
            && between.last().is_some_and(|token| token.is("and"))
            && !between.iter().any(|token| token.text == ";");
        let opening = tokens(self.words(self.sentence.start(), time.start()));
        let begins = opening.len() <= 2;
        let quote = opening.iter().rposition(|token| matches!(token.text, "“" | "\"" | "‘" | "'"));
        let same =
            opening.get(quote.map_or(0, |at| at + 1)).is_some_and(|token| token.text.eq_ignore_ascii_case(pronoun));
        joined && (begins || same)
    }

    /// Where the reader took "on Monday" into the content: right behind the cue, with "that" or a mark behind it.
    fn begins_content(&self, time: Span, after: &str) -> bool {
        let Some(between) = (self.cue.end() <= time.start()).then(|| self.words(self.cue.end(), time.start())) else {
            return false;
        };
        let only_preposition = matches!(between.trim(), "" | "on" | "in" | "," | ", on");
        let next = after.trim_start();
        only_preposition && (next.starts_with("that ") || next.starts_with([',', '“', '"', ':']))
    }

    fn words(&self, from: usize, to: usize) -> &str {
        self.document.text().get(from..to).unwrap_or_default()
    }
}

/// Whether a dash follows, as it does behind "WEXHOLM, June 13 (NHA) -".
fn is_dateline(after: &str) -> bool {
    let near = after.char_indices().take_while(|(at, _)| *at < DATELINE_BYTES).map(|(_, c)| c).collect::<String>();
    [" - ", " – ", " — ", " -- "].iter().any(|dash| near.contains(dash))
}

fn is_in(spans: &Spans, time: Span) -> bool {
    spans.pieces().iter().any(|piece| piece.overlaps(time))
}

fn among(token: &Token<'_>, words: &[&str]) -> bool {
    words.iter().any(|word| token.is(word))
}
