//! The times of a text in its order: what was narrated before is what "the next day" is reckoned from.

use jiff::civil::Date;
use sayso_core::{Anchor, BlockKind, Document, Span};

use super::calendar::AnchorDate;
use super::expression::{Expression, From, Meaning, Unit};
use super::reckon::{Base, Context, Reckoned, reckon};
use super::words::Words;
use super::{Grain, Time, TimeKind, scan, tense};
use crate::tokens::tokens;

/// In how many words a text without an anchor may have its dateline.
const DATELINE_WORDS: usize = 14;

/// So many tokens before a day of birth "born" may stand.
const BORN: usize = 8;

/// The times of a bare text, in order, reckoned from `anchor` as if it were published then; without one from an earlier
/// full date in the text.
pub fn times(text: &str, anchor: Option<AnchorDate>) -> Vec<Time> {
    let writing = anchor.map(|date| Base { first: date.first, grain: date.grain, anchor: Anchor::Published });
    let mut story = Story::new(writing, newest_year(text));
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        story.read(line, start);
        start += line.len();
    }
    story.finished()
}

/// The times in the headline and the article of a document, in order, reckoned from its date, else from an earlier full
/// date in the text.
pub fn document_times(document: &Document) -> Vec<Time> {
    let meta = document.meta();
    let published = meta.published.as_ref().and_then(|date| date.parse::<AnchorDate>().ok());
    let in_dateline =
        meta.date.and_then(|span| document.layout().block_of(span)).is_some_and(|block| block.kind == BlockKind::Body);
    let anchor = if in_dateline { Anchor::Dateline } else { Anchor::Published };
    let writing = published.map(|date| Base { first: date.first, grain: date.grain, anchor });
    let mut story = Story::new(writing, newest_year(document.text()));
    for block in document.layout().blocks().iter().filter(|block| block.kind.is_read()) {
        story.read(document.words(block.span), block.span.start());
    }
    story.finished()
}

/// The last year that a text names in digits.
fn newest_year(text: &str) -> Option<i16> {
    let numbers = tokens(text).into_iter().filter(|token| token.text.len() == 4);
    numbers.filter_map(|token| token.text.parse().ok()).filter(|year| (1000..2200).contains(year)).max()
}

/// What was told so far.
struct Story {
    writing: Option<Base>,
    /// The last year of the whole text.
    newest: Option<i16>,
    /// The last full date in the text; from it times are reckoned where the day of writing is not known.
    dated: Option<Base>,
    /// The last month or day that the text gives with its year.
    told: Option<Date>,
    narrated: Option<Base>,
    times: Vec<Time>,
}

impl Story {
    fn new(writing: Option<Base>, newest: Option<i16>) -> Story {
        Story { writing, newest, dated: None, told: None, narrated: None, times: Vec::new() }
    }

    /// Reads a paragraph that begins at byte `start`.
    fn read(&mut self, text: &str, start: usize) {
        let tokens = tokens(text);
        let w = Words::new(&tokens);
        // A year given with a month or a day holds for what the same paragraph goes on to tell.
        let mut paragraph: Option<Date> = None;
        for expression in scan::expressions(w) {
            let range = &expression.tokens;
            let context = Context {
                writing: self.writing.or(self.dated),
                told: self.told.filter(|_| self.writing.is_none()),
                narrated: self.narrated,
                story: paragraph.filter(|_| !is_reported(w, range.start)),
                is_future: tense::is_future(w, range.start, range.end),
            };
            let found = reckon(&expression, &context);
            let told = !is_birth(w, range.start);
            if told {
                self.remember(w, &expression, &found, context.is_future);
            }
            if let (Meaning::Calendar { year: Some(year), .. }, true) = (&expression.meaning, told) {
                paragraph = found.first.filter(|_| self.writing.is_none_or(|base| base.first.year() != *year));
            }
            let ends = w.token(range.start).zip(w.token(range.end.saturating_sub(1)));
            let span = ends.and_then(|(first, last)| Span::new(start + first.start..start + last.end()).ok());
            self.times.extend(span.map(|span| time(span, &expression, found)));
        }
    }

    /// The times; a day whose year was not known has that of the same day where the text tells it later.
    fn finished(mut self) -> Vec<Time> {
        let known = |time: &&Time| time.anchor == Anchor::Text && time.value.len() == "2018-02-08".len();
        let days: Vec<(String, Anchor)> =
            self.times.iter().filter(known).map(|time| (time.value.clone(), time.anchor)).collect();
        for time in self.times.iter_mut().filter(|time| time.anchor == Anchor::Unknown) {
            let Some(day) = time.value.strip_prefix("XXXX-").filter(|day| day.len() == "02-08".len()) else { continue };
            if let Some((value, anchor)) = days.iter().find(|(value, _)| value.ends_with(day)) {
                (time.value, time.anchor) = (value.clone(), *anchor);
            }
        }
        self.times
    }

    fn remember(&mut self, w: Words<'_>, expression: &Expression, found: &Reckoned, is_future: bool) {
        let (Some(first), Some(grain)) = (found.first, found.grain) else { return };
        let base = Base { first, grain: grain.max(Grain::Day), anchor: Anchor::Text };
        // "January 3, 1961" says nothing of days without a year, where the text comes down to 2014.
        let is_late = self.newest.is_none_or(|newest| first.year() + 1 >= newest);
        if let (Meaning::Calendar { year: Some(_), .. }, true) = (&expression.meaning, is_late) {
            self.told = Some(first);
        }
        if let Meaning::Calendar { year: Some(_), day: Some(_), .. } = expression.meaning {
            self.dated = Some(base);
            let end = expression.tokens.end;
            let heads =
                expression.tokens.start < DATELINE_WORDS && (end..end + 6).any(|at| w.is_dash(at) && !w.touches(at));
            if self.writing.is_none() && heads && self.times.is_empty() {
                self.writing = Some(Base { anchor: Anchor::Dateline, ..base });
            }
        }
        // "9/11" is a name of what happened then.
        let is_name = matches!(expression.meaning, Meaning::Written(..))
            && grain == Grain::Day
            && w.text(expression.tokens.start + 1) == "/";
        // "this year" and "in the 1990s" are no days on which a story goes on.
        let is_told = match expression.meaning {
            Meaning::Shift { unit, from: From::Writing, .. } => unit != Unit::Year,
            _ => grain <= Grain::Year,
        };
        if is_told && !is_future && !is_name {
            self.narrated = Some(base);
        }
    }
}

/// A day of birth is no part of the story.
fn is_birth(w: Words<'_>, at: usize) -> bool {
    (at.saturating_sub(BORN)..at).any(|at| w.any(at, &["born", "birth", "birthday", "née"]))
}

/// Whether a verb of saying stands right before: its time is the reporter's and not the story's.
fn is_reported(w: Words<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..at)
        .any(|at| w.any(at, &["said", "told", "says", "announced", "reported", "added", "confirmed"]))
}

fn time(span: Span, expression: &Expression, found: Reckoned) -> Time {
    let kind = match expression.meaning {
        _ if expression.part.is_some() || expression.clock.is_some() => TimeKind::Time,
        Meaning::Period(..) | Meaning::Window(..) => TimeKind::Duration,
        Meaning::Set(..) => TimeKind::Set,
        _ => TimeKind::Date,
    };
    let Reckoned { value, grain, anchor, range, .. } = found;
    Time { span, kind, value, grain, anchor, modifier: expression.modifier, range }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each expression as `words = value`, with its modifier.
    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        check_from("2018-02-08", text, expect);
    }

    #[track_caller]
    fn check_from(anchor: &str, text: &str, expect: &[&str]) {
        let found = times(text, anchor.parse().ok());
        let told = |time: &Time| {
            let modifier = time.modifier.map(|modifier| format!(" {}", modifier.name())).unwrap_or_default();
            format!("{} = {}{modifier}", time.span.slice(text).unwrap(), time.value)
        };
        assert_eq!(found.iter().map(told).collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn stories_look_back_unless_the_clause_looks_ahead() {
        check("He resigned on Monday.", &["Monday = 2018-02-05"]);
        check("He will resign on Monday.", &["Monday = 2018-02-12"]);
        check("A vote is set for 10 a.m. Monday.", &["10 a.m. Monday = 2018-02-12T10:00"]);
        check("The trial opens on 5 March.", &["5 March = 2018-03-05"]);
        check("The start of the trial was put off on 5 March.", &["5 March = 2017-03-05"]);
        check("He won 300 votes on Monday.", &["Monday = 2018-02-05"]);
        check("He plans to go. Monday, he held a call.", &["Monday = 2018-02-05"]);
        check("He announced plans Tuesday to go.", &["Tuesday = 2018-02-06"]);
        check("The board's advice Friday that he should go was taken.", &["Friday = 2018-02-02"]);
        check("It would be lifted on Friday, he said.", &["Friday = 2018-02-09"]);
        check("The runoff is on Sunday.", &["Sunday = 2018-02-11"]);
        check("On Monday she promised to go.", &["Monday = 2018-02-05"]);
        check("Asked on Monday whether he would go, he wept.", &["Monday = 2018-02-05"]);
        check("He said on Monday he will resign on Friday.", &["Monday = 2018-02-05", "Friday = 2018-02-09"]);
    }

    #[test]
    fn what_was_narrated_is_what_later_times_are_reckoned_from() {
        check(
            "On January 30 it sank. Two days later they dived.",
            &["January 30 = 2018-01-30", "Two days later = 2018-02-01"],
        );
        check("In June 2014 he left; in July he was back.", &["June 2014 = 2014-06", "July = 2014-07"]);
        check_from(
            "",
            "On 4 March 2015 it sank. It rose on Friday.",
            &["4 March 2015 = 2015-03-04", "Friday = 2015-03-06"],
        );
        check_from(
            "",
            "PORT ELSE, 4 March 2015 - It sank on Monday.",
            &["4 March 2015 = 2015-03-04", "Monday = 2015-03-02"],
        );
    }

    #[test]
    fn what_can_not_be_reckoned_stays_relative() {
        check_from("", "He left yesterday.", &["yesterday = -P1D"]);
        check_from(
            "",
            "Born on June 6, 1962, he left the band in 2014. On December 2 he died.",
            &["June 6, 1962 = 1962-06-06", "2014 = 2014", "December 2 = XXXX-12-02"],
        );
        check_from(
            "",
            "He spoke on February 8. In December 2017 he warned of it. On February 8 he did it again.",
            &["February 8 = 2018-02-08", "December 2017 = 2017-12", "February 8 = 2018-02-08"],
        );
        check(
            "9/11 was long ago. Earlier in the day he wept.",
            &["9/11 = 2001-09-11", "Earlier in the day = 2018-02-08 BEFORE"],
        );
        check_from("", "He left on Monday.", &["Monday = XXXX-WXX-1"]);
        check_from("2018-02", "He left on Monday, last month.", &["Monday = XXXX-WXX-1", "last month = 2018-01"]);
        check_from("2018", "He left on 5 May last year.", &["5 May last year = 2017-05-05"]);
        check("It was dated 03/04/2016.", &["03/04/2016 = 2016-XX-XX"]);
        check("On 12 Farvardin 1397 he left.", &["12 Farvardin 1397 = XXXX-XX-XX"]);
    }

    #[test]
    fn parts_of_centuries_are_years() {
        check("A quarter-century ago it sank.", &["A quarter-century ago = 1993"]);
        check("It lasted half a century.", &["half a century = P50Y"]);
        check("It sank on May 3. Hours later it rose.", &["May 3 = 2017-05-03", "Hours later = +PTXH"]);
    }

    #[test]
    fn names_ages_and_counts_are_no_times() {
        check("Theresa May may march on; May said so.", &[]);
        check("The Sunday Times, a 35-year-old man, 2018 people and $1999.", &[]);
        check("31 February 2018, 99999 and 0000.", &[]);
        check("She is 12 years old and ran the 1500 metres.", &[]);
    }
}
