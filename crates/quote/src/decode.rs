//! From the scores of a frame to a statement.

use std::ops::Range;

use sayso_core::{Document, Score, Span, Spans, Statement, StatementParts};
use sayso_model::{Encodings, Frame, Place, Tag, Word};

use crate::continued::go_on;
use crate::form::form;
use crate::nesting::set_parents;
use crate::relayed::share_words;
use crate::repair;
use crate::signed::signed;

/// A statement with a lower score is not given: on PolNeAR dev, four of five such are wrong.
const DOUBTFUL: Score = Score::from_basis_points(3_000);

/// The statements of a document, in text order.
///
/// Every frame whose best tags hold a content gives one, except where two frames claim the same content: the better
/// supported keeps it, unless one of them is said to stand in the other ("reported, quoting the ministry").
pub fn statements(document: &Document, encodings: &Encodings) -> Vec<Statement> {
    let with_cue = |frame: &Frame| {
        Some(Found {
            nested: frame.nested,
            cue_probability: frame.cue_probability,
            statement: statement(document, encodings, frame)?,
        })
    };
    let mut found: Vec<Found> = encodings.frames.iter().filter_map(with_cue).collect();
    share_words(document, &mut found);
    found.retain(|found| found.statement.parts().score >= DOUBTFUL);
    go_on(document, &mut found);
    let signed = signed(document, &found);
    found.extend(signed);
    found.sort_by_key(|f| (f.statement.cover().start(), f.statement.cover().end(), f.statement.id()));
    found.dedup_by_key(|f| f.statement.id());
    set_parents(document, drop_rivals(found))
}

/// A statement, and whether its cue is one of those that stand in the content of another.
pub(crate) struct Found {
    pub(crate) nested: bool,
    /// How probable the cue is, whatever its source and content.
    pub(crate) cue_probability: f32,
    pub(crate) statement: Statement,
}

fn statement(document: &Document, encodings: &Encodings, frame: &Frame) -> Option<Statement> {
    let tags = encodings.chain.best(&frame.scores);
    let pieces = |start: Tag, inside: Tag| -> Vec<Range<usize>> {
        let runs = runs(&tags, start as usize, inside as usize).into_iter();
        let runs = runs.map(|run| frame.reach.start + run.start..frame.reach.start + run.end);
        runs.flat_map(|run| without(run, &frame.cue)).collect()
    };
    let spans = |ranges: &[Range<usize>]| ranges.iter().filter_map(|range| cover(&encodings.words, range)).collect();
    let cue = cover(&encodings.words, &frame.cue)?;
    let source: Vec<Span> = spans(&pieces(Tag::SourceStart, Tag::Source));
    let is_turn = document.words(cue) == ":";
    let mut content = pieces(Tag::ContentStart, Tag::Content);
    if let Some(last) = content.last_mut().filter(|_| is_turn) {
        last.end = end_of_turn(&encodings.words, frame, last.end);
    }
    let found: Vec<Span> = spans(&content);
    let source = repair::source(document, &source, cue);
    let taken: Vec<Span> = source.iter().copied().chain([cue]).collect();
    let mut content = repair::content(document, &found, &taken);
    if is_turn {
        keep_full_stop(document, &found, &mut content);
    }
    let content = Spans::merged(content);
    let source = Spans::merged(source);
    let form = form(document, &content);
    let score = support(encodings, frame, &tags, source.is_empty());
    Statement::new(document, StatementParts::new(source, cue.into(), content, form, score)).ok()
}

/// Where a content that ends with word `end` ends. In an interview a turn may be longer than what a frame reaches; it goes
/// on to the end of its paragraph.
fn end_of_turn(words: &[Word], frame: &Frame, end: usize) -> usize {
    let goes_on = |word: &&Word| word.place != Place::BlockStart;
    let rest = words.get(end..).unwrap_or_default();
    if end == frame.reach.end { end + rest.iter().take_while(goes_on).count() } else { end }
}

/// A turn is of whole sentences: if its full stop was found, it stays.
fn keep_full_stop(document: &Document, found: &[Span], content: &mut [Span]) {
    let (Some(found), Some(last)) = (found.last(), content.last_mut()) else { return };
    let stop = document.text().get(last.end()..).is_some_and(|rest| rest.starts_with('.'));
    if let Ok(whole) = Span::new(last.start()..last.end() + 1)
        && stop
        && found.end() > last.end()
    {
        *last = whole;
    }
}

/// Ranges of the tags `start` and `inside`.
fn runs(tags: &[usize], start: usize, inside: usize) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (i, tag) in tags.iter().enumerate() {
        match out.last_mut() {
            Some(last) if *tag == inside && last.end == i => last.end += 1,
            _ if *tag == start || *tag == inside => out.push(i..i + 1),
            _ => {}
        }
    }
    out
}

/// `range` without the words of `cue`: none, one or two ranges.
fn without(range: Range<usize>, cue: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<> {
    let before = range.start..range.end.min(cue.start.max(range.start));
    let after = range.start.max(cue.end.min(range.end))..range.end;
    let apart = cue.end <= range.start || range.end <= cue.start;
    let parts = if apart { [range, 0..0] } else { [before, after] };
    parts.into_iter().filter(|part| !part.is_empty())
}

fn cover(words: &[Word], range: &Range<usize>) -> Option<Span> {
    let words = words.get(range.clone())?;
    Some(words.first()?.span.cover(words.last()?.span))
}

/// The probability that the whole statement is right: the cue's probability times that of the frame's tags, calibrated.
fn support(encodings: &Encodings, frame: &Frame, tags: &[usize], unsourced: bool) -> Score {
    let path = encodings.chain.log_probability(&frame.scores, tags);
    let raw = f64::from(frame.cue_probability * path.clamp(-30.0, 0.0).exp()).clamp(1e-6, 1.0 - 1e-6);
    let [slope, shift, without_source] = encodings.calibration.map(f64::from);
    let odds = slope * (raw / (1.0 - raw)).ln() + shift + if unsourced { without_source } else { 0.0 };
    Score::new((1.0 / (1.0 + (-odds).exp())) as f32)
}

/// Of two statements of which neither stands in the other, and whose contents are mostly the same words, keeps the better
/// supported. `found` is in text order.
fn drop_rivals(found: Vec<Found>) -> Vec<Found> {
    let mut keep = vec![true; found.len()];
    for (i, a) in found.iter().enumerate() {
        let end = a.statement.cover().end();
        let near = found.iter().enumerate().skip(i + 1).take_while(|(_, b)| b.statement.cover().start() < end);
        for (j, b) in near.filter(|(_, b)| are_rivals(a, b)) {
            let worse = if a.statement.parts().score >= b.statement.parts().score { j } else { i };
            keep[worse] = false;
        }
    }
    found.into_iter().zip(keep).filter_map(|(f, keep)| keep.then_some(f)).collect()
}

fn are_rivals(a: &Found, b: &Found) -> bool {
    a.nested == b.nested && same_words(&a.statement, &b.statement)
}

/// Whether two statements say mostly the same words, and neither stands in the other's content.
pub(crate) fn same_words(a: &Statement, b: &Statement) -> bool {
    let size = |s: &Statement| s.content().pieces().iter().map(|piece| piece.len()).sum::<usize>();
    let with_b = |x: Span| b.content().pieces().iter().map(|y| repair::shared(x, *y)).sum::<usize>();
    let shared: usize = a.content().pieces().iter().map(|piece| with_b(*piece)).sum();
    let inside = a.content().overlap(b.cue()) || b.content().overlap(a.cue());
    !inside && 10 * shared > 7 * size(a).max(size(b))
}
