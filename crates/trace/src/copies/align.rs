//! Which words of two documents are the same?
//!
//! Runs of equal words are found by their shingles, longest first where there is a choice (greedy string tiling, Wise
//! 1993), and joined over small edits: a word changed, a clause cut out.

use std::collections::HashMap;

use super::fingerprints::SHINGLE;
use super::words::{APART, BLOCK, NAME, QUOTED, STOCK, Word};

/// So many places of a shingle are tried; the rest is repetition.
const TRIED: usize = 4;
/// Words that one side may have between two runs of one passage, within a paragraph.
const LONGEST_EDIT: usize = 14;
/// The same across paragraphs.
const LONGEST_EDIT_ACROSS: usize = 2;

/// Equal words in a row, by their number in each document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) one: u32,
    pub(super) other: u32,
    pub(super) len: u32,
}

/// Runs that belong together, in the order of both documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) runs: Vec<Run>,
}

impl Passage {
    /// All words of a document, up to where something stands between them.
    pub(super) fn whole(words: &[Word]) -> Vec<Passage> {
        let starts = (0..words.len()).filter(|at| *at == 0 || words[*at].is(APART));
        let starts: Vec<usize> = starts.chain([words.len()]).collect();
        let run = |ends: &[usize]| Run { one: ends[0] as u32, other: ends[0] as u32, len: (ends[1] - ends[0]) as u32 };
        let runs = starts.windows(2).map(run).filter(|run| run.len > 0);
        runs.map(|run| Passage { runs: vec![run] }).collect()
    }

    /// First word and the one behind the last, in the first document if `is_one`.
    pub(super) fn range(&self, is_one: bool) -> std::ops::Range<usize> {
        let start = |run: &Run| if is_one { run.one } else { run.other } as usize;
        let first = self.runs.first().map_or(0, start);
        first..self.runs.last().map_or(first, |run| start(run) + run.len as usize)
    }

    /// Equal words.
    pub(super) fn shared(&self) -> usize {
        self.runs.iter().map(|run| run.len as usize).sum()
    }
}

/// The passages that two documents share, by their place in the first.
pub(super) fn align(one: &[Word], other: &[Word]) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for run in runs(one, other) {
        let last = passages.last().and_then(|passage| passage.runs.last().copied());
        match last.filter(|last| is_continued(one, other, *last, run)) {
            Some(last) => {
                let between = between(one, other, last, run);
                if let Some(passage) = passages.last_mut() {
                    passage.runs.extend(between);
                    passage.runs.push(run);
                }
            }
            None => passages.push(Passage { runs: vec![run] }),
        }
    }
    passages
}

/// Equal runs of at least a shingle, from left to right, none of which shares a word with another.
fn runs(one: &[Word], other: &[Word]) -> Vec<Run> {
    let places = Places::of(other);
    let mut used = vec![false; other.len()];
    let (mut out, mut at): (Vec<Run>, usize) = (Vec::new(), 0);
    while at + SHINGLE <= one.len() {
        let expected = out.last().map_or(0, |run| run.other + run.len);
        let lengths =
            places.of_shingle(&one[at..at + SHINGLE]).map(|place| (equal(one, other, &used, at, place), place));
        let best = lengths.max_by_key(|(len, place)| (*len, std::cmp::Reverse((*place as u32).abs_diff(expected))));
        match best.filter(|(len, _)| *len >= SHINGLE) {
            Some((len, place)) => {
                used[place..place + len].fill(true);
                out.push(Run { one: at as u32, other: place as u32, len: len as u32 });
                at += len;
            }
            None => at += 1,
        }
    }
    out
}

/// How many words from these two on are equal, up to what is no text of the article.
fn equal(one: &[Word], other: &[Word], used: &[bool], at: usize, place: usize) -> usize {
    let pairs = one[at..].iter().zip(&other[place..]).zip(&used[place..]).enumerate();
    let is_equal = |(step, ((one, other), used)): &(usize, ((&Word, &Word), &bool))| {
        let is_apart = *step > 0 && (one.is(APART) || other.is(APART));
        one.hash == other.hash && !**used && !is_apart
    };
    pairs.take_while(is_equal).count()
}

/// Where the shingles of a document stand.
struct Places {
    first: HashMap<[u32; SHINGLE], u32>,
    next: Vec<u32>,
}

impl Places {
    fn of(words: &[Word]) -> Places {
        let count = words.len().saturating_sub(SHINGLE - 1);
        let mut places = Places { first: HashMap::with_capacity(count), next: vec![u32::MAX; count] };
        for at in (0..count).rev() {
            let before = places.first.insert(gram(&words[at..at + SHINGLE]), at as u32);
            places.next[at] = before.unwrap_or(u32::MAX);
        }
        places
    }

    fn of_shingle(&self, words: &[Word]) -> impl Iterator<Item = usize> {
        let next = |at: &u32| self.next.get(*at as usize).copied().filter(|next| *next != u32::MAX);
        std::iter::successors(self.first.get(&gram(words)).copied(), next).take(TRIED).map(|at| at as usize)
    }
}

fn gram(words: &[Word]) -> [u32; SHINGLE] {
    std::array::from_fn(|at| words.get(at).map_or(0, |word| word.hash))
}

/// Whether `next` goes on with the passage that ends with `last`.
fn is_continued(one: &[Word], other: &[Word], last: Run, next: Run) -> bool {
    let gap = |words: &[Word], end: u32, start: u32| {
        let gap = words.get(end as usize..=start as usize)?;
        let edit = if gap.iter().any(|word| word.is(BLOCK)) { LONGEST_EDIT_ACROSS } else { LONGEST_EDIT };
        (gap.len() <= edit + 1 && !gap.iter().any(|word| word.is(APART))).then_some(())
    };
    gap(one, last.one + last.len, next.one).and(gap(other, last.other + last.len, next.other)).is_some()
}

/// Shorter runs between two: the longest common sequence of words, where it has two in a row.
fn between(one: &[Word], other: &[Word], last: Run, next: Run) -> Vec<Run> {
    let (mut from, mut place) = (last.one + last.len, last.other + last.len);
    let mut out = Vec::new();
    while from < next.one && place < next.other {
        let (left, right) = (&one[from as usize..next.one as usize], &other[place as usize..next.other as usize]);
        let Some((a, b, len)) = first_pair(left, right) else { break };
        out.push(Run { one: from + a, other: place + b, len });
        (from, place) = (from + a + len, place + b + len);
    }
    out
}

/// The nearest place in both at which two words in a row are equal, and how many are.
fn first_pair(one: &[Word], other: &[Word]) -> Option<(u32, u32, u32)> {
    let equal =
        |a: usize, b: usize| one[a..].iter().zip(&other[b..]).take_while(|(one, other)| one.hash == other.hash).count();
    let places = (0..one.len()).flat_map(|a| (0..other.len()).map(move |b| (a + b, a, b)));
    let found = places.filter(|(_, a, b)| equal(*a, *b) >= 2).min()?;
    Some((found.1 as u32, found.2 as u32, equal(found.1, found.2) as u32))
}

/// What shared words say of whether anything was copied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Weight {
    /// Equal words.
    pub(super) shared: usize,
    /// Those of them that stand in quotation marks in either document.
    pub(super) quoted: usize,
    /// Those that stand in none and in no phrase that everybody writes.
    pub(super) free: usize,
    /// Those that are neither names nor stand in such a phrase.
    pub(super) telling: usize,
    /// The most free words in a row.
    pub(super) longest: usize,
}

/// Weighs the words of a passage.
pub(super) fn weigh(one: &[Word], other: &[Word], passage: &Passage) -> Weight {
    let mut weight = Weight::default();
    for run in &passage.runs {
        let (left, right) = (one.iter().skip(run.one as usize), other.iter().skip(run.other as usize));
        let mut row = 0;
        for (one, other) in left.zip(right).take(run.len as usize) {
            let is_quoted = one.is(QUOTED) || other.is(QUOTED);
            let is_free = !is_quoted && !one.is(STOCK);
            row = if is_free { row + 1 } else { 0 };
            weight.shared += 1;
            weight.quoted += usize::from(is_quoted);
            weight.free += usize::from(is_free);
            weight.telling += usize::from(!one.is(STOCK | NAME));
            weight.longest = weight.longest.max(row);
        }
    }
    weight
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;
    use sayso_core::Provenance;

    fn read(text: &str) -> (String, Vec<Word>) {
        let document = sayso_ingest::document(text.as_bytes(), Provenance::default()).unwrap();
        (text.to_owned(), words(&document))
    }

    /// The passages as they stand in `one`, with the number of equal words.
    #[track_caller]
    fn check(one: &str, other: &str, expect: &[(&str, usize)]) {
        let ((text, one), (_, other)) = (read(one), read(other));
        let passages = align(&one, &other);
        let found: Vec<(&str, usize)> = passages
            .iter()
            .map(|passage| {
                let range = passage.range(true);
                (&text[one[range.start].start()..one[range.end - 1].end()], passage.shared())
            })
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn runs_are_joined_over_small_edits() {
        let one = "The ferry left the harbour at nine with all her lights on, and nobody came back to tell what had happened.";
        check(one, one, &[(&one[..one.len() - 1], 21)]);
        let changed = "At last the ferry left the harbour at nine with every one of her lights on, and nobody came home to tell what had happened.";
        check(one, changed, &[(&one[..one.len() - 1], 19)]);
        check(one, "The ferry left the port at nine, and nobody who was there came back to say it.", &[]);
    }

    #[test]
    fn moved_paragraphs_are_passages_of_their_own() {
        let (first, second) = (
            "The ferry left the harbour at nine in the evening.",
            "Nobody came back to tell what had happened to her.",
        );
        let (one, other) = (format!("{first}\n\n{second}"), format!("{second}\n\n{first}"));
        check(&one, &other, &[(&first[..first.len() - 1], 10), (&second[..second.len() - 1], 10)]);
    }

    #[test]
    fn a_teaser_parts_a_passage() {
        let (first, second) = (
            "The ferry left the harbour at nine in the evening.",
            "Nobody came back to tell what had happened to her.",
        );
        let (one, other) = (format!("{first}\n\nRead more: Ten boats\n\n{second}"), format!("{first}\n\n{second}"));
        check(&one, &other, &[(&first[..first.len() - 1], 10), (&second[..second.len() - 1], 10)]);
    }
}
