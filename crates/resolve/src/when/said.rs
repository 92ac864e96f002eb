//! When was a statement made, as far as its clause says so?

use sayso_core::{Anchor, Document, Said, Span, Statement};

use super::clause::Clause;
use super::{AnchorDate, Grain, Time, TimeKind};

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
        return is_day.then_some(Said { value, grain, span: nearest.span, anchor: Anchor::Published });
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
